"""The questions of pages Initiativ, Nyckeltal, Metod and Sök, on the warehouse that is built from data/.

The numbers are written here from the facts that the project was given (cross-check numbers and the register's own counts), not asked of the code.
"""

import re
from dataclasses import replace

import pytest

from twin.questions import indicators as catalogue
from twin.questions import initiative as detail
from twin.questions import initiatives as register
from twin.questions import parts, places, quality, search, series
from twin.questions.initiatives import Choice
from twin.warehouse import ask

pytestmark = pytest.mark.usefixtures("warehouse")

ANEBY, NASSJO, SAVSJO, VETLANDA, EKSJO, TRANAS = "0604", "0682", "0684", "0685", "0686", "0687"
TONNES = {  # 1990, 2023, 2024, change in per cent, largest sector 2024
    ANEBY: (59_914, 42_033, 44_919, 6.9, ("Jordbruk", 26_385)),
    EKSJO: (132_171, 102_872, 112_987, 9.8, ("Transporter", 38_196)),
    NASSJO: (190_641, 96_257, 108_543, 12.8, ("Transporter", 50_611)),
    SAVSJO: (86_850, 57_325, 64_729, 12.9, ("Jordbruk", 25_734)),
    VETLANDA: (236_912, 133_683, 142_679, 6.7, ("Transporter", 50_935)),
    TRANAS: (85_326, 53_299, 59_033, 10.8, ("Transporter", 23_620)),
}
LEFT_APART = {"poäng", "steg", "ja/nej", "Mbit/s", "minuter per kund", "kWh per ljuspunkt"}  # a sum or a mean of these says nothing


@pytest.fixture(scope="module")
def figures(warehouse):
    return {row.id: row for row in catalogue.indicators()}


@pytest.fixture(scope="module")
def emissions(figures):
    return {(figure.place, figure.period): figure for figure in series.series(figures["ghg_emissions"])}


@pytest.mark.parametrize(("place", "expected"), TONNES.items())
def test_emissions_are_those_of_the_publisher(emissions, place, expected):
    first, before, last, change, _ = expected
    assert [round(emissions[place, year].value) for year in ("1990", "2023", "2024")] == [first, before, last]
    assert round(100 * (emissions[place, "2024"].value / emissions[place, "2023"].value - 1), 1) == change


def test_the_six_together_are_their_sum_and_say_of_which_receipts(emissions):
    whole = places.federation().code
    assert round(emissions[whole, "2024"].value) == 532_890
    assert round(emissions[whole, "1990"].value) == 791_814
    assert emissions[whole, "2024"].receipt_ids == emissions[NASSJO, "2024"].receipt_ids


def test_the_country_is_its_own_figure_and_no_sum(emissions):
    assert round(emissions[places.country().code, "2024"].value) == 47_649_264


def test_nothing_is_put_together_where_a_municipality_lacks_a_value(figures):
    whole, own = places.federation().code, {place.code for place in places.municipalities()}
    found = False
    for one in figures.values():
        rows = series.series(one)
        known = {row.period: set() for row in rows}
        for row in rows:
            if row.value is not None and row.place in own:
                known[row.period].add(row.place)
        for row in rows:
            if row.place == whole:
                assert known[row.period] == own, (one.id, row.period)
        found |= any(0 < len(members) < len(own) for members in known.values())
    assert found, "no period lacked a municipality: the rule was not put to the test"


def test_every_unit_is_put_together_or_left_apart_on_purpose(figures):
    assert {one.unit for one in figures.values() if series.how_together(one.unit) == "apart"} <= LEFT_APART


def test_a_share_is_weighted_by_population(figures):
    rows = {(row.place, row.period): row.value for row in series.series(figures["broadband_100mbit"])}
    people = {row.place: row.value for row in series.series(figures["population"]) if row.period == "2022"}
    own = [place.code for place in places.municipalities()]
    expected = sum(rows[code, "2022"] * people[code] for code in own) / sum(people[code] for code in own)
    assert rows[places.federation().code, "2022"] == pytest.approx(expected)


def test_per_inhabitant_stands_only_where_both_are_known_and_agrees_with_the_view(figures):
    rows = series.per_inhabitant(figures["ghg_emissions"])
    assert {"2023", "2024"}.isdisjoint(row.period for row in rows), "no population is at hand for those years"
    view = {(place, year): value for place, year, value in ask("SELECT place_code, year, value FROM ghg_per_inhabitant")}
    assert {(row.place, row.year): row.value for row in rows} == pytest.approx(view)
    assert all(len(row.receipt_ids) >= 2 for row in rows), "both emissions and population have a receipt"


def test_points_per_inhabitant_are_not_made_up(figures):
    assert series.per_inhabitant(figures["it_health"]) == []


