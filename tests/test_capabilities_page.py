"""Page Bolag och förmågor: the answer first, in both languages; a cell opens with its sources; who may write, writes, and undoes."""

import csv
import io
import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from tests.standing import stand
from tests.test_pages import ROOT, opened, said
from twin.capabilities import ledger
from twin.questions import capabilities as asked
from twin.questions.initiatives import old_before
from twin.workspace import Workspace, workspace

pytestmark = pytest.mark.usefixtures("warehouse")
VIEWS = ("formagor", "natverk", "centrum", "larande", "ram")


@pytest.fixture
def app(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def show(app: AppTest, **address: str) -> str:
    app.query_params.update(address)
    opened(app, "capabilities.py")
    assert not app.exception
    return said(app)


def counts() -> Counter[str]:
    return Counter(one.state for one in ledger(asked.holders(), asked.capabilities(), asked.facts(), before=old_before()))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_answers_first(app, view, language):
    page = show(app, vy=view, lang=language)
    first = {
        "formagor": (r"Vi vet något om <strong>\d+ av 532</strong>", r"We know something of <strong>\d+ of 532</strong>"),
        "natverk": (r"<strong>\d+ av 14</strong> förmågor finns", r"<strong>\d+ of 14</strong> capabilities are there"),
        "centrum": ("Ingen förmåga sägs saknas av minst tre", "No capability is said to be lacking by at least three"),
        "larande": (r"efterfrågar <strong>\d+</strong> tekniker", r"ask for <strong>\d+</strong> technologies"),
        "ram": ("inga utlysningar är inlagda", "no calls have been entered"),
    }[view][language == "en"]
    assert re.search(first, page)


def test_what_is_not_known_is_counted_and_never_called_lacking(app):
    page, n = show(app), counts()
    assert n["lacks"] == 0
    assert f"<strong>{n['has']}</strong> har, <strong>{n['builds']}</strong> bygger och <strong>0</strong> saknar" in page
    assert f"Resten, {n['not_known']}, är ”vet ej”" in page
    assert page.count('data-label="Fiber och bredband"') == 38
    assert "tt-state bad" not in page.split("<tbody>")[1]


def test_the_choice_in_the_address_counts(app):
    page = show(app, kommun="0687", slag="bolag", formaga="fiber")
    assert page.count('data-label="Fiber och bredband"') == 4
    assert "Kartor och GIS" not in page.split("<thead>")[1].split("</thead>")[0]
    assert "Tranås Energi AB" in page


def test_a_choice_that_nobody_fits_says_so(app):
    assert "Ingen organisation passar urvalet." in show(app, kommun="0687", slag="forbund")


def test_an_open_cell_shows_what_each_source_says_and_no_more(app):
    page = show(app, ruta="savsjo-kommun:e-tjanster")
    assert "Sävsjö kommun: E-tjänster och automatisering" in page
    assert "Texten säger att det är i drift: ”infördes”" in page
    assert "uppgift från 2017, äldre uppgift" in page
    assert "Automatiserad handläggning för barn och unga: nej." in page
    assert "Ett nej på en fråga säger inte att hela förmågan saknas." in page
    assert any("Kolada" in popover.proto.popover.label for popover in app.main.get("popover"))


def test_a_cell_that_is_no_cell_is_dropped(app):
    assert "Stäng rutan" not in show(app, ruta="'; DROP TABLE place:x")


def test_a_reader_without_rights_is_told_why_and_whom_to_ask(app, monkeypatch):
    stand(monkeypatch, "viewer")
    page = show(app, ruta="aneby-kommun:fiber")
    assert "Fråga organisationen, och låt samordnaren eller en analytiker skriva svaret här" in page
    assert not [button for button in app.button if button.label == "Spara uppgiften"]


def fill(app: AppTest, state: str, note: str = "") -> None:
    next(box for box in app.radio if box.label == "Läge").set_value(state)
    next(box for box in app.text_area if box.label.startswith("Anteckning")).input(note)
    next(button for button in app.button if button.label == "Spara uppgiften").click()
    app.run()
    assert not app.exception


def test_a_coordinator_says_that_something_lacks_and_takes_it_back(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    show(app, ruta="aneby-kommun:gis")
    fill(app, "lacks", "Enligt kommunens it-strateg")
    page = said(app)
    assert "Sparat: saknar." in page
    assert "<strong>1</strong> saknar" in page
    assert "sagt av organisationen" in page
    (kept,) = workspace().capability_statements()
    assert (kept.organisation_id, kept.capability, kept.state, kept.note) == ("aneby-kommun", "gis", "lacks", "Enligt kommunens it-strateg")
    next(button for button in app.button if button.label == "Ångra").click()
    app.run()
    assert not app.exception
    assert "Uppgiften är tillbakatagen." in said(app)
    assert "<strong>0</strong> saknar" in said(app)
    assert workspace().capability_statements() == []


def test_a_persons_word_stands_over_the_sources_and_both_are_shown(app, monkeypatch):
    workspace().state_capability(stand(monkeypatch, "analyst"), "vetlanda-kommun", "gis", "lacks")
    page = show(app, ruta="vetlanda-kommun:gis")
    assert "Källorna visar ”har”. Det som sagts gäller." in page
    assert "nås från" in page


def test_personal_data_is_refused_with_the_field_named(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    show(app, ruta="aneby-kommun:gis")
    fill(app, "has", "Ring 070-123 45 67")
    assert "«Anteckning» innehåller «070-123 45 67»" in said(app)
    assert workspace().capability_statements() == []


def test_nothing_is_chosen_for_the_writer(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    show(app, ruta="aneby-kommun:gis")
    next(button for button in app.button if button.label == "Spara uppgiften").click()
    app.run()
    assert "Välj ett läge" in said(app)
    assert workspace().capability_statements() == []


def test_any_cell_can_be_answered_under_the_table(app, monkeypatch):
    stand(monkeypatch, "coordinator")
    show(app)
    for label, value in (("Organisation", "savebo"), ("Förmåga", "sensorer")):
        next(box for box in app.selectbox if box.label == label).set_value(value)
    fill(app, "builds")
    (kept,) = workspace().capability_statements()
    assert (kept.organisation_id, kept.capability, kept.state) == ("savebo", "sensorer", "builds")
    fill(app, "has")
    assert "«Organisation» är tomt" in said(app), "the form is empty again"


def test_somebody_who_wrote_first_is_told_of(app, monkeypatch, tmp_path):
    actor = stand(monkeypatch, "coordinator")
    show(app, ruta="aneby-kommun:gis")
    other = Workspace(f"sqlite:///{tmp_path}/workspace.sqlite")
    other.state_capability(actor, "aneby-kommun", "gis", "builds")
    other.close()
    fill(app, "lacks")
    assert "hann före och skrev om samma förmåga" in said(app)
    assert [one.state for one in workspace().capability_statements()] == ["builds"]


def test_three_that_lack_speak_for_a_centre_and_the_article_is_named(app, monkeypatch):
    actor = stand(monkeypatch, "coordinator")
    for place in ("aneby", "eksjo", "nassjo"):
        workspace().state_capability(actor, f"{place}-kommun", "dataskydd", "lacks")
    page = show(app, vy="centrum")
    assert "<strong>En förmåga</strong> sägs saknas av minst tre" in page
    first = page.split("<tbody>")[1].split("</tr>")[0]
    assert "Dataskydd och säkerhet" in first
    assert "nämns i artikeln" in first
    assert "talar för ett gemensamt centrum" in first
    assert page.count("★") == 3
    assert "fem kommuner" in page


def test_since_last_tells_of_it_in_words(app, monkeypatch):
    actor = stand(monkeypatch, "coordinator")
    made = workspace().state_capability(actor, "aneby-kommun", "gis", "lacks")
    workspace().withdraw_capability(actor, made.id)
    app.query_params["vy"] = "sedan-sist"
    opened(app, "connections.py")
    assert not app.exception
    page = said(app)
    assert "skrev ”saknar” om en förmåga" in page
    assert "tog tillbaka ”saknar” om en förmåga" in page
    assert "Aneby kommun: Kartor och GIS" in page


def test_a_workspace_that_can_not_be_read_is_told_and_the_sources_still_show(app, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", "nonsense")
    page = show(app)
    assert "TWIN_WORKSPACE_URL går inte att tyda" in page
    assert "av 532" in page


def test_the_download_has_every_cell_with_state_and_source(app, monkeypatch):
    given: dict[str, bytes] = {}
    monkeypatch.setattr("ui.capabilities_table.to_csv", lambda rows, columns: given.setdefault("csv", to_csv(rows, columns)))
    from ui.tables import to_csv

    show(app)
    lines = list(csv.DictReader(io.StringIO(given["csv"].decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 532
    assert Counter(line["Läge"] for line in lines)["vet ej"] == counts()["not_known"]
    assert all(line["Källor"] for line in lines if line["Läge"] != "vet ej")
