"""The list of datasets: what each is called, holds, rests on and may be filtered by. Read from data/opendata/ and sql/ beside this file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from twin.opendata.schema import Stored, stored
from twin.paths import DATA
from twin.words import either

FOLDER = DATA / "opendata"
SQL = Path(__file__).parent / "sql"
TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "uri", "list", "geojson")
FORMATS = {  # how a whole dataset can be had -> media type
    "csv": "text/csv",
    "excel.csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
NAMES = {"csv": "CSV", "excel.csv": "Excel-CSV", "json": "JSON", "parquet": "Parquet", "geojson": "GeoJSON"}  # what a reader calls them


class Undeclared(Exception):
    """The declaration contradicts itself: names file, dataset, column and what to do."""


@dataclass(frozen=True)
class Column:
    """One column. `unit` in Swedish and English, '' where it has none. `filter`: '', 'eq' (equal), 'known' (equal to one of the values that stand there),
    'range' (NAME_from, NAME_to) or 'has:PARAMETER' (the list holds the value). `base` is the column of the schema that it hands on, None where it is worked out."""

    name: str
    type: str
    unit_sv: str
    unit_en: str
    filter: str
    description_sv: str
    description_en: str
    base: Stored | None

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words that may stand there; empty where any may."""
        return self.base.allowed if self.base else ()


@dataclass(frozen=True)
class Dataset:
    """One dataset. `key` columns tell the rows apart and give their order. `licence`: 'own' (our own words) or 'rows' (each row carries its source's
    licence, and rows of private publishers are left out). `geometry`: '', 'lonlat' or 'geojson'. `themes`: codes of the EU's data themes."""

    name: str
    title_sv: str
    title_en: str
    description_sv: str
    description_en: str
    key: tuple[str, ...]
    licence: str
    geometry: str
    themes: tuple[str, ...]
    keywords_sv: tuple[str, ...]
    keywords_en: tuple[str, ...]
    columns: tuple[Column, ...]
    sql: str

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return either(self.title_sv, self.title_en)

    @property
    def formats(self) -> tuple[str, ...]:
        """The forms that the whole of it can be had in."""
        return tuple(form for form in FORMATS if form != "geojson" or self.geometry)

    @property
    def grain(self) -> str:
        """What one row is, in English, as the question's first line says."""
        return self.sql.partition("\n")[0].removeprefix("-- Grain:").strip()

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return next((one for one in self.columns if one.name == name), None) or _no(name)


def _no(name: str) -> Column:
    raise KeyError(name)


@cache
def datasets() -> tuple[Dataset, ...]:
    """Every dataset in the order of the list. Raises Undeclared."""
    words = {(row["dataset"], row["name"]): row for row in _rows("columns.csv")}
    found = tuple(_dataset(row, words) for row in _rows("datasets.csv"))
    used = {(one.name, column.name) for one in found for column in one.columns}
    anywhere = {column for _, column in used}
    if loose := [f"{name or '*'}.{column}" for name, column in words if (name, column) not in used and (name or column not in anywhere)]:
        raise Undeclared(f"columns.csv: {', '.join(loose)} stands in no dataset. Take the line out, or add the column to datasets.csv.")
    return found


@cache
def by_name() -> dict[str, Dataset]:
    """Name -> dataset."""
    return {one.name: one for one in datasets()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _dataset(row: dict[str, str], words: dict[tuple[str, str], dict[str, str]]) -> Dataset:
    name = row["name"]
    file = SQL / f"{name}.sql"
    if not file.exists():
        raise Undeclared(f"datasets.csv: {name} has no question. Write {file.name} in twin/opendata/sql/.")
    columns = tuple(_column(name, column, words) for column in row["columns"].split())
    if missing := set(row["key"].split()) - {column.name for column in columns}:
        raise Undeclared(f"datasets.csv: {name}: key {', '.join(sorted(missing))} is no column of it.")
    return Dataset(
        name, row["title_sv"], row["title_en"], row["description_sv"], row["description_en"], tuple(row["key"].split()), row["licence"], row["geometry"],
        tuple(row["themes"].split()), tuple(row["keywords_sv"].split(";")), tuple(row["keywords_en"].split(";")), columns,
        file.read_text(encoding="utf-8").strip(),
    )  # fmt: skip


def _column(dataset: str, name: str, words: dict[tuple[str, str], dict[str, str]]) -> Column:
    row = words.get((dataset, name)) or words.get(("", name))
    if row is None:
        raise Undeclared(f"columns.csv: {dataset}.{name} is not described. Add a line with its description in Swedish and English.")
    if row["type"] not in TYPES:
        raise Undeclared(f"columns.csv: {dataset}.{name}: type {row['type']!r} is not known. Known: {', '.join(TYPES)}.")
    swedish, _, english = row["unit"].partition(" / ")
    return Column(
        name, row["type"], swedish, english or swedish, row["filter"], row["description_sv"], row["description_en"],
        stored().get(f"{dataset}.{name}") or stored().get(row["of"]),
    )  # fmt: skip
