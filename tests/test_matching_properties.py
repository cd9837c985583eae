"""What must hold of the engine whatever the register holds: tried on small registers drawn from our own initiatives."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twin.matching import Frame, Item, from_rows, knowledge, rank, run, tagged
from twin.matching.engine import alike
from twin.matching.evaluate import own_items
from twin.matching.overlaps import Overlap, OverlapWeights, overlaps
from twin.matching.synergies import SynergyWeights, links, synergies

OWN = own_items()
PLACES = {code: code for item in OWN for code in item.places}
FRAME = Frame("2026-11-25", PLACES, PLACES, {})
YEAR = 2026
registers = st.lists(st.sampled_from(OWN), min_size=2, max_size=8, unique_by=lambda item: item.id)
GRADES = {"A": 3, "B": 2, "C": 1, "T1": 3, "T2": 2, "T3": 1, None: 0}
house = settings(max_examples=40)
LINKS = synergies(OWN, knowledge(), YEAR, SynergyWeights())
PAIRS = [pair for pair in overlaps(OWN, knowledge(), YEAR, OverlapWeights(), alike(OWN)) if pair.assets or pair.themes]


def others_than(pair: Overlap) -> list[Item]:
    return [item for item in OWN if item.id not in (pair.a.id, pair.b.id)]


def without(item: Item, scheme: str, code: str) -> Item:
    return replace(item, tags={**item.tags, scheme: {one: words for one, words in item.tags[scheme].items() if one != code}})


def order(kind: str, items: list[Item]) -> list[tuple[str, str, float, str | None]]:
    return [(one.a, one.b, one.score, one.grade) for one in rank(kind, items, knowledge(), year=YEAR)]


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


@house
@given(registers, st.data())
def test_a_row_written_twice_adds_no_suggestion(items, data):
    again = replace(data.draw(st.sampled_from(items)), id="ZZZ-99")
    once, twice = (run(some, knowledge(), FRAME).suggestions for some in (items, [*items, again]))
    assert {one.ranked.id for one in twice} == {one.ranked.id for one in once}


@house
@given(registers)
def test_the_same_register_gives_the_same_result(items):
    assert run(items, knowledge(), FRAME) == run(list(items), knowledge(), FRAME)


@house
@given(st.sampled_from(LINKS), st.data())
def test_a_synergy_never_rises_when_evidence_is_taken_away(link, data):
    some = [*(("means", "asset", one) for one in sorted(link.shared)), *(("means", "data_made", one) for one in sorted(link.data))]
    side, scheme, code = data.draw(st.sampled_from([*some, ("end", "mechanism", link.mechanism), ("means", "technology", link.technology)]))
    pair = {"means": link.means, "end": link.end}
    pair[side] = without(pair[side], scheme, code)
    after = [one for one in links(pair["means"], pair["end"], knowledge(), YEAR, SynergyWeights()) if one.rule.id == link.rule.id]
    for one in after:
        if (one.technology, one.mechanism) == (link.technology, link.mechanism):  # by the same words, or it is another argument
            assert GRADES[one.tier] <= GRADES[link.tier]


@house
@given(st.sampled_from(PAIRS), st.data())
def test_an_overlap_never_rises_when_an_asset_or_theme_is_taken_from_one(pair, data):
    common = [*(("asset", one) for one in sorted(pair.assets)), *(("theme", one) for one in sorted(pair.themes))]
    scheme, code = data.draw(st.sampled_from(common))
    alike = {(pair.a.id, pair.b.id): pair.text}
    before, after = (
        overlaps([*others_than(pair), a, pair.b], knowledge(), YEAR, OverlapWeights(), alike, pairs=[(a, pair.b)])
        for a in (pair.a, without(pair.a, scheme, code))
    )
    assert not after or GRADES[after[0].grade] <= GRADES[before[0].grade]


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
