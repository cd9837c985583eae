"""How much of each public register has been read, what the rules leave to a person, and the entries behind an initiative."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from twin.questions.candidates import entries
from twin.questions.initiative import Kept
from twin.register.candidates import Entry
from twin.register.overlay import Lines
from twin.register.sheets import ANSWERS_OF, SAME
from twin.warehouse import ask


@dataclass(frozen=True)
class Read:
    """One register: how many entries of the whole country were read in which release, how many concern the federation, and whether they were read
    here (fetched, or handed in) or came with the product: what came along holds entries of ours alone. `releases` is empty where it has not been read."""

    key: str
    title: str
    publisher: str
    releases: tuple[str, ...]
    entries: int
    concerning: int
    asked_here: bool


@dataclass(frozen=True)
class Question:
    """What the rules leave to a person: whose `entry` is (`choices` are organisations), or whether it and `other` are one project."""

    id: str
    kind: str  # 'organisation', 'same'
    entry: Entry
    other: Entry | None
    choices: tuple[str, ...]
    text_sv: str
    text_en: str


@dataclass(frozen=True)
class Behind:
    """A register entry behind an initiative, as it was taken in; `receipt` says whether the warehouse still has its receipt."""

    register: str
    source_key: str
    entry_id: str
    title: str  # '' where the register no longer has it
    url: str
    seen_at: str
    receipt_id: str
    receipt: bool


_READ = """
SELECT s.key, s.title, s.publisher, coalesce(list(r.release ORDER BY r.release) FILTER (r.release IS NOT NULL), []),
       coalesce(sum(r.entries), 0)::BIGINT, coalesce(sum(r.concerning), 0)::BIGINT,
       coalesce(any_value(u.state) IN ('OK', 'UNCHANGED', 'DEGRADED') OR sum(r.concerning) = 0 OR any_value(d.source_key) IS NOT NULL, FALSE)
FROM source AS s LEFT JOIN register_read AS r ON r.source_key = s.key
LEFT JOIN (FROM source_run SELECT source_key, arg_max(state, started_at) AS state GROUP BY source_key) AS u ON u.source_key = s.key
LEFT JOIN (SELECT DISTINCT source_key FROM receipt WHERE obtained = 'direct') AS d ON d.source_key = s.key
WHERE s.register GROUP BY s.key, s.title, s.publisher ORDER BY s.title COLLATE sv
"""
_QUESTIONS = "SELECT id, kind, source_key, entry_id, other_source_key, other_entry_id, choices, text_sv, text_en FROM register_question ORDER BY kind, weight DESC NULLS LAST, id"
_BEHIND = """
SELECT coalesce(s.title, b.source_key), b.source_key, b.entry_id, coalesce(e.title, ''), b.url, b.seen_at, b.receipt_id, r.id IS NOT NULL
FROM (SELECT unnest($1) AS source_key, unnest($2) AS entry_id, unnest($3) AS url, unnest($4) AS seen_at, unnest($5) AS receipt_id) AS b
LEFT JOIN source AS s ON s.key = b.source_key LEFT JOIN receipt AS r ON r.id = b.receipt_id
LEFT JOIN register_entry AS e ON e.source_key = b.source_key AND e.id = b.entry_id ORDER BY 1, b.entry_id
"""


def registers() -> list[Read]:
    """Every public register that there is a source for."""
    return [Read(*row) for row in ask(_READ)]


def titles() -> dict[str, str]:
    """The title of every source by its key."""
    return {str(key): str(title) for key, title in ask("SELECT key, title FROM source")}


def questions(lines: Lines) -> list[Question]:
    """What still has no answer."""
    asked = ask(_QUESTIONS)
    known = {entry.key: entry for entry in entries()} if asked else {}
    settled = {
        (line.cells["source_key"], line.cells["entry_id"]) for line in lines[ANSWERS_OF.file]
    }  # whose it is, none of ours, or left out
    paired = {frozenset(((c["a_source"], c["a_id"]), (c["b_source"], c["b_id"]))) for c in (line.cells for line in lines[SAME.file])}
    found = []
    for id_, kind, source, entry, other_source, other_entry, choices, sv, en in asked:
        first, second = known.get((source, entry)), known.get((other_source, other_entry))
        answered = (
            (source, entry) in settled if kind == "organisation" else frozenset(((source, entry), (other_source, other_entry))) in paired
        )
        if first is not None and not answered and (kind == "organisation" or second is not None):
            found.append(Question(id_, kind, first, second, tuple(json.loads(choices)), sv, en))
    return found


def behind(kept: Iterable[Kept]) -> list[Behind]:
    """The entries that an initiative keeps, with what the registers say of them today."""
    columns = [list(column) for column in zip(*(astuple(one) for one in kept), strict=True)]
    return [Behind(*row) for row in ask(_BEHIND, columns)] if columns else []
