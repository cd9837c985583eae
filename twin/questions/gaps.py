"""What the engine looked for in the register and did not find, with what each gap points to."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from twin.warehouse import ask

KINDS = ("indicator", "no_enabler", "no_use", "borrow")


@dataclass(frozen=True)
class Gap:
    """One gap. `others` are the initiatives that it points to: those that do the thing elsewhere, or reach over the whole county.
    `places` is where it is: its own municipality, else all of its initiative's."""

    id: str
    kind: str
    place: str | None
    initiative_id: str | None
    indicator_id: str | None
    theme: str
    rule_id: str | None
    text_sv: str
    text_en: str
    others: tuple[str, ...]
    places: tuple[str, ...]


_GAPS = """
SELECT g.id, g.kind, g.place_code, g.initiative_id, g.indicator_id, g.theme, g.rule_id, g.text_sv, g.text_en, g.others,
       CASE WHEN g.place_code IS NOT NULL THEN [g.place_code]
            ELSE coalesce((SELECT list(p.place_code ORDER BY p.place_code) FROM initiative_place AS p WHERE p.initiative_id = g.initiative_id), [])
       END
FROM gap AS g ORDER BY g.position, g.id
"""


def gaps() -> list[Gap]:
    """Every gap, in the engine's order."""
    return [Gap(*(*row, tuple(json.loads(others)), places)) for *row, others, places in ask(_GAPS)]


def chosen(rows: Iterable[Gap], places: Iterable[str]) -> list[Gap]:
    """The gaps in any of the places; all where none is asked for."""
    wanted = set(places)
    return [gap for gap in rows if not wanted or wanted & set(gap.places)]


def by_kind(rows: Iterable[Gap]) -> dict[str, list[Gap]]:
    """Every kind with its gaps, also where there are none: that too is an answer."""
    listed = list(rows)
    return {kind: [gap for gap in listed if gap.kind == kind] for kind in KINDS}


def of_initiative(rows: Iterable[Gap], id_: str) -> list[Gap]:
    """The gaps that are this initiative's own (not those that only point to it)."""
    return [gap for gap in rows if gap.initiative_id == id_]
