"""What people have changed in the register, laid over the lines of the seed before the rules are held. Nothing that a person wrote gets lost:
where the seed has changed since, the edit stands and is told of; where its line is gone, it waits and is told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twin.register.reading import Line
from twin.register.sheets import Sheet

if TYPE_CHECKING:  # the workspace reads the sheets of this package: at run time the import goes one way
    from twin.workspace.model import Change

Lines = dict[str, list[Line]]  # by file name
Key = tuple[tuple[str, str], ...]

# What people have said no to. No file of the seed: it begins empty, and only edits add to it.
DISMISSED = Sheet("tag_dismissals.csv", (), ("initiative_id", "scheme", "code"))


@dataclass(frozen=True)
class Apart:
    """An edit and a seed that have gone apart: `kind` is 'changed' (the seed's cell is another than the editor saw; the edit stands),
    'gone' (its line is no longer there; the edit waits) or 'there' (the line that was added has come into the seed; it is not added twice)."""

    change: Change
    kind: str
    found: str = ""


@dataclass(frozen=True)
class Overlaid:
    lines: Lines
    apart: tuple[Apart, ...]


def overlay(seed: Mapping[str, Sequence[Line]], changes: Iterable[Change]) -> Overlaid:
    """The seed with the changes laid over it in their order, and what did not fit. A line that is added is numbered as if it stood last."""
    lines = {file: list(rows) for file, rows in seed.items()}
    lines.setdefault(DISMISSED.file, [])
    apart: list[Apart] = []
    at: dict[tuple[str, tuple[str, ...]], dict[Key, int]] = {}
    for change in changes:
        rows, names = lines[change.file], tuple(sorted(change.key))
        places = at.setdefault((change.file, names), {})
        if not places:
            places.update({_key(line.cells, names): index for index, line in enumerate(rows)})
        place = places.get(_key(change.key, names))
        if change.action == "add":
            apart += _add(rows, places, names, place, change)
        elif change.action == "remove":
            if place is not None:
                del rows[place]
                at = {known: index for known, index in at.items() if known[0] != change.file}
        elif place is None:
            apart.append(Apart(change, "gone"))
        else:
            found = rows[place].cells.get(change.column, "")
            if found not in (change.old, change.new):
                apart.append(Apart(change, "changed", found))
            rows[place] = replace(rows[place], cells={**rows[place].cells, change.column: change.new})
            if change.column in names:
                at = {known: index for known, index in at.items() if known[0] != change.file}
    return Overlaid(lines, tuple(apart))


def _add(rows: list[Line], places: dict[Key, int], names: tuple[str, ...], place: int | None, change: Change) -> list[Apart]:
    if place is not None:
        same = all(rows[place].cells.get(name) == value for name, value in change.cells.items())
        rows[place] = replace(rows[place], cells={**rows[place].cells, **change.cells})
        return [] if same else [Apart(change, "there")]
    number = max((line.number for line in rows), default=1) + 1
    places[_key(change.cells, names)] = len(rows)
    rows.append(Line(change.file, number, dict(change.cells)))
    return []


def _key(cells: Mapping[str, str], names: tuple[str, ...]) -> Key:
    return tuple((name, cells.get(name, "")) for name in names)
