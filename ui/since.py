"""'Sedan sist': what is new since the reader was last here, or since a day of their choice: initiatives, pairs, figures, and what people did."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.questions import indicators
from twin.questions.initiatives import initiatives
from twin.questions.since import Changes, Figure, Initiative, Pair, Since, since
from twin.questions.suggestions import suggestions
from twin.words import date as edtf
from twin.words import either, listing, moment, number, t, tn
from twin.workspace import Forbidden, LogEntry, role_name, workspace
from ui import since_words as words
from ui.access import actor
from ui.filters import HERE, day
from ui.pair_words import grade_mark, pair_href
from ui.shell import address
from ui.tables import Column, table
from ui.theme import lead, note, small, swedish

KEY = "sedan"
DAYS = 30  # looked back where nobody knows when the reader was here last
SHOWN = 40  # rows of a table before the rest is only counted


def draw() -> None:
    """What is new, after a choice of the day to look back to."""
    last = _last_visit()
    start = last or datetime.now(UTC).replace(tzinfo=None) - timedelta(days=DAYS)
    asked = day(t("Sedan"), KEY, start.replace(tzinfo=UTC).astimezone(HERE).date(), width=200)
    visit = last is not None and KEY not in st.query_params
    if not visit:
        start = datetime.combine(asked, time(), HERE).astimezone(UTC).replace(tzinfo=None)
    found, said = since(start), workspace().log(since=start, limit=None)
    _answer(found, said, moment(start) if visit else edtf(asked.isoformat()), visit=visit)
    _about(found, start)
    if found.base and not found.changes and not said:
        note(
            escape(
                t("Det blir nytt här när registret, en källa eller en bedömning ändras. Välj en tidigare dag för att se längre tillbaka.")
            )
        )
    titles = dict(_titles(found.changes))
    _initiatives(found.changes.initiatives)
    _pairs(found.changes.pairs, titles)
    _figures(found.changes.figures)
    _people(said, titles)


def _last_visit() -> datetime | None:
    """The end of the reader's visit before this one; None for a first one, and for readers whom the workspace does not know."""
    try:
        return workspace().visit(actor())
    except Forbidden:
        return None


def _answer(found: Since, said: Sequence[LogEntry], when: str, *, visit: bool) -> None:
    """The answer first: how much of each."""
    new = found.changes
    counted = [
        tn("{n} nytt initiativ", "{n} nya initiativ", n) if (n := _count(new.initiatives, "new")) else "",
        tn("{n} ändrat initiativ", "{n} ändrade initiativ", n) if (n := _count(new.initiatives, "changed")) else "",
        tn("{n} nytt förslag", "{n} nya förslag", n) if (n := _count(new.pairs, "new")) else "",
        tn("{n} ändrat förslag", "{n} ändrade förslag", n) if (n := _count(new.pairs, "changed", "regraded")) else "",
        tn("ett nyckeltal med nya uppgifter", "{n} nyckeltal med nya uppgifter", n)
        if (n := _count(new.figures, "new", "period", "release", "values"))
        else "",
        tn("{n} bedömning eller ändring", "{n} bedömningar och ändringar", n) if (n := len(said)) else "",
    ]
    told = listing([f"<strong>{text}</strong>" for text in counted if text]) or t("inget nytt")
    when = escape(when)
    lead(t("Sedan du var här senast, {when}: {told}.", when=when, told=told) if visit else t("Sedan {when}: {told}.", when=when, told=told))


def _count(rows: Sequence[Initiative | Pair | Figure], *kinds: str) -> int:
    return sum(row.what in kinds for row in rows)


def _about(found: Since, start: datetime) -> None:
    """What the answer is compared with, where that is not what was asked for."""
    if found.base is None:
        note(
            escape(
                t(
                    "Det finns ingen historik före {when}. Den börjar med nästa bygge av datalagret: python -m ingest build.",
                    when=moment(start),
                )
            )
        )
    elif found.late:
        note(escape(t("Det finns ingen historik före {when}: jämförelsen börjar där.", when=moment(found.base))))
    else:
        small(escape(t("Jämfört med det som var publicerat {when}.", when=moment(found.base))))
    if found.unread:
        small(
            escape(
                tn(
                    "{n} post i historiken gick inte att läsa och hoppades över.",
                    "{n} poster i historiken gick inte att läsa och hoppades över.",
                    found.unread,
                )
            )
        )


