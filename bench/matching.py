"""python -m bench.matching [--national] [--write]: how good the suggestions are, on the material that lies beside the checkout.

Prints tables; --write stores the numbers for page Metod och kvalitet. Exits 1 where a figure is below what was agreed.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bench import national, panel, public_sets, registers
from bench.server import ROOT
from bench.shared import folder
from twin.matching import MODEL, knowledge
from twin.matching.evaluate import own_items
from twin.matching.metrics import DRAWS
from twin.matching.sensitivity import STEP, TOP, Moved, sensitivity
from twin.paths import DATA

STORED = DATA / "quality" / "measured.json"
LEAST = {"tags": 0.45, "words": 0.35}  # average precision
LEAST_TEN = 0.7  # precision@10, with the register's tags
ALPHA = {"synergy": 0.76, "overlap": 0.83}  # Krippendorff, ordinal, over all pairs: as the panel's own README tells
JUDGES = 3
console = Console(width=150)


def judged(found: Sequence[panel.Judged], graded: Sequence[panel.Graded]) -> list[dict[str, object]]:
    """Prints the panel's part; returns its rows for storing."""
    drawn = _table(
        f"Panel: {JUDGES} language models with role briefs, {panel.FILE}", "kind", "tags", "average precision", "precision@10", "recall@20",
        "nDCG@10", "same words", "same theme", "gain over the better", "relevant", "",
        caption=f"Ties count against us and are broken by chance for the rivals. Intervals: {DRAWS} draws over initiatives, seed {panel.SEED}.",
    )  # fmt: skip
    rows: list[dict[str, object]] = []
    for one in found:
        q, p, g = one.quality, one.precision, one.gain
        low = p.value < LEAST[one.way] or (one.way == "tags" and (g.low <= 0 or (q.precision_at_10 or 0) < LEAST_TEN))
        drawn.add_row(
            one.kind, one.way, f"{p.value:.3f} ({p.low:.2f}–{p.high:.2f})", f"{q.precision_at_10:.2f}", f"{q.recall_at_20:.2f}", f"{q.ndcg_at_10:.2f}",
            f"{one.text:.3f}", f"{one.theme:.3f}", f"{g.value:.3f} ({g.low:.2f}–{g.high:.2f})", f"{q.positives} of {q.pairs}", "BELOW" if low else "",
        )  # fmt: skip
        rows.append({"kind": one.kind, "way": one.way, **asdict(q), "low": p.low, "high": p.high, "text": one.text, "theme": one.theme,
                     "gain": g.value, "gain_low": g.low, "gain_high": g.high, "below": low})  # fmt: skip
    console.print(drawn)
    tiers = _table(
        "Panel's relevant pairs by the grade that the engine gives, with the register's tags",
        "kind",
        "grade",
        "relevant",
        "judged",
        "share",
    )
    for grade in graded:
        share = panel.share(grade)
        tiers.add_row(grade.kind, grade.grade, str(grade.right), str(grade.judged), f"{share.value:.2f} ({share.low:.2f}–{share.high:.2f})")
    console.print(tiers)
    return rows


def public() -> tuple[list[dict[str, object]], bool]:
    """Prints the figures on public sets; returns them, and whether one is below its gate."""
    drawn = _table("Public sets", "set", "system", "measure", "value", "n", "at least", "")
    rows: list[public_sets.Public] = []
    for one in public_sets.public_sets(folder()):
        if isinstance(one, str):
            console.print(one, markup=False)
            continue
        rows.append(one)
        span = f" ({one.low:.2f}–{one.high:.2f})" if one.low is not None else ""
        below = one.gate is not None and one.value < one.gate
        drawn.add_row(one.id, one.system, one.measure, f"{one.value:.3f}{span}", str(one.n), f"{one.gate or ''}", "BELOW" if below else "")
    console.print(drawn)
    return [asdict(one) for one in rows], any(one.gate is not None and one.value < one.gate for one in rows)


