"""Which pairs are shown to whom, in what order: by the verdicts in force, by the reader's choice, and with a sample of the weaker ones. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import heappop, heappush
from itertools import groupby
from typing import TYPE_CHECKING

from twin.questions.suggestions import Suggestion

if TYPE_CHECKING:
    from twin.workspace import Verdict

STATES = ("ej-granskat", "bedomt", "att-gora", "avvisat", "hallna")  # as in the address
RIGHT = ("samordna", "redan_samordnat", "relevant_ej_nu")  # verdicts that say that the engine was right
LOWEST = ("T3", "C")
SLOTS = 10  # one pair in so many is a sample


@dataclass(frozen=True)
class Shown:
    """A pair on the list. `explored`: it stands there as a sample, not for its grade."""

    suggestion: Suggestion
    explored: bool = False


@dataclass(frozen=True)
class Narrow:
    """Which pairs the reader wants to see; empty means all of them. A pair fits where either of its two does; of several values in one choice
    any is enough."""

    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """True where the reader asks for a part, not for all."""
        return bool(self.places or self.organisations or self.grades or self.themes or self.technologies)

    def concerns(self, one: Suggestion) -> bool:
        """Does it fit, whatever its grade?"""
        asked = (self.places, one.places), (self.organisations, one.organisations), (self.themes, one.themes)
        return all(not wanted or had & set(wanted) for wanted, had in (*asked, (self.technologies, one.technologies)))

    def grades_fit(self, one: Suggestion) -> bool:
        """Is its grade among those asked for?"""
        return not self.grades or one.grade in self.grades

    def fits(self, one: Suggestion) -> bool:
        """Does it fit in every way?"""
        return self.concerns(one) and self.grades_fit(one)


@dataclass(frozen=True)
class Choice(Narrow):
    """What the reader has asked to see on the list; `state` is one of STATES."""

    kind: str = "synergy"
    state: str = "ej-granskat"


@dataclass(frozen=True)
class Tally:
    """How those that are judged came out. `right` includes `already`."""

    judged: int
    right: int
    already: int
    wrong: int
    unsure: int


def changed(one: Suggestion, verdict: Verdict | None) -> bool:
    """True where the texts, tags or rule behind the pair are others than when it was judged."""
    return verdict is not None and verdict.features_hash != one.features_hash


def state(one: Suggestion, verdict: Verdict | None) -> str:
    """'ej-granskat', 'bedomt', 'att-gora' or 'avvisat'. A rejected pair is open again once it has changed."""
    if verdict is None or (verdict.verdict == "fel" and changed(one, verdict)):
        return "ej-granskat"
    return {"fel": "avvisat", "samordna": "att-gora"}.get(verdict.verdict, "bedomt")


def fits_state(one: Suggestion, verdict: Verdict | None, wanted: str) -> bool:
    """'bedomt' holds all that are judged and not rejected; 'hallna' all that the engine holds back, whatever is said of them."""
    if wanted == "hallna":
        return not one.shown
    return state(one, verdict) in (("bedomt", "att-gora") if wanted == "bedomt" else (wanted,))


def tally(rows: Iterable[Suggestion], verdicts: Mapping[str, Verdict]) -> Tally:
    """The verdicts in force over these pairs, in numbers; a rejection that no longer holds is not counted."""
    said = [verdicts[one.id].verdict for one in rows if state(one, verdicts.get(one.id)) != "ej-granskat"]
    return Tally(
        len(said),
        sum(verdict in RIGHT for verdict in said),
        said.count("redan_samordnat"),
        said.count("fel"),
        said.count("osaker"),
    )


def chosen(rows: Iterable[Suggestion], verdicts: Mapping[str, Verdict], choice: Choice, seed: str, keep: Iterable[str] = ()) -> list[Shown]:
    """The list as shown. Verdicts take pairs off it but move none, so that the list does not jump while it is worked through;
    `keep` are pairs that stay where they are whatever has just been said of them."""
    kept = set(keep)
    ours = [one for one in rows if one.kind == choice.kind and choice.concerns(one)]
    # A reader who asks for one grade or one cell of the matrix, for what is held back or for what is judged gets just that.
    sampled = choice.state == "ej-granskat" and not (choice.grades or choice.themes or choice.technologies)
    listed = with_samples(ours, seed) if sampled else [Shown(one) for one in spread(ours) if one.shown or choice.state != "ej-granskat"]
    return [
        entry
        for entry in listed
        if choice.grades_fit(entry.suggestion)
        and (entry.suggestion.id in kept or fits_state(entry.suggestion, verdicts.get(entry.suggestion.id), choice.state))
    ]


def with_samples(rows: Sequence[Suggestion], seed: str) -> list[Shown]:
    """The shown pairs in their order, spread, one place in ten given to a pair of the lowest tier or one held back, drawn by `seed`:
    if only favourites were judged, nobody could tell how good the rest is. The first two places of ten are never given away."""
    main = spread(sorted((one for one in rows if one.shown), key=lambda one: one.position))
    weak = sorted((one for one in rows if not one.shown or one.grade in LOWEST), key=lambda one: _draw(seed, one.id))
    listed: dict[str, Shown] = {}
    while best := next((one for one in main if one.id not in listed), None):
        block, offset = divmod(len(listed), SLOTS)
        given_away = offset == 2 + _draw(seed, str(block)) % (SLOTS - 2)
        sample = next((one for one in weak if one.id not in listed), best) if given_away else best
        listed[sample.id] = Shown(sample, explored=sample is not best)
    return list(listed.values())


def spread(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """The rows with their grades where they were; within a run of one grade what has been seen least comes first, else the order stays. One
    initiative that touches many would otherwise fill the head of the list."""
    return [one for _, run in groupby(rows, key=lambda one: one.grade) for one in _spread(list(run))]


def _spread(rows: Sequence[Suggestion]) -> Iterator[Suggestion]:
    seen: Counter[str] = Counter()
    waiting = [(0, n) for n in range(len(rows))]
    while waiting:
        times, n = heappop(waiting)
        one = rows[n]
        if (now := seen[one.a.id] + seen[one.b.id]) > times:  # seen again while it waited
            heappush(waiting, (now, n))
            continue
        seen.update((one.a.id, one.b.id))
        yield one


def _draw(seed: str, what: str) -> int:
    """A number that looks drawn but is the same every time."""
    return int.from_bytes(sha256(f"{seed}:{what}".encode()).digest()[:8], "big")
