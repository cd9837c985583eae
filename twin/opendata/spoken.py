"""Datasets that hold what people have said: verdicts and capabilities. No time of day, no role, no comment."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from twin.capabilities import Cell, ledger
from twin.questions.capabilities import capabilities, facts, holders
from twin.questions.initiatives import old_before
from twin.warehouse import ask
from twin.workspace import VERDICTS, workspace

KINDS = ("overlap", "synergy")
NOBODY = "ej_bedomt"


@dataclass(frozen=True)
class Spoken:
    """What a dataset's question is asked with: `rows`, each column of them bound to one ?. `count` is known without asking the workspace, so that
    the list of datasets stands also when that can not be read. `rows` raises Unavailable then."""

    rows: Callable[[], Sequence[Sequence[Any]]]
    count: Callable[[], int]

    def columns(self) -> list[list[Any]]:
        """The rows as lists, one a column."""
        return [list(column) for column in zip(*self.rows(), strict=True)]


def verdict_counts() -> list[tuple[str, str, int]]:
    """Kind, verdict in force (or that there is none) and how many suggestions of those shown have it. Raises Unavailable."""
    shown = {str(id_): str(kind) for id_, kind in ask("SELECT id, kind FROM suggestion WHERE shown")}
    said = {id_: one.verdict for id_, one in workspace().verdicts().items() if id_ in shown}
    counted = Counter((kind, said.get(id_, NOBODY)) for id_, kind in shown.items())
    return [(kind, verdict, counted[kind, verdict]) for kind in KINDS for verdict in (*VERDICTS, NOBODY)]


def capability_cells() -> list[tuple[Any, ...]]:
    """Every cell of the ledger: organisation, capability, state in force, what sources alone show, what it rests on, of what age, the initiatives and
    addresses behind it, how many purchases are traces, and the day of a person's word. Raises Unavailable."""
    said = workspace().capability_statements()
    return [_cell(one) for one in ledger(holders(), capabilities(), facts(), said, before=old_before())]


def _cell(one: Cell) -> tuple[Any, ...]:
    rests_on = "person" if one.statement else "source" if one.known else "trace" if one.evidence else ""
    initiatives = [row.id for row in one.evidence if row.kind == "initiative"]
    addresses = dict.fromkeys([*([one.statement.source] if one.statement else []), *(row.url for row in one.evidence)])
    return (
        one.holder.id, one.capability.code, one.state, one.derived, rests_on or None, one.age or None, initiatives,
        sum(row.kind == "purchase" for row in one.evidence), [url for url in addresses if url],
        one.statement.said_on.isoformat() if one.statement else None,
    )  # fmt: skip


SPOKEN = {
    "verdict_count": Spoken(verdict_counts, lambda: len(KINDS) * (len(VERDICTS) + 1)),
    "capability_cell": Spoken(capability_cells, lambda: len(holders()) * len(capabilities())),
}
