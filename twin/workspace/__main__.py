"""python -m twin.workspace: take out what people wrote (TWIN_STATE or TWIN_WORKSPACE_URL says from where).

    python -m twin.workspace export DIR     every table as DIR/<table>.csv (semicolons, opens in Excel): verdict, withdrawal, follow_up, batch,
                                            change, capability, capability_withdrawal, log. All rows ever written, also what was withdrawn or undone.
    python -m twin.workspace backup FILE    the whole SQLite database as one file, while the dashboard is running. To put it back: stop the
                                            dashboard, remove workspace.sqlite-wal and -shm, copy FILE over workspace.sqlite, start.
                                            On PostgreSQL use pg_dump.
    python -m twin.workspace accept         the workspace is right as it is: what is missing of what was once written is no longer warned of.

Exit codes: 0 done; 1 it could not be done, and the text says why; 2 wrong use.
"""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from twin.workspace import WorkspaceError, mark, workspace
from twin.workspace.copies import backup, export

OUT, ERR = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command."""
    parser = argparse.ArgumentParser("python -m twin.workspace", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("export", help="everything people wrote as CSV").add_argument("folder", type=Path, metavar="DIR")
    commands.add_parser("backup", help="a copy of the SQLite database").add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("accept", help="no longer warn of what is missing")
    given = parser.parse_args(arguments)
    try:
        if given.command == "accept":
            mark.accept(workspace(), mark.file())
            OUT.print(f"Arbetsytan {workspace().shown} godtas som den är.", markup=False)
            return 0
        made = export(workspace(), given.folder) if given.command == "export" else [backup(workspace(), given.file)]
    except WorkspaceError as error:
        ERR.print(str(error), style="red", markup=False)
        return 1
    for file in made:
        OUT.print(f"Skrev {file}", markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
