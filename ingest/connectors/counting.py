"""Figures that count the rows of a layer or list, one for each municipality and period; none of its things is nought of them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.connectors.reading import nothing_of_ours
from ingest.source import Answer, Ask, Record, Row


def counted(ask: Ask, indicator: str, found: Iterable[tuple[Answer, Record]]) -> Iterator[tuple[Answer, Record]]:
    """The records, with those of `indicator` (one for each thing) made into their number for every municipality that the source may not lack.

    Raises what `nothing_of_ours` says where not one thing is in any of our municipalities: then it is the places that are not understood.
    """
    many: Counter[tuple[str, str, str]] = Counter()
    answers: list[Answer] = []
    for answer, record in found:
        answers = answers or [answer]  # of several pages the first stands for them all
        if isinstance(record, Row) and record.indicator == indicator:
            many[record.place, record.period, record.breakdown] += 1
        else:
            yield answer, record
    if not any(place in ask.region.municipality_codes for place, _, _ in many):
        raise nothing_of_ours(ask, answers, "svarets rader")
    places = [code for code in ask.region.municipality_codes if code not in ask.source.may_lack]
    for period, breakdown in sorted({(period, breakdown) for _, period, breakdown in many}):
        for place in dict.fromkeys([*places, *(code for code, when, part in many if (when, part) == (period, breakdown))]):
            yield answers[0], Row(indicator, place, period, float(many[place, period, breakdown]), breakdown)
