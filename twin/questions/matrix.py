"""Climate × digital as a matrix: themes of the climate ends by technologies of the digital means, and how many synergies join each two. Pure but for the
two questions at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.matching import knowledge
from twin.questions.initiatives import Initiative
from twin.questions.links import standing
from twin.questions.pair_list import state
from twin.questions.suggestions import Suggestion
from twin.warehouse import ask

if TYPE_CHECKING:
    from twin.workspace import Verdict


@dataclass(frozen=True)
class Cell:
    """What joins a theme and a technology: pairs that nobody has judged, those confirmed, those that somebody was unsure of. Where there are none,
    `both` tells whether the register holds both sides at all."""

    open: int = 0
    confirmed: int = 0
    unsure: int = 0
    both: bool = False

    @property
    def pairs(self) -> int:
        return self.open + self.confirmed + self.unsure


@dataclass(frozen=True)
class Row:
    """One theme, or all of them together (''): a cell for each technology, and one for all."""

    theme: str
    cells: Mapping[str, Cell]
    whole: Cell


@dataclass(frozen=True)
class Matrix:
    """Both axes with most pairs first. A pair stands in every theme of its climate end; `total` counts it once. `idle`: digital technologies that the
    register has but no pair uses, each with how many initiatives have it."""

    technologies: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row
    idle: tuple[tuple[str, int], ...]

    @property
    def unmet(self) -> int:
        """Cells whose both sides exist though nothing joins them."""
        return sum(cell.both and not cell.pairs for row in self.rows for cell in row.cells.values())


def matrix(
    pairs: Sequence[Suggestion],
    verdicts: Mapping[str, Verdict],
    register: Iterable[Initiative],
    technologies: Mapping[str, Iterable[str]],
    within: Callable[[Initiative], bool] = lambda _: True,
) -> Matrix:
    """`pairs` are synergies, the rejected ones among them are passed over; `technologies`: initiative -> its digital ones. A side counts as
    existing where `within` says so of one of the two, as pairs are chosen."""
    stand = standing(pairs, verdicts)
    rows = [one.suggestion for one in stand]
    confirmed = {one.suggestion.id for one in stand if one.confirmed}
    ends: dict[str, list[Initiative]] = {}
    means: dict[str, list[Initiative]] = {}
    for row in register:
        for theme in row.themes if row.climate_score else ():
            ends.setdefault(theme, []).append(row)
        for code in technologies.get(row.id, ()) if row.digital_score else ():
            means.setdefault(code, []).append(row)

    def cell(group: list[Suggestion], theme: str, code: str) -> Cell:
        left = sum(state(one, verdicts.get(one.id)) == "ej-granskat" for one in group)
        right = sum(one.id in confirmed for one in group)
        sides = means.get(code, ()) if code else [a for group in means.values() for a in group]
        both = any(a.id != b.id and (within(a) or within(b)) for a in sides for b in ends.get(theme, ()))
        return Cell(left, right, len(group) - left - right, both)

    used = _order({code for one in rows for code in one.technologies}, lambda code: sum(code in one.technologies for one in rows))
    themes = _order({*ends, *(theme for one in rows for theme in one.themes)}, lambda theme: sum(theme in one.themes for one in rows))

    def row_of(theme: str) -> Row:
        group = [one for one in rows if not theme or theme in one.themes]
        return Row(
            theme,
            {code: cell([one for one in group if code in one.technologies], theme, code) for code in used},
            cell(group, theme, ""),
        )

    idle = _order(set(means) - set(used), lambda code: len(means[code]))
    return Matrix(used, tuple(row_of(theme) for theme in themes), row_of(""), tuple((code, len(means[code])) for code in idle))


def _order(codes: Iterable[str], weight: Callable[[str], int]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: (-weight(code), code)))


def digital_technologies() -> dict[str, tuple[str, ...]]:
    """Initiative -> its technologies that are digital means; solar panels, say, are not."""
    digital = {code for code, one in knowledge().codes["technology"].items() if one.track == "digital"}
    found: dict[str, tuple[str, ...]] = {}
    for id_, code in ask("SELECT initiative_id, code FROM initiative_tag WHERE scheme = 'technology' ORDER BY initiative_id, code"):
        if code in digital:
            found[id_] = (*found.get(id_, ()), code)
    return found
