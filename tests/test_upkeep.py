"""One initiative as a form holds it, edits in words, proposals, the initiative's page before the rebuild, and the rebuild itself."""

import dataclasses
import logging
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register_rows import FOLDER, PLACES
from twin.paths import DATA
from twin.questions.edited import differs, edited
from twin.questions.initiative import initiative
from twin.questions.proposals import proposals
from twin.register.columns import worded
from twin.register.drafts import (
    Draft,
    blank,
    concerns,
    confirmation,
    draft_of,
    edits,
    faults_of,
    next_id,
    spans,
    words_for,
)
from twin.register.loading import code_lists, faults_in, read_sheets, rows_of
from twin.register.overlay import DISMISSED, overlay
from twin.register.sheets import INITIATIVES, SOURCES_OF, TAGS_OF
from twin.register.spoken import spoken
from twin.register.standing import Standing, standing
from twin.register.tables import EDITORS
from twin.warehouse import ask
from twin.workspace import Actor, Change, workspace
from ui import rebuild, upkeep

LISTS = code_lists(DATA / "taxonomy", [])
SEED = read_sheets(FOLDER, []) or {}
IDS = [line.cells["id"] for line in SEED[INITIATIVES.file]]


def now(*changes: Change) -> Standing:
    laid = overlay(SEED, changes)
    return Standing(laid.lines, changes, laid.apart, (), rows_of(laid.lines, LISTS), frozenset(PLACES), LISTS)


def known(id_: str) -> Draft:
    found = draft_of(SEED, id_)
    assert found is not None
    return found


# --- drafts ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", IDS)
def test_an_untouched_form_changes_nothing(id_):
    assert edits(known(id_), known(id_)) == []


@given(st.sampled_from(IDS), st.sampled_from(IDS))
@settings(max_examples=40)
def test_the_edits_make_the_one_out_of_the_other(a, b):
    """From any initiative to any other's contents, under the first one's id; turned round they lead back."""
    before = known(a)
    after = dataclasses.replace(known(b), cells={**known(b).cells, "id": a})
    made = edits(before, after)
    lines = overlay(SEED, made).lines
    assert draft_of(lines, a) == after
    assert draft_of(overlay(lines, [change.reversed() for change in reversed(made)]).lines, a) == before


def test_a_new_one_is_added_with_its_companions():
    fresh = dataclasses.replace(known("NAS-02"), cells={**known("NAS-02").cells, "id": "NAS-50"})
    made = edits(None, fresh)
    assert {change.action for change in made} == {"add"}
    assert draft_of(overlay(SEED, made).lines, "NAS-50") == fresh
    assert faults_in(overlay(SEED, made).lines, PLACES, LISTS) == []


def test_faults_are_the_registers_own_and_name_the_line():
    draft = known("NAS-02")
    spoiled = dataclasses.replace(
        draft, cells={**draft.cells, "end_date": "1999"}, tags={**draft.tags, ("technology", "ai"): "rymdraketer"}
    )
    found = {(fault.file, fault.column, line.cells.get("code")) for line, fault in faults_of(now(), spoiled, edits(draft, spoiled))}
    assert found == {(INITIATIVES.file, "end_date", None), (TAGS_OF.file, "evidence", "ai")}


def test_an_empty_form_lacks_all_that_the_register_asks_for():
    found = {(fault.column, fault.rule) for _, fault in faults_of(now(), blank("NAS-50"), edits(None, blank("NAS-50")))}
    assert {
        ("title_sv", "är tomt"),
        ("phase", "är tomt"),
        ("id", "har inte någon källa"),
        ("id", "har inte något tema"),
        ("id", "har inte någon plats"),
    } <= found


def test_faults_that_were_there_before_do_not_block_another_initiative():
    spoiled = now(Change(INITIATIVES.file, {"id": "NAS-03"}, "phase", known("NAS-03").cells["phase"], "snart"))
    faulty = dataclasses.replace(spoiled, faults=tuple(spoiled.hold(spoiled.lines)))
    draft = known("NAS-02")
    better = dataclasses.replace(draft, cells={**draft.cells, "budget_note": "Enligt avtal"})
    assert faults_of(faulty, better, edits(draft, better)) == []


