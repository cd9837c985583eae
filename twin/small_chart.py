"""A series as a small line from zero, as SVG text with its ends written out: for pages without scripts."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from twin import palette
from twin.charts import step, stretches, when
from twin.questions.series import Figure
from twin.words import date, number, t

WIDTH, HEIGHT = 360.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 14.0, 26.0, 24.0  # room for the nought, the scale above its line and the periods below theirs


def small_chart(line: Sequence[Figure], breaks: Sequence[str], track: str, decimals: int, told: str) -> str:
    """SVG: one place's line with a mark for each period, from zero to the highest value; `told` is its text alternative. '' where there are not
    two periods with values. Nothing joins two stretches of a broken series; periods that were never published are bridged by dots."""
    known = [figure for figure in line if figure.value is not None]
    if len({figure.period for figure in known}) < 2:
        return ""
    first, last = known[0], known[-1]
    start, span = when(first.period), when(last.period) - when(first.period)
    low, high = min(0.0, *(figure.value or 0.0 for figure in known)), max(0.0, *(figure.value or 0.0 for figure in known))

    def x(at: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (at - start) / span

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / ((high - low) or 1.0)

    colour, apart = palette.TRACK[track], step(known)
    drawn = [_rule(y(0.0), palette.MUTED), *(_rule(y(end), palette.GRID) for end in {low, high} - {0.0})]
    drawn += [_label(LEFT, y(end) - 6, number(end, decimals), "start") for end in {low, high} - {0.0}]
    drawn.append(_label(LEFT - 6, y(0.0) + 5, "0", "end"))
    for at in _cuts(known, breaks):
        drawn.append(
            f'<line x1="{x(at):.1f}" x2="{x(at):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{palette.LINE}" stroke-width="2"/>'
        )
    for piece in stretches(line, breaks):
        for a, b in pairwise(piece):
            dots = ' stroke-dasharray="1 5"' if _apart(a, b, apart) else ""
            ends = f'x1="{x(when(a.period)):.1f}" y1="{y(a.value or 0.0):.1f}" x2="{x(when(b.period)):.1f}" y2="{y(b.value or 0.0):.1f}"'
            drawn.append(f'<line {ends} stroke="{colour}" stroke-width="2.5" stroke-linecap="round"{dots}/>')
    drawn += [f'<circle cx="{x(when(one.period)):.1f}" cy="{y(one.value or 0.0):.1f}" r="2.4" fill="{colour}"/>' for one in known]
    drawn.append(f'<circle cx="{x(when(last.period)):.1f}" cy="{y(last.value or 0.0):.1f}" r="5.5" fill="{colour}"/>')
    drawn.append(_label(LEFT, HEIGHT - 7, date(first.period), "start"))
    drawn.append(_label(WIDTH - RIGHT + 6, HEIGHT - 7, date(last.period), "end"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{escape(told, quote=True)}">'
        f"{''.join(drawn)}</svg>"
    )


def reading(line: Sequence[Figure], breaks: Sequence[str]) -> list[str]:
    """How to read what is unusual in the line, in words; empty where nothing is."""
    known = [figure for figure in line if figure.value is not None]
    dotted = any(_apart(a, b, step(known)) for piece in stretches(line, breaks) for a, b in pairwise(piece))
    said = [t("Prickat: perioder som inte har publicerats.")] if dotted else []
    return said + ([t("Lodrät linje: serien byter grund.")] if _cuts(known, breaks) else [])


def _apart(a: Figure, b: Figure, usual: float) -> bool:
    return when(b.period) - when(a.period) > usual * 1.5


def _cuts(known: Sequence[Figure], breaks: Sequence[str]) -> list[float]:
    """Where on the time axis the basis changes between two values."""
    if not known:
        return []
    return [at for cut in breaks if when(known[0].period) < (at := when(cut) - step(known) / 2) < when(known[-1].period)]


def _rule(at: float, colour: str) -> str:
    return f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="{colour}"/>'


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="14" fill="{palette.MUTED}">{escape(text)}</text>'
