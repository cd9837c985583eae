"""How good an order of pairs is. Ties count against us: within one score, what is not relevant stands first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
RELEVANT = 1  # the least grade (median of the judges) that counts
DRAWS = 2000


@dataclass(frozen=True)
class Quality:
    """The measures of one order; None where no pair is relevant, since then nothing can be measured. `positives` of `pairs` are relevant."""

    average_precision: float | None
    precision_at_10: float | None
    recall_at_20: float | None
    ndcg_at_10: float | None
    positives: int
    pairs: int


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 per cent interval."""

    value: float
    low: float
    high: float


def quality(scores: Sequence[float], gains: Sequence[float]) -> Quality:
    """All measures of an order; `gains` are the judges' grades. Raises ValueError where the lengths differ."""
    if len(scores) != len(gains):
        raise ValueError(f"{len(scores)} scores for {len(gains)} grades")
    grades = np.asarray(gains, dtype=np.float64)
    in_order = grades[_order(np.asarray(scores, dtype=np.float64), grades)]
    hits = in_order >= RELEVANT
    positives = int(hits.sum())
    if not positives:
        return Quality(None, None, None, None, 0, len(in_order))
    return Quality(
        _average_precision(hits), float(hits[:10].sum() / 10), float(hits[:20].sum() / positives),
        _dcg(in_order) / _dcg(np.sort(in_order)[::-1]), positives, len(in_order),
    )  # fmt: skip


def _order(scores: Numbers, gains: Numbers) -> NDArray[np.intp]:
    return np.lexsort((gains, -scores))  # by score, highest first; within a tie the smallest gain first


def _dcg(in_order: Numbers) -> float:
    first = in_order[:10]
    return float((first / np.log2(np.arange(2, len(first) + 2))).sum())


def _average_precision(hits: NDArray[np.bool_]) -> float:
    at = np.flatnonzero(hits)
    return float(((np.arange(len(at)) + 1) / (at + 1)).mean()) if len(at) else 0.0


def average_precision(scores: Numbers, gains: Numbers, times: Counts | None = None) -> float:
    """Mean of the precision at each relevant pair; 0 where none is relevant. `times`: how often each pair counts (in a bootstrap draw)."""
    order = _order(scores, gains)
    hits = gains[order] >= RELEVANT
    return _average_precision(hits if times is None else np.repeat(hits, times[order]))


def fair_average_precision(scores: Numbers, gains: Numbers, times: Counts | None = None) -> float:
    """The average precision to expect when ties are broken by chance: fair to a rival that knows only 'same' and 'not the same'."""
    times = np.ones(len(scores), dtype=np.int64) if times is None else times
    levels, group = np.unique(-scores, return_inverse=True)
    size = np.bincount(group, times, len(levels))
    right = np.bincount(group, times * (gains >= RELEVANT), len(levels))
    if not right.sum():
        return 0.0
    n, r = np.repeat(size, size.astype(np.int64)), np.repeat(right, size.astype(np.int64))
    before, above = (np.repeat(np.cumsum(one) - one, size.astype(np.int64)) for one in (size, right))
    place = np.arange(1, len(n) + 1)
    others = (place - before - 1) * (r - 1) / np.maximum(n - 1, 1)  # to expect ahead within the tie, where this place holds a relevant one
    return float((r / n * (above + 1 + others) / place).sum() / right.sum())


def draws(a: Sequence[str], b: Sequence[str], seed: int, number: int = DRAWS) -> list[Counts]:
    """How often each pair counts in each draw of a bootstrap over initiatives: a pair as often as both its sides together.

    Over initiatives, not over pairs, since pairs that share an initiative are not independent: drawing pairs would make the interval too narrow.
    """
    ids, at = np.unique([*a, *b], return_inverse=True)
    first, second = at[: len(a)], at[len(a) :]
    chance = np.random.default_rng(seed)
    taken = chance.multinomial(len(ids), np.full(len(ids), 1 / len(ids)), number)
    return [np.asarray(row[first] * row[second], dtype=np.int64) for row in taken]


def interval(statistic: Callable[[Counts], float], pairs: int, drawn: Sequence[Counts]) -> Interval:
    """The statistic of all pairs, and between which values it lies in 95 of 100 draws."""
    low, high = np.quantile([statistic(times) for times in drawn], [0.025, 0.975])
    return Interval(statistic(np.ones(pairs, dtype=np.int64)), float(low), float(high))


def wilson(hits: int, tried: int) -> Interval:
    """A share with its 95 per cent interval (Wilson 1927), which holds for small numbers too."""
    if not tried:
        raise ValueError("nothing was tried")
    z, p = 1.959964, hits / tried
    middle, half = p + z * z / (2 * tried), z * float(np.sqrt(p * (1 - p) / tried + z * z / (4 * tried * tried)))
    scale = 1 + z * z / tried
    return Interval(p, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


def spearman(one: Numbers, other: Numbers) -> float:
    """Rank correlation; equal values share the mean of their ranks."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Numbers) -> Numbers:
    _, group, size = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(size) - (size - 1) / 2)[group], dtype=np.float64)
