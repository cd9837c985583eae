"""Suggested synergies as a drawing: digital means to the left, climate ends to the right under their themes, an arrow from means to end."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from twin import palette
from twin.chart_looks import FONT, axis, framed, small
from twin.layered import Layout, layout

ROW = 21  # pixels for one node
LEFT, RIGHT = 0.0, 1.0
MARGIN = 285  # pixels beside the columns, for the labels
LETTERS = 46  # of a label; the whole title stands in the table and on the initiative's own page
_WIDTH = {"T1": 2.0, "T2": 1.1, "T3": 0.7, "A": 2.0, "B": 1.1, "C": 0.7}


@dataclass(frozen=True)
class Node:
    """One initiative. `group` is the heading that it stands under in the right column."""

    id: str
    title: str
    track: str
    group: str
    href: str


@dataclass(frozen=True)
class Edge:
    """One suggestion: from means to end."""

    a: str
    b: str
    grade: str
    confirmed: bool


def network(nodes: Mapping[str, Node], edges: Collection[Edge]) -> go.Figure:
    """The drawing. An initiative that is both means and end stands in both columns."""
    group = {edge.b: nodes[edge.b].group for edge in edges}
    placed = layout([(edge.a, edge.b) for edge in edges], group, space=1.0)
    fig = go.Figure()
    for confirmed in (False, True):  # what people have confirmed is drawn on top
        for grade in sorted({edge.grade for edge in edges if edge.confirmed == confirmed}, reverse=True):
            _lines(fig, [edge for edge in edges if (edge.confirmed, edge.grade) == (confirmed, grade)], placed)
    _marks(fig, nodes, placed.left, LEFT)
    _marks(fig, nodes, placed.right, RIGHT)
    labels = [
        *(_label(nodes[id_], y, LEFT) for id_, y in placed.left.items()),
        *(_label(nodes[id_], y, RIGHT) for id_, y in placed.right.items()),
        *(_heading(name, y) for name, y in placed.groups.items()),
    ]
    across, down = axis(visible=False, range=[-0.012, 1.012]), axis(visible=False, range=[placed.rows - 0.4, -0.7])
    height = int(ROW * (placed.rows + 1)) + 12
    return framed(fig, height, left=MARGIN, right=MARGIN, top=4, bottom=8, xaxis=across, yaxis=down, annotations=labels)


def _lines(fig: go.Figure, edges: Sequence[Edge], placed: Layout) -> None:
    """One trace for lines that look alike. The arrow head is the line's last mark, turned by the line itself."""
    look = edges[0]
    colour = palette.INK if look.confirmed else palette.MUTED if look.grade in ("T1", "A") else palette.FAINT
    x: list[float | None] = []
    y: list[float | None] = []
    for edge in edges:
        x += [LEFT + 0.012, RIGHT - 0.014, None]
        y += [placed.left[edge.a], placed.right[edge.b], None]
    fig.add_scatter(
        x=x, y=y, mode="lines+markers", hoverinfo="skip",
        line={"color": colour, "width": _WIDTH[look.grade] + (0.6 if look.confirmed else 0), "dash": "solid" if look.confirmed else "5px,4px"},
        marker={"symbol": "arrow", "angleref": "previous", "size": [0, 9, 0] * len(edges), "color": colour, "opacity": 1},
    )  # fmt: skip


def _marks(fig: go.Figure, nodes: Mapping[str, Node], column: Mapping[str, float], x: float) -> None:
    ids = list(column)
    fig.add_scatter(
        x=[x] * len(ids), y=[column[id_] for id_ in ids], mode="markers", text=[escape(nodes[id_].title) for id_ in ids],
        hovertemplate="%{text}<extra></extra>", cliponaxis=False,
        marker={"symbol": [palette.MARKER[nodes[id_].track] for id_ in ids], "size": 12, "opacity": 1,
                "color": [palette.TRACK[nodes[id_].track] for id_ in ids], "line": {"width": 1, "color": palette.PAPER}},
    )  # fmt: skip


def _label(node: Node, y: float, x: float) -> dict[str, object]:
    side = {"xanchor": "right", "xshift": -10} if x == LEFT else {"xanchor": "left", "xshift": 10}
    text = f'<a href="{escape(node.href)}" target="_self"><span style="color:{palette.BRAND}">{escape(cut(node.title))}</span></a>'
    return {"text": text, "x": x, "y": y, "yanchor": "middle", "showarrow": False, "font": {**FONT, "size": 13}, **side}


def _heading(name: str, y: float) -> dict[str, object]:
    font = {**small(), "size": 12, "weight": 700}
    return {
        "text": escape(name),
        "x": RIGHT,
        "y": y,
        "xanchor": "left",
        "xshift": -4,
        "yanchor": "middle",
        "showarrow": False,
        "font": font,
    }


def cut(title: str, limit: int = LETTERS) -> str:
    """A title that fits beside its mark, cut at a word."""
    return title if len(title) <= limit else title[:limit].rsplit(" ", 1)[0].rstrip(" ,–(") + " …"


def themes(of: Iterable[tuple[str, ...]]) -> list[str]:
    """Themes by how many have them, most first: the order in which a node with several themes is put under one."""
    seen = [theme for several in of for theme in several]
    return sorted(set(seen), key=lambda theme: (-seen.count(theme), theme))
