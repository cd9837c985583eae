"""One conversation with one publisher: put the questions, check the rows, keep the answers. Nothing is kept of a conversation that fails."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from ingest import contract
from ingest.errors import MOST_TOLD, ContractError, Fault, IngestError, NothingToReplay, NotThere, WrongUse
from ingest.http import Http
from ingest.receipts import Store, Take, request_id
from ingest.region import Region
from ingest.row_rules import is_period
from ingest.runs import Run, now
from ingest.source import Answer, Connector, Request, Source


class Setting:
    """What both ways of asking share: the declaration, the region, and the rows that were set aside."""

    def __init__(self, source: Source, region: Region, year: int) -> None:
        self.source, self.region, self.year = source, region, year
        self.rejected: list[Fault] = []

    def reject(self, fault: Fault) -> None:
        """Set one row aside. Raises ContractError at once where the source tolerates none."""
        if not self.source.may_reject:
            raise ContractError(self.source.key, f"{fault}.", f"Jämför svaret med ingest/sources/{self.source.key}.py.", (fault,))
        self.rejected.append(fault)


class Live(Setting):
    """Puts questions over HTTP and keeps each answer's bytes."""

    def __init__(self, source: Source, region: Region, store: Store, http: Http, say: Callable[[str], None]) -> None:
        super().__init__(source, region, datetime.now(UTC).year)
        self.answers: list[Answer] = []
        self.missed: dict[str, list[str]] = {}  # why -> what could not be had
        self.refusal: IngestError | None = None  # the newest reason
        self._first: Request | None = None
        self._store, self._http, self._say = store, http, say
        newest = next((t for t in reversed(store.takes(source.key)) if t.reader == "fetch"), None)
        self._known = {request_id(a.request): a for a in newest.answers} if newest else {}
        self._before = newest
        self.since_day: str | None = None  # set where only the changes since an earlier conversation were asked for

    def since(self, first: str, overlap: int) -> str:
        """A few days before the newest conversation that brought something: what changed on its own day is asked for again."""
        if self._before is None:
            return first
        self.since_day = f"{datetime.fromisoformat(self._before.taken_at) - timedelta(days=overlap):%Y-%m-%d}"
        return self.since_day

    def get(self, request: Request) -> Answer:
        first = self._first = self._first or request
        if urlsplit(request.url).hostname != urlsplit(first.url).hostname:
            raise ContractError(
                self.source.key,
                f"Svaret från {first.url} leder till en annan värd: {request.url}.",
                "En sida får bara hänvisa till sin egen värd; skriv den nya adressen i källfilen om utgivaren har flyttat.",
            )
        self._say(f"{self.source.key}: {request.url}")
        known = self._known.get(request_id(request))
        answer = self._http.ask(self.source.key, request, known)
        answer = replace(answer, body=self._store.body(answer.sha256)) if answer is known else answer
        self._store.keep(answer.body)
        self.answers.append(answer)
        return answer

    def try_get(self, request: Request, what: str) -> Answer | None:
        try:
            return self.get(request)
        except (NotThere, NothingToReplay) as fault:  # a publisher that is down is no publisher without the year: that stops the source
            why = "mellanlagret har inget svar" if isinstance(fault, NothingToReplay) else fault.problem
            self.missed.setdefault(why, []).append(what)
            self.refusal = fault
            return None

    def notes(self) -> list[str]:
        """What could not be had, one line a reason."""
        return [f"Ej hämtat: {', '.join(what)} ({why})" for why, what in self.missed.items()]


class Replay(Setting):
    """Answers the same questions from a kept take. A file handed in answers every question."""

    def __init__(self, source: Source, region: Region, store: Store, take: Take) -> None:
        super().__init__(source, region, int(take.taken_at[:4]))
        self._store, self._since = store, take.since
        self._answers = {request_id(a.request): a for a in take.answers}
        self._only = take.answers[0] if take.file else None
        self.questions: list[Request] = []

    def since(self, first: str, overlap: int) -> str:
        """The day that was asked from."""
        return self._since or first

    def get(self, request: Request) -> Answer:
        self.questions.append(request)
        answer = self._only or self._answers.get(request_id(request))
        if answer is None:
            raise ContractError(
                self.source.key,
                f"Det finns inget sparat svar för {request_id(request)}; källfilen har ändrats sedan hämtningen.",
                f"Kör: python -m ingest fetch {self.source.key}",
            )
        return replace(answer, body=self._store.body(answer.sha256))

    def try_get(self, request: Request, what: str) -> Answer | None:
        kept = self._only or self._answers.get(request_id(request))
        return self.get(request) if kept else None


def readers(source: Source) -> list[str]:
    """The names of every layout that a file may be handed in with."""
    return [*(["fetch"] if source.fetch else []), *source.accepts]


def reader(source: Source, name: str) -> Connector:
    """The connector of that name: 'fetch', or one of Source.accepts. Raises ContractError that lists what there is."""
    found = source.fetch if name == "fetch" else source.accepts.get(name)
    if found is None:
        raise ContractError(source.key, f"Källan har ingen läsare «{name}».", f"Välj en av: {', '.join(readers(source))}")
    return found


def read(source: Source, region: Region, store: Store, take: Take) -> contract.Checked:
    """Every record of a kept take, held against the contract, and the rows that were set aside."""
    ask = Replay(source, region, store, take)
    records = list(reader(source, take.reader).read(ask))
    return contract.check(
        source, region, records, partial=take.reader != "fetch", lacking=bool(take.lacks), changes=bool(take.since), rejected=ask.rejected
    )


def fetch(source: Source, region: Region, store: Store, http: Http, say: Callable[[str], None] = lambda text: None) -> Run:
    """Ask the publisher, check, keep. Never raises for a source's own faults: the Run says what happened."""
    started = now()
    if source.fetch is None:
        return Run(
            source.key, "EMBEDDED", started, 0, "Källan har ingen adress att hämta från; nya filer lämnas in med python -m ingest adopt."
        )
    try:
        take, rows, notes = converse(source, source.fetch, region, store, http, say)
        fresh = store.add(source.key, take) if rows or not take.since else False  # no change is no news
    except NothingToReplay as nothing:
        return Run(source.key, "EMBEDDED", started, 0, f"{nothing.problem} {nothing.remedy}")
    except IngestError as fault:
        faults = tuple(asdict(f) for f in fault.faults[:MOST_TOLD])
        return Run(source.key, "FAILED", started, 0, f"{fault.problem} {fault.remedy}", faults=faults)
    told = "; ".join(notes)
    if not fresh:
        return Run(source.key, "UNCHANGED", started, rows, told or "Inget nytt hos utgivaren.", started)
    return Run(source.key, "DEGRADED" if notes else "OK", started, rows, told or f"{rows} rader hämtade.", started)


def converse(
    source: Source, connector: Connector, region: Region, store: Store, http: Http, say: Callable[[str], None]
) -> tuple[Take, int, list[str]]:
    """Put every question and hold the rows against the contract: the take, how many rows, notes of what is lacking. Raises IngestError."""
    started, ask = now(), Live(source, region, store, http, say)
    records = list(connector.read(ask))
    if ask.refusal and not ask.answers:  # nothing came at all: the reason is theirs, not a contract's
        raise ask.refusal
    lacks = ask.notes()
    checked = contract.check(source, region, records, lacking=bool(lacks), changes=bool(ask.since_day), rejected=ask.rejected)
    take = Take("fetch", _release(connector, ask.answers), started, tuple(ask.answers), lacks="; ".join(lacks) or None, since=ask.since_day)
    return take, len(checked.records), lacks + checked.notes


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
