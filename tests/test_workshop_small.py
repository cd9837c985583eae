"""Recordings cut down to our own rows and without persons: the same figures, and nobody in them. And how a failed check shows the row it failed on."""

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from ingest import check, explain, region, registry
from ingest.check import Case
from ingest.connectors.csv_table import CsvTable
from ingest.connectors.json_records import JsonRecords
from ingest.connectors.workbook import Workbook
from ingest.cutting import Cut, persons_left
from ingest.errors import IngestError
from ingest.fetch import adopt
from ingest.http import Http
from ingest.receipts import Store
from ingest.record import record
from ingest.small import shrink, without_persons
from ingest.source import Connector, Indicator, Source
from tests.ods import ods
from tests.publishers import CODES, HOST, NAMES, OTHERS, pages, semicolons, years_over_kinds
from tests.test_workshop import AT
from twin.paths import state

pytestmark = pytest.mark.usefixtures("desk")
MANY = (*NAMES, *OTHERS, *(f"{n:04d}" for n in range(2000, 2400)))


def source(reads: Connector, **other: object) -> Source:
    told = {
        "title": "Prov", "publisher": "Prov", "licence": "CC0", "licence_class": "open", "homepage": AT, "track": "context", "row_count": (6, 100),
        "indicators": (Indicator("prov_el", unit="MWh", value_range=(0, 1000)),), "key": "prov_kalla",
    }  # fmt: skip
    return Source(**{**told, "fetch": reads, **other})


def electricity() -> Source:
    return source(
        CsvTable(url=f"{AT}el.csv", separator=";", decimal=",", place="Kommun", period="År", values={"Elanvändning (MWh)": "prov_el"})
    )


def bodies(folder) -> bytes:
    return b"".join(file.read_bytes() for file in sorted((folder / "raw").iterdir()))


def recorded(tmp_path, made: Source) -> tuple[str, Case]:
    folder = tmp_path / "recording"
    told = record(made, region.load(), folder, Http(), lambda text: None)
    store = Store(folder)
    return told, Case(made, region.load(), store, store.takes(made.key)[0])


def test_a_recorded_csv_keeps_our_rows_and_a_few_others_and_no_persons(publisher, tmp_path):
    publisher.answers[f"{HOST}/el.csv"] = semicolons(MANY).encode("cp1252")
    told, case = recorded(tmp_path, electricity())
    text = bodies(case.store.root).decode("cp1252")
    assert "12 rader inspelade" in told
    assert "Kontakt (namnet)" in told
    assert "@" not in text
    assert text.splitlines()[0] == "Kommun;År;Elanvändning (MWh);Kontakt"
    assert 12 < len(text.splitlines()) < 20, "of the others a few stay, so that there is something to skip"
    (answer,) = case.take.answers
    assert (answer.obtained, answer.etag) == ("rebuilt", None)
    assert "inga fält om personer" in str(answer.copy_of)
    assert [record for _, record in check.records(case)] == [r for _, r in check.records(case)]
    assert not [text for name in check.CHECKS for text in check.CHECKS[name](case)]


def test_a_recorded_json_list_has_nothing_of_persons_at_any_depth(publisher, tmp_path):
    records = [
        {"kommun": code, "ar": 2024, "antal": 5, "kontakt": {"namn": "Påhittad", "rum": 4}, "team": [{"epost": "a@example.org"}], "text": "ring 070-123 45 67"}
        for code in (*CODES, *(f"{n:04d}" for n in range(2000, 2100)))
    ]  # fmt: skip
    publisher.answers[f"{HOST}/lista"] = json.dumps({"data": records}).encode()
    reads = JsonRecords(url=f"{AT}lista", path="data", place="kommun", period="ar", values={"antal": "prov_el"})
    _, case = recorded(tmp_path, source(reads))
    kept = bodies(case.store.root).decode()
    assert "Påhittad" not in kept
    assert "@" not in kept
    assert "070" not in kept
    assert len(json.loads(kept)["data"]) < 12


