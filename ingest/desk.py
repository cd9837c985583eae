"""The commands about one source in the making: new, record, check, preview, discover. What each says, and its exit code."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest import check, dialogue, explain, hosts, new, prompts, region, registry
from ingest.check import Case
from ingest.errors import IngestError, WrongUse
from ingest.http import Http
from ingest.receipts import Store, write_whole
from ingest.record import record
from ingest.region import Region
from ingest.runs import Run, now
from ingest.source import Row
from ingest.workshop import discovering, trial
from ingest.workshop.looking import filled, look
from twin.paths import state
from twin.words import listing

Say = Callable[[str], None]


def recordings(key: str) -> Path:
    """The folder that holds the source's recording: beside its file where page Källor saved it, else with the tests."""
    return registry.shelf() if key in registry.saved()[0] else check.RECORDINGS


def spoiled() -> list[Run]:
    """A FAILED run for every saved source whose file can not be read: its figures are gone from the warehouse until it is mended or removed."""
    return [Run(key, "FAILED", now(), 0, f"{fault.problem} {fault.remedy}") for key, fault in registry.saved()[1].items()]


def make(key: str | None, kind: str, out: Console) -> int:
    """`new`: a file to start from, or a conversation where no key is given. Raises WrongUse."""
    if key is not None:
        return new.write(key, kind, out.print)
    if not sys.stdin.isatty():
        raise WrongUse(
            "new", "Nyckel saknas.", "Skriv python -m ingest new NYCKEL --kind SORT, eller kör new i en terminal för att få frågor."
        )
    return talk(lambda question: out.input(question, markup=False), lambda text: out.print(text, highlight=False, markup=False))


def talk(read: prompts.Read, say: prompts.Say) -> int:
    """The conversation, the free tests, and the file at its end; 1 where it was left, or where the tests failed: then it is a draft."""
    before = hosts.FILE.read_bytes()
    try:
        draft, body, name = dialogue.Dialogue(read, say).draft()
        findings = trial.check(draft, body, name)
        failed = [finding for finding in findings if not finding.passed]
        for finding in failed:
            say(f"  nej  {finding.check}: {finding.text}")
        keep = "Kontrollen gick INTE igenom. Spara svaren ändå, i en källfil som är ett utkast? ja/nej [ja]: "
        if failed and read(keep).strip().casefold().startswith("n"):
            return _nothing_written(before, say)
    except (EOFError, KeyboardInterrupt):
        return _nothing_written(before, say)
    file = new.keep(draft)
    rows = f"{len({value.indicator for value in draft.values})} rad(er) i data/taxonomy/indicators.csv"
    step = f"adopt {draft.key} {name} --release ÅR" if body is not None else f"record {draft.key}"
    if failed:
        say(f"Skrev {file} och {rows} som ett UTKAST: kontrollen gick inte igenom, och källan ger inga siffror än.")
        say(f"Rätta filen efter det som sades ovan, kör python -m ingest {step} och check {draft.key} tills check bara säger ja.")
        say(f"Ska den inte bli av: ta bort filen och raderna igen. Tills dess misslyckas {draft.key} i refresh och i make test.")
        return 1
    say(f"Kontrollen gick igenom ({len(findings)} prov). Skrev {file} och {rows}.")
    say(f"Nästa: python -m ingest {step}, check {draft.key} och preview {draft.key}.")
    return 0


def _nothing_written(hosts_before: bytes, say: prompts.Say) -> int:
    """The dialogue was left: a host that was added in it is taken back too."""
    if hosts.FILE.read_bytes() != hosts_before:
        write_whole(hosts.FILE, hosts_before)
    say("Inget skrevs.")
    return 1


def record_one(key: str, out: Console, say: Say) -> int:
    """`record`. Raises IngestError."""
    told = record(registry.source(key), region.load(), recordings(key) / key, Http(say=say), say)
    out.print(f"{key}: {told}", highlight=False)
    return 0


def check_one(key: str, out: Console) -> int:
    """`check`: each finding, the offending rows, and what lacks English. Raises NoSuchSource."""
    source = registry.source(key)
    findings = check.run(key, recordings(key))
    for finding in findings:
        out.print(f"{'[green]ja[/]  ' if finding.passed else '[red]nej[/] '} ", end="")
        out.print(f"{finding.check}: {finding.text}", highlight=False, markup=False)
    for case in check.cases(key, recordings(key)):
        for text in explain.told(case):
            out.print(text, highlight=False, markup=False)
    for text in check.untranslated(source) if key not in registry.saved()[0] else ():
        out.print(f"[yellow]obs[/] engelska saknas i twin/locale/en/sources_text.json: «{text}»", highlight=False)
    return 0 if all(f.passed for f in findings) else 1


