"""Trafikanalys: one question a year, rows of cells. Rows with only noughts are left out by the publisher, so they are put back here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.connectors.json_text import parse_json
from ingest.connectors.reading import broken, need, need_list
from ingest.connectors.table import Line, Table
from ingest.source import Answer, Ask, Record, Request

OMITTED = "raden utelämnad av utgivaren, det vill säga noll"


@dataclass(frozen=True, kw_only=True)
class Trafa(Table):
    """`values` names the measures, each with {code of the `pick` dimension: indicator}; `place`, `county` and `period` name dimensions."""

    url: str = "https://api.trafa.se/api/data"
    place: str = "regkom"
    county: str = "reglan"
    period: str = "ar"
    whole: tuple[str, ...] = ("t1",)
    zero: tuple[str, ...] = (OMITTED,)
    product: str
    first_year: int | None = None  # None: every year in one answer

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region, year after year to the last finished one; a year the publisher lacks is told of."""
        if self.first_year is None:
            answer = ask.get(Request(self._question(self.period)))
            yield from self.records(ask, answer, self._lines(ask, answer), self.values)
            return
        for year in range(self.first_year, ask.year):
            found = ask.try_get(Request(self._question(f"{self.period}:{year}")), f"år {year}")
            if found:
                lines = list(self._lines(ask, found, unpublished=self.first_year < year == ask.year - 1))  # comes in February
                if odd := {str(cells[self.period]) for _, cells, _ in lines} - {str(year)}:
                    raise broken(ask, f"Frågan gällde år {year}, svaret gäller {', '.join(sorted(odd))}.")
                yield from self.records(ask, found, lines, self.values)

    def _question(self, when: str) -> str:
        spec = next(iter(self.values.values()))
        codes = ",".join(spec) if isinstance(spec, Mapping) else ""
        return f"{self.url}?query=" + "|".join([self.product, when, *self.values, f"{self.pick}:{codes}", self.county, self.place])

    def _lines(self, ask: Ask, answer: Answer, *, unpublished: bool = False) -> Iterator[Line]:
        body = parse_json(ask, answer)
        if isinstance(body, Mapping) and body.get("Errors"):
            raise broken(ask, f"Trafikanalys svarar med fel: {body['Errors']}.")
        seen: dict[tuple[str, ...], dict[str, object]] = {}
        rows = need_list(ask, body, "Rows", "svaret")
        if not rows and not unpublished:
            raise broken(ask, f"Svaret på {answer.request.url} har inga rader.")
        for n, row in enumerate(rows, start=1):
            where = f"rad {n}"
            found: dict[str, object] = {}
            for cell in need_list(ask, row, "Cell", where):
                column = str(need(ask, cell, "Column", where))
                found[column] = need(ask, cell, "Value" if column in self.values else "Name", where)
            cells = {name: need(ask, found, name, where) for name in self.fields(self.values)}
            seen[tuple(str(cells[name]) for name in (self.period, self.county, self.place, self.pick))] = cells
            yield where, cells, {}
        yield from self._omitted(seen)

    def _omitted(self, seen: Mapping[tuple[str, ...], Mapping[str, object]]) -> Iterator[Line]:
        """A place with a row for one fuel of a year has nought of the fuels it has no row for. A place without any row stays unknown."""
        codes = {code for *_, code in seen}
        for when, county, place in sorted({(when, county, place) for when, county, place, _ in seen}):
            for code in sorted(codes):
                if (when, county, place, code) not in seen:
                    noughts = dict.fromkeys(self.values, OMITTED)
                    yield f"{when} {place}", {self.period: when, self.county: county, self.place: place, self.pick: code, **noughts}, {}
