"""'Nätverk': the suggested synergies drawn as lines from digital means to climate ends, and the same pairs as a table."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from twin import network
from twin.network import Edge, Node
from twin.questions import initiatives as register
from twin.questions.initiatives import Initiative
from twin.questions.links import Standing, standing
from twin.questions.pair_list import Narrow
from twin.questions.suggestions import suggestions
from twin.words import number, t, tn
from twin.workspace import workspace
from ui.charts import chart
from ui.connection_words import initiative_html, pairs_href
from ui.narrow import chosen, narrowed
from ui.pairs import names
from ui.register_words import label
from ui.shell import address, here
from ui.tables import Column, table
from ui.theme import lead, note, small
from ui.verdict import state_html

MOST = 120  # lines; more than that nobody can follow


def draw() -> None:
    """The whole view."""
    rows = [one for one in suggestions() if one.kind == "synergy"]
    if not rows:
        note(t("Inga par är beräknade ännu. Registret jämförs när datalagret byggs: <strong>python -m ingest build</strong>"))
        return
    above = st.container()
    narrow = narrowed(rows, "synergy")
    found = standing(chosen(narrow, rows), workspace().verdicts())
    if not found:
        _nothing()
        return
    with above:
        answer(found, narrow)
    small(_how(found))
    with st.container(key="network-drawing"):
        chart(_figure(found[:MOST]), _alt(found), "network")
    if len(found) > MOST:
        small(escape(t("Bara de {n} starkaste är ritade. Alla står i tabellen.", n=number(MOST))))
    st.header(t("Samma samband som tabell"), anchor=False)
    pairs_table(found)


def answer(found: Sequence[Standing], narrow: Narrow) -> None:
    """How many means could serve how many ends, how many of the links are confirmed, and which means serves most."""
    means, ends = {one.suggestion.a.id for one in found}, {one.suggestion.b.id for one in found}
    said = t(
        "{means} kan stödja {ends}: {links}",
        means=tn("<strong>ett digitalt medel</strong>", "<strong>{n} digitala medel</strong>", len(means)),
        ends=tn("<strong>en klimatåtgärd</strong>", "<strong>{n} klimatåtgärder</strong>", len(ends)),
        links=tn("{n} möjlig synergi", "{n} möjliga synergier", len(found)),
    )
    confirmed = sum(one.confirmed for one in found)
    state = tn("{n} är bekräftad av en person", "{n} är bekräftade av en person", confirmed) if confirmed else t("ingen är bekräftad ännu")
    lead(f"{said}, {state}." + (f" {escape(t('Urvalet gäller par där minst ett av initiativen passar.'))}" if narrow.asked else ""))


def _how(found: Sequence[Standing]) -> str:
    """What the signs mean, and what stands twice."""
    twice = {one.suggestion.a.id for one in found} & {one.suggestion.b.id for one in found}
    text = t(
        "Pilen går från det digitala medlet (vänster) till klimatåtgärden (höger, ordnad efter tema). Streckad linje: förslag, ej granskat. "
        "Heldragen: bekräftad av en person. Mörkare och tjockare: nivå T1. Tecken: ● klimat, ◆ digitalt, stjärna: båda."
    )
    more = t("Både medel och mål, därför på båda sidor: {n} initiativ.", n=number(len(twice)))
    return f'<span class="tt-wide">{escape(text)}{f" {escape(more)}" if twice else ""}</span><span class="tt-narrow">{escape(t("På en smal skärm visas sambanden som en lista i stället för en teckning."))}</span>'


def _figure(found: Sequence[Standing]) -> go.Figure:
    names = register.labels("theme")
    order = network.themes(one.suggestion.b.themes for one in found)
    nodes: dict[str, Node] = {}
    for one in found:
        for row in (one.suggestion.a, one.suggestion.b):
            theme = next((theme for theme in order if theme in row.themes), "")
            nodes[row.id] = Node(row.id, row.title, row.kind, label(names, theme) if theme else t("utan tema"), _href(row))
    return network.network(nodes, [Edge(s.a.id, s.b.id, s.grade, one.confirmed) for one in found for s in (one.suggestion,)])


def _alt(found: Sequence[Standing]) -> str:
    return t(
        "Nätverk av {n} möjliga synergier mellan digitala medel och klimatåtgärder. Samma par står i tabellen nedanför.",
        n=number(len(found)),
    )


def _href(row: Initiative) -> str:
    return "initiativ?" + urlencode(address(id=row.id))


def pairs_table(found: Sequence[Standing]) -> None:
    """The drawn pairs by means, in the engine's order; on a phone one card a means."""
    by_means: dict[str, list[Standing]] = {}
    for one in found:
        by_means.setdefault(one.suggestion.a.id, []).append(one)
    columns = [
        Column(t("Digitalt medel"), lambda group: group[0].suggestion.a, html=initiative_html),
        Column(t("Kan stödja"), lambda group: group, html=ends_html),
    ]
    told = t("Par för par, de starkaste först. Ett par är ett förslag tills en person har bekräftat det.")
    table(list(by_means.values()), columns, "natverk", told, stack=True, download=False)


def ends_html(group: Sequence[Standing]) -> str:
    """HTML: the climate ends of one means, each with its tier, where it stands and the way to the pair."""
    verdicts = workspace().verdicts()
    items = []
    for one in group:
        pair = one.suggestion
        way = f'<a href="{escape(pairs_href(par=pair.id))}" target="_self">{escape(t("Öppna paret"))}<span class="tt-hidden"> – {escape(names(pair))}</span></a>'
        state = state_html(pair, verdicts.get(pair.id))
        items.append(
            f'<li><span class="tt-grade">{pair.grade}</span> {initiative_html(pair.b)} <span class="tt-small">{state} · {way}</span></li>'
        )
    return f'<ul class="tt-ends">{"".join(items)}</ul>'


def _nothing() -> None:
    clear = f' <a href="{escape(here(("vy", "lang")))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
    note(
        t("Inget par passar urvalet. Det betyder inte att beröringspunkter saknas, bara att texterna i registret inte visar några.") + clear
    )
