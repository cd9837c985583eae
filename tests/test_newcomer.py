"""The slips of someone who adds a first source: each is answered with what was meant, and not with a way round it."""

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import openpyxl
import pytest

from ingest import registry, taxonomy, wording, workshop
from ingest.__main__ import main as ingest
from ingest.connectors.csv_table import CsvTable
from ingest.connectors.json_records import JsonRecords
from ingest.contract import check
from ingest.errors import ContractError, IngestError
from ingest.source import Indicator, Row
from tests.asks import OURS, URL, Asks, dumps, source
from tests.publishers import CODES, HOST, pages
from tests.test_workshop import AT, draft, value

# --- a unit that nobody knows


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("Mwh", "de närmaste som finns är «MWh»"),
        ("ton CO2", "lägg till «ton CO2»"),
        ("tCO2e", "de närmaste som finns är «t CO2e», «t CO2»"),
        ("procent", "«%»"),
        ("xyzzy", "de som finns är «t CO2e», «t CO2», «antal»"),
    ],
)
def test_an_unknown_unit_is_answered_with_the_nearest_known_and_how_to_add_one(unit: str, told: str) -> None:
    word = taxonomy.built_in()["electric_cars"]
    found = [f for f in wording.faults(word, Indicator("electric_cars", unit=unit), [word]) if f.field == "unit (i källfilen)"]
    if unit == "ton CO2":  # as it is read out, which is known too
        assert found == []
        return
    assert told in found[0].rule
    assert found[0].rule.endswith(f"eller lägg till «{unit}» med dess engelska i twin/locale/en/units.json")


def test_every_unit_in_use_is_known() -> None:
    assert {i.unit for s in registry.built_in().values() for i in s.indicators} <= set(wording.units())


@pytest.mark.parametrize(
    ("heading", "unit", "said"),
    [
        ("Elanvändning (MWh)", "bilar", "MWh"),
        ("Hushållsavfall, kg/person", "MWh", "kg per invånare"),
        ("Hushållsavfall, kg/person", "kg per invånare", ""),
        ("Utsläpp (ton CO2e)", "t CO2e", ""),
        ("Bussar (antal)", "fordon", ""),
        ("Elanvändning", "MWh", ""),
    ],
)
def test_a_heading_that_says_another_unit_is_told_of(heading: str, unit: str, said: str) -> None:
    reads = CsvTable(url=URL, place="Kommun", at="2024", values={heading: ("electric_cars", "en del")})
    made = replace(source(reads), indicators=(Indicator("electric_cars", unit=unit, value_range=(0, 9)),))
    found = [fault for fault in wording.of_source(made) if fault.field == "unit"]
    assert [fault.rule for fault in found] == ([f"rubriken «{heading}» säger «{said}»; skriv den enheten"] if said else [])


# --- an id that is misspelt


