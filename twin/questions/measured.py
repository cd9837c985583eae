"""How good the suggestions are: what `make evaluate WRITE=1` stored, and what people's own verdicts say so far."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.matching.metrics import Interval, wilson
from twin.paths import DATA
from twin.workspace import Verdict

STORED = DATA / "quality" / "measured.json"
RIGHT = frozenset({"samordna", "redan_samordnat", "relevant_ej_nu"})
WRONG = frozenset({"fel"})  # 'osaker' says neither
FEW = 10  # verdicts before a share is worth telling


@dataclass(frozen=True)
class Measured:
    """One kind and way of coding on the panel: measures, interval of the average precision, the two rivals, and the gain over the better."""

    kind: str
    way: str
    average_precision: float
    low: float
    high: float
    text: float
    theme: float
    gain: float
    gain_low: float
    gain_high: float
    precision_at_10: float
    recall_at_20: float
    ndcg_at_10: float
    positives: int
    pairs: int


@dataclass(frozen=True)
class Graded:
    """Of the judged pairs to which the engine gives a grade, how many are relevant, with the interval of that share."""

    kind: str
    grade: str
    right: int
    judged: int
    low: float
    high: float


@dataclass(frozen=True)
class Weight:
    """One weight: of the top pairs, how many stay when it is half and when it is one and a half."""

    kind: str
    weight: str
    value: float
    kept_lower: int
    kept_higher: int


@dataclass(frozen=True)
class Public:
    """One figure on a public set."""

    id: str
    system: str
    measure: str
    value: float
    n: int
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Part:
    """One part of the run at the size of the country."""

    name: str
    seconds: float
    peak_mb: float
    counts: Mapping[str, float]


@dataclass(frozen=True)
class Stored:
    """Everything stored. A part that was never measured is empty."""

    date: str | None
    model: str | None
    judges: int
    alpha: Mapping[str, float]
    draws: int
    seed: int
    measures: tuple[Measured, ...]
    grades: tuple[Graded, ...]
    top: int
    weights: tuple[Weight, ...]
    public: tuple[Public, ...]
    initiatives: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Said:
    """People's verdicts on pairs of one tier or grade: how many are right of those that say yes or no; samples are those shown to measure by."""

    kind: str
    grade: str
    sample: bool
    right: int
    judged: int

    @property
    def share(self) -> Interval | None:
        """The share that is right with its interval; None where too few have been judged."""
        return wilson(self.right, self.judged) if self.judged >= FEW else None


def stored(file: Path = STORED) -> Stored | None:
    """What was measured last; None where nothing has been."""
    if not file.exists():
        return None
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    panel, moved, country = told.get("panel", {}), told.get("sensitivity", {}), told.get("national", {})
    return Stored(
        panel.get("date"), panel.get("model"), panel.get("judges", 0), panel.get("alpha", {}), panel.get("draws", 0), panel.get("seed", 0),
        tuple(Measured(**_own(Measured, row)) for row in panel.get("measures", ())),
        tuple(Graded(**_own(Graded, row)) for row in panel.get("grades", ())), moved.get("top", 0),
        tuple(Weight(**_own(Weight, row)) for row in moved.get("weights", ())),
        tuple(Public(**_own(Public, row)) for row in told.get("public", {}).get("figures", ())), country.get("initiatives", 0),
        tuple(Part(**_own(Part, row)) for row in country.get("parts", ())),
    )  # fmt: skip


def _own(of: type, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in of.__dataclass_fields__}  # type: ignore[attr-defined]


def said(verdicts: Iterable[Verdict]) -> tuple[Said, ...]:
    """Verdicts in force by kind, grade and whether the pair was shown as a sample."""
    counted: dict[tuple[str, str, bool], list[bool]] = {}
    for one in verdicts:
        if one.verdict in RIGHT | WRONG:
            counted.setdefault((one.kind, one.grade, one.explored), []).append(one.verdict in RIGHT)
    return tuple(Said(*key, sum(hits), len(hits)) for key, hits in sorted(counted.items()))
