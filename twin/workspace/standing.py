"""What the changes in force say of each line, so that a new one can be held against it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from twin.register.overlay import DISMISSED
from twin.register.sheets import SHEETS
from twin.words import t
from twin.workspace.model import ACTIONS, Change, Invalid
from twin.workspace.rights import one_of, plain

FILES = {sheet.file: sheet for sheet in (*SHEETS, DISMISSED)}


@dataclass(frozen=True)
class Stored:
    """A change as it lies in the database, with the one it was made on top of (None: the seed)."""

    change: Change
    after_id: int | None


@dataclass
class _Line:
    """The last that was done to a line as a whole, to its cells since, and at all."""

    whole: Change | None = None
    cells: dict[str, Change] = field(default_factory=dict)
    last: Change | None = None


class Standing:
    """Changes laid on top of one another in their order."""

    def __init__(self, stored: Iterable[Stored] = ()) -> None:
        self._lines: dict[tuple[object, ...], _Line] = {}
        for one in stored:
            self.lay(one.change)

    def lay(self, change: Change) -> None:
        """Puts one more on top."""
        line = self._lines.setdefault(_place(change), _Line())
        line.last = change
        if change.action == "set":
            line.cells[change.column] = change
        else:
            line.whole, line.cells = change, {}

    def under(self, change: Change) -> Change | None:
        """What `change` would stand on; None where that is the seed."""
        line = self._lines.get(_place(change), _Line())
        return line.last if change.action != "set" else line.cells.get(change.column, line.whole)

    def clash(self, change: Change) -> Change | None:
        """The change in force that says otherwise than `change` takes for granted; None where it fits."""
        below = self.under(change)
        if below is None:
            return None
        if change.action == "add":
            return None if below.action == "remove" else below
        if below.action == "remove":
            return below
        if change.action == "set":
            return None if _cell(below, change.column) == change.old else below
        line = self._lines[_place(change)]
        told = [*line.cells.items(), *((name, line.whole) for name in change.cells if line.whole and name not in line.cells)]
        return next((by for name, by in told if name in change.cells and _cell(by, name) != change.cells[name]), None)

    @staticmethod
    def loose(stored: Iterable[Stored]) -> tuple[Change, Change | None] | None:
        """The first that no longer stands on what it was made on, and what is there instead; None where all do."""
        standing = Standing()
        for one in stored:
            below = standing.under(one.change)
            if (below.id if below else None) != one.after_id:
                return one.change, below
            standing.lay(one.change)
        return None


def checked(change: Change) -> Change:
    """The change with its texts cleaned. Raises Invalid where it names no file, line or column of the register, or says nothing."""
    sheet = FILES[one_of(change.file, FILES, t("Fil"))]
    one_of(change.action, ACTIONS, t("Slag av ändring"))
    key = {name: plain(change.key[name], name) for name in sorted(change.key)}
    if set(key) != set(sheet.key) or not all(key.values()):
        raise Invalid(t("Raden i {file} pekas ut av {names}, alla ifyllda.", file=change.file, names=", ".join(sheet.key)))
    columns = {column.name for column in sheet.columns} | set(sheet.key)
    if change.action == "set":
        one_of(change.column, columns if sheet.columns else (*columns, change.column), t("Kolumn"))
        if change.column in sheet.key:
            raise Invalid(
                t("Kolumnen {column} pekar ut raden och kan inte ändras. Ta bort raden och lägg till en ny.", column=f"«{change.column}»")
            )
        old, new = plain(change.old, change.column), plain(change.new, change.column)
        if old == new:
            raise Invalid(t("Kolumnen {column} har redan värdet {value}.", column=f"«{change.column}»", value=f"«{new}»"))
        return Change(change.file, key, change.column, old, new)
    cells = {name: plain(change.cells[name], name) for name in sorted(change.cells)}
    for name in cells if sheet.columns else ():
        one_of(name, columns, t("Kolumn"))
    if change.action == "add" and any(cells.get(name) != value for name, value in key.items()):
        raise Invalid(t("Den nya raden i {file} har inte samma id som den pekas ut med.", file=change.file))
    return Change(change.file, key, action=change.action, cells=cells)


def _place(change: Change) -> tuple[object, ...]:
    return (change.file, *sorted(change.key.items()))


def _cell(change: Change, column: str) -> str | None:
    return change.new if change.action == "set" else change.cells.get(column, "")
