"""Each check in tests/checks finds the fault it is there for: a copy of the warehouse is spoiled in one way, and the check must say so."""

from pathlib import Path

import duckdb
import pytest

from tests.test_checks import CHECKS
from twin.paths import ROOT

ONE = "indicator_id = '{}' AND place_code = '0682' AND period = '{}'"
GHG, CO2 = ONE.format("ghg_emissions", "2024"), ONE.format("co2_emissions", "2022")
SPOILT = {  # check -> what breaks its rule
    "a_synergy_leads_from_a_digital_to_a_climate_initiative": "UPDATE suggestion SET a = b, b = a WHERE kind = 'synergy'",
    "an_overlap_has_two_owners": "UPDATE suggestion SET b = a WHERE kind = 'overlap'",
    "breaks_stand_inside_their_series": "INSERT INTO series_break VALUES ('ghg_emissions', '1980', 'brott')",
    "co2_is_below_ghg": f"UPDATE observation SET value = value * 9 WHERE {CO2} AND breakdown = 'total'",
    "co2_sectors_sum_to_total": f"UPDATE observation SET value = value + 1 WHERE {CO2} AND breakdown = 'Transporter'",
    "co2_subsectors_sum_to_sector": f"UPDATE observation SET value = value * 2 + 50 WHERE {CO2} AND breakdown LIKE 'Transporter/%'",
    "every_figure_has_a_receipt_of_its_source": f"UPDATE observation SET release = '1999' WHERE {GHG} AND breakdown = 'total'",
    "every_initiative_has_a_place": "DELETE FROM initiative_place WHERE initiative_id = 'NAS-01'",
    "every_initiative_has_a_source": "DELETE FROM initiative_source WHERE initiative_id = 'NAS-01'",
    "every_initiative_has_a_theme": "DELETE FROM initiative_tag WHERE initiative_id = 'NAS-01'",
    "every_municipality_has_a_goal_row": "DELETE FROM target WHERE place_code = '0682'",
    "every_point_and_document_has_a_receipt_of_its_source": "UPDATE point SET receipt_id = (SELECT receipt_id FROM observation LIMIT 1)",
    "every_source_speaks": "UPDATE source SET licence = ' ' WHERE key = 'solar'",
    "every_suggestion_says_what_speaks_against": "UPDATE suggestion SET against = '[]' WHERE kind = 'overlap'",
    "ghg_every_total_is_controlled": "DELETE FROM observation WHERE " + ONE.format("ghg_emissions_control", "2024"),
    "ghg_sectors_sum_to_total": f"UPDATE observation SET value = value + 0.03 WHERE {GHG} AND breakdown = 'Transporter'",
    "ghg_total_equals_independent_total": f"UPDATE observation SET value = value + 0.03 WHERE {GHG} AND breakdown = 'total'",
    "goals_are_not_drawn_on_another_gas": "UPDATE target SET drawable = true, gas = 'co2', indicator_id = 'ghg_emissions'",
    "no_figure_under_two_indicators": "DELETE FROM observation WHERE indicator_id = 'solar_power_mw'; INSERT INTO observation SELECT 'solar_power_mw', place_code, period, breakdown, value, status, release, receipt_id "
    "FROM observation WHERE indicator_id = 'solar_plants'",
    "no_stored_federation_figure": f"INSERT INTO observation SELECT indicator_id, 'hoglandet', period, breakdown, value, status, release, receipt_id "
    f"FROM observation WHERE {GHG}",
    "no_unknown_place": "INSERT INTO initiative_place VALUES ('NAS-01', '0999', 'källan')",
    "nothing_made_up": "UPDATE receipt SET copy_of = 'a/b@1234567:SHAPE_answer.json' WHERE source_key = 'solar'",
    "ok_sources_have_figures": "UPDATE source_run SET state = 'OK'; DELETE FROM receipt WHERE source_key = 'solar'",
    "older_figures_stand_apart": "CREATE OR REPLACE VIEW figure_older AS SELECT * FROM figure",
    "one_name_one_unit": "UPDATE indicator SET name_sv = 'Folkmängd' WHERE id IN ('cars', 'population')",
    "one_release_of_a_restated_series": "CREATE OR REPLACE VIEW figure AS SELECT o.*, i.source_key FROM observation AS o "
    "JOIN indicator AS i ON i.id = o.indicator_id",
    "one_value_a_year": "INSERT INTO observation SELECT indicator_id, place_code, '2024-12', breakdown, value, status, release, receipt_id "
    f"FROM observation WHERE {GHG}",
    "organisation_numbers_are_written_alike": "UPDATE organisation SET orgnr = '212000-0549' WHERE id = 'nassjo-kommun'",
    "parts_are_not_above_their_total": "UPDATE observation SET value = value * 3 WHERE indicator_id = 'cars' AND place_code = '0682' AND breakdown = 'bensin'",
    "per_inhabitant_only_with_both": "CREATE OR REPLACE VIEW ghg_per_inhabitant AS SELECT 'hoglandet' AS place_code, 2022 AS year, 1.0 AS value, 1.0 AS tonnes, "
    "1 AS inhabitants",
    "points_lie_in_the_map_window": "UPDATE point SET lon = 18.07 WHERE place_code = '0682'",
    "receipts_carry_figures": "DELETE FROM observation WHERE indicator_id IN ('solar_plants', 'solar_power_mw')",
    "receipts_say_how_the_bytes_came": "UPDATE receipt SET obtained = 'direct' WHERE source_key = 'solar'",
    "tag_proposals_stand_in_the_text": "UPDATE tag_proposal SET evidence = 'ord som ingen skrev'",
    "tags_are_known_codes": "INSERT INTO initiative_tag VALUES ('NAS-01', 'theme', 'okant-tema', 'egen kodning')",
    "the_top_tier_has_a_source_that_was_read": "UPDATE rule_source SET read = 'excerpt'",
    "values_fit_their_scale": "UPDATE observation SET value = 101 WHERE indicator_id = 'broadband_100mbit' AND place_code = '0682'",
    "weak_sources_stay_off_the_overview": "UPDATE source SET on_overview = true WHERE key = 'outages'",
    "what_sources_call_related_is_no_suggestion": "INSERT INTO initiative_relation SELECT a, b, 'related', 'källan' FROM suggestion LIMIT 1",
    "a_candidate_is_what_its_entries_tell": "UPDATE candidate SET entries = entries + 1 WHERE position = 1",
    "a_candidates_kronor_are_counted_once": "UPDATE candidate SET amount_sek = amount_sek * 2",
    "accepted_candidates_have_an_initiative": "UPDATE candidate SET state = 'ignored' WHERE position = 1",
    "bought_the_same_means_two_buyers_and_one_class": "UPDATE register_entry SET codes = '[\"cpv:45000000\"]' WHERE id = (SELECT max(id) FROM register_entry); "
    "CREATE OR REPLACE VIEW purchase_pair AS SELECT a.source_key AS a_source_key, a.id AS a_entry_id, b.source_key AS b_source_key, b.id AS b_entry_id, "
    "'45000000' AS cpv, 0 AS months_apart FROM register_entry AS a JOIN register_entry AS b ON a.id < b.id",
    "every_entry_that_concerns_us_says_why": "UPDATE register_entry SET organisation_id = NULL, title = 'Ny bro', text = ''; DELETE FROM register_entry_place",
    "people_are_asked_once": "INSERT INTO register_answer VALUES ('procurements', 'MT64', 'ingen', '', ''); INSERT INTO register_question VALUES "
    "('q', 'organisation', 'procurements', 'MT64', NULL, NULL, '[]', NULL, '', '')",
    "register_entries_are_of_legal_persons": "UPDATE register_entry SET orgnr = '640101-0000' WHERE id = 'MT64'",
    "two_owners_are_one_project_by_more_than_words": "UPDATE register_entry SET candidate_id = 'procurements:MT64'",
}


@pytest.fixture
def copy(warehouse):
    """The warehouse's tables without their constraints, and its views, in memory."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{warehouse}' AS whole (READ_ONLY)")
        for (table,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'whole'").fetchall():
            con.execute(f"CREATE TABLE {table} AS FROM whole.{table}")
        views = ROOT / "twin" / "sql" / "views"
        for view in ("figure", *sorted(f.stem for f in views.glob("*.sql") if f.stem != "figure")):
            con.execute((views / f"{view}.sql").read_text(encoding="utf-8"))
        yield con


def rows(con: duckdb.DuckDBPyConnection, file: Path) -> list[tuple]:
    return con.execute(file.read_text(encoding="utf-8")).fetchmany(3)


def test_every_check_has_its_fault():
    assert sorted(SPOILT) == [file.stem for file in CHECKS]


@pytest.mark.parametrize("file", CHECKS, ids=lambda f: f.stem)
def test_a_check_sees_its_fault(copy, file):
    assert not rows(copy, file)
    copy.execute(SPOILT[file.stem])
    assert rows(copy, file)
