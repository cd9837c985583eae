"""What people say of capabilities: kept append-only with its log line, refused where it may not be, told of where somebody else was first, undone by a row."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.workspaces import ANALYST, COORDINATOR, VIEWER, content
from twin.workspace import Conflict, Forbidden, Invalid

CELL = ("nassjo-affarsverk", "fiber")


def say(work, state="has", **other):
    return work.state_capability(COORDINATOR, *CELL, state, **other)


def test_a_statement_is_kept_with_its_log_line(work):
    made = say(work, "lacks", since="2024-05", said="  Enligt driftchefen ", source="", said_on=date.fromisoformat("2026-11-03"))
    assert (made.state, made.since, made.note, made.source) == ("lacks", "2024-05", "Enligt driftchefen", "")
    assert work.capability_statements() == [made]
    (entry,) = work.log()
    assert (entry.action, entry.object, entry.detail, entry.role) == ("state_capability", "nassjo-affarsverk:fiber", "lacks", "coordinator")


def test_the_newest_holds_and_withdrawing_brings_back_the_one_before(work):
    first, second = say(work, "has"), say(work, "lacks")
    assert work.capability_statements() == [second]
    before = content(work)
    work.withdraw_capability(ANALYST, second.id)
    assert work.capability_statements() == [first]
    after = content(work)
    assert all(after[name][: len(rows)] == rows for name, rows in before.items()), "a row was changed or lost"
    newest, oldest = work.capability_history(*CELL)
    assert (newest.id, newest.withdrawn_role) == (second.id, "analyst")
    assert newest.withdrawn_at is not None
    assert oldest.withdrawn_at is None
    with pytest.raises(Conflict, match="redan tillbakatagen av en analytiker"):
        work.withdraw_capability(COORDINATOR, second.id)
    work.withdraw_capability(COORDINATOR, first.id)
    assert work.capability_statements() == []


def test_somebody_else_who_wrote_first_is_told_of(work):
    seen = say(work, "has", seen=None)
    with pytest.raises(Conflict, match="En samordnare hann före och skrev om samma förmåga"):
        say(work, "lacks", seen=None)
    work.withdraw_capability(COORDINATOR, seen.id)
    with pytest.raises(Conflict, match="har tagits tillbaka av någon annan"):
        say(work, "lacks", seen=seen.id)
    before = content(work)
    assert say(work, "lacks", seen=None).state == "lacks"
    assert len(content(work)["capability"]) == len(before["capability"]) + 1


def test_another_cell_is_another_matter(work):
    mine = say(work, "has", seen=None)
    other = work.state_capability(COORDINATOR, "tranas-energi", "fiber", "lacks", seen=None)
    assert work.capability_statements() == [mine, other]
    assert work.capability_history("tranas-energi") == [other]
    assert [one.id for one in work.capability_history()] == [other.id, mine.id]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"state": "kanske"}, "«Läge» är «kanske». Välj ett av: builds, has, lacks, not_known"),
        ({"said": "Ring 070-123 45 67"}, "«Anteckning» innehåller «070-123 45 67»"),
        ({"said": "anna.a@example.org vet"}, "Personuppgifter sparas inte här"),
        ({"said": "x" * 501}, "«Anteckning» har 501 tecken, högst 500 får plats"),
        ({"since": "i våras"}, "«Sedan när» är «i våras». Skriv år, år-månad eller datum"),
        ({"source": "se hemsidan"}, "«Källa» är «se hemsidan». Skriv hela webbadressen"),
        ({"source": "https://exempel"}, "Skriv hela webbadressen"),
        ({"said_on": datetime.now(UTC).date() + timedelta(days=3)}, "kan inte stämma"),
    ],
)
def test_what_can_not_be_kept_is_refused_with_field_value_and_remedy(work, given, told):
    before = content(work)
    with pytest.raises(Invalid, match=told.replace(".", r"\.").replace("(", r"\(")):
        say(work, **given)
    assert content(work) == before


def test_a_cell_without_a_name_is_refused(work):
    with pytest.raises(Invalid, match="«Organisation» är tomt"):
        work.state_capability(COORDINATOR, " ", "fiber", "has")
    with pytest.raises(Invalid, match="finns inte"):
        work.withdraw_capability(COORDINATOR, 7)


def test_a_reader_may_not_write(work):
    with pytest.raises(Forbidden, match="får inte skriva här"):
        work.state_capability(VIEWER, *CELL, "has")
    made = say(work)
    with pytest.raises(Forbidden):
        work.withdraw_capability(VIEWER, made.id)
    assert work.capability_statements() == [made]


@pytest.mark.parametrize("change", ["UPDATE capability SET state = 'lacks'", "DELETE FROM capability", "DELETE FROM capability_withdrawal"])
def test_the_database_itself_keeps_every_row(work, change):
    work.withdraw_capability(COORDINATOR, say(work).id)
    before = content(work)
    with work.engine.connect() as con, pytest.raises(DatabaseError, match="append-only"):
        con.execution_options(write=True).execute(text(change))
    assert content(work) == before
