"""What is to be done with the pairs that a person has asked to coordinate, the overdue first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from twin.questions.suggestions import Suggestion

if TYPE_CHECKING:
    from twin.workspace import FollowUp, Verdict

ENDED = ("klar", "avbruten")


@dataclass(frozen=True)
class Todo:
    """One pair to coordinate. `suggestion` is None where the engine does not make it any more; `step` where nothing has been planned yet."""

    verdict: Verdict
    suggestion: Suggestion | None
    step: FollowUp | None
    overdue: bool

    @property
    def id(self) -> str:
        return self.verdict.suggestion_id

    @property
    def ended(self) -> bool:
        """Done or given up: nothing more is waited for."""
        return self.step is not None and self.step.state in ENDED


def todo(verdicts: Iterable[Verdict], steps: Iterable[FollowUp], known: Mapping[str, Suggestion], today: date) -> list[Todo]:
    """Every pair whose verdict in force is 'samordna': overdue, then by date, then those without date; the ended last."""
    planned = {step.suggestion_id: step for step in steps}
    listed = [
        Todo(verdict, known.get(verdict.suggestion_id), step := planned.get(verdict.suggestion_id), _overdue(step, today))
        for verdict in verdicts
        if verdict.verdict == "samordna"
    ]
    return sorted(listed, key=lambda one: (one.ended, (one.step and one.step.due) or date.max, one.verdict.at, one.id))


def _overdue(step: FollowUp | None, today: date) -> bool:
    return step is not None and step.due is not None and step.due < today and step.state not in ENDED
