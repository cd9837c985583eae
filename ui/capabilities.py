"""What the views of page Bolag och förmågor share: the ledger as it stands, what the last click came to, and the sourced words around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from twin.capabilities import Capability, Cell, Facts, Holder, Statement, ledger
from twin.questions import capabilities as asked
from twin.questions.capabilities import Framed
from twin.questions.initiatives import old_before
from twin.words import date, either, t
from twin.workspace import WorkspaceError, workspace
from ui.access import actor, may_write
from ui.theme import link, note

SAID = "capability_said"


@dataclass(frozen=True)
class Found:
    """Everything that a view needs: rows, columns, cells, and what they rest on."""

    holders: Sequence[Holder]
    capabilities: Sequence[Capability]
    facts: Facts
    cells: Sequence[Cell]
    before: int  # the first year whose statements count as current
    statements: Sequence[Statement] = ()
    strangers: Sequence[Statement] = field(default=())  # about an organisation or a capability that is no longer there

    def cell(self, asked: str) -> Cell | None:
        """The cell that the address names: 'organisation:capability'."""
        return next((one for one in self.cells if f"{one.holder.id}:{one.capability.code}" == asked), None)


def found() -> Found:
    """The ledger. Where what people have written can not be read, that is told, and the sources stand alone."""
    rows, columns, facts, before = asked.holders(), asked.capabilities(), asked.facts(), old_before()
    try:
        said = workspace().capability_statements()
    except WorkspaceError as fault:
        note(escape(t("Det som människor har sagt kan inte läsas just nu, så bara källorna visas: {fault}", fault=fault)))
        said = []
    there = {(row.id, column.code) for row in rows for column in columns}
    strangers = [one for one in said if (one.organisation_id, one.capability) not in there]
    return Found(rows, columns, facts, ledger(rows, columns, facts, said, before=before), before, said, strangers)


def tell() -> None:
    """What the last save came to, with its undo."""
    said = st.session_state.pop(SAID, None)
    if said is None:
        return
    text, number, failed = said
    with st.container(key="capability-said"):
        st.html(f'<div class="tt-note{" tt-alarm" if failed else ""}" role="status">{escape(text)}</div>')
        if number is not None and may_write():
            st.button(t("Ångra"), key=f"undo-capability-said-{number}", on_click=withdraw, args=(number,))


def withdraw(number: int) -> None:
    """Takes a statement back. For callbacks."""
    try:
        workspace().withdraw_capability(actor(), number)
    except WorkspaceError as fault:
        st.session_state[SAID] = (str(fault), None, True)
        return
    st.session_state[SAID] = (t("Uppgiften är tillbakatagen. Den står kvar i rutans historik."), None, False)


def framed(*kinds: str) -> list[Framed]:
    """The sourced facts of these kinds."""
    return [one for one in asked.frame() if one.kind in kinds]


def framed_html(one: Framed) -> str:
    """HTML: one fact with its source, its date and when it was seen."""
    dates = [t("daterat {when}", when=date(one.dated)) if one.dated else t("utan datum")]
    if one.seen_at:
        dates.append(t("sett {when}", when=date(one.seen_at)))
    return (
        f"<strong>{escape(either(one.title_sv, one.title_en))}.</strong> {escape(either(one.text_sv, one.text_en))} "
        f'<span class="tt-small">{escape(", ".join(dates))} · {link(one.source_url, t("källa"))}</span>'
    )


def around(*kinds: str) -> None:
    """What sources say that the view rests on; nothing where this federation has no such source."""
    for one in framed(*kinds):
        note(framed_html(one))
