"""One way to put a Plotly figure on a page: with a name for those who do not see it, without toolbar, in our own looks."""

import plotly.graph_objects as go
import streamlit as st

from twin.chart_looks import CONFIG


def chart(figure: go.Figure, name: str, key: str) -> None:
    """Draws the figure; `name` says what it shows. The table of the same numbers stands beside it, on the page."""
    st.plotly_chart(figure, key=key, theme=None, config=CONFIG, alt=name)
