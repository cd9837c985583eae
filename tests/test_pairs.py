"""Pairs on their list: states by the verdicts in force, rejected ones hidden until they change, the reader's choice, and the samples."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from twin.matching.model import Clause
from twin.questions import pair_list
from twin.questions.initiatives import Initiative
from twin.questions.pair_list import LOWEST, RIGHT, SLOTS, STATES, Choice, chosen, fits_state, spread, state, tally, with_samples
from twin.questions.suggestions import GRADES, KINDS, Rule, Suggestion, clauses, suggestion, suggestions
from twin.spans import plain
from twin.workspace import REASONS, VERDICTS, Actor, Pair, Verdict, verdict_name, workspace
from ui import pairs, verdict
from ui.pair_words import grade_help, grade_name, reason_name, state_name, verdict_help

ROOT = Path(__file__).parent.parent


def initiative(id_: str = "NAS-01", **values: object) -> Initiative:
    start = Initiative(
        id_, f"Initiativ {id_}", "En text om mätning av värme.", "digital", 0, 2, "Nässjö kommun", "nassjo", "", "kommun", "pågående", "sidan",
        "2023", None, "2024", "sidan", None, "", "", ("0682",), ("energi",), ("nassjo",), (),
    )  # fmt: skip
    return replace(start, **values)


def pair(n: int = 1, grade: str = "T1", shown: bool = True, kind: str = "synergy", **values: object) -> Suggestion:
    a, b = initiative(f"A-{n:02}"), initiative(f"B-{n:02}", places=("0686",), organisations=("eksjo",), owner_id="eksjo", kind="climate")
    made = Suggestion(
        f"{kind}:{a.id}:{b.id}", kind, grade, "data", n, shown, "" if shown else "Fler än tio.", "", "Skäl.", "Reason.",
        (Clause("rule", "Så säger regeln.", "So says the rule."),), (Clause("age", "Uppgiften är gammal.", "It is old."),), f"hash-{n}", a, b, None,
    )  # fmt: skip
    return replace(made, **values)


def said(one: Suggestion, word: str, hash_: str | None = None) -> Verdict:
    seen = (one.id, one.kind, one.a.id, one.b.id, one.grade, None, hash_ or one.features_hash, 1, False, "m")
    return Verdict(
        *seen, id=1, at=datetime.fromisoformat("2026-11-25T13:00"), role="coordinator", verdict=word, reason_code=None, comment=""
    )


def listed(rows: list[Suggestion], *given: Verdict, keep: tuple[str, ...] = (), **choice: object) -> list[str]:
    verdicts = {one.suggestion_id: one for one in given}
    return [entry.suggestion.id for entry in chosen(rows, verdicts, Choice(**choice), "seed", keep)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("samordna", "att-gora"),
        ("redan_samordnat", "bedomt"),
        ("relevant_ej_nu", "bedomt"),
        ("fel", "avvisat"),
        ("osaker", "bedomt"),
    ],
)
def test_every_verdict_takes_the_pair_off_the_list_of_what_is_left(word, expected):
    one, other = pair(1), pair(2)
    assert state(one, None) == "ej-granskat"
    assert state(one, said(one, word)) == expected
    assert listed([one, other], said(one, word)) == [other.id]


def test_a_rejected_pair_is_hidden_until_its_text_or_tags_change():
    one = pair(1)
    rejected = said(one, "fel")
    assert listed([one], rejected) == listed([one], rejected, state="bedomt") == []
    assert listed([one], rejected, state="avvisat") == [one.id]
    again = replace(one, features_hash="another")
    assert listed([again], rejected) == [one.id]
    assert listed([again], rejected, state="avvisat") == []
    assert "har ändrats sedan paret avvisades 25 november 2026" in verdict.state_html(again, rejected)
    assert "förslag, ej granskat" in verdict.state_html(again, rejected)


@given(st.sampled_from([word for word in VERDICTS if word != "fel"]), st.text(min_size=1))
def test_only_a_rejection_lapses_when_the_pair_changes(word, hash_):
    one = pair(1)
    assert state(one, said(one, word, hash_)) == state(one, said(one, word))


def test_to_coordinate_is_among_the_judged_and_on_a_list_of_its_own():
    rows = [pair(1), pair(2), pair(3)]
    given_ = [said(rows[0], "samordna"), said(rows[1], "redan_samordnat")]
    assert listed(rows, *given_, state="bedomt") == [rows[0].id, rows[1].id]
    assert listed(rows, *given_, state="att-gora") == [rows[0].id]


def test_already_coordinated_counts_as_right_and_a_lapsed_rejection_not_at_all():
    rows = [pair(n) for n in range(1, 7)]
    verdicts = {one.id: said(one, word) for one, word in zip(rows, VERDICTS, strict=False)}
    verdicts[rows[5].id] = said(rows[5], "fel", "another")
    count = tally(rows, verdicts)
    assert (count.judged, count.right, count.already, count.wrong, count.unsure) == (5, 3, 1, 1, 1)
    assert "redan_samordnat" in RIGHT


def test_a_pair_that_has_just_been_judged_stays_where_it_is():
    rows = [pair(n) for n in range(1, 6)]
    before = listed(rows)
    assert listed(rows, said(rows[2], "fel"), keep=(rows[2].id,)) == before


def test_the_reader_chooses_place_organisation_and_grade():
    rows = [
        pair(1),
        pair(2, "T2", b=initiative("B-02", places=("0604",), organisations=("aneby",), owner_id="aneby")),
        pair(3, kind="overlap", grade="A"),
    ]
    assert listed(rows, places=("0604",)) == [rows[1].id]
    assert listed(rows, places=("0682",)) == [rows[0].id, rows[1].id]  # either of the two is enough
    assert listed(rows, organisations=("eksjo", "aneby")) == [rows[0].id, rows[1].id]
    assert listed(rows, organisations=("eksjo",)) == [rows[0].id]
    assert listed(rows, grades=("T2",)) == [rows[1].id]
    assert listed(rows, kind="overlap") == [rows[2].id]


def test_what_is_held_back_is_shown_to_those_who_ask():
    rows = [pair(1), pair(2, "T2", shown=False)]
    assert listed(rows) == [rows[0].id]
    assert listed(rows, state="hallna") == [rows[1].id]
    assert fits_state(rows[1], said(rows[1], "fel"), "hallna")


ROWS = st.lists(st.tuples(st.sampled_from(GRADES["synergy"]), st.booleans()), max_size=60).map(
    lambda drawn: [pair(n, grade, shown) for n, (grade, shown) in enumerate(drawn, 1)]
)


@given(ROWS, st.text())
def test_samples_are_few_weak_and_the_same_every_time(rows, seed):
    entries = with_samples(rows, seed)
    ids = [entry.suggestion.id for entry in entries]
    assert len(ids) == len(set(ids))
    assert {one.id for one in rows if one.shown} <= set(ids)  # nothing that the engine shows is lost
    samples = [n for n, entry in enumerate(entries) if entry.explored]
    assert all(n % SLOTS >= 2 for n in samples)
    assert max(Counter(n // SLOTS for n in samples).values(), default=0) <= 1
    assert all(not one.shown or one.grade in LOWEST for one in (entries[n].suggestion for n in samples))
    assert all(entry.explored for entry in entries if not entry.suggestion.shown)
    assert entries == with_samples(list(reversed(rows)), seed)
    own = [entry.suggestion.position for entry in entries if not entry.explored]
    assert own == sorted(own)


IDS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from("ABC")), max_size=40).map(
    lambda drawn: [pair(n, grade, a=initiative(f"A-{a}"), b=initiative(f"B-{b}")) for n, (a, b, grade) in enumerate(drawn, 1)]
)


@given(IDS)
def test_spreading_loses_nothing_and_moves_no_pair_out_of_its_grade(rows):
    found = spread(rows)
    assert sorted(one.position for one in found) == [one.position for one in rows]
    assert [one.grade for one in found] == [one.grade for one in rows]


def test_an_initiative_that_touches_many_does_not_fill_the_head_of_the_list():
    many, one, two = initiative("A-many"), initiative("A-01"), initiative("A-02")
    rows = [pair(n, a=many, b=initiative(f"B-{n}")) for n in (1, 2, 3)] + [pair(4, a=one, b=initiative("B-4"))]
    rows += [pair(5, a=two, b=initiative("B-1")), pair(6, "T2", a=initiative("A-03"), b=initiative("B-6"))]
    assert [found.position for found in spread(rows)] == [1, 4, 2, 5, 3, 6]
    assert listed(rows) == [one.id for one in spread(rows)]


def test_one_place_in_ten_goes_to_the_held_back_and_another_seed_draws_others():
    rows = [pair(n) for n in range(1, 91)] + [pair(n, "T3", shown=False) for n in range(100, 160)]
    drawn = {seed: [entry.suggestion.id for entry in with_samples(rows, seed) if entry.explored] for seed in ("one", "two")}
    assert len(drawn["one"]) == len(drawn["two"]) == 10
    assert drawn["one"] != drawn["two"]


@given(ROWS, st.data())
def test_judging_moves_no_other_pair(rows, data):
    before = listed(rows)
    judged = data.draw(st.sets(st.sampled_from(rows)) if rows else st.just(set()))
    after = listed(rows, *(said(one, "osaker") for one in judged))
    assert after == [id_ for id_ in before if id_ not in {one.id for one in judged}]


def test_no_samples_where_the_reader_asks_for_one_grade():
    rows = [pair(n) for n in range(1, 41)] + [pair(n, "T1", shown=False) for n in range(50, 60)]
    assert all(not entry.explored and entry.suggestion.shown for entry in chosen(rows, {}, Choice(grades=("T1",)), "seed"))


def test_clauses_are_read_from_json_and_unknown_keys_left():
    text = json.dumps([{"part": "asset", "sv": "S", "en": "E", "a_span": "mätning", "new": 1}])
    assert clauses(text) == (Clause("asset", "S", "E", a_span="mätning"),)


def test_the_marked_words_carry_the_numbers_of_their_clauses():
    one = pair(
        1,
        reasons=(Clause("rule", "R", "R"), Clause("data", "D", "D", a_span="mätning"), Clause("text", "T", "T", a_span="Mätning")),
        against=(Clause("scale", "S", "S", b_span="värme"),),
    )
    html = pairs.sides(one)
    assert "<mark>mätning<sup>2, 3</sup></mark>" in html
    assert "<mark>värme<sup>a</sup></mark>" in html
    assert html.index("tt-side-digital") < html.index("→") < html.index("tt-side-climate")


def test_titles_in_sentences_are_short_but_never_the_same():
    assert pairs._short("EFFEKT – hållbart energisystem", "Motion om laddplatser") == ("EFFEKT", "Motion om laddplatser")
    twins = ("Klimat- och energistrategi för hela Jönköpings län", "Klimat- och energistrategi för hela Jönköpings kommun")
    assert pairs._short(*twins) == twins
    one = pair(1, text_sv="”Initiativ A-01” kan stödja ”Initiativ B-01”. <b>Skäl</b>.")
    html = pairs.told(one)
    assert "”" not in html
    assert html.count("tt-name") == 2
    assert "&lt;b&gt;Skäl" in html


def test_a_card_escapes_what_the_register_says():
    one = pair(1, a=initiative("A-01", title="<script>", description="x <img> y", owner="<b>"))
    assert not any(tag in pairs.sides(one) for tag in ("<script>", "<img>", "<b>"))


def test_a_label_keeps_the_titles_signs():
    one = pair(1, a=initiative("A-01", title="CONSTR:ACT – *klimat* [x]"))
    assert verdict._named("Fel", one).startswith("Fel *– CONSTR\\:ACT – \\*klimat\\* \\[x\\]")


def test_every_code_has_its_words():
    assert all(verdict_name(code) and verdict_help(code) for code in VERDICTS)
    assert all(state_name(code) for code in STATES)
    assert all(grade_name(grade) and grade_help(grade) for kind in KINDS for grade in GRADES[kind])
    assert all(reason_name(code) for code in REASONS)


@pytest.mark.usefixtures("warehouse")
def test_every_suggestion_of_the_warehouse_can_be_drawn_and_its_words_found():
    rows = suggestions()
    assert len(rows) > 20, "the build made too few suggestions to believe this test"
    for one in rows:
        html = pairs.sides(one) + pairs.told(one)
        assert one.against, one.id
        assert one.kind == "overlap" or isinstance(one.rule, Rule), one.id
        for clause in (*one.reasons, *one.against):
            for span, row in ((clause.a_span, one.a), (clause.b_span, one.b)):
                if span:
                    assert plain(span) in plain(f"{row.title} {row.description} {row.partners}"), (one.id, span)
        assert ("<mark>" in html) == any(c.a_span or c.b_span for c in (*one.reasons, *one.against)), one.id
    assert suggestion(rows[0].id) == rows[0]
    assert suggestion("synergy:X-01:Y-01") is None


def test_the_seed_decides_alone():
    assert pair_list._draw("s", "x") == pair_list._draw("s", "x") != pair_list._draw("t", "x")


@pytest.fixture
def app(warehouse, monkeypatch, tmp_path):
    """Page Samband with an empty workspace of its own; nobody may write."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    opened.run()
    return opened


