"""How old a statement may be before someone has to ask again, and how much of a whole initiative is told. Pure: rows in, classes and points out.

The bounds are months from the day that a statement is about to the day it is read. What they rest on:

- Plans change fastest. A proposal is taken up or dropped within a budget year, so what is older than a year says little.
- What is under way is followed up once a year in the annual report: a year is fresh, half a year more is the time until the report is out.
- Digital means age faster than climate measures: systems and suppliers are procured for three or four years, while a solar plant or a district
  heating line stands for decades and the emission statistics it is held against are two years late anyway. An initiative that is both ages as the digital.
- What is finished or cancelled no longer changes, but whether it left something in use does: it is asked about after some years.
- What rests is taken up again or dropped at the next yearly plan. An unknown phase is never in order, however young the statement.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

CLASSES = ("fresh", "acceptable", "late", "stale", "undated")
DUE = ("late", "stale", "undated")  # the work list; undated counts as stale there

PLANS, RESTING, UNKNOWN = (6, 12, 24), (12, 18, 30), (0, 0, 12)
BOUNDS: Mapping[str, Mapping[str, tuple[int, int, int]]] = {  # months until no longer fresh, acceptable, late
    "climate": {
        "föreslagen": PLANS, "planerad": PLANS, "pågående": (18, 24, 48), "vilande": RESTING, "avslutad": (60, 96, 144),
        "avbruten": (60, 96, 144), "okänd": UNKNOWN,
    },
    "digital": {
        "föreslagen": PLANS, "planerad": PLANS, "pågående": (12, 18, 36), "vilande": RESTING, "avslutad": (36, 60, 96),
        "avbruten": (36, 60, 96), "okänd": UNKNOWN,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Age:
    """How old a statement is: its class, its least age in whole months (None where it has no date), and whether a stated end has passed."""

    level: str
    months: int | None
    outrun: bool

    @property
    def due(self) -> bool:
        """Does the owner have to be asked?"""
        return self.level in DUE


def age(kind: str, phase: str, as_of: str | None, end: str | None, today: date) -> Age:
    """The class of a statement. A date of less than full precision counts as its last day, so that nobody is chased too early.

    An initiative said to go on whose stated end has passed is at least late: the source contradicts the calendar.
    """
    outrun = phase in ("föreslagen", "planerad", "pågående") and bool(end) and last_day(str(end)) < today
    if not as_of:
        return Age("undated", None, outrun)
    months = max(0, _months(last_day(as_of), today))
    bounds = BOUNDS["digital" if kind == "both" else kind][phase]
    level = next((name for name, bound in zip(CLASSES, bounds, strict=False) if months < bound), "stale")
    if outrun and level in ("fresh", "acceptable"):
        level = "late"
    return Age(level, months, outrun)


def last_day(edtf: str) -> date:
    """The last day of a year, a month or a day as EDTF writes them."""
    parts = [int(part) for part in edtf.rstrip("?~%").split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _months(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)


@dataclass(frozen=True)
class Told:
    """What is told of one initiative, as far as completeness asks: its cells, and how much stands in the companion files."""

    cells: Mapping[str, str]
    places: int
    schemes: frozenset[str]
    addresses: int  # sources that can be opened
    seen: int  # sources that say when they were read


POINTS = (
    "description", "owner", "place", "address", "seen", "as_of", "phase", "start", "end", "theme", "means", "data", "money", "confirmed",
)  # fmt: skip


def missing(told: Told) -> tuple[str, ...]:
    """The points of a complete initiative that this one lacks, in the order of POINTS. One point each: none is weighed against another.

    An end is not asked of what has been dropped or rests; money is told by a sum, a note or a funder; means is a technology or an asset;
    data is asked of what has a digital aim only.
    """
    cells = told.cells
    has = {
        "description": len(cells["description_sv"]) >= 40,
        "owner": bool(cells["owner_org_id"]),
        "place": told.places > 0,
        "address": told.addresses > 0,
        "seen": told.seen > 0,
        "as_of": bool(cells["as_of"]),
        "phase": cells["phase"] != "okänd",
        "start": bool(cells["start_date"]),
        "end": bool(cells["end_date"]) or cells["phase"] in ("avbruten", "vilande"),
        "theme": "theme" in told.schemes,
        "means": bool(told.schemes & {"technology", "asset"}),
        "data": bool(told.schemes & {"data_made", "data_needed"}) or cells["digital_score"] == "0",
        "money": bool(cells["budget_sek"] or cells["budget_note"] or cells["funder_text"]),
        "confirmed": cells["quality"].startswith("bekräftad av ägaren"),
    }
    return tuple(point for point in POINTS if not has[point])
