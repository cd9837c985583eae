"""A long list in pages that the address names."""

from html import escape

import streamlit as st

from twin.words import number, t
from ui.pair_words import KEYS
from ui.shell import here


def asked(last: int) -> int:
    """The page that the address asks for, 1 to `last`."""
    said = st.query_params.get("sida", "1")
    return min(max(int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1, 1), last)


def turn(page: int, last: int) -> None:
    """The pages before and after, as addresses; nothing where there is only one."""
    if last < 2:
        return
    links = [
        f'<a href="{escape(here(KEYS, sida=str(to)))}" target="_self" rel="{rel}">{escape(label)}</a>'
        for label, to, rel in ((t("← Föregående"), page - 1, "prev"), (t("Nästa →"), page + 1, "next"))
        if 1 <= to <= last
    ]
    told = f"<span>{escape(t('Sida {page} av {last}', page=number(page), last=number(last)))}</span>"
    st.html(f'<nav class="tt-turn" aria-label="{escape(t("Sidor i listan"), quote=True)}">{told}{"".join(links)}</nav>')
