"""Pages: the time to the first page after a cold start, and the CPU of a warm page run."""

import re
import statistics
import time
from pathlib import Path

from bench.server import ROOT, Server, Visitor, serving, visit

APP, BARE = ROOT / "app.py", ROOT / "bench" / "bare.py"
STARTS = 3
RUNS = 30


def pages() -> dict[str, str]:
    """Every page's address and title, as app.py declares them; the start page has the address ''."""
    declared = re.findall(
        r'st\.Page\("[^"]+", title=t\("([^"]+)"\)(?:, (?:default=True|url_path="([^"]+)"))', APP.read_text(encoding="utf-8")
    )
    return {address: title for title, address in declared}


def cold(state: Path) -> tuple[float, float]:
    """Seconds from starting the process until the first page has been sent: ours and the bare page's, medians of alternating starts."""
    ours, bare = [], []
    for _ in range(STARTS):
        bare.append(_first_page(BARE, state))
        ours.append(_first_page(APP, state))
    return statistics.median(ours), statistics.median(bare)


def warm(state: Path) -> tuple[dict[str, float], float]:
    """CPU seconds of one warm page run: each of our pages by address, and the bare page."""
    with serving(BARE, state) as server:
        bare = visit(server, lambda visitor: _cpu(server, visitor, ""))

    async def tour(visitor: Visitor) -> dict[str, float]:
        return {address: await _cpu(server, visitor, address) for address in pages()}

    with serving(APP, state) as server:
        return visit(server, tour), bare


async def _cpu(server: Server, visitor: Visitor, address: str) -> float:
    for _ in range(3):  # the first runs import and fill caches
        await visitor.open(address)
    before = server.cpu()
    for _ in range(RUNS):
        await visitor.open(address)
    return (server.cpu() - before) / RUNS


def _first_page(script: Path, state: Path) -> float:
    async def tour(visitor: Visitor) -> float:
        await visitor.open("")
        return time.perf_counter() - server.started

    with serving(script, state) as server:
        return visit(server, tour)
