"""The sources that have been added here: what the last action came to, with its undo, and the list with a way to take each out."""

from html import escape

import streamlit as st

from ingest.workshop import IngestError, remove, saved
from twin.questions import sources
from twin.words import stored, t
from ui import rebuild, workshop
from ui.shell import here
from ui.theme import heading, small


def tell() -> None:
    """What the last action came to; a saved source can be taken out again at once."""
    said: workshop.Said | None = st.session_state.get(workshop.SAID)
    if said is None:
        return
    with st.container(key="workshop-said"):
        st.html(f'<div class="tt-note{" tt-alarm" if said.failed else ""}" role="status">{escape(said.text)}</div>')
        if said.key and said.key in saved():
            st.button(t("Ångra"), key=f"workshop-undo-{said.key}", on_click=take_out, args=(said.key,))


def take_out(key: str) -> None:
    """Removes a saved source and starts the rebuild. For callbacks: who clicks is asked for anew."""
    if why := workshop.why_not():
        workshop.say(why, failed=True)
        return
    try:
        remove(key)
    except IngestError as fault:
        workshop.say(f"{fault.problem} {fault.remedy}", failed=True)
        return
    workshop.say(t("Källan {key} är borttagen. Dess fil, ord och svar ligger kvar i mappen removed.", key=key))
    rebuild.after_edit()


def draw() -> None:
    """The list, where there is any."""
    keys = saved()
    if not keys:
        return
    heading(t("Källor som har lagts till här"))
    titles = {source.key: stored(source.title) for source in sources.sources()}
    for key in keys:
        with st.container(horizontal=True, vertical_alignment="center", key=f"saved-{key}"):
            name = escape(titles.get(key, key))
            target = escape(here(["lang"], kalla=key), quote=True)
            st.html(
                f'<p><a href="{target}" target="_self">{name}</a> <span class="tt-small">({escape(key)})</span></p>'
                if key in titles
                else f"<p>{name}</p>"
            )
            with st.popover(t("Ta bort")):
                small(escape(t("Källan och dess siffror tas bort. Filerna sparas undan och kan läggas tillbaka för hand.")))
                st.button(t("Ta bort {key}", key=key), key=f"remove-{key}", on_click=take_out, args=(key,))
