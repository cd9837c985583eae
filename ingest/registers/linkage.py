"""The same project in several registers: people's word first, then identical case numbers and copies, then the weights of the model."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.registers.clusters import Clusters
from ingest.registers.names import plain_organisation
from ingest.registers.scores import Scored, settings
from ingest.registers.told import Concerning, Key

SHARED = 0.5  # of all words of two titles: so many in common make the same case number the same case
_WORD = re.compile(r"\w+")
Said = tuple[Key, Key, bool]  # two entries, and whether a person has said that they are the same


@dataclass(frozen=True)
class Asked:
    """Two entries that may be one project; a < b. `weight` in bits, None where only the case number agrees."""

    a: Key
    b: Key
    weight: float | None


@dataclass(frozen=True)
class Linked:
    """Every entry in its project, and what is left to a person."""

    groups: list[tuple[Concerning, ...]]
    asked: list[Asked]


def linked(entries: Sequence[Concerning], said: Iterable[Said], pairs: Sequence[Scored]) -> Linked:
    """`pairs`, heaviest first, join two entries of different registers where each is the other register's best and the weight is enough; in
    between they are asked of. Entries of two organisations are never joined on their wording alone: that is an overlap, not a copy.
    """
    every = {one.key: one for one in entries}
    told = [(a, b, same) for a, b, same in said if a in every and b in every]
    clusters = Clusters(entries, ((a, b) for a, b, same in told if not same))
    for a, b, same in told:
        if same:
            clusters.join(a, b)
    doubts = [Asked(one.key, other.key, None) for one, other in _same_case(entries) if not _case(clusters, one, other)]
    for one, other in _copies(entries):
        clusters.join(one.key, other.key)
    doubts += _weighed(clusters, pairs)
    return Linked(
        clusters.groups(), [one for one in doubts if not clusters.together(one.a, one.b) and not clusters.held_apart(one.a, one.b)]
    )


def _weighed(clusters: Clusters, pairs: Sequence[Scored]) -> Iterator[Asked]:
    merge_at, ask_at = settings()["merge_at"], settings()["ask_at"]
    taken: set[tuple[Key, str]] = set()  # an entry, and the register in which its best is found
    for pair in pairs:
        if pair.weight < ask_at:
            return
        if (pair.a, pair.b[0]) in taken or (pair.b, pair.a[0]) in taken:
            continue
        taken |= {(pair.a, pair.b[0]), (pair.b, pair.a[0])}
        if pair.weight >= merge_at:
            clusters.join(pair.a, pair.b, _one_owner)
        elif clusters.may(pair.a, pair.b, _one_owner):
            yield Asked(pair.a, pair.b, round(pair.weight, 1))


def _case(clusters: Clusters, one: Concerning, other: Concerning) -> bool:
    """Joined, or surely two: funders number alike ('2019-01234' is a case of several), so something else must agree."""
    a, b = one.told, other.told
    if (a.amount and a.amount == b.amount and a.currency == b.currency) or _alike(a.title, b.title):
        return clusters.join(one.key, other.key)
    return not _one_owner((one, other))


def _same_case(entries: Sequence[Concerning]) -> Iterator[tuple[Concerning, Concerning]]:
    found: dict[str, list[Concerning]] = defaultdict(list)
    for one in entries:
        if one.told.case_number:
            found[one.told.case_number.replace(" ", "").casefold()].append(one)
    for same in found.values():
        yield from combinations(sorted(same, key=lambda one: one.key), 2)


def _copies(entries: Sequence[Concerning]) -> Iterator[tuple[Concerning, Concerning]]:
    """Rows of one register that say the same of title, organisation, time and money, and are not told apart by their case numbers."""
    found: dict[tuple[object, ...], list[Concerning]] = defaultdict(list)
    for one in entries:
        t = one.told
        if t.amount:
            found[
                t.source_key, _plain(t.title), plain_organisation(t.organisation_text), t.start_date, t.end_date, t.amount, t.currency
            ].append(one)
    for same in found.values():
        for one, other in combinations(sorted(same, key=lambda one: one.key), 2):
            if not (one.told.case_number and other.told.case_number):
                yield one, other


def _one_owner(entries: Sequence[Concerning]) -> bool:
    return len({_owner(one) for one in entries} - {""}) < 2


def _owner(one: Concerning) -> str:
    return one.found.organisation_id or plain_organisation(one.told.organisation_text)


def _plain(title: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", title).casefold()))


def _alike(a: str, b: str) -> bool:
    one, other = set(_plain(a).split()), set(_plain(b).split())
    return bool(one | other) and len(one & other) >= SHARED * len(one | other)
