"""Who has which capability: what may be derived from sources and what never is, a person's word, and what follows for network, centre and academy."""

import csv
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from twin.capabilities import CENTRE, Capability, Facts, Holder, Statement, learning, ledger, spread
from twin.capabilities.model import Answer, Initiative, Purchase
from twin.paths import DATA
from twin.questions import capabilities as asked
from twin.questions.initiatives import PHASES, old_before

BEFORE = 2022
FIBER = Capability("fiber", "Fiber", "Fibre", "d", "d", "u", "u", (("technology:fiber",),), ("3256",), ("fiber",), ("q_fiber",))
PLATFORM = Capability("iot", "IoT", "IoT", "d", "d", "u", "u", (("technology:iot", "asset:it-system"),), (), (), ())
COLUMNS = (FIBER, PLATFORM)
ROWS = tuple(Holder(id_, id_, "municipality", "0604", "Kommun", "https://x.example", "") for id_ in "abcd")


def initiative(id_: str = "A-01", phase: str = "pågående", holder: str = "a", **other: object) -> Initiative:
    plain = {
        "text": "Bygger ut.",
        "as_of": "2025",
        "geo_level": "kommun",
        "tags": frozenset({"technology:fiber"}),
        "url": "https://x.example/1",
    }
    return Initiative(id=id_, title=id_, phase=phase, holders=(holder,), **{**plain, **other})


def statement(state: str, holder: str = "a", capability: str = "fiber", on: str = "2026-11-01") -> Statement:
    return Statement(1, datetime(2026, 11, 1, tzinfo=UTC), "coordinator", holder, capability, state, "", "", "", date.fromisoformat(on))


def cell(facts: Facts, said: tuple[Statement, ...] = (), holder: str = "a", capability: str = "fiber"):
    return next(
        one for one in ledger(ROWS, COLUMNS, facts, said, before=BEFORE) if (one.holder.id, one.capability.code) == (holder, capability)
    )


