"""The matrix counts what the list of pairs shows, each cell leads to its pairs, and every initiative without a synergy is told why."""

import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.test_pages import ROOT, opened
from tests.test_pages import said as words
from tests.test_pairs import initiative, pair, said
from twin.matching.model import Clause
from twin.questions import initiatives as register
from twin.questions.lonely import Coded, coded, lonely
from twin.questions.matrix import Cell, digital_technologies, matrix
from twin.questions.pair_list import RIGHT, Choice, chosen
from twin.questions.suggestions import Suggestion, suggestions
from twin.warehouse import ask
from twin.workspace import VERDICTS

needs_warehouse = pytest.mark.usefixtures("warehouse")
NO_RULES = Coded({}, {}, frozenset(), frozenset())


@pytest.fixture
def app(monkeypatch):
    monkeypatch.chdir(ROOT)
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    found.query_params["vy"] = "matris"
    return found


def link(n: int, technology: str = "iot", themes: tuple[str, ...] = ("transport",), **values: object) -> Suggestion:
    """Number n's means has the technology, its end the themes."""
    end = initiative(f"B-{n:02}", kind="climate", climate_score=2, digital_score=0, themes=themes)
    reason = Clause("technology", "Har teknik.", "Has technology.", code=technology)
    return pair(n, reasons=(reason,), b=end, **values)


def sides(rows: list[Suggestion]) -> tuple[list[register.Initiative], dict[str, tuple[str, ...]]]:
    """The initiatives of the pairs, and the technologies of the means."""
    return [row for one in rows for row in (one.a, one.b)], {one.a.id: tuple(one.technologies) for one in rows}


def test_a_pair_stands_in_every_theme_of_its_end_and_once_in_all():
    rows = [link(1, themes=("transport", "byggnader")), link(2, "gis")]
    found = matrix(rows, {}, *sides(rows))
    assert [row.theme for row in found.rows] == ["transport", "byggnader"]
    assert [[row.cells[code].pairs for code in ("gis", "iot")] for row in found.rows] == [[1, 1], [0, 1]]
    assert [row.whole.pairs for row in found.rows] == [2, 1]
    assert found.total.whole.pairs == 2
    assert found.unmet == 1


@pytest.mark.parametrize("word", VERDICTS)
def test_verdicts_move_a_pair_between_the_numbers_of_its_cell(word):
    rows = [link(1), link(2)]
    cell = matrix(rows, {rows[0].id: said(rows[0], word)}, *sides(rows)).rows[0].cells["iot"]
    assert cell == Cell(1, int(word in RIGHT), int(word == "osaker"), both=True)


def test_what_is_held_back_does_not_count_unless_it_is_confirmed():
    rows = [link(1, shown=False), link(2, shown=False)]
    found = matrix(rows, {rows[1].id: said(rows[1], "samordna")}, *sides(rows))
    assert found.total.whole == Cell(0, 1, 0, both=False)
    assert matrix(rows, {}, *sides(rows)).technologies == ()


def test_an_empty_cell_says_whether_both_sides_exist_where_the_reader_looks():
    rows = [link(1), link(2, "gis", ("byggnader",))]
    cell = matrix(rows, {}, *sides(rows)).rows[0].cells["gis" if matrix(rows, {}, *sides(rows)).rows[0].theme == "transport" else "iot"]
    assert cell == Cell(both=True)
    elsewhere = matrix(rows, {}, *sides(rows), within=lambda row: False)
    assert not any(one.both for row in elsewhere.rows for one in row.cells.values())


def test_technologies_that_no_pair_uses_are_told_with_how_many_have_them():
    rows = [link(1)]
    register_, technologies = sides(rows)
    spare = [initiative(f"C-{n}") for n in range(2)]
    found = matrix(rows, {}, [*register_, *spare], {**technologies, **{row.id: ("fiber",) for row in spare}})
    assert found.technologies == ("iot",)
    assert found.idle == (("fiber", 2),)


@given(
    st.lists(st.tuples(st.sampled_from(["iot", "gis", "ai"]), st.sets(st.sampled_from("abc"), min_size=1), st.booleans()), max_size=12),
    st.data(),
)
def test_the_last_row_and_column_are_sums_and_the_order_of_the_rows_does_not_matter(drawn, data):
    rows = [link(n, technology, tuple(sorted(themes)), shown=shown) for n, (technology, themes, shown) in enumerate(drawn)]
    found = matrix(rows, {}, *sides(rows))
    assert found.total.whole.pairs == sum(one.shown for one in rows) == sum(cell.pairs for cell in found.total.cells.values())
    for row in found.rows:
        assert row.whole.pairs == sum(cell.pairs for cell in row.cells.values())
    assert matrix(data.draw(st.permutations(rows)), {}, *sides(rows)) == found


