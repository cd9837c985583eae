"""The one vocabulary in which every table-like source is declared, whatever the wire: which field is the place, the period, the value."""

import math
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.connectors.asking import Asking
from ingest.connectors.entries import Entries
from ingest.connectors.reading import GAPS, broken, is_number, key, lacks, number, period
from ingest.connectors.things import Documents, Points
from ingest.errors import Fault
from ingest.source import Answer, Ask, Record, Row

EACH = "*"  # as place: each field named as a place; as value: each field named as a period
VALUE = "värde"  # the name of the one value field where the wire has no name for it (PxWeb)
Target = str | tuple[str, str] | Mapping[str, str]  # indicator; (indicator, breakdown); text of the `pick` field -> indicator
Line = tuple[str, Mapping[str, object], Sequence[tuple[str, object]]]  # where it stands; fields; (period or place, value) of EACH


@dataclass(frozen=True, kw_only=True)
class Table(Asking):
    """Rows in, records out. Connectors only turn bytes into rows; what the fields mean is declared here."""

    place: str = ""  # field with a municipality as code or name, or EACH; none where the rows are register entries
    values: Mapping[str, Target] = field(default_factory=dict)  # value field -> what it counts
    period: str = ""  # field with the period
    at: str = ""  # the period, where the file says it nowhere
    county: str = ""  # field with the county, where `place` says `whole`
    breakdown: tuple[str, ...] = ()  # fields whose texts name the part, joined by '/'
    labels: Mapping[str, Callable[[str], str]] = field(default_factory=dict)  # field -> how its text is written in our breakdown
    pick: str = ""  # field whose text picks the indicator
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field -> the texts of the rows that are read
    whole: tuple[str, ...] = ("alla", "total", "totalt")  # texts that mean: no narrower part
    total: bool = False  # add a row 'total', the sum of the parts, where the publisher gives none
    split: str = ""  # between the municipalities of a row that names several
    decimal: str = "."
    zero: tuple[str, ...] = ()  # texts that mean nought
    gaps: tuple[str, ...] = GAPS  # texts that mean: no value
    ignore: tuple[str, ...] = ()  # fields that are no period, where values = {EACH: ...}
    points: Points | None = None
    documents: Documents | None = None
    entries: Entries | None = None  # the rows are a register's, from the whole country

    def fields(self, values: Mapping[str, Target]) -> list[str]:
        """Every field that the declaration speaks of."""
        named = [self.place, self.county, self.period, self.pick, *self.breakdown, *self.only, *values]
        named += self.points.fields() if self.points else []
        named += self.documents.fields() if self.documents else []
        named += self.entries.fields() if self.entries else []
        return [name for name in dict.fromkeys(named) if name not in ("", EACH)]

    def lines(self, ask: Ask, where: str, heading: Sequence[Sequence[str]], rows: Iterable[Sequence[object]],
              values: Mapping[str, Target]) -> Iterator[Line]:  # fmt: skip
        """Rows under a heading, by field. A column may have several names. Raises ContractError for a missing or ambiguous one."""
        at: dict[str, int] = {}
        for name in self.fields(values):
            at[name] = column(ask, where, heading, name)
        spread = self._spread(ask, where, heading, set(at.values())) if EACH in values else []
        for n, row in enumerate(rows, start=1):
            cells = {name: row[i] if i < len(row) else None for name, i in at.items()}
            yield f"{where}, rad {n}", cells, [(label, row[i] if i < len(row) else None) for label, i in spread]

    def _spread(self, ask: Ask, where: str, heading: Sequence[Sequence[str]], taken: set[int]) -> list[tuple[str, int]]:
        found = []
        skipped = {key(name) for name in self.ignore}
        for i, own in enumerate(heading):
            if i in taken or not own or own[0].startswith("kolumn ") or skipped & set(map(key, own)):
                continue
            label = ask.region.place(own[0]) if self.place == EACH else next(filter(None, map(period, own)), None)
            if label:
                found.append((label, i))
            elif self.place != EACH:
                raise broken(ask, f"Rubriken «{own[0]}» i {where} är ingen period.", "Lägg den i ignore om den inte ska läsas.")
        absent = [m.name for m in ask.region.municipalities if m.code not in {label for label, _ in found} | ask.source.may_lack]
        if self.place == EACH and absent:
            raise lacks(ask, ", ".join(absent), where, [own[0] for own in heading if own])
        return found

    def records(
        self, ask: Ask, answer: Answer, lines: Iterable[Line], values: Mapping[str, Target], at: str = ""
    ) -> Iterator[tuple[Answer, Record]]:
        """The records of our region, and their totals where declared. Raises ContractError that names row, field and value."""
        parts: dict[tuple[str, str, str], list[Row]] = {}
        for where, cells, spread in lines:
            if any(key(cells[name]) not in map(key, kept) for name, kept in self.only.items()):
                continue
            if self.entries:
                if (entry := self.entries.record(ask, where, cells)) is not None:
                    yield answer, entry
                continue
            if self.place == EACH:
                found = [
                    self._row(ask, where, cells, code, self._when(ask, where, cells, at), EACH, values[EACH], cell) for code, cell in spread
                ]
            else:
                codes = self._codes(ask, cells)
                shared = f"Gäller flera kommuner: {cells[self.place]}." if len(codes) > 1 else ""
                found = []
                for code in codes:
                    for thing in (self.points, self.documents):
                        if thing:
                            yield answer, thing.record(ask, where, code, cells, shared)
                    for name, spec in values.items():
                        series = spread if name == EACH else [(self._when(ask, where, cells, at), cells[name])]
                        found += [self._row(ask, where, cells, code, when, name, spec, cell) for when, cell in series]
            for row in found:
                parts.setdefault((row.indicator, row.place, row.period), []).append(row)
                yield answer, row
        if self.total:
            for (indicator, code, when), rows in parts.items():
                known = [row.value for row in rows if row.value is not None]
                whole = round(math.fsum(known), 6) if len(known) == len(rows) else None
                yield answer, Row(indicator, code, when, whole, "total", "" if whole is not None else "en del saknar värde")

    def _codes(self, ask: Ask, cells: Mapping[str, object]) -> list[str]:
        text, whole = cells[self.place], {"", *map(key, self.whole)}
        if self.county and key(text) in whole:
            county = key(cells[self.county])
            if county in whole:
                return [ask.region.country.code]
            ours = {key(ask.region.county.code), _short(ask.region.county.name)}
            return [ask.region.county.code] if {county, _short(county)} & ours else []
        pieces = str(text).split(self.split) if self.split else [text]
        return list(dict.fromkeys(code for piece in pieces if (code := ask.region.place(piece))))

    def _when(self, ask: Ask, where: str, cells: Mapping[str, object], at: str) -> str:
        raw = cells[self.period] if self.period else at or self.at
        if self.period and (found := period(raw)) is None:
            raise broken(
                ask, f"{where}: «{raw}» är ingen period.", faults=(Fault(where, self.period, str(raw), "perioden ska vara år eller månad"),)
            )
        return found if self.period and found else str(raw)

    def _row(self, ask: Ask, where: str, cells: Mapping[str, object], code: str, when: str, name: str, spec: Target, cell: object) -> Row:
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
            return Row(spec, code, when, value, self._breakdown(ask, where, cells), status)
        if isinstance(spec, tuple):
            return Row(spec[0], code, when, value, spec[1], status)
        text = str(cells[self.pick]).strip()
        if text not in spec:
            raise broken(
                ask, f"{where}: «{text}» i fältet «{self.pick}» är okänt.", "Lägg till det i values, eller sortera bort det med only."
            )
        return Row(spec[text], code, when, value, self._breakdown(ask, where, cells), status)

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


def column(ask: Ask, where: str, heading: Sequence[Sequence[str]], name: str) -> int:
    """Which column has the heading: capitals and blanks aside, and by its beginning where the name ends with *. Raises ContractError for a
    missing or ambiguous one."""
    found = [i for i, own in enumerate(heading) if any(same(name, text) for text in own)]
    if not found:
        raise lacks(ask, name, where, [own[0] for own in heading if own])
    if len(found) > 1:
        raise broken(ask, f"Rubriken «{name}» finns {len(found)} gånger i {where}.")
    return found[0]


def same(name: str, text: object) -> bool:
    """Whether a heading is the one declared: 'Beviljat*' is any that begins so."""
    return key(text).startswith(key(name[:-1])) if name.endswith("*") else key(text) == key(name)


def _short(county: str) -> str:
    """'Jönköpings län' and 'Jönköping' alike."""
    return key(county).removesuffix(" län").removesuffix("s")


def letter(i: int) -> str:
    """What a column is called where it has no heading: 'kolumn A'."""
    first = string.ascii_uppercase[i // 26 - 1] if i > 25 else ""
    return f"kolumn {first}{string.ascii_uppercase[i % 26]}"
