"""`python -m ingest record KEY`: the small answer that a source's free tests run on. A failed one leaves nothing; a new one takes the old one's place."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import FetchError, NothingToReplay, WrongUse
from ingest.fetch import converse
from ingest.http import Http
from ingest.receipts import Store
from ingest.region import Region
from ingest.source import Source


def record(source: Source, region: Region, folder: Path, http: Http, say: Callable[[str], None]) -> str:
    """Ask the publisher and keep the conversation in `folder`; what was done, in words. Raises IngestError, and then changes nothing."""
    if source.fetch is None:
        raise WrongUse(source.key, "Källan har ingen adress att fråga.", f"Lämna in en fil: python -m ingest adopt {source.key} FIL.")
    store = Store(folder)
    with TemporaryDirectory() as beside:
        fresh = Store(Path(beside))
        try:
            take, checked, lacks = converse(source, source.fetch, region, fresh, http, say)
        except (FetchError, NothingToReplay) as fault:
            remedy = (
                "Utan nät: ange ett mellanlager i INGEST_GATEWAY (python -m tests.replay spelar upp det som är inspelat), "
                f"eller ha filen och kör python -m ingest adopt {source.key} FIL --release ÅR."
            )
            raise type(fault)(source.key, fault.problem, remedy) from fault
        before = store.takes(source.key)
        if any(take.same_bytes(old) for old in before):
            return "samma svar som redan är inspelat."
        for answer in take.answers:
            store.keep(fresh.body(answer.sha256))
    store.replace(source.key, [*(old for old in before if old.reader != "fetch"), take])
    return "; ".join([f"{len(checked.records)} rader inspelade i {folder.name}/", *lacks, *checked.notes])
