"""The one vocabulary in which every table-like source is declared, whatever the wire: which field is the place, the period, the value."""

import math
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.connectors.counting import Target, Thing, as_thing, no_more, refuse_unfit, tallied
from ingest.connectors.entries import Entries
from ingest.connectors.headings import column
from ingest.connectors.placed import EACH, POINT, Placed
from ingest.connectors.reading import GAPS, GRAINS, broken, is_number, key, number, period
from ingest.connectors.spread import PERIOD, is_spread, refuse_other_period, spread
from ingest.connectors.things import Documents, Points
from ingest.errors import Fault
from ingest.source import Answer, Ask, Record, Row

__all__ = ["EACH", "MOST_ROWS", "PERIOD", "POINT", "VALUE", "Line", "Table", "Target", "letter"]
Across = Mapping[str, Sequence[tuple[str, object]]]  # value of several columns -> (period or place, cell)
VALUE = "värde"  # the name of the one value field where the wire has no name for it (PxWeb)
MOST_ROWS = 500_000  # of one answer: the whole country's emissions are 19,344, every partner of a research programme 200,000
Line = tuple[str, Mapping[str, object], Across]  # where it stands; fields; what stands in several columns


@dataclass(frozen=True, kw_only=True)
class Table(Placed):
    """Rows in, records out. Connectors only turn bytes into rows; what the fields mean is declared here."""

    # Value field -> what it counts. EACH is every column named as a period; '{period} Normal' every column with a period in that place of its name.
    values: Mapping[str, Target] = field(default_factory=dict)
    period: str = ""  # field with the period
    grain: str = ""  # 'year' or 'month': what is read of a field with whole dates
    at: str = ""  # the period, where the file says it nowhere
    breakdown: tuple[str, ...] = ()  # fields whose texts name the part, joined by '/'
    labels: Mapping[str, Callable[[str], str]] = field(default_factory=dict)  # field -> how its text is written in our breakdown
    pick: str = ""  # field whose text picks the indicator
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field -> the texts of the rows that are read
    total: bool = False  # add a row 'total', the sum of the parts, where the publisher gives none
    decimal: str = "."
    zero: tuple[str, ...] = ()  # texts that mean nought
    gaps: tuple[str, ...] = GAPS  # texts that mean: no value
    ignore: tuple[str, ...] = ()  # fields that are no period, where values = {EACH: ...}
    count: str = ""  # indicator that counts the rows: how many in each municipality, nought where there is none
    sum: Mapping[str, Target] = field(default_factory=dict)  # as `values`, of a list of things: what each municipality's come to together
    points: Points | None = None
    documents: Documents | None = None
    entries: Entries | None = None  # the rows are a register's, from the whole country

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.grain not in GRAINS:
            raise ValueError(f"grain: {self.grain!r} ska vara year eller month")
        wide = self.place == EACH or EACH in self.sum
        refuse_unfit(type(self).__name__, self.count, self.sum, each=bool(self.each), split=bool(self.split), spread=wide)

    def fields(self, values: Mapping[str, Target]) -> list[str]:
        """Every field that the declaration speaks of."""
        named = [self.place, self.county, self.period, self.pick, *self.breakdown, *self.only, *values, *self.sum]
        named += self.position if self.place == POINT else ()
        named += self.points.fields() if self.points else []
        named += self.documents.fields() if self.documents else []
        named += self.entries.fields() if self.entries else []
        return [name for name in dict.fromkeys(named) if name not in ("", POINT) and not is_spread(name)]

    def lines(self, ask: Ask, where: str, heading: Sequence[Sequence[str]], rows: Iterable[Sequence[object]],
              values: Mapping[str, Target], first: int = 1) -> Iterator[Line]:  # fmt: skip
        """Rows under a heading, by field; `first` is the number of the first. A column may have several names. Raises ContractError for a missing or ambiguous one."""
        at = {name: column(ask, where, heading, name) for name in self.fields(values)}
        if self.at:
            refuse_other_period(ask, where, {name: heading[at[name]] for name in values if name in at}, self.at)
        wide = spread(ask, where, heading, list(values), place=self.place, ignore=self.ignore, taken=set(at.values()))
        for n, row in enumerate(rows, start=first):
            cells = {name: row[i] if i < len(row) else None for name, i in at.items()}
            across = {name: [(label, row[i] if i < len(row) else None) for label, i in columns] for name, columns in wide.items()}
            yield f"{where}, rad {n}", cells, across

    def gathered(self, ask: Ask, found: Iterable[tuple[Answer, Record]]) -> Iterator[tuple[Answer, Record]]:
        """The records of all answers: things are counted and summed, and what several answers of `each` share is told once."""
        yield from no_more(ask, self.once(tallied(ask, found, self.total) if self.count or self.sum else found))

    def records(
        self, ask: Ask, answer: Answer, lines: Iterable[Line], values: Mapping[str, Target], at: str = ""
    ) -> Iterator[tuple[Answer, Record]]:
        """The records of our region, and their totals where declared. Raises ContractError that names row, field and value."""
        parts: dict[tuple[str, str, str], list[Row]] = {}
        for n, (where, cells, across) in enumerate(lines):
            if n == MOST_ROWS:
                raise broken(ask, f"Svaret från {answer.request.url} har mer än {MOST_ROWS} rader.", "Begränsa frågan i källfilen.")
            if any(key(cells[name]) not in map(key, kept) for name, kept in self.only.items()):
                continue
            if self.entries:
                if (entry := self.entries.record(ask, where, cells)) is not None:
                    yield answer, entry
                continue
            part = ""  # the same in the whole line
            if self.place == EACH:
                part, when = self._breakdown(ask, where, cells), self._when(ask, where, cells, at)
                found = [self._row(ask, where, cells, code, when, part, EACH, values[EACH], cell) for code, cell in across.get(EACH, ())]
            else:
                codes = self.codes(ask, where, cells)
                if not codes and self._lost(cells, values, across):
                    ask.reject(Fault(where, self.place, "", "raden har uppgifter och ska säga vilken kommun de gäller"))
                    continue
                shared = f"Gäller flera kommuner: {cells[self.place]}." if len(codes) > 1 else ""
                found = []
                for code in codes:
                    for thing in (self.points, self.documents):
                        if thing:
                            yield answer, thing.record(ask, where, code, cells, shared)
                    part = part or (self._breakdown(ask, where, cells) if values or self.count or self.sum else "")
                    when = self._when(ask, where, cells, at) if self.count or self.sum else ""
                    found += [Thing(self.count, code, when, 1.0, part)] if self.count else []
                    for name, spec in self.sum.items():
                        found.append(as_thing(self._row(ask, where, cells, code, when, part, name, spec, cells[name])))
                    for name, spec in values.items():
                        series = across.get(name, ()) if is_spread(name) else [(self._when(ask, where, cells, at), cells[name])]
                        found += [self._row(ask, where, cells, code, when, part, name, spec, cell) for when, cell in series]
            for row in found:
                if self.total and not isinstance(row, Thing):  # things are summed when all answers are read
                    parts.setdefault((row.indicator, row.place, row.period), []).append(row)
                yield answer, row
        for (indicator, code, when), rows in parts.items():
            known = [row.value for row in rows if row.value is not None]
            whole = round(math.fsum(known), 6) if len(known) == len(rows) else None
            yield answer, Row(indicator, code, when, whole, "total", "" if whole is not None else "en del saknar värde")

    def _lost(self, cells: Mapping[str, object], values: Mapping[str, Target], across: Across) -> bool:
        """Whether a row says something of a place that it does not name; a blank row or a footnote says nothing."""
        if self.place == POINT or self.county or key(cells[self.place]):
            return False
        told = [cells[name] for name in (*values, *self.sum) if name in cells] + [cell for row in across.values() for _, cell in row]
        told = told if values else [cell for name, cell in cells.items() if name != self.place]
        return any(key(cell) for cell in told)

    def _when(self, ask: Ask, where: str, cells: Mapping[str, object], at: str) -> str:
        raw = cells[self.period] if self.period else at or self.at
        if self.period and (found := period(raw, self.grain)) is None:
            fault = Fault(where, self.period, str(raw), "perioden ska vara år eller månad")
            remedy = 'Är det ett datum med klockslag, skriv grain="year" i källfilen.' if period(raw, "year") else ""
            raise broken(ask, f"{where}: «{raw}» är ingen period.", remedy, (fault,))
        return found if self.period and found else str(raw)

    def _row(
        self, ask: Ask, where: str, cells: Mapping[str, object], code: str, when: str, part: str, name: str, spec: Target, cell: object
    ) -> Row:
        try:
            value, status = number(cell, self.decimal, self.zero, self.gaps)
        except ValueError as cause:
            fault = Fault(where, name, str(cause), "värdet ska vara ett tal")
            other = "," if self.decimal == "." else "."
            if is_number(str(cause), other):
                remedy = f'Skriver utgivaren decimaler så, skriv decimal="{other}" i källfilen.'
            else:
                remedy = "Är det utgivarens tecken för noll eller saknat värde, lägg det i zero eller gaps."
            raise broken(ask, f"{fault}.", remedy, (fault,)) from cause
        if isinstance(spec, str):
            return Row(spec, code, when, value, part, status)
        if isinstance(spec, tuple):
            return Row(spec[0], code, when, value, spec[1], status)
        text = str(cells[self.pick]).strip()
        if text not in spec:
            raise broken(
                ask, f"{where}: «{text}» i fältet «{self.pick}» är okänt.", "Lägg till det i values, eller sortera bort det med only."
            )
        return Row(spec[text], code, when, value, part, status)

    def _breakdown(self, ask: Ask, where: str, cells: Mapping[str, object]) -> str:
        found = []
        for name in self.breakdown:
            text = " ".join(str(cells[name] if cells[name] is not None else "").split())
            if not text:
                raise broken(ask, f"{where}: fältet «{name}» är tomt.")
            if key(text) not in map(key, self.whole):
                try:
                    found.append(self.labels[name](text) if name in self.labels else text)
                except ValueError as cause:
                    raise broken(ask, f"{where}: {cause}.") from cause
        return "/".join(found) or "total"


def letter(i: int) -> str:
    """What a column is called where it has no heading: 'kolumn A'."""
    first = string.ascii_uppercase[i // 26 - 1] if i > 25 else ""
    return f"kolumn {first}{string.ascii_uppercase[i % 26]}"
