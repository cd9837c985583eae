"""python -m ingest: bring figures in, build the warehouse, tell how each source fares.

Exit codes: 0 all well; 1 a source FAILED (the others went on, its last good figures stay); 2 wrong use; 3 nothing could be published.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import duckdb
from rich.console import Console
from rich.table import Table

from ingest import arguments, asking, desk, log, region, snapshot
from ingest.build import build, needed
from ingest.errors import IngestError, WrongUse
from ingest.fetch import adopt
from ingest.publish import writing
from ingest.receipts import Store
from ingest.registry import NoSuchSource, source
from ingest.runs import Run, remember
from ingest.schedule import Due
from ingest.status import rows as status_rows
from ingest.status import warning as status_warning
from twin import duck
from twin.paths import state
from twin.warehouse import ask, current

OUT, ERR = Console(), Console(stderr=True)
ONE_SOURCE = {"adopt", "record", "check", "preview", "new", "discover"}  # what they fail at is a source; the warehouse stands as it was
COLOUR = {"OK": "green", "UNCHANGED": "green", "EMBEDDED": "cyan", "DEGRADED": "yellow", "FAILED": "red"}


@contextmanager
def _working(text: str) -> Iterator[Callable[[str], None]]:
    """A spinner that says what is going on; plain silence where there is no terminal."""
    with ERR.status(text) as status:
        yield lambda now: status.update(now[:160])


def _fetch(keys: list[str], *, accept: bool = False) -> list[Run]:
    with _working("Hämtar …") as say:
        runs = asking.ask(keys, region.load(), Store(state()), say, _tell, accept=accept)
    return runs if keys else runs + _tell_all(desk.spoiled())


def _build(*, only_if_needed: bool = False) -> int:
    where, store = region.load(), Store(state())
    if only_if_needed and not needed(where, store):
        OUT.print(f"Datalagret är aktuellt: {current().name}")
        return 0
    started = time.monotonic()
    with _working("Bygger datalagret …") as say:
        file, failed = build(where, store, say)
    for run in _tell_all(failed := failed + desk.spoiled()):
        log.note("build", run, 0)
    log.told("build", "DEGRADED" if failed else "OK", f"Publicerat: {file.name}", time.monotonic() - started)
    OUT.print(f"Publicerat: {file.name} ({file.stat().st_size / 1e6:.1f} MB)")
    if not ask("SELECT 1 FROM observation LIMIT 1"):
        ERR.print(
            f"Inga siffror för {where.name}: varken data/snapshot/ eller sparade svar har några. Kör: python -m ingest refresh",
            style="yellow",
        )
    return 1 if failed else 0


def _refresh(keys: list[str], *, only_due: bool) -> int:
    waiting: list[Due] = []
    if only_due:
        keys, waiting = asking.those_due(keys)
    for one in waiting:
        OUT.print(f"väntar    {one.key}: {one.words}", highlight=False)
    runs = _fetch(keys) if keys or not only_due else []
    code = 1 if any(r.state == "FAILED" for r in runs) else 0
    if needed(region.load(), Store(state())):
        return max(code, _build())
    OUT.print("Inget nytt: inget nytt datalager publicerades.")
    return code


def _adopt(args: argparse.Namespace) -> int:
    run = adopt(source(args.key), region.load(), Store(state()), args.file, args.copy_of, args.release, args.reader, args.obtained)
    remember([run])
    log.note("adopt", run, 0)
    _tell(run)
    return 0


def _status(*, as_json: bool) -> int:
    found = status_rows()
    if told := status_warning():
        ERR.print(told, style="yellow", markup=False, highlight=False)
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    table = Table("källa", "läge", "rader", "senaste", "utgåva", "dygn", box=None)
    for row in found:
        cells = (row["rows"], row["newest_period"], row["release"], row["age_days"])
        table.add_row(str(row["key"]), f"[{COLOUR[str(row['state'])]}]{row['state']}[/]", *("–" if c is None else str(c) for c in cells))
    OUT.print(table)
    for row in found:
        if row["state"] in ("DEGRADED", "FAILED"):
            OUT.print(f"{row['key']}: {row['message_sv']}", highlight=False)
    return 0


def _record(key: str) -> int:
    with _working("Spelar in …") as say:
        return desk.record_one(key, OUT, say)


def _snapshot() -> int:
    with duck.connect(current(), read_only=True) as con:
        written = snapshot.export(con)
    for name, count in written.items():
        OUT.print(f"data/snapshot/{name}: {count} rader")
    return 0


def _tell_all(runs: list[Run]) -> list[Run]:
    for run in runs:
        _tell(run)
    return runs


def _tell(run: Run) -> None:
    OUT.print(f"[{COLOUR[run.state]}]{run.state:<9}[/] {run.key}: {run.message_sv}", highlight=False)


def main(given: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    args = arguments.parser(__doc__).parse_args(given)
    try:
        looking = {  # these touch nothing that a build reads, and may take their time
            "status": lambda: _status(as_json=args.json),
            "check": lambda: desk.check_one(args.key, OUT),
            "preview": lambda: desk.preview_one(args.key, args.period, args.part, OUT),
            "new": lambda: desk.make(args.key, args.kind, OUT),
            "discover": lambda: desk.search(args.words, args.write, args.hit, OUT),
        }
        if args.command in looking:
            return looking[args.command]()
        with writing(state(), asking.PATIENCE if getattr(args, "due", False) else 0):
            run = {
                "fetch": lambda: 1 if any(r.state == "FAILED" for r in _fetch(args.keys, accept=args.accept_drift)) else 0,
                "refresh": lambda: _refresh(args.keys, only_due=args.due),
                "build": lambda: _build(only_if_needed=args.if_needed),
                "adopt": lambda: _adopt(args),
                "record": lambda: _record(args.key),
                "snapshot": _snapshot,
            }
            return run[args.command]()
    except NoSuchSource as unknown:
        ERR.print(str(unknown.args[0]), style="red", highlight=False)
        return 2
    except WrongUse as wrong:
        ERR.print(f"{wrong}", style="red", highlight=False)
        return 2
    except (IngestError, OSError, ValueError, duckdb.Error) as fault:
        ERR.print(f"{fault}", style="red", highlight=False)
        with suppress(OSError):  # a full disk may be the fault itself
            log.told("command", "FAILED", f"{args.command}: {fault}")
        return 1 if args.command in ONE_SOURCE else 3


if __name__ == "__main__":
    raise SystemExit(main())
