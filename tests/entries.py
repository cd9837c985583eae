"""Register entries for tests: made-up ones in the form that sources hand over, and the tables that a build makes of them beside the true register."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields, replace
from functools import lru_cache
from typing import Any

import duckdb

from ingest import region as regions
from ingest import registers, snapshot
from ingest.geo import Geometry, geometries
from ingest.registers.told import COLUMNS, Concerning, Found, Told
from ingest.staging import append
from twin.paths import DATA, ROOT
from twin.register import load
from twin.register.tables import Register

REGION = regions.load(DATA / "region.toml")
EMPTY = Told("a", "1", "grant", "Titel", "", "", "", "", "", None, None, "", "", None, "SEK", "", "", "[]", "", "", "a-receipt")


def entry(source: str, number: str, title: str = "Titel", **cells: Any) -> Told:
    """An entry of the register `source`; what is not told is empty."""
    return replace(EMPTY, source_key=source, id=number, title=title, receipt_id=f"{source}-receipt", **cells)


def concerning(*told: Told, organisation: str | None = None) -> list[Concerning]:
    """The same entries, each of one organisation of ours."""
    found = Found(organisation, "orgnr") if organisation else Found()
    return [Concerning(one, found) for one in told]


@contextmanager
def built(told: Sequence[Told], **said: Sequence[tuple[Any, ...]]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in memory with the true register and these entries, after `registers.fill`; `said` are rows of the tables that people fill."""
    with duckdb.connect() as con:
        con.execute((ROOT / "twin" / "sql" / "schema.sql").read_text(encoding="utf-8"))
        for area in REGION.areas.values():
            con.execute("INSERT INTO place VALUES (?, ?, ?, NULL, NULL, NULL)", [area.code, area.name, area.kind])
        con.execute("INSERT INTO place VALUES (?, ?, 'federation', NULL, NULL, NULL)", [REGION.code, REGION.name])
        for key in sorted({one.source_key for one in told}):
            _source(con, key)
            con.execute(
                "INSERT INTO receipt VALUES (?, ?, 'https://prov.example.org/', 'none', 'rebuilt', 'a/b@c:d', ?, 1, '2026-01-02', '2026')",
                [f"{key}-receipt", key, "0" * 64],
            )
        register, borders = _register(), _borders()
        for table, columns, rows in register.tables():
            append(con, table, columns, rows)
        append(con, "geometry", [column.name for column in fields(Geometry)], borders)
        for table, rows in said.items():
            marks = ", ".join("?" for _ in rows[0]) if rows else ""
            for row in rows:
                con.execute(f"INSERT INTO {table} VALUES ({marks})", list(row))
        kinds = ", ".join(f"{name} {'DOUBLE' if name in snapshot.NUMBERS else 'VARCHAR'}" for name in COLUMNS.split(", "))
        con.execute(f"CREATE TEMP TABLE staged_register_entry ({kinds}, rank INTEGER)")
        append(con, "staged_register_entry", [*COLUMNS.split(", "), "rank"], [(*astuple(one), 0) for one in told])
        registers.fill(con, REGION, register)
        yield con


def _source(con: duckdb.DuckDBPyConnection, key: str) -> None:
    """A source without a word more than the table asks for."""
    told = {"key": key, "title": f"Register {key}", "licence_class": "open", "track": "context"}
    plain = {"VARCHAR": "", "BOOLEAN": False, "INTEGER": 1}
    rows = con.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'source' ORDER BY column_index").fetchall()
    cells = [told.get(name, plain[kind]) for name, kind in rows]
    con.execute(f"INSERT INTO source VALUES ({', '.join('?' for _ in cells)})", cells)


@lru_cache(maxsize=1)
def _register() -> Register:
    return load(REGION.register, {*REGION.areas, REGION.code})


@lru_cache(maxsize=1)
def _borders() -> list[tuple[object, ...]]:
    return [astuple(row) for row in geometries(REGION)]
