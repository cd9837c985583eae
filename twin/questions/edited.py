"""An initiative as it stands with people's edits, for its own page, until a rebuild has brought the warehouse level."""

from dataclasses import fields

from twin.questions.initiative import Detail, Kept, Reference, Relation, Role, Tag, Where
from twin.questions.initiatives import Initiative
from twin.register.drafts import concerns
from twin.register.standing import Standing
from twin.warehouse import ask

# Field of the page's Initiative -> the register's column
COLUMNS = {
    "title": "title_sv", "description": "description_sv", "owner": "owner_text", "owner_id": "owner_org_id", "partners": "partners_text",
    "start": "start_date", "end": "end_date", "funder": "funder_text",
}  # fmt: skip


def edited(now: Standing, id_: str) -> Detail | None:
    """The initiative with its edits; None where nobody has edited it, it is gone, or the register can not be read for its faults."""
    if now.register is None or not any(concerns(change) == id_ for change in now.changes):
        return None
    row = next((one for one in now.register.initiative if one.id == id_), None)
    if row is None:
        return None
    all_of = now.register
    roles = [one for one in all_of.initiative_organisation if one.initiative_id == id_]
    places = [one for one in all_of.initiative_place if one.initiative_id == id_]
    tags = [one for one in all_of.initiative_tag if one.initiative_id == id_]
    sources = [one for one in all_of.initiative_source if one.initiative_id == id_]
    values = {
        field.name: getattr(row, COLUMNS.get(field.name, field.name))
        for field in fields(Initiative)
        if field.name not in ("places", "themes", "organisations", "sources")
    }
    own = Initiative(
        **values,
        places=tuple(sorted(one.place_code for one in places)),
        themes=tuple(sorted(one.code for one in tags if one.scheme == "theme")),
        organisations=tuple(sorted({one.organisation_id for one in roles})),
        sources=tuple(sorted(one.url for one in sources)),
    )
    bodies = {body.id: body.name for body in all_of.organisation}
    where = {str(code): str(name) for code, name in ask("SELECT code, name FROM place")}
    words = {(one.scheme, one.code): one for one in all_of.code_label}
    titles = {one.id: one.title_sv for one in all_of.initiative}
    return Detail(
        own,
        tuple(Role(one.organisation_id, bodies[one.organisation_id], one.role, one.evidence) for one in roles),
        tuple(Where(one.place_code, where[one.place_code], one.evidence) for one in places),
        tuple(
            Tag(one.scheme, one.code, words[one.scheme, one.code].name_sv, words[one.scheme, one.code].name_en, one.evidence)
            for one in tags
        ),
        tuple(Reference(one.url, one.title_sv, one.seen_at) for one in sources),
        tuple(
            Relation(one.kind, one.b if one.a == id_ else one.a, titles[one.b if one.a == id_ else one.a], one.a == id_, one.note_sv)
            for one in all_of.initiative_relation
            if id_ in (one.a, one.b)
        ),
        tuple(
            Kept(one.source_key, one.entry_id, one.url, one.seen_at, one.receipt_id)
            for one in all_of.initiative_register
            if one.initiative_id == id_
        ),
    )


def differs(before: Detail | None, after: Detail) -> tuple[str, ...]:
    """What is another in `after` than in the warehouse's `before`, as columns and companion files; everything where it is not there yet."""
    if before is None:
        return ("initiative_id",)
    own = [
        COLUMNS.get(field.name, field.name)
        for field in fields(Initiative)
        if getattr(before.initiative, field.name) != getattr(after.initiative, field.name)
        and field.name not in ("places", "themes", "organisations", "sources", "kind")
    ]
    parts = {"role": "roles", "place_code": "places", "code": "tags", "url": "sources", "entry_id": "registers"}
    return (*own, *(column for column, part in parts.items() if set(getattr(before, part)) != set(getattr(after, part))))
