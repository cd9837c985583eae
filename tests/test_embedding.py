"""The optional second opinion on wording: it reorders, adds nothing, and says what is missing where it is not installed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.matching.embedding import blended, wanted

TEXTS = {"A": "solceller på tak", "B": "paneler på hus", "C": "fiber till alla", "D": "bredband"}
NGRAMS = {("A", "B"): 0.1, ("A", "C"): 0.3, ("B", "C"): 0.2, ("C", "D"): 0.05}


def close(texts):
    """A and B are close, C and D are."""
    return np.array([[1.0, 0.0] if "på" in text else [0.0, 1.0] for text in texts])


def test_pairs_of_one_meaning_rise_and_the_values_stay_those_of_the_ngrams():
    both = blended(NGRAMS, TEXTS, close)
    assert sorted(both.values()) == sorted(NGRAMS.values())
    assert both[("A", "B")] > NGRAMS[("A", "B")] and both[("B", "C")] < NGRAMS[("B", "C")]


@given(st.dictionaries(st.sampled_from([(a, b) for a in "ABCD" for b in "ABCD" if a < b]), st.floats(0, 1), max_size=6))
def test_no_pair_is_added_or_lost(pairs):
    both = blended(pairs, TEXTS, close)
    assert both.keys() == pairs.keys() and sorted(both.values()) == sorted(pairs.values())


def test_a_setting_that_names_nothing_is_told(monkeypatch):
    monkeypatch.setenv("TWIN_SIMILARITY", "magic")
    with pytest.raises(ValueError, match=r"TWIN_SIMILARITY='magic'.*ngrams eller embedding"):
        wanted()
