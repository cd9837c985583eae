"""Feeds and the calendar as files: the same entries, leading to the folder's own first page, since a folder has no service behind it."""

from collections.abc import Iterator
from xml.etree import ElementTree

from icalendar import Calendar

from twin import atom, deadlines, feed, feed_initiatives, feed_verdicts
from twin.site.frame import file_of
from twin.words import language


def files() -> Iterator[tuple[str, bytes]]:
    """Name under the folder and bytes, in the language that is spoken."""
    ending = "" if language() == "sv" else f"-{language()}"
    for module in (feed_initiatives, feed_verdicts, feed):
        name = module.ADDRESS.replace(".xml", f"{ending}.xml")
        yield name, _here(module.atom(""), name)
    calendar = Calendar.from_ical(deadlines.calendar(""))
    for event in calendar.walk("VEVENT"):
        del event["URL"]
    yield deadlines.ADDRESS.replace(".ics", f"{ending}.ics"), bytes(calendar.to_ical())


def _here(body: bytes, name: str) -> bytes:
    root = ElementTree.fromstring(body)  # noqa: S314 our own text
    for link in root.iter(f"{{{atom.SPACE}}}link"):
        link.set("href", name.rpartition("/")[2] if link.get("rel") == "self" else f"../{file_of('index')}")
    return atom.end(root)
