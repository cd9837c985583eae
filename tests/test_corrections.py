"""Publishers' known errors: mended where they are shown, kept as published in the embedded figures, and told of once they no longer stand."""

import tomllib
from dataclasses import replace

import duckdb
import pytest

from ingest import build, corrections, snapshot, staging
from ingest import region as regions
from ingest.build import SCHEMA
from ingest.corrections import Correction, load
from ingest.errors import IngestError
from ingest.mending import mend
from ingest.staging import STAGED
from twin.warehouse import ask
from twin.words import catalogue

REGION = regions.load()
KNOWN = {one.source: one for one in load()}
FOOD, PLAN = KNOWN["kolada_climate"], KNOWN["climate_plans"]


@pytest.fixture
def staged():
    """The embedded figures staged, with the places and sources of the warehouse: what `mend` is given in a build."""
    with duckdb.connect() as con:
        con.execute((SCHEMA / "schema.sql").read_text(encoding="utf-8"))
        for table in STAGED:
            kinds = ", ".join(f"{n} {'DOUBLE' if n in snapshot.NUMBERS else 'VARCHAR'}" for n in snapshot.COLUMNS[table].split(", "))
            con.execute(f"CREATE TEMP TABLE staged_{table} ({kinds}, rank INTEGER)")
            snapshot.load(con, table, f"staged_{table}")
        build._places(con, REGION)
        build._sources(con)
        yield con


def food(con: duckdb.DuckDBPyConnection) -> tuple:
    return con.execute(
        f"SELECT value, status FROM ({staging.newest('observation')}) WHERE indicator_id = 'food_waste_recycled' AND place_code = '0687' "
        "AND period = '2014' ORDER BY release DESC"
    ).fetchone()


def test_the_two_known_errors_are_mended_and_say_so(warehouse):
    value, status = ask(
        "SELECT value, status FROM figure WHERE indicator_id = 'food_waste_recycled' AND place_code = '0687' AND period = '2014'"
    )[0]
    assert value is None
    assert status.startswith("rättat här, utgivaren skriver 0: ")
    [(title, note)] = ask("SELECT title_sv, note_sv FROM document WHERE id = '0684-savsjo-kommun'")
    assert title == "Sävsjö kommuns gröna hållbarhetsprogram, giltigt 2023-2030"
    assert "Sävsjö kommuna gröna" in note
    assert ask("SELECT source_key, blocks FROM drift WHERE kind = 'corrected' ORDER BY 1") == [
        ("climate_plans", False),
        ("kolada_climate", False),
    ]
    assert ask("SELECT count(*) FROM correction WHERE reported IS NULL AND status = 'open'") == [(2,)]


def test_nothing_else_is_touched(staged):
    before = staged.execute("SELECT * EXCLUDE (value, status) FROM staged_observation ORDER BY ALL").fetchall()
    other = "SELECT * FROM staged_observation WHERE NOT (indicator_id = 'food_waste_recycled' AND place_code = '0687' AND period = '2014') ORDER BY ALL"
    kept = staged.execute(other).fetchall()
    assert mend(staged, REGION, load()) == []
    assert staged.execute("SELECT * EXCLUDE (value, status) FROM staged_observation ORDER BY ALL").fetchall() == before
    assert staged.execute(other).fetchall() == kept


def test_the_embedded_figures_keep_what_was_published(warehouse, tmp_path):
    with duckdb.connect(str(warehouse), read_only=True) as con:
        snapshot.export(con, tmp_path)
    assert "food_waste_recycled,0687,2014,total,0.0,,2024-08-30" in (tmp_path / "observation" / "kolada_climate.csv").read_text("utf-8")
    documents = (tmp_path / "document.csv").read_text("utf-8")
    assert "Sävsjö kommuna gröna" in documents
    assert "rättat här" not in documents
    for name in ("document.csv", "observation/kolada_climate.csv"):
        assert (tmp_path / name).read_bytes() == (snapshot.FOLDER / name).read_bytes()


def test_every_text_of_a_correction_has_its_english():
    texts = [text for one in load() for text in (one.text_sv, one.reason_sv)]
    assert [text for text in texts if text not in catalogue()] == []


