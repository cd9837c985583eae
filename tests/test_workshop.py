"""From a draft to figures in the warehouse: the one door that page Källor uses, against made-up publishers in wire form."""

import csv
import json
import socket
from dataclasses import replace

import pytest

from ingest import corrections, hosts, registry, taxonomy, workshop
from ingest.__main__ import main as ingest
from ingest.corrections import Correction
from ingest.errors import IngestError, WrongUse
from ingest.receipts import Store
from ingest.runs import Run, runs
from ingest.workshop import Draft, Value
from tests.publishers import CODES, HOST, pages, semicolons, two_heading_rows
from twin.warehouse import ask

AT = f"https://{HOST}/"


pytestmark = pytest.mark.usefixtures("desk")


def value(field: str, indicator: str = "prov_el", **other: object) -> Value:
    words = {
        "name_sv": f"Prov {indicator}", "name_en": f"Test {indicator}", "theme": "energi-el", "unit": "MWh", "high": 1000.0,
        "definition_sv": "Hur mycket som går åt i kommunen under ett år, bara påhittat för provet.",
        "definition_en": "How much is used in the municipality in a year, invented for the test alone.",
    }  # fmt: skip
    return Value(**{"field": field, "indicator": indicator, **words, **other})


def draft(kind: str, url: str, **other: object) -> Draft:
    told = {
        "key": "prov_kalla", "title": "Provets källa", "publisher": "Provutgivaren", "licence": "CC0", "licence_class": "open", "homepage": AT,
        "limits": "Påhittad.", "method": "Påhittad.", "row_count": (6, 100),
    }  # fmt: skip
    return Draft(**{"kind": kind, "url": url, **told, **other})


def electricity() -> Draft:
    return draft(
        "csv", f"{AT}el.csv", place="Kommun", period="År", values=(value("Elanvändning (MWh)"),), options={"separator": ";", "decimal": ","}
    )


def test_a_file_that_ends_without_a_line_break_is_taken_with_a_word_of_warning(publisher, desk):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().rstrip().encode("cp1252")
    seen = workshop.look("csv", f"{AT}el.csv")
    assert seen.guesses.options["open_end"] is True
    assert "saknar radslut" in seen.note
    made = replace(workshop.filled(draft("csv", f"{AT}el.csv"), seen), values=(value("Elanvändning (MWh)"),))
    assert workshop.faults(made) == []
    assert "open_end=True" in workshop.render(made)
    assert [f for f in workshop.check(made) if not f.passed] == []


def test_a_source_that_a_correction_speaks_of_is_not_taken_out(publisher, desk, monkeypatch):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode("cp1252")
    workshop.save(electricity())
    spoken = Correction(
        source="prov_kalla", indicator="prov_el", place="0682", period="2024", found=1.0, right=2.0, reason_sv="ett fel som är känt",
        reported="ej rapporterat", status="open",
    )  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(corrections, "load", lambda: [spoken])
        with pytest.raises(WrongUse, match=r"1 rättelse\(r\) i data/corrections.toml gäller källan. Ta bort dem där först"):
            workshop.remove("prov_kalla")
    assert workshop.saved() == ["prov_kalla"]
    workshop.remove("prov_kalla")


