"""Counting records: of each thing in a layer for a figure, and of them all so that none come without end."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.connectors.reading import broken, nothing_of_ours
from ingest.source import Answer, Ask, Record, Row

TIMES = 5  # as many records as declared are read before a source is stopped: its check comes when all are read


def no_more(ask: Ask, found: Iterable[tuple[Answer, Record]]) -> Iterator[tuple[Answer, Record]]:
    """The records. Raises ContractError when there are many times as many as the source declares."""
    most = round(TIMES * ask.source.row_count[1] * max(len(ask.region.municipalities) / 6, 1))
    for n, pair in enumerate(found):
        if n == most:
            problem = f"Fler än {most} rader kom, {TIMES} gånger så många som väntades."
            raise broken(ask, problem, "Jämför row_count i källfilen med svaret.")
        yield pair


def counted(ask: Ask, indicator: str, found: Iterable[tuple[Answer, Record]], total: bool) -> Iterator[tuple[Answer, Record]]:
    """The records, with those of `indicator` (one for each thing) made into their number for every municipality that the source may not lack;
    with `total` also the number of all parts together.

    Raises what `nothing_of_ours` says where not one thing is in any of our municipalities: then it is the places that are not understood.
    """
    many: Counter[tuple[str, str, str]] = Counter()
    answers: list[Answer] = []
    for answer, record in found:
        answers = answers or [answer]  # of several pages the first stands for them all
        if isinstance(record, Row) and record.indicator == indicator:
            many[record.place, record.period, record.breakdown] += 1
            if total and record.breakdown != "total":
                many[record.place, record.period, "total"] += 1
        else:
            yield answer, record
    if not any(place in ask.region.municipality_codes for place, _, _ in many):
        raise nothing_of_ours(ask, answers, "svarets rader")
    places = [code for code in ask.region.municipality_codes if code not in ask.source.may_lack]
    for period, breakdown in sorted({(period, breakdown) for _, period, breakdown in many}):
        for place in dict.fromkeys([*places, *(code for code, when, part in many if (when, part) == (period, breakdown))]):
            yield answers[0], Row(indicator, place, period, float(many[place, period, breakdown]), breakdown)
