"""Kolada v3, and the same figures in a table that is handed in. Each Indicator's `kpi` is Kolada's own code."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ingest.connectors.counting import no_more
from ingest.connectors.json_text import parse_json
from ingest.connectors.reading import broken, lacks, need, need_list, nothing_of_ours, number, shown
from ingest.connectors.unpack import files, lines
from ingest.source import Answer, Ask, Indicator, Record, Request, Row

PER_SEGMENT = 25  # Kolada takes no more ids than this in one part of the address
MISSING = "värde saknas hos Kolada"


def kolada_place(ask: Ask, text: str) -> str | None:
    """Our code: Kolada writes the county '0006' and the country '0000'."""
    wide = {f"00{area.code}": area.code for area in (ask.region.county, ask.region.country)}
    return wide.get(text) or ask.region.municipality(text)


@dataclass(frozen=True)
class Kolada:
    """All years of every key figure, for our municipalities, the county and the country, both sexes together."""

    base: str = "https://api.kolada.se/v3"

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every value. A key figure that Kolada no longer has gives no rows. Raises ContractError for a missing field or a short page."""
        indicators = {i.kpi: i for i in ask.source.indicators if i.kpi}
        areas = [*ask.region.municipality_codes, f"00{ask.region.county.code}", f"00{ask.region.country.code}"]
        answers: list[Answer] = []
        any_row = False
        for kpis, places in product(_chunks(list(indicators)), _chunks(areas)):
            url: str | None = f"{self.base}/data/kpi/{','.join(kpis)}/municipality/{','.join(places)}"
            asked: set[str] = set()
            while url:
                if url in asked:
                    raise broken(ask, f"Koladas sidor tar aldrig slut: next_url leder tillbaka till {url}.")
                asked.add(url)
                answer = ask.get(Request(url))
                answers.append(answer)
                body = parse_json(ask, answer)
                for row in self._rows(ask, body, indicators):
                    any_row = True
                    yield answer, row
                following = need(ask, body, "next_url", "svaret")
                url = str(following) if following else None
        if not any_row:
            raise nothing_of_ours(ask, answers, "Koladas svar")

    def release(self, answers: list[Answer]) -> str | None:
        """Kolada tells none: the day of the fetch stands for it."""
        return None

    def _rows(self, ask: Ask, body: object, indicators: dict[str, Indicator]) -> Iterator[Row]:
        items = need_list(ask, body, "values", "svaret")
        if need(ask, body, "count", "svaret") != len(items):
            raise broken(ask, f"Koladas sida har {len(items)} poster men säger sig ha {need(ask, body, 'count', 'svaret')}.")
        for n, item in enumerate(items, start=1):
            kpi, municipality, period = (str(need(ask, item, name, f"post {n}") or "") for name in ("kpi", "municipality", "period"))
            if not (kpi and municipality and period):
                raise broken(ask, f"I post {n} är nyckeltal, kommun eller år tomt: {shown(item)}.")
            where = f"{kpi} {municipality} {period}"
            for cell in need_list(ask, item, "values", where):
                gender, gone, status, raw = (need(ask, cell, name, where) for name in ("gender", "isdeleted", "status", "value"))
                place = kolada_place(ask, municipality)
                if gender != "T" or gone or place is None or kpi not in indicators or _other_body(ask, indicators[kpi], place):
                    continue
                try:
                    value, _ = number(raw, gaps=())
                except ValueError as cause:
                    raise broken(ask, f"{where}: värdet {raw!r} är inget tal.") from cause
                yield Row(indicators[kpi].id, place, period, value, status=str(status or "") or ("" if value is not None else MISSING))


@dataclass(frozen=True)
class KoladaTable:
    """A CSV, plain or gzipped, with the columns kpi, municipality, period, gender and value: the values of an earlier day, handed in."""

    url: str = "https://www.kolada.se/"

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every value of our key figures and places. Raises ContractError for a missing column or a value that is no number."""
        yield from no_more(ask, self._records(ask))

    def _records(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        answer = ask.get(Request(self.url, expects="csv"))
        indicators = {i.kpi: i for i in ask.source.indicators if i.kpi}
        rows = csv.DictReader(line for where, opened in files(ask, answer) for line in lines(ask, where, opened))
        try:
            names = list(rows.fieldnames or ())
            for name in ("kpi", "municipality", "period", "gender", "value"):
                if names.count(name) > 1:
                    raise broken(ask, f"Rubriken «{name}» finns {names.count(name)} gånger i Koladas tabell.")
                if name not in names:
                    raise lacks(ask, name, "Koladas tabell", names)
            for row in rows:
                if None in row or None in row.values() or not row["municipality"]:
                    raise broken(ask, f"Rad {rows.line_num} i Koladas tabell har inte en cell per rubrik, eller ingen kommun: {row}.")
                place = kolada_place(ask, row["municipality"])
                kpi = row["kpi"]
                if row["gender"] != "T" or place is None or kpi not in indicators or _other_body(ask, indicators[kpi], place):
                    continue
                value, _ = number(row["value"])
                yield answer, Row(indicators[kpi].id, place, row["period"], value, status="" if value is not None else MISSING)
        except (csv.Error, ValueError) as cause:
            raise broken(ask, f"Rad {rows.line_num} i Koladas tabell: {cause} är inget värde.") from cause

    def release(self, answers: list[Answer]) -> str | None:
        """Told by the person who hands the file in."""
        return None


def _other_body(ask: Ask, indicator: Indicator, place: str) -> bool:
    return indicator.own_organisation and place == ask.region.county.code


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + PER_SEGMENT] for i in range(0, len(ids), PER_SEGMENT)]
