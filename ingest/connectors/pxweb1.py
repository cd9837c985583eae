"""PxWeb 1, as most Swedish agencies speak it: metadata first, codes by their texts (codes are positions and shift), then one POST."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.connectors.json_text import parse_json
from ingest.connectors.reading import broken, key, lacks, need, need_list, nothing_of_ours, period
from ingest.connectors.table import VALUE, Line, Table
from ingest.source import Answer, Ask, Record

Texts = Mapping[str, Mapping[str, str]]  # variable -> code -> text


@dataclass(frozen=True, kw_only=True)
class PxWeb1(Table):
    """`url` is the table's address. `place`, `period`, `pick`, `only` and `breakdown` name variables; `values` is {VALUE: ...}."""

    texts: Texts = field(default_factory=dict)  # the code lists, for an answer that is handed in without its metadata

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region. Raises ContractError for a variable, text or column that is not there."""
        for url in self.addresses(ask):
            asked, texts, answer = (0, self.texts, self.answer(ask, url)) if self.texts else self._ask(ask, url)
            lines = list(self._lines(ask, answer, texts))
            if len(lines) < asked:  # a suppressed value has its cell too
                ask.miss(f"{asked - len(lines)} av {asked} värden", "svaret har färre än frågan")
            yield from self.records(ask, answer, lines, self.values)

    def fields_asked(self) -> list[str]:
        return [name for name in self.fields(self.values) if name != VALUE]

    def _ask(self, ask: Ask, url: str) -> tuple[int, Texts, Answer]:
        """How many values were asked for, the code lists and the answer."""
        metadata = self.answer(ask, url)
        texts, optional = self._variables(ask, metadata)
        for name in self.fields_asked():
            if name not in texts:
                raise lacks(ask, name, "tabellens metadata", texts)
        chosen = {name: self._codes_of(ask, name, texts[name]) for name in self.fields_asked()}
        if not any(ask.region.municipality(texts[self.place][code]) for code in chosen[self.place]):
            raise nothing_of_ours(ask, [metadata], "tabellens metadata")
        if forced := [name for name in texts if name not in chosen and name not in optional]:
            raise broken(ask, f"Variabeln «{forced[0]}» måste väljas.", "Välj ett värde med only, eller dela upp efter den med breakdown.")
        query = [{"code": name, "selection": {"filter": "item", "values": codes}} for name, codes in chosen.items()]
        return math.prod(map(len, chosen.values())), texts, self.answer(ask, url, body={"query": query, "response": {"format": "json"}})

    def _variables(self, ask: Ask, metadata: Answer) -> tuple[Texts, set[str]]:
        texts: dict[str, dict[str, str]] = {}
        optional: set[str] = set()
        for variable in need_list(ask, parse_json(ask, metadata), "variables", "metadata"):
            name = str(need(ask, variable, "code", "en variabel"))
            codes, words = need_list(ask, variable, "values", name), need_list(ask, variable, "valueTexts", name)
            if len(codes) != len(words):
                raise broken(ask, f"Variabeln «{name}» har {len(codes)} koder men {len(words)} texter.")
            texts[name] = {str(code): str(word) for code, word in zip(codes, words, strict=True)}
            if isinstance(variable, Mapping) and variable.get("elimination"):
                optional.add(name)
        return texts, optional

    def _codes_of(self, ask: Ask, name: str, texts: Mapping[str, str]) -> list[str]:
        if name == self.place:
            return [code for code, text in texts.items() if ask.region.place(text)]
        spec = self.values[VALUE]
        wanted = self.only[name] if name in self.only else tuple(spec) if name == self.pick and isinstance(spec, Mapping) else ()
        if absent := [text for text in wanted if key(text) not in map(key, texts.values())]:
            raise lacks(ask, absent[0], f"variabeln «{name}»", texts.values())
        if name == self.period and (odd := next((text for text in texts.values() if period(text) is None), None)):
            raise broken(ask, f"«{odd}» i variabeln «{name}» är ingen period.")
        return [code for code, text in texts.items() if not wanted or key(text) in map(key, wanted)]

    def _lines(self, ask: Ask, answer: Answer, texts: Texts) -> Iterator[Line]:
        body = parse_json(ask, answer)
        columns = [
            (str(need(ask, c, "code", "columns")), str(need(ask, c, "type", "columns"))) for c in need_list(ask, body, "columns", "svaret")
        ]
        keys = [code for code, kind in columns if kind in ("d", "t")]
        if len(columns) != len(keys) + 1:
            raise broken(ask, f"Svaret har {len(columns) - len(keys)} värdekolumner, en väntades.", "Välj en med only.")
        if absent := [name for name in self.fields_asked() if name not in keys]:
            raise lacks(ask, absent[0], "svarets kolumner", keys)
        for n, row in enumerate(need_list(ask, body, "data", "svaret"), start=1):
            where = f"rad {n} i svaret"
            codes, values = need_list(ask, row, "key", where), need_list(ask, row, "values", where)
            if len(codes) != len(keys) or len(values) != 1:
                raise broken(ask, f"{where} har {len(codes)} koder och {len(values)} värden; {len(keys)} och 1 väntades.")
            cells: dict[str, object] = {VALUE: values[0]}
            for name, code in zip(keys, codes, strict=True):
                if name in texts and str(code) not in texts[name]:
                    raise lacks(ask, str(code), f"kodlistan för «{name}»", texts[name])
                cells[name] = texts[name][str(code)] if name in texts else code
            yield where, cells, {}
