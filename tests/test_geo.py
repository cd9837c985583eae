"""The borders on the map: true in size, with the seats inside, and there for any federation."""

import json
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from ingest import geo
from ingest import region as regions
from ingest.region import Area

KM2 = {"0604": 556, "0682": 993, "0684": 732, "0685": 1607, "0686": 877, "0687": 440}  # Lantmäteriet, land and water
SEATS = {
    "0604": (14.813, 57.837), "0682": (14.697, 57.653), "0684": (14.662, 57.403),
    "0685": (15.078, 57.428), "0686": (14.970, 57.667), "0687": (14.978, 58.037),
}  # fmt: skip
TOUCHING = {"Jönköping", "Vaggeryd", "Värnamo", "Alvesta", "Växjö", "Uppvidinge", "Hultsfred", "Vimmerby", "Ydre", "Boxholm", "Ödeshög"}
HOME = regions.load()
ELSEWHERE = replace(
    HOME,
    code="elsewhere",
    municipalities=(Area("0604", "Aneby", "municipality"), Area("0617", "Gnosjö", "municipality")),
    map_window={"lon": [13.6, 14.0], "lat": [57.3, 57.4]},  # inside Gnosjö: only those that touch are neighbours
)


def outline(row: geo.Geometry) -> shapely.Geometry:
    return shapely.from_geojson(row.geojson)


@pytest.fixture(scope="module")
def home() -> dict[str, geo.Geometry]:
    return {row.place_code: row for row in geo.geometries(HOME)}


def test_own_borders_have_the_true_area(home: dict[str, geo.Geometry]) -> None:
    shapes = gpd.GeoSeries({code: outline(home[code]) for code in KM2}, crs=4326).to_crs(3006)
    for code, area in (shapes.area / 1e6).items():
        assert area == pytest.approx(KM2[code], rel=0.002), code


def test_every_seat_lies_in_its_own_municipality_and_no_other(home: dict[str, geo.Geometry]) -> None:
    for seat, place in SEATS.items():
        inside = [code for code, row in home.items() if row.role == "own" and outline(row).contains(shapely.Point(place))]
        assert inside == [seat]


def test_neighbours_are_those_that_touch() -> None:
    without_window = replace(HOME, map_window={"lon": [14.7, 14.8], "lat": [57.6, 57.7]})  # inside Nässjö
    assert {row.name for row in geo.geometries(without_window) if row.role == "neighbour"} == TOUCHING


def test_no_corner_of_the_map_is_empty_land(home: dict[str, geo.Geometry]) -> None:
    around = {row.name for row in home.values() if row.role == "neighbour"}
    assert around >= TOUCHING | {"Kinda", "Linköping", "Habo", "Högsby"}
    assert not around & {"Kalmar", "Lessebo", "Göteborg"}


def test_every_border_says_where_it_comes_from(home: dict[str, geo.Geometry]) -> None:
    assert {row.licence for row in home.values() if row.role == "own"} == {"CC0 1.0"}
    assert all(row.source_url.startswith("https://") and row.licence for row in home.values())


def test_rings_run_clockwise_and_shapes_are_valid() -> None:
    for row in geo.geometries(HOME) + geo.geometries(ELSEWHERE):
        shape = outline(row)
        assert shape.is_valid, row.name
        for part in getattr(shape, "geoms", [shape]):
            assert not part.exterior.is_ccw, row.name  # counter-clockwise would paint the whole map


def test_another_federation_gets_borders_and_neighbours() -> None:
    rows = {row.name: row for row in geo.geometries(ELSEWHERE)}
    assert [name for name, row in rows.items() if row.role == "own"] == ["Aneby", "Gnosjö"]
    around = {name for name, row in rows.items() if row.role == "neighbour"}
    assert around == {"Tranås", "Eksjö", "Nässjö", "Jönköping", "Ydre", "Värnamo", "Gislaved", "Vaggeryd"}
    assert "CC0 1.0" not in {row.licence for row in rows.values()}  # the fine file belongs to another federation


@pytest.mark.parametrize("region", [HOME, ELSEWHERE], ids=lambda region: region.code)
def test_a_label_point_lies_inside_its_municipality(region: regions.Region) -> None:
    shapes = {row.place_code: outline(row) for row in geo.geometries(region)}
    points = geo.midpoints(region)
    assert set(points) == set(region.municipality_codes)
    assert all(shapes[code].contains(shapely.Point(point)) for code, point in points.items())


def test_all_of_sweden_is_there_once() -> None:
    sweden = json.loads((geo.DATA / "geo" / "municipalities.geojson").read_text(encoding="utf-8"))
    codes = [feature["properties"]["code"] for feature in sweden["features"]]
    assert len(codes) == len(set(codes)) == 290
    assert all(len(code) == 4 and code.isdigit() for code in codes)


def test_a_wrong_code_is_named() -> None:
    wrong = replace(HOME, municipalities=(Area("0699", "Ingenstans", "municipality"),))
    with pytest.raises(ValueError, match="0699"):
        geo.geometries(wrong)
