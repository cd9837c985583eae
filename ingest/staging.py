"""From kept answers and embedded rows to one set of candidates a table; on the same key the newest wins."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field

import duckdb
import pandas as pd

from ingest import snapshot
from ingest.errors import MOST_TOLD, IngestError
from ingest.parsed import Parsed, parsed
from ingest.receipts import Store, Take
from ingest.region import Region
from ingest.registry import sources
from ingest.runs import Run, now, unforeseen
from ingest.source import Source

SETTLED = ("receipt", "observation", "point", "document")  # by their key alone; register entries by whom they concern (ingest/registers)
STAGED = (*SETTLED, "register_entry")
KEYS = {
    "receipt": "id",
    "observation": "indicator_id, place_code, period, breakdown, release",
    "point": "source_key, id",
    "document": "source_key, id",
    "register_entry": "source_key, id",
}


@dataclass
class Staged:
    """What was read: by source its takes with their rows, oldest first; and a FAILED run for each take that no longer keeps the contract."""

    read: dict[str, list[tuple[Take, Parsed]]] = field(default_factory=dict)
    failed: list[Run] = field(default_factory=list)


def stage(con: duckdb.DuckDBPyConnection, region: Region, store: Store, say: Callable[[str], None]) -> Staged:
    """Embedded rows first (rank 0), then every take in the order it was taken (rank 1, 2, …): on the same key the newest wins."""
    for table in STAGED:
        kinds = ", ".join(f"{n} {'DOUBLE' if n in snapshot.NUMBERS else 'VARCHAR'}" for n in snapshot.COLUMNS[table].split(", "))
        name = f"staged_{table}" if table in SETTLED else "embedded_entry"
        con.execute(f"CREATE TEMP TABLE {name} ({kinds}, rank INTEGER)")
        snapshot.load(con, table, name)
    con.execute("CREATE TEMP TABLE staged_quarantine (source_key VARCHAR, row_text VARCHAR, field VARCHAR, value VARCHAR, rule_sv VARCHAR)")
    staged, entries = Staged(), ["SELECT * FROM embedded_entry"]
    for source in sources().values():
        read = _read(source, region, store, say, staged.failed)
        if read:
            staged.read[source.key] = [(take, found) for _, take, found in read]
        whole = {take.reader: rank for rank, take, _ in read if not take.since}  # each reader's newest that is no change
        for rank, take, found in read:
            past = rank < whole.get(take.reader, 0)
            for table in SETTLED:
                if found.has(table):
                    con.execute(f"INSERT INTO staged_{table} SELECT *, {rank} FROM {found.rows(table)}")
            # A register that was read whole again is what it says now; of figures every release is kept.
            if found.has("register_entry") and not (past and take.reader == "fetch"):
                entries.append(f"SELECT *, {rank} FROM {found.rows('register_entry')}")
            if found.has("quarantine") and not past:
                con.execute(f"INSERT INTO staged_quarantine SELECT ?, * FROM {found.rows('quarantine')}", [source.key])
    con.execute(f"CREATE TEMP VIEW staged_register_entry AS {' UNION ALL '.join(entries)}")  # whole registers: read where they lie
    return staged


def _read(source: Source, region: Region, store: Store, say: Callable[[str], None], failed: list[Run]) -> list[tuple[int, Take, Parsed]]:
    """The source's takes that keep the contract, by rank; the others are told of in `failed`, and what was read before them stays."""
    found = []
    try:
        takes = store.takes(source.key)
    except IngestError as fault:
        failed.append(Run(source.key, "FAILED", now(), 0, f"{fault.problem} {fault.remedy}"))
        return []
    for rank, take in enumerate(takes, start=1):
        say(f"{source.key}: utgåva {take.release}")
        try:
            found.append((rank, take, parsed(source, region, store, take)))
        except IngestError as fault:
            told = f"Utgåva {take.release} kan inte läsas: {fault.problem} {fault.remedy}"
            failed.append(Run(source.key, "FAILED", now(), 0, told, faults=tuple(asdict(f) for f in fault.faults[:MOST_TOLD])))
        except Exception as bug:  # noqa: BLE001 one source's reader never keeps the others from being published
            failed.append(unforeseen(source.key, bug))
    return found


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
