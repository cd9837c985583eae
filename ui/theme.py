"""The looks that pages share, and the small pieces of HTML that Streamlit has no element for."""

import base64
from html import escape
from pathlib import Path

import streamlit as st

from twin import palette
from twin.words import language, t

_NAMES = ("INK", "MUTED", "LINE", "GROUND", "BRAND", "CLIMATE", "DIGITAL", "ALARM", "WARN")
_COLOURS = palette.variables(*_NAMES)
CSS = f"<style>:root {{ {_COLOURS} }}\n{(Path(__file__).parent / 'theme.css').read_text(encoding='utf-8')}</style>"
ICON = "data:image/png;base64," + base64.b64encode((Path(__file__).parent.parent / "static" / "icon.png").read_bytes()).decode()


def track_name(track: str) -> str:
    """'Klimat', 'Digitalt', 'Klimat och digitalt', 'Sammanhang'."""
    return {"climate": t("Klimat"), "digital": t("Digitalt"), "both": t("Klimat och digitalt"), "context": t("Sammanhang")}[track]


def track_mark(track: str, text: str | None = None) -> str:
    """HTML: the track's own shape and colour with its name, or with `text`."""
    return f'<span class="tt-track tt-{track}"><span aria-hidden="true">{palette.SHAPE[track]}</span> {escape(text or track_name(track))}</span>'


def track_sign(track: str) -> str:
    """HTML: the track's shape alone, its name for those who hear the page."""
    return f'<span class="tt-track tt-{track}"><span aria-hidden="true">{palette.SHAPE[track]}</span><span class="tt-hidden">{escape(track_name(track))}: </span></span>'


def swedish(text: str) -> str:
    """HTML: a text that exists in Swedish only, marked as such for readers of the English pages."""
    return escape(text) if language() == "sv" else f'<span lang="sv">{escape(text)}</span>'


def link(url: str, text: str) -> str:
    """HTML: a link to another site, in a tab of its own and said to be so; plain text where the source has no web address."""
    if not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url, quote=True)}" target="_blank">{escape(text)}<span aria-hidden="true"> ↗</span></a>'


def lead(html: str) -> None:
    """The answer first: one or two sentences in large type."""
    st.html(f'<p class="tt-lead">{html}</p>')


def note(html: str) -> None:
    """An aside that must not be missed."""
    st.html(f'<div class="tt-note">{html}</div>')


def small(html: str) -> None:
    """Small print."""
    st.html(f'<p class="tt-small">{html}</p>')


def heading(text: str, aside: str = "") -> None:
    """A small heading of the second level, for parts of a page that stand beside each other; `aside` (a unit) in small print under it."""
    st.html(f'<h2 class="tt-h3">{escape(text)}</h2>' + (f'<p class="tt-small tt-aside">{escape(aside)}</p>' if aside else ""))


def facts(pairs: list[tuple[str, str]]) -> str:
    """HTML: a list of what and what it is; the second of each pair is HTML already."""
    return '<dl class="tt">' + "".join(f"<dt>{escape(term)}</dt><dd>{html}</dd>" for term, html in pairs) + "</dl>"
