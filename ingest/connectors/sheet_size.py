"""How many cells the sheets of a workbook span, told from its own text before a reader makes room for them.

A reader fills the whole rectangle up to the farthest cell, so one stray cell at XFD1048576 asks for 17 billion; and a sheet of noughts packs a
thousand to one.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.connectors.reading import broken
from ingest.connectors.unpack import UNREADABLE, archive_of
from ingest.source import Answer, Ask

MOST_BYTES = 150_000_000  # unpacked: Klimatklivet's 100,000 rows are 60 million
MOST_CELLS = 3_000_000  # spanned by one sheet: the emissions of the whole country are 310,000
PIECE = 1 << 22
LONGEST = 100_000  # bytes of one tag
TOO_WIDE = "Öppna filen, ta bort tomma rader och kolumner långt bort från tabellen, och lämna in den."
_PLAIN = re.compile(rb'<c r="([A-Z]+)(\d+)"')
_OTHERWISE = re.compile(rb"<c[>/\t\r\n]|<\w+:c[\s>/]")
_MARK = re.compile(rb"""<(?:\w+:)?(row|c)(?=[\s/>])(?:[^<]*?\br\s*=\s*["']([A-Za-z]*)(\d+))?""")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.S)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_TIMES = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")


def refuse_endless(ask: Ask, answer: Answer) -> None:
    """Raises ContractError for a workbook that is none, unpacks to more than MOST_BYTES, or spans more than MOST_CELLS in one sheet."""
    with archive_of(ask, answer, "arbetsbok") as archive:
        names = archive.namelist()
        if "content.xml" not in names and "xl/workbook.xml" not in names:
            raise broken(ask, f"Svaret från {answer.request.url} är varken en XLSX- eller en ODS-fil.", "Spara om filen som XLSX.")
        left = MOST_BYTES
        try:
            for name in names:
                reach = _Reach()
                for piece in _pieces(archive, name, left):
                    left -= len(piece)
                    if left < 0:
                        raise broken(ask, f"Arbetsboken är mer än {MOST_BYTES} byte uppackad.", TOO_WIDE)
                    if twice := reach.take(piece):
                        raise broken(ask, f"Cellen {twice} står två gånger i {name}, med var sitt värde.", "Öppna filen och spara om den.")
                    spans = _ods_span(piece) if name == "content.xml" else reach.span
                    if spans > MOST_CELLS:
                        raise broken(ask, f"{name} i arbetsboken spänner över {spans} celler, mer än {MOST_CELLS}.", TOO_WIDE)
        except UNREADABLE as cause:
            raise broken(ask, f"Svaret från {answer.request.url} går inte att läsa som arbetsbok ({cause}).") from cause


def _pieces(archive: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """The member in pieces that end before a '<', so that no mark is cut; an ODS sheet's rows are told in one piece."""
    with archive.open(name) as member:
        if name == "content.xml":
            yield member.read(most + 1)
            return
        rest = b""
        while piece := member.read(PIECE):
            whole, mark, tail = (rest + piece).rpartition(b"<")
            if not mark or b">" in tail:  # no tag is open: a long text, or no text at all
                whole, mark, tail = whole + mark + tail, b"", b""
            elif len(tail) > LONGEST:
                raise OSError(f"en tagg i {name} är längre än {LONGEST} byte")
            yield whole
            rest = mark + tail
        yield rest


@dataclass
class _Reach:
    """How far the cells of an XLSX sheet go, and how many there are."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    in_row: int = 0  # cells since the row began that say no place of their own

    @property
    def span(self) -> int:
        """The cells of the rectangle, and no fewer than there are."""
        return max(self.rows * self.columns, self.cells)

    def take(self, piece: bytes) -> str:
        """Take in one piece; the cell that stands in it twice, where one does."""
        plain = _PLAIN.findall(piece)
        if len(plain) == piece.count(b"<c ") and not _OTHERWISE.search(piece):  # as most programs write: five times as fast to read
            self.cells += len(plain)
            self.rows = max(self.rows, max(map(int, {row for _, row in plain}), default=0))
            self.columns = max(self.columns, max(map(_column, {letters for letters, _ in plain}), default=0))
        else:
            self._take_any(piece)
        twice = Counter(plain).most_common(1)[0][0] if len(set(plain)) < len(plain) else (b"", b"")
        return b"".join(twice).decode()

    def _take_any(self, piece: bytes) -> None:
        marks = _MARK.findall(piece)
        self.cells += len(marks)
        self.rows = max(self.rows, max((int(row) for _, _, row in marks if row), default=0))
        self.columns = max(self.columns, max(map(_column, {letters for _, letters, _ in marks}), default=0))
        if all(row for _, _, row in marks):
            return
        for kind, _, row in marks:  # some programs leave the places out: then a cell stands after the one before
            self.in_row = 0 if kind == b"row" else self.in_row + 1
            self.rows += kind == b"row" and not row
            self.columns = max(self.columns, self.in_row)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + letter - 64
    return number


def _ods_span(content: bytes) -> int:
    """The cells of the widest table's rectangle; blank ones at the end of a row or of a table do not count."""
    widest = 0
    for table in content.split(b"<table:table ")[1:]:
        rows = last = width = 0
        for attributes, cells in _ODS_ROW.findall(table):
            rows += _times(attributes)
            at = filled = 0
            for said, closed in _ODS_CELL.findall(cells):
                at += _times(said)
                filled = at if not closed or b"office:value" in said else filled
            last, width = (rows, max(width, filled)) if filled else (last, width)
        widest = max(widest, last * width)
    return widest


def _times(attributes: bytes) -> int:
    found = _TIMES.search(attributes)
    return int(found[1][:12]) if found else 1