@pytest.mark.parametrize(("now", "told"), [(55.0, "skriver nu 55.0 i stället för 0"), (None, "har inget värde")])
def test_once_the_publisher_has_mended_it_the_source_fails_and_the_new_value_is_shown(staged, now, told):
    staged.execute(
        "INSERT INTO staged_observation SELECT indicator_id, place_code, period, breakdown, ?, 'ny', '2027-01-01', receipt_id, 1 "
        "FROM staged_observation WHERE indicator_id = 'food_waste_recycled' AND place_code = '0687' AND period = '2014'",
        [now],
    )
    [run] = mend(staged, REGION, [FOOD])
    assert (run.key, run.state) == ("kolada_climate", "FAILED")
    assert told in run.message_sv
    assert "data/corrections.toml" in run.message_sv
    assert run.faults[0]["row"] == "food_waste_recycled · 0687 · 2014"
    assert food(staged) == (now, "ny")
    assert mend(staged, REGION, [replace(FOOD, status="mended", reported="2026-12-01")]) == []


def test_an_older_release_stays_mended_when_a_newer_one_is_right(staged):
    staged.execute(
        "INSERT INTO staged_observation SELECT indicator_id, place_code, period, breakdown, 55, '', '2027-01-01', receipt_id, 1 "
        "FROM staged_observation WHERE indicator_id = 'food_waste_recycled' AND place_code = '0687' AND period = '2014'"
    )
    mend(staged, REGION, [replace(FOOD, status="mended", reported="2026-12-01")])
    rows = staged.execute(
        "SELECT release, value FROM staged_observation WHERE indicator_id = 'food_waste_recycled' AND place_code = '0687' "
        "AND period = '2014' ORDER BY release"
    ).fetchall()
    assert rows == [("2024-08-30", None), ("2027-01-01", 55.0)]


def test_an_error_that_comes_back_fails(staged):
    [run] = mend(staged, REGION, [replace(FOOD, status="mended", reported="2026-12-01")])
    assert "skriver åter 0" in run.message_sv


def test_a_row_that_vanished_fails(staged):
    staged.execute("DELETE FROM staged_observation WHERE indicator_id = 'food_waste_recycled' AND place_code = '0687' AND period = '2014'")
    [run] = mend(staged, REGION, [FOOD])
    assert "inte längre något värde" in run.message_sv
    staged.execute("DELETE FROM staged_document WHERE id = '0684-savsjo-kommun'")
    staged.execute("INSERT INTO staged_document SELECT * REPLACE ('0684-ny' AS id, '0684' AS place_code) FROM staged_document LIMIT 1")
    [run] = mend(staged, REGION, [replace(PLAN, source=staged.execute("SELECT max(source_key) FROM staged_document WHERE id = '0684-ny'").fetchone()[0])])  # fmt: skip
    assert "inte längre dokumentet" in run.message_sv


def test_a_document_whose_title_is_mended_fails_and_shows_the_new_title(staged):
    staged.execute("UPDATE staged_document SET title_sv = 'Nytt program' WHERE id = '0684-savsjo-kommun'")
    [run] = mend(staged, REGION, [PLAN])
    assert "skriver nu Nytt program" in run.message_sv
    assert staged.execute("SELECT title_sv, note_sv FROM staged_document WHERE id = '0684-savsjo-kommun'").fetchall() == [
        ("Nytt program", "")
    ]


def test_two_corrections_of_one_document_are_both_undone_in_the_snapshot(staged, tmp_path):
    url = staged.execute("SELECT url FROM staged_document WHERE id = '0684-savsjo-kommun'").fetchone()[0]
    both = [PLAN, replace(PLAN, field="url", found=url, right="https://example.org/plan")]
    before = staged.execute("SELECT * FROM staged_document ORDER BY ALL").fetchall()
    assert mend(staged, REGION, both) == []
    assert staged.execute("SELECT url FROM staged_document WHERE id = '0684-savsjo-kommun'").fetchone() == ("https://example.org/plan",)
    for table in ("receipt", "document"):
        staging.settle(staged, table)
    snapshot.export(staged, tmp_path)
    staged.execute("DELETE FROM staged_document")
    snapshot.load(staged, "document", "staged_document", tmp_path)
    assert staged.execute("SELECT * FROM staged_document ORDER BY ALL").fetchall() == before


