"""What page Metod says of the suggestions' quality: read from the stored numbers, and counted from people's verdicts."""

import json
from datetime import UTC, datetime

from twin.questions.measured import STORED, said, stored
from twin.workspace import Verdict


def verdict(n: int, what: str, grade: str = "T1", explored: bool = False) -> Verdict:
    return Verdict(suggestion_id=f"synergy:A-{n}:B-{n}", kind="synergy", a=f"A-{n}", b=f"B-{n}", grade=grade, rule_id="R01", features_hash="x", shown_rank=n,
                   explored=explored, model_version="m", id=n, at=datetime.now(UTC), role="coordinator", verdict=what, reason_code=None, comment="")  # fmt: skip


def test_the_stored_numbers_are_those_that_were_agreed():
    found = stored()
    assert found is not None and {(row.kind, row.way) for row in found.measures} == {
        (k, w) for k in ("synergy", "overlap") for w in ("tags", "words")
    }
    for row in found.measures:
        assert row.average_precision >= (0.45 if row.way == "tags" else 0.35)
        if row.way == "tags":
            assert row.precision_at_10 >= 0.7 and row.gain_low > 0
    assert {row.grade for row in found.grades} >= {"T1", "T2", "T3", "A", "B", "C"}
    assert found.parts and found.parts[0].seconds < 120 and found.public


def test_what_was_never_measured_is_nothing_and_a_part_may_lack(tmp_path):
    assert stored(tmp_path / "none.json") is None
    (tmp_path / "part.json").write_text(json.dumps({"sensitivity": json.loads(STORED.read_text())["sensitivity"]}))
    found = stored(tmp_path / "part.json")
    assert found is not None and not found.measures and found.weights


def test_already_coordinated_counts_as_right_and_unsure_counts_not_at_all():
    rows = said([*(verdict(n, "redan_samordnat") for n in range(6)), *(verdict(n, "fel") for n in range(6, 10)), verdict(11, "osaker")])
    assert [(row.right, row.judged) for row in rows] == [(6, 10)]
    assert rows[0].share is not None and rows[0].share.value == 0.6


def test_samples_are_counted_apart_and_a_few_say_nothing():
    rows = said([verdict(1, "samordna"), verdict(2, "samordna", "T3", explored=True)])
    assert {(row.grade, row.sample, row.share) for row in rows} == {("T1", False, None), ("T3", True, None)}
