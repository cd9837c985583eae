"""One brief on screen, with its files."""

from html import escape

import streamlit as st

from twin.reports import html
from twin.reports.content import NoBrief, brief, subjects
from twin.reports.files import FORMS, MEDIA
from twin.reports.model import Brief
from twin.words import t
from ui.embed_code import of_brief
from ui.filters import select
from ui.judged import judged
from ui.theme import note, small


def place() -> str:
    """The place that the reader has chosen: the federation until then."""
    names = {one.code: one.name for one in subjects()}
    return select(t("Kommun eller hela gruppen"), list(names), "plats", next(iter(names)), lambda code: names.get(code, code), width=420)


def now(code: str) -> Brief | None:
    """The brief as it would be written now; None where it can not be, and the page has said why."""
    try:
        return brief(code, judged())
    except NoBrief as fault:
        note(escape(str(fault)))
        return None


def draw(made: Brief | None) -> None:
    """The files above, the brief below, its long tables folded."""
    if made is None:
        return
    files(made)
    st.html(f"<style>{html.style()}</style>{html.fragment(made, title=False)}")
    with st.expander(t("Tabeller med alla rader")):
        st.html(html.annex(made))
    of_brief(made)


def files(made: Brief) -> None:
    """The same brief to take along; each file is made when it is asked for."""
    labels = {"pdf": t("PDF, ett A4"), "pptx": t("Bilder (PowerPoint)"), "html": t("Webbsida i en fil"), "txt": t("Text till ett mejl")}
    with st.container(horizontal=True, gap="small", key="brief-files"):
        for form, write in FORMS.items():
            data = (lambda write=write: write(made)) if form != "txt" else write(made)
            kind = "primary" if form == "pdf" else "secondary"
            st.download_button(
                labels[form], data, f"{made.place}-{made.language}.{form}", MEDIA[form], key=f"brief-{form}", on_click="ignore", type=kind
            )
    small(escape(t("Samma innehåll i alla former. Varje tal har ett kvitto.")))
