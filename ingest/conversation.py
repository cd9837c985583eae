"""The two ways of asking that a connector is given: live over HTTP, and replayed from a kept take. Both see the same questions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from ingest import contract
from ingest.errors import ContractError, Fault, IngestError, NothingToReplay, NotThere
from ingest.http import Http
from ingest.receipts import Store, Take, request_id
from ingest.region import Region
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

    def miss(self, what: str, why: str) -> None:
        """Told once, when the publisher is asked."""


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
            self.miss(what, why)
            self.refusal = fault
            return None

    def miss(self, what: str, why: str) -> None:
        self.missed.setdefault(why, []).append(what)

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
        remedy = (
            f"Välj en av: {', '.join(readers(source))}. Är det ett sparat svar, ge läsaren namnet {name} igen tills en ny utgåva är inläst."
        )
        raise ContractError(source.key, f"Källan har ingen läsare «{name}».", remedy)
    return found


def read(source: Source, region: Region, store: Store, take: Take) -> contract.Checked:
    """Every record of a kept take, held against the contract, and the rows that were set aside."""
    ask = Replay(source, region, store, take)
    records = list(reader(source, take.reader).read(ask))
    return contract.check(
        source, region, records, partial=take.reader != "fetch", lacking=bool(take.lacks), changes=bool(take.since), rejected=ask.rejected
    )
