"""Searches the open catalogues for tables and data sets: Kolada's key figures, SCB's tables, and dataportal.se. Each hit as a draft to go on with."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from dataportalen import LiveCatalog, text
from dataportalen.core import DataportalError

from ingest import hosts
from ingest.connectors import dataportal
from ingest.connectors.kolada import Kolada
from ingest.connectors.reading import key
from ingest.connectors.things import slug
from ingest.errors import ContractError, IngestError, WrongUse
from ingest.http import Http
from ingest.source import Request
from ingest.workshop.model import Draft, Plain, Proposal, Value

MOST = 20  # hits of one catalogue
SCB = "https://statistikdatabasen.scb.se/api/v2"
CC = re.compile(r"CC[ _-]?0|CC[ _-]?BY(?![ _-]?N)|creativecommons\.org/(publicdomain|licenses/by/)", re.I)
SHAPES: tuple[tuple[str, str], ...] = (  # pattern in an address or a format -> kind; the first that fits
    (r"/rowstore/dataset/", "rowstore"), (r"statistikdatabasen\.scb\.se.*/tables/TAB\d+", "pxweb2"), (r"\.px($|\?)", "pxweb1"),
    (r"(service=wfs|/wfs(\?|/|$)|\bwfs\b)", "wfs"), (r"(/ogc-?features|/collections(/|$))", "ogc"),
    (r"(\.csv($|\?)|text/csv|^csv$)", "csv"), (r"(\.xlsx($|\?)|\.ods($|\?)|spreadsheet|excel)", "workbook"),
    (r"(\.json($|\?)|application/json|^json$)", "json"),
)  # fmt: skip


class Proposals(list[Proposal]):
    """What was found; `failed` says in Swedish which catalogues could not be searched, and why; `searched` names those that answered."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: list[str] = []
        self.searched: list[str] = []


def discover(words: str, http: Http | None = None) -> Proposals:
    """Hits in every catalogue, Kolada first. A catalogue that is down stops no other. Raises WrongUse for words that are none."""
    wanted = re.findall(r"\w+", words)
    if not wanted or len(words) > 100 or all(len(word) < 3 for word in wanted):
        raise WrongUse(
            "discover", f"«{words[:60]}» går inte att söka på.", "Skriv ett eller några ord, till exempel cykel eller laddpunkter."
        )
    asks, found = http or Http(), Proposals()
    for name, search in (("Kolada", _kolada), ("SCB", _scb), ("dataportal.se", _dataportal)):
        try:
            found += list(search(wanted, asks))
            found.searched.append(name)
        except (IngestError, DataportalError) as fault:
            found.failed.append(f"{name}: {fault.problem if isinstance(fault, IngestError) else fault}")
        except (KeyError, TypeError, AttributeError, ValueError) as cause:
            found.failed.append(f"{name}: svaret är inte som väntat ({cause!r}).")
    return found


def _kolada(words: list[str], http: Http) -> Iterator[Proposal]:
    base, found = Kolada().base, 0
    body = _json(http, f"{base}/kpi?{urlencode({'title': max(words, key=len)}, quote_via=quote)}")
    for kpi in body["values"]:
        title, about = str(kpi["title"]), " ".join(str(kpi.get("description") or "").replace("\\n", " ").split())
        if not _all_in(words, f"{title} {about}") or kpi.get("municipality_type") == "L" or found >= MOST:
            continue
        found += 1
        share = "(%)" in title or "andel" in title.casefold()
        value = Value(
            field=str(kpi["id"]), indicator=slug(title).replace("-", "_")[:40].strip("_"), unit="%" if share else "", high=100 if share else None,
            name_sv=title[:60], decimals=1,
        )  # fmt: skip
        draft = Draft(
            kind="kolada", title=f"{title[:60]} enligt Kolada", publisher="Kolada (RKA)", licence="fri användning, ange «Källa: Kolada»",
            licence_class="open", homepage="https://www.kolada.se/", values=(value,), options={"kpis": str(kpi["id"])},
        )  # fmt: skip
        yield Proposal("kolada", f"{kpi['id']} {title}", "Kolada (RKA)", f"{base}/kpi/{kpi['id']}", _why(words, title, about), draft)


