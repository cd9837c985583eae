"""What changed between two briefs of the same place: numbers, what is asked, talks and initiatives. Pure."""

from dataclasses import dataclass

from twin.reports.marks import bare
from twin.reports.model import Brief, Number


@dataclass(frozen=True)
class Moved:
    """A number that is another now, or is told in one of the two only (then the other text is '')."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What is new and what is gone, in the words of the brief that has it. Empty on all counts: the two say the same."""

    moved: tuple[Moved, ...]
    asked: tuple[str, ...]
    no_longer_asked: tuple[str, ...]
    talks: tuple[str, ...]
    no_longer_talks: tuple[str, ...]
    initiatives: tuple[str, ...]
    no_longer_initiatives: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)


class Unlike(Exception):
    """Two briefs that can not be held against each other."""


def compare(old: Brief, new: Brief) -> Difference:
    """From the older to the newer. Raises Unlike where they are about different places or in different languages."""
    if (old.place, old.language) != (new.place, new.language):
        raise Unlike(f"{old.place} ({old.language}) / {new.place} ({new.language})")
    asked = _gone_and_new({one.key: bare(one.text) for one in old.asked}, {one.key: bare(one.text) for one in new.asked})
    talks = _gone_and_new({one.id: f"{one.a} + {one.b}" for one in old.talks}, {one.id: f"{one.a} + {one.b}" for one in new.talks})
    rows = _gone_and_new(_initiatives(old), _initiatives(new))
    return Difference(tuple(_moved(old, new)), asked[1], asked[0], talks[1], talks[0], rows[1], rows[0])


def _moved(old: Brief, new: Brief) -> list[Moved]:
    before, after = ({number.key: number for number in brief.numbers} for brief in (old, new))
    found = []
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        shown = now or was
        if shown and (was is None or now is None or (was.value, was.label) != (now.value, now.label)):
            found.append(Moved(shown.label, _told(was), _told(now)))
    return found


def _told(number: Number | None) -> str:
    return number.text if number else ""


def _initiatives(brief: Brief) -> dict[str, str]:
    return {row[0]: row[0] for table in brief.tables if table.key == "initiatives" for row in table.rows}


def _gone_and_new(before: dict[str, str], after: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone, new = (tuple(text for key, text in one.items() if key not in other) for one, other in ((before, after), (after, before)))
    return gone, new
