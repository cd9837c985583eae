"""All of Sweden: 290 municipalities with 100 synthetic initiatives each. Exact nearest ten by word stems, and suggestions from them.

Each part runs in a process of its own, so that its peak memory is its own: `python -m bench.national duckdb` prints one JSON object.
"""

import importlib.util
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import duckdb

from bench.server import ROOT
from twin.matching import Weights, from_rows, knowledge
from twin.matching.evaluate import own_items
from twin.matching.judged import rows_of
from twin.matching.neighbours import COMMONEST, Neighbour, fill, nearest
from twin.matching.overlaps import overlaps
from twin.matching.synergies import synergies
from twin.matching.text import STEMS, weigh
from twin.paths import DATA

EACH, K, SEED = 100, 10, 290
YEAR = 2026
LIMIT_ALL, LIMIT_TEXT = 120, 10  # seconds
KEPT = 0.75  # of the words: no two texts are the same
NEEDS = ("sparse_dot_topn", "sklearn")
Text = tuple[str, str]  # id, title and description


@dataclass(frozen=True)
class Ran:
    """One part: seconds by the clock and of CPU, peak memory, and what it counted."""

    name: str
    seconds: float
    cpu: float
    peak_mb: float
    counts: dict[str, float]


def initiatives() -> list[dict[str, str]]:
    """The synthetic register: titles, sentences and themes of our own, mixed by a stored seed, with the name of a municipality in each."""
    chance = random.Random(SEED)
    own = own_items()
    ours = [name for _, name in _municipalities() if any(name in item.title + item.text for item in own)]
    sentences = [sentence for item in own for sentence in re.split(r"(?<=[.;])\s+", item.text) if sentence]
    themes = [row["definition_sv"] for _, row in rows_of(DATA / "taxonomy" / "themes.csv", ())]
    rows = []
    for code, name in _municipalities():
        for n in range(EACH):
            title = chance.choice(own).title
            words = " ".join([*chance.sample(sentences, 3), chance.choice(themes)]).split()
            text = " ".join(word for word in words if chance.random() < KEPT) + f" {name}."
            for one in ours:
                title, text = title.replace(one, name), text.replace(one, name)
            rows.append({"id": f"{code}-{n:03}", "title_sv": f"{title}, {name} {n}", "owner": f"{name} kommun", "municipality_codes": code,
                         "years": f"{chance.randint(2018, 2026)}–", "status": "pågående", "description_sv": text})  # fmt: skip
    return rows


def _municipalities() -> list[tuple[str, str]]:
    drawn = json.loads((DATA / "geo" / "municipalities.geojson").read_text(encoding="utf-8"))["features"]
    return sorted((one["properties"]["code"], one["properties"]["name"]) for one in drawn)


def texts(rows: list[dict[str, str]]) -> list[Text]:
    """What is compared: title and description."""
    return [(row["id"], f"{row['title_sv']} {row['description_sv']}") for row in rows]


def suggestions(rows: list[dict[str, str]], near: list[Neighbour]) -> dict[str, float]:
    """Overlaps among each initiative's nearest ten, synergies within each municipality, coded by words alone. Lost: a synergy between two
    municipalities, and an overlap whose texts share so few words that neither is among the other's ten."""
    items = {item.id: item for item in from_rows(rows, knowledge())}
    alike = {(min(n.a, n.b), max(n.a, n.b)): n.likeness for n in near}
    pairs = ((items[a], items[b]) for a, b in alike)
    weights = Weights()
    found = overlaps(list(items.values()), knowledge(), YEAR, weights.overlap, alike, pairs=pairs)
    local = groupby(items.values(), key=lambda item: item.places)
    links = sum(len(synergies(list(some), knowledge(), YEAR, weights.synergy)) for _, some in local)
    return {"overlaps": sum(one.grade != "C" for one in found), "synergies": links}


def whole(con: duckdb.DuckDBPyConnection, rows: list[dict[str, str]]) -> dict[str, float]:
    """DuckDB alone: nearest ten, then suggestions."""
    began = time.perf_counter()
    fill(con, texts(rows))
    near = nearest(con, K)
    text = time.perf_counter() - began
    return {"neighbours": len(near), "text_seconds": text, "likeness": sum(n.likeness for n in near), **suggestions(rows, near)}


def _matrix(con: duckdb.DuckDBPyConnection, rows: list[dict[str, str]]):  # noqa: ANN202 - SciPy is not among the requirements
    from scipy.sparse import csr_matrix

    fill(con, texts(rows))
    weigh(con, STEMS, COMMONEST)
    cells = con.execute(
        "SELECT dense_rank() OVER (ORDER BY id) - 1 AS d, dense_rank() OVER (ORDER BY token) - 1 AS t, w FROM weight"
    ).fetchnumpy()
    return csr_matrix((cells["w"], (cells["d"], cells["t"])))


def sparse(con: duckdb.DuckDBPyConnection, rows: list[dict[str, str]]) -> dict[str, float]:
    """The text part with sparse_dot_topn."""
    from sparse_dot_topn import sp_matmul_topn

    matrix = _matrix(con, rows)
    top = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=K + 1, n_threads=2)
    top.setdiag(0)
    top.eliminate_zeros()
    best = [sorted(top.data[top.indptr[i] : top.indptr[i + 1]])[-K:] for i in range(top.shape[0])]
    return {"neighbours": sum(map(len, best)), "likeness": float(sum(map(sum, best)))}


def brute(con: duckdb.DuckDBPyConnection, rows: list[dict[str, str]]) -> dict[str, float]:
    """The text part with scikit-learn's brute-force neighbours."""
    from sklearn.neighbors import NearestNeighbors

    matrix = _matrix(con, rows)
    distance, _ = NearestNeighbors(n_neighbors=K + 1, algorithm="brute", metric="cosine", n_jobs=2).fit(matrix).kneighbors(matrix)
    return {"neighbours": distance.shape[0] * K, "likeness": float((1 - distance[:, 1:]).sum())}


PARTS: dict[str, Callable[[duckdb.DuckDBPyConnection, list[dict[str, str]]], dict[str, float]]] = {
    "duckdb": whole,
    "sparse": sparse,
    "brute": brute,
}


def run(name: str) -> Ran:
    """One part in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "bench.national", name], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"bench.national {name} ended with {done.returncode}: {done.stderr[-800:]}")
    return Ran(**json.loads(done.stdout))


def lacking() -> list[str]:
    """Packages of the extra [similarity] that are not installed."""
    return [name for name in NEEDS if importlib.util.find_spec(name) is None]


def _peak_mb() -> float:
    """Peak memory of this process alone. Linux's own count begins anew with the program; getrusage remembers the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(name: str) -> None:
    """Runs one part here and writes its measures to standard output."""
    rows = initiatives()  # making the register is not measured
    began, cpu = time.perf_counter(), time.process_time()
    with duckdb.connect() as con:
        counts = PARTS[name](con, rows)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = _peak_mb()
    sys.stdout.write(json.dumps({"name": name, "seconds": seconds, "cpu": cpu, "peak_mb": peak, "counts": counts}))


if __name__ == "__main__":
    main(sys.argv[1])
