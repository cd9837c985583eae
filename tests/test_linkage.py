"""One project in several registers: people's word, case numbers where something else agrees, copies, the model's weights with a queue between."""

import json

import pytest

from ingest.registers import scores
from ingest.registers.clusters import Clusters
from ingest.registers.linkage import Asked, linked
from ingest.registers.scores import Scored
from tests.entries import concerning, entry

MERGE, ASK = scores.settings()["merge_at"], scores.settings()["ask_at"]


def groups(entries, said=(), pairs=()) -> list[set[str]]:
    """The ids of each group of more than one."""
    found = linked(entries, said, pairs)
    return [{one.told.id for one in group} for group in found.groups if len(group) > 1]


def asked(entries, said=(), pairs=()) -> list[Asked]:
    return linked(entries, said, pairs).asked


def pair(a: str, b: str, weight: float) -> Scored:
    """Of the first register and the second."""
    return Scored(("a", a), ("b", b), weight)


def test_one_case_number_once_for_each_funder_is_one_project():
    twice = [entry("a", f"2007-01644_{funder}", "Samma titel", case_number="2007-01644", funder=funder) for funder in ("RJ", "Vinnova")]
    assert groups(concerning(*twice)) == [{"2007-01644_RJ", "2007-01644_Vinnova"}]


def test_one_case_number_across_registers_needs_one_more_thing():
    one = entry("a", "1", "Laddplatser vid stationen", case_number="2021-00153", amount=300_000.0)
    same_money = entry("b", "2", "Charging at the station", case_number="2021 - 00153", amount=300_000.0)
    assert groups(concerning(one, same_money)) == [{"1", "2"}]
    other = entry("b", "2", "Isbrytaren Oden", case_number="2021-00153", amount=7_093_000.0)
    assert groups(concerning(one, other)) == []
    assert asked(concerning(one, other)) == [Asked(("a", "1"), ("b", "2"), None)]


def test_one_case_number_of_two_owners_that_shares_nothing_else_is_two_projects():
    one = entry("a", "1", "Laddplatser vid stationen", case_number="2021-00153", organisation_text="Aneby kommun")
    other = entry("b", "2", "Isbrytaren Oden", case_number="2021-00153", organisation_text="Sjöfartsverket")
    assert (groups(concerning(one, other)), asked(concerning(one, other))) == ([], [])


def test_a_row_written_twice_is_one_unless_it_has_two_numbers():
    told = {"title": "Laddstation", "organisation_text": "Aneby kommun", "start_date": "2021-03-01", "amount": 50_000.0}
    assert groups(concerning(entry("a", "1", **told), entry("a", "2", **told))) == [{"1", "2"}]
    assert groups(concerning(entry("a", "1", case_number="KKL-1", **told), entry("a", "2", case_number="KKL-2", **told))) == []
    assert groups(concerning(entry("a", "1", **told), entry("b", "2", **told))) == [], "between registers the weights tell"
    without = {**told, "amount": None}
    assert groups(concerning(entry("a", "1", **without), entry("a", "2", **without))) == [], "too little to be sure of"


@pytest.mark.parametrize(
    ("weight", "joined", "questions"), [(MERGE, True, 0), (MERGE - 0.1, False, 1), (ASK, False, 1), (ASK - 0.1, False, 0)]
)
def test_weights_join_or_ask_or_neither(weight, joined, questions):
    entries = concerning(entry("a", "1"), entry("b", "2"))
    assert bool(groups(entries, (), [pair("1", "2", weight)])) is joined
    assert len(asked(entries, (), [pair("1", "2", weight)])) == questions


def test_an_entry_has_one_best_in_each_other_register():
    entries = concerning(entry("a", "1"), entry("b", "2"), entry("b", "3"), entry("c", "4"))
    pairs = [pair("1", "2", MERGE + 9), pair("1", "3", MERGE + 5), Scored(("a", "1"), ("c", "4"), MERGE + 1)]
    assert groups(entries, (), pairs) == [{"1", "2", "4"}]
    assert asked(entries, (), pairs) == []


def test_two_owners_are_never_joined_on_wording():
    entries = [*concerning(entry("a", "1"), organisation="aneby-kommun"), *concerning(entry("b", "2"), organisation="tranas-kommun")]
    assert (groups(entries, (), [pair("1", "2", 30)]), asked(entries, (), [pair("1", "2", ASK)])) == ([], [])


