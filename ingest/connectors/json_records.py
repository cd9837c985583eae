"""JSON lists of records: `JsonRecords(url, path, place, values, ...)`. Fields are dotted paths; nested years and parts become rows."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from ingest.connectors.json_text import members_of, parse_json, starts_list
from ingest.connectors.more_pages import More, more
from ingest.connectors.reading import broken, lacks, shown, there, walk
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
    cursor: str = ""  # paging: query parameter that takes what stands at `next`, where that is a mark and no address
    page: str = ""  # paging: query parameter that counts pages, until an empty page
    first_page: int = 1
    offset: str = ""  # paging: query parameter that counts records, `size` at a time, until an empty page
    limit: str = ""  # query parameter of a page's size; "" is 'limit' for `offset` and none for `page`
    size: int = 500
    matched: str = ""  # paging: path of how many records there are in all; the pages end there, and fewer is an error

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.cursor and not self.next:
            raise ValueError("cursor: next ska säga var nästa sidas märke står")

    def read(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        """Every record of our region, page after page. Raises ContractError for a missing field or an endless list."""
        yield from self.gathered(ask, self._records(ask))

    def _records(self, ask: Ask) -> Iterator[tuple[Answer, Record]]:
        seen = _Seen({name for name in self.fields(self.values) if name.endswith("?")})
        for address in self.addresses(ask):
            before, last, ours = seen.records, None, False
            for last, found in self.pages(ask, address):
                for one in self.records(ask, last, self._lines(ask, found, seen), self.values):
                    ours = True
                    yield one
            if last and not ours and (told := self.unread([last])):
                raise broken(ask, *told)
            self.not_empty(ask, address, seen.records > before)
        if seen.lacking and seen.records and not self.only_changes(ask):  # not one has it: that is no gap but another name
            raise lacks(ask, min(seen.lacking), "alla poster", ["poster utan det"])

    def pages(self, ask: Ask, address: str) -> Iterator[tuple[Answer, Iterable[object]]]:
        """Every page's answer and records. Raises ContractError for pages without end, or that are not the whole list."""
        url: str | None = self._numbered(address, 0, 0)
        asked: set[str] = set()
        done, before = 0, None
        while url:
            if url in asked or len(asked) >= MOST_PAGES:
                raise broken(
                    ask, f"Sidorna tar aldrig slut: {url} kommer igen efter {len(asked)} sidor.", "Kontrollera next, page eller offset."
                )
            asked.add(url)
            answer = self.answer(ask, url)
            if not (self.path or self.next or self.page or self.offset) and starts_list(
                answer.body
            ):  # a whole register: never in one piece
                yield answer, members_of(ask, answer)
                return
            body = parse_json(ask, answer)
            found = walk(ask, body, self.path, "svaret")
            if not isinstance(found, list):
                raise broken(ask, f"«{self.path or 'svaret'}» ska vara en lista, men är {shown(found)}.", "Ange listans plats i path.")
            if found and found == before and not self.next:
                raise broken(ask, f"Sidan {url} är densamma som den förra.", "Utgivaren förstår inte page, offset eller limit i källfilen.")
            yield answer, found
            done, before = done + len(found), found
            mark = self.next_address(ask, body) if self.next else None
            if mark and not self.cursor:
                following: str | None = urljoin(url, mark)
            else:
                counted = mark or (found and not self.next and (self.page or self.offset))
                following = self._numbered(address, len(asked), done, mark or "") if counted else None
            url = self._following(ask, body, following, done)

    def _following(self, ask: Ask, body: object, following: str | None, done: int) -> str | None:
        """The next page's address; None after the last. Raises ContractError where the list ended before it was whole."""
        if (left := self.left(body, done)) and (left.sure or self.count or self.sum or self.entries):  # of these each counts
            raise broken(ask, left.problem, left.remedy)
        whole = walk(ask, body, self.matched, "svaret") if self.matched else None
        if isinstance(whole, int) and done >= whole and not self.next:
            return None
        if isinstance(whole, int) and done < whole and following is None:
            raise broken(ask, f"Listan har {done} poster, men utgivaren säger att det finns {whole}.", "Kontrollera sidorna i källfilen.")
        return following

    def left(self, body: object, found: int) -> More | None:
        """What the answer says of further pages, where the declaration says of none."""
        return None if self.next or self.page or self.offset or self.matched else more(body, found)

    def unread(self, answers: Iterable[Answer]) -> tuple[str, str] | None:
        """Why municipalities may lack, and the remedy: pages that the answers speak of and that nobody has asked for."""
        for answer in (one for one in answers if not starts_list(one.body)):
            body = json.loads(answer.body.decode("utf-8-sig"))
            found = body
            for step in self.path.split(".") if self.path else ():
                found = found.get(step) if isinstance(found, dict) else None
            if isinstance(found, list) and (left := self.left(body, len(found))):
                return left.problem, left.remedy
        return None

    def next_address(self, ask: Ask, body: object) -> str | None:
        """Where the answer says that the next page is: its address, or its mark where there is a `cursor`."""
        address = walk(ask, body, self.next, "svaret")
        return str(address) if address else None

    def _numbered(self, address: str, pages: int, records: int, mark: str = "") -> str:
        limit = self.limit or ("limit" if self.offset else "")
        counter: dict[str, int | str] = {self.page: pages + self.first_page} if self.page else {self.offset: records} if self.offset else {}
        counter |= {limit: self.size} if limit else {}
        counter |= {self.cursor: mark} if mark else {}
        return address + (("&" if "?" in address else "?") + urlencode(counter) if counter else "")

    def _lines(self, ask: Ask, found: Iterable[object], seen: "_Seen") -> Iterator[Line]:
        names = [name for name in self.fields(self.values) if name not in self.unfold]
        for n, raw in enumerate(found, start=1):
            where = f"post {n}"
            record = self.unwrapped(ask, where, raw)
            plain = {name: _cell(ask, f"{where}: fältet «{name}»", walk(ask, record, name, where)) for name in names}
            seen.records += 1
            seen.lacking -= {name for name in seen.lacking if there(record, name)}
            if not self.unfold:
                yield where, plain, {}
                continue
            for keys, value in self._leaves(ask, where, walk(ask, record, self.unfold[0], where), len(self.unfold) - 1):
                yield where, plain | dict(zip(self.unfold, (value, *keys), strict=True)), {}

    def unwrapped(self, ask: Ask, where: str, raw: object) -> object:
        """The record as its fields are named: as it stands, unless the wire wraps it."""
        return raw

    def _leaves(self, ask: Ask, where: str, node: object, depth: int) -> Iterator[tuple[tuple[str, ...], object]]:
        if depth == 0:
            yield (), node
        elif not isinstance(node, Mapping) or not node:
            raise broken(ask, f"{where}: «{self.unfold[0]}» ska ha {len(self.unfold) - 1} nivåer av nycklar, men där står {shown(node)}.")
        else:
            for name, child in node.items():
                for keys, value in self._leaves(ask, where, child, depth - 1):
                    yield (str(name), *keys), value


@dataclass
class _Seen:
    """What has been read so far: how many records, and which optional fields none of them had."""

    lacking: set[str]
    records: int = 0


def _cell(ask: Ask, where: str, node: object) -> object:
    """One value, or the texts of a list with '; ' between. Raises ContractError for an object: its parts are named with a dotted path."""
    parts = node if isinstance(node, list) else [node]
    if any(isinstance(part, Mapping | list) for part in parts):
        raise broken(ask, f"{where} är ett objekt: {shown(node)}.", "Skriv vägen till värdet med punkter, till exempel namn.sv.")
    return "; ".join(str(part) for part in parts if part is not None) if isinstance(node, list) else node
