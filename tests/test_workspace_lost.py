"""A workspace that was deleted, emptied or put back from an older copy is told of: on the screen, by `ingest status`, until somebody accepts it."""

import json
import shutil

import pytest
from streamlit.testing.v1 import AppTest

from ingest.__main__ import main as ingest
from tests.test_pages import ROOT, said
from tests.workspaces import COORDINATOR, new_database, pair, title
from twin.workspace import Workspace, lost, mark, workspace
from twin.workspace.__main__ import main


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A state folder in which two things have been written, and a copy from between them."""
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    workspace().judge(COORDINATOR, pair(), "samordna")
    assert main(["backup", str(tmp_path / "kopia" / "w.sqlite")]) == 0
    workspace().judge(COORDINATOR, pair(), "fel")
    assert lost() == ""
    workspace().close()
    yield tmp_path
    workspace().close()


def gone(folder):
    for file in folder.glob("workspace.sqlite*"):
        file.unlink()


def emptied(folder):
    gone(folder)
    (folder / "workspace.sqlite").touch()


def older(folder):
    gone(folder)
    shutil.copy(folder / "kopia" / "w.sqlite", folder / "workspace.sqlite")


@pytest.mark.parametrize(("what", "left"), [(gone, "0"), (emptied, "0"), (older, "1")])
def test_what_is_missing_is_told_until_it_is_accepted(here, what, left, capsys):
    what(here)
    assert f"hade arbetsytans logg 2 rader, nu har den {left}." in lost()
    workspace().edit(COORDINATOR, [title("Ny")])
    workspace().judge(COORDINATOR, pair(5), "fel")
    assert "saknas" in lost(), "what is written later does not bring the rest back"
    capsys.readouterr()
    assert ingest(["status"]) == 0
    assert "Det som människor har skrivit här saknas" in " ".join(capsys.readouterr().err.split())
    assert main(["accept"]) == 0
    assert lost() == ""
    workspace().judge(COORDINATOR, pair(), "samordna")
    assert lost() == ""


def test_the_newest_copy_put_back_is_nothing_lost(here):
    assert main(["backup", str(here / "ny.sqlite")]) == 0
    workspace().close()
    gone(here)
    shutil.copy(here / "ny.sqlite", here / "workspace.sqlite")
    assert lost() == ""


def test_a_state_folder_that_has_moved_has_lost_nothing(here, tmp_path_factory, monkeypatch):
    moved = tmp_path_factory.mktemp("moved") / "var"
    shutil.copytree(here, moved)
    monkeypatch.setenv("TWIN_STATE", str(moved))
    assert lost() == ""
    gone(moved)
    assert "saknas" in lost()
    workspace().close()


def test_where_nobody_has_written_nothing_is_made_or_told(tmp_path, monkeypatch):
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    assert lost() == ""
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_before_marks_were_kept_is_marked_at_the_first_opening(tmp_path, monkeypatch):
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    plain = Workspace(f"sqlite:///{tmp_path}/workspace.sqlite")
    plain.judge(COORDINATOR, pair(), "samordna")
    plain.close()
    assert not mark.file().exists()
    workspace()
    assert json.loads(mark.file().read_text(encoding="utf-8"))["entry"] == 1
    workspace().close()


def test_a_mark_that_can_not_be_read_or_written_loses_no_write(here, caplog):
    mark.file().unlink()
    mark.file().mkdir()
    made = workspace().judge(COORDINATOR, pair(7), "fel")
    assert workspace().verdicts()[made.suggestion_id] == made
    assert "can not be" in caplog.text


def test_every_page_says_what_is_missing(warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/w.sqlite")
    monkeypatch.setattr(mark, "file", lambda: tmp_path / "written.json")
    monkeypatch.chdir(ROOT)

    def first_page() -> str:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        assert not app.exception
        return said(app)

    assert "saknas: den" not in first_page()
    workspace().judge(COORDINATOR, pair(), "samordna")
    workspace().close()
    for file in tmp_path.glob("w.sqlite*"):
        file.unlink()
    for _ in range(2):  # also when the workspace has been made anew
        assert '<div class="tt-note tt-alarm" role="alert">Det som människor har skrivit här saknas: den' in first_page()
    workspace().close()


@pytest.mark.proof
def test_another_database_by_its_address_is_another_workspace(here, postgresql, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", new_database(postgresql))
    assert lost() == ""
    workspace().judge(COORDINATOR, pair(), "samordna")
    assert lost() == ""
    workspace().close()
