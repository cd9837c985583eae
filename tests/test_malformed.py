"""Answers that are malformed, for every connector: an error that names the source and says what to do, a row set aside, or the same figures.

Never another figure, a crash, a hang or memory without end. Small ones run with the other tests; those that want memory are proofs.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from ingest import check as checks
from ingest.bodies import LARGEST_OTHER
from ingest.contract import check
from ingest.errors import IngestError, WrongUse
from ingest.fetch import adopt
from ingest.receipts import Store, request_id
from ingest.source import Entry, Record
from tests.asks import OURS, Asks
from tests.bombs import SHORT, bombs
from tests.faults import Reply
from tests.malformed import CASES, Case
from tests.replay import gateway
from tests.shelves import Asked
from tests.spoil import spoiled

FIGURES = ("amount", "lon", "lat", "start", "end")  # of a register's entry


def read(case: Case, bodies: Mapping[str, bytes]) -> list[Record]:
    """Every record, held against the whole contract."""
    ask = Asks(case.source, bodies.get("", bodies))
    found = list(case.connector.read(ask))
    check(case.source, OURS, found, rejected=ask.rejected)
    return [record for _, record in found]


def wrong(found: list[Record], good: list[Record]) -> Iterator[str]:
    """What is told that the good answer does not tell. A figure may be lost, for a publisher may leave one out: it may never be another. What
    a register writes in words is its own."""
    if len(found) != len(good):
        yield f"{len(found)} poster i stället för {len(good)}"
    for record, true in zip(found, good, strict=False):
        for name in FIGURES if isinstance(record, Entry) else record.__slots__:
            value = getattr(record, name)
            if value != getattr(true, name) and value not in (None, "") and name != "status":
                yield f"{name} = {value!r} i stället för {getattr(true, name)!r} hos {true}"


@pytest.mark.parametrize("name", CASES)
def test_a_malformed_answer_is_an_error_with_a_remedy_or_gives_the_same_figures(name: str) -> None:
    case = CASES[name]
    good = read(case, case.good)
    assert len(good) >= len(OURS.municipalities)
    stopped, passed, failures = 0, [], []
    for what, body in spoiled(case.kind, case.good[case.spoil]):
        try:
            found = read(case, case.good | {case.spoil: body})
        except IngestError as told:
            stopped += 1
            if not str(told).startswith("prov: ") or len(told.remedy) < 15 or len(str(told)) > 2000:
                failures.append(f"{what}: felet säger för lite eller för mycket: {str(told)[:300]}")
        except Exception as crash:  # noqa: BLE001 the proof is that there is none
            failures.append(f"{what}: {type(crash).__name__}: {crash}")
        else:
            passed.append(what)
            failures += [f"{what}: {fault}" for fault in wrong(found, good)]
    assert not failures, f"{len(failures)} av {stopped + len(passed)}\n" + "\n".join(failures[:40])
    assert stopped >= 30


@pytest.mark.parametrize("n", [0, 1, 4], ids=["publishers", "one publisher", "hits"])
def test_a_malformed_answer_of_the_registry_never_shows_as_a_crash_of_its_library(n: int) -> None:
    (case,) = checks.cases("dataportal")
    answer, stopped, failures = case.take.answers[n], 0, []
    for what, body in spoiled("json", case.store.body(answer.sha256)):
        try:
            checks.records(case, {request_id(answer.request): body})
        except IngestError as told:
            stopped += 1
            failures += [what] if not str(told).startswith("dataportal: ") or len(told.remedy) < 15 or len(str(told)) > 2000 else []
        except Exception as crash:  # noqa: BLE001 the proof is that there is none
            failures.append(f"{what}: {type(crash).__name__}: {crash}")
    assert not failures
    assert stopped >= 30


def test_a_file_handed_in_is_weighed_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "stor.csv"
    with file.open("wb") as made:
        made.truncate(LARGEST_OTHER + 1)  # a hole: no byte is written
    with pytest.raises(WrongUse, match=f"stor.csv är {LARGEST_OTHER + 1} byte"):
        adopt(CASES["CsvTable"].source, OURS, Store(tmp_path), file, None, "2024")


class Shelf:
    """A case's answers, with one of them replaced."""

    def __init__(self, case: Case, body: bytes) -> None:
        self._answers = {unquote(address): answer for address, answer in (case.good | {case.spoil: body}).items()}

    def find(self, asked: Asked) -> Reply | None:
        address = f"https://{asked.host}{asked.path}{'?' + asked.query if asked.query else ''}"
        name = unquote(address if asked.method == "GET" else f"POST {address}")
        body = self._answers.get(name, self._answers.get(""))
        return None if body is None else Reply(200, body, {"X-Obtained": "rebuilt"})


WHOLE = ("JsonRecords", "JsonRecords-list", "JsonStat", "CsvTable", "CsvTable-zip", "Workbook", "Workbook-ods", "Link")
BOMBS = [
    pytest.param(name, n, id=f"{name}: {what}")
    for name, case in CASES.items()
    for n, (what, _) in enumerate(bombs(case.kind, case.good[case.spoil]))
    if name in WHOLE or what in SHORT
]


@pytest.mark.proof
@pytest.mark.parametrize(("name", "n"), BOMBS)
def test_no_answer_takes_a_gigabyte_or_twenty_seconds(name: str, n: int) -> None:
    """Fetched in a process of its own over HTTP. Time is the processor's: the machine may have other work."""
    case = CASES[name]
    make = list(bombs(case.kind, case.good[case.spoil]))[n][1]
    with gateway(Shelf(case, make())) as at:
        done = subprocess.run(
            [sys.executable, "-m", "tests.malformed", name, at.url], capture_output=True, text=True, timeout=300, check=False
        )
    assert done.returncode == 0, f"processen dog ({done.returncode}): {done.stderr[-2000:]}"
    told = json.loads(done.stdout)
    sys.stdout.write(f"{name}: {told['state']}, {told['cpu']:.1f} s, {told['peak'] / 1e6:.0f} MB: {told['message'][:160]}\n")
    assert told["peak"] < 1e9
    assert told["cpu"] < 20
    good = len(read(case, case.good))
    assert told["state"] == "FAILED" or (told["state"], told["rows"]) == ("OK", good), told
    assert len(told["message"]) < 2500
