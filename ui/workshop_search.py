"""Search the open catalogues for tables and data sets; each hit is a draft to go on with in the form."""

from html import escape

import streamlit as st

from ingest.workshop import KINDS, IngestError, Proposal, discover
from twin.words import listing, stored, t, tn
from ui.filters import set_choice
from ui.theme import lead, link, note, small, swedish
from ui.workshop_bench import Bench
from ui.workshop_faults import alarm, fault_html

FOUND = "workshop_found"


def draw() -> None:
    """The field, and what the last search found."""
    lead(t("Sök bland nyckeltal hos Kolada, tabeller hos SCB och datamängder på dataportal.se, och gå vidare med ett färdigt förslag."))
    words = str(st.text_input(t("Sökord"), key="workshop-words", placeholder=t("till exempel skyddad natur")) or "").strip()
    if st.button(t("Sök i dataportal.se, Kolada och SCB"), key="workshop-search", type="primary"):
        try:
            with st.spinner(t("Söker i katalogerna …")):
                found = discover(words)
        except IngestError as fault:
            alarm(fault_html(fault))
            return
        st.session_state[FOUND] = (words, list(found), list(found.failed), list(found.searched))
    if FOUND in st.session_state:
        _results(*st.session_state[FOUND])


def _results(words: str, found: list[Proposal], failed: list[str], searched: list[str]) -> None:
    for text in failed:
        alarm(swedish(text))
    if not searched:
        note(escape(t("Ingen katalog kunde sökas: om något finns för {words} är okänt. Försök igen senare.", words=f"«{words}»")))
        return
    if not found:
        told = t(
            "{catalogues} hade inget för {words}. Pröva ett annat eller kortare ord.", catalogues=listing(searched), words=f"«{words}»"
        )
        note(escape(f"{told} {t('Vad de andra har är okänt.')}" if failed else told))
        return
    st.html(
        f'<p role="status">{escape(tn("{n} förslag för {words}.", "{n} förslag för {words}, katalog för katalog.", len(found), words=f"«{words}»"))}</p>'
    )
    titles = {kind.key: stored(kind.title) for kind in KINDS}
    for n, one in enumerate(found):
        with st.container(border=True, key=f"proposal-{n}"):
            st.html(f'<h2 class="tt-h3">{swedish(one.title)}</h2>')
            small(f"{swedish(one.publisher)} · {escape(titles.get(one.kind, one.kind))} · {swedish(one.why)}")
            small(link(one.url, one.url))
            plain = "".join(
                c for c in one.title if c.isalnum() or c in " -,.%()"
            )  # the label is markdown; the part in * is for those who hear the page
            st.button(f"{t('Gå vidare')} *{plain.strip()}*", key=f"proposal-go-{n}", on_click=_take, args=(one,))


def _take(one: Proposal) -> None:
    """Into the form. For callbacks."""
    Bench().load(one.draft)
    set_choice("satt", "adress")
