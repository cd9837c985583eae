"""How entries of several registers were told to be one project in the warehouse that is served, and how well that was measured to go."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.matching.metrics import Interval, wilson
from twin.questions.measured import STORED
from twin.warehouse import ask


@dataclass(frozen=True)
class Found:
    """With one seed: of the pairs that were joined how many are right, of the twins how many were found, and what was left to a person."""

    way: str  # 'splink', 'copies'
    seed: int
    right: int
    joined: int
    twins: int
    others: int
    asked: int

    @property
    def precision(self) -> Interval | None:
        """The share of what was joined that is right; None where nothing was."""
        return wilson(self.right, self.joined) if self.joined else None

    @property
    def recall(self) -> Interval:
        """The share of the twins that was found."""
        return wilson(self.right, self.twins)


def engine() -> str:
    """'splink 5.0.0'; '' where only case numbers and copies were joined."""
    rows = ask("SELECT value FROM meta WHERE key = 'linkage'")
    return str(rows[0][0]) if rows else ""


def found(file: Path = STORED) -> tuple[str, tuple[Found, ...]]:
    """The date and the rows of the last measurement that was stored; none where there is none."""
    told: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8")).get("registers", {}) if file.exists() else {}
    rows = (Found(**{name: row[name] for name in Found.__dataclass_fields__}) for row in told.get("rows", ()))
    return str(told.get("date", "")), tuple(rows)