def test_a_key_figure_without_words_is_told_of_the_row_that_may_be_meant(monkeypatch, capsys) -> None:
    known = taxonomy.words()
    free = {**known, "electric_carz": replace(known["electric_cars"], id="electric_carz")}
    del free["electric_cars"]
    monkeypatch.setattr(wording, "words", lambda: free)
    assert ingest(["check", "electric_cars"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "raden finns inte, men «electric_carz» som ingen källa har; skriv samma id i källfilen och i raden" in told


def test_a_figure_that_the_source_does_not_declare_is_told_of_the_one_that_may_be_meant() -> None:
    declared = source(CsvTable(url=URL, place="kommun", at="2024", values={"a": "trail_lihgts"}), "other", "trail_lights")
    ask = Asks(declared, b"kommun,a\n" + b"".join(f"{code},1\n".encode() for code in CODES))
    with pytest.raises(ContractError, match=r"«trail_lihgts», som inte står bland dess indicators") as seen:
        check(declared, OURS, list(declared.fetch.read(ask)))
    assert seen.value.remedy.startswith("Menar du «trail_lights»? Skriv samma id i values, count eller sum som i Indicator")
    assert "gränsen" not in seen.value.remedy


@pytest.mark.parametrize(
    ("key", "told"), [("electric_car", "Menar du «electric_cars»? De som finns: "), ("qqqqq", "finns inte. De som finns: ")]
)
def test_a_misspelt_key_is_answered_with_the_nearest(key: str, told: str, capsys) -> None:
    assert ingest(["check", key]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
    with pytest.raises(ContractError, match=r"Menar du «electric_cars»\? Ett nytt nyckeltal"):
        taxonomy.of("cars", "electric_car")


# --- pages that were forgotten


def page(**more: object) -> bytes:
    """The first page: three of our municipalities."""
    return dumps({"data": [{"k": code, "n": 1} for code in CODES[:3]], **more})


LIST = JsonRecords(url=URL, path="data", place="k", at="2024", values={"n": "n"})


def refused(table: JsonRecords, body: bytes) -> IngestError:
    with pytest.raises(ContractError) as seen:
        ask = Asks(declared := source(table, "n"), body)
        check(declared, OURS, list(table.read(ask)))
    return seen.value


@pytest.mark.parametrize(
    ("more", "option"),
    [
        ({"next": "https://example.org/data?page=2"}, 'next="next"'),
        ({"links": {"next": "/data?page=2", "prev": None}}, 'next="links.next"'),
        ({"_links": {"next": {"href": "/data?page=2"}}}, 'next="_links.next.href"'),
        ({"@odata.nextLink": "https://example.org/data?$skip=3"}, 'next="@odata.nextLink"'),
        ({"links": [{"rel": "self", "href": URL}, {"rel": "next", "href": URL + "?p=2"}]}, 'page="page" eller offset="offset"'),
        ({"meta": {"hasMore": True}}, 'page="page" eller offset="offset"'),
        ({"next": "c2lkYSAy"}, 'page="page" eller offset="offset"'),
        ({"meta": {"next_cursor": "c2lkYSAy"}}, 'next="meta.next_cursor" och cursor="cursor"'),
        ({"paging": {"totalCount": 290}}, 'page="page" eller offset="offset"'),
        ({"total": 290}, 'page="page" eller offset="offset"'),
        ({"count": 6}, 'page="page" eller offset="offset"'),
    ],
    ids=str,
)
def test_an_answer_with_more_pages_says_so_and_names_the_option(more: Mapping[str, object], option: str) -> None:
    told = refused(LIST, page(**more))
    assert "fler sidor" in str(told)
    assert option in told.remedy
    assert "may_lack" not in str(told)


def test_the_option_that_is_named_reads_on() -> None:
    first = page(**{"@odata.nextLink": URL + "?$skip=3"})
    rest = dumps({"data": [{"k": code, "n": 1} for code in CODES[3:]]})
    table = replace(LIST, next="@odata.nextLink?")
    ask = Asks(declared := source(table, "n"), {URL: first, URL + "?$skip=3": rest})
    assert {r.place for r in (record for _, record in check(declared, OURS, list(table.read(ask))).records) if isinstance(r, Row)} == set(
        CODES
    )


def test_pages_that_are_asked_for_by_a_mark_are_read_to_the_last() -> None:
    """The mark goes into the parameter as it stands, whatever signs it has; null ends the list."""
    second = URL + "?limit=500&after=s%2Fida%3D2"
    answers = {
        URL + "?limit=500": page(meta={"cursor": "s/ida=2"}),
        second: dumps({"data": [{"k": code, "n": 1} for code in CODES[3:]], "meta": {"cursor": None}}),
    }
    table = replace(LIST, next="meta.cursor", cursor="after", limit="limit")
    ask = Asks(declared := source(table, "n"), answers)
    assert len(check(declared, OURS, list(table.read(ask))).records) == 6
    with pytest.raises(ContractError, match="Sidorna tar aldrig slut"):
        list(table.read(Asks(declared, answers | {second: answers[URL + "?limit=500"]})))
    with pytest.raises(ValueError, match="next ska säga var"):
        replace(LIST, cursor="after")


def test_a_whole_list_that_speaks_of_its_number_is_read() -> None:
    whole = [{"k": code, "n": 1} for code in CODES]
    for more in ({"next": None}, {"total": 6}, {"totalCount": 6}, {"total": 290}, {"links": {"next": ""}}, {"hasMore": False}, {}):
        ask = Asks(declared := source(LIST, "n"), dumps({"data": whole, **more}))
        assert len(check(declared, OURS, list(LIST.read(ask))).records) == len(CODES)


def test_a_first_page_without_our_municipalities_is_no_matter_of_spelling() -> None:
    told = refused(LIST, dumps({"data": [{"k": "0114", "n": 1}], "total": 290}))
    assert "Listan har 1 poster, men «total» säger 290" in str(told)


def test_things_are_not_counted_on_a_first_page() -> None:
    everywhere = [{"k": code, "n": 1} for code in CODES]
    for things in (replace(LIST, values={}, count="n"), replace(LIST, values={}, sum={"n": "n"})):
        assert "fler sidor" in str(refused(things, dumps({"data": everywhere, "total": 290})))


def test_a_municipality_that_lacks_for_another_reason_is_told_of_as_before() -> None:
    assert "may_lack" in refused(LIST, page()).remedy


def test_a_draft_without_its_pages_is_told_of_them(desk, publisher) -> None:
    publisher.answers[f"{HOST}/tjanster"] = pages()
    made = draft("json", f"{AT}tjanster", place="kommun.kod", period="ar", values=(value("antal", unit="antal"),), options={"path": "data"})
    (failed,) = [f for f in workshop.check(made) if not f.passed]
    assert 'Skriv next="next" i källfilen' in failed.text
    publisher.answers[f"{HOST}/lista"] = json.dumps({"rader": [{"kommun": code, "n": 1} for code in CODES], "totalt": 290}).encode()
    assert "Listan har 6 poster, men «totalt» säger 290" in workshop.look("json", f"{AT}lista").note


# --- two columns with the same heading


def test_columns_with_the_same_heading_are_told_apart(desk, publisher) -> None:
    book = openpyxl.Workbook()
    for row in [
        ["Kommun", "2023", "2023", "Kontaktperson", "Kontaktperson"],
        [None, "Antal", "antal", None, None],
        *([code, n + 1, 10 * n, "Påhittad", "Påhittad"] for n, code in enumerate(CODES)),
    ]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    publisher.answers[f"{HOST}/a.xlsx"] = out.getvalue()
    seen = workshop.look("workbook", f"{AT}a.xlsx")
    assert seen.columns == ("Kommun", "kolumn B", "kolumn C")
    assert seen.rows[1] == (CODES[1], "2", "10")
    assert "Rubriken «2023 Antal» står flera gånger: kolumn B och kolumn C." in seen.note
    assert len(seen.dropped) == 2, "a heading that stands twice tells of persons all the same"
    made = replace(
        workshop.filled(draft("workbook", f"{AT}a.xlsx", options={**seen.guesses.options, "at": "2023"}), replace(seen)),
        values=(value("kolumn C", unit="antal"),),
        period="",
    )
    assert {f.place_code: f.value for f in workshop.preview(made).figures} == {code: 10 * n for n, code in enumerate(CODES)}


def test_a_heading_that_is_part_of_another_is_told_apart_too(desk, publisher) -> None:
    rows = "".join(f"{code},{n},{n + 5}\n" for n, code in enumerate(CODES))
    publisher.answers[f"{HOST}/a.csv"] = ("Kommun,Antal,antal 1)\n" + rows).encode()
    seen = workshop.look("csv", f"{AT}a.csv")
    assert seen.columns == ("Kommun", "kolumn B", "kolumn C")
    assert seen.rows[0] == (CODES[0], "0", "5")


# --- a workbook of the old sort


def test_an_old_workbook_is_told_of_by_its_name(desk) -> None:
    with pytest.raises(ContractError, match=r"\.xls\), som inte läses. Öppna den och spara om den som XLSX"):
        workshop.look("file", "", {}, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