def test_years_of_an_older_release_are_apart(figures, emissions):
    older = series.older_series(figures["ghg_emissions"])
    lone = {row.period for row in older} - {period for _, period in emissions}
    assert lone == {"2016", "2017", "2018", "2019"}
    assert {row.release for row in older}.isdisjoint(row.release for row in emissions.values())
    beside = series.beside([row for row in older if row.place == ANEBY], [row for (place, _), row in emissions.items() if place == ANEBY])
    assert [row.period for row in beside] == ["2015", "2016", "2017", "2018", "2019", "2020"]
    assert round(100 * (beside[1].value / beside[0].value - 1), 1) == -1.6


def test_a_revision_is_told():
    found = [row for row in series.revisions("ghg_emissions") if (row.place, row.period) == (NASSJO, "2023")]
    assert [(row.old_release, row.new_release, round(row.old_value, 1), round(row.new_value, 1)) for row in found] == [
        ("2025", "2026", 97_260.7, 96_256.8)
    ]


@pytest.mark.parametrize("place", TONNES)
def test_parts_add_up_to_the_change_of_the_whole(emissions, place):
    own = [row for row in parts.parts("ghg_emissions") if row.place == place]
    change = emissions[place, "2024"].value - emissions[place, "2023"].value
    assert sum(row.change for row in own) == pytest.approx(change, abs=0.05)
    assert sum(row.points for row in own) == pytest.approx(100 * change / emissions[place, "2023"].value, abs=0.001)
    name, tonnes = TONNES[place][4]
    largest = max(own, key=lambda row: row.after)
    assert (largest.part, round(largest.after)) == (name, tonnes)


def test_parts_of_all_together_add_up_too(emissions):
    whole = places.federation().code
    rows = parts.parts_together(parts.parts("ghg_emissions"), whole)
    assert sum(row.change for row in rows) == pytest.approx(emissions[whole, "2024"].value - emissions[whole, "2023"].value, abs=0.3)
    assert round(sum(row.points for row in rows), 1) == 9.8


def test_parts_are_of_the_highest_level_and_only_where_they_are_the_whole():
    assert not [row.part for row in parts.parts("co2_emissions") if "/" in row.part]
    assert parts.parts("population") == []


def test_digital_figures_are_those_of_the_publisher(figures):
    order = (ANEBY, EKSJO, NASSJO, SAVSJO, VETLANDA, TRANAS)
    for key, expected in (("broadband_100mbit", (82.1, 84.8, 82.7, 74.8, 84.9, 92.0)), ("it_health", (6, 6, 6, 6, 3, 3))):
        rows = {row.place: row.value for row in series.series(figures[key]) if row.period == "2022"}
        assert tuple(round(rows[place], 1) for place in order) == expected


def test_breaks_of_the_broadband_series_are_known():
    assert {"2015", "2021"} <= {one.period for one in catalogue.breaks("broadband_100mbit")}


def test_every_figure_that_is_shown_has_a_receipt(figures):
    known = {row[0] for row in ask("SELECT id FROM receipt")}
    for one in figures.values():
        rows = [*series.series(one), *series.per_inhabitant(one), *series.older_series(one)]
        assert all(row.receipt_ids and set(row.receipt_ids) <= known for row in rows), one.id
        assert all(row.unit and row.release for row in rows), one.id


def test_steps_have_a_place_for_every_municipality(figures):
    own = {place.code for place in places.municipalities()}
    steps = catalogue.steps()
    for key in {step.indicator_id for step in steps}:
        assert {step.place for step in steps if step.indicator_id == key} == own
        limit = 1 if figures[key].scale == "yes_no" else 2
        assert all(step.value is None or 0 <= step.value <= limit for step in steps if step.indicator_id == key)


def test_goals_in_words_name_places_without_one(figures):
    told = catalogue.goals(figures["ghg_emissions"])
    assert {goal.place for goal in told if not goal.found} == {EKSJO, VETLANDA}
    assert all(goal.source_url for goal in told if goal.found)
    assert [goal.place for goal in told if goal.drawable] == [places.county().code], "the carbon budget and own operations are not drawn"


def test_the_register_is_counted():
    rows = register.initiatives()
    count = register.count(rows, before=2022)
    assert (count.total, count.climate, count.digital, count.both) == (74, 44, 19, 11)
    assert (count.old + count.undated, count.undated) == (48, 16)
    prefixes = [row.id[:3] for row in rows]
    assert {prefix: prefixes.count(prefix) for prefix in sorted(set(prefixes))} == {
        "ANE": 6, "EKS": 7, "HOG": 9, "LAN": 17, "NAS": 7, "NAT": 1, "SAV": 10, "TRA": 12, "VET": 5,
    }  # fmt: skip


def test_one_initiative_is_whole():
    found = detail.initiative("LAN-04")
    assert found is not None
    row = found.initiative
    assert row.title.startswith("EFFEKT")
    assert (row.kind, row.budget_sek, register.year(row.start), register.year(row.end)) == ("both", 16_900_000, 2023, 2026)
    assert {where.code for where in found.places} == set(TONNES)
    assert sum(bool(re.match("https?://", source.url)) for source in found.sources) >= 2
    rows = register.initiatives()
    assert row.id not in {other.id for other in [*detail.same_owner(row, rows), *detail.same_theme(row, rows)]}
    assert {"LAN-05", "LAN-06"} <= {other.id for other in detail.same_owner(row, rows)}


