"""Everything kept and embedded becomes one warehouse file. A source that fails is told of and left with its embedded figures; the others go on."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest import drift, journal, registers, schedule, taxonomy
from ingest.corrections import load as load_corrections
from ingest.errors import IngestError
from ingest.geo import Geometry, geometries, midpoints
from ingest.matching import match
from ingest.mending import mend
from ingest.publish import publish
from ingest.receipts import Store
from ingest.region import Region
from ingest.registers import scores
from ingest.registry import sources
from ingest.runs import Run, now, runs
from ingest.staging import SETTLED, STAGED, append, forget_unused_receipts, settle, stage
from twin import duck
from twin.paths import DATA, ROOT, state
from twin.register import load as load_register
from twin.register.frame import load as load_frame
from twin.register.standing import changes
from twin.register.tables import Register
from twin.warehouse import NoWarehouse, current
from twin.workspace import Change, WorkspaceError

SCHEMA = ROOT / "twin" / "sql"
SCHEMA_VERSION = "1"


def build(region: Region, store: Store, say: Callable[[str], None] = lambda text: None) -> tuple[Path, list[Run]]:
    """Publish a new warehouse; the file, and a FAILED run for every source whose kept answers no longer meet the contract."""
    failed: list[Run] = []
    corrections = load_corrections()
    edits = _edits()  # read once: what the build lays over the register is what its fingerprint says

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        con.execute((SCHEMA / "schema.sql").read_text(encoding="utf-8"))
        staged = stage(con, region, store, say)
        failed.extend(staged.failed)
        _places(con, region)
        _sources(con)
        failed.extend(mend(con, region, corrections))
        for table in SETTLED:
            settle(con, table)
        register = _register(con, region, edits)
        _geometry(con, region)
        registers.fill(con, region, register)
        forget_unused_receipts(con)
        failed.extend(drift.fill(con, region, store, staged.read))
        _runs(con, failed)
        _meta(con, region, fingerprint(region, store, edits))
        for view in ("figure", *sorted(f.stem for f in (SCHEMA / "views").glob("*.sql") if f.stem != "figure")):
            con.execute((SCHEMA / "views" / f"{view}.sql").read_text(encoding="utf-8"))
        match(con, register, region)

    file = publish(state(), fill)
    journal.remember(file)
    return file, failed


def needed(region: Region, store: Store) -> bool:
    """Is there no readable warehouse, or one made from other data, declarations or answers than there are now?"""
    try:
        with duck.connect(current(), read_only=True) as con:
            found = con.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except (NoWarehouse, duckdb.Error):  # none, spoiled on the disk, or of a schema without it: a new one is the remedy
        return True
    return found is None or found[0] != fingerprint(region, store, _edits())


def fingerprint(region: Region, store: Store, edits: Sequence[Change]) -> str:
    """One hash over all that a build reads: files, kept answers, and people's edits."""
    files = [
        f
        for folder in (DATA, ROOT / "ingest", ROOT / "twin" / "register", ROOT / "twin" / "matching", SCHEMA)
        for f in folder.rglob("*")
        if f.suffix in {".csv", ".toml", ".geojson", ".py", ".sql"}
    ]
    files += [
        *(store.root / "answers").glob("*.json"),
        *(store.root / "held").glob("*.json"),
        *(store.root / "sources").glob("*.*"),
        *region.register.rglob("*.csv"),
        scores.FILE,
    ]
    digest = hashlib.sha256(f"{region!r}{scores.version()}".encode())
    for file in sorted(
        {f for f in files if state().resolve() not in f.resolve().parents or f.parent.name in ("answers", "held", "sources")}
    ):
        digest.update(f"{file.name}\n".encode() + (file.read_bytes() if file.is_file() else b""))
    for edit in edits:
        digest.update(json.dumps([edit.file, edit.action, edit.key, edit.column, edit.old, edit.new, edit.cells], sort_keys=True).encode())
    return digest.hexdigest()


def _edits() -> tuple[Change, ...]:
    try:
        return changes()
    except WorkspaceError as fault:
        remedy = "Rätta det som texten säger. Datalagret som är i bruk ändras inte."
        raise IngestError("register", f"Ändringarna i registret kunde inte läsas: {fault}", remedy) from fault


