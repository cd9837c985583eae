"""Projects that a register lists twice: made worse the same way for the same seed, told apart by halves, and found again often enough."""

import secrets

import pytest

from bench.registers import MEASURED, PRECISION, RECALL, TRAINING, registers
from bench.twins import WORSE, twins


def test_a_seed_gives_the_same_twins_and_hides_their_numbers(shared):
    one, again, other = (twins(shared / "bench", seed, MEASURED) for seed in (1, 1, 2))
    assert one.entries == again.entries and one.twin == again.twin
    assert one.entries != other.entries and len(one.twin) == len(other.twin)
    told = {entry.key: entry.told for entry in one.entries}
    assert not [key for key in told if WORSE in key[1]] and {entry.case_number for entry in told.values()} == {""}
    same_title = sum(told[a].title == told[b].title for a, b in one.twin.items()) / len(one.twin)
    same_sum = sum(told[a].amount == told[b].amount for a, b in one.twin.items()) / len(one.twin)
    assert 0.15 < same_title < 0.4 and 0.6 < same_sum < 0.8, "60 % lose words, 20 % are English, 30 % lose their sum"
    assert sum(entry.source_key == "better" for entry in told.values()) >= 5000


def test_what_is_measured_was_not_trained_on(shared):
    halves = [twins(shared / "bench", 1, half).twin for half in (TRAINING, MEASURED)]
    assert not set(halves[0].values()) & set(halves[1].values())
    assert min(map(len, halves)) > 600 and sum(map(len, halves)) == 1372


def test_without_the_material_the_reason_is_printed(tmp_path):
    [said] = registers(tmp_path, 1)
    assert isinstance(said, str) and said.startswith("Skipped") and "TWIN_SHARED" in said


@pytest.mark.proof
def test_twins_are_found_again(shared):
    pytest.importorskip("splink")
    rows = {one.way: one for one in registers(shared / "bench", secrets.randbits(32))}
    assert rows["splink"].precision >= PRECISION and rows["splink"].recall >= RECALL, rows
    assert rows["copies"].joined == rows["copies"].right, "a copy is never wrong"
