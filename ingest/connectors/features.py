"""Layers of a map as GeoJSON: each feature's properties are the fields, with geometry.lon, geometry.lat and feature.id beside them.

A feature that is no point stands where a point inside it is. Degrees of WGS 84, longitude first.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import shapely

from ingest.connectors.json_records import JsonRecords
from ingest.connectors.reading import broken, need, shown
from ingest.source import Answer, Ask


@dataclass(frozen=True, kw_only=True)
class Features(JsonRecords):
    """What OGC API Features and WFS share. With `count` and place=POINT a layer gives a figure: how many in each municipality."""

    path: str = "features"
    size: int = 1000
    matched: str = "numberMatched?"  # some servers say 'unknown', or nothing

    def pages(self, ask: Ask, address: str) -> Iterator[tuple[Answer, Iterable[object]]]:
        """Every page. Raises ContractError for a feature that comes twice: pages that overlap would count it twice."""
        seen: set[str] = set()
        for answer, found in super().pages(ask, address):
            for feature in found:
                own = feature.get("id") if isinstance(feature, Mapping) else None
                name = str(own) if own is not None else json.dumps(feature, sort_keys=True)
                if name in seen:
                    raise broken(ask, f"«{name[:80]}» kommer två gånger i {address}.", "Sidorna överlappar; ange en sorteringsordning.")
                seen.add(name)
            yield answer, found

    def unwrapped(self, ask: Ask, where: str, raw: object) -> object:
        """The properties, with the position and the feature's own id. Raises ContractError for a geometry that is none."""
        properties = need(ask, raw, "properties", where)
        if not isinstance(properties, Mapping):
            raise broken(ask, f"{where}: «properties» ska vara ett objekt, men är {shown(properties)}.")
        lon, lat = _position(ask, where, need(ask, raw, "geometry", where))
        own = raw.get("id") if isinstance(raw, Mapping) else None
        return {**properties, "geometry": {"lon": lon, "lat": lat}, "feature": {"id": own}}


def _position(ask: Ask, where: str, geometry: object) -> tuple[object, object]:
    """Longitude and latitude as the wire has them for a point, of a point inside any other shape; None where there is no geometry."""
    if geometry is None:
        return None, None
    coordinates = need(ask, geometry, "coordinates", f"{where}: geometry")
    if need(ask, geometry, "type", f"{where}: geometry") == "Point" and isinstance(coordinates, list):
        lon, lat = (coordinates + [None, None])[:2]
        return lon, lat
    try:
        outline = shapely.from_geojson(json.dumps(geometry))
        (west, south, east, north) = outline.bounds
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # also of a shape without points
            return west, south
        inside = outline.representative_point()
    except (shapely.errors.ShapelyError, ValueError) as cause:
        raise broken(ask, f"{where}: geometrin {shown(geometry)} går inte att läsa ({cause}).") from cause
    return inside.x, inside.y
