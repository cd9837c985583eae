"""How every figure looks: lettering, axes and frame."""

import plotly.graph_objects as go

from twin import palette
from twin.words import language

FONT = {"family": "Source Sans, Source Sans Pro, sans-serif", "size": 14, "color": palette.INK}
TEMPLATE = {"layout": {"xaxis": {"automargin": True}, "yaxis": {"automargin": True}}}  # Plotly's own is 7 kB a figure, all overruled
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def axis(**own: object) -> dict[str, object]:
    """How every axis looks: no zoom, no line at zero, quiet figures. `own` is what this one has besides, or instead."""
    quiet = {"size": 12, "color": palette.MUTED}
    return {"fixedrange": True, "zeroline": False, "showgrid": False, "tickfont": quiet, "linecolor": palette.LINE, **own}


def small() -> dict[str, object]:
    """The lettering of what is only said beside the figures."""
    return {"size": 12, "color": palette.MUTED}


def framed(fig: go.Figure, height: int, *, right: int = 12, left: int = 56, top: int = 12, bottom: int = 28, **own: object) -> go.Figure:
    """The figure with the margins, lettering and separators that all our figures share; `own` is the rest of its layout (xaxis, yaxis …).
    All is set at once: three `update_` calls would cost as much CPU as all the lines of a figure."""
    drawn = {name: value for name, value in fig.layout.to_plotly_json().items() if name != "template"}
    fig.layout = {
        **drawn, "template": TEMPLATE, "height": height, "margin": {"l": left, "r": right, "t": top, "b": bottom}, "showlegend": False, "font": FONT,
        "separators": ", " if language() == "sv" else ".,", "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"font": FONT, "bgcolor": palette.PAPER}, "dragmode": False, **own,
    }  # fmt: skip
    return fig
