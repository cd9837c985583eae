"""After 'samordna': the follow-up list, the meeting of one pair and 'sedan sist', as the pages show them to those who may write and those who may not."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from tests.standing import stand
from tests.test_pages import ROOT, opened, said
from twin.published import folder, name, read, records, seen
from twin.questions.suggestions import Suggestion, suggestions
from twin.questions.todo import todo
from twin.warehouse import ask
from twin.workspace import STATES, Actor, FollowUp, Pair, Verdict, workspace

TODAY = date.fromisoformat("2026-11-25")
AT = datetime.fromisoformat("2026-11-20T08:00:00")
COORDINATOR = Actor("coordinator", "0123456789abcdef01234567")


def verdict(id_: str, said: str = "samordna") -> Verdict:
    return Verdict(id_, "synergy", "LAN-02", id_, "T1", None, "f", 1, False, "m", 1, AT, "coordinator", said, None, "")


def step(id_: str, due: date | None, state: str) -> FollowUp:
    return FollowUp(1, AT, "coordinator", id_, "Ring", "energistrateg", due, "", state)


DAYS = some.none() | some.dates(date.fromisoformat("2026-01-01"), date.fromisoformat("2027-12-31"))


@given(some.dictionaries(some.sampled_from("abcdefgh"), some.tuples(some.booleans(), some.booleans(), DAYS, some.sampled_from(STATES))))
def test_the_list_holds_what_is_to_be_coordinated_the_late_first_and_the_ended_last(pairs):
    verdicts = [verdict(id_, "samordna" if chosen else "fel") for id_, (chosen, *_) in pairs.items()]
    steps = [step(id_, due, state) for id_, (_, planned, due, state) in pairs.items() if planned]
    rows = todo(verdicts, steps, {}, TODAY)
    assert sorted(row.id for row in rows) == sorted(id_ for id_, (chosen, *_) in pairs.items() if chosen)
    groups = [0 if row.overdue else 2 if row.step and row.step.state in ("klar", "avbruten") else 1 for row in rows]
    assert groups == sorted(groups)
    for row in rows:
        _, planned, due, state = pairs[row.id]
        assert row.overdue == (planned and due is not None and due < TODAY and state in ("planerad", "pagar"))
    waiting = [row.step.due for row in rows if not row.ended and row.step and row.step.due]
    assert waiting == sorted(waiting)


@pytest.fixture
def home(warehouse, tmp_path, monkeypatch) -> Path:
    """A state folder of its own with the built warehouse and its record, and nothing that people have written."""
    (tmp_path / warehouse.name).symlink_to(warehouse)
    (tmp_path / "current.json").write_text(json.dumps({"file": warehouse.name}), encoding="utf-8")
    (tmp_path / "published").mkdir()
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.chdir(ROOT)
    return tmp_path


@pytest.fixture
def app(home) -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def show(app: AppTest, **address: str) -> AppTest:
    app.query_params.update(address)
    opened(app, "connections.py")
    assert not app.exception
    return app


def pairs(n: int) -> list[Suggestion]:
    found = [one for one in suggestions() if one.shown][:n]
    assert len(found) == n
    return found


def coordinate(one: Suggestion) -> None:
    seen = Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, None, one.features_hash, 1, explored=False, model_version="m")
    workspace().judge(COORDINATOR, seen, "samordna")


def test_an_empty_list_says_how_something_comes_there(app):
    shown = said(show(app, vy="att-gora"))
    assert "Inget par är valt att samordna ännu" in shown
    assert "ansvarig roll" in shown


def test_the_late_pair_stands_first_and_is_called_late(app):
    first, second = pairs(2)
    for one, due in ((first, "2099-01-01"), (second, "2026-01-01")):
        coordinate(one)
        workspace().follow_up(COORDINATOR, one.id, "Ring", "energistrateg", date.fromisoformat(due), "", "planerad")
    shown = said(show(app, vy="att-gora"))
    assert "<strong>2 par</strong> att samordna, 1 försenat" in shown
    assert shown.index(second.id.replace(":", "%3A")) < shown.index(first.id.replace(":", "%3A"))
    assert "tt-state bad" in shown


def test_a_coordinator_plans_the_next_step_and_it_is_kept(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    (one,) = pairs(1)
    coordinate(one)
    show(app, vy="att-gora")
    for label, text in (("Nästa steg", "Fråga om mätdata"), ("Ansvarig roll", "energistrateg")):
        next(box for box in app.text_input if box.label == label).input(text)
    next(box for box in app.date_input if box.label == "Senast").set_value(date.fromisoformat("2030-03-01"))
    next(box for box in app.selectbox if box.label == "Läge").set_value("pagar")
    next(button for button in app.button if button.label == "Spara steget").click()
    app.run()
    assert not app.exception
    (kept,) = workspace().follow_ups()
    assert (kept.suggestion_id, kept.next_step, kept.responsible_role, kept.state) == (one.id, "Fråga om mätdata", "energistrateg", "pagar")
    assert kept.due == date.fromisoformat("2030-03-01")
    assert "Fråga om mätdata" in said(app)


def test_a_persons_address_is_refused_with_field_and_remedy_and_nothing_is_kept(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    (one,) = pairs(1)
    coordinate(one)
    show(app, vy="att-gora")
    next(box for box in app.text_input if box.label == "Ansvarig roll").input("anna.ek@example.org")
    next(button for button in app.button if button.label == "Spara steget").click()
    app.run()
    assert not app.exception
    assert "funktionsbrevlåd" in said(app)
    assert workspace().follow_ups() == []


def test_what_somebody_else_saved_meanwhile_is_told_of_and_kept(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    (one,) = pairs(1)
    coordinate(one)
    show(app, vy="att-gora")
    next(box for box in app.text_input if box.label == "Nästa steg").input("Mitt steg")
    theirs = workspace().follow_up(COORDINATOR, one.id, "Deras steg", "upphandlare", None)
    next(button for button in app.button if button.label == "Spara steget").click()
    app.run()
    assert not app.exception
    assert "hann före" in said(app)
    assert workspace().follow_ups() == [theirs]
    assert [box.value for box in app.text_input if box.label == "Nästa steg"] == ["Deras steg"]


def test_a_reader_sees_the_list_and_why_nothing_can_be_written(app, monkeypatch):
    stand(monkeypatch, "viewer")
    (one,) = pairs(1)
    coordinate(one)
    shown = said(show(app, vy="att-gora"))
    assert one.id.replace(":", "%3A") in shown
    assert "får läsa, inte skriva" in shown
    assert not [button for button in app.button if button.label == "Spara steget"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_pair_offers_a_letter_a_calendar_file_and_a_link_without_recipient(app, language):
    (one,) = pairs(1)
    show(app, par=one.id, lang=language)
    (letter,) = [block.value for block in app.code]
    assert one.a.title in letter
    assert one.b.title in letter
    assert {"sv": "förslag, ej granskat", "en": "suggestion, not reviewed"}[language] in letter
    links = [element.proto.url for element in app.main.get("link_button")]
    assert [url for url in links if url.startswith("mailto:?")]
    files = [element.proto.label for element in app.main.get("download_button")]
    assert any("(.ics)" in label for label in files)
    assert any("(.txt)" in label for label in files)


def past(days: int, **less: object) -> datetime:
    """A record of some days ago, with less in it than is published now; when that was."""
    now = seen(ask)
    at = (datetime.now(UTC) - timedelta(days=days)).replace(tzinfo=None, microsecond=0)
    state = replace(now, built_at=at.isoformat(), **less)
    (folder() / name(state.built_at)).write_text(state.text(), encoding="utf-8")
    return at


def test_without_history_since_says_so(app):
    shown = said(show(app, vy="sedan-sist"))
    assert "Det finns ingen historik före" in shown
    assert "inget nytt" in shown


def test_since_a_day_tells_what_is_new_and_links_to_it(app):
    (one,) = pairs(1)
    past(20)
    whole = read(records()[0][1].read_text(encoding="utf-8"))
    gone = next(iter(whole.initiatives))
    past(
        10,
        initiatives={k: v for k, v in whole.initiatives.items() if k != gone},
        pairs={k: v for k, v in whole.pairs.items() if k != one.id},
    )
    coordinate(one)
    shown = said(show(app, vy="sedan-sist", sedan=(date.today() - timedelta(days=5)).isoformat()))  # noqa: DTZ011 a day well inside the ten
    assert "<strong>1 nytt initiativ</strong>" in shown
    assert "<strong>1 nytt förslag</strong>" in shown
    assert "<strong>1 bedömning eller ändring</strong>" in shown
    assert f"initiativ?id={gone}" in shown
    assert one.id.replace(":", "%3A") in shown
    assert "svarade «Samordna»" in shown


@pytest.mark.parametrize("sedan", ["i går", "2026-02-30", "2999-01-01", "1900-01-01", ""])
def test_a_day_that_is_none_is_dropped_from_the_address(app, sedan):
    show(app, vy="sedan-sist", sedan=sedan)
    assert "sedan" not in app.query_params


def test_who_has_been_here_before_is_told_what_is_new_since_then(app, monkeypatch):
    stand(monkeypatch, "coordinator", COORDINATOR.key)
    at = past(3)
    workspace().visit(COORDINATOR, at + timedelta(hours=1))
    shown = said(show(app, vy="sedan-sist"))
    assert "Sedan du var här senast" in shown
    assert "inget nytt" in shown
    assert "Jämfört med det som var publicerat" in shown
