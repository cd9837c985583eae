"""What the latest change of a key figure consists of: each part's contribution, where the parts are the whole."""

from dataclasses import dataclass, replace

from twin.warehouse import ask


@dataclass(frozen=True)
class Part:
    """What one part (a sector, a fuel) contributes to the change of the whole between the two newest periods of one release."""

    place: str
    part: str
    before_period: str
    period: str
    before: float
    after: float
    whole_before: float
    unit: str
    release: str
    receipt_ids: tuple[str, ...]

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def points(self) -> float:
        """Percentage points of the whole's change: they add up to the change of the whole in per cent."""
        return 100 * self.change / self.whole_before


# The parts of the highest level ('Transporter', not 'Transporter/Bussar'), and only where they add up to the whole.
_PARTS = """
WITH own AS (
    SELECT f.* FROM figure AS f JOIN place AS p ON p.code = f.place_code AND p.kind = 'municipality'
    WHERE f.indicator_id = $1 AND f.value IS NOT NULL AND NOT contains(f.breakdown, '/')
), newest AS (SELECT DISTINCT period FROM own WHERE breakdown = 'total' ORDER BY period DESC LIMIT 2),
span AS (SELECT min(period) AS before, max(period) AS after FROM newest HAVING count(*) = 2),
pair AS (
    SELECT a.place_code, a.breakdown, b.value AS before, a.value AS after, a.unit, a.release, a.receipt_id, b.receipt_id AS old_receipt_id
    FROM span JOIN own AS a ON a.period = span.after
    JOIN own AS b ON b.period = span.before AND b.place_code = a.place_code AND b.breakdown = a.breakdown AND b.release = a.release
), whole AS (
    SELECT t.place_code, t.before FROM pair AS t JOIN pair AS s ON s.place_code = t.place_code AND s.breakdown <> 'total'
    WHERE t.breakdown = 'total' AND t.before > 0
    GROUP BY t.place_code, t.before, t.after
    HAVING abs(sum(s.before) - t.before) <= 0.001 * t.before AND abs(sum(s.after) - t.after) <= 0.001 * t.after
)
SELECT p.place_code, p.breakdown, span.before, span.after, p.before, p.after, w.before, p.unit, p.release,
       list_sort(list_distinct([p.receipt_id, p.old_receipt_id]))
FROM pair AS p JOIN whole AS w ON w.place_code = p.place_code CROSS JOIN span
WHERE p.breakdown <> 'total' ORDER BY p.place_code, p.after - p.before DESC, p.breakdown
"""


def parts(indicator_id: str) -> list[Part]:
    """Each part's contribution to the latest change, by municipality, largest rise first. Empty where the parts are not the whole."""
    return [Part(*row) for row in ask(_PARTS, [indicator_id])]


def parts_together(rows: list[Part], place: str) -> list[Part]:
    """The same for the federation: the sum over its municipalities, largest rise first."""
    whole = sum({row.place: row.whole_before for row in rows}.values())
    summed = []
    for part in dict.fromkeys(row.part for row in rows):
        same = [row for row in rows if row.part == part]
        before, after = sum(row.before for row in same), sum(row.after for row in same)
        receipts = tuple(sorted({receipt for row in same for receipt in row.receipt_ids}))
        summed.append(replace(same[0], place=place, before=before, after=after, whole_before=whole, receipt_ids=receipts))
    return sorted(summed, key=lambda row: -row.change)