def test_a_correction_of_another_federations_place_does_not_concern_this_one(staged):
    other = replace(REGION, municipalities=tuple(m for m in REGION.municipalities if m.code != "0687"))
    assert mend(staged, other, [FOOD]) == []
    assert staged.execute("SELECT count(*) FROM correction").fetchone() == (0,)


GOOD = tomllib.loads(corrections.FILE.read_text("utf-8"))["correction"][0]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"source": "koladda"}, "fältet source har värdet \"koladda\""),
        ({"indicator": "food_waste"}, "fältet indicator"),
        ({"document": "x"}, "fältet indicator"),
        ({"field": "title"}, "fältet field"),
        ({"period": "14"}, "fältet period"),
        ({"found": "0"}, "fältet found"),
        ({"right": 0}, "fältet right"),
        ({"right": 151}, "fältet right"),
        ({"right": "noll"}, "fältet right"),
        ({"reason_sv": "fel"}, "fältet reason_sv"),
        ({"status": "öppen"}, "fältet status"),
        ({"status": "reported"}, "fältet reported"),
        ({"reported": "i går"}, "fältet reported"),
        ({"reported": "2026-11-28"}, "fältet status"),
        ({"place": 687}, "fältet place har värdet 687, men det ska vara text"),
        ({"reporter": "x"}, "okänt fält reporter"),
        ({"reason_sv": None}, "fältet reason_sv saknas"),
    ],
)  # fmt: skip
def test_a_faulty_entry_names_entry_field_value_and_remedy(tmp_path, changed, told):
    entry = {name: value for name, value in (GOOD | changed).items() if value is not None}
    file = tmp_path / "corrections.toml"
    lines = [f"{name} = {value if isinstance(value, int | float) else chr(34) + value + chr(34)}" for name, value in entry.items()]
    file.write_text("\n".join(["[[correction]]", *lines]), encoding="utf-8")
    with pytest.raises(IngestError, match="Rättelse 1") as seen:
        load(file)
    assert told in str(seen.value)
    assert str(seen.value).startswith("data/corrections.toml: ")
    assert seen.value.remedy


def test_a_file_that_is_no_toml_or_tells_the_same_twice_is_refused(tmp_path):
    file = tmp_path / "corrections.toml"
    file.write_text("[[correction]]\nsource = kolada", encoding="utf-8")
    with pytest.raises(IngestError, match="TOML"):
        load(file)
    whole = corrections.FILE.read_text("utf-8")
    file.write_text(whole + whole, encoding="utf-8")
    with pytest.raises(IngestError, match="rättas 2 gånger"):
        load(file)
    assert load(tmp_path / "none.toml") == []


def test_a_correction_is_said_in_its_own_words():
    one = Correction(source="s", place="0687", found=1234.5, right=2, reason_sv="skäl", reported="ej rapporterat", status="open",
                     indicator="i", period="2020", breakdown="a/b")  # fmt: skip
    assert (one.what, one.text_sv) == ("i · 0687 · 2020 · a/b", "rättat här, utgivaren skriver 1234.5: skäl")


def test_the_figures_page_tells_of_its_known_error_in_both_languages(warehouse):
    from tests.test_views import opened
    from tests.test_views import words as page

    assert "Tranås 2014: rättat här, utgivaren skriver 0: Nollan" in page(opened("indicators", nyckeltal="food_waste_recycled"))
    assert "Tranås 2014: corrected here, the publisher writes 0" in page(opened("indicators", nyckeltal="food_waste_recycled", lang="en"))
    assert "Kända fel" not in page(opened("indicators", nyckeltal="population"))


@pytest.mark.parametrize(
    "text", ["correction = 3", "correction = [3]", "[correction]\nsource = 'x'", "a = " + "[" * 5000, "correction = " + "9" * 5000]
)
def test_a_file_of_another_form_is_refused_in_words(tmp_path, text):
    file = tmp_path / "corrections.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(IngestError, match=r"corrections\.toml"):
        load(file)
