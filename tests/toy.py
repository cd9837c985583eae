"""The smallest true source, for tests of the ingest core: one indicator, one JSON answer, the six municipalities."""

import json
from collections.abc import Iterator

from ingest import region as regions
from ingest.errors import ContractError
from ingest.source import Answer, Ask, Indicator, Record, Request, Row, Source
from tests.faults import Reply
from tests.shelves import Asked
from twin.paths import DATA

REGION = regions.load(DATA / "region.toml")
URL = "https://toy.example.org/data"


class Toy:
    """Reads `{"rows": [{"place", "year", "value"}]}`."""

    def __init__(self, headers: dict[str, str] | None = None) -> None:
        self.headers = headers or {}

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        answer = ask.get(Request(URL, headers=self.headers))
        try:
            for row in json.loads(answer.body)["rows"]:
                yield answer, Row("toy", row["place"], str(row["year"]), row["value"])
        except (KeyError, TypeError) as missing:
            raise ContractError(ask.source.key, f"Fältet {missing} saknas.", "Jämför svaret med källfilen.") from missing

    def release(self, answers: list[Answer]) -> str | None:
        return None


def source(connector: Toy | None = None) -> Source:
    return Source(
        title="Provkälla",
        publisher="Prov",
        licence="prov",
        licence_class="open",
        homepage="https://toy.example.org/",
        track="context",
        fetch=connector or Toy(),
        row_count=(6, 12),
        indicators=(Indicator("toy", unit="st", value_range=(0, 1000)),),
        key="toy",
    )


def body(values: list[float] | None = None) -> bytes:
    """An answer with one value a municipality."""
    found = values or [1, 2, 3, 4, 5, 6]
    rows = [{"place": code, "year": 2024, "value": value} for code, value in zip(REGION.municipality_codes, found, strict=False)]
    return json.dumps({"rows": rows}).encode()


class Shelf:
    """One answer for every question, kept in `body`; a path in `missing` was never recorded."""

    def __init__(self, answer: bytes | None = None) -> None:
        self.body = body() if answer is None else answer
        self.missing: set[str] = set()

    def find(self, asked: Asked) -> Reply | None:
        if asked.path in self.missing:
            return None
        return Reply(200, self.body, {"X-Obtained": "rebuilt", "X-Copy-Of": "a/b@c:d", "X-Release": "2024-08-30"})
