"""What people have said, in numbers alone: no pair, no time, no role, no comment."""

from collections import Counter
from typing import Any

from twin.warehouse import ask
from twin.workspace import VERDICTS, workspace

KINDS = ("overlap", "synergy")
NOBODY = "ej_bedomt"
ROWS = len(KINDS) * (
    len(VERDICTS) + 1
)  # known without asking the workspace, so that the list of datasets stands also when that can not be read


def verdict_counts() -> list[tuple[str, str, int]]:
    """Kind, verdict in force (or that there is none) and how many suggestions of those shown have it. Raises Unavailable."""
    shown = {str(id_): str(kind) for id_, kind in ask("SELECT id, kind FROM suggestion WHERE shown")}
    said = {id_: one.verdict for id_, one in workspace().verdicts().items() if id_ in shown}
    counted = Counter((kind, said.get(id_, NOBODY)) for id_, kind in shown.items())
    return [(kind, verdict, counted[kind, verdict]) for kind in KINDS for verdict in (*VERDICTS, NOBODY)]


def verdict_lists() -> list[list[Any]]:
    """The same as three lists, one a column."""
    return [list(column) for column in zip(*verdict_counts(), strict=True)]
