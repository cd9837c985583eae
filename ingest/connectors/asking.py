"""How a table is asked for: at one address, by a link on a page, once for each of several values, or only what has changed since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from ingest.connectors.link import Link
from ingest.connectors.reading import broken
from ingest.source import Answer, Ask, Record, Request

PLACE, DAY = "{each}", "{since}"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """The part of every Table that says where it is."""

    url: str = ""  # may hold {each} and {since}
    link: Link | None = None  # in place of url: the address stands on a page
    headers: Mapping[str, str] = field(default_factory=dict)  # a value like '$SWECRIS_TOKEN' is read from the environment, never kept
    refused: str = ""  # what to do where the publisher answers 401 or 403, in Swedish
    each: tuple[str, ...] = ()  # the same question with each of these at {each}; a record that several answers share counts once
    since_first: str = ""  # the day at {since} the first time
    whole_url: str = ""  # or the address that is asked the first time, where everything has one of its own
    overlap: int = 7  # days before the last good conversation that are asked for again

    def __post_init__(self) -> None:
        wrong = (
            "url eller link ska anges, inte båda"
            if bool(self.url) == bool(self.link)
            else "{each} i url och each hör ihop"
            if (PLACE in self.url) != bool(self.each)
            else "{since} i url kräver since_first eller whole_url, och tvärtom"
            if (DAY in self.url) != bool(self.since_first or self.whole_url)
            else ""
        )
        if wrong:
            raise ValueError(f"{type(self).__name__}: {wrong}")

    def addresses(self, ask: Ask) -> list[str]:
        """Every address to ask, in order. Raises ContractError where a page has no such link."""
        if self.link:
            return [self.link.find(ask)]
        url = self.url
        if DAY in url:
            day = ask.since(self.since_first, self.overlap)
            url = url.replace(DAY, day) if day else self.whole_url
        return [url.replace(PLACE, quote(one, safe="/")) for one in self.each] if PLACE in url else [url]

    def only_changes(self, ask: Ask) -> bool:
        """Whether this conversation is about what changed since an earlier one, so that little or nothing may come."""
        return DAY in self.url and ask.since(self.since_first, self.overlap) != self.since_first

    def answer(self, ask: Ask, url: str, expects: str = "json", body: Mapping[str, object] | None = None) -> Answer:
        """The answer of one address. Raises what Ask.get raises."""
        return ask.get(Request(url, body=body, expects=expects, headers=self.headers, refused=self.refused))

    def release(self, answers: list[Answer]) -> str | None:
        """The vintage that the link tells of, where there is one."""
        return self.link.told(answers) if self.link else None

    def not_empty(self, ask: Ask, url: str, has_records: bool) -> None:
        """Raises ContractError where one of `each` has no records: nothing else would miss them."""
        if self.each and not has_records and not self.only_changes(ask):
            raise broken(ask, f"Svaret från {url} har inga poster.", "Har utgivaren inget där, ta bort det ur each i källfilen.")

    def once(self, found: Iterable[tuple[Answer, Record]]) -> Iterator[tuple[Answer, Record]]:
        """The records, without those that an earlier answer of `each` already gave to the letter."""
        seen: set[Record] = set()
        for answer, record in found:
            if not self.each or record not in seen:
                yield answer, record
            if self.each:
                seen.add(record)
