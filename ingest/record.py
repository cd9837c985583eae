"""`python -m ingest record KEY`: the small answer that a source's free tests run on. A failed one leaves nothing; a new one takes the old one's place.

It holds the rows of our own places and a few others, and no field that tells of a person."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.check import Case
from ingest.errors import FetchError, NothingToReplay, WrongUse
from ingest.fetch import converse
from ingest.http import Http
from ingest.receipts import Store
from ingest.region import Region
from ingest.small import without_persons
from ingest.source import Source
from twin.paths import state


def record(source: Source, region: Region, folder: Path, http: Http, say: Callable[[str], None]) -> str:
    """Ask the publisher and keep the conversation in `folder`; what was done, in words. Raises IngestError, and then changes nothing."""
    store = Store(folder)
    if source.fetch is None:
        return _handed_in(source, region, store)
    with TemporaryDirectory() as beside:
        asked = Store(Path(beside) / "asked")
        try:
            take, checked, lacks = converse(source, source.fetch, region, asked, http, say)
        except (FetchError, NothingToReplay) as fault:
            remedy = (
                "Utan nät: ange ett mellanlager i INGEST_GATEWAY (python -m tests.replay spelar upp det som är inspelat), "
                f"eller ha filen och kör python -m ingest adopt {source.key} FIL --release ÅR."
            )
            raise type(fault)(source.key, fault.problem, remedy) from fault
        small, dropped = without_persons(Case(source, region, asked, take), Path(beside) / "small")
        before = store.takes(source.key)
        if any(small.take.same_bytes(old) for old in before):
            return "samma svar som redan är inspelat."
        for answer in small.take.answers:
            store.keep(small.store.body(answer.sha256))
    store.replace(source.key, [*(old for old in before if old.reader != "fetch"), small.take])
    left_out = [f"utan fälten {', '.join(f'{name} ({why})' for name, why in dropped.items())}"] if dropped else []
    return "; ".join([f"{len(checked.records)} rader inspelade i {folder.name}/", *left_out, *lacks, *checked.notes])


def _handed_in(source: Source, region: Region, store: Store) -> str:
    """As `record`, of the newest file of each layout that was handed in."""
    kept = Store(state())
    newest = {take.reader: take for take in kept.takes(source.key) if take.reader in source.accepts}
    if not newest:
        step = f"python -m ingest adopt {source.key} FIL --release ÅR"
        raise WrongUse(source.key, "Källan har ingen adress att fråga, och ingen fil är inlämnad.", f"Kör {step}, och sedan record igen.")
    told, small = [], []
    with TemporaryDirectory() as beside:
        for name, take in newest.items():
            one, dropped = without_persons(Case(source, region, kept, take), Path(beside) / name)
            for answer in one.take.answers:
                store.keep(one.store.body(answer.sha256))
            small.append(one.take)
            told += [f"{take.file or name}: utan fälten {', '.join(dropped)}" if dropped else take.file or name]
    store.replace(source.key, [*(old for old in store.takes(source.key) if old.reader not in newest), *small])
    return f"inspelat ur {'; '.join(told)}."
