"""The database under the workspace: made and brought up to date by itself, refused where it is newer, told of where it does not answer, and taken out."""

import csv
import shutil
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from tests.workspaces import COORDINATOR, child, content, pair, tag, title
from twin.workspace import Unavailable, Workspace, migrations, workspace
from twin.workspace.__main__ import main
from twin.workspace.store import Store
from twin.workspace.tables import VERSION_TABLE, metadata

SCRIPTS = Config()
SCRIPTS.set_main_option("script_location", str(migrations.HERE))
REVISIONS = [script.revision for script in ScriptDirectory.from_config(SCRIPTS).walk_revisions()][::-1]


def differences(opened: Store) -> list[object]:
    """Where the database is otherwise than the code's tables."""
    with opened.reading() as con:
        here = MigrationContext.configure(con, opts={"version_table": VERSION_TABLE, "target_metadata": metadata})
        return list(compare_metadata(here, metadata))


def test_head_is_the_newest_revision():
    assert REVISIONS[0] == "0001"
    assert REVISIONS[-1] == migrations.HEAD


def test_an_empty_database_gets_the_tables_of_the_code(work):
    assert differences(work) == []
    with work.reading() as con:
        assert migrations.revision(con) == migrations.HEAD


@pytest.mark.parametrize("start", REVISIONS)
def test_from_every_revision_the_way_up_keeps_what_was_written(url, start, monkeypatch):
    with monkeypatch.context() as then:
        then.setattr("twin.workspace.store.bring_up", lambda engine, shown: migrations.bring_up(engine, shown, start))
        old = Workspace(url)
    with old.engine.connect() as con:
        con.execution_options(write=True).execute(
            text("INSERT INTO log (at, role, action, object, detail) VALUES ('2026-11-25 08:00:00', 'analyst', 'judge', 's', 'fel')")
        )
        con.commit()
    old.close()
    opened = Workspace(url)
    assert differences(opened) == []
    assert [entry.object for entry in opened.log()] == ["s"]
    opened.judge(COORDINATOR, pair(), "samordna")
    opened.close()


def test_opening_again_changes_nothing(work, url):
    work.judge(COORDINATOR, pair(), "samordna")
    before = content(work)
    again = Workspace(url)
    assert content(again) == before
    again.close()


OPEN = """
import sys
from tests.workspaces import COORDINATOR, pair
from twin.workspace import Workspace
sys.stdin.readline()
work = Workspace(sys.argv[1])
work.judge(COORDINATOR, pair(int(sys.argv[2])), "samordna")
print("kept", flush=True)
"""


def test_two_processes_that_open_an_empty_database_at_once_both_get_it(url):
    both = [child(OPEN, url, str(n)) for n in range(2)]
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=120) for one in both]
    assert [out for out, _ in told] == ["kept\n"] * 2, told
    opened = Workspace(url)
    assert len(opened.verdicts()) == 2
    opened.close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(work, url):
    work.judge(COORDINATOR, pair(), "samordna")
    with work.engine.connect() as con:
        con.execution_options(write=True).execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
        con.commit()
    before = content(work)
    with pytest.raises(Unavailable, match=r"nyare version av programmet \(läge 9999, den här versionen kan 0002\).*Uppdatera programmet"):
        Workspace(url)
    assert content(work) == before


# What does not answer


@pytest.mark.parametrize("address", ["workspace.sqlite", "mysql://x@y/z", "sqlite://", "sqlite:///:memory:", "http://x"])
def test_an_address_that_is_no_workspace_is_told_with_an_example(address):
    with pytest.raises(Unavailable, match="TWIN_WORKSPACE_URL går inte att tyda. Skriv sqlite:////mapp"):
        Workspace(address)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    file = tmp_path / "workspace.sqlite"
    file.write_text("anteckningar " * 100)
    with pytest.raises(Unavailable, match="workspace.sqlite går inte att använda just nu: file is not a database"):
        Workspace(f"sqlite:///{file}")
    assert file.read_text() == "anteckningar " * 100


def test_a_folder_that_can_not_be_is_told(tmp_path):
    (tmp_path / "fil").write_text("")
    with pytest.raises(Unavailable, match="Se efter att disken inte är full"):
        Workspace(f"sqlite:///{tmp_path}/fil/workspace.sqlite")


def test_a_server_that_does_not_answer_is_told_without_its_password():
    with pytest.raises(Unavailable, match="går inte att använda just nu") as told:
        Workspace("postgresql://twin:hemligt@127.0.0.1:1/twin")
    assert "hemligt" not in str(told.value)
    assert "127.0.0.1:1/twin" in str(told.value)


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path):
    opened = Workspace(f"sqlite:///{tmp_path}/workspace.sqlite")
    opened.judge(COORDINATOR, pair(), "samordna")
    opened.close()
    with opened.reading() as con:
        pages = con.exec_driver_sql("PRAGMA page_count").scalar()
        con.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # holds for this one connection, which the pool hands out next
    before = content(opened)
    with pytest.raises(Unavailable, match="disk is full.*Inget sparades"):
        opened.edit(COORDINATOR, [title("x" * 1900, initiative=f"NAS-{n:02}") for n in range(30)])
    assert content(opened) == before
    opened.close()


