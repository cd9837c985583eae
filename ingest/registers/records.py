"""Entries as rows that can be compared: titles with their nearest neighbours in every other register, dates as numbers, amounts, organisations."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import duckdb

from ingest.registers.names import plain_organisation
from ingest.registers.told import Concerning
from twin.matching.neighbours import fill
from twin.matching.text import weigh

MANY, COMMONEST = 1000, 0.1  # among so many titles, a piece of a word that more than a tenth of them have says little and costs most
_YEAR = re.compile(r"\d{4}")
# `near` holds the cosine of each title neighbour by its id, `near_key` one text for each pair of neighbours, so that both rows of a pair have it.
_RECORD = """
CREATE OR REPLACE TEMP TABLE record AS
WITH part AS (
    SELECT unique_id AS id, dense_rank() OVER (ORDER BY source) AS source, token, w FROM weight JOIN compared ON unique_id = weight.id
), once AS (
    SELECT a.id AS a, b.id AS b, a.source AS source, b.source AS other, least(1, round(sum(a.w * b.w), 6)) AS cosine
    FROM part AS a JOIN part AS b ON a.token = b.token AND a.source < b.source GROUP BY ALL
), top AS (
    SELECT a, b, cosine FROM (SELECT a, b, other, cosine FROM once UNION ALL SELECT b, a, source, cosine FROM once)
    QUALIFY row_number() OVER (PARTITION BY a, other ORDER BY cosine DESC, b) <= $most
), pair AS (SELECT a, b, cosine FROM top UNION SELECT b, a, cosine FROM top),
near AS (
    SELECT a AS unique_id, map(list(b ORDER BY b), list(cosine ORDER BY b)) AS near,
        list(least(a, b) || '|' || greatest(a, b) ORDER BY b) AS near_key
    FROM pair GROUP BY a
)
SELECT compared.*, coalesce(near, map([]::VARCHAR[], []::DOUBLE[])) AS near, coalesce(near_key, []::VARCHAR[]) AS near_key
FROM compared LEFT JOIN near USING (unique_id)
"""


def unique_id(one: Concerning) -> str:
    return "\x1f".join(one.key)  # a sign that no register's id has


def rows(entries: Iterable[Concerning]) -> Iterator[tuple[object, ...]]:
    """unique_id, source, title, organisation, amount, then day and year of start and end: a day that the register does not tell is NULL."""
    for one in entries:
        told = one.told
        yield (
            unique_id(one), told.source_key, told.title, one.found.organisation_id or plain_organisation(told.organisation_text) or None,
            told.amount or None, *_when(told.start_date), *_when(told.end_date),
        )  # fmt: skip


def _when(text: str) -> tuple[int | None, int | None]:
    year = int(text[:4]) if _YEAR.match(text) else None
    try:
        return date.fromisoformat(text).toordinal(), year
    except ValueError:  # a year, or a month: EDTF
        return None, year


def compare(con: duckdb.DuckDBPyConnection, entries: Iterable[Concerning], neighbours: int) -> None:
    """Makes the table record in a connection of its own: the rows, each with its nearest titles in every other register."""
    told = list(rows(entries))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE compared (unique_id VARCHAR, source VARCHAR, title VARCHAR, organisation VARCHAR, amount DOUBLE, "
        "start_day INTEGER, start_year INTEGER, end_day INTEGER, end_year INTEGER)"
    )
    con.execute(
        f"INSERT INTO compared SELECT {', '.join('unnest(?)' for _ in range(9))}", [list(column) for column in zip(*told, strict=True)]
    )
    fill(con, ((str(row[0]), str(row[2])) for row in told))
    weigh(con, commonest=1.0 if len(told) < MANY else COMMONEST)
    con.execute(_RECORD, {"most": neighbours})
