"""What an uploaded register would change: row by row against the register as it stands, held against the very rules of the register."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twin.register import sheets
from twin.register.cells import normal
from twin.register.faults import Fault
from twin.register.overlay import Lines
from twin.register.reading import Line
from twin.register.sheet_in import Upload
from twin.register.sheets import Sheet
from twin.workspace.model import Change

BESIDE = 1_000_000  # lines that the upload does not have are numbered from here while the rules are held


@dataclass(frozen=True)
class RowChange:
    """A row that the upload adds or changes (`number` in the upload), or that it lacks (number 0): its key, and the cells as (column, old, new)."""

    file: str
    kind: str  # 'added', 'changed', 'missing'
    key: tuple[str, ...]
    number: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Difference:
    """Rows that differ, faults, and the edits that would bring the register there. With a single fault there are no edits."""

    rows: tuple[RowChange, ...]
    missing: tuple[RowChange, ...]
    faults: tuple[Fault, ...]
    edits: tuple[Change, ...]


def difference(now: Lines, upload: Upload, hold: Callable[[Lines], list[Fault]], removed: Collection[tuple[str, ...]] = ()) -> Difference:
    """The upload against the register `now`; `hold` is the register's own rules. Of the rows that the upload lacks, only those whose
    (file, *key) is in `removed` go; an initiative takes the rows that hang on it along."""
    rows: list[RowChange] = []
    missing: list[RowChange] = []
    after = {file: list(lines) for file, lines in now.items()}
    beside: list[Line] = []
    edits: list[Change] = []
    gone = {row[1] for row in removed if row[0] == sheets.INITIATIVES.file}
    for sheet in sheets.SHEETS:
        known = {_key(line, sheet): line for line in now[sheet.file]}
        handed = upload.lines.get(sheet.file)
        kept = []
        met = set()
        for line in handed or ():
            key = _key(line, sheet)
            met.add(key)
            whole = _undo_excel(line, known.get(key), upload)
            kept.append(whole)
            found = _changed(whole, known.get(key), sheet)
            if found:
                rows.append(found)
                edits.extend(_edits(found, whole, sheet))
        for key, line in known.items():
            if key in met:
                continue
            lacking = RowChange(sheet.file, "missing", key, 0, tuple((name, value, "") for name, value in line.cells.items() if value))
            if handed is not None:
                missing.append(lacking)
            if (handed is not None and (sheet.file, *key) in removed) or _hangs_on(line, sheet, gone):
                edits.append(Change(sheet.file, dict(zip(sheet.key, key, strict=True)), action="remove", cells=dict(line.cells)))
            else:
                beside.append(line)
                kept.append(replace(line, number=BESIDE + len(beside) - 1))
        after[sheet.file] = kept
    faults = [*upload.faults, *_told(hold(after), beside)]
    faults.sort(key=lambda fault: (_place(fault.file), fault.line))
    return Difference(tuple(rows), tuple(missing), tuple(dict.fromkeys(faults)), () if faults else tuple(edits))


def takes_back(row: RowChange, changes: Sequence[Change], sheet: Sheet) -> Change | None:
    """The edit in force that this row of the upload would take back: the file is older than it, or means to. None where there is none."""
    key = dict(zip(sheet.key, row.key, strict=True))
    own = [change for change in changes if change.file == row.file and dict(change.key) == key]
    if row.kind == "added":
        return next((change for change in reversed(own) if change.action == "remove"), None)
    columns = {column: new for column, _, new in row.cells}
    return next((change for change in reversed(own) if change.action == "set" and columns.get(change.column) == change.old), None)


def _key(line: Line, sheet: Sheet) -> tuple[str, ...]:
    return tuple(line.cells[name] for name in sheet.key)


def _undo_excel(line: Line, known: Line | None, upload: Upload) -> Line:
    """The line with cells that differ by Excel's doing alone as the register has them: blanks, and a month that has become its first day."""
    if known is None:
        return line
    cells = dict(line.cells)
    for name, value in cells.items():
        old = known.cells[name]
        became_a_day = (line.file, line.number, name) in upload.dates and value == f"{old}-01"
        if normal(old) == value or became_a_day:
            cells[name] = old
    return replace(line, cells=cells)


def _changed(line: Line, known: Line | None, sheet: Sheet) -> RowChange | None:
    key = _key(line, sheet)
    if known is None:
        return RowChange(sheet.file, "added", key, line.number, tuple((name, "", value) for name, value in line.cells.items() if value))
    cells = tuple((name, known.cells[name], value) for name, value in line.cells.items() if value != known.cells[name])
    return RowChange(sheet.file, "changed", key, line.number, cells) if cells else None


def _edits(row: RowChange, line: Line, sheet: Sheet) -> Iterator[Change]:
    key = dict(zip(sheet.key, row.key, strict=True))
    if row.kind == "added":
        yield Change(sheet.file, key, action="add", cells=dict(line.cells))
    else:
        yield from (Change(sheet.file, key, column, old, new) for column, old, new in row.cells)


def _hangs_on(line: Line, sheet: Sheet, gone: Collection[str]) -> bool:
    return any(line.cells[name] in gone for name in ("initiative_id", "a", "b") if name in sheet.key)


def _told(faults: Sequence[Fault], beside: Sequence[Line]) -> Iterator[Fault]:
    """Faults with the rows of the upload; those in rows that it does not have are named by their key."""
    by_file: Mapping[str, Sheet] = {sheet.file: sheet for sheet in sheets.SHEETS}
    for fault in faults:
        if fault.line < BESIDE:
            yield fault
        else:
            line = beside[fault.line - BESIDE]
            yield replace(fault, line=0, rule=f"i raden {' · '.join(_key(line, by_file[line.file]))}, som inte står i filen, {fault.rule}")


def _place(file: str) -> int:
    order = [sheet.file for sheet in sheets.SHEETS]
    return order.index(file) if file in order else -1
