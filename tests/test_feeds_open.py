"""What can be followed from outside: new initiatives, verdicts in numbers, deadlines. Valid, steady, and silent about people."""

import json
import re
from datetime import datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from tests.opendata import changed, client
from tests.workspaces import COORDINATOR, pair
from twin import deadlines, feed_initiatives, feed_verdicts, published, words
from twin.workspace import Workspace

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "http://127.0.0.1:8501/"
pytestmark = pytest.mark.usefixtures("warehouse")


def entries(body):
    root = ElementTree.fromstring(body)
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert UUID(element.find(f"{ATOM}id").text)
        assert element.find(f"{ATOM}title").text
        assert datetime.fromisoformat(element.find(f"{ATOM}updated").text)
    found = root.findall(f"{ATOM}entry")
    ids = [one.find(f"{ATOM}id").text for one in found]
    assert len(set(ids)) == len(ids)
    return [{tag: one.find(f"{ATOM}{tag}").text for tag in ("id", "title", "updated", "summary")} for one in found]


@pytest.fixture
def history(monkeypatch, tmp_path):
    """Two earlier publications: the first without two initiatives of today, the second without one of them."""
    ((at, newest),) = published.records()[-1:]
    now = json.loads(newest.read_text(encoding="utf-8"))
    folder = tmp_path / "published"
    folder.mkdir()
    for days, lacking in ((20, ("NAS-01", "LAN-04")), (10, ("LAN-04",)), (0, ())):
        built = (at - timedelta(days=days)).isoformat(timespec="seconds")
        record = {**now, "built_at": built, "initiatives": {id_: parts for id_, parts in now["initiatives"].items() if id_ not in lacking}}
        (folder / published.name(built)).write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(published, "folder", lambda: folder)
    return at, folder


def test_an_initiative_is_new_once(history):
    at, folder = history
    told = entries(feed_initiatives.atom(BASE))
    assert [(one["updated"], re.search(r"EFFEKT", one["title"]) is not None) for one in told] == [
        (at.isoformat(timespec="seconds") + "Z", True),
        ((at - timedelta(days=10)).isoformat(timespec="seconds") + "Z", False),
    ]
    again = (at + timedelta(days=1)).isoformat(timespec="seconds")
    newest = json.loads(max(folder.iterdir()).read_text(encoding="utf-8"))
    (folder / published.name(again)).write_text(json.dumps({**newest, "built_at": again}), encoding="utf-8")
    assert entries(feed_initiatives.atom(BASE)) == told
    assert {one["id"] for one in entries(feed_initiatives.atom("https://x.example/"))} == {one["id"] for one in told}


def test_a_record_that_can_not_be_read_is_passed_over(history):
    _, folder = history
    min(folder.iterdir()).write_text("{", encoding="utf-8")
    assert len(entries(feed_initiatives.atom(BASE))) == 1


def test_what_was_there_from_the_start_is_not_new():
    assert entries(feed_initiatives.atom(BASE)) == []


@pytest.fixture
def work(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path}/w.sqlite"
    monkeypatch.setenv("TWIN_WORKSPACE_URL", url)
    opened = Workspace(url)
    yield opened
    opened.close()


def test_verdicts_are_told_by_ended_week_and_in_numbers(work):
    one = work.judge(COORDINATOR, pair(4), "samordna", comment="zq7x")
    work.judge(COORDINATOR, pair(5), "fel")
    work.judge(COORDINATOR, pair(6), "fel")
    monday = datetime.combine(one.at.date() - timedelta(days=one.at.weekday()), datetime.min.time()) + timedelta(days=7)
    assert entries(feed_verdicts.atom(BASE, monday - timedelta(seconds=1))) == [], "this week is not over"
    body = feed_verdicts.atom(BASE, monday)
    (told,) = entries(body)
    year, week, _ = one.at.isocalendar()
    assert told["title"] == f"Vecka {week} {year}: 3 bedömda förslag"
    assert told["summary"] == "Samordna: 1; Fel: 2"
    assert told["updated"] == monday.isoformat() + "Z"
    for secret in (b"zq7x", b"LAN-02", b"EKS-04", b"coordinator", b"samordnare", one.at.isoformat(timespec="minutes").encode()):
        assert secret not in body
    work.withdraw(COORDINATOR, one.id)
    assert entries(feed_verdicts.atom(BASE, monday))[0]["summary"] == "Fel: 2"


