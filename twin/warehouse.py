"""The current DuckDB snapshot, read-only. A published file never changes and its name is never reused, so a connection may be kept."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from twin.paths import state


class NoWarehouse(Exception):
    """Nothing has been published yet."""


def current() -> Path:
    """The published file that `current.json` names. Raises NoWarehouse with the command that makes one."""
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
    return duckdb.connect(path, read_only=True)


def ask(sql: str, parameters: Sequence[object] | None = None) -> list[tuple[Any, ...]]:
    """All rows of one question, over a cursor of its own (threads must not share one)."""
    with _connection(str(current())).cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()


def meta() -> dict[str, str]:
    """What the build said of itself: built_at, federation, title, coordinator, map_window …"""
    return {str(key): str(value) for key, value in ask("SELECT key, value FROM meta")}
