"""The shipped register as editable rows, for tests that look at it or spoil it."""

import csv
from pathlib import Path

from twin.paths import DATA

FOLDER = DATA / "register"
FILES = (
    "organisations",
    "initiatives",
    "initiative_organisations",
    "initiative_places",
    "initiative_tags",
    "initiative_sources",
    "initiative_relations",
    "targets",
)
SIX = {"0604", "0682", "0684", "0685", "0686", "0687"}
PLACES = SIX | {"06", "00", "hoglandet"}
Rows = list[dict[str, str]]


def rows_of(file: str, folder: Path = FOLDER) -> Rows:
    """Every row of a file by column."""
    with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(folder: Path, file: str, rows: Rows) -> None:
    """The rows as a file again."""
    with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
