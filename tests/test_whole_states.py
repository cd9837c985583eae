"""The long proofs of publishing: many refreshes under busy readers, and refreshes killed at any moment."""

import itertools
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from ingest import check
from ingest.__main__ import main as ingest
from ingest.receipts import Store
from ingest.registry import sources
from tests import faults
from tests.faults import Fault
from tests.replay import gateway
from tests.shelves import Recordings
from twin.paths import ROOT
from twin.warehouse import ask, current

pytestmark = pytest.mark.proof

SOURCE, CELL = "kolada_digital", ("N07900", "0682", 2022)
STATE = """
SELECT f.value, r.sha256, (SELECT count(*) FROM observation), (SELECT count(*) FROM receipt), (SELECT count(*) FROM initiative)
FROM figure AS f JOIN receipt AS r ON r.id = f.receipt_id
WHERE f.indicator_id = 'broadband_100mbit' AND f.place_code = '0682' AND f.period = '2022'
"""
READER = textwrap.dedent("""
    import json, sys
    from pathlib import Path
    from twin.warehouse import ask
    seen, asked, errors = [], 0, []
    while not Path(sys.argv[1]).exists():
        try:
            rows = ask(sys.argv[2])
        except Exception as fault:
            errors.append(f"{type(fault).__name__}: {fault}")
            continue
        asked += 1
        if not seen or seen[-1] != list(rows[0]):
            seen.append(list(rows[0]))
    sys.stdout.write(json.dumps({"seen": seen, "asked": asked, "errors": errors}))
""")


def with_value(value: float):
    """A change of one value in Kolada's answer."""

    def change(document):
        for item in document["values"]:
            if (item["kpi"], item["municipality"], item["period"]) == CELL:
                item["values"][0]["value"] = value
        return document

    return Fault(faults.json_edited(change), host="api.kolada.se")


@pytest.fixture
def at(tmp_path, monkeypatch):
    with gateway(Recordings(check.RECORDINGS)) as running:
        for name, text in {"TWIN_STATE": str(tmp_path), "INGEST_GATEWAY": running.url, "INGEST_PATIENCE": "0"}.items():
            monkeypatch.setenv(name, text)
        assert ingest(["refresh"]) == 0
        yield running


def test_thirty_refreshes_under_three_busy_readers(at, tmp_path):
    stop = tmp_path / "stop"
    [first] = ask(STATE)
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(stop), STATE], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    whole = [list(first)]
    try:
        for n in range(30):
            at.faults = [with_value(70 + n / 10)]
            assert ingest(["refresh", SOURCE]) == 0
            whole.append(list(ask(STATE)[0]))
    finally:
        stop.touch()
        told = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    assert [state[0] for state in whole[1:]] == [70 + n / 10 for n in range(30)]
    assert len({state[1] for state in whole}) == 31  # a receipt of its own for every release of the value
    for reader in told:
        assert reader["errors"] == []
        assert reader["asked"] > 300
        positions = [whole.index(state) for state in reader["seen"]]  # a state that was never published raises ValueError
        assert positions == sorted(positions), "a reader went back in time"
        assert len(positions) > 10
    assert len(list(tmp_path.glob("tt-*"))) == 3


def test_a_refresh_killed_at_any_moment_loses_nothing(at, tmp_path):
    began = time.monotonic()
    whole_run = [sys.executable, "-m", "ingest", "refresh"]
    subprocess.run(whole_run, cwd=ROOT, check=True, capture_output=True)
    seconds = time.monotonic() - began
    published, value = [list(ask(STATE)[0])], itertools.count(60)
    for attempt in range(16):
        at.faults = [with_value(float(next(value)))]
        job = subprocess.Popen(whole_run, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds * 1.6 * (attempt + 1) / 16)
        os.kill(job.pid, signal.SIGKILL)
        job.wait()
        [state] = ask(STATE)
        assert state[2:] == tuple(published[0][2:]), "rows were lost"
        assert state[0] == published[0][0] or state[0] in range(60, 60 + attempt + 1)
        for key in sources():
            for take in Store(tmp_path).takes(key):
                assert all(Store(tmp_path).body(answer.sha256) for answer in take.answers)
    at.faults = [with_value(99.0)]
    assert ingest(["refresh"]) == 0
    assert ask(STATE)[0][0] == 99.0
    assert not list(tmp_path.rglob("*.part*"))
    assert current().parent == tmp_path


def test_the_app_serves_on_while_its_publishers_are_gone(at, tmp_path):
    """The gateway dies in the middle of a refresh; the running application answers before, during and after with the same figures."""
    from bench.server import serving, visit

    with serving(Path(ROOT) / "app.py", tmp_path) as server:
        visit(server, lambda visitor: visitor.open(""))
        at.faults = [Fault(faults.slow(0.5), times=3), Fault(faults.dead(), skip=3)]
        job = subprocess.Popen([sys.executable, "-m", "ingest", "refresh"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while job.poll() is None:
            visit(server, lambda visitor: visitor.open(""))
        assert job.returncode == 1
        visit(server, lambda visitor: visitor.open("nyckeltal"))
