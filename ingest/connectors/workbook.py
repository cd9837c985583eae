"""XLSX and ODS workbooks: headings found by an anchor cell, in one row or several; years as columns or one sheet a year. Fields as in table.py."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from ingest.connectors.headings import same
from ingest.connectors.reading import broken, lacks, nothing_of_ours, period
from ingest.connectors.sheet_size import refuse_endless
from ingest.connectors.table import EACH, Table, Target, letter
from ingest.source import Answer, Ask, Record

Rows = list[tuple[object, ...]]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]  # first and last cell, each (row, column)
UNREADABLE = (CalamineError, OSError, ValueError)  # what a spoiled file gives


@dataclass(frozen=True, kw_only=True)
class Workbook(Table):
    """Sheets of a workbook.

    A column answers to each of its heading cells, to all of them joined ('Kommun-' over 'kod' is Kommunkod), and to 'kolumn A'. A cell that is
    merged over several columns is a heading of each.
    """

    sheets: Mapping[str, Mapping[str, Target]]  # pattern of a sheet's whole name -> its values
    anchor: str  # text of a cell in the heading row, its beginning before a *; EACH: the first row with a period
    rows_above: int = 0  # heading rows above the anchor's
    rows_below: int = 0  # heading rows below it
    period_in: str = ""  # pattern whose group is the period, in the sheet's name or above the heading
    other_sheets: str = ""  # pattern of the sheets that are not read; any other is an error
    must_say: str = ""  # pattern of a cell above the heading, such as the unit
    release_in: str = ""  # pattern whose groups, joined by '-', are the release date, in any cell

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region. Raises ContractError for a missing sheet or heading, or a sheet without one of our municipalities."""
        yield from self.gathered(ask, self._records(ask))

    def _records(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        for url in self.addresses(ask):
            answer = self.answer(ask, url, "xlsx")
            for name, rows, merged, values in self._sheets(ask, answer):
                where = f"bladet «{name}»"
                above, heading, below = self._parts(ask, where, rows, merged)
                if self.must_say and not any(re.search(self.must_say, text) for text in above):
                    raise lacks(ask, self.must_say, f"{where} ovanför rubriken", above)
                lines = self.lines(ask, where, heading, below, values, first=len(rows) - len(below) + 1)
                found = self.records(ask, answer, lines, values, self._at(ask, where, name, above))
                yield from found if self.entries else self._whole(ask, answer, where, list(found))

    def _whole(self, ask: Ask, answer: Answer, where: str, found: list[tuple[Answer, Record]]) -> list[tuple[Answer, Record]]:
        """The records of one sheet. Raises ContractError where it lacks one of our municipalities."""
        seen = {record.place for _, record in found}
        absent = [m.name for m in ask.region.municipalities if m.code not in seen | ask.source.may_lack]
        if absent and not seen & set(ask.region.municipality_codes):
            raise nothing_of_ours(ask, [answer], where)
        if absent and not (self.count or self.sum):  # of things there may be none
            raise broken(ask, f"Rader saknas i {where} för {', '.join(absent)}.", "Kontrollera hur utgivaren skriver kommunen.")
        return found

    def release(self, answers: list[Answer]) -> str | None:
        """The release date that a cell tells, where the declaration says how to find it, else the link's."""
        for answer in (a for a in answers if self.release_in and a.request.expects != "html"):
            book = CalamineWorkbook.from_filelike(io.BytesIO(answer.body))
            for cell in (cell for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows() for cell in row):
                if found := re.search(self.release_in, str(cell)):
                    return period("-".join(found.groups()))
        return super().release(answers)

    def _sheets(self, ask: Ask, answer: Answer) -> list[tuple[str, Rows, Merged, Mapping[str, Target]]]:
        refuse_endless(ask, answer)
        try:
            read = _read(answer, "|".join(self.sheets))
        except UNREADABLE as cause:
            raise broken(ask, f"Svaret från {answer.request.url} går inte att läsa som arbetsbok ({cause}).") from cause
        found, there = [], [name for name, *_ in read]
        for pattern in self.sheets:
            if not any(re.fullmatch(pattern, name) for name in there):
                raise lacks(ask, pattern, "arbetsbokens blad", there)
        for name, rows, merged in read:
            values = next((values for pattern, values in self.sheets.items() if re.fullmatch(pattern, name)), None)
            if values is not None:
                found.append((name, rows, merged, values))
            elif not re.fullmatch(self.other_sheets, name):
                raise broken(ask, f"Bladet «{name}» är okänt.", "Läs det med sheets, eller nämn det i other_sheets.")
        return found

    def _parts(self, ask: Ask, where: str, rows: Rows, merged: Merged) -> tuple[list[str], list[list[str]], Rows]:
        """The texts above the heading, each column's names, and the rows below."""
        for n, row in enumerate(rows):
            if any(period(cell) if self.anchor == EACH else same(self.anchor, cell) for cell in row if cell is not None):
                top, end = max(n - self.rows_above, 0), n + self.rows_below + 1
                above = [str(cell) for line in rows[:top] for cell in line if cell is not None]
                return above, names(band(rows, merged, top, end)), rows[end:]
        raise lacks(ask, "en period" if self.anchor == EACH else self.anchor, where, [str(c)[:40] for c in (rows[0] if rows else ()) if c])

    def _at(self, ask: Ask, where: str, name: str, above: Sequence[str]) -> str:
        if not self.period_in:
            return self.at
        found = next(filter(None, (re.search(self.period_in, text) for text in (name, *above))), None)
        if found is None:
            raise lacks(ask, self.period_in, f"{where} (perioden)", above)
        return found[1]


def _read(answer: Answer, wanted: str) -> list[tuple[str, Rows, Merged]]:
    """Each sheet by name, with its merged cells; only the wanted ones have rows. Empty cells are None, whole numbers are int."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.body))
    found: list[tuple[str, Rows, Merged]] = []
    for name in book.sheet_names:
        if re.fullmatch(wanted, name):
            sheet = book.get_sheet_by_name(name)
            rows = [tuple(_cell(c) for c in row) for row in sheet.to_python(skip_empty_area=False)]
            found.append((name, rows, sheet.merged_cell_ranges or ()))
        else:
            found.append((name, [], ()))
    return found


def _cell(cell: object) -> object:
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def band(rows: Sequence[Sequence[object]], merged: Merged, top: int, end: int) -> list[list[object]]:
    """The rows of a heading, with a cell that is merged over several columns in each of them. One over all columns is a title and no heading."""
    made = [list(row) for row in rows[top:end]]
    width = max(map(len, made), default=0)
    for (first, left), (_, right) in merged:
        if top <= first < end and right - left + 1 < width:
            row = made[first - top]
            row.extend([None] * (right + 1 - len(row)))
            row[left : right + 1] = [row[left]] * (right + 1 - left)
    return made


def names(band: Sequence[Sequence[object]]) -> list[list[str]]:
    """All that each column answers to, under the rows of a heading."""
    found = []
    for i in range(max(map(len, band), default=0)):
        own = [_word(row[i]) for row in band if i < len(row) and row[i] is not None and str(row[i]).strip()]
        joined = [" ".join(own).replace("- ", "")] if len(own) > 1 else []
        found.append([*own, *joined, letter(i)])
    return found


def _word(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
