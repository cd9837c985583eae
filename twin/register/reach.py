"""How far a sheet of a workbook reaches, told from its XML before anything makes room for it."""

import re

ROWS, COLUMNS = 50_000, 702  # a sheet may have as many of either, and
CELLS = 1_000_000  # as many cells: a fast reader makes room for every one up to the last row and column, filled or not
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")  # of a cell, however the program wrote its attributes
_ROW = re.compile(rb"""<(?:\w+:)?row\b(?:[^>]*?\br\s*=\s*["'](\d+)["'])?""")
_CELL = re.compile(rb"<(?:\w+:)?c\b")


def beyond(xml: bytes) -> str | None:
    """What lies too far out, as 'har en cell långt utanför registret, ZZZ1'; None where the sheet is of a size that can be read. Cells and rows
    need not say where they stand: those are counted, so that the answer errs on the safe side."""
    far_row, far_column = 0, 0
    for letters, digits in _PLACE.findall(xml):
        if len(digits) > 6 or int(digits) > ROWS or len(letters) > 2:
            return f"har en cell långt utanför registret, {(letters + digits).decode()}"
        far_row, far_column = max(far_row, int(digits)), max(far_column, _column(letters))
    rows = list(_ROW.finditer(xml))
    numbers = [row[1] for row in rows if row[1]]
    if any(len(number) > 6 for number in numbers):
        return f"har en cell långt utanför registret, rad {max(numbers, key=len)[:20].decode()}"
    ends = [*(row.start() for row in rows[1:]), len(xml)][: len(rows)]
    widest = max((len(_CELL.findall(xml, row.end(), end)) for row, end in zip(rows, ends, strict=True)), default=0)
    tall, wide = max([far_row, len(rows), *map(int, numbers)]), far_column + (widest if widest > far_column else 0)
    if tall > ROWS:
        return f"har en cell långt utanför registret, rad {tall}"
    if tall * wide > CELLS:
        return f"har celler så långt isär att ett blad blir {tall} rader och {wide} kolumner"
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
