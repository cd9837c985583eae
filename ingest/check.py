"""The checks that every source gets for free, on its recording in tests/recordings/<key>: `python -m ingest check KEY`, and the test suite."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import contract, distort, registry, sound, wording
from ingest import region as regions
from ingest.conversation import Replay, reader
from ingest.errors import IngestError
from ingest.receipts import Store, Take, receipt_id, request_id
from ingest.region import Region
from ingest.source import Answer, Record, Request, Source
from twin.paths import DATA, ROOT
from twin.words import catalogue

RECORDINGS = ROOT / "tests" / "recordings"
LARGEST = 300_000  # bytes of one recording: small enough to read in a review


@dataclass(frozen=True)
class Case:
    """One recorded conversation of one source."""

    source: Source
    region: Region
    store: Store
    take: Take

    def __str__(self) -> str:
        return f"{self.source.key}-{self.take.reader}"


@dataclass(frozen=True)
class Finding:
    """How one check went: `text` says what is wrong, or how much was looked at."""

    check: str
    passed: bool
    text: str


class _Spoiled(Replay):
    """The recording with the bytes of one answer replaced."""

    def __init__(self, case: Case, changed: dict[str, bytes] | None = None) -> None:
        super().__init__(case.source, case.region, case.store, case.take)
        self._changed = changed or {}

    def get(self, request: Request) -> Answer:
        answer = super().get(request)
        body = self._changed.get(request_id(answer.request))
        return answer if body is None else replace(answer, body=body, sha256=hashlib.sha256(body).hexdigest())


def cases(key: str, recordings: Path = RECORDINGS) -> list[Case]:
    """Every recorded take of a source, for the federation of data/region.toml. Empty where none was recorded."""
    store, region = Store(recordings / key), regions.load(DATA / "region.toml")
    return [Case(registry.source(key), region, store, take) for take in store.takes(key)]


def records(case: Case, changed: dict[str, bytes] | None = None) -> list[tuple[Answer, Record]]:
    """What the source reads from its recording, within its contract. Raises IngestError where it refuses."""
    ask = _Spoiled(case, changed)
    found = list(reader(case.source, case.take.reader).read(ask))
    return contract.check(case.source, case.region, found, partial=case.take.reader != "fetch", rejected=ask.rejected).records


def small_and_true(case: Case) -> Iterator[str]:
    """The recording is small, its bytes have the hash that its lock says, and nothing else lies there."""
    size = 0
    for answer in case.take.answers:
        file = case.store.root / "raw" / answer.sha256
        if not file.exists():
            yield f"Filen {file.name} saknas i inspelningen."
            continue
        body = file.read_bytes()
        size += len(body)
        if hashlib.sha256(body).hexdigest() != answer.sha256:
            yield f"Filen {file.name} har inte de byte som namnet säger."
    for name in case.store.orphans():
        yield f"Filen raw/{name} hör inte till något inspelat svar. Ta bort den."
    if size > LARGEST:
        yield f"Inspelningen är {size} byte; den får vara högst {LARGEST}. Begränsa frågan till federationens kommuner."


def asks_what_was_recorded(case: Case) -> Iterator[str]:
    """The recorded addresses are those that the declaration asks for, in that order."""
    ask = Replay(case.source, case.region, case.store, case.take)
    list(reader(case.source, case.take.reader).read(ask))
    asked = list(dict.fromkeys(map(request_id, ask.questions)))
    recorded = [request_id(answer.request) for answer in case.take.answers]
    if asked != recorded:
        yield f"Källan frågar {asked} men inspelningen har {recorded}. Spela in på nytt: python -m ingest record {case.source.key}"


def meets_contract(case: Case) -> Iterator[str]:
    """Places, ranges, uniqueness and number of rows are as declared."""
    try:
        records(case)
    except IngestError as refusal:
        yield str(refusal)


def renamed_field_stops(case: Case) -> Iterator[str]:
    """Every field renamed in turn is a named error, or gives the same figures: never an empty chart."""
    yield from _each_distortion(case, distort.renamed_fields, "byter namn på")


def too_few_rows_stop(case: Case) -> Iterator[str]:
    """An answer without its rows is a named error, not an empty chart."""
    yield from _each_distortion(case, distort.emptied, "tömmer")


def figures_trace_to_answers(case: Case) -> Iterator[str]:
    """Every figure stands in a recorded answer, and its receipt can be made."""
    recorded = {receipt_id(case.source.key, answer) for answer in case.take.answers}
    for answer, record in records(case):
        if receipt_id(case.source.key, answer) not in recorded:
            yield f"{record} hänvisar till ett svar som inte är inspelat: {request_id(answer.request)}"


CHECKS: dict[str, Callable[[Case], Iterator[str]]] = {
    "inspelningen är liten och sann": small_and_true,
    "källan frågar det som är inspelat": asks_what_was_recorded,
    "svaret håller kontraktet": meets_contract,
    "ett fält som byter namn stoppar källan": renamed_field_stops,
    "för få rader stoppar källan": too_few_rows_stop,
    "varje siffra leder till ett svar": figures_trace_to_answers,
}


def run(key: str, recordings: Path = RECORDINGS) -> list[Finding]:
    """Every check of one source. Raises NoSuchSource for a key that no source has."""
    source = registry.source(key)
    unfit, wrong = list(sound.unsound(source)), [str(fault) for fault in wording.of_source(source)]
    findings = [
        Finding("källfilens fält går att spara", not unfit, " | ".join(unfit) or "alla fält granskade"),
        Finding("orden i indicators.csv är hela", not wrong, " | ".join(wrong) or "alla rader granskade"),
    ]
    found = cases(key, recordings)
    if not found:
        first = "" if source.fetch else f"python -m ingest adopt {key} FIL --release ÅR och sedan "
        return [
            *findings,
            Finding("det finns en inspelning", False, f"Inget i {recordings / key}. Kör: {first}python -m ingest record {key}"),
        ]
    for case in found:
        for name, check in CHECKS.items():
            wrong = list(check(case))
            findings.append(
                Finding(f"{case.take.reader}: {name}", not wrong, " | ".join(wrong) or f"{len(case.take.answers)} svar granskade")
            )
    return findings


def untranslated(source: Source) -> list[str]:
    """The source's Swedish texts that have no English yet; `make test` asks for them in twin/locale/en/sources_text.json.
    Units have a file of their own, and are asked for with the row of words."""
    texts = [source.title, source.limits, source.method, source.licence, source.cadence]
    for indicator in source.indicators:
        texts += indicator.breaks.values()
    return [text for text in dict.fromkeys(texts) if text and text not in catalogue()]


def _each_distortion(case: Case, distorted: Callable[[bytes], Iterator[tuple[str, bytes]]], verb: str) -> Iterator[str]:
    good = [record for _, record in records(case)]
    for answer in case.take.answers:
        for name, body in distorted(case.store.body(answer.sha256)):
            try:
                same = [record for _, record in records(case, {request_id(answer.request): body})] == good
            except IngestError:
                continue  # stopped with an error that names the source: right
            except Exception as fault:  # noqa: BLE001 whatever else it raises tells the analyst nothing
                yield f"Den som {verb} «{name}» får {type(fault).__name__}: {fault}, inte ett fel som nämner källan."
                continue
            if not same:
                yield f"Den som {verb} «{name}» ändrar siffrorna utan att något säger ifrån."
