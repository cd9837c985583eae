"""dataportal.se: datasets that one of our municipalities publishes or is named in, searched through the library `dataportalen`.

The library knows the registry's traps; our transport is handed to it, so every answer has its receipt, its throttle and its replay.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dataportalen import LiveCatalog, live, text
from dataportalen.core import BaseTransport, DataportalError, Response

from ingest.connectors.persons import organisation_number
from ingest.connectors.reading import broken, lacks
from ingest.errors import Fault
from ingest.source import Answer, Ask, Entry, Record, Request

live._WORKERS = 1  # one question at a time: the host's throttle and the order of the kept answers want it
PAGE = 100  # the most that the registry gives at a time
ORGANISATION = re.compile(r"SE\d{10}")  # in http://dataportal.se/organisation/SE2120000563


class Through(BaseTransport):
    """The library's requests, put through a connector's `ask.get`; `last` is the newest answer."""

    def __init__(self, get: Callable[[Request], Answer]) -> None:
        self._get = get
        self.last: Answer | None = None

    def request(self, method: str, url: str, **options: object) -> Response:
        """The answer as the library wants it. Raises what `ask.get` raises; the library tries none of that again."""
        self.last = self._get(Request(url))
        return Response(200, {"content-type": "application/json; charset=utf-8"}, self.last.body, url)


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

    def release(self, answers: list[Answer]) -> str | None:
        """The registry has no vintage."""
        return None

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Each dataset once, as an entry. Raises ContractError where the registry answers otherwise than documented."""
        names = [area.name for area in ask.region.municipalities]
        ours = re.compile(rf"\b({'|'.join(map(re.escape, names))})s?\b", re.I)
        seen: set[str] = set()
        try:
            with Titles(_transport=(through := Through(ask.get))) as registry:
                publishers = {publisher["uri"]: publisher for publisher in registry.publishers()}
                if not publishers:
                    raise lacks(ask, "publisher", "registrets förteckning över utgivare", [])
                owners = [p["id"] for p in publishers.values() if ours.search(text(p["name"]) or "")]
                questions = [{"publisher": owner} for owner in sorted(filter(None, owners))] + [{"query": name} for name in names]
                for question in questions:
                    for dataset in _all(ask, registry, question):
                        entry = _entry(ask, dataset, publishers)
                        if entry and entry.id not in seen:
                            assert through.last is not None
                            seen.add(entry.id)
                            yield through.last, entry
        except DataportalError as cause:
            raise broken(ask, f"Svaret från dataportal.se går inte att läsa ({cause}).") from cause


def _all(ask: Ask, registry: Titles, question: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every hit of one question, page after page."""
    done, total = 0, 1
    while done < total:
        page = registry.datasets(limit=PAGE, offset=done, **question)
        total, found = page.total, list(page)
        if total and not found:
            raise broken(
                ask, f"Registret säger {total} träffar på {question} men ger inga efter {done}.", "Försök igen; svaret kan vara avkortat."
            )
        yield from found
        done += len(found)


def _entry(ask: Ask, dataset: dict[str, Any], publishers: dict[str, Any]) -> Entry | None:
    where = f"datamängd {dataset['context_id']}_{dataset['entry_id']}"
    publisher = publishers.get(dataset["publisher_uri"] or "")
    found = {
        "title": text(dataset["title"]), "description": text(dataset["description"]),
        "publisher": text(publisher["name"]) if publisher else None,
    }  # fmt: skip
    for field, value in found.items():
        if not value:
            ask.reject(Fault(where, field, "", "profilen DCAT-AP-SE kräver fältet"))
            return None
    assert publisher
    number = ORGANISATION.search(publisher["uri"] or "")
    numbers = [organisation_number(n[:12] + "01") for n in ([number[0]] if number else [])] + list(
        map(organisation_number, publisher["identifiers"])
    )
    return Entry(
        id=f"{dataset['context_id']}_{dataset['entry_id']}", kind="dataset", title=str(found["title"]), text=str(found["description"]),
        organisation=str(found["publisher"]), orgnr=next((n for n, _ in numbers if n), ""),
        url=f"https://www.dataportal.se/datasets/{dataset['context_id']}_{dataset['entry_id']}",
    )  # fmt: skip
