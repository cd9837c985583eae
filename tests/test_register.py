"""The register that is shipped: whole, true to the material it was made from, and left behind by another federation."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register_rows import FILES, FOLDER, PLACES, SIX, Rows, rows_of
from twin.paths import DATA, ROOT
from twin.register import EDITORS, Register, RegisterError, kind_of, load


@pytest.fixture(scope="module")
def register() -> Register:
    return load(FOLDER, PLACES)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "register"))


# --- what is shipped -------------------------------------------------------------------------------------------------------------------


def test_it_holds_the_74_initiatives(register: Register) -> None:
    assert len(register.initiative) == 74
    assert Counter(row.kind for row in register.initiative) == {"climate": 44, "digital": 19, "both": 11}
    prefixes = {"HOG": 9, "LAN": 17, "NAT": 1, "ANE": 6, "EKS": 7, "NAS": 7, "SAV": 10, "VET": 5, "TRA": 12}
    assert Counter(row.id[:3] for row in register.initiative) == prefixes
    assert Counter(row.phase for row in register.initiative) == {
        "pågående": 39,
        "okänd": 12,
        "avslutad": 11,
        "planerad": 8,
        "föreslagen": 4,
    }


def test_every_initiative_has_source_place_owner_and_theme(register: Register) -> None:
    ids = {row.id for row in register.initiative}
    assert {row.initiative_id for row in register.initiative_source} == ids
    assert {row.initiative_id for row in register.initiative_place} == ids
    assert {row.initiative_id for row in register.initiative_tag if row.scheme == "theme"} == ids
    assert {(row.initiative_id, row.organisation_id) for row in register.initiative_organisation if row.role == "ansvarig"} >= {
        (row.id, row.owner_org_id) for row in register.initiative
    }


def test_tags_quote_the_text_and_few_are_coded_by_the_editors(register: Register) -> None:
    texts = {row.id: f"{row.title_sv} {row.description_sv}" for row in register.initiative}
    quoted = [row for row in register.initiative_tag if row.evidence in texts[row.initiative_id]]
    coded = [row for row in register.initiative_tag if row.evidence == EDITORS]
    assert len(quoted) + len(coded) == len(register.initiative_tag)
    assert len(coded) < len(quoted) / 10
    assert {row.scheme for row in register.initiative_tag} == {"theme", "technology", "asset", "data_made", "data_needed"}


def test_it_goes_into_the_schema_as_it_is(register: Register) -> None:
    con = duckdb.connect()
    con.execute((ROOT / "twin" / "sql" / "schema.sql").read_text(encoding="utf-8"))
    con.executemany("INSERT INTO place VALUES (?, ?, 'municipality', NULL, NULL, NULL)", [(code, code) for code in sorted(PLACES)])
    for table, columns, rows in register.tables():
        con.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        described = [name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall()]
        assert described == columns
        assert con.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(rows),)


def test_every_tag_and_technology_has_words(register: Register) -> None:
    labels = {(row.scheme, row.code) for row in register.code_label}
    assert {(row.scheme, row.code) for row in register.initiative_tag} <= labels
    assert Counter(scheme for scheme, _ in labels)["theme"] == 19


def test_themes_name_the_emission_sectors_as_the_figures_do() -> None:
    sectors = {
        "Arbetsmaskiner", "Avfall (inkl.avlopp)", "Egen uppvärmning av bostäder och lokaler", "El och fjärrvärme",
        "Industri (energi + processer)", "Jordbruk", "Produktanvändning (inkl. lösningsmedel)", "Transporter",
    }  # fmt: skip
    named = {name for row in rows_of("themes", DATA / "taxonomy") for name in row["ned_sector"].split(";") if name}
    assert named == sectors


def test_tranas_stands_outside_the_federation(register: Register) -> None:
    of_the_federation = {row.id for row in register.initiative if row.owner_org_id == "hoglandsforbundet"} - {"HOG-01"}
    assert len(of_the_federation) == 8
    assert not [row for row in register.initiative_place if row.initiative_id in of_the_federation and row.place_code == "0687"]
    assert not [
        row for row in register.initiative_organisation if row.initiative_id in of_the_federation and row.organisation_id == "tranas-kommun"
    ]


def test_goals_say_whose_and_of_which_gas(register: Register) -> None:
    goals = {row.id: row for row in register.target}
    assert {row.place_code for row in register.target} == SIX | {"06"}
    assert {row.place_code for row in register.target if row.state == "not_found"} == {"0685", "0686"}
    assert {row.place_code for row in register.target if row.indicator_id in {"ghg_emissions", "ghg_per_inhabitant"}} == SIX | {"06"}
    budget = goals["lan-koldioxidbudget"]
    assert (budget.gas, budget.value, budget.base_period, budget.drawable) == ("co2", -13.2, "2023", False)
    for row in register.target:
        if row.drawable:
            assert (row.scope, row.gas, row.indicator_id) == ("territory", "ghg", "ghg_per_inhabitant")
        if row.state == "not_found":  # no goal found is not the same as no plan
            assert "saknar" not in row.text_sv
            assert "ej funnet" in row.text_sv


def test_a_passed_end_is_told_where_the_source_says_ongoing(register: Register) -> None:
    passed = [
        row
        for row in register.initiative
        if row.phase == "pågående" and row.end_date and row.end_date < "2026-11" and row.end_date != "2026"
    ]
    assert len(passed) == 7
    assert {row.phase_basis for row in passed} == {"sidan (slutår passerat)"}


@given(st.integers(0, 2), st.integers(0, 2))
def test_kind_follows_from_the_scores(climate: int, digital: int) -> None:
    if climate or digital:
        assert (kind_of(climate, digital) in {"climate", "both"}) == (climate > 0)
        assert (kind_of(climate, digital) in {"digital", "both"}) == (digital > 0)


# --- against the material it was made from ---------------------------------------------------------------------------------------------


def material(shared: Path, name: str) -> Rows:
    file = shared / "register" / name
    if not file.exists():
        pytest.skip(f"{file} is not there: the register is not compared with its material")
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_ids_and_facts_are_those_of_the_material(shared: Path, register: Register) -> None:
    theirs = {row["id"]: row for row in material(shared, "initiatives.csv")}
    assert [row.id for row in register.initiative] == list(theirs)
    places = {(row.initiative_id, row.place_code) for row in register.initiative_place}
    assert places == {(key, code) for key, row in theirs.items() for code in row["municipality_codes"].split(";")}
    themes = {(row.initiative_id, row.code) for row in register.initiative_tag if row.scheme == "theme"}
    assert themes >= {(key, code) for key, row in theirs.items() for code in row["theme"].split(";")}
    for row in register.initiative:
        was = theirs[row.id]
        same = ("title_sv", "description_sv", "geo_level", "kind", "budget_note")
        assert [getattr(row, name) for name in same] == [was[name] for name in same], row.id
        assert (row.owner_text, row.partners_text, row.funder_text) == (was["owner"], was["partners"], was["funder"])
        assert (row.climate_score, row.digital_score, row.phase) == (int(was["climate_score"]), int(was["digital_score"]), was["status"])
        assert ((row.start_date or "")[:4], (row.end_date or "")[:4], row.as_of or "") == (was["start_year"], was["end_year"], was["as_of"])
        assert str(row.budget_sek or "") == was["budget_sek"]


def test_sources_are_those_of_the_material(shared: Path, register: Register) -> None:
    ours = {(row.initiative_id, row.url) for row in register.initiative_source}
    theirs = {
        (row["id"], url)
        for row in material(shared, "initiatives.csv")
        for url in (row["source_url"], *row["other_sources"].split(" | "))
        if url.startswith("http")
    }
    in_words = {key for key, url in ours - theirs if not url.startswith("http")}
    assert ours - theirs == {(key, url) for key, url in ours if key in in_words and not url.startswith("http")}
    assert {key for key, _ in theirs - ours} == {"LAN-04"}  # an address with a personal name is given in words


def test_unverified_initiatives_are_not_shipped(shared: Path, register: Register) -> None:
    unverified = {row["title_sv"] for row in material(shared, "initiatives_unverified.csv")}
    assert len(unverified) == 11
    assert not unverified & {row.title_sv for row in register.initiative}


def test_organisation_numbers_are_the_sourced_ones(shared: Path, register: Register) -> None:
    file = shared / "facts" / "organisations" / "municipal_organisations_hoglandet.csv"
    with file.open(encoding="utf-8", newline="") as handle:
        sourced = {row["orgnr"] for row in csv.DictReader(handle) if row["luhn"] == "ok"}
    assert {row.orgnr for row in register.organisation if row.orgnr} == sourced
    assert [row.orgnr for row in register.organisation if row.id == "eksjo-stadshus"] == [None]


# --- another federation ----------------------------------------------------------------------------------------------------------------


def test_no_register_is_an_empty_register(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        empty = load(folder, {"1488"})
        assert [table for table, _, _ in empty.tables()] == ["code_label"]


@pytest.mark.parametrize("file", FILES)
def test_half_a_register_names_what_is_missing(copy: Path, file: str) -> None:
    (copy / f"{file}.csv").unlink()
    with pytest.raises(RegisterError) as raised:
        load(copy, PLACES)
    assert f"{file}.csv, rad 1" in str(raised.value)
    assert len(raised.value.faults) == 1


def test_other_places_are_strangers() -> None:
    with pytest.raises(RegisterError) as raised:
        load(FOLDER, {"1488", "14", "00"})
    strange = {(fault.file, fault.column) for fault in raised.value.faults}
    assert strange == {("organisations.csv", "place_code"), ("initiative_places.csv", "place_code"), ("targets.csv", "place_code")}
