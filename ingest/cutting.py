"""What is taken out of an answer: rows of other places, and all that tells of persons. JSON, CSV, XLSX, and files in an archive."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import openpyxl
from openpyxl.cell.cell import Cell
from python_calamine import CalamineError, CalamineWorkbook

from ingest import distort, distort_files
from ingest.private import why_named, why_private, why_value
from ingest.region import Region

KEPT = 3  # rows of other places that stay, so that a cut answer still shows that there are some
MANY = 12  # a list this short is not cut


@dataclass
class Cut:
    """What is taken out of answers: rows of other places, and fields of persons (`dropped` gets each with why)."""

    region: Region
    rows: bool = True
    dropped: dict[str, str] = field(default_factory=dict)

    def body(self, body: bytes) -> bytes:
        """The answer without what is to go; the very same bytes where nothing is. An answer of an unknown sort is left as it is."""
        known: dict[str, Callable[[bytes], bytes]] = {"json": self._json, "csv": self._csv, "xlsx": self._xlsx, "zip": self._zip}
        cut = known.get(distort.kind(body))  # not a page with links, nor what is packed
        try:
            return cut(body) if cut and not body.startswith(b"\x1f\x8b") else body
        except (ValueError, LookupError, OSError, RecursionError, csv.Error, BadZipFile):  # not readable as that: whoever reads it says so
            return body

    def private(self, name: str, values: Sequence[object]) -> bool:
        """Is it a person's field? Then it is noted."""
        if why := why_private(name, values):
            self.dropped[name] = why
        return bool(why)

    def told(self, name: str, value: object) -> bool:
        """Does a value of another field tell of a person? Then it is noted."""
        if why := why_value(value):
            self.dropped.setdefault(name, why)
        return bool(why)

    def ours(self, cells: Iterator[object]) -> bool:
        return not self.rows or any(isinstance(cell, str | int) and self.region.place(cell) for cell in cells)

    def _json(self, body: bytes) -> bytes:
        whole = json.loads(body.decode("utf-8-sig"))
        made = self._node(whole)
        return body if made == whole else json.dumps(made, ensure_ascii=False).encode()

    def _node(self, node: Any) -> Any:
        if isinstance(node, list):
            if len(node) > MANY and all(isinstance(one, dict) for one in node):
                node = _kept(node, [self.ours(_scalars(one)) for one in node])
            return [self._node(one) for one in node]
        if isinstance(node, dict):
            return {name: self._field(name, child) for name, child in node.items()}
        return node

    def _field(self, name: str, child: Any) -> Any:
        if child not in (None, "", [], {}) and why_named(name):
            self.private(name, [])
            return None
        return None if self.told(name, child) else self._node(child)

    def _csv(self, body: bytes) -> bytes:
        encoding, separator, _, _ = distort_files.csv_parts(body)
        table = list(csv.reader(io.StringIO(body.decode(encoding), newline=""), delimiter=separator))
        width = max(map(len, table), default=0)
        head = next((n for n, row in enumerate(table) if sum(bool(c.strip()) for c in row) == width), 0)
        below = [row for row in table[head + 1 :] if any(c.strip() for c in row)]
        names = table[head]
        gone = {i for i, name in enumerate(names) if self.private(name, [row[i] for row in below if i < len(row)])}
        rows = _kept(below, [self.ours(iter(row)) for row in below]) if len(below) > MANY else below
        cut = [
            ["" if i in gone or self.told(names[i] if i < len(names) else "", cell) else cell for i, cell in enumerate(row)] for row in rows
        ]
        if cut == below:
            return body
        out = io.StringIO()
        kept = [*table[: head + 1], *cut]
        csv.writer(out, delimiter=separator, lineterminator="\n").writerows(kept)
        return out.getvalue().encode(encoding)

    def _zip(self, body: bytes) -> bytes:
        with ZipFile(io.BytesIO(body)) as whole:
            members = {one.filename: whole.read(one) for one in whole.infolist() if not one.is_dir()}
        made = {name: self.body(member) for name, member in members.items()}
        if made == members:
            return body
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as cut:
            for name, member in made.items():
                cut.writestr(ZipInfo(name, (2000, 1, 1, 0, 0, 0)), member)
        return out.getvalue()

    def _xlsx(self, body: bytes) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(body), data_only=True)
        changed = False
        for sheet in book.worksheets:
            head = len(distort_files.heading(sheet))
            rows = [[cell for cell in row if isinstance(cell, Cell)] for row in sheet.iter_rows(min_row=head + 1)]
            for column in zip(*rows, strict=False):
                above = [sheet.cell(n, column[0].column).value for n in range(1, head + 1)]
                name = " ".join(str(text) for text in above if text is not None)
                whole = self.private(name, [cell.value for cell in column])
                for cell in column:
                    if cell.value is not None and (whole or self.told(name, cell.value)):
                        changed, cell.value = True, None
            stays = _kept(rows, [self.ours(cell.value for cell in row) for row in rows]) if len(rows) > MANY else rows
            if len(stays) < len(rows):
                changed = True
                texts = [[cell.value for cell in row] for row in stays]
                sheet.delete_rows(head + 1, len(rows))
                for row in texts:
                    sheet.append(row)
        return distort_files.saved(book) if changed else body


def _kept(rows: list[Any], ours: list[bool]) -> list[Any]:
    """Our rows and the first few of others, in their order."""
    others = set(islice((n for n, mine in enumerate(ours) if not mine), KEPT))
    return [row for n, row in enumerate(rows) if ours[n] or n in others]


def _scalars(node: Any) -> Iterator[object]:
    if isinstance(node, dict):
        for child in node.values():
            yield from _scalars(child)
    elif isinstance(node, list):
        for child in node:
            yield from _scalars(child)
    else:
        yield node


def persons_left(body: bytes) -> str:
    """What of a person's stands in an answer that nothing can be taken out of (ODS), with where; '' for any other."""
    if distort.kind(body) != "ods":
        return ""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (CalamineError, OSError, ValueError):  # whoever reads it says so
        return ""
    for row in (row for rows in sheets for row in rows):
        for cell in row:
            if why := why_value(cell) or (why_named(cell) if isinstance(cell, str) and len(cell) < 40 else ""):
                return f"«{str(cell)[:20]}»: {why}"
    return ""
