"""Likeness of wording by shared pieces of words, in plain DuckDB SQL with no extension: TF-IDF cosine as measured in MATCHING 4.3."""

from collections.abc import Mapping

import duckdb

from twin import duck

# Words are runs of two letters or digits and more. GRAMS: a blank on each side, then all 3- and 4-grams.
GRAMS = """
SELECT id, substr(' ' || word || ' ', CAST(i AS BIGINT), n) AS token
FROM word, (VALUES (3), (4)) AS size(n), range(1, 60) AS place(i) WHERE i + n - 1 <= length(word) + 2
"""
# STEMS: a word without its Swedish ending; three letters at least are left. For thousands of texts, where n-grams cost too much.
ENDINGS = "heterna|heten|heter|hets?|andet|anden|ande|arna|erna|orna|ades?|aste|aren|ning(?:en|ar|arna|s)?|are|ast|ad|ar|er|or|en|et|at|as|es|a|e|n|t|s"
STEMS = f"SELECT id, regexp_extract(word, '^(.{{3,}}?)(?:{ENDINGS})?s?$', 1) AS token FROM word WHERE length(word) > 3"
# (1 + ln count) × (ln((1 + N) / (1 + df)) + 1), each text of length 1. Tokens in more than `commonest` of the texts say nothing and are left out.
WEIGHTS = """
CREATE OR REPLACE TEMP TABLE weight AS
WITH word AS (SELECT id, unnest(regexp_extract_all(lower(body), '[0-9a-zåäö]{{2,}}')) AS word FROM text),
counted AS (SELECT id, token, count(*) AS n FROM ({tokens}) GROUP BY ALL),
common AS (SELECT token, count(*) AS df FROM counted GROUP BY token HAVING df <= {commonest} * (SELECT count(*) FROM text)),
raw AS (SELECT id, token, df, (1 + ln(n)) * (ln((1.0 + (SELECT count(*) FROM text)) / (1 + df)) + 1) AS w FROM counted JOIN common USING (token))
SELECT id, token, df, w / sqrt(sum(w * w) OVER (PARTITION BY id)) AS w FROM raw
"""


def weigh(con: duckdb.DuckDBPyConnection, tokens: str = GRAMS, commonest: float = 1.0) -> None:
    """Makes the table weight (id, token, df, w) from the table text (id, body)."""
    con.execute(WEIGHTS.format(tokens=tokens, commonest=commonest))


def similarities(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Cosine of every pair of texts that share an n-gram, by ordered pair of ids (a < b). Quadratic: for hundreds of texts, not for thousands."""
    if not texts:
        return {}
    with duck.connect() as con:
        con.execute("CREATE TEMP TABLE text (id VARCHAR, body VARCHAR)")
        con.executemany("INSERT INTO text VALUES (?, ?)", [[key, body] for key, body in sorted(texts.items())])
        weigh(con)
        rows = con.execute(
            "SELECT a.id, b.id, round(sum(a.w * b.w), 9) FROM weight AS a JOIN weight AS b ON a.token = b.token AND a.id < b.id GROUP BY a.id, b.id"
        ).fetchall()
    return {(a, b): value for a, b, value in rows}