def _places(con: duckdb.DuckDBPyConnection, region: Region) -> None:
    parents = {"municipality": region.county.code, "county": region.country.code}
    seats: dict[str, tuple[float, float]] = midpoints(region)
    seats |= {
        code: (lon, lat)
        for code, lon, lat in con.execute("SELECT place_code, lon, lat FROM staged_point WHERE source_key = 'seats'").fetchall()
    }
    rows: list[tuple[object, ...]] = [
        (area.code, area.name, area.kind, parents.get(area.kind), *seats.get(area.code, (None, None))) for area in region.areas.values()
    ]
    rows.append((region.code, region.name, "federation", region.county.code, None, None))
    append(con, "place", ["code", "name", "kind", "parent_code", "lon", "lat"], rows)


def _sources(con: duckdb.DuckDBPyConnection) -> None:
    told: list[tuple[object, ...]] = []
    figures: list[tuple[object, ...]] = []
    breaks: list[tuple[object, ...]] = []
    for source in sources().values():
        told.append(
            (source.key, source.title, source.publisher, source.licence, source.licence_class, source.homepage, source.track, source.cadence,
             source.limits, source.method, source.on_overview, source.control, source.restates_series, schedule.every_days(source), source.register)
        )  # fmt: skip
        for indicator in source.indicators:
            w = taxonomy.of(source.key, indicator.id)
            figures.append(
                (w.id, w.name_sv, w.name_en, indicator.unit, w.track, w.better, w.definition_sv, w.definition_en, w.definition_url or None,
                 source.key, w.theme, w.decimals, w.scale, w.position)
            )  # fmt: skip
            breaks += [(indicator.id, str(year), note) for year, note in indicator.breaks.items()]
    for table, rows in (("source", told), ("indicator", figures), ("series_break", breaks)):
        append(con, table, _columns(con, table), rows)


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """In the order of schema.sql."""
    return [str(row[0]) for row in con.execute(f"DESCRIBE {table}").fetchall()]


def _register(con: duckdb.DuckDBPyConnection, region: Region, edits: Sequence[Change]) -> Register:
    places = {*region.areas, region.code}
    register = load_register(region.register, places, changes=edits)
    around = load_frame(places, {word.id: word.scale for word in taxonomy.words().values()})  # also those whose source is not read here
    for table, columns, rows in (*register.tables(), *around.tables()):
        append(con, table, columns, rows)
    return register


def _geometry(con: duckdb.DuckDBPyConnection, region: Region) -> None:
    append(con, "geometry", [column.name for column in fields(Geometry)], [astuple(row) for row in geometries(region)])


def _runs(con: duckdb.DuckDBPyConnection, failed: list[Run]) -> None:
    con.execute("INSERT INTO quarantine SELECT * FROM staged_quarantine")
    kept = {key: _embedded(key, *held) for key, held in _held(con).items()} | runs() | {run.key: run for run in failed}
    told = [kept.get(key) or _embedded(key, 0, None) for key in sources()]
    rows = [(run.key, datetime.fromisoformat(run.started_at), run.state, run.rows, run.message_sv) for run in told]
    append(con, "source_run", _columns(con, "source_run"), rows)
    faults = [(run.key, fault["row"], fault["field"], fault["value"], fault["rule"]) for run in told for fault in run.faults]
    append(con, "quarantine", _columns(con, "quarantine"), faults)


def _held(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, datetime | None]]:
    """Source -> how much of it is published, and when the newest answer behind it came."""
    counted = " UNION ALL ".join(f"SELECT receipt_id FROM {table}" for table in STAGED if table != "receipt")
    rows = con.execute(
        f"SELECT c.source_key, count(u.receipt_id), max(c.fetched_at) FROM receipt AS c LEFT JOIN ({counted}) AS u ON u.receipt_id = c.id GROUP BY 1"
    ).fetchall()
    return {key: (count, newest) for key, count, newest in rows}


def _embedded(key: str, rows: int, newest: datetime | None) -> Run:
    """The state of a source that has not been asked here: only what came with the product."""
    message = "Uppgifter som följer med produkten; källan har inte hämtats här." if rows else "Ännu inte hämtad: inga uppgifter följer med."
    started = newest or datetime.now(UTC).replace(tzinfo=None)
    return Run(key, "EMBEDDED", started.isoformat(timespec="seconds"), rows, message)


def _meta(con: duckdb.DuckDBPyConnection, region: Region, mark: str) -> None:
    told = {
        "built_at": now(), "schema": SCHEMA_VERSION, "fingerprint": mark, "federation": region.name,
        "federation_code": region.code, "title": region.title, "coordinator": region.coordinator, "contact_email": region.contact_email, "programme": region.programme,
        "map_window": json.dumps(region.map_window), "linkage": scores.version(),
    }  # fmt: skip
    append(con, "meta", ["key", "value"], told.items())
