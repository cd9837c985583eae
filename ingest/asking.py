"""One round of asking: each source in turn, how it fared noted at once. One that fails never stops the others."""

import time
from collections.abc import Callable, Sequence

from ingest import log
from ingest.errors import WrongUse
from ingest.fetch import accept_drift, fetch
from ingest.http import Http
from ingest.receipts import Store
from ingest.region import Region
from ingest.registry import source, sources
from ingest.runs import Run, remember, runs, unforeseen
from ingest.schedule import Due, due
from ingest.source import Source

PATIENCE = 600.0  # seconds that a round of those due waits for its turn: an edit on a page may have started a build


def ask(
    keys: Sequence[str], region: Region, store: Store, say: Callable[[str], None], tell: Callable[[Run], None], *, accept: bool = False
) -> list[Run]:
    """Ask these sources, or all that can be asked where none is named. `accept`: what is held back of them is taken as it is.
    Raises NoSuchSource before any is asked, WrongUse where everything would be accepted at once."""
    if accept and not keys:
        raise WrongUse("fetch", "--accept-drift gäller en källa i taget.", "Skriv vilken: python -m ingest fetch KEY --accept-drift")
    http, done = Http(say=say), []
    for one in [source(key) for key in keys] or [each for each in sources().values() if each.fetch is not None]:
        started = time.monotonic()
        run = _ask(one, region, store, http, say, accept=accept)
        remember([run])
        log.note("fetch", run, time.monotonic() - started)
        tell(run)
        done.append(run)
    return done


def those_due(keys: Sequence[str]) -> tuple[list[str], list[Due]]:
    """The keys (of these, or of all) that it is time to ask, and the others with why not."""
    plan = due([source(key) for key in keys] or list(sources().values()), runs())
    return [one.key for one in plan if one.now], [one for one in plan if not one.now]


def _ask(one: Source, region: Region, store: Store, http: Http, say: Callable[[str], None], *, accept: bool) -> Run:
    try:
        return (accept_drift(one, region, store) if accept else None) or fetch(one, region, store, http, say)
    except Exception as bug:  # noqa: BLE001 the others go on, and the fault is told in full
        return unforeseen(one.key, bug)
