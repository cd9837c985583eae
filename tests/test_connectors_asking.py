"""Where a table is asked for: a link on a page, one question for each of several values, only what changed, fields that may be absent."""

from pathlib import Path

import pytest

from ingest import distort
from ingest.connectors.csv_table import CsvTable
from ingest.connectors.days import told
from ingest.connectors.entries import Entries
from ingest.connectors.json_records import JsonRecords
from ingest.connectors.link import Link
from ingest.errors import ContractError, IngestError
from ingest.fetch import fetch
from ingest.http import Http
from ingest.receipts import Store
from ingest.source import Entry, Row
from tests.asks import OURS, URL, Asks, csv_of, dumps, read, source
from tests.faults import Reply
from tests.replay import gateway
from tests.shelves import Asked

PAGE = "https://example.org/resultat/"
HTML = """<!DOCTYPE html><html><body><nav><a href="/start">Start</a></nav>
<p>Se <a class="fil" href='/49f446/alla.pdf'>Beviljade ansökningar (pdf)</a>
<a href="../49f446/alla-260701.csv">Beviljade <b>ansökningar</b>
  till och med 30&nbsp;juni 2026 (csv)</a> <a href="/49f446/gamla-250701.csv">Beviljade ansökningar till och med 30 juni 2025</a></body></html>"""
LISTED = Link(PAGE, text="Beviljade ansökningar", href=r"\.csv$", release=r"till och med (\d+ \w+ \d{4})")
LINKED = CsvTable(link=LISTED, place="kommun", values={"antal": "n"}, at="2024")
FILE = "https://example.org/49f446/alla-260701.csv"
ROWS = csv_of(("kommun", "antal"), ("Aneby", 3))


@pytest.mark.parametrize(
    ("text", "vintage"),
    [
        ("30 juni 2026", "2026-06-30"),
        ("1\N{NO-BREAK SPACE}Maj 2026", "2026-05-01"),
        ("juni 2026", "2026-06"),
        ("260701", "2026-07-01"),
        ("2026-07-01", "2026-07-01"),
        ("2026", "2026"),
        ("31 juni 2026", None),
        ("30 juny 2026", None),
        ("261301", None),
        ("", None),
    ],
)
def test_a_vintage_as_a_page_writes_it(text: str, vintage: str | None) -> None:
    assert told(text) == vintage


def test_the_file_is_found_by_the_text_and_the_address_of_its_link() -> None:
    ask = Asks(source(LINKED, "n"), {PAGE: HTML.encode(), FILE: ROWS})
    found = list(LINKED.read(ask))
    assert [record for _, record in found] == [Row("n", "0604", "2024", 3.0)]
    assert [(request.url, request.expects) for request in ask.asked] == [(PAGE, "html"), (FILE, "csv")]
    answers = [ask.get(request) for request in list(ask.asked)]
    assert LINKED.release(answers) == "2026-06-30"


def test_the_vintage_may_stand_in_the_address() -> None:
    by_address = Link(PAGE, href=r"alla-\d+\.csv$", release=r"-(\d{6})\.")
    table = CsvTable(link=by_address, place="kommun", values={"antal": "n"}, at="2024")
    ask = Asks(source(table, "n"), {PAGE: HTML.encode(), FILE: ROWS})
    list(table.read(ask))
    assert table.release([ask.get(request) for request in list(ask.asked)]) == "2026-07-01"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (HTML.replace("csv", "xlsx"), r"text «Beviljade ansökningar» och adress «\\.csv\$».*alla-260701\.xlsx"),
        (HTML.replace("Beviljade", "Godkända"), r"där finns 4 länkar: «Godkända ansökningar till och med"),
        ("<html><body>Sidan är tom.</body></html>", "där finns 0 länkar: inga"),
        (HTML.replace("till och med", "t.o.m."), "utgåvan"),
    ],
    ids=["address", "text", "none", "vintage"],
)
def test_a_page_without_the_link_says_which_links_it_has(page: str, says: str) -> None:
    with pytest.raises(ContractError, match=says):
        read(source(LINKED, "n"), LINKED, {PAGE: page.encode(), FILE: ROWS})


def test_a_file_handed_in_needs_no_page() -> None:
    assert read(source(LINKED, "n"), LINKED, ROWS) == [Row("n", "0604", "2024", 3.0)]


def test_a_declaration_that_can_not_be_asked_for_is_refused_at_once() -> None:
    for wrong in ({}, {"url": URL, "link": LISTED}, {"url": URL + "/{each}"}, {"url": URL, "each": ("a",)}, {"url": URL + "/{since}"}):
        with pytest.raises(ValueError, match="JsonRecords: "):
            JsonRecords(place="p", **wrong)  # type: ignore[arg-type]