def test_nor_through_a_third_that_has_no_owner():
    owned = [*concerning(entry("a", "1"), organisation="aneby-kommun"), *concerning(entry("c", "3"), organisation="tranas-kommun")]
    entries = [*owned, *concerning(entry("b", "2"))]
    assert groups(entries, (), [pair("1", "2", 30), Scored(("b", "2"), ("c", "3"), 20)]) == [{"1", "2"}]


def test_peoples_word_goes_first():
    told = {"title": "Samma", "case_number": "1-234", "amount": 5.0}
    entries = concerning(entry("a", "1", **told), entry("b", "2", **told))
    no, yes = [(("a", "1"), ("b", "2"), False)], [(("b", "2"), ("a", "1"), True)]
    assert (groups(entries, no), asked(entries, no)) == ([], [])
    others = concerning(entry("a", "1", "Ett"), entry("b", "2", "Annat"))
    assert groups(others, yes) == [{"1", "2"}]
    assert groups(others, [(("a", "1"), ("b", "utgången"), True)]) == [], "an entry that the registers no longer have"


def test_what_is_said_apart_stays_apart_through_others():
    entries = concerning(entry("a", "1"), entry("b", "2"), entry("c", "3"))
    clusters = Clusters(entries, [(("a", "1"), ("c", "3"))])
    assert clusters.join(("a", "1"), ("b", "2"))
    assert not clusters.join(("b", "2"), ("c", "3"))
    assert [len(group) for group in clusters.groups()] == [2, 1]


def test_the_model_finds_a_twin_among_others():
    pytest.importorskip("splink")
    titles = [
        "Solceller på skolor i Aneby",
        "Laddstationer för tunga fordon",
        "Biogas ur gödsel",
        "Sensorer i dricksvattnet",
        "Ny bro över ån",
    ]
    first = [entry("a", str(n), title, start_date=f"202{n}-03-01", amount=1000.0 * (n + 1)) for n, title in enumerate(titles)]
    second = [
        entry("b", "twin", "Solceller på skolor", start_date="2020-03-11", amount=1000.0),
        entry("b", "other", "Ledarskap i vården", start_date="2019"),
    ]
    found = scores.scored(concerning(*first, *second))
    assert (found[0].a, found[0].b) == (("a", "0"), ("b", "twin"))
    assert found[0].weight > MERGE
    assert all(one.weight < ASK for one in found[1:])
    assert scores.scored(concerning(*first)) == [], "within one register nothing is weighed"
    assert scores.scored(concerning(*reversed([*first, *second]))) == found, "the order of entries changes nothing"


def test_a_pair_with_the_same_day_and_sum_is_weighed_though_no_word_agrees():
    pytest.importorskip("splink")
    sv = entry("a", "1", "Uppkopplade vattenmätare", start_date="2023-05-02", end_date="2025-04-30", amount=1_234_000.0)
    en = entry("b", "2", "Smart metering", start_date="2023-05-02", end_date="2025-04-30", amount=1_234_000.0)
    [found] = scores.scored(concerning(sv, en, organisation="aneby-kommun"))
    assert found.weight > ASK


def test_without_the_extra_nothing_is_weighed(monkeypatch):
    monkeypatch.setattr(scores, "available", lambda: False)
    assert scores.scored(concerning(entry("a", "1"), entry("b", "1"))) == []


def test_the_settings_are_a_model_that_spark_reads_too():
    splink = pytest.importorskip("splink")
    import sqlglot

    model = scores.settings()["splink"]
    again = splink.SettingsCreator.from_path_or_dict(json.loads(json.dumps(model)))
    texts = [
        level["sql_condition"] for one in model["comparisons"] for level in one["comparison_levels"] if level["sql_condition"] != "ELSE"
    ]
    texts += [rule["blocking_rule"] for rule in model["blocking_rules_to_generate_predictions"]]
    for text in texts:
        assert sqlglot.parse_one(text, read="spark").sql("spark") == sqlglot.parse_one(text, read="duckdb").sql("spark")
    for dialect in ("duckdb", "spark"):
        assert len(again.get_settings(dialect).comparisons) == len(model["comparisons"])


def test_the_thresholds_leave_a_queue_between():
    assert ASK < MERGE
