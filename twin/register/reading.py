"""From a CSV file to lines of text cells, each cell held against its column. Nothing is converted yet, so that every fault can be told at once."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin.register.checks import at_most
from twin.register.faults import Fault
from twin.register.sheets import Sheet

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
FITS = at_most(4000)  # any cell; the longest, a list of words, has 1,024 characters
WHOLE_FILE, WHOLE_LINE = "(hela filen)", "(hela raden)"


@dataclass(frozen=True)
class Line:
    """One row of one file, with the line where it begins."""

    file: str
    number: int
    cells: Mapping[str, str]

    def fault(self, column: str, rule: str, remedy: str) -> Fault:
        """A fault in one of this line's cells."""
        return Fault(self.file, self.number, column, self.cells.get(column, ""), rule, remedy)


def read(folder: Path, sheet: Sheet, faults: list[Fault]) -> list[Line] | None:
    """The lines of a file (none of one that may be lacking), None where the file or its header can not be read. Faults of the file and its lines
    are added to `faults`; what the cells hold is for `cell_faults`, once people's edits have been laid over them."""
    try:
        text = (folder / sheet.file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if sheet.may_lack:
            return []
        remedy = f"lägg filen i {folder.name}/, om så bara med rubrikraden; ett register är alla filerna eller ingen"
        faults.append(Fault(sheet.file, 1, WHOLE_FILE, "", "saknas", remedy))
        return None
    except UnicodeDecodeError:
        faults.append(Fault(sheet.file, 1, WHOLE_FILE, "", "är inte kodad i UTF-8", "spara om filen som CSV UTF-8"))
        return None
    rows = _rows(text, sheet, faults)
    _, header = next(rows, (1, []))
    if not header_fits(sheet, header, faults):
        return None
    lines = []
    for number, row in rows:
        if len(row) != len(header):
            remedy = "se till att varje cell med kommatecken står inom citattecken"
            faults.append(
                Fault(sheet.file, number, WHOLE_LINE, ",".join(row), f"har {len(row)} celler, rubriken har {len(header)}", remedy)
            )
            continue
        lines.append(Line(sheet.file, number, dict(zip(header, (cell.strip() for cell in row), strict=True))))
    return lines


def cell_faults(lines: list[Line], sheet: Sheet) -> Iterator[Fault]:
    """What is wrong with single cells, each held against its column, and keys that stand twice."""
    for line in lines:
        yield from _cells(line, sheet)
    yield from _repeated(lines, sheet.key)


def _rows(text: str, sheet: Sheet, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error:
        broken = text.splitlines()[begins - 1]
        remedy = "skriv citattecken parvis, och dubbelt där de hör till texten"
        faults.append(Fault(sheet.file, begins, WHOLE_LINE, broken, "har citattecken som inte går ihop", remedy))


def header_fits(sheet: Sheet, header: list[str], faults: list[Fault]) -> bool:
    """Does the header name every column of the sheet once, and no other? What is wrong with it is added to `faults`."""
    names = [column.name for column in sheet.columns]
    found = ",".join(header)
    if len(header) == 1 and ";" in found:
        faults.append(Fault(sheet.file, 1, WHOLE_LINE, found, "är skild med semikolon", "spara filen med kommatecken mellan cellerna"))
        return False
    missing = [name for name in names if name not in header]
    strange = [name for name in header if name not in names or header.count(name) > 1]
    for name in missing:
        faults.append(Fault(sheet.file, 1, name, found, "saknar kolumnen", f"lägg till kolumnen {name} i rubrikraden"))
    for name in dict.fromkeys(strange):
        remedy = f"ta bort den; kolumnerna är {', '.join(names)}"
        faults.append(Fault(sheet.file, 1, name or "(utan namn)", name, "är en okänd eller upprepad kolumn", remedy))
    return not missing and not strange


def _cells(line: Line, sheet: Sheet) -> Iterator[Fault]:
    for column in sheet.columns:
        value = line.cells[column.name]
        if not value and column.required:
            yield line.fault(column.name, "är tomt", "fyll i cellen")
        problem = (column.check(value) if value and column.check else None) or FITS(value)
        if problem:
            yield line.fault(column.name, *problem)
        if not value.isprintable() and (signs := sorted({f"U+{ord(sign):04X}" for sign in value if _unseen(sign)})):
            yield line.fault(column.name, f"innehåller styrtecken som inte syns ({', '.join(signs)})", "skriv om texten utan dem")
        if _MAIL.search(value):
            yield line.fault(column.name, "innehåller en e-postadress", "ta bort adressen; registret bär inga personuppgifter")


def _unseen(sign: str) -> bool:
    """Is it a sign that no reader sees, but that turns or hides what stands around it?"""
    return unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") and sign not in "\n\t"


def _repeated(lines: list[Line], key: tuple[str, ...]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for line in lines:
        values = tuple(line.cells[name] for name in key)
        if values in first:
            also = "" if len(key) == 1 else f" tillsammans med {', '.join(key[:-1])}"
            yield line.fault(key[-1], f"finns redan på rad {first[values]}{also}", "ta bort den ena raden eller ge den ett eget värde")
        first.setdefault(values, line.number)
