"""What a build makes of the registers: entries that concern us, candidates for the register, questions; from made-up entries and the embedded ones."""

import csv
import json

import duckdb
import pytest

from ingest.registers import classes
from ingest.registers.marks import marks
from tests.entries import built, entry
from twin.matching import knowledge
from twin.paths import DATA

OURS = {"organisation_text": "Aneby kommun", "orgnr": "212000-0498"}


def told(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    return con.execute(sql).fetchall()


def ids(con: duckdb.DuckDBPyConnection, table: str, column: str = "id") -> set[str]:
    return {one for (one,) in con.execute(f"SELECT {column} FROM {table}").fetchall()}


def test_only_what_concerns_the_federation_is_kept_of_a_whole_register():
    entries = [
        entry("a", "number", orgnr="212000-0498", organisation_text="ANEBY K"),
        entry("a", "name", organisation_text="Njudung Energi Sävsjö AB"),
        entry("a", "place", organisation_text="Skogens Väl AB", place_text="Vetlanda"),
        entry("a", "point", organisation_text="Skogens Väl AB", lon=14.97, lat=57.67),
        entry("a", "title", "Cykelväg mellan Eksjö och Ingatorp", organisation_text="Trafikverket"),
        entry("a", "text", text="Samarbete med Höglandsförbundet och fyra till.", organisation_text="Trafikverket"),
        entry("a", "county", nuts="SE211", organisation_text="Trafikverket"),
        entry("a", "elsewhere", "Solceller i Lund", organisation_text="Lunds kommun", place_text="Lund"),
        entry("a", "company", organisation_text="Eksjö AB"),
    ]
    with built(entries) as con:
        assert ids(con, "register_entry") == {"number", "name", "place", "point", "title", "text"}
        assert told(con, "SELECT entries, concerning FROM register_read") == [(9, 6)]
        how = dict(
            told(
                con, "SELECT entry_id, string_agg(place_code || ' ' || how, ', ' ORDER BY place_code) FROM register_entry_place GROUP BY 1"
            )
        )
        assert how == {
            "number": "0604 organisation",
            "name": "0684 organisation",
            "place": "0685 register",
            "point": "0686 point",
            "title": "0686 text",
        }
        assert {key.removeprefix("a:") for key in ids(con, "candidate")} == {"number", "name", "place", "point", "title", "text"}


def test_another_funders_row_of_the_same_case_comes_along():
    one = entry("a", "1", "Uppkopplade mätare", case_number="2024-00777", amount=500_000.0, **OURS)
    same = entry("b", "9", "Connected meters", case_number="2024-00777", amount=500_000.0, organisation_text="RISE")
    other = entry("b", "8", "Isbrytaren Oden", case_number="2024-00777", amount=1.0, organisation_text="Sjöfartsverket")
    with built([one, same, other]) as con:
        assert ids(con, "register_entry") == {"1", "9"}
        assert told(con, "SELECT id, entries, amount_sek, organisation_id FROM candidate") == [("a:1", 2, 500_000.0, "aneby-kommun")]


def test_a_register_that_says_nothing_of_us_was_read_all_the_same():
    with built([entry("a", "1", "Solceller i Lund", place_text="Lund")]) as con:
        assert told(con, "SELECT source_key, release, entries, concerning FROM register_read") == [("a", "2026", 1, 0)]
        assert not ids(con, "candidate")


def test_who_it_is_is_asked_where_it_is_not_sure():
    with built([entry("a", "1", "Fjärrvärme", organisation_text="Tranås Energi AB", orgnr="559999-0001")]) as con:
        [(kind, choices, sv, en)] = told(con, "SELECT kind, choices, text_sv, text_en FROM register_question")
        assert (kind, json.loads(choices)) == ("organisation", ["tranas-energi"])
        assert sv == "Är ”Tranås Energi AB”, 559999-0001 i ”Fjärrvärme” Tranås Energi AB?" and en.startswith("Is “Tranås Energi AB”")
        assert told(con, "SELECT organisation_id, matched_by FROM register_entry") == [(None, "none")]
        assert not ids(con, "candidate"), "nothing else says that it is ours"


@pytest.mark.parametrize(("answer", "value", "row"), [("organisation", "tranas-energi", ("tranas-energi", "person")), ("ingen", "", None)])
def test_a_persons_answer_stands(answer, value, row):
    asked = entry("a", "1", "Fjärrvärme", organisation_text="Tranås Energi AB", orgnr="559999-0001")
    with built([asked], register_answer=[("a", "1", answer, value, "")]) as con:
        assert told(con, "SELECT organisation_id, matched_by FROM register_entry") == ([row] if row else [])
        assert not ids(con, "register_question")
        assert len(ids(con, "candidate")) == bool(row)


def test_an_answer_of_something_the_rules_never_saw_brings_it_in():
    with built(
        [entry("a", "1", "Biogas", organisation_text="Gasbolaget")], register_answer=[("a", "1", "organisation", "savebo", "")]
    ) as con:
        assert told(con, "SELECT organisation_id, matched_by FROM register_entry") == [("savebo", "person")]


def test_two_that_may_be_one_are_asked_of_in_words():
    one = entry("a", "1", "Laddplatser vid stationen", case_number="2021-00153", **OURS)
    other = entry("b", "2", "Ny bro", case_number="2021-00153", **OURS)
    with built([one, other]) as con:
        [(key, sv, en)] = told(con, "SELECT id, text_sv, text_en FROM register_question WHERE kind = 'same'")
        assert key == "same:a:1:b:2"
        assert sv == "Är ”Laddplatser vid stationen” (Register a) och ”Ny bro” (Register b) samma projekt? De har samma ärendenummer."
        assert (
            en == "Are “Laddplatser vid stationen” (Register a) and “Ny bro” (Register b) the same project? They have the same case number."
        )
        assert len(ids(con, "candidate")) == 2
    with built([one, other], register_same=[("a", "1", "b", "2", True)]) as con:
        assert not ids(con, "register_question") and told(con, "SELECT id, entries FROM candidate") == [("a:1", 2)]


def test_what_is_taken_in_or_ignored_stays_so():
    entries = [entry("a", "1", "Ett", **OURS), entry("a", "2", "Två", **OURS), entry("a", "3", "Tre", **OURS)]
    taken = [("NAS-01", "a", "1", "a-receipt", "", "2026-11-28")]
    with built(entries, initiative_register=taken, register_answer=[("a", "2", "ignorera", "for_litet", "")]) as con:
        assert told(con, "SELECT title, state, initiative_id FROM candidate ORDER BY id") == [
            ("Ett", "accepted", "NAS-01"), ("Två", "ignored", None), ("Tre", "new", None),
        ]  # fmt: skip


def test_purchases_and_datasets_are_candidates_only_where_something_says_climate_or_digital():
    entries = [
        entry("a", "bread", "Färskt bröd", kind="procurement", codes='["cpv:15811100"]', **OURS),
        entry("a", "school food", "Livsmedel och matsvinn", kind="procurement", codes='["cpv:15800000"]', **OURS),
        entry("a", "repair", "Reparation av bro", kind="procurement", codes='["cpv:50000000"]', **OURS),
        entry("a", "sun", "Tre tak", kind="procurement", codes='["cpv:45261215"]', **OURS),
        entry("a", "log", "Elektroniska körjournaler", kind="procurement", codes='["cpv:00000000"]', **OURS),
        entry("a", "bridge", "Ny bro", kind="grant", **OURS),
        entry("a", "list", "Lista över lekplatser", kind="dataset", **OURS),
        entry("a", "charging", "Laddstationer för elbilar", kind="dataset", **OURS),
    ]
    with built(entries) as con:
        assert len(ids(con, "register_entry")) == 8, "all are kept, as evidence for who buys the same"
        assert {key.removeprefix("a:") for key in ids(con, "candidate")} == {"sun", "log", "bridge", "charging"}
        [(climate, digital, tags)] = told(con, "SELECT climate_score, digital_score, tags FROM candidate WHERE id = 'a:sun'")
        assert (climate, digital) == (2, 0) and ["technology", "solceller", "cpv:45261215"] in json.loads(tags)


def test_words_that_make_a_mark_stand_in_the_title_or_text():
    one = entry("a", "1", "Uppkopplade sensorer i dricksvattnet", text="Mindre vattenläckor i ledningsnätet.", **OURS)
    found = marks(one, knowledge())
    assert found.climate >= 1 and found.digital >= 1
    assert all(words in f"{one.title} {one.text}" for _, _, words in found.rows())


def test_what_looks_like_the_registers_own_is_said():
    sun = entry("a", "1", "Egen solkraft genom upplåtna tak", organisation_text="Nässjö kommun", start_date="2019-05-01")
    with built([sun, entry("a", "2", "Ny bro", organisation_text="Nässjö kommun")]) as con:
        [(similar, sv, en)] = told(con, "SELECT similar_id, similar_sv, similar_en FROM candidate WHERE id = 'a:1'")
        assert similar == "NAS-02" and "solel" in sv and "Nässjö" in sv and "solar power" in en
        assert told(con, "SELECT similar_id, similar_sv FROM candidate WHERE id = 'a:2'") == [(None, "")]


def test_candidates_stand_in_order_of_what_to_look_at_first():
    both = entry("a", "1", "Sensorer minskar vattenläckor", start_date="2020", **OURS)
    new, old = (entry("a", key, "Solceller", start_date=date, **OURS) for key, date in (("2", "2025-02-01"), ("3", "2019")))
    with built([old, new, both]) as con:
        assert [key for (key,) in told(con, "SELECT id FROM candidate ORDER BY position")] == ["a:1", "a:2", "a:3"]


def test_the_crosswalk_names_codes_that_exist_and_each_prefix_once():
    with (DATA / "taxonomy" / "cpv.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    known = knowledge().codes
    assert len({row["prefix"] for row in rows}) == len(rows)
    for row in rows:
        assert 2 <= len(row["prefix"]) <= 8 and row["prefix"].isdigit() and row["words"] in ("ja", "nej") and row["why_sv"], row
        assert all(row[scheme] in ("", *known[scheme]) for scheme in ("theme", "mechanism", "technology")), row
        digital = known["technology"][row["technology"]].track == "digital" if row["technology"] else None
        assert digital is not True or int(row["digital"]) > 0, f"{row['prefix']}: a digital means without a digital score"
        assert row["words"] == "ja" or row["climate"] == row["digital"] == "0", row


def test_the_longest_prefix_speaks():
    assert classes.of(["cpv:31523200"])[1].climate == 0 and classes.of(["cpv:31527000"])[1].climate == 1
    assert classes.of(["cpv:99999999"]) is None and classes.of(["sni:45"]) is None


def test_the_embedded_purchases(warehouse):
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert told(con, "SELECT count(*), count(DISTINCT organisation_id) FROM register_entry WHERE source_key = 'procurements'") == [
            (220, 16)
        ]
        titles = {title.casefold() for (title,) in told(con, "SELECT title FROM candidate WHERE kind = 'procurement'")}
        assert {
            "solceller tre tak",
            "digitala körjournaler",
            "biogasbil",
            "byte av belysning på elljusspår i stockaryd och rörvik",
        } <= titles
        assert not {"färskt bröd", "personbil", "revisionstjänst", "snöröjning", "livsmedel - kolonial", "relining av avlopp"} & titles
