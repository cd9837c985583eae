"""What is said otherwise than was to be expected, for table `drift`: publishers' errors that are mended here."""

import duckdb

from ingest.runs import now


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Table drift, from table correction."""
    con.execute(
        "INSERT INTO drift SELECT source_key, 'corrected', indicator_id, place_code, period, any_value(text_sv), false, ? FROM correction "
        "GROUP BY source_key, indicator_id, document_id, field, place_code, period, breakdown ORDER BY ALL",
        [now()],
    )
