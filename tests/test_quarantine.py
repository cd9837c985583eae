"""One faulty row among many: set aside, told of in the run, shown with row, field, value and rule, and never in a figure."""

import json
from dataclasses import replace

import pytest

from ingest import build as building
from ingest import contract, staging
from ingest.build import build
from ingest.errors import ContractError, Fault
from ingest.fetch import adopt, fetch
from ingest.http import Http
from ingest.receipts import Store
from ingest.runs import remember
from ingest.source import Answer, Entry, Request, Row
from tests import toy
from tests.replay import gateway
from tests.toy import REGION, Shelf
from twin.warehouse import ask

TOLERANT = replace(toy.source(), row_count=(5, 40), may_reject=0.2)
ANSWER = Answer(Request(toy.URL), b"{}", "0" * 64, "2026-11-25T08:00:00")


def rows(**values: float) -> list[tuple[Answer, Row]]:
    """Two years a municipality, all 1, those named otherwise."""
    return [
        (ANSWER, Row("toy", code, str(year), values.get(f"_{code}_{year}", 1.0)))
        for code in REGION.municipality_codes
        for year in (2023, 2024)
    ]


def test_a_faulty_row_is_set_aside_where_the_source_tolerates_it():
    good, rejected, notes = contract.check(TOLERANT, REGION, rows(_0682_2024=5000.0))
    assert len(good) == 11
    assert (rejected[0].row, rejected[0].field, rejected[0].value) == ("Row toy · 0682 · 2024 · total", "value", "5000.0")
    assert "1000" in rejected[0].rule
    assert "1 rad(er) i karantän: Row toy · 0682 · 2024" in notes[0]


def test_more_than_it_tolerates_stops_the_source_and_tells_of_every_row():
    bad = {f"_{code}_2024": -1.0 for code in REGION.municipality_codes[:3]}
    with pytest.raises(ContractError, match=r"3 rad\(er\) bryter mot kontraktet, fler än de 20 % som källan tål") as seen:
        contract.check(TOLERANT, REGION, rows(**bad))
    assert len(seen.value.faults) == 3


def test_what_the_connector_set_aside_counts_too():
    aside = [Fault(f"rad {n}", "value", "x", "värdet ska vara ett tal") for n in range(2)]
    assert contract.check(TOLERANT, REGION, rows(), rejected=aside).rejected == aside
    with pytest.raises(ContractError, match="4 rad"):
        contract.check(TOLERANT, REGION, rows(_0682_2024=-1.0, _0684_2024=-1.0), rejected=aside)


def test_of_rows_that_contradict_each_other_none_is_believed():
    twice = [*rows(), (ANSWER, Row("toy", "0682", "2024", 2.0))]
    good, rejected, _ = contract.check(TOLERANT, REGION, twice)
    assert not [r for _, r in good if r.place == "0682" and r.period == "2024"]
    assert [f.rule for f in rejected] == ["raden förekommer 2 gånger"]


def test_of_rows_that_are_alike_in_all_one_is_kept():
    good, rejected, _ = contract.check(TOLERANT, REGION, [*rows(), rows()[0]])
    assert len(good) == 12
    assert len(rejected) == 1


def test_a_municipality_whose_every_row_was_set_aside_is_missing():
    with pytest.raises(ContractError, match="Rader saknas helt för Nässjö"):
        contract.check(replace(TOLERANT, may_reject=0.5), REGION, rows(_0682_2023=-1.0, _0682_2024=-1.0))


def test_entries_of_a_register_are_set_aside_one_by_one():
    register = replace(toy.source(), indicators=(), row_count=(1, 100), may_reject=0.5)
    entries = [
        (ANSWER, Entry("1", "grant", "Solceller", orgnr="212000-0555", start="2024-02-29", amount=5.0)),
        (ANSWER, Entry("2", "grant", " ")),
        (ANSWER, Entry("3", "grant", "Biogas", start="2024-02-30")),
        (ANSWER, Entry("4", "grant", "Fjärrvärme", amount=-1)),
    ]
    with pytest.raises(ContractError, match=r"3 rad\(er\)"):
        contract.check(register, REGION, entries)
    good, rejected, _ = contract.check(replace(register, may_reject=0.8), REGION, entries)
    assert [r.id for _, r in good] == ["1"]
    assert [(f.row, f.field) for f in rejected] == [("Entry 2", "title"), ("Entry 3", "start"), ("Entry 4", "amount")]


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder of its own, with the toy as the only source and a row of words for it."""
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    for module in (building, staging):
        monkeypatch.setattr(module, "sources", lambda: {"toy": TOLERANT})
    monkeypatch.setattr(building, "load_corrections", list)
    words = building.taxonomy.of("population", "population")
    monkeypatch.setattr(building.taxonomy, "of", lambda key, id_: replace(words, id="toy"))
    return tmp_path


def with_a_faulty_row() -> bytes:
    """The toy's six rows and a seventh that no figure may come of."""
    bad = {"place": REGION.municipality_codes[0], "year": 2023, "value": -7}
    return json.dumps({"rows": [*json.loads(toy.body())["rows"], bad]}).encode()


@pytest.mark.proof
def test_from_the_answer_to_the_page(state, monkeypatch):
    store, shelf = Store(state), Shelf()
    with gateway(shelf) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        shelf.body = with_a_faulty_row()
        run = fetch(TOLERANT, REGION, store, Http())
        assert (run.state, run.rows) == ("DEGRADED", 6)
        assert "1 rad(er) i karantän: Row toy · 0604 · 2023 · total: fältet «value» har värdet «-7»" in run.message_sv
        remember([run])
        build(REGION, store)
        assert ask("SELECT state, rows FROM source_run") == [("DEGRADED", 6)]
        told = ("toy", "Row toy · 0604 · 2023 · total", "value", "-7", "värdet ska vara ett tal mellan 0 och 1000")
        assert ask("FROM quarantine") == [told]
        assert ask("SELECT count(*), min(value) FROM observation") == [(6, 1.0)]

        shelf.body = toy.body([1, 2, 3, 4, 5, 7])  # mended at the publisher: what was set aside before is past
        assert fetch(TOLERANT, REGION, store, Http()).state == "OK"
        build(REGION, store)
        assert ask("SELECT count(*) FROM quarantine") == [(0,)]


@pytest.mark.proof
def test_a_take_that_no_longer_keeps_the_contract_tells_its_rows_at_build(state, monkeypatch):
    store, shelf = Store(state), Shelf(toy.body([1, 2, 3, 4, 5, 600]))
    with gateway(shelf) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        assert fetch(TOLERANT, REGION, store, Http()).state == "OK"
    narrow = replace(TOLERANT, may_reject=0, indicators=(replace(TOLERANT.indicators[0], value_range=(0, 100)),))
    for module in (building, staging):
        monkeypatch.setattr(module, "sources", lambda: {"toy": narrow})
    _, [failed] = build(REGION, store)
    assert failed.state == "FAILED"
    assert ask("SELECT row_text, value FROM quarantine") == [("Row toy · 0687 · 2024 · total", "600")]


def test_a_file_handed_in_tells_of_what_was_set_aside(state):
    file = state / "toy.json"
    file.write_bytes(with_a_faulty_row())
    run = adopt(TOLERANT, REGION, Store(state), file, None, "2024")
    assert (run.state, run.rows) == ("DEGRADED", 6)
    assert "i karantän" in run.message_sv
