"""How each source fared, kept in runs.json of the state folder: what `status` prints and page Källor shows."""

import json
import traceback
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import IngestError
from ingest.receipts import write_whole
from twin.paths import state


@dataclass(frozen=True)
class Run:
    """How one source fared: what `status` prints and page Källor shows."""

    key: str
    state: str  # OK, UNCHANGED, DEGRADED, FAILED, EMBEDDED
    started_at: str
    rows: int
    message_sv: str
    last_good_at: str | None = None
    faults: tuple[dict[str, str], ...] = ()


def unforeseen(key: str, bug: Exception) -> Run:
    """A run that a fault of the program ended, told in full: the other sources go on."""
    at = traceback.extract_tb(bug.__traceback__)[-1]
    told = f"Oväntat fel när källan lästes: {type(bug).__name__}: {bug} ({Path(at.filename).name}, rad {at.lineno})."
    return Run(key, "FAILED", now(), 0, f"{told} Felet är programmets, inte utgivarens: visa raden för den som förvaltar det.")


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def runs() -> dict[str, Run]:
    """The newest run of each source, from runs.json in the state folder. Raises IngestError where that is spoiled."""
    file = state() / "runs.json"
    try:
        raw = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        found = {key: Run(key=key, **{**entry, "faults": tuple(entry.get("faults", ()))}) for key, entry in raw.items()}
        for run in found.values():
            datetime.fromisoformat(run.started_at), datetime.fromisoformat(run.last_good_at or run.started_at)
    except (ValueError, TypeError, AttributeError) as cause:
        remedy = "Ta bort filen: hur källorna har gått glöms, deras siffror ligger kvar."
        raise IngestError("runs.json", f"{file} är skadad ({type(cause).__name__}: {cause}).", remedy) from cause
    return found


def remember(done: list[Run]) -> None:
    """Note the newest run of each source; the time of the last good one is carried on through failures."""
    kept = runs()
    for run in done:
        before = kept.get(run.key)
        kept[run.key] = run if run.last_good_at else replace(run, last_good_at=before.last_good_at if before else None)
    _write(kept)


def forget(key: str) -> dict[str, object] | None:
    """Take a source's run out of runs.json: what stood there, None where nothing did."""
    kept = runs()
    gone = kept.pop(key, None)
    if gone is None:
        return None
    _write(kept)
    return _plain(gone)


def _write(kept: dict[str, Run]) -> None:
    raw = {key: _plain(run) for key, run in sorted(kept.items())}
    write_whole(state() / "runs.json", json.dumps(raw, ensure_ascii=False, indent=1).encode())


def _plain(run: Run) -> dict[str, object]:
    return {name: value for name, value in asdict(run).items() if name != "key"}
