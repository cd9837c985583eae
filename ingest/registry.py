"""Finds the declared sources: every module in ingest/sources, its file name being the source's key. No list to keep."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache

import ingest.sources
from ingest.source import Source


class NoSuchSource(KeyError):
    """A key that no file in ingest/sources has."""


@cache
def sources() -> dict[str, Source]:
    """Every source by key, in alphabetical order. Raises TypeError that names a module without a SOURCE."""
    found: dict[str, Source] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(ingest.sources.__path__)):
        declared = getattr(importlib.import_module(f"ingest.sources.{module}"), "SOURCE", None)
        if not isinstance(declared, Source):
            raise TypeError(f"ingest/sources/{module}.py har ingen SOURCE = Source(…). CONTRIBUTING.md visar formen.")
        found[module] = replace(declared, key=module)
    return found


def source(key: str) -> Source:
    """The source of that key. Raises NoSuchSource that lists the keys there are."""
    try:
        return sources()[key]
    except KeyError as missing:
        raise NoSuchSource(f"Källan «{key}» finns inte. De som finns: {', '.join(sources())}") from missing
