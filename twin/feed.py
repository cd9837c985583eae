"""What releases have changed as an Atom feed (RFC 4287), in the language that is spoken: one entry for each release of a source that changed something.

An entry's id is made of the federation, the source and the two releases, so it stays the same from build to build. Figures of private publishers
without a stated licence are left out, as from every download.
"""

import re
from datetime import UTC, datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from twin.questions.revisions import Release, flips, releases, revisions
from twin.questions.sources import Source, sources
from twin.revised import said, turned
from twin.warehouse import meta
from twin.words import date, language, number, stored, t

ADDRESS = "feeds/revisions.xml"
PAGE = "kallor?vy=andringar"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a publisher's text may hold what XML may not
_LARGEST = 10  # figures that an entry tells one by one
ElementTree.register_namespace("", _ATOM)


def atom(base: str) -> bytes:
    """The feed as UTF-8 XML, newest release first. `base` is the service's own address with a slash at the end. Raises NoWarehouse."""
    about, english = meta(), "?lang=en" if language() != "sv" else ""
    known = {source.key: source for source in sources()}
    found = [one for one in releases() if known[one.source_key].licence_class != "private"]
    built = datetime.fromisoformat(about["built_at"])
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language()})
    _add(feed, "id", _id(about, "feed"))
    _add(feed, "title", t("{title}: ändrade siffror", title=about["title"]))
    _add(
        feed, "subtitle", t("Vad utgivare har räknat om sedan förra utgåvan. Siffror från privata utgivare utan angiven licens ingår inte.")
    )
    _add(feed, "updated", _moment(max((one.read_at for one in found), default=built)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{ADDRESS}{english}")
    _add(feed, "link", rel="alternate", type="text/html", href=_page(base))
    _add(_add(feed, "author"), "name", about["coordinator"])
    for one in found:
        _entry(feed, base, about, one, known[one.source_key])
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ElementTree.Element, base: str, about: dict[str, str], one: Release, source: Source) -> None:
    entry = _add(feed, "entry")
    summary = t(
        "{n} av {all} siffror som också stod i utgåva {old} är ändrade, för {first}–{last}.",
        n=number(one.changed),
        all=number(one.compared),
        old=date(one.old_release),
        first=date(one.first_period),
        last=date(one.last_period),
    )
    largest = revisions(one.source_key, order="procent", old=one.old_release, new=one.new_release, limit=_LARGEST)
    items = "".join(f"<li>{escape(said(row))}</li>" for row in largest)
    _add(entry, "id", _id(about, "release", one.source_key, one.old_release, one.new_release))
    _add(entry, "title", t("{title}: utgåva {release}", title=stored(one.title), release=date(one.new_release)))
    _add(entry, "updated", _moment(one.read_at))
    _add(entry, "link", rel="alternate", type="text/html", href=_page(base, one.source_key))
    _add(entry, "category", term=one.source_key, label=stored(one.title))
    _add(entry, "rights", f"{source.publisher}: {stored(source.licence)}")
    _add(entry, "summary", summary)
    mine = [
        row for row in flips() if (row.source_key, row.old_release, row.new_release) == (one.source_key, one.old_release, one.new_release)
    ]
    over = "".join(f"<li>{escape(turned(row))}</li>" for row in mine)
    content = f"<p>{escape(summary)}</p>" + (f"<p>{escape(t('Byter plats eller målläge:'))}</p><ul>{over}</ul>" if over else "")
    _add(entry, "content", f"{content}<p>{escape(t('Mest, i procent:'))}</p><ul>{items}</ul>", type="html")


def _page(base: str, source: str = "") -> str:
    return f"{base}{PAGE}{f'&kalla={source}' if source else ''}{'' if language() == 'sv' else '&lang=en'}"


def _id(about: dict[str, str], *parts: str) -> str:
    return uuid5(NAMESPACE_URL, "/".join(["twin-transition", about["federation_code"], language(), *parts])).urn


def _moment(when: datetime) -> str:
    return when.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _NO_XML.sub("", text) if text else text
    return child
