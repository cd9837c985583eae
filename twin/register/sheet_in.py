"""A file that someone hands in, read to lines of the register. What Excel does to cells on the way is undone where that is certain, and told where not."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import ParseError

import openpyxl
from python_calamine import CalamineError, CalamineWorkbook

from twin.register import columns, sheets
from twin.register.cells import armed, cell_text
from twin.register.faults import Fault
from twin.register.overlay import Lines
from twin.register.reach import beyond
from twin.register.reading import WHOLE_FILE, WHOLE_LINE, Line, header_fits
from twin.register.sheet_out import CODES, EXPLAINED
from twin.register.sheets import Sheet
from twin.words import size

LIMIT = 5_000_000
FAR = "ta bort rader och kolumner som inte hör till registret"
UNPACKED = 60_000_000  # a small file that unpacks to more than this is no register
ERRORS = (
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SAKNAS!",
    "#VÄRDEFEL!",
    "#NAMN?",
    "#DIVISION/0!",
    "#REFERENS!",
)
BROKEN = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)  # of a spoiled workbook
SPOILED = ("går inte att läsa som Excel-arbetsbok", "spara om den som .xlsx")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass
class Upload:
    """The lines of each file of the register that the upload has, and what could not be read. `dates` are cells that Excel holds as a date."""

    lines: Lines = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    dates: set[tuple[str, int, str]] = field(default_factory=set)


def read_upload(name: str, data: bytes, place_codes: Collection[str]) -> Upload:
    """What the file `name` holds. Faults name its sheets by the register's file, and rows as Excel numbers them."""
    upload = Upload()

    def whole(rule: str, remedy: str) -> Upload:
        upload.faults.append(Fault(name, 1, WHOLE_FILE, "", rule, remedy))
        return upload

    if len(data) > LIMIT:
        return whole(f"är {size(len(data))}, högst {size(LIMIT)} tas emot", "ta bort bilder och blad som inte hör till registret")
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return whole("är tom", "ladda ned registret, ändra det och lämna in det")
    if data.startswith(_OLE):
        return whole("är en äldre Excelfil (.xls) eller skyddad med lösenord", "spara om den som Excel-arbetsbok (.xlsx) utan lösenord")
    try:
        tables = list(_workbook(data, upload) if data.startswith(b"PK") else _csv(data, upload))
    except (_Unreadable, *BROKEN) as fault:
        told = fault.args if isinstance(fault, _Unreadable) else SPOILED
        return whole(*told)
    for sheet, rows in tables:
        _lines(sheet, rows, upload, place_codes)
    if not upload.lines and not upload.faults:
        return whole("har inget blad ur registret", f"bladen heter {', '.join(columns.tab(sheet.file) for sheet in sheets.SHEETS)}")
    return upload


class _Unreadable(Exception):
    """What is wrong with the file as a whole, and what to do."""


