"""Publishing: readers see whole states, a failed or killed writer leaves the old state, three files are kept."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import duckdb
import pytest

from ingest import region as regions
from ingest.build import needed
from ingest.errors import IngestError
from ingest.publish import KEPT, publish, sweep, writing
from ingest.receipts import Store
from twin import warehouse

ROOT = Path(__file__).parent.parent


def fill(number: int):
    """A build of two tables that must always agree."""

    def build(con: duckdb.DuckDBPyConnection) -> None:
        con.execute("CREATE TABLE a (n INTEGER); CREATE TABLE b (n INTEGER)")
        con.execute("INSERT INTO a VALUES (?)", [number])
        con.execute("INSERT INTO b VALUES (?)", [number])

    return build


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    return tmp_path


def shown() -> tuple[int, int]:
    [(a, b)] = warehouse.ask("SELECT a.n, b.n FROM a, b")
    return a, b


def test_the_pointer_names_the_newest_file(folder):
    made = [publish(folder, fill(n)) for n in range(2)]
    assert warehouse.current() == made[-1]
    assert shown() == (1, 1)
    assert made[0] != made[1]


def test_a_state_folder_may_have_any_name(tmp_path, monkeypatch):
    awkward = tmp_path / 'Eksjö\'s "läge" 100%'
    monkeypatch.setenv("TWIN_STATE", str(awkward))
    publish(awkward, fill(7))
    assert shown() == (7, 7)


def test_a_file_spoiled_on_the_disk_is_told_and_built_anew(folder):
    spoiled = folder / "tt-spoiled.duckdb"
    spoiled.write_bytes(os.urandom(5000))
    (folder / "current.json").write_text(json.dumps({"file": spoiled.name}))
    with pytest.raises(warehouse.NoWarehouse, match="python -m ingest build"):
        warehouse.ask("SELECT 1")
    assert needed(regions.load(), Store(folder))


def test_three_files_are_kept(folder):
    made = [publish(folder, fill(n)) for n in range(KEPT + 3)]
    assert sorted(folder.glob("tt-*")) == sorted(made[-KEPT:])


def test_a_clock_set_back_does_not_sweep_away_what_was_just_published(folder, monkeypatch):
    real = time.gmtime
    monkeypatch.setattr(time, "gmtime", lambda *at: real(time.time() + 400 * 86400))
    for number in range(KEPT):
        publish(folder, fill(number))
    monkeypatch.setattr(time, "gmtime", real)
    for number in (7, 8):
        assert publish(folder, fill(number)).exists()
        assert shown()[0] == number
    assert len(list(folder.glob("*.duckdb"))) == KEPT


def test_a_reader_keeps_its_state_while_others_are_published_and_swept_away(folder):
    publish(folder, fill(0))
    cursor = duckdb.connect(str(warehouse.current()), read_only=True)
    for n in range(1, KEPT + 3):
        publish(folder, fill(n))
    assert cursor.execute("SELECT a.n, b.n FROM a, b").fetchall() == [(0, 0)]
    assert shown() == (KEPT + 2, KEPT + 2)
    cursor.close()


def test_a_published_file_is_readable_by_the_oldest_duckdb_we_allow(folder):
    head = publish(folder, fill(1)).read_bytes()[:20]
    assert int.from_bytes(head[12:20], "little") <= 68  # the newest storage version that 1.5 reads


@pytest.mark.parametrize("fault", [ValueError("halva bygget"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_a_failing_build_leaves_the_pointer_and_no_litter(folder, fault):
    publish(folder, fill(0))
    before = sorted(folder.iterdir()), (folder / "current.json").read_bytes()

    def broken(con: duckdb.DuckDBPyConnection) -> None:
        fill(1)(con)
        raise fault

    with pytest.raises(type(fault)):
        publish(folder, broken)
    assert (sorted(folder.iterdir()), (folder / "current.json").read_bytes()) == before
    assert shown() == (0, 0)


def test_a_table_that_breaks_a_rule_of_the_schema_stops_the_build(folder):
    publish(folder, fill(0))

    def broken(con: duckdb.DuckDBPyConnection) -> None:
        con.execute((ROOT / "twin" / "sql" / "schema.sql").read_text(encoding="utf-8"))
        con.execute("INSERT INTO observation VALUES ('x', '0682', '2024', 'total', 1, '', '2024', 'no receipt')")

    with pytest.raises(duckdb.ConstraintException):
        publish(folder, broken)
    assert shown() == (0, 0)


def test_a_second_writer_is_turned_away_and_the_first_unharmed(folder):
    with writing(folder):
        publish(folder, fill(0))
        with pytest.raises(IngestError, match="pågår"), writing(folder):
            pass
        assert shown() == (0, 0)
    with writing(folder):
        publish(folder, fill(1))
    assert shown() == (1, 1)


def test_what_a_killed_writer_left_is_swept_away(folder):
    made = publish(folder, fill(0))
    for name in ("tt-x.duckdb.part", "tt-x.duckdb.part.wal", "raw/abc.99.part", "answers/toy.json.99.part"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"half")
    sweep(folder)
    left = {f.name for f in folder.rglob("*") if f.is_file()}
    assert left == {made.name, "current.json"}


def test_a_pointer_to_nothing_says_what_to_run(folder):
    with pytest.raises(warehouse.NoWarehouse, match="python -m ingest build"):
        warehouse.current()
    (folder / "current.json").write_text(json.dumps({"file": "tt-gone.duckdb"}))
    with pytest.raises(warehouse.NoWarehouse, match="tt-gone"):
        warehouse.current()


@pytest.mark.proof
def test_killed_at_any_moment_a_writer_loses_nothing(folder):
    """Publishes in another process, killed with SIGKILL at growing intervals: the pointer always leads to a whole file."""
    code = textwrap.dedent("""
        import sys
        from pathlib import Path
        from ingest.publish import publish, writing
        from tests.test_publish import fill
        with writing(Path(sys.argv[1])):
            for n in range(int(sys.argv[2]), 10_000):
                publish(Path(sys.argv[1]), fill(n))
                print(n, flush=True)
    """)
    last = 0
    publish(folder, fill(0))
    for attempt in range(20):
        writer = subprocess.Popen([sys.executable, "-c", code, str(folder), str(last + 1)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        first = writer.stdout.readline()
        assert int(first) == last + 1
        time.sleep(0.013 * attempt)
        os.kill(writer.pid, signal.SIGKILL)
        told = [int(line) for line in writer.communicate()[0].split()]
        a, b = shown()
        assert a == b
        assert a >= (told or [last + 1])[-1]  # what was reported as published is published
        last = a
    with writing(folder):
        publish(folder, fill(last + 1))
    assert not list(folder.rglob("*.part*"))
