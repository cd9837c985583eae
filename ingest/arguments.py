"""What `python -m ingest` can be told: its commands and their options."""

import argparse
from pathlib import Path

from ingest.templates import KINDS


def parser(about: str | None) -> argparse.ArgumentParser:
    """The reader of the command line; `about` is what --help begins with."""
    made = argparse.ArgumentParser(prog="python -m ingest", description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in (("fetch", "ask the publishers and keep the answers"), ("refresh", "fetch, then build if anything is new")):
        asking_for = commands.add_parser(name, help=words)
        asking_for.add_argument("keys", nargs="*", metavar="KEY", help="sources to ask; all when none is named")
        if name == "fetch":
            asking_for.add_argument(
                "--accept-drift", action="store_true", help="take an answer that is held back, after looking at page Källor"
            )
        else:
            asking_for.add_argument("--due", action="store_true", help="only those whose time it is, by each one's cadence")
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
    making = commands.add_parser("new", help="write a source file to start from; without KEY, answer questions")
    making.add_argument("key", metavar="KEY", nargs="?")
    making.add_argument("--kind", choices=KINDS, default="kolada", help="the API family")
    for name, words in (
        ("record", "keep a small answer for the tests"),
        ("check", "run the source's free tests"),
        ("preview", "show figures of one period, the newest unless named, and write a page with a map"),
    ):
        about_one = commands.add_parser(name, help=words)
        about_one.add_argument("key", metavar="KEY")
        if name == "preview":
            about_one.add_argument(
                "--period", default="", metavar="EDTF", help="a year or month; the newest with a value when none is named"
            )
            about_one.add_argument(
                "--part", default="", metavar="PART", help="a breakdown as preview names it; the whole when none is named"
            )
    searching = commands.add_parser("discover", help="search Kolada, SCB and dataportal.se")
    searching.add_argument("words", nargs="+", metavar="WORD")
    searching.add_argument("--write", metavar="KEY", help="write a source file of one of the hits")
    searching.add_argument("--hit", type=int, default=1, metavar="N", help="which one")
    commands.add_parser("snapshot", help="export the warehouse's figures and receipts to data/snapshot/")
    return made
