"""Projects that public registers tell of and that await a person, as the last build left them."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from twin.register.candidates import Candidate, Entry, Mark, Where
from twin.warehouse import ask

_ENTRIES = """
SELECT e.source_key, e.id, s.title, s.publisher, e.kind, e.title, e.organisation_text, e.organisation_id, e.matched_by, e.start_date, e.end_date,
       e.amount, e.currency, e.funder, e.case_number, e.codes, e.status, e.url, e.receipt_id, r.release, r.fetched_at, e.candidate_id
FROM register_entry AS e JOIN source AS s ON s.key = e.source_key JOIN receipt AS r ON r.id = e.receipt_id ORDER BY s.title COLLATE sv, e.id
"""
_CANDIDATES = """
SELECT c.id, c.kind, c.title, c.text, c.organisation_id, c.organisation_text, c.start_date, c.end_date, c.amount_sek, c.funder, c.climate_score,
       c.digital_score, c.state, c.initiative_id, c.similar_id, i.title_sv, c.similar_sv, c.similar_en, c.tags
FROM candidate AS c LEFT JOIN initiative AS i ON i.id = c.similar_id ORDER BY c.position
"""
_PLACES = """
SELECT e.candidate_id, p.code, p.name, w.how, w.evidence, s.title FROM register_entry_place AS w
JOIN register_entry AS e ON e.source_key = w.source_key AND e.id = w.entry_id JOIN source AS s ON s.key = w.source_key
JOIN place AS p ON p.code = w.place_code ORDER BY p.name COLLATE sv, w.how, w.evidence, s.title
"""


def entries() -> list[Entry]:
    """Every register entry that concerns the federation."""
    return [_entry(row) for row in ask(_ENTRIES)]


def candidates() -> list[Candidate]:
    """Every candidate as the last build left it, in the order in which to look at them."""
    told: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        told[entry.candidate_id].append(entry)
    ways: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for candidate, code, name, *way in ask(_PLACES):
        ways[candidate, code, name].append((way[0], way[1], way[2]))
    places: dict[str, list[Where]] = defaultdict(list)
    for (candidate, code, name), found in ways.items():
        places[candidate].append(Where(code, name, tuple(dict.fromkeys(found))))
    labels = {(scheme, code): (sv, en) for scheme, code, sv, en in ask("SELECT scheme, code, name_sv, name_en FROM code_label")}
    return [
        replace(Candidate(*row), marks=_marks(tags, labels), entries=tuple(told[row[0]]), places=tuple(places[row[0]]))
        for *row, tags in ask(_CANDIDATES)
    ]


def _entry(row: tuple[object, ...]) -> Entry:
    cells = list(row)
    cells[15] = tuple(json.loads(str(cells[15])))
    return Entry(*cells)  # type: ignore[arg-type]  # the columns of the question


def _marks(tags: str, labels: Mapping[tuple[str, str], tuple[str, str]]) -> tuple[Mark, ...]:
    found = [(str(scheme), str(code), str(evidence)) for scheme, code, evidence in json.loads(tags)]
    return tuple(Mark(scheme, code, *labels.get((scheme, code), (code, code)), evidence) for scheme, code, evidence in found)
