"""What a brief says, as data: every form draws this and adds nothing. Texts carry their receipts as marks (twin/reports/marks.py)."""

from dataclasses import dataclass

from twin.reports.marks import pieces


@dataclass(frozen=True)
class Basis:
    """What a number was worked out from, so that anyone can do it again from the raw rows.

    how: 'value' (as published), 'sum' or 'weighted' (by population) over `places`, 'change' in per cent from the first of `periods` to the last,
    'per_inhabitant', 'points' (a part's share of the whole's change), 'rank' (of the first place among the others, from the lowest per inhabitant), 'ratio'
    (the first place's over the second's, per inhabitant), 'target' (the goal's own number) or 'count' (of `ids`).
    """

    how: str
    indicator: str = ""
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    breakdown: str = "total"
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """One number that the brief tells: as it is written, its exact value, the receipt's number and how it was worked out. `key` is the same in every
    brief of the same place, so that two can be compared; `label` says what it is."""

    key: str
    label: str
    text: str
    value: float
    note: int
    basis: Basis


@dataclass(frozen=True)
class Answer:
    """One answer of a publisher that a note rests on."""

    id: str
    url: str
    release: str
    obtained: str
    sha256: str
    copy_of: str


@dataclass(frozen=True)
class Note:
    """One numbered receipt. `answers` is empty where it is the register itself, or a page that `url` leads to."""

    n: int
    title: str
    publisher: str
    licence: str
    url: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Asked:
    """Something to decide ('decision') or to talk of ('direction', as saved reports name it), and what it follows from."""

    kind: str
    key: str
    text: str
    why: str


DIGITAL = "digital"  # the key of the fact that stands by itself


@dataclass(frozen=True)
class Fact:
    """One of the four figures, or the digital one beside them: what it is about, the figure in large type, and a sentence that sets it beside something."""

    key: str
    label: str
    figure: str
    says: str


@dataclass(frozen=True)
class Talk:
    """A conversation worth having: two initiatives, why, what speaks against, and whether a person has confirmed it."""

    id: str
    a: str
    b: str
    owners: str
    why: str
    against: str
    confirmed: bool
    grade: str


@dataclass(frozen=True)
class Point:
    """One year of one line of the diagram, in per cent of the line's first year."""

    line: str
    year: int
    value: float


@dataclass(frozen=True)
class Area:
    """One municipality of the map: the change of its emissions in per cent, None where it is not known."""

    code: str
    name: str
    value: float | None
    chosen: bool


@dataclass(frozen=True)
class Table:
    """A long table of the annex. Cells are text, ready to be read; `numeric` are the columns set to the right. `total` is how many rows there are in all."""

    key: str
    title: str
    columns: tuple[str, ...]
    numeric: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


@dataclass(frozen=True)
class Brief:
    """Everything a brief says. `snapshot` is the warehouse file that it was made from, `built_at` (UTC, ISO) when that was built."""

    format: int
    language: str
    place: str
    name: str
    title: str
    host: str
    snapshot: str
    built_at: str
    dated: str
    lead: str
    asked: tuple[Asked, ...]
    facts: tuple[Fact, ...]
    sectors: tuple[str, ...]
    under_way: tuple[str, ...]
    talks: tuple[Talk, ...]
    unknown: tuple[str, ...]
    numbers: tuple[Number, ...]
    notes: tuple[Note, ...]
    areas: tuple[Area, ...]
    map_title: str
    map_told: str
    points: tuple[Point, ...]
    chart_title: str
    chart_told: str
    tables: tuple[Table, ...]

    @property
    def four(self) -> tuple[Fact, ...]:
        """The figures that stand in a row."""
        return tuple(one for one in self.facts if one.key != DIGITAL)

    @property
    def digital(self) -> Fact | None:
        """The digital figure, which stands in a line of its own; None in a report from before there was one."""
        return next((one for one in self.facts if one.key == DIGITAL), None)

    @property
    def first_page_notes(self) -> int:
        """How many of the receipts the first page leans on: they are numbered first, those of the tables after them."""
        return max((n for text in self.prose() for _, n in pieces(text) if n), default=0)

    def prose(self) -> list[str]:
        """Every text of the first page, in the order it is read."""
        return [
            self.lead,
            *(text for one in self.asked for text in (one.text, one.why)),
            *(text for fact in self.facts for text in (fact.figure, fact.says)),
            *self.sectors,
            *self.under_way,
            *(text for talk in self.talks for text in (talk.why, talk.against)),
            self.map_title,
            self.chart_title,
            *self.unknown,
        ]
