"""An address that changes with every edition, found on the publisher's page: `Link(page, text, href)` in place of a Table's `url`."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from ingest.connectors.days import told
from ingest.connectors.reading import broken, lacks
from ingest.source import Answer, Ask, Request

MOST_TOLD = 12  # links in an error: enough to see what the page has now


@dataclass(frozen=True)
class Link:
    """The first link of `page` whose address matches `href` and whose text matches `text` (patterns, found anywhere in it)."""

    page: str
    text: str = ""
    href: str = ""
    release: str = ""  # pattern on the link's text, else its address, whose groups tell the vintage: '30 juni 2026', '2026', '260701'

    def find(self, ask: Ask) -> str:
        """The address; the page's own where a file was handed in, which answers every question. Raises ContractError that lists the
        links there are, or says that the link no longer tells its vintage."""
        answer = ask.get(Request(self.page, expects="html"))
        if not is_page(answer.body):
            return self.page
        links = _links(answer.body)
        found = self._first(links)
        if found is None:
            wanted = " och ".join(f"{what} «{pattern}»" for what, pattern in (("text", self.text), ("adress", self.href)) if pattern)
            near = [link for link in links if self._near(link)] or links
            shown = ", ".join(f"«{text[:80]}» ({href[-100:]})" for text, href in near[:MOST_TOLD])
            raise broken(
                ask,
                f"Ingen länk på {self.page} har {wanted}; där finns {len(links)} länkar: {shown or 'inga'}.",
                f"Har utgivaren döpt om länken, skriv den nya texten i ingest/sources/{ask.source.key}.py (Link).",
            )
        if self.release and self._vintage(found) is None:
            raise lacks(ask, self.release, f"länken till {found[1]} (utgåvan)", [found[0]])
        return urljoin(self.page, found[1])

    def told(self, answers: list[Answer]) -> str | None:
        """The vintage as EDTF text, where the link tells it."""
        for answer in answers if self.release else ():
            if answer.request.url == self.page and is_page(answer.body) and (found := self._first(_links(answer.body))):
                return self._vintage(found)
        return None

    def _first(self, links: list[tuple[str, str]]) -> tuple[str, str] | None:
        return next((link for link in links if re.search(self.text, link[0]) and re.search(self.href, link[1])), None)

    def _near(self, link: tuple[str, str]) -> bool:
        return bool((self.text and re.search(self.text, link[0])) or (self.href and re.search(self.href, link[1])))

    def _vintage(self, link: tuple[str, str]) -> str | None:
        for text in link:
            if found := re.search(self.release, text):
                return told("-".join(found.groups()))
        return None


def is_page(body: bytes) -> bool:
    """Whether the bytes are a web page and not a file."""
    return body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


class _Anchors(HTMLParser):
    """Every <a href> with its text, in the page's order."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self._href: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.handle_endtag("a")  # links do not nest: a new one ends one left open
            self._href = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href is not None:
            self.links.append((" ".join("".join(self._text).split()), self._href.strip()))
        if tag == "a":
            self._href, self._text = None, []

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            self._text.append(data)


def _links(body: bytes) -> list[tuple[str, str]]:
    reader = _Anchors()
    reader.feed(body.decode("utf-8", errors="replace"))  # a page may be anything; an address that is not UTF-8 matches no pattern of ours
    reader.close()
    reader.handle_endtag("a")
    return reader.links
