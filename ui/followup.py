"""After 'samordna': the meeting to propose for one pair, and the list of what is to be done, by which role and when."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from twin import meeting as meetings
from twin.questions.initiatives import initiatives
from twin.questions.suggestions import Suggestion, suggestions
from twin.questions.todo import Todo, todo
from twin.warehouse import meta
from twin.words import date as day
from twin.words import moment, t, tn
from twin.workspace import role_name, workspace
from ui.access import may_write, why_not
from ui.filters import today
from ui.followup_form import form, state_name
from ui.pair_words import pair_href
from ui.shell import address
from ui.tables import Column, table
from ui.theme import facts, lead, note, small, swedish

WEEKS_AHEAD = 2
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


def meeting(one: Suggestion) -> None:
    """A ready letter with agenda and calendar file for one pair; the reader chooses when."""
    small(
        escape(t("Registret har inga adresser till personer eller brevlådor. Fyll i mottagarna själv, helst kommunens funktionsbrevlåda."))
    )
    with st.container(horizontal=True, key=f"when-{one.id}"):
        on = st.date_input(t("Dag"), _some_weekday(today()), min_value=today(), format="YYYY-MM-DD", key=f"day-{one.id}", width=180)
        at = st.time_input(t("Klockan"), time(9, 0), step=900, key=f"time-{one.id}", width=140)
    if on.weekday() > 4:
        note(escape(t("Dagen är en lördag eller söndag.")))
    verdict = workspace().verdicts().get(one.id)
    made = meetings.propose(
        one,
        meetings.Occasion(
            start=datetime.combine(on, at),
            confirmed=verdict is not None and verdict.verdict == "samordna",
            address=f"{(st.context.url or '').split('?')[0]}?{urlencode(address(par=one.id))}",
            host=meta()["coordinator"],
            now=datetime.now(UTC),
        ),
    )
    if urlsplit(st.context.url or "").hostname in OWN_MACHINE:
        small(escape(t("Adressen i brevet leder till den här datorn, så mottagarna kan inte öppna den: brevet säger det viktigaste ändå.")))
    with st.expander(t("Läs brevet"), key=f"letter-{one.id}"):
        st.html(f'<p class="tt-small">{escape(t("Ämne"))}: <strong>{escape(made.subject)}</strong></p>')
        st.code(made.letter, language=None, wrap_lines=True)
    name = f"mote-{one.a.id}-{one.b.id}"
    with st.container(horizontal=True, key=f"send-{one.id}", vertical_alignment="center"):
        st.link_button(t("Öppna i e-postprogrammet"), made.link)
        st.download_button(
            t("Ladda ned kalenderfil (.ics)"), made.calendar, f"{name}.ics", "text/calendar", key=f"ics-{one.id}", on_click="ignore"
        )
        st.download_button(t("Ladda ned brevet (.txt)"), made.letter, f"{name}.txt", "text/plain", key=f"txt-{one.id}", on_click="ignore")


def draw() -> None:
    """The follow-up list; where there is nothing on it, how something comes there."""
    known = {one.id: one for one in suggestions()}
    rows = todo(workspace().verdicts().values(), workspace().follow_ups(), known, today())
    if not rows:
        note(
            escape(t("Inget par är valt att samordna ännu. Läs ett förslag under «Par» och svara «Samordna»: då hamnar det här."))
            + " "
            + escape(t("Här får det nästa steg, ansvarig roll, datum och utfall."))
        )
        return
    lead(_answer(rows))
    if not may_write():
        note(escape(why_not()))
    titles = {row.id: row.title for row in initiatives()}
    for row in rows:
        _one(row, titles)
    _as_table(rows, titles)


def _answer(rows: Sequence[Todo]) -> str:
    """HTML: how many wait, how many are late, how many have ended."""
    waiting, late, ended = sum(not row.ended for row in rows), sum(row.overdue for row in rows), sum(row.ended for row in rows)
    text = tn("<strong>Ett par</strong> att samordna", "<strong>{n} par</strong> att samordna", waiting)
    text += ", " + (tn("{n} försenat", "{n} försenade", late) if late else t("inget försenat"))
    return text + (", " + tn("{n} avslutat", "{n} avslutade", ended) if ended else "") + "."


def _one(row: Todo, titles: dict[str, str]) -> None:
    """One pair: where it stands, and for those who may write a form to move it on."""
    with st.container(border=True, key=f"todo-{row.id}"):
        st.html(
            f'<h2 class="tt-h3"><a href="{escape(pair_href(row.id))}" target="_self">{swedish(names(row, titles))}</a></h2>'
            f'<p class="tt-small">{_state(row)}</p>{_told(row)}'
        )
        if may_write():
            form(row)


def _told(row: Todo) -> str:
    """HTML: the plan, or that there is none; and that the engine has dropped the pair."""
    step, gone = row.step, ""
    if row.suggestion is None:
        gone = _aside(t("Motorn ger inte längre det här förslaget: texterna eller reglerna har ändrats sedan det bedömdes."))
    if step is None:
        return gone + _aside(t("Inget är planerat ännu: skriv nästa steg, vilken roll som tar det och till när."))
    about = [
        (t("Nästa steg"), escape(step.next_step)),
        (t("Ansvarig roll"), escape(step.responsible_role)),
        (t("Senast"), escape(day(step.due.isoformat())) if step.due else escape(t("inget datum"))),
        (t("Utfall"), escape(step.outcome)),
        (t("Ändrat"), escape(f"{role_name(step.role)}, {moment(step.at)}")),
    ]
    return gone + facts([(term, html) for term, html in about if html])


def _aside(text: str) -> str:
    return f'<p class="tt-small">{escape(text)}</p>'


def _as_table(rows: Sequence[Todo], titles: dict[str, str]) -> None:
    columns = [
        Column(t("Par"), lambda row: names(row, titles), html=swedish),
        Column(t("Läge"), lambda row: state_name(row.step.state) if row.step else t("inte planerat")),
        Column(t("Nästa steg"), lambda row: row.step.next_step if row.step else ""),
        Column(t("Ansvarig roll"), lambda row: row.step.responsible_role if row.step else ""),
        Column(t("Senast"), lambda row: row.step.due.isoformat() if row.step and row.step.due else ""),
        Column(t("Försenat"), lambda row: t("ja") if row.overdue else ""),
        Column(t("Utfall"), lambda row: row.step.outcome if row.step else ""),
    ]
    with st.expander(t("Samma lista som tabell")):
        table(rows, columns, "uppfoljning", t("Par att samordna, de försenade först. Roller, inga namn."), stack=True)


def _state(row: Todo) -> str:
    """HTML: open, under way, done or given up; and that it is late."""
    if row.step is None:
        return f'<span class="tt-state calm">{escape(t("inte planerat"))}</span>'
    tone = {"klar": "good", "avbruten": "calm"}.get(row.step.state, "calm")
    late = f' <span class="tt-state bad">{escape(t("försenat"))}</span>' if row.overdue else ""
    return f'<span class="tt-state {tone}">{escape(state_name(row.step.state))}</span>{late}'


def names(row: Todo, titles: dict[str, str]) -> str:
    """Both titles; the id of an initiative that has left the register."""
    sign = "→" if row.verdict.kind == "synergy" else "↔"
    return f"{titles.get(row.verdict.a, row.verdict.a)} {sign} {titles.get(row.verdict.b, row.verdict.b)}"


def _some_weekday(today: date) -> date:
    """A working day some weeks ahead: time enough to answer."""
    ahead = today + timedelta(weeks=WEEKS_AHEAD)
    return ahead - timedelta(days=max(0, ahead.weekday() - 4))
