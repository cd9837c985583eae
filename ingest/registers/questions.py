"""What the rules leave to a person: whose an entry is, and whether two entries are one project. Rows of table register_question."""

import json
from collections.abc import Iterator, Mapping, Sequence

from ingest.registers.linkage import Asked
from ingest.registers.told import Concerning, Key
from twin.matching.wording import listed
from twin.register.tables import Organisation

Row = tuple[object, ...]


def whose(entries: Sequence[Concerning], organisations: Mapping[str, Organisation]) -> Iterator[Row]:
    """One question for every entry whose organisation may be one of ours, unless someone has answered it."""
    for one in entries:
        if not one.found.choices:
            continue
        names = [organisations[key].name for key in one.found.choices]
        told = one.told
        number = f", {told.orgnr}" if told.orgnr else ""
        yield (
            f"organisation:{told.source_key}:{told.id}", "organisation", *one.key, None, None, json.dumps(one.found.choices), None,
            f"Är ”{told.organisation_text}”{number} i ”{told.title}” {listed(names, 'eller')}?",
            f"Is “{told.organisation_text}”{number} in “{told.title}” {listed(names, 'or')}?",
        )  # fmt: skip


def same(asked: Sequence[Asked], entries: Mapping[Key, Concerning], titles: Mapping[str, str]) -> Iterator[Row]:
    """One question for every two entries that may be one project."""
    for one in asked:
        a, b = entries[one.a].told, entries[one.b].told
        shared = list(_shared(a.case_number == b.case_number != "", a.amount == b.amount is not None, a.start_date == b.start_date != ""))
        sv, en = (f" {intro} {listed([text[side] for text in shared], word)}." if shared else "" for side, intro, word in _SAID)
        yield (
            f"same:{':'.join(one.a)}:{':'.join(one.b)}", "same", *one.a, *one.b, "[]", one.weight,
            f"Är ”{a.title}” ({titles[a.source_key]}) och ”{b.title}” ({titles[b.source_key]}) samma projekt?{sv}",
            f"Are “{a.title}” ({titles[a.source_key]}) and “{b.title}” ({titles[b.source_key]}) the same project?{en}",
        )  # fmt: skip


_SAID = ((0, "De har samma", "och"), (1, "They have the same", "and"))


def _shared(case: bool, amount: bool, start: bool) -> Iterator[tuple[str, str]]:
    if case:
        yield "ärendenummer", "case number"
    if amount:
        yield "belopp", "amount"
    if start:
        yield "startdatum", "start date"
