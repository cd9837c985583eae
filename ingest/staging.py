"""From kept answers and embedded rows to one set of candidates a table; on the same key the newest wins."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict

import duckdb
import pandas as pd

from ingest import snapshot
from ingest.errors import MOST_TOLD, IngestError
from ingest.fetch import read
from ingest.receipts import Store, receipt_id
from ingest.region import Region
from ingest.registry import sources
from ingest.runs import Run, now
from ingest.source import Document, Entry, Point, Row

SETTLED = ("receipt", "observation", "point", "document")  # by their key alone; register entries by whom they concern (ingest/registers)
STAGED = (*SETTLED, "register_entry")
KEYS = {
    "receipt": "id",
    "observation": "indicator_id, place_code, period, breakdown, release",
    "point": "source_key, id",
    "document": "source_key, id",
    "register_entry": "source_key, id",
}


def stage(con: duckdb.DuckDBPyConnection, region: Region, store: Store, say: Callable[[str], None]) -> list[Run]:
    """Embedded rows first (rank 0), then every take in the order it was taken (rank 1, 2, …): on the same key the newest wins."""
    for table in STAGED:
        kinds = ", ".join(f"{n} {'DOUBLE' if n in snapshot.NUMBERS else 'VARCHAR'}" for n in snapshot.COLUMNS[table].split(", "))
        con.execute(f"CREATE TEMP TABLE staged_{table} ({kinds}, rank INTEGER)")
        snapshot.load(con, table, f"staged_{table}")
    failed = []
    quarantine: list[tuple[object, ...]] = []
    for source in sources().values():
        takes = store.takes(source.key)
        whole = {take.reader: rank for rank, take in enumerate(takes, start=1) if not take.since}  # what an older one set aside is past
        for rank, take in enumerate(takes, start=1):
            say(f"{source.key}: utgåva {take.release}")
            try:
                records, rejected, _ = read(source, region, store, take)
            except IngestError as fault:
                told = f"Utgåva {take.release} kan inte läsas: {fault.problem} {fault.remedy}"
                failed.append(Run(source.key, "FAILED", now(), 0, told, faults=tuple(asdict(f) for f in fault.faults[:MOST_TOLD])))
                continue
            rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in STAGED}
            for answer in {id(a): a for a, _ in records}.values():
                rows["receipt"].append(
                    (
                        receipt_id(source.key, answer), source.key, answer.request.url, answer.via, answer.obtained, answer.copy_of,
                        answer.sha256, len(answer.body), answer.fetched_at, take.release, rank,
                    )
                )  # fmt: skip
            for answer, r in records:
                receipt = receipt_id(source.key, answer)
                if isinstance(r, Row):
                    rows["observation"].append(
                        (r.indicator, r.place, r.period, r.breakdown, r.value, r.status, take.release, receipt, rank)
                    )
                elif isinstance(r, Point):
                    rows["point"].append((source.key, r.id, r.kind, r.name, r.place, r.lon, r.lat, r.note, receipt, rank))
                elif isinstance(r, Document):
                    rows["document"].append((source.key, r.id, r.kind, r.place, r.title, r.url, r.period, r.note, receipt, rank))
                elif isinstance(r, Entry):
                    rows["register_entry"].append(
                        (source.key, r.id, r.kind, r.title, r.text, r.organisation, r.orgnr, r.place, r.nuts, r.lon, r.lat, r.start, r.end,
                         r.amount, r.currency, r.funder, r.case, json.dumps(r.codes, ensure_ascii=False), r.status, r.url, receipt, rank)
                    )  # fmt: skip
            if rank >= whole.get(take.reader, 0):
                quarantine += [(source.key, f.row, f.field, f.value, f.rule) for f in rejected]
            for table, found in rows.items():
                append(con, f"staged_{table}", [*snapshot.COLUMNS[table].split(", "), "rank"], found)
    con.execute("CREATE TEMP TABLE staged_quarantine (source_key VARCHAR, row_text VARCHAR, field VARCHAR, value VARCHAR, rule_sv VARCHAR)")
    append(con, "staged_quarantine", ["source_key", "row_text", "field", "value", "rule_sv"], quarantine)
    return failed


def append(con: duckdb.DuckDBPyConnection, table: str, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
    frame = pd.DataFrame(list(rows), columns=columns, dtype=object)
    if len(frame):
        con.register("incoming", frame)
        con.execute(f"INSERT INTO {table} SELECT {', '.join(columns)} FROM incoming")
        con.unregister("incoming")


def settle(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """From the staging table into the public one: newest of each key, our places and our declared sources only."""
    columns = ", ".join("CAST(fetched_at AS TIMESTAMP)" if c == "fetched_at" else c for c in snapshot.COLUMNS[table].split(", "))
    ours = {
        "receipt": "source_key IN (SELECT key FROM source)",
        "observation": "place_code IN (SELECT code FROM place) AND indicator_id IN (SELECT id FROM indicator)",
    }.get(table, "place_code IN (SELECT code FROM place) AND source_key IN (SELECT key FROM source)")
    con.execute(f"INSERT INTO {table} SELECT {columns} FROM ({newest(table)}) WHERE {ours} ORDER BY {KEYS[table]}")


def newest(table: str) -> str:
    """SQL: the staged rows of `table`, of each key the newest."""
    return f"SELECT * FROM staged_{table} QUALIFY row_number() OVER (PARTITION BY {KEYS[table]} ORDER BY rank DESC) = 1"


def forget_unused_receipts(con: duckdb.DuckDBPyConnection) -> None:
    """Receipts whose every figure a newer answer has replaced under the same release lead nowhere, so they are not published."""
    used = " UNION ".join(f"SELECT receipt_id FROM {table}" for table in (*STAGED, "initiative_register") if table != "receipt")
    con.execute(f"DELETE FROM receipt WHERE id NOT IN ({used})")
