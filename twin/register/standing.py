"""The register as it stands now: the seed with every edit in force, and what the rules say of it. Pages read this where an edit must show at once;
everything else reads the warehouse, which a rebuild brings level."""

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.paths import DATA, region_file, state
from twin.register.faults import Fault
from twin.register.loading import code_lists, faults_in, read_sheets
from twin.register.overlay import Apart, Lines, overlay
from twin.register.reading import Line
from twin.register.rows import rows_of
from twin.register.sheets import SHEETS
from twin.register.tables import Register
from twin.warehouse import ask
from twin.workspace import workspace
from twin.workspace.model import Change

TAXONOMY = DATA / "taxonomy"


@dataclass(frozen=True)
class Standing:
    """Lines with the edits laid over them; the edits; what did not fit; faults, and where there are none the rows."""

    lines: Lines
    changes: tuple[Change, ...]
    apart: tuple[Apart, ...]
    faults: tuple[Fault, ...]
    register: Register | None
    places: frozenset[str]
    lists: dict[tuple[str, ...], list[Line]]

    def hold(self, lines: Lines) -> list[Fault]:
        """Every fault that these lines would have: the register's own rules, no others."""
        return faults_in(lines, self.places, self.lists, TAXONOMY)

    def after(self, changes: Sequence[Change]) -> Lines:
        """The lines with more changes laid over them."""
        return overlay(self.lines, changes).lines

    def broken_by(self, changes: Sequence[Change]) -> list[Fault]:
        """The faults that these changes would bring, beside those that are there."""
        known = {(fault.file, fault.column, fault.value, fault.rule) for fault in self.faults}
        return [one for one in self.hold(self.after(changes)) if (one.file, one.column, one.value, one.rule) not in known]


def written() -> bool:
    """Has anybody written here? Where not, no workspace is made for asking."""
    return bool(os.environ.get("TWIN_WORKSPACE_URL")) or (state() / "workspace.sqlite").exists()


def changes() -> tuple[Change, ...]:
    """Every edit in force, in order."""
    return tuple(workspace().changes()) if written() else ()


def folder() -> Path:
    """Where the seed register of this federation lies."""
    file = region_file()
    return file.parent / str(tomllib.loads(file.read_text(encoding="utf-8"))["register"])


def standing(edits: tuple[Change, ...] | None = None) -> Standing:
    """The register now, or with just these edits of the workspace. Made anew only where a file or an edit has changed."""
    where, edits = folder(), changes() if edits is None else edits
    files = [where / sheet.file for sheet in SHEETS] + sorted(TAXONOMY.glob("*.csv"))
    stamp = tuple((str(file), file.stat().st_mtime_ns) for file in files if file.exists())
    places = frozenset(str(code) for (code,) in ask("SELECT code FROM place"))
    key = (stamp, places, str(state()), os.environ.get("TWIN_WORKSPACE_URL"), tuple(edit.id for edit in edits))
    found = _kept.get(key)
    if found is None:
        found = _standing(where, places, edits)
        _kept.clear()  # only the newest is asked for again
        _kept[key] = found
    return found


_kept: dict[tuple[object, ...], Standing] = {}


def _standing(where: Path, places: frozenset[str], edits: tuple[Change, ...]) -> Standing:
    faults: list[Fault] = []
    lists = code_lists(TAXONOMY, faults)
    seed = read_sheets(where, faults) or {sheet.file: [] for sheet in SHEETS}
    laid = overlay(seed, edits)
    faults += faults_in(laid.lines, places, lists, TAXONOMY)
    rows = None if faults else rows_of(laid.lines, lists)
    return Standing(laid.lines, edits, laid.apart, tuple(faults), rows, places, lists)
