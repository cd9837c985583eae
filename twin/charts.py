"""Series as Plotly lines. A line is never drawn across a break in the series, a missing value or two releases."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import plotly.graph_objects as go

from twin import palette
from twin.chart_looks import FONT, axis, framed, small
from twin.questions.series import Figure
from twin.words import amount, date, language, number, t


@dataclass(frozen=True)
class Line:
    """One place's series as it is drawn. A quiet line has no label; an older release is dashed, with hollow marks."""

    label: str
    points: tuple[Figure, ...]
    colour: str = palette.INK
    marker: str = "circle"
    quiet: bool = False
    older: bool = False
    plain: bool = False  # only its last point is marked


@dataclass(frozen=True)
class Goal:
    """A goal that may be drawn on the line's own axis."""

    period: str
    value: float
    label: str


def when(period: str) -> float:
    """Where an EDTF period stands on the time axis: a year as itself, a month inside its year."""
    year, _, rest = period.partition("-")
    return int(year) + ((int(rest[:2]) - 1) / 12 if rest[:2].isdigit() else 0.0)


def stretches(points: Iterable[Figure], breaks: Iterable[str] = ()) -> list[list[Figure]]:
    """The series cut wherever its basis changes or a value is missing: no line joins two stretches."""
    cuts = [when(period) for period in breaks]
    found: list[list[Figure]] = []
    last: Figure | None = None
    for point in sorted(points, key=lambda figure: when(figure.period)):
        if point.value is not None:
            unbroken = last is not None and not any(when(last.period) < cut <= when(point.period) for cut in cuts)
            if unbroken:
                found[-1].append(point)
            else:
                found.append([point])
        last = point if point.value is not None else None
    return found


def step(points: Iterable[Figure]) -> float:
    """The usual distance between two periods of the series: a year, or a month where it is published by month."""
    at = sorted({when(point.period) for point in points})
    return min((b - a for a, b in pairwise(at)), default=1.0)


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Heights for labels at these values: in the same order, at least `gap` apart, moved as little as a simple push allows."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    placed = list(values)
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + gap)
    shift = (sum(placed) - sum(values)) / len(values) if values else 0.0
    return [value - shift for value in placed]


def trend(
    lines: Sequence[Line],
    breaks: Sequence[str],
    unit: str,
    decimals: int,
    *,
    height: int,
    goals: Sequence[Goal] = (),
    labels: bool = True,
    size: int = 7,
    until: float | None = None,
) -> go.Figure:
    """Lines over time from zero, each with its name and newest value beside its end. Years that were not published are bridged by dots.
    `until` is where the time axis ends if the lines and goals end before it, so that figures beside each other share it. The same question
    gets the same figure, drawn once: it is not to be changed."""
    return _trend(tuple(lines), tuple(breaks), unit, decimals, height, tuple(goals), labels, size, until, language())


@lru_cache(maxsize=256)
def _trend(
    lines: tuple[Line, ...], breaks: tuple[str, ...], unit: str, decimals: int, height: int, goals: tuple[Goal, ...], labels: bool, size: int,
    until: float | None, _language: str,
) -> go.Figure:  # fmt: skip
    fig = go.Figure()
    quiet = [line for line in lines if line.quiet]
    if quiet:
        _strokes(fig, quiet, breaks, 1.0, 1.0)
    for line in sorted((line for line in lines if not line.quiet), key=lambda one: not one.older):
        _draw(fig, line, breaks, lambda point: amount(point.value, unit, decimals), size)
    known = [point for line in lines for point in line.points if point.value is not None]
    values = [point.value or 0.0 for point in known] + [goal.value for goal in goals]
    top, low = max([*values, 0.0]) or 1.0, min([*values, 0.0])
    first, last = (pick((when(point.period) for point in known), default=0.0) for pick in (min, max))
    for period in breaks:
        at = when(period) - step(known) / 2
        if first < at < last:
            _break(fig, at, labels)
    if labels:
        named = [line for line in lines if not line.quiet and not line.older and any(point.value is not None for point in line.points)]
        _name(fig, named, decimals, (top - low) * 22 / max(height - 60, 60), last)
    for goal in goals:
        _goal(fig, goal)
    last = max([last, *(when(goal.period) for goal in goals), *([until] if until else [])])
    margin = (last - first) * 0.025
    across = axis(range=[first - margin, last + margin], tickmode="array", tickvals=_ticks(first, last))
    up = axis(range=[low * 1.08, top * 1.08], showgrid=True, gridcolor=palette.GRID, nticks=5, tickformat=",.3~f")
    return framed(fig, height, right=112 if labels and not goals else 12, xaxis=across, yaxis=up)


