"""What must hold of the engine whatever the register holds: tried on small registers drawn from our own initiatives."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twin.matching import Frame, Item, from_rows, knowledge, rank, run, tagged
from twin.matching.engine import alike
from twin.matching.evaluate import own_items
from twin.matching.overlaps import OverlapWeights, overlaps
from twin.matching.synergies import SynergyWeights, best, synergies

OWN = own_items()
PLACES = {code: code for item in OWN for code in item.places}
FRAME = Frame("2026-11-25", PLACES, PLACES, {})
YEAR = 2026
registers = st.lists(st.sampled_from(OWN), min_size=2, max_size=8, unique_by=lambda item: item.id)
GRADES = {"A": 3, "B": 2, "C": 1, "T1": 3, "T2": 2, "T3": 1, None: 0}
house = settings(max_examples=40)
LINKS = synergies(OWN, knowledge(), YEAR, SynergyWeights())
PAIRS = overlaps(OWN, knowledge(), YEAR, OverlapWeights(), alike(OWN))


def without(item: Item, scheme: str, code: str) -> Item:
    return replace(item, tags={**item.tags, scheme: {one: words for one, words in item.tags[scheme].items() if one != code}})


def order(kind: str, items: list[Item]) -> list[tuple[str, str, float, str | None]]:
    return [(one.a, one.b, one.score, one.grade) for one in rank(kind, items, knowledge(), year=YEAR)]


@pytest.mark.proof
@house
@given(registers, st.randoms())
def test_the_order_of_rows_does_not_matter(items, chance):
    mixed = list(items)
    chance.shuffle(mixed)
    for kind in ("synergy", "overlap"):
        assert order(kind, items) == order(kind, mixed)


@house
@given(st.sampled_from(OWN), st.sampled_from(OWN))
def test_an_overlap_is_the_same_from_either_side(a, b):
    assume(a.id != b.id)
    swapped = [replace(a, id="Z"), replace(b, id="A")]
    there = overlaps([replace(a, id="A"), replace(b, id="Z")], knowledge(), YEAR, OverlapWeights(), {("A", "Z"): 0.15})
    back = overlaps(swapped, knowledge(), YEAR, OverlapWeights(), {("A", "Z"): 0.15})
    assert [(one.grade, round(one.score, 9)) for one in there] == [(one.grade, round(one.score, 9)) for one in back]


@pytest.mark.proof
@house
@given(registers, st.data())
def test_a_row_written_twice_adds_no_suggestion(items, data):
    again = replace(data.draw(st.sampled_from(items)), id="ZZZ-99")
    once, twice = (run(some, knowledge(), FRAME).suggestions for some in (items, [*items, again]))
    assert {one.ranked.id for one in twice} == {one.ranked.id for one in once}


@pytest.mark.proof
@house
@given(registers)
def test_the_same_register_gives_the_same_result(items):
    assert run(items, knowledge(), FRAME) == run(list(items), knowledge(), FRAME)


def some_tag(data: st.DataObject, item: Item) -> tuple[str, str]:
    return data.draw(st.sampled_from([(scheme, code) for scheme, codes in sorted(item.tags.items()) for code in sorted(codes)]))


@house
@given(st.sampled_from(LINKS), st.booleans(), st.data())
def test_a_tier_never_rises_when_a_tag_is_taken_away(link, from_means, data):
    means, end = link.means, link.end
    if from_means:
        means = without(means, *some_tag(data, means))
    else:
        end = without(end, *some_tag(data, end))
    after = best(means, end, knowledge(), YEAR, SynergyWeights())
    assert after is None or GRADES[after.tier] <= GRADES[link.tier]


@house
@given(st.sampled_from(PAIRS), st.data())
def test_a_grade_never_rises_when_a_tag_is_taken_away(pair, data):
    poorer = without(pair.a, *some_tag(data, pair.a))
    likeness = {(pair.a.id, pair.b.id): pair.text}
    register = [poorer if item.id == poorer.id else item for item in OWN]
    after = overlaps(register, knowledge(), YEAR, OverlapWeights(), likeness, pairs=[(poorer, pair.b)])
    assert not after or GRADES[after[0].grade] <= GRADES[pair.grade]


def test_two_owners_with_the_same_title_overlap_and_are_not_one():
    rows = [{"id": f"{n}", "title_sv": "Solceller på skolor", "owner": f"{n} kommun", "municipality_codes": code, "years": "2025–",
             "status": "planerad", "description_sv": "Solceller på taken."} for n, code in (("Alby", "9901"), ("Beby", "9902"))]  # fmt: skip
    [pair] = rank("overlap", from_rows(rows, knowledge()), knowledge(), year=YEAR)
    assert pair.grade in ("A", "B")


@house
@given(registers)
def test_coding_by_words_never_takes_what_is_not_in_the_text(items):
    for item in tagged(items, knowledge()):
        assert all(words in f"{item.title} {item.text}" for codes in item.tags.values() for words in codes.values())
