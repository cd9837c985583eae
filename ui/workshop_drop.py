"""A file handed in for a source that is there: a new workbook by mail, say. It goes through the source's contract like any answer."""

import re
from html import escape

import streamlit as st

from ingest.workshop import IngestError, drop
from twin.questions import sources
from twin.words import number, stored, t
from ui import rebuild, workshop
from ui.theme import lead, small
from ui.workshop_faults import alarm, fault_html
from ui.workshop_form import LARGEST

RELEASE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def draw() -> None:
    """The source, the file, its release, and the hand-in."""
    lead(t("Lämna in en fil som källan ska läsa: en ny arbetsbok, eller ett svar som inte går att hämta härifrån."))
    n = st.session_state.get("workshop-drops", 0)
    titles = {source.key: f"{stored(source.title)} · {source.publisher}" for source in sources.sources()}
    key = st.selectbox(t("Källa"), list(titles), index=None, format_func=titles.__getitem__, key=f"drop-source-{n}", placeholder=t("Välj"))
    handed = st.file_uploader(t("Fil, högst {n} MB", n=number(LARGEST)), key=f"drop-file-{n}", max_upload_size=LARGEST)
    release = st.text_input(
        t("Utgåva"), key=f"drop-release-{n}", placeholder="2026-03", help=t("När utgivaren gav ut filen: år, år-månad eller datum.")
    )
    release = (release or "").strip()
    small(escape(t("Håller filen inte kontraktet ändras ingenting, och felet sägs med rad, fält och värde.")))
    if st.button(t("Lämna in"), key=f"drop-{n}", type="primary"):
        if key is None or handed is None or not RELEASE.fullmatch(release):
            alarm(escape(t("Välj källa och fil, och skriv utgåvan som 2026, 2026-03 eller 2026-03-14.")))
            return
        try:
            with st.spinner(t("Läser filen …")):
                run = drop(key, handed.name, handed.getvalue(), release)
        except IngestError as fault:
            alarm(fault_html(fault))
            return
        st.session_state["workshop-drops"] = n + 1
        workshop.say(t("{title}: filen är läst. {message}", title=titles[key], message=run.message_sv))
        rebuild.after_edit()
        st.rerun()