def _break(fig: go.Figure, at: float, labelled: bool) -> None:
    fig.add_vline(at, line={"color": palette.MUTED if labelled else palette.LINE, "width": 1})
    if labelled:
        fig.add_annotation(x=at, y=1, yref="paper", text=t("brott"), showarrow=False, xanchor="left", yanchor="top", xshift=3, font=small())


def _goal(fig: go.Figure, goal: Goal) -> None:
    fig.add_scatter(
        x=[when(goal.period)], y=[goal.value], mode="markers+text", text=[goal.label], textposition="top left", cliponaxis=False,
        marker={"symbol": "triangle-down-open", "size": 12, "color": palette.INK, "line": {"width": 2, "color": palette.INK}}, textfont=small(),
        hovertemplate=f"{goal.label}, {date(goal.period)}<extra></extra>",
    )  # fmt: skip


def _draw(fig: go.Figure, line: Line, breaks: Sequence[str], said: Callable[[Figure], str], size: int) -> None:
    _strokes(fig, [line], breaks, 1.5 if line.older or line.plain else 2.5, 1.5)
    points = [point for piece in stretches(line.points, breaks) for point in piece][-1 if line.plain else 0 :]
    size = 3 if len(points) > 40 else size
    fig.add_scatter(
        x=[when(point.period) for point in points], y=[point.value for point in points], mode="markers",
        marker={"symbol": line.marker + ("-open" if line.older else ""), "size": size, "color": line.colour, "line": {"width": 1.5, "color": line.colour}},
        text=[f"{line.label} {date(point.period)}: {said(point)}" for point in points], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _strokes(fig: go.Figure, lines: Sequence[Line], breaks: Sequence[str], width: float, bridge: float) -> None:
    """The strokes of lines that look alike: one trace through published years, one across the others. A page has many lines; each trace costs."""
    solid: tuple[list[float | None], list[float | None]] = ([], [])
    bridged: tuple[list[float | None], list[float | None]] = ([], [])
    for line in lines:
        usual = step(line.points) * 1.5
        for piece in stretches(line.points, breaks):
            for a, b in pairwise(piece):
                x, y = solid if when(b.period) - when(a.period) <= usual else bridged
                x += [when(a.period), when(b.period), None]
                y += [a.value, b.value, None]
    look = lines[0]
    for (x, y), thick, dash in ((bridged, bridge, "dot"), (solid, width, "dash" if look.older else "solid")):
        if x:
            stroke = {"color": look.colour, "width": thick, "dash": dash}
            fig.add_scatter(x=x, y=y, mode="lines", line=stroke, hoverinfo="skip", opacity=0.7 if look.older else 1)


def _name(fig: go.Figure, lines: Sequence[Line], decimals: int, gap: float, last: float) -> None:
    ends = [stretches(line.points)[-1][-1] for line in lines]
    for line, end, y in zip(lines, ends, spread([end.value or 0.0 for end in ends], gap), strict=True):
        fig.add_annotation(
            x=max(last, when(end.period)), y=y, xshift=9, xanchor="left", showarrow=False, align="left",
            text=f"{line.label} <b>{number(end.value, decimals)}</b>", font={**FONT, "size": 13, "color": palette.MUTED if line.plain else line.colour},
        )  # fmt: skip


def _ticks(first: float, last: float) -> list[int]:
    """Round years, and the last one; a round year too near the last gives way to it."""
    start, end = int(first), int(last)
    every = next((size for size in (1, 2, 5, 10, 20) if (end - start) / size <= 5), 50)
    return [year for year in range(start, end) if year % every == 0 and end - year >= every * 0.6] + [end]
