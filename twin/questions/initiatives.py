"""The register: all initiatives, and the choices that a reader can make among them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twin.spans import has_all
from twin.warehouse import ask, meta

KINDS = ("climate", "digital", "both")
PHASES = ("föreslagen", "planerad", "pågående", "vilande", "avslutad", "avbruten", "okänd")
AGES = ("current", "old", "undated")
YEARS_CURRENT = 4  # a statement that is more than four years old may describe something that has changed since


@dataclass(frozen=True)
class Initiative:
    """One row of the register."""

    id: str
    title: str
    description: str
    kind: str
    climate_score: int
    digital_score: int
    owner: str
    owner_id: str | None
    partners: str
    geo_level: str
    phase: str
    phase_basis: str
    start: str | None
    end: str | None
    as_of: str | None
    quality: str
    budget_sek: int | None
    budget_note: str
    funder: str
    places: tuple[str, ...]
    themes: tuple[str, ...]
    organisations: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What the reader has asked to see. Empty means everything."""

    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Count:
    """How many initiatives there are of each kind, and how old what is said of them is."""

    total: int
    climate: int
    digital: int
    both: int
    old: int
    undated: int


@dataclass(frozen=True)
class Label:
    code: str
    name_sv: str
    name_en: str
    definition_sv: str


SELECT = """
SELECT i.id, title_sv, description_sv, kind, climate_score, digital_score, owner_text, owner_org_id, partners_text, geo_level,
       phase, phase_basis, start_date, end_date, as_of, quality, budget_sek, budget_note, funder_text,
       coalesce((SELECT list(p.place_code ORDER BY p.place_code) FROM initiative_place AS p WHERE p.initiative_id = i.id), []),
       coalesce((SELECT list(t.code ORDER BY t.code) FROM initiative_tag AS t WHERE t.initiative_id = i.id AND t.scheme = 'theme'), []),
       coalesce((SELECT list(DISTINCT o.organisation_id ORDER BY o.organisation_id) FROM initiative_organisation AS o WHERE o.initiative_id = i.id), []),
       coalesce((SELECT list(s.url ORDER BY s.url) FROM initiative_source AS s WHERE s.initiative_id = i.id), [])
FROM initiative AS i
"""

_TAKING_PART = """
SELECT o.id, o.name FROM organisation AS o
WHERE o.id IN (SELECT organisation_id FROM initiative_organisation UNION SELECT owner_org_id FROM initiative)
ORDER BY o.name COLLATE sv
"""


def year(date: str | None) -> int | None:
    """The year of an EDTF date ('2023', '2023-04', '2023~'), None where there is none."""
    found = re.match(r"\d{4}", date or "")
    return int(found.group()) if found else None


def old_before() -> int:
    """The first year whose statements count as current, seen from the year in which the warehouse was built."""
    return int(meta()["built_at"][:4]) - YEARS_CURRENT


def age(as_of: str | None, before: int) -> str:
    """'current', 'old' (said before `before`) or 'undated'."""
    said = year(as_of)
    if said is None:
        return "undated"
    return "old" if said < before else "current"


def outrun(row: Initiative, today: str) -> bool:
    """True where the source says that it goes on, though the end that it gives lies before `today` (ISO): compared as far as the end is known."""
    return row.phase in ("planerad", "pågående") and bool(row.end) and str(row.end) < today[: len(str(row.end))]


def initiatives() -> list[Initiative]:
    """Every initiative, by title in Swedish order."""
    return [Initiative(*row) for row in ask(SELECT + " ORDER BY title_sv COLLATE sv")]


def chosen(rows: Iterable[Initiative], choice: Choice, before: int) -> list[Initiative]:
    """The rows that fit every part of the choice; within one part any value is enough."""

    def fits(row: Initiative) -> bool:
        return (
            (not choice.places or bool(set(choice.places) & set(row.places)))
            and (not choice.organisations or bool(set(choice.organisations) & {*row.organisations, row.owner_id}))
            and (not choice.themes or bool(set(choice.themes) & set(row.themes)))
            and (not choice.kinds or row.kind in choice.kinds)
            and (not choice.phases or row.phase in choice.phases)
            and (not choice.ages or age(row.as_of, before) in choice.ages)
            and has_all(" ".join((row.id, row.title, row.description, row.owner, row.partners, row.funder)), choice.text)
        )

    return [row for row in rows if fits(row)]


def count(rows: Sequence[Initiative], before: int) -> Count:
    """The answer in numbers: kinds, old and undated statements among the rows."""
    kinds = [row.kind for row in rows]
    ages = [age(row.as_of, before) for row in rows]
    climate, digital, both = (kinds.count(kind) for kind in KINDS)
    return Count(len(rows), climate, digital, both, ages.count("old"), ages.count("undated"))


def labels(scheme: str) -> dict[str, Label]:
    """The words for the codes of one scheme (theme, technology, asset, …), by code."""
    rows = ask("SELECT code, name_sv, name_en, definition_sv FROM code_label WHERE scheme = ? ORDER BY name_sv", [scheme])
    return {str(row[0]): Label(*row) for row in rows}


def organisations() -> dict[str, str]:
    """Names of the organisations that take part in at least one initiative, by id, in Swedish order."""
    return dict(ask(_TAKING_PART))
