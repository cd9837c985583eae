"""What the public registers hold that concerns the federation: whose it is and where, the same project seen twice, candidates for the register."""

from collections.abc import Sequence
from dataclasses import astuple, fields

import duckdb

from ingest.region import Region
from ingest.registers.candidates import Project, project, rows, wanted
from ingest.registers.concern import concerning, ours
from ingest.registers.directory import directory
from ingest.registers.linkage import Said, linked
from ingest.registers.places import Places, places
from ingest.registers.questions import same, whose
from ingest.registers.scores import scored
from ingest.registers.similar import similar
from ingest.registers.told import COLUMNS
from ingest.staging import append
from twin.matching import from_register, knowledge
from twin.register.tables import Register

ENTRY = [*COLUMNS.split(", "), "organisation_id", "matched_by", "candidate_id"]
PLACE = ["source_key", "entry_id", "place_code", "how", "evidence"]
CANDIDATE = [
    "id", "kind", "title", "text", "organisation_id", "organisation_text", "start_date", "end_date", "amount_sek", "funder", "entries",
    "climate_score", "digital_score", "tags", "state", "initiative_id", "similar_id", "similar_sv", "similar_en", "position",
]  # fmt: skip
QUESTION = ["id", "kind", "source_key", "entry_id", "other_source_key", "other_entry_id", "choices", "weight", "text_sv", "text_en"]


def fill(con: duckdb.DuckDBPyConnection, region: Region, register: Register) -> None:
    """Tables register_entry, register_entry_place, candidate, register_question and register_read, from the staged entries and the register."""
    own = directory(register.organisation, region)
    where = places(con, region, own.organisations)
    found = concerning(con, own, where)
    whole = linked(found, _said(con), scored(found))
    projects = [project(group, knowledge()) for group in whole.groups]
    _entries(con, projects)
    _candidates(con, [one for one in projects if wanted(one) and _certain(one, where)], region, register)
    titles = dict(con.execute("SELECT key, title FROM source").fetchall())
    asked = same(whole.asked, {one.key: one for one in found}, titles)
    append(con, "register_question", QUESTION, [*whose(found, own.organisations), *asked])
    _read(con)


def _said(con: duckdb.DuckDBPyConnection) -> list[Said]:
    rows = con.execute("SELECT a_source, a_id, b_source, b_id, same FROM register_same ORDER BY ALL").fetchall()
    return [((a_source, a), (b_source, b), one) for a_source, a, b_source, b, one in rows]


def _certain(one: Project, where: Places) -> bool:
    """Not where all that speaks for it is that its organisation may be ours."""
    return any(ours(entry, where) for entry in one.entries) or not any(entry.found.choices for entry in one.entries)


def _entries(con: duckdb.DuckDBPyConnection, projects: Sequence[Project]) -> None:
    every = [(one, whole.id) for whole in projects for one in whole.entries]
    cells = [
        (*(getattr(one.told, field.name) for field in fields(one.told)), one.found.organisation_id, one.found.matched_by, whole)
        for one, whole in every
    ]
    append(con, "register_entry", ENTRY, cells)
    append(con, "register_entry_place", PLACE, [(*one.key, *astuple(place)) for one, _ in every for place in one.places])


def _candidates(con: duckdb.DuckDBPyConnection, projects: Sequence[Project], region: Region, register: Register) -> None:
    taken = con.execute("SELECT source_key, entry_id, initiative_id FROM initiative_register").fetchall()
    ignored = frozenset(con.execute("SELECT source_key, entry_id FROM register_answer WHERE answer = 'ignorera'").fetchall())
    like = similar(projects, from_register(register, knowledge()), region, knowledge()) if projects else {}
    append(con, "candidate", CANDIDATE, rows(projects, {(key, entry): one for key, entry, one in taken}, ignored, like))


def _read(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "INSERT INTO register_read SELECT s.source_key, r.release, count(*), count(e.id), max(r.fetched_at) FROM told AS s "
        "JOIN receipt AS r ON r.id = s.receipt_id LEFT JOIN register_entry AS e ON e.source_key = s.source_key AND e.id = s.id "
        "GROUP BY s.source_key, r.release"
    )
