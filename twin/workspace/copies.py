"""What people wrote, taken out: as CSV to read anywhere, or as a copy of the database to put back."""

import csv
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from twin.words import t
from twin.workspace import tables
from twin.workspace.model import Unavailable
from twin.workspace.store import Store


def export(store: Store, folder: Path) -> list[Path]:
    """One CSV a table, all of one moment, with every row ever written. Visits stay out: they are about readers, not written by them."""
    told = [table for table in tables.metadata.sorted_tables if table is not tables.visit]
    with store.reading() as con:
        found = {table: con.execute(select(table).order_by(table.c.id)).all() for table in told}
    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in found.items():
            files.append(folder / f"{table.name}.csv")
            with files[-1].open("w", encoding="utf-8-sig", newline="") as handle:
                writer = csv.writer(handle, delimiter=";", lineterminator="\r\n")
                writer.writerow(table.c.keys())
                writer.writerows([_cell(value) for value in row] for row in rows)
    except OSError as cause:
        raise Unavailable(t("Kopian {file} kunde inte skrivas: {reason}. Välj en annan plats.", file=str(folder), reason=cause)) from cause
    return files


def backup(store: Store, file: Path) -> Path:
    """A whole copy of the SQLite database while others go on writing: checked, then put in place at once. Raises Unavailable where it can not be."""
    if store.file is None:
        raise Unavailable(t("Arbetsytan ligger i PostgreSQL. Säkerhetskopiera den med pg_dump --format=custom {where}.", where=store.shown))
    if file.exists() and file.samefile(store.file):
        raise Unavailable(t("{file} är arbetsytan själv. Skriv kopian till en annan fil.", file=str(file)))
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            _copy(store, part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as cause:
        raise Unavailable(t("Kopian {file} kunde inte skrivas: {reason}. Välj en annan plats.", file=str(file), reason=cause)) from cause
    return file


def _copy(store: Store, part: Path) -> None:
    with closing(sqlite3.connect(str(store.file))) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        [(state,)] = copy.execute("PRAGMA integrity_check(1)")
    if state != "ok":
        raise Unavailable(t("Kopian av {where} är inte hel: {reason}. Den sparades inte.", where=store.shown, reason=state))
    with part.open("rb") as handle:
        os.fsync(handle.fileno())


def _cell(value: object) -> str:
    """As text; what a spreadsheet would run as a formula gets an apostrophe before it. `backup` keeps every sign as it is."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
