"""Atom feeds (RFC 4287) in the language that is spoken: what all of ours have in common.

An id is made of the federation, the language and what the entry is about, so it stays the same from build to build and at any address.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from twin.words import language

SPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a publisher's text may hold what XML may not
ElementTree.register_namespace("", SPACE)


def begin(
    about: Mapping[str, str], base: str, address: str, page: str, texts: tuple[str, str], updated: datetime, *parts: str
) -> ElementTree.Element:
    """A feed without entries. `about` is the warehouse's meta; `texts` are title and subtitle; `address` is the feed's own under `base`, `page` where people
    read the same; `parts` tell its id from the other feeds'."""
    feed = ElementTree.Element(f"{{{SPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language()})
    add(feed, "id", name(about, *parts))
    add(feed, "title", texts[0])
    add(feed, "subtitle", texts[1])
    add(feed, "updated", moment(updated))
    add(feed, "link", rel="self", type=MEDIA_TYPE, href=f"{base}{address}{'?lang=en' if language() != 'sv' else ''}")
    add(feed, "link", rel="alternate", type="text/html", href=page)
    add(add(feed, "author"), "name", about["coordinator"])
    return feed


def end(feed: ElementTree.Element) -> bytes:
    """The feed as UTF-8 XML."""
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def entry(feed: ElementTree.Element, id_: str, title: str, updated: datetime, page: str, summary: str) -> ElementTree.Element:
    """One more entry."""
    made = add(feed, "entry")
    add(made, "id", id_)
    add(made, "title", title)
    add(made, "updated", moment(updated))
    add(made, "link", rel="alternate", type="text/html", href=page)
    add(made, "summary", summary)
    return made


def spoken(address: str) -> str:
    """An address of a page, in the language that is spoken."""
    return address if language() == "sv" else f"{address}{'&' if '?' in address else '?'}lang=en"


def name(about: Mapping[str, str], *parts: str) -> str:
    """The id of a feed or an entry."""
    return uuid5(NAMESPACE_URL, "/".join(["twin-transition", about["federation_code"], language(), *parts])).urn


def moment(when: datetime) -> str:
    """A UTC time as Atom writes it."""
    return when.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    """One more element with text and attributes."""
    child = ElementTree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)
    child.text = _NO_XML.sub("", text) if text else text
    return child
