"""The row that a check failed on, as it stands in the answer: so that an analyst sees what the publisher wrote and not only what we made of it."""

from collections.abc import Iterator

from ingest import check
from ingest.check import Case
from ingest.errors import Fault, IngestError
from ingest.workshop import tables
from ingest.workshop.looking import READERS

MOST = 5  # faults that are told of
LONG = 200  # characters of a row


def told(case: Case) -> Iterator[str]:
    """Nothing where the recording meets its contract; else each fault (five at most), and under it the answer's own row."""
    try:
        check.records(case)
    except IngestError as refusal:
        for fault in refusal.faults[:MOST]:
            yield str(fault)
            row = standing(case, fault)
            if row:
                yield f"    i svaret: {row}"
        if len(refusal.faults) > MOST:
            yield f"… och {len(refusal.faults) - MOST} till."


def standing(case: Case, fault: Fault) -> str:
    """The first row of the answers that holds the fault's value, preferably with its place too; '' where none is found."""
    known = {area.code for area in case.region.areas.values()}
    codes = {part for part in fault.row.replace("·", " ").split() if part in known}
    best = ""
    for answer in case.take.answers:
        body = case.store.body(answer.sha256)
        try:
            table = READERS[tables.format_of(body)](body, {})
        except IngestError:
            continue
        for row in table.rows:
            if not any(_same(cell, fault.value) for cell in row):
                continue
            text = " · ".join(f"{name}={cell}" for name, cell in zip(table.columns, row, strict=False))[:LONG]
            if not codes or any(case.region.place(cell) in codes for cell in row):
                return text
            best = best or text
    return best


def _same(cell: str, value: str) -> bool:
    if cell == value:
        return True
    try:
        return float(cell.replace(",", ".").replace(" ", "")) == float(value)
    except ValueError:
        return False
