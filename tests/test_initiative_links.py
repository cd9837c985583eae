"""'Samband' on an initiative's own page: every link that stands, by the part it plays, none that is rejected, and the gaps that are its own."""

from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from twin.matching import MODEL
from twin.questions.gaps import gaps
from twin.questions.initiatives import initiatives
from twin.questions.suggestions import Suggestion, suggestions
from twin.workspace import Actor, Pair, workspace


@pytest.fixture
def app(monkeypatch, warehouse):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def page_of(app: AppTest, id_: str, **parameters: str) -> str:
    app.run()
    for key, value in {"id": id_, **parameters}.items():
        app.query_params[key] = value
    app.switch_page("pages/initiatives.py").run()
    assert not app.exception
    return " ".join(element.proto.body for element in app.main.get("html"))


def pair_link(one: Suggestion) -> str:
    return f"samband?par={one.kind}%3A{one.a.id}%3A{one.b.id}"


def test_every_shown_pair_of_an_initiative_stands_on_its_page(app):
    shown = [one for one in suggestions() if one.shown]
    id_ = max((row.id for row in initiatives()), key=lambda id_: sum(id_ in (one.a.id, one.b.id) for one in shown))
    mine = [one for one in shown if id_ in (one.a.id, one.b.id)]
    page = page_of(app, id_)
    assert len(mine) > 5
    assert page.count("samband?par=") == len(mine)
    assert all(pair_link(one) in page for one in mine)
    assert page.count("förslag, ej granskat") == len(mine)
    rule = next((one.rule for one in mine if one.rule), None)
    assert rule is None or escape(rule.sentence_sv) in page


def test_a_rejected_pair_leaves_the_page_and_a_confirmed_one_is_said_to_be_so(app):
    one = next(one for one in suggestions() if one.kind == "synergy" and one.shown)
    pair = Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, one.rule.id, one.features_hash, 1, False, MODEL)
    for word, there in (("fel", False), ("samordna", True)):
        verdict = workspace().judge(Actor("coordinator"), pair, word)
        try:
            page = page_of(app, one.b.id)
            assert (pair_link(one) in page) == there
            assert ("Bedömt: Samordna" in page) == there
        finally:
            workspace().withdraw(Actor("coordinator"), verdict.id)
    assert pair_link(one) in page_of(app, one.b.id)


def test_the_gaps_of_an_initiative_stand_on_its_page(app):
    gap = next(gap for gap in gaps() if gap.initiative_id)
    assert escape(gap.text_sv) in page_of(app, gap.initiative_id)
    assert escape(gap.text_en) in page_of(app, gap.initiative_id, lang="en")


def test_an_initiative_without_links_says_why(app):
    shown = {id_ for one in suggestions() if one.shown for id_ in (one.a.id, one.b.id)}
    held = {id_: one for one in suggestions() for id_ in (one.a.id, one.b.id) if id_ not in shown}
    alone = [row.id for row in initiatives() if row.id not in shown]
    assert alone
    for id_ in alone[:3]:
        page = page_of(app, id_)
        assert "samband?par=" not in page
        assert ("Inget samband visas." if id_ in held else "Inget samband föreslås.") in page
