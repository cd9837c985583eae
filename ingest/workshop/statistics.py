"""A look at statistics that name their own variables: Kolada, PxWeb and JSON-stat."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest import region
from ingest.connectors.kolada import Kolada
from ingest.connectors.reading import key, period
from ingest.connectors.things import slug
from ingest.errors import ContractError, WrongUse
from ingest.http import Http
from ingest.source import Request
from ingest.workshop.model import Guesses, Look, Plain, Value

KINDS = ("kolada", "pxweb1", "pxweb2", "jsonstat")
KPI = re.compile(r"[NU]\d{5}")
WHOLE = ("totalt", "total", "samtliga", "alla", "båda", "hela")
SHOWN = 20
PLACES = 2  # places of ours that make a variable the one of municipalities


@dataclass(frozen=True)
class Variable:
    """One variable of a table: its values as the declaration must write them (codes or texts), and how they read."""

    name: str
    values: tuple[str, ...]
    texts: tuple[str, ...]
    must: bool  # has to be chosen from
    time: bool = False
    metric: bool = False
    units: tuple[str, ...] = ()


def look(kind: str, url: str, options: Mapping[str, Plain], http: Http) -> Look:
    """The variables with their values, or Kolada's newest figures. Raises IngestError."""
    if kind == "kolada":
        return _kolada(str(options.get("kpis") or url), http)
    if kind == "pxweb2":
        url = f"{re.sub(r'/(data|metadata)/?$', '', url.partition('?')[0]).rstrip('/')}/metadata?lang=sv"
    size, body = _ask(http, url)
    try:
        title, publisher, variables = _px1(body) if kind == "pxweb1" else _stat(body)
    except (KeyError, TypeError, AttributeError, IndexError) as cause:
        raise ContractError(
            "källan",
            f"Svaret från {url} är ingen tabell av den sorten ({cause!r}).",
            "Kontrollera adressen och sorten; öppna den i en webbläsare.",
        ) from cause
    return _variables(title, publisher, variables, size)


def _variables(title: str, publisher: str, variables: list[Variable], size: int) -> Look:
    where = region.load()
    ours = {v.name: sum(1 for text in (*v.values, *v.texts) if where.municipality(text)) for v in variables}
    place = max(variables, key=lambda v: ours[v.name]).name if max(ours.values(), default=0) >= PLACES else ""
    when = next((v.name for v in variables if v.time or (v.values and all(map(period, v.values)))), "")
    rest = [v for v in variables if v.name not in (place, when)]
    metric = next((v for v in rest if v.metric), None) or (rest[-1] if len(rest) == 1 else None)
    only = {v.name: (_whole(v),) for v in rest if v is not metric and v.must}
    options: dict[str, Plain] = {"pick": metric.name} if metric else {}
    if only:
        options["only"] = only
    words = tuple(
        Value(field=code, indicator="", unit=unit, name_sv=text[:60])
        for code, text, unit in zip(metric.values, metric.texts, metric.units or ("",) * len(metric.values), strict=True)
    ) if metric else (Value(field="värde", indicator="", unit="", name_sv=title[:60]),)  # fmt: skip
    columns = tuple(v.name for v in variables)
    rows = tuple(tuple(_both(v, n) for v in variables) for n in range(min(SHOWN, max((len(v.values) for v in variables), default=0))))
    guesses = Guesses(place, when, tuple(w.field for w in words), options, publisher, title, words)
    choices = {v.name: v.values for v in variables}
    note = "" if place else f"Ingen variabel har {where.name}s kommuner."
    return Look(columns, rows, guesses, size, max((len(v.values) for v in variables), default=0), (), choices, note)


def _px1(body: Any) -> tuple[str, str, list[Variable]]:
    found = []
    for raw in body["variables"]:
        texts = tuple(map(str, raw["valueTexts"]))
        timed = bool(raw.get("time")) or all(map(period, texts))
        metric = key(raw["code"]) in ("contentscode", "tabellinnehåll", "kategori")
        found.append(Variable(str(raw["code"]), texts, texts, not raw.get("elimination"), timed, metric))
    return str(body.get("title", "")), "", found


