"""The registers of grants, projects and datasets against recorded answers in their documented form: what is read, and what each fault says.

The recorded values are made up (tests/wire/registers.py); none of these registers has been asked live.
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest

from ingest import check, distort
from ingest.__main__ import main as ingest
from ingest.connectors.persons import is_legal_person
from ingest.errors import ContractError
from ingest.fetch import fetch, read
from ingest.http import Http
from ingest.receipts import Store
from ingest.region import Area
from ingest.registry import sources
from ingest.runs import Run
from ingest.source import Answer, Entry, Request
from tests import faults
from tests.asks import OURS, Asks, dumps
from tests.faults import Fault
from tests.replay import Gateway, gateway
from tests.shelves import Recordings
from tests.wire import dataportal as wire

REGISTERS = [key for key, source in sources().items() if source.register and source.fetch]
HOSTS = {
    "cordis": "cordis.europa.eu", "dataportal": "admin.dataportal.se", "formas": "data.formas.se", "klimatklivet": "www.naturvardsverket.se",
    "kohesio": "kohesio.ec.europa.eu", "swecris": "swecris-api.vr.se", "vinnova": "data.vinnova.se",
}  # fmt: skip
RENAMED = {  # one field of each register, as the message must name it
    "cordis": "ecContribution", "dataportal": "description", "formas": "ärenderubrik", "klimatklivet": "Organisationsnamn",
    "kohesio": "LAU_IDs", "swecris": "projectTitleSv", "vinnova": "Ärenderubrik",
}  # fmt: skip
FAULTS = {
    "503": faults.busy(503), "429": faults.busy(429, "1"), "401": faults.busy(401), "dead": faults.dead(), "html": faults.html(),
    "truncated": faults.truncated(), "empty": faults.empty(),
}  # fmt: skip


@pytest.fixture
def at(monkeypatch, tmp_path):
    """A gateway over our own recordings, and a state folder of one's own."""
    with gateway(Recordings(check.RECORDINGS)) as running:
        for name, value in (("TWIN_STATE", tmp_path), ("INGEST_GATEWAY", running.url), ("INGEST_PATIENCE", 0), ("SWECRIS_TOKEN", "prov")):
            monkeypatch.setenv(name, str(value))
        yield running


def run(key: str, at: Gateway, folder: Path, *struck: faults.Change) -> Run:
    at.faults = [Fault(faults.headers(ETag=None)), *(Fault(change, host=HOSTS[key]) for change in struck)]
    return fetch(sources()[key], OURS, Store(folder), Http(at.url, 0))


def entries(key: str, folder: Path) -> list[Entry]:
    """Every entry of the newest kept conversation."""
    store = Store(folder)
    records = read(sources()[key], OURS, store, store.takes(key)[-1]).records
    return [record for _, record in records if isinstance(record, Entry)]


def test_every_register_that_can_be_asked_is_held_here():
    assert sorted(HOSTS) == sorted(RENAMED) == REGISTERS
    assert [key for key, source in sources().items() if source.register and not source.fetch] == ["procurements"]


@pytest.mark.parametrize("key", REGISTERS)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_remedy_and_the_old_entries_stay(at, tmp_path, key, name):
    assert run(key, at, tmp_path).state == "OK"
    before = entries(key, tmp_path)
    told = run(key, at, tmp_path, FAULTS[name])
    assert (told.key, told.state) == (key, "FAILED")
    assert HOSTS[key] in told.message_sv
    assert told.message_sv.count(".") >= 2 and told.message_sv.rstrip().endswith((".", "TOKEN."))
    assert entries(key, tmp_path) == before


@pytest.mark.parametrize("key", REGISTERS)
def test_a_renamed_field_is_named_and_the_old_entries_stay(at, tmp_path, key):
    assert run(key, at, tmp_path).state == "OK"
    before = entries(key, tmp_path)
    told = run(key, at, tmp_path, faults.edited(renamed(key)))
    assert told.state == "FAILED"
    assert RENAMED[key] in told.message_sv
    assert entries(key, tmp_path) == before


def renamed(key: str) -> Callable[[bytes], bytes]:
    """Every answer in which the register's field has another name; where nothing has changed since, the first answer once more."""

    def change(body: bytes) -> bytes:
        (case,) = check.cases(key)
        body = case.store.body(case.take.answers[0].sha256) if body == b"[]" else body
        spoiled = [other for name, other in distort.renamed_fields(body) if RENAMED[key] in name] if body else []
        return spoiled[-1] if spoiled else body  # of equal sheets the last one is read

    return change


