"""The values of one key figure for every place, each with its receipt; releases are told apart and never joined."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from twin.questions.indicators import Break, Indicator
from twin.warehouse import ask

# How the municipalities are put together, by unit. A unit that is not here is not put together: no number is better than a wrong one.
ADDED = frozenset({"t CO2e", "t CO2", "invånare", "bilar", "fordon", "laddpunkter", "anläggningar", "antal", "MW", "MWh", "m", "ha"})
_EACH = " per invånare"
PER_INHABITANT = {  # unit -> (times, the new unit): sizes that a person can picture
    **{unit: (1.0, unit + _EACH) for unit in ("t CO2e", "t CO2", "MWh", "m", "ha")},
    **{unit: (1000.0, f"{unit} per 1 000 invånare") for unit in ("bilar", "fordon", "laddpunkter", "anläggningar")},
    "MW": (1_000_000.0, "W per invånare"),
}


def unit_shown(one: Indicator, *, per: bool) -> str:
    """The unit of a figure as shown: its own, or what it becomes per inhabitant. Raises KeyError for a unit that is not divided so."""
    return PER_INHABITANT[one.unit][1] if per else one.unit


def decimals_shown(one: Indicator, *, per: bool) -> int:
    """The decimals of a figure as shown: per inhabitant at least one."""
    return max(one.decimals, 1) if per else one.decimals


@dataclass(frozen=True)
class Figure:
    """One value for one place and period. A value of None says why in `status`."""

    place: str
    period: str
    year: int
    value: float | None
    status: str
    unit: str
    release: str
    receipt_ids: tuple[str, ...]  # several where the value is put together from several answers


@dataclass(frozen=True)
class Change:
    """How a figure went between two periods."""

    place: str
    before: Figure
    after: Figure

    @property
    def difference(self) -> float:
        """In the figure's own unit."""
        return (self.after.value or 0.0) - (self.before.value or 0.0)

    @property
    def percent(self) -> float:
        """Of the value before. Raises ValueError where that is nought or not known: no per cent says how something came out of nothing."""
        if not self.before.value or self.after.value is None:
            raise ValueError(f"{self.place}: no change in per cent from {self.before.value} to {self.after.value}")
        return 100 * (self.after.value / self.before.value - 1)


@dataclass(frozen=True)
class Revision:
    """One value that a later release has changed."""

    place: str
    period: str
    old_release: str
    new_release: str
    old_value: float | None
    new_value: float | None
    old_receipt_id: str
    new_receipt_id: str


_SERIES = """
SELECT place_code, period, year, value, status, unit, release, [receipt_id]
FROM {figures} AS f WHERE indicator_id = $1 AND breakdown = $2 ORDER BY place_code, period
"""
_SHOWN = "figure"
_OLD_RELEASE = """(
    SELECT o.*, CAST(left(o.period, 4) AS INTEGER) AS year, i.unit FROM observation AS o JOIN indicator AS i ON i.id = o.indicator_id
    WHERE o.release = (SELECT max(release) FROM figure_older AS y WHERE y.indicator_id = $1 AND y.breakdown = $2)
)"""
# Only where every municipality has a value: a sum over five of six would look like a fall.
_TOGETHER = """
WITH own AS (SELECT code FROM place WHERE kind = 'municipality')
SELECT (SELECT code FROM place WHERE kind = 'federation'), f.period, any_value(f.year), {value}, '', any_value(f.unit), min(f.release),
       list_sort(list_distinct(flatten([list(f.receipt_id), {receipts}])))
FROM {figures} AS f JOIN own ON own.code = f.place_code {weights}
WHERE f.indicator_id = $1 AND f.breakdown = $2 AND f.value IS NOT NULL
GROUP BY f.period HAVING count(*) = (SELECT count(*) FROM own) ORDER BY f.period
"""
_POPULATION = """JOIN figure AS p
    ON p.indicator_id = 'population' AND p.breakdown = 'total' AND p.place_code = f.place_code AND p.year = f.year AND p.value > 0"""
_PER_INHABITANT = f"""
SELECT f.place_code, f.period, f.year, $3 * f.value / p.value, '', f.unit, f.release, list_sort(list_distinct([f.receipt_id, p.receipt_id]))
FROM figure AS f {_POPULATION}
WHERE f.indicator_id = $1 AND f.breakdown = $2 AND f.value IS NOT NULL ORDER BY f.place_code, f.period
"""
_WITHOUT_POPULATION = f"""
SELECT f.place_code, f.period FROM figure AS f LEFT {_POPULATION}
WHERE f.indicator_id = $1 AND f.breakdown = $2 AND f.value IS NOT NULL AND p.value IS NULL
"""
_REVISIONS = """
SELECT place_code, period, old_release, new_release, old_value, new_value, old_receipt_id, new_receipt_id
FROM revision WHERE indicator_id = ? AND breakdown = ? ORDER BY period DESC, abs(change) DESC NULLS LAST
"""


