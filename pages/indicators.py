"""Nyckeltal: one figure at a time, chosen in the address: the answer, the course, what moved it, goals, revisions, the numbers."""

import streamlit as st

from twin.questions.indicators import indicators
from twin.words import t
from ui import embed_code, figure_answer, figure_charts, figure_parts, figure_table, figure_words, figures, steps
from ui.shell import page

page(t("Nyckeltal"))
rows = [row for row in indicators() if not row.control or row.id == st.query_params.get("nyckeltal")]
answer = st.container()
one = figures.pick(rows)

if one.newest is None:
    with answer:
        figure_words.not_fetched(one)
elif one.scale != "number":
    things = steps.things(one, rows)
    with answer:
        steps.answer(things[0])
    steps.draw(things)
else:
    view = figures.view(one)
    with answer:
        figure_answer.answer(view)
    figure_charts.draw(view)
    figure_parts.draw(view)
    figure_charts.panels(view)
    if view.targets:
        st.header(t("Mål"), anchor=False)
        figure_words.goals(view)
    figure_words.revised(view)
    figure_table.draw(view)
    embed_code.of_figure(view)

st.header(t("Om nyckeltalet"), anchor=False)
figure_words.about(one)

st.header(t("Alla nyckeltal"), anchor=False)
figures.index(rows)
