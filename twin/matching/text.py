"""Likeness of wording by character n-grams, in plain DuckDB SQL with no extension: TF-IDF cosine as measured in MATCHING 4.3."""

from collections.abc import Mapping

import duckdb

# Lower case; words of two letters or digits and more, a blank on each side; all 3- and 4-grams; (1 + ln count) × (ln((1 + N) / (1 + df)) + 1); length 1.
WEIGHTS = """
CREATE OR REPLACE TEMP TABLE weight AS
WITH word AS (SELECT id, ' ' || unnest(regexp_extract_all(lower(body), '[0-9a-zåäö]{2,}')) || ' ' AS word FROM text),
gram AS (SELECT id, substr(word, CAST(i AS BIGINT), n) AS gram FROM word, (VALUES (3), (4)) AS size(n), range(1, 60) AS place(i) WHERE i + n - 1 <= length(word)),
counted AS (SELECT id, gram, count(*) AS n FROM gram GROUP BY ALL),
common AS (SELECT gram, count(*) AS df FROM counted GROUP BY gram),
raw AS (SELECT id, gram, (1 + ln(n)) * (ln((1.0 + (SELECT count(*) FROM text)) / (1 + df)) + 1) AS w FROM counted JOIN common USING (gram))
SELECT id, gram, w / sqrt(sum(w * w) OVER (PARTITION BY id)) AS w FROM raw
"""


def similarities(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Cosine of every pair of texts that share an n-gram, by ordered pair of ids (a < b). Quadratic: for hundreds of texts, not for thousands."""
    if not texts:
        return {}
    with duckdb.connect() as con:
        con.execute("CREATE TEMP TABLE text (id VARCHAR, body VARCHAR)")
        con.executemany("INSERT INTO text VALUES (?, ?)", [[key, body] for key, body in sorted(texts.items())])
        con.execute(WEIGHTS)
        rows = con.execute(
            "SELECT a.id, b.id, round(sum(a.w * b.w), 9) FROM weight AS a JOIN weight AS b ON a.gram = b.gram AND a.id < b.id GROUP BY a.id, b.id"
        ).fetchall()
    return {(a, b): value for a, b, value in rows}
