"""What a new answer says otherwise than the one before it: told of at build, and held back where the source says so, with nothing lost."""

import json
from dataclasses import replace

import pytest

from ingest import build as building
from ingest import drift, parsed, staging
from ingest.build import build, needed
from ingest.contract import Checked
from ingest.fetch import accept_drift, adopt, fetch
from ingest.http import Http
from ingest.parsed import Parsed
from ingest.receipts import Store, Take
from ingest.source import Answer, Document, Entry, Indicator, Point, Record, Request, Row
from tests import toy
from tests.replay import gateway
from tests.toy import REGION, Shelf
from twin.warehouse import ask

JUMPY = Indicator("toy", unit="st", value_range=(0, 1e9), jump=(1.5, "antalet ändras långsamt"), breaks={2020: "ny grund"})
SOURCE = replace(toy.source(), indicators=(JUMPY, Indicator("other", unit="%")), row_count=(6, 500))
CODES = REGION.municipality_codes


def series(first: int = 2010, last: int = 2024, factor: float = 1, **changed: float | None) -> list[Record]:
    """A slow series for each municipality; `changed`: _CODE_YEAR=value."""
    values = {(code, year): factor * (100 + n + year - 2010) for n, code in enumerate(CODES) for year in range(first, last + 1)}
    values |= {(key[1:5], int(key[6:])): value for key, value in changed.items()}
    return [Row("toy", code, str(year), value, status="" if value is not None else "..") for (code, year), value in values.items()]


@pytest.fixture
def told(tmp_path):
    """drift.compare on two lists of records: (kind, indicator, place, period, text)."""

    def compare(old, new, source=SOURCE, reader="fetch", since=None, lacks=None):
        store, found = Store(tmp_path), []
        for n, records in enumerate((old, new)):
            body = repr(records).encode()
            answer = Answer(Request(toy.URL), body, store.keep(body), f"2026-11-2{n}T08:00:00")
            take = Take(reader, f"202{n}", answer.fetched_at, (answer,), since=since if n else None, lacks=lacks)
            found.append(Parsed(tmp_path / "parsed" / str(n)))
            parsed._write(found[-1].folder, source.key, take, Checked([(answer, r) for r in records], [], []))
        rows = drift.compare(source, *found, take)
        assert {row.seen_at for row in rows} <= {"2026-11-21T08:00:00"}
        return [(row.kind, row.indicator_id, row.place_code, row.period, row.text_sv) for row in rows]

    return compare


def test_the_same_and_one_more_year_is_no_drift(told):
    assert told(series(), series()) == []
    assert told(series(), series(last=2025)) == []


def test_a_revised_value_is_no_drift(told):
    assert told(series(), series(_0682_2015=110.5)) == []


def test_new_codes_are_told(told):
    new = [
        *series(),
        Row("toy", "06", "2024", 700.0),
        Row("toy", "0604", "2024", 7.0, "Bussar"),
        Row("toy", "0604", "2025", None, "total", "x"),
        Row("other", "0604", "2024", 7.0),
    ]
    assert told(series(), new) == [
        ("new_code", "other", None, None, "nyckeltalet har värden för första gången"),
        ("new_code", "toy", "06", None, "värden för en plats som inte fanns"),
        ("new_code", "toy", None, None, "ny uppdelning: «Bussar»"),
        ("new_code", "toy", None, None, "nytt tecken där värde saknas: «x»"),
    ]


def test_vanished_values_are_told_once_a_place_and_say_which_years(told):
    new = [r for r in series(first=2012, _0684_2020=None) if r.place != "0604"]
    assert [row for row in told(series(), new) if row[0] == "vanished"] == [
        ("vanished", "toy", "0604", "2024", "15 värden finns inte längre: 2010–2024"),
        ("vanished", "toy", "0682", "2011", "2 värden finns inte längre: 2010–2011"),
        ("vanished", "toy", "0684", "2020", "3 värden finns inte längre: 2010–2020"),
        ("vanished", "toy", "0685", "2011", "2 värden finns inte längre: 2010–2011"),
        ("vanished", "toy", "0686", "2011", "2 värden finns inte längre: 2010–2011"),
        ("vanished", "toy", "0687", "2011", "2 värden finns inte längre: 2010–2011"),
    ]


