"""One conversation with one publisher: put the questions, check the rows, keep the answers. Nothing is kept of a conversation that fails."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from ingest import contract, drift
from ingest.bodies import LARGEST_OTHER
from ingest.contract import Checked
from ingest.conversation import Live, Replay, read, reader, readers
from ingest.errors import MOST_TOLD, ContractError, IngestError, NothingToReplay, WrongUse
from ingest.http import Http
from ingest.parsed import keep, parsed
from ingest.receipts import Store, Take
from ingest.region import Region
from ingest.row_rules import is_period
from ingest.runs import Run, now
from ingest.source import Answer, Connector, Request, Source


def fetch(source: Source, region: Region, store: Store, http: Http, say: Callable[[str], None] = lambda text: None) -> Run:
    """Ask the publisher, check, keep. Never raises for a source's own faults: the Run says what happened. An answer that drifts in a way that
    the source declares as blocking is kept aside (Store.held), and the last good figures stay."""
    started = now()
    if source.fetch is None:
        return Run(
            source.key, "EMBEDDED", started, 0, "Källan har ingen adress att hämta från; nya filer lämnas in med python -m ingest adopt."
        )
    try:
        take, checked, lacks = converse(source, source.fetch, region, store, http, say)
        if not any(take.same_bytes(before) for before in store.takes(source.key)):
            keep(source, region, store, take, checked)
        rows, told = len(checked.records), lacks + checked.notes
        found = _drift(source, region, store, take)
        if stops := [one for one in found if one.blocks]:
            store.hold(source.key, take)
            return Run(source.key, "FAILED", started, rows, _held_back(source.key, stops))
        fresh = store.add(source.key, take) if rows or not take.since else False  # no change is no news
        store.let_go(source.key)
    except NothingToReplay as nothing:
        return Run(source.key, "EMBEDDED", started, 0, f"{nothing.problem} {nothing.remedy}")
    except IngestError as fault:
        faults = tuple(asdict(f) for f in fault.faults[:MOST_TOLD])
        return Run(source.key, "FAILED", started, 0, f"{fault.problem} {fault.remedy}", faults=faults)
    if not fresh:
        return Run(source.key, "UNCHANGED", started, rows, "; ".join(told) or "Inget nytt hos utgivaren.", started)
    message = "; ".join([*told, *([f"{len(found)} avvikelse(r) mot förra hämtningen: {found[0]}"] if found else [])])
    return Run(source.key, "DEGRADED" if told else "OK", started, rows, message or f"{rows} rader hämtade.", started)


def accept_drift(source: Source, region: Region, store: Store) -> Run | None:
    """Take what is held back as it is, without asking again: it is what a person has looked at. None where nothing is held back."""
    take, started = store.held(source.key), now()
    if take is None:
        return None
    try:
        checked = read(source, region, store, take)
    except IngestError as fault:
        return Run(source.key, "FAILED", started, 0, f"Det som hölls tillbaka kan inte läsas: {fault.problem} {fault.remedy}")
    store.add(source.key, take)
    store.let_go(source.key)
    message = "; ".join([f"{len(checked.records)} rader från {take.taken_at[:10]} godtagna trots avvikelser.", *checked.notes])
    return Run(source.key, "DEGRADED" if checked.notes else "OK", started, len(checked.records), message, take.taken_at)


def _drift(source: Source, region: Region, store: Store, take: Take) -> list[drift.Drift]:
    """How the take differs from the newest whole one before it; nothing where there is none, or one that can no longer be read."""
    old = next((one for one in reversed(store.takes(source.key)) if one.reader == "fetch" and not one.since), None)
    if old is None or old.same_bytes(take):
        return []
    try:
        earlier = parsed(source, region, store, old)
    except IngestError:  # the build tells of it
        return []
    return drift.compare(source, earlier, parsed(source, region, store, take), take)


def _held_back(key: str, stops: list[drift.Drift]) -> str:
    return (
        f"Hämtningen hålls tillbaka, de tidigare siffrorna visas: {'; '.join(map(str, stops[:3]))}. "
        f"Se avvikelserna på sidan Källor. Är de rätt: python -m ingest fetch {key} --accept-drift"
    )


def converse(
    source: Source, connector: Connector, region: Region, store: Store, http: Http, say: Callable[[str], None]
) -> tuple[Take, Checked, list[str]]:
    """Put every question and hold the rows against the contract: the take, its rows, and what the publisher lacked. Raises IngestError."""
    started, ask = now(), Live(source, region, store, http, say)
    records = list(connector.read(ask))
    if ask.refusal and not ask.answers:  # nothing came at all: the reason is theirs, not a contract's
        raise ask.refusal
    lacks = ask.notes()
    checked = contract.check(source, region, records, lacking=bool(lacks), changes=bool(ask.since_day), rejected=ask.rejected)
    take = Take("fetch", _release(connector, ask.answers), started, tuple(ask.answers), lacks="; ".join(lacks) or None, since=ask.since_day)
    return take, checked, lacks


def adopt(
    source: Source,
    region: Region,
    store: Store,
    file: Path,
    copy_of: str | None,
    release: str,
    name: str | None = None,
    obtained: str | None = None,
) -> Run:
    """Put a file handed in through the same contract. Raises WrongUse for a release that is no date, ContractError that says why no reader
    accepts the file."""
    if not is_period(release):
        raise WrongUse(source.key, f"--release {release} är inget datum.", "Skriv utgåvan ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD.")
    if not file.is_file():
        raise WrongUse(source.key, f"Filen {file} finns inte.", "Kontrollera sökvägen.")
    if (size := file.stat().st_size) > LARGEST_OTHER:
        raise WrongUse(source.key, f"Filen {file.name} är {size} byte, mer än {LARGEST_OTHER}.", "Lämna in den del som källan läser.")
    body, started = file.read_bytes(), now()
    answer = Answer(
        request=Request(source.homepage),
        body=body,
        sha256=store.keep(body),
        fetched_at=started,
        obtained=obtained or ("public_copy" if copy_of else "by_hand"),
        copy_of=copy_of or f"inlämnad fil {file.name}",
        release=release,
    )
    refusals = []
    for candidate in [name] if name else readers(source):
        take = Take(candidate, release, started, (answer,), file.name)
        try:
            ask = Replay(source, region, store, take)
            records = list(reader(source, candidate).read(ask))
            checked = contract.check(source, region, records, partial=candidate != "fetch", rejected=ask.rejected)
        except IngestError as refusal:
            refusals.append(f"{candidate}: {refusal.problem}")
            continue
        # the receipt shows the publisher's address, as the reader asked for it; where the copy was read stands in copy_of
        fresh = store.add(source.key, replace(take, answers=(replace(answer, request=ask.questions[0]),)))
        rows = len(checked.records)
        message = "; ".join([f"{rows} rader ur {file.name}.", *checked.notes]) if fresh else f"{file.name} är redan inläst."
        return Run(source.key, ("DEGRADED" if checked.rejected else "OK") if fresh else "UNCHANGED", started, rows, message, started)
    raise ContractError(
        source.key,
        f"Filen {file.name} passar ingen läsare. {' | '.join(refusals)}",
        f"Jämför filens rubriker med ingest/sources/{source.key}.py. Källans läsare: {', '.join(readers(source))}; välj en med --as LÄSARE.",
    )


def _release(connector: Connector, answers: list[Answer]) -> str:
    """The publisher's own vintage, else what the gateway says, else the day of the fetch."""
    told = [a.release for a in answers if a.release]
    return connector.release(answers) or (max(told) if told else max(a.fetched_at for a in answers)[:10])
