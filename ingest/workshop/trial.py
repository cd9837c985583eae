"""A draft held against its publisher: asked once, kept aside, and put through the free tests. Nothing of it reaches the warehouse until it is saved."""

import hashlib
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from ingest import check as free
from ingest import region
from ingest.check import Case, Finding
from ingest.errors import IngestError, WrongUse
from ingest.fetch import adopt, converse
from ingest.http import Http
from ingest.receipts import Store, Take
from ingest.small import shrink
from ingest.source import Row, Source
from ingest.workshop.asking import no_file
from ingest.workshop.making import faults, made, render, words
from ingest.workshop.model import Draft, Preview, Shown
from twin.paths import state

FRESH = 3600.0  # seconds that an answer serves check, preview and save, so that the publisher is asked once
NOT_ASKED = {"inspelningen är liten och sann"}  # of recordings that are reviewed with the code


@dataclass(frozen=True)
class Trial:
    """A draft's source and the conversation it had."""

    source: Source
    store: Store
    take: Take
    notes: tuple[str, ...]


def trial(draft: Draft, body: bytes | None = None, name: str = "") -> Trial:
    """The draft's answers: asked for now, or those of the last hour. `body` is the file, for a source that is handed in. Raises IngestError."""
    if wrong := faults(draft):
        raise WrongUse(draft.key, f"{len(wrong)} uppgift(er) ska rättas först. {wrong[0]}.", "Rätta dem i formuläret.", tuple(wrong))
    source, where = made(draft), region.load()
    text = render(draft).encode() + repr((where, draft.options.get("release"))).encode() + hashlib.sha256(body or b"").digest()
    folder = trials() / f"{draft.key}-{hashlib.sha256(text).hexdigest()[:16]}"
    _sweep()
    store = Store(folder)
    kept = store.takes(source.key)
    if not kept:
        try:
            with no_file(draft.key):
                notes = _ask(source, store, body, name, str(draft.options.get("release") or ""))
        except IngestError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Trial(source, store, store.takes(source.key)[-1], tuple(notes))
    return Trial(source, store, kept[-1], (kept[-1].lacks,) if kept[-1].lacks else ())


def _ask(source: Source, store: Store, body: bytes | None, name: str, release: str) -> list[str]:
    where = region.load()
    if source.fetch is None or body is not None:
        if body is None:
            raise WrongUse(source.key, "Ingen fil är inlämnad.", "Välj filen som källan ska läsa.")
        file = store.root / "handed" / (Path(name).name or "fil")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        adopt(source, where, store, file, None, release)
        return []
    take, checked, lacks = converse(source, source.fetch, where, store, Http(), lambda text: None)
    store.add(source.key, take)
    return [*lacks, *checked.notes]


def check(draft: Draft, body: bytes | None = None, name: str = "") -> list[Finding]:
    """How the draft stands the free tests that every source gets, on an answer taken now; a failure names the offending row."""
    wrong = [str(fault) for fault in faults(draft)]
    findings = [
        Finding("uppgifterna är hela", not wrong, " | ".join(wrong) or f"{len(words(draft)) if not wrong else 0} nyckeltal med ord")
    ]
    if wrong:
        return findings
    try:
        tried = trial(draft, body, name)
    except IngestError as fault:
        told = [str(f) for f in fault.faults[:5]] or [fault.problem]
        return [*findings, Finding("utgivarens svar håller kontraktet", False, f"{' | '.join(told).rstrip('.')}. {fault.remedy}")]
    case = small_case(tried)
    for test, ask in free.CHECKS.items():
        if test not in NOT_ASKED:
            bad = list(ask(case))
            findings.append(Finding(test, not bad, " | ".join(bad) or f"{len(case.take.answers)} svar granskade"))
    return findings


def preview(draft: Draft, body: bytes | None = None, name: str = "") -> Preview:
    """The draft's figures as they would stand in the warehouse."""
    tried = trial(draft, body, name)
    found = [record for _, record in free.records(Case(tried.source, region.load(), tried.store, tried.take)) if isinstance(record, Row)]
    shown = [Shown(r.indicator, r.place, r.period, r.value, r.status, r.breakdown) for r in found]
    shown.sort(key=lambda f: (f.indicator, f.breakdown, f.period, f.place_code))
    newest = max((f.period for f in shown if f.value is not None), default="")
    return Preview(tuple(shown), newest, tried.notes)


def small_case(tried: Trial) -> Case:
    """The conversation cut down to our own rows, which give the very same figures: the free tests spoil it a hundred times over."""
    return shrink(Case(tried.source, region.load(), tried.store, tried.take), tried.store.root / "small")


def trials() -> Path:
    """Where answers of drafts wait; emptied of itself."""
    return state() / "trials"


def _sweep() -> None:
    for folder in trials().glob("*"):
        if time.time() - folder.stat().st_mtime > FRESH:
            shutil.rmtree(folder, ignore_errors=True)
