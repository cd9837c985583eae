"""One figure of one place as others may show it: its line, its newest value, its receipts, and whether it is the publisher's own or worked out here."""

from dataclasses import dataclass

from twin.questions import indicators as catalogue
from twin.questions import places
from twin.questions.indicators import Indicator
from twin.questions.places import Place
from twin.questions.series import Figure, decimals_shown, per_inhabitant, series, unit_shown
from twin.questions.sources import Receipt, receipts

WHOLE = "total"


@dataclass(frozen=True)
class Shown:
    """`line`: the shown release, oldest first, also periods without a value. `mended`: period and words of each known error of the publisher that
    is mended in it. `receipts`: of every value in the line."""

    one: Indicator
    place: Place
    part: str
    per: bool
    line: tuple[Figure, ...]
    breaks: tuple[str, ...]
    mended: tuple[tuple[str, str], ...]
    receipts: tuple[Receipt, ...]

    @property
    def newest(self) -> Figure | None:
        """The newest value; None where there is none."""
        return next((figure for figure in reversed(self.line) if figure.value is not None), None)

    @property
    def unit(self) -> str:
        return unit_shown(self.one, per=self.per)

    @property
    def decimals(self) -> int:
        return decimals_shown(self.one, per=self.per)

    @property
    def reworked(self) -> bool:
        """Whether any value was worked out here: put together, divided by the population, or put right where the publisher erred."""
        known = {figure.period for figure in self.line if figure.value is not None}
        return self.per or self.place.kind == "federation" or any(period in known for period, _ in self.mended)

    @property
    def private(self) -> tuple[str, ...]:
        """Private publishers without a stated licence whose figures it rests on: those are not handed on."""
        found = [one.publisher for one in self.receipts if one.licence_class == "private"]
        return tuple(dict.fromkeys([*([self.one.publisher] if self.one.licence_class == "private" else []), *found]))


def where() -> list[Place]:
    """Every place that a figure may be shown for: the federation, its municipalities, county and country."""
    return [places.federation(), *places.municipalities(), places.county(), places.country()]


def shown(one: Indicator, place: Place, part: str = WHOLE, *, per: bool = False) -> Shown:
    """The figure of one place; the line is empty where that place has none."""
    figures = per_inhabitant(one, part) if per else series(one, part)
    line = tuple(sorted((figure for figure in figures if figure.place == place.code), key=lambda figure: figure.period))
    ids = [id for figure in line if figure.value is not None for id in figure.receipt_ids]
    mended = tuple((period, text) for name, period, text in catalogue.mended(one.id) if name == place.name)
    return Shown(one, place, part, per, line, tuple(cut.period for cut in catalogue.breaks(one.id)), mended, tuple(receipts(ids)))
