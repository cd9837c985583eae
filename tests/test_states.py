"""What is said of a source is the newest that is known of it, whoever says it: the fetch or the build."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from ingest.__main__ import main as ingest
from ingest.receipts import Store, Take
from ingest.runs import Run, remember
from ingest.source import Answer, Request
from ingest.status import rows
from twin.paths import ROOT, state
from twin.questions import sources as questions
from twin.questions.sources import states

KEY, DAY = "kolada_care", "2026-01-01"


@pytest.fixture
def refused(monkeypatch, tmp_path):
    """A state folder where the fetch said OK, and the build then could not read what was kept."""
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    store, at = Store(state()), f"{DAY}T00:00:00"
    kept = Answer(Request("https://api.kolada.se/v3/of-an-earlier-declaration"), b"", store.keep(b"{}"), at)
    store.add(KEY, Take("fetch", DAY, at, (kept,)))
    remember([Run(KEY, "OK", at, 10, "10 rader hämtade.", at)])
    assert ingest(["build"]) == 1


def test_a_source_that_the_build_refuses_is_told_of_as_failed(refused):
    page = next(run for run in states() if run.source_key == KEY)
    status = next(row for row in rows() if row["key"] == KEY)
    assert page.state == status["state"] == "FAILED"
    assert page.message_sv == status["message_sv"]
    assert "källfilen har ändrats" in page.message_sv
    assert status["last_good_at"] == f"{DAY}T00:00:00"


def test_a_fetch_after_the_build_has_the_last_word(refused):
    remember([Run(KEY, "UNCHANGED", "2126-01-01T00:00:00", 10, "Inget nytt hos utgivaren.", "2126-01-01T00:00:00")])
    assert next(run for run in states() if run.source_key == KEY).state == "UNCHANGED"
    assert next(row for row in rows() if row["key"] == KEY)["state"] == "UNCHANGED"


def test_a_link_to_the_sources_that_were_never_read_chooses_them(warehouse, monkeypatch):
    first, *others = questions.sources()
    assert first.state == "EMBEDDED"
    monkeypatch.setattr(questions, "sources", lambda: [replace(first, answers=0), *others])
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lage"] = "NONE"
    app.run()
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    assert app.segmented_control(key="lage").value == "NONE"
    shown = " ".join(expander.label for expander in app.expander)
    assert first.title in shown
    assert not any(other.title in shown for other in others if other.answers)
