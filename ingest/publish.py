"""One writer, many readers, no shared locks: a new file for each build and a small pointer that is swapped. A name is never reused."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingest.errors import IngestError
from ingest.receipts import write_whole
from twin import duck

KEPT = 3


def publish(folder: Path, fill: Callable[[duckdb.DuckDBPyConnection], object]) -> Path:
    """Build a database beside the others, make it current, keep the last three. On any failure the pointer stays and nothing is left behind."""
    folder.mkdir(parents=True, exist_ok=True)
    name = time.strftime("tt-%Y%m%dT%H%M%S", time.gmtime()) + f"-{time.time_ns() % 10**9:09d}.duckdb"
    part = folder / f"{name}.part"
    try:
        with duck.connect() as con:
            quoted = str(part).replace("'", "''")
            con.execute(f"ATTACH '{quoted}' AS fresh (STORAGE_VERSION 'v1.5.0')")  # readable by DuckDB 1.5 and 2.0
            con.execute("USE fresh")
            fill(con)
            con.execute("USE memory")
            con.execute("DETACH fresh")  # checkpoints: no .wal is left
        with part.open("rb") as handle:
            os.fsync(handle.fileno())
        part.replace(folder / name)
    except BaseException:
        part.unlink(missing_ok=True)
        Path(f"{part}.wal").unlink(missing_ok=True)
        raise
    write_whole(folder / "current.json", json.dumps({"file": name, "written": time.time()}).encode())
    others = [file for file in folder.glob("tt-*.duckdb") if file.name != name]  # a clock set back makes the newest sort before them
    for old in sorted(others)[: -(KEPT - 1)]:
        old.unlink(missing_ok=True)
    return folder / name


def sweep(folder: Path) -> None:
    """Remove what a killed build left behind. Only under `writing`, when no other build can be at work."""
    for litter in (*folder.rglob("*.part"), *folder.glob("tt-*.part.wal")):
        litter.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path, patience: float = 0) -> Iterator[None]:
    """The one writer's turn; `patience`: seconds to wait for it. Raises IngestError when another job still holds it; the lock ends with its
    process, also when killed."""
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with (folder / "writing.lock").open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as busy:
                if time.monotonic() >= until:
                    raise IngestError(
                        "ingest", "En annan hämtning eller ett annat bygge pågår.", "Vänta tills det är klart och kör igen."
                    ) from busy
            time.sleep(min(0.2, patience))
        sweep(folder)
        yield