def moved() -> list[Moved]:
    """Prints how much each weight matters."""
    drawn = _table(f"Of the top {TOP}, how many stay when one weight moves by {STEP:.0%}", "kind", "weight", "value", "less", "more")
    rows = list(sensitivity(own_items(), knowledge()))
    for one in rows:
        drawn.add_row(one.kind, one.weight, f"{one.value:g}", str(one.kept_lower), str(one.kept_higher))
    console.print(drawn)
    return rows


def whole_country() -> tuple[list[national.Ran], bool]:
    """Prints the measures at the size of the whole country; returns them, and whether a limit is passed."""
    lacking = national.lacking()
    ran = [national.run(name) for name in (["duckdb"] if lacking else list(national.PARTS))]
    drawn = _table(
        f"{290 * national.EACH:,} synthetic initiatives, nearest {national.K} by word stems, exact",
        "part",
        "seconds",
        "CPU",
        "peak MB",
        "counted",
    )
    for one in ran:
        told = ", ".join(f"{name} {value:,.0f}" for name, value in one.counts.items())
        drawn.add_row(one.name, f"{one.seconds:.1f}", f"{one.cpu:.1f}", f"{one.peak_mb:.0f}", told)
    console.print(drawn)
    if lacking:
        console.print(
            f"Skipped: the optional sparse library and scikit-learn ({', '.join(lacking)} not installed: the extra [similarity]).",
            markup=False,
        )
    else:
        ours, sparse, brute = ran
        console.print(
            f"scikit-learn's brute force takes {brute.seconds / ours.counts['text_seconds']:.2f} times as long as DuckDB's text part, "
            f"{brute.seconds / sparse.seconds:.1f} times as long as the sparse library. Sums of the cosines: {ours.counts['likeness']:.3f}, "
            f"{sparse.counts['likeness']:.3f}, {brute.counts['likeness']:.3f}."
        )
    return ran, ran[0].seconds > national.LIMIT_ALL or any(one.name == "sparse" and one.seconds > national.LIMIT_TEXT for one in ran)


def _table(title: str, *columns: str, caption: str | None = None) -> Table:
    return Table(*columns, title=title, caption=caption, title_justify="left", caption_justify="left")


def main() -> int:
    """0; 1 where something measured is below what was agreed."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description="How good the suggestions are.")
    parser.add_argument("--national", action="store_true", help="also at the size of the whole country (minutes)")
    parser.add_argument("--write", action="store_true", help=f"store the numbers in {STORED.relative_to(ROOT)}")
    asked = parser.parse_args()
    today = datetime.now(UTC).date().isoformat()
    measured: dict[str, object] = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    below = False
    if (folder() / panel.FILE).exists():
        found, graded = panel.panel(folder())
        rows = judged(found, graded)
        below |= any(row["below"] for row in rows)
        measured["panel"] = {"date": today, "model": MODEL, "judges": JUDGES, "alpha": ALPHA, "seed": panel.SEED, "draws": DRAWS, "measures": rows,
                             "grades": [{**asdict(one), "low": panel.share(one).low, "high": panel.share(one).high} for one in graded]}  # fmt: skip
    else:
        console.print(f"Skipped: the panel's pairs, {folder() / panel.FILE} is not there (TWIN_SHARED names another folder).")
    sets, under = public()
    below |= under
    if sets:
        measured["public"] = {"date": today, "figures": sets}
    measured["sensitivity"] = {"date": today, "top": TOP, "step": STEP, "weights": [asdict(one) for one in moved()]}
    linked, under = registers.printed(console, folder())
    below |= under
    if linked:
        measured["registers"] = registers.stored(linked)
    if asked.national:
        ran, over = whole_country()
        below |= over
        measured["national"] = {"date": today, "initiatives": 290 * national.EACH, "parts": [asdict(one) for one in ran]}
    if asked.write:
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        console.print(f"Stored in {STORED.relative_to(ROOT)}.")
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