def _titles(changes: Changes) -> list[tuple[str, str]]:
    """Titles by id, of what is there now and of what has gone."""
    return [*((one.id, one.title) for one in changes.initiatives), *((row.id, row.title) for row in initiatives())]


def _initiatives(rows: Sequence[Initiative]) -> None:
    if not rows:
        return
    st.header(t("Initiativ"), anchor=False)
    columns = [
        Column(t("Initiativ"), lambda row: row.title, csv_only=True),
        Column(t("Initiativ"), lambda row: row, html=_initiative, screen_only=True),
        Column(t("Vad"), lambda row: words.initiative(row)),
        Column(t("Beteckning"), "id"),
    ]
    _some(rows, columns, "sedan-initiativ", t("Nya, ändrade och borttagna initiativ i registret."))


def _pairs(rows: Sequence[Pair], titles: dict[str, str]) -> None:
    if not rows:
        return
    known = {one.id for one in suggestions()}
    order = {"new": 0, "regraded": 1, "changed": 2, "gone": 3}
    rows = sorted(rows, key=lambda row: (order[row.what], row.after or row.before, row.id))
    st.header(t("Förslag"), anchor=False)
    columns = [
        Column(t("Förslag"), lambda row: words.pair_names(row.id, titles), csv_only=True),
        Column(t("Förslag"), lambda row: (row.id, titles, row.id in known), html=_pair, screen_only=True),
        Column(t("Vad"), lambda row: words.pair(row)),
        Column(t("Nivå"), lambda row: row.after or row.before, html=grade_mark),
    ]
    _some(rows, columns, "sedan-forslag", t("Förslag, ej granskade om inget annat sägs på kortet. De starkaste först."))


def _figures(rows: Sequence[Figure]) -> None:
    if not rows:
        return
    names = {one.id: either(one.name_sv, one.name_en) for one in indicators.indicators()}
    st.header(t("Nyckeltal"), anchor=False)
    columns = [
        Column(t("Nyckeltal"), lambda row: names.get(row.id, row.id), csv_only=True),
        Column(t("Nyckeltal"), lambda row: (row.id, names), html=_figure, screen_only=True),
        Column(t("Vad"), lambda row: words.figure(row)),
        Column(t("Före"), "before", show=lambda text: edtf(text) if text else "–"),
        Column(t("Nu"), "after", show=lambda text: edtf(text) if text else "–"),
    ]
    _some(rows, columns, "sedan-nyckeltal", t("Nya år, nya utgåvor och ändrade värden."))


def _people(said: Sequence[LogEntry], titles: dict[str, str]) -> None:
    if not said:
        return
    st.header(t("Vad som har gjorts"), anchor=False)
    columns = [
        Column(t("När"), lambda row: moment(row.at)),
        Column(t("Roll"), lambda row: role_name(row.role)),
        Column(t("Vad"), lambda row: words.action(row)),
        Column(t("Om"), lambda row: words.about(row, titles), html=swedish),
    ]
    _some(said, columns, "sedan-gjort", t("Bedömningar, uppföljning och ändringar i registret. Roller, inga namn."))


def _some(rows: Sequence[object], columns: Sequence[Column], name: str, caption: str) -> None:
    table(rows[:SHOWN], columns, name, caption, stack=True)
    if len(rows) > SHOWN:
        small(escape(t("och {n} till", n=number(len(rows) - SHOWN))))


def _initiative(row: Initiative) -> str:
    return swedish(row.title) if row.what == "gone" else _to("initiativ", swedish(row.title), id=row.id)


def _pair(told: tuple[str, dict[str, str], bool]) -> str:
    id_, titles, there = told
    name = swedish(words.pair_names(id_, titles))
    return f'<a href="{escape(pair_href(id_))}" target="_self">{name}</a>' if there else name


def _figure(told: tuple[str, dict[str, str]]) -> str:
    id_, names = told
    return _to("nyckeltal", escape(names[id_]), nyckeltal=id_) if id_ in names else escape(id_)


def _to(page: str, html: str, **parameters: str) -> str:
    return f'<a href="{escape(f"{page}?{urlencode(address(**parameters))}")}" target="_self">{html}</a>'
