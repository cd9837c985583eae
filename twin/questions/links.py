"""Shown suggestions as links: which of them stand, whose municipalities they tie together, and what each initiative is tied to. Pure but for `homes`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.questions.initiatives import Initiative
from twin.questions.pair_list import RIGHT, state
from twin.questions.suggestions import Suggestion
from twin.warehouse import ask

if TYPE_CHECKING:
    from twin.workspace import Verdict

HIGHEST = ("T1", "A")


@dataclass(frozen=True)
class Standing:
    """A suggestion that may be drawn: shown by the engine, or held back but confirmed by a person; never one that is rejected."""

    suggestion: Suggestion
    confirmed: bool


@dataclass(frozen=True)
class Tie:
    """How many links two municipalities have: confirmed by people, and still to be judged. `a` < `b`."""

    a: str
    b: str
    confirmed: int
    open: int


def standing(rows: Iterable[Suggestion], verdicts: Mapping[str, Verdict]) -> list[Standing]:
    """What may be drawn, in the engine's order. A pair that somebody was unsure of stays unconfirmed."""
    found = []
    for one in rows:
        verdict = verdicts.get(one.id)
        confirmed = verdict is not None and verdict.verdict in RIGHT
        if confirmed or (one.shown and state(one, verdict) != "avvisat"):
            found.append(Standing(one, confirmed))
    return found


def homes(rows: Iterable[Initiative], own: Collection[str]) -> dict[str, str]:
    """Initiative -> the municipality whose own it is: its owner's, or the only one that it concerns. Those of the federation, the county
    and the country have none."""
    seats = {str(id_): str(place) for id_, place in ask("SELECT id, place_code FROM organisation WHERE place_code IS NOT NULL")}
    return homes_by(rows, own, seats)


def homes_by(rows: Iterable[Initiative], own: Collection[str], seats: Mapping[str, str]) -> dict[str, str]:
    """The same, with the organisations' municipalities given."""
    found = {}
    for row in rows:
        seat = seats.get(row.owner_id or "", "")
        if seat in own:
            found[row.id] = seat
        elif row.geo_level == "kommun" and len(row.places) == 1 and row.places[0] in own:
            found[row.id] = row.places[0]
    return found


def ties(rows: Iterable[Standing], home: Mapping[str, str]) -> list[Tie]:
    """Pairs of municipalities with links between their own initiatives: those of the highest tier or grade, and the confirmed, for with the weaker ones
    everybody is tied to everybody. What is wider than a municipality ties nobody in particular."""
    counted: dict[tuple[str, str], list[int]] = {}
    for one in rows:
        ends = sorted({home.get(one.suggestion.a.id, ""), home.get(one.suggestion.b.id, "")} - {""})
        if len(ends) == 2 and (one.confirmed or one.suggestion.grade in HIGHEST):
            counted.setdefault((ends[0], ends[1]), [0, 0])[0 if one.confirmed else 1] += 1
    return [Tie(a, b, confirmed, left) for (a, b), (confirmed, left) in sorted(counted.items())]


@dataclass(frozen=True)
class Touch:
    """The links of one municipality's own initiatives, and how many of them lead to each other municipality, most first.
    A link between two initiatives of its own counts once."""

    synergies: int
    overlaps: int
    confirmed: int
    others: tuple[tuple[str, int], ...]


def touch(rows: Iterable[Standing], home: Mapping[str, str], place: str) -> Touch:
    """What a municipality's own initiatives are tied to."""
    mine = touching(rows, home, place)
    kinds = [one.suggestion.kind for one in mine]
    shared = [(tie.b if tie.a == place else tie.a, tie.confirmed + tie.open) for tie in ties(mine, home)]
    ranked = tuple(sorted(shared, key=lambda pair: (-pair[1], pair[0])))
    return Touch(kinds.count("synergy"), kinds.count("overlap"), sum(one.confirmed for one in mine), ranked)


def all_of(rows: Iterable[Standing]) -> Touch:
    """All links, whoever they concern: those between initiatives that are nobody's own too."""
    every = list(rows)
    kinds = [one.suggestion.kind for one in every]
    return Touch(kinds.count("synergy"), kinds.count("overlap"), sum(one.confirmed for one in every), ())


def touching(rows: Iterable[Standing], home: Mapping[str, str], place: str) -> list[Standing]:
    """The links of which at least one initiative is the municipality's own."""
    return [one for one in rows if place in (home.get(one.suggestion.a.id), home.get(one.suggestion.b.id))]


def of(rows: Iterable[Standing], id_: str) -> list[Standing]:
    """The links of one initiative."""
    return [one for one in rows if id_ in (one.suggestion.a.id, one.suggestion.b.id)]


def other(one: Suggestion, id_: str) -> Initiative:
    """Who stands at the far end of a link, seen from one of its two initiatives."""
    return one.b if one.a.id == id_ else one.a
