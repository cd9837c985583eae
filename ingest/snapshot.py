"""The embedded default: data/snapshot/, figures in our own columns with their receipts. Written by `snapshot`, read by every build."""

import csv
from collections.abc import Iterable
from pathlib import Path

import duckdb

from twin.paths import DATA

FOLDER = DATA / "snapshot"
COLUMNS = {
    "receipt": "id, source_key, url, via, obtained, copy_of, sha256, bytes, fetched_at, release",
    "observation": "indicator_id, place_code, period, breakdown, value, status, release, receipt_id",
    "point": "source_key, id, kind, name, place_code, lon, lat, note_sv, receipt_id",
    "document": "source_key, id, kind, place_code, title_sv, url, period, note_sv, receipt_id",
    "register_entry": "source_key, id, kind, title, text, organisation_text, orgnr, place_text, nuts, lon, lat, start_date, end_date, amount, "
    "currency, funder, case_number, codes, status, url, receipt_id",
}
NUMBERS = {"value", "lon", "lat", "bytes", "amount"}
EMPTY = (
    {"status", "note_sv", *COLUMNS["register_entry"].split(", ")} - NUMBERS - {"source_key", "id", "kind", "receipt_id"}
)  # '' where empty


_PUBLISHED = {  # what is mended in the warehouse (data/corrections.toml) is kept as it was published
    "observation": "SELECT o.* REPLACE (CASE WHEN c.found IS NULL THEN o.value ELSE CAST(c.found AS DOUBLE) END AS value, "
    "coalesce(c.found_note, o.status) AS status) FROM observation AS o LEFT JOIN correction AS c ON c.indicator_id = o.indicator_id "
    "AND c.place_code = o.place_code AND c.period = o.period AND c.breakdown = o.breakdown AND c.release = o.release",
    "document": "SELECT d.* REPLACE ({}, coalesce((SELECT arg_min(found_note, length(found_note)) FROM correction AS c "
    "WHERE c.source_key = d.source_key AND c.document_id = d.id), note_sv) AS note_sv) FROM document AS d".format(
        ", ".join(
            f"coalesce((SELECT any_value(found) FROM correction AS c WHERE c.source_key = d.source_key AND c.document_id = d.id "
            f"AND c.field = '{field}'), {column}) AS {column}"
            for field, column in (("title", "title_sv"), ("url", "url"), ("period", "period"))
        )
    ),
}


def export(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> dict[str, int]:
    """Write every receipt and figure of the open warehouse as CSV, one file of observations a source; rows written by file name."""
    written = {}
    for table in ("receipt", "point", "document", "register_entry"):
        rows = con.execute(f"SELECT {COLUMNS[table]} FROM ({_PUBLISHED.get(table, f'FROM {table}')}) ORDER BY ALL").fetchall()
        written[f"{table}.csv"] = _write(folder / f"{table}.csv", COLUMNS[table], rows)
    sources = [key for (key,) in con.execute("SELECT DISTINCT source_key FROM indicator ORDER BY 1").fetchall()]
    for old in (folder / "observation").glob("*.csv"):
        old.unlink()
    for key in sources:
        rows = con.execute(
            f"SELECT {COLUMNS['observation']} FROM ({_PUBLISHED['observation']}) WHERE indicator_id IN (SELECT id FROM indicator WHERE source_key = ?) ORDER BY ALL",
            [key],
        ).fetchall()
        if rows:
            written[f"observation/{key}.csv"] = _write(folder / "observation" / f"{key}.csv", COLUMNS["observation"], rows)
    return written


def load(con: duckdb.DuckDBPyConnection, table: str, into: str, folder: Path = FOLDER) -> None:
    """Append the embedded rows of `table` to the staging table `into`, rank 0: anything taken since then wins over them."""
    names = COLUMNS[table].split(", ")
    files = [str(f) for f in sorted((folder / "observation").glob("*.csv") if table == "observation" else folder.glob(f"{table}.csv"))]
    if not files:
        return
    columns = ", ".join(f"CAST({n} AS DOUBLE)" if n in NUMBERS else f"coalesce({n}, '')" if n in EMPTY else n for n in names)
    kinds = ", ".join(f"'{n}': 'VARCHAR'" for n in names)
    con.execute(
        f"INSERT INTO {into} SELECT {columns}, 0 FROM read_csv(?, header = true, delim = ',', quote = '\"', columns = {{{kinds}}})", [files]
    )


def _write(file: Path, columns: str, rows: Iterable[tuple[object, ...]]) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns.split(", "))
        for count, row in enumerate(rows, start=1):  # noqa: B007 the count is the answer
            writer.writerow(row)
    return count
