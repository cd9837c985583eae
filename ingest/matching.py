"""What the engine makes of the register, as rows of the warehouse: rules, proposals of tags, suggestions and gaps."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb

from ingest.region import Region
from ingest.staging import append
from twin.matching import Frame, Result, Suggestion, as_json, from_register, knowledge, run
from twin.matching.needs import lagging
from twin.matching.tags import proposed
from twin.matching.taxonomy import Knowledge
from twin.paths import DATA
from twin.register.tables import Register

RULE = ["id", "enablers", "mechanisms", "assets", "data", "reach", "sentence_sv", "sentence_en", "requires_sv", "requires_en", "strength", "caveat_sv", "caveat_en"]  # fmt: skip
SOURCE = ["rule_id", "title", "publisher", "year", "url", "kind", "read", "says_sv", "says_en", "read_at"]
SUGGESTION = ["id", "kind", "a", "b", "grade", "rule_id", "link", "position", "shown", "held_sv", "held_en", "text_sv", "text_en", "reasons", "against", "features_hash"]  # fmt: skip
GAP = ["id", "kind", "place_code", "initiative_id", "indicator_id", "theme", "rule_id", "others", "text_sv", "text_en", "position"]


def match(con: duckdb.DuckDBPyConnection, register: Register, region: Region) -> None:
    """Fills `rule`, `rule_source`, `tag_proposal`, `suggestion` and `gap` from the register and the figures in `con`."""
    known = knowledge()
    read = {rule.id: rule.read for rule in known.rules}
    append(con, "rule", [*RULE, "top_tier"], [(*(row[c] for c in RULE), read[row["id"]]) for row in _rows("rules.csv")])
    append(con, "rule_source", SOURCE, [tuple(row[c] for c in SOURCE) for row in _rows("rule_sources.csv")])
    append(con, "tag_proposal", ["initiative_id", "scheme", "code", "evidence"], _proposals(register, known))
    found = run(from_register(register, known), known, _frame(con, register, region))
    append(con, "suggestion", SUGGESTION, [_suggestion(one) for one in found.suggestions])
    append(con, "gap", GAP, _gaps(found))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / "taxonomy" / file).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _frame(con: duckdb.DuckDBPyConnection, register: Register, region: Region) -> Frame:
    names = {code: area.name for code, area in region.areas.items()}
    return Frame(
        date=datetime.now(UTC).date().isoformat(),
        places=names,
        municipalities={code: area.name for code, area in region.areas.items() if area.kind == "municipality"},
        bodies={body.id: body.name for body in register.organisation},
        needs=lagging(con),
        successors={one.a: one.b for one in register.initiative_relation if one.kind == "successor"},
        related=frozenset(frozenset((one.a, one.b)) for one in register.initiative_relation),
    )


def _proposals(register: Register, known: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    """Tags that the words propose and nobody has set. Where people have coded a scheme, their choice of it stands."""
    coded = {(tag.initiative_id, tag.scheme) for tag in register.initiative_tag}
    for one in register.initiative:
        for scheme, codes in proposed(one.title_sv, one.description_sv, known).items():
            if (one.id, scheme) not in coded:
                yield from ((one.id, scheme, code, words) for code, words in sorted(codes.items()))


def _suggestion(one: Suggestion) -> tuple[object, ...]:
    r = one.ranked
    return (
        r.id, r.kind, r.a, r.b, r.grade, r.rule, one.link, one.position, one.held is None, *(one.held or (None, None)), *one.text,
        as_json(one.reasons), as_json(one.against), one.features_hash,
    )  # fmt: skip


def _gaps(found: Result) -> Iterator[tuple[object, ...]]:
    for position, gap in enumerate(found.gaps, start=1):
        yield gap.id, gap.kind, gap.place, gap.initiative, gap.indicator, gap.theme, gap.rule, json.dumps(gap.others), *gap.text, position
