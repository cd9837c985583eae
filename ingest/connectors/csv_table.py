"""CSV files, by address, in a ZIP archive or handed in: `CsvTable(url, place, values, ...)`; the fields' meaning is declared as in table.py."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.connectors.headings import same
from ingest.connectors.joins import Cells, Join, Joined
from ingest.connectors.reading import broken, lacks
from ingest.connectors.table import Table, letter
from ingest.connectors.unpack import Open, files, lines
from ingest.source import Answer, Ask, Record

Rows = Iterator[list[str]]
Heading = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class CsvTable(Table):
    """CSV with headings in its first row. A column without heading is called 'kolumn A', 'kolumn B' …"""

    separator: str = ","
    encoding: str = ""  # "" tries UTF-8 strictly, then Windows-1252
    member: str = ""  # the answer is a ZIP archive: the file in it, '*' for any part of its name
    open_end: bool = False  # the publisher ends its last line without a line break; else such a file is taken to be cut
    skip: int = 0  # lines above the heading
    # the first heading, in a file of several blocks: nothing above it, below the next empty line or right of an empty heading is read
    anchor: str = ""
    joins: tuple[Join, ...] = ()  # tables that the rows refer to: their columns are read as 'name.column'

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region. Raises ContractError for a missing column, a ragged row or a value that is no number."""
        yield from self.gathered(ask, self._records(ask))

    def _records(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        fields = self.fields(self.values)
        elsewhere: list[Joined] | None = None
        for url in self.addresses(ask):
            answer = self.answer(ask, url, "zip" if self.member else "csv")
            if elsewhere is None:
                elsewhere = [self._joined(ask, join, self.answer(ask, join.url_or_member, "csv"), "", fields) for join in self._joins(True)]
            inside = [self._joined(ask, join, answer, join.url_or_member, fields) for join in self._joins(False)]
            here = False
            for where, opened in files(ask, answer, self.member):
                heading, own = self._table(ask, where, opened)
                rows: Iterator[Cells] = iter(own)
                for joined in (*elsewhere, *inside):
                    rows, heading = joined.extend(where, heading, rows), [*heading, *([name] for name in joined.columns)]
                for one in self.records(ask, answer, self.lines(ask, where, heading, rows, self.values), self.values):
                    here = True
                    yield one
            self.not_empty(ask, url, here)

    def _joins(self, has_address: bool) -> list[Join]:
        return [join for join in self.joins if join.has_address is has_address]

    def _joined(self, ask: Ask, join: Join, answer: Answer, member: str, fields: list[str]) -> Joined:
        joined = Joined(ask, join, join.columns(fields))
        for where, opened in files(ask, answer, member):
            joined.learn(where, *self._table(ask, where, opened))
        return joined

    def _table(self, ask: Ask, where: str, opened: Open) -> tuple[Heading, Rows]:
        """The names of each column, and the rows below; every row is as wide as the heading."""
        rows = self._rows(ask, where, opened)
        names = next(rows, [])
        if len(names) == 1 and (other := _separator_of(names[0], self.separator)):
            raise broken(ask, f"Rubriken i {where} är en enda cell: «{names[0][:80]}».", f"Skriv separator={other} i källfilen.")
        return [[*filter(None, [name.strip()]), letter(i)] for i, name in enumerate(names)], rows

    def _rows(self, ask: Ask, where: str, opened: Open) -> Rows:
        width, above = 0, []
        text = islice(lines(ask, where, opened, self.encoding, self.open_end), self.skip, None)
        reader = csv.reader(text, delimiter=self.separator, strict=True)
        try:
            for row in reader:
                if not any(cell.strip() for cell in row):
                    if self.anchor and width:
                        return
                    continue
                if self.anchor and not width:
                    if not same(self.anchor, row[0]):
                        above.append(row[0])
                        continue
                    row = row[: row.index("")] if "" in row else row
                width = width or len(row)
                if self.anchor:
                    row = row[:width]
                if len(row) != width:
                    raise broken(
                        ask,
                        f"Rad {reader.line_num + self.skip} i {where} har {len(row)} celler, rubriken har {width}: {row[:4]}.",
                        f"Källfilen säger separator={_quoted(self.separator)}. Är det rätt? Står tecknet i ett värde ska värdet ha citattecken.",
                    )
                yield row
            if self.anchor and not width:
                raise lacks(ask, self.anchor, f"första kolumnen i {where}", above)
        except csv.Error as cause:
            raise broken(ask, f"{where} går inte att läsa ({cause}).", "Kontrollera separator och encoding i källfilen.") from cause


def _separator_of(heading: str, wrong: str) -> str:
    """The separator that a heading read as one cell seems to have, as it is written in a source file; '' where none is seen."""
    found = max((mark for mark in ";,\t|" if mark != wrong), key=heading.count)
    return _quoted(found) if found in heading else ""


def _quoted(mark: str) -> str:
    return '"' + mark.replace("\t", "\\t") + '"'
