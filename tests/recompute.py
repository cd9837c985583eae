"""A brief's numbers worked out anew from the snapshot's own rows in data/, beside the code that the product uses: plain CSV, plain arithmetic."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from twin.reports.model import Basis

DATA = Path(__file__).parent.parent / "data"


@cache
def rows() -> dict[tuple[str, str, str, str], tuple[str, float]]:
    """(indicator, place, period, part) -> the newest release's name and value."""
    found: dict[tuple[str, str, str, str], tuple[str, float]] = {}
    restated = newest()
    for file in sorted((DATA / "snapshot" / "observation").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                key = (row["indicator_id"], row["place_code"], row["period"], row["breakdown"])
                if (
                    row["value"]
                    and (key not in found or row["release"] > found[key][0])
                    and row["release"] == restated.get(row["indicator_id"], row["release"])
                ):
                    found[key] = (row["release"], float(row["value"]))
    return found


@cache
def newest() -> dict[str, str]:
    """The newest release of each series that is restated whole: only that one is shown."""
    releases: dict[str, set[str]] = defaultdict(set)
    for file in (DATA / "snapshot" / "observation").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                releases[row["indicator_id"]].add(row["release"])
    return {indicator: max(releases[indicator]) for indicator in ("ghg_emissions", "co2_emissions") if indicator in releases}


def value(indicator: str, place: str, period: str, part: str = "total") -> float:
    """One raw value; KeyError where the snapshot has none."""
    return rows()[indicator, place, period, part][1]


def people(place: str, period: str) -> float:
    """The population at the end of the period's year."""
    year = period[:4]
    return next(one for (indicator, code, when, part), (_, one) in rows().items() if (indicator, code, part) == ("population", place, "total") and when[:4] == year)  # fmt: skip


def per_inhabitant(indicator: str, places: tuple[str, ...], period: str) -> float:
    return sum(value(indicator, place, period) for place in places) / sum(people(place, period) for place in places)


def goal(id_: str) -> float:
    """A goal's own number, from the register."""
    with (DATA / "register" / "targets.csv").open(encoding="utf-8", newline="") as handle:
        return next(float(row["value"]) for row in csv.DictReader(handle) if row["id"] == id_)


def worked_out(basis: Basis) -> float:
    """The number that the basis describes."""
    one, places, periods = basis.indicator, basis.places, basis.periods
    if basis.how in ("value", "sum"):
        return sum(value(one, place, periods[0], basis.breakdown) for place in places)
    if basis.how == "weighted":
        weights = [people(place, periods[0]) for place in places]
        return sum(value(one, place, periods[0]) * weight for place, weight in zip(places, weights, strict=True)) / sum(weights)
    if basis.how == "change":
        before, after = (sum(value(one, place, period) for place in places) for period in periods)
        return 100 * (after / before - 1)
    if basis.how == "per_inhabitant":
        return per_inhabitant(one, places, periods[0])
    if basis.how == "points":
        before, after = (sum(value(one, place, period, basis.breakdown) for place in places) for period in periods)
        return 100 * (after - before) / sum(value(one, place, periods[0]) for place in places)
    if basis.how == "rank":
        mine, others = places[0], places[1:]
        return float(sorted(others, key=lambda place: per_inhabitant(one, (place,), periods[0])).index(mine) + 1)
    if basis.how == "ratio":
        high, low = (per_inhabitant(one, (place,), periods[0]) for place in places)
        return high / low
    if basis.how == "target":
        return goal(basis.ids[0])
    if basis.how == "count":
        return float(len(set(basis.ids)))
    raise AssertionError(f"no way to work out {basis.how}")
