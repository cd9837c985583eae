"""The engine against the panel's judged pairs, beside two rivals that anyone could write: the same words, and the same theme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.matching import Item, Weights, knowledge, tagged
from twin.matching.engine import alike
from twin.matching.evaluate import LAST, ordered, own_items
from twin.matching.judged import KINDS, Pair, pairs
from twin.matching.metrics import (
    RELEVANT,
    Counts,
    Interval,
    Numbers,
    Quality,
    average_precision,
    draws,
    fair_average_precision,
    interval,
    quality,
    wilson,
)

SEED = 20261125
FILE = "panel_dev.csv"
WAYS = ("tags", "words")  # the tags of the register; every tag recomputed from the words


@dataclass(frozen=True)
class Judged:
    """One kind and way of coding: measures, interval of the average precision, rivals, and the gain over the better rival."""

    kind: str
    way: str
    quality: Quality
    precision: Interval
    text: float
    theme: float
    gain: Interval


@dataclass(frozen=True)
class Graded:
    """One grade or tier: of the judged pairs that the engine gives it, how many the panel finds relevant. 'none': no ground found."""

    kind: str
    grade: str
    right: int
    judged: int


def panel(folder: Path) -> tuple[list[Judged], list[Graded]]:
    """All measures on the panel's file in `folder`."""
    judged, own = pairs(folder / FILE), own_items()
    coded = {"tags": own, "words": tagged(own, knowledge())}
    wording = alike(own)
    found = [_judged(kind, way, [p for p in judged if p.kind == kind], coded[way], wording) for way in WAYS for kind in KINDS]
    return found, [one for kind in KINDS for one in _graded(kind, [p for p in judged if p.kind == kind], own)]


def _judged(kind: str, way: str, rows: Sequence[Pair], items: Sequence[Item], wording: Mapping[tuple[str, str], float]) -> Judged:
    of, by_id = ordered(kind, items), {item.id: item for item in items}
    gains = np.array([pair.grade for pair in rows])
    ours = np.array([of.get(frozenset((pair.a, pair.b)), (LAST, None))[0] for pair in rows])
    text = np.array([wording.get((min(pair.a, pair.b), max(pair.a, pair.b)), 0.0) for pair in rows])
    theme = np.array([_same_theme(by_id[pair.a], by_id[pair.b]) for pair in rows])
    drawn = [times for times in draws([p.a for p in rows], [p.b for p in rows], SEED) if times[gains >= RELEVANT].sum()]

    def rival(times: Counts) -> float:
        return max(fair_average_precision(text, gains, times), fair_average_precision(theme, gains, times))

    precision = _of(ours, gains)
    return Judged(
        kind, way, quality(list(ours), list(gains)), interval(precision, len(rows), drawn),
        fair_average_precision(text, gains), fair_average_precision(theme, gains),
        interval(lambda times: precision(times) - rival(times), len(rows), drawn),
    )  # fmt: skip


def _of(scores: Numbers, gains: Numbers) -> Callable[[Counts], float]:
    return lambda times: average_precision(scores, gains, times)


def _same_theme(a: Item, b: Item) -> float:
    """Share of both sides' themes that they have in common: 1 where all are the same."""
    both = a.codes("theme") | b.codes("theme")
    return len(a.codes("theme") & b.codes("theme")) / len(both) if both else 0.0


def _graded(kind: str, rows: Sequence[Pair], items: Sequence[Item]) -> list[Graded]:
    of = ordered(kind, items, Weights())
    grades = [of.get(frozenset((pair.a, pair.b)), (LAST, None))[1] or "none" for pair in rows]
    named = sorted(set(grades) - {"none"}) + ["none"] * ("none" in grades)
    return [
        Graded(kind, grade, sum(p.grade >= RELEVANT for p, g in zip(rows, grades, strict=True) if g == grade), grades.count(grade))
        for grade in named
    ]


def share(one: Graded) -> Interval:
    """The share that is right, with Wilson's interval."""
    return wilson(one.right, one.judged)
