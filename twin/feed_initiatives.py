"""New initiatives as an Atom feed: one entry for each initiative that a publication had and the one before it had not.

The record of publications begins when the installation does: what was there from the start is not new.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from twin import atom as xml
from twin.published import Published, read, records
from twin.warehouse import ask, meta
from twin.words import t

ADDRESS = "feeds/initiatives.xml"
_MOST = 100  # entries


@dataclass(frozen=True)
class New:
    """An initiative, and when it was first published (UTC)."""

    id: str
    title: str
    at: datetime


def new() -> list[New]:
    """Every initiative that came after the first publication, newest first. Records that can not be read are passed over."""
    found: dict[str, New] = {}
    before: Published | None = None
    for _, file in records():
        now = _record(file)
        if now is None:
            continue
        for id_ in sorted(now.initiatives.keys() - before.initiatives.keys()) if before else ():
            found[id_] = New(id_, now.initiatives[id_]["title"], now.at)
        before = now
    return sorted(found.values(), key=lambda one: (one.at, one.id), reverse=True)


def _record(file: Path) -> Published | None:
    try:
        return _read(file, file.stat().st_mtime_ns)
    except (ValueError, OSError):  # half a file, another shape, thinned this very moment: the next one tells nearly as much
        return None


@lru_cache(maxsize=256)
def _read(file: Path, changed: int) -> Published:
    return read(file.read_text(encoding="utf-8"))


def atom(base: str) -> bytes:
    """The feed as UTF-8 XML, newest first. `base` is the service's own address with a slash at the end. Raises NoWarehouse."""
    about = meta()
    there = {
        str(id_): (str(title), str(text), str(owner))
        for id_, title, text, owner in ask("SELECT id, title_sv, description_sv, owner_text FROM initiative")
    }
    found = [one for one in new() if one.id in there][:_MOST]
    updated = max((one.at for one in found), default=datetime.fromisoformat(about["built_at"]))
    texts = (t("{title}: nya initiativ", title=about["title"]), t("Initiativ som har kommit in i registret, de senaste först."))
    feed = xml.begin(about, base, ADDRESS, xml.spoken(f"{base}initiativ"), texts, updated, "initiatives")
    for one in found:
        title, text, owner = there[one.id]
        xml.entry(
            feed, xml.name(about, "initiative", one.id), title, one.at, xml.spoken(f"{base}initiativ?id={one.id}"), f"{owner}. {text}"
        )
    return xml.end(feed)
