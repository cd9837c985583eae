"""The view 'Luckor': every gap is told with what it rests on, the choice in the address counts, and finding nothing is explained."""

import json
from dataclasses import replace

import pytest

from tests.test_pages import ROOT, opened, said
from twin.questions import gaps as questions
from twin.questions.gaps import KINDS, Gap, by_kind, chosen, of_initiative
from twin.warehouse import ask
from twin.words import speak
from ui.gaps import kind_help, kind_name

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.fixture
def app(monkeypatch):
    from streamlit.testing.v1 import AppTest

    monkeypatch.chdir(ROOT)
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    found.query_params["vy"] = "luckor"
    return found


def gap(n: int, kind: str, *places: str, initiative: str | None = None) -> Gap:
    return Gap(f"{kind}:{n}", kind, places[0] if len(places) == 1 else None, initiative, None, "transport", None, "Sv.", "En.", (), places)


def test_a_gap_of_several_places_is_found_in_each_of_them():
    rows = [gap(1, "indicator", "0682"), gap(2, "no_use", "0682", "0686", initiative="HOG-01"), gap(3, "borrow", "0604")]
    assert [one.id for one in chosen(rows, [])] == ["indicator:1", "no_use:2", "borrow:3"]
    assert [one.id for one in chosen(rows, ["0686"])] == ["no_use:2"]
    assert [one.id for one in chosen(rows, ["0682", "0604"])] == ["indicator:1", "no_use:2", "borrow:3"]
    assert chosen(rows, ["0687"]) == []
    assert [one.id for one in of_initiative(rows, "HOG-01")] == ["no_use:2"]


def test_every_kind_is_listed_also_where_it_is_empty():
    rows = by_kind([gap(1, "borrow", "0604")])
    assert list(rows) == list(KINDS)
    assert [len(ours) for ours in rows.values()] == [0, 0, 0, 1]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_has_its_own_words(language):
    speak(language)
    assert len({kind_name(kind) for kind in KINDS} | {kind_help(kind) for kind in KINDS}) == 2 * len(KINDS)
    speak("sv")


def test_every_published_gap_is_read_whole():
    rows = questions.gaps()
    assert len(rows) == ask("SELECT count(*) FROM gap")[0][0] > 0
    assert {one.kind for one in rows} == set(KINDS)
    initiatives = {row[0] for row in ask("SELECT id FROM initiative")}
    for one in rows:
        assert one.places, one.id
        assert set(one.others) <= initiatives, one.id
    stored = {row[0]: tuple(json.loads(row[1])) for row in ask("SELECT id, others FROM gap")}
    assert {one.id: one.others for one in rows} == stored


def test_the_view_tells_every_gap_and_that_absence_proves_nothing(app):
    opened(app, "connections.py")
    assert not app.exception
    page = said(app)
    assert "Att inget hittats betyder inte att inget görs." in page
    assert f"<strong>{len(questions.gaps())} luckor</strong> i registret" in page
    for one in questions.gaps():
        assert one.text_sv.rsplit("”", 1)[-1].strip() in page.replace("&amp;", "&"), one.id


def test_titles_figures_and_rules_lead_on(app):
    opened(app, "connections.py")
    page = said(app)
    for one in questions.gaps():
        for id_ in (one.initiative_id, *one.others[:6]):
            assert id_ is None or f"initiativ?id={id_}" in page, one.id
        assert one.indicator_id is None or f"nyckeltal?nyckeltal={one.indicator_id}&amp;kommun={one.place}" in page, one.id
        assert one.rule_id is None or f"Regel {one.rule_id} och vad den vilar på" in page, one.id


def test_the_choice_of_a_municipality_is_read_from_the_address(app):
    app.query_params["kommun"] = "0604"
    opened(app, "connections.py")
    assert not app.exception
    ours = chosen(questions.gaps(), ["0604"])
    assert 0 < len(ours) < len(questions.gaps())
    assert f"<strong>{len(ours)} luckor</strong> i registret (Aneby)" in said(app)


def test_a_choice_without_gaps_says_why_and_leads_back(app, monkeypatch):
    rows = [replace(one, places=("0682",)) for one in questions.gaps()]
    monkeypatch.setattr(questions, "gaps", lambda: rows)
    app.query_params["kommun"] = "0604"
    opened(app, "connections.py")
    page = said(app)
    assert "Ingen lucka hittad i urvalet." in page
    assert 'href="?vy=luckor"' in page


def test_without_any_gap_the_view_says_how_they_are_made(app, monkeypatch):
    monkeypatch.setattr(questions, "gaps", list)
    opened(app, "connections.py")
    page = said(app)
    assert "Inga luckor är beräknade." in page
    assert "betyder inte att inget görs" in page


def test_the_view_speaks_english(app):
    app.query_params["lang"] = "en"
    opened(app, "connections.py")
    page = said(app)
    assert "That nothing was found does not mean that nothing is done." in page
    assert "no initiative found in the register on" in page
    assert "inget initiativ hittat" not in page
