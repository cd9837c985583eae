"""The rows that the register hands over. Field order is the column order of twin/sql/schema.sql, so a row can be inserted as it is."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

EDITORS = "kodad av redaktionen"  # the evidence of a code that no word of the text carries


def kind_of(climate_score: int, digital_score: int) -> str:
    """Which side an initiative stands on: climate, digital or both. Derived, never typed by hand."""
    if climate_score and digital_score:
        return "both"
    return "climate" if climate_score else "digital"


@dataclass(frozen=True)
class Organisation:
    """A body that owns, carries out, pays for or takes part in initiatives. `company` is kept for those of the municipal sphere."""

    id: str
    name: str
    orgnr: str | None
    kind: str
    parent_id: str | None
    place_code: str | None
    business_sv: str
    source_url: str
    note_sv: str
    aliases: str  # other ways to write the name, ';' between


@dataclass(frozen=True)
class Initiative:
    """One initiative as its source describes it at `as_of`."""

    id: str
    title_sv: str
    description_sv: str
    owner_text: str
    owner_org_id: str
    partners_text: str
    geo_level: str
    climate_score: int
    digital_score: int
    kind: str
    phase: str
    phase_basis: str
    start_date: str | None
    end_date: str | None
    as_of: str | None
    quality: str
    budget_sek: int | None
    budget_note: str
    funder_text: str


@dataclass(frozen=True)
class InitiativeOrganisation:
    """An organisation's role in an initiative. Where a source names two owners, both are `ansvarig`; the first is the owner of the row."""

    initiative_id: str
    organisation_id: str
    role: str
    evidence: str


@dataclass(frozen=True)
class InitiativePlace:
    """A municipality that an initiative concerns, with the words that say so."""

    initiative_id: str
    place_code: str
    evidence: str


@dataclass(frozen=True)
class InitiativeTag:
    """One code of one scheme on one initiative, with the words of its text that carry it."""

    initiative_id: str
    scheme: str
    code: str
    evidence: str


@dataclass(frozen=True)
class InitiativeSource:
    """Where the initiative was read: an address, or words where there is none to give."""

    initiative_id: str
    url: str
    title_sv: str
    seen_at: str | None


@dataclass(frozen=True)
class InitiativeRelation:
    """`b` is the parent of `a`, the successor of `a`, or related to it: what a source states, never a guess."""

    a: str
    b: str
    kind: str
    note_sv: str


@dataclass(frozen=True)
class InitiativeRegister:
    """A register entry behind an initiative, as it was when a person took it in: the receipt stays though the register goes on."""

    initiative_id: str
    source_key: str
    entry_id: str
    receipt_id: str
    url: str
    seen_at: str


@dataclass(frozen=True)
class RegisterAnswer:
    """What a person has said of a register entry: to leave it out (`value` says why), whose it is, or that it is none of ours."""

    source_key: str
    entry_id: str
    answer: str
    value: str
    note_sv: str


@dataclass(frozen=True)
class RegisterSame:
    """What a person has said of two register entries: one project, or two."""

    a_source: str
    a_id: str
    b_source: str
    b_id: str
    same: bool


@dataclass(frozen=True)
class Target:
    """A goal: whose (place and scope), which gas, from when, to when; or the statement that none was found."""

    id: str
    place_code: str
    indicator_id: str | None
    scope: str
    gas: str
    state: str
    base_period: str | None
    period: str | None
    value: float | None
    unit: str | None
    text_sv: str
    text_en: str
    source_url: str | None
    seen_at: str | None
    drawable: bool


@dataclass(frozen=True)
class CodeLabel:
    """One code of a list, with its names and its meaning in our words."""

    scheme: str
    code: str
    name_sv: str
    name_en: str
    definition_sv: str


@dataclass(frozen=True)
class Register:
    """All of one federation's register, checked. Each field is one table of the warehouse, in an order that satisfies REFERENCES."""

    organisation: tuple[Organisation, ...] = ()
    initiative: tuple[Initiative, ...] = ()
    initiative_organisation: tuple[InitiativeOrganisation, ...] = ()
    initiative_place: tuple[InitiativePlace, ...] = ()
    initiative_tag: tuple[InitiativeTag, ...] = ()
    initiative_source: tuple[InitiativeSource, ...] = ()
    initiative_relation: tuple[InitiativeRelation, ...] = ()
    initiative_register: tuple[InitiativeRegister, ...] = ()
    register_answer: tuple[RegisterAnswer, ...] = ()
    register_same: tuple[RegisterSame, ...] = ()
    target: tuple[Target, ...] = ()
    code_label: tuple[CodeLabel, ...] = ()

    def tables(self) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Table name, columns and rows, ready for INSERT in this order; a table without rows is left out."""
        for table in fields(self):
            rows = getattr(self, table.name)
            if rows:
                columns = [column.name for column in fields(rows[0])]
                yield table.name, columns, [tuple(getattr(row, column) for column in columns) for row in rows]
