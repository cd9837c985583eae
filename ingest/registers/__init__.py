"""What the public registers hold that concerns the federation: whose it is and where, the same project seen twice, candidates for the register."""

import duckdb

from ingest.region import Region
from twin.register.tables import Register


def fill(con: duckdb.DuckDBPyConnection, region: Region, register: Register) -> None:
    """Tables register_entry, register_entry_place, candidate, register_question and register_read, from the staged entries and the register."""
