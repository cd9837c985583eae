"""One open cell of the ledger: what holds, what each source shows, what people have said over time, and the form to say something."""

from html import escape

import streamlit as st

from twin.capabilities import Cell
from twin.words import either, t
from twin.workspace import WorkspaceError, workspace
from ui import capabilities_form
from ui.access import may_write
from ui.capabilities import Found, withdraw
from ui.capabilities_words import KEYS, evidence_html, name, state_html, state_name, statement_html
from ui.receipt import receipt
from ui.shell import here
from ui.theme import note, small, swedish


def draw(found: Found, cell: Cell) -> None:
    """The panel above the table."""
    with st.container(border=True, key="capability-cell"):
        close = f'<a class="tt-go" href="{escape(here(KEYS))}" target="_self">{escape(t("Stäng rutan"))}</a>'
        st.html(
            f"<h2>{swedish(cell.holder.name)}: {escape(name(cell.capability))}</h2>"
            f"<p>{state_html(cell.state, cell.age, cell.phase)} · {escape(either(cell.capability.definition_sv, cell.capability.definition_en))} {close}</p>"
        )
        _said(cell)
        _sources(found, cell)
        use = either(cell.capability.use_sv, cell.capability.use_en)
        small(f"{escape(t('Vad andra kan ha den till'))}: {escape(use)}")
        _history(cell)
        capabilities_form.form(found, cell)


def _said(cell: Cell) -> None:
    """A person's word, and that the sources show something else where they do."""
    if cell.statement is None:
        return
    st.html(f"<p><strong>{escape(t('Sagt'))}</strong>: {statement_html(cell.statement)}</p>")
    if cell.derived != cell.state:
        note(escape(t("Källorna visar ”{state}”. Det som sagts gäller.", state=state_name(cell.derived))))
    if may_write():
        st.button(t("Ta tillbaka"), key=f"withdraw-capability-{cell.statement.id}", on_click=withdraw, args=(cell.statement.id,))


def _sources(found: Found, cell: Cell) -> None:
    if not cell.evidence:
        small(escape(t("Ingen källa visar något om rutan.")))
        return
    items = "".join(f"<li>{evidence_html(one, found.before)}</li>" for one in cell.evidence)
    st.html(f'<h3 class="tt-h4">{escape(t("Det här visar källorna"))}</h3><ul class="tt-points">{items}</ul>')
    if any(one.kind == "answer" and not one.carries for one in cell.evidence):
        small(escape(t("Ett nej på en fråga säger inte att hela förmågan saknas.")))
    if cell.holder.note_sv and any(one.kind == "business" for one in cell.evidence):
        small(f"{escape(t('Om organisationen'))}: {swedish(cell.holder.note_sv)}")
    receipt(dict.fromkeys(one.receipt_id for one in cell.evidence if one.receipt_id), key="receipt-capability")


def _history(cell: Cell) -> None:
    try:
        rows = workspace().capability_history(cell.holder.id, cell.capability.code)
    except WorkspaceError:
        return  # told at the head of the page
    if len(rows) > 1 or (rows and rows[0].withdrawn_at):
        with st.expander(t("Allt som har sagts om rutan")):
            st.html(f'<ul class="tt-points">{"".join(f"<li>{statement_html(one)}</li>" for one in rows)}</ul>')