def test_a_part_that_was_renamed_is_told_as_gone_and_as_new(told):
    def part(name):
        return [Row("toy", code, "2024", 1.0, name) for code in CODES]

    assert told([*series(), *part("Lastbilar")], [*series(), *part("Tunga fordon")]) == [
        ("new_code", "toy", None, None, "ny uppdelning: «Tunga fordon»"),
        ("vanished", "toy", None, None, "uppdelningen «Lastbilar» finns inte längre (6 värden)"),
    ]


@pytest.mark.parametrize("how", [{"reader": "list"}, {"since": "2026-11-01"}, {"lacks": "Ej hämtat: år 2010"}])
def test_what_only_a_part_was_asked_for_has_not_vanished(told, how):
    assert told(series(), series(first=2020), source=replace(SOURCE, accepts={"list": toy.Toy()}), **how) == []


@pytest.mark.parametrize(("factor", "written"), [(1000, "1000"), (0.001, "0,001"), (3.6, "3,6")])
def test_a_unit_that_was_changed_is_told(told, factor, written):
    rows = told(series(), series(factor=factor, last=2025))
    assert ("unit", "toy", None, None, f"alla 90 gemensamma värden har ändrats med samma faktor, {written}: har enheten bytts?") in rows


def test_values_that_rose_unlike_have_no_new_unit(told):
    assert not [row for row in told(series(), series(factor=1.2, _0682_2015=200)) if row[0] == "unit"]
    assert not [row for row in told(series(), series(factor=1.2)) if row[0] == "unit"]  # a recount by a fifth is a revision


def test_a_step_beyond_the_bound_is_told_with_its_reason(told):
    new = series(last=2025, _0682_2025=300, _0684_2015=10)
    assert told(series(), new) == [
        ("jump", "toy", "0682", "2025", "från 115 (2024) till 300, mer än faktor 1,5: antalet ändras långsamt"),
        ("jump", "toy", "0684", "2015", "ändrat från 107 till 10, mer än faktor 1,5: antalet ändras långsamt"),
    ]


def test_a_step_at_a_declared_break_is_expected(told):
    assert told(series(last=2019), series(last=2020, _0682_2020=300)) == []


def test_a_file_with_one_year_is_held_against_the_year_before_it(told):
    one = replace(SOURCE, accepts={"list": toy.Toy()})
    rows = told(series(last=2024), series(first=2025, last=2025, _0682_2025=300), source=one, reader="list")
    assert [(kind, place) for kind, _, place, _, _ in rows] == [("jump", "0682")]


def test_things_and_entries_are_told_by_what_they_are(told):
    def thing(id_, kind="station"):
        return Point(id_, kind, "Torget", "0682", 14.7, 57.6)

    def grant(id_, kind="grant", currency="SEK"):
        return Entry(id_, kind, "Solceller", amount=1.0, currency=currency)

    plan = Document("plan", "climate_plan", "0604", "Plan")
    rows = told(
        [thing("1"), thing("2"), plan, grant("a"), grant("b")], [thing("1"), thing("3", "garage"), grant("a"), grant("c", "project", "EUR")]
    )
    assert rows == [
        ("new_code", None, None, None, "ny sorts post: «project»"),
        ("new_code", None, None, None, "ny sorts punkt: «garage»"),
        ("new_code", None, None, None, "ny valuta: «EUR»"),
        ("vanished", None, "0604", None, "1 dokument finns inte längre: plan"),
        ("vanished", None, "0682", None, "1 punkter finns inte längre: 2"),
        ("vanished", None, None, None, "1 poster finns inte längre: b"),
    ]  # fmt: skip


def test_very_many_are_told_by_the_first_hundred(told):
    rows = told(series(), [*series(), *(Row("toy", "0604", "2024", 1.0, f"del {n:03}") for n in range(150))])
    assert len(rows) == drift.MOST + 1
    assert rows[-1][-1] == "och 50 till av samma slag"


def test_a_source_may_only_block_what_there_is():
    with pytest.raises(ValueError, match="none of"):
        replace(SOURCE, blocking=frozenset({"units"}))


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder, a gateway with the toy's answer, and the toy as the only source."""
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    for module in (building, staging, drift):
        monkeypatch.setattr(module, "sources", lambda: {"toy": TOY})
    monkeypatch.setattr(building, "load_corrections", list)
    words = building.taxonomy.of("population", "population")
    monkeypatch.setattr(building.taxonomy, "of", lambda key, id_: replace(words, id=id_))
    with gateway(Shelf()) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        at.shelf.body = toy.body([10, 20, 30, 40, 50, 60])
        yield tmp_path, at


