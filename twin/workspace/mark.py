"""The last that is known to have been written, kept outside the database: a workspace that was deleted, emptied or put back from an older copy
is told of, not met in silence. One small file beside the records of what was published."""

import json
import logging
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from twin.paths import state
from twin.words import moment, number, t
from twin.workspace import tables
from twin.workspace.store import Store

log = logging.getLogger("twin.workspace")


@dataclass(frozen=True)
class Mark:
    """A line of the log: in which workspace, its number, its time (UTC, ISO)."""

    where: str
    entry: int
    at: str


def file() -> Path:
    """Where the mark of this installation lies."""
    return state() / "published" / "written.json"


def read(where: Path) -> Mark | None:
    """The mark; None where nobody has written yet. One that can not be read is told in the log of the server, and is none."""
    try:
        return Mark(**json.loads(where.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as cause:
        log.warning("the mark %s can not be read: %s", where, cause)
        return None


def keep(store: Store, where: Path) -> None:
    """After a write: the newest line of the log is the mark. Where the line marked before is no longer there, that mark stays, and is told."""
    known, name = read(where), _name(store)
    newest = _line(store, None)
    if newest is None or (known and known.where == name and (known.entry == newest.id or not _stands(store, known))):
        return
    part = where.with_name(f"{where.name}.{os.getpid()}.part")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(Mark(name, newest.id, newest.at.isoformat()))), encoding="utf-8")
        part.replace(where)
    except OSError as cause:  # what was written is safe in the database; only its mark is not
        log.warning("the mark %s can not be written: %s", where, cause)


def lost(store: Store, where: Path) -> str:
    """What is missing from the workspace, and what to do, in the reader's language; '' where all that was written is there."""
    known = read(where)
    if known is None or known.where != _name(store) or _stands(store, known):
        return ""
    return t(
        "Det som människor har skrivit här saknas: den {when} hade arbetsytans logg {n} rader, nu har den {found}. {where} har tagits bort, "
        "tömts eller bytts mot en äldre kopia. Lägg tillbaka den senaste säkerhetskopian, eller godta det som är kvar med: "
        "python -m twin.workspace accept",
        when=moment(datetime.fromisoformat(known.at)),
        n=number(known.entry),
        found=number(store.version()),
        where=store.shown,
    )


def accept(store: Store, where: Path) -> None:
    """The workspace is taken as it stands: what is missing is no longer told of."""
    where.unlink(missing_ok=True)
    keep(store, where)


def _stands(store: Store, known: Mark) -> bool:
    line = _line(store, known.entry)
    return line is not None and line.at.isoformat() == known.at


def _line(store: Store, entry: int | None) -> Row[Any, Any] | None:
    """The line of the log with this number; without one, the newest."""
    asked = select(tables.log.c.id, tables.log.c.at)
    asked = asked.order_by(tables.log.c.id.desc()).limit(1) if entry is None else asked.where(tables.log.c.id == entry)
    with store.reading() as con:
        return con.execute(asked).first()


def _name(store: Store) -> str:
    """The workspace's own name: '' for the file in the state folder, which may be moved as a whole."""
    return "" if store.file and store.file.parent.absolute() == state().absolute() else store.shown
