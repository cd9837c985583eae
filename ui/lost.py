"""The word on every page that what people wrote is missing."""

from html import escape

import streamlit as st

from twin.workspace import WorkspaceError, lost


def draw() -> None:
    """Nothing where all that was written is there. A workspace that can not be read is told where the page needs it."""
    try:
        told = lost()
    except WorkspaceError:
        return
    if told:
        st.html(f'<div class="tt-note tt-alarm" role="alert">{escape(told)}</div>')
