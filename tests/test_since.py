"""'Sedan sist': what is told as new is what differs, nothing else; and a history that is short, broken or missing is said to be so."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest import journal
from twin import published
from twin.published import PARTS, Published, name, read, records, seen
from twin.questions.since import Changes, Figure, Initiative, Pair, compare, since

NOON = datetime.fromisoformat("2026-11-25T12:00:00")
TEXT = some.text(alphabet="abåÄ:|; \"'", max_size=6)
IDS = some.sampled_from(["LAN-01", "LAN-02", "EKS-03", "NAS-04", "VET-05"])
STATES = some.builds(
    Published,
    some.just("2026-11-25T12:00:00"),
    some.dictionaries(IDS, some.fixed_dictionaries(dict.fromkeys(PARTS, TEXT))),
    some.dictionaries(IDS.map(lambda id_: f"overlap:{id_}:X"), some.tuples(some.sampled_from("ABC"), TEXT)),
    some.dictionaries(some.sampled_from(["cars", "population", "solar"]), some.tuples(TEXT, TEXT, TEXT)),
)


@given(STATES, STATES)
def test_nothing_is_told_of_what_is_alike_and_every_difference_is_told_once(old: Published, new: Published):
    told = compare(old, new)
    for kind, before, after in (
        (told.initiatives, old.initiatives, new.initiatives),
        (told.pairs, old.pairs, new.pairs),
        (told.figures, old.figures, new.figures),
    ):
        assert [one.id for one in kind] == sorted(id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_))
        assert {one.id for one in kind if one.what == "new"} == after.keys() - before.keys()
        assert {one.id for one in kind if one.what == "gone"} == before.keys() - after.keys()
    assert bool(told) == (not old.same(new))


@given(STATES, STATES)
def test_what_is_new_one_way_is_gone_the_other_way(old: Published, new: Published):
    there, back = compare(old, new), compare(new, old)
    turned = {"new": "gone", "gone": "new"}
    for kind in ("initiatives", "pairs", "figures"):
        assert [(one.id, turned.get(one.what, one.what)) for one in getattr(there, kind)] == [
            (one.id, one.what) for one in getattr(back, kind)
        ]


@given(STATES)
def test_a_record_is_read_back_as_it_was(state: Published):
    assert read(state.text()) == state


def parts(**own: str) -> dict[str, str]:
    return {**dict.fromkeys(PARTS, ""), **own}


BASE = Published(
    "2026-11-01T08:00:00",
    {"LAN-01": parts(title="Solel", phase="planerad", text="h1"), "LAN-02": parts(title="Fiber")},
    {"synergy:LAN-01:LAN-02": ("T2", "f1")},
    {"cars": ("2024", "2025-02", "v1")},
)


def changed(**own: object) -> Changes:
    return compare(BASE, replace(BASE, **own))


def test_a_changed_initiative_says_which_parts_and_the_phase_in_words():
    after = {**BASE.initiatives, "LAN-01": parts(title="Solel", phase="pågående", text="h2")}
    assert changed(initiatives=after).initiatives == (Initiative("LAN-01", "Solel", "changed", ("phase", "text"), "planerad", "pågående"),)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (("T1", "f1"), Pair("synergy:LAN-01:LAN-02", "regraded", "T2", "T1")),
        (("T2", "f2"), Pair("synergy:LAN-01:LAN-02", "changed", "T2", "T2")),
        (("T1", "f2"), Pair("synergy:LAN-01:LAN-02", "regraded", "T2", "T1")),
    ],
)
def test_a_pair_is_regraded_or_rests_on_other_words(after, told):
    assert changed(pairs={"synergy:LAN-01:LAN-02": after}).pairs == (told,)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (("2025", "2026-02", "v2"), Figure("cars", "period", "2024", "2025")),
        (("2024", "2026-02", "v2"), Figure("cars", "release", "2025-02", "2026-02")),
        (("2024", "2025-02", "v2"), Figure("cars", "values", "2024", "2024")),
    ],
)
def test_a_figure_has_a_newer_period_a_newer_release_or_other_values(after, told):
    assert changed(figures={"cars": after}).figures == (told,)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"shape": 1}', '{"shape": 2, "built_at": "2026"}', BASE.text()[:-40],
                                  BASE.text().replace('"T2"', "7,8"), BASE.text().replace("2026-11-01T08:00:00", "i går")])  # fmt: skip
def test_what_is_no_record_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read(text)


@pytest.fixture
def history(tmp_path, warehouse, monkeypatch) -> Path:
    """A state folder with the built warehouse and no history."""
    (tmp_path / warehouse.name).symlink_to(warehouse)
    (tmp_path / "current.json").write_text(json.dumps({"file": warehouse.name}), encoding="utf-8")
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    published.folder().mkdir()
    return published.folder()


def now(warehouse: Path) -> Published:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return seen(lambda sql: con.execute(sql).fetchall())


def keep(state: Published) -> Path:
    file = published.folder() / name(state.built_at)
    file.write_text(state.text(), encoding="utf-8")
    return file


def test_a_build_notes_what_it_published_and_the_same_again_is_not_noted(warehouse):
    _, record = records()[-1]
    assert read(record.read_text(encoding="utf-8")) == now(warehouse)
    assert len(now(warehouse).initiatives) > 50
    assert len(now(warehouse).figures) > 50


def test_remember_writes_only_what_is_new(history, warehouse):
    assert journal.remember(warehouse) is not None
    assert journal.remember(warehouse) is None
    assert len(records()) == 1


def test_older_days_keep_their_last_record(history, warehouse):
    present = now(warehouse)
    old = [replace(BASE, built_at=(present.at - timedelta(days=days)).replace(hour=hour).isoformat()) for days in (90, 60, 5) for hour in (8, 9, 10)]  # fmt: skip
    for state in old:
        keep(state)
    assert journal.remember(warehouse) is not None
    kept = [(present.at.date() - at.date()).days for at, _ in records()]
    assert kept == [90, 60, 5, 5, 5, 0]
    assert [at.hour for at, _ in records()][:2] == [10, 10]


def test_without_history_it_is_said_that_there_is_none(history):
    found = since(NOON)
    assert (found.base, found.changes) == (None, Changes())
    history.rmdir()
    assert since(NOON).base is None


def test_the_newest_record_at_or_before_the_moment_is_compared_with(history, warehouse):
    present = now(warehouse)
    id_ = next(iter(present.initiatives))
    for days, dropped in ((20, 3), (10, 2), (2, 1)):
        fewer = dict(list(present.initiatives.items())[dropped:])
        keep(replace(present, built_at=(NOON - timedelta(days=days)).isoformat(), initiatives=fewer))
    for days, expected, late in ((15, 3, False), (10, 2, False), (1, 1, False), (40, 3, True)):
        found = since(NOON - timedelta(days=days))
        assert [one.what for one in found.changes.initiatives] == ["new"] * expected
        assert found.late is late
    assert since(NOON - timedelta(days=1)).changes.initiatives[0].id == id_


def test_a_broken_record_is_passed_over_and_counted(history, warehouse):
    whole = keep(replace(now(warehouse), built_at=(NOON - timedelta(days=9)).isoformat()))
    keep(replace(BASE, built_at=(NOON - timedelta(days=3)).isoformat())).write_text('{"shape":1,"built', encoding="utf-8")
    (history / "anteckning.json").write_text("not one of ours", encoding="utf-8")
    found = since(NOON)
    assert (found.base, found.unread, found.late) == (published.time_of(whole), 1, False)
    assert not found.changes
    whole.write_text("", encoding="utf-8")
    assert (since(NOON).base, since(NOON).unread) == (None, 2)
