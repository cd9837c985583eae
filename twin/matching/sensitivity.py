"""How much each weight matters, without any label: of the top twenty pairs, how many stay when one weight moves by half."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from twin.matching import Item, Knowledge, Weights, rank

TOP, STEP = 20, 0.5
KINDS = ("synergy", "overlap")
CHANCES = frozenset({"what", "asset", "theme"})  # of the overlap: chances, which stay below 1
SUREST = 0.99


@dataclass(frozen=True)
class Moved:
    """One weight of one kind, and how many of the top TOP stay when it is half and when it is one and a half."""

    kind: str
    weight: str
    value: float
    kept_lower: int
    kept_higher: int


def sensitivity(items: Sequence[Item], knowledge: Knowledge) -> Iterator[Moved]:
    """Every weight of both kinds, moved down and up by STEP of itself."""
    usual = Weights()
    for kind in KINDS:
        first = _top(kind, items, knowledge, usual)
        part = getattr(usual, kind)
        for field in fields(part):
            value = getattr(part, field.name)
            ceiling = SUREST if kind == "overlap" and field.name in CHANCES else float("inf")
            moved = [replace(part, **{field.name: min(value * (1 + step), ceiling)}) for step in (-STEP, STEP)]
            kept = [len(first & _top(kind, items, knowledge, replace(usual, **{kind: weights}))) for weights in moved]
            yield Moved(kind, field.name, value, *kept)


def _top(kind: str, items: Sequence[Item], knowledge: Knowledge, weights: Weights) -> set[frozenset[str]]:
    return {frozenset((one.a, one.b)) for one in rank(kind, items, knowledge, weights)[:TOP]}
