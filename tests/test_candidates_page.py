"""Candidates out of public registers: what the cards tell, what a click writes, what is seen without the right to write. The entries are made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.entries_made_up import LIKE, OTHER, TEXT, TITLE, WHOSE, spread
from tests.standing import stand
from tests.test_pages import ROOT, opened, said
from twin.questions.candidates import candidates
from twin.questions.initiative import initiative
from twin.questions.registers import behind
from twin.register.candidates import Candidate, as_of_now
from twin.register.overlay import overlay
from twin.register.sheets import ANSWERS_OF, REGISTERS_OF, SAME
from twin.register.standing import standing
from twin.register.tables import EDITORS
from twin.register.taking_in import ignored, merged, proposed, shortened, withdrawn
from twin.workspace import Actor, workspace
from ui import rebuild

TODAY = date.fromisoformat("2026-11-28")
SIX = {"0682": "Nässjö", "0684": "Sävsjö"}
ACTOR = Actor("coordinator", "0123456789abcdef01234567")


@pytest.fixture(scope="module")
def made_up(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spread(warehouse, tmp_path_factory.mktemp("entries"))


@pytest.fixture
def home(made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of its own with the made-up warehouse, where no rebuild is started."""
    file = next(made_up.glob("*.duckdb"))
    (tmp_path / file.name).symlink_to(file)
    (tmp_path / "current.json").write_bytes((made_up / "current.json").read_bytes())
    (tmp_path / "published").mkdir()
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setattr(rebuild, "after_edit", lambda: None)
    monkeypatch.chdir(ROOT)
    return tmp_path


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    stand(monkeypatch, "coordinator")
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def show(app: AppTest, page: str = "upkeep.py", **address: str) -> str:
    app.query_params.clear()
    app.query_params.update(address)
    opened(app, page)
    assert not app.exception
    return shown(app)


def shown(app: AppTest) -> str:
    return unescape(said(app))


def press(app: AppTest, label: str) -> None:
    """Presses the one button whose label begins so; what is heard but not seen does not count."""
    [button] = [one for one in app.button if one.label.partition(" *–")[0] == label]
    button.click()
    app.run()
    assert not app.exception


def one() -> Candidate:
    [found] = candidates()
    return found


@pytest.mark.parametrize("asked", ["9" * 5000, "-1", "1e9", "²", ""])
def test_a_number_of_cards_that_is_none_shows_the_first(app, asked):
    show(app, vy="kandidater", antal=asked)
    assert "1 av 1" in [one.value for one in app.header]


# --- what a card tells ----------------------------------------------------------------------------------------------------------------------


def test_a_card_tells_whose_where_when_kronor_and_how_each_is_known(app):
    page = show(app, vy="kandidater")
    assert "<strong>1 kandidat</strong> väntar på granskning" in page
    for words in (
        "Nässjö kommun (på organisationsnumret och på namnet)", "registret säger «Nässjö»", "januari 2025 – 31 december 2025",
        "1 000 000 kronor; sagt i 2 poster, varje krona räknad en gång", "Fonden", "<mark>Solceller</mark> på simhallen", "huvudmål (2 av 2)",
        "Tema: El; Teknik: Solceller", "CPV 09331200", "Samma tema och plats.", "Egen solkraft", "Bidragsregistret, B-1", "Forskningsregistret, F-1",
        "ärende 2025-1", "ej granskat",
    ):  # fmt: skip
        assert words in page, words


def test_the_answer_tells_which_registers_have_been_read_and_which_name_the_six(app):
    page = show(app, vy="kandidater")
    assert "Offentliga upphandlingar 2021" in page
    assert "Läst här: Bidragsregistret och Forskningsregistret." in page
    assert "Följer med produkten: Offentliga upphandlingar." in page
    assert "Ännu inte läst: " in page
    assert "1 000 poster lästa, 2 rör oss" in page


def test_as_shipped_only_the_procurements_of_2021_name_the_six(warehouse, monkeypatch):
    monkeypatch.chdir(ROOT)
    page = show(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), vy="kandidater")
    assert "Inget registersvar som har lästs rör kommunerna eller deras bolag, utom Offentliga upphandlingar 2021." in page
    assert "Inget register är ännu hämtat eller inlämnat här." in page


def test_a_reader_sees_how_many_wait_and_no_row_that_nobody_has_reviewed(app, monkeypatch):
    assert "1 kandidat ur offentliga register väntar på granskning" in show(app, "initiatives.py")
    stand(monkeypatch, "viewer")
    assert "1 kandidat ur offentliga register väntar på granskning" in show(app, "initiatives.py")
    for view in ("kandidater", "registerfragor"):
        page = show(app, vy=view)
        assert "Rollen läsare får läsa, inte skriva." in page
        assert TITLE not in page
        assert "Sensorer i vattnet" not in page
    assert "<strong>1 kandidat</strong> väntar på granskning" in show(app, vy="kandidater")


def test_the_choice_in_the_address_is_followed(app):
    assert TITLE in show(app, vy="kandidater", kommun="0682", ror="climate", slag="grant")
    for choice in ({"kommun": "0684"}, {"lage": "ignorerade"}, {"lage": "intagna"}):
        assert TITLE not in show(app, vy="kandidater", **choice)


