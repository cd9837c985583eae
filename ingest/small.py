"""A conversation cut down to the rows of our own places, without fields that tell of persons: small enough to read, and with the same figures.

What a cut changes it says: the answer is then marked 'rebuilt', with what it was made from.
"""

from dataclasses import replace
from pathlib import Path

from ingest import check
from ingest.check import Case
from ingest.cutting import Cut, persons_left
from ingest.errors import IngestError
from ingest.receipts import Store


def shrink(case: Case, folder: Path) -> Case:
    """The case with cut answers, kept in `folder`; the case itself where a cut would change a figure. Never raises for an answer that is odd:
    the checks say what is wrong with it."""
    if made := _cut(case, folder, Cut(case.region)):
        return made
    return _cut(case, folder, Cut(case.region, rows=False)) or _copy(case, folder)


def without_persons(case: Case, folder: Path) -> tuple[Case, dict[str, str]]:
    """The case cut down in `folder`, and the fields that were emptied, with why. Raises IngestError where the source reads one of them."""
    if left := next(filter(None, (persons_left(case.store.body(answer.sha256)) for answer in case.take.answers)), ""):
        raise IngestError(
            case.source.key, f"Svaret är en ODS-fil med uppgifter om personer ({left}).", "Fråga efter XLSX eller CSV i stället."
        )
    for rows in (True, False):
        cut = Cut(case.region, rows)
        if made := _cut(case, folder, cut):
            return made, cut.dropped
    raise IngestError(
        case.source.key,
        f"Källan läser fält som ser ut att gälla personer: {', '.join(f'{name} ({why})' for name, why in cut.dropped.items())}.",
        "Läs inte de fälten; hör de inte till personer, skriv undantaget i ingest/private.py.",
    )


def _cut(case: Case, folder: Path, cut: Cut) -> Case | None:
    store = Store(folder)
    answers = []
    for answer in case.take.answers:
        body = case.store.body(answer.sha256)
        made = cut.body(body)
        if made == body:
            store.keep(body)
            answers.append(answer)
        else:
            origin = f"{answer.copy_of or answer.request.url}, hämtad {answer.fetched_at[:10]}: bara några rader, och inga fält om personer"
            answers.append(replace(answer, sha256=store.keep(made), obtained="rebuilt", copy_of=origin, etag=None, last_modified=None))
    small = Case(case.source, case.region, store, replace(case.take, answers=tuple(answers)))
    store.replace(case.source.key, [small.take])
    try:
        same = [record for _, record in check.records(small)] == [record for _, record in check.records(case)]
    except IngestError:
        return None
    return small if same else None


def _copy(case: Case, folder: Path) -> Case:
    store = Store(folder)
    for answer in case.take.answers:
        store.keep(case.store.body(answer.sha256))
    store.replace(case.source.key, [case.take])
    return Case(case.source, case.region, store, case.take)
