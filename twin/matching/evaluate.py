"""Scores a file of judged pairs: `python -m twin.matching.evaluate --pairs FILE [--register FILE] [--json]`.

The pairs of the file are the candidates; each is scored over the engine's whole order, and one that the engine finds no ground for stands last.
With --register the initiatives are those of that file, coded by their words alone; without it they are our own, with people's tags and by words alone.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from twin.matching import Item, Weights, from_register, from_rows, knowledge, rank, tagged
from twin.matching.judged import KINDS, BadFile, Pair, initiatives, pairs, rows_of
from twin.matching.metrics import Quality, quality
from twin.paths import DATA
from twin.register import load

LAST = -1e9  # the score of a pair that has no ground


def own_items() -> tuple[Item, ...]:
    """The initiatives of data/register with the tags that people have set."""
    folder = DATA / "register"
    places = {row["place_code"] for file in folder.glob("*.csv") for _, row in rows_of(file, ()) if "place_code" in row}
    return from_register(load(folder, places), knowledge())


def ordered(kind: str, items: Sequence[Item], weights: Weights | None = None) -> dict[frozenset[str], tuple[float, str | None]]:
    """Unordered pair of ids -> score and grade, of every pair that has any ground."""
    return {frozenset((one.a, one.b)): (one.score, one.grade) for one in rank(kind, items, knowledge(), weights)}


def scores(judged: Sequence[Pair], items: Sequence[Item]) -> list[float]:
    """The engine's score of each pair, all of one kind; LAST where it has none."""
    if not judged:
        return []
    found = ordered(judged[0].kind, items)
    return [found.get(frozenset((pair.a, pair.b)), (LAST, None))[0] for pair in judged]


def measure(judged: Sequence[Pair], items: Sequence[Item]) -> dict[str, Quality]:
    """The quality of each kind."""
    of = {kind: [pair for pair in judged if pair.kind == kind] for kind in KINDS}
    return {kind: quality(scores(rows, items), [pair.grade for pair in rows]) for kind, rows in of.items()}


def strangers(judged: Sequence[Pair], items: Sequence[Item], file: Path) -> str | None:
    """What to tell of pairs that name an initiative the register lacks: they stand last. Raises BadFile where that is all of them."""
    known = {item.id for item in items}
    strange = [(pair, column) for pair in judged for column in ("a", "b") if getattr(pair, column) not in known]
    if not strange:
        return None
    pair, column = strange[0]
    told = f"{file}, rad {pair.row}, {column}: {getattr(pair, column)!r} finns inte i registret"
    lost = len({pair.row for pair, _ in strange})
    if lost == len(judged):
        raise BadFile(f"{told}, och inget annat par heller. Ange det register som paren gäller med --register.")
    return f"{told}. {lost} av {len(judged)} par har ett okänt id och räknas sist. Ange det register som paren gäller med --register."


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 2 with the reason where a file can not be measured."""
    parser = argparse.ArgumentParser(prog="python -m twin.matching.evaluate", description="Score judged pairs against the engine's order.")
    parser.add_argument("--pairs", type=Path, required=True, help="CSV with type, a, b, median")
    parser.add_argument(
        "--register", type=Path, help="CSV with id, title_sv, owner, partners, years, status, municipality_codes, description_sv"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, keys synergy and overlap")
    asked = parser.parse_args(arguments)
    aside = Console(stderr=True, soft_wrap=True)
    try:
        judged = pairs(asked.pairs)
        if asked.register:
            coded = from_rows(initiatives(asked.register), knowledge())
            ways = {"by words alone": coded}
        else:
            coded = own_items()
            ways = {"register's tags": coded, "by words alone": tagged(coded, knowledge())}
        if warning := strangers(judged, coded, asked.pairs):
            aside.print(warning, style="yellow", markup=False)
    except BadFile as reason:
        aside.print(str(reason), style="red", markup=False)
        return 2
    measured = {way: measure(judged, items) for way, items in ways.items()}
    if asked.json:
        first, *others = ({kind: asdict(one) for kind, one in kinds.items()} for kinds in measured.values())
        sys.stdout.write(json.dumps({**first, "by_words": others[0]} if others else first) + "\n")
    else:
        Console(width=110).print(table(measured))
    return 0


def table(ways: Mapping[str, Mapping[str, Quality]]) -> Table:
    """Every measure, one row a kind and way of coding."""
    drawn = Table("kind", "coding", title="Judged pairs", caption="Ties count against us; – where no pair is relevant.")
    for name in ("average precision", "precision@10", "recall@20", "nDCG@10", "positives", "pairs"):
        drawn.add_column(name, justify="right")
    for way, kinds in ways.items():
        for kind, q in kinds.items():
            measures = (q.average_precision, q.precision_at_10, q.recall_at_20, q.ndcg_at_10)
            drawn.add_row(kind, way, *("–" if one is None else f"{one:.3f}" for one in measures), str(q.positives), str(q.pairs))
    return drawn


if __name__ == "__main__":
    sys.exit(main())
