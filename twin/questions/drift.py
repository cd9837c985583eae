"""What a new answer of a publisher says otherwise than the one before it, beyond what was to be expected; and publishers' known errors."""

from dataclasses import dataclass
from datetime import datetime

from twin.warehouse import ask

KINDS = ("unit", "vanished", "new_code", "jump")  # the gravest first


@dataclass(frozen=True)
class Drift:
    """One finding. `kind`: a code that was not there before, rows that have gone, another unit, or a jump beyond its bound. `blocks`: the answer was kept
    aside until a person takes it."""

    source_key: str
    title: str
    kind: str
    indicator_id: str | None
    name_sv: str | None
    name_en: str | None
    place: str | None
    period: str | None
    text_sv: str
    blocks: bool
    seen_at: datetime


def drifts() -> list[Drift]:
    """Every finding, those that stop a source first, then the gravest kind. (What is mended here stands in `corrections`.)"""
    rows = ask(
        """
        SELECT d.source_key, s.title, d.kind, d.indicator_id, i.name_sv, i.name_en, coalesce(p.name, d.place_code), d.period, d.text_sv, d.blocks, d.seen_at
        FROM drift AS d JOIN source AS s ON s.key = d.source_key
        LEFT JOIN indicator AS i ON i.id = d.indicator_id LEFT JOIN place AS p ON p.code = d.place_code
        WHERE list_contains($1, d.kind)
        ORDER BY NOT d.blocks, list_position($1, d.kind), s.title COLLATE sv, d.indicator_id, p.name COLLATE sv, d.period""",
        [list(KINDS)],
    )
    return [Drift(*row) for row in rows]


@dataclass(frozen=True)
class Correction:
    """A publisher's known error that is mended here. `found` is what the publisher writes, `correct` None where nobody knows. `status`: open (nobody has
    told the publisher), reported, or mended (by the publisher; older releases still have it)."""

    source_key: str
    title: str
    name_sv: str  # the key figure's, or the document's title
    name_en: str
    unit: str | None
    decimals: int | None
    field: str
    place: str
    period: str | None
    release: str
    found: str
    correct: str | None
    reason_sv: str
    reported: str | None
    status: str


def corrections() -> list[Correction]:
    """Every known error, those that nobody has reported first."""
    rows = ask("""
        SELECT c.source_key, s.title, coalesce(i.name_sv, d.title_sv, c.document_id), coalesce(i.name_en, d.title_sv, c.document_id), i.unit, i.decimals,
               c.field, p.name, c.period, c.release, c.found, c.correct, c.reason_sv, c.reported, c.status
        FROM correction AS c JOIN source AS s ON s.key = c.source_key JOIN place AS p ON p.code = c.place_code
        LEFT JOIN indicator AS i ON i.id = c.indicator_id LEFT JOIN document AS d ON d.source_key = c.source_key AND d.id = c.document_id
        ORDER BY list_position(['open', 'reported', 'mended'], c.status), s.title COLLATE sv, c.period, p.name COLLATE sv""")
    return [Correction(*row) for row in rows]
