"""Whatever is wrong in a register file is told with file, line, column, value and remedy, and everything at once."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register_rows import FOLDER, PLACES, Rows, rows_of, write
from twin.register import RegisterError, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "register"))


@dataclass(frozen=True)
class Wrong:
    """A way to spoil one cell: the values that must be refused, and the rows where they can stand."""

    file: str
    column: str
    values: st.SearchStrategy[str]
    where: Callable[[dict[str, str]], bool] = lambda row: True


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=3, max_size=12)
NO_WORD = LETTERS.map(lambda text: f"x{text}x")
NO_DATE = st.one_of(
    st.builds("{}-{}".format, st.integers(1990, 2040), st.integers(13, 99)),
    st.builds("{}-02-{}".format, st.integers(1990, 2040), st.integers(30, 99)),
    st.integers(2101, 9999).map(str),
    st.sampled_from(["2025/09", "09-2025", "våren 2023", "20250901", "2025-9", "ca 2020", "2020–2025", "٢٠٢٥"]),
)
NO_SOURCE = st.sampled_from(
    ["https://", "http://exempel", "https://ex empel.se/a", "https://exempel.se/a b", "okänd", "en webbsida", "https://exempel.se/…"]
)
MAIL = st.builds("{}.{}@{}.se".format, *[st.text("abcdefgh", min_size=2, max_size=8)] * 3)
WRONG = [
    *(Wrong("initiatives", column, st.one_of(st.integers(3, 99).map(str), st.integers(-9, -1).map(str), NO_WORD)) for column in ("climate_score", "digital_score")),
    *(Wrong("initiatives", column, NO_DATE) for column in ("start_date", "end_date", "as_of")),
    Wrong("initiatives", "end_date", st.integers(1900, 1999).map(str), lambda row: bool(row["start_date"])),
    Wrong("initiatives", "description_sv", st.integers(301, 600).map(lambda length: "å" * length)),
    *(Wrong(file, column, st.sampled_from([limit + 1, 20_000]).map(lambda length: "å" * length)) for file, column, limit in (
        ("initiatives", "title_sv", 160), ("initiative_sources", "title_sv", 300), ("organisations", "name", 300), ("initiatives", "budget_note", 4000),
        ("organisations", "note_sv", 4000),
    )),
    Wrong("initiative_sources", "title_sv", LETTERS.map(lambda text: f"{text}\u202e{text}")),
    Wrong("initiative_sources", "url", st.just("https://exempel.se/" + "a" * 20_000)),
    Wrong("initiatives", "owner_org_id", NO_WORD),
    Wrong("initiatives", "owner_text", NO_WORD),
    Wrong("initiatives", "quality", st.sampled_from(["overifierad", "allmän kunskap", "sedd"])),
    Wrong("initiatives", "budget_sek", st.sampled_from(["16,9 mkr", "16 900 000", "-5", "0", "1e6", "12.5", "1" + "0" * 19])),
    Wrong("initiatives", "id", st.sampled_from(["nas-01", "NAS01", "NAS-1", "N-01", "NAS-01x"])),
    *(Wrong("initiatives", column, MAIL) for column in ("partners_text", "budget_note", "funder_text")),
    *(Wrong(file, column, NO_WORD) for file, column in (
        ("initiatives", "phase"), ("initiatives", "geo_level"), ("organisations", "kind"), ("organisations", "parent_id"), ("organisations", "place_code"),
        ("initiative_organisations", "initiative_id"), ("initiative_organisations", "organisation_id"), ("initiative_organisations", "role"),
        ("initiative_organisations", "evidence"), ("initiative_places", "initiative_id"), ("initiative_places", "place_code"), ("initiative_places", "evidence"),
        ("initiative_tags", "initiative_id"), ("initiative_tags", "scheme"), ("initiative_tags", "code"), ("initiative_tags", "evidence"),
        ("initiative_sources", "initiative_id"), ("initiative_relations", "a"), ("initiative_relations", "b"), ("initiative_relations", "kind"),
        ("targets", "place_code"), ("targets", "indicator_id"), ("targets", "scope"), ("targets", "gas"), ("targets", "state"), ("targets", "value"),
        ("targets", "drawable"))),
    *(Wrong(file, column, NO_SOURCE) for file, column in (("organisations", "source_url"), ("initiative_sources", "url"), ("targets", "source_url"))),
    *(Wrong("targets", column, NO_DATE) for column in ("base_period", "period", "seen_at")),
    Wrong("targets", "drawable", st.just("ja"), lambda row: row["scope"] != "territory" or not row["value"] or not row["indicator_id"]),
    Wrong("targets", "value", st.integers(-99, 99).map(str), lambda row: row["state"] == "not_found"),
    Wrong("targets", "source_url", st.just(""), lambda row: row["state"] == "found"),
    Wrong("targets", "unit", st.just(""), lambda row: row["value"] != ""),
    Wrong("organisations", "id", st.sampled_from(["Nässjö", "nassjo kommun", "nassjo--kommun", "-nassjo"])),
    Wrong("organisations", "orgnr", st.sampled_from(["2120000548", "212000-054", "212000-05488", "abc"])),
]  # fmt: skip


def faults_after(file: str, rows: Rows) -> RegisterError:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(FOLDER, Path(name) / "register"))
        write(folder, file, rows)
        with pytest.raises(RegisterError) as raised:
            load(folder, PLACES)
    return raised.value


def assert_told(error: RegisterError, file: str, index: int, column: str, value: str) -> None:
    begins = f"{file}.csv, rad {index + 2}, kolumn {column}: värdet «{value[:80]}"
    told = [line for line in str(error).splitlines() if line.startswith(begins)]
    assert told, f"{begins} not in:\n{error}"
    assert all("» " in line and ". Gör så här: " in line and line.endswith(".") for line in told)


@pytest.mark.proof
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.file}-{wrong.column}")
@given(st.data())
@settings(max_examples=5)
def test_a_spoiled_cell_is_told_with_file_line_column_value_and_remedy(wrong: Wrong, data: st.DataObject) -> None:
    rows = rows_of(wrong.file)
    index = data.draw(st.sampled_from([index for index, row in enumerate(rows) if wrong.where(row)]))
    value = data.draw(wrong.values)
    rows[index][wrong.column] = value
    assert_told(faults_after(wrong.file, rows), wrong.file, index, wrong.column, value)


REQUIRED = {
    "organisations": "id name kind business_sv source_url",
    "initiatives": "id title_sv description_sv owner_text owner_org_id geo_level climate_score digital_score phase phase_basis quality",
    "initiative_organisations": "initiative_id organisation_id role evidence",
    "initiative_places": "initiative_id place_code evidence",
    "initiative_tags": "initiative_id scheme code evidence",
    "initiative_sources": "initiative_id url title_sv",
    "initiative_relations": "a b kind note_sv",
    "targets": "id place_code scope gas state text_sv text_en drawable",
}


@pytest.mark.parametrize(("file", "column"), [(file, column) for file, columns in REQUIRED.items() for column in columns.split()])
@given(st.integers(0, 10_000))
@settings(max_examples=2)
def test_an_empty_cell_that_must_not_be(file: str, column: str, at: int) -> None:
    rows = rows_of(file)
    index = at % len(rows)
    rows[index][column] = ""
    assert_told(faults_after(file, rows), file, index, column, "")


@given(st.integers(0, 22), st.integers(1, 9))
@settings(max_examples=30)
def test_a_wrong_check_digit(which: int, shift: int) -> None:
    rows = rows_of("organisations")
    numbered = [index for index, row in enumerate(rows) if row["orgnr"]]
    index = numbered[which % len(numbered)]
    number = rows[index]["orgnr"]
    spoiled = number[:-1] + str((int(number[-1]) + shift) % 10)
    rows[index]["orgnr"] = spoiled
    assert_told(faults_after("organisations", rows), "organisations", index, "orgnr", spoiled)


KEYS = {
    "organisations": "id", "initiatives": "id", "initiative_organisations": "role", "initiative_places": "place_code", "initiative_tags": "code",
    "initiative_sources": "url", "initiative_relations": "kind", "targets": "id",
}  # fmt: skip


@given(st.sampled_from(sorted(KEYS)), st.integers(0, 10_000))
@settings(max_examples=40)
def test_a_repeated_row(file: str, at: int) -> None:
    rows = rows_of(file)
    twice = rows[at % len(rows)]
    error = faults_after(file, [*rows, twice])
    assert_told(error, file, len(rows), KEYS[file], twice[KEYS[file]])
    assert f"finns redan på rad {at % len(rows) + 2}" in str(error)


@given(st.integers(0, 73))
@settings(max_examples=20)
def test_two_zero_scores(index: int) -> None:
    rows = rows_of("initiatives")
    rows[index] |= {"climate_score": "0", "digital_score": "0"}
    assert_told(faults_after("initiatives", rows), "initiatives", index, "digital_score", "0")


@given(st.sampled_from(["initiative_sources", "initiative_places", "initiative_tags", "initiative_organisations"]), st.integers(0, 73))
@settings(max_examples=40)
def test_an_initiative_left_without(file: str, index: int) -> None:
    initiative = rows_of("initiatives")[index]
    error = faults_after(file, [row for row in rows_of(file) if row["initiative_id"] != initiative["id"]])
    column = "owner_org_id" if file == "initiative_organisations" else "id"
    assert_told(error, "initiatives", index, column, initiative[column])
    assert f"rad i {file}.csv" in str(error) or f"raden i {file}.csv" in str(error)


def test_relations_that_say_nothing_or_the_same_twice() -> None:
    rows = rows_of("initiative_relations")
    itself, again = {**rows[0], "b": rows[0]["a"]}, {**rows[0], "a": rows[0]["b"], "b": rows[0]["a"]}
    error = faults_after("initiative_relations", [*rows, itself, again])
    assert_told(error, "initiative_relations", len(rows), "b", itself["b"])
    assert_told(error, "initiative_relations", len(rows) + 1, "b", again["b"])


def test_a_circle_of_parents() -> None:
    rows = rows_of("organisations")
    index = next(i for i, row in enumerate(rows) if row["id"] == "vetlanda-kommun")
    rows[index]["parent_id"] = "njudung-energi-vetlanda"
    assert_told(faults_after("organisations", rows), "organisations", index, "parent_id", "njudung-energi-vetlanda")


def test_a_name_of_two_organisations() -> None:
    rows = rows_of("organisations")
    rows[-1]["aliases"] = "Nässjö KOMMUN"
    assert_told(faults_after("organisations", rows), "organisations", len(rows) - 1, "aliases", "Nässjö KOMMUN")


def test_all_faults_are_told_at_once(copy: Path) -> None:
    initiatives, tags = rows_of("initiatives"), rows_of("initiative_tags")
    initiatives[3]["phase"], initiatives[5]["climate_score"], tags[7]["code"] = "snart", "4", "zeppelinare"
    write(copy, "initiatives", initiatives)
    write(copy, "initiative_tags", tags)
    with pytest.raises(RegisterError, match="Registret har 3 fel") as raised:
        load(copy, PLACES)
    told = [(fault.file, fault.line, fault.column) for fault in raised.value.faults]
    assert told == [("initiatives.csv", 5, "phase"), ("initiatives.csv", 7, "climate_score"), ("initiative_tags.csv", 9, "code")]


# --- files that are not what they should be --------------------------------------------------------------------------------------------


def spoil(copy: Path, change: Callable[[bytes], bytes]) -> RegisterError:
    file = copy / "targets.csv"
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(RegisterError) as raised:
        load(copy, PLACES)
    return raised.value


SPOILERS: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda raw: raw.replace(b",", b";"), "targets.csv, rad 1, kolumn (hela raden): värdet «id;place_code"),
    (lambda raw: raw.decode().encode("latin-1", "replace"), "targets.csv, rad 1, kolumn (hela filen): värdet «» är inte kodad i UTF-8"),
    (lambda raw: raw.replace(b"gas,", b"gass,", 1), "targets.csv, rad 1, kolumn gas:"),
    (lambda raw: raw.replace(b"gas,", b"gass,", 1), "targets.csv, rad 1, kolumn gass: värdet «gass»"),
    (lambda raw: raw.replace(b"\nlan-", b"\nextra,lan-", 1), "targets.csv, rad 2, kolumn (hela raden):"),
    (lambda raw: raw + b'slut,06,"oj', 'targets.csv, rad 21, kolumn (hela raden): värdet «slut,06,"oj» har citattecken'),
    (lambda raw: b"", "targets.csv, rad 1, kolumn id: värdet «» saknar kolumnen"),
]


@pytest.mark.parametrize(("change", "told"), SPOILERS)
def test_a_file_that_can_not_be_read(copy: Path, change: Callable[[bytes], bytes], told: str) -> None:
    assert told in str(spoil(copy, change))


def test_a_byte_order_mark_and_a_text_over_two_lines_are_fine(copy: Path) -> None:
    rows = rows_of("targets")
    rows[0]["text_sv"] = "Två\nrader"
    rows[1]["gas"] = "helium"
    write(copy, "targets", rows)
    error = spoil(copy, lambda raw: b"\xef\xbb\xbf" + raw)
    assert [(fault.line, fault.value) for fault in error.faults] == [(4, "helium")]  # the second row begins on line 4
