"""What holds for any run of writes and undoings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workspaces import COORDINATOR, content, pair, title
from twin.workspace import VERDICTS, Change, Conflict, Workspace, contact_in


@pytest.fixture(scope="module")
def one_work(tmp_path_factory):
    opened = Workspace(f"sqlite:///{tmp_path_factory.mktemp('one')}/workspace.sqlite")
    yield opened
    opened.close()


CELLS = ("title_sv", "phase", "budget_note")
EDIT = st.tuples(st.just("edit"), st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from("abc")), min_size=1, max_size=3))
UNDO = st.tuples(st.just("undo"), st.integers(0, 11))
_line = iter(range(1_000_000))


def laid(changes, initiative):
    """The line as the changes leave it, from a seed where every cell is 'a'. Each must find what it says was there."""
    cells = dict.fromkeys(CELLS, "a")
    for change in changes:
        if change.key == {"id": initiative}:
            assert cells[change.column] == change.old
            cells[change.column] = change.new
    return cells


@settings(max_examples=40)
@given(st.lists(EDIT | UNDO, max_size=12))
def test_whatever_is_edited_and_undone_rows_are_only_added_and_what_is_in_force_fits_together(one_work, steps):
    initiative, made = f"N-{next(_line)}", []
    before = content(one_work)
    for what, how in steps:
        seen = laid(one_work.changes(), initiative)
        try:
            if what == "edit":
                wanted = {column: value for column, value in how if seen[column] != value}
                changes = [Change("initiatives.csv", {"id": initiative}, name, seen[name], value) for name, value in wanted.items()]
                if changes:
                    made.append(one_work.edit(COORDINATOR, changes).id)
                    assert laid(one_work.changes(), initiative) == {**seen, **wanted}
            elif made:
                number, standing = made[how % len(made)], one_work.changes()
                made.append(one_work.undo(COORDINATOR, number).id)
                twice = one_work.undo(COORDINATOR, made[-1])
                assert one_work.changes() == standing, "undoing the undoing must leave all as it was"
                made += [twice.id, one_work.undo(COORDINATOR, twice.id).id]
        except Conflict:
            assert laid(one_work.changes(), initiative) == seen, "a refused write must change nothing"
    after = content(one_work)
    assert all(after[name][: len(rows)] == rows for name, rows in before.items()), "a row was changed or lost"


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.booleans(), st.integers(0, 9)), max_size=12))
def test_the_verdict_in_force_is_always_the_newest_that_is_not_withdrawn(one_work, steps):
    which = pair(next(_line) + 100)
    standing = []
    for verdict, judge, n in steps:
        if judge or not standing:
            standing.append(one_work.judge(COORDINATOR, which, verdict))
        else:
            one_work.withdraw(COORDINATOR, standing.pop(n % len(standing)).id)
        assert one_work.verdicts().get(which.suggestion_id) == (standing[-1] if standing else None)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=50))
def test_any_text_comes_back_as_it_was_written(one_work, said):
    if not contact_in(said):
        made = one_work.edit(COORDINATOR, [title(f"{said} x", f"{said} y", f"T-{next(_line)}")], why=said)
        assert one_work.batches(limit=1)[0] == made
        assert (made.why, made.changes[0].new) == (said.strip(), f"{said} x".strip())
