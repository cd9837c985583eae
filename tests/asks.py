"""Questions answered from a dictionary: a connector's other side in tests, without network or folders."""

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

import openpyxl

from ingest import distort, region
from ingest.contract import check
from ingest.errors import ContractError, Fault, FetchError, IngestError
from ingest.source import Answer, Connector, Indicator, Record, Request, Source
from twin.paths import DATA

OURS = region.load(DATA / "region.toml")
URL = "https://example.org/data"


def source(connector: Connector, *ids: str, kpis: Mapping[str, str] | None = None, may_lack: frozenset[str] = frozenset()) -> Source:
    """A declaration with these indicators, good enough to read with."""
    indicators = tuple(Indicator(name, unit="st", kpi=(kpis or {}).get(name, "")) for name in ids)
    return Source(
        "Prov",
        "Utgivare",
        "fri",
        "open",
        "https://example.org/",
        "climate",
        connector,
        (1, 10_000),
        indicators,
        key="prov",
        may_lack=may_lack,
    )


class Asks:
    """Answers by address (a POST after the address in a second entry); notes what was asked and what was missing."""

    def __init__(
        self, declared: Source, bodies: Mapping[str, bytes] | bytes, via: str | None = None, year: int = 2026, last: str = ""
    ) -> None:
        self.source, self.region, self.year, self.last = declared, OURS, year, last
        self.bodies, self.via = bodies, via
        self.asked: list[Request] = []
        self.missing: list[str] = []
        self.rejected: list[Fault] = []

    def since(self, first: str, overlap: int) -> str:
        return (datetime.fromisoformat(self.last) - timedelta(days=overlap)).strftime("%Y-%m-%d") if self.last else first

    def reject(self, fault: Fault) -> None:
        if not self.source.may_reject:
            raise ContractError(self.source.key, f"{fault}.", f"Jämför svaret med ingest/sources/{self.source.key}.py.", (fault,))
        self.rejected.append(fault)

    def get(self, request: Request) -> Answer:
        self.asked.append(request)
        if isinstance(self.bodies, bytes):
            body = self.bodies
        else:
            name = request.url if request.body is None else f"POST {request.url}"
            if name not in self.bodies:
                raise FetchError(self.source.key, f"svarade 404 på {request.url}.", "Kontrollera adressen.")
            body = self.bodies[name]
        return Answer(request, body, hashlib.sha256(body).hexdigest(), "2026-11-25T08:00:00", via=self.via)

    def miss(self, what: str, why: str) -> None:
        self.missing.append(what)

    def try_get(self, request: Request, what: str) -> Answer | None:
        try:
            return self.get(request)
        except FetchError:
            self.missing.append(what)
            return None


def read(declared: Source, connector: Connector, bodies: Mapping[str, bytes] | bytes, **more: object) -> list[Record]:
    """Every record, held against the contract as for a file handed in."""
    ask = Asks(declared, bodies, **more)  # type: ignore[arg-type]
    records = list(connector.read(ask))
    check(declared, ask.region, records, partial=True)
    return [record for _, record in records]


def never_changes_in_silence(declared: Source, connector: Connector, body: bytes) -> int:
    """Rename every field and empty every list in turn: each is a named error, or gives the same figures. How many were stopped."""
    good, stopped = read(declared, connector, body), 0
    assert good
    for what, spoiled in (*distort.renamed_fields(body), *distort.emptied(body)):
        try:
            assert read(declared, connector, spoiled) == good, f"«{what}» changed the figures in silence"
        except IngestError as told:
            stopped += 1
            assert str(told).startswith(f"{declared.key}: "), told
    return stopped


def dumps(node: object) -> bytes:
    return json.dumps(node, ensure_ascii=False).encode()


def csv_of(*rows: tuple[object, ...], separator: str = ",", encoding: str = "utf-8") -> bytes:
    return "".join(separator.join(str(cell) for cell in row) + "\n" for row in rows).encode(encoding)


def xlsx(**sheets: list[list[object]]) -> bytes:
    """A workbook; an underscore in a sheet's name stands for a space."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
