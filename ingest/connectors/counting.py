"""Lists of things: how many there are in each municipality, what their values come to, and a stop where they come without end."""

import math
from collections.abc import Iterable, Iterator, Mapping

from ingest.connectors.reading import broken, nothing_of_ours
from ingest.source import Answer, Ask, Record, Row

Target = str | tuple[str, str] | Mapping[str, str]  # indicator; (indicator, breakdown); text of the `pick` field -> indicator
TIMES = 5  # as many records as declared are read before a source is stopped: its check comes when all are read


def no_more(ask: Ask, found: Iterable[tuple[Answer, Record]]) -> Iterator[tuple[Answer, Record]]:
    """The records. Raises ContractError when there are many times as many as the source declares."""
    most = round(TIMES * ask.source.row_count[1] * max(len(ask.region.municipalities) / 6, 1))
    for n, pair in enumerate(found):
        if n == most:
            problem = f"Fler än {most} rader kom, {TIMES} gånger så många som väntades."
            raise broken(ask, problem, "Jämför row_count i källfilen med svaret.")
        yield pair


class Thing(Row):
    """What one thing in a list is to a figure: 1 to their number, its own value to a sum. `tallied` makes them into rows."""

    __slots__ = ()


def as_thing(row: Row) -> Thing:
    """The row as a part of a sum."""
    return Thing(row.indicator, row.place, row.period, row.value, row.breakdown, row.status)


def refuse_unfit(kind: str, count: str, sums: Mapping[str, Target], *, each: bool, split: bool, spread: bool) -> None:
    """Raises ValueError for a declaration whose numbers and sums could not be true."""
    own = [*filter(None, [count]), *dict.fromkeys(indicator for target in sums.values() for indicator in targeted(target))]
    name = "count" if count else "sum"
    wrong = (
        f"{name} går inte ihop med each, som kan svara med samma sak flera gånger"
        if own and each
        else f"{name} vill ha en rad för varje sak, så EACH kan inte stå i place eller sum"
        if own and spread
        else "sum går inte ihop med split: hela värdet skulle läggas på var och en av kommunerna"
        if sums and split
        else f"nyckeltalet {count} kan inte stå i både count och sum"
        if count in own[1:]
        else ""
    )
    if wrong:
        raise ValueError(f"{kind}: {wrong}")


def targeted(target: Target) -> list[str]:
    """The key figures that a field's value may go to."""
    return [target] if isinstance(target, str) else [target[0]] if isinstance(target, tuple) else list(target.values())


def tallied(ask: Ask, found: Iterable[tuple[Answer, Record]], total: bool) -> Iterator[tuple[Answer, Record]]:
    """The records, with the things among them made into their sum (their number, where each is 1) for every municipality that the source may
    not lack: nought where there is none, no value where one of them has none. With `total` also the sum of all parts together.

    Raises what `nothing_of_ours` says where not one thing is in any of our municipalities: then it is the places that are not understood.
    """
    values: dict[tuple[str, str, str, str], list[float | None]] = {}
    answers: list[Answer] = []
    for answer, record in found:
        answers = answers or [answer]  # of several pages the first stands for them all
        if not isinstance(record, Thing):
            yield answer, record
            continue
        for part in dict.fromkeys([record.breakdown, *(["total"] if total else [])]):
            values.setdefault((record.indicator, record.period, part, record.place), []).append(record.value)
    if not any(place in ask.region.municipality_codes for *_, place in values):
        raise nothing_of_ours(ask, answers, "svarets rader")
    places = [code for code in ask.region.municipality_codes if code not in ask.source.may_lack]
    others = sorted({place for *_, place in values} - set(places))
    for figure in sorted({told[:3] for told in values}):
        indicator, period, part = figure
        for place in [*places, *(code for code in others if (*figure, code) in values)]:
            own = values.get((indicator, period, part, place), [])
            known = [value for value in own if value is not None]
            lacking = len(own) - len(known)
            value = None if lacking else round(math.fsum(known), 6)
            yield answers[0], Row(indicator, place, period, value, part, f"{lacking} av {len(own)} saknar värde" if lacking else "")
