"""Links on Översikt: lines between municipalities' own initiatives, the same numbers in the table, on the panel, and among what needs attention."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.screen import everything
from tests.test_pairs import initiative, pair
from twin import palette
from twin.maps import Area, Link, federation_map
from twin.matching import MODEL
from twin.questions import initiatives, links, places
from twin.questions.gaps import by_kind, gaps
from twin.questions.places import Shape, Window
from twin.questions.suggestions import suggestions
from twin.workspace import Actor, Pair, workspace
from ui.attention import notices
from ui.overview_links import connections, lines

OWNERS = ("nassjo", "eksjo", "aneby", "lan")
SEATS = {"nassjo": "0682", "eksjo": "0686", "aneby": "0604"}
HOMES = {f"{owner}-{n}": SEATS[owner] for owner in SEATS for n in range(3)}


def linked(n: int, a: str, b: str, confirmed: bool, kind: str, weak: bool) -> links.Standing:
    grade = {"synergy": ("T1", "T2"), "overlap": ("A", "B")}[kind][weak]
    return links.Standing(replace(pair(n, kind=kind), a=initiative(a), b=initiative(b), grade=grade), confirmed)


ends = st.builds("{}-{}".format, st.sampled_from(OWNERS), st.integers(0, 2))
rows = st.lists(st.tuples(ends, ends, st.booleans(), st.sampled_from(["synergy", "overlap"]), st.booleans()), max_size=20).map(
    lambda found: [linked(n, *one) for n, one in enumerate(found)]
)


@given(rows, st.randoms())
def test_lines_count_every_strong_or_confirmed_link_between_two_municipalities_once_in_any_order(found, random):
    drawn = links.ties(found, HOMES)
    strong = [one for one in found if one.confirmed or one.suggestion.grade in ("T1", "A")]
    crossing = [one for one in strong if len({HOMES.get(one.suggestion.a.id), HOMES.get(one.suggestion.b.id)} - {None}) == 2]
    assert sum(tie.confirmed + tie.open for tie in drawn) == len(crossing)
    assert sum(tie.confirmed for tie in drawn) == sum(one.confirmed for one in crossing)
    assert all(tie.a < tie.b for tie in drawn)
    shuffled = list(found)
    random.shuffle(shuffled)
    assert links.ties(shuffled, HOMES) == drawn


@given(rows)
def test_a_municipalitys_numbers_are_those_of_its_lines(found):
    drawn = links.ties(found, HOMES)
    for place in SEATS.values():
        touch = links.touch(found, HOMES, place)
        assert touch.synergies + touch.overlaps == len(links.touching(found, HOMES, place))
        assert dict(touch.others) == {
            tie.b if tie.a == place else tie.a: tie.confirmed + tie.open for tie in drawn if place in (tie.a, tie.b)
        }
    whole = links.all_of(found)
    assert whole.synergies + whole.overlaps == len(found)
    assert whole.confirmed == sum(one.confirmed for one in found)


def square(code: str, x: float) -> Shape:
    ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
    return Shape(code, code, "own", {"type": "Polygon", "coordinates": [ring]})


def test_suggested_lines_are_dashed_and_confirmed_ones_solid_and_darker():
    areas = (Area("1", "Ett", None, "", ""), Area("2", "Två", None, "", ""))
    drawn = (Link("1", "2", 40, "suggested"), Link("1", "2", 1, "confirmed"))
    fig = federation_map((square("1", 0), square("2", 1)), "./api/borders.geojson?x", Window((0, 2), (0, 1)), areas, links=drawn)
    suggested, confirmed = (trace.line for trace in fig.data if trace.type == "scattergeo" and trace.mode == "lines")
    assert suggested.dash != "solid"
    assert confirmed.dash == "solid"
    assert confirmed.color == palette.INK
    assert suggested.width <= 3, "thin however many"


def test_a_line_is_drawn_for_what_is_suggested_and_another_for_what_is_confirmed(warehouse):
    own = places.municipalities()
    register = initiatives.initiatives()
    found = links.standing(suggestions(), {})
    tied = connections(found, register, own, "hoglandet")
    assert [line.kind for line in lines("samband", {}, tied)] == ["suggested"] * len(tied.ties)
    half = connections([replace(one, confirmed=index % 2 == 0) for index, one in enumerate(found)], register, own, "hoglandet")
    kinds = [line.kind for line in lines("samband", {}, half)]
    assert kinds.index("confirmed") == kinds.count("suggested"), "the confirmed are drawn on top"
    assert lines("totalt", {}, tied) == ()
    county = {row.id for row in register if row.geo_level != "kommun"}
    home = links.homes(register, [place.code for place in own])
    assert not county & set(home), "what is wider than a municipality ties nobody in particular"


def test_attention_points_to_unreviewed_pairs_and_gaps(warehouse):
    found = links.standing(suggestions(), {})
    count = initiatives.count(initiatives.initiatives(), initiatives.old_before())
    names = {place.code: place.name for place in places.municipalities()}
    kinds = by_kind(gaps())

    def ways(rows, missing):
        return [
            (one.page, one.parameters) for one in notices({}, count, [], names, 2026, rows, missing) if one.page == "pages/connections.py"
        ]

    assert ways(found, kinds) == [("pages/connections.py", {"niva": "T1"})] + [("pages/connections.py", {"vy": "luckor"})] * 2
    assert ways([replace(one, confirmed=True) for one in found], {kind: [] for kind in kinds}) == []
    told = next(one.text for one in notices({}, count, [], names, 2026, found, kinds) if one.parameters == {"niva": "T1"})
    assert told.split()[0] == str(sum(one.suggestion.grade == "T1" for one in found))


@pytest.fixture
def app(monkeypatch, warehouse):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_layer_and_the_panel_say_the_same_number(app, language):
    app.query_params["lang"] = language
    app.query_params["karta"] = "samband"
    app.query_params["kommun"] = "0685"
    app.run()
    assert not app.exception
    own = [place.code for place in places.municipalities()]
    home = links.homes(initiatives.initiatives(), own)
    touch = links.touch(links.standing(suggestions(), {}), home, "0685")
    page = everything(app)
    if language == "sv":
        assert (
            f"Kommunens egna initiativ: {touch.synergies} möjliga synergier och {touch.overlaps} möjliga överlapp (förslag, ej granskade)."
            in page
        )
    else:
        assert f"{touch.synergies} possible synergies and {touch.overlaps} possible overlaps" in page


def test_a_confirmed_pair_becomes_a_solid_line(app):
    own = [place.code for place in places.municipalities()]
    home = links.homes(initiatives.initiatives(), own)
    one = next(
        one for one in suggestions()
        if one.kind == "overlap" and one.shown and len({home.get(one.a.id), home.get(one.b.id)} - {None}) == 2
    )  # fmt: skip
    seen = Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, None, one.features_hash, 1, False, MODEL)
    verdict = workspace().judge(Actor("coordinator"), seen, "redan_samordnat")
    try:
        app.query_params["karta"] = "samband"
        app.run()
        assert not app.exception
        assert palette.INK in everything(app).partition("scattergeo")[2]
    finally:
        workspace().withdraw(Actor("coordinator"), verdict.id)
