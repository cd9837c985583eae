"""Columns that are each one period or one place: by the period alone, or beside words that say what is counted ('2024 Normal')."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from ingest.connectors.headings import full
from ingest.connectors.placed import EACH
from ingest.connectors.reading import broken, key, lacks, period
from ingest.source import Ask

PERIOD = "{period}"  # in the name of a value: where each of its columns has a period
Columns = list[tuple[str, int]]  # period or place, and the column's number


def is_spread(name: str) -> bool:
    """Whether a value is read of several columns."""
    return name == EACH or PERIOD in name


def spread(
    ask: Ask, where: str, heading: Sequence[Sequence[str]], values: Sequence[str], *, place: str, ignore: Sequence[str], taken: set[int]
) -> Mapping[str, Columns]:
    """The columns of each value that has several. Raises ContractError for a heading that fits none of them, for periods that one value has and
    another lacks, and for a period with two columns: which of them is meant?"""
    found = {name: _beside(ask, where, heading, name, ignore) for name in values if PERIOD in name}
    for name, columns in found.items():
        if not columns:
            raise lacks(ask, name, where, [full(own) for own in heading if own])
    told = {name: [when for when, _ in columns] for name, columns in found.items()}
    for name, periods in told.items():
        if absent := [when for when in dict.fromkeys(chain.from_iterable(told.values())) if when not in periods]:
            column = name.replace(PERIOD, absent[0])
            if key(column) in map(key, ignore):
                raise broken(
                    ask, f"«{column}» i {where} står i ignore, men {PERIOD} i «{name}» läser alla perioder.", "Ta bort den ur ignore."
                )
            raise lacks(ask, column, where, [full(own) for own in heading if own])
    if EACH in values:
        taken |= {i for columns in found.values() for _, i in columns}
        found[EACH] = _places(ask, where, heading, taken, ignore) if place == EACH else _periods(ask, where, heading, taken, ignore)
    for columns in found.values():
        _refuse_twice(ask, where, heading, columns)
    return found


def refuse_other_period(ask: Ask, where: str, columns: Mapping[str, Sequence[str]], at: str) -> None:
    """Raises ContractError where the heading of a value has another period than the one that the source says the file is of."""
    for name, own in columns.items():
        told = {when for word in full(own).split() if (when := period(word))}
        if told and not any(at.startswith(when) or when.startswith(at) for when in told):  # December 2024 is within 2024
            remedy = f'Läs den som "{full(own).replace(min(told), PERIOD, 1)}" utan at, så säger rubriken perioden.'
            raise broken(
                ask, f"Rubriken «{full(own)}» i {where} gäller {', '.join(sorted(told))}, men källan säger at={at!r} för «{name}».", remedy
            )


def _beside(ask: Ask, where: str, heading: Sequence[Sequence[str]], name: str, ignore: Sequence[str]) -> Columns:
    before, _, after = name.partition(PERIOD)
    pattern = re.compile(f"{re.escape(key(before))}(.+){re.escape(key(after))}")
    found = []
    for i, own in _read(heading, set(), ignore):
        if hits := [hit[1].strip() for text in own if (hit := pattern.fullmatch(key(text)))]:
            if not (when := next(filter(None, map(period, hits)), None)):
                told = f"«{hits[0]}» i rubriken «{full(own)}» i {where} är ingen period"
                raise broken(ask, f"{told}, där {name} ska ha en.", "Lägg rubriken i ignore om den inte ska läsas.")
            found.append((when, i))
    return found


def _periods(ask: Ask, where: str, heading: Sequence[Sequence[str]], taken: set[int], ignore: Sequence[str]) -> Columns:
    found = []
    for i, own in _read(heading, taken, ignore):
        if not (when := next(filter(None, map(period, own)), None)):
            raise broken(ask, f"Rubriken «{full(own)}» i {where} är ingen period.", "Lägg den i ignore om den inte ska läsas.")
        found.append((when, i))
    return found


def _places(ask: Ask, where: str, heading: Sequence[Sequence[str]], taken: set[int], ignore: Sequence[str]) -> Columns:
    found = [(code, i) for i, own in _read(heading, taken, ignore) if (code := next(filter(None, map(ask.region.place, own)), None))]
    seen = {code for code, _ in found}
    absent = [m.name for m in ask.region.municipalities if m.code not in seen | ask.source.may_lack]
    if absent:
        raise lacks(ask, ", ".join(absent), where, [full(own) for own in heading if own])
    return found


def _read(heading: Sequence[Sequence[str]], taken: set[int], ignore: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    skipped = set(map(key, ignore))
    return [
        (i, own)
        for i, own in enumerate(heading)
        if i not in taken and own and not own[0].startswith("kolumn ") and not skipped & set(map(key, own))
    ]


def _refuse_twice(ask: Ask, where: str, heading: Sequence[Sequence[str]], columns: Columns) -> None:
    seen: dict[str, int] = {}
    for label, i in columns:
        if label in seen:
            both = f"«{full(heading[seen[label]])}» och «{full(heading[i])}»"
            example = full(heading[i]).replace(label, PERIOD, 1)
            remedy = f'Säg vilken med orden bredvid perioden, ett värde för varje: "{example}". En som inte ska läsas läggs i ignore.'
            raise broken(ask, f"{label} har två kolumner i {where}: {both}.", remedy)
        seen[label] = i
