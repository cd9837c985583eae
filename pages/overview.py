"""Översikt: the answer in a sentence, four key figures, the map with its table, what needs attention, the two tracks side by side."""

import streamlit as st

from twin.questions import gaps, initiatives, overview, places
from twin.questions.key_figures import key_figures
from twin.questions.links import standing
from twin.questions.sources import sources
from twin.questions.suggestions import suggestions
from twin.warehouse import meta
from twin.words import t
from ui import answer, embed_code, overview_map
from ui.attention import notice_list, notices
from ui.cards import key_figure_card
from ui.filters import choose, set_choice
from ui.judged import judged
from ui.municipality import panel
from ui.overview_links import connections, links_source
from ui.receipt import receipt, source_line
from ui.shell import page
from ui.theme import lead, small
from ui.tracks import tracks_table

page(t("Översikt"))

own, whole, county, country = places.municipalities(), places.federation(), places.county(), places.country()
names = {place.code: place.name for place in own}
register = initiatives.initiatives()
count = initiatives.count(register, initiatives.old_before())
tracks, emissions, stations = overview.tracks(register, own), overview.emissions(), overview.stations()
linked = standing(suggestions(), judged())
*rows, group = overview.standings([*own, whole], emissions, tracks, count, stations)

if group.total:
    first = next(figure for figure in emissions if figure.place == whole.code)
    lead(answer.emissions(group.total, group.change, first, len(own)) + " " + answer.register(count))
    receipt(group.total.receipt_ids, computed=t("Summan av kommunernas utsläpp och förändringen mellan åren."), key="receipt-answer")
else:
    lead(answer.register(count))

st.header(t("Fyra nyckeltal"), anchor=False)
keys = key_figures(own, whole.code, country.code)
for column, key in zip(st.columns(len(keys) or 1), keys, strict=False):
    with column:
        key_figure_card(key, names, {county.code: county.name, country.code: country.name})

st.header(t("Kommunerna på kartan"), anchor=False)
metric = choose(t("Kartan visar"), overview_map.METRICS, "karta", "totalt", overview_map.metric_name)
small(overview_map.told(metric, rows))
left, right = st.columns([2, 3], gap="medium")
code = st.session_state.get("kommun") or st.query_params.get("kommun", "")
tied = connections(linked, register, own, whole.code)
with left:
    figure = overview_map.draw(metric, rows, stations, overview.links(register, own), tied, code)
    overview_map.show(figure, overview_map.told(metric, rows), lambda: set_choice("kommun", overview_map.picked()))
with right:
    ids = overview_map.receipt_ids(rows, stations, metric)
    overview_map.standings_table(rows, group, metric, source_line(ids), tied)
    if metric == "samband":
        small(links_source())
    else:
        receipt(ids, key="receipt-map")
    if metric == "forandring":
        embed_code.of_map()
code = choose(t("Visa en kommun"), ["", *names], "kommun", "", lambda code: names.get(code) or t("Ingen"))
for row in rows:
    if row.place.code == code:
        panel(row, keys, group, tied.touch[code])

st.header(t("Kräver uppmärksamhet nu"), anchor=False)
built, states = int(meta()["built_at"][:4]), [source.state for source in sources()]
notice_list(notices(overview.changes(emissions), count, states, names, built, linked, gaps.by_kind(gaps.gaps())))

st.header(t("Klimat och digitalt sida vid sida"), anchor=False)
tracks_table(tracks, count)
