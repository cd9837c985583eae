"""What two initiatives have in common besides their aim: place, organisation, time, state. Unknown is unknown, never 'always'."""

from collections.abc import Iterable
from enum import Enum

from twin.matching.model import BEGINNING, ENDED, Item

OUTDATED = 8  # years: a plan or a study that is older is likely to have been replaced
COUNTY, NATION = "län", "nationell"


class Time(Enum):
    """How the time windows of two initiatives lie."""

    OVERLAP = "overlap"
    APART = "apart"
    UNKNOWN = "unknown"


def distinct(items: Iterable[Item]) -> list[Item]:
    """Each initiative once, by id. The same title of the same owner is the same initiative written twice: the first id stays."""
    seen: dict[tuple[str, str], Item] = {}
    for item in sorted({item.id: item for item in items}.values(), key=lambda item: item.id):
        seen.setdefault((item.title.casefold(), item.owner.casefold()), item)
    return list(seen.values())


def time(a: Item, b: Item) -> Time:
    """Overlap only where both windows are known; apart where one ended before the other began; else unknown."""
    if a.end is not None and b.start is not None and a.end < b.start or b.end is not None and a.start is not None and b.end < a.start:
        return Time.APART
    if a.start is None or b.start is None:
        return Time.UNKNOWN
    return Time.OVERLAP


def ended(item: Item) -> bool:
    """The source says it is over. An end year that has passed is no proof: many go on."""
    return item.phase in ENDED


def lapsed(item: Item, today: int) -> bool:
    """The stated end has passed though the source does not say that it is over."""
    return not ended(item) and item.end is not None and item.end < today


def outdated(item: Item, today: int) -> bool:
    """What is known of it is older than OUTDATED years, and no end in the future is stated. Without a date of the statement, the start counts."""
    if item.end is not None and item.end >= today:
        return False
    known = item.as_of or item.start or item.end
    return known is not None and known < today - OUTDATED


def beginning(item: Item, today: int) -> bool:
    """Still to be decided or procured: the time when a link is worth most."""
    return item.phase in BEGINNING and not outdated(item, today)


def shared_places(a: Item, b: Item) -> frozenset[str]:
    """Municipalities that both concern. A county's initiative concerns those of the other, though its text may name a few only."""
    if a.level == b.level == COUNTY:
        return a.places | b.places
    if COUNTY in (a.level, b.level):
        return b.places if a.level == COUNTY else a.places
    return a.places & b.places


def covers(a: Item, b: Item) -> bool:
    """Does `a` concern the whole area of `b`? What one municipality measures says little of a county."""
    if b.level == NATION or (b.level == COUNTY and a.level != COUNTY):
        return False
    return a.level == COUNTY or (bool(b.places) and b.places <= a.places)


def shared_organisations(a: Item, b: Item) -> frozenset[str]:
    """Organisations that have a role in both."""
    return a.organisations & b.organisations


def same_owner(a: Item, b: Item) -> bool:
    """One owner or one group (a municipality and its companies)."""
    return bool(a.owner_group) and a.owner_group == b.owner_group


def local(item: Item) -> bool:
    """One municipality's own, not the federation's, the county's or the nation's."""
    return item.level == "kommun"