TOY = replace(toy.source(), indicators=(Indicator("toy", unit="st", value_range=(0, 1e6)),))


def test_a_changed_unit_is_held_back_told_and_taken_when_a_person_says_so(state):
    folder, at = state
    store, http = Store(folder), Http()
    assert fetch(TOY, REGION, store, http).state == "OK"
    build(REGION, store)
    at.shelf.body = toy.body([10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
    run = fetch(TOY, REGION, store, http)
    assert run.state == "FAILED"
    assert "toy: alla 6 gemensamma värden har ändrats med samma faktor, 1000" in run.message_sv
    assert "python -m ingest fetch toy --accept-drift" in run.message_sv
    assert len(store.takes("toy")) == 1
    assert store.orphans() == []  # what is held back is kept
    assert needed(REGION, store)
    build(REGION, store)
    assert ask("SELECT max(value) FROM figure") == [(60.0,)]
    assert ask("SELECT kind, indicator_id, blocks FROM drift") == [("unit", "toy", True)]
    assert not needed(REGION, store)

    assert fetch(TOY, REGION, store, http).state == "FAILED"  # asked again: held back again, once
    asked = len(at.asked)
    done = accept_drift(TOY, REGION, store)
    assert (done.state, done.rows) == ("OK", 6)
    assert len(at.asked) == asked  # what was looked at is what is taken
    assert store.held("toy") is None
    build(REGION, store)
    assert ask("SELECT max(value) FROM figure") == [(60_000.0,)]
    assert ask("SELECT kind, blocks FROM drift") == [("unit", False)]
    assert accept_drift(TOY, REGION, store) is None


def test_when_the_publisher_takes_it_back_nothing_is_held(state):
    folder, at = state
    store, http, good = Store(folder), Http(), at.shelf.body
    fetch(TOY, REGION, store, http)
    at.shelf.body = toy.body([10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
    assert fetch(TOY, REGION, store, http).state == "FAILED"
    at.shelf.body = good
    assert fetch(TOY, REGION, store, http).state == "UNCHANGED"
    assert store.held("toy") is None


def test_what_does_not_block_is_told_in_the_run_and_taken(state):
    folder, at = state
    store, http = Store(folder), Http()
    fetch(TOY, REGION, store, http)
    rows = json.loads(at.shelf.body)["rows"]
    at.shelf.body = json.dumps({"rows": [*rows, {"place": "06", "year": 2024, "value": 210}]}).encode()
    run = fetch(TOY, REGION, store, http)
    assert run.state == "OK"
    assert "1 avvikelse(r) mot förra hämtningen: toy · 06: värden för en plats som inte fanns" in run.message_sv
    strict = replace(TOY, blocking=frozenset({"new_code"}))
    at.shelf.body = json.dumps({"rows": [*rows, *({"place": code, "year": 2024, "value": 210} for code in ("06", "00"))]}).encode()
    assert fetch(strict, REGION, store, http).state == "FAILED"


def test_a_file_handed_in_by_a_person_is_taken_and_its_drift_shown(state):
    folder, _ = state
    store = Store(folder)
    for n, factor in enumerate((1, 1000)):
        file = folder / f"toy{n}.json"
        file.write_bytes(toy.body([factor * value for value in (1, 2, 3, 4, 5, 6)]))
        assert adopt(TOY, REGION, store, file, None, f"202{n}").state == "OK"
    build(REGION, store)
    assert ask("SELECT kind, blocks FROM drift") == [("unit", False)]


def test_what_is_held_back_and_can_no_longer_be_read_is_told(state, monkeypatch):
    folder, at = state
    store, http = Store(folder), Http()
    fetch(TOY, REGION, store, http)
    at.shelf.body = toy.body([10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
    fetch(TOY, REGION, store, http)
    narrow = replace(TOY, indicators=(replace(TOY.indicators[0], value_range=(0, 100)),))
    for module in (building, staging, drift):
        monkeypatch.setattr(module, "sources", lambda: {"toy": narrow})
    _, [failed] = build(REGION, store)
    assert "Det som hålls tillbaka kan inte läsas: 6 rad(er)" in failed.message_sv
    assert accept_drift(narrow, REGION, store).state == "FAILED"
    assert len(store.takes("toy")) == 1
