"""The words of the indicators: names, definitions and themes in data/taxonomy/indicators.csv, one row an indicator."""

import csv
from dataclasses import dataclass, fields
from functools import cache

from ingest.errors import ContractError
from twin.paths import DATA

FILE = DATA / "taxonomy" / "indicators.csv"


@dataclass(frozen=True)
class Words:
    """What is said of one indicator, in our own words; the address leads to the publisher's."""

    id: str
    name_sv: str
    name_en: str
    definition_sv: str
    definition_en: str
    definition_url: str
    track: str
    better: str
    theme: str
    decimals: int
    scale: str
    position: int


@cache
def words() -> dict[str, Words]:
    """Every row by id. Raises ContractError that names line and column."""
    found: dict[str, Words] = {}
    with FILE.open(encoding="utf-8", newline="") as handle:
        for line, raw in enumerate(csv.DictReader(handle), start=2):
            try:
                texts = {f.name: raw[f.name].strip() for f in fields(Words)}
                word = Words(**{**texts, "decimals": int(texts["decimals"]), "position": int(texts["position"])})  # type: ignore[arg-type]
            except (KeyError, ValueError, AttributeError) as cause:
                raise ContractError(
                    "indicators.csv", f"rad {line}: {cause}.", f"Rätta raden i {FILE}; alla kolumner ska vara ifyllda."
                ) from cause
            if word.id in found:
                raise ContractError("indicators.csv", f"rad {line}: id {word.id} förekommer två gånger.", "Ta bort den ena raden.")
            found[word.id] = word
    return found


def of(source_key: str, indicator_id: str) -> Words:
    """The words of one indicator. Raises ContractError that says which row to add."""
    try:
        return words()[indicator_id]
    except KeyError as missing:
        raise ContractError(
            source_key, f"Nyckeltalet {indicator_id} saknar ord.", f"Lägg till en rad med id {indicator_id} i data/taxonomy/indicators.csv."
        ) from missing