def test_a_write_that_waits_too_long_for_another_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("twin.workspace.store.PATIENCE", 0.1)
    opened = Workspace(f"sqlite:///{tmp_path}/workspace.sqlite")
    with closing(sqlite3.connect(opened.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="database is locked. Inget sparades"):
            opened.judge(COORDINATOR, pair(), "samordna")
        assert opened.verdicts() == {}, "reading goes on meanwhile"
    opened.judge(COORDINATOR, pair(), "samordna")
    opened.close()


# The one of this installation


def test_the_workspace_lies_in_the_state_folder_and_is_opened_once(tmp_path, monkeypatch):
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path / 'Eksjö\'s "läge" 100% ?#'))
    opened = workspace()
    assert opened.file == tmp_path / 'Eksjö\'s "läge" 100% ?#' / "workspace.sqlite"
    opened.judge(COORDINATOR, pair(), "samordna")
    assert workspace() is opened
    assert opened.file.exists()
    opened.close()


def test_another_address_is_another_workspace(url, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", url)
    opened = workspace()
    opened.judge(COORDINATOR, pair(), "samordna")
    assert workspace() is opened
    again = Workspace(url)
    assert again.verdicts() == opened.verdicts() != {}
    again.close()
    opened.close()


def test_a_backup_put_back_is_the_workspace_from_then_on(tmp_path, monkeypatch):
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    first = workspace().judge(COORDINATOR, pair(), "samordna")
    assert main(["backup", str(tmp_path / "kopia" / "w.sqlite")]) == 0
    workspace().judge(COORDINATOR, pair(), "fel")
    for file in tmp_path.glob("workspace.sqlite*"):
        file.unlink()
    shutil.copy(tmp_path / "kopia" / "w.sqlite", tmp_path / "workspace.sqlite")
    assert workspace().history(pair().suggestion_id) == [first]
    workspace().close()


# Taken out


@pytest.fixture
def filled(url, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", url)
    work = workspace()
    work.judge(COORDINATOR, pair(), "fel", "annat", '=HYPERLINK("x"); två\nrader')
    work.withdraw(COORDINATOR, 1)
    work.undo(COORDINATOR, work.edit(COORDINATOR, [title("Ny"), tag()]).id)
    work.visit(COORDINATOR)
    yield work
    work.close()


def test_the_export_holds_every_row_that_people_wrote(filled, tmp_path, capsys):
    assert main(["export", str(tmp_path / "ut")]) == 0
    assert "verdict.csv" in capsys.readouterr().out
    rows = content(filled)
    files = {file.stem: file for file in (tmp_path / "ut").iterdir()}
    assert files.keys() == rows.keys() - {"visit"}
    for name, file in files.items():
        with file.open(encoding="utf-8-sig", newline="") as handle:
            head, *lines = csv.reader(handle, delimiter=";")
        assert head == [column.name for column in metadata.tables[name].columns]
        assert len(lines) == len(rows[name])
        assert [line[0] for line in lines] == [str(row[0]) for row in rows[name]]
    with files["verdict"].open(encoding="utf-8-sig", newline="") as handle:
        assert [row["comment"] for row in csv.DictReader(handle, delimiter=";")] == ['\'=HYPERLINK("x"); två\nrader']


def test_an_export_that_can_not_be_written_is_told(filled, tmp_path, capsys):
    (tmp_path / "fil").write_text("")
    assert main(["export", str(tmp_path / "fil" / "ut")]) == 1
    assert "kunde inte skrivas" in capsys.readouterr().err


def test_a_backup_is_whole_and_one_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/live/workspace.sqlite")
    work, file = workspace(), tmp_path / "kopior" / "w.sqlite"
    work.judge(COORDINATOR, pair(), "samordna")
    file.parent.mkdir()
    file.write_text("en äldre kopia")
    assert main(["backup", str(file)]) == 0
    assert [found.name for found in file.parent.iterdir()] == ["w.sqlite"]
    with closing(sqlite3.connect(file)) as con:
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    copy = Workspace(f"sqlite:///{file}")
    assert content(copy) == content(work)
    copy.close()
    work.close()


def test_the_workspace_is_not_overwritten_by_its_own_backup(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    workspace().judge(COORDINATOR, pair(), "samordna")
    assert main(["backup", str(tmp_path / "workspace.sqlite")]) == 1
    assert "är arbetsytan själv" in capsys.readouterr().err
    assert main(["backup", str(tmp_path / "workspace.sqlite" / "x")]) == 1
    assert "kunde inte skrivas" in capsys.readouterr().err
    assert len(workspace().verdicts()) == 1
    workspace().close()


@pytest.mark.proof
def test_a_backup_of_postgresql_names_the_tool_for_it(postgresql, monkeypatch, capsys, tmp_path):
    from tests.workspaces import new_database

    monkeypatch.setenv("TWIN_WORKSPACE_URL", new_database(postgresql))
    assert main(["backup", str(tmp_path / "x")]) == 1
    assert "pg_dump" in capsys.readouterr().err
    workspace().close()


@pytest.mark.proof
def test_the_address_that_other_tools_write_is_understood(postgresql):
    from tests.workspaces import new_database

    address = new_database(postgresql).replace("postgresql+psycopg://", "postgres://")
    opened = Workspace(address)
    opened.judge(COORDINATOR, pair(), "samordna")
    opened.close()
    engine = create_engine(address.replace("postgres://", "postgresql+psycopg://"))
    with engine.connect() as con:
        assert con.execute(text("SELECT count(*) FROM verdict")).scalar() == 1
    engine.dispose()
