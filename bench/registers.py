"""python -m bench.registers [--seed N] [--runs N] | --train: is one project found again in another register?

Of projects listed twice, numbers hidden and one side made worse (bench/twins.py): how many does ingest/registers find, and how much of what it joins is
right? The weights of data/linkage.json come from one half of the projects (--train); what is measured are the others, with a new seed each run.
"""

import argparse
import json
import secrets
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from bench.shared import folder
from bench.twins import PROJECTS, Twins, twins
from ingest.registers import linkage, scores
from ingest.registers.told import Concerning, Key
from twin.matching.metrics import wilson
from twin.questions.measured import STORED

PRECISION, RECALL = 0.98, 0.88  # the least, with splink
TRAINING, MEASURED = 0, 1  # halves of the projects
TRAINED_WITH = 11  # seed
MOST = 6.0  # bits that one part may speak for or against a pair


@dataclass(frozen=True)
class Measured:
    """Of the pairs that a way of linking joins, how many are right; of the twins, how many are found; and what is left to a person."""

    way: str
    seed: int
    right: int
    joined: int
    twins: int
    others: int
    asked: int
    asked_right: int

    @property
    def precision(self) -> float:
        return self.right / self.joined if self.joined else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.twins

    @property
    def below(self) -> bool:
        return self.way == "splink" and (self.precision < PRECISION or self.recall < RECALL)


def registers(shared: Path, seed: int) -> Iterator[Measured | str]:
    """One row for each way of linking; a sentence for what is skipped."""
    if not (shared / PROJECTS).exists():
        yield f"Skipped: projects listed twice, {shared / PROJECTS} is not there (TWIN_SHARED names another folder)."
        return
    told = twins(shared, seed, MEASURED)
    yield measured("copies", seed, told, linkage.linked(_one_register(told.entries), (), ()))
    if scores.available():
        yield measured("splink", seed, told, linkage.linked(told.entries, (), scores.scored(told.entries)))
    else:
        yield "Skipped: linking by weights, splink is not installed (the extra [registers])."


def _one_register(entries: Sequence[Concerning]) -> list[Concerning]:
    """Copies are looked for within a register, so that rule gets its chance where both sides are called one."""
    return [replace(one, told=replace(one.told, source_key="one", id=" ".join(one.key))) for one in entries]


def measured(way: str, seed: int, told: Twins, found: linkage.Linked) -> Measured:
    """What the linkage found, held against the twins."""

    def side(key: Key) -> Key:
        source, number = key[1].split(" ") if key[0] == "one" else key
        return source, number

    keys = [[side(one.key) for one in group] for group in found.groups]
    joined = [(a, b) for group in keys for a in group for b in group if a in told.twin and b not in told.twin]
    asked = [(a, b) if a in told.twin else (b, a) for a, b in ((side(one.a), side(one.b)) for one in found.asked)]
    right, asked_right = (sum(told.twin.get(a) == b for a, b in pairs) for pairs in (joined, asked))
    return Measured(way, seed, right, len(joined), len(told.twin), len(told.entries) - len(told.twin), len(asked), asked_right)


def printed(console: Console, shared: Path, runs: int = 1, seed: int | None = None) -> tuple[list[Measured], bool]:
    """Prints the table; its rows, and whether one is below what was agreed."""
    drawn = Table(
        title=f"One project in two registers: {PROJECTS}, numbers hidden, one side made worse; precision ≥ {PRECISION}, recall ≥ {RECALL}", title_justify="left",
        caption="Of one half of the projects; the weights come from the other half. 'copies': without the extra, numbers hidden.", caption_justify="left",
    )  # fmt: skip
    for column in ("way", "seed", "precision", "recall", "joined", "twins", "against", "asked of a person", ""):
        drawn.add_column(column)
    rows = []
    for _ in range(runs):
        for one in registers(shared, secrets.randbits(32) if seed is None else seed):
            if isinstance(one, str):
                console.print(one, markup=False)
                continue
            rows.append(one)
            shares = [wilson(one.right, n) if n else None for n in (one.joined, one.twins)]
            told = [f"{share.value:.3f} ({share.low:.3f}–{share.high:.3f})" if share else "–" for share in shares]
            drawn.add_row(
                one.way, str(one.seed), *told, str(one.joined), str(one.twins), f"{one.others:,}", f"{one.asked}, {one.asked_right} right",
                "BELOW" if one.below else "",
            )  # fmt: skip
    if rows:
        console.print(drawn)
    return rows, any(one.below for one in rows)


def train(shared: Path) -> dict[str, Any]:
    """The settings with chances of agreement counted on the other half, among the pairs that the blocking rules bring together."""
    chosen = scores.settings()
    told = twins(shared, TRAINED_WITH, TRAINING)
    with duckdb.connect() as con:
        scores.predict(con, told.entries, {**chosen, "splink": {**chosen["splink"], "retain_matching_columns": True}})
        columns = ", ".join(f"gamma_{one['output_column_name']}" for one in chosen["splink"]["comparisons"])
        rows = con.execute(f"SELECT unique_id_l, unique_id_r, {columns} FROM scored").fetchall()
    true = [told.twin.get(scores.key_of(max(a, b))) == scores.key_of(min(a, b)) for a, b, *_ in rows]  # 'worse' sorts last
    for place, comparison in enumerate(chosen["splink"]["comparisons"], start=2):
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        agreeing, other = (
            Counter(row[place] for row, right in zip(rows, true, strict=True) if right is side and row[place] >= 0)
            for side in (True, False)
        )
        for gamma, level in zip(range(len(levels) - 1, -1, -1), levels, strict=True):
            m, u = ((count[gamma] + 0.5) / (count.total() + 0.5 * len(levels)) for count in (agreeing, other))
            level["m_probability"], level["u_probability"] = round(max(m, u / 2**MOST), 6), round(max(u, m / 2**MOST), 6)
    return chosen


def main() -> int:
    """0; 1 where precision or recall is below what was agreed."""
    parser = argparse.ArgumentParser(prog="python -m bench.registers", description="Is one project found again in another register?")
    parser.add_argument("--seed", type=int, help="of how one side is made worse (a new one each run)")
    parser.add_argument("--runs", type=int, default=1, help="how many times, each with a seed of its own")
    parser.add_argument("--train", action="store_true", help="set the weights of data/linkage.json")
    parser.add_argument("--write", action="store_true", help="store the numbers for page Metod och kvalitet")
    asked = parser.parse_args()
    if asked.train:
        scores.FILE.write_text(json.dumps(train(folder()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    rows, below = printed(Console(width=150), folder(), asked.runs, asked.seed)
    if asked.write and rows:
        told = json.loads(STORED.read_text(encoding="utf-8")) | {"registers": stored(rows)}
        STORED.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(below)


def stored(rows: Sequence[Measured]) -> dict[str, object]:
    """The rows as data/quality/measured.json keeps them."""
    return {"date": datetime.now(UTC).date().isoformat(), "rows": [asdict(one) for one in rows]}


if __name__ == "__main__":
    sys.exit(main())
