"""Where: the municipalities of the federation, their county and country, their borders. No place is named in the code."""

import json
from dataclasses import dataclass
from functools import lru_cache

from twin.warehouse import ask, current, meta


@dataclass(frozen=True)
class Place:
    """One place that may carry a figure; lon and lat are its seat, where a label may be set."""

    code: str
    name: str
    kind: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, eq=False)
class Shape:
    """One border as GeoJSON; role is 'own' or 'neighbour'."""

    code: str
    name: str
    role: str
    geojson: dict[str, object]


@dataclass(frozen=True)
class Window:
    """The part of the world that the map shows."""

    lon: tuple[float, float]
    lat: tuple[float, float]


def _places(kind: str) -> list[Place]:
    return [Place(*row) for row in ask("SELECT code, name, kind, lon, lat FROM place WHERE kind = ? ORDER BY name COLLATE sv", [kind])]


def municipalities() -> list[Place]:
    """The municipalities, by Swedish alphabet."""
    return _places("municipality")


def federation() -> Place:
    """The group as a place of its own."""
    return _places("federation")[0]


def county() -> Place:
    """The county that comparisons are made with."""
    return _places("county")[0]


def country() -> Place:
    """The country that comparisons are made with."""
    return _places("country")[0]


def names() -> dict[str, str]:
    """Place code -> name, for every place."""
    return {str(code): str(name) for code, name in ask("SELECT code, name FROM place")}


def shapes() -> tuple[Shape, ...]:
    """Every border, neighbours first so that our own are drawn on top. Read once for each snapshot: they are large."""
    return _shapes(str(current()))


@lru_cache(maxsize=2)
def _shapes(file: str) -> tuple[Shape, ...]:
    rows = ask("SELECT place_code, name, role, geojson FROM geometry ORDER BY role, place_code")
    return tuple(Shape(code, name, role, json.loads(geojson)) for code, name, role, geojson in rows)


def borders() -> dict[str, object]:
    """Every border as one GeoJSON collection whose ids are place codes."""
    features = [{"type": "Feature", "id": shape.code, "properties": {"name": shape.name}, "geometry": shape.geojson} for shape in shapes()]
    return {"type": "FeatureCollection", "features": features}


def window() -> Window:
    """The map window that region.toml asks for."""
    span = json.loads(meta()["map_window"])
    return Window(tuple(span["lon"]), tuple(span["lat"]))