def test_an_undo_that_would_leave_a_tag_without_its_words_is_seen_beforehand():
    draft = known("NAS-02")
    text = Change(
        INITIATIVES.file,
        {"id": "NAS-02"},
        "description_sv",
        draft.cells["description_sv"],
        "Sensorer i simhallen. köper solelen upplåter tak simhall och förskolor",
    )
    tag = {"initiative_id": "NAS-02", "scheme": "technology", "code": "iot", "evidence": "Sensorer"}
    tagged = Change(TAGS_OF.file, {name: tag[name] for name in TAGS_OF.key}, action="add", cells=tag)
    assert now().broken_by([text, tagged]) == []
    assert [(fault.file, fault.value) for fault in now(text, tagged).broken_by([text.reversed()])] == [(TAGS_OF.file, "Sensorer")]


@pytest.mark.parametrize(
    ("owner", "proposed"),
    [("nassjo-kommun", "NAS-08"), ("nassjo-affarsverk", "NAS-08"), ("hoglandsforbundet", "HOG-10"), ("witalabostader", "VET-06")],
)
def test_the_next_free_id_of_an_owner(owner, proposed):
    assert next_id(SEED, owner) == proposed


def test_an_owner_in_a_new_place_gets_letters_of_its_own_name():
    bodies = [
        dataclasses.replace(line, cells={**line.cells, "id": "ornskoldsvik", "name": "Örnsköldsviks kommun", "place_code": "2284"})
        for line in SEED["organisations.csv"][:1]
    ]
    assert next_id({**SEED, "organisations.csv": [*SEED["organisations.csv"], *bodies]}, "ornskoldsvik") == "ORN-01"


@pytest.mark.parametrize("id_", IDS)
def test_every_span_offered_stands_in_the_text(id_):
    draft = known(id_)
    assert spans(draft)
    assert all(words in draft.text for words in spans(draft))


def test_evidence_is_the_name_as_the_text_has_it():
    draft = known("NAS-02")
    assert words_for(["nässjö kommun"], draft) == "Nässjö kommun"
    assert words_for(["Rymdstyrelsen"], draft) == EDITORS


def test_a_confirmation_dates_the_statement_today_and_only_once():
    made = confirmation(SEED, "NAS-02", date(2026, 11, 25))
    assert {(change.column, change.new) for change in made} == {("as_of", "2026-11-25"), ("quality", "bekräftad av ägaren")}
    lines = overlay(SEED, made).lines
    assert faults_in(lines, PLACES, LISTS) == []
    assert confirmation(lines, "NAS-02", date(2026, 11, 25)) == []


# --- in words --------------------------------------------------------------------------------------------------------------------------------

NAMES = {("theme", "energi-el"): "El", ("place", "0682"): "Nässjö", ("organisation", "nassjo-kommun"): "Nässjö kommun"}
TAG = {"initiative_id": "NAS-02", "scheme": "theme", "code": "energi-el"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(INITIATIVES.file, {"id": "NAS-02"}, "phase", "okänd", "pågående"), ("Läge", "okänd", "pågående")),
        (Change(INITIATIVES.file, {"id": "NAS-02"}, "owner_org_id", "", "nassjo-kommun"), ("Ansvarig organisation", "", "Nässjö kommun")),
        (Change(TAGS_OF.file, TAG, action="add", cells={**TAG, "evidence": "solel"}), ("Tema El", "", "vilar på «solel»")),
        (Change(TAGS_OF.file, TAG, action="remove", cells={**TAG, "evidence": "solel"}), ("Tema El", "vilar på «solel»", "")),
        (Change(TAGS_OF.file, TAG, "evidence", "sol", "solel"), ("Tema El: Vilar på", "sol", "solel")),
        (Change(DISMISSED.file, TAG, action="add", cells=TAG), ("Avfärdad märkning El", "", "finns")),
    ],
)
def test_an_edit_in_words(change, told):
    assert spoken(change, NAMES) == told
    assert concerns(change) == "NAS-02"


