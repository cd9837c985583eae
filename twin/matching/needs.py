"""Where a figure lags: a municipality's newest value is worse than the county's and among the two worst of the federation's."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from twin.matching.wording import Both, figure
from twin.paths import DATA
from twin.words import catalogue

if TYPE_CHECKING:
    import duckdb

WORST = 2  # of the federation's municipalities


@dataclass(frozen=True)
class Need:
    """One lagging figure: the municipality's and the county's value of the same year, and the climate mechanisms that work on it."""

    place: str
    indicator: str
    name: Both
    unit: Both
    decimals: int
    year: str
    value: float
    county: float
    mechanisms: frozenset[str]

    def told(self, names: Mapping[str, str]) -> Both:
        """'Eksjö, nöjda med utbudet av laddstationer 2022: 23,2 %, länet 36,6 %.'"""
        own, county = figure(self.value, self.decimals), figure(self.county, self.decimals)
        where, (sv, en), (unit, unit_en) = names[self.place], self.name, self.unit
        return (
            f"{where}, {sv[:1].lower()}{sv[1:]} {self.year}: {own[0]} {unit}, länet {county[0]} {unit}.",
            f"{where}, {en[:1].lower()}{en[1:]} in {self.year}: {own[1]} {unit_en}, the county {county[1]} {unit_en}.",
        )


@lru_cache(maxsize=1)
def mechanisms() -> dict[str, frozenset[str]]:
    """Indicator id -> the mechanisms that can move it; figures that compare badly between places (totals) are not listed."""
    with (DATA / "taxonomy" / "indicator_mechanisms.csv").open(encoding="utf-8", newline="") as handle:
        return {row["indicator_id"]: frozenset(row["mechanisms"].split(";")) for row in csv.DictReader(handle)}


def lagging(con: "duckdb.DuckDBPyConnection") -> list[Need]:
    """Every lagging figure, worst gap to the county (in per cent of it) first."""
    con.execute(SQL, [sorted(mechanisms())])
    return [
        Need(
            place,
            indicator,
            (name_sv, name_en),
            (unit, catalogue().get(unit, unit)),
            decimals,
            period,
            value,
            county,
            mechanisms()[indicator],
        )
        for place, indicator, name_sv, name_en, unit, decimals, period, value, county in con.fetchall()
    ]


SQL = f"""
WITH newest AS (
    SELECT f.indicator_id, f.period, f.place_code, f.value, p.kind, i.better
    FROM figure AS f
    JOIN place AS p ON p.code = f.place_code
    JOIN indicator AS i ON i.id = f.indicator_id AND i.better <> 'none' AND i.scale = 'number'
    WHERE f.breakdown = 'total' AND f.value IS NOT NULL AND list_contains(?, f.indicator_id)
    QUALIFY f.period = max(f.period) FILTER (WHERE p.kind = 'municipality') OVER (PARTITION BY f.indicator_id)
), ranked AS (
    SELECT m.*, row_number() OVER (PARTITION BY m.indicator_id ORDER BY CASE m.better WHEN 'lower' THEN -m.value ELSE m.value END, m.place_code) AS worst_first
    FROM newest AS m WHERE m.kind = 'municipality'
)
SELECT r.place_code, r.indicator_id, i.name_sv, i.name_en, i.unit, i.decimals, r.period, r.value, c.value
FROM ranked AS r
JOIN newest AS c ON c.indicator_id = r.indicator_id AND c.kind = 'county'
JOIN indicator AS i ON i.id = r.indicator_id
WHERE r.worst_first <= {WORST} AND CASE r.better WHEN 'lower' THEN r.value > c.value ELSE r.value < c.value END
ORDER BY abs(r.value - c.value) / nullif(abs(c.value), 0) DESC, r.indicator_id, r.place_code
"""