# --- what a click writes --------------------------------------------------------------------------------------------------------------------


def state_of() -> tuple[str, str | None]:
    [now] = as_of_now(candidates(), standing().lines)
    return now.state, now.initiative_id


def test_ignored_with_a_reason_stays_ignored_is_listed_and_can_be_taken_back(app):
    show(app, vy="kandidater")
    app.selectbox(key="why-bidragen:B-1").set_value("annat").run()
    assert "Skriv skälet i egna ord." in shown(app)
    app.text_input(key="note-bidragen:B-1").set_value("Ring 070-123 45 67").run()
    assert "«070-123 45 67» ser ut som en adress eller ett nummer till en person." in shown(app)
    assert not [one for one in app.button if one.label == "Ignorera kandidaten"]
    app.text_input(key="note-bidragen:B-1").set_value("Gäller en annan simhall").run()
    press(app, "Ignorera kandidaten")
    assert f"{TITLE} är ignorerad." in shown(app)
    assert state_of() == ("ignored", None)
    assert {(line.cells["entry_id"], line.cells["value"]) for line in standing().lines[ANSWERS_OF.file]} == {
        ("B-1", "annat"),
        ("F-1", "annat"),
    }
    page = show(app, vy="kandidater", lage="ignorerade")
    assert "Ignorerad: annat skäl. Gäller en annan simhall" in page
    assert "0 kandidater</strong> väntar på granskning; 1 är ignorerad" in page
    press(app, "Sluta ignorera")
    assert state_of() == ("new", None)
    assert "hör inte" not in show(app, vy="historik")
    assert "ignoreras: annat skäl (Gäller en annan simhall)" in shown(app)


def test_merged_puts_the_entries_behind_the_initiative_with_their_receipts(app):
    show(app, vy="kandidater")
    assert app.selectbox(key="into-bidragen:B-1").value == "NAS-02"
    press(app, "Slå ihop med NAS-02")
    assert state_of() == ("accepted", "NAS-02")
    assert {(line.cells["entry_id"], line.cells["receipt_id"]) for line in standing().lines[REGISTERS_OF.file]} == {("B-1", "kvitto-bidragen"), ("F-1", "kvitto-forskningen")}  # fmt: skip
    page = show(app, "initiatives.py", id="NAS-02")
    assert "I offentliga register" in page
    assert "Bidragsregistret, B-1" in page
    assert "https://bidragen.example/B-1" in page
    assert "https://forskningen.example/svar" in page, "the receipt of the entry without an address of its own"
    assert "Hör till " in show(app, vy="kandidater", lage="intagna")
    workspace().undo(ACTOR, workspace().batches()[0].id)
    assert state_of() == ("new", None)


def test_taken_in_begins_the_form_and_saves_with_ids_and_receipts_as_one_batch(app):
    show(app, vy="kandidater")
    press(app, "Ta in …")
    assert "Ta in Solceller på simhallen i registret." in shown(app)
    fields = {box.label: box.value for box in (*app.text_input, *app.text_area, *app.selectbox)}
    expected = {
        "Titel": TITLE, "Beskrivning": TEXT, "Ansvarig organisation": "nassjo-kommun", "Ansvarig, som källan skriver": "NÄSSJÖ KOMMUN",
        "Beteckning": "NAS-08", "Läge": "avslutad", "Lägets grund": "registrets datum", "Start (frivilligt)": "2025-01", "Slut (frivilligt)": "2025-12-31",
        "Uppgift från (frivilligt)": "2026-11-01", "Hur uppgiften är sedd": "sedd i lista", "Klimat, 0–2": "2", "Räckvidd": "kommun",
        "Budget, kronor (frivilligt)": "1000000", "Finansiär (frivilligt)": "Fonden",
        "Om budgeten (frivilligt)": "beviljat enligt Bidragsregistret och Forskningsregistret",
    }  # fmt: skip
    assert {label: fields[label] for label in expected} == expected
    press(app, "Lägg till initiativet")
    assert f"{TITLE} är tillagt som NAS-08." in shown(app)
    assert state_of() == ("accepted", "NAS-08")
    [batch] = workspace().batches()
    assert {change.action for change in batch.changes} == {"add"}
    tags = {
        (line.cells["code"], line.cells["evidence"])
        for line in standing().lines["initiative_tags.csv"]
        if line.cells["initiative_id"] == "NAS-08"
    }
    assert tags == {("energi-el", "Solceller"), ("solceller", "Solceller"), ("byggnader", EDITORS)}
    assert standing().faults == ()
    assert "är intagen och hör till" in show(app, vy="nytt", kandidat="bidragen:B-1")
    workspace().undo(ACTOR, batch.id)
    assert state_of() == ("new", None)


def test_a_candidate_that_is_gone_is_told(app):
    assert "Ingen kandidat heter bidragen:B-99 längre." in show(app, vy="nytt", kandidat="bidragen:B-99")


