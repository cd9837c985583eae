"""CSV files, by address or handed in: `CsvTable(url, place, values, ...)`; the fields' meaning is declared as in table.py."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.connectors.reading import broken, plain_text
from ingest.connectors.table import Table, letter
from ingest.source import Answer, Ask, Record, Request


@dataclass(frozen=True, kw_only=True)
class CsvTable(Table):
    """One CSV with headings in its first row. A column without heading is called 'kolumn A', 'kolumn B' …"""

    separator: str = ","
    encoding: str = ""  # "" tries UTF-8 strictly, then Windows-1252

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region. Raises ContractError for a missing column, a ragged row or a value that is no number."""
        answer = ask.get(Request(self.url, expects="csv"))
        rows = self._rows(ask, answer)
        names = next(rows, [])
        if len(names) == 1 and (other := _separator_of(names[0], self.separator)):
            raise broken(ask, f"Rubriken i CSV-filen är en enda cell: «{names[0][:80]}».", f"Skriv separator={other} i källfilen.")
        heading = [[*filter(None, [name.strip()]), letter(i)] for i, name in enumerate(names)]
        lines = self.lines(ask, "CSV-filen", heading, rows, self.values)
        yield from self.records(ask, answer, lines, self.values)

    def _rows(self, ask: Ask, answer: Answer) -> Iterator[list[str]]:
        width = 0
        try:
            for row in csv.reader(plain_text(ask, answer, self.encoding).splitlines(keepends=True), delimiter=self.separator, strict=True):
                if not any(cell.strip() for cell in row):
                    continue
                width = width or len(row)
                if len(row) != width:
                    raise broken(
                        ask,
                        f"En rad i CSV-filen har {len(row)} celler, rubriken har {width}: {row[:4]}.",
                        f"Källfilen säger separator={_quoted(self.separator)}. Är det rätt? Står tecknet i ett värde ska värdet ha citattecken.",
                    )
                yield row
        except csv.Error as cause:
            raise broken(ask, f"CSV-filen går inte att läsa ({cause}).", "Kontrollera separator och encoding i källfilen.") from cause


def _separator_of(heading: str, wrong: str) -> str:
    """The separator that a heading read as one cell seems to have, as it is written in a source file; '' where none is seen."""
    found = max((mark for mark in ";,\t|" if mark != wrong), key=heading.count)
    return _quoted(found) if found in heading else ""


def _quoted(mark: str) -> str:
    return '"' + mark.replace("\t", "\\t") + '"'
