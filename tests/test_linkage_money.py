"""A project's money counts each krona once, however many registers, funders or rows repeat it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.registers.linkage import linked
from ingest.registers.money import kronor
from ingest.registers.scores import scored
from ingest.registers.told import Told
from tests.entries import built, concerning, entry

# Few registers, cases and sums, so that examples collide.
CASES, SUMS = ("2019-00001", "2019-00002", "2020-00003", ""), (None, 1.0, 500_000.0, 628_832.0, 2_996_000.0)
TITLES = ("Solceller på skolor", "Laddning för bussar", "Sensorer i dricksvattnet")


@st.composite
def registers(draw: st.DrawFn) -> list[Told]:
    """A handful of entries of up to three registers."""
    rows = draw(
        st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(CASES), st.sampled_from(SUMS), st.sampled_from(TITLES)), max_size=8)
    )
    return [
        entry(
            source,
            f"{n}",
            title,
            case_number=case,
            amount=amount,
            funder="Vinnova",
            organisation_text="Aneby kommun",
            start_date="2020-01-01",
        )
        for n, (source, case, amount, title) in enumerate(rows)
    ]


def total(told: list[Told]) -> float:
    """The money of all projects together, joined by what is certain (the model's weights have tests of their own)."""
    groups = linked(concerning(*told), (), ()).groups
    return sum(kronor(one.told for one in group) or 0 for group in groups)


@given(told=registers(), data=st.data())
def test_a_copy_under_another_funder_changes_no_total(told, data):
    if told:
        one = data.draw(st.sampled_from(told))
        copy = replace(one, id=f"{one.id}_RJ", funder="Riksbankens Jubileumsfond")
        assert total([*told, copy]) == total(told)


@given(told=registers(), drawn=st.randoms())
def test_the_order_of_entries_changes_no_total(told, drawn):
    mixed = list(told)
    drawn.shuffle(mixed)
    assert total(mixed) == total(told)


@given(told=registers())
def test_no_krona_comes_from_nowhere(told):
    assert 0 <= total(told) <= sum(one.amount or 0 for one in told)


@pytest.mark.parametrize(
    ("told", "sek"),
    [
        ([("a", 628_832.0), ("a", 628_832.0)], 628_832.0),  # SweCRIS: once per funder, the same sum
        ([("a", 1_000_000.0), ("a", 500_000.0)], 1_500_000.0),  # two funders' parts
        ([("a", 1_000_000.0), ("b", 980_000.0)], 1_000_000.0),  # a later figure of the same grant in another register
        ([("a", None), ("b", 5.0)], 5.0),
        ([("a", None)], None),
        ([], None),
    ],
)
def test_sums_of_a_project(told, sek):
    assert kronor(entry(source, str(n), amount=amount) for n, (source, amount) in enumerate(told)) == sek


def test_other_currencies_are_not_added():
    assert kronor([entry("a", "1", amount=100.0, currency="EUR"), entry("b", "2", amount=900.0)]) == 900.0
    assert kronor([entry("a", "1", amount=100.0, currency="EUR")]) is None


@pytest.mark.proof
def test_the_same_holds_for_the_candidates_of_a_build():
    pytest.importorskip("splink")
    told = {"organisation_text": "Aneby kommun", "start_date": "2023-05-02", "end_date": "2025-04-30", "amount": 2_000_000.0}
    one = entry("b", "1", "Solceller och batteri på skolor i Aneby", **told)
    copies = [entry("a", f"2023-01234_{name}", one.title, case_number="2023-01234", funder=name, **told) for name in ("Vinnova", "Formas")]
    assert scored(concerning(one, *copies))
    for every in ([one], [one, *copies[:1]], [one, *copies]):
        with built(every) as con:
            assert con.execute("SELECT count(*), sum(amount_sek), sum(entries) FROM candidate").fetchall() == [(1, 2_000_000.0, len(every))]
