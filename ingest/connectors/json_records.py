"""JSON lists of records: `JsonRecords(url, path, place, values, ...)`. Fields are dotted paths; nested years and parts become rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ingest.connectors.reading import broken, parse_json, walk
from ingest.connectors.table import Line, Table
from ingest.source import Answer, Ask, Record, Request

MOST_PAGES = 1000  # a list that never ends is a fault of ours or theirs


@dataclass(frozen=True, kw_only=True)
class JsonRecords(Table):
    """A list of objects in one answer, or in several pages.

    `unfold=("sectors", "år", "sektor")` makes {"sectors": {"2024": {"Transporter": 1.5}}} into rows
    with the fields 'år', 'sektor' and 'sectors'.
    """

    path: str = ""  # where the list stands; "" where the answer is the list
    unfold: tuple[str, ...] = ()  # field that nests, then a name for each level of keys
    next: str = ""  # paging: path of the next page's address, null on the last page
    page: str = ""  # paging: query parameter that counts pages from 1, until an empty page
    offset: str = ""  # paging: query parameter that counts records, `size` at a time, until an empty page
    size: int = 500

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region, page after page. Raises ContractError for a missing field or an endless list."""
        url: str | None = self._url(0, 0)
        asked: set[str] = set()
        done = 0
        while url:
            if url in asked or len(asked) >= MOST_PAGES:
                raise broken(
                    ask, f"Sidorna tar aldrig slut: {url} kommer igen efter {len(asked)} sidor.", "Kontrollera next, page eller offset."
                )
            asked.add(url)
            answer = ask.get(Request(url))
            body = parse_json(ask, answer)
            found = walk(ask, body, self.path, "svaret")
            if not isinstance(found, list):
                raise broken(ask, f"«{self.path or 'svaret'}» ska vara en lista, men är {str(found)[:80]!r}.", "Ange listans plats i path.")
            yield from self.records(ask, answer, self._lines(ask, found), self.values)
            done += len(found)
            url = self._following(ask, body, len(found), done, len(asked))

    def _url(self, pages: int, records: int) -> str:
        counter = {self.page: pages + 1} if self.page else {self.offset: records, "limit": self.size} if self.offset else {}
        return self.url + (("&" if "?" in self.url else "?") + urlencode(counter) if counter else "")

    def _following(self, ask: Ask, body: object, here: int, done: int, pages: int) -> str | None:
        if self.next:
            address = walk(ask, body, self.next, "svaret")
            return str(address) if address else None
        return self._url(pages, done) if here and (self.page or self.offset) else None

    def _lines(self, ask: Ask, found: list[object]) -> Iterator[Line]:
        for n, record in enumerate(found, start=1):
            where = f"post {n}"
            plain = {name: walk(ask, record, name, where) for name in self.fields(self.values) if name not in self.unfold}
            if not self.unfold:
                yield where, plain, []
                continue
            for keys, value in self._leaves(ask, where, walk(ask, record, self.unfold[0], where), len(self.unfold) - 1):
                yield where, plain | dict(zip(self.unfold, (value, *keys), strict=True)), []

    def _leaves(self, ask: Ask, where: str, node: object, depth: int) -> Iterator[tuple[tuple[str, ...], object]]:
        if depth == 0:
            yield (), node
        elif not isinstance(node, Mapping) or not node:
            raise broken(
                ask, f"{where}: «{self.unfold[0]}» ska ha {len(self.unfold) - 1} nivåer av nycklar, men där står {str(node)[:80]!r}."
            )
        else:
            for name, child in node.items():
                for keys, value in self._leaves(ask, where, child, depth - 1):
                    yield (str(name), *keys), value
