"""Initiativ: the register as table and time line, and one page for each initiative by its address (?id=LAN-04)."""

import streamlit as st

from twin.questions import initiatives as register
from twin.words import t
from ui import candidates, initiative
from ui import register as show
from ui.filters import choose
from ui.shell import page

if "id" in st.query_params:
    initiative.draw(st.query_params["id"])
else:
    page(t("Initiativ"))
    before = register.old_before()
    rows = register.initiatives()
    above = st.container()
    chosen = register.chosen(rows, show.choices(rows, before), before)
    with above:
        show.answer(register.count(rows, before), register.count(chosen, before), before)
        candidates.told()
    if not chosen:
        show.nothing()
    elif (
        choose(t("Visa som"), ["tabell", "tidslinje"], "vy", "tabell", {"tabell": t("Tabell"), "tidslinje": t("Tidslinje")}.__getitem__)
        == "tabell"
    ):
        show.as_table(chosen, before)
    else:
        show.as_timeline(chosen, before)
