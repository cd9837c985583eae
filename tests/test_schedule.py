"""`refresh --due` asks what it is time to ask, one job at a time, and both logs say what was done."""

import getpass
import json
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ingest import asking, log, schedule
from ingest.__main__ import main as ingest
from ingest.check import RECORDINGS
from ingest.publish import writing
from ingest.registry import source, sources
from ingest.runs import Run, now, remember, runs
from ingest.schedule import due, every_days
from tests import faults, toy
from tests.faults import Fault
from tests.replay import gateway
from tests.shelves import Recordings
from twin.paths import ROOT
from twin.warehouse import ask

pytestmark = pytest.mark.proof  # slow as a whole

NOON = datetime.fromisoformat("2026-11-28T12:00:00")


def run(days: float, state: str = "OK") -> dict[str, Run]:
    """The toy's last good answer, so many days before NOON."""
    at = (NOON - timedelta(days=days)).isoformat(timespec="seconds")
    return {"toy": Run("toy", state, at, 6, "", at)}


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("dagligen", 1), ("löpande", 1), ("veckovis", 7), ("månadsvis", 7), ("kvartalsvis", 14), ("årligen", 30), ("två gånger om året", 30),
        ("vart femte år", 90), ("vart tredje till femte år", 90), ("vid behov", 30), ("engångslista", 365), ("när det hinns", 30),
    ],
)  # fmt: skip
def test_the_words_of_the_cadence_say_how_often_it_is_asked(cadence, days):
    assert every_days(replace(toy.source(), cadence=cadence)) == days
    assert every_days(replace(toy.source(), cadence=cadence, every_days=3)) == 3
    assert every_days(replace(toy.source(), cadence=cadence, fetch=None)) is None


def test_every_declared_source_has_a_cadence_that_is_known():
    unknown = {key: s.cadence for key, s in sources().items() if not any(word in s.cadence.casefold() for word in schedule.CADENCES)}
    assert unknown == {}


@pytest.mark.parametrize(
    ("known", "asked"),
    [({}, True), (run(31), True), (run(29), False), (run(29.99), True), (run(1, "FAILED"), True), (run(1, "UNCHANGED"), False), (run(1, "DEGRADED"), False),
     (run(-400), True), (run(-0.05), False)],
)  # fmt: skip
def test_it_is_asked_when_its_time_has_come_or_it_failed(known, asked):
    [one] = due([toy.source()], known, NOON)
    assert one.now is asked


def test_who_waits_says_until_when():
    [one] = due([toy.source()], run(10), NOON)
    assert one.words == "svarade 2026-11-18, frågas igen 2026-12-18"


def test_files_that_are_handed_in_are_never_due():
    assert due([replace(toy.source(), fetch=None)], {}, NOON) == []


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder of its own and a gateway over the recordings."""
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    with gateway(Recordings(RECORDINGS)) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        yield tmp_path, at


def lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "log" / "ingest.jsonl").read_text("utf-8").splitlines()]


def test_a_round_of_those_that_are_due(state, capsys):
    folder, at = state
    keys = ["population", "solar"]
    assert ingest(["refresh", "--due", *keys]) == 0
    first = len(at.asked)
    assert first > 0
    capsys.readouterr()
    assert ingest(["refresh", "--due", *keys]) == 0
    assert len(at.asked) == first
    told = capsys.readouterr().out
    assert "väntar    population: svarade 20" in told
    assert "frågas igen" in told
    assert "Inget nytt" in told

    long_ago = replace(runs()["solar"], last_good_at="2020-01-01T00:00:00")
    remember([long_ago])
    assert ingest(["refresh", "--due", *keys]) == 0
    assert {asked.host for asked in at.asked[first:]} == {source("solar").fetch.url.split("/")[2]}


def test_one_that_failed_is_asked_again_the_next_time(state):
    folder, at = state
    at.faults = [Fault(faults.busy(503))]
    assert ingest(["refresh", "--due", "population"]) == 1
    at.faults = []
    assert ingest(["refresh", "--due", "population"]) == 0
    assert runs()["population"].state == "OK"


def test_the_warehouse_tells_when_a_source_is_asked(warehouse):
    told = dict(ask("SELECT key, every_days FROM source"))
    assert told == {key: every_days(one) for key, one in sources().items()}
    assert told["population"] == 30
    assert told["cars"] is None


def test_the_logs_tell_the_same_to_people_and_machines(state):
    folder, at = state
    at.faults = [Fault(faults.busy(503), host=source("solar").fetch.url.split("/")[2])]
    assert ingest(["refresh", "population", "solar"]) == 1
    told = lines(folder)
    assert [(line["step"], line.get("source"), line["state"]) for line in told] == [
        ("fetch", "population", "OK"),
        ("fetch", "solar", "FAILED"),
        ("build", None, "OK"),
    ]
    assert told[0]["rows"] == 8
    assert all(line["seconds"] >= 0 and line["at"].endswith("Z") and line["message_sv"] for line in told)
    text = (folder / "log" / "ingest.log").read_text("utf-8").splitlines()
    assert len(text) == 3
    for line, machine in zip(text, told, strict=True):
        assert machine["message_sv"] in line
        assert machine["state"] in line


def test_a_command_that_comes_to_nothing_is_in_the_log(state):
    folder, _ = state
    with writing(folder):
        assert ingest(["refresh"]) == 3
    [line] = lines(folder)
    assert line["state"] == "FAILED"
    assert line["message_sv"].startswith("refresh: ingest: En annan hämtning eller ett annat bygge pågår.")


HOLDER = """
import sys
from pathlib import Path
from ingest.publish import writing

