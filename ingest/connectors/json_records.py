"""JSON lists of records: `JsonRecords(url, path, place, values, ...)`. Fields are dotted paths; nested years and parts become rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from ingest.connectors.reading import broken, lacks, parse_json, there, walk
from ingest.connectors.table import Line, Table
from ingest.source import Answer, Ask, Record

MOST_PAGES = 1000  # a list that never ends is a fault of ours or theirs


@dataclass(frozen=True, kw_only=True)
class JsonRecords(Table):
    """A list of objects in one answer, or in several pages.

    A field whose path ends with ? may be absent from a record, where the publisher says so; absent from all of them is an error.
    `unfold=("sectors", "år", "sektor")` makes {"sectors": {"2024": {"Transporter": 1.5}}} into rows
    with the fields 'år', 'sektor' and 'sectors'.
    """

    path: str = ""  # where the list stands; "" where the answer is the list
    unfold: tuple[str, ...] = ()  # field that nests, then a name for each level of keys
    next: str = ""  # paging: path of the next page's address, null on the last page
    page: str = ""  # paging: query parameter that counts pages, until an empty page
    first_page: int = 1
    offset: str = ""  # paging: query parameter that counts records, `size` at a time, until an empty page
    limit: str = ""  # query parameter of a page's size; "" is 'limit' for `offset` and none for `page`
    size: int = 500

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region, page after page. Raises ContractError for a missing field or an endless list."""
        yield from self.once(self._records(ask))

    def _records(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        unseen = {name for name in self.fields(self.values) if name.endswith("?")}
        any_record = False
        for address in self.addresses(ask):
            here = False
            for answer, found in self._pages(ask, address):
                here = here or bool(found)
                yield from self.records(ask, answer, self._lines(ask, found, unseen), self.values)
            self.not_empty(ask, address, here)
            any_record = any_record or here
        if unseen and any_record and not self.only_changes(ask):  # not one has it: that is no gap but another name
            raise lacks(ask, min(unseen), "alla poster", ["poster utan det"])

    def _pages(self, ask: Ask, address: str) -> Iterator[tuple[Answer, list[object]]]:
        url: str | None = self._numbered(address, 0, 0)
        asked: set[str] = set()
        done = 0
        while url:
            if url in asked or len(asked) >= MOST_PAGES:
                raise broken(
                    ask, f"Sidorna tar aldrig slut: {url} kommer igen efter {len(asked)} sidor.", "Kontrollera next, page eller offset."
                )
            asked.add(url)
            answer = self.answer(ask, url)
            body = parse_json(ask, answer)
            found = walk(ask, body, self.path, "svaret")
            if not isinstance(found, list):
                raise broken(ask, f"«{self.path or 'svaret'}» ska vara en lista, men är {str(found)[:80]!r}.", "Ange listans plats i path.")
            yield answer, found
            done += len(found)
            if self.next:
                following = walk(ask, body, self.next, "svaret")
                url = urljoin(url, str(following)) if following else None
            else:
                url = self._numbered(address, len(asked), done) if found and (self.page or self.offset) else None

    def _numbered(self, address: str, pages: int, records: int) -> str:
        limit = self.limit or ("limit" if self.offset else "")
        counter = {self.page: pages + self.first_page} if self.page else {self.offset: records} if self.offset else {}
        counter |= {limit: self.size} if limit else {}
        return address + (("&" if "?" in address else "?") + urlencode(counter) if counter else "")

    def _lines(self, ask: Ask, found: list[object], unseen: set[str]) -> Iterator[Line]:
        names = [name for name in self.fields(self.values) if name not in self.unfold]
        for n, record in enumerate(found, start=1):
            where = f"post {n}"
            plain = {name: _cell(ask, f"{where}: fältet «{name}»", walk(ask, record, name, where)) for name in names}
            unseen -= {name for name in unseen if there(record, name)}
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


def _cell(ask: Ask, where: str, node: object) -> object:
    """One value, or the texts of a list with '; ' between. Raises ContractError for an object: its parts are named with a dotted path."""
    parts = node if isinstance(node, list) else [node]
    if any(isinstance(part, Mapping | list) for part in parts):
        raise broken(ask, f"{where} är ett objekt: {str(node)[:80]!r}.", "Skriv vägen till värdet med punkter, till exempel namn.sv.")
    return "; ".join(str(part) for part in parts if part is not None) if isinstance(node, list) else node
