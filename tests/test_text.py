"""Likeness of wording: the SQL says what plain Python says, and the fast way finds what the slow way finds."""

import math
import random
import re
from collections import Counter
from itertools import combinations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.matching.evaluate import own_items
from twin.matching.neighbours import COMMONEST, fill, nearest
from twin.matching.text import STEMS, similarities, weigh

TEXTS = {item.id: f"{item.title} {item.text}" for item in own_items()[:25]}


def grams(text: str) -> Counter[str]:
    words = [f" {word} " for word in re.findall("[0-9a-zåäö]{2,}", text.lower())]
    return Counter(word[i : i + n] for word in words for n in (3, 4) for i in range(len(word) - n + 1))


def by_hand(texts: dict[str, str]) -> dict[tuple[str, str], float]:
    counted = {key: grams(text) for key, text in texts.items()}
    df = Counter(gram for grams in counted.values() for gram in grams)
    vectors = {}
    for key, found in counted.items():
        raw = {gram: (1 + math.log(n)) * (math.log((1 + len(texts)) / (1 + df[gram])) + 1) for gram, n in found.items()}
        length = math.sqrt(sum(w * w for w in raw.values())) or 1
        vectors[key] = {gram: w / length for gram, w in raw.items()}
    pairs = {(a, b): sum(w * vectors[b].get(gram, 0) for gram, w in vectors[a].items()) for a, b in combinations(sorted(texts), 2)}
    return {pair: value for pair, value in pairs.items() if value}


def test_the_sql_says_what_plain_python_says():
    got, want = similarities(TEXTS), by_hand(TEXTS)
    assert got.keys() == want.keys()
    assert max(abs(got[pair] - want[pair]) for pair in want) < 1e-8


def test_no_texts_have_no_likeness_and_equal_texts_have_all():
    assert similarities({}) == {}
    assert similarities({"a": "Solceller på tak", "b": "solceller PÅ tak", "c": "fiber"})["a", "b"] == pytest.approx(1)


@settings(max_examples=15)
@given(st.lists(st.text("abcåäö ", max_size=20), min_size=2, max_size=5))
def test_any_texts_are_compared_without_their_order_mattering(texts):
    there = similarities({str(n): text for n, text in enumerate(texts)})
    back = similarities({str(n): text for n, text in reversed(list(enumerate(texts)))})
    assert there == pytest.approx(back)
    assert all(0 < value <= 1 + 1e-9 for value in there.values())


def test_the_nearest_found_in_batches_are_those_that_comparing_all_finds():
    words = sorted({word for item in own_items() for word in re.findall(r"\w{4,}", item.text.lower())})
    chance = random.Random(4)
    texts = [(f"T-{n:03}", " ".join(chance.sample(words, 12))) for n in range(200)]
    with duckdb.connect() as con:
        fill(con, texts)
        found = nearest(con, 4)
        weigh(con, STEMS, COMMONEST)
        every = con.execute(
            "SELECT a.id, b.id, sum(a.w * b.w) FROM weight AS a JOIN weight AS b ON a.token = b.token AND a.id <> b.id GROUP BY 1, 2"
        ).fetchall()
    best: dict[str, list[float]] = {}
    for a, _, value in every:
        best.setdefault(a, []).append(value)
    ours: dict[str, list[float]] = {}
    for one in found:
        ours.setdefault(one.a, []).append(one.likeness)
    assert ours.keys() == best.keys() and len(ours) > 150
    assert all(ours[a] == pytest.approx(sorted(best[a], reverse=True)[:4]) for a in best)
