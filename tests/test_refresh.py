"""A whole refresh against recorded answers: what each source says, what stays when a publisher fails, and that no news publishes nothing."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import check
from ingest.__main__ import main as ingest
from ingest.registry import sources
from tests import faults
from tests.faults import Fault, Reply
from tests.replay import Gateway, gateway
from tests.shelves import Asked, Recordings, Routes
from twin.warehouse import ask, current

pytestmark = pytest.mark.proof  # slow as a whole


FETCHED = sorted(key for key, source in sources().items() if source.fetch is not None)


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory) -> Path:
    """A state folder after one refresh of every source."""
    folder = tmp_path_factory.mktemp("refreshed")
    with pytest.MonkeyPatch.context() as patch, gateway(Recordings(check.RECORDINGS)) as at:
        environment(patch, folder, at)
        assert ingest(["refresh"]) == 0
    return folder


@pytest.fixture
def at(refreshed, tmp_path, monkeypatch):
    """A gateway over the same recordings, and a copy of the state after the first refresh."""
    shutil.copytree(refreshed, tmp_path, dirs_exist_ok=True)
    with gateway(Recordings(check.RECORDINGS)) as running:
        environment(monkeypatch, tmp_path, running)
        yield running


def environment(patch: pytest.MonkeyPatch, folder: Path, at: Gateway) -> None:
    patch.setenv("TWIN_STATE", str(folder))
    patch.setenv("INGEST_GATEWAY", at.url)
    patch.setenv("INGEST_PATIENCE", "0")
    patch.setenv("SWECRIS_TOKEN", "prov")  # the gateway does not look at it


def status(capsys) -> dict[str, dict]:
    capsys.readouterr()
    assert ingest(["status", "--json"]) == 0
    return {row["key"]: row for row in json.loads(capsys.readouterr().out)}


def published(folder: Path) -> tuple[list[str], bytes]:
    return sorted(f.name for f in folder.glob("tt-*")), (folder / "current.json").read_bytes()


def hosts(key: str) -> set[str]:
    """The hosts that a source asks, by its recording."""
    return {a.request.url.split("/")[2] for case in check.cases(key) if case.take.reader == "fetch" for a in case.take.answers}


def figures() -> list[tuple]:
    return ask("SELECT * EXCLUDE (obtained, url) FROM figure ORDER BY ALL")


def alone() -> str:
    """A source whose hosts no other source asks."""
    return next(key for key in FETCHED if not any(hosts(key) & hosts(other) for other in FETCHED if other != key))


def test_every_source_tells_how_it_fared(at, capsys):
    told = status(capsys)
    assert set(told) == set(sources())
    assert {key: told[key]["state"] for key in FETCHED if told[key]["state"] not in ("OK", "DEGRADED")} == {}
    assert {told[key]["state"] for key in told if key not in FETCHED} == {"EMBEDDED"}
    assert all(told[key]["rows"] > 0 and told[key]["message_sv"] and told[key]["release"] for key in FETCHED)


def test_a_second_refresh_says_unchanged_and_publishes_nothing(at, tmp_path, capsys):
    before = published(tmp_path)
    assert ingest(["refresh"]) == 0
    assert {status(capsys)[key]["state"] for key in FETCHED} == {"UNCHANGED"}
    assert published(tmp_path) == before


@pytest.mark.parametrize(
    "fault",
    [faults.busy(503), faults.busy(429, "1"), faults.dead(), faults.html(), faults.truncated(), faults.empty()],
    ids=["503", "429", "dead", "html", "truncated", "empty"],
)
def test_one_failing_source_never_stops_the_others(at, tmp_path, capsys, fault):
    key, before, seen = alone(), published(tmp_path), figures()
    good_at = status(capsys)[key]["last_good_at"]
    at.faults = [Fault(faults.headers(ETag=None)), *(Fault(fault, host=host) for host in hosts(key))]
    assert ingest(["refresh"]) == 1
    told = status(capsys)
    assert told[key]["state"] == "FAILED"
    assert any(word in told[key]["message_sv"] for word in ("svarade", "svaret"))
    assert {told[other]["state"] for other in FETCHED if other != key} == {"UNCHANGED"}
    assert (told[key]["last_good_at"], told[key]["age_days"]) == (good_at, 0)
    assert told[key]["rows"] > 0
    assert (published(tmp_path), figures()) == (before, seen)


def test_a_part_that_the_publisher_lacks_is_told_and_the_rest_is_read(at, capsys):
    before = ask("SELECT count(*) FROM observation WHERE indicator_id = 'electric_cars'")
    at.faults = [Fault(faults.busy(404), host="api.trafa.se", skip=1, times=1)]
    assert ingest(["refresh", "electric_cars"]) == 0
    told = status(capsys)["electric_cars"]
    assert told["state"] == "DEGRADED"
    assert "2016" in told["message_sv"]
    assert ask("SELECT count(*) FROM observation WHERE indicator_id = 'electric_cars'") == before


def test_a_year_that_is_not_published_yet_is_no_fault(at, capsys):
    class LastYearIsEmpty(Recordings):
        def find(self, asked: Asked) -> Reply | None:
            if f"ar:{datetime.now(UTC).year - 1}" in asked.pairs.get("query", ""):
                return Reply(200, b'{"Header": {"Column": []}, "Rows": [], "Errors": null}', {"X-Obtained": "rebuilt"})
            return super().find(asked)

    at.shelf = LastYearIsEmpty(check.RECORDINGS)
    assert ingest(["refresh", "electric_cars"]) == 0
    assert status(capsys)["electric_cars"]["state"] == "DEGRADED"  # 2024 was not recorded
    at.faults = [Fault(faults.json_edited(lambda document: {**document, "Rows": []}), host="api.trafa.se", skip=2)]
    assert ingest(["refresh", "electric_cars"]) == 1  # an older year without rows is one


def test_a_publisher_that_falls_over_midway_fails_and_keeps_nothing_of_it(at, tmp_path, capsys):
    before = (tmp_path / "answers" / "electric_cars.json").read_bytes()
    at.faults = [Fault(faults.headers(ETag="")), Fault(faults.busy(503), host="api.trafa.se", skip=3)]
    assert ingest(["refresh", "electric_cars"]) == 1
    assert status(capsys)["electric_cars"]["state"] == "FAILED"
    assert (tmp_path / "answers" / "electric_cars.json").read_bytes() == before
    assert len([asked for asked in at.asked if asked.host == "api.trafa.se"]) == 3 + 5


def test_a_renamed_field_fails_its_source_and_the_last_good_figures_stay(at, tmp_path, capsys):
    seen = figures()
    at.faults = [Fault(faults.edited(lambda body: body.replace(b'"values"', b'"values_x"')), host="api.kolada.se")]
    assert ingest(["refresh"]) == 1
    told = status(capsys)
    kolada = [key for key in FETCHED if key.startswith("kolada_")]
    assert {told[key]["state"] for key in kolada} == {"FAILED"}
    assert all("values" in told[key]["message_sv"] for key in kolada)
    assert figures() == seen


def test_with_every_publisher_gone_nothing_is_lost(refreshed, tmp_path, monkeypatch, capsys):
    shutil.copytree(refreshed, tmp_path, dirs_exist_ok=True)
    with gateway(Recordings(check.RECORDINGS)) as at:
        environment(monkeypatch, tmp_path, at)
    before, seen = published(tmp_path), figures()  # the gateway is down from here on
    assert ingest(["refresh"]) == 1
    assert {status(capsys)[key]["state"] for key in FETCHED} == {"FAILED"}
    assert (published(tmp_path), figures()) == (before, seen)
    assert ingest(["refresh", FETCHED[0]]) == 1


def test_a_gateway_killed_midway_leaves_whole_conversations_only(refreshed, tmp_path, monkeypatch, capsys):
    shutil.copytree(refreshed, tmp_path, dirs_exist_ok=True)
    seen = None
    with gateway(Recordings(check.RECORDINGS)) as at:
        environment(monkeypatch, tmp_path, at)
        seen = figures()
        at.faults = [Fault(faults.dead(), skip=len(FETCHED) // 2)]
        assert ingest(["refresh"]) == 1
        states = {status(capsys)[key]["state"] for key in FETCHED}
        assert "FAILED" in states
        assert "UNCHANGED" in states
        assert figures() == seen
        at.faults = []
        assert ingest(["refresh"]) == 0
        assert {status(capsys)[key]["state"] for key in FETCHED} == {"UNCHANGED"}


def test_with_nothing_to_replay_the_embedded_figures_stay(tmp_path, monkeypatch, capsys):
    class Nothing:
        def find(self, asked: Asked) -> Reply | None:
            return None

    with gateway(Nothing()) as at:
        environment(monkeypatch, tmp_path, at)
        assert ingest(["refresh"]) == 0
    told = status(capsys)
    assert {row["state"] for row in told.values()} == {"EMBEDDED"}
    assert all(row["message_sv"] for row in told.values())
    assert len(figures()) > 1000


def test_a_changed_value_is_published_with_its_own_receipt(at, tmp_path, capsys):
    before = current()
    [(old, receipt)] = ask(
        "SELECT value, receipt_id FROM figure WHERE indicator_id = 'broadband_100mbit' AND place_code = '0682' AND period = '2022'"
    )

    def change(document):
        for item in document["values"]:
            if (item["kpi"], item["municipality"], item["period"]) == ("N07900", "0682", 2022):
                item["values"][0]["value"] = 83.9
        return document

    at.faults = [Fault(faults.json_edited(change), host="api.kolada.se")]
    assert ingest(["refresh"]) == 0
    assert current() != before
    [(new, fresh)] = ask(
        "SELECT value, receipt_id FROM figure WHERE indicator_id = 'broadband_100mbit' AND place_code = '0682' AND period = '2022'"
    )
    assert (round(old, 1), new) == (82.7, 83.9)
    assert fresh != receipt
    assert before.exists()


def test_refresh_from_the_shared_recordings(shared, tmp_path, monkeypatch, capsys):
    """The published whole-country answers: every source that has one is read, the others say that there was nothing to replay.

    Two registers refuse theirs: a project whose beneficiary is not in the list, a search without the registry's publishers.
    """
    with gateway(Routes(shared / "recordings" / "ROUTES.csv")) as at:
        environment(monkeypatch, tmp_path, at)
        assert ingest(["refresh"]) == 1
        told = status(capsys)
        states = {key: told[key]["state"] for key in FETCHED}
        refused = {key: told[key]["message_sv"] for key in FETCHED if states[key] == "FAILED"}
        assert set(refused) == {"kohesio", "dataportal"}
        assert "Beneficiary" in refused["kohesio"]
        assert "publisher" in refused["dataportal"]
        assert (states["swecris"], states["vinnova"]) == ("OK", "OK")
        assert {key: states[key] for key in ("co2_emissions", "solar", "electric_cars", "kolada_climate", "kolada_digital")} == {
            "co2_emissions": "OK", "solar": "DEGRADED", "electric_cars": "DEGRADED", "kolada_climate": "DEGRADED", "kolada_digital": "DEGRADED",
        }  # fmt: skip
        assert re.search(r"Ej hämtat: \d+ av \d+ värden", told["solar"]["message_sv"])  # the recorded answer has two years of nine
        assert states["population"] == "EMBEDDED"  # the recorded SCB answer has counties only
        marks = ask("SELECT DISTINCT obtained FROM receipt WHERE via IS NOT NULL")
        assert {mark for (mark,) in marks} == {"public_copy", "rebuilt"}
        before = published(tmp_path)
        assert ingest(["refresh"]) == 1
        assert published(tmp_path) == before
        assert {status(capsys)[key]["state"] for key in FETCHED if key not in refused} <= {"UNCHANGED", "EMBEDDED"}


def test_wrong_use_and_a_second_job_have_their_own_exit_codes(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    assert ingest(["fetch", "no_such_source"]) == 2
    assert "no_such_source" in capsys.readouterr().err
    from ingest.publish import writing

    with writing(tmp_path):
        assert ingest(["build"]) == 3
    assert "pågår" in capsys.readouterr().err
    with pytest.raises(SystemExit) as seen:
        ingest(["--help"])
    assert seen.value.code == 0
