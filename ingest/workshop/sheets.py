"""A workbook to a table of texts, for a look: which sheet, and where its heading is."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ingest.connectors.reading import period
from ingest.connectors.workbook import band as banded
from ingest.connectors.workbook import names as names_of
from ingest.errors import ContractError
from ingest.workshop.cells import as_text, headings, told_apart
from ingest.workshop.model import Plain
from ingest.workshop.tables import MOST, Found

PERIOD = r"\d{4}(?:M\d\d|-\d\d)?"


def workbook(body: bytes, options: Mapping[str, Plain]) -> Found:
    """The sheet that is asked for, else the one with most cells; its heading is the row with most texts above the first row of numbers."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        wanted = str(options.get("sheet") or "")
        read = {name: book.get_sheet_by_name(name) for name in book.sheet_names if wanted in ("", name)}
        sheets = {name: sheet.to_python(skip_empty_area=False) for name, sheet in read.items()}
    except (CalamineError, OSError, ValueError) as cause:
        raise ContractError(
            "källan", f"Svaret går inte att läsa som arbetsbok ({cause}).", "Välj en annan sort, eller öppna filen och se."
        ) from cause
    if not sheets:
        raise ContractError("källan", f"Bladet «{wanted}» finns inte.", f"Bladen heter: {', '.join(book.sheet_names)}.")
    years = [name for name in sheets if period(name)]
    by_year = len(years) > 1  # a sheet a year: they are read alike, each for its own
    name = max(years) if by_year else max(sheets, key=lambda one: sum(1 for row in sheets[one] for cell in row if cell != ""))
    table: list[list[Any]] = sheets[name]
    top, bottom = _heading(table)
    band = banded(table, read[name].merged_cell_ranges or (), top, bottom)
    anchor_row = max(range(top, bottom), key=lambda n: sum(1 for c in table[n] if c != "")) if bottom > top else top
    anchor = next((as_text(c) for c in table[anchor_row] if as_text(c) and not period(c)), "*") if table else ""
    titles = names_of(band)
    names, twice = told_apart(titles)
    rows = [[as_text(c) for c in row] for row in table[bottom:] if any(c != "" for c in row)][:MOST]
    made: dict[str, Plain] = {"anchor": "*" if sum(1 for c in table[anchor_row] if period(c)) > 2 else anchor} if table else {}
    made |= {"rows_above": anchor_row - top} if anchor_row > top else {}
    made |= {"rows_below": bottom - 1 - anchor_row} if bottom - 1 > anchor_row else {}
    if by_year:
        made |= {"sheet_pattern": r"\d{4}.*", "period_in": f"^({PERIOD})$", "other_sheets": ".*"}
    elif len(book.sheet_names) > 1:
        made["sheet"] = name
    timed = tuple(name for i, name in enumerate(names) if any(i < len(row) and row[i] != "" and period(row[i]) for row in band))
    note = " ".join(filter(None, [twice, f"Ett blad per år: {', '.join(sorted(years))}." if by_year else ""]))
    choices = {} if by_year else {"sheet": tuple(book.sheet_names)}
    return Found(names, rows, made, choices, note, headings(titles), timed)


def _heading(table: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """First row of the heading, and the first row below it: the widest rows above the first that has a number which is no year."""

    def numbers(row: Sequence[Any]) -> bool:
        return any(isinstance(c, int | float) and not isinstance(c, bool) and not period(c) for c in row)

    bottom = next((n for n, row in enumerate(table) if numbers(row)), min(len(table), 1))
    top = bottom
    while top > 0 and sum(1 for c in table[top - 1] if c != "") >= 2:
        top -= 1
    return (top, bottom) if top < bottom else (max(bottom - 1, 0), bottom)
