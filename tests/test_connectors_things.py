"""Lists of things: how many there are in each municipality, and what a field of theirs comes to; nothing lacking becomes nought."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.json_records import JsonRecords
from ingest.connectors.table import EACH, POINT
from ingest.connectors.wfs import Wfs
from ingest.connectors.workbook import Workbook
from ingest.errors import ContractError
from ingest.source import Row
from tests.asks import OURS, URL, csv_of, dumps, never_changes_in_silence, read, source, xlsx

CODES = OURS.municipality_codes
HEAD = ("kommun", "år", "typ", "areal")
AREAS = CsvTable(url=URL, place="kommun", period="år", count="n", sum={"areal": "ha"})


def figures(table: CsvTable, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> dict[tuple[str, ...], tuple[float | None, str]]:
    """(indicator, place, period, breakdown) -> (value, status)."""
    found = [r for r in read(source(table, "n", "ha"), table, csv_of(head, *rows)) if isinstance(r, Row)]
    assert all(type(r) is Row for r in found)
    assert len({(r.indicator, r.place, r.period, r.breakdown) for r in found}) == len(found)
    return {(r.indicator, r.place, r.period, r.breakdown): (r.value, r.status) for r in found}


def test_a_field_is_summed_in_each_municipality_and_period_beside_the_number_of_things() -> None:
    found = figures(
        AREAS, ("0604", 2023, "sjö", "0.1"), ("0604", 2023, "sjö", "0.2"), ("Nässjö", 2023, "å", 7), ("0604", 2024, "å", 5), ("0180", 2024, "å", 99)
    )  # fmt: skip
    assert {k[1:3]: v for k, v in found.items() if k[0] == "ha" and v[0]} == {
        ("0604", "2023"): (0.3, ""), ("0682", "2023"): (7.0, ""), ("0604", "2024"): (5.0, ""),
    }  # fmt: skip
    assert {k[1:3]: v[0] for k, v in found.items() if k[0] == "n" and v[0]} == {
        ("0604", "2023"): 2.0,
        ("0682", "2023"): 1.0,
        ("0604", "2024"): 1.0,
    }
    assert len(found) == 2 * 2 * len(CODES), "a municipality without things has nought, of them and of their area"


def test_a_thing_without_a_value_leaves_no_sum_too_small() -> None:
    found = figures(AREAS, ("0604", 2023, "sjö", 4), ("0604", 2023, "sjö", ""), ("0604", 2023, "sjö", ".."), ("0682", 2023, "å", 7))
    assert found["ha", "0604", "2023", "total"] == (None, "2 av 3 saknar värde")
    assert found["ha", "0682", "2023", "total"] == (7.0, "")
    assert found["n", "0604", "2023", "total"] == (3.0, "")
    with pytest.raises(ContractError, match="rad 1: fältet «areal» har värdet «okänd», men värdet ska vara ett tal"):
        figures(AREAS, ("0604", 2023, "sjö", "okänd"))
    with pytest.raises(ContractError, match="Ingen av våra kommuner"):
        figures(AREAS, ("0180", 2023, "sjö", 4))


def test_the_total_of_the_parts_lacks_a_value_where_a_part_does() -> None:
    table = CsvTable(url=URL, place="kommun", period="år", breakdown=("typ",), total=True, sum={"areal": "ha"})
    found = figures(table, ("0604", 2023, "sjö", 4), ("0604", 2023, "å", 1.5), ("0682", 2023, "sjö", 3), ("0682", 2023, "å", ""))
    assert {k[3]: v[0] for k, v in found.items() if k[1] == "0604"} == {"sjö": 4.0, "å": 1.5, "total": 5.5}
    assert {k[3]: v[0] for k, v in found.items() if k[1] == "0682"} == {"sjö": 3.0, "å": None, "total": None}
    assert {v[0] for k, v in found.items() if k[1] == "0687"} == {0.0}


@given(some.lists(some.tuples(some.sampled_from(CODES), some.sampled_from(("sjö", "å")), some.integers(0, 10**6)), min_size=1, max_size=30))
def test_nothing_is_lost_or_counted_twice(things: list[tuple[str, str, int]]) -> None:
    table = CsvTable(url=URL, place="kommun", period="år", breakdown=("typ",), total=True, count="n", sum={"areal": "ha"})
    found = figures(table, *((code, 2023, kind, area / 100) for code, kind, area in things))
    whole = {k: v[0] for k, v in found.items() if k[3] == "total"}
    parts = {k: v[0] for k, v in found.items() if k[3] != "total"}
    for figure, right in (("ha", sum(area for *_, area in things) / 100), ("n", len(things))):
        for one in (whole, parts):
            assert math.isclose(sum(value or 0 for k, value in one.items() if k[0] == figure), right)


def test_the_text_of_a_row_may_pick_which_sum_it_goes_to() -> None:
    table = CsvTable(url=URL, place="kommun", period="år", pick="typ", sum={"areal": {"sjö": "ha", "å": "n"}})
    found = figures(table, ("0604", 2023, "sjö", 4), ("0604", 2023, "sjö", 1), ("0604", 2023, "å", 2))
    assert {k[0]: v[0] for k, v in found.items() if k[1] == "0604"} == {"ha": 5.0, "n": 2.0}
    with pytest.raises(ContractError, match="«mosse» i fältet «typ» är okänt"):
        figures(table, ("0604", 2023, "mosse", 4))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"url": URL + "/{each}", "each": ("a",)}, "sum går inte ihop med each"),
        ({"split": ";"}, "hela värdet skulle läggas på var och en av kommunerna"),
        ({"place": EACH}, "EACH kan inte stå i place eller sum"),
        ({"sum": {EACH: "ha"}}, "EACH kan inte stå i place eller sum"),
        ({"count": "ha"}, "nyckeltalet ha kan inte stå i både count och sum"),
    ],
)
def test_a_declaration_whose_sums_could_not_be_true_is_refused(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        CsvTable(**{"url": URL, "place": "kommun", "at": "2023", "sum": {"areal": "ha"}, **wrong})


def test_a_municipality_is_named_or_the_thing_stops_the_source() -> None:
    with pytest.raises(ContractError, match="ska säga vilken kommun"):
        figures(AREAS, ("0604", 2023, "sjö", 4), ("", 2023, "sjö", 4))
    assert never_changes_in_silence(source(AREAS, "n", "ha"), AREAS, csv_of(HEAD, ("0604", 2023, "sjö", 4), ("0682", 2023, "å", 7))) >= 3


def test_a_layer_a_list_and_a_workbook_are_summed_alike() -> None:
    layer = Wfs(url=URL, layer="a", sort="id", place=POINT, at="2023", sum={"areal": "ha"})
    spot = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [14.813, 57.837]}}
    body = dumps({"numberMatched": 2, "features": [{**spot, "id": n, "properties": {"areal": n / 2}} for n in (1, 2)]})
    right = [Row("ha", code, "2023", 1.5 if code == "0604" else 0.0) for code in CODES]
    assert read(source(layer, "ha"), layer, body) == right
    things = JsonRecords(url=URL, place="kommun", at="2023", sum={"mått.areal": "ha"})
    assert read(source(things, "ha"), things, dumps([{"kommun": "0604", "mått": {"areal": n / 2}} for n in (1, 2)])) == right
    book = Workbook(url=URL, sheets={"A": {}}, anchor="kommun", place="kommun", at="2023", sum={"areal": "ha"})
    assert read(source(book, "ha"), book, xlsx(A=[["kommun", "areal"], ["0604", 0.5], ["0604", 1]])) == right
    with pytest.raises(ContractError, match="Ingen av våra kommuner finns i bladet «B»"):
        years = Workbook(url=URL, sheets={"A": {}, "B": {}}, anchor="kommun", place="kommun", at="2023", sum={"areal": "ha"})
        read(source(years, "ha"), years, xlsx(A=[["kommun", "areal"], ["0604", 0.5]], B=[["kommun", "areal"], ["Annan", 0.5]]))
