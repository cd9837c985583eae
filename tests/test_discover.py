"""Searching the catalogues: each asked as it wants to be, and a hit becomes a source file. Titles and values are made up."""

import json
from collections.abc import Mapping

import pytest

from ingest import hosts, new, taxonomy
from ingest.__main__ import main as ingest
from ingest.declared import read
from ingest.errors import WrongUse
from ingest.workshop import discovering as discover
from tests import faults
from tests.faults import Fault
from twin.paths import DATA

KPIS = [
    {"id": "N11111", "title": "Provad cykelväg, andel (%)", "description": "Påhittad.\\n", "municipality_type": "K"},
    {"id": "N22222", "title": "Provad buss, antal", "description": "Räknar även cykel på bussen.", "municipality_type": "A"},
    {"id": "N33333", "title": "Cykel i regionen", "description": "", "municipality_type": "L"},
]
TABLES = [
    {"id": "TAB1", "label": "Cykelvägar efter region. År 2020-2024", "variableNames": ["region", "år"], "source": "SCB", "firstPeriod": "2020", "lastPeriod": "2024"},
    {"id": "TAB2", "label": "Cykelstölder i riket", "variableNames": ["brott", "år"], "source": "SCB", "firstPeriod": "2020", "lastPeriod": "2024"},
]  # fmt: skip
STORE = "https://admin.dataportal.se/store"
DCT, DCAT = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
DATASET, FILE, PUBLISHER = "https://example.org/prov/1", "https://example.org/prov/1/csv", "http://dataportal.se/organisation/SE9999990001"


def _text(words: str) -> list[dict[str, str]]:
    return [{"type": "literal", "lang": "sv", "value": words}]


def _uri(uri: str) -> list[dict[str, str]]:
    return [{"type": "uri", "value": uri}]


def _entry(number: str, uri: str, known: Mapping[str, object]) -> dict[str, object]:
    told = {"http://entrystore.org/terms/resource": _uri(uri)}
    return {"contextId": "9", "entryId": number, "info": {f"{STORE}/9/entry/{number}": told}, "metadata": {uri: known}}