def test_a_fault_speaks_of_fields_and_sheets_as_the_form_does():
    assert worded("ligger före start_date 2019") == "ligger före «Start» 2019"
    assert worded("lägg raden i initiative_organisations.csv") == "lägg raden i «Roller»"
    assert worded("skriv en kod ur data/region.toml") == "skriv en kod ur data/region.toml"


# --- the page before the rebuild, and proposals ---------------------------------------------------------------------------------------------


def test_the_page_of_an_edited_initiative_differs_in_what_was_edited_alone(warehouse):
    edit = Change(INITIATIVES.file, {"id": "NAS-02"}, "funder_text", known("NAS-02").cells["funder_text"], "Någon annan")
    page = edited(now(edit), "NAS-02")
    assert page is not None
    assert page.initiative.funder == "Någon annan"
    assert differs(initiative("NAS-02"), page) == ("funder_text",)
    assert edited(now(edit), "NAS-03") is None


@pytest.mark.parametrize("id_", IDS)
def test_an_edit_that_changes_nothing_of_the_page_differs_in_nothing(warehouse, id_):
    """Every initiative as the register has it and as the warehouse has it are the same page."""
    nothing = Change(
        DISMISSED.file,
        {"initiative_id": id_, "scheme": "theme", "code": "x"},
        action="add",
        cells={"initiative_id": id_, "scheme": "theme", "code": "x"},
    )
    page = edited(now(nothing), id_)
    assert page is not None
    assert differs(initiative(id_), page) == ()


def test_a_proposal_goes_when_it_is_set_or_dismissed(warehouse):
    [(id_, scheme, code, words)] = ask("SELECT initiative_id, scheme, code, evidence FROM tag_proposal ORDER BY 1, 2, 3 LIMIT 1")
    key = {"initiative_id": id_, "scheme": scheme, "code": code}

    def offered(*changes: Change) -> bool:
        return (scheme, code) in {(one.scheme, one.code) for one in proposals(now(*changes), id_)}

    assert offered()
    set_ = Change(TAGS_OF.file, key, action="add", cells={**key, "evidence": words})
    assert not offered(set_)
    assert faults_in(overlay(SEED, [set_]).lines, PLACES, LISTS) == []
    assert not offered(Change(DISMISSED.file, key, action="add", cells={**key, "evidence": words}))


def test_a_dismissal_is_kept_by_the_workspace_and_can_be_undone(warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    batch = workspace().edit(Actor("coordinator"), [Change(DISMISSED.file, TAG, action="add", cells={**TAG, "evidence": "solel"})])
    assert [line.cells["code"] for line in standing().lines[DISMISSED.file]] == ["energi-el"]
    workspace().undo(Actor("coordinator"), batch.id)
    assert standing().lines[DISMISSED.file] == []


def test_of_edits_that_are_right_alone_but_not_together_one_is_refused(warehouse, tmp_path, monkeypatch):
    """Two remove one each of an initiative's two sources at the same moment: the register must keep one."""
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    monkeypatch.setattr(upkeep, "actor", lambda: Actor("coordinator"))
    monkeypatch.setattr(rebuild, "after_edit", lambda: None)
    told: dict[str, object] = {}
    monkeypatch.setattr(upkeep.st, "session_state", told)
    sources = [line.cells for line in SEED[SOURCES_OF.file] if line.cells["initiative_id"] == "NAS-02"]
    more = {**sources[0], "url": "https://example.org/annan"}
    key = [{name: cells[name] for name in SOURCES_OF.key} for cells in (sources[0], more)]
    assert len(sources) == 1
    assert upkeep.save([Change(SOURCES_OF.file, key[1], action="add", cells=more)], "")
    removals = [[Change(SOURCES_OF.file, one, action="remove", cells=cells)] for one, cells in zip(key, (sources[0], more), strict=True)]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(upkeep.save, removals, ("", ""))) == [False, True]
    assert standing().faults == ()
    assert len([line for line in standing().lines[SOURCES_OF.file] if line.cells["initiative_id"] == "NAS-02"]) == 1