@pytest.mark.parametrize(
    ("phase", "end", "today", "outrun"),
    [
        ("pågående", "2026-07", "2026-11-25", True),
        ("pågående", "2026", "2026-11-25", False),
        ("planerad", "2018", "2026-11-25", True),
        ("avslutad", "2018", "2026-11-25", False),
        ("pågående", None, "2026-11-25", False),
        ("pågående", "2026-12-31", "2026-11-25", False),
    ],
)
def test_an_end_that_has_passed_is_seen_as_far_as_it_is_known(phase, end, today, outrun):
    row = replace(register.initiatives()[0], phase=phase, end=end)
    assert register.outrun(row, today) is outrun


def test_an_unknown_initiative_is_none():
    assert detail.initiative("XXX-99") is None


def test_every_initiative_has_source_place_and_theme():
    for row in register.initiatives():
        assert row.sources, row.id
        assert row.places, row.id
        assert row.themes, row.id


@pytest.mark.parametrize(
    ("choice", "inside", "outside"),
    [
        (Choice(kinds=("both",)), "LAN-04", "LAN-05"),
        (Choice(places=(EKSJO,)), "EKS-01", "TRA-01"),
        (Choice(places=(EKSJO,), kinds=("both",)), "LAN-04", "EKS-01"),
        (Choice(phases=("avslutad",)), "LAN-06", "LAN-05"),
        (Choice(ages=("old", "undated")), "ANE-01", "LAN-04"),
        (Choice(text="energikontor FASTR"), "LAN-06", "LAN-05"),
        (Choice(organisations=("hoglandsforbundet",)), "HOG-01", "TRA-01"),
    ],
)
def test_a_choice_keeps_and_leaves_out(choice, inside, outside):
    found = {row.id for row in register.chosen(register.initiatives(), choice, before=2022)}
    assert inside in found
    assert outside not in found


def test_a_wider_choice_holds_the_narrower():
    rows = register.initiatives()
    narrow = register.chosen(rows, Choice(places=(EKSJO,), phases=("pågående",)), 2022)
    wide = register.chosen(rows, Choice(places=(EKSJO, NASSJO), phases=("pågående", "planerad")), 2022)
    assert narrow
    assert {row.id for row in narrow} < {row.id for row in wide}
    assert register.chosen(rows, Choice(), 2022) == rows


def test_search_wants_every_word_and_reads_all_kinds():
    found = search.search("Solceller NÄSSJÖ")
    assert "NAS-02" in {hit.id for hit in found if hit.kind == "initiative"}
    assert search.search("aneby")[0].kind == "place"
    assert {hit.kind for hit in search.search("klimat")} >= {"initiative", "indicator", "organisation", "source"}
    assert len(search.search("bredband aneby")) < len(search.search("bredband"))
    assert {(hit.kind, hit.id) for hit in search.search("optisk fiber")} >= {("capability", "fiber")}
    assert search.search("solceller zzqx") == []
    assert search.search("  ") == []


def test_search_ranks_a_title_before_a_text():
    hits = search.search("bredband")
    first_text = next(index for index, hit in enumerate(hits) if "bredband" not in (hit.title + hit.title_en).lower())
    assert all("bredband" in (hit.title + hit.title_en).lower() for hit in hits[:first_text])
    assert first_text > 0


def test_swedish_letters_are_letters_of_their_own_but_a_reader_without_them_is_helped():
    assert not [hit for hit in search.search("nassjo") if hit.kind == "place"]
    assert "nässjö" in search.did_you_mean("nassjo")
    assert "fjärrvärme" in search.did_you_mean("fjärrvärmme")
    assert search.did_you_mean("zzqxw") == []


@pytest.mark.parametrize("question", ["'", '"; DROP TABLE initiative; --', "%", "_", "\\", "a" * 5000, "ä̈", "()[]{}*+?", "\x00"])
def test_search_takes_any_text(question):
    assert isinstance(search.search(question), list)
    assert isinstance(search.did_you_mean(question), list)


def test_quality_is_measured():
    measured = quality.figures()
    assert measured.with_receipt == measured.kept > 10_000
    assert sum(row.figures for row in quality.obtained()) == measured.kept
    assert sum(row.initiatives for row in quality.register_by_quality()) == 74


def test_the_control_differs_by_two_hundredths_of_a_tonne_at_most():
    found = quality.control()
    assert [row.release for row in found] == ["2026", "2025"]
    assert all(row.compared >= 60 and row.largest <= 0.0201 for row in found)


def test_the_false_join_is_the_one_that_was_found():
    found = quality.false_join()
    assert found is not None
    assert (found.place, found.before_period, found.period, found.old_release, found.new_release) == (ANEBY, "2015", "2016", "2025", "2026")
    assert (round(found.right, 1), round(found.wrong, 1)) == (-1.6, -8.2)
