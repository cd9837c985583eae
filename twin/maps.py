"""The federation as a map: rows in, Plotly figure out. SVG with a local empty topology, so it draws offline and without WebGL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from twin import palette
from twin.chart_looks import CONFIG, FONT, framed
from twin.questions.places import Shape, Window

# The slash at the end matters; relative to the page, so it holds on deep links of one level and behind a path prefix.
MAP_CONFIG = {**CONFIG, "topojsonURL": "./app/static/topo/"}
BORDERS = "./api/borders.geojson?"  # the browser fetches and keeps it: a figure of a few kB instead of half a MB in each page run


@dataclass(frozen=True)
class Area:
    """One municipality on the map: its value decides the colour, its label is written on it, `told` is read at the pointer."""

    code: str
    name: str
    value: float | None
    label: str
    told: str


@dataclass(frozen=True)
class Mark:
    """A sign of a track beside a municipality's name, with its number; `side` is -1 for left and 1 for right of the middle."""

    code: str
    track: str
    count: int
    side: int
    told: str


@dataclass(frozen=True)
class Link:
    """What two municipalities have together, and how many. kind: 'shared' (the same initiative), 'suggested' (by the engine), 'confirmed' (by a person)."""

    a: str
    b: str
    weight: int
    kind: str = "shared"

    @property
    def look(self) -> dict[str, object]:
        """Suggestions are thin, dashed and pale however many they are."""
        width, colour, dash = {
            "shared": (0.5 + 0.45 * self.weight, palette.FAINT, "solid"),
            "suggested": (min(0.5 + 0.2 * self.weight, 3.0), palette.FAINT, "4px,4px"),
            "confirmed": (min(2.0 + 0.3 * self.weight, 5.0), palette.INK, "solid"),
        }[self.kind]
        return {"width": width, "color": colour, "dash": dash}


@dataclass(frozen=True)
class Dot:
    """One thing with a position."""

    lon: float
    lat: float
    told: str


def middle(geojson: Mapping[str, Any]) -> tuple[float, float]:
    """Longitude and latitude of the area's centre of gravity, of its largest part: where a name is written."""
    shape: Any = geojson["coordinates"]
    rings = [part[0] for part in (shape if geojson["type"] == "MultiPolygon" else [shape])]
    return max((_centre(ring) for ring in rings), key=lambda found: found[2])[:2]


def _centre(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    area = x = y = 0.0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, ring[1:], strict=False):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (3 * area), y / (3 * area), abs(area)


@lru_cache(maxsize=64)
def federation_map(
    shapes: tuple[Shape, ...], borders: str, window: Window, areas: tuple[Area, ...], *, scale: str = "plain", marks: tuple[Mark, ...] = (),
    dots: tuple[Dot, ...] = (), links: tuple[Link, ...] = (), chosen: str = "", height: int = 560,
) -> go.Figure:  # fmt: skip
    """`borders` is the address of the shapes as GeoJSON. The municipalities with their names and values. scale: 'plain' (no colour), 'quantity' (more is darker), 'rise_fall' (blue falls, orange
    rises). `links` are lines between municipalities, thicker for more; `chosen` gets a heavy border."""
    at = {shape.code: middle(shape.geojson) for shape in shapes if shape.role == "own"}
    fig = go.Figure()
    _shade(fig, borders, [shape.code for shape in shapes if shape.role == "neighbour"])
    _fill(fig, borders, areas, scale, chosen)
    for link in links:
        a, b = link.a, link.b
        fig.add_scattergeo(lon=[at[a][0], at[b][0]], lat=[at[a][1], at[b][1]], mode="lines", line=link.look, hoverinfo="skip")
    if dots:
        told = [dot.told for dot in dots]
        look = {"size": 6, "symbol": "square", "color": palette.POINT, "line": {"width": 1, "color": palette.PAPER}}
        fig.add_scattergeo(
            lon=[dot.lon for dot in dots],
            lat=[dot.lat for dot in dots],
            mode="markers",
            marker=look,
            text=told,
            hovertemplate="%{text}<extra></extra>",
        )
    span = window.lon[1] - window.lon[0]
    _mark(fig, marks, at, span)
    _name(fig, areas, at, raised=span * 0.014 if marks else None)
    fig.update_geos(visible=False, projection_type="mercator", lonaxis_range=window.lon, lataxis_range=window.lat, bgcolor="rgba(0,0,0,0)")
    return framed(fig, height, left=0, right=0, top=0, bottom=0)