# --- the rebuild ------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A rebuild that runs a script of the test's instead of the build; the script's runs are counted in a file."""
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    script = tmp_path / "build.py"
    script.write_text(f"import time; open({str(tmp_path / 'runs')!r}, 'a').write('x'); time.sleep(0.3)", encoding="utf-8")
    monkeypatch.setattr(rebuild, "COMMAND", [sys.executable, str(script)])
    monkeypatch.setattr(rebuild, "_state", rebuild.Rebuild())
    yield script
    through()


def through() -> rebuild.Rebuild:
    for _ in range(400):
        if not rebuild.state().running:
            return rebuild.state()
        time.sleep(0.05)
    raise TimeoutError("the rebuild does not end")


def runs(script: Path) -> int:
    return len((script.parent / "runs").read_text(encoding="utf-8"))


def test_edits_during_a_rebuild_are_taken_in_by_one_more(builds):
    for _ in range(5):
        rebuild.after_edit()
    assert rebuild.state().running
    assert rebuild.state().started is not None
    assert through().failed_sv == ""
    assert runs(builds) == 2, "one under way, one for all that came meanwhile"


def test_a_failed_rebuild_tells_its_fault_and_the_next_good_one_clears_it(builds):
    good = builds.read_text(encoding="utf-8")
    builds.write_text("import sys; print('Registret har ett fel', file=sys.stderr); sys.exit(3)", encoding="utf-8")
    rebuild.after_edit()
    assert through().failed_sv == "Registret har ett fel"
    log = (builds.parent / "rebuild.log").read_text(encoding="utf-8")
    assert "exit 3\nRegistret har ett fel" in log
    builds.write_text(good, encoding="utf-8")
    rebuild.after_edit()
    assert through().failed_sv == ""
    assert log in (builds.parent / "rebuild.log").read_text(encoding="utf-8"), "the log is kept"


def test_a_server_that_starts_takes_in_what_was_written_before(builds):
    rebuild.catch_up()
    assert not rebuild.state().running, "nobody has written"
    workspace().edit(Actor("coordinator"), [Change(INITIATIVES.file, {"id": "NAS-02"}, "budget_note", "", "Enligt avtal")])
    rebuild.catch_up()
    assert rebuild.state().running


def test_a_source_that_failed_is_no_failed_rebuild(builds):
    builds.write_text("import sys; sys.exit(1)", encoding="utf-8")
    rebuild.after_edit()
    assert through().failed_sv == ""


def test_a_rebuild_waits_for_its_turn(builds):
    builds.write_text(
        f"import sys, pathlib; turn = pathlib.Path({str(builds.parent / 'turn')!r})\n"
        "if not turn.exists(): turn.touch(); print('En annan hämtning eller ett annat bygge pågår.', file=sys.stderr); sys.exit(3)",
        encoding="utf-8",
    )
    rebuild.after_edit()
    assert through().failed_sv == ""


def test_a_command_that_can_not_start_is_told(builds, monkeypatch, caplog):
    monkeypatch.setattr(rebuild, "COMMAND", ["/no/such/program"])
    with caplog.at_level(logging.CRITICAL):
        rebuild.after_edit()
        assert "Bygget kunde inte köras" in through().failed_sv


@pytest.mark.proof
def test_the_real_build_takes_an_edit_in(tmp_path, monkeypatch):
    from ingest.__main__ import main

    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setattr(rebuild, "_state", rebuild.Rebuild())
    assert main(["build"]) == 0
    workspace().edit(
        Actor("coordinator"),
        [Change(INITIATIVES.file, {"id": "NAS-02"}, "budget_note", known("NAS-02").cells["budget_note"], "Enligt avtal")],
    )
    rebuild.after_edit()
    assert through().failed_sv == ""
    assert ask("SELECT budget_note FROM initiative WHERE id = 'NAS-02'") == [("Enligt avtal",)]
