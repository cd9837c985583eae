"""The rows of the capability ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

STATES = ("has", "builds", "lacks", "not_known")  # as a person may say
GOING = ("pågående", "planerad", "föreslagen")  # phases that build


@dataclass(frozen=True)
class Capability:
    """One column of the ledger: what it is, what others could use it for, and what speaks for it."""

    code: str
    name_sv: str
    name_en: str
    definition_sv: str
    definition_en: str
    use_sv: str
    use_en: str
    ways: tuple[tuple[str, ...], ...]  # of tags 'scheme:code': all of one way stand on an initiative
    cpv: tuple[str, ...]
    business: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Holder:
    """One row of the ledger: a municipality, one of its companies, or the federation's own body."""

    id: str
    name: str
    kind: str
    place: str
    business: str
    source_url: str
    note_sv: str


@dataclass(frozen=True)
class Initiative:
    """What the ledger reads of an initiative; `holders` own it or carry it out."""

    id: str
    title: str
    text: str
    phase: str
    as_of: str | None
    geo_level: str
    holders: tuple[str, ...]
    tags: frozenset[str]  # 'scheme:code'
    url: str


@dataclass(frozen=True)
class Purchase:
    """One announced purchase; `tags` are proposals out of its words."""

    id: str
    holder: str
    title: str
    date: str
    codes: tuple[str, ...]
    tags: frozenset[str]
    receipt_id: str
    source_key: str


@dataclass(frozen=True)
class Answer:
    """A municipality's own answer to a yes/no or step question: 0 no, 1 yes or on trial, 2 rolled out."""

    indicator_id: str
    name_sv: str
    name_en: str
    scale: str
    holder: str
    value: int
    period: str
    receipt_id: str
    source_key: str


@dataclass(frozen=True)
class Facts:
    """All that sources tell."""

    initiatives: Sequence[Initiative] = ()
    purchases: Sequence[Purchase] = ()
    answers: Sequence[Answer] = ()


@dataclass(frozen=True)
class Evidence:
    """One thing that a source shows of a cell. `carries` is the state it speaks for; '' where it is a trace that decides nothing."""

    kind: str  # initiative, business, purchase, answer
    carries: str
    id: str
    title_sv: str
    title_en: str
    detail: str  # phase; 'word' of a business; '0', '1' or '2' of an answer
    dated: str | None
    url: str = ""
    receipt_id: str = ""
    source_key: str = ""
    words: str = ""  # of the text, that say it is in operation
    plan: bool = False  # a strategy or a study: it is no capability


@dataclass(frozen=True)
class Statement:
    """What a person has said of a cell, append-only in the workspace. `source` is an address; '' where the organisation itself has said it."""

    id: int
    at: datetime
    role: str
    organisation_id: str
    capability: str
    state: str
    since: str
    note: str
    source: str
    said_on: date
    withdrawn_at: datetime | None = None
    withdrawn_role: str | None = None


@dataclass(frozen=True)
class Cell:
    """One organisation and one capability. `state` is what holds: the person's word, else what sources show, else 'not_known'."""

    holder: Holder
    capability: Capability
    state: str
    derived: str  # has, builds or not_known: nothing derived ever lacks
    age: str  # of what the state rests on: current, old, undated; '' where nothing is known
    evidence: tuple[Evidence, ...] = ()
    statement: Statement | None = None

    @property
    def known(self) -> bool:
        return self.state != "not_known"

    @property
    def phase(self) -> str:
        """How far what is being built has come: the furthest phase; '' where an initiative does not say it."""
        phases = {one.detail for one in self.evidence if one.kind == "initiative" and one.carries == "builds"}
        return next((one for one in GOING if one in phases), "") if self.state == "builds" and self.statement is None else ""