def test_questions_are_answered_with_a_button_and_go(app):
    page = show(app, vy="registerfragor")
    assert "<strong>2 frågor</strong> om register väntar på svar." in page
    press(app, "Nässjö Affärsverk AB")
    assert "Posten hör till Nässjö Affärsverk AB." in shown(app)
    press(app, "Olika projekt")
    assert "<strong>0 frågor</strong>" in shown(app)
    [line] = standing().lines[ANSWERS_OF.file]
    assert dict(line.cells) == {
        "source_key": WHOSE[0],
        "entry_id": WHOSE[1],
        "answer": "organisation",
        "value": "nassjo-affarsverk",
        "note_sv": "",
    }
    [pair] = standing().lines[SAME.file]
    assert dict(pair.cells) == {"a_source": LIKE[0], "a_id": LIKE[1], "b_source": OTHER[0], "b_id": OTHER[1], "same": "nej"}
    workspace().undo(ACTOR, workspace().batches()[0].id)
    assert "<strong>1 fråga</strong>" in show(app, vy="registerfragor")
    press(app, "Samma projekt")
    assert "samma projekt" in show(app, vy="historik")


def test_two_who_take_in_at_once_do_not_both(app):
    found, lines = one(), standing().lines
    workspace().edit(ACTOR, merged(found, lines, "NAS-02"))
    lines = standing().lines
    assert [fault.column for fault in standing().broken_by(merged(found, lines, "NAS-03"))] == ["entry_id", "entry_id"]


# --- the edits and the draft ------------------------------------------------------------------------------------------------------------------


def test_an_ignored_candidate_that_is_taken_in_is_no_longer_ignored(home):
    found, lines = one(), standing().lines
    out = overlay(lines, ignored(found, lines, "annat", "x")).lines
    assert len(withdrawn(found, out)) == 2
    back = overlay(out, merged(found, out, "NAS-02")).lines
    assert back[ANSWERS_OF.file] == []
    assert standing().hold(back) == []
    assert ignored(found, out, "annat", "x") == [], "said already"


def test_the_draft_makes_nothing_up(home):
    found = replace(one(), organisation_id=None, organisation_text="Någon AB", end="", places=(), amount_sek=None, funder="", marks=())
    draft = proposed(found, standing().lines, SIX, TODAY)
    assert (draft.cells["owner_org_id"], draft.cells["owner_text"]) == ("", "Någon AB")
    assert (draft.cells["phase"], draft.cells["geo_level"], draft.cells["budget_sek"], draft.cells["budget_note"]) == ("okänd", "", "", "")
    assert (draft.places, draft.tags) == ({}, {})


@pytest.mark.parametrize(
    ("start", "end", "phase"),
    [("2025", "2025-12", "avslutad"), ("2026", "2027", "pågående"), ("2027-01-01", "2028", "planerad"), ("2020", "", "okänd"), ("", "2026-11-27", "avslutad"), ("2026-12", "2027", "planerad")],
)  # fmt: skip
def test_the_phase_is_told_by_dates_alone(home, start, end, phase):
    assert proposed(replace(one(), start=start, end=end), standing().lines, SIX, TODAY).cells["phase"] == phase


def test_a_release_that_is_no_date_gives_way_to_the_day_of_reading(home):
    found = one()
    read = datetime(2026, 11, 20, 8, tzinfo=UTC)
    entries = tuple(replace(entry, release="utgåva 7", fetched_at=read) for entry in found.entries)
    assert proposed(replace(found, entries=entries), standing().lines, SIX, TODAY).cells["as_of"] == "2026-11-20"


def test_a_long_text_is_cut_after_a_sentence_or_a_word():
    assert shortened("Kort text.", 300) == "Kort text."
    sentence = "Det här är den första meningen, och den är lång nog. Den andra går inte in."
    assert shortened(sentence, 60) == "Det här är den första meningen, och den är lång nog."
    cut = shortened("ord " * 100, 50)
    assert len(cut) <= 50
    assert cut.endswith("ord …")


def test_evidence_that_the_cut_took_away_is_the_editors_own(home):
    found = replace(one(), text="x" * 10 + " ord" * 100 + " Solceller", title="Tak")
    assert set(proposed(found, standing().lines, SIX, TODAY).tags.values()) == {EDITORS}


# --- after the rebuild ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.proof
def test_a_build_keeps_what_people_said(tmp_path, monkeypatch):
    """Of the procurements that come with the product one is ignored, one joined; a build, and a build after it, say the same as the screen before them."""
    from ingest.__main__ import main as ingest

    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    assert ingest(["build"]) == 0
    out, joined, *_ = candidates()
    workspace().edit(ACTOR, ignored(out, standing().lines, "for_litet", ""))
    workspace().edit(ACTOR, merged(joined, standing().lines, "NAS-02"))
    before = {found.id: (found.state, found.initiative_id) for found in as_of_now(candidates(), standing().lines)}
    assert (before[out.id], before[joined.id]) == (("ignored", None), ("accepted", "NAS-02"))
    for _ in range(2):
        assert ingest(["build"]) == 0
        assert {found.id: (found.state, found.initiative_id) for found in candidates()} == before
    kept = initiative("NAS-02")
    assert kept is not None
    assert [post.receipt for post in behind(kept.registers)] == [True]
