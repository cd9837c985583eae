"""Who has bought the same within two years, by class of goods and services, and what the owners of a pair have bought of what they share."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from twin.questions.suggestions import Suggestion
from twin.warehouse import ask

SHARED = ("theme", "technology", "mechanism")  # what two initiatives can share that a purchase can be of
_TOLD = re.compile(r"(?P<form>[^.]+)\. CPV (?P<code>\d{8}) (?P<name>.+)\.")  # as the register's own columns are put together at the source


@dataclass(frozen=True)
class Purchase:
    """One announced purchase. Scores are those proposed by words and classes; 0 where none were found, or a person has said so."""

    source_key: str
    entry_id: str
    organisation_id: str
    buyer: str
    place: str | None
    title: str
    date: str  # announced, EDTF
    amount_sek: float | None  # contracted; None where the register does not tell
    receipt_id: str
    form: str  # 'Ramavtal', 'Kontrakt' …; '' where the register does not tell
    code: str  # CPV, eight digits; '' where not told
    name: str  # of the code, in the register's words
    climate: int
    digital: int
    tags: tuple[tuple[str, str, str], ...] = ()  # scheme, code, the words or the class that carry it


@dataclass(frozen=True)
class Alike:
    """Purchases of one class that two of ours have made within two years, oldest first."""

    cpv: str
    purchases: tuple[Purchase, ...]

    @property
    def buyers(self) -> list[str]:
        """Who bought, each once, in the order of their first purchase."""
        return list(dict.fromkeys(one.buyer for one in self.purchases))

    @property
    def names(self) -> list[str]:
        """What the class holds of what was bought: the class's own name where a purchase has it, else the narrower names."""
        own = [one.name for one in self.purchases if one.code == self.cpv and one.name]
        return own[:1] or list(dict.fromkeys(one.name for one in self.purchases if one.name))

    @property
    def climate(self) -> bool:
        return any(one.climate for one in self.purchases)

    @property
    def digital(self) -> bool:
        return any(one.digital for one in self.purchases)

    def fits(self, places: Iterable[str], about: str) -> bool:
        """Has somebody in one of these places bought, and is a purchase about 'klimat' or 'digitalt'? Nothing asked for fits all."""
        wanted = set(places)
        return (not wanted or any(one.place in wanted for one in self.purchases)) and {
            "klimat": self.climate,
            "digitalt": self.digital,
        }.get(about, True)


@dataclass(frozen=True)
class Known:
    """What has been read of purchases: by year, by how many, how many tell their value, how many are classed too widely to be compared."""

    years: tuple[str, ...]
    purchases: int
    buyers: int
    priced: int
    wide: int
    receipt_ids: tuple[str, ...]


_COLUMNS = """
e.source_key, e.id, e.organisation_id, o.name, o.place_code, e.title, e.start_date, CASE WHEN e.currency = 'SEK' THEN e.amount END, e.receipt_id,
e.text, coalesce(c.climate_score, 0), coalesce(c.digital_score, 0), coalesce(c.tags, '[]')"""
# A candidate that a person has left out for being about neither is about neither.
_JOINS = """
JOIN organisation AS o ON o.id = e.organisation_id
LEFT JOIN register_answer AS r
    ON r.source_key = e.source_key AND r.entry_id = e.id AND r.answer = 'ignorera' AND r.value = 'ej_klimat_digitalt'
LEFT JOIN candidate AS c ON c.id = e.candidate_id AND r.entry_id IS NULL"""
_ALIKE = f"""
WITH side AS (
    SELECT cpv, a_source_key AS source_key, a_entry_id AS id FROM purchase_pair UNION SELECT cpv, b_source_key, b_entry_id FROM purchase_pair
)
SELECT s.cpv, {_COLUMNS}
FROM side AS s JOIN register_entry AS e ON e.source_key = s.source_key AND e.id = s.id {_JOINS}
ORDER BY s.cpv, e.start_date, e.source_key, e.id
"""
_OF = f"SELECT {_COLUMNS} FROM register_entry AS e {_JOINS} WHERE e.kind = 'procurement' AND list_contains($1, e.organisation_id) ORDER BY e.start_date DESC, e.source_key, e.id"
# Too wide: no code that says more than its division (first two digits). The same rule as in the view purchase_pair.
_KNOWN = r"""
SELECT coalesce(list_sort(list(DISTINCT left(e.start_date, 4)) FILTER (e.start_date <> '')), []), count(*), count(DISTINCT e.organisation_id),
       count(e.amount) FILTER (e.currency = 'SEK'), count(*) FILTER (NOT regexp_matches(e.codes, 'cpv:\d\d(\d\d[1-9]|\d[1-9]\d|[1-9]\d\d)')),
       coalesce(list_sort(list(DISTINCT e.receipt_id)), [])
FROM register_entry AS e WHERE e.kind = 'procurement' AND e.organisation_id IS NOT NULL
"""


def alike() -> list[Alike]:
    """Every class that at least two of ours have bought: those about climate or digital first, then where most have bought."""
    rows = groupby(ask(_ALIKE), key=lambda row: row[0])
    found = [Alike(cpv, tuple(_purchase(row[1:]) for row in group)) for cpv, group in rows]
    return sorted(found, key=lambda one: (-(one.climate + one.digital), -len(one.buyers), one.cpv))


def known() -> Known:
    """How much has been read."""
    return Known(*ask(_KNOWN)[0])


def of_pair(one: Suggestion) -> list[Purchase]:
    """What the two owners have bought of the themes, technologies and means that the two initiatives share, newest first; `tags` are the shared
    ones. It is shown beside the pair and moves no grade."""
    shared = {("theme", code) for code in {*one.a.themes} & {*one.b.themes}}
    shared |= {(clause.part, clause.code) for clause in one.reasons if clause.part in SHARED and clause.code}
    owners = sorted({id_ for id_ in (one.a.owner_id, one.b.owner_id) if id_})
    bought = [_purchase(row) for row in ask(_OF, [owners])] if owners and shared else []
    ours = [replace(row, tags=tuple(tag for tag in row.tags if tag[:2] in shared)) for row in bought]
    return [row for row in ours if row.tags]


def _purchase(row: tuple[Any, ...]) -> Purchase:
    source, id_, organisation, buyer, place, title, day, amount, receipt, text, climate, digital, tags = row
    told = _TOLD.fullmatch(text)
    form, code, name = told.group("form", "code", "name") if told else ("", "", "")
    marks = tuple((scheme, mark, words) for scheme, mark, words in json.loads(tags))
    return Purchase(source, id_, organisation, buyer, place, title, day, amount, receipt, form, code, name, climate, digital, marks)
