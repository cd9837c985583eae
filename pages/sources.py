"""Källor: every source with its state, age and licence; its receipts; how to add one; what releases have changed."""

from collections import Counter, defaultdict

import streamlit as st

from twin.questions import sources
from twin.words import listing, number, t
from ui.filters import choose
from ui.revisions import revisions_table
from ui.shell import page
from ui.source_card import STATES, counted, source_panel, sources_table, state_name
from ui.theme import lead, note, small, track_name

page(t("Källor"))

found = sources.sources()
states = Counter(source.state for source in found)
told = listing([counted(state, states[state]) for state in STATES if states[state]])
lead(t("{n} källor: {states}. Varje siffra har ett kvitto.", n=f"<strong>{number(len(found))}</strong>", states=told))

with st.container(horizontal=True):
    track = choose(t("Spår"), ["", "climate", "digital", "context"], "spar", "", lambda code: track_name(code) if code else t("Alla"))
    state = choose(
        t("Läge"),
        ["", *(state for state in STATES if states[state])],
        "lage",
        "",
        lambda code: state_name(code) if code else t("Alla"),
    )
chosen = [source for source in found if track in ("", source.track) and state in ("", source.state)]
if chosen:
    sources_table(chosen)
else:
    note(t("Ingen källa svarar mot valet."))

st.header(t("Källorna var för sig"), anchor=False)
small(t("Fäll ut en källa för metod, begränsningar, senaste felet i ord och alla kvitton."))
receipts, refused = defaultdict(list), defaultdict(list)
for receipt in sources.all_receipts():
    receipts[receipt.source_key].append(receipt)
for row in sources.rejected():
    refused[row.source_key].append(row)
with st.container(gap="xsmall"):
    for source in chosen:
        source_panel(source, receipts[source.key], refused[source.key], opened=st.query_params.get("kalla") == source.key)

st.header(t("Vad nya utgåvor har ändrat"), anchor=False)
changed = sources.revisions()
if changed:
    small(t("Utgivare räknar om gamla år. Två utgåvor läggs aldrig ihop till en linje; här syns vad som skiljer dem åt."))
    revisions_table(changed, sources.revision_count())
else:
    small(t("Ingen siffra skiljer sig mellan två utgåvor."))

st.header(t("Lägg till en källa"), anchor=False)
note(
    t(
        "En källa är en fil på ungefär femton rader i <strong>ingest/sources</strong>. Skriv <strong>python -m ingest new NYCKEL</strong>, fyll i utgivare, "
        "licens och nyckeltal, kör <strong>python -m ingest check NYCKEL</strong>. Proven kommer av sig själva. Hela vägen står i CONTRIBUTING.md."
    )
)
