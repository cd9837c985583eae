"""dataportal.se: datasets that one of our municipalities publishes or is named in, searched through the library `dataportalen`.

The library knows the registry's traps; our transport is handed to it, so every answer has its receipt, its throttle and its replay.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dataportalen import LiveCatalog, live, text
from dataportalen.core import BaseTransport, DataportalError, Response

from ingest.connectors.json_text import parse_json
from ingest.connectors.persons import organisation_number
from ingest.connectors.reading import broken, lacks
from ingest.errors import Fault
from ingest.source import Answer, Ask, Entry, Record, Request

live._WORKERS = 1  # type: ignore[attr-defined]  # one question at a time: the throttle and the order of the kept answers want it
PAGE = 100  # the most that the registry gives at a time
# what the library gives for an answer that is JSON, but not as documented
UNREADABLE = (DataportalError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
ORGANISATION = re.compile(r"organisation/SE(\d{10})")  # in http://dataportal.se/organisation/SE2120000563


class Through(BaseTransport):
    """The library's requests, put through a connector's `ask.get`; `answers` are those so far."""

    def __init__(self, get: Callable[[Request], Answer], check: Callable[[Answer], object] = lambda answer: None) -> None:
        self._get, self._check = get, check
        self.answers: list[Answer] = []

    def request(self, method: str, url: str, **options: object) -> Response:
        """The answer as the library wants it. Raises what `ask.get` raises; the library tries none of that again."""
        answer = self._get(Request(url))
        self._check(answer)
        self.answers.append(answer)
        return Response(200, {"content-type": "application/json; charset=utf-8"}, answer.body, url)


class Titles(LiveCatalog):
    """Search hits as they stand in the answer: files and contact persons are not asked for."""

    def _records(self, entries: Sequence[Any]) -> list[Any]:
        return [entry.to_dict(distributions=False) | {"publisher_uri": entry.publisher_uri} for entry in entries]


def catalogue(get: Callable[[Request], Answer]) -> LiveCatalog:
    """The registry with files and publishers resolved, for whoever looks for new sources."""
    return LiveCatalog(_transport=Through(get))


@dataclass(frozen=True, kw_only=True)
class Dataportal:
    """No fields to declare: what is asked for follows from the region."""

    entries: bool = True  # what it tells of is a register's

    def release(self, answers: list[Answer]) -> str | None:
        """The registry has no vintage."""
        return None

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Each dataset once, as an entry. Raises ContractError where the registry answers otherwise than documented."""
        names = [area.name for area in ask.region.municipalities]
        ours = re.compile(rf"\b({'|'.join(map(re.escape, names))})s?\b", re.I)
        seen: set[str] = set()
        try:
            with Titles(_transport=(through := Through(ask.get, partial(parse_json, ask)))) as registry:
                publishers: dict[str, Any] = {str(publisher["uri"]): publisher for publisher in registry.publishers()}
                if not publishers:
                    raise lacks(ask, "publisher", "registrets förteckning över utgivare", [])
                owners = sorted(str(p["id"]) for p in publishers.values() if p["id"] and ours.search(text(p["name"]) or ""))
                for question in [*({"publisher": owner} for owner in owners), *({"query": name} for name in names)]:
                    for answer, dataset in _all(ask, registry, through, question):
                        entry = _entry(ask, dataset, publishers)
                        if entry and entry.id not in seen:
                            seen.add(entry.id)
                            yield answer, entry
        except UNREADABLE as cause:
            raise broken(ask, f"Svaret från dataportal.se går inte att läsa ({type(cause).__name__}: {cause}).") from cause


def _all(ask: Ask, registry: LiveCatalog, through: Through, question: Mapping[str, Any]) -> Iterator[tuple[Answer, Mapping[str, Any]]]:
    """Every hit of one question with its answer, page after page."""
    done, total = 0, 1
    while done < total:
        page = registry.datasets(limit=PAGE, offset=done, **question)
        total, found = page.total, list(page)
        if total and not found:
            raise broken(
                ask, f"Registret säger {total} träffar på {question} men ger inga efter {done}.", "Försök igen; svaret kan vara avkortat."
            )
        for dataset in found:
            yield through.answers[-1], dataset
        done += len(found)


def _entry(ask: Ask, dataset: Mapping[str, Any], publishers: Mapping[str, Any]) -> Entry | None:
    id_ = "_".join(str(dataset[part] or "") for part in ("context_id", "entry_id"))
    publisher: Mapping[str, Any] = publishers.get(str(dataset["publisher_uri"]), {"name": {}, "identifiers": []})
    found = {
        "contextId och entryId": re.fullmatch(r"\w+_\w+", id_) and id_, "title": text(dataset["title"]),
        "description": text(dataset["description"]), "publisher": text(publisher["name"]),
    }  # fmt: skip
    for field, value in found.items():
        if not value:
            ask.reject(Fault(f"datamängd {id_}", field, "", "profilen DCAT-AP-SE kräver fältet"))
            return None
    numbers = [*ORGANISATION.findall(str(dataset["publisher_uri"])), *publisher["identifiers"]]
    return Entry(
        id=id_, kind="dataset", title=str(found["title"]), text=str(found["description"]), organisation=str(found["publisher"]),
        orgnr=next((n for n, _ in map(organisation_number, numbers) if n), ""), url=f"https://www.dataportal.se/datasets/{id_}",
    )  # fmt: skip
