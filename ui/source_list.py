"""Every source: the answer in a sentence, a table, and one by one with method, limits, receipts."""

from collections import Counter, defaultdict
from html import escape

import streamlit as st

from twin.questions import sources
from twin.questions.registers import registers
from twin.words import listing, number, t
from ui.candidates import read_table
from ui.candidates_words import read_lead, read_rest
from ui.filters import choose
from ui.source_card import STATES, counted, source_panel, sources_table, state_name
from ui.theme import lead, note, small, track_name


def draw() -> None:
    """The whole view."""
    found = sources.sources()
    states = Counter(source.state for source in found)
    told = listing([counted(state, states[state]) for state in STATES if states[state]])
    lead(t("{n} källor: {states}. Varje siffra har ett kvitto.", n=f"<strong>{number(len(found))}</strong>", states=told))
    chosen = _chosen(found, states)
    if chosen:
        sources_table(chosen)
    else:
        note(t("Ingen källa svarar mot valet."))
    _registers()
    st.header(t("Källorna var för sig"), anchor=False)
    small(t("Fäll ut en källa för metod, begränsningar, senaste felet i ord och alla kvitton."))
    receipts, refused = defaultdict(list), defaultdict(list)
    for receipt in sources.all_receipts():
        receipts[receipt.source_key].append(receipt)
    for row in sources.rejected():
        refused[row.source_key].append(row)
    with st.container(gap="xsmall"):
        for source in chosen:
            source_panel(source, receipts[source.key], refused[source.key], opened=st.query_params.get("kalla") == source.key)


def _registers() -> None:
    """How much of the public registers has been read."""
    found = registers()
    if found:
        st.header(t("Register över projekt, bidrag och inköp"), anchor=False)
        small(escape(f"{read_lead(found)} {read_rest(found)}"))
        read_table(found)


def _chosen(found: list[sources.Source], states: Counter[str]) -> list[sources.Source]:
    with st.container(horizontal=True):
        track = choose(t("Spår"), ["", "climate", "digital", "context"], "spar", "", lambda code: track_name(code) if code else t("Alla"))
        state = choose(
            t("Läge"),
            ["", *(state for state in STATES if states[state])],
            "lage",
            "",
            lambda code: state_name(code) if code else t("Alla"),
        )
    return [source for source in found if track in ("", source.track) and state in ("", source.state)]
