"""Questions to a publisher for which there is no source yet: what a connector's own readers want, with errors that name no file."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from ingest import region
from ingest.connectors.json_text import parse_json
from ingest.connectors.link import Link
from ingest.connectors.sheet_size import refuse_endless
from ingest.conversation import Setting
from ingest.errors import ContractError, IngestError
from ingest.http import Http
from ingest.runs import now
from ingest.source import Answer, Request, Source
from ingest.workshop.model import Plain

KEY = "källan"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # how an .xls file begins
SOURCE = Source(
    title="", publisher="", licence="", licence_class="private", homepage="", track="context", fetch=None, row_count=(1, 1), key=KEY
)


class Asker(Setting):
    """Asks, and keeps nothing."""

    def __init__(self, http: Http) -> None:
        super().__init__(SOURCE, region.load(), datetime.now(UTC).year)
        self._http = http

    def since(self, first: str, overlap: int) -> str:
        return first

    def get(self, request: Request) -> Answer:
        return self._http.ask(KEY, request)

    def try_get(self, request: Request, what: str) -> Answer | None:
        return self.get(request)


def link(url: str, options: Mapping[str, Plain]) -> Link | None:
    """The link that the options ask for on the page `url`; None where the address is the answer's own."""
    text, href, release = (str(options.get(f"link_{name}") or "") for name in ("text", "href", "release"))
    return Link(page=url, text=text, href=href, release=release) if text or href else None


def refuse_unreadable(kind: str, body: bytes, url: str) -> None:
    """Raises ContractError for a workbook or a JSON document that is none, or that memory can not hold."""
    if kind == "workbook" and body.startswith(OLD_EXCEL):
        raise ContractError(
            KEY, "Det är en arbetsbok i Excels äldre format (.xls), som inte läses.", "Öppna den och spara om den som XLSX."
        )
    answer = Answer(Request(url), body, hashlib.sha256(body).hexdigest(), now())
    if kind == "workbook" and body.startswith(b"PK"):
        refuse_endless(Asker(Http()), answer)
    elif kind in ("json", "rowstore"):
        parse_json(Asker(Http()), answer)


@contextmanager
def no_file(key: str = KEY) -> Iterator[None]:
    """Errors from within speak of the declaration and not of a file that is not there yet."""
    try:
        yield
    except IngestError as fault:
        remedy = fault.remedy.replace(f"ingest/sources/{key}.py", "det som är ifyllt")
        raise type(fault)(fault.key, fault.problem, remedy, fault.faults) from fault
