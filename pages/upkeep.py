"""Registervård: what needs confirming, candidates from public registers and questions about them, the form for one initiative, the register to Excel and
back, and the history of edits."""

import streamlit as st

from twin.words import t
from ui import candidates, candidates_questions, upkeep, upkeep_excel, upkeep_form, upkeep_history, upkeep_list
from ui.filters import choose
from ui.shell import page

VIEWS = ("behover-bekraftas", "kandidater", "registerfragor", "nytt", "excel", "historik")


def name(view: str) -> str:
    """The tabs."""
    return {
        "behover-bekraftas": t("Behöver bekräftas"),
        "kandidater": t("Kandidater"),
        "registerfragor": t("Frågor om register"),
        "nytt": t("Ändra initiativ") if "id" in st.query_params else t("Nytt initiativ"),
        "excel": t("Excel och CSV"),
        "historik": t("Historik"),
    }[view]


page(t("Registervård"))
now = upkeep.now()
upkeep.tell()
if now is not None:
    upkeep.apart(now)
    view = choose(t("Visa"), VIEWS, "vy", VIEWS[0], name, label_visibility="collapsed")
    if view == "nytt":
        upkeep_form.draw(now, st.query_params.get("id"), st.query_params.get("kandidat"))
    elif view == "kandidater":
        candidates.draw(now)
    elif view == "registerfragor":
        candidates_questions.draw(now)
    elif view == "excel":
        upkeep_excel.draw(now)
    elif view == "historik":
        upkeep_history.history(now, upkeep_history.batches())
    else:
        upkeep_list.draw(now, upkeep.today())