def test_a_csv_goes_all_the_way_from_a_look_to_figures_and_out_again(publisher, desk, capsys):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode("cp1252")
    seen = workshop.look("csv", f"{AT}el.csv")
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.values) == ("Kommun", "År", ("Elanvändning (MWh)",))
    assert (seen.guesses.separator, seen.guesses.decimal, seen.guesses.encoding) == (";", ",", "cp1252")
    assert seen.count == 20
    assert seen.dropped == ("Kontakt: namnet",)
    assert "example.org" not in str(seen)
    made = replace(workshop.filled(draft("csv", f"{AT}el.csv"), seen), values=(value("Elanvändning (MWh)"),))
    assert workshop.faults(made) == []
    assert len(workshop.render(made).splitlines()) <= 25
    findings = workshop.check(made)
    assert [f for f in findings if not f.passed] == []
    shown = workshop.preview(made)
    assert {(f.place_code, f.value) for f in shown.figures if f.period == shown.newest == "2024"} == {
        (code, n + 1.4) for n, code in enumerate(CODES)
    }
    asked = len(desk.asked)
    file = workshop.save(made)
    assert len(desk.asked) == asked, "an answer serves check, preview and save"
    assert workshop.saved() == ["prov_kalla"]
    assert registry.source("prov_kalla").fetch.separator == ";"
    assert ingest(["build"]) == 0
    rows = ask("SELECT place_code, value, obtained FROM figure WHERE indicator_id = 'prov_el' AND period = '2024' ORDER BY 1")
    assert rows == [(code, n + 1.4, "rebuilt") for n, code in enumerate(CODES)]
    assert ingest(["check", "prov_kalla"]) == 0
    assert ingest(["fetch", "prov_kalla"]) == 0
    kept = b"".join(f.read_bytes() for f in (file.with_suffix("") / "raw").iterdir())
    assert b"@" not in kept, "the recording has no fields about persons"
    there = workshop.remove("prov_kalla")
    assert (there / "prov_kalla.py").exists()
    assert workshop.saved() == []
    assert "prov_el" not in taxonomy.words()
    assert ingest(["build", "--if-needed"]) == 0
    assert ask("SELECT 1 FROM indicator WHERE id = 'prov_el'") == []


def test_a_workbook_with_two_heading_rows(publisher):
    publisher.answers[f"{HOST}/cykel.xlsx"] = two_heading_rows()
    seen = workshop.look("workbook", f"{AT}cykel.xlsx")
    assert seen.choices["sheet"] == ("Om", "Tabell")
    assert seen.columns == ("Kommunkod", "Kommun", "Cykelväg asfalt", "Cykelväg grus")
    assert seen.guesses.place == "Kommunkod"
    values = (value("Cykelväg asfalt", "prov_asfalt", unit="m"), value("Cykelväg grus", "prov_grus", unit="m"))
    made = replace(
        workshop.filled(draft("workbook", f"{AT}cykel.xlsx"), seen),
        values=values,
        options={**seen.guesses.options, "at": "2024"},
        period="",
    )
    assert workshop.faults(made) == []
    assert [f for f in workshop.check(made) if not f.passed] == []
    found = {(f.indicator, f.place_code): f.value for f in workshop.preview(made).figures}
    assert found == {("prov_asfalt", c): 100 + n for n, c in enumerate(CODES)} | {("prov_grus", c): 10 + n / 2 for n, c in enumerate(CODES)}


def test_a_json_list_in_pages(publisher):
    publisher.answers[f"{HOST}/tjanster"] = pages()
    seen = workshop.look("json", f"{AT}tjanster")
    assert seen.guesses.options == {"path": "data", "next": "next"}
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.values) == ("kommun.kod", "ar", ("antal",))
    assert seen.dropped == ("kontaktperson: namnet",)
    made = replace(workshop.filled(draft("json", f"{AT}tjanster"), seen), values=(value("antal", unit="antal"),))
    assert [f for f in workshop.check(made) if not f.passed] == []
    assert [(f.place_code, f.value) for f in workshop.preview(made).figures] == [(c, 5 * n) for n, c in enumerate(CODES)]


def test_a_file_handed_in_and_its_next_edition_dropped(tmp_path):
    made = draft(
        "file",
        "",
        place="Kommun",
        period="År",
        values=(value("Elanvändning (MWh)"),),
        options={"format": "csv", "separator": ";", "decimal": ",", "release": "2025"},
    )
    body = semicolons().encode()
    assert workshop.look("file", "", {}, body).guesses.options["format"] == "csv"
    assert any(f.field == "release" for f in workshop.faults(replace(made, options={"format": "csv"})))
    assert [f.passed for f in workshop.check(made)] == [True, False], "without a file there is nothing to check"
    assert [f for f in workshop.check(made, body, "el.csv") if not f.passed] == []
    workshop.save(made, body, "el.csv")
    assert registry.source("prov_kalla").fetch is None
    run = workshop.drop("prov_kalla", "el2.csv", semicolons(values=lambda n, y: f"{n + 2},5").encode(), "2026")
    assert (run.state, run.rows) == ("OK", 12)
    assert ingest(["build"]) == 0
    assert ask("SELECT DISTINCT obtained, release FROM figure WHERE indicator_id = 'prov_el'") == [("by_hand", "2026")]
    with pytest.raises(IngestError, match="passar ingen läsare"):
        workshop.drop("prov_kalla", "fel.csv", b"a;b\n1;2\n", "2026")


