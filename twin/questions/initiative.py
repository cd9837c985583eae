"""One initiative with everything that the register says of it, and its neighbours in the register."""

from collections.abc import Iterable
from dataclasses import dataclass

from twin.questions.initiatives import SELECT, Initiative
from twin.warehouse import ask


@dataclass(frozen=True)
class Role:
    organisation_id: str
    name: str
    role: str
    evidence: str


@dataclass(frozen=True)
class Where:
    code: str
    name: str
    evidence: str


@dataclass(frozen=True)
class Tag:
    scheme: str
    code: str
    name_sv: str
    name_en: str
    evidence: str


@dataclass(frozen=True)
class Reference:
    url: str
    title: str
    seen_at: str | None


@dataclass(frozen=True)
class Relation:
    kind: str
    other_id: str
    other_title: str
    outward: bool  # True: this one is the relation's first party
    note: str


@dataclass(frozen=True)
class Kept:
    """A register entry behind the initiative, as it was when a person took it in."""

    source_key: str
    entry_id: str
    url: str
    seen_at: str
    receipt_id: str


@dataclass(frozen=True)
class Detail:
    """One initiative with everything the register says of it."""

    initiative: Initiative
    roles: tuple[Role, ...] = ()
    places: tuple[Where, ...] = ()
    tags: tuple[Tag, ...] = ()
    sources: tuple[Reference, ...] = ()
    relations: tuple[Relation, ...] = ()
    registers: tuple[Kept, ...] = ()


_ROLES = """
SELECT o.id, o.name, r.role, r.evidence FROM initiative_organisation AS r JOIN organisation AS o ON o.id = r.organisation_id
WHERE r.initiative_id = ? ORDER BY r.role, o.name COLLATE sv
"""
_PLACES = """
SELECT p.code, p.name, r.evidence FROM initiative_place AS r JOIN place AS p ON p.code = r.place_code
WHERE r.initiative_id = ? ORDER BY p.name COLLATE sv
"""
_TAGS = """
SELECT t.scheme, t.code, coalesce(l.name_sv, t.code) AS name_sv, coalesce(l.name_en, t.code), t.evidence
FROM initiative_tag AS t LEFT JOIN code_label AS l ON l.scheme = t.scheme AND l.code = t.code
WHERE t.initiative_id = ? ORDER BY t.scheme, name_sv COLLATE sv
"""
_SOURCES = "SELECT url, title_sv, seen_at FROM initiative_source WHERE initiative_id = ? ORDER BY seen_at DESC NULLS LAST, url"
_REGISTERS = """
SELECT source_key, entry_id, url, seen_at, receipt_id FROM initiative_register WHERE initiative_id = ? ORDER BY source_key, entry_id
"""
_RELATIONS = """
SELECT r.kind, i.id, i.title_sv, r.a = $1, r.note_sv FROM initiative_relation AS r
JOIN initiative AS i ON i.id = CASE WHEN r.a = $1 THEN r.b ELSE r.a END
WHERE r.a = $1 OR r.b = $1 ORDER BY r.kind, i.title_sv COLLATE sv
"""


def initiative(id_: str) -> Detail | None:
    """One initiative with roles, places, tags, sources, relations and register entries; None where the register has no such id."""
    found = ask(SELECT + " WHERE i.id = ?", [id_])
    if not found:
        return None
    return Detail(
        Initiative(*found[0]),
        tuple(Role(*row) for row in ask(_ROLES, [id_])),
        tuple(Where(*row) for row in ask(_PLACES, [id_])),
        tuple(Tag(*row) for row in ask(_TAGS, [id_])),
        tuple(Reference(*row) for row in ask(_SOURCES, [id_])),
        tuple(Relation(*row) for row in ask(_RELATIONS, [id_])),
        tuple(Kept(*row) for row in ask(_REGISTERS, [id_])),
    )


def same_owner(row: Initiative, rows: Iterable[Initiative]) -> list[Initiative]:
    """The others with the same owner: by organisation where it is known, else by the owner's name as the source writes it."""
    return [
        other for other in rows if other.id != row.id and (other.owner_id == row.owner_id if row.owner_id else other.owner == row.owner)
    ]


def same_theme(row: Initiative, rows: Iterable[Initiative]) -> list[Initiative]:
    """The others that share a theme and a municipality. A plain list, not a suggestion."""
    return [other for other in rows if other.id != row.id and set(other.themes) & set(row.themes) and set(other.places) & set(row.places)]
