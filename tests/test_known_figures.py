"""Figures written here by hand from published tables, against what the warehouse shows: not from the code's own queries."""

import pytest

from twin.warehouse import ask

MUNICIPALITIES = ("0604", "0686", "0682", "0684", "0685", "0687")  # Aneby, Eksjö, Nässjö, Sävsjö, Vetlanda, Tranås

KNOWN = {  # indicator, period: one value for each of the municipalities above
    ("ghg_emissions", "1990"): (59_914, 132_171, 190_641, 86_850, 236_912, 85_326),
    ("ghg_emissions", "2023"): (42_033, 102_872, 96_257, 57_325, 133_683, 53_299),
    ("ghg_emissions", "2024"): (44_919, 112_987, 108_543, 64_729, 142_679, 59_033),
    ("co2_emissions", "2022"): (14_250, 63_794, 54_276, 27_465, 77_353, 25_640),
    ("population", "2025-12"): (6_851, 17_660, 31_474, 11_531, 27_313, 18_555),
    ("broadband_100mbit", "2022"): (82.1, 84.8, 82.7, 74.8, 84.9, 92.0),
    ("broadband_1gbit", "2022"): (96.5, 96.3, 94.6, 97.7, 93.6, 97.7),
    ("it_health", "2022"): (6, 6, 6, 6, 3, 3),
    ("cars", "2025"): (4_127, 9_447, 16_855, 6_582, 15_652, 9_173),
    ("charging_points", "2025-12"): (110, 101, 126, 40, 114, 152),
}


def shown(indicator: str, place: str, period: str, breakdown: str = "total") -> float:
    [(value,)] = ask(
        "SELECT value FROM figure WHERE indicator_id = ? AND place_code = ? AND period = ? AND breakdown = ?",
        [indicator, place, period, breakdown],
    )
    return value


@pytest.mark.parametrize(("indicator", "period"), KNOWN, ids=" ".join)
def test_the_six_are_as_published(warehouse, indicator, period):
    decimals = 1 if indicator.startswith("broadband") else 0
    assert [round(shown(indicator, place, period), decimals) for place in MUNICIPALITIES] == list(KNOWN[indicator, period])


@pytest.mark.parametrize(("year", "total"), [("2024", 532_890), ("1990", 791_814)])
def test_the_six_together(warehouse, year, total):
    assert round(sum(shown("ghg_emissions", place, year) for place in MUNICIPALITIES)) == total


@pytest.mark.parametrize(
    ("place", "sector", "tonnes"),
    [
        ("0604", "Jordbruk", 26_385), ("0686", "Transporter", 38_196), ("0682", "Transporter", 50_611),
        ("0684", "Jordbruk", 25_734), ("0685", "Transporter", 50_935), ("0687", "Transporter", 23_620),
    ],
)  # fmt: skip
def test_the_largest_sector_of_2024(warehouse, place, sector, tonnes):
    rows = ask(
        "SELECT breakdown, value FROM figure WHERE indicator_id = 'ghg_emissions' AND place_code = ? AND period = '2024' AND breakdown <> 'total' "
        "ORDER BY value DESC LIMIT 1",
        [place],
    )
    assert [(name, round(value)) for name, value in rows] == [(sector, tonnes)]


def test_all_six_rose_from_2023_to_2024(warehouse):
    rise = [100 * (shown("ghg_emissions", p, "2024") / shown("ghg_emissions", p, "2023") - 1) for p in MUNICIPALITIES]
    assert [round(r, 1) for r in rise] == [6.9, 9.8, 12.8, 12.9, 6.7, 10.8]


def test_the_country_is_its_own_figure_and_not_the_sum(warehouse):
    assert round(shown("ghg_emissions", "00", "2024")) == 47_649_264


