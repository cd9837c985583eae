"""What people write is kept as they wrote it, can be taken back, and never gives way to anybody else's word without saying so."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from tests.workspaces import ANALYST, COORDINATOR, VIEWER, content, pair, tag, title
from twin import words
from twin.workspace import REASONS, VERDICTS, Actor, Change, Conflict, Forbidden, Invalid

# Verdicts


def test_a_verdict_comes_back_as_it_was_given(work):
    given_ = pair(explored=True, shown_rank=None, rule_id=None)
    made = work.judge(COORDINATOR, given_, "fel", "fel_regel", "  Rören ägs av staten: «åäö» 'x'; DROP\n")
    assert work.verdicts() == {given_.suggestion_id: made}
    assert [getattr(made, name) for name in vars(given_)] == list(vars(given_).values())
    assert (made.verdict, made.reason_code, made.comment, made.role) == (
        "fel",
        "fel_regel",
        "Rören ägs av staten: «åäö» 'x'; DROP",
        "coordinator",
    )
    assert abs(datetime.now(UTC).replace(tzinfo=None) - made.at) < timedelta(minutes=1)


def test_every_verdict_and_reason_of_the_lists_can_be_stored(work):
    said = [work.judge(ANALYST, pair(), verdict, reason) for verdict in VERDICTS for reason in (None, *REASONS)]
    assert work.history(pair().suggestion_id) == said


def test_the_newest_word_counts_and_withdrawing_it_brings_back_the_one_before(work):
    first, second = work.judge(COORDINATOR, pair(), "samordna"), work.judge(ANALYST, pair(), "fel", "fel_tagg")
    assert work.verdicts()[pair().suggestion_id].id == second.id
    work.withdraw(COORDINATOR, second.id)
    assert work.verdicts()[pair().suggestion_id].id == first.id
    work.withdraw(COORDINATOR, first.id)
    assert work.verdicts() == {}
    told = work.history(pair().suggestion_id)
    assert [(one.id, one.withdrawn_role) for one in told] == [(first.id, "coordinator"), (second.id, "coordinator")]
    assert all(one.withdrawn_at for one in told)


def test_withdrawing_twice_or_what_is_not_there_is_refused(work):
    made = work.judge(COORDINATOR, pair(), "samordna")
    work.withdraw(ANALYST, made.id)
    with pytest.raises(Conflict, match="redan tillbakatagen av en analytiker"):
        work.withdraw(COORDINATOR, made.id)
    with pytest.raises(Invalid, match="Bedömning 999 finns inte"):
        work.withdraw(COORDINATOR, 999)


def test_who_has_seen_another_verdict_than_the_one_in_force_is_told_instead_of_passing_over_it(work):
    first = work.judge(ANALYST, pair(), "redan_samordnat", seen=None)
    with pytest.raises(Conflict, match="En analytiker hann före och bedömde paret som «redan_samordnat»"):
        work.judge(COORDINATOR, pair(), "fel", seen=None)
    second = work.judge(COORDINATOR, pair(), "fel", seen=first.id)
    work.withdraw(ANALYST, second.id)
    with pytest.raises(Conflict, match="hann före"):
        work.judge(COORDINATOR, pair(), "fel", seen=second.id)
    work.withdraw(ANALYST, first.id)
    with pytest.raises(Conflict, match="har tagits tillbaka"):
        work.judge(COORDINATOR, pair(), "fel", seen=first.id)
    assert len(work.history(pair().suggestion_id)) == 2


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (lambda work: work.judge(COORDINATOR, pair(), "kanske"), "«Bedömning» är «kanske»"),
        (lambda work: work.judge(COORDINATOR, pair(), "fel", "trist"), "«Skäl» är «trist»"),
        (lambda work: work.judge(COORDINATOR, pair(b="EKS-99"), "fel"), "hör inte ihop med sitt par"),
        (lambda work: work.judge(COORDINATOR, pair(), "fel", comment="x" * 2001), "2001 tecken, högst 2000"),
        (lambda work: work.judge(COORDINATOR, pair(), "fel", comment="a\x00b"), "styrtecken"),
        (lambda work: work.judge(COORDINATOR, pair(), "fel", comment="a\ud800b"), "styrtecken"),
        (lambda work: work.follow_up(COORDINATOR, "s", "", "", None, "", "snart"), "«Läge» är «snart»"),
        (lambda work: work.edit(COORDINATOR, []), "ingen ändring"),
        (lambda work: work.edit(COORDINATOR, [title("Första")]), "har redan värdet «Första»"),
        (lambda work: work.edit(COORDINATOR, [title("B")], source="brev"), "«Väg in» är «brev»"),
        (lambda work: work.edit(COORDINATOR, [Change("hemligt.csv", {"id": "x"}, "a", "b", "c")]), "«Fil» är «hemligt.csv»"),
        (lambda work: work.edit(COORDINATOR, [Change("initiatives.csv", {"id": "NAS-01"}, "farg", "b", "c")]), "«Kolumn» är «farg»"),
        (lambda work: work.edit(COORDINATOR, [Change("initiatives.csv", {"id": "NAS-01"}, "id", "NAS-01", "NAS-02")]), "pekar ut raden"),
        (lambda work: work.edit(COORDINATOR, [Change("initiatives.csv", {"name": "x"}, "title_sv", "b", "c")]), "pekas ut av id"),
        (lambda work: work.edit(COORDINATOR, [Change("initiatives.csv", {"id": " "}, "title_sv", "b", "c")]), "alla ifyllda"),
        (lambda work: work.edit(COORDINATOR, [Change("initiatives.csv", {"id": "NAS-01"}, action="add")]), "inte samma id"),
        (lambda work: work.undo(COORDINATOR, 77), "Ändring 77 finns inte"),
    ],
)
def test_what_can_not_be_kept_is_refused_with_field_value_and_remedy(work, wrong, named):
    with pytest.raises(Invalid, match=named):
        wrong(work)
    assert not any(content(work).values())


# Follow-ups


def test_a_follow_up_shows_its_newest_state_and_the_one_due_first_stands_first(work):
    for n, due in ((1, None), (2, date(2027, 3, 1)), (3, date(2026, 12, 24))):
        work.follow_up(COORDINATOR, pair(n).suggestion_id, "möte", "klimatsamordnare", due, "", "planerad")
    work.follow_up(ANALYST, pair(2).suggestion_id, "avtal", "digitaliseringschef", date(2026, 12, 1), "träffades", "pagar")
    assert [(one.suggestion_id[-2:], one.next_step, one.state, one.role) for one in work.follow_ups()] == [
        ("02", "avtal", "pagar", "analyst"),
        ("03", "möte", "planerad", "coordinator"),
        ("01", "möte", "planerad", "coordinator"),
    ]
    assert len(content(work)["follow_up"]) == 4


def test_who_has_seen_another_state_of_a_follow_up_is_told(work):
    first = work.follow_up(ANALYST, "synergy:a:b", "möte", "chef", None, seen=None)
    with pytest.raises(Conflict, match="En analytiker hann före och skrev i uppföljningen"):
        work.follow_up(COORDINATOR, "synergy:a:b", "avtal", "chef", None, seen=None)
    with pytest.raises(Conflict, match="finns inte"):
        work.follow_up(COORDINATOR, "synergy:c:d", "avtal", "chef", None, seen=first.id)
    assert work.follow_ups() == [first]
    second = work.follow_up(COORDINATOR, "synergy:a:b", "avtal", "chef", None, seen=first.id)
    assert work.follow_ups() == [second]


# Edits


def test_a_batch_is_stored_whole_and_can_be_undone_and_the_undoing_undone(work):
    made = work.edit(COORDINATOR, [title("Ny"), tag()], "rättad", "upload")
    assert work.changes() == [title("Ny"), tag()] == list(made.changes)
    back = work.undo(ANALYST, made.id)
    assert work.changes() == []
    assert back.changes == (tag(action="remove"), title("Första", "Ny"))
    assert (back.reverses, back.role, back.source) == (made.id, "analyst", "upload")
    again = work.undo(COORDINATOR, back.id)
    assert work.changes() == [title("Ny"), tag()] == list(again.changes)
    assert [(one.id, one.undone) for one in work.batches()] == [(again.id, False), (back.id, True), (made.id, False)]
    assert [one.id for one in work.batches(limit=1)] == [again.id]


def test_what_is_in_force_again_can_be_undone_again(work):
    made = work.edit(COORDINATOR, [title("Ny")])
    work.undo(COORDINATOR, work.undo(COORDINATOR, made.id).id)
    work.undo(COORDINATOR, made.id)
    assert work.changes() == []
    with pytest.raises(Conflict, match="redan ångrad av en samordnare"):
        work.undo(COORDINATOR, made.id)


def test_a_batch_with_one_change_that_does_not_fit_stores_nothing(work):
    work.edit(ANALYST, [title("Ny")])
    before = content(work)
    with pytest.raises(Conflict, match="En analytiker hann före med «NAS-01» i initiatives.csv.*: där står nu «Ny»"):
        work.edit(COORDINATOR, [tag(), title("Annan")])
    assert content(work) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (tag(), tag()),
        (tag(action="remove"), tag(action="remove")),
        (Change("initiatives.csv", {"id": "NAS-01"}, action="remove"), title("Ny")),
        (title("Ny"), Change("initiatives.csv", {"id": "NAS-01"}, action="add", cells={"id": "NAS-01"})),
        (title("Ny"), Change("initiatives.csv", {"id": "NAS-01"}, action="remove", cells={"id": "NAS-01", "title_sv": "Första"})),
    ],
)
def test_two_edits_of_one_line_that_do_not_go_together_clash(work, first, second):
    work.edit(COORDINATOR, [first])
    with pytest.raises(Conflict, match="hann före"):
        work.edit(ANALYST, [second])


def test_of_many_who_change_the_same_cell_at_once_one_gets_through_and_the_others_are_told(work):
    def change(n: int) -> bool:
        try:
            work.edit(COORDINATOR, [title(f"Ny {n}", initiative=initiative)])
        except Conflict:
            return False
        return True

    for round_ in range(5):
        initiative = f"NAS-{round_:02}"
        with ThreadPoolExecutor(6) as pool:
            assert sum(pool.map(change, range(6))) == 1
    assert len(work.changes()) == 5


def test_what_is_held_against_the_edits_in_force_holds_when_it_is_stored(work):
    """Many who each see room for one more: the check and the storing are one step, so only one of them finds it."""

    def room_for_one(in_force: tuple[Change, ...], more: Sequence[Change]) -> None:
        time.sleep(0.02)  # as long as holding a register against its rules takes
        if len(in_force) + len(more) > 1:
            raise Invalid("full")

    def one(n: int) -> bool:
        try:
            work.edit(COORDINATOR, [title(f"Ny {n}", initiative=f"NAS-{n:02}")], check=room_for_one)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(6))) == 1
    assert len(work.changes()) == 1
    assert [entry.action for entry in work.log()] == ["edit"]


def test_an_undoing_that_is_refused_undoes_nothing(work):
    batch = work.edit(COORDINATOR, [title("Ny")])
    before, seen = content(work), []

    def refuse(in_force: tuple[Change, ...], more: Sequence[Change]) -> None:
        seen.append(([change.new for change in in_force], [change.new for change in more]))
        raise Invalid("no")

    with pytest.raises(Invalid, match="no"):
        work.undo(COORDINATOR, batch.id, refuse)
    assert seen == [(["Ny"], ["Första"])]
    assert content(work) == before


def test_edits_of_different_cells_and_lines_do_not_clash(work):
    other = Change("initiatives.csv", {"id": "NAS-01"}, "phase", "planerad", "pågående")
    for change in (title("Ny"), other, title("Ny", initiative="NAS-02"), tag(), tag("transport"), title("Nyast", "Ny")):
        work.edit(COORDINATOR, [change])
    work.edit(COORDINATOR, [tag(action="remove")])
    work.edit(COORDINATOR, [tag()])
    assert len(work.changes()) == 8


def test_what_another_edit_rests_on_is_not_undone_under_it(work):
    first, second = work.edit(COORDINATOR, [title("Ny")]), work.edit(ANALYST, [title("Nyast", "Ny")])
    with pytest.raises(Conflict, match=f"ändring {second.id} av en analytiker"):
        work.undo(COORDINATOR, first.id)
    undone = work.undo(COORDINATOR, second.id)
    work.undo(COORDINATOR, first.id)
    with pytest.raises(Conflict, match="har ändrats sedan dess"):
        work.undo(COORDINATOR, undone.id)
    assert work.changes() == []


# Visits and log


def test_the_visit_before_this_one_is_told_however_many_pages_are_read(work):
    reader, morning = Actor("viewer", "r"), datetime.fromisoformat("2026-11-24T08:00")
    assert work.visit(reader, morning) is None
    assert work.visit(reader, morning + timedelta(minutes=29)) is None
    later = morning + timedelta(days=1)
    for minutes in (0, 1, 20, 45, 70):
        assert work.visit(reader, later + timedelta(minutes=minutes)) == morning + timedelta(minutes=29)
    assert work.visit(Actor("viewer", "another"), later) is None
    assert work.log() == []


def test_visits_of_one_machine_without_sign_in_belong_together(work):
    at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    work.visit(ANALYST, at)
    assert work.visit(ANALYST, at + timedelta(hours=3)) == at.replace(tzinfo=None)


def test_the_log_can_be_asked_from_a_time_and_for_a_number(work):
    for verdict in VERDICTS[:2]:
        work.judge(COORDINATOR, pair(), verdict)
    assert len(work.log(limit=1)) == 1
    assert len(work.log(since=datetime.now(UTC) - timedelta(hours=1))) == 2
    assert work.log(since=datetime.now(UTC) + timedelta(hours=1)) == []


def test_the_verdicts_of_a_page_are_one_question(work):
    for n in range(30):
        work.judge(COORDINATOR, pair(n), "samordna")
    work.withdraw(COORDINATOR, work.judge(COORDINATOR, pair(1), "fel").id)
    asked = []
    event.listen(work.engine, "before_cursor_execute", lambda con, cursor, sql, *_: asked.append(sql))
    assert len(work.verdicts()) == 30
    assert len([sql for sql in asked if sql.startswith("SELECT")]) == 1


def test_errors_are_told_in_the_language_of_the_page(work):
    words.speak("en")
    try:
        with pytest.raises(Forbidden, match="The role «viewer» may not write here; coordinator and analyst may"):
            work.undo(VIEWER, 1)
    finally:
        words.speak("sv")
