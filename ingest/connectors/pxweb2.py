"""PxWebApi 2 (SCB): one POST with a selection, one JSON-stat 2 answer. Codes are stable here, so everything is declared by code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ingest.connectors.json_text import parse_json
from ingest.connectors.jsonstat import Axes, dataset, updated
from ingest.connectors.reading import broken, lacks, nothing_of_ours, period
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
        return updated(answers) or super().release(answers)

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
        axes, lines = dataset(ask, parse_json(ask, answer), self.fields(self.values))
        self._check(ask, answer, axes)
        for line in lines:  # a replayed answer may hold more than was asked for
            if not self.period or fnmatchcase(str(line[1][self.period]), self.times):
                yield line

    def _check(self, ask: Ask, answer: Answer, axes: Axes) -> None:
        if not set(axes[self.place]) & set(ask.region.municipality_codes):
            raise nothing_of_ours(ask, [answer], f"variabeln «{self.place}»")
        for name, codes in self._selection(ask).items():
            if absent := [code for code in codes if "*" not in code and code not in axes[name]]:
                raise lacks(ask, absent[0], f"variabeln «{name}»", axes[name])
        if odd := [code for code in axes.get(self.period, []) if period(code) is None]:
            raise broken(ask, f"«{odd[0]}» i variabeln «{self.period}» är ingen period.")
