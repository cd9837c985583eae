"""Öppna data: what can be had, in which forms, on what terms, what is left out, how it is asked for and followed."""

import streamlit as st

from twin.words import t
from ui import opendata
from ui.shell import page

page(t("Öppna data"))
found = opendata.listed()
opendata.answer(found)

st.header(t("Datamängder"), anchor="datamangder")
opendata.datasets_table(found)

st.header(t("Vad som inte lämnas ut"), anchor="utelamnat")
opendata.left_out(found)

st.header(t("Fråga gränssnittet"), anchor="granssnitt")
opendata.interface()

st.header(t("Katalog och datalexikon"), anchor="katalog")
opendata.catalogue()

st.header(t("Följ det som ändras"), anchor="folj")
opendata.follow()