def test_files_in_an_archive_are_each_cut(publisher, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("el.csv", semicolons(MANY))
    publisher.answers[f"{HOST}/el.zip"] = out.getvalue()
    _, case = recorded(tmp_path, source(replace(electricity().fetch, url=f"{AT}el.zip", member="el.csv")))
    with zipfile.ZipFile(io.BytesIO(bodies(case.store.root))) as archive:
        text = archive.read("el.csv").decode()
    assert "@" not in text
    assert len(text.splitlines()) < 20


def test_pages_of_a_list_are_each_cut(publisher, tmp_path):
    publisher.answers[f"{HOST}/tjanster"] = pages()
    reads = JsonRecords(url=f"{AT}tjanster", path="data", next="next", place="kommun.kod", period="ar", values={"antal": "prov_el"})
    _, case = recorded(tmp_path, source(reads))
    assert len(case.take.answers) == 3
    assert b"P\xc3\xa5hittad" not in bodies(case.store.root)


def test_a_recorded_workbook_keeps_its_heading_and_our_rows(publisher, tmp_path):
    book = openpyxl.Workbook()
    for row in [["Rubrik"], ["Kommun", "E-post", "Antal"], *([c, "nagon@example.org", 3] for c in (*CODES, *map(str, range(2000, 2100))))]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    publisher.answers[f"{HOST}/a.xlsx"] = out.getvalue()
    reads = Workbook(url=f"{AT}a.xlsx", sheets={".*": {"Antal": "prov_el"}}, anchor="Kommun", place="Kommun", at="2025")
    told, case = recorded(tmp_path, source(reads))
    assert "E-post" in told
    sheet = openpyxl.load_workbook(io.BytesIO(bodies(case.store.root))).active
    assert [cell.value for cell in sheet[1]][:1] == ["Rubrik"]
    assert len(list(sheet.iter_rows())) == 2 + 6 + 3
    assert {row[1] for row in sheet.iter_rows(min_row=3, values_only=True)} == {None}


def test_a_source_that_reads_a_persons_field_cannot_be_recorded(publisher, tmp_path):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    reads = replace(electricity().fetch, breakdown=("Kontakt",))
    with pytest.raises(IngestError, match=r"Kontakt \(namnet\)"):
        recorded(tmp_path, source(reads))
    assert not (tmp_path / "recording" / "answers").exists()


def test_a_cut_that_would_change_a_figure_is_not_made(publisher, tmp_path):
    publisher.answers[f"{HOST}/el.csv"] = semicolons(MANY).encode()
    whole, small = Store(tmp_path / "whole"), tmp_path / "small"
    file = tmp_path / "el.csv"
    file.write_bytes(semicolons(MANY).encode())
    made = replace(electricity(), accepts={"file": electricity().fetch}, fetch=None)
    adopt(made, region.load(), whole, file, None, "2026")
    case = Case(made, region.load(), whole, whole.takes(made.key)[0])
    assert [r for _, r in check.records(shrink(case, small))] == [r for _, r in check.records(case)]
    assert len(shrink(case, small).store.body(shrink(case, small).take.answers[0].sha256)) < len(file.read_bytes()) / 10
    assert without_persons(case, tmp_path / "other")[1] == {"Kontakt": "namnet"}


@pytest.mark.parametrize(
    ("cell", "told"), [("Eksjö", ""), ("Kontaktperson", "namnet"), ("ring 070-123 45 67", "telefonnummer"), ("Antal personer", "")]
)
def test_persons_in_an_ods_file_are_seen_as_nothing_can_be_taken_out(cell, told):
    found = persons_left(ods([["Kommun", "Antal"], ["0604", 5], [cell, None]]))
    assert bool(told) is bool(found)
    assert told in found


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><a href='x'>person@example.org</a></html>", b"\x1f\x8b\x08rubbish", b"PK rubbish", b"{", b"\x00\x01", b"a" * 10_000],
)
def test_an_answer_of_an_unknown_sort_is_left_as_it_is(body):
    assert Cut(region.load()).body(body) == body


def test_a_failed_check_shows_the_row_as_the_publisher_wrote_it(publisher, tmp_path):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    _, case = recorded(tmp_path, electricity())
    assert list(explain.told(case)) == []
    narrow = replace(case.source, indicators=(Indicator("prov_el", unit="MWh", value_range=(0, 4)),))
    told = list(explain.told(replace(case, source=narrow)))
    assert "prov_el · 0685 · 2023" in told[0]
    assert "4.3" in told[0]
    assert told[1].strip() == "i svaret: Kommun=Vetlanda kommun · År=2023 · Elanvändning (MWh)=4,3 · Kontakt="
    assert len([line for line in told if line.startswith("    ")]) <= explain.MOST


def test_a_recording_of_a_saved_source_lies_beside_it(desk):
    from ingest import desk as commands

    assert commands.recordings("cars") == check.RECORDINGS
    assert registry.shelf().name == "sources"


def test_a_source_without_an_address_is_recorded_from_the_file_handed_in(tmp_path):
    made = source(electricity().fetch, fetch=None, accepts={"tabell": electricity().fetch})
    folder, file = tmp_path / "recording", tmp_path / "el.csv"
    with pytest.raises(IngestError, match="ingen fil är inlämnad. Kör python -m ingest adopt prov_kalla FIL"):
        record(made, region.load(), folder, Http(), lambda text: None)
    file.write_bytes(semicolons(MANY).encode("cp1252"))
    assert adopt(made, region.load(), Store(state()), file, None, "2024").state == "OK"
    told = record(made, region.load(), folder, Http(), lambda text: None)
    assert told == "inspelat ur el.csv: utan fälten Kontakt."
    store = Store(folder)
    case = Case(made, region.load(), store, store.takes(made.key)[0])
    assert b"@" not in bodies(folder) and len(list(check.records(case))) == 12


def test_a_recorded_workbook_keeps_its_merged_headings(publisher, tmp_path):
    publisher.answers[f"{HOST}/laddare.xlsx"] = years_over_kinds()
    kinds = {"{period} Normal": ("prov_el", "normal"), "{period} Snabb": ("prov_el", "snabb")}
    reads = Workbook(url=f"{AT}laddare.xlsx", sheets={"Laddning": kinds}, anchor="Kommunkod", rows_above=1, place="Kommunkod")
    told, case = recorded(tmp_path, source(reads))
    assert "24 rader inspelade" in told
    assert not [text for name in check.CHECKS for text in check.CHECKS[name](case)]