def _stat(body: Any) -> tuple[str, str, list[Variable]]:
    roles = body.get("role") or {}
    found = []
    for name in body["id"]:
        dimension = body["dimension"][name]
        category = dimension["category"]
        index = category.get("index") or category["label"]
        codes = [str(c) for c in (sorted(index, key=lambda c: index[c]) if category.get("index") and isinstance(index, dict) else index)]
        labels = category.get("label") or {}
        units = category.get("unit") or {}
        found.append(
            Variable(
                str(name), tuple(codes), tuple(str(labels.get(c, c)) for c in codes),
                not (dimension.get("extension") or {}).get("elimination"), name in roles.get("time", ()), name in roles.get("metric", ()),
                tuple(str((units.get(c) or {}).get("base", "")) for c in codes),
            )
        )  # fmt: skip
    return str(body.get("label", "")), str(body.get("source", "")), found


def _whole(variable: Variable) -> str:
    """The value that means everything, else the first."""
    marks = [value for value, text in zip(variable.values, variable.texts, strict=True) if any(w in key(text) for w in WHOLE)]
    return marks[0] if marks else variable.values[0]


def _both(variable: Variable, n: int) -> str:
    if n >= len(variable.values):
        return ""
    value, text = variable.values[n], variable.texts[n]
    return value if value == text else f"{value} {text}"


def _kolada(asked: str, http: Http) -> Look:
    ids = list(dict.fromkeys(KPI.findall(asked.upper())))
    if not ids:
        raise WrongUse(
            "kolada", f"«{asked[:60]}» är inget id i Kolada.", "Skriv N eller U och fem siffror; sök på kolada.se efter nyckeltalet."
        )
    where, base = region.load(), Kolada().base
    size, known = _ask(http, f"{base}/kpi/{','.join(ids)}")
    more, data = _ask(http, f"{base}/data/kpi/{','.join(ids)}/municipality/{','.join(where.municipality_codes)}")
    try:
        titles = {str(one["id"]): str(one["title"]) for one in known["values"]}
        cells = [
            (str(row["period"]), str(row["kpi"]), where.areas[str(row["municipality"])].name, value["value"])
            for row in data["values"]
            for value in row["values"]
            if value["gender"] == "T" and not value.get("isdeleted") and str(row["municipality"]) in where.areas
        ]
    except (KeyError, TypeError) as cause:
        raise ContractError("kolada", f"Koladas svar är inte som väntat ({cause!r}).", "Försök igen senare.") from cause
    if absent := [one for one in ids if one not in titles]:
        raise WrongUse("kolada", f"Kolada har inget nyckeltal {', '.join(absent)}.", "Kontrollera id på kolada.se.")
    cells.sort(key=lambda row: row[0], reverse=True)
    rows = tuple((kpi, titles[kpi], name, when, "" if value is None else str(value)) for when, kpi, name, value in cells)
    words = tuple(_kolada_words(one, titles[one], [value for _, kpi, _, value in cells if kpi == one and value is not None]) for one in ids)
    guesses = Guesses("", "", tuple(ids), {"kpis": " ".join(ids)}, "Kolada (RKA)", f"{titles[ids[0]][:60]} enligt Kolada", words)
    note = "" if rows else "Kolada har inga värden för våra kommuner."
    return Look(("id", "nyckeltal", "kommun", "år", "värde"), rows[:SHOWN], guesses, size + more, len(rows), (), {}, note)


def _kolada_words(kpi: str, title: str, values: list[float]) -> Value:
    share = "(%)" in title or ", %" in title or "andel" in title.casefold()
    high = 100.0 if share else None
    indicator = slug(title).replace("-", "_")[:40].strip("_")
    decimals = 0 if values and all(float(value).is_integer() for value in values) else 1
    return Value(field=kpi, indicator=indicator, unit="%" if share else "", high=high, name_sv=title[:60], decimals=decimals)


def _ask(http: Http, url: str) -> tuple[int, Any]:
    answer = http.ask("källan", Request(url))
    try:
        return len(answer.body), json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as cause:
        raise ContractError("källan", f"Svaret från {url} går inte att läsa som JSON ({cause}).", "Kontrollera adressen.") from cause
