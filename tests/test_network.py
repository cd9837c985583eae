"""The network of synergies: a layout that is the same every time and crosses little, a drawing that says what is confirmed, a table of the same pairs."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.test_pairs import initiative, pair, said
from twin import palette
from twin.layered import crossings, layout, spread
from twin.network import Edge, Node, cut, network, themes
from twin.questions import links
from twin.questions.suggestions import suggestions
from twin.workspace import VERDICTS

GROUPS = {"u": "El", "v": "El", "w": "Natur", "x": "Natur", "y": "Vatten", "z": "Vatten"}
pairs = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=1)


def drawn(*edges: Edge):
    nodes = {
        id_: Node(id_, f"Initiativ {id_}", "digital" if id_ in "abcdef" else "climate", GROUPS.get(id_, ""), f"initiativ?id={id_}")
        for id_ in "abcdefuvwxyz"
    }
    return network(nodes, edges)


@given(pairs, st.randoms())
def test_the_layout_is_the_same_whatever_order_the_links_come_in(found, random):
    shuffled = sorted(found)
    random.shuffle(shuffled)
    assert layout(found, GROUPS) == layout(shuffled, GROUPS)


@given(pairs)
def test_no_two_nodes_of_a_column_stand_closer_than_a_row_and_groups_stay_together(found):
    placed = layout(found, GROUPS)
    assert set(placed.left) == {a for a, _ in found}
    assert set(placed.right) == {b for _, b in found}
    for column in (placed.left.values(), [*placed.right.values(), *placed.groups.values()]):
        assert all(b - a >= 1 - 1e-9 for a, b in pairwise(sorted(column)))
    assert all(0 <= at < placed.rows for at in (*placed.left.values(), *placed.right.values(), *placed.groups.values()))
    order = [GROUPS[id_] for id_ in sorted(placed.right, key=placed.right.__getitem__)]
    assert sum(a != b for a, b in pairwise(order)) == len(set(order)) - 1
    for id_, at in placed.right.items():
        assert placed.groups[GROUPS[id_]] < at


@given(pairs)
def test_the_order_never_crosses_more_than_the_alphabet_does(found):
    placed = layout(found, GROUPS)
    left, right = (sorted(column, key=column.__getitem__) for column in (placed.left, placed.right))
    alphabet = sorted(placed.right, key=lambda id_: (GROUPS[id_], id_))
    assert crossings(found, left, right) <= crossings(found, sorted(placed.left), alphabet)


def test_links_that_need_not_cross_do_not():
    found = [("a", "z"), ("b", "w"), ("c", "u")]
    placed = layout(found, GROUPS)
    left, right = (sorted(column, key=column.__getitem__) for column in (placed.left, placed.right))
    assert crossings(found, left, right) == 0
    assert crossings(found, ["a", "b", "c"], ["u", "w", "z"]) == 3


@given(st.lists(st.floats(0, 30), max_size=20))
def test_spreading_keeps_the_order_and_the_room(wanted):
    found = spread(sorted(wanted), 1.0, 0.0, 30.0)
    assert all(b - a >= 1 - 1e-9 for a, b in pairwise(found))
    assert all(-1e-9 <= at <= 30 + 1e-9 for at in found)


def test_confirmed_links_are_solid_and_others_dashed_each_with_an_arrow_at_its_end():
    fig = drawn(Edge("a", "u", "T1", True), Edge("a", "w", "T1", False), Edge("b", "w", "T2", False))
    lines = [trace for trace in fig.data if "lines" in trace.mode]
    assert {(trace.line.dash == "solid", len(trace.x) // 3) for trace in lines} == {(True, 1), (False, 1)}
    assert len(lines) == 3
    for trace in lines:
        assert trace.marker.symbol == "arrow"
        assert trace.marker.angleref == "previous"
        assert list(trace.marker.size)[:3] == [0, 9, 0]
        assert trace.x[0] < trace.x[1], "from the means to the end"


def test_a_node_carries_its_tracks_shape_and_leads_to_its_page():
    fig = drawn(Edge("a", "u", "T1", False))
    shapes = {trace.marker.symbol[0] for trace in fig.data if trace.mode == "markers"}
    assert shapes == {palette.MARKER["digital"], palette.MARKER["climate"]}
    labels = " ".join(label.text for label in fig.layout.annotations)
    assert 'href="initiativ?id=a"' in labels
    assert "El" in labels
    assert fig.to_json() == drawn(Edge("a", "u", "T1", False)).to_json()


@pytest.mark.parametrize("title", ["Kort", "En mycket lång titel som inte får plats bredvid sitt tecken i bilden", "x" * 100])
def test_a_label_fits_its_margin(title):
    assert len(cut(title)) <= 48
    assert cut(title) == title or cut(title).endswith(" …")


def test_themes_by_how_many_have_them():
    assert themes([("a", "b"), ("b",), ("c",)]) == ["b", "a", "c"]


@pytest.mark.parametrize("word", VERDICTS)
def test_a_confirmed_pair_stands_and_a_rejected_one_is_not_drawn(word):
    one, held = pair(1), pair(2, shown=False)
    verdicts = {each.id: said(each, word) for each in (one, held)}
    found = {each.suggestion.id: each.confirmed for each in links.standing([one, held], verdicts)}
    if word == "fel":
        assert not found
        assert links.standing([replace(one, features_hash="another")], verdicts) == [
            links.Standing(replace(one, features_hash="another"), False)
        ]
    elif word == "osaker":
        assert found == {one.id: False}
    else:
        assert found == {one.id: True, held.id: True}


def test_only_a_municipalitys_own_initiatives_draw_lines():
    seats = {"nassjo": "0682", "eksjo": "0686", "region": "06"}
    own = {"0682", "0686"}
    mine = initiative("NAS-01")
    theirs = initiative("EKS-01", owner_id="eksjo", places=("0686",))
    wide = initiative("LAN-01", owner_id="region", geo_level="län", places=("0682", "0686"))
    guest = initiative("RIS-01", owner_id="rise", places=("0686",))
    home = links.homes_by([mine, theirs, wide, guest], own, seats)
    assert home == {"NAS-01": "0682", "EKS-01": "0686", "RIS-01": "0686"}

    def between(a, b, n):
        return links.Standing(replace(pair(n), a=a, b=b), confirmed=n == 3)

    rows = [between(mine, theirs, 1), between(wide, theirs, 2), between(guest, mine, 3), between(theirs, guest, 4)]
    assert links.ties(rows, home) == [links.Tie("0682", "0686", confirmed=1, open=1)]
    assert [len(links.touching(rows, home, place)) for place in sorted(own)] == [2, 4]
    assert links.of(rows, "LAN-01") == [rows[1]]
    assert links.other(rows[1].suggestion, "LAN-01") == theirs


@pytest.fixture
def app(monkeypatch, warehouse):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def opened(app: AppTest, page: str, **parameters: str) -> str:
    app.run()
    for key, value in parameters.items():
        app.query_params[key] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return " ".join(element.proto.body for element in app.main.get("html"))


def test_the_view_draws_every_pair_of_its_table(app):
    page = opened(app, "connections", vy="natverk")
    shown = [one for one in suggestions() if one.kind == "synergy" and one.shown]
    assert all(f"par=synergy%3A{one.a.id}%3A{one.b.id}" in page for one in shown)
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert sum(len(trace["marker"]["size"]) // 3 for trace in figure["data"] if trace["mode"] == "lines+markers") == len(shown)
    assert "förslag, ej granskat" in page


def test_the_choices_of_the_address_narrow_the_drawing(app):
    page = opened(app, "connections", vy="natverk", org="njudung-energi-vetlanda", niva="T1")
    kept = [
        one
        for one in suggestions()
        if one.kind == "synergy" and one.shown and one.grade == "T1" and "njudung-energi-vetlanda" in one.organisations
    ]
    assert kept
    assert all(f"{one.a.id}%3A{one.b.id}" in page for one in kept)
    assert page.count("par=synergy") == len(kept)
