"""Bolag och förmågor: who has which capability, what a network and a shared centre could rest on, what the academy could teach, and the frame around it."""

import streamlit as st

from twin.words import t
from ui import capabilities, capabilities_frame, capabilities_learning, capabilities_table, capabilities_views
from ui.filters import choose
from ui.shell import page

VIEWS = {
    "formagor": capabilities_table.draw,
    "natverk": capabilities_views.network,
    "centrum": capabilities_views.centre,
    "larande": capabilities_learning.draw,
    "ram": capabilities_frame.draw,
}


def name(view: str) -> str:
    """The tabs."""
    return {
        "formagor": t("Förmågor"),
        "natverk": t("Nätverk"),
        "centrum": t("Gemensamt resurscentrum"),
        "larande": t("Lärande"),
        "ram": t("Ramen omkring"),
    }[view]


page(t("Bolag och förmågor"))
capabilities.tell()
asked = choose(t("Visa"), list(VIEWS), "vy", "formagor", name, label_visibility="collapsed")
found = capabilities.found()
if found.holders and found.capabilities:
    VIEWS[asked](found)
else:
    st.html(f"<p>{t('Inga kommuner eller bolag finns i registret ännu. Lägg till dem i organisations.csv.')}</p>")
