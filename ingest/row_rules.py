"""The rules that every single row is held to: what it must have, and within which bounds. Sources declare the bounds."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

from ingest.errors import Fault
from ingest.source import ENTRY_KINDS, Document, Entry, Indicator, Point, Record, Row

PERIOD = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)  # EDTF: year, month or day
ORGNR = re.compile(r"\d{6}-\d{4}", re.ASCII)
EARLIEST = 1900
LARGEST_SUM = 1e12  # kronor or euro: no grant or contract comes near
WEB = ("https://", "http://")
Broken = Iterator[tuple[str, object, str]]  # field, value, the rule it breaks


def faults(known: Mapping[str, Indicator], places: frozenset[str], record: Record) -> Iterator[Fault]:
    """Each rule that the row breaks, with the row's name, the field and its value."""
    if isinstance(record, Entry):
        broken = _entry(record)
    elif isinstance(record, Row):
        broken = _row(known, record)
    else:
        broken = _thing(record)
    where = f"{type(record).__name__} "
    if not isinstance(record, Entry) and record.place not in places:
        yield Fault(where + _name(record), "place", record.place, f"platsen ska vara en av {', '.join(sorted(places))}")
    for field, value, rule in broken:
        yield Fault(where + _name(record), field, str(value), rule)


def _entry(entry: Entry) -> Broken:
    if not entry.id.strip():
        yield "id", entry.id, "posten ska ha registrets eget id"
    if entry.kind not in ENTRY_KINDS:
        yield "kind", entry.kind, f"sorten ska vara en av {', '.join(ENTRY_KINDS)}"
    if not entry.title.strip():
        yield "title", entry.title, "posten ska ha en rubrik"
    if entry.orgnr and not ORGNR.fullmatch(entry.orgnr):
        yield "orgnr", entry.orgnr, "organisationsnumret ska skrivas NNNNNN-NNNN"
    for field, day in (("start", entry.start), ("end", entry.end)):
        if day and not is_date(day):
            yield field, day, "datumet ska skrivas ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD"
    if entry.amount is not None and not (math.isfinite(entry.amount) and 0 <= entry.amount < LARGEST_SUM):
        yield "amount", entry.amount, f"beloppet ska vara mellan 0 och {LARGEST_SUM:.0e}"
    if entry.url and not entry.url.startswith(WEB):
        yield "url", entry.url, "adressen ska börja med https:// eller http://"


def _row(known: Mapping[str, Indicator], row: Row) -> Broken:
    if row.indicator not in known:
        yield "indicator", row.indicator, f"källan har bara {', '.join(known) or 'inga nyckeltal'}"
        return
    if not is_period(row.period):
        yield "period", row.period, f"perioden ska skrivas ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD, från {EARLIEST} till nästa år"
    low, high = known[row.indicator].value_range
    if row.value is None and not row.status:
        yield "value", "", "ett saknat värde ska ha en status som säger varför"
    if row.value is not None and not (isinstance(row.value, int | float) and math.isfinite(row.value) and low <= row.value <= high):
        yield "value", row.value, f"värdet ska vara ett tal mellan {low:g} och {high:g}"
    if not row.breakdown.strip():
        yield "breakdown", row.breakdown, "uppdelningen ska vara «total» där ingen finns"


def _thing(record: Point | Document) -> Broken:
    if isinstance(record, Point):
        if not (10 < record.lon < 25 and 55 < record.lat < 70):
            yield "lon, lat", f"{record.lon}, {record.lat}", "punkten ska ligga i Sverige (grader, longitud först)"
        if not record.name.strip():
            yield "name", record.name, "punkten ska ha ett namn"
    else:
        if record.url is not None and not record.url.startswith(WEB):
            yield "url", record.url, "adressen ska börja med https:// eller http://"
        if not record.title.strip():
            yield "title", record.title, "dokumentet ska ha en titel"


@lru_cache(maxsize=10_000)  # the same few periods stand in every row
def is_period(text: str) -> bool:
    """A year, month or day that there is in the calendar, from EARLIEST to next year."""
    return is_date(text) and int(text[:4]) <= datetime.now(UTC).year + 1


@lru_cache(maxsize=10_000)
def is_date(text: str) -> bool:
    """A year, month or day that there is in the calendar, from EARLIEST; a project may end decades from now."""
    if not PERIOD.fullmatch(text) or not EARLIEST <= int(text[:4]) < EARLIEST + 200:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def identity(record: Record) -> tuple[str, ...]:
    """What no two rows of one answer may share."""
    if isinstance(record, Row):
        return ("Row", record.indicator, record.place, record.period, record.breakdown)
    return (type(record).__name__, record.id)


def _name(record: Record) -> str:
    return " · ".join(identity(record)[1:])
