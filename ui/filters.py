"""Filters that live in the address. The address holds codes, never labels, so that a link works in both languages and survives a reworded label."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from twin.words import t

HERE = ZoneInfo("Europe/Stockholm")
FIRST_DAY = date(2020, 1, 1)  # before anything was published here


def _write(key: str, default: object) -> None:
    """Puts a widget's new value into the address, and takes it out where it is the default."""
    value = st.session_state[key]
    if value == default or value in (None, "", []):
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value


def _read(key: str, options: Sequence[str], default: str | None) -> None:
    """The address decides: a link, the menu or another page's choice of the same name is followed. A value that is no option is dropped."""
    asked = st.query_params.get(key)
    _set(key, asked if asked in options else default)


def _set(key: str, value: object) -> None:
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def choose(label: str, options: Sequence[str], key: str, default: str, name: Callable[[str], str], **look: object) -> str:
    """One of a few codes, shown side by side; `key` is its name in the address."""
    _read(key, options, default)
    st.segmented_control(label, options, key=key, format_func=name, required=True, wrap=True, on_change=_write, args=(key, default), **look)
    return str(st.session_state[key])


def select(label: str, options: Sequence[str], key: str, default: str, name: Callable[[str], str], **look: object) -> str:
    """One of many codes, in a list that folds out."""
    _read(key, options, default)
    st.selectbox(label, options, key=key, format_func=name, placeholder=t("Välj"), on_change=_write, args=(key, default), **look)
    return str(st.session_state[key])


def select_any(label: str, options: Sequence[str], key: str, name: Callable[[str], str], **look: object) -> list[str]:
    """Any number of codes; none chosen means no filter."""
    _set(key, [code for code in st.query_params.get_all(key) if code in options])
    st.multiselect(label, options, key=key, format_func=name, placeholder=t("Alla"), on_change=_write, args=(key, []), **look)
    return list(st.session_state[key])


def text(label: str, key: str, placeholder: str = "", **look: object) -> str:
    """Free text, in the address too."""
    _set(key, st.query_params.get(key, ""))
    st.text_input(label, key=key, placeholder=placeholder, type="search", on_change=_write, args=(key, ""), **look)
    return str(st.session_state[key] or "")


def today() -> date:
    """The day that it is for the readers, wherever the server stands."""
    return datetime.now(HERE).date()


def day(label: str, key: str, default: date, **look: object) -> date:
    """A day up to today, written ÅÅÅÅ-MM-DD in the address. One that is no day, or is still to come, is dropped from there."""
    try:
        asked = date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        asked = None
    if asked is None or not FIRST_DAY <= asked <= today():
        st.query_params.pop(key, None)
        asked = default
    _set(key, asked)
    st.date_input(label, key=key, min_value=FIRST_DAY, max_value=today(), format="YYYY-MM-DD", on_change=_write_day, args=(key,), **look)
    return asked


def _write_day(key: str) -> None:
    st.query_params[key] = st.session_state[key].isoformat()


def set_choice(key: str, value: str | None) -> None:
    """Sets a choice from elsewhere (a click on the map): for callbacks, which run before the widget is drawn."""
    if value:
        st.session_state[key] = value
        st.query_params[key] = value
