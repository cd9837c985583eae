"""What a source promises of its records, checked at fetch and again at build. Each fault names row, field, value and rule."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ingest import row_rules
from ingest.errors import ContractError, Fault, NothingToReplay
from ingest.near import meant
from ingest.region import Region
from ingest.row_rules import identity
from ingest.source import Answer, Entry, Record, Row, Source

DECLARED_FOR = 6  # municipalities: row_count bounds are declared for a federation of six and scale with the number there is
Records = list[tuple[Answer, Record]]


class Checked(NamedTuple):
    """What may be used of an answer, what was set aside, and notes for the run's message (what is declared but absent)."""

    records: Records
    rejected: list[Fault]
    notes: list[str]


def check(
    source: Source,
    region: Region,
    records: Records,
    *,
    partial: bool = False,
    lacking: bool = False,
    changes: bool = False,
    rejected: Sequence[Fault] = (),
) -> Checked:
    """Hold every row against the declaration. A faulty row is set aside where the source tolerates that (Source.may_reject).

    `partial`: a file handed in may hold a part (the county, one year), so completeness is not asked of it; every row still is.
    `lacking`: the publisher did not have every part that was asked for, so fewer rows than declared are no fault.
    `changes`: only what changed since an earlier conversation was asked for, so there may be none.
    `rejected`: rows that the connector has set aside already.
    Raises ContractError with all faulty rows where they are more than the source tolerates, NothingToReplay where a gateway had no
    municipal values.
    """
    _no_strangers(source, region, records)
    good, faults = _sifted(source, region, records)
    faults = [*rejected, *faults]
    if len(faults) > source.may_reject * (len(records) + len(rejected)):
        tolerated = f", fler än de {100 * source.may_reject:g} % som källan tål" if source.may_reject else ""
        raise ContractError(
            source.key,
            f"{len(faults)} rad(er) bryter mot kontraktet{tolerated}. {faults[0]}.",
            "Jämför utgivarens svar med källfilen; ändra gränsen bara om det nya värdet är sant.",
            tuple(faults),
        )
    notes = [f"{len(faults)} rad(er) i karantän: {faults[0]}"] if faults else []
    if partial and good:
        return Checked(good, faults, notes)
    if any(isinstance(record, Entry) for _, record in good) or (changes and not good):
        excerpt = all(answer.obtained == "rebuilt" for answer, _ in good)  # a recording shows the form of an answer, not its size
        _in_number(source, len(good), source.row_count, "hela landet", least=0 if changes else 1 if lacking or excerpt else None)
        return Checked(good, faults, notes)
    seen = {record.place for _, record in good}
    missing = [area.name for area in region.municipalities if area.code not in seen and area.code not in source.may_lack]
    if len(missing) == len(region.municipalities) and good and all(answer.via for answer, _ in good):
        raise NothingToReplay(source.key, "Mellanlagret har inga kommunvärden för källan.", "De inbyggda siffrorna används.")
    least, most = (round(bound * len(region.municipalities) / DECLARED_FOR) for bound in source.row_count)
    if not least <= len(good) and (told := _unread(source, good)):
        raise ContractError(source.key, f"{len(good)} rader för {region.name}, men kontraktet väntar minst {least}. {told[0]}", told[1])
    _in_number(source, len(good), (max(least, 1), most), region.name, least=1 if lacking else None)
    if missing:
        why, remedy = _unread(source, good) or (
            "",
            "Kontrollera hur utgivaren skriver kommunen; saknas den hos utgivaren anges koden i may_lack med skälet i limits.",
        )
        raise ContractError(source.key, f"Rader saknas helt för {', '.join(missing)}. {why}".strip(), remedy)
    present = {record.indicator for _, record in good if isinstance(record, Row)}
    absent = [indicator.id for indicator in source.indicators if indicator.id not in present]
    if absent:
        notes.append(f"{len(absent)} av {len(source.indicators)} nyckeltal saknar värden: {', '.join(absent)}")
    return Checked(good, faults, notes)


def _unread(source: Source, records: Records) -> tuple[str, str] | None:
    """What the answers themselves say of pages that were not asked for, and the option to set."""
    tells = getattr(source.fetch, "unread", None)
    return tells({id(answer): answer for answer, _ in records}.values()) if tells else None


def _no_strangers(source: Source, region: Region, records: Records) -> None:
    """Raises ContractError for a figure that the source does not declare: the slip is in the file, and no bound is to be changed for it."""
    declared = [indicator.id for indicator in source.indicators]
    read = {record.indicator for _, record in records if isinstance(record, Row)}
    if strangers := read - set(declared):
        name = min(strangers)
        known, places = {one.id: one for one in source.indicators}, frozenset(region.areas)
        rows = (record for _, record in records if isinstance(record, Row) and record.indicator == name)
        found = tuple(fault for row in rows for fault in row_rules.faults(known, places, row))
        raise ContractError(
            source.key,
            f"Källfilen läser nyckeltalet «{name}», som inte står bland dess indicators. {found[0]}.",
            f"{meant(name, set(declared) - read or declared)}Skriv samma id i values, count eller sum som i Indicator, "
            f"i ingest/sources/{source.key}.py.",
            found,
        )


def _in_number(source: Source, found: int, bounds: tuple[int, int], where: str, least: int | None = None) -> None:
    low, most = bounds[0] if least is None else least, bounds[1]
    if not low <= found <= most:
        raise ContractError(
            source.key,
            f"{found} rader för {where}, men kontraktet väntar {low}–{most}.",
            "Ett fält kan ha bytt namn eller svaret vara avkortat. Se svaret med: python -m ingest check " + source.key,
        )


def _sifted(source: Source, region: Region, records: Records) -> tuple[Records, list[Fault]]:
    """The rows that keep the contract, and the faults of those that do not. Of rows with the same key none is believed, except that one of
    several that are alike in all is."""
    known = {indicator.id: indicator for indicator in source.indicators}
    places = frozenset(region.areas)
    times = Counter(identity(record) for _, record in records)
    twice = {key: [r for _, r in records if identity(r) == key] for key, n in times.items() if n > 1} if len(times) < len(records) else {}
    good, faults, told = [], [], set()
    for answer, record in records:
        found = list(row_rules.faults(known, places, record))
        if not found and twice and (same := twice.get(key := identity(record))):
            if key not in told:
                told.add(key)
                found = [Fault(" · ".join(key), "nyckel", " · ".join(key[1:]), f"raden förekommer {len(same)} gånger")]
                if source.may_reject and all(other == record for other in same):
                    good.append((answer, record))
            elif source.may_reject:
                continue
        faults += found
        if not found:
            good.append((answer, record))
    return good, faults
