"""A source's first figures as a page of its own: a map of the federation and a table, in one file that needs no network."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ingest import geo
from ingest.errors import WrongUse
from ingest.region import Region
from ingest.source import Row, Source
from ingest.taxonomy import of
from twin.maps import MAP_CONFIG, Area, federation_map
from twin.paths import ROOT
from twin.questions.places import Shape, Window
from twin.words import amount, number

TOPOLOGY = ROOT / "static" / "topo"  # empty ones, so that the map draws without a network
STYLE = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem}table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:left}"


WHOLE = "total"
MANY = 12  # periods or parts that are named one by one


@dataclass(frozen=True)
class Chosen:
    """The rows of one key figure, one a place, that are shown; and which other periods and parts it has."""

    rows: tuple[Row, ...]
    period: str
    part: str
    periods: tuple[str, ...]  # those of the part, oldest first
    parts: tuple[str, ...]  # the whole first

    def told(self) -> str:
        """What is shown of what there is, in Swedish."""
        shown = f"perioden {self.period or '– (inget värde)'}, {'hela' if self.part == WHOLE else f'delen «{self.part}»'}"
        periods = [period for period in self.periods if period != self.period]
        parts = [part for part in self.parts if part != self.part]
        others = f"{periods[0]} … {periods[-1]} ({len(periods)} st)" if len(periods) > MANY else ", ".join(periods)
        said = f"Visar {shown}. " + (f"Andra perioder (--period): {others}. " if periods else "Andra perioder finns inte. ")
        rest = f" … ({len(parts)} st)" if len(parts) > MANY else ""
        return said + (f"Andra delar (--part): {', '.join(parts[:MANY])}{rest}." if parts else "Andra delar finns inte.")


def choose(key: str, rows: Sequence[Row], period: str = "", part: str = "") -> dict[str, Chosen]:
    """By indicator the rows of the period and part; unnamed, the newest period that has any value, and the whole. Of two takes the later. A key
    figure without that period or part is left out. Raises WrongUse with those that there are, where none has it."""
    rows = list({(row.indicator, row.place, row.period, row.breakdown): row for row in rows}.values())
    if part and part not in (known := _ordered({row.breakdown for row in rows})):
        raise WrongUse(key, f"Delen «{part}» finns inte.", f"Välj --part bland: {', '.join(known)}.")
    found: dict[str, Chosen] = {}
    for indicator in dict.fromkeys(row.indicator for row in rows):
        own = [row for row in rows if row.indicator == indicator]
        parts = _ordered({row.breakdown for row in own})
        mine = part or parts[0]
        own = [row for row in own if row.breakdown == mine]
        periods = sorted({row.period for row in own})
        when = period or max((row.period for row in own if row.value is not None), default="")
        if when in periods or (own and not period):
            shown = tuple(row for row in own if row.period == when)
            found[indicator] = Chosen(shown, when, mine, tuple(periods), parts)
    if not found:
        there = sorted({row.period for row in rows if not part or row.breakdown == part})
        raise WrongUse(key, f"Perioden «{period}» finns inte.", f"Välj --period bland: {', '.join(there)}.")
    return found


def _ordered(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(parts, key=lambda part: (part != WHOLE, part)))


def write(source: Source, region: Region, found: Mapping[str, Chosen], file: Path) -> Path:
    """The page for what is chosen of the source's figures; its path."""
    parts = [_section(source, region, one, chosen, library=n == 0) for n, (one, chosen) in enumerate(found.items())]
    assets = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted(TOPOLOGY.glob("*.json"))}
    head = f'<meta charset="utf-8"><title>{escape(source.title)}</title><style>{STYLE}</style>'
    script = f"<script>window.PlotlyGeoAssets = {json.dumps({'topojson': assets})};</script>"
    about = f"<h1>{escape(source.title)}</h1><p>{escape(source.publisher)}. {escape(source.limits)}</p>"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<!doctype html><html lang="sv"><head>{head}{script}</head><body>{about}{"".join(parts)}</body></html>', encoding="utf-8"
    )
    return file


def _section(source: Source, region: Region, indicator: str, chosen: Chosen, *, library: bool) -> str:
    declared, words = source.indicator(indicator), of(source.key, indicator)
    found = {row.place: row for row in chosen.rows}
    areas = []
    for place in region.municipalities:
        row = found.get(place.code)
        label = number(row.value, words.decimals) if row and row.value is not None else "–"
        told = f"{place.name}: {amount(row.value if row else None, declared.unit, words.decimals)}"
        areas.append(Area(place.code, place.name, row.value if row else None, label, told))
    borders = geo.geometries(region)
    shapes = tuple(Shape(b.place_code, b.name, b.role, json.loads(b.geojson)) for b in borders)
    (west, east), (south, north) = region.map_window["lon"], region.map_window["lat"]
    figure = federation_map(shapes, "", Window((west, east), (south, north)), tuple(areas), scale="quantity", height=480)
    whole = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "id": s.code, "geometry": s.geojson, "properties": {}} for s in shapes],
    }
    figure.update_traces(geojson=whole, selector={"type": "choropleth"})
    drawn = figure.to_html(full_html=False, include_plotlyjs=library, config={**MAP_CONFIG, "topojsonURL": ""})
    title = ", ".join([words.name_sv, *([] if chosen.part == WHOLE else [chosen.part]), chosen.period])
    cells = "".join(f"<tr><td>{escape(a.name)}</td><td>{escape(a.told.partition(': ')[2])}</td></tr>" for a in areas)
    return f"<h2>{escape(title)}</h2><p>{escape(chosen.told())}</p>{drawn}<table>{cells}</table>"