def test_one_dead_register_stops_no_other(at, capsys):
    assert ingest(["fetch", *REGISTERS]) == 0
    at.faults = [Fault(faults.headers(ETag=None)), Fault(faults.dead(), host=HOSTS["formas"])]
    assert ingest(["fetch", *REGISTERS]) == 1
    told = capsys.readouterr().out
    assert "FAILED    formas" in told
    assert told.count("FAILED") == 1
    assert ingest(["build"]) == 0


def test_swecris_reads_four_forms_of_dates_and_no_person(at, tmp_path):
    assert run("swecris", at, tmp_path).state == "OK"
    found = {entry.id: entry for entry in entries("swecris", tmp_path)}
    shared = [found[f"9000-00000_{end}"] for end in ("Energi", "Vinnova", "Formas", "NV")]
    assert [entry.start for entry in shared] == ["2018-01-01", "2023-09-08", "2023-11-28", "2018"]
    assert {(entry.case, entry.amount, entry.orgnr, entry.organisation) for entry in shared} == {
        ("9000-00000", 900.0, "999999-0001", "Provverket")
    }
    assert {entry.funder for entry in shared} == {"Statens energimyndighet", "Vinnova", "Formas", "Naturvårdsverket"}
    assert found["9000-00003_Formas"].text == "Made-up text tre."  # where there is no Swedish abstract
    asked = [request.headers["Authorization"] for request in at.asked]
    assert asked == ["Bearer prov"] * 4


def test_a_person_in_swecris_reaches_no_entry(at, tmp_path):
    def named(document):
        for project in document:
            project["peopleList"] = [{"fullName": "Påhittad Person"}]
        return document

    assert run("swecris", at, tmp_path, faults.json_edited(named)).state == "OK"
    assert "Påhittad Person" not in str(entries("swecris", tmp_path))


def test_a_refused_key_says_where_the_new_one_stands(at, tmp_path):
    told = run("swecris", at, tmp_path, faults.busy(401))
    assert "401" in told.message_sv
    assert "byts varje år" in told.message_sv
    assert "https://swecris-api.vr.se/index.html" in told.message_sv


def test_without_a_key_the_register_is_not_asked(at, tmp_path, monkeypatch):
    monkeypatch.delenv("SWECRIS_TOKEN")
    told = run("swecris", at, tmp_path)
    assert told.state == "EMBEDDED"
    assert "SWECRIS_TOKEN" in told.message_sv
    assert "https://swecris-api.vr.se/index.html" in told.message_sv
    assert not at.asked


