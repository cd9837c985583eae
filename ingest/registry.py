"""Finds the declared sources: every module in ingest/sources, and every file that the workshop has saved in the state folder's sources/.

The file's name is the source's key. No list to keep. A saved file is read as data (ingest/declared.py) and never imported.
"""

import importlib
import pkgutil
import traceback
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

import ingest.sources
from ingest import declared, hosts, sound
from ingest.errors import ContractError, IngestError
from ingest.near import meant
from ingest.source import Source
from twin.paths import state


class NoSuchSource(KeyError):
    """A key that no file in ingest/sources has, nor any saved one."""


def sources() -> dict[str, Source]:
    """Every source that can be read, by key, in alphabetical order. Raises TypeError that names a module without a SOURCE."""
    return dict(sorted({**saved()[0], **built_in()}.items()))


@cache
def built_in() -> dict[str, Source]:
    """The sources of ingest/sources."""
    found: dict[str, Source] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(ingest.sources.__path__)):
        made = getattr(_imported(module), "SOURCE", None)
        if not isinstance(made, Source):
            raise TypeError(f"ingest/sources/{module}.py har ingen SOURCE = Source(…). CONTRIBUTING.md visar formen.")
        found[module] = replace(made, key=module)
    taken: dict[str, str] = {}
    for key, made in found.items():
        for id_ in (indicator.id for indicator in made.indicators):
            if id_ in taken:
                remedy = "Låt en av dem ha båda läsarna (accepts), eller ge nyckeltalet två id."
                raise ContractError(key, f"Nyckeltalet {id_} räknas redan i ingest/sources/{taken[id_]}.py.", remedy)
            taken[id_] = key
    return found


def _imported(module: str) -> ModuleType:
    """The source file. Raises ContractError that names file, line and what is wrong: it is read before every command."""
    try:
        return importlib.import_module(f"ingest.sources.{module}")
    except Exception as slip:  # noqa: BLE001 whatever it is, it is the file: a comma forgotten, an argument misspelt
        file = f"{module}.py"
        lines = [frame.lineno for frame in traceback.extract_tb(slip.__traceback__) if Path(frame.filename).name == file]
        line = slip.lineno if isinstance(slip, SyntaxError) else lines[-1] if lines else None
        told = slip.msg if isinstance(slip, SyntaxError) else f"{type(slip).__name__}: {slip}"
        raise ContractError(
            module, f"ingest/sources/{file}, rad {line}: {told}.", "Rätta raden; CONTRIBUTING.md och filerna bredvid visar formen."
        ) from slip


def saved() -> tuple[dict[str, Source], dict[str, IngestError]]:
    """The sources that the workshop has saved, and why some of its files can not be read: one spoiled file stops no other source."""
    found: dict[str, Source] = {}
    spoiled: dict[str, IngestError] = {}
    taken = {indicator.id: source.key for source in built_in().values() for indicator in source.indicators}
    for file in sorted(shelf().glob("*.py")):
        try:
            made = _read(file, file.stat().st_mtime_ns, file.stat().st_size)
            if refused := sound.refusal(made, file, taken):
                raise refused
        except IngestError as fault:
            spoiled[file.stem] = fault
            continue
        found[file.stem] = made
        taken |= {indicator.id: made.key for indicator in made.indicators}
    return found, spoiled


def shelf() -> Path:
    """Where the workshop keeps its source files and their words."""
    return state() / "sources"


def source(key: str) -> Source:
    """The source of that key. Raises NoSuchSource that lists the keys there are, or the fault of a saved file that can not be read."""
    found = sources()
    if key in found:
        return found[key]
    if fault := saved()[1].get(key):
        raise fault
    raise NoSuchSource(f"Källan «{key}» finns inte. {meant(key, found)}De som finns: {', '.join(found)}")


@lru_cache(maxsize=500)
def _read(file: Path, changed: int, size: int) -> Source:
    """One saved file; read anew when it has changed."""
    key = file.stem
    if key in built_in():
        raise ContractError(key, f"Nyckeln är tagen av ingest/sources/{key}.py.", f"Ta bort {file} eller byt dess namn.")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise ContractError(
            key, f"Källfilen {file} går inte att läsa ({cause}).", "Ta bort den och gör om källan på sidan Källor."
        ) from cause
    made = declared.read(text, key)
    if refused := hosts.refusals(made):
        raise ContractError(key, refused[0], hosts.REMEDY)
    return made
