"""What is new since a moment: initiatives, pairs and figures, by comparing what is published now with what was published then."""

from dataclasses import dataclass
from datetime import datetime

from twin.published import PARTS, Published, read, records, seen
from twin.warehouse import ask


@dataclass(frozen=True)
class Initiative:
    """`what` is new, changed or gone. `parts` are those that differ, as PARTS names them; `before` and `after` the phase where that does."""

    id: str
    title: str
    what: str
    parts: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Pair:
    """`what` is new, changed (the texts, tags or rule behind it), regraded or gone (no longer made, or held back)."""

    id: str
    what: str
    before: str = ""  # grades
    after: str = ""


@dataclass(frozen=True)
class Figure:
    """`what` is new, period (a newer one), release (a newer vintage), values (others under the same vintage) or gone."""

    id: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Changes:
    initiatives: tuple[Initiative, ...] = ()
    pairs: tuple[Pair, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.initiatives or self.pairs or self.figures)


@dataclass(frozen=True)
class Since:
    """The answer: what changed after `base`. `base` is later than asked for (`late`) where the history begins later; None where there is none.
    `unread` counts records that could not be read and were passed over."""

    changes: Changes
    base: datetime | None
    late: bool = False
    unread: int = 0


def since(moment: datetime) -> Since:
    """What is new in the warehouse since `moment` (UTC)."""
    kept, unread = records(), 0
    earlier = [file for at, file in reversed(kept) if at <= moment]
    later = [file for at, file in kept if at > moment]
    for late, file in [*((False, file) for file in earlier), *((True, file) for file in later)]:
        try:
            base = read(file.read_text(encoding="utf-8"))
        except (ValueError, OSError):  # half a file, another shape, thinned this very moment: the next one tells nearly as much
            unread += 1
            continue
        return Since(compare(base, seen(ask)), base.at, late, unread)
    return Since(Changes(), None, unread=unread)


def compare(old: Published, new: Published) -> Changes:
    """Every difference that a reader can see, by id."""
    return Changes(
        tuple(_initiatives(old, new)),
        tuple(_pairs(old, new)),
        tuple(_figures(old, new)),
    )


def _initiatives(old: Published, new: Published) -> list[Initiative]:
    found = []
    for id_ in sorted(old.initiatives.keys() | new.initiatives.keys()):
        before, after = old.initiatives.get(id_), new.initiatives.get(id_)
        if before is None or after is None:
            found.append(Initiative(id_, (after or before or {})["title"], "gone" if after is None else "new"))
        elif before != after:
            parts = tuple(part for part in PARTS if before[part] != after[part])
            phases = (before["phase"], after["phase"]) if "phase" in parts else ("", "")
            found.append(Initiative(id_, after["title"], "changed", parts, *phases))
    return found


def _pairs(old: Published, new: Published) -> list[Pair]:
    found = []
    for id_ in sorted(old.pairs.keys() | new.pairs.keys()):
        before, after = old.pairs.get(id_), new.pairs.get(id_)
        if before is None or after is None:
            found.append(Pair(id_, "gone" if after is None else "new", before[0] if before else "", after[0] if after else ""))
        elif before != after:
            found.append(Pair(id_, "regraded" if before[0] != after[0] else "changed", before[0], after[0]))
    return found


def _figures(old: Published, new: Published) -> list[Figure]:
    found = []
    for id_ in sorted(old.figures.keys() | new.figures.keys()):
        before, after = old.figures.get(id_), new.figures.get(id_)
        if before is None or after is None:
            found.append(Figure(id_, "gone" if after is None else "new", before[0] if before else "", after[0] if after else ""))
        elif before != after:
            what = next(what for what, n in (("period", 0), ("release", 1), ("values", 2)) if before[n] != after[n])
            n = 1 if what == "release" else 0
            found.append(Figure(id_, what, before[n], after[n]))
    return found