def test_both_releases_are_kept_and_the_newer_is_shown(warehouse):
    rows = dict(
        ask("SELECT release, round(value, 1) FROM observation WHERE indicator_id = 'ghg_emissions' AND place_code = '0682' AND period = '2023' AND breakdown = 'total'")
    )  # fmt: skip
    assert sorted(rows.values()) == [96_256.8, 97_260.7]
    assert round(shown("ghg_emissions", "0682", "2023"), 1) == 96_256.8
    revised = ask(
        "SELECT round(old_value), round(new_value) FROM revision WHERE indicator_id = 'ghg_emissions' AND place_code = '0682' AND period = '1990' "
        "AND breakdown = 'Transporter'"
    )
    assert revised == [(49_267, 55_689)]


def test_years_that_only_the_older_release_has_stand_apart(warehouse):
    older = ask("SELECT DISTINCT period FROM figure_older WHERE indicator_id = 'ghg_emissions' AND place_code = '0604' ORDER BY 1")
    assert [period for (period,) in older] == ["2016", "2017", "2018", "2019"]
    assert not ask("SELECT 1 FROM figure WHERE indicator_id = 'ghg_emissions' AND year BETWEEN 2016 AND 2019")
    values = dict(
        ask(
            "SELECT o.period, o.value FROM observation AS o WHERE o.indicator_id = 'ghg_emissions' AND o.place_code = '0604' AND o.breakdown = 'total' "
            "AND o.release = (SELECT DISTINCT release FROM figure_older WHERE indicator_id = 'ghg_emissions')"
        )
    )
    assert round(100 * (values["2016"] / values["2015"] - 1), 1) == -1.6  # joined to the newer release it would read -8.2


def test_emissions_per_inhabitant_only_where_both_are_known(warehouse):
    years = {year for (year,) in ask("SELECT DISTINCT year FROM ghg_per_inhabitant WHERE place_code = '0682'")}
    assert 2022 in years
    assert not years & {2023, 2024}


def test_suppressed_is_not_nought(warehouse):
    rows = ask("SELECT value, status FROM figure WHERE indicator_id = 'solar_plants' AND place_code = '0684' AND period = '2016'")
    assert rows == [(None, "..")]


def test_recycling_stations_by_municipality(warehouse):
    rows = dict(ask("SELECT place_code, count(*) FROM point WHERE source_key = 'recycling_stations' GROUP BY 1"))
    assert rows == {"0687": 27, "0682": 24, "0685": 19, "0686": 13, "0604": 10, "0684": 7}


def test_the_register_has_its_74_initiatives(warehouse):
    assert ask("SELECT count(*) FROM initiative") == [(74,)]


def test_the_procurements_of_2021_by_buyer(warehouse):
    rows = dict(ask("SELECT organisation_id, count(*) FROM register_entry WHERE source_key = 'procurements' GROUP BY 1"))
    assert rows == {
        "nassjo-kommun": 39, "vetlanda-kommun": 37, "tranas-kommun": 31, "eksjo-kommun": 27, "savsjo-kommun": 20, "eksjo-energi": 17,
        "nassjo-affarsverk": 15, "njudung-energi-vetlanda": 9, "fastighets-ab-linden": 5, "eksjo-kommunfastigheter": 4, "aneby-kommun": 4,
        "eksjobostader": 4, "tranas-energi": 3, "stiftelsen-aneby-bostader": 2, "hoglandsforbundet": 2, "tranasbostader": 1,
    }  # fmt: skip


def test_a_contracted_value_stands_where_the_agency_tells_one(warehouse):
    known = ask("SELECT count(amount), sum(amount) FROM register_entry WHERE source_key = 'procurements'")
    assert known == [(125, 1_309_394_626)]
    [(title, amount, codes)] = ask("SELECT title, amount, codes FROM register_entry WHERE source_key = 'procurements' AND id = 'MT64'")
    assert (title, amount, codes) == ("Ramavtal för hantverkstjänster - golvarbete", 3_200_000, '["cpv:45432100"]')
