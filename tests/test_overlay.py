"""People's edits over the seed: laid in order, held by the rules, told where the seed has gone another way, and never lost by a build."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register_rows import FOLDER, PLACES, rows_of, write
from twin.register import RegisterError, load
from twin.register.overlay import overlay
from twin.register.reading import Line
from twin.register.sheets import INITIATIVES, TAGS_OF
from twin.warehouse import ask, current
from twin.workspace import Actor, Change, workspace

SEED = {
    "initiatives.csv": [
        Line("initiatives.csv", 2, {"id": "NAS-01", "phase": "pågående"}),
        Line("initiatives.csv", 3, {"id": "NAS-02", "phase": "okänd"}),
    ]
}
ONE = {"id": "NAS-01"}


def phase(old: str, new: str, key: dict[str, str] = ONE) -> Change:
    return Change("initiatives.csv", key, "phase", old, new)


def phases(*changes: Change) -> list[str]:
    return [line.cells["phase"] for line in overlay(SEED, changes).lines["initiatives.csv"]]


def test_edits_are_laid_in_their_order():
    assert phases() == ["pågående", "okänd"]
    assert phases(phase("pågående", "vilande"), phase("vilande", "avslutad")) == ["avslutad", "okänd"]
    assert overlay(SEED, [phase("pågående", "vilande")]).apart == ()


def test_the_seed_is_left_as_it_was():
    overlay(SEED, [phase("pågående", "vilande"), Change("initiatives.csv", ONE, action="remove")])
    assert [line.cells["phase"] for line in SEED["initiatives.csv"]] == ["pågående", "okänd"]


def test_lines_are_added_and_removed():
    new = {"id": "NAS-03", "phase": "planerad"}
    laid = overlay(
        SEED, [Change("initiatives.csv", ONE, action="remove"), Change("initiatives.csv", {"id": "NAS-03"}, action="add", cells=new)]
    )
    assert [(line.number, line.cells["id"]) for line in laid.lines["initiatives.csv"]] == [(3, "NAS-02"), (4, "NAS-03")]
    again = [Change("initiatives.csv", {"id": "NAS-03"}, action="add", cells=new), phase("planerad", "pågående", {"id": "NAS-03"})]
    assert phases(*again) == ["pågående", "okänd", "pågående"]


def test_a_seed_that_changed_since_is_told_and_the_edit_stands():
    laid = overlay(SEED, [phase("planerad", "avslutad")])
    assert [(one.kind, one.found, one.change.old) for one in laid.apart] == [("changed", "pågående", "planerad")]
    assert laid.lines["initiatives.csv"][0].cells["phase"] == "avslutad"


def test_a_seed_that_caught_up_is_no_news():
    assert overlay(SEED, [phase("planerad", "pågående")]).apart == ()


def test_an_edit_whose_line_is_gone_waits_and_is_told():
    laid = overlay(SEED, [phase("pågående", "vilande", {"id": "NAS-99"}), phase("pågående", "vilande")])
    assert [(one.kind, one.change.key["id"]) for one in laid.apart] == [("gone", "NAS-99")]
    assert laid.lines["initiatives.csv"][0].cells["phase"] == "vilande"


def test_a_line_that_came_into_the_seed_is_not_added_twice():
    laid = overlay(SEED, [Change("initiatives.csv", ONE, action="add", cells={"id": "NAS-01", "phase": "vilande"})])
    assert [one.kind for one in laid.apart] == ["there"]
    assert [line.cells["phase"] for line in laid.lines["initiatives.csv"]] == ["vilande", "okänd"]


@given(st.lists(st.tuples(st.sampled_from(["NAS-01", "NAS-02"]), st.sampled_from(["vilande", "avslutad", "planerad"])), max_size=8))
@settings(max_examples=60)
def test_edits_turned_round_in_reverse_give_the_seed_back(steps):
    now = {line.cells["id"]: line.cells["phase"] for line in SEED["initiatives.csv"]}
    made = []
    for id_, new in steps:
        made.append(phase(now[id_], new, {"id": id_}))
        now[id_] = new
    assert phases(*made) == list(now.values())
    assert phases(*made, *(change.reversed() for change in reversed(made))) == phases()


def test_the_register_is_held_with_the_edits_in_it():
    edited = load(FOLDER, PLACES, changes=[phase("pågående", "vilande")])
    assert next(one for one in edited.initiative if one.id == "NAS-01").phase == "vilande"
    with pytest.raises(RegisterError, match="initiatives.csv, rad .*, kolumn phase: värdet «snart»"):
        load(FOLDER, PLACES, changes=[phase("pågående", "snart")])


def test_a_tag_without_its_words_in_the_text_is_refused():
    cells = {"initiative_id": "NAS-01", "scheme": "technology", "code": "ai", "evidence": "rymdraketer"}
    change = Change(TAGS_OF.file, {name: cells[name] for name in TAGS_OF.key}, action="add", cells=cells)
    with pytest.raises(RegisterError, match="«rymdraketer» står inte ordagrant"):
        load(FOLDER, PLACES, changes=[change])


def test_every_column_of_a_seed_line_can_be_edited_but_its_key(tmp_path: Path):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "register"))
    rows = rows_of("initiatives")
    changes = [Change(INITIATIVES.file, {"id": rows[0]["id"]}, "title_sv", rows[0]["title_sv"], "En annan titel")]
    rows[0]["title_sv"] = "En annan titel"
    write(folder, "initiatives", rows)
    assert load(FOLDER, PLACES, changes=changes) == load(folder, PLACES)


# --- the build ----------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from ingest.__main__ import main

    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    assert main(["build"]) == 0
    return current()


def built_phase() -> str:
    return str(ask("SELECT phase FROM initiative WHERE id = 'NAS-01'")[0][0])


@pytest.mark.proof
def test_a_build_is_needed_after_an_edit_and_takes_it_in(built: Path, capsys: pytest.CaptureFixture[str]):
    from ingest.__main__ import main

    assert not (built.parent / "workspace.sqlite").exists(), "a build made a workspace where nobody had written"
    assert main(["build", "--if-needed"]) == 0
    assert current() == built
    batch = workspace().edit(Actor("coordinator"), [phase(built_phase(), "vilande")])
    assert main(["build", "--if-needed"]) == 0
    assert current() != built
    assert built_phase() == "vilande"
    workspace().undo(Actor("coordinator"), batch.id)
    assert main(["build", "--if-needed"]) == 0
    assert built_phase() == "pågående"


def test_a_faulty_edit_fails_the_build_and_the_last_warehouse_stays(built: Path, capsys: pytest.CaptureFixture[str]):
    from ingest.__main__ import main

    workspace().edit(Actor("coordinator"), [phase(built_phase(), "snart")])
    assert main(["build"]) == 3
    told = " ".join(capsys.readouterr().err.split())
    assert "kolumn phase: värdet «snart» är inte ett av de tillåtna orden" in told
    assert current() == built
    assert built_phase() == "pågående"
