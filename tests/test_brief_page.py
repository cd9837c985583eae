"""Page Sammanfattning: the brief on screen, a report frozen and opened again, and what has changed since."""

import json
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.standing import stand
from tests.test_pages import ROOT, opened, said
from twin.reports.content import brief
from twin.reports.stored import to_json
from twin.workspace import Actor, Forbidden, Invalid, Workspace, workspace

COORDINATOR = Actor("coordinator", "0123456789abcdef01234567")


@pytest.fixture
def home(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace of its own on the shared warehouse."""
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    monkeypatch.chdir(ROOT)
    return workspace()


def show(**address: str) -> tuple[AppTest, str]:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(address)
    opened(app, "brief.py")
    assert not app.exception
    return app, unescape(said(app))


def frozen(home: Workspace, name: str = "Nämnden i maj", **changed: object) -> int:
    content = to_json(brief("0604", {})) | changed
    return home.save_report(COORDINATOR, "0604", "sv", name, "tt-old.duckdb", json.dumps(content)).id


@pytest.mark.parametrize(("language", "asked", "amount"), [("sv", "Det här frågas ni om", "44 919 ton CO2e"), ("en", "What you are asked", "44,919 tonnes CO2e")])  # fmt: skip
def test_the_brief_is_on_the_page(home, language, asked, amount):
    _, page = show(plats="0604", lang=language)
    assert asked in page and amount in page and "sha256" in page


def test_without_a_place_it_is_about_the_whole_group(home):
    _, page = show()
    assert "532 890 ton CO2e" in page


def test_a_reader_is_told_why_nothing_can_be_saved(home, monkeypatch):
    stand(monkeypatch, "viewer")
    app, page = show(plats="0604")
    assert "Rollen läsare får läsa, inte skriva." in page
    assert not app.text_input(key="search_everywhere").disabled and "report-name" not in [field.key for field in app.text_input]


def test_a_report_is_saved_opened_and_taken_back(home, monkeypatch):
    stand(monkeypatch, "coordinator")
    app, _ = show(plats="0604")
    app.text_input(key="report-name").set_value("Fullmäktige i december")
    next(button for button in app.button if button.label == "Spara som rapport").click().run()
    assert not app.exception
    [kept] = home.reports("0604")
    assert (kept.name, kept.role, kept.language) == ("Fullmäktige i december", "coordinator", "sv")
    assert kept.snapshot == brief("0604", {}).snapshot
    app, page = show(plats="0604", vy="rapporter", rapport=str(kept.id))
    assert "Det här är hur det såg ut då." in page and "44 919 ton CO2e" in page
    next(button for button in app.button if button.label == "Ta bort rapporten").click().run()
    assert home.reports("0604") == []
    assert [entry.action for entry in home.log()] == ["withdraw_report", "save_report"]
    assert home.report(kept.id).content, "it stays in the history"


def test_a_name_is_asked_for(home, monkeypatch):
    stand(monkeypatch, "coordinator")
    app, _ = show(plats="0604")
    next(button for button in app.button if button.label == "Spara som rapport").click().run()
    assert "Rapporten har inget namn" in said(app)
    assert home.reports("0604") == []


def test_what_has_changed_since_is_told(home):
    content = to_json(brief("0604", {}))
    older = [one | {"value": one["value"] * 0.9, "text": "40 427 ton CO2e"} if one["key"] == "total" else one for one in content["numbers"]]
    frozen(home, numbers=older, asked=[])
    _, page = show(plats="0604", vy="rapporter")
    assert "1 tal har ändrats" in page and "40 427 ton CO2e" in page
    assert "Ska kommunen ha ett mål för alla utsläpp" in page


def test_nothing_changed_is_told(home):
    frozen(home)
    _, page = show(plats="0604", vy="rapporter")
    assert "Inget har ändrats." in page


def test_without_reports_the_page_says_how_one_is_made(home):
    _, page = show(plats="0604", vy="rapporter")
    assert "Ingen rapport är sparad än." in page


@pytest.mark.parametrize("number", ["999", "-1", "1; DROP TABLE report", "9" * 40, ""])
def test_a_report_that_is_not_there_is_told(home, number):
    frozen(home)
    _, page = show(plats="0604", vy="rapporter", rapport=number)
    assert "finns inte" in page


def test_a_report_of_another_place_is_not_shown_here(home):
    id_ = frozen(home)
    _, page = show(plats="0682", vy="rapporter", rapport=str(id_))
    assert "Rapporten finns inte för den här platsen." in page


def test_a_report_of_another_format_says_what_to_do(home):
    id_ = frozen(home, format=99)
    _, page = show(plats="0604", vy="rapporter", rapport=str(id_))
    assert "Spara den på nytt ur sidan Sammanfattning." in page


def test_only_those_who_may_write_can_save_and_nothing_personal_is_kept(home):
    with pytest.raises(Forbidden):
        home.save_report(Actor("viewer", "k"), "0604", "sv", "namn", "s", "{}")
    with pytest.raises(Invalid, match="e-postadress"):
        home.save_report(COORDINATOR, "0604", "sv", "till anna@example.org", "s", "{}")
    with pytest.raises(Invalid, match="redan borttagen"):
        home.withdraw_report(COORDINATOR, 77)
