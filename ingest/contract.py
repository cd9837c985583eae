"""What a source promises of its records, checked at fetch and again at build. Each fault names row, field, value and rule."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from ingest.errors import ContractError, Fault, NothingToReplay
from ingest.region import Region
from ingest.source import ENTRY_KINDS, Answer, Document, Entry, Point, Record, Row, Source

PERIOD = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)  # EDTF: year, month or day
DECLARED_FOR = 6  # municipalities: row_count bounds are declared for a federation of six and scale with the number there is
ORGNR = re.compile(r"\d{6}-\d{4}", re.ASCII)
EARLIEST = 1900
LARGEST_SUM = 1e12  # kronor or euro: no grant or contract comes near


def check(
    source: Source,
    region: Region,
    records: list[tuple[Answer, Record]],
    *,
    partial: bool = False,
    lacking: bool = False,
    changes: bool = False,
    rejected: Sequence[Fault] = (),
) -> list[str]:
    """Notes for the run's message (what is declared but absent).

    `partial`: a file handed in may hold a part (the county, one year), so completeness is not asked of it; every row still is.
    `lacking`: the publisher did not have every part that was asked for, so fewer rows than declared are no fault.
    `changes`: only what changed since an earlier conversation was asked for, so there may be none.
    `rejected`: rows that a connector has set aside; more than the source tolerates stop it.
    Raises ContractError with all faulty rows, NothingToReplay where a gateway had no municipal values.
    """
    faults = [fault for _, record in records for fault in _faults(source, region, record)]
    faults += _duplicates(record for _, record in records)
    if len(rejected) > source.may_reject * (len(records) + len(rejected)):
        faults += rejected
    if faults:
        raise ContractError(
            source.key,
            f"{len(faults)} rad(er) bryter mot kontraktet. {faults[0]}.",
            "Jämför utgivarens svar med källfilen; ändra gränsen bara om det nya värdet är sant.",
            tuple(faults),
        )
    if partial and records:
        return []
    notes = [f"{len(rejected)} rad(er) i karantän: {rejected[0]}"] if rejected else []
    if any(isinstance(record, Entry) for _, record in records) or (changes and not records):
        return notes + _in_number(source, len(records), source.row_count, "hela landet", least=0 if changes else 1 if lacking else None)
    seen = {record.place for _, record in records}
    missing = [area.name for area in region.municipalities if area.code not in seen and area.code not in source.may_lack]
    if len(missing) == len(region.municipalities) and records and all(answer.via for answer, _ in records):
        raise NothingToReplay(source.key, "Mellanlagret har inga kommunvärden för källan.", "De inbyggda siffrorna används.")
    least, most = (round(bound * len(region.municipalities) / DECLARED_FOR) for bound in source.row_count)
    _in_number(source, len(records), (max(least, 1), most), region.name, least=1 if lacking else None)
    if missing:
        raise ContractError(
            source.key,
            f"Rader saknas helt för {', '.join(missing)}.",
            "Kontrollera hur utgivaren skriver kommunen; saknas den hos utgivaren anges koden i may_lack med skälet i limits.",
        )
    present = {record.indicator for _, record in records if isinstance(record, Row)}
    absent = [indicator.id for indicator in source.indicators if indicator.id not in present]
    return notes + ([f"{len(absent)} av {len(source.indicators)} nyckeltal saknar värden: {', '.join(absent)}"] if absent else [])


def _in_number(source: Source, found: int, bounds: tuple[int, int], where: str, least: int | None = None) -> list[str]:
    low, most = bounds[0] if least is None else least, bounds[1]
    if not low <= found <= most:
        raise ContractError(
            source.key,
            f"{found} rader för {where}, men kontraktet väntar {low}–{most}.",
            "Ett fält kan ha bytt namn eller svaret vara avkortat. Se svaret med: python -m ingest check " + source.key,
        )
    return []


def _faults(source: Source, region: Region, record: Record) -> list[Fault]:
    where = f"{type(record).__name__} {_name(record)}"
    found = []
    if isinstance(record, Entry):
        return [*_entry_faults(record, where)]
    if record.place not in region.areas:
        found.append(Fault(where, "place", record.place, f"platsen ska vara en av {', '.join(region.areas)}"))
    if isinstance(record, Row):
        found += _row_faults(source, record, where)
    elif isinstance(record, Point):
        if not (10 < record.lon < 25 and 55 < record.lat < 70):
            found.append(Fault(where, "lon, lat", f"{record.lon}, {record.lat}", "punkten ska ligga i Sverige (grader, longitud först)"))
        if not record.name.strip():
            found.append(Fault(where, "name", record.name, "punkten ska ha ett namn"))
    elif isinstance(record, Document):
        if record.url is not None and not record.url.startswith(("https://", "http://")):
            found.append(Fault(where, "url", record.url, "adressen ska börja med https:// eller http://"))
        if not record.title.strip():
            found.append(Fault(where, "title", record.title, "dokumentet ska ha en titel"))
    return found


def _entry_faults(entry: Entry, where: str) -> Iterator[Fault]:
    asked = (
        ("id", entry.id, bool(entry.id.strip()), "posten ska ha registrets eget id"),
        ("kind", entry.kind, entry.kind in ENTRY_KINDS, f"sorten ska vara en av {', '.join(ENTRY_KINDS)}"),
        ("title", entry.title, bool(entry.title.strip()), "posten ska ha en rubrik"),
        ("orgnr", entry.orgnr, not entry.orgnr or bool(ORGNR.fullmatch(entry.orgnr)), "organisationsnumret ska skrivas NNNNNN-NNNN"),
        ("start", entry.start, not entry.start or is_date(entry.start), "datumet ska skrivas ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD"),
        ("end", entry.end, not entry.end or is_date(entry.end), "datumet ska skrivas ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD"),
        ("amount", str(entry.amount), entry.amount is None or (math.isfinite(entry.amount) and 0 <= entry.amount < LARGEST_SUM),
         f"beloppet ska vara mellan 0 och {LARGEST_SUM:.0e}"),
        ("url", entry.url, not entry.url or entry.url.startswith(("https://", "http://")), "adressen ska börja med https:// eller http://"),
    )  # fmt: skip
    for field, value, good, rule in asked:
        if not good:
            yield Fault(where, field, value, rule)


def _row_faults(source: Source, row: Row, where: str) -> list[Fault]:
    known = {indicator.id: indicator for indicator in source.indicators}
    if row.indicator not in known:
        return [Fault(where, "indicator", row.indicator, f"källan har bara {', '.join(known) or 'inga nyckeltal'}")]
    found = []
    if not is_period(row.period):
        found.append(
            Fault(where, "period", row.period, f"perioden ska skrivas ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD, från {EARLIEST} till nästa år")
        )
    low, high = known[row.indicator].value_range
    if row.value is None and not row.status:
        found.append(Fault(where, "value", "", "ett saknat värde ska ha en status som säger varför"))
    if row.value is not None and not (isinstance(row.value, int | float) and math.isfinite(row.value) and low <= row.value <= high):
        found.append(Fault(where, "value", str(row.value), f"värdet ska vara ett tal mellan {low:g} och {high:g}"))
    if not row.breakdown.strip():
        found.append(Fault(where, "breakdown", row.breakdown, "uppdelningen ska vara «total» där ingen finns"))
    return found


def is_period(text: str) -> bool:
    """A year, month or day that there is in the calendar, from EARLIEST to next year."""
    return is_date(text) and int(text[:4]) <= datetime.now(UTC).year + 1


def is_date(text: str) -> bool:
    """A year, month or day that there is in the calendar, from EARLIEST; a project may end decades from now."""
    if not PERIOD.fullmatch(text) or not EARLIEST <= int(text[:4]) < EARLIEST + 200:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _duplicates(records: Iterable[Record]) -> list[Fault]:
    counted = Counter(_identity(record) for record in records)
    return [Fault(" · ".join(key), "nyckel", " · ".join(key[1:]), f"raden förekommer {n} gånger") for key, n in counted.items() if n > 1]


def _identity(record: Record) -> tuple[str, ...]:
    if isinstance(record, Row):
        return ("Row", record.indicator, record.place, record.period, record.breakdown)
    return (type(record).__name__, record.id)


def _name(record: Record) -> str:
    return " · ".join(_identity(record)[1:])
