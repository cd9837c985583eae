"""The whole register of one federation: every file read, every rule held, then and only then the rows."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twin.paths import DATA
from twin.register import sheets
from twin.register.code_lists import CODE_LISTS
from twin.register.faults import Fault, RegisterError
from twin.register.overlay import Lines, overlay
from twin.register.reading import Line, cell_faults, read
from twin.register.rules import Book, faults_of
from twin.register.tables import (
    CodeLabel,
    Initiative,
    InitiativeOrganisation,
    InitiativePlace,
    InitiativeRelation,
    InitiativeSource,
    InitiativeTag,
    Organisation,
    Register,
    Target,
    kind_of,
)

if TYPE_CHECKING:  # the workspace reads the sheets of this package: at run time the import goes one way
    from twin.workspace.model import Change


def load(folder: Path, place_codes: Collection[str], taxonomy: Path = DATA / "taxonomy", changes: Sequence[Change] = ()) -> Register:
    """The register in `folder` with people's `changes` laid over it, checked against the places and the code lists.

    Raises RegisterError with every fault found. A folder that is missing or has none of the files is a federation without a register: only
    the code lists come back.
    """
    faults: list[Fault] = []
    lists = code_lists(taxonomy, faults)
    lines = read_sheets(folder, faults)
    if lines is not None:
        lines = overlay(lines, changes).lines
        faults += faults_in(lines, place_codes, lists, taxonomy)
    if faults:
        raise RegisterError(in_order(faults))
    return rows_of(lines, lists)


def code_lists(taxonomy: Path, faults: list[Fault]) -> dict[tuple[str, ...], list[Line]]:
    """The lines of every code list by the schemes that use it; what is wrong with them is added to `faults`."""
    lists = {}
    for schemes, sheet in CODE_LISTS.items():
        lists[schemes] = read(taxonomy, sheet, faults) or []
        faults.extend(cell_faults(lists[schemes], sheet))
    return lists


def read_sheets(folder: Path, faults: list[Fault]) -> Lines | None:
    """The lines of every file of the register by file name. None where there is no register, or where a file can not be read: between files
    nothing can be said then, so each that can be is held against its own columns."""
    if not any((folder / sheet.file).exists() for sheet in sheets.SHEETS):
        return None
    found = {sheet: read(folder, sheet, faults) for sheet in sheets.SHEETS}
    lines = {sheet.file: rows for sheet, rows in found.items() if rows is not None}
    if len(lines) == len(found):
        return lines
    for sheet, rows in found.items():
        faults.extend(cell_faults(rows or [], sheet))
    return None


def faults_in(
    lines: Lines, place_codes: Collection[str], lists: Mapping[tuple[str, ...], list[Line]], taxonomy: Path = DATA / "taxonomy"
) -> list[Fault]:
    """Every fault of a register's lines: of cells, between cells, between files."""
    codes = {scheme: {line.cells["code"] for line in rows} for schemes, rows in lists.items() for scheme in schemes}
    organisations, initiatives, roles, places, tags, sources, relations, targets = (lines[sheet.file] for sheet in sheets.SHEETS)
    book = Book(organisations, initiatives, roles, places, tags, sources, relations, targets, place_codes, codes, _indicators(taxonomy))
    return [*(fault for sheet in sheets.SHEETS for fault in cell_faults(lines[sheet.file], sheet)), *faults_of(book)]


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in the order of files and lines."""
    order = [sheet.file for sheet in (*CODE_LISTS.values(), *sheets.SHEETS)]
    return sorted(faults, key=lambda fault: (order.index(fault.file), fault.line))


def _indicators(taxonomy: Path) -> set[str]:
    with (taxonomy / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        return {row["id"] for row in csv.DictReader(handle)}


def _label(scheme: str, line: Line) -> CodeLabel:
    return CodeLabel(scheme, *(line.cells[name] for name in ("code", "name_sv", "name_en", "definition_sv")))


def rows_of(lines: Lines | None, lists: Mapping[tuple[str, ...], list[Line]]) -> Register:
    """Lines without faults as typed rows."""
    labels = tuple(_label(scheme, line) for schemes, rows in lists.items() for scheme in schemes for line in rows)
    if lines is None:
        return Register(code_label=labels)
    organisations, initiatives, roles, places, tags, sources, relations, targets = (lines[sheet.file] for sheet in sheets.SHEETS)
    return Register(
        organisation=tuple(_organisation(line) for line in organisations),
        initiative=tuple(_initiative(line) for line in initiatives),
        initiative_organisation=tuple(InitiativeOrganisation(**line.cells) for line in roles),
        initiative_place=tuple(InitiativePlace(**line.cells) for line in places),
        initiative_tag=tuple(InitiativeTag(**line.cells) for line in tags),
        initiative_source=tuple(_source(line) for line in sources),
        initiative_relation=tuple(InitiativeRelation(**line.cells) for line in relations),
        target=tuple(_target(line) for line in targets),
        code_label=labels,
    )


def _organisation(line: Line) -> Organisation:
    c = line.cells
    return Organisation(
        id=c["id"],
        name=c["name"],
        orgnr=c["orgnr"] or None,
        kind=c["kind"],
        parent_id=c["parent_id"] or None,
        place_code=c["place_code"] or None,
        business_sv=c["business_sv"],
        source_url=c["source_url"],
        note_sv=c["note_sv"],
    )


def _initiative(line: Line) -> Initiative:
    c = line.cells
    climate, digital = int(c["climate_score"]), int(c["digital_score"])
    return Initiative(
        id=c["id"],
        title_sv=c["title_sv"],
        description_sv=c["description_sv"],
        owner_text=c["owner_text"],
        owner_org_id=c["owner_org_id"],
        partners_text=c["partners_text"],
        geo_level=c["geo_level"],
        climate_score=climate,
        digital_score=digital,
        kind=kind_of(climate, digital),
        phase=c["phase"],
        phase_basis=c["phase_basis"],
        start_date=c["start_date"] or None,
        end_date=c["end_date"] or None,
        as_of=c["as_of"] or None,
        quality=c["quality"],
        budget_sek=int(c["budget_sek"]) if c["budget_sek"] else None,
        budget_note=c["budget_note"],
        funder_text=c["funder_text"],
    )


def _source(line: Line) -> InitiativeSource:
    c = line.cells
    return InitiativeSource(c["initiative_id"], c["url"], c["title_sv"], c["seen_at"] or None)


def _target(line: Line) -> Target:
    c = line.cells
    return Target(
        id=c["id"],
        place_code=c["place_code"],
        indicator_id=c["indicator_id"] or None,
        scope=c["scope"],
        gas=c["gas"],
        state=c["state"],
        base_period=c["base_period"] or None,
        period=c["period"] or None,
        value=float(c["value"]) if c["value"] else None,
        unit=c["unit"] or None,
        text_sv=c["text_sv"],
        text_en=c["text_en"],
        source_url=c["source_url"] or None,
        seen_at=c["seen_at"] or None,
        drawable=c["drawable"] == "ja",
    )