def test_a_failed_check_names_the_offending_row_and_nothing_can_be_saved(publisher, tmp_path):
    publisher.answers[f"{HOST}/el.csv"] = semicolons(values=lambda n, y: "99999,0" if n == 2 else "1,0").encode()
    *_, failed = workshop.check(electricity())
    assert not failed.passed
    assert "prov_el · 0684 · 2023" in failed.text
    assert "99999" in failed.text
    with pytest.raises(WrongUse, match="99999"):
        workshop.save(electricity())
    assert workshop.saved() == []
    assert not (tmp_path / "state" / "answers").exists()


@pytest.mark.parametrize("body", [b"<html><body>Fel</body></html>", b"", b"Kommun;Fel\n0604;1\n"], ids=["html", "empty", "renamed"])
def test_a_publisher_that_answers_otherwise_is_told_of(publisher, body):
    publisher.answers[f"{HOST}/el.csv"] = body
    *_, failed = workshop.check(electricity())
    assert not failed.passed
    assert len(failed.text) > 40
    with pytest.raises(IngestError):
        workshop.preview(electricity())


def test_a_key_is_never_taken_over(publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    workshop.save(electricity())
    before = registry.shelf().joinpath("prov_kalla.py").read_bytes()
    with pytest.raises(WrongUse, match="redan"):
        workshop.save(replace(electricity(), title="En annan"))
    assert registry.shelf().joinpath("prov_kalla.py").read_bytes() == before
    other = replace(electricity(), key="prov_annan")
    assert any(f.field == "indicator" and "prov_kalla" in f.rule for f in workshop.faults(other)), "a key figure belongs to one source"
    assert any(f.field == "key" for f in workshop.faults(replace(electricity(), key="cars")))
    with pytest.raises(WrongUse, match="inte sparad"):
        workshop.remove("cars")


def test_a_spoiled_saved_file_stops_no_other_source(publisher, capsys):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    file = workshop.save(electricity())
    file.write_text('import os\nSOURCE = os.system("x")\n', encoding="utf-8")
    assert "prov_kalla" not in registry.sources()
    assert "cars" in registry.sources()
    assert "prov_kalla" in registry.saved()[1]
    assert ingest(["fetch", "prov_kalla"]) != 0
    assert "«import os»" in " ".join(capsys.readouterr().err.split())
    assert workshop.saved() == ["prov_kalla"], "it can be removed"
    workshop.remove("prov_kalla")


def test_a_saved_file_that_asks_another_host_or_sends_a_secret_is_not_read(publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    file = workshop.save(electricity())
    good = file.read_text(encoding="utf-8")
    for bad in (
        good.replace(f"{AT}el.csv", "https://evil.example/el.csv"),
        good.replace('separator=";"', 'separator=";", headers={"A": "$HOME"}'),
    ):
        assert bad != good
        file.write_text(bad, encoding="utf-8")
        assert "prov_kalla" in registry.saved()[1]


def test_words_of_a_saved_source_stand_beside_it(publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    file = workshop.save(electricity())
    with file.with_suffix(".csv").open(encoding="utf-8", newline="") as handle:
        (row,) = csv.DictReader(handle)
    taken = [w.position for w in taxonomy.built_in().values() if w.track == "context"]
    assert int(row["position"]) == max(taken) + 1
    assert row["definition_url"] == AT
    recording = json.loads((file.with_suffix("") / "answers" / "prov_kalla.json").read_text(encoding="utf-8"))
    assert {a["obtained"] for t in recording["takes"] for a in t["answers"]} == {"rebuilt"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "Bad-Key"}, "key"), ({"key": ""}, "key"), ({"title": ""}, "title"), ({"limits": "  "}, "limits"), ({"licence_class": "free"}, "licence_class"),
        ({"track": "x"}, "track"), ({"homepage": "http://x.se"}, "homepage"), ({"url": "https://evil.example/x.csv"}, "url"), ({"row_count": (9, 3)}, "row_count"),
        ({"values": ()}, "values"), ({"place": ""}, "place"), ({"period": ""}, "period"), ({"options": {"colour": "red"}}, "colour"),
        ({"options": {"headers": {"A": "$HOME"}}}, "headers"), ({"options": {"skip": "many"}}, "skip"), ({"options": {"member": "("}}, "member"),
        ({"title": "Snett\u202etext"}, "title"), ({"method": "x" * 601}, "method"), ({"place": "a\0b"}, "place"),
    ],
)  # fmt: skip
def test_what_a_draft_lacks_is_named(changes, field):
    assert field in {fault.field for fault in workshop.faults(replace(electricity(), **changes))}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"high": None}, "high"), ({"low": 5.0, "high": 5.0}, "high"), ({"high": float("inf")}, "high"), ({"low": float("nan")}, "high"), ({"unit": "skäppor"}, "unit"), ({"indicator": "Å"}, "indicator"), ({"indicator": "cars"}, "indicator"),
        ({"definition_sv": "Kort."}, "definition_sv"), ({"name_en": ""}, "name_en"), ({"theme": "x"}, "theme"), ({"better": "x"}, "better"), ({"decimals": 9}, "decimals"), ({"field": ""}, "field"),
    ],
)  # fmt: skip
def test_what_a_key_figure_lacks_is_named(changes, field):
    wrong = replace(electricity(), values=(value(**{"field": "Elanvändning (MWh)", **changes}),))
    assert field in {fault.field for fault in workshop.faults(wrong)}


