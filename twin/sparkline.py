"""A series in the size of a word, as SVG text: for cards, and later for paper."""

from collections.abc import Sequence
from itertools import pairwise

from twin import palette
from twin.charts import stretches, when
from twin.questions.series import Figure

WIDTH, HEIGHT, EDGE = 300.0, 64.0, 9.0


def sparkline(line: Sequence[Figure], around: Sequence[Sequence[Figure]], breaks: Sequence[str], track: str) -> str:
    """SVG: the line in its track's colour with a mark for each year and the track's own shape at its end; `around` (the municipalities) thin and
    grey. Lines are not drawn across breaks or missing values. The height runs from lowest to highest, so it shows course, not size."""
    known = [figure for each in (line, *around) for figure in each if figure.value is not None]
    if len({figure.period for figure in known}) < 2:
        return ""
    first, last = min(when(figure.period) for figure in known), max(when(figure.period) for figure in known)
    low, high = min(figure.value or 0.0 for figure in known), max(figure.value or 0.0 for figure in known)
    flat = high == low

    def at(figure: Figure) -> tuple[float, float]:
        x = EDGE + (WIDTH - 2 * EDGE) * (when(figure.period) - first) / (last - first)
        y = HEIGHT / 2 if flat else HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((figure.value or 0.0) - low) / (high - low)
        return x, y

    def path(figures: Sequence[Figure], colour: str, width: float) -> str:
        parts = []
        for piece in stretches(figures, breaks):
            for a, b in pairwise(piece):
                (x1, y1), (x2, y2) = at(a), at(b)
                # Years that were never published are bridged by dots.
                dots = ' stroke-dasharray="1 4"' if when(b.period) - when(a.period) > 1 else ""
                parts.append(
                    f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dots}/>'
                )
        return "".join(parts)

    colour = palette.TRACK[track]
    drawn = "".join(path(each, palette.FAINT, 1.2) for each in around) + path(line, colour, 2.4)
    ends = [line] if line else list(around)
    for each in ends:
        values = [figure for figure in each if figure.value is not None]
        drawn += "".join(
            f'<circle cx="{at(figure)[0]:.1f}" cy="{at(figure)[1]:.1f}" r="2" fill="{colour}"/>' for figure in values[:-1] if line
        )
        drawn += "".join(_shape(*at(figure), track) for figure in values[-1:])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" stroke-linecap="round">{drawn}</svg>'


def _shape(x: float, y: float, track: str) -> str:
    colour = palette.TRACK[track]
    if track == "digital":
        return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="{colour}" transform="rotate(45 {x:.1f} {y:.1f})"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{colour}"/>'
