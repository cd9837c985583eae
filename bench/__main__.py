"""python -m bench: one table, each figure beside a floor measured in the same run. Exits 1 where a limit is passed."""

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import data, pages

COLD_LIMIT, WARM_LIMIT = 5, 4  # times a bare Streamlit page


def main() -> int:
    table = Table(title="Benchmark", caption="Ratios hold across machines; seconds do not.")
    for column in ("measured", "ours", "floor", "ratio", "limit"):
        table.add_column(column, justify="left" if column == "measured" else "right")
    over = 0

    def row(name: str, ours: float, floor: float, unit: str = "s", limit: int | None = None) -> None:
        nonlocal over
        ratio, scale, form = ours / floor, *((1000, ".0f") if unit == "ms" else (1, ".2f"))
        passed = limit is not None and ratio > limit
        over += passed
        mark = f"≤ {limit} ×" + (" PASSED" if passed else "") if limit else ""
        table.add_row(name, f"{ours * scale:{form}} {unit}", f"{floor * scale:{form}} {unit}", f"{ratio:.1f} ×", mark)

    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        row("build from data/ · floor: DuckDB reads the same CSV files", *data.build(state))
        row("cold start to the first page · floor: a bare Streamlit page", *pages.cold(state), limit=COLD_LIMIT)
        ours, bare = pages.warm(state)
        for address, cpu in ours.items():
            row(f"CPU of a warm page run, {pages.pages()[address]} · floor: a bare Streamlit page", cpu, bare, "ms", WARM_LIMIT)
        *seconds, told = data.refresh(state)
        row(f"full refresh, replayed ({told}) · floor: DuckDB reads the same answers", *seconds)
    Console(width=130).print(table)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
