"""Answers that are malformed, for every connector: an error that names the source and says what to do, a row set aside, or the same figures.

Never another figure, a crash, a hang or memory without end. Small ones run with the other tests; those that want memory are proofs.
"""

from collections.abc import Iterator, Mapping

import pytest

from ingest.contract import check
from ingest.errors import IngestError
from ingest.source import Entry, Record
from tests.asks import OURS, Asks
from tests.malformed import CASES, Case
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
