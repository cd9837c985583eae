"""A project that public registers tell of, as a candidate for the register: what it is, where that is told, and what people have said of it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from twin.register.overlay import Lines
from twin.register.sheets import ANSWERS_OF, INITIATIVES, REGISTERS_OF

WAITING, IGNORED, TAKEN = "new", "ignored", "accepted"
Key = tuple[str, str]  # source, the register's own id


@dataclass(frozen=True)
class Entry:
    """One entry as its register tells it; `fetched_at` and `release` are its receipt's."""

    source_key: str
    id: str
    register: str  # the source's title
    publisher: str
    kind: str
    title: str
    organisation_text: str
    organisation_id: str | None
    matched_by: str
    start: str
    end: str
    amount: float | None
    currency: str
    funder: str
    case_number: str
    codes: tuple[str, ...]
    status: str
    url: str
    receipt_id: str
    release: str
    fetched_at: datetime
    candidate_id: str

    @property
    def key(self) -> Key:
        return self.source_key, self.id


@dataclass(frozen=True)
class Where:
    """A place of the candidate, and how its entries say so: (how, evidence, register) once for each way."""

    code: str
    name: str
    ways: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Mark:
    """A proposed tag and the words or class that it rests on."""

    scheme: str
    code: str
    name_sv: str
    name_en: str
    evidence: str


@dataclass(frozen=True)
class Candidate:
    """One project as the registers together have it. `state` is WAITING, IGNORED or TAKEN."""

    id: str
    kind: str
    title: str
    text: str
    organisation_id: str | None
    organisation_text: str
    start: str
    end: str
    amount_sek: float | None
    funder: str
    climate_score: int
    digital_score: int
    state: str
    initiative_id: str | None
    similar_id: str | None
    similar_title: str | None
    similar_sv: str
    similar_en: str
    marks: tuple[Mark, ...] = ()
    entries: tuple[Entry, ...] = ()
    places: tuple[Where, ...] = ()

    @property
    def track(self) -> str:
        """'climate', 'digital', 'both'; 'context' where the words propose neither."""
        both = (bool(self.climate_score), bool(self.digital_score))
        return {(True, True): "both", (True, False): "climate", (False, True): "digital", (False, False): "context"}[both]


def as_of_now(found: Iterable[Candidate], lines: Lines) -> list[Candidate]:
    """The candidates with what people have said since the build. What one entry is taken into, or ignored for, holds for the whole project."""
    taken, ignored = said(lines)
    known = {line.cells["id"] for line in lines[INITIATIVES.file]}
    now = []
    for one in found:
        into = next((taken[entry.key] for entry in one.entries if taken.get(entry.key) in known), None)
        state = TAKEN if into else IGNORED if any(entry.key in ignored for entry in one.entries) else WAITING
        now.append(replace(one, state=state, initiative_id=into))
    return now


def said(lines: Lines) -> tuple[dict[Key, str], dict[Key, tuple[str, str]]]:
    """What people have said of entries: the initiative that each was taken into; reason and note of those ignored."""
    taken = {(line.cells["source_key"], line.cells["entry_id"]): line.cells["initiative_id"] for line in lines[REGISTERS_OF.file]}
    ignored = {
        (line.cells["source_key"], line.cells["entry_id"]): (line.cells["value"], line.cells["note_sv"])
        for line in lines[ANSWERS_OF.file]
        if line.cells["answer"] == "ignorera"
    }
    return taken, ignored


def chosen(found: Iterable[Candidate], state: str, places: Sequence[str], kinds: Sequence[str], tracks: Sequence[str]) -> list[Candidate]:
    """Those of this state, these places, kinds and tracks; none named means all."""
    return [
        one
        for one in found
        if one.state == state
        and (not places or set(places) & {where.code for where in one.places})
        and (not kinds or one.kind in kinds)
        and (not tracks or one.track in tracks)
    ]
