"""Under the ledger: what the capabilities mean, how a cell is decided, and what that does not say."""

from html import escape

import streamlit as st

from twin.words import either, listing, t
from ui.capabilities import Found
from ui.capabilities_words import name
from ui.tables import Column, table
from ui.theme import note


def draw(found: Found) -> None:
    """What the columns mean, how a cell is decided, and statements that have lost their cell."""
    _strangers(found)
    with st.expander(t("Vad förmågorna betyder, och vad andra kan ha dem till")):
        columns = [
            Column(t("Förmåga"), name),
            Column(t("Vad det är"), lambda one: either(one.definition_sv, one.definition_en)),
            Column(t("Vad andra kan ha den till"), lambda one: either(one.use_sv, one.use_en)),
        ]
        table(found.capabilities, columns, "formagornas-ord", t("Våra egna ord."), stack=True)
    with st.expander(t("Så avgörs en ruta, och vad den inte säger")):
        points = (
            t("En människas ord gäller före källorna, och båda visas i rutan."),
            t("Ett avslutat initiativ, eller ett pågående vars text säger att något är i drift, visar ”har”. Övriga pågående, planerade och föreslagna visar ”bygger”. Avbrutna räknas inte."),
            t("En strategi eller utredning är ingen förmåga. Är initiativets läge okänt är det ett spår, som inte avgör."),
            t("Bolagets verksamhet i registret (fiber, fjärrvärme) visar ”har”. Kommunens eget svar ”infört” eller ”ja” på ett nyckeltal visar ”har”, ”på prov” visar ”bygger”."),
            t("Ett köp är ett spår: att något är upphandlat säger inte att det är i bruk."),
        )  # fmt: skip
        st.html(f'<ul class="tt-points">{"".join(f"<li>{escape(point)}</li>" for point in points)}</ul>')


def _strangers(found: Found) -> None:
    if found.strangers:
        named = listing([f"{one.organisation_id}: {one.capability}" for one in found.strangers])
        note(escape(t("Uppgifter om en organisation eller förmåga som inte längre finns i registret visas inte: {named}.", named=named)))
