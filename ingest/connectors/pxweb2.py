"""PxWebApi 2 (SCB): one POST with a selection, one JSON-stat 2 answer. Codes are stable here, so everything is declared by code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import product
from math import prod

from ingest.connectors.reading import Gap, broken, lacks, need, need_list, nothing_of_ours, parse_json, period
from ingest.connectors.table import VALUE, Line, Table
from ingest.source import Answer, Ask, Record


@dataclass(frozen=True, kw_only=True)
class PxWeb2(Table):
    """`url` ends with /tables/TAB…. `place`, `period`, `pick`, `only` and `breakdown` name variables by code; `values` is {VALUE: ...}."""

    times: str = "*"  # which periods, as a wildcard over their codes: '*M12' is every December

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region. Raises ContractError for a variable, code or value that is not there."""
        selection = [{"variableCode": name, "valueCodes": codes} for name, codes in self._selection(ask).items()]
        for url in self.addresses(ask):
            answer = self.answer(ask, f"{url}/data?lang=sv&outputFormat=json-stat2", body={"selection": selection})
            yield from self.records(ask, answer, self._lines(ask, answer), self.values)

    def release(self, answers: list[Answer]) -> str | None:
        """The day the table was updated, where the answer tells it."""
        told = [str(json.loads(answer.body.decode("utf-8-sig")).get("updated", ""))[:10] for answer in answers]
        return max(filter(period, told), default=None)

    def _selection(self, ask: Ask) -> dict[str, list[str]]:
        chosen: dict[str, list[str]] = {}
        spec = self.values[VALUE]
        for name in self.fields(self.values):
            if name == self.place:
                chosen[name] = list(ask.region.areas)
            elif name == self.period:
                chosen[name] = [self.times]
            elif name != VALUE:
                picked = list(spec) if name == self.pick and isinstance(spec, Mapping) else ["*"]
                chosen[name] = list(self.only.get(name, picked))
        return chosen

    def _lines(self, ask: Ask, answer: Answer) -> Iterator[Line]:
        body = parse_json(ask, answer)
        names = [str(name) for name in need_list(ask, body, "id", "svaret")]
        dimension = need(ask, body, "dimension", "svaret")
        axes = {name: _codes(ask, need(ask, dimension, name, "dimension"), name) for name in names}
        self._check(ask, answer, axes)
        if [len(codes) for codes in axes.values()] != need_list(ask, body, "size", "svaret"):
            raise broken(ask, f"Svarets size {need(ask, body, 'size', 'svaret')} stämmer inte med dess kodlistor.")
        values = _cells(ask, body, "value", prod(len(codes) for codes in axes.values()))
        marks = body.get("status") if isinstance(body, Mapping) else None
        for n, codes in enumerate(product(*axes.values())):
            cells: dict[str, object] = dict(zip(names, codes, strict=True))
            if self.period and not fnmatchcase(str(cells[self.period]), self.times):
                continue  # a replayed answer may hold more than was asked for
            mark = marks if isinstance(marks, str) else marks.get(str(n)) if isinstance(marks, Mapping) else marks[n] if marks else None
            cells[VALUE] = Gap(str(mark or "tomt hos utgivaren")) if values[n] is None else values[n]
            yield f"cell {n + 1} i svaret", cells, []

    def _check(self, ask: Ask, answer: Answer, axes: Mapping[str, list[str]]) -> None:
        for name in self.fields(self.values):
            if name != VALUE and name not in axes:
                raise lacks(ask, name, "svarets variabler", axes)
        if not set(axes[self.place]) & set(ask.region.municipality_codes):
            raise nothing_of_ours(ask, [answer], f"variabeln «{self.place}»")
        for name, codes in self._selection(ask).items():
            if absent := [code for code in codes if "*" not in code and code not in axes[name]]:
                raise lacks(ask, absent[0], f"variabeln «{name}»", axes[name])
        if odd := [code for code in axes.get(self.period, []) if period(code) is None]:
            raise broken(ask, f"«{odd[0]}» i variabeln «{self.period}» är ingen period.")


def _codes(ask: Ask, dimension: object, name: str) -> list[str]:
    """The codes of one variable in the order of its values; the standard allows three ways to say it."""
    category = need(ask, dimension, "category", name)
    index = category.get("index") if isinstance(category, Mapping) else None
    if isinstance(index, Mapping):
        if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
            raise broken(ask, f"Koderna i «{name}» har inga platser i ordning: {str(index)[:80]}.")
        return [str(code) for code in sorted(index, key=lambda code: int(index[code]))]
    if isinstance(index, list):
        return [str(code) for code in index]
    label = need(ask, category, "label", name)
    if not isinstance(label, Mapping) or len(label) != 1:  # without an index only a single category is in order
        raise lacks(ask, "index", f"category för «{name}»", category if isinstance(category, Mapping) else [])
    return [str(code) for code in label]


def _cells(ask: Ask, body: object, field: str, size: int) -> list[object]:
    """The values as a list; a sparse answer gives an object from position to value."""
    found = need(ask, body, field, "svaret")
    if isinstance(found, Mapping):
        return [found.get(str(n)) for n in range(size)]
    if not isinstance(found, list) or len(found) != size:
        raise broken(ask, f"Svaret har {len(found) if isinstance(found, list) else 'inga'} värden, men kodlistorna ger {size}.")
    return found