def how_together(unit: str) -> str:
    """'sum', 'weighted' or 'apart': how the municipalities' values make one for the federation. By population a mean per inhabitant
    is exact, and a share (of households, of cars) is close; points, speeds and steps are left apart."""
    return "sum" if unit in ADDED else "weighted" if unit == "%" or unit.endswith(_EACH) else "apart"


def series(indicator: Indicator, breakdown: str = "total") -> list[Figure]:
    """The shown release: municipalities, county and country as published, and the federation put together from its municipalities."""
    return _read(_SHOWN, indicator, breakdown)


def older_series(indicator: Indicator, breakdown: str = "total") -> list[Figure]:
    """The whole series of the older release that has years the shown one lacks: drawn apart, never joined. Empty where there is none."""
    return _read(_OLD_RELEASE, indicator, breakdown)


def per_inhabitant(indicator: Indicator, breakdown: str = "total") -> list[Figure]:
    """The figure over the population at the end of the same year; only years that have both. Empty for units where it says nothing."""
    if indicator.unit not in PER_INHABITANT:
        return []
    times, unit = PER_INHABITANT[indicator.unit]
    value = f"{times} * sum(f.value) / sum(p.value)"
    together = _TOGETHER.format(value=value, receipts="list(p.receipt_id)", figures=_SHOWN, weights=_POPULATION)
    rows = ask(_PER_INHABITANT, [indicator.id, breakdown, times]) + ask(together, [indicator.id, breakdown])
    return [replace(Figure(*row), unit=unit) for row in rows]


def without_population(indicator: Indicator, breakdown: str = "total") -> frozenset[tuple[str, str]]:
    """Place and period of the values whose place has no population that year: they can neither be divided by it nor weighted with it."""
    return frozenset((str(place), str(period)) for place, period in ask(_WITHOUT_POPULATION, [indicator.id, breakdown]))


def last_step(line: Iterable[Figure], breaks: Iterable[Break] = ()) -> Change | None:
    """From the period before to the newest of one place's line, of those that have values; None where there are not two, or where the basis of
    the series changes between them."""
    known = sorted((figure for figure in line if figure.value is not None), key=lambda figure: figure.period)
    if len(known) < 2 or any(known[-2].period < cut.period <= known[-1].period for cut in breaks):
        return None
    return Change(known[-1].place, known[-2], known[-1])


def revisions(indicator_id: str, breakdown: str = "total") -> list[Revision]:
    """Values that a later release has changed, newest year first, largest change first."""
    return [Revision(*row) for row in ask(_REVISIONS, [indicator_id, breakdown])]


def beside(older: list[Figure], shown: list[Figure]) -> list[Figure]:
    """Of one place's older release the years that the shown one lacks, with the year on either side of them so that their course is seen
    within their own release."""
    known = {figure.period for figure in shown}
    ordered = sorted(older, key=lambda figure: figure.period)
    lone = {index for index, figure in enumerate(ordered) if figure.period not in known}
    return [figure for index, figure in enumerate(ordered) if lone & {index - 1, index, index + 1}]


def indexed(lines: dict[str, list[Figure]]) -> tuple[str, dict[str, list[Figure]]] | None:
    """The first period that all lines have, and the lines with that period as 100: for places too unlike in size for one axis."""
    periods = [{figure.period for figure in line if figure.value} for line in lines.values()]
    common = sorted(set.intersection(*periods)) if periods else []
    if not common:
        return None
    base = {place: next(figure.value or 1.0 for figure in line if figure.period == common[0]) for place, line in lines.items()}
    return common[0], {
        place: [replace(figure, value=None if figure.value is None else 100 * figure.value / base[place], unit="index") for figure in line]
        for place, line in lines.items()
    }


def _read(figures: str, indicator: Indicator, breakdown: str) -> list[Figure]:
    rows = ask(_SERIES.format(figures=figures), [indicator.id, breakdown])
    how = how_together(indicator.unit)
    if how != "apart":
        weighted = how == "weighted"
        together = _TOGETHER.format(
            value="sum(f.value * p.value) / sum(p.value)" if weighted else "sum(f.value)",
            receipts="list(p.receipt_id)" if weighted else "[]",
            figures=figures,
            weights=_POPULATION if weighted else "",
        )
        rows += ask(together, [indicator.id, breakdown])
    return [Figure(*row) for row in rows]
