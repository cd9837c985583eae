"""python -m ingest: bring figures in, build the warehouse, tell how each source fares.

Exit codes: 0 all well; 1 a source FAILED (the others went on, its last good figures stay); 2 wrong use; 3 nothing could be published.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from ingest import check, new, region, snapshot
from ingest.build import build, needed
from ingest.errors import IngestError, WrongUse
from ingest.fetch import adopt, fetch
from ingest.http import Http
from ingest.publish import writing
from ingest.receipts import Store
from ingest.record import record
from ingest.registry import NoSuchSource, source, sources
from ingest.runs import Run, remember
from ingest.status import rows as status_rows
from ingest.status import warning as status_warning
from twin.paths import state
from twin.warehouse import ask, current

OUT, ERR = Console(), Console(stderr=True)
ONE_SOURCE = {"adopt", "record", "check"}  # what they fail at is a source; the warehouse stands as it was
COLOUR = {"OK": "green", "UNCHANGED": "green", "EMBEDDED": "cyan", "DEGRADED": "yellow", "FAILED": "red"}


@contextmanager
def _working(text: str) -> Iterator[Callable[[str], None]]:
    """A spinner that says what is going on; plain silence where there is no terminal."""
    with ERR.status(text) as status:
        yield lambda now: status.update(now[:160])


def _fetch(keys: list[str]) -> list[Run]:
    where, store = region.load(), Store(state())
    runs = []
    with _working("Hämtar …") as say:
        http = Http(say=say)
        for key in keys or list(sources()):
            run = fetch(source(key), where, store, http, say)
            if not keys and source(key).fetch is None:
                continue  # nothing to ask for: the state of the last file handed in stands
            remember([run])
            _tell(run)
            runs.append(run)
    return runs


def _build(*, only_if_needed: bool = False) -> int:
    where, store = region.load(), Store(state())
    if only_if_needed and not needed(where, store):
        OUT.print(f"Datalagret är aktuellt: {current().name}")
        return 0
    with _working("Bygger datalagret …") as say:
        file, failed = build(where, store, say)
    for run in failed:
        _tell(run)
    OUT.print(f"Publicerat: {file.name} ({file.stat().st_size / 1e6:.1f} MB)")
    if not ask("SELECT 1 FROM observation LIMIT 1"):
        ERR.print(
            f"Inga siffror för {where.name}: varken data/snapshot/ eller sparade svar har några. Kör: python -m ingest refresh",
            style="yellow",
        )
    return 1 if failed else 0


def _refresh(keys: list[str]) -> int:
    runs = _fetch(keys)
    code = 1 if any(r.state == "FAILED" for r in runs) else 0
    if needed(region.load(), Store(state())):
        return max(code, _build())
    OUT.print("Inget nytt: inget nytt datalager publicerades.")
    return code


def _adopt(args: argparse.Namespace) -> int:
    run = adopt(source(args.key), region.load(), Store(state()), args.file, args.copy_of, args.release, args.reader, args.obtained)
    remember([run])
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
        told = record(source(key), region.load(), check.RECORDINGS / key, Http(say=say), say)
    OUT.print(f"{key}: {told}", highlight=False)
    return 0


def _check(key: str) -> int:
    findings = check.run(key, check.RECORDINGS)
    for finding in findings:
        OUT.print(f"{'[green]ja[/]  ' if finding.passed else '[red]nej[/] '} {finding.check}: {finding.text}", highlight=False)
    for text in check.untranslated(source(key)):
        OUT.print(f"[yellow]obs[/] engelska saknas i twin/locale/en/sources_text.json: «{text}»", highlight=False)
    return 0 if all(f.passed for f in findings) else 1


def _snapshot() -> int:
    with duckdb.connect(str(current()), read_only=True) as con:
        written = snapshot.export(con)
    for name, count in written.items():
        OUT.print(f"data/snapshot/{name}: {count} rader")
    return 0


def _tell(run: Run) -> None:
    OUT.print(f"[{COLOUR[run.state]}]{run.state:<9}[/] {run.key}: {run.message_sv}", highlight=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in (("fetch", "ask the publishers and keep the answers"), ("refresh", "fetch, then build if anything is new")):
        commands.add_parser(name, help=words).add_argument("keys", nargs="*", metavar="KEY", help="sources to ask; all when none is named")
    building = commands.add_parser("build", help="make and publish a warehouse from what is kept and embedded")
    building.add_argument("--if-needed", action="store_true", help="only when data, declarations or answers have changed")
    status = commands.add_parser("status", help="how each source fares")
    status.add_argument("--json", action="store_true", help="for scripts")
    adopting = commands.add_parser("adopt", help="put a file handed in through the source's contract")
    adopting.add_argument("key", metavar="KEY")
    adopting.add_argument("file", type=Path, metavar="FILE")
    adopting.add_argument(
        "--copy-of", metavar="REPO@COMMIT:PATH", help="where the bytes were copied from; without it the receipt says 'by hand'"
    )
    adopting.add_argument(
        "--obtained", choices=("public_copy", "by_hand", "rebuilt"), help="how; public_copy where --copy-of is given, else by_hand"
    )
    adopting.add_argument("--release", required=True, metavar="EDTF", help="the publisher's vintage: a year, month or day")
    adopting.add_argument("--as", dest="reader", metavar="READER", help="the layout, where the source accepts several")
    for name, words in (
        ("new", "write a source file to start from"),
        ("record", "keep a small answer for the tests"),
        ("check", "run the source's free tests"),
    ):
        sub = commands.add_parser(name, help=words)
        sub.add_argument("key", metavar="KEY")
        if name == "new":
            sub.add_argument("--kind", choices=new.KINDS, default="kolada", help="the API family")
    commands.add_parser("snapshot", help="export the warehouse's figures and receipts to data/snapshot/")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    args = _parser().parse_args(arguments)
    try:
        if args.command in ("status", "check"):
            return _status(as_json=args.json) if args.command == "status" else _check(args.key)
        with writing(state()):
            run = {
                "fetch": lambda: 1 if any(r.state == "FAILED" for r in _fetch(args.keys)) else 0,
                "refresh": lambda: _refresh(args.keys),
                "build": lambda: _build(only_if_needed=args.if_needed),
                "adopt": lambda: _adopt(args),
                "new": lambda: new.write(args.key, args.kind, OUT.print),
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
        return 1 if args.command in ONE_SOURCE else 3


if __name__ == "__main__":
    raise SystemExit(main())