def _scb(words: list[str], http: Http) -> Iterator[Proposal]:
    stars = " ".join(f"{word}*" for word in words)  # whole words only, unless a star is added
    body = _json(http, f"{SCB}/tables?{urlencode({'query': stars, 'lang': 'sv', 'pageSize': 100}, quote_via=quote)}")
    found = 0
    for table in body["tables"]:
        title, variables = str(table["label"]), [str(name) for name in table["variableNames"]]
        if not _all_in(words, f"{title} {' '.join(variables)}") or not {"region", "kommun"} & set(map(key, variables)) or found >= MOST:
            continue
        found += 1
        url, publisher = f"{SCB}/tables/{table['id']}", str(table.get("source") or "SCB")
        draft = Draft(
            kind="pxweb2",
            title=title[:100],
            publisher=publisher,
            licence="CC0 1.0",
            licence_class="open",
            homepage="https://www.scb.se/",
            url=url,
        )
        years = f"{table.get('firstPeriod', '')}–{table.get('lastPeriod', '')}"
        yield Proposal(
            "pxweb2", f"{table['id']} {title}", publisher, url, f"{_why(words, title, '')}; {years}; {', '.join(variables)}", draft
        )


def _dataportal(words: list[str], http: Http) -> Iterator[Proposal]:
    def get(request: Request) -> Any:
        return http.ask("dataportal.se", request)

    with LiveCatalog(_transport=(through := dataportal.Through(get))) as registry:
        page = registry._search("dataset", " ".join(words), MOST, 0, None, {}, facets=())  # datasets() would also count every publisher
    json.loads(through.answers[0].body)["resource"]["children"]  # the library takes an answer without it for one without hits
    for found in page:
        title, about = text(found["title"]) or "", text(found["description"]) or ""
        publisher = text(found["publisher"]["name"]) or "utgivaren är inte angiven"
        people = f"https://www.dataportal.se/datasets/{found['context_id']}_{found['entry_id']}"
        kind, url, licence = _best(found["distributions"], found["license"])
        options: dict[str, Plain] = {"format": "csv"} if kind == "file" else {}
        note = "" if kind == "file" or not (why := hosts.refusal(url)) else f"; {why}"
        draft = Draft(
            kind=kind, title=title[:100], publisher=publisher, licence=licence or "ingen licens angiven",
            licence_class="open" if CC.search(licence) else "authority", homepage=people, url=url, options=options,
        )  # fmt: skip
        yield Proposal(kind, title, publisher, people, f"{_why(words, title, about)}{note}", draft)


def _best(distributions: list[Mapping[str, Any]], licence: Mapping[str, Any] | None) -> tuple[str, str, str]:
    """Kind, address and licence of the file or service that is easiest to read; kind 'file' where none can be asked for."""
    ranked = []
    for one in distributions:
        url, told = str(one["download_url"] or one["access_url"] or ""), one["license"] or licence
        name = (text(told["label"]) or told["uri"]) if told else ""
        for rank, (pattern, kind) in enumerate(SHAPES):
            if urlsplit(url).scheme == "https" and (re.search(pattern, url, re.I) or re.search(pattern, str(one["format"] or ""), re.I)):
                ranked.append((rank, kind, url, name))
                break
    if ranked:
        return min(ranked)[1:]
    name = (text(licence["label"]) or licence["uri"]) if licence else ""
    return "file", "", str(name)


def _all_in(words: list[str], where: str) -> bool:
    return all(key(word) in key(where) for word in words)


def _why(words: list[str], title: str, about: str) -> str:
    there = [word for word in words if key(word) in key(title)]
    rest = [word for word in words if word not in there]
    told = [f"«{' '.join(there)}» i titeln"] if there else []
    return " och ".join([*told, *([f"«{' '.join(rest)}» i {'beskrivningen' if _all_in(rest, about) else 'posten'}"] if rest else [])])


def _json(http: Http, url: str) -> Any:
    answer = http.ask(urlsplit(url).hostname or "", Request(url))
    try:
        return json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as cause:
        raise ContractError("discover", f"Svaret från {url} går inte att läsa som JSON ({cause}).", "Försök igen senare.") from cause
