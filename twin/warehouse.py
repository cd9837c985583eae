"""The current DuckDB snapshot, read-only. A published file never changes and its name is never reused, so a connection may be kept."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from twin import duck
from twin.paths import state


class NoWarehouse(Exception):
    """Nothing has been published yet."""


# Set for one page run (each has a thread and so a context of its own).
_held: ContextVar[Path | None] = ContextVar("held", default=None)


def hold() -> None:
    """Reads one and the same file for the rest of this page run, also where another is published meanwhile: a page never shows half of each."""
    _held.set(None)
    _held.set(current())


def current() -> Path:
    """The published file that `current.json` names, or the one held. Raises NoWarehouse with the command that makes one."""
    if held := _held.get():
        return held
    pointer = state() / "current.json"
    try:
        file = state() / str(json.loads(pointer.read_text(encoding="utf-8"))["file"])
    except (OSError, ValueError, KeyError) as cause:
        raise NoWarehouse(f"Inget datalager finns i {state()}. Kör: python -m ingest build") from cause
    if not file.exists():
        raise NoWarehouse(f"{file} saknas fast current.json pekar dit. Kör: python -m ingest build")
    return file


# Two files: page runs under way may still read the previous snapshot. Never closed by us: closing would kill their cursors;
# a connection that falls out of the cache ends with its last cursor.
@lru_cache(maxsize=2)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    try:
        return duck.connect(path, read_only=True)
    except duckdb.Error as cause:
        raise NoWarehouse(f"{path} går inte att läsa. Kör: python -m ingest build") from cause


def ask(sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """All rows of one question, lists as tuples. The same question to the same file has the same answer, so it is put once: every reader after the first
    gets it from memory."""
    asked = tuple(tuple(value) if isinstance(value, list) else value for value in parameters or ())
    return list(_answer(str(current()), sql, asked))


@lru_cache(maxsize=2048)
def _answer(path: str, sql: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
    with _connection(path).cursor() as cursor:  # a cursor of its own: threads must not share one
        rows = cursor.execute(sql, [list(value) if isinstance(value, tuple) else value for value in parameters]).fetchall()
    return [tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in rows]  # shared by all: nothing to change


@contextmanager
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the current snapshot, for what is asked once or is large: `ask` keeps every answer."""
    with _connection(str(current())).cursor() as opened:
        yield opened


def meta() -> dict[str, str]:
    """What the build said of itself: built_at, federation, title, coordinator, map_window …"""
    return {str(key): str(value) for key, value in ask("SELECT key, value FROM meta")}