@pytest.mark.parametrize(
    ("said", "day"),
    [("2027", "2027-12-31"), ("2028-02", "2028-02-29"), ("2027-06-30", "2027-06-30"), ("2027~", "2027-12-31"), ("2027-13", None), ("2027-02-30", None), ("", None), ("2020/2027", None)],
)  # fmt: skip
def test_a_deadline_is_the_last_day_that_the_date_allows(said, day):
    found = deadlines.last_day(said)
    assert (found and found.isoformat()) == day


def test_deadlines_are_public_all_day_and_to_come():
    """The county's goal for 2045 and EFFEKT's successor stand in the register's files; 'mål ej funnet' has no day."""
    made = Calendar.from_ical(deadlines.calendar(BASE))
    events = list(made.walk("VEVENT"))
    assert len(events) == len(deadlines.deadlines()) > 10
    days = [event.decoded("dtstart") for event in events]
    assert days == sorted(days)
    assert min(days) >= events[0].decoded("dtstamp").date()
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert [e for e in events if str(e["summary"]) == "Mål: Jönköpings län: senast 2045" and "under 1 ton" in str(e["description"])]
    assert deadlines.calendar(BASE) == deadlines.calendar(BASE)


def test_a_call_stands_on_its_last_day_until_then(warehouse, tmp_path, monkeypatch):
    """No call is in data/: two are made up here, of which one has closed."""
    row = "INSERT INTO call VALUES (?, 'Provprogrammet', 'Provutlysning', 'Trial call', 'Provmyndigheten', NULL, ?, 'https://example.org/call', '2026-01-20', '', 0)"
    ends = {"prov-1": "2099-03-01", "prov-2": "2020-03-01", "prov-3": None}
    folder = changed(warehouse, tmp_path, lambda con: con.executemany(row, [list(one) for one in ends.items()]))
    monkeypatch.setenv("TWIN_STATE", str(folder))
    (found,) = [one for one in Calendar.from_ical(deadlines.calendar(BASE)).walk("VEVENT") if "utlysning" in str(one["summary"]).casefold()]
    assert str(found["summary"]) == "Utlysning: Provutlysning: senast 1 mars 2099"
    assert found.decoded("dtstart").isoformat() == "2099-03-01"
    assert str(found["url"]).startswith(f"{BASE}formagor?vy=ram") and "Provprogrammet" in str(found["description"])


def test_a_follow_up_is_not_in_the_calendar(work):
    before = deadlines.calendar(BASE)
    work.judge(COORDINATOR, pair(4), "samordna")
    work.follow_up(COORDINATOR, pair(4).suggestion_id, "Ring", "energistrateg", datetime(2030, 1, 2).date())  # noqa: DTZ001
    assert deadlines.calendar(BASE) == before


@pytest.mark.parametrize("address", ["feeds/initiatives.xml", "feeds/verdicts.xml", "feeds/revisions.xml", "feeds/deadlines.ics"])
def test_each_is_served_in_two_languages_and_not_twice(address):
    with client() as api:
        first, english = api.get(f"/{address}"), api.get(f"/{address}?lang=en")
        assert (first.status_code, english.status_code) == (200, 200)
        assert first.headers["etag"] != english.headers["etag"]
        assert api.get(f"/{address}", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        assert first.headers["content-type"].startswith("text/calendar" if address.endswith("ics") else "application/atom+xml")
    words.speak("sv")