def _shade(fig: go.Figure, borders: str, codes: Sequence[str]) -> None:
    if codes:
        fig.add_choropleth(
            geojson=borders, featureidkey="id", locations=codes, z=[0] * len(codes), showscale=False, hoverinfo="skip",
            colorscale=[[0, palette.NEIGHBOUR], [1, palette.NEIGHBOUR]], marker={"line": {"color": palette.PAPER, "width": 1}},
        )  # fmt: skip


def _fill(fig: go.Figure, borders: str, areas: Sequence[Area], scale: str, chosen: str) -> None:
    low, high = palette.QUANTITY
    colours = [[0.0, low], [1.0, high]]
    values = [abs(area.value) for area in areas if area.value is not None]
    top = max(values, default=1.0) or 1.0
    span = (0.0, top)
    if scale == "rise_fall":
        colours = [[index / 2, colour] for index, colour in enumerate(palette.RISE_FALL)]
        span = (-top, top)
    # A value that is not known is drawn as the ground, not as zero; its label says so.
    shown = [area.value if area.value is not None and scale != "plain" else None for area in areas]
    for known in (False, True):
        picked = [(area, value) for area, value in zip(areas, shown, strict=True) if (value is not None) == known]
        fig.add_choropleth(
            geojson=borders, featureidkey="id", locations=[area.code for area, _ in picked], z=[value if known else 0 for _, value in picked],
            zmin=span[0] if known else 0, zmax=span[1] if known else 1, colorscale=colours if known else [[0, palette.GROUND], [1, palette.GROUND]],
            showscale=False, text=[area.told for area, _ in picked], hovertemplate="%{text}<extra></extra>",
            marker={"line": {"color": [palette.INK if area.code == chosen else palette.MUTED for area, _ in picked],
                             "width": [2.5 if area.code == chosen else 1 for area, _ in picked]}},
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip


def _name(fig: go.Figure, areas: Sequence[Area], at: Mapping[str, tuple[float, float]], *, raised: float | None) -> None:
    shown = [area for area in areas if area.code in at]
    fig.add_scattergeo(
        lon=[at[area.code][0] for area in shown], lat=[at[area.code][1] + (raised or 0) for area in shown], mode="text", hoverinfo="skip",
        text=[f"<b>{area.name}</b><br>{area.label}" if area.label else f"<b>{area.name}</b>" for area in shown],
        textposition="middle center" if raised is None else "top center", textfont={**FONT, "size": 14, "shadow": f"0 0 3px {palette.PAPER}, 0 0 3px {palette.PAPER}"},
    )  # fmt: skip


def _mark(fig: go.Figure, marks: Sequence[Mark], at: Mapping[str, tuple[float, float]], span: float) -> None:
    top = max((mark.count for mark in marks), default=1) or 1
    for mark in (mark for mark in marks if mark.count and mark.code in at):
        lon, lat = at[mark.code]
        fig.add_scattergeo(
            lon=[lon + mark.side * span * 0.042], lat=[lat - span * 0.012], mode="markers+text", text=[str(mark.count)], textposition="middle center",
            textfont={**FONT, "size": 13, "weight": 700, "color": palette.PAPER}, hovertext=[mark.told], hovertemplate="%{hovertext}<extra></extra>",
            marker={"symbol": palette.MARKER[mark.track], "size": 16 + 12 * (mark.count / top) ** 0.5 + (7 if mark.track == "digital" else 0),
                    "color": palette.TRACK[mark.track], "line": {"width": 1.5, "color": palette.PAPER}},
        )  # fmt: skip
