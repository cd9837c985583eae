"""The measures, against values worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.matching.metrics import average_precision, draws, fair_average_precision, interval, quality, spearman, wilson


def test_average_precision_is_the_mean_of_the_precision_at_each_relevant_pair():
    got = quality([9, 8, 7, 6], [1, 0, 2, 0])
    assert got.average_precision == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert (got.positives, got.pairs) == (2, 4)
    assert got.recall_at_20 == 1


def test_ties_count_against_us():
    assert quality([5, 5, 5], [1, 0, 0]).average_precision == pytest.approx(1 / 3)
    assert fair_average_precision(np.array([5.0, 5, 5]), np.array([1.0, 0, 0])) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_ndcg_rewards_a_clear_pair_before_a_plausible_one():
    best, worse = quality([2, 1], [2, 1]).ndcg_at_10, quality([1, 2], [2, 1]).ndcg_at_10
    assert best == pytest.approx(1)
    assert worse == pytest.approx((1 + 2 / np.log2(3)) / (2 + 1 / np.log2(3)))


def test_precision_at_ten_of_fewer_pairs_still_counts_ten():
    assert quality([3, 2, 1], [1, 1, 1]).precision_at_10 == pytest.approx(0.3)


@given(st.lists(st.tuples(st.floats(-5, 5), st.sampled_from([0.0, 1.0, 2.0])), min_size=1, max_size=30))
def test_the_order_of_the_rows_does_not_matter(rows):
    there, back = list(zip(*rows, strict=True)), list(zip(*reversed(rows), strict=True))
    assert average_precision(*map(np.array, there)) == pytest.approx(average_precision(*map(np.array, back)))


@given(st.integers(0, 40), st.integers(1, 40))
def test_wilson_holds_the_share_and_stays_a_share(hits, tried):
    hits = min(hits, tried)
    got = wilson(hits, tried)
    assert -1e-9 <= got.low <= got.value + 1e-9 and got.value - 1e-9 <= got.high <= 1 + 1e-9
    assert got.low < got.high


def test_wilson_of_ten_of_ten():
    assert wilson(10, 10).low == pytest.approx(0.722, abs=0.001)
    with pytest.raises(ValueError, match="nothing was tried"):
        wilson(0, 0)


def test_the_same_seed_draws_the_same_interval_and_another_seed_another():
    a, b = [f"I{n % 7}" for n in range(40)], [f"J{n % 9}" for n in range(40)]
    scores, gains = np.arange(40.0), np.array([1.0, 0, 0, 0] * 10)

    def low(seed: int) -> float:
        return interval(lambda times: average_precision(scores, gains, times), 40, draws(a, b, seed, 200)).low

    assert low(1) == low(1) != low(2)


def test_spearman_shares_ranks_among_equals():
    assert spearman(np.array([1.0, 2, 2, 3]), np.array([10.0, 20, 20, 30])) == pytest.approx(1)
    assert spearman(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx(-1)
