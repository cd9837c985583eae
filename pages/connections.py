"""Samband: pairs that may belong together, with reasons; what is missing; what people have said of it and what comes of it."""

from html import escape

import streamlit as st

from twin.words import t
from twin.workspace import WorkspaceError
from ui import followup, gaps, matrix, network, purchases, since
from ui.filters import choose
from ui.pair_page import one_pair
from ui.pairs_list import pairs
from ui.shell import page
from ui.theme import note

VIEWS = {
    "par": pairs,
    "matris": matrix.draw,
    "natverk": network.draw,
    "luckor": gaps.draw,
    "kop": purchases.draw,
    "att-gora": followup.draw,
    "sedan-sist": since.draw,
}


def name(view: str) -> str:
    """The tabs."""
    return {
        "par": t("Par"),
        "matris": t("Matris"),
        "natverk": t("Nätverk"),
        "luckor": t("Luckor"),
        "kop": t("Köp"),
        "att-gora": t("Uppföljning"),
        "sedan-sist": t("Sedan sist"),
    }[view]


try:
    if "par" in st.query_params:
        one_pair(st.query_params["par"])
    else:
        page(t("Samband"))
        VIEWS[choose(t("Visa"), list(VIEWS), "vy", "par", name, label_visibility="collapsed")]()
except WorkspaceError as fault:  # what people have written can not be read: its text says why and what to do
    note(escape(str(fault)))
