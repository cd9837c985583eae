"""Public deadlines as a calendar: when initiatives are to end, goals to be reached and calls close, as all-day events. What people have planned among themselves is not in it."""

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from twin import atom
from twin.warehouse import ask, meta
from twin.words import date as spoken_date
from twin.words import either, t

ADDRESS = "feeds/deadlines.ics"
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Deadline:
    """One deadline. `day` is the last day that the source's date allows: a year alone ends with December."""

    id: str
    day: date
    said: str  # EDTF, as the source has it
    title: str
    text: str
    page: str  # on this service, without its own address
    source: str  # '' where the register has several


def last_day(edtf: str) -> date | None:
    """The last day of '2027', '2027-06' or '2027-06-30'; None for what is no such date."""
    parts = edtf.rstrip("?~%").split("-")
    try:
        numbers = [int(part) for part in parts]
        year = numbers[0]
        month = numbers[1] if len(numbers) > 1 else 12
        return date(year, month, numbers[2] if len(numbers) > 2 else months.monthrange(year, month)[1])
    except (ValueError, IndexError, months.IllegalMonthError):
        return None


def deadlines() -> list[Deadline]:
    """Every deadline that had not passed when the warehouse was built, the nearest first. Raises NoWarehouse."""
    today = datetime.fromisoformat(meta()["built_at"]).date()
    found = [
        Deadline(f"initiative:{id_}", day, end, title, t("Initiativet ska vara slut enligt sin källa."), f"initiativ?id={id_}", "")
        for id_, title, end in ask("SELECT id, title_sv, end_date FROM initiative WHERE end_date IS NOT NULL")
        if (day := last_day(end))
    ]
    found += [
        Deadline(f"target:{id_}", day, period, t("Mål: {place}", place=place), either(sv, en), f"nyckeltal?nyckeltal={indicator}" if indicator else "nyckeltal", url or "")
        for id_, place, period, sv, en, indicator, url in ask("""
            SELECT t.id, p.name, t.period, t.text_sv, t.text_en, t.indicator_id, t.source_url FROM target AS t JOIN place AS p ON p.code = t.place_code
            WHERE t.state = 'found' AND t.period IS NOT NULL""")
        if (day := last_day(period))
    ]  # fmt: skip
    found += [
        Deadline(f"call:{id_}", day, closes, t("Utlysning: {title}", title=either(sv, en)), t("Sista dag att söka, enligt {programme}.", programme=programme), "formagor?vy=ram", url)
        for id_, programme, sv, en, closes, url in ask("SELECT id, programme, title_sv, title_en, closes, source_url FROM call WHERE closes IS NOT NULL")
        if (day := last_day(closes))
    ]  # fmt: skip
    return sorted((one for one in found if one.day >= today), key=lambda one: (one.day, one.id))


def calendar(base: str) -> bytes:
    """The calendar as iCalendar (RFC 5545). `base` is the service's own address with a slash at the end. The same snapshot gives the same bytes."""
    about = meta()
    made = Calendar()
    made.add("prodid", "-//Twin Transition//Open data//SV")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", t("{title}: tider", title=about["title"]))
    for one in deadlines():
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"twin-transition/{about['federation_code']}/{one.id}")))
        event.add("dtstamp", datetime.fromisoformat(about["built_at"]).replace(tzinfo=UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", t("{title}: senast {when}", title=one.title, when=spoken_date(one.said)))
        event.add("description", "\n".join(text for text in (one.text, one.source) if text))
        event.add("url", atom.spoken(f"{base}{one.page}"))
        made.add_component(event)
    return bytes(made.to_ical())