def _workbook(data: bytes, upload: Upload) -> Iterator[tuple[Sheet, list[list[object]]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise _Unreadable("är orimligt stor när den packas upp", "lämna in registret som det laddades ned, med dina ändringar")
        sheet_xml = [xml for part in packed.namelist() if b"sheetData" in (xml := packed.read(part))]  # wherever they lie
    if far := next(filter(None, map(beyond, sheet_xml)), None):  # the fast reader would take the whole server down
        raise _Unreadable(far, FAR)
    if any(re.search(rb"<f[ />]|t=.e.", xml) for xml in sheet_xml):
        try:
            upload.faults.extend(_no_values(data))
        except (TypeError, ValueError, AttributeError, IndexError) as broken:  # what openpyxl makes of parts that it can not make out
            raise _Unreadable(*SPOILED) from broken
    known = {columns.tab(sheet.file): sheet for sheet in sheets.SHEETS}
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for title in book.sheet_names:
        rows: list[list[object]] = [list(row) for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)]
        if title in known and rows:
            yield known[title], rows
        elif title in known:
            upload.lines[known[title].file] = []  # emptied, its header too: as if every row of it had been taken out
        elif title not in known and title not in (EXPLAINED, CODES) and any(cell != "" for row in rows for cell in row):
            remedy = f"ta bort bladet, eller ge det sitt namn ur registret: {', '.join(known)}"
            upload.faults.append(Fault(title, 1, WHOLE_FILE, title, "är inget av registrets blad", remedy))


def _no_values(data: bytes) -> Iterator[Fault]:
    """Formulas, and what a formula that failed has left behind: the fast reader gives what they came to, or nothing."""
    known = {columns.tab(sheet.file): sheet for sheet in sheets.SHEETS}
    what = {
        "f": ("är en formel", "skriv värdet i stället för formeln (Kopiera, Klistra in special, Värden)"),
        "e": ("är ett felvärde från Excel", "skriv värdet, eller töm cellen"),
    }
    with warnings.catch_warnings(action="ignore"):  # of parts of a workbook that openpyxl does not know: they are not read here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        for page in book.worksheets:
            head: dict[int, str] = {}
            for number, row in enumerate(page.iter_rows() if page.title in known else (), 1):
                for index, cell in enumerate(row):
                    if cell.value is not None and number == 1:
                        head[index] = str(cell.value)
                    if cell.data_type in what:
                        yield Fault(known[page.title].file, number, head.get(index, ""), str(cell.value), *what[cell.data_type])


def _csv(data: bytes, upload: Upload) -> Iterator[tuple[Sheet, list[list[object]]]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        raise _Unreadable("är kodad i UTF-16 eller är ingen textfil", "spara om den som «CSV UTF-8 (kommaavgränsad)»")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        begins = data.rfind(b"\n", 0, broken.start) + 1
        shown = data[begins : begins + 60].decode("cp1252", "replace").strip()
        raise _Unreadable(
            f"är inte kodad i UTF-8 utan troligen i Windows-1252 (raden som börjar «{shown}»)",
            "spara om den som «CSV UTF-8 (kommaavgränsad)»",
        ) from broken
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as broken:
        raise _Unreadable("har citattecken som inte går ihop", "spara om den från Excel som «CSV UTF-8 (kommaavgränsad)»") from broken
    header = {cell_text(cell) for cell in rows[0]}
    likeness = {sheet: len(header & {column.name for column in sheet.columns}) / len(sheet.columns) for sheet in sheets.SHEETS}
    best = max(likeness, key=lambda sheet: likeness[sheet])
    if likeness[best] < 0.5:
        raise _Unreadable("har en rubrikrad som inte hör till registret", "behåll rubrikraden som den var när filen laddades ned")
    for number, row in enumerate(rows[1:], 2):
        for column, cell in zip(rows[0], row, strict=False):
            if cell.lstrip().startswith("="):
                upload.faults.append(
                    Fault(best.file, number, cell_text(column), cell, "är en formel", "skriv värdet i stället för formeln")
                )
    yield best, [[armed(cell) for cell in row] for row in rows]


def _lines(sheet: Sheet, rows: Sequence[Sequence[object]], upload: Upload, place_codes: Collection[str]) -> None:
    header = [cell_text(cell) for cell in rows[0]]
    while header and not header[-1]:
        header.pop()
    faults: list[Fault] = []
    if not header_fits(sheet, header, faults):
        upload.faults.extend(faults)
        return
    upload.lines[sheet.file] = lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = [cell_text(cell, column, place_codes) for cell, column in zip(row, header, strict=False)]
        beyond = [text for text in map(cell_text, row[len(header) :]) if text]
        if beyond:
            remedy = "flytta värdet till sin kolumn eller töm cellen"
            upload.faults.append(Fault(sheet.file, number, WHOLE_LINE, beyond[0], "står utanför rubrikens kolumner", remedy))
        if not any(cells):
            continue
        cells += [""] * (len(header) - len(cells))
        line = Line(sheet.file, number, dict(zip(header, cells, strict=True)))
        lines.append(line)
        upload.dates |= {(sheet.file, number, column) for cell, column in zip(row, header, strict=False) if isinstance(cell, date)}
        for cell, column in zip(row, header, strict=False):
            if isinstance(cell, bool):
                upload.faults.append(line.fault(column, "är ett sanningsvärde i Excel", "skriv ordet i en cell som är formaterad som text"))
        for column, text in line.cells.items():
            if text in ERRORS:
                upload.faults.append(line.fault(column, "är ett felvärde från Excel", "skriv värdet"))
