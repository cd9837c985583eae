"""Sources made in the workshop, kept in the state folder's sources/: KEY.py (read, never run), KEY.csv (words), KEY/ (the recording).

What is removed lies in removed/ and can be put back by hand.
"""

import json
import shutil
import tempfile
import time
from pathlib import Path

from ingest import corrections, log, region, registry
from ingest.errors import WrongUse
from ingest.fetch import adopt
from ingest.publish import writing
from ingest.receipts import Store, write_whole
from ingest.runs import Run, forget, now, remember
from ingest.workshop.making import render, words_file
from ingest.workshop.model import Draft
from ingest.workshop.trial import check, preview, small_case, trial
from twin.paths import state

PATIENCE = 30.0  # seconds that a save waits for a job that is under way


def save(draft: Draft, body: bytes | None = None, name: str = "") -> Path:
    """Keep the source with its words, its recording and its answers; the path of its file. The next build has its figures.

    Raises WrongUse where a check fails or where another source has the key: nothing is then written.
    """
    file = registry.shelf() / f"{draft.key}.py"
    if file.exists():
        raise WrongUse(draft.key, "En sparad källa har redan den nyckeln.", "Välj en annan nyckel, eller ta bort den gamla källan först.")
    if failed := [finding for finding in check(draft, body, name) if not finding.passed]:
        raise WrongUse(draft.key, f"{failed[0].check}: {failed[0].text}", "Rätta det och granska igen.")
    tried = trial(draft, body, name)
    with writing(state(), PATIENCE):
        if file.exists():
            raise WrongUse(draft.key, "En sparad källa har redan den nyckeln.", "Välj en annan nyckel.")
        rows = len(preview(draft, body, name).figures)
        small_case(tried)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(file.with_suffix(""), ignore_errors=True)
        shutil.copytree(tried.store.root / "small", file.with_suffix(""))
        kept = Store(state())
        for answer in tried.take.answers:
            kept.keep(tried.store.body(answer.sha256))
        kept.add(draft.key, tried.take)
        write_whole(file.with_suffix(".csv"), words_file(draft).encode())
        write_whole(file, render(draft).encode())  # last: a source without its words would stop every build
        remember([Run(draft.key, "OK", now(), rows, f"{rows} rader hämtade; källan är ny.", now())])
    return file


def saved() -> list[str]:
    """The keys of the sources that the workshop has saved, also of those that can not be read."""
    return sorted(file.stem for file in registry.shelf().glob("*.py"))


def remove(key: str) -> Path:
    """Take a saved source out, with its words, its recording, its answers, the one that is held back (held/) and how its last run went (run.json);
    the folder where they lie from now on. Raises WrongUse for a source that the workshop has not saved."""
    if key not in saved():
        raise WrongUse(key, "Den källan är inte sparad från sidan Källor.", f"De som är det: {', '.join(saved()) or 'inga'}.")
    if mended := [one.what for one in corrections.load() if one.source == key]:
        raise WrongUse(
            key,
            f"{len(mended)} rättelse(r) i data/corrections.toml gäller källan.",
            "Ta bort dem där först; utan källan stoppar de bygget.",
        )
    there = state() / "removed" / f"{key}-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{time.time_ns() % 10**6:06d}"
    store = Store(state())
    with writing(state(), PATIENCE):
        run = forget(key)
        there.mkdir(parents=True)
        file = registry.shelf() / f"{key}.py"
        for one in (file, file.with_suffix(".csv"), file.with_suffix(""), store.lock_file(key)):  # the declaration first
            if one.exists():
                one.replace(there / one.name)
        held = store.held_file(key)
        if held.exists():
            (there / "held").mkdir()  # a file of answers has the same name
            held.replace(there / "held" / held.name)
        if run:
            write_whole(there / "run.json", json.dumps({key: run}, ensure_ascii=False, indent=1).encode())
    return there


def drop(key: str, name: str, body: bytes, release: str) -> Run:
    """Put a file handed in through the contract of source `key`; `release` is its vintage (2026, 2026-03). Raises IngestError that says why no
    layout of the source takes it."""
    source = registry.source(key)
    with tempfile.TemporaryDirectory() as folder, writing(state(), PATIENCE):
        file = Path(folder) / (Path(name).name or "fil")
        file.write_bytes(body)
        run = adopt(source, region.load(), Store(state()), file, None, release)
        remember([run])
        log.note("adopt", run, 0)
    return run
