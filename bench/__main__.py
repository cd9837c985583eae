"""python -m bench: one table, each figure beside a floor measured in the same run. Exits 1 where a limit is passed."""

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import country, data, pages

COLD_LIMIT, WARM_LIMIT = 5, 4  # times a bare Streamlit page


def main() -> int:
    table = Table(title="Benchmark", caption="Ratios hold across machines; seconds do not.")
    for column in ("measured", "floor, measured in the same run"):
        table.add_column(column)
    for column in ("ours", "floor", "ratio", "limit"):
        table.add_column(column, justify="right", no_wrap=True)
    over = 0

    def row(name: str, floor_name: str, ours: float, floor: float, limit: int | None = None) -> None:
        nonlocal over
        ratio = ours / floor
        passed = limit is not None and ratio > limit
        over += passed
        mark = f"≤ {limit} ×{' OVER' if passed else ''}" if limit else ""
        table.add_row(name, floor_name, _span(ours), _span(floor), f"{ratio:.1f} ×", mark)

    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        row("build from data/", "DuckDB reads the same CSV files", *data.build(state))
        row("cold start to first page", "bare Streamlit page", *pages.cold(state), limit=COLD_LIMIT)
        ours, bare = pages.warm(state)
        titles = pages.pages()
        for address, cpu in ours.items():
            row(f"CPU of a warm run: {titles[address]}", "bare Streamlit page", cpu, bare, WARM_LIMIT)
        *seconds, told = data.refresh(state)
        row(f"full refresh ({told})", "DuckDB reads the same answers", *seconds)
    if data.SHARED.exists():
        ran = country.refresh(data.SHARED)
        row(f"build of the whole country ({ran.told})", "DuckDB alone reads the same bytes", ran.build, ran.floor, country.LIMIT)
        row("asking, parsing and checking it before that", "DuckDB alone reads the same bytes", ran.fetch, ran.floor)
    else:
        table.add_row("refresh of the whole country", f"left out: {data.SHARED} is not there", "", "", "", "")
    Console(width=130).print(table)
    return 1 if over else 0


def _span(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
