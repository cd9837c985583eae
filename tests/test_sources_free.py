"""The tests that every source gets for free: whoever adds a source writes none of them (ingest/check.py says what each one asks)."""

import re
from dataclasses import replace

import pytest

from ingest import check, distort
from ingest.check import Case
from ingest.fetch import fetch
from ingest.http import Http
from ingest.receipts import Store, request_id
from ingest.registry import sources
from tests import faults
from tests.faults import Fault
from tests.replay import gateway
from tests.shelves import Recordings

KEYS = list(sources())
CASES = [case for key in KEYS for case in check.cases(key)]
FETCHED = [case for case in CASES if case.take.reader == "fetch"]


def test_the_registry_was_found():
    assert len(KEYS) > 10
    assert len(CASES) >= len(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_source_has_a_recording_of_each_way_in(key):
    readers = {case.take.reader for case in CASES if case.source.key == key}
    if sources()[key].fetch is not None:
        assert "fetch" in readers, f"record one: python -m ingest record {key}"
    else:
        assert readers == set(sources()[key].accepts)


@pytest.mark.parametrize("name", check.CHECKS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_free(case: Case, name: str):
    assert not list(check.CHECKS[name](case))


@pytest.fixture
def keys(monkeypatch):
    """A key for every source whose publisher asks for one: the gateway does not look at it."""
    for case in FETCHED:
        for value in getattr(case.source.fetch, "headers", {}).values():
            for name in re.findall(r"\$(\w+)", value):
                monkeypatch.setenv(name, "prov")


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("case", FETCHED, ids=str)
def test_the_recording_can_be_fetched_again_over_http(case: Case, tmp_path):
    with gateway(Recordings(check.RECORDINGS)) as at:
        run = fetch(case.source, case.region, Store(tmp_path), Http(at.url, 0))
    assert run.state in ("OK", "DEGRADED"), run.message_sv
    assert [request_id(a.request) for a in Store(tmp_path).takes(case.source.key)[0].answers] == [
        request_id(a.request) for a in case.take.answers
    ]


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("case", FETCHED, ids=str)
def test_an_answer_without_rows_keeps_nothing_and_never_says_ok(case: Case, tmp_path):
    def emptied(body: bytes) -> bytes:
        ways = list(distort.emptied(body))
        return ways[-1][1] if ways else body  # the last list of a JSON answer holds its rows, in every family

    with gateway(Recordings(check.RECORDINGS), [Fault(faults.edited(emptied))]) as at:
        run = fetch(case.source, case.region, Store(tmp_path), Http(at.url, 0))
    assert run.state in ("FAILED", "EMBEDDED")
    assert len(run.message_sv) > 20
    assert not (tmp_path / "answers").exists()


def test_another_address_is_noticed_for_a_file_handed_in_too():
    (case,) = check.cases("outages")
    moved = replace(case.source.accepts["table"], url="https://example.org/")
    assert list(check.asks_what_was_recorded(replace(case, source=replace(case.source, accepts={"table": moved}))))