def test_why_an_initiative_stands_alone():
    held, gone = pair(1, shown=False), pair(2)
    alone = {
        "no technology": initiative("C-1", digital_score=2),
        "no rule": initiative("C-2", digital_score=2),
        "no end": initiative("C-3", digital_score=2),
        "no means": initiative("C-4", digital_score=0, climate_score=2, description="Kort.", phase="avslutad"),
        "old": initiative("C-5", as_of="2010", description="Nu är texten så lång att ingen kan säga att den är kort."),
    }
    about = Coded({"C-2": ("fiber",), "C-3": ("fiber", "iot")}, {"C-4": ("solel",)}, frozenset({"iot"}), frozenset({"solel"}))
    rows = [held.a, gone.a, *alone.values()]
    found = {
        one.initiative.id: [why.code for why in one.why] for one in lonely(rows, [held, gone], {gone.id: said(gone, "fel")}, about, 2020)
    }
    assert found == {
        "A-01": ["held", "short"],
        "A-02": ["rejected", "short"],
        "C-1": ["no_technology", "short"],
        "C-2": ["no_rule", "short"],
        "C-3": ["no_end", "short"],
        "C-4": ["no_means", "ended", "short"],
        "C-5": ["no_technology", "old"],
    }


def test_those_without_any_pair_come_first_and_a_synergy_takes_one_off_the_list():
    overlap, synergy = pair(1, "A", kind="overlap"), pair(2)
    rows = [overlap.a, synergy.a, initiative("C-1")]
    found = lonely(rows, [overlap, synergy], {}, NO_RULES, 2020)
    assert [(one.initiative.id, one.overlaps) for one in found] == [("C-1", 0), ("A-01", 1)]


@needs_warehouse
def test_the_published_matrix_holds_every_shown_synergy_once_a_technology():
    shown = [one for one in suggestions() if one.kind == "synergy" and one.shown]
    found = matrix(suggestions_of("synergy"), {}, register.initiatives(), digital_technologies())
    assert found.total.whole.pairs == len(shown) > 0
    assert {code: cell.pairs for code, cell in found.total.cells.items()} == Counter(code for one in shown for code in one.technologies)
    assert all(len(one.technologies) == 1 for one in shown), "a pair with two technologies would be counted twice in the columns' sum"


def suggestions_of(kind: str) -> list[Suggestion]:
    return [one for one in suggestions() if one.kind == kind]


@needs_warehouse
def test_only_digital_means_are_columns():
    codes = {code for found in digital_technologies().values() for code in found}
    assert "iot" in codes
    assert not codes & {"solceller", "biogas", "led"}


@needs_warehouse
def test_every_published_initiative_has_a_synergy_or_a_reason():
    found = lonely(register.initiatives(), suggestions(), {}, coded(digital_technologies()), register.old_before())
    tied = {id_ for row in ask("SELECT a, b FROM suggestion WHERE kind = 'synergy' AND shown") for id_ in row}
    assert {one.initiative.id for one in found} == {row.id for row in register.initiatives()} - tied
    assert all(one.why for one in found)


@needs_warehouse
@pytest.mark.parametrize("place", ["", "0686"])
def test_every_number_leads_to_as_many_pairs(app, place):
    if place:
        app.query_params["kommun"] = place
    opened(app, "connections.py")
    assert not app.exception
    links = re.findall(r'class="tt-cell tt-cell-\d" href="([^"]+)" target="_self" aria-label="([^"]+)">(\d+)</a>', words(app))
    assert len(links) > 20
    for href, spoken, n in links:
        asked = parse_qs(urlsplit(unescape(href)).query)
        choice = Choice(
            places=tuple(asked.get("kommun", ())), themes=tuple(asked.get("tema", ())), technologies=tuple(asked.get("teknik", ()))
        )
        assert asked.get("kommun", [""]) == [place]
        assert spoken.startswith(f"{n} förslag, ej granskade: ")
        if choice.themes or choice.technologies:  # the whole list has samples of the weaker ones among it
            assert len(chosen(suggestions(), {}, choice, "seed")) == int(n), href


@needs_warehouse
def test_the_link_of_a_cell_opens_the_list_with_its_pairs(app):
    opened(app, "connections.py")
    href, n = re.search(r'href="samband\?([^"]*tema=[^"]*teknik=[^"]*)" target="_self" aria-label="(\d+) ', words(app)).groups()
    listed = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, values in parse_qs(unescape(href)).items():
        listed.query_params[key] = values
    opened(listed, "connections.py")
    assert not listed.exception
    assert f"{n} passar urvalet." in words(listed)
    assert [choice.value for choice in listed.multiselect if choice.key in ("tema", "teknik")] == [
        parse_qs(unescape(href))[key] for key in ("tema", "teknik")
    ]


@needs_warehouse
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_lonely_list_gives_every_reason_in_words(app, language):
    app.query_params["lang"] = language
    opened(app, "connections.py")
    assert not app.exception
    page = words(app)
    assert ("Den ensamma listan" if language == "sv" else "The lonely list") in page
    for one in lonely(register.initiatives(), suggestions(), {}, coded(digital_technologies()), register.old_before()):
        assert f"initiativ?id={one.initiative.id}" in page


@needs_warehouse
def test_a_choice_without_synergies_is_explained(app, monkeypatch):
    monkeypatch.setattr("ui.matrix.chosen", lambda narrow, rows: [])
    opened(app, "connections.py")
    assert "Ingen synergi passar urvalet." in words(app)
    assert "Den ensamma listan" in words(app)
