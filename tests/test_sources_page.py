"""Page Källor: what releases changed, what was set aside or differs, told in words a reader can act on."""

import json
import shutil
from datetime import datetime

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ingest import registry, schedule
from ingest.runs import runs
from tests.screen import everything
from twin.paths import ROOT
from twin.questions import drift, sources
from twin.warehouse import current

BLOCKED = (
    "population",
    "vanished",
    "population",
    "0682",
    "2024",
    "Nässjö 2024 stod i förra svaret men inte i det nya.",
    True,
    "2026-11-28 09:00:00",
)
PASSED = ("cars", "new_code", "cars", None, None, "Ny del: vätgas.", False, "2026-11-28 10:00:00")
REFUSED = ("cars", "rad 17 i Tabell 4", "Bensin", "1 2x3", "det ska vara ett tal")


@pytest.fixture
def app(warehouse, monkeypatch):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture
def strange(warehouse, monkeypatch, tmp_path):
    """A warehouse with two findings and a row in quarantine."""
    file = tmp_path / warehouse.name
    shutil.copyfile(warehouse, file)
    (tmp_path / "current.json").write_text(json.dumps({"file": file.name}), encoding="utf-8")
    with duckdb.connect(str(file)) as con:
        con.execute("DELETE FROM drift")
        con.executemany("INSERT INTO drift VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [list(PASSED), list(BLOCKED)])
        con.execute("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)", list(REFUSED))
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    assert current() == file


def view(app, **parameters):
    app.run()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    return everything(app).replace("\u00a0", " ")


def test_findings_that_stop_a_source_come_first(strange):
    found = drift.drifts()
    assert [row.source_key for row in found] == ["population", "cars"]
    assert (found[0].place, found[0].blocks, found[1].place) == ("Nässjö", True, None)


def test_a_row_set_aside_and_a_stopped_source_are_told_with_what_to_do(app, strange):
    shown = view(app, vy="avvikelser")
    for words in (
        "<strong>1</strong> rad i karantän", "<strong>2</strong> avvikelser i nya svar", "<strong>1</strong> källa stoppad",
        *REFUSED[1:], BLOCKED[5], PASSED[5], "rader borta", "ny kod", "python -m ingest fetch population --accept-drift",
    ):  # fmt: skip
        assert words in shown, words
    assert "ingest fetch cars --accept-drift" not in shown, "what stopped nothing needs no taking in"


def test_without_any_the_page_says_so(app, strange):
    with duckdb.connect(str(current())) as con:
        con.execute("DELETE FROM drift")
        con.execute("DELETE FROM quarantine")
    shown = view(app, vy="avvikelser")
    assert "Inga rader ligger i karantän." in shown
    assert "Inget nytt svar avviker från det förra." in shown


def test_known_errors_are_told_with_what_is_right_and_that_nobody_has_reported_them(app):
    """Both stand in data/corrections.toml."""
    shown = view(app, vy="avvikelser")
    assert "<strong>2</strong> kända fel rättade här" in shown
    assert "Matavfall till biologisk återvinning, Tranås 2014" in shown
    assert "saknas; ingen vet" in shown
    assert shown.count("nej, ingen har anmält det") == 2
    assert "Sävsjö kommuna gröna" in shown, "what the publisher writes"
    assert "kommuna" in view(app, vy="avvikelser", lang="en")


def test_a_source_says_when_it_was_asked_and_when_it_is_asked_again(app, strange, tmp_path):
    run = {
        "state": "UNCHANGED",
        "started_at": "2026-11-28T06:00:00",
        "rows": 0,
        "message_sv": "Inget nytt.",
        "last_good_at": "2026-11-28T06:00:00",
    }
    failed = {**run, "state": "FAILED", "message_sv": "Värden svarar inte."}
    (tmp_path / "runs.json").write_text(json.dumps({"population": run, "ghg_emissions": failed}), encoding="utf-8")
    by_key = {source.key: source for source in sources.sources()}
    assert by_key["population"].every_days == 30
    assert by_key["population"].due == datetime(2026, 12, 28, 6)  # noqa: DTZ001
    assert by_key["ghg_emissions"].due is None, "one that failed is asked at once"
    assert by_key["cars"].every_days is None, "nobody is asked: files are handed in"
    shown = view(app)
    for words in ("28 dec. 2026", "Inget nytt.", "Värden svarar inte.", "var 30:e dag", "Filer lämnas in för hand"):
        assert words in shown, words


def test_the_schedule_on_the_page_is_that_of_refresh(strange, tmp_path):
    good = "2026-11-20T06:00:00"
    run = {"state": "OK", "started_at": good, "rows": 1, "message_sv": "", "last_good_at": good}
    (tmp_path / "runs.json").write_text(json.dumps({"population": run, "recycling_stations": run}), encoding="utf-8")
    told = {row.key: row.next for row in schedule.due(registry.sources().values(), runs())}
    shown = {source.key: source.due for source in sources.sources() if source.every_days}
    assert told == shown


def test_registers_say_how_much_has_been_read(app):
    shown = view(app)
    assert "220 poster lästa, 220 rör oss" in shown
    assert "Register över projekt, bidrag och inköp" in shown


def test_changes_are_told_by_source_place_and_size(app):
    """Aneby 2015 in the releases of 2025 and 2026, as the publisher's two files have it: 44 739,81 and 47 966,58 tons."""
    shown = view(app, vy="andringar")
    assert "Mest ändrades Utsläpp av växthusgaser i Aneby 2015, från 44 740 till 47 967 ton CO2e (+7,2 %)." in shown
    assert "feeds/revisions.xml" in shown
    assert [select.label for select in app.selectbox] == ["Källa", "Plats"]
    whole = shown.count("<tr><th")
    assert "+6 628" in shown, "the largest in the unit: Nässjö 1990"
    shown = view(app, vy="andringar", plats="0684", ordning="procent")
    assert "+6 628" not in shown
    assert "−17,1 %" in shown
    assert app.selectbox(key="plats").value == "0684"
    assert shown.count("<tr><th") == whole


def test_the_feed_is_followed_in_the_readers_language(app):
    assert "feeds/revisions.xml?lang=en" in view(app, vy="andringar", lang="en")


def test_a_view_that_is_not_there_is_the_first_one(app):
    view(app, vy="'; DROP TABLE source")
    assert app.segmented_control(key="vy").value == "kallor"
