"""No acknowledged write is lost: not when two write at once while the warehouse is published, and not when a writer is killed in the middle."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.workspaces import COORDINATOR, ROOT, child, content, pair
from twin.warehouse import current
from twin.workspace import Workspace, workspace

pytestmark = pytest.mark.proof

# Writes once for each line it is given, and prints what it was told is stored.
JUDGE = """
import sys
from tests.workspaces import COORDINATOR, pair
from twin.workspace import VERDICTS, workspace
for n, _ in enumerate(sys.stdin):
    made = workspace().judge(COORDINATOR, pair(n % 7), VERDICTS[n % 5], comment=f"{sys.argv[1]}:{n}")
    print(made.id, made.comment, flush=True)
"""


def test_two_who_judge_at_once_while_the_warehouse_is_published_lose_no_verdict(tmp_path, monkeypatch):
    monkeypatch.delenv("TWIN_WORKSPACE_URL", raising=False)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    both = [child(JUDGE, str(me)) for me in range(2)]
    builder = subprocess.Popen([sys.executable, "-m", "ingest", "build"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    asked = published_at = 0
    while asked < 100:
        if not published_at and (tmp_path / "current.json").exists():
            published_at = asked
        if asked < 90 or published_at:  # the last ten of each come after the file has been swapped
            for one in both:
                one.stdin.write("\n")
                one.stdin.flush()
            asked += 1
        elif builder.poll() is not None:
            published_at = asked  # or the build failed, which is told below
        time.sleep(0.03)
    told = [one.communicate() for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    _, errors = builder.communicate()
    assert builder.returncode == 0, errors.decode()
    assert 0 < published_at <= 90
    assert current().exists()

    acknowledged = dict(line.split() for out, _ in told for line in out.splitlines())
    assert len(acknowledged) == 200, "every write has a number of its own"
    kept = {str(one.id): one.comment for n in range(7) for one in workspace().history(pair(n).suggestion_id)}
    assert kept == acknowledged
    assert len(workspace().verdicts()) == 7
    assert len(workspace().log(limit=None)) == 200
    workspace().close()


# Every kind of write, for ever. `at` names the row that must be there.
WRITE = """
import json, sys
from tests.workspaces import COORDINATOR, pair, title
from twin.workspace import Workspace
work = Workspace(sys.argv[1])
n, before = 0, sys.argv[2]
def told(table, number):
    print(json.dumps([table, number]), flush=True)
while True:
    n += 1
    made = work.judge(COORDINATOR, pair(n % 9), "fel", comment="x" * (n * 37 % 1500))
    told("verdict", made.id)
    told("follow_up", work.follow_up(COORDINATOR, made.suggestion_id, "y" * 300, "", None, "", "klar").id)
    batch = work.edit(COORDINATOR, [title(f"{before}-{n}-{k}", "a", f"{before}-{n}-{k}") for k in range(8)])
    told("batch", batch.id)
    told("change", batch.changes[-1].id)
    told("batch", work.undo(COORDINATOR, batch.id).id)
    work.withdraw(COORDINATOR, made.id)
    told("log", work.version())
"""


def test_a_writer_killed_at_any_moment_leaves_every_acknowledged_write_and_no_half_one(url):
    chance, acknowledged = random.Random(), []
    for kill in range(8):
        writer = child(WRITE, url, f"K{kill}")
        acknowledged.append(writer.stdout.readline())
        time.sleep(chance.uniform(0, 0.4))
        writer.kill()
        out, errors = writer.communicate()
        assert writer.returncode == -9, errors
        acknowledged += out.splitlines()

        opened = Workspace(url)  # opens, whatever was going on
        rows = content(opened)
        numbers = {table: {row[0] for row in kept} for table, kept in rows.items()}
        told = [json.loads(line) for line in acknowledged if line.strip().endswith("]")]
        assert [(table, number) for table, number in told if number not in numbers[table]] == []
        assert len(rows["log"]) == sum(len(rows[name]) for name in ("verdict", "withdrawal", "follow_up", "batch"))
        assert len(rows["change"]) % 8 == 0, "a batch is stored whole or not at all"
        opened.judge(COORDINATOR, pair(), "samordna")  # and goes on
        opened.close()
        if opened.file:
            with closing(sqlite3.connect(opened.file)) as con:
                assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert con.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(acknowledged) > 16, "the writer was killed before it had come to write: the test has proved nothing"


MAKE = """
import itertools, sys
from twin.workspace import Workspace
print("ready", flush=True)
for n in itertools.count():
    Workspace(f"sqlite:///{sys.argv[1]}/{n}.sqlite").close()
"""


def test_a_database_whose_making_was_cut_short_is_made_whole_at_the_next_opening(tmp_path):
    chance = random.Random()
    for kill in range(6):
        folder = tmp_path / str(kill)
        folder.mkdir()
        maker = child(MAKE, str(folder))
        assert maker.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.05, 0.6))
        maker.kill()
        maker.communicate()
        for file in sorted(folder.glob("*.sqlite")):
            opened = Workspace(f"sqlite:///{file}")
            opened.judge(COORDINATOR, pair(), "samordna")
            opened.close()
