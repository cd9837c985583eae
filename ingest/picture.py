"""A source's first figures as a page of its own: a map of the federation and a table, in one file that needs no network."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from ingest import geo
from ingest.region import Region
from ingest.source import Row, Source
from ingest.taxonomy import of
from twin.maps import MAP_CONFIG, Area, federation_map
from twin.paths import ROOT
from twin.questions.places import Shape, Window
from twin.words import amount, number

TOPOLOGY = ROOT / "static" / "topo"  # empty ones, so that the map draws without a network
STYLE = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem}table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:left}"


def newest(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Of each indicator the whole figures (not parts) of the newest period that has any value, by indicator; of two takes the later."""
    rows = list({(row.indicator, row.place, row.period, row.breakdown): row for row in rows}.values())
    found: dict[str, list[Row]] = {}
    for indicator in dict.fromkeys(row.indicator for row in rows):
        own = [row for row in rows if row.indicator == indicator]
        parts = sorted({row.breakdown for row in own}, key=lambda part: (part != "total", part))
        own = [row for row in own if row.breakdown == parts[0]]
        last = max((row.period for row in own if row.value is not None), default="")
        found[indicator] = [row for row in own if row.period == last]
    return found


def write(source: Source, region: Region, rows: Sequence[Row], file: Path) -> Path:
    """The page for the source's figures; its path."""
    found = newest(rows)
    parts = [_section(source, region, one, figures, library=n == 0) for n, (one, figures) in enumerate(found.items())]
    assets = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted(TOPOLOGY.glob("*.json"))}
    head = f'<meta charset="utf-8"><title>{escape(source.title)}</title><style>{STYLE}</style>'
    script = f"<script>window.PlotlyGeoAssets = {json.dumps({'topojson': assets})};</script>"
    about = f"<h1>{escape(source.title)}</h1><p>{escape(source.publisher)}. {escape(source.limits)}</p>"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<!doctype html><html lang="sv"><head>{head}{script}</head><body>{about}{"".join(parts)}</body></html>', encoding="utf-8"
    )
    return file


def _section(source: Source, region: Region, indicator: str, rows: Sequence[Row], *, library: bool) -> str:
    declared, words = source.indicator(indicator), of(source.key, indicator)
    found = {row.place: row for row in rows}
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
    period = rows[0].period if rows else ""
    cells = "".join(f"<tr><td>{escape(a.name)}</td><td>{escape(a.told.partition(': ')[2])}</td></tr>" for a in areas)
    return f"<h2>{escape(words.name_sv)}, {period}</h2>{drawn}<table>{cells}</table>"
