"""Metod och kvalitet: how figures and the register come about, how good they are as measured, what is not known, accessibility, privacy."""

import streamlit as st

from twin.questions import quality
from twin.words import t
from ui import method, method_duties, method_registers, quality_measured
from ui.shell import page

page(t("Metod och kvalitet"))
measured = quality.figures()
method.answer(measured)

st.header(t("Så blir en siffra till"), anchor="siffran")
method.path()

st.header(t("Vad källornas lägen betyder"), anchor="lagen")
method.source_states()

st.header(t("Utgåvor binds aldrig ihop"), anchor="utgavor")
method.never_joined()

st.header(t("Så är registret kodat"), anchor="registret")
method.register_coding()

st.header(t("Uppmätt kvalitet"), anchor="kvalitet")
method.measured_figures(measured)
method.measured_register()
method.control()

st.header(t("Så bra är förslagen"), anchor="forslagen")
quality_measured.draw()

st.header(t("Så känns registerposter igen"), anchor="registerposter")
method_registers.draw()

st.header(t("Vad som inte är känt"), anchor="okant")
method.not_known()

st.header(t("Licenser"), anchor="licenser")
method_duties.licences()

st.header(t("Tillgänglighet"), anchor="tillganglighet")
method_duties.accessibility()

st.header(t("Personuppgifter och kakor"), anchor="kakor")
method_duties.privacy()
