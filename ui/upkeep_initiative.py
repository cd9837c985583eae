"""What an initiative's own page has for those who keep the register: what is edited, tags that are proposed, the way to the form, the history."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.questions.edited import differs, edited
from twin.questions.initiative import Detail
from twin.questions.proposals import Proposal, proposals
from twin.register.columns import label
from twin.register.overlay import DISMISSED
from twin.register.sheets import TAGS_OF
from twin.register.spoken import scheme_name
from twin.register.staleness import POINTS
from twin.register.worklist import rows
from twin.words import either, number, t
from twin.workspace import Change
from ui import rebuild
from ui.access import may_write
from ui.shell import address
from ui.theme import heading, note, small, swedish
from ui.upkeep import now, save, tell, today
from ui.upkeep_history import batches, history
from ui.upkeep_list import class_name, confirm_button, point_name


def fresh(id_: str, found: Detail | None) -> tuple[Detail | None, tuple[str, ...]]:
    """The initiative with people's edits, and which fields the warehouse does not have yet."""
    at = now()
    own = edited(at, id_) if at else None
    return (own, differs(found, own)) if own else (found, ())


def changed(fields: tuple[str, ...]) -> None:
    """That something on this page is newer than what the rest of the pages are made of."""
    with st.container():  # one place whatever stands in it: what follows on the page is not drawn anew when it empties
        tell()
        if fields:
            what = ", ".join(label(field) for field in fields)
            under_way = rebuild.state().running
            said = t("Ändrad här, räknas om: {what}.", what=what) if under_way else t("Ändrad här, väntar på omräkning: {what}.", what=what)
            note(escape(said))


def upkeep(found: Detail) -> None:
    """Points, buttons, proposals and history."""
    at = now()
    if at is None:
        return
    id_ = found.initiative.id
    row = next((one for one in (rows(at.register, today()) if at.register else ()) if one.initiative.id == id_), None)
    heading(t("Registervård"))
    if row is not None:
        said = t(
            "Uppgiften är {age}. {n} av {all} uppgifter finns.",
            age=class_name(row.age.level),
            n=number(row.points),
            all=number(len(POINTS)),
        )
        lacks = t("Saknas: {points}.", points=", ".join(point_name(point) for point in row.lacks)) if row.lacks else ""
        small(escape(f"{said} {lacks}".strip()))
    if may_write():
        target = f"registervard?{urlencode(address(vy='nytt', id=id_))}"
        with st.container(horizontal=True, vertical_alignment="center", key="upkeep-buttons"):
            st.html(f'<p><a href="{escape(target)}" target="_self">{escape(t("Ändra initiativet"))}</a></p>')
            confirm_button(id_)
        for proposal in proposals(at, id_):
            _proposal(id_, proposal)
    if done := batches(id_):
        with st.expander(t("Historik")):
            history(at, done, id_)


def _proposal(id_: str, one: Proposal) -> None:
    key = {"initiative_id": id_, "scheme": one.scheme, "code": one.code}
    name = either(one.name_sv, one.name_en)
    cells = {**key, "evidence": one.evidence}
    with st.container(key=f"proposal-{one.scheme}-{one.code}", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="tt-panel">{escape(t("Föreslagen märkning"))}: <strong>{escape(scheme_name(one.scheme))}, {escape(name)}</strong>'
            f'<br><span class="tt-small">{escape(t("vilar på"))} «{swedish(one.evidence)}»</span></p>'
        )
        st.button(
            t("Märk"), key=f"tag-{one.scheme}-{one.code}", help=t("Sätt märkningen {name}", name=name), on_click=save,
            args=([Change(TAGS_OF.file, key, action="add", cells=cells)], t("{name} är satt som märkning.", name=name)),
        )  # fmt: skip
        st.button(
            t("Avfärda"), key=f"dismiss-{one.scheme}-{one.code}", help=t("Föreslå inte {name} igen", name=name), on_click=save,
            args=([Change(DISMISSED.file, key, action="add", cells=cells)], t("{name} föreslås inte igen.", name=name)),
        )  # fmt: skip
