"""The words of the indicators: names, definitions and themes in data/taxonomy/indicators.csv, one row an indicator."""

import csv
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path

from ingest.errors import ContractError
from ingest.near import meant
from twin.paths import DATA, state

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


def words() -> dict[str, Words]:
    """Every row by id, those of sources saved on page Källor too. Raises ContractError that names file, line and column."""
    return {**saved_words(), **built_in()}


@cache
def built_in() -> dict[str, Words]:
    """The rows of data/taxonomy/indicators.csv."""
    return read(FILE)


def saved_words(but: str = "") -> dict[str, Words]:
    """The rows that stand beside saved sources, except the source `but`."""
    found: dict[str, Words] = {}
    for file in sorted((state() / "sources").glob("*.csv")):
        if file.stem != but:
            with suppress(ContractError):  # told of as the fault of the source whose words they are (ingest/sound.py)
                found |= kept(file)
    return found


def kept(file: Path) -> dict[str, Words]:
    """The rows beside one saved source; read anew when they have changed. Raises ContractError."""
    return _kept(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=500)
def _kept(file: Path, changed: int) -> dict[str, Words]:
    try:
        return read(file)
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise ContractError(
            file.stem, f"Orden i {file} går inte att läsa ({cause}).", "Ta bort källan på sidan Källor och gör om den."
        ) from cause


def read(path: Path) -> dict[str, Words]:
    """Every row of one file by id. Raises ContractError that names file, line and column."""
    found: dict[str, Words] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line, raw in enumerate(csv.DictReader(handle), start=2):
            if None in raw:  # what DictReader calls the cells past the last heading
                raise ContractError(
                    path.name, f"rad {line} har fler celler än rubriken.", 'Sätt citattecken om en text med komma: "ett, två".'
                )
            try:
                texts = {f.name: raw[f.name].strip() for f in fields(Words)}
                word = Words(**{**texts, "decimals": int(texts["decimals"]), "position": int(texts["position"])})  # type: ignore[arg-type]
            except (KeyError, ValueError, AttributeError) as cause:
                raise ContractError(path.name, f"rad {line}: {cause}.", f"Rätta raden i {path}; alla kolumner ska vara ifyllda.") from cause
            if word.id in found:
                raise ContractError(path.name, f"rad {line}: id {word.id} förekommer två gånger.", "Ta bort den ena raden.")
            found[word.id] = word
    return found


def of(source_key: str, indicator_id: str) -> Words:
    """The words of one indicator. Raises ContractError that says which row to add."""
    try:
        return words()[indicator_id]
    except KeyError as missing:
        remedy = f"{meant(indicator_id, words())}Ett nytt nyckeltal ska ha en rad med id {indicator_id} i data/taxonomy/indicators.csv."
        raise ContractError(source_key, f"Nyckeltalet {indicator_id} saknar ord.", remedy) from missing
