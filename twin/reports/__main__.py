"""python -m twin.reports: writes briefs as files (TWIN_STATE says from which warehouse and workspace).

    python -m twin.reports --all --out DIR            every brief, in both languages and all forms
    python -m twin.reports --place 0604 --out DIR     one place; --language sv|en and --form pdf|pptx|html|txt choose further, and may be repeated

Exit codes: 0 all written; 1 something could not be made, and the text says why; 2 wrong use.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

from rich.console import Console

from twin.reports.content import NoBrief, subjects
from twin.reports.files import FORMS, Task, write
from twin.warehouse import NoWarehouse
from twin.words import LANGUAGES
from twin.workspace import WorkspaceError, workspace

OUT, ERR = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)


def main(arguments: list[str] | None = None) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser("python -m twin.reports", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="every place")
    which.add_argument("--place", action="append", metavar="CODE", help="a place's code: 0604, hoglandet")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", action="append", choices=list(LANGUAGES))
    parser.add_argument("--form", action="append", choices=list(FORMS))
    given = parser.parse_args(arguments)
    try:
        places = given.place or [place.code for place in subjects()]
        said = workspace().verdicts()
        given.out.mkdir(parents=True, exist_ok=True)
        forms = tuple(given.form or FORMS)
        tasks = [Task(code, language, forms, given.out, said) for code in places for language in given.language or LANGUAGES]
        with ProcessPoolExecutor(min(cpu_count() or 1, len(tasks)), get_context("spawn")) as pool:
            for files in pool.map(write, tasks):
                for file in files:
                    OUT.print(f"Skrev {file}", markup=False)
    except (NoBrief, NoWarehouse, WorkspaceError, OSError) as error:
        ERR.print(str(error), style="red", markup=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
