"""All that an analyst writes against: a Source with its Indicators, and the records that a connector yields."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ingest.errors import Fault
from ingest.region import Region


@dataclass(frozen=True)
class Indicator:
    """One key figure. Its names, definition and theme stand in data/taxonomy/indicators.csv under the same id."""

    id: str
    unit: str
    kpi: str = ""  # the publisher's own code, where the connector asks by code
    value_range: tuple[float, float] = (0, math.inf)  # outside it a row is rejected
    jump: tuple[float, str] | None = None  # a step from one period to the next by more than this factor is told of; and why, in Swedish
    breaks: Mapping[int, str] = field(default_factory=dict)  # first year of a new basis -> why, in Swedish
    own_organisation: bool = (
        False  # tells of the municipality as an organisation: the county's row is then the region's own, not the county
    )


@dataclass(frozen=True)
class Request:
    """One question to a publisher."""

    url: str
    body: Mapping[str, object] | None = None  # JSON: a POST
    expects: str = "json"  # json, csv, xlsx, text: what the bytes must look like
    headers: Mapping[str, str] = field(default_factory=dict)  # values like '$SWECRIS_TOKEN' are read from the environment, never kept
    refused: str = ""  # what to do where the publisher answers 401 or 403, in Swedish


@dataclass(frozen=True)
class Answer:
    """The bytes that came back, and where they came from. `receipt_id` ties every figure to them."""

    request: Request
    body: bytes
    sha256: str
    fetched_at: str  # ISO 8601, UTC
    obtained: str = "direct"  # direct, public_copy, by_hand, rebuilt
    via: str | None = None
    copy_of: str | None = None
    release: str | None = None  # what the gateway or the person handing in says of the vintage
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One observation. `value` None needs a `status` that says why."""

    indicator: str
    place: str
    period: str
    value: float | None
    breakdown: str = "total"
    status: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing with a position."""

    id: str
    kind: str
    name: str
    place: str
    lon: float
    lat: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One plan, decision or permit."""

    id: str
    kind: str
    place: str
    title: str
    url: str | None = None
    period: str | None = None
    note: str = ""


ENTRY_KINDS = ("grant", "procurement", "project", "dataset")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a public register as the register has it, from the whole country. What concerns the federation is told at build
    (ingest/registers), so `place` is what the register itself says, not our finding."""

    id: str  # the register's own, unique within the source
    kind: str  # one of ENTRY_KINDS
    title: str
    text: str = ""
    organisation: str = ""  # applicant, coordinator, buyer or publisher as written; never a private person
    orgnr: str = ""  # 'NNNNNN-NNNN'
    place: str = ""  # municipality codes or names, ';' between
    nuts: str = ""  # NUTS3 code, where the register says no municipality
    lon: float | None = None
    lat: float | None = None
    start: str = ""  # EDTF
    end: str = ""
    amount: float | None = None  # granted or contracted, in `currency`
    currency: str = "SEK"
    funder: str = ""
    case: str = ""  # the case number that other registers may have too
    codes: tuple[str, ...] = ()  # the register's own classes, 'cpv:09331200'
    status: str = ""
    url: str = ""  # where a person reads of it


Record = Row | Point | Document | Entry


class Ask(Protocol):
    """What a connector is given: the declaration, the region, and a way to put questions (live, or replayed from kept answers)."""

    source: Source
    region: Region
    year: int  # of the conversation: the same at fetch and at every later build, so 'up to this year' asks the same questions

    def since(self, first: str, overlap: int) -> str:
        """The day from which changes are asked for: `overlap` days before the last good conversation, `first` where there is none."""

    def reject(self, fault: Fault) -> None:
        """Set one row aside. Raises ContractError at once where the source tolerates none (Source.may_reject)."""

    def get(self, request: Request) -> Answer:
        """The answer. Raises FetchError, or NothingToReplay where a gateway has none."""

    def try_get(self, request: Request, what: str) -> Answer | None:
        """The answer, or None where the publisher has none; `what` is then told in the run's message (state DEGRADED)."""

    def miss(self, what: str, why: str) -> None:
        """Tell, likewise, of a part that a good answer lacks."""


class Connector(Protocol):
    """One API family. The same `read` runs at fetch (over HTTP) and at build (over the kept answers), so both see the same rows."""

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region with the answer it stands in. Raises ContractError when the answer is not as documented."""

    def release(self, answers: list[Answer]) -> str | None:
        """The publisher's vintage as EDTF text, where the answer itself tells it."""


DRIFT = ("new_code", "vanished", "unit", "jump")  # how a new answer may differ beyond what was to be expected (ingest/drift.py)


@dataclass(frozen=True)
class Source:
    """One family of figures from one publisher. The file's name is its key."""

    title: str
    publisher: str
    licence: str
    licence_class: str  # open, authority, private (HOUSE: licence classes)
    homepage: str
    track: str  # climate, digital, context
    fetch: Connector | None  # None: nothing to fetch, files are handed in
    row_count: tuple[int, int]  # records of our region (register entries: of the whole country); fewer or more stops the source
    indicators: tuple[Indicator, ...] = ()
    accepts: Mapping[str, Connector] = field(default_factory=dict)  # other layouts in which a file may be handed in (adopt --as NAME)
    restates_series: bool = False  # True where each release replaces all years: releases are never joined
    cadence: str = "årligen"
    every_days: int | None = None  # days between questions of `refresh --due`; None: by the words of `cadence` (ingest/schedule.py)
    limits: str = ""  # what the figures can not tell, in Swedish
    method: str = ""  # how they come about, in Swedish
    on_overview: bool = True  # False: weak provenance, never on the first page
    control: bool = False  # True: only there to hold other figures against, never shown as figures of its own
    blocking: frozenset[str] = frozenset({"unit"})  # of DRIFT: what holds a new answer back until a person has taken it (--accept-drift)
    may_reject: float = 0  # the share of rows that may be set aside in quarantine; at 0 one faulty row stops the source
    may_lack: frozenset[str] = frozenset()  # municipality codes known to be absent at the publisher; the reason stands in `limits`
    key: str = ""  # set by the registry from the file's name

    @property
    def register(self) -> bool:
        """Is it a public register of projects, grants, purchases or datasets, so that its rows are entries?"""
        return any(getattr(one, "entries", None) for one in (self.fetch, *self.accepts.values()))

    def __post_init__(self) -> None:
        if unknown := self.blocking - set(DRIFT):
            raise ValueError(f"{self.title}: blocking {sorted(unknown)} is none of {DRIFT}")

    def indicator(self, code: str) -> Indicator:
        return next(i for i in self.indicators if i.id == code)
