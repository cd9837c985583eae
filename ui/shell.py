"""The frame around every page: language, sidebar, one search box over all, what is served and how old it is."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from twin.warehouse import NoWarehouse, hold, meta
from twin.words import LANGUAGES, age, language, moment, speak, t
from ui import lost, reader, rebuild
from ui.theme import CSS, ICON, note, small


def open_frame() -> None:
    """First thing in every page run: the reader's language (from ?lang, kept while they walk between pages) and the looks."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["language"] = asked
    chosen = st.session_state.get("language", "sv")
    speak(chosen)
    if chosen != "sv" and asked != chosen:  # the menu drops parameters; the address must still say the language
        st.query_params["lang"] = chosen
    st.html(CSS)


def run(chosen: Page) -> None:
    """Sidebar, then the page; where nothing has been published yet, how to publish."""
    try:
        hold()
        with st.sidebar:
            _brand()
            _search()
            _language_switch()
            reader.draw()
            _snapshot()
        rebuild.mark()
        lost.draw()
        chosen.run()
    except NoWarehouse as reason:
        st.title(t("Inga siffror ännu"))
        note(
            t("Datalagret är inte byggt. Det görs med ett kommando, ur de siffror som följer med, utan nät:")
            + "<br><strong>python -m ingest build</strong>"
        )
        small(escape(str(reason)))


def tell_error(error: Exception) -> bool:
    """Says in the reader's language that a page broke, instead of Streamlit's English box. The log has the trace already."""
    note(t("Sidan kunde inte visas helt: {error}. Felet står i serverns logg; övriga sidor fungerar.", error=escape(type(error).__name__)))
    return True


def page(title: str) -> None:
    """The first call of every page: its one h1, on paper and on phones under the product's name (the sidebar is not seen there)."""
    st.html(f'<p class="tt-kicker">{escape(meta()["title"])}</p>')
    st.title(title, anchor=False)


def address(**parameters: str) -> dict[str, str]:
    """Parameters for a link to another page, with the language where it is not Swedish."""
    return {**parameters, **({} if language() == "sv" else {"lang": language()})}


def here(keep: Sequence[str], **changes: str | None) -> str:
    """This page's address with `changes`; of what it says now only the parameters in `keep` stay, and None takes one out."""
    kept = [(key, value) for key in keep if key not in changes for value in st.query_params.get_all(key)]
    return "?" + urlencode([*((key, value) for key, value in changes.items() if value is not None), *kept])


def _brand() -> None:
    about = meta()
    with st.container(key="brand"):
        st.html(f'<p class="tt-brand"><img src="{ICON}" alt=""><span>{escape(about["title"])}</span></p>')


def _search() -> None:
    asked = st.text_input(t("Sök i allt"), key="search_everywhere", type="search", placeholder=t("initiativ, nyckeltal, källor …"))
    if asked and asked != st.session_state.get("searched"):
        st.session_state["searched"] = asked
        st.switch_page("pages/search.py", query_params=address(q=asked))


def _language_switch() -> None:
    """A link, not a button: the page is asked for anew, so that the document's own language changes with its words."""
    other = "en" if language() == "sv" else "sv"
    target = here([name for name in st.query_params if name != "lang"], lang=other)
    st.html(f'<p class="tt-small"><a href="{escape(target, quote=True)}" hreflang="{other}" lang="{other}">{LANGUAGES[other]}</a></p>')


def _snapshot() -> None:
    about = meta()
    built = datetime.fromisoformat(about["built_at"])
    small(t("Datalagret byggdes {age}", age=age(built)) + f"<br>{escape(moment(built))}")
    small(f"{escape(about['coordinator'])}<br>{escape(about['programme'])}")
