"""Borders for the map, as GeoJSON text: the federation's own municipalities, and the neighbours around them.

data/geo/municipalities.geojson has all of Sweden, generalised, so that any federation gets its map. A federation may bring finer borders of its
own in data/geo/<region.code>.geojson. Rings run clockwise: the map library takes the other direction for "everything outside".
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from ingest.region import Region
from twin.paths import DATA

METRES = 3006  # SWEREF 99 TM: areas and distances in Sweden
DEGREES = 4326
REACH = 500  # metres: wide enough for gaps between generalised borders, too narrow to jump a municipality


@dataclass(frozen=True)
class Geometry:
    """One row of table `geometry`, in its column order."""

    place_code: str
    name: str
    role: str
    geojson: str
    source_url: str
    licence: str


@dataclass(frozen=True)
class Layer:
    """One border file: its shapes by code, and where it comes from."""

    path: Path

    @cached_property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return content

    @cached_property
    def shapes(self) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame.from_features(self.content["features"], crs=DEGREES).set_index("code")

    def row(self, code: str, name: str, role: str) -> Geometry:
        outline = shapely.orient_polygons(self.shapes.geometry[code], exterior_cw=True)
        return Geometry(code, name, role, shapely.to_geojson(outline), self.content["source_url"], self.content["licence"])


def geometries(region: Region, folder: Path = DATA / "geo") -> list[Geometry]:
    """Own borders (the fine file where it has the code), then the neighbours: all that touch them or show in the map window.

    Raises ValueError on a code that Sweden does not have.
    """
    fine, sweden = _layers(region, folder)
    own = list(region.municipality_codes)
    if unknown := [code for code in own if code not in sweden.shapes.index]:
        raise ValueError(
            f"{sweden.path.name}: fältet «code» saknar {', '.join(unknown)} ur regionfilen. Rätta koden där, den har fyra siffror ur SCB:s lista."
        )
    own_rows = [_best(fine, sweden, code).row(code, region.areas[code].name, "own") for code in own]
    around = [sweden.row(code, str(sweden.shapes.name[code]), "neighbour") for code in _around(sweden.shapes, own, region.map_window)]
    return own_rows + around


def midpoints(region: Region, folder: Path = DATA / "geo") -> dict[str, tuple[float, float]]:
    """Longitude and latitude of a point inside each own municipality: where its label stands until its seat is known."""
    fine, sweden = _layers(region, folder)
    points = ((code, _best(fine, sweden, code).shapes.geometry[code].representative_point()) for code in region.municipality_codes)
    return {code: (round(point.x, 4), round(point.y, 4)) for code, point in points}


def municipality_at(region: Region, lon: float, lat: float) -> str | None:
    """The code of our municipality around a position in WGS 84 degrees; None outside them. Borders are as fine as the map's."""
    point = shapely.Point(lon, lat)
    return next((code for code, outline in _outlines(region.code, region.municipality_codes).items() if outline.covers(point)), None)


def bounds(region: Region) -> tuple[float, float, float, float]:
    """West, south, east and north of our municipalities together, in degrees."""
    west, south, east, north = shapely.total_bounds(list(_outlines(region.code, region.municipality_codes).values()))
    return float(west), float(south), float(east), float(north)


@cache
def _outlines(region_code: str, codes: tuple[str, ...], folder: Path = DATA / "geo") -> dict[str, Any]:
    fine, sweden = _layer(folder / f"{region_code}.geojson"), Layer(folder / "municipalities.geojson")
    outlines = {code: _best(fine, sweden, code).shapes.geometry[code] for code in codes}
    shapely.prepare(list(outlines.values()))
    return outlines


def _layer(path: Path) -> Layer | None:
    return Layer(path) if path.exists() else None


def _layers(region: Region, folder: Path) -> tuple[Layer | None, Layer]:
    return _layer(folder / f"{region.code}.geojson"), Layer(folder / "municipalities.geojson")


def _best(fine: Layer | None, sweden: Layer, code: str) -> Layer:
    return fine if fine is not None and code in fine.shapes.index else sweden


def _around(shapes: gpd.GeoDataFrame, own: list[str], window: dict[str, list[float]]) -> list[str]:
    """Codes of the municipalities within reach of the union of `own` (from the same file, so that shared borders are shared) or seen in the window."""
    flat = shapes.to_crs(METRES)
    near = flat.intersects(flat.loc[own].union_all().buffer(REACH))
    (west, east), (south, north) = window["lon"], window["lat"]
    seen = shapes.intersects(shapely.box(west, south, east, north))  # else the corners of the map would look like water
    return [str(code) for code in sorted(shapes.index[near | seen]) if code not in own]