def opened(app: AppTest, **parameters: str) -> str:
    """All that the page says, with plain spaces."""
    app.switch_page("pages/connections.py")
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return " ".join(element.proto.body for element in app.main.get("html")).replace("\u00a0", " ")


def test_without_a_result_of_the_engine_the_page_says_what_to_do(app, monkeypatch):
    monkeypatch.setattr("ui.pairs_list.suggestions", list)
    assert "Inga par är beräknade ännu" in opened(app)


def test_a_choice_that_nothing_fits_and_a_list_of_nothing_judged_say_so(app):
    assert "Inget par är bedömt ännu" in opened(app, lage="bedomt")
    assert "skrivskyddad" in opened(app)


def test_a_workspace_that_can_not_be_opened_is_told_in_words(app, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", "nonsense")
    assert "TWIN_WORKSPACE_URL går inte att tyda" in opened(app)


def test_a_rejected_pair_that_has_changed_is_shown_again_and_says_so(app):
    one = suggestions()[0]
    workspace().judge(
        Actor("coordinator"),
        Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, None, "before", 1, explored=False, model_version="m"),
        "fel",
    )
    assert "har ändrats sedan paret avvisades" in opened(app)
    assert one.id in {entry.suggestion.id for entry in chosen(suggestions(), workspace().verdicts(), Choice(), "seed")}
