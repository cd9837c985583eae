"""Two drawings with bars: what the parts contribute to a change, and when initiatives run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import plotly.graph_objects as go

from twin import palette
from twin.chart_looks import FONT, axis, framed, small
from twin.questions.parts import Part
from twin.words import language, signed, signed_percent, stored, t

NAMED = 3  # as many parts get a colour of their own; the rest are put together
_LOOK = tuple(zip((*palette.PARTS, palette.QUIET), ("", "/", "", "."), (palette.PAPER, palette.INK, palette.INK, palette.INK), strict=True))
_ROW = 38  # pixels for one initiative: its title, and its bar under it
_BAR = 0.2  # how far below the middle of its row the bar lies
_FADED = {"current": 1.0, "old": 0.38, "undated": 0.38}


@dataclass(frozen=True)
class Span:
    """One initiative on the time axis. A year that nobody has said is None, and is drawn as unknown."""

    id: str
    title: str
    kind: str
    age: str
    start: int | None
    end: int | None
    said: int | None
    href: str

    @property
    def years(self) -> list[int]:
        """The years that are known, from the first to the last; what was said of it in a later year than its end does not prolong it."""
        return sorted(year for year in (self.start, self.end, self.said if self.end is None else None) if year is not None)

    @property
    def first(self) -> int:
        return self.years[0]

    @property
    def last(self) -> int:
        return self.years[-1]


def leading(rows: Sequence[Part], limit: int = NAMED) -> list[str]:
    """The parts that moved most over all places, largest movement first."""
    moved = {part: abs(sum(row.change for row in rows if row.part == part)) for part in dict.fromkeys(row.part for row in rows)}
    return sorted((part for part in moved if moved[part] > 0), key=lambda part: -moved[part])[:limit]


def shares(rows: Sequence[Part], named: Sequence[str]) -> list[tuple[str, float]]:
    """Percentage points of one place's change: the named parts one by one, then all others together. They add up to the whole change."""
    own = [(part, sum(row.points for row in rows if row.part == part)) for part in named]
    return [*own, (t("övriga delar"), sum(row.points for row in rows if row.part not in named))]


def contributions(rows: Sequence[Part], places: Sequence[tuple[str, str]]) -> go.Figure:
    """For each place (code, name), from the top: a bar of percentage points by part, and the whole change beside it. The same question gets
    the same figure, drawn once: it is not to be changed."""
    return _contributions(tuple(rows), tuple(places), language())


@lru_cache(maxsize=64)
def _contributions(rows: tuple[Part, ...], places: tuple[tuple[str, str], ...], _language: str) -> go.Figure:
    named = leading(rows)
    by_place = {code: shares([row for row in rows if row.place == code], named) for code, _ in places}
    names = [name for _, name in places]
    longest = max((sum(abs(value) for _, value in values) for values in by_place.values()), default=0.0)
    fig = go.Figure()
    for index, part in enumerate([*named, t("övriga delar")]):
        colour, pattern, ink = _LOOK[index if index < len(named) else -1]
        values = [by_place[code][index][1] for code, _ in places]
        fig.add_bar(
            y=names, x=values, orientation="h", name=stored(part), width=0.62, textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
            text=[signed(value, 1).lstrip("+") if abs(value) >= 0.14 * longest else "" for value in values], textfont={"color": ink, "size": 13},
            marker={"color": colour, "line": {"color": palette.PAPER, "width": 1}, "pattern": {"shape": pattern, "fgcolor": palette.PAPER, "fillmode": "overlay", "size": 5, "solidity": 0.25}},
            hovertemplate="%{y}, " + stored(part) + ": %{customdata}<extra></extra>", customdata=[t("{n} procentenheter", n=signed(value, 2)) for value in values],
        )  # fmt: skip
    for code, name in places:
        values = [value for _, value in by_place[code]]
        fig.add_annotation(
            x=sum(value for value in values if value > 0), y=name, text=f"<b>{signed_percent(sum(values))}</b>", xanchor="left", xshift=8,
            showarrow=False, font=FONT,
        )  # fmt: skip
    fig.add_vline(0, line={"color": palette.INK, "width": 1})
    across, down = axis(showticklabels=False), axis(tickfont=FONT, autorange="reversed", showline=False)
    legend = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "font": {"size": 13},
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    }
    look = {"xaxis": across, "yaxis": down, "barmode": "relative", "showlegend": True, "legend": legend}
    return framed(fig, 44 * len(places) + 96, left=88, right=64, top=84, bottom=8, **look)


