"""What the public registers hold that concerns the federation: whose it is and where, the same project seen twice, candidates for the register."""

from dataclasses import astuple, fields

import duckdb

from ingest.region import Region
from ingest.registers.candidates import Project, project, rows, wanted
from ingest.registers.concern import concerning, ours
from ingest.registers.directory import directory
from ingest.registers.linkage import Said, linked
from ingest.registers.places import places
from ingest.registers.scores import scored
from ingest.registers.told import COLUMNS, Concerning
from ingest.staging import append
from twin.matching import knowledge
from twin.register.tables import Register

ENTRY = [*COLUMNS.split(", "), "organisation_id", "matched_by", "candidate_id"]
CANDIDATE = [
    "id", "kind", "title", "text", "organisation_id", "organisation_text", "start_date", "end_date", "amount_sek", "funder", "entries",
    "climate_score", "digital_score", "tags", "state", "initiative_id", "similar_id", "similar_sv", "similar_en", "position",
]  # fmt: skip


def fill(con: duckdb.DuckDBPyConnection, region: Region, register: Register) -> None:
    """Tables register_entry, register_entry_place, candidate, register_question and register_read, from the staged entries and the register."""
    own = directory(register.organisation, region)
    where = places(region, own.organisations)
    found = concerning(con, own, where)
    whole = linked(found, _said(con), scored(found))
    projects = [project(group, knowledge()) for group in whole.groups]
    _entries(con, projects)
    accepted = {
        (key, entry): one
        for one, key, entry in con.execute("SELECT initiative_id, source_key, entry_id FROM initiative_register").fetchall()
    }
    ignored = frozenset(con.execute("SELECT source_key, entry_id FROM register_answer WHERE answer = 'ignorera'").fetchall())
    certain = [
        one for one in projects if any(ours(entry, where) for entry in one.entries) or not any(entry.found.choices for entry in one.entries)
    ]
    append(con, "candidate", CANDIDATE, rows([one for one in certain if wanted(one)], accepted, ignored, {}))
    _read(con)


def _entries(con: duckdb.DuckDBPyConnection, projects: list[Project]) -> None:
    every: list[tuple[Concerning, str]] = [(one, whole.id) for whole in projects for one in whole.entries]
    append(con, "register_entry", ENTRY, [(*_cells(one), one.found.organisation_id, one.found.matched_by, whole) for one, whole in every])
    append(
        con, "register_entry_place", ["source_key", "entry_id", "place_code", "how", "evidence"],
        [(*one.key, *astuple(place)) for one, _ in every for place in one.places],
    )  # fmt: skip


def _cells(one: Concerning) -> list[object]:
    return [getattr(one.told, field.name) for field in fields(one.told)]


def _read(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "INSERT INTO register_read SELECT s.source_key, r.release, count(*), count(e.id), max(r.fetched_at) FROM told AS s "
        "JOIN receipt AS r ON r.id = s.receipt_id LEFT JOIN register_entry AS e ON e.source_key = s.source_key AND e.id = s.id GROUP BY s.source_key, r.release"
    )


def _said(con: duckdb.DuckDBPyConnection) -> list[Said]:
    rows = con.execute("SELECT a_source, a_id, b_source, b_id, same FROM register_same ORDER BY ALL").fetchall()
    return [((a_source, a), (b_source, b), same) for a_source, a, b_source, b, same in rows]
