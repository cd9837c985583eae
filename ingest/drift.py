"""What a new answer says otherwise than the one before it from the same reader, beyond what was to be expected: for a person to look at.

Values that are revised are no drift (view `revision` has them). Drift is what suggests that the answer means something else than it did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

import duckdb

from ingest.errors import IngestError
from ingest.parsed import Parsed, forget, parsed
from ingest.receipts import Store, Take
from ingest.region import Region
from ingest.registry import sources
from ingest.runs import Run, now
from ingest.source import Source
from twin import duck

MOST = 100  # rows of one kind: when more differ, the first ones tell enough

_TOLD = {  # kind -> SQL: indicator, place, period, text
    "new_code": """
        SELECT indicator_id, NULL, NULL, 'nyckeltalet har värden för första gången' FROM n WHERE value IS NOT NULL GROUP BY ALL
        EXCEPT SELECT indicator_id, NULL, NULL, 'nyckeltalet har värden för första gången' FROM o WHERE value IS NOT NULL
        UNION ALL (
            SELECT indicator_id, NULL, NULL, 'ny uppdelning: «' || breakdown || '»' FROM n SEMI JOIN o USING (indicator_id)
            EXCEPT SELECT indicator_id, NULL, NULL, 'ny uppdelning: «' || breakdown || '»' FROM o)
        UNION ALL (
            SELECT indicator_id, place_code, NULL, 'värden för en plats som inte fanns' FROM n SEMI JOIN o USING (indicator_id)
            EXCEPT SELECT indicator_id, place_code, NULL, 'värden för en plats som inte fanns' FROM o)
        UNION ALL (
            SELECT indicator_id, NULL, NULL, 'nytt tecken där värde saknas: «' || status || '»' FROM n WHERE value IS NULL
            AND indicator_id IN (SELECT indicator_id FROM o)
            EXCEPT SELECT indicator_id, NULL, NULL, 'nytt tecken där värde saknas: «' || status || '»' FROM o WHERE value IS NULL)
        UNION ALL (SELECT NULL, NULL, NULL, text FROM n_sorts EXCEPT SELECT NULL, NULL, NULL, text FROM o_sorts)
        ORDER BY ALL""",
    "vanished": """
        WITH gone AS (
            SELECT indicator_id, place_code, period, breakdown FROM o WHERE value IS NOT NULL
            EXCEPT SELECT indicator_id, place_code, period, breakdown FROM n WHERE value IS NOT NULL
        ), part AS (
            SELECT g.indicator_id, g.breakdown, g.cells
            FROM (SELECT indicator_id, breakdown, count(*) AS cells FROM gone GROUP BY indicator_id, breakdown) AS g
            JOIN (SELECT indicator_id, breakdown, count(value) AS had FROM o GROUP BY indicator_id, breakdown) AS w USING (indicator_id, breakdown)
            WHERE g.cells = w.had
        )
        SELECT indicator_id, NULL, NULL, 'uppdelningen «' || breakdown || '» finns inte längre (' || cells || ' värden)' FROM part
        UNION ALL
        SELECT indicator_id, place_code, max(period), count(*) || ' värden finns inte längre: ' || min(period)
               || CASE WHEN min(period) < max(period) THEN '–' || max(period) ELSE '' END
        FROM gone ANTI JOIN part USING (indicator_id, breakdown) GROUP BY indicator_id, place_code
        UNION ALL SELECT NULL, place_code, NULL, text FROM gone_things
        ORDER BY ALL""",
    "unit": """
        SELECT o.indicator_id, NULL, NULL, 'alla ' || count(*) || ' gemensamma värden har ändrats med samma faktor, '
               || replace(printf('%.4g', median(n.value / o.value)), '.', ',') || ': har enheten bytts?'
        FROM o JOIN n USING (indicator_id, place_code, period, breakdown) WHERE o.value <> 0 AND n.value <> 0
        GROUP BY o.indicator_id
        HAVING count(*) >= 3 AND min(n.value / o.value) > 0 AND max(n.value / o.value) < 1.02 * min(n.value / o.value)
           AND abs(ln(median(n.value / o.value))) > ln(1.25)
        ORDER BY ALL""",
    "jump": """
        WITH series AS (
            SELECT indicator_id, place_code, period, coalesce(n.value, o.value) AS value, o.value AS old, n.value AS new
            FROM n FULL JOIN o USING (indicator_id, place_code, period, breakdown) WHERE breakdown = 'total'
        ), step AS (
            SELECT *, lag(value) OVER w AS before, lag(period) OVER w AS since FROM series
            WINDOW w AS (PARTITION BY indicator_id, place_code ORDER BY period)
        )
        SELECT s.indicator_id, s.place_code, s.period,
               CASE WHEN s.old IS NULL THEN 'från ' || {before} || ' (' || s.since || ') till ' || {new} ELSE 'ändrat från ' || {old} || ' till ' || {new} END
               || ', mer än faktor ' || {factor} || ': ' || b.reason
        FROM step AS s JOIN bounds AS b USING (indicator_id)
        WHERE s.new > 0 AND CASE WHEN s.old IS NULL THEN s.before > 0 AND NOT list_contains(b.breaks, left(s.period, 4))
                                      AND greatest(s.new / s.before, s.before / s.new) > b.factor
                                 ELSE s.old > 0 AND greatest(s.new / s.old, s.old / s.new) > b.factor END
        ORDER BY ALL""".format(
        **{name: f"replace(printf('%.6g', {name_of}), '.', ',')" for name, name_of in
           (("before", "s.before"), ("new", "s.new"), ("old", "s.old"), ("factor", "b.factor"))}
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Drift:
    """One row of table drift."""

    source_key: str
    kind: str
    indicator_id: str | None
    place_code: str | None
    period: str | None
    text_sv: str
    blocks: bool
    seen_at: str

    def __str__(self) -> str:
        where = " · ".join(filter(None, (self.indicator_id, self.place_code, self.period)))
        return f"{where}: {self.text_sv}" if where else self.text_sv


def compare(source: Source, old: Parsed, new: Parsed, take: Take) -> list[Drift]:
    """How the newer take differs from the older. What it lacks is no fault where it holds a part: a file handed in, or changes only."""
    with duck.connect() as con:
        for name, one in (("o", old), ("n", new)):
            con.execute(
                f"CREATE TABLE {name} AS SELECT indicator_id, place_code, period, breakdown, value, status FROM {one.rows('observation')}"
            )
            con.execute(f"CREATE TABLE {name}_sorts AS {_sorts(one)}")
        con.execute(f"CREATE TABLE gone_things AS {_gone(old, new)}")
        con.execute("CREATE TABLE bounds (indicator_id VARCHAR, factor DOUBLE, reason VARCHAR, breaks VARCHAR[])")
        for i in source.indicators:
            if i.jump:
                con.execute("INSERT INTO bounds VALUES (?, ?, ?, ?)", [i.id, *i.jump, [str(year) for year in i.breaks]])
        whole = take.reader == "fetch" and not (take.file or take.since or take.lacks)
        return [
            Drift(source.key, kind, *row, kind in source.blocking, take.taken_at)
            for kind, sql in _TOLD.items()
            if kind != "vanished" or whole
            for row in _first(con.execute(sql).fetchall())
        ]


def earlier(takes: Sequence[tuple[Take, Parsed]], take: Take) -> Parsed | None:
    """What a take is compared with: of those before it the newest whole one of the same reader."""
    return next((one for old, one in reversed(takes) if old.reader == take.reader and not old.since), None)


def _later(takes: Sequence[tuple[Take, Parsed]], take: Take) -> bool:
    return any(other.reader == take.reader for other, _ in takes)


def fill(con: duckdb.DuckDBPyConnection, region: Region, store: Store, read: Mapping[str, list[tuple[Take, Parsed]]]) -> list[Run]:
    """Table drift: each source's newest take against the one before, a take that is held back against the newest, and known errors mended
    here. Readings that no take leads to any more are removed. Returns a FAILED run for what is held back and can no longer be read."""
    unread: list[Run] = []
    used = {one.folder.name for takes in read.values() for _, one in takes}
    for source in sources().values():
        takes = read.get(source.key, [])
        pairs = [(earlier(takes[:n], take), take, one, False) for n, (take, one) in enumerate(takes) if not _later(takes[n + 1 :], take)]
        try:
            if held := store.held(source.key):
                pairs.append((earlier(takes, held), held, parsed(source, region, store, held), True))
        except IngestError as fault:
            unread.append(Run(source.key, "FAILED", now(), 0, f"Det som hålls tillbaka kan inte läsas: {fault.problem} {fault.remedy}"))
        for old, take, one, holding in pairs:
            used.add(one.folder.name)
            for row in compare(source, old, one, take) if old else []:
                con.execute("INSERT INTO drift VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*astuple(row)[:6], row.blocks and holding, row.seen_at])
    forget(store, used)
    con.execute(
        "INSERT INTO drift SELECT source_key, 'corrected', indicator_id, place_code, period, any_value(text_sv), false, ? FROM correction "
        "GROUP BY source_key, indicator_id, document_id, field, place_code, period, breakdown ORDER BY ALL",
        [now()],
    )
    return unread


def _sorts(one: Parsed) -> str:
    """SQL: every class that the rows have beside figures, as it is told."""
    return f"""
        SELECT DISTINCT 'ny sorts punkt: «' || kind || '»' AS text FROM {one.rows("point")}
        UNION SELECT 'ny sorts dokument: «' || kind || '»' FROM {one.rows("document")}
        UNION SELECT 'ny sorts post: «' || kind || '»' FROM {one.rows("register_entry")}
        UNION SELECT 'ny valuta: «' || currency || '»' FROM {one.rows("register_entry")} WHERE amount IS NOT NULL"""


def _gone(old: Parsed, new: Parsed) -> str:
    """SQL: points and documents by place, and register entries in all, that are no longer there."""
    things = " UNION ALL ".join(
        f"SELECT place_code, count(*) || ' {what} finns inte längre: ' || string_agg(id, ', ' ORDER BY id)[:200] AS text "
        f"FROM {old.rows(table)} AS was ANTI JOIN {new.rows(table)} AS now USING (id) GROUP BY place_code"
        for table, what in (("point", "punkter"), ("document", "dokument"))
    )
    return f"""{things} UNION ALL
        SELECT NULL, count(*) || ' poster finns inte längre: ' || string_agg(id, ', ' ORDER BY id)[:200]
        FROM {old.rows("register_entry")} AS was ANTI JOIN {new.rows("register_entry")} AS now USING (id) HAVING count(*) > 0"""


def _first(rows: list[tuple[str | None, str | None, str | None, str]]) -> list[tuple[str | None, str | None, str | None, str]]:
    more = len(rows) - MOST
    return rows if more <= 0 else [*rows[:MOST], (None, None, None, f"och {more} till av samma slag")]
