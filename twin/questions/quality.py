"""The product measured: how many figures, how they were obtained, how old the register is, what a false join would have shown."""

from dataclasses import dataclass

from twin.warehouse import ask


@dataclass(frozen=True)
class Figures:
    """How many values are kept and shown, how many of the kept ones have a receipt, how many rows were refused."""

    kept: int
    shown: int
    with_receipt: int
    refused: int


@dataclass(frozen=True)
class Obtained:
    """Values by the way in which their answer was obtained."""

    how: str
    figures: int
    receipts: int


@dataclass(frozen=True)
class Share:
    """One group of the register and how many initiatives it holds."""

    group: str
    initiatives: int


@dataclass(frozen=True)
class Control:
    """Our totals of greenhouse gases beside those that someone else has computed, release by release."""

    release: str
    compared: int
    largest: float  # the largest difference, in the unit
    unit: str
    place: str
    period: str
    ours: float
    theirs: float
    receipt_ids: tuple[str, str]


@dataclass(frozen=True)
class FalseJoin:
    """What the step from the last common year to a year that only the older release has would be, measured rightly and joined wrongly."""

    indicator_sv: str
    indicator_en: str
    place: str
    before_period: str
    period: str
    old_release: str
    new_release: str
    right: float  # per cent, within the older release
    wrong: float  # per cent, from the newer release to the older
    receipt_ids: tuple[str, ...]


_FIGURES = """
SELECT (SELECT count(*) FROM observation WHERE value IS NOT NULL), (SELECT count(*) FROM figure WHERE value IS NOT NULL),
       (SELECT count(*) FROM observation AS o JOIN receipt AS r ON r.id = o.receipt_id AND length(r.sha256) = 64 AND r.url <> '' WHERE o.value IS NOT NULL),
       (SELECT count(*) FROM quarantine)
"""
_OBTAINED = """
SELECT r.obtained, count(o.value), count(DISTINCT r.id) FROM receipt AS r LEFT JOIN observation AS o ON o.receipt_id = r.id
GROUP BY r.obtained ORDER BY count(o.value) DESC
"""
_CONTROL = """
WITH pair AS (
    SELECT o.release, o.place_code, o.period, o.value AS ours, c.value AS theirs, i.unit, o.receipt_id, c.receipt_id AS control_id
    FROM observation AS o JOIN indicator AS i ON i.id = o.indicator_id
    JOIN observation AS c ON c.indicator_id = 'ghg_emissions_control' AND c.place_code = o.place_code AND c.period = o.period
                         AND c.release = o.release AND c.breakdown = 'total' AND c.value IS NOT NULL
    WHERE o.indicator_id = 'ghg_emissions' AND o.breakdown = 'total' AND o.value IS NOT NULL
)
SELECT release, count(*) OVER (PARTITION BY release), abs(ours - theirs), unit, place_code, period, ours, theirs, [receipt_id, control_id]
FROM pair QUALIFY row_number() OVER (PARTITION BY release ORDER BY abs(ours - theirs) DESC, place_code, period) = 1 ORDER BY release DESC
"""
# The example is not chosen by hand: it is the place where the false join would mislead most, in the first year after a common one.
_FALSE_JOIN = """
WITH total AS (
    SELECT o.*, CAST(o.period AS INTEGER) AS year FROM observation AS o
    JOIN indicator AS i ON i.id = o.indicator_id JOIN source AS s ON s.key = i.source_key AND s.restates_series
    JOIN place AS p ON p.code = o.place_code AND p.kind = 'municipality'
    WHERE o.breakdown = 'total' AND o.value > 0 AND length(o.period) = 4
), lone AS (
    SELECT t.* FROM total AS t JOIN figure_older AS f ON f.indicator_id = t.indicator_id AND f.place_code = t.place_code
                                                     AND f.period = t.period AND f.breakdown = t.breakdown AND f.release = t.release
)
SELECT i.name_sv, i.name_en, l.place_code, b.period, l.period, l.release, n.release,
       100 * (l.value / b.value - 1) AS right_step, 100 * (l.value / n.value - 1) AS wrong_step,
       list_sort([l.receipt_id, n.receipt_id])
FROM lone AS l
JOIN total AS b ON b.indicator_id = l.indicator_id AND b.place_code = l.place_code AND b.year = l.year - 1 AND b.release = l.release
JOIN total AS n ON n.indicator_id = l.indicator_id AND n.place_code = l.place_code AND n.year = l.year - 1 AND n.release > l.release
JOIN indicator AS i ON i.id = l.indicator_id
ORDER BY abs(right_step - wrong_step) DESC LIMIT 1
"""
_BY_QUALITY = "SELECT quality, count(*) FROM initiative GROUP BY quality ORDER BY count(*) DESC, quality"


def figures() -> Figures:
    """The size of what is kept, and how much of it has a receipt."""
    return Figures(*ask(_FIGURES)[0])


def obtained() -> list[Obtained]:
    """Values by direct, public_copy, by_hand and rebuilt, most first."""
    return [Obtained(*row) for row in ask(_OBTAINED)]


def register_by_quality() -> list[Share]:
    """Initiatives by how their source was seen, most first."""
    return [Share(*row) for row in ask(_BY_QUALITY)]


def control() -> list[Control]:
    """The largest difference to the independent total for each release that has one, newest first."""
    return [Control(*row) for row in ask(_CONTROL)]


def false_join() -> FalseJoin | None:
    """The worst that joining two releases would have shown; None where no series has two releases."""
    found = ask(_FALSE_JOIN)
    return FalseJoin(*found[0]) if found else None
