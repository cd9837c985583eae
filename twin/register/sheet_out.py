"""The register as a workbook or a CSV file that a coordinator edits in Excel and hands back. Everything that Excel likes to reshape is text here."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from twin.register import columns, sheets
from twin.register.cells import RISKY, disarmed
from twin.register.overlay import Lines
from twin.register.reading import Line
from twin.register.sheets import Sheet
from twin.words import t

EXPLAINED, CODES = "Förklaring", "Koder"  # sheets that are read by people only
NUMBERS = frozenset({"climate_score", "digital_score", "budget_sek"})  # what Excel may hold as numbers without harm
WIDE = {
    "description_sv": 70, "title_sv": 44, "evidence": 44, "url": 60, "source_url": 60, "note_sv": 50, "partners_text": 40, "text_sv": 60, "text_en": 60,
    "business_sv": 40, "name": 34, "aliases": 30, "owner_text": 28, "owner_org_id": 26, "organisation_id": 26, "quality": 26, "budget_note": 30, "funder_text": 26,
}  # fmt: skip
LISTS = {  # column -> the sheet and column that its words must stand in
    "owner_org_id": ("Organisationer", "A"),
    "organisation_id": ("Organisationer", "A"),
    "parent_id": ("Organisationer", "A"),
    "initiative_id": ("Initiativ", "A"),
    "code": (CODES, "B"),
}
_HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E8ECEA")}
ROOM = 1000  # rows that validation covers, so that new ones are helped too


def workbook(lines: Lines, labels: Iterable[Sequence[str]]) -> bytes:
    """All files of the register as sheets of one .xlsx; `labels` are the codes as (scheme, code, name, definition)."""
    book = Workbook(write_only=True)
    for sheet in (sheets.INITIATIVES, *(sheet for sheet in sheets.SHEETS if sheet is not sheets.INITIATIVES)):
        _sheet(book, sheet, lines[sheet.file])
    _table(book, EXPLAINED, _explained(), (18, 18, 30, 12, 50, 80))
    _table(book, CODES, [(t("Sort av märkning"), t("Kod"), t("Namn"), t("Betyder")), *labels], (16, 26, 34, 90))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(sheet: Sheet, lines: Sequence[Line]) -> bytes:
    """One file of the register with semicolons and a byte-order mark; text that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    names = [column.name for column in sheet.columns]
    writer.writerow(names)
    writer.writerows([disarmed(line.cells[name]) for name in names] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _sheet(book: Workbook, sheet: Sheet, lines: Sequence[Line]) -> None:
    page = book.create_sheet(columns.tab(sheet.file))
    page.freeze_panes = "B2"
    for index, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(index)
        page.column_dimensions[letter].width = WIDE.get(column.name, max(14, len(column.name) + 3))
        if column.name not in NUMBERS:
            page.column_dimensions[letter].number_format = "@"  # of the empty rows below: what is typed there stays as it is typed
        formula = _allowed(sheet, column.name)
        if formula:
            rule = DataValidation("list", formula1=formula, allow_blank=not column.required, showErrorMessage=True)
            rule.error = t("Välj ett ord ur listan.")
            rule.add(f"{letter}2:{letter}{len(lines) + ROOM}")
            page.data_validations.append(rule)
    page.append([_cell(page, column.name, **_HEAD) for column in sheet.columns])
    for line in lines:
        page.append([_value(page, column.name, line.cells[column.name]) for column in sheet.columns])
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(lines) + 1}"


def _allowed(sheet: Sheet, column: str) -> str:
    if words := columns.CLOSED.get((sheet.file, column)):
        return f'"{",".join(words)}"'
    if column in LISTS:
        tab, letter = LISTS[column]
        return f"'{tab}'!${letter}$2:${letter}${ROOM}"
    return ""


def _value(page: Any, column: str, text: str) -> Cell | int | None:
    if not text:
        return None
    if column in NUMBERS and text.isdecimal():
        return int(text)
    cell = _cell(page, text, alignment=Alignment(wrap_text=column in WIDE, vertical="top"))
    cell.number_format = "@"
    if text.startswith(RISKY):
        cell.data_type = "s"  # else it is written as a formula
        cell.quotePrefix = True  # and stays text when someone edits it
    return cell


def _cell(page: Any, text: str, **looks: object) -> Cell:
    cell: Cell = WriteOnlyCell(page, text)
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell


def _explained() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [(t("Blad"), t("Kolumn"), t("I ord"), t("Måste fyllas i"), t("Tillåtna ord"), t("Betyder"))]
    for sheet in sheets.SHEETS:
        for column in sheet.columns:
            words = ", ".join(columns.CLOSED.get((sheet.file, column.name), ()))
            must = t("ja") if column.required else t("nej")
            rows.append(
                (columns.tab(sheet.file), column.name, columns.label(column.name), must, words, columns.meaning(sheet, column.name))
            )
    return rows


def _table(book: Workbook, title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for index, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width
    head, *rest = rows
    page.append([_cell(page, text, **_HEAD) for text in head])
    for row in rest:
        page.append([_cell(page, text, alignment=Alignment(wrap_text=True, vertical="top")) for text in row])
