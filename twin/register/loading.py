"""The whole register of one federation: every file read, every rule held, then and only then the rows."""

import csv
from collections.abc import Collection
from pathlib import Path

from twin.paths import DATA
from twin.register import sheets
from twin.register.faults import Fault, RegisterError
from twin.register.reading import Line, read
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


def load(folder: Path, place_codes: Collection[str], taxonomy: Path = DATA / "taxonomy") -> Register:
    """The register in `folder`, checked against the places and the code lists. Raises RegisterError with every fault found.

    A folder that is missing or has none of the files is a federation without a register: only the code lists come back.
    """
    faults: list[Fault] = []
    lists = {schemes: read(taxonomy, sheet, faults) or [] for schemes, sheet in sheets.CODE_LISTS.items()}
    book = None
    if any((folder / sheet.file).exists() for sheet in sheets.SHEETS):
        files = [read(folder, sheet, faults) for sheet in sheets.SHEETS]
        readable = [lines for lines in files if lines is not None]
        if len(readable) == len(files):  # between files nothing can be said while one can not be read
            codes = {scheme: {line.cells["code"] for line in lines} for schemes, lines in lists.items() for scheme in schemes}
            organisations, initiatives, roles, places, tags, sources, relations, targets = readable  # in the order of SHEETS
            book = Book(
                organisations, initiatives, roles, places, tags, sources, relations, targets, place_codes, codes, _indicators(taxonomy)
            )
            faults += faults_of(book)
    if faults:
        order = [sheet.file for sheet in (*sheets.CODE_LISTS.values(), *sheets.SHEETS)]
        raise RegisterError(sorted(faults, key=lambda fault: (order.index(fault.file), fault.line)))
    labels = tuple(_label(scheme, line) for schemes, lines in lists.items() for scheme in schemes for line in lines)
    return _register(book, labels) if book else Register(code_label=labels)


def _indicators(taxonomy: Path) -> set[str]:
    with (taxonomy / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        return {row["id"] for row in csv.DictReader(handle)}


def _label(scheme: str, line: Line) -> CodeLabel:
    return CodeLabel(scheme, *(line.cells[name] for name in ("code", "name_sv", "name_en", "definition_sv")))


def _register(book: Book, labels: tuple[CodeLabel, ...]) -> Register:
    return Register(
        organisation=tuple(_organisation(line) for line in book.organisations),
        initiative=tuple(_initiative(line) for line in book.initiatives),
        initiative_organisation=tuple(InitiativeOrganisation(**line.cells) for line in book.roles),
        initiative_place=tuple(InitiativePlace(**line.cells) for line in book.places),
        initiative_tag=tuple(InitiativeTag(**line.cells) for line in book.tags),
        initiative_source=tuple(_source(line) for line in book.sources),
        initiative_relation=tuple(InitiativeRelation(**line.cells) for line in book.relations),
        target=tuple(_target(line) for line in book.targets),
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
