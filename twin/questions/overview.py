"""What Översikt says of the municipalities: side by side, on the two tracks, and what is missing. The key figures are in key_figures.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.questions.indicators import indicator, places_with_goal
from twin.questions.initiatives import Count, Initiative
from twin.questions.places import Place, municipalities
from twin.questions.series import Change, Figure, last_step, per_inhabitant, series
from twin.warehouse import ask

EMISSIONS = "ghg_emissions"
LEVELS = ("höglandet", "län", "nationell")  # wider than one municipality: counted once, in a row of their own


@dataclass(frozen=True)
class TrackCount:
    """Initiatives by kind in one municipality, or on one wider level (then `place` is None)."""

    place: Place | None
    level: str
    climate: int
    digital: int
    both: int


@dataclass(frozen=True)
class Standing:
    """One municipality side by side with the others, or the federation as their sum."""

    place: Place
    total: Figure | None
    change: Change | None
    per_inhabitant: Figure | None
    count: TrackCount
    stations: int


@dataclass(frozen=True)
class Station:
    """One recycling station."""

    name: str
    place: str
    lon: float
    lat: float
    note: str
    receipt_id: str


@dataclass(frozen=True)
class Plan:
    """What is known of a municipality's climate plan; url None where no plan was found."""

    place: str
    title: str
    url: str | None
    period: str | None
    receipt_id: str


def newest(figures: Sequence[Figure]) -> dict[str, Figure]:
    """The newest figure of each place that has a value."""
    return {figure.place: figure for figure in sorted(figures, key=lambda one: one.period) if figure.value is not None}


def emissions() -> list[Figure]:
    """Total greenhouse gases of every place, all years of the shown release; the federation is the sum of its municipalities."""
    found = indicator(EMISSIONS)
    return series(found) if found else []


def changes(figures: Sequence[Figure]) -> dict[str, Change]:
    """Each place's last step that can be told in per cent; a place without one is left out."""
    steps = {place: last_step(figure for figure in figures if figure.place == place) for place in newest(figures)}
    return {place: step for place, step in steps.items() if step and step.before.value}


def emissions_per_inhabitant() -> dict[str, Figure]:
    """Tonnes for each inhabitant, for the newest year that has both emissions and population: never a year with one of them."""
    found = indicator(EMISSIONS)
    figures = per_inhabitant(found) if found else []
    year = max((figure.year for figure in figures), default=0)
    return {figure.place: figure for figure in figures if figure.year == year}


def tracks(rows: Sequence[Initiative], own: Sequence[Place]) -> list[TrackCount]:
    """Initiatives by kind: a row for each municipality with its own, then a row for each wider level, where each initiative counts once.
    An initiative that two municipalities own together stands in both their rows."""

    def counted(place: Place | None, level: str, group: list[Initiative]) -> TrackCount:
        kinds = [row.kind for row in group]
        return TrackCount(place, level, kinds.count("climate"), kinds.count("digital"), kinds.count("both"))

    local = [row for row in rows if row.geo_level == "kommun"]
    found = [counted(place, "kommun", [row for row in local if place.code in row.places]) for place in own]
    return found + [counted(None, level, [row for row in rows if row.geo_level == level]) for level in LEVELS]


def standings(
    places: Sequence[Place], figures: Sequence[Figure], counts: Sequence[TrackCount], whole: Count, points: Sequence[Station]
) -> list[Standing]:
    """A row for each place. The federation's figures are its own; its initiatives are the whole register, each counted once."""
    last, changed, per = newest(figures), changes(figures), emissions_per_inhabitant()
    own = {count.place.code: count for count in counts if count.place}
    found = []
    for place in places:
        count = own.get(place.code) or TrackCount(place, "", whole.climate, whole.digital, whole.both)
        n = sum(place.kind == "federation" or point.place == place.code for point in points)
        found.append(Standing(place, last.get(place.code), changed.get(place.code), per.get(place.code), count, n))
    return found


def links(rows: Sequence[Initiative], own: Sequence[Place]) -> dict[tuple[str, str], int]:
    """Pairs of municipalities -> how many initiatives name both, where not all of them are named (those tie nobody in particular)."""
    codes = [place.code for place in own]
    shared = [[code for code in codes if code in row.places] for row in rows if row.geo_level != "nationell"]
    pairs = [(a, b) for places in shared if 1 < len(places) < len(codes) for i, a in enumerate(places) for b in places[i + 1 :]]
    return {pair: pairs.count(pair) for pair in dict.fromkeys(pairs)}


def stations() -> list[Station]:
    """Recycling stations, as points."""
    return [
        Station(*row)
        for row in ask("SELECT name, place_code, lon, lat, note_sv, receipt_id FROM point WHERE kind = 'recycling_station' ORDER BY id")
    ]


def climate_plans() -> list[Plan]:
    """What the list of climate plans says of each municipality, from sources that may stand on the first page."""
    return [
        Plan(*row)
        for row in ask("""
            SELECT d.place_code, d.title_sv, d.url, d.period, d.receipt_id FROM document AS d JOIN source AS s ON s.key = d.source_key AND s.on_overview
            WHERE d.kind = 'climate_plan' ORDER BY d.place_code""")
    ]


def places_without_goal() -> list[str]:
    """Codes of the municipalities for which no goal for greenhouse gases in their whole area was found."""
    found = places_with_goal(EMISSIONS)
    return [place.code for place in municipalities() if place.code not in found]


def newest_digital_year() -> int | None:
    """The newest year that any digital key figure has a value for."""
    row = ask(
        "SELECT max(f.year) FROM figure AS f JOIN indicator AS i ON i.id = f.indicator_id WHERE i.track = 'digital' AND f.value IS NOT NULL"
    )
    return int(row[0][0]) if row[0][0] is not None else None
