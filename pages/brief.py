"""Sammanfattning: the council brief of one place on screen, as files, frozen as a report, and held against an earlier one."""

import streamlit as st

from twin.words import t
from ui import brief, brief_saved
from ui.filters import choose
from ui.shell import page

VIEWS = ("nu", "rapporter")


def name(view: str) -> str:
    """The tabs."""
    return {"nu": t("Läget nu"), "rapporter": t("Sparade rapporter")}[view]


page(t("Sammanfattning"))
code = brief.place()
view = choose(t("Visa"), VIEWS, "vy", VIEWS[0], name, label_visibility="collapsed")
if view == "nu":
    made = brief.now(code)
    brief.draw(made)
    brief_saved.save(made)
elif "rapport" in st.query_params:
    brief_saved.show(code, st.query_params["rapport"])
else:
    brief_saved.draw(code)
