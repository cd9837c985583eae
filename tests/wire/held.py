"""What data/snapshot holds of one source, and the bytes of JSON, CSV and workbooks, the same on every run."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import openpyxl

from ingest.region import Area, Region
from ingest.source import Source

Key = tuple[str, str, str, str]  # indicator, place, period, breakdown
MADE_UP = "2026-11-25"  # the release of rows that are made up
LONG_AGO = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Cell:
    value: float | None
    status: str

    def text(self, missing: str = "") -> str:
        """As a publisher writes it: whole numbers without a point."""
        if self.value is None:
            return self.status or missing
        return str(int(self.value)) if self.value == int(self.value) else repr(self.value)

    def number(self) -> int | float | None:
        return None if self.value is None else int(self.value) if self.value == int(self.value) else self.value


@dataclass(frozen=True)
class Held:
    """The snapshot's rows of one source, of its newest release."""

    source: Source
    region: Region
    folder: Path

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """Every value; where releases overlap, the newest."""
        found: dict[Key, tuple[str, Cell]] = {}
        for row in _rows(self.folder / "observation" / f"{self.source.key}.csv"):
            if self.source.restates_series and row["release"] != self.release:
                continue
            key = (row["indicator_id"], row["place_code"], row["period"], row["breakdown"])
            if key not in found or row["release"] >= found[key][0]:
                found[key] = (row["release"], Cell(float(row["value"]) if row["value"] else None, row["status"]))
        return {key: cell for key, (_, cell) in sorted(found.items())}

    @cached_property
    def known(self) -> bool:
        """Whether the snapshot holds anything of the source; a register that nobody has read yet has made-up rows in its writer."""
        return any(row["source_key"] == self.source.key for row in _rows(self.folder / "receipt.csv"))

    @cached_property
    def release(self) -> str:
        found = [row["release"] for row in _rows(self.folder / "receipt.csv") if row["source_key"] == self.source.key]
        return max(found, default=MADE_UP)

    @cached_property
    def points(self) -> list[dict[str, str]]:
        return [row for row in _rows(self.folder / "point.csv") if row["source_key"] == self.source.key]

    @cached_property
    def documents(self) -> list[dict[str, str]]:
        return [row for row in _rows(self.folder / "document.csv") if row["source_key"] == self.source.key]

    @cached_property
    def entries(self) -> list[dict[str, str]]:
        return [row for row in _rows(self.folder / "register_entry.csv") if row["source_key"] == self.source.key]

    def of(self, key: str, source: Source) -> "Held":
        """What the snapshot holds of another source, for a file that serves both."""
        return Held(source, self.region, self.folder)

    @cached_property
    def areas(self) -> list[Area]:
        """Municipalities, county and country that have figures."""
        seen = {place for _, place, _, _ in self.cells}
        return [area for area in self.region.areas.values() if area.code in seen]

    def periods(self, indicator: str) -> list[str]:
        return sorted({period for i, _, period, _ in self.cells if i == indicator})

    def parts(self, indicator: str) -> list[str]:
        return list(dict.fromkeys(part for i, _, _, part in self.cells if i == indicator))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def as_json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def as_csv(
    heading: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool = False, quoted: bool = False, separator: str = ","
) -> bytes:
    """With a byte-order mark and with every cell in quotes, where the publisher does so."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def as_workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook whose bytes do not change with the clock."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    raw, out = io.BytesIO(), io.BytesIO()
    book.properties.created = datetime(*LONG_AGO)  # noqa: DTZ001 the format knows no time zone
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                start, end = body.index(b"<dcterms:modified"), body.index(b"</dcterms:modified>") + len(b"</dcterms:modified>")
                body = body[:start] + body[end:]
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
