"""The exact nearest neighbours of every text among tens of thousands, by word stems, in plain DuckDB SQL."""

from collections.abc import Iterable
from typing import NamedTuple

import duckdb

from twin.matching.text import STEMS, weigh

COMMONEST = 0.05  # a stem in more than one text of twenty says little and costs most; this is part of the measure, not an approximation
BATCH = 100  # texts asked for at a time: their sums fit into the processor's cache, ten times more do not
SAMPLE = 16  # one text of so many gives the floor


class Neighbour(NamedTuple):
    """Text `b` is one of those nearest to `a`; `likeness` is their cosine."""

    a: str
    b: str
    likeness: float


_PARTS = """
CREATE OR REPLACE TEMP TABLE number AS SELECT id, CAST(row_number() OVER (ORDER BY id) AS INTEGER) AS n FROM (SELECT DISTINCT id FROM weight);
CREATE OR REPLACE TEMP TABLE part AS
WITH stem AS (SELECT token, CAST(row_number() OVER (ORDER BY token) AS INTEGER) AS t FROM weight GROUP BY token)
SELECT n AS d, t, w FROM weight JOIN number USING (id) JOIN stem USING (token) ORDER BY t, d;
CREATE OR REPLACE TEMP TABLE nearest (a INTEGER, b INTEGER, likeness DOUBLE)
"""
# The floor is the k-th cosine within a sample: the k-th among all can not be lower, so what is below it need not be sorted. Nothing is lost.
_BATCH = """
INSERT INTO nearest
WITH asked AS (SELECT d, t, w FROM part WHERE d BETWEEN ? AND ?),
likeness AS MATERIALIZED (SELECT x.d AS a, y.d AS b, sum(x.w * y.w) AS s FROM asked AS x JOIN part AS y ON x.t = y.t GROUP BY x.d, y.d),
floor AS (SELECT a, s FROM likeness WHERE b % {sample} = 0 AND a <> b QUALIFY row_number() OVER (PARTITION BY a ORDER BY s DESC) = {k})
SELECT a, b, likeness.s FROM likeness LEFT JOIN floor USING (a) WHERE a <> b AND likeness.s >= coalesce(floor.s, 0)
QUALIFY row_number() OVER (PARTITION BY a ORDER BY round(likeness.s, 9) DESC, b) <= {k}
"""


def nearest(con: duckdb.DuckDBPyConnection, k: int) -> list[Neighbour]:
    """The k nearest texts of each text in the table text (id, body), nearest first, then by id; fewer where fewer share a stem. Exact."""
    weigh(con, STEMS, COMMONEST)
    con.execute(_PARTS)
    size = con.execute("SELECT count(*) FROM number").fetchall()[0][0]
    for first in range(1, size + 1, BATCH):
        con.execute(_BATCH.format(k=k, sample=SAMPLE), [first, first + BATCH - 1])
    rows = con.execute(
        "SELECT x.id, y.id, likeness FROM nearest JOIN number AS x ON x.n = a JOIN number AS y ON y.n = b ORDER BY x.id, round(likeness, 9) DESC, y.id"
    ).fetchall()
    return [Neighbour(*row) for row in rows]


def fill(con: duckdb.DuckDBPyConnection, texts: Iterable[tuple[str, str]]) -> None:
    """Makes the table text (id, body)."""
    rows = list(texts)
    con.execute("CREATE OR REPLACE TEMP TABLE text (id VARCHAR, body VARCHAR)")
    if rows:
        con.execute("INSERT INTO text SELECT unnest(?), unnest(?)", [[key for key, _ in rows], [body for _, body in rows]])
