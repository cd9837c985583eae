"""The companies' capabilities and the frame around the federation: three files of ours, read whole, each cell held against its column."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin.paths import DATA
from twin.register.checks import SLUG, Problem, edtf, one_of, source
from twin.register.code_lists import CODE, CODE_LISTS
from twin.register.faults import Fault, RegisterError
from twin.register.reading import Line, cell_faults, read
from twin.register.sheets import Column, Sheet, maybe

KINDS = ("direction", "network", "centre", "academy", "region", "centre_national", "strategy", "programme")


def day(value: str) -> Problem | None:
    """A whole day that exists: whether a call is open hangs on it."""
    return edtf(value) if len(value) == 10 else ("är ingen hel dag", "skriv dagen som ÅÅÅÅ-MM-DD")


CAPABILITIES = Sheet(
    "taxonomy/capabilities.csv",
    (
        CODE,
        *(Column(f"{name}_{language}") for name in ("name", "definition", "use") for language in ("sv", "en")),
        Column("evidence"),  # tags that speak for it: 'scheme:code', '+' where several must stand on one initiative, ';' between ways
        maybe("cpv"),  # beginnings of classes in cpv.csv
        maybe("business"),  # whole words of an organisation's business
        maybe("indicators"),  # key figures that ask this very question
    ),
    ("code",),
)
FRAME = Sheet(
    "frame/frame.csv",
    (
        Column("id", SLUG),
        Column("kind", one_of(*KINDS)),
        Column("place_code"),  # whom it is about: another federation than that one does not see it
        *(Column(f"{name}_{language}") for name in ("title", "text") for language in ("sv", "en")),
        maybe("dated", edtf),
        maybe("capabilities"),
        Column("source_url", source),
        maybe("seen_at", edtf),
    ),
    ("id",),
)
CALLS = Sheet(
    "frame/calls.csv",
    (
        Column("id", SLUG),
        Column("programme"),
        Column("title_sv"),
        Column("title_en"),
        Column("funder"),
        maybe("opens", day),
        maybe("closes", day),
        Column("source_url", source),
        Column("seen_at", day),
        maybe("themes"),
    ),
    ("id",),
)
SHEETS = (CAPABILITIES, FRAME, CALLS)
DATES = ("dated", "seen_at", "opens", "closes")


@dataclass(frozen=True)
class Frame:
    """The lines of the three files, in their order."""

    capability: list[Line]
    frame: list[Line]
    call: list[Line]

    def tables(self) -> Iterator[tuple[str, list[str], list[tuple[object, ...]]]]:
        """Name, columns and rows of each table of the warehouse; a date that is not known is NULL."""
        for table, sheet, lines in (
            ("capability", CAPABILITIES, self.capability), ("frame", FRAME, self.frame), ("call", CALLS, self.call)
        ):  # fmt: skip
            names = [column.name for column in sheet.columns]
            rows: list[tuple[object, ...]] = [
                (*(line.cells[name] or (None if name in DATES else "") for name in names), at) for at, line in enumerate(lines)
            ]
            yield table, [*names, "position"], rows


def load(places: Collection[str], scales: Mapping[str, str], folder: Path = DATA) -> Frame:
    """The three files; of the frame only what is about one of `places`. `scales` are the key figures there are, each with its scale.

    Raises RegisterError with every fault found.
    """
    faults: list[Fault] = []
    lines = {sheet: read(folder, sheet, faults) or [] for sheet in SHEETS}
    for sheet, found in lines.items():
        faults += cell_faults(found, sheet)
    codes = {scheme: _first(folder, sheet.file, "code") for schemes, sheet in CODE_LISTS.items() for scheme in schemes}
    cpv = _first(folder, "cpv.csv", "prefix")
    own = {line.cells["code"] for line in lines[CAPABILITIES]}
    for line in lines[CAPABILITIES]:
        faults += _capability(line, codes, cpv, scales)
    for line in lines[FRAME]:
        faults += _known(line, "capabilities", own, "taxonomy/capabilities.csv")
    for line in lines[CALLS]:
        faults += _call(line, codes["theme"])
    if faults:
        raise RegisterError(faults)
    ours = [line for line in lines[FRAME] if line.cells["place_code"] in places]
    return Frame(lines[CAPABILITIES], ours, lines[CALLS])


def parts(cell: str, sign: str = ";") -> list[str]:
    """The parts of a cell that holds several."""
    return [part.strip() for part in cell.split(sign) if part.strip()]


def _first(folder: Path, file: str, column: str) -> set[str]:
    """One column of a code list, which is held against its own rules elsewhere."""
    with (folder / "taxonomy" / file).open(encoding="utf-8", newline="") as handle:
        return {row[column] for row in csv.DictReader(handle) if row.get(column)}


def _capability(line: Line, codes: Mapping[str, Collection[str]], cpv: Collection[str], scales: Mapping[str, str]) -> Iterator[Fault]:
    for way in parts(line.cells["evidence"]):
        for tag in parts(way, "+"):
            scheme, _, code = tag.partition(":")
            if code not in codes.get(scheme, ()):
                yield line.fault("evidence", f"har taggen {tag}, som inte finns", f"skriv scheme:code med ett av: {', '.join(codes)}")
    yield from _known(line, "cpv", cpv, "taxonomy/cpv.csv")
    for id_ in parts(line.cells["indicators"]):
        if scales.get(id_) not in ("yes_no", "rollout"):
            yield line.fault("indicators", f"har {id_}, som inte är ett nyckeltal med svaren ja/nej eller steg", "välj ett sådant")


def _known(line: Line, column: str, allowed: Collection[str], file: str) -> Iterator[Fault]:
    for value in parts(line.cells[column]):
        if value not in allowed:
            yield line.fault(column, f"har {value}, som inte finns", f"skriv ett som står i {file}")


def _call(line: Line, themes: Collection[str]) -> Iterator[Fault]:
    yield from _known(line, "themes", themes, "taxonomy/themes.csv")
    opens, closes = line.cells["opens"], line.cells["closes"]
    if opens and closes and closes < opens:
        yield line.fault("closes", f"ligger före öppningsdagen {opens}", "rätta den ena dagen")
