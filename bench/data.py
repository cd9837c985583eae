"""Data: building the warehouse from data/, and a full refresh against replayed answers; the floor is DuckDB reading the same bytes."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bench.server import ROOT
from tests.replay import Shelf, gateway
from tests.shelves import Recordings, Routes
from twin.paths import DATA

SHARED = Path(os.environ.get("TWIN_SHARED", ROOT.parent / "shared"))
TABLES = "import sys, duckdb; print(sum(len(duckdb.read_csv(f, all_varchar=True).fetchall()) for f in sys.argv[1:]))"
BLOBS = "import sys, duckdb; print(duckdb.execute('SELECT sum(octet_length(content)) FROM read_blob(?)', [sys.argv[1:]]).fetchall())"


def build(state: Path) -> tuple[float, float]:
    """Seconds to build the warehouse into `state` from what data/ embeds, and for DuckDB to read the same CSV files."""
    ours = seconds(["-m", "ingest", "build"], state)
    files = sorted(str(file) for folder in ("snapshot", "register", "taxonomy") for file in (DATA / folder).rglob("*.csv"))
    return ours, seconds(["-c", TABLES, *files], state)


def refresh(state: Path) -> tuple[float, float, str]:
    """Seconds to ask every publisher (replayed, waits left out) and build; for DuckDB to read the answers' bytes; and how the sources fared."""
    shelf, whose = recorded()
    with gateway(shelf) as mirror:
        ours = seconds(["-m", "ingest", "refresh"], state, INGEST_GATEWAY=mirror.url, INGEST_PATIENCE="0")
    answers = sorted(str(file) for file in (state / "raw").rglob("*") if file.is_file())
    counted = Counter(run["state"] for run in json.loads((state / "runs.json").read_text(encoding="utf-8")).values())
    return ours, seconds(["-c", BLOBS, *answers], state), f"{whose}: {', '.join(f'{n} {name}' for name, n in sorted(counted.items()))}"


def recorded() -> tuple[Shelf, str]:
    """What is replayed: the publishers' whole-country files where they are at hand beside the checkout, else the project's own small recordings."""
    routes = SHARED / "recordings" / "ROUTES.csv"
    return (Routes(routes), "whole-country files") if routes.exists() else (Recordings(ROOT / "tests" / "recordings"), "own recordings")


def seconds(command: list[str], state: Path, **environment: str) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "TWIN_STATE": str(state), **environment},
        capture_output=True,
        text=True,
    )
    if done.returncode not in (0, 1):  # 1: a source failed and the others went on, which the table tells
        raise RuntimeError(f"{' '.join(command[:3])} ended with {done.returncode}: {done.stderr[-500:]}")
    return time.perf_counter() - began
