"""Lines without faults as the typed rows that the warehouse takes."""

from collections.abc import Mapping

from twin.register import sheets
from twin.register.overlay import Lines
from twin.register.reading import Line
from twin.register.tables import (
    CodeLabel,
    Initiative,
    InitiativeOrganisation,
    InitiativePlace,
    InitiativeRegister,
    InitiativeRelation,
    InitiativeSource,
    InitiativeTag,
    Organisation,
    Register,
    RegisterAnswer,
    RegisterSame,
    Target,
    kind_of,
)


def rows_of(lines: Lines | None, lists: Mapping[tuple[str, ...], list[Line]]) -> Register:
    """Lines without faults as typed rows."""
    labels = tuple(_label(scheme, line) for schemes, rows in lists.items() for scheme in schemes for line in rows)
    if lines is None:
        return Register(code_label=labels)
    return Register(
        organisation=tuple(_organisation(line) for line in lines[sheets.ORGANISATIONS.file]),
        initiative=tuple(_initiative(line) for line in lines[sheets.INITIATIVES.file]),
        initiative_organisation=tuple(InitiativeOrganisation(**line.cells) for line in lines[sheets.ROLES_OF.file]),
        initiative_place=tuple(InitiativePlace(**line.cells) for line in lines[sheets.PLACES_OF.file]),
        initiative_tag=tuple(InitiativeTag(**line.cells) for line in lines[sheets.TAGS_OF.file]),
        initiative_source=tuple(_source(line) for line in lines[sheets.SOURCES_OF.file]),
        initiative_relation=tuple(InitiativeRelation(**line.cells) for line in lines[sheets.RELATIONS.file]),
        initiative_register=tuple(InitiativeRegister(**line.cells) for line in lines[sheets.REGISTERS_OF.file]),
        register_answer=tuple(RegisterAnswer(**line.cells) for line in lines[sheets.ANSWERS_OF.file]),
        register_same=tuple(_same(line) for line in lines[sheets.SAME.file]),
        target=tuple(_target(line) for line in lines[sheets.TARGETS.file]),
        code_label=labels,
    )


def _label(scheme: str, line: Line) -> CodeLabel:
    return CodeLabel(scheme, *(line.cells[name] for name in ("code", "name_sv", "name_en", "definition_sv")))


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
        aliases=c["aliases"],
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


def _same(line: Line) -> RegisterSame:
    c = line.cells
    return RegisterSame(c["a_source"], c["a_id"], c["b_source"], c["b_id"], c["same"] == "ja")