def ranking(rows: Sequence[tuple[str, float]], colour: str, said: Callable[[float], str]) -> go.Figure:
    """A bar for each place, largest first, with its value: for a figure that has one period only."""
    ordered = sorted(rows, key=lambda row: row[1])
    fig = go.Figure()
    fig.add_bar(
        y=[name for name, _ in ordered], x=[value for _, value in ordered], orientation="h", width=0.6, cliponaxis=False,
        marker={"color": colour}, text=[f" {said(value)}" for _, value in ordered], textposition="outside", textfont=FONT, hoverinfo="skip",
    )  # fmt: skip
    across = axis(showticklabels=False, range=[min(0.0, *(value for _, value in ordered)), 1.3 * max(value for _, value in ordered)])
    return framed(fig, 38 * len(ordered) + 24, left=88, bottom=8, xaxis=across, yaxis=axis(tickfont=FONT))


def timeline(spans: Sequence[Span], today: int) -> go.Figure:
    """One row for each span that has any year: a bar from start to end; unknown ends are open, and old statements are pale."""
    rows = sorted((span for span in spans if span.years), key=lambda span: (span.first, span.title))
    fig = go.Figure()
    for kind, age in dict.fromkeys((span.kind, span.age) for span in rows):
        _draw(
            fig,
            [(index, span) for index, span in enumerate(rows) if (span.kind, span.age) == (kind, age)],
            palette.TRACK[kind],
            _FADED[age],
        )
    # Handed to the layout in one list: added one by one, each would be checked against all before it.
    titles = [
        {
            "text": f'<a href="{escape(span.href)}" target="_self"><span style="color:{palette.BRAND}">{escape(_short(span.title))}</span></a>',
            "x": 0, "xref": "paper", "xanchor": "left", "y": index, "yshift": 7, "showarrow": False, "font": {**FONT, "size": 13},
        }
        for index, span in enumerate(rows)
    ]  # fmt: skip
    years = [year for span in rows for year in (span.first, span.last)] + [today]
    now = {"text": t("nu"), "x": today + 0.9, "y": 0, "yref": "paper", "yanchor": "top", "showarrow": False, "font": small()}
    line = {"type": "line", "x0": today + 0.9, "x1": today + 0.9, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": palette.MUTED, "width": 1, "dash": "dot"}}  # fmt: skip
    grid = {"showgrid": True, "gridcolor": palette.GRID}
    across = axis(range=[min(years) - 0.5, max(years) + 1.5], side="top", showline=True, nticks=8, tickformat="d", **grid)
    ticks = {"tickvals": [index + 0.5 for index in range(len(rows))], "showticklabels": False}
    down = {"fixedrange": True, "zeroline": False, "range": [len(rows) - 0.4, -0.6], **ticks, **grid}
    return framed(
        fig, _ROW * len(rows) + 52, left=4, right=12, top=30, bottom=22, xaxis=across, yaxis=down, annotations=[*titles, now], shapes=[line]
    )


def _draw(fig: go.Figure, rows: Sequence[tuple[int, Span]], colour: str, opacity: float) -> None:
    """Bars between known years. A start unknown: a hollow mark with '?'. An end unknown: an open arrow at the last word of it."""
    bars: tuple[list[float | None], list[float | None]] = ([], [])
    look = {"opacity": opacity, "hoverinfo": "skip"}
    for index, span in rows:
        if span.start is not None:
            bars[0].extend([span.start, span.last, None])
            bars[1].extend([index + _BAR, index + _BAR, None])
    fig.add_scatter(x=bars[0], y=bars[1], mode="lines", line={"color": colour, "width": 7}, **look)
    for known in (True, False):
        same = [(index, span) for index, span in rows if (span.start is not None) == known]
        symbols = [palette.MARKER[span.kind] + ("" if known else "-open") for _, span in same]
        fig.add_scatter(
            x=[span.first for _, span in same], y=[index + _BAR for index, _ in same], mode="markers" if known else "markers+text",
            text=["?"] * len(same), textposition="middle left", textfont=small(),
            marker={"symbol": symbols, "size": 11, "color": colour, "line": {"width": 0 if known else 2, "color": colour}}, **look,
        )  # fmt: skip
    going = [(index, span) for index, span in rows if span.end is None and span.start is not None]
    fig.add_scatter(
        x=[span.last + 0.15 for _, span in going], y=[index + _BAR for index, _ in going], mode="markers",
        marker={"symbol": "triangle-right-open", "size": 11, "color": colour, "line": {"width": 2, "color": colour}}, **look,
    )  # fmt: skip


def _short(title: str, limit: int = 46) -> str:
    """Fits a phone's width; the whole title stands in the table and on the initiative's own page."""
    return title if len(title) <= limit else title[:limit].rsplit(" ", 1)[0] + " …"