class Site:
    """Answers by path, as the gateway asks for them."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}

    def find(self, asked: Asked) -> Reply | None:
        return Reply(200, self.bodies[asked.path], {"X-Obtained": "public_copy"}) if asked.path in self.bodies else None


def test_neither_page_nor_file_is_sent_again_and_a_page_of_other_words_is_no_news(tmp_path: Path) -> None:
    rows = csv_of(("kommun", "antal"), *((code, 3) for code in OURS.municipality_codes))
    site, store, declared = Site(), Store(tmp_path), source(LINKED, "n")
    site.bodies = {"/resultat/": HTML.encode(), "/49f446/alla-260701.csv": rows}
    with gateway(site) as at:
        runs = [fetch(declared, OURS, store, Http(at.url, 0)) for _ in range(2)]
        assert [run.state for run in runs] == ["OK", "UNCHANGED"]
        assert [bool(asked.headers.get("If-None-Match")) for asked in at.asked] == [False, False, True, True]
        site.bodies["/resultat/"] = HTML.replace("Start", "Hem").encode()
        assert fetch(declared, OURS, store, Http(at.url, 0)).state == "UNCHANGED"
        site.bodies = {"/resultat/": HTML.replace("260701", "270101").replace("juni 2026", "december 2026").encode()}
        site.bodies["/49f446/alla-270101.csv"] = rows
        assert fetch(declared, OURS, store, Http(at.url, 0)).state == "OK"
    assert [take.release for take in store.takes("prov")] == ["2026-06-30", "2026-12-30"]


def test_data_where_the_page_was_due_stops_and_so_does_a_link_to_another_host(tmp_path: Path) -> None:
    site, declared = Site(), source(LINKED, "n")
    with gateway(site) as at:
        for page, says in (
            (b"kommun,antal", "svaret är ingen webbsida"),
            (HTML.replace("../", "https://annan.example.org/").encode(), "annan värd"),
        ):
            site.bodies = {"/resultat/": page}
            run = fetch(declared, OURS, Store(tmp_path), Http(at.url, 0))
            assert run.state == "FAILED"
            assert says in run.message_sv


def test_the_free_test_renames_every_link_and_takes_all_away() -> None:
    spoiled = [body for _, body in (*distort.renamed_fields(HTML.encode()), *distort.emptied(HTML.encode()))]
    assert len(spoiled) == 4  # the pdf's address stands in single quotes
    stopped = 0
    for page in spoiled:
        try:
            assert read(source(LINKED, "n"), LINKED, {PAGE: page, FILE: ROWS}) == [Row("n", "0604", "2024", 3.0)]
        except IngestError:  # a page without the link, or the file of a year ago, which is another address
            stopped += 1
    assert stopped == 2


# --- one question each, and what changed since

PROJECTS = Entries(kind="grant", id="{id}", title="{titel.sv?|titel.en}", text="{text?}", amount="kr?")
EACH = JsonRecords(url=URL + "/{each}", each=("funders/1", "organisations/2"), entries=PROJECTS)
ONE = {"id": "1", "titel": {"sv": "Sol", "en": "Sun"}, "text": "tak", "kr": 5}
TWO = {"id": "2", "titel": {"en": "Wind"}}


def test_the_same_question_is_put_for_each_value_and_a_shared_record_counts_once() -> None:
    asked = Asks(source(EACH), {f"{URL}/funders/1": dumps([ONE]), f"{URL}/organisations/2": dumps([ONE, TWO])})
    assert [(r.id, r.title, r.amount) for _, r in EACH.read(asked) if isinstance(r, Entry)] == [("1", "Sol", 5.0), ("2", "Wind", None)]
    changed = {f"{URL}/funders/1": dumps([ONE]), f"{URL}/organisations/2": dumps([ONE | {"kr": 6}])}
    with pytest.raises(ContractError, match="raden förekommer 2 gånger"):
        read(source(EACH), EACH, changed)


def test_a_secret_and_what_to_do_without_it_go_with_every_question() -> None:
    table = JsonRecords(url=URL, entries=PROJECTS, headers={"Authorization": "Bearer $PROV"}, refused="Byt token.")
    ask = Asks(source(table), dumps([ONE]))
    list(table.read(ask))
    assert [(request.headers, request.refused) for request in ask.asked] == [({"Authorization": "Bearer $PROV"}, "Byt token.")]


SINCE = JsonRecords(url=URL + "/{since}", since_first="2020-01-01", overlap=3, entries=PROJECTS)
WHOLE = JsonRecords(url=URL + "/changed/{since}", whole_url=URL + "/all", entries=PROJECTS)


@pytest.mark.parametrize(
    ("table", "last", "address"),
    [
        (SINCE, "", f"{URL}/2020-01-01"),
        (SINCE, "2026-11-01", f"{URL}/2026-10-29"),
        (WHOLE, "", f"{URL}/all"),
        (WHOLE, "2026-11-10", f"{URL}/changed/2026-11-03"),
    ],
)
def test_only_what_changed_is_asked_for_the_second_time(table: JsonRecords, last: str, address: str) -> None:
    ask = Asks(source(table), dumps([ONE]), last=last)
    assert len(list(table.read(ask))) == 1
    assert [request.url for request in ask.asked] == [address]


def test_a_field_that_may_be_absent_is_not_one_that_has_another_name() -> None:
    assert len(list(SINCE.read(Asks(source(SINCE), dumps([ONE, TWO]))))) == 2
    with pytest.raises(ContractError, match="Fältet «kr\\?» saknas i alla poster"):
        list(SINCE.read(Asks(source(SINCE), dumps([ONE | {"text": "x"}, TWO])[:].replace(b'"kr"', b'"belopp"'))))
    only_changes = Asks(source(SINCE), dumps([TWO]), last="2026-11-01")  # among a few changes none need have it
    assert len(list(SINCE.read(only_changes))) == 1
    with pytest.raises(ContractError, match="väntades ett objekt med fältet «sv»"):
        list(SINCE.read(Asks(source(SINCE), dumps([ONE | {"titel": "Sol"}]))))


def test_an_object_where_a_text_was_due_stops_and_a_list_of_texts_is_joined() -> None:
    with pytest.raises(ContractError, match="fältet «text\\?» är ett objekt"):
        list(SINCE.read(Asks(source(SINCE), dumps([ONE | {"text": {"sv": "tak"}}]))))
    (entry,) = [r for _, r in SINCE.read(Asks(source(SINCE), dumps([ONE | {"text": ["sol", None, "vind"]}])))]
    assert isinstance(entry, Entry)
    assert entry.text == "sol; vind"
