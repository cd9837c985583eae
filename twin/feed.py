"""What releases have changed as an Atom feed, in the language that is spoken: one entry for each release of a source that changed something.

Figures of private publishers without a stated licence are left out, as from every download.
"""

from datetime import datetime
from html import escape
from xml.etree import ElementTree

from twin import atom as xml
from twin.questions.revisions import Release, flips, releases, revisions
from twin.questions.sources import Source, sources
from twin.revised import said, turned
from twin.warehouse import meta
from twin.words import date, number, stored, t

ADDRESS = "feeds/revisions.xml"
PAGE = "kallor?vy=andringar"
_LARGEST = 10  # figures that an entry tells one by one


def atom(base: str) -> bytes:
    """The feed as UTF-8 XML, newest release first. `base` is the service's own address with a slash at the end. Raises NoWarehouse."""
    about = meta()
    known = {source.key: source for source in sources()}
    found = [one for one in releases() if known[one.source_key].licence_class != "private"]
    updated = max((one.read_at for one in found), default=datetime.fromisoformat(about["built_at"]))
    title = t("{title}: ändrade siffror", title=about["title"])
    subtitle = t("Vad utgivare har räknat om sedan förra utgåvan. Siffror från privata utgivare utan angiven licens ingår inte.")
    feed = xml.begin(about, base, ADDRESS, xml.spoken(f"{base}{PAGE}"), (title, subtitle), updated, "feed")
    for one in found:
        _entry(feed, base, about, one, known[one.source_key])
    return xml.end(feed)


def _entry(feed: ElementTree.Element, base: str, about: dict[str, str], one: Release, source: Source) -> None:
    summary = t(
        "{n} av {all} siffror som också stod i utgåva {old} är ändrade, för {first}–{last}.",
        n=number(one.changed),
        all=number(one.compared),
        old=date(one.old_release),
        first=date(one.first_period),
        last=date(one.last_period),
    )
    id_ = xml.name(about, "release", one.source_key, one.old_release, one.new_release)
    title = t("{title}: utgåva {release}", title=stored(one.title), release=date(one.new_release))
    entry = xml.entry(feed, id_, title, one.read_at, xml.spoken(f"{base}{PAGE}&kalla={one.source_key}"), summary)
    xml.add(entry, "category", term=one.source_key, label=stored(one.title))
    xml.add(entry, "rights", f"{source.publisher}: {stored(source.licence)}")
    largest = revisions(one.source_key, order="procent", old=one.old_release, new=one.new_release, limit=_LARGEST)
    items = "".join(f"<li>{escape(said(row))}</li>" for row in largest)
    mine = [
        row for row in flips() if (row.source_key, row.old_release, row.new_release) == (one.source_key, one.old_release, one.new_release)
    ]
    over = "".join(f"<li>{escape(turned(row))}</li>" for row in mine)
    content = f"<p>{escape(summary)}</p>" + (f"<p>{escape(t('Byter plats eller målläge:'))}</p><ul>{over}</ul>" if over else "")
    xml.add(entry, "content", f"{content}<p>{escape(t('Mest, i procent:'))}</p><ul>{items}</ul>", type="html")
