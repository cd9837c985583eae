"""How likely two entries of different registers are one project: Fellegi and Sunter's weights in bits, by splink (extra [registers]).

All settings stand in data/linkage.json; its part `splink` is a splink model as it is, and runs on Spark too. `python -m bench.registers --train` sets
its chances. merge_at is 10 bits though 4 would find a few more and err as seldom on the set they come from: there twins are common, here they are rare.
"""

import importlib.metadata
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb

from ingest.registers.records import compare
from ingest.registers.told import Concerning, Key
from twin import duck
from twin.paths import DATA

FILE = DATA / "linkage.json"


@dataclass(frozen=True, slots=True)
class Scored:
    """Two entries of different registers with the weight for their being one project, in bits; a < b."""

    a: Key
    b: Key
    weight: float


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """merge_at and ask_at (bits), neighbours (titles in each other register), splink (the model)."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def available() -> bool:
    """Is the extra [registers] installed?"""
    return importlib.util.find_spec("splink") is not None


def version() -> str:
    """'splink 5.0.0', or '' where the extra is not installed and only case numbers and copies are one project."""
    return f"splink {importlib.metadata.version('splink')}" if available() else ""


def scored(entries: Sequence[Concerning]) -> list[Scored]:
    """Every pair that any blocking rule brings together, heaviest first. Nothing where all entries are of one register, or without the extra."""
    if len({one.told.source_key for one in entries}) < 2 or not available():
        return []
    with duck.connect() as con:
        found = predict(con, entries, settings())
        rows = found.execute("SELECT unique_id_l, unique_id_r, match_weight FROM scored").fetchall()
    pairs = []
    for one, other, weight in rows:
        a, b = sorted((key_of(one), key_of(other)))
        pairs.append(Scored(a, b, weight))
    return sorted(pairs, key=lambda pair: (-round(pair.weight, 6), pair.a, pair.b))


def predict(con: duckdb.DuckDBPyConnection, entries: Sequence[Concerning], chosen: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """Makes the table scored (unique_id_l, unique_id_r, match_weight and what the model is told to keep) in `con`."""
    from splink import Linker
    from splink.backends.duckdb import DuckDBAPI

    compare(con, entries, chosen["neighbours"])
    found = Linker(DuckDBAPI(con).register("record"), chosen["splink"], log_level=None).inference.predict()
    con.execute(f"CREATE OR REPLACE TEMP TABLE scored AS SELECT * FROM {found.physical_name}")
    return con


def key_of(unique_id: str) -> Key:
    source, entry = unique_id.split("\x1f")
    return source, entry
