"""Candidates for the register: each project once, as the registers together have it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.registers.marks import Marks, marks
from ingest.registers.money import kronor
from ingest.registers.told import Concerning, Key
from twin.matching.taxonomy import Knowledge

ASKS_FOR_MARKS = ("procurement", "dataset")  # of these there are too many that have nothing to do with climate or digital


@dataclass(frozen=True)
class Project:
    """Entries that are one project, with the marks that they are proposed with."""

    entries: tuple[Concerning, ...]
    marks: Marks

    @property
    def id(self) -> str:
        """'source_key:entry_id' of its first entry."""
        return ":".join(self.entries[0].key)

    @property
    def first(self) -> Concerning:
        """The entry whose words stand for the project: the one that says most, then the first by key."""
        return max(self.entries, key=lambda one: (bool(one.found.organisation_id), len(one.told.text), len(one.told.title)))

    @property
    def organisation_id(self) -> str | None:
        return next((one.found.organisation_id for one in (self.first, *self.entries) if one.found.organisation_id), None)


def project(entries: tuple[Concerning, ...], knowledge: Knowledge) -> Project:
    """The marks of an entry that says more than another are kept: the most of each score, every tag."""
    told = [marks(one.told, knowledge) for one in entries]
    tags: dict[str, dict[str, str]] = {}
    for one in told:
        for scheme, codes in (one.tags or {}).items():
            tags[scheme] = {**codes, **tags.get(scheme, {})}
    return Project(entries, Marks(max(one.climate for one in told), max(one.digital for one in told), tags))


def wanted(one: Project) -> bool:
    """Is it worth a person's look? Purchases and datasets only where words or classes say climate or digital."""
    kinds = {entry.told.kind for entry in one.entries}
    return bool(kinds - set(ASKS_FOR_MARKS)) or bool(one.marks.climate or one.marks.digital)


def rows(
    projects: Sequence[Project], accepted: Mapping[Key, str], ignored: frozenset[Key], similar: Mapping[str, tuple[str, str, str]]
) -> Iterator[tuple[object, ...]]:
    """Rows of table candidate, what a person should look at first at the top: both climate and digital, then the newest."""
    order = sorted(projects, key=lambda one: (one.marks.climate == 0 or one.marks.digital == 0, _later(one), one.id))
    for position, one in enumerate(order, start=1):
        told = one.first.told
        initiative = next((accepted[entry.key] for entry in one.entries if entry.key in accepted), None)
        state = "accepted" if initiative else "ignored" if any(entry.key in ignored for entry in one.entries) else "new"
        yield (
            one.id, told.kind, told.title, told.text, one.organisation_id, told.organisation_text,
            min(filter(None, (entry.told.start_date for entry in one.entries)), default=""),
            max((entry.told.end_date for entry in one.entries), default=""),
            kronor(entry.told for entry in one.entries), "; ".join(sorted({entry.told.funder for entry in one.entries} - {""})), len(one.entries),
            one.marks.climate, one.marks.digital, json.dumps(one.marks.rows(), ensure_ascii=False), state, initiative,
            *similar.get(one.id, (None, "", "")), position,
        )  # fmt: skip


def _later(one: Project) -> tuple[int, ...]:
    """Newest first as a key that rises."""
    newest = max(entry.told.start_date for entry in one.entries)
    return tuple(-ord(sign) for sign in newest) or (1,)
