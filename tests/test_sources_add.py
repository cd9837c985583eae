"""Adding a source on page Källor: each step by what the page says, against a made-up publisher; nothing is offered to those who may not."""

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest import workshop as door
from tests import faults
from tests.faults import Fault
from tests.publishers import CODES, HOST, semicolons
from tests.screen import everything
from tests.standing import stand
from tests.test_workshop_looks import wfs
from twin.paths import ROOT, state
from ui import rebuild

pytestmark = pytest.mark.proof  # slow as a whole


AT = f"https://{HOST}/"
WORDS = {  # field -> what is written in it
    "Källans namn": "Provets elanvändning", "Utgivare": "Provutgivaren", "Utgivarens sida om siffrorna": AT, "Licens, med utgivarens ord": "CC0",
    "Begränsningar": "Påhittad.", "Metod": "Påhittad.", "Namn på svenska": "Provets el", "Namn på engelska": "Electricity of the test", "Enhet": "MWh",
    "Vad det mäter, på svenska": "Hur mycket som går åt i kommunen under ett år, bara påhittat för provet.",
    "Vad det mäter, på engelska": "How much is used in the municipality in a year, invented for the test alone.",
}  # fmt: skip


@pytest.fixture
def built(warehouse: Path) -> Path:
    """The warehouse, asked for before `desk` names a state folder of its own."""
    return warehouse


@pytest.fixture
def app(built, desk, publisher, monkeypatch):
    """The page for an analyst, on a copy of the warehouse; rebuilds are counted, not run."""
    state().mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, state() / built.name)
    (state() / "current.json").write_text(json.dumps({"file": built.name}), encoding="utf-8")
    stand(monkeypatch, "analyst")
    rebuilds: list[str] = []
    monkeypatch.setattr(rebuild, "after_edit", lambda: rebuilds.append("asked"))
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode("cp1252")
    monkeypatch.chdir(ROOT)
    made = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    made.rebuilds = rebuilds
    return made


def open_view(app, **parameters):
    app.run()
    for name, value in {"vy": "ny", **parameters}.items():
        app.query_params[name] = value
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    return shown(app)


def shown(app) -> str:
    assert not app.exception, app.exception
    return everything(app).replace("\u00a0", " ")


def field(app, label):
    return next(one for one in (*app.text_input, *app.text_area, *app.number_input, *app.selectbox, *app.multiselect) if one.label == label)


def press(app, label) -> str:
    next(one for one in app.button if one.label == label).click().run()
    return shown(app)


def fill(app, **values):
    for label, value in {**WORDS, **values}.items():
        field(app, label).set_value(value)
    field(app, "Största rimliga värde").set_value(1000.0)
    app.run()


def look(app, path="el.csv") -> str:
    field(app, "Adress").set_value(f"{AT}{path}").run()
    return press(app, "Titta på svaret")


def test_a_source_is_added_step_by_step_and_taken_out_again(app, desk):
    said = open_view(app)
    assert "2. Kolumnerna" not in said
    said = look(app)
    assert "Svaret har 20 rader" in said
    assert "Kontakt: namnet" in said, "a field about persons is named, and not shown"
    assert "example.org;" not in said
    assert "handlaggare" not in said
    assert (field(app, "Kommun").value, field(app, "Period (frivilligt)").value) == ("Kommun", "År")
    assert field(app, "Värden").value == ["Elanvändning (MWh)"]
    assert field(app, "Decimaltecken (frivilligt)").value == ","
    said = press(app, "Granska källan")
    assert "fel att rätta innan källan kan granskas" in said
    assert "Det ska vara ifyllt." in said
    assert "Spara källan" not in said
    fill(app)
    assert field(app, "Nyckel").value == "provets_elanvandning"
    assert field(app, "Nyckeltalets id").value == "provets_el"
    assert field(app, "Decimaler").value == 1, "as the values are written"
    said = press(app, "Granska källan")
    assert "prov godkända" in said
    assert "12 siffror i svaret, 2023–2024" in said, "six municipalities, two years"
    assert "1,4" in said, "Aneby 2024 as the publisher has it"
    assert "SOURCE = Source(" in said
    assert not app.rebuilds
    assert door.saved() == []
    asked = len(desk.asked)
    said = press(app, "Spara källan")
    assert len(desk.asked) == asked, "the answer that was checked is the one that is saved"
    assert "Källan Provets elanvändning är sparad." in said
    assert door.saved() == ["provets_elanvandning"]
    assert app.rebuilds == ["asked"]
    assert "2. Kolumnerna" not in said, "the form is empty for the next one"
    said = press(app, "Ångra")
    assert "Källan provets_elanvandning är borttagen." in said
    assert door.saved() == []
    assert app.rebuilds == ["asked", "asked"]


