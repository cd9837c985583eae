"""What a new answer of a publisher says otherwise than the one before it, beyond what was to be expected."""

from dataclasses import dataclass
from datetime import datetime

from twin.warehouse import ask

KINDS = ("unit", "vanished", "new_code", "jump", "corrected")  # the gravest first


@dataclass(frozen=True)
class Drift:
    """One finding. `kind`: a code that was not there before, rows that have gone, another unit, a jump beyond its bound, or a known error that the
    publisher has mended. `blocks`: the answer was kept aside until a person takes it."""

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
    """Every finding, those that stop a source first, then the gravest kind."""
    rows = ask(
        """
        SELECT d.source_key, s.title, d.kind, d.indicator_id, i.name_sv, i.name_en, coalesce(p.name, d.place_code), d.period, d.text_sv, d.blocks, d.seen_at
        FROM drift AS d JOIN source AS s ON s.key = d.source_key
        LEFT JOIN indicator AS i ON i.id = d.indicator_id LEFT JOIN place AS p ON p.code = d.place_code
        ORDER BY NOT d.blocks, list_position(?, d.kind), s.title COLLATE sv, d.indicator_id, p.name COLLATE sv, d.period""",
        [list(KINDS)],
    )
    return [Drift(*row) for row in rows]
