"""The brief's map and diagram on paper: SVG for pages and PDF, PNG for slides, drawn by matplotlib without a browser. Every one has an alternative text."""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from twin import maps, palette
from twin.questions.places import Shape, shapes
from twin.reports.model import Area, Brief, Point
from twin.words import dont_know, number, signed_percent

_SQUEEZE = 0.535  # the cosine of 57.65°: a degree of longitude is that much shorter than one of latitude
_PLAIN: dict[Any, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "brief",
    "font.family": "DejaVu Sans",
}  # the same bytes each time, no font asked for


def fonts() -> str:
    """The folder of the DejaVu fonts that come with matplotlib: the same on every machine."""
    return f"{mpl.get_data_path()}/fonts/ttf"


def map_picture(brief: Brief, kind: str = "svg") -> bytes:
    """The municipalities by the change of their emissions, the brief's own with a heavy border, as 'svg' or 'png'."""
    return areas_picture(brief.areas, brief.language, kind)


def areas_picture(areas: tuple[Area, ...], language: str, kind: str = "svg") -> bytes:
    """The municipalities by a change in per cent, as 'svg' or 'png'."""
    return _map(shapes(), areas, language, kind)


@lru_cache(maxsize=32)
def _map(borders: tuple[Shape, ...], areas: tuple[Area, ...], language: str, kind: str) -> bytes:
    figure = Figure(figsize=(3.6, 4.4), layout="constrained")
    axes = figure.add_subplot()
    by_code = {area.code: area for area in areas}
    top = max((abs(area.value) for area in areas if area.value is not None), default=1.0) or 1.0
    colour, scale = LinearSegmentedColormap.from_list("rise_fall", palette.RISE_FALL), Normalize(-top, top)
    for shape in borders:
        if shape.role == "neighbour":
            _fill(axes, shape.geojson, palette.NEIGHBOUR, palette.PAPER, 0.6, 1, step=0.012)
    for shape in (shape for shape in borders if shape.code in by_code):
        area = by_code[shape.code]
        face = palette.GROUND if area.value is None else colour(scale(area.value))
        _fill(
            axes, shape.geojson, face, palette.INK if area.chosen else palette.MUTED, 2.4 if area.chosen else 0.8, 3 if area.chosen else 2
        )
        x, y = maps.middle(shape.geojson)
        told = dont_know() if area.value is None else signed_percent(area.value)
        axes.text(x, y, f"{area.name}\n{told}", ha="center", va="center", fontsize=9.5, color=palette.INK, zorder=4)
    lon, lat = _frame(shape for shape in borders if shape.code in by_code)
    axes.set(xlim=lon, ylim=lat, aspect=1 / _SQUEEZE)
    axes.axis("off")
    return _bytes(figure, kind)


def _frame(own: Iterable[Shape], margin: float = 0.04) -> tuple[tuple[float, float], tuple[float, float]]:
    """Longitudes and latitudes that hold the shapes, with a margin in degrees."""
    points = [point for shape in own for ring in _rings(shape.geojson) for point in ring]
    lon, lat = ([point[n] for point in points] for n in (0, 1))
    return (min(lon) - margin, max(lon) + margin), (min(lat) - margin, max(lat) + margin)


def _rings(geojson: Mapping[str, Any]) -> list[list[list[float]]]:
    """The outer ring of each part."""
    return [part[0] for part in (geojson["coordinates"] if geojson["type"] == "MultiPolygon" else [geojson["coordinates"]])]


def _thinned(ring: Sequence[Sequence[float]], step: float) -> list[tuple[float, float]]:
    """The ring without points nearer than `step` degrees to the one before (0.003: some 200 m, the width of a line on paper), a fifth of the bytes."""
    kept = [(ring[0][0], ring[0][1])]
    for x, y, *_ in ring[1:]:
        if max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= step:
            kept.append((x, y))
    return kept


def _fill(axes: Axes, geojson: Mapping[str, Any], face: object, edge: str, width: float, order: int, step: float = 0.003) -> None:
    for ring in _rings(geojson):
        axes.add_patch(Polygon(_thinned(ring, step), facecolor=face, edgecolor=edge, linewidth=width, zorder=order))


def chart_picture(brief: Brief, kind: str = "svg") -> bytes:
    """The place's emissions and the county's, in per cent of their first year, each line named at its end."""
    return _chart(brief.points, brief.language, kind)


@lru_cache(maxsize=32)
def _chart(points: tuple[Point, ...], language: str, kind: str) -> bytes:
    figure = Figure(figsize=(4.4, 1.9), layout="constrained")
    axes = figure.add_subplot()
    names = list(dict.fromkeys(point.line for point in points))
    looks = dict(zip(names, ((palette.CLIMATE, 2.2, "-"), (palette.COUNTY, 1.4, "--")), strict=False))
    ends = _apart([[point for point in points if point.line == name][-1] for name in names])
    for name in names:
        line = [point for point in points if point.line == name]
        colour, width, dash = looks[name]
        axes.plot(
            [one.year for one in line], [one.value for one in line], color=colour, linewidth=width, linestyle=dash, marker="o", markersize=3
        )
        axes.annotate(
            f"{name} {number(line[-1].value)}",
            (line[-1].year, ends[name]),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=colour,
        )
    axes.set_ylim(0, max((point.value for point in points), default=100) * 1.08)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8.5, colors=palette.MUTED)
    axes.grid(axis="y", color=palette.GRID)
    return _bytes(figure, kind)


def _apart(ends: Sequence[Point], least: float = 9.0) -> dict[str, float]:
    """Heights for the names at the lines' ends, so that none stands on another."""
    found: dict[str, float] = {}
    for point in sorted(ends, key=lambda one: one.value):
        found[point.line] = max([point.value, *(value + least for value in found.values())])
    return found


def _bytes(figure: Figure, kind: str) -> bytes:
    out = io.BytesIO()
    with mpl.rc_context(_PLAIN):
        FigureCanvasAgg(figure)
        figure.savefig(out, format=kind, dpi=150, transparent=kind == "svg", metadata={"Date": None} if kind == "svg" else None)
    return out.getvalue()
