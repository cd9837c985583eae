"""What was done and how it went, twice: state/log/ingest.log for people, state/log/ingest.jsonl for machines, one line a source and step.

Both are turned over at a size: ingest.log.1 is the one before, and the oldest is dropped. A line is written whole in one go, so that two
processes never mix theirs.
"""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ingest.runs import Run
from twin.paths import state

LARGEST = 2_000_000  # bytes
KEPT = 5  # older files of each
STEPS = {"fetch": "hämtning", "adopt": "inlämning", "build": "bygge", "command": "kommando"}


def note(step: str, run: Run, seconds: float) -> None:
    """One source's step. `step` is one of STEPS; the run says how it went."""
    _write(step, run.key, run.state, run.rows, len(run.faults), run.message_sv, seconds)


def told(step: str, how: str, message: str, seconds: float = 0) -> None:
    """A step that is of no source: a build, or a command that came to nothing."""
    _write(step, None, how, None, None, message, seconds)


def _write(step: str, key: str | None, how: str, rows: int | None, faults: int | None, message: str, seconds: float) -> None:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    message = " ".join(message.split())
    known = {"at": at, "step": step, "source": key, "state": how, "rows": rows, "faults": faults, "seconds": round(seconds, 3), "pid": os.getpid(), "message_sv": message}  # fmt: skip
    _append("ingest.jsonl", json.dumps({name: value for name, value in known.items() if value is not None}, ensure_ascii=False))
    took = f" ({seconds:.1f} s)".replace(".", ",") if seconds >= 0.05 else ""
    _append("ingest.log", f"{at[:10]} {at[11:19]} UTC  {STEPS[step]:<9}  {how:<9}  {key or '–':<20}  {message}{took}")


def _append(name: str, line: str) -> None:
    file = folder() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST:
        for n in range(KEPT, 0, -1):
            older = file.with_name(f"{name}.{n}")
            newer = file.with_name(f"{name}.{n - 1}") if n > 1 else file
            with suppress(FileNotFoundError):  # not there yet, or turned over by another process meanwhile
                newer.replace(older)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)


def folder() -> Path:
    """Where the logs lie."""
    return state() / "log"