def preview_one(key: str, period: str, part: str, out: Console) -> int:
    """`preview`: figures of the latest answers fetched (else of the recording, and which is told), of the period and part named or else the newest and the whole, what
    other ones there are, and a page with a map. Raises IngestError."""
    from ingest import picture  # Plotly: half a second that no other command needs

    source, where = registry.source(key), region.load()
    rows, origin = _rows(key, where)
    out.print(origin, highlight=False, markup=False, soft_wrap=True)
    chosen = picture.choose(key, rows, period, part)
    for indicator, one in chosen.items():
        table = Table("kommun", f"{indicator} ({source.indicator(indicator).unit})", "period", "del", "status", box=None)
        for row in one.rows:
            value = "–" if row.value is None else f"{row.value:g}" if abs(row.value) < 1e6 else f"{row.value:.0f}"
            table.add_row(where.areas[row.place].name, value, row.period, "hela" if one.part == picture.WHOLE else one.part, row.status)
        out.print(table)
        out.print(one.told(), highlight=False, markup=False, soft_wrap=True)
    if left_out := [one for one in dict.fromkeys(row.indicator for row in rows) if one not in chosen]:
        out.print(f"Utan den perioden eller delen: {', '.join(left_out)}.", highlight=False, markup=False, soft_wrap=True)
    file = picture.write(source, where, chosen, state() / "preview" / f"{key}.html")
    out.print(f"{len(rows)} siffror i allt. Karta: {file}", highlight=False, soft_wrap=True)
    return 0


def _rows(key: str, where: Region) -> tuple[list[Row], str]:
    store = Store(state())
    fetched = store.takes(key)[-1:]
    found = [Case(registry.source(key), where, store, take) for take in fetched] or check.cases(key, recordings(key))
    if not found:
        raise WrongUse(key, "Källan har inget svar att visa.", f"Kör python -m ingest record {key} eller fetch {key} först.")
    rows = [record for case in found for _, record in check.records(case) if isinstance(record, Row)]
    if not rows:
        raise WrongUse(
            key, "Källan ger inga nyckeltal utan punkter, dokument eller registerposter.", f"Se dem med python -m ingest check {key}."
        )
    return rows, "Ur det senaste svaret som hämtats eller lämnats in." if fetched else f"Ur inspelningen i {recordings(key) / key}."


def search(words: Sequence[str], write: str | None, number: int, out: Console) -> int:
    """`discover`: what the catalogues have, numbered; with `write`, a source file of hit `number`. 1 where a catalogue could not be searched."""
    found = discovering.discover(" ".join(words))
    for n, one in enumerate(found, start=1):
        out.print(f"{n:>3}  {one.kind:<8} {one.title}", highlight=False, markup=False, soft_wrap=True)
        out.print(f"     {one.publisher}. {one.url}\n     {one.why}", highlight=False, markup=False, soft_wrap=True)
    for text in found.failed:
        out.print("[red]kunde inte sökas[/] ", end="")
        out.print(text, highlight=False, markup=False, soft_wrap=True)
    if not found.searched:
        out.print("Ingen katalog kunde sökas: om något finns är okänt. Försök igen senare, eller från ett annat nät.", soft_wrap=True)
    elif not found:
        rest = " Vad de andra har är okänt." if found.failed else ""
        out.print(f"Inget hittades hos {listing(found.searched)}. Pröva ett kortare ord.{rest}", highlight=False, soft_wrap=True)
    if write is not None:
        if not 1 <= number <= len(found):
            raise WrongUse(write, f"Träff {number} finns inte.", f"Välj --hit 1–{len(found)}." if found else "Ingen källfil skrevs.")
        draft = found[number - 1].draft
        try:
            draft = filled(draft, look(draft.kind, draft.url, draft.options))
        except IngestError as fault:
            out.print(f"[yellow]obs[/] svaret gick inte att titta på: {fault.problem}", highlight=False)
        file = new.propose(write, draft)
        out.print(
            f"Skrev {file}. Rätta texterna där och i data/taxonomy/indicators.csv; kör sedan python -m ingest record {write}.",
            soft_wrap=True,
        )
    return 1 if found.failed else 0
