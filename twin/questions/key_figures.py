"""Four key figures for all municipalities together, two on each track."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.questions.indicators import Break, Indicator, breaks, indicator, places_with_goal
from twin.questions.overview import EMISSIONS
from twin.questions.places import Place
from twin.questions.series import Figure, series

# Two climate and two digital. Of each row the first that has figures here is shown.
KEY_FIGURES = (
    (EMISSIONS,),
    ("solar_power_mw", "solar_plants", "fossil_independent_cars"),
    ("broadband_1gbit", "broadband_100mbit"),
    ("it_health", "automation_elderly_care"),
)


@dataclass(frozen=True)
class KeyFigure:
    """One figure for all municipalities. `together` is None where putting them together would say nothing: then lowest and highest tell."""

    indicator: Indicator
    members: list[Figure]  # one for each municipality, of the newest period
    together: list[Figure]  # the federation's own series, oldest first; empty where it is not put together
    lines: dict[str, list[Figure]]  # each municipality's series
    country: Figure | None
    breaks: list[Break]
    goals: frozenset[str]  # places that have a goal for it in their whole area

    @property
    def lowest(self) -> Figure:
        return min(self.known, key=lambda figure: figure.value or 0.0)

    @property
    def highest(self) -> Figure:
        return max(self.known, key=lambda figure: figure.value or 0.0)

    @property
    def known(self) -> list[Figure]:
        return [figure for figure in self.members if figure.value is not None]

    @property
    def receipt_ids(self) -> list[str]:
        shown = self.together[-1:] or self.members
        return [id for figure in shown for id in figure.receipt_ids]


def key_figures(own: Sequence[Place], federation: str, country: str) -> list[KeyFigure]:
    """The four of KEY_FIGURES that this warehouse has values for."""
    found = []
    for codes in KEY_FIGURES:
        known = [key for code in codes if (one := indicator(code)) and (key := _key_figure(one, own, federation, country))]
        found += known[:1]
    return found


def _key_figure(one: Indicator, own: Sequence[Place], federation: str, country: str) -> KeyFigure | None:
    figures = series(one)
    lines = {place.code: [figure for figure in figures if figure.place == place.code] for place in own}
    together = [figure for figure in figures if figure.place == federation and figure.value is not None]
    period = (
        together[-1].period if together else max((f.period for line in lines.values() for f in line if f.value is not None), default=None)
    )
    if period is None:
        return None
    members = [figure for line in lines.values() for figure in line if figure.period == period]
    wide = next((figure for figure in figures if figure.place == country and figure.period == period and figure.value is not None), None)
    return KeyFigure(one, members, together, lines, wide, breaks(one.id), places_with_goal(one.id))