def test_two_writers_do_not_meet(publisher, monkeypatch):
    from ingest.publish import writing
    from ingest.workshop import shelf
    from twin.paths import state

    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    workshop.check(electricity())
    monkeypatch.setattr(shelf, "PATIENCE", 0.3)
    with writing(state()), pytest.raises(IngestError, match="pågår"):
        workshop.save(electricity())
    assert workshop.saved() == []


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/x", f"https://{HOST}:8443/x", f"https://user@{HOST}/x", "https://127.0.0.1/x", "https://[::1]/x", "https://localhost/x",
        "https://2130706433/x", "https://169.254.169.254/latest", "file:///etc/passwd", "ftp://x.se/", f"https://{HOST}.evil.se/", "https://", "x", "",
        "https://intranet/x", "https://[bad/",
    ],
)  # fmt: skip
def test_only_listed_publishers_are_asked(url, desk):
    assert hosts.refusal(url)
    with pytest.raises(IngestError):
        workshop.look("csv", url)
    assert desk.asked == []


def test_a_listed_host_that_leads_inside_is_not_asked(monkeypatch):
    monkeypatch.delenv("INGEST_GATEWAY")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(2, 1, 6, "", ("10.1.2.3", 443))])
    assert "10.1.2.3" in hosts.refusal(f"{AT}x")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(2, 1, 6, "", ("8.8.8.8", 443))])
    assert hosts.refusal(f"{AT}x") == ""


def test_the_list_of_hosts_says_whose_each_is():
    from twin.paths import DATA

    found = hosts.hosts(DATA / "hosts.toml")
    assert {"api.kolada.se", "statistikdatabasen.scb.se", "admin.dataportal.se"} <= set(found)
    for built_in in registry.built_in().values():
        assert all("nyckel" not in text for text in hosts.refusals(built_in)) or built_in.key in ("swecris",), built_in.key


def test_what_is_held_back_and_how_it_went_go_with_the_source_and_can_be_put_back(publisher, desk):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode("cp1252")
    file = workshop.save(electricity())
    root, store = registry.shelf().parent, Store(registry.shelf().parent)
    store.hold("prov_kalla", store.takes("prov_kalla")[-1])
    places = {
        "prov_kalla.py": file, "prov_kalla.csv": file.with_suffix(".csv"), "prov_kalla": file.with_suffix(""),
        "prov_kalla.json": store.lock_file("prov_kalla"), "held/prov_kalla.json": store.held_file("prov_kalla"),
    }  # fmt: skip
    before = {f.relative_to(root): f.read_bytes() for place in places.values() for f in (place, *place.rglob("*")) if f.is_file()}
    run = runs()["prov_kalla"]
    there = workshop.remove("prov_kalla")
    assert not any(place.exists() for place in places.values())
    assert "prov_kalla" not in runs()
    for name, place in places.items():
        (there / name).replace(place)
    assert {name: (root / name).read_bytes() for name in before} == before
    assert Run("prov_kalla", **{**json.loads((there / "run.json").read_text(encoding="utf-8"))["prov_kalla"], "faults": ()}) == run
