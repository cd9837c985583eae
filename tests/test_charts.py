"""What drawings promise: no line across a break, a missing value or two releases; labels apart; words marked and nothing lost."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin import bars, charts, spans
from twin.questions import series
from twin.questions.parts import Part
from twin.questions.series import Figure

YEARS = st.integers(1990, 2030)


def figure(period: str, value: float | None, place: str = "a", release: str = "1") -> Figure:
    return Figure(place, period, int(period[:4]), value, "" if value is not None else "saknas", "t", release, ("r",))


LINES = st.dictionaries(YEARS, st.none() | st.floats(0, 1e6), min_size=1, max_size=25).map(
    lambda found: [figure(str(year), value) for year, value in found.items()]
)
CUTS = st.lists(YEARS.map(str), max_size=4, unique=True)


@given(LINES, CUTS)
def test_no_stretch_crosses_a_break_or_a_missing_value_and_nothing_is_lost(points, cuts):
    found = charts.stretches(points, cuts)
    assert sorted(point.period for piece in found for point in piece) == sorted(point.period for point in points if point.value is not None)
    missing = [point.year for point in points if point.value is None]
    for piece in found:
        for a, b in pairwise(piece):
            assert a.year < b.year
            assert not [cut for cut in cuts if a.year < int(cut) <= b.year]
            assert not [year for year in missing if a.year < year < b.year]


@given(LINES, CUTS)
def test_what_is_drawn_crosses_no_break(points, cuts):
    fig = charts.trend([charts.Line("x", tuple(points))], cuts, "t", 0, height=200)
    known = {point.year for point in points if point.value is not None}
    for trace in fig.data:
        if trace.mode != "lines":
            continue
        for a, b in pairwise(trace.x):
            if a is not None and b is not None:
                assert not [cut for cut in cuts if a < int(cut) <= b]
                assert {a, b} <= known


def test_years_that_were_not_published_are_bridged_by_dots_and_years_in_a_row_by_a_line():
    points = tuple(figure(year, 1.0) for year in ("1990", "2000", "2020", "2021", "2022"))
    drawn = {trace.line.dash: [x for x in trace.x if x is not None] for trace in charts.trend([charts.Line("x", points)], [], "t", 0, height=200).data if trace.mode == "lines"}  # fmt: skip
    assert drawn == {"dot": [1990, 2000, 2000, 2020], "solid": [2020, 2021, 2021, 2022]}


def test_an_older_release_is_dashed_hollow_and_not_joined_to_the_new_one():
    new = tuple(figure(year, 1.0, release="2026") for year in ("2015", "2020", "2021"))
    old = series.beside([figure(str(year), 2.0, release="2025") for year in range(2014, 2022)], list(new))
    assert [point.period for point in old] == ["2014", "2015", "2016", "2017", "2018", "2019", "2020"]
    fig = charts.trend([charts.Line("x", tuple(old), older=True), charts.Line("x", new)], [], "t", 0, height=200)
    for trace in fig.data:
        values = {y for y in trace.y if y is not None}
        assert len(values) <= 1, "a trace mixes two releases"
        if values == {2.0}:
            assert trace.line.dash == "dash" if trace.mode == "lines" and trace.x else True
            assert trace.marker.symbol == "circle-open" if trace.mode == "markers" else True


@given(st.lists(st.floats(-1e6, 1e6), max_size=12), st.floats(0.1, 1e4))
def test_labels_keep_their_order_and_distance(values, gap):
    placed = charts.spread(values, gap)
    order = sorted(range(len(values)), key=lambda index: values[index])
    for lower, upper in pairwise(order):
        assert placed[upper] - placed[lower] >= gap * 0.999 - 1e-6


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(0, 1e5)), min_size=1, max_size=9))
def test_contributions_add_up_to_the_whole_change(pairs):
    whole = sum(before for before, _ in pairs) or 1.0
    rows = [Part("a", f"del {n}", "2023", "2024", before, after, whole, "t", "1", ("r",)) for n, (before, after) in enumerate(pairs)]
    named = bars.leading(rows)
    change = 100 * sum(after - before for before, after in pairs) / whole
    assert sum(value for _, value in bars.shares(rows, named)) == pytest.approx(change, abs=1e-6, rel=1e-6)
    assert len(named) <= bars.NAMED


@given(st.lists(st.floats(1, 1e5), min_size=2, max_size=6), st.lists(st.floats(1, 1e5), min_size=2, max_size=6))
def test_indexed_lines_start_at_a_common_hundred(a, b):
    lines = {
        "a": [figure(str(2000 + n), value) for n, value in enumerate(a)],
        "b": [figure(str(2001 + n), value, "b") for n, value in enumerate(b)],
    }
    found = series.indexed(lines)
    assert found is not None
    first, indexed = found
    assert first == "2001"
    assert [point.value for line in indexed.values() for point in line if point.period == first] == pytest.approx([100, 100])


def test_lines_without_a_common_period_are_not_indexed():
    assert series.indexed({"a": [figure("2000", 1.0)], "b": [figure("2001", 1.0)]}) is None


@pytest.mark.parametrize(
    ("start", "end", "said", "first", "last"),
    [(2019, 2023, 2023, 2019, 2023), (2019, None, 2021, 2019, 2021), (None, None, 2017, 2017, 2017), (None, 2022, 2023, 2022, 2022), (2025, None, None, 2025, 2025)],
)  # fmt: skip
def test_a_bar_ends_where_knowledge_ends(start, end, said, first, last):
    span = bars.Span("X-1", "Titel", "climate", "current", start, end, said, "?id=X-1")
    assert (span.first, span.last) == (first, last)


def test_a_span_without_any_year_is_not_drawn():
    spans_ = [bars.Span("X-1", "Med år", "both", "old", 2017, None, 2017, "?"), bars.Span("X-2", "Utan år", "digital", "undated", None, None, None, "?")]  # fmt: skip
    texts = [note.text for note in bars.timeline(spans_, 2026).layout.annotations]
    assert any("Med år" in text for text in texts)
    assert not any("Utan år" in text for text in texts)


def test_titles_are_escaped_in_the_drawing():
    fig = bars.timeline([bars.Span("X-1", "A <b>& B", "climate", "current", 2020, 2021, 2021, '?id="x"')], 2026)
    assert any("A &lt;b&gt;&amp; B" in note.text for note in fig.layout.annotations)


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=4))
def test_marking_loses_no_letter(text, needles):
    pieces = spans.marked(text, needles)
    assert "".join(piece for piece, _ in pieces) == unicodedata.normalize("NFC", text)


def test_marking_finds_words_in_any_case_and_longest_first():
    assert spans.marked("Öppna data om el", ["data", "öppna data"]) == [("Öppna data", True), (" om el", False)]


@given(st.text(max_size=400), st.text(max_size=8))
def test_an_excerpt_is_words_of_the_text(text, needle):
    shown = spans.excerpt(text, [needle])
    assert shown.removeprefix("… ").removesuffix(" …") in text


@pytest.mark.parametrize(("word", "stem"), [("solceller", "solcell"), ("solcellerna", "solcell"), ("el", "el"), ("bilar", "bilar"), ("åtgärder", "åtgärd")])  # fmt: skip
def test_stems(word, stem):
    assert spans.stem(word) == stem


def test_all_words_or_their_stems_must_stand_in_the_text():
    assert spans.has_all("Solcellspark i Tranås", "TRANÅS solceller")
    assert not spans.has_all("Solcellspark i Tranås", "solceller Eksjö")
    assert spans.has_all("vad som helst", "")