def test_what_is_changed_after_the_check_is_checked_again(app):
    open_view(app)
    look(app)
    fill(app)
    press(app, "Granska källan")
    field(app, "Metod").set_value("En annan.").run()
    said = shown(app)
    assert "Något har ändrats sedan granskningen." in said
    assert "Spara källan" not in said


def test_a_value_out_of_bounds_fails_the_check_with_its_row(app):
    open_view(app)
    look(app)
    fill(app)
    field(app, "Största rimliga värde").set_value(3.0).run()
    said = press(app, "Granska källan")
    assert "prov underkän" in said
    assert "0684" in said, "Sävsjö's third value is the first above three"
    assert "Spara källan" not in said


def test_an_address_that_may_not_be_asked_is_refused_with_what_to_do(app, desk):
    open_view(app)
    field(app, "Adress").set_value("https://192.168.0.1/el.csv").run()
    said = press(app, "Titta på svaret")
    assert "Adresser i det egna nätet frågas aldrig" in said
    field(app, "Adress").set_value("https://other.example.org/el.csv").run()
    said = press(app, "Titta på svaret")
    assert "data/hosts.toml" in said
    assert not desk.asked


def test_another_address_makes_the_look_void(app):
    open_view(app)
    assert "2. Kolumnerna" in look(app)
    field(app, "Adress").set_value(f"{AT}annat.csv").run()
    assert "2. Kolumnerna" not in shown(app)


def test_a_file_is_found_by_its_link_on_a_page(app, publisher):
    publisher.answers[f"{HOST}/sida"] = '<html><a href="/om">Om oss</a> <a href="/el.csv">Elanvändning 2024</a></html>'.encode()
    open_view(app)
    field(app, "Länkens text (frivilligt)").set_value("Elanvändning").run()
    said = look(app, "sida")
    assert "Svaret har 20 rader" in said
    field(app, "Länkens text (frivilligt)").set_value("Om").run()
    assert "2. Kolumnerna" not in shown(app), "another link is another answer"


def test_a_layer_is_chosen_after_the_first_look_and_counted(app, publisher):
    publisher.answers[f"{HOST}/wfs"] = wfs
    open_view(app)
    field(app, "Sorts källa").set_value("wfs").run()
    said = look(app, "wfs")
    assert "3. Orden" not in said, "there are no columns yet"
    field(app, "Lager").set_value("prov:laddplatser").run()
    press(app, "Titta på svaret igen")
    fill(app, **{"Källans namn": "Provets laddplatser", "Enhet": "laddpunkter", "Gäller (frivilligt)": "2024"})
    said = press(app, "Granska källan")
    assert "prov godkända" in said, said[-3000:]
    shown_values = [f"{n + 1}" for n in range(len(CODES))]
    assert all(value in said for value in shown_values)


def test_a_form_that_is_left_is_still_there(app):
    open_view(app)
    look(app)
    fill(app)
    app.segmented_control(key="satt").set_value("fil").run()
    app.segmented_control(key="satt").set_value("adress").run()
    assert field(app, "Namn på svenska").value == WORDS["Namn på svenska"]
    assert field(app, "Adress").value == f"{AT}el.csv"


@pytest.mark.parametrize("role", ["viewer", "coordinator"])
def test_others_read_why_and_are_offered_nothing(app, monkeypatch, role):
    stand(monkeypatch, role)
    said = open_view(app)
    assert ("Rollen läsare får läsa" if role == "viewer" else "Källor läggs till av den som har rollen analytiker") in said
    assert "CONTRIBUTING.md" in said
    assert not list(app.main.button)
    assert not list(app.main.text_input)


def test_who_loses_the_role_can_not_take_a_source_out(app, monkeypatch):
    open_view(app)
    look(app)
    fill(app)
    press(app, "Granska källan")
    press(app, "Spara källan")
    stand(monkeypatch, "viewer")
    press(app, "Ångra")
    assert door.saved() == ["provets_elanvandning"]


def test_a_search_where_no_catalogue_answers_says_so_and_not_that_nothing_is_there(app, desk):
    desk.faults.append(Fault(faults.dead()))
    open_view(app, satt="sok")
    field(app, "Sökord").set_value("cykel")
    said = press(app, "Sök i dataportal.se, Kolada och SCB")
    assert "om något finns för «cykel» är okänt" in said
    assert "hade inget" not in said
    for name in ("Kolada: ", "SCB: ", "dataportal.se: "):
        assert name in said