TAGS = some.frozensets(some.sampled_from(["technology:fiber", "technology:iot", "asset:it-system", "asset:ledningsbeslut", "theme:x"]))
INITIATIVES = some.lists(
    some.builds(
        initiative,
        id_=some.sampled_from([f"A-{n:02}" for n in range(9)]),
        phase=some.sampled_from(PHASES),
        holder=some.sampled_from("abcdx"),
        text=some.sampled_from(["Bygger.", "Systemet infördes 2018.", "Det ska tas i drift.", "Bolaget förvaltar nätet."]),
        as_of=some.sampled_from([None, "2015", "2025-09"]),
        tags=TAGS,
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
ANSWERS = some.lists(
    some.builds(
        lambda holder, scale, value: Answer("q_fiber", "F", "F", scale, holder, value, "2022", "r", "s"),
        some.sampled_from("abcd"), some.sampled_from(["yes_no", "rollout"]), some.integers(0, 2),
    ),
    max_size=4,
    unique_by=lambda one: one.holder,
)  # fmt: skip
BOUGHT = some.lists(
    some.builds(
        lambda n, holder, code: Purchase(f"P{n}", holder, "Kabel", "2021-05-01", (code,), frozenset(), "r", "s"),
        some.integers(0, 99), some.sampled_from("abcd"), some.sampled_from(["32562000", "15000000"]),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)  # fmt: skip
FACTS = some.builds(Facts, INITIATIVES, BOUGHT, ANSWERS)


@given(FACTS)
def test_what_is_derived_never_lacks_and_rests_on_evidence_that_carries_it(facts):
    for one in ledger(ROWS, COLUMNS, facts, before=BEFORE):
        assert one.state == one.derived != "lacks"
        carried = {row.carries for row in one.evidence}
        assert one.state == ("has" if "has" in carried else "builds" if "builds" in carried else "not_known")
        assert (one.age == "") == (not one.known)


@given(FACTS, some.sampled_from("abcd"), TAGS)
def test_a_cancelled_initiative_changes_nothing(facts, holder, tags):
    more = Facts([*facts.initiatives, initiative("Z-99", "avbruten", holder, tags=tags)], facts.purchases, facts.answers)
    assert ledger(ROWS, COLUMNS, more, before=BEFORE) == ledger(ROWS, COLUMNS, facts, before=BEFORE)


@given(FACTS, some.sampled_from(["has", "builds", "lacks", "not_known"]))
def test_a_persons_word_wins_and_what_sources_show_stays_beside_it(facts, state):
    plain, told = cell(facts), cell(facts, (statement(state),))
    assert told.state == state
    assert told.statement is not None
    assert (told.derived, told.evidence) == (plain.derived, plain.evidence)
    others = [one for one in ledger(ROWS, COLUMNS, facts, (statement(state),), before=BEFORE) if one.statement is None]
    assert others == [one for one in ledger(ROWS, COLUMNS, facts, before=BEFORE) if (one.holder.id, one.capability.code) != ("a", "fiber")]


@given(FACTS, some.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(facts, chance):
    def shuffled(rows):
        rows = list(rows)
        chance.shuffle(rows)
        return rows

    other = Facts(shuffled(facts.initiatives), shuffled(facts.purchases), shuffled(facts.answers))
    assert ledger(ROWS, COLUMNS, other, before=BEFORE) == ledger(ROWS, COLUMNS, facts, before=BEFORE)


@pytest.mark.parametrize(
    ("given_", "state", "age"),
    [
        ({"phase": "avslutad"}, "has", "current"),
        ({"phase": "avslutad", "as_of": "2017"}, "has", "old"),
        ({"phase": "avslutad", "as_of": None}, "has", "undated"),
        ({"phase": "pågående"}, "builds", "current"),
        ({"phase": "pågående", "text": "Ny webbplats infördes."}, "has", "current"),
        ({"phase": "pågående", "text": "Nätet ska tas i drift 2030."}, "builds", "current"),
        ({"phase": "pågående", "text": "Ska byggas. Bolaget förvaltar nätet."}, "has", "current"),
        ({"phase": "planerad", "text": "Ny webbplats infördes."}, "builds", "current"),
        ({"phase": "föreslagen"}, "builds", "current"),
        ({"phase": "okänd"}, "not_known", ""),
        ({"phase": "vilande"}, "not_known", ""),
        ({"phase": "avslutad", "tags": frozenset({"technology:fiber", "asset:ledningsbeslut"})}, "not_known", ""),
    ],
)
def test_each_phase_says_what_it_may_and_no_more(given_, state, age):
    found = cell(Facts([initiative(**given_)]))
    assert (found.state, found.age) == (state, age)


def test_all_tags_of_a_way_must_stand_on_one_initiative():
    half = [initiative("A-01", tags=frozenset({"technology:iot"})), initiative("A-02", tags=frozenset({"asset:it-system"}))]
    assert not cell(Facts(half), capability="iot").evidence
    whole = initiative("A-03", tags=frozenset({"technology:iot", "asset:it-system"}))
    assert cell(Facts([*half, whole]), capability="iot").state == "builds"


@pytest.mark.parametrize(
    ("scale", "value", "state"),
    [("yes_no", 1, "has"), ("yes_no", 0, "not_known"), ("rollout", 2, "has"), ("rollout", 1, "builds"), ("rollout", 0, "not_known")],
)
def test_an_own_answer_counts_and_a_no_is_shown_without_counting(scale, value, state):
    found = cell(Facts((), (), [Answer("q_fiber", "F", "F", scale, "a", value, "2022", "r", "s")]))
    assert found.state == state
    assert len(found.evidence) == 1


def test_a_purchase_is_a_trace():
    found = cell(Facts((), [Purchase("P1", "a", "Kabel", "2025-05-01", ("32562000",), frozenset(), "r", "s")]))
    assert found.state == "not_known"
    assert [one.kind for one in found.evidence] == ["purchase"]


@pytest.mark.parametrize(
    ("business", "state"),
    [("Fjärrvärme, fiber, elnät", "has"), ("Träfiberplattor", "not_known"), ("Tidigare ägare till fiber", "not_known"), ("", "not_known")],
)
def test_the_words_of_a_business_stand_by_themselves(business, state):
    row = Holder("a", "A", "company", "0604", business, "https://x.example", "")
    assert ledger([row], [FIBER], Facts(), before=BEFORE)[0].state == state


@given(some.lists(some.sampled_from(["has", "builds", "lacks", "not_known"]), min_size=4, max_size=4))
def test_a_shared_centre_needs_three_that_say_they_lack_it(states):
    said = tuple(statement(state, holder.id) for holder, state in zip(ROWS, states, strict=True))
    (row, other) = spread(ledger(ROWS, COLUMNS, Facts(), said, before=BEFORE))
    assert row.centre == (states.count("lacks") >= CENTRE == 3)
    assert row.ask == (not row.centre and states.count("not_known") >= 3)
    assert (len(row.has), len(row.builds), len(row.lacks), len(row.not_known)) == tuple(
        states.count(state) for state in ("has", "builds", "lacks", "not_known")
    )
    assert not other.centre, "nothing said, nothing lacks"
    assert other.ask


def test_what_the_county_runs_is_shown_beside_and_fills_no_cell():
    wide = initiative("L-01", "avslutad", "lan", geo_level="län")
    cells = ledger(ROWS, COLUMNS, Facts([wide]), before=BEFORE)
    assert not any(one.evidence for one in cells)
    assert spread(cells, [wide])[0].shared == (wide,)


def test_learning_tells_those_who_have_from_those_who_are_about_to():
    rows = [initiative("A-01", "planerad", "a"), initiative("B-01", "avslutad", "b"), initiative("C-01", "okänd", "c"),
            initiative("D-01", "avbruten", "d"), initiative("E-01", "avslutad", "e", tags=frozenset({"technology:gis"}))]  # fmt: skip
    (one,) = learning(rows)
    assert one.code == "fiber", "what is only finished asks for nothing"
    assert [row.id for row in one.ahead] == ["A-01"]
    assert [row.id for row in one.done] == ["B-01"]
    assert [row.id for row in one.unclear] == ["C-01"]
    assert one.teachers == {"b"}
    (same,) = learning([initiative("A-01", "planerad", "a"), initiative("A-02", "avslutad", "a")])
    assert not same.teachers, "nobody learns from themselves"


# The register as it is


@pytest.mark.usefixtures("warehouse")
def test_every_company_and_municipality_has_its_row():
    with (DATA / "register" / "organisations.csv").open(encoding="utf-8", newline="") as handle:
        lines = list(csv.DictReader(handle))
    ours = ("0604", "0682", "0684", "0685", "0686", "0687")
    expected = {line["id"] for line in lines if line["place_code"] in ours and line["kind"] in ("municipality", "company")}
    assert {one.id for one in asked.holders()} == {*expected, "hoglandsforbundet"}
    assert len(expected) == 37


@pytest.mark.usefixtures("warehouse")
def test_known_cells_stand_as_the_register_and_the_answers_have_them():
    found = {
        (one.holder.id, one.capability.code): one
        for one in ledger(asked.holders(), asked.capabilities(), asked.facts(), before=old_before())
    }
    assert found["tranas-energi", "fiber"].state == "has"  # "Fjärrvärme, el, optofiber"
    assert found["vetlanda-kommun", "gis"].state == "has"  # VET-05, "nås från kommunens startsida"
    assert found["vetlanda-kommun", "gis"].age == "old"  # said in 2019
    assert found["eksjo-kommun", "e-tjanster"].state == "has"  # own answers of 2022
    assert found["hoglandsforbundet", "dataskydd"].phase == "föreslagen"  # HOG-05
    assert found["aneby-miljo-vatten", "fiber"].state == "not_known"  # former owner of the network
    assert found["aneby-kommun", "fiber"].state == "not_known"  # ANE-05, phase not known
    assert [one.id for one in found["aneby-kommun", "fiber"].evidence] == ["ANE-05"]
    assert not any(one.state == "lacks" for one in found.values())
