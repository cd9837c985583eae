"""The database under the workspace: opening it, one transaction a write, one snapshot a read."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError, TimeoutError

from twin.words import t
from twin.workspace import tables
from twin.workspace.migrations import bring_up
from twin.workspace.model import Actor, Unavailable

PATIENCE = 30  # seconds that a write waits for another to end
ONE_WRITER = 0x7477696E  # PostgreSQL's advisory lock: writers take turns there too, so that numbers grow in the order of commits


class Store:
    """An open workspace. Safe to share between threads; every process opens its own."""

    def __init__(self, url: str | URL) -> None:
        self.url = _parsed(url)
        with self._told():
            self.engine = _engine(self.url)
            if self.file is not None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                with _turn(self.file.parent), closing(sqlite3.connect(self.file, timeout=PATIENCE)) as raw:
                    raw.execute("PRAGMA journal_mode = WAL")  # needs the file alone, hence the turn; it stays with the file
            try:
                bring_up(self.engine, self.shown)
            except BaseException:
                self.close()
                raise

    @property
    def file(self) -> Path | None:
        """The SQLite file; None where the database is PostgreSQL."""
        return Path(str(self.url.database)) if self.url.get_backend_name() == "sqlite" else None

    @property
    def shown(self) -> str:
        """Where the workspace lies, without its password."""
        return str(self.file or self.url.render_as_string(hide_password=True))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: what is read in it belongs together. Nothing can be written in it."""
        with self._told(), self.engine.connect() as con:
            yield con

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction, one writer at a time: what is read in it still holds when it is written. All of it is kept, or nothing."""
        with self._told(), self.engine.connect() as con, con.execution_options(write=True).begin():
            yield con
        self._after_write()

    def _after_write(self) -> None:
        """What is done when a write is safe."""

    def version(self) -> int:
        """A number that grows with everything people write (visits aside): a page may keep what it made until it is another."""
        with self.reading() as con:
            return int(con.execute(select(tables.log.c.id).order_by(tables.log.c.id.desc()).limit(1)).scalar() or 0)

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A database that does not answer becomes a sentence. Broken rules are faults of ours and stay as they are."""
        try:
            yield
        except (IntegrityError, ProgrammingError, DataError):
            raise
        except (DBAPIError, TimeoutError, sqlite3.Error, OSError) as cause:
            reason = getattr(cause, "orig", None) or cause
            text = t(
                "Arbetsytan {where} går inte att använda just nu: {reason}. Inget sparades. "
                "Se efter att disken inte är full, att mappen går att skriva i och att databasen är igång, och försök igen.",
                where=self.shown,
                reason=str(reason).strip().splitlines()[0] if str(reason).strip() else type(reason).__name__,
            )
            raise Unavailable(text) from cause


def add(con: Connection, table: Table, actor: Actor, **values: object) -> tuple[int, datetime]:
    """A new row with the time and the role. Returns its number and its time."""
    at = datetime.now(UTC).replace(tzinfo=None)
    number = con.execute(insert(table).values(at=at, role=actor.role, **values).returning(table.c.id)).scalar_one()
    return int(number), at


def note(con: Connection, actor: Actor, action: str, what: str, detail: str) -> None:
    """A line in the log, in the transaction of the write that it is about."""
    add(con, tables.log, actor, action=action, object=what, detail=detail)


def _parsed(text: str | URL) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url and url.drivername.split("+")[0] in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url and url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise Unavailable(
        t("TWIN_WORKSPACE_URL går inte att tyda. Skriv sqlite:////mapp/workspace.sqlite eller postgresql+psycopg://roll@värd/databas.")
    )


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE, "isolation_level": None})  # transactions are begun by `_begin`
        event.listen(engine, "connect", _settle)
    else:
        try:
            engine = create_engine(url, pool_pre_ping=True)
        except ImportError as cause:
            raise Unavailable(t("PostgreSQL behöver paketet psycopg. Installera det: pip install 'psycopg[binary]'.")) from cause
    event.listen(engine, "begin", _begin)
    return engine


def _settle(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA synchronous = FULL")  # an acknowledged write survives also a power cut
    raw.execute("PRAGMA foreign_keys = ON")


def _begin(con: Connection) -> None:
    write = con.get_execution_options().get("write", False)
    if con.dialect.name == "sqlite":
        con.exec_driver_sql(f"PRAGMA query_only = {'off' if write else 'on'}")
        con.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
    elif write:
        con.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
    else:
        con.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One process at a time, told by a lock on the folder itself: it leaves no file and ends with its process."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
