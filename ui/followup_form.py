"""The form of the follow-up list: what comes next for a pair, which role does it, by when, and what came of it."""

from html import escape

import streamlit as st

from twin.questions.todo import Todo
from twin.words import t
from twin.workspace import STATES, WorkspaceError, workspace
from ui.access import actor
from ui.theme import note

TOLD = "followup_told"  # what went wrong with a save, by pair, until it has been shown
FIELDS = ("next", "role", "due", "state", "outcome")


def state_name(state: str) -> str:
    """How far a pair has come."""
    return {"planerad": t("öppen"), "pagar": t("pågår"), "klar": t("klar"), "avbruten": t("avbruten")}[state]


def form(row: Todo) -> None:
    """The folded form. A new state is added to the old ones; nothing is overwritten, and what somebody else wrote meanwhile is told of."""
    step = row.step
    if told := st.session_state.get(TOLD, {}).pop(row.id, None):
        note(f'<span role="alert">{escape(told)}</span>')
    mark = f"{row.id}-{step.id if step else 0}"  # of the state shown: after a save, or when somebody else has saved, the fields start from that
    keys = [f"{field}-{mark}" for field in FIELDS]
    with st.expander(t("Planera") if step is None else t("Ändra planen"), key=f"edit-{mark}"), st.form(f"step-{mark}", border=False):
        st.text_input(t("Nästa steg"), step.next_step if step else "", max_chars=300, key=keys[0])
        hint = t("En roll, inte ett namn: till exempel energistrateg.")
        st.text_input(t("Ansvarig roll"), step.responsible_role if step else "", max_chars=120, placeholder=hint, key=keys[1])
        st.date_input(t("Senast"), step.due if step else None, format="YYYY-MM-DD", key=keys[2])
        st.selectbox(t("Läge"), STATES, STATES.index(step.state) if step else 0, format_func=state_name, key=keys[3])
        st.text_area(t("Utfall"), step.outcome if step else "", placeholder=t("Vad blev det? Skriv inga personnamn."), key=keys[4])
        st.form_submit_button(t("Spara steget"), on_click=_save, args=(row.id, step.id if step else None, keys))


def _save(id_: str, seen: int | None, keys: list[str]) -> None:
    """For a callback: it runs with the state that the reader saw, before the list is read anew."""
    next_step, role, due, state, outcome = (st.session_state[key] for key in keys)
    try:
        workspace().follow_up(actor(), id_, next_step, role, due, outcome, state, seen=seen)
    except WorkspaceError as refused:
        st.session_state.setdefault(TOLD, {})[id_] = str(refused)
