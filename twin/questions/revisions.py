"""What publishers have changed afterwards: the same cell in two releases, counted by source and by place, and told one by one.

Figures of sources that never reach the first page are left out: a control sum changes with what it controls.
"""

from dataclasses import dataclass
from datetime import datetime

from twin.warehouse import ask


@dataclass(frozen=True)
class Revision:
    """One figure that a later release states otherwise than an earlier one; `share` is the change in per cent of the old value. None stands
    where a release has no value, or the old one is nought."""

    indicator_id: str
    name_sv: str
    name_en: str
    unit: str
    decimals: int
    source_key: str
    place_code: str
    place: str
    period: str
    breakdown: str
    old_release: str
    new_release: str
    old_value: float | None
    new_value: float | None
    change: float | None
    share: float | None
    old_receipt_id: str
    new_receipt_id: str


@dataclass(frozen=True)
class Release:
    """One release of a source against the one before it: how many of the figures that stand in both differ, over which periods, and how
    much, in per cent of the old value: the middle one of those that differ, and the largest total. `read_at` (UTC): when it came here."""

    source_key: str
    title: str
    old_release: str
    new_release: str
    changed: int
    compared: int
    first_period: str
    last_period: str
    median_share: float | None
    read_at: datetime
    largest: Revision | None


@dataclass(frozen=True)
class Place:
    """One place in all releases: how many of its figures differ, and its largest total in per cent."""

    code: str
    name: str
    changed: int
    raised: int
    lowered: int
    largest: Revision | None


@dataclass(frozen=True)
class Flip:
    """What a later release turns about: a municipality's rank among them (1 is the highest value; `target_sv` is None), or whether a goal is reached."""

    source_key: str
    name_sv: str
    name_en: str
    unit: str
    decimals: int
    place: str
    period: str
    breakdown: str
    old_release: str
    new_release: str
    old_value: float
    new_value: float
    old_rank: int | None
    new_rank: int | None
    places: int | None
    target_sv: str | None
    target_en: str | None
    reached: bool | None  # by the new release; the old one said the opposite
    old_receipt_id: str
    new_receipt_id: str


_ROWS = """
    SELECT r.indicator_id, i.name_sv, i.name_en, i.unit, i.decimals, i.source_key, r.place_code, p.name, r.period, r.breakdown,
           r.old_release, r.new_release, r.old_value, r.new_value, r.change, 100 * r.change / nullif(abs(r.old_value), 0) AS share,
           r.old_receipt_id, r.new_receipt_id
    FROM revision AS r JOIN indicator AS i ON i.id = r.indicator_id JOIN source AS s ON s.key = i.source_key AND s.on_overview
    JOIN place AS p ON p.code = r.place_code
"""
_CHOSEN = """WHERE ($1 = '' OR source_key = $1) AND ($2 = '' OR place_code = $2)
    AND ($3 = '' OR old_release = $3) AND ($4 = '' OR new_release = $4)"""
ORDERS = {"enhet": "abs(change) DESC NULLS LAST", "procent": "abs(share) DESC NULLS LAST", "nyast": "period DESC"}


def revisions(source: str = "", place: str = "", order: str = "enhet", limit: int = 200, *, old: str = "", new: str = "") -> list[Revision]:
    """What later releases changed; of one source, place and pair of releases where they are named. `order`: 'enhet' (the largest change in the
    unit first), 'procent' or 'nyast' (the newest period first)."""
    sql = f"SELECT * FROM ({_ROWS}) {_CHOSEN} ORDER BY {ORDERS[order]}, abs(change) DESC NULLS LAST, indicator_id, place_code, period, breakdown LIMIT $5"
    return [Revision(*row) for row in ask(sql, [source, place, old, new, limit])]


def count(source: str = "", place: str = "") -> int:
    """How many such figures there are in all."""
    return int(ask(f"SELECT count(*) FROM ({_ROWS}) {_CHOSEN}", [source, place, "", ""])[0][0])


def flips() -> list[Flip]:
    """Every order and answer that a later release turns about, goals first, then the newest period."""
    rows = ask("""
        SELECT c.source_key, coalesce(i.name_sv, g.name_sv), coalesce(i.name_en, g.name_en), coalesce(i.unit, t.unit), coalesce(i.decimals, 1), p.name,
               f.period, f.breakdown, f.old_release, f.new_release, f.old_value, f.new_value, f.old_rank, f.new_rank, f.places,
               t.text_sv, t.text_en, f.new_reached, f.old_receipt_id, f.new_receipt_id
        FROM revision_flip AS f JOIN place AS p ON p.code = f.place_code
        JOIN receipt AS c ON c.id = f.new_receipt_id JOIN source AS s ON s.key = c.source_key AND s.on_overview
        LEFT JOIN target AS t ON t.id = f.target_id LEFT JOIN indicator AS i ON i.id = f.indicator_id
        LEFT JOIN indicator AS g ON f.indicator_id = 'ghg_per_inhabitant' AND g.id = 'ghg_emissions'
        ORDER BY f.kind <> 'target', f.period DESC, f.indicator_id, f.breakdown, f.new_rank, p.name COLLATE sv""")
    return [Flip(*row) for row in rows]


def releases() -> list[Release]:
    """Every release that changed something, the newest first."""
    rows = ask(f"""
        WITH changed AS ({_ROWS}), counted AS (
            SELECT r.source_key, old_release, new_release, count(*) AS n, min(period) AS first, max(period) AS last, median(abs(share)) AS middle,
                   max(fetched_at) AS read_at
            FROM changed AS r JOIN receipt AS c ON c.id = r.new_receipt_id GROUP BY ALL),
        compared AS (
            SELECT i.source_key, o.old_release, o.release AS new_release, count(*) AS n
            FROM (SELECT indicator_id, release, lag(release) OVER (PARTITION BY indicator_id, place_code, period, breakdown ORDER BY release) AS old_release
                  FROM observation) AS o
            JOIN indicator AS i ON i.id = o.indicator_id WHERE o.old_release IS NOT NULL GROUP BY ALL)
        SELECT c.source_key, s.title, c.old_release, c.new_release, c.n, a.n, c.first, c.last, c.middle, c.read_at
        FROM counted AS c JOIN compared AS a USING (source_key, old_release, new_release) JOIN source AS s ON s.key = c.source_key
        ORDER BY c.new_release DESC, c.n DESC, c.source_key""")
    largest = _largest("source_key, old_release, new_release")
    return [Release(*(*row, largest.get((row[0], row[2], row[3])))) for row in rows]


def places() -> list[Place]:
    """Every place that has a changed figure, municipalities first, by Swedish alphabet."""
    rows = ask(f"""
        SELECT c.place_code, p.name, count(*), count(*) FILTER (change > 0), count(*) FILTER (change < 0)
        FROM ({_ROWS}) AS c JOIN place AS p ON p.code = c.place_code
        GROUP BY c.place_code, p.name, p.kind ORDER BY p.kind <> 'municipality', p.name COLLATE sv""")
    largest = _largest("place_code")
    return [Place(*(*row, largest.get((row[0],)))) for row in rows]


def _largest(group: str) -> dict[tuple[str, ...], Revision]:
    """Of each group the total with the largest share."""
    rows = ask(f"""
        SELECT {group}, c.* FROM ({_ROWS}) AS c WHERE breakdown = 'total' AND share IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY {group} ORDER BY abs(share) DESC, period DESC, indicator_id, place_code) = 1""")
    n = len(group.split(","))
    return {row[:n]: Revision(*row[n:]) for row in rows}
