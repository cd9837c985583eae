"""Saying who has what: for those who may write. Others are told why not, and whom to ask."""

from html import escape

import streamlit as st

from twin.capabilities import STATES, Cell
from twin.words import t
from twin.workspace import WorkspaceError, workspace
from ui.access import actor, may_write, why_not
from ui.capabilities import SAID, Found
from ui.capabilities_words import name, state_name
from ui.filters import today
from ui.theme import small

FIELDS = ("org", "cap", "state", "since", "note", "source", "day")


def general(found: Found) -> None:
    """Under the table: any cell may be answered."""
    with st.expander(t("Svara på ett ”vet ej”"), expanded=False):
        _form(found, None, "any")


def form(found: Found, cell: Cell) -> None:
    """In an open cell: this one."""
    with st.expander(t("Säg hur det är"), expanded=cell.statement is None and not cell.evidence):
        _form(found, cell, f"{cell.holder.id}-{cell.capability.code}-{cell.statement.id if cell.statement else 0}")


def _form(found: Found, cell: Cell | None, mark: str) -> None:
    if not may_write():
        told = t(
            "Fråga organisationen, och låt samordnaren eller en analytiker skriva svaret här: har, bygger, saknar eller vet ej, och vem som sagt det."
        )
        small(f"{escape(told)} {escape(why_not())}")
        return
    keys = {field: f"capability-{field}-{mark}" for field in FIELDS}
    seen = {(one.organisation_id, one.capability): one.id for one in found.statements}
    before = cell.statement if cell else None
    with st.form(f"capability-form-{mark}", border=False):
        if cell is None:
            holders, columns = {one.id: one.name for one in found.holders}, {one.code: name(one) for one in found.capabilities}
            st.selectbox(t("Organisation"), list(holders), None, format_func=holders.__getitem__, placeholder=t("Välj"), key=keys["org"])
            st.selectbox(t("Förmåga"), list(columns), None, format_func=columns.__getitem__, placeholder=t("Välj"), key=keys["cap"])
        at = STATES.index(before.state) if before else None  # nothing is chosen for the writer
        st.radio(t("Läge"), STATES, at, format_func=state_name, horizontal=True, key=keys["state"])
        with st.container(horizontal=True):
            st.text_input(t("Sedan när (frivilligt)"), before.since if before else "", placeholder="2025", key=keys["since"], width=200)
            st.date_input(t("Sagt den"), today(), max_value=today(), format="YYYY-MM-DD", key=keys["day"], width=200)
        st.text_input(
            t("Källans webbadress (tomt: sagt av organisationen)"),
            before.source if before else "",
            placeholder="https://",
            key=keys["source"],
        )
        hint = t("Skriv roller, inga personnamn.")
        st.text_area(t("Anteckning (frivilligt)"), before.note if before else "", max_chars=500, placeholder=hint, key=keys["note"])
        st.form_submit_button(t("Spara uppgiften"), type="primary", on_click=_save, args=(cell, keys, seen))


def _save(cell: Cell | None, keys: dict[str, str], seen: dict[tuple[str, str], int]) -> None:
    """For a callback: it runs with what the reader saw, before the ledger is read anew."""
    said = {field: st.session_state.get(key) for field, key in keys.items()}
    holder, capability = (cell.holder.id, cell.capability.code) if cell else (said["org"] or "", said["cap"] or "")
    if said["state"] is None:
        st.session_state[SAID] = (t("Välj ett läge: har, bygger, saknar eller vet ej. Inget sparades."), None, True)
        return
    try:
        made = workspace().state_capability(
            actor(),
            holder,
            capability,
            said["state"],
            since=said["since"] or "",
            said=said["note"] or "",
            source=said["source"] or "",
            said_on=said["day"],
            seen=seen.get((holder, capability)),
        )
    except WorkspaceError as fault:
        st.session_state[SAID] = (str(fault), None, True)
        return
    st.session_state[SAID] = (t("Sparat: {state}.", state=state_name(made.state)), made.id, False)
    if cell is None:
        for key in keys.values():
            st.session_state.pop(key, None)
