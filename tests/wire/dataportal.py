"""dataportal.se's search: the facet of publishers, a publisher looked up by its address, hits on a name. Every value is made up."""

from urllib.parse import parse_qs, urlsplit

from ingest.source import Request
from tests.wire.held import Held, as_json

STORE = "https://admin.dataportal.se/store"
PUBLISHER, PUBLISHERS = "http://dataportal.se/organisation/SE9999990001", "metadata.predicate.uri.9259d4c1"
TITLE, TEXT = "http://purl.org/dc/terms/title", "http://purl.org/dc/terms/description"


def search(held: Held, request: Request) -> bytes:
    """The first municipality's name has two hits, the second's one of them once more, the others none."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
    first, second = (f'"{area.name}"' for area in held.region.municipalities[:2])
    if asked["query"].startswith("resource:"):
        found = [entry("1", "1", PUBLISHER, {"http://xmlns.com/foaf/0.1/name": [words("Provverket")]})]
    elif first in asked["query"] or second in asked["query"]:
        found = [dataset("2", "Provdata ett"), dataset("3", "Provdata två")][: 2 if first in asked["query"] else 1]
    else:
        found = []
    answer: dict[str, object] = {
        "offset": int(asked["offset"]),
        "limit": int(asked["limit"]),
        "results": len(found),
        "resource": {"children": found},
    }
    if PUBLISHERS in asked.get("facetFields", ""):
        answer["facetFields"] = [{"name": PUBLISHERS, "valueCount": 1, "values": [{"name": PUBLISHER, "count": 2}]}]
    return as_json(answer)


def dataset(number: str, title: str) -> dict[str, object]:
    known = {
        TITLE: [words(title)],
        TEXT: [words(f"Påhittad beskrivning av {title.lower()}.")],
        "http://purl.org/dc/terms/publisher": [{"type": "uri", "value": PUBLISHER}],
    }
    return entry("9", number, f"https://example.org/provdata/{number}", known)


def entry(context: str, number: str, uri: str, known: dict[str, object]) -> dict[str, object]:
    told = {"http://entrystore.org/terms/resource": [{"type": "uri", "value": uri}]}
    return {"contextId": context, "entryId": number, "info": {f"{STORE}/{context}/entry/{number}": told}, "metadata": {uri: known}}


def words(text: str) -> dict[str, str]:
    return {"type": "literal", "lang": "sv", "value": text}