def portal(asked: Mapping[str, str]) -> bytes:
    """The registry's search: a data set, its file, its publisher."""
    kind = {"type": "uri"}
    found = []
    if "resource:" in asked["query"] and "csv" in asked["query"]:
        known = {f"{DCAT}accessURL": _uri("https://data.example.org/cykel.csv"), f"{DCT}format": [{"type": "literal", "value": "text/csv"}],
                 f"{DCT}license": _uri("http://creativecommons.org/publicdomain/zero/1.0/")}  # fmt: skip
        found = [
            _entry("2", FILE, {**known, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": [{**kind, "value": f"{DCAT}Distribution"}]})
        ]
    elif "resource:" in asked["query"]:
        found = [_entry("3", PUBLISHER, {"http://xmlns.com/foaf/0.1/name": _text("Provverket")})]
    elif "cykel" in asked["query"].casefold():
        found = [_entry("1", DATASET, {f"{DCT}title": _text("Cykelräkning på prov"), f"{DCT}description": _text("Påhittad."),
                                       f"{DCT}publisher": _uri(PUBLISHER), f"{DCAT}distribution": _uri(FILE)})]  # fmt: skip
    return json.dumps({"offset": 0, "limit": 20, "results": len(found), "resource": {"children": found}}).encode()


def titled(asked: Mapping[str, str]) -> bytes:
    shown = [kpi for kpi in KPIS if asked["title"].casefold() in (kpi["title"] + kpi["description"]).casefold()]
    return json.dumps({"values": shown, "count": len(shown), "next_url": None}).encode()


def starred(asked: Mapping[str, str]) -> bytes:
    assert all(word.endswith("*") for word in asked["query"].split())
    return json.dumps({"language": "sv", "tables": TABLES if "cykel*" in asked["query"] else []}).encode()


@pytest.fixture
def catalogues(desk, publisher, monkeypatch):
    publisher.answers |= {
        "api.kolada.se/v3/kpi": titled, "statistikdatabasen.scb.se/api/v2/tables": starred, "admin.dataportal.se/store/search": portal,
    }  # fmt: skip
    monkeypatch.setattr(hosts, "FILE", DATA / "hosts.toml")
    return desk


def test_each_catalogue_is_asked_as_it_wants_to_be(catalogues):
    found = discover.discover("cykel")
    assert found.failed == []
    assert [(p.kind, p.title.split()[0]) for p in found] == [
        ("kolada", "N11111"),
        ("kolada", "N22222"),
        ("pxweb2", "TAB1"),
        ("csv", "Cykelräkning"),
    ]
    assert "titeln" in found[0].why
    assert "beskrivningen" in found[1].why
    assert "finns inte bland dem som får frågas" in found[-1].why, "a host that is not listed is said to be so"
    assert (found[-1].publisher, found[-1].draft.licence_class, found[-1].draft.url) == (
        "Provverket",
        "open",
        "https://data.example.org/cykel.csv",
    )
    assert len(catalogues.asked) <= 6


def test_letters_outside_ascii_are_encoded(catalogues):
    discover.discover("kollektivtrafiknära läge")
    asked = [one for one in catalogues.asked if one.host == "statistikdatabasen.scb.se"]
    assert "kollektivtrafikn%C3%A4ra%2A%20l%C3%A4ge%2A" in asked[0].query


def test_every_word_must_be_there(catalogues):
    assert [p.title[:6] for p in discover.discover("cykel buss") if p.kind == "kolada"] == ["N22222"]


@pytest.mark.parametrize("words", ["", "  ", "a", "!?", "x" * 101])
def test_words_that_are_none_are_refused(words, catalogues):
    with pytest.raises(WrongUse):
        discover.discover(words)
    assert catalogues.asked == []


@pytest.mark.parametrize("fault", [faults.busy(503), faults.html(), faults.empty()], ids=["503", "html", "empty"])
def test_a_catalogue_that_is_down_stops_no_other(catalogues, fault):
    catalogues.faults.append(Fault(fault, host="api.kolada.se"))
    found = discover.discover("cykel")
    assert [p.kind for p in found] == ["pxweb2", "csv"]
    assert len(found.failed) == 1
    assert found.failed[0].startswith("Kolada: ")


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"values": [{}]}', b'{"tables": 5}', b'{"resource": 1}'])
def test_an_odd_answer_is_told_of(catalogues, publisher, body):
    publisher.answers |= dict.fromkeys(publisher.answers, body)
    found = discover.discover("cykel")
    assert list(found) == []
    assert len(found.failed) == 3


def test_a_hit_is_written_as_a_source_file(catalogues, tmp_path, monkeypatch, capsys):
    (tmp_path / "ingest" / "sources").mkdir(parents=True)
    rows = tmp_path / "indicators.csv"
    rows.write_bytes(taxonomy.FILE.read_bytes())
    monkeypatch.setattr(new, "ROOT", tmp_path)
    monkeypatch.setattr(new, "FILE", rows)
    assert ingest(["discover", "cykel", "--write", "prov_cykel", "--hit", "1"]) == 0
    made = read((tmp_path / "ingest" / "sources" / "prov_cykel.py").read_text(encoding="utf-8"), "prov_cykel")
    assert [(i.id, i.kpi, i.unit, tuple(i.value_range)) for i in made.indicators] == [("prov_cykel", "N11111", "%", (0, 100))]
    assert rows.read_text(encoding="utf-8").splitlines()[-1].startswith("prov_cykel,")
    assert ingest(["discover", "cykel", "--write", "prov_cykel"]) == 2
    assert ingest(["discover", "cykel", "--write", "prov_annan", "--hit", "9"]) == 2
    assert "Träff 9 finns inte" in capsys.readouterr().err


def test_the_command_says_what_it_could_not_search(catalogues, capsys):
    catalogues.faults.append(Fault(faults.busy(503), host="admin.dataportal.se"))
    assert ingest(["discover", "cykel"]) == 1
    told = capsys.readouterr().out
    assert "TAB1" in told
    assert "dataportal.se:" in told


def test_where_no_catalogue_answers_each_is_named_and_nothing_is_said_to_be_lacking(catalogues, capsys):
    catalogues.faults.append(Fault(faults.dead()))
    assert ingest(["discover", "cykel"]) == 1
    told = capsys.readouterr().out
    for name in ("Kolada", "SCB", "dataportal.se"):
        assert f"kunde inte sökas {name}: " in told
    assert "om något finns är okänt" in told
    assert "Inget hittades" not in told


def test_where_some_answer_and_have_nothing_the_rest_is_said_to_be_unknown(catalogues, capsys):
    catalogues.faults.append(Fault(faults.busy(503), host="api.kolada.se"))
    assert ingest(["discover", "finnsinte"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "kunde inte sökas Kolada: " in told
    assert "Inget hittades hos SCB och dataportal.se. Pröva ett kortare ord. Vad de andra har är okänt." in told
    catalogues.faults.clear()
    assert ingest(["discover", "finnsinte"]) == 0
    assert "Inget hittades hos Kolada, SCB och dataportal.se." in " ".join(capsys.readouterr().out.split())
