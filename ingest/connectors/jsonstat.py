"""JSON-stat 2: `JsonStat(url, place, period, values)`; a dataset's dimensions are the fields, by code, and 'X.text' by its label."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from ingest.connectors.json_text import parse_json
from ingest.connectors.reading import Gap, broken, lacks, need, need_list, nothing_of_ours, period, shown
from ingest.connectors.table import VALUE, Line, Table
from ingest.source import Answer, Ask, Record

MOST_CELLS = 2_000_000  # SCB gives 150,000; a sparse answer of a few bytes could promise billions
TEXT = ".text"  # a dimension's field with this ending is its label
Axes = Mapping[str, Mapping[str, str]]  # dimension -> code -> label, in the order of the values


@dataclass(frozen=True, kw_only=True)
class JsonStat(Table):
    """A dataset at an address. `place`, `period`, `pick`, `only` and `breakdown` name dimensions; `values` is {VALUE: ...}."""

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region. Raises ContractError for a dimension or value that is not there, or a dimension left unsaid."""
        yield from self.gathered(ask, self._records(ask))

    def _records(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        for url in self.addresses(ask):
            answer = self.answer(ask, url)
            axes, lines = dataset(ask, parse_json(ask, answer), self.fields(self.values))
            own = self.place.removesuffix(TEXT)
            if own in axes and not any(ask.region.municipality(word) for words in axes[own].items() for word in words):
                raise nothing_of_ours(ask, [answer], f"dimensionen «{own}»")
            yield from self.records(ask, answer, lines, self.values)

    def release(self, answers: list[Answer]) -> str | None:
        """The day the dataset was updated, where the answer tells it."""
        return updated(answers) or super().release(answers)


def updated(answers: list[Answer]) -> str | None:
    """The newest day of update that the datasets tell; None where they tell none."""
    told = [
        str(json.loads(answer.body.decode("utf-8-sig")).get("updated", ""))[:10] for answer in answers if answer.request.expects == "json"
    ]
    return max(filter(period, told), default=None)


def dataset(ask: Ask, body: object, fields: list[str]) -> tuple[Axes, Iterator[Line]]:
    """The dimensions with their codes, and every cell as a line. Raises ContractError where the parts do not fit, a field is no dimension, or
    a dimension of several categories is none of the fields: its cells would be counted as one."""
    names = [str(name) for name in need_list(ask, body, "id", "svaret")]
    dimension = need(ask, body, "dimension", "svaret")
    axes = {name: _categories(ask, need(ask, dimension, name, "dimension"), name) for name in names}
    if [len(codes) for codes in axes.values()] != need_list(ask, body, "size", "svaret"):
        raise broken(ask, f"Svarets size {shown(need(ask, body, 'size', 'svaret'))} stämmer inte med dess kodlistor.")
    asked = {name.removesuffix(TEXT) for name in fields} - {VALUE}
    if absent := sorted(asked - set(axes)):
        raise lacks(ask, absent[0], "svarets variabler", axes)
    if unsaid := [name for name, codes in axes.items() if len(codes) > 1 and name not in asked]:
        raise broken(
            ask,
            f"Variabeln «{unsaid[0]}» har {len(axes[unsaid[0]])} värden: {', '.join(axes[unsaid[0]])[:200]}.",
            "Välj ett med only, eller dela upp efter den med breakdown.",
        )
    size = prod(len(codes) for codes in axes.values())
    if size > MOST_CELLS:
        raise broken(ask, f"Svaret har {size} celler, mer än {MOST_CELLS}.", "Begränsa frågan till federationens kommuner.")
    return axes, _lines(ask, body, axes, size)


def _lines(ask: Ask, body: object, axes: Axes, size: int) -> Iterator[Line]:
    values = _cells(ask, need(ask, body, "value", "svaret"), "värden", size)
    told = body.get("status") if isinstance(body, Mapping) else None
    marks = {} if told is None or isinstance(told, str) else _cells(ask, told, "märken", size)
    for n, pairs in enumerate(product(*(codes.items() for codes in axes.values()))):
        cells: dict[str, object] = {}
        for name, (code, text) in zip(axes, pairs, strict=True):
            cells[name], cells[name + TEXT] = code, text
        mark = told if isinstance(told, str) else marks.get(n)
        value = values.get(n)
        cells[VALUE] = Gap(str(mark or "tomt hos utgivaren")) if value is None else value
        yield f"cell {n + 1} i svaret", cells, {}


def _categories(ask: Ask, dimension: object, name: str) -> dict[str, str]:
    """The codes of one dimension in the order of its values, with their labels; the standard allows three ways to say it."""
    category = need(ask, dimension, "category", name)
    index = category.get("index") if isinstance(category, Mapping) else None
    label = category.get("label") if isinstance(category, Mapping) else None
    texts = label if isinstance(label, Mapping) else {}
    if isinstance(index, Mapping):
        if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
            raise broken(ask, f"Koderna i «{name}» har inga platser i ordning: {shown(index)}.")
        codes = [str(code) for code in sorted(index, key=lambda code: int(index[code]))]
    elif isinstance(index, list):
        codes = [str(code) for code in index]
        if len(set(codes)) != len(codes):
            raise broken(ask, f"En kod i «{name}» förekommer flera gånger: {shown(index)}.")
    elif len(texts) == 1:  # without an index only a single category is in order
        codes = [str(code) for code in texts]
    else:
        raise lacks(ask, "index", f"category för «{name}»", category if isinstance(category, Mapping) else [])
    return {code: str(texts.get(code, code)) for code in codes}


def _cells(ask: Ask, found: object, what: str, size: int) -> dict[int, object]:
    """What stands at each position; a sparse answer gives an object from position to value. Raises ContractError where it does not fit."""
    if isinstance(found, list):
        if len(found) != size:
            raise broken(ask, f"Svaret har {len(found)} {what}, men kodlistorna ger {size}.")
        return dict(enumerate(found))
    if not isinstance(found, Mapping):
        raise broken(ask, f"Svarets {what} ska vara en lista eller ett objekt, men är {shown(found)}.")
    if odd := next((place for place in found if not (str(place).isascii() and str(place).isdigit() and int(place) < size)), None):
        raise broken(ask, f"Svarets {what} har något på plats «{str(odd)[:40]}», men kodlistorna ger {size} platser.")
    return {int(place): cell for place, cell in found.items()}
