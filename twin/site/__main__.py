"""python -m twin.site --out DIR: writes the static edition (TWIN_STATE says from which warehouse and workspace).

The folder opens from disk, with the network off: open DIR/index.html. Exit codes: 0 written; 1 it could not be, and the text says why; 2 wrong use.
"""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from twin.reports.content import NoBrief
from twin.site.build import TooLarge, write
from twin.warehouse import NoWarehouse
from twin.words import size
from twin.workspace import WorkspaceError, workspace

OUT, ERR = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)


def main(arguments: list[str] | None = None) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser("python -m twin.site", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    given = parser.parse_args(arguments)
    try:
        total = write(given.out.absolute(), workspace().verdicts(), lambda text: OUT.print(text, markup=False))
    except (NoBrief, NoWarehouse, TooLarge, WorkspaceError, OSError) as error:
        ERR.print(str(error), style="red", markup=False)
        return 1
    OUT.print(f"Skrev {given.out / 'index.html'}, {size(total)} i allt.", markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
