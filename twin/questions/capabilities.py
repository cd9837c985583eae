"""What the warehouse holds for the capability ledger, and the frame around it."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from twin.calls import Call
from twin.capabilities.model import Answer, Capability, Facts, Holder, Initiative, Purchase
from twin.questions.indicators import Target
from twin.warehouse import ask


@dataclass(frozen=True)
class Framed:
    """One sourced fact of what stands around the federation."""

    id: str
    kind: str
    place: str
    title_sv: str
    title_en: str
    text_sv: str
    text_en: str
    dated: str | None
    capabilities: tuple[str, ...]
    source_url: str
    seen_at: str | None


_CAPABILITIES = """
SELECT code, name_sv, name_en, definition_sv, definition_en, use_sv, use_en, evidence, cpv, business, indicators FROM capability ORDER BY position
"""
# The federation's own body first, then each municipality with its companies under it.
_HOLDERS = """
SELECT o.id, o.name, o.kind, o.place_code, o.business_sv, o.source_url, o.note_sv
FROM organisation AS o JOIN place AS p ON p.code = o.place_code
WHERE (p.kind = 'municipality' AND o.kind IN ('municipality', 'company')) OR (p.kind = 'federation' AND o.kind = 'federation')
ORDER BY p.kind = 'municipality', p.name COLLATE sv, o.kind <> 'municipality', o.name COLLATE sv
"""
_INITIATIVES = """
SELECT i.id, i.title_sv, i.description_sv, i.phase, i.as_of, i.geo_level,
       coalesce((SELECT list(DISTINCT o.organisation_id ORDER BY o.organisation_id) FROM initiative_organisation AS o
                 WHERE o.initiative_id = i.id AND o.role IN ('ansvarig', 'genomförare')), []), i.owner_org_id,
       coalesce((SELECT list(t.scheme || ':' || t.code ORDER BY t.scheme, t.code) FROM initiative_tag AS t WHERE t.initiative_id = i.id), []),
       coalesce((SELECT min(s.url) FROM initiative_source AS s WHERE s.initiative_id = i.id), '')
FROM initiative AS i ORDER BY i.id
"""
# What a person has left out for being about neither climate nor digital has no proposed tags.
_PURCHASES = """
SELECT e.id, e.organisation_id, e.title, e.start_date, e.codes, coalesce(c.tags, '[]'), e.receipt_id, e.source_key
FROM register_entry AS e LEFT JOIN candidate AS c ON c.id = e.candidate_id AND c.state <> 'ignored'
WHERE e.kind = 'procurement' AND e.organisation_id IS NOT NULL ORDER BY e.source_key, e.id
"""
# The newest answer of each municipality: an older one may have changed.
_ANSWERS = """
SELECT i.id, i.name_sv, i.name_en, i.scale, o.id, CAST(arg_max(f.value, f.period) AS INTEGER), max(f.period), arg_max(f.receipt_id, f.period), i.source_key
FROM indicator AS i JOIN figure AS f ON f.indicator_id = i.id AND f.breakdown = 'total' AND f.value IS NOT NULL
JOIN organisation AS o ON o.place_code = f.place_code AND o.kind = 'municipality'
WHERE i.scale <> 'number' GROUP BY i.id, i.name_sv, i.name_en, i.scale, o.id, i.source_key, i.position ORDER BY i.position, i.id, o.id
"""
_FRAME = "SELECT * EXCLUDE (position) FROM frame ORDER BY position"
_CALLS = "SELECT * EXCLUDE (position) FROM call ORDER BY closes NULLS LAST, position"
_TARGETS = """
SELECT id, place_code, indicator_id, scope, gas, state = 'found', base_period, period, value, unit, text_sv, text_en, source_url, seen_at, drawable
FROM target AS t LEFT JOIN place AS p ON p.code = t.place_code ORDER BY p.kind = 'municipality', p.name COLLATE sv, period NULLS LAST, id
"""


def capabilities() -> list[Capability]:
    """Every capability, in the order of the list."""
    return [_capability(row) for row in ask(_CAPABILITIES)]


def holders() -> list[Holder]:
    """The municipalities, their companies and the federation's own body."""
    return [Holder(*row) for row in ask(_HOLDERS)]


def facts() -> Facts:
    """All that sources tell of who can what."""
    return Facts(initiatives(), [_purchase(row) for row in ask(_PURCHASES)], [Answer(*row) for row in ask(_ANSWERS)])


def initiatives() -> list[Initiative]:
    """Every initiative with who owns it or carries it out, and its tags."""
    return [_initiative(row) for row in ask(_INITIATIVES)]


def frame() -> list[Framed]:
    """What is known around the federation, in the order of the file."""
    return [_framed(row) for row in ask(_FRAME)]


def calls() -> list[Call]:
    """Every call that has been entered, also those that have closed."""
    return [_call(row) for row in ask(_CALLS)]


def targets() -> list[Target]:
    """Every goal of county and municipalities, wide places first."""
    return [Target(*row) for row in ask(_TARGETS)]


def _capability(row: tuple[Any, ...]) -> Capability:
    code, name_sv, name_en, definition_sv, definition_en, use_sv, use_en, evidence, *more = row
    ways = tuple(tuple(tag.strip() for tag in way.split("+")) for way in _parts(evidence))
    cpv, business, indicators = (_parts(cell) for cell in more)
    return Capability(code, name_sv, name_en, definition_sv, definition_en, use_sv, use_en, ways, cpv, business, indicators)


def _initiative(row: tuple[Any, ...]) -> Initiative:
    id_, title, text, phase, as_of, level, roles, owner, tags, url = row
    return Initiative(id_, title, text, phase, as_of, level, tuple(sorted({*roles, *([owner] if owner else [])})), frozenset(tags), url)


def _framed(row: tuple[Any, ...]) -> Framed:
    id_, kind, place, title_sv, title_en, text_sv, text_en, dated, named, url, seen_at = row
    return Framed(id_, kind, place, title_sv, title_en, text_sv, text_en, dated, _parts(named), url, seen_at)


def _call(row: tuple[Any, ...]) -> Call:
    id_, programme, title_sv, title_en, funder, opens, closes, url, seen_at, themes = row
    return Call(id_, programme, title_sv, title_en, funder, _day(opens), _day(closes), url, seen_at, _parts(themes))


def _purchase(row: tuple[Any, ...]) -> Purchase:
    id_, holder, title, day, codes, tags, receipt_id, source_key = row
    classes = tuple(code.removeprefix("cpv:") for code in json.loads(codes or "[]") if code.startswith("cpv:"))
    proposed = frozenset(f"{scheme}:{code}" for scheme, code, _ in json.loads(tags))
    return Purchase(id_, holder, title, day, classes, proposed, receipt_id, source_key)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
