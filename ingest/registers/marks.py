"""The marks that a candidate is proposed with: climate, digital and tags, by the engine's words and the register's own classes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.registers import classes
from ingest.registers.told import Told
from twin.matching.tags import proposed
from twin.matching.taxonomy import Knowledge


@dataclass(frozen=True)
class Marks:
    """Scores 0–2 as in the register, and tags: scheme -> code -> the words, or the class, that carry it."""

    climate: int = 0
    digital: int = 0
    tags: Mapping[str, Mapping[str, str]] | None = None

    def rows(self) -> list[list[str]]:
        """[scheme, code, evidence] of each tag, in order."""
        return [[scheme, code, words] for scheme, codes in sorted((self.tags or {}).items()) for code, words in sorted(codes.items())]


def marks(told: Told, knowledge: Knowledge) -> Marks:
    """Of a purchase the title alone speaks, and not even that where the class says that it names the goods; of the rest title and text."""
    found = classes.of(json.loads(told.codes))
    code, kind = found or ("", None)
    purchase = told.kind == "procurement"
    silent = kind is not None and not kind.words
    tags = (
        {scheme: dict(codes) for scheme, codes in proposed(told.title, "" if purchase else told.text, knowledge).items()}
        if not silent
        else {}
    )
    technologies = tags.get("technology", {})
    digital = sum(knowledge.codes["technology"][one].track == "digital" for one in technologies)
    climate = len(tags.get("mechanism", {})) + len(technologies) - digital
    if kind:
        climate, digital = max(climate, kind.climate), max(digital, kind.digital)
        for scheme, tag in kind.tags:
            tags.setdefault(scheme, {}).setdefault(tag, code)
    return Marks(min(2, climate), min(2, digital), {scheme: codes for scheme, codes in tags.items() if codes})
