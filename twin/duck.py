"""The one place where DuckDB is opened: quiet, for what it would draw of its progress lands in logs and in the mail of a timed job."""

from pathlib import Path

import duckdb


def connect(file: Path | str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file, or to a database in memory alone, that draws no progress bar. Raises duckdb.Error."""
    con = duckdb.connect(str(file), read_only=read_only)
    con.execute("SET enable_progress_bar = false")  # DuckDB's own default depends on how Python was started; cursors never draw one
    return con