def in_archive(name: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """The archive with one file's bytes replaced."""

    def change(body: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(body)) as whole, zipfile.ZipFile(out, "w") as spoiled:
            for one in whole.namelist():
                spoiled.writestr(one, whole.read(one).replace(old, new, 1) if one == name else whole.read(one))
        return out.getvalue()

    return change


def in_workbook(body: bytes) -> bytes:
    """The workbook with words where the first day of a grant was; the page that leads to it as it is."""
    if not body.startswith(b"PK"):
        return body
    book, out = openpyxl.load_workbook(io.BytesIO(body)), io.BytesIO()
    book["Per kommun"]["J2"] = "i somras"
    book.save(out)
    return out.getvalue()


def in_text(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(old.encode(), new.encode(), 1)


UNREADABLE = {  # one value spoiled in one row: the row, the field, the value and the rule of the message
    "cordis": (in_archive("organization.csv", b'"363031,25"', b'"mycket"'), "900000001-999000001", "ecContribution", "mycket", "ett tal"),
    "dataportal": (in_text('"value":"Provdata två"', '"value":""'), "9_3", "title", "", "kräver fältet"),
    "formas": (in_text('"projektStart":"2023-01-01T', '"projektStart":"i somras '), "9000-00200", "projektStart", "i somras", "datumet"),
    "klimatklivet": (in_workbook, "PV-9-000001", "Bifallsdatum", "i somras", "datumet"),
    "kohesio": (in_text("19/12/2018", "39/12/2018"), "entity/Q920210", "Operation_Start_Date", "39/12/2018", "datumet"),
    "swecris": (in_text('"fundingsSek":900', '"fundingsSek":"mycket"'), "9000-00000_Energi", "fundingsSek", "mycket", "ett tal"),
    "vinnova": (in_text('"BeviljatBidrag":1000', '"BeviljatBidrag":"mycket"'), "9000-00100", "BeviljatBidrag", "mycket", "ett tal"),
}  # fmt: skip


@pytest.mark.parametrize("key", REGISTERS)
def test_an_unreadable_value_is_told_with_row_field_value_rule_and_remedy(at, tmp_path, key):
    change, *parts = UNREADABLE[key]
    told = run(key, at, tmp_path, faults.edited(change))
    assert told.state == "FAILED"  # one row of a few is more than the register is allowed
    for part in (*parts, "Jämför utgivarens svar med källfilen"):
        assert part in told.message_sv
    assert any(fault["field"] == parts[1] and fault["value"].startswith(parts[2]) for fault in told.faults)
    assert not Store(tmp_path).takes(key)


def test_one_faulty_row_among_many_is_set_aside_and_the_rest_are_read(at, tmp_path):
    def many(document):
        return [{**document[1], "projectId": f"9000-1{n:04}_Energi", "fundingsSek": "tusen" if n == 7 else n} for n in range(100)]

    told = run("swecris", at, tmp_path, lambda reply: faults.json_edited(many)(reply) if b"202100-5000" in reply.body else reply)
    assert told.state == "DEGRADED"
    for part in ("9000-10007_Energi", "fundingsSek", "tusen", "ett tal"):
        assert part in told.message_sv
    assert len(entries("swecris", tmp_path)) == 99 + 6


def test_vinnova_is_asked_for_what_changed_since(at, tmp_path):
    assert run("vinnova", at, tmp_path).state == "OK"
    assert run("vinnova", at, tmp_path).state == "UNCHANGED"  # nothing has changed: an empty list is no fault
    week_ago = f"{datetime.now(UTC) - timedelta(days=7):%Y-%m-%d}"
    assert [request.path for request in at.asked] == ["/api/projekt/2020-01-01", f"/api/projekt/{week_ago}"]
    one = [{"Diarienummer": "9000-00101", "Ärenderubrik": "Provprojekt med ny rubrik"}]
    rest = dict.fromkeys(("ÄrenderubrikEngelska", "Projektreferat", "MalSvenska", "MalEngelska", "KoordinatorOrg", "ProjektStart",
                          "ProjektSlut", "BeviljatBidrag", "Status"))  # fmt: skip
    told_again = [run("vinnova", at, tmp_path, faults.edited(lambda body: json.dumps([one[0] | rest]).encode())) for _ in range(2)]
    assert [(told.state, told.rows) for told in told_again] == [("OK", 1), ("UNCHANGED", 1)]  # days overlap: what was told is no news
    assert [take.since for take in Store(tmp_path).takes("vinnova")] == [None, week_ago]
    assert [entry.title for entry in entries("vinnova", tmp_path)] == ["Provprojekt med ny rubrik"]


def test_formas_is_read_whole_once_and_then_by_changes(at, tmp_path):
    assert run("formas", at, tmp_path).state == "OK"
    first = entries("formas", tmp_path)[0]
    assert (first.orgnr, first.start, first.end, first.amount) == ("999999-0002", "2023-01-01", "2027-12-31", 1000.0)
    assert first.codes == ("sdg:99 Provmål", "formas:Prov; Test")
    assert run("formas", at, tmp_path).state == "UNCHANGED"
    assert [request.path.rsplit("/", 1)[0] for request in at.asked] == ["/api/projekt", "/api/projekt/getbychangeddate"]


def test_klimatklivet_reads_one_of_three_sheets_behind_a_link_and_legal_persons_only(at, tmp_path):
    assert run("klimatklivet", at, tmp_path).state == "OK"
    assert Store(tmp_path).takes("klimatklivet")[0].release == "2026-06-30"  # told by the link
    found = entries("klimatklivet", tmp_path)
    assert [entry.id for entry in found] == ["PV-9-000001", "PV-9-000002", "PV-9-000003", "PV-9-000004"]  # the fifth is a sole trader's
    assert (found[0].start, found[0].end, found[0].amount, found[0].place) == ("2017-12-01", "2021-07-31", 134_000_000.0, "Provstad")
    assert (found[2].place, found[2].end) == ("", "")


def test_klimatklivet_is_asked_with_the_etag_of_the_last_time(at, tmp_path):
    source, store, http = sources()["klimatklivet"], Store(tmp_path), Http(at.url, 0)
    assert fetch(source, OURS, store, http).state == "OK"
    assert fetch(source, OURS, store, http).state == "UNCHANGED"
    assert [bool(request.headers.get("If-None-Match")) for request in at.asked] == [False, False, True, True]


def test_klimatklivet_says_which_links_there_are(at, tmp_path):
    told = run("klimatklivet", at, tmp_path, faults.edited(lambda body: body.replace("Beviljade ansökningar".encode(), b"Resultat")))
    assert told.state == "FAILED"
    assert "Resultat till Klimatklivet till och med 30 juni 2026" in told.message_sv


@pytest.mark.parametrize(
    "name", ["Municipality of Provstad", "Provverket", "Prov Utveckling AB", "Provlands Kommunförbund", "Provs fiberförening"]
)
def test_a_legal_person_is_known_by_its_form(name):
    assert is_legal_person(name)


@pytest.mark.parametrize("name", ["Påhittad Enskild", "Enskilds Åkeri", "Abrahamsson, P", ""])
def test_a_name_without_a_legal_form_is_left_out(name):
    assert not is_legal_person(name)


def test_kohesio_reads_two_periods_with_place_position_or_county(at, tmp_path):
    assert run("kohesio", at, tmp_path).state == "OK"
    found = entries("kohesio", tmp_path)
    assert len(found) == 6
    lau, position, county = found[:3]
    assert (lau.place, lau.organisation, lau.start, lau.end) == ("SE_9999", "Provkommun", "2018-12-19", "2023-04-13")
    assert (lau.amount, lau.currency) == (20_000.5, "EUR")
    assert (position.place, position.lon, position.lat, position.amount) == ("", 16.5, 59.5, None)
    assert (county.place, county.lon, county.nuts) == ("", None, "SE999")
    assert lau.codes == ("category:001", "thematic:TO02", "policy:PO01")


def test_cordis_reads_swedish_participants_and_either_decimal_mark(at, tmp_path):
    assert run("cordis", at, tmp_path).state == "OK"
    found = entries("cordis", tmp_path)
    assert [(entry.id, entry.amount) for entry in found] == [
        ("900000000-999000000", 363_031.25), ("900000001-999000001", 363_031.25), ("900000000-999000002", 1000.0),
    ]  # fmt: skip
    assert {(entry.orgnr, entry.currency, entry.start) for entry in found} == {("999999-0001", "EUR", "2022-10-01")}
    assert found[0].title == "Test project ett"


PROVKOPING = replace(OURS, municipalities=(Area("9999", "Provköping", "municipality"),))


def registry(answers: Callable[[str, int], tuple[list[dict[str, object]], int]]) -> tuple[list[Entry], list[str]]:
    """What is read for one municipality of a made-up registry, and the questions asked; `answers` gives the hits and how many there are."""
    asked: list[str] = []

    class Registry(Asks):
        def get(self, request: Request) -> Answer:
            query = dict(parse_qsl(urlsplit(request.url).query))
            asked.append(query["query"])
            found, total = answers(query["query"], int(query["offset"]))
            body: dict[str, object] = {"offset": 0, "limit": 100, "results": total, "resource": {"children": found}}
            if wire.PUBLISHERS in query.get("facetFields", ""):
                body["facetFields"] = [{"name": wire.PUBLISHERS, "values": [{"name": wire.PUBLISHER, "count": 2}]}]
            self.bodies = dumps(body)
            return super().get(request)

    source = sources()["dataportal"]
    ask = Registry(source, b"")
    ask.region = PROVKOPING
    return [record for _, record in source.fetch.read(ask) if isinstance(record, Entry)], asked


def hits(*numbers: int) -> list[dict[str, object]]:
    return [wire.dataset(str(n), f"Provdata {n}") for n in numbers]


def publisher(name: str) -> list[dict[str, object]]:
    return [wire.entry("1", "1", wire.PUBLISHER, {"http://xmlns.com/foaf/0.1/name": [wire.words(name)]})]


def test_dataportal_asks_for_what_a_municipality_publishes_and_for_its_name():
    def answers(query: str, offset: int) -> tuple[list[dict[str, object]], int]:
        if query.startswith("resource:"):
            return publisher("Provköpings kommun"), 1
        if '"Provköping"' in query:
            return hits(2, 3), 2
        return (hits(1, 2), 2) if "SE9999990001" in query else ([], 0)

    found, asked = registry(answers)
    assert [(entry.id, entry.organisation, entry.orgnr) for entry in found] == [
        (f"9_{n}", "Provköpings kommun", "999999-0001") for n in (1, 2, 3)
    ]
    assert found[0].url == "https://www.dataportal.se/datasets/9_1"
    assert not any("contact" in query.casefold() for query in asked)


def test_dataportal_reads_page_after_page_and_notices_a_cut_list():
    def answers(query: str, offset: int) -> tuple[list[dict[str, object]], int]:
        if query.startswith("resource:"):
            return publisher("Provverket"), 1
        return hits(*range(offset, min(offset + 100, stands))), 250

    stands = 250
    assert len(registry(answers)[0]) == 250
    stands = 120
    with pytest.raises(ContractError, match=r"dataportal: Registret säger 250 träffar .* men ger inga efter 120"):
        registry(answers)


def test_a_register_that_has_shrunk_to_a_few_entries_is_no_register(at, tmp_path):
    """A recording only shows the form, so it may be small; a publisher's own copy of that size is cut off or another file."""
    at.faults = [Fault(faults.headers(X_Obtained="public_copy"), host=HOSTS["klimatklivet"])]
    told = fetch(sources()["klimatklivet"], OURS, Store(tmp_path), Http(at.url, 0))
    assert told.state == "FAILED"
    assert "rader för hela landet, men kontraktet väntar 10000–150000" in told.message_sv
