"""Reports: a brief frozen as it stood, listed, opened again, and held against a later one."""

import json
from html import escape

import streamlit as st

from twin.reports.compare import Difference, Unlike, compare
from twin.reports.model import Brief
from twin.reports.stored import BadReport, from_json, to_json
from twin.words import LANGUAGES, language, moment, t
from twin.workspace import Report, WorkspaceError, role_name, workspace
from ui import brief
from ui.access import actor, may_write, why_not
from ui.shell import here
from ui.tables import Column, table
from ui.theme import lead, note, small

NOW = "nu"
TOLD = "report_told"
KEEP = ("plats", "lang")


def save(made: Brief | None) -> None:
    """A name and a button, for those who may write; a word of why not for others."""
    if made is None:
        return
    st.header(t("Spara som rapport"), anchor=False)
    if not may_write():
        small(escape(why_not()))
        return
    small(escape(t("Innehållet sparas som det är nu, med datalagrets namn. Senare kan du se vad som har ändrats sedan dess.")))
    if told := st.session_state.pop(TOLD, None):
        note(f'<span role="status">{told}</span>')
    with st.form("report-form", border=False, clear_on_submit=False):
        name = st.text_input(t("Vad rapporten är till"), key="report-name", placeholder=t("Kommunfullmäktige i december"), width=420)
        if st.form_submit_button(t("Spara som rapport")):
            _save(made, name)


def _save(made: Brief, name: str) -> None:
    try:
        kept = workspace().save_report(
            actor(), made.place, made.language, name, made.snapshot, json.dumps(to_json(made), ensure_ascii=False)
        )
    except WorkspaceError as fault:
        note(f'<span role="alert">{escape(str(fault))}</span>')
        return
    href = escape(here(KEEP, vy="rapporter", rapport=str(kept.id)), quote=True)
    said = escape(t("Sparad: {name}.", name=kept.name))
    st.session_state[TOLD] = f'{said} <a href="{href}" target="_self">{escape(t("Öppna rapporten"))}</a>'
    st.rerun()


def draw(code: str) -> None:
    """The reports of one place, and two of them side by side."""
    try:
        kept = workspace().reports(code)
    except WorkspaceError as fault:
        note(escape(str(fault)))
        return
    if told := st.session_state.pop(TOLD, None):
        note(f'<span role="status">{escape(told)}</span>')
    if not kept:
        lead(escape(t("Ingen rapport är sparad än.")))
        small(escape(t("Spara en under Läget nu. Då kan du senare se vad som har ändrats.")))
        return
    columns = [
        Column(t("Rapport"), lambda one: one, html=_link, screen_only=True),
        Column(t("Sparad"), "at", show=moment),
        Column(t("Av"), "role", show=role_name),
        Column(t("Språk"), "language", show=lambda key: LANGUAGES[key]),
        Column(t("Datalager"), "snapshot"),
    ]
    table(kept, columns, "rapporter", t("Sparade rapporter, nyast först"), download=False, stack=True)
    _compare(code, [one for one in kept if one.language == language()])


def _link(one: Report) -> str:
    return f'<a href="{escape(here(KEEP, vy="rapporter", rapport=str(one.id)), quote=True)}" target="_self">{escape(one.name)}</a>'


def show(code: str, number: str) -> None:
    """One report as it was frozen, with its files and the way to take it back."""
    st.html(
        f'<p><a class="tt-go" href="{escape(here(KEEP, vy="rapporter"), quote=True)}" target="_self">{escape(t("Alla rapporter"))}</a></p>'
    )
    try:
        kept = workspace().report(int(number)) if number.isdecimal() and len(number) < 10 else None
        made = from_json(json.loads(kept.content)) if kept and kept.place == code else None
    except (WorkspaceError, BadReport) as fault:
        note(escape(str(fault)))
        return
    if kept is None or made is None:
        note(escape(t("Rapporten finns inte för den här platsen. Välj en ur listan.")))
        return
    said = t(
        "{name}: sparad {when} av {role}. Det här är hur det såg ut då.", name=kept.name, when=moment(kept.at), role=role_name(kept.role)
    )
    note(escape(said))
    brief.draw(made)
    if may_write():
        st.button(t("Ta bort rapporten"), key="report-remove", on_click=_remove, args=(kept,))


def _remove(kept: Report) -> None:
    try:
        workspace().withdraw_report(actor(), kept.id)
    except WorkspaceError as fault:
        st.session_state[TOLD] = str(fault)
        return
    st.session_state[TOLD] = t("Borttagen: {name}. Den finns kvar i historiken.", name=kept.name)
    st.query_params.pop("rapport", None)


def _compare(code: str, kept: list[Report]) -> None:
    st.header(t("Vad som har ändrats"), anchor=False)
    if not kept:
        small(escape(t("Ingen rapport är sparad på det här språket. Byt språk, eller spara en.")))
        return
    names = {str(one.id): f"{one.name} ({moment(one.at)})" for one in kept}
    left, right = st.columns(2)
    with left:
        old = st.selectbox(t("Från"), list(names), key="compare-old", format_func=names.__getitem__)
    with right:
        new = st.selectbox(t("Till"), [NOW, *names], key="compare-new", format_func=lambda key: names.get(key, t("Läget nu")))
    try:
        before = from_json(json.loads(workspace().report(int(old)).content))
        after = brief.now(code) if new == NOW else from_json(json.loads(workspace().report(int(new)).content))
        if after is not None:
            difference(compare(before, after))
    except (WorkspaceError, BadReport, Unlike) as fault:
        note(escape(str(fault)))


def difference(found: Difference) -> None:
    """What is new and what is gone, in a sentence and then in full."""
    if not found:
        lead(escape(t("Inget har ändrats.")))
        return
    lead(escape(t("{n} tal har ändrats, tillkommit eller fallit bort.", n=len(found.moved))))
    lists = (
        (t("Nytt som frågas"), found.asked), (t("Frågas inte längre"), found.no_longer_asked), (t("Nya samtal"), found.talks),
        (t("Samtal som fallit bort"), found.no_longer_talks), (t("Nya initiativ"), found.initiatives), (t("Initiativ som fallit bort"), found.no_longer_initiatives),
    )  # fmt: skip
    for title, texts in lists:
        if texts:
            items = "".join(f"<li>{escape(text)}</li>" for text in texts)
            st.html(f'<h3 class="tt-h3">{escape(title)}</h3><ul class="tt">{items}</ul>')
    if found.moved:
        columns = [Column(t("Tal"), "label"), Column(t("Förut"), "before", show=_or_none), Column(t("Nu"), "after", show=_or_none)]
        table(found.moved, columns, "andrade-tal", t("Tal som skiljer"), stack=True)


def _or_none(text: str) -> str:
    return text or t("finns inte")
