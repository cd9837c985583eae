"""Layers of a map and open tables: JSON-stat, RowStore, OGC API Features and WFS on small answers; what is asked, what is read, what stops."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.entries import Entries
from ingest.connectors.features import Features
from ingest.connectors.jsonstat import JsonStat
from ingest.connectors.ogc import OgcFeatures
from ingest.connectors.rowstore import RowStore
from ingest.connectors.table import POINT, VALUE
from ingest.connectors.things import Points
from ingest.connectors.wfs import Wfs
from ingest.errors import ContractError, IngestError
from ingest.source import Answer, Entry, Point, Request, Row
from tests.asks import OURS, URL, Asks, csv_of, dumps, never_changes_in_silence, read, source
from twin.paths import DATA

CODES = OURS.municipality_codes
SEATS = {"0604": (14.813, 57.837), "0682": (14.697, 57.653), "0685": (15.078, 57.428)}  # inside Aneby, Nässjö and Vetlanda
STOCKHOLM = (18.07, 59.33)

# --- JSON-stat

STAT = JsonStat(url=URL, place="area.text", period="year", values={VALUE: "n"}, only={"sex": ("T",)}, breakdown=("age",), whole=("Alla",))


def stat(cells: object, **changed: object) -> bytes:
    places = dict(zip(("a", "b"), ("Aneby", "Malmö"), strict=True))
    body = {
        "version": "2.0", "class": "dataset", "updated": "2026-06-08T06:00:00Z",
        "id": ["area", "sex", "age", "year"], "size": [2, 1, 2, 2],
        "dimension": {
            "area": {"category": {"index": {"b": 1, "a": 0}, "label": places}}, "sex": {"category": {"label": {"T": "båda"}}},
            "age": {"category": {"index": ["0-9", "Alla"]}}, "year": {"category": {"index": ["2023", "2024"]}},
        },
        "value": cells,
    }  # fmt: skip
    return dumps(body | changed)


FULL = [
    Row("n", "0604", "2023", 1.0, "0-9"),
    Row("n", "0604", "2024", None, "0-9", ".."),
    Row("n", "0604", "2023", 3.0),
    Row("n", "0604", "2024", 4.0),
]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ([1, None, 3, 4, 5, 6, 7, 8], [None, "..", *[None] * 6]),
        ({"0": 1, "2": 3, "3": 4, "7": 8}, {"1": ".."}),
        ([1, None, 3, 4, 5, 6, 7, 8], ".."),
    ],
    ids=["lists", "sparse", "one status"],
)
def test_json_stat_says_the_same_in_each_of_its_ways(value: object, status: object) -> None:
    assert read(source(STAT, "n"), STAT, stat(value, status=status)) == FULL


def test_json_stat_tells_when_it_was_updated_and_changes_are_named() -> None:
    answer = Answer(Request(URL), stat([]), "", "2026-11-25T08:00:00")
    assert STAT.release([answer]) == "2026-06-08"
    assert never_changes_in_silence(source(STAT, "n"), STAT, stat([1, 2, 3, 4, 5, 6, 7, 8])) >= 10


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"value": [1, 2]}, "har 2 värden, men kodlistorna ger 8"),
        ({"value": {"8": 1}}, "värden har något på plats «8», men kodlistorna ger 8 platser"),
        ({"value": {"x": 1}}, "på plats «x»"),
        ({"value": "1"}, "ska vara en lista eller ett objekt"),
        ({"size": [2, 1, 2, 3]}, "stämmer inte med dess kodlistor"),
        ({"size": [2, 1, 2, 2], "id": ["area", "sex", "age", "year", "crop"]}, "«crop» saknas"),
    ],
)
def test_a_cube_whose_parts_do_not_fit_stops(changed: dict[str, object], says: str) -> None:
    with pytest.raises(ContractError, match=says):
        read(source(STAT, "n"), STAT, stat([0] * 8, **changed))


def test_a_dimension_left_unsaid_is_not_summed_and_a_cube_without_end_is_not_walked() -> None:
    unsaid = JsonStat(url=URL, place="area.text", period="year", values={VALUE: "n"}, only={"sex": ("T",)})
    with pytest.raises(ContractError, match="Variabeln «age» har 2 värden: 0-9, Alla"):
        read(source(unsaid, "n"), unsaid, stat([0] * 8))
    many = {"category": {"index": [str(n) for n in range(3000)]}}
    dimension = {"area": {"category": {"label": {"a": "Aneby"}}}, "sex": {"category": {"label": {"T": "båda"}}}, "age": many, "year": many}
    with pytest.raises(ContractError, match="9000000 celler"):
        read(source(STAT, "n"), STAT, stat({"0": 1}, dimension=dimension, size=[1, 1, 3000, 3000]))
    elsewhere = stat([0] * 8).replace(b"Aneby", b"Lund")
    with pytest.raises(IngestError, match="Ingen av våra kommuner finns i dimensionen «area»"):
        read(source(STAT, "n"), STAT, elsewhere)


# --- RowStore

ROWS = RowStore(url=URL + "?kommun=EKSJÖ", size=2, place="kommun", period="år", values={"antal": "n"})


def test_rowstore_is_paged_by_its_own_parameters() -> None:
    pages = {f"{ROWS.url}&_offset={n}&_limit=2": dumps({"offset": n, "results": [{"kommun": "EKSJÖ", "år": str(2020 + n + i), "antal": "7"} for i in range(k)]})
             for n, k in ((0, 2), (2, 1), (3, 0))}  # fmt: skip
    assert [r.period for r in read(source(ROWS, "n"), ROWS, pages) if isinstance(r, Row)] == ["2020", "2021", "2022"]


def test_a_server_that_ignores_the_page_is_found_out() -> None:
    with pytest.raises(ContractError, match="är densamma som den förra"):
        read(source(ROWS, "n"), ROWS, dumps({"results": [{"kommun": "EKSJÖ", "år": "2020", "antal": "7"}]}))


# --- features


def feature(n: object, position: object, kind: str = "Point", **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": n,
        "geometry": {"type": kind, "coordinates": position},
        "properties": {"namn": f"Plats {n}", **properties},
    }


def square(lon: float, lat: float) -> list[list[list[float]]]:
    return [
        [[lon - 0.01, lat - 0.01], [lon + 0.01, lat - 0.01], [lon + 0.01, lat + 0.01], [lon - 0.01, lat + 0.01], [lon - 0.01, lat - 0.01]]
    ]


LAYER = Wfs(url=URL, layer="stat:Tatorter_2023", sort="id", size=2, place=POINT, count="n", at="2023")
PLACES = [
    feature(1, SEATS["0604"]),
    feature(2, STOCKHOLM),
    feature(3, square(*SEATS["0604"]), "Polygon"),
    feature(4, [square(*SEATS["0682"])], "MultiPolygon"),
]


def wfs_pages(features: list[dict[str, object]], size: int = 2, **more: object) -> Callable[[Asks], None]:
    def answer(ask: Asks) -> None:
        given = ask.get

        def get(request: Request) -> Answer:
            start = int(parse_qs(urlsplit(request.url).query)["startIndex"][0])
            ask.bodies = dumps({"type": "FeatureCollection", "features": features[start : start + size], **more})
            return given(request)

        ask.get = get  # type: ignore[method-assign]

    return answer


def count_of(layer: Features, pages: Callable[[Asks], None]) -> tuple[dict[str, float | None], Asks]:
    ask = Asks(source(layer, "n"), b"")
    pages(ask)
    return {r.place: r.value for _, r in layer.read(ask) if isinstance(r, Row)}, ask


@pytest.mark.parametrize("more", [{"numberMatched": 4}, {"numberMatched": "unknown"}, {}])
def test_a_layer_is_counted_by_position_and_a_place_without_any_has_nought(more: dict[str, object]) -> None:
    found, ask = count_of(LAYER, wfs_pages(PLACES, **more))
    assert found == dict.fromkeys(CODES, 0.0) | {"0604": 2.0, "0682": 1.0}
    asked = parse_qs(urlsplit(ask.asked[0].url).query)
    assert {k: v[0] for k, v in asked.items()} == {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": "stat:Tatorter_2023", "outputFormat": "application/json",
        "srsName": "EPSG:4326", "sortBy": "id", "startIndex": "0", "count": "2",
    }  # fmt: skip
    assert len(ask.asked) == (2 if more.get("numberMatched") == 4 else 3)


@pytest.mark.parametrize(
    ("features", "more", "says"),
    [
        (PLACES[:3], {"numberMatched": 9}, "Listan har 3 poster, men utgivaren säger att det finns 9"),
        ([*PLACES[:3], PLACES[0]], {}, "«1» kommer två gånger"),
        ([feature(1, [57.837, 14.813])], {}, "longitud först"),
        ([feature(1, [496000, 6411000])], {}, "longitud först"),
        ([feature(1, [])], {}, "«None, None»"),
        ([{**PLACES[0], "geometry": None}], {}, "«None, None»"),
        ([feature(1, [[14.8, 57.8], [14.9]], "LineString")], {}, "går inte att läsa"),
        ([feature(1, [], "Polygon")], {}, "longitud först"),
        ([feature(1, STOCKHOLM)], {}, "Ingen av våra kommuner finns i svarets rader"),
        ([{"type": "Feature", "id": 1, "geometry": None}], {}, "«properties» saknas"),
    ],
    ids=["cut", "twice", "swapped", "metres", "no point", "no geometry", "half a line", "empty shape", "elsewhere", "no properties"],
)
def test_a_layer_that_is_not_as_declared_stops(features: list[dict[str, object]], more: dict[str, object], says: str) -> None:
    with pytest.raises(ContractError, match=says):
        count_of(LAYER, wfs_pages(features, **more))


def test_a_layer_may_say_the_municipality_and_give_its_values() -> None:
    layer = Wfs(url=URL, layer="a", sort="id", place="kommunkod", values={"folk": "n"}, at="2023", query={"CQL_FILTER": "folk>0"})
    assert read(source(layer, "n"), layer, dumps({"numberMatched": 1, "features": [feature(1, STOCKHOLM, kommunkod="0604", folk=9)]})) == [
        Row("n", "0604", "2023", 9.0)
    ]
    assert "CQL_FILTER=folk%3E0" in layer.addresses(Asks(source(layer), b""))[0]


OGC = OgcFeatures(
    url=URL + "/", collection="mitt lager", place=POINT,
    points=Points("station", id="{feature.id}", name="{namn}", lon="geometry.lon", lat="geometry.lat"),
)  # fmt: skip


def ogc_page(features: list[dict[str, object]], following: str | None) -> bytes:
    links = [{"rel": "self", "href": URL}, *([{"rel": "next", "href": following}] if following else [])]
    return dumps({"type": "FeatureCollection", "features": features, "links": links})


def test_ogc_pages_are_followed_by_their_links_within_the_box_of_our_borders() -> None:
    second = f"{URL}/collections/mitt%20lager/items?f=json&cursor=2"
    (first,) = OGC.addresses(Asks(source(OGC), b""))
    west, south, east, north = map(float, parse_qs(urlsplit(first).query)["bbox"][0].split(","))
    shapes = json.loads((DATA / "geo" / f"{OURS.code}.geojson").read_text(encoding="utf-8"))["features"]
    corners = [point for shape in shapes for point in re.findall(r"\[(\d+\.\d+), (\d+\.\d+)\]", json.dumps(shape["geometry"]))]
    for low, high, found in ((west, east, [float(x) for x, _ in corners]), (south, north, [float(y) for _, y in corners])):
        assert 0 <= min(found) - low < 0.02
        assert 0 <= high - max(found) < 0.02
    bodies = {
        first: ogc_page([feature(1, SEATS["0604"])], "items?f=json&cursor=2"),
        second: ogc_page([feature(2, SEATS["0685"]), feature(3, STOCKHOLM)], None),
    }
    found = [(r.id, r.name, r.lon) for r in read(source(OGC), OGC, bodies) if isinstance(r, Point)]
    assert found == [("0604-1", "Plats 1", 14.813), ("0685-2", "Plats 2", 15.078)]


def test_ogc_pages_that_lead_back_stop_and_a_lost_list_of_links_is_told() -> None:
    with pytest.raises(ContractError, match="tar aldrig slut|kommer två gånger"):
        read(source(OGC), OGC, ogc_page([feature(1, SEATS["0604"])], "?f=json"))
    with pytest.raises(ContractError, match="«links» saknas"):
        read(source(OGC), OGC, dumps({"features": [feature(1, SEATS["0604"])]}))


def test_entries_of_a_layer_need_no_municipality() -> None:
    layer = Wfs(
        url=URL,
        layer="a",
        sort="id",
        entries=Entries(kind="project", id="{feature.id}", title="{namn}", position=("geometry.lon", "geometry.lat")),
    )
    (entry,) = read(source(layer), layer, dumps({"numberMatched": 1, "features": [feature("x.1", STOCKHOLM)]}))
    assert isinstance(entry, Entry)
    assert (entry.id, entry.lon, entry.lat) == ("x.1", *STOCKHOLM)


def test_any_table_with_positions_may_be_counted_by_them() -> None:
    table = CsvTable(url=URL, place=POINT, position=("lon", "lat"), count="n", period="år", breakdown=("typ",))
    head, sun = ("lon", "lat", "år", "typ"), (*SEATS["0604"], 2024, "sol")
    found = read(source(table, "n"), table, csv_of(head, sun, sun, (*SEATS["0685"], 2024, "vind"), (*STOCKHOLM, 2024, "vind")))
    assert {(r.place, r.breakdown): r.value for r in found if isinstance(r, Row) and r.value} == {
        ("0604", "sol"): 2.0,
        ("0685", "vind"): 1.0,
    }
    assert len(found) == 2 * len(CODES)
    with pytest.raises(ValueError, match="count går inte ihop med each"):
        CsvTable(url=URL + "/{each}", each=("a",), place=POINT, count="n")


def test_the_total_of_what_is_counted_is_the_number_of_all_its_parts() -> None:
    table = CsvTable(url=URL, place=POINT, position=("lon", "lat"), count="n", at="2024", breakdown=("typ",), total=True)
    rows = [(*SEATS["0604"], "sol"), (*SEATS["0604"], "sol"), (*SEATS["0604"], "vind"), (*SEATS["0685"], "vind")]
    found = read(source(table, "n"), table, csv_of(("lon", "lat", "typ"), *rows))
    totals = {r.place: r.value for r in found if isinstance(r, Row) and r.breakdown == "total"}
    assert totals == dict.fromkeys(CODES, 0.0) | {"0604": 3.0, "0685": 1.0}
