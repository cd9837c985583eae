"""An address that changes with every edition, found on the publisher's page: `Link(page, text, href)` in place of a Table's `url`."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from ingest.connectors.days import told
from ingest.connectors.reading import broken, lacks
from ingest.source import Answer, Ask, Request

MOST_LINKS = 20_000
LONGEST = 4000  # characters of a tag, or of a link's text
_ANCHOR = re.compile(r"<a(?=[\s/])", re.I)
_TAG = re.compile(rf"""((?:[^<>"']|"[^"]{{0,{LONGEST}}}"|'[^']{{0,{LONGEST}}}'){{1,{LONGEST}}}+)>""")
_HREF = re.compile(r"""(?:^|[\s"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_END = re.compile(r"</?a[\s/>]", re.I)
_ANY_TAG = re.compile(r"<[^<>]*>")
_HIDDEN = re.compile(r"<!--|<(script|style)\b", re.I)
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


def _links(body: bytes) -> list[tuple[str, str]]:
    """Every <a href> with its text, in the page's order.

    Not by html.parser: its time grows with the square of the tags that a page leaves open.
    """
    page = _bare(body.decode("utf-8", errors="replace"))  # a page may be anything; words that are not UTF-8 match no pattern of ours
    found = []
    for start in islice(_ANCHOR.finditer(page), MOST_LINKS):
        tag = _TAG.match(page, start.end())
        href = _HREF.search(tag[1]) if tag else None
        if tag and href:
            end = _END.search(page, tag.end(), tag.end() + LONGEST)
            text = page[tag.end() : end.start() if end else tag.end() + LONGEST]
            found.append((" ".join(unescape(_ANY_TAG.sub("", text)).split()), unescape(href[1] or href[2] or href[3] or "").strip()))
    return found


def _bare(page: str) -> str:
    """The page without comments, scripts and styles; one that never ends takes the rest of the page with it."""
    kept, at = [], 0
    while begin := _HIDDEN.search(page, at):
        kept.append(page[at : begin.start()])
        end = page.find("-->" if begin[1] is None else f"</{begin[1]}", begin.end())
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, page[at:]])