with writing(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(state):
    """Another process that holds the turn until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(state[0])], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "in\n"
        yield other
        other.stdin.close()


def test_two_at_once_the_second_is_turned_away_with_words(state, holder):
    second = subprocess.run([sys.executable, "-m", "ingest", "refresh"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 3
    assert "pågår" in second.stderr


def test_a_timer_waits_its_turn(state, holder, monkeypatch):
    folder, at = state
    monkeypatch.setattr(asking, "PATIENCE", 0.3)
    assert ingest(["refresh", "--due", "population"]) == 3
    assert not at.asked
    monkeypatch.setattr(asking, "PATIENCE", 60)
    threading.Timer(0.5, holder.stdin.close).start()
    assert ingest(["refresh", "--due", "population"]) == 0
    assert runs()["population"].state == "OK"


UNITS = ROOT / "docs" / "systemd"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_the_units_are_what_systemd_takes(tmp_path):
    """With this checkout's own paths and user in the place of the example's."""
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace("/srv/twin-transition/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text.replace("/srv/twin-transition", str(ROOT)).replace("User=twin", f"User={getpass.getuser()}"))
    files = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "twin-refresh.timer").write_text("[Timer]\nOnCalendar=early\n")
    assert subprocess.run(["systemd-analyze", "verify", "--man=no", *files], capture_output=True, check=False).stderr


def test_the_page_says_what_the_code_does():
    text = (ROOT / "docs" / "SCHEDULING.md").read_text("utf-8")
    service = (UNITS / "twin-refresh.service").read_text("utf-8")
    for command in ("-m ingest refresh --due", "TWIN_STATE=/var/lib/twin-transition"):
        assert command in text
        assert command in service
    assert asking.PATIENCE == 600
    assert "ten minutes" in text
    assert (log.LARGEST, log.KEPT) == (2_000_000, 5)
    for step in log.STEPS:
        assert f"`{step}`" in text
    for words, days in (("vart", 90), ("engångs", 365), ("kvartal", 14)):
        assert schedule.CADENCES[words] == days
        assert f"{days} days" in text


def test_a_full_log_is_turned_over_and_the_oldest_dropped(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setattr(log, "LARGEST", 400)
    for n in range(60):
        log.note("fetch", Run("toy", "OK", now(), n, f"rad\n{n}"), 0.1)
    files = sorted(file.name for file in (tmp_path / "log").iterdir())
    assert files == sorted(["ingest.log", "ingest.jsonl", *(f"{name}.{n}" for name in ("ingest.log", "ingest.jsonl") for n in range(1, 6))])
    newest = [
        *(tmp_path / "log" / "ingest.jsonl.1").read_text("utf-8").splitlines(),
        *(tmp_path / "log" / "ingest.jsonl").read_text("utf-8").splitlines(),
    ]
    assert [json.loads(line)["rows"] for line in newest] == list(range(60 - len(newest), 60))
    assert "rad 59" in (tmp_path / "log" / "ingest.log").read_text("utf-8")


def test_two_processes_that_turn_a_log_over_at_once_lose_no_line(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setattr(log, "LARGEST", 10)
    monkeypatch.setattr(log, "KEPT", 1)
    log.told("build", "OK", "en rad")
    taken, real = [], Path.replace

    def replace_after_another(file: Path, target: Path) -> Path:
        taken.append(real(file, target))
        return real(file, target)

    monkeypatch.setattr(Path, "replace", replace_after_another)
    log.told("build", "OK", "nästa rad")
    assert len(taken) == 2, "both logs were turned over by somebody else first"
    assert "nästa rad" in (tmp_path / "log" / "ingest.log").read_text("utf-8")


def test_a_bug_in_one_reader_stops_that_source_only(state, monkeypatch):
    folder, _ = state

    class Broken(toy.Toy):
        def read(self, ask):
            raise KeyError("kommun")

    real = asking.source
    monkeypatch.setattr(asking, "source", lambda key: toy.source(Broken()) if key == "toy" else real(key))
    assert ingest(["fetch", "toy", "population"]) == 1
    assert runs()["population"].state == "OK"
    assert "KeyError: 'kommun' (test_schedule.py, rad " in runs()["toy"].message_sv


def test_accepting_everything_at_once_is_wrong_use(state, capsys):
    assert ingest(["fetch", "--accept-drift"]) == 2
    assert "en källa i taget" in capsys.readouterr().err


def test_what_is_held_back_is_taken_by_the_command(state, monkeypatch, capsys):
    """A changed unit: held, told, and taken without another question."""
    folder, at = state
    at.shelf = toy.Shelf()
    real = asking.source
    monkeypatch.setattr(asking, "source", lambda key: replace(toy.source(), key="toy") if key == "toy" else real(key))
    assert ingest(["fetch", "toy"]) == 0
    at.shelf.body = toy.body([10, 20, 30, 40, 50, 60])
    assert ingest(["fetch", "toy"]) == 1
    assert "samma faktor, 10" in runs()["toy"].message_sv
    asked = len(at.asked)
    assert ingest(["fetch", "toy", "--accept-drift"]) == 0
    assert len(at.asked) == asked
    assert "6 rader" in runs()["toy"].message_sv
    assert "trots avvikelser" in capsys.readouterr().out.replace("\n", " ")
