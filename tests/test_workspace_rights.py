"""Who may write, and what may not be written: no write without the role, no row changed, nobody's address or number kept."""

import inspect
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.workspaces import ANALYST, COORDINATOR, VIEWER, content, pair, tag, title
from twin.workspace import STATES, Actor, Forbidden, Invalid, Workspace, contact_in
from twin.workspace.tables import metadata

# Who may


WRITES = {
    name for name, method in inspect.getmembers(Workspace, callable) if name[0] != "_" and "actor" in inspect.signature(method).parameters
}
READS = {
    "verdicts",
    "history",
    "follow_ups",
    "changes",
    "batches",
    "log",
    "version",
    "reading",
    "close",
    "lost",
    "reports",
    "report",
    "capability_statements",
    "capability_history",
}
EXAMPLES = {
    "judge": lambda work, actor: work.judge(actor, pair(5), "fel"),
    "withdraw": lambda work, actor: work.withdraw(actor, 1),
    "follow_up": lambda work, actor: work.follow_up(actor, pair().suggestion_id, "möte", "chef", None, "", STATES[0]),
    "edit": lambda work, actor: work.edit(actor, [tag()]),
    "undo": lambda work, actor: work.undo(actor, 1),
    "save_report": lambda work, actor: work.save_report(actor, "0604", "sv", "Nämnden i maj", "tt.duckdb", "{}"),
    "withdraw_report": lambda work, actor: work.withdraw_report(actor, 1),
    "state_capability": lambda work, actor: work.state_capability(actor, "aneby-kommun", "fiber", "lacks"),
    "withdraw_capability": lambda work, actor: work.withdraw_capability(actor, 1),
    "visit": lambda work, actor: work.visit(actor),
}
UNKNOWN = [VIEWER, Actor(""), Actor("Analyst"), Actor("coordinator "), Actor("admin"), None, "analyst", {"role": "analyst"}]


def test_every_public_method_is_known_as_a_write_or_a_read():
    public = {name for name, _ in inspect.getmembers(Workspace, callable) if name[0] != "_"}
    assert public == WRITES | READS, "a new method needs an actor and an example below, or must be named as a read"
    assert set(EXAMPLES) == WRITES


@pytest.fixture
def written(work):
    work.judge(COORDINATOR, pair(), "samordna")
    work.edit(COORDINATOR, [title("Ny")])
    work.save_report(COORDINATOR, "0604", "sv", "Nämnden i maj", "tt.duckdb", "{}")
    work.state_capability(COORDINATOR, "aneby-kommun", "fiber", "has")
    return work


@pytest.mark.parametrize("name", sorted(WRITES))
@pytest.mark.parametrize("actor", UNKNOWN, ids=str)
def test_who_may_not_write_changes_nothing(written, name, actor):
    before = content(written)
    with pytest.raises(Forbidden, match="får inte skriva här"):
        EXAMPLES[name](written, actor)
    assert content(written) == before


@pytest.mark.parametrize("name", sorted(WRITES - {"visit"}))
def test_a_reader_who_has_signed_in_may_not_write_either(written, name):
    with pytest.raises(Forbidden, match="Det får samordnare och analytiker"):
        EXAMPLES[name](written, Actor("viewer", "k3y"))


@pytest.mark.parametrize("name", sorted(WRITES - {"visit"}))
@pytest.mark.parametrize("actor", [COORDINATOR, ANALYST], ids=str)
def test_each_write_is_logged_once_with_time_and_role_and_moves_the_version(written, name, actor):
    before, version = content(written), written.version()
    EXAMPLES[name](written, Actor(actor.role, "k3y-of-somebody"))
    entry, *older = written.log()
    assert (entry.action, entry.role) == (name, actor.role)
    assert [tuple(vars(one).values()) for one in reversed(older)] == before["log"]
    assert written.version() == entry.id > version
    assert "k3y-of-somebody" not in str(content(written)), "whose write it was is nobody's business"


def test_reading_writes_nothing(written):
    before = content(written)
    for read in (
        written.verdicts,
        written.follow_ups,
        lambda: written.reports("0604"),
        lambda: written.report(1),
        written.capability_statements,
        written.capability_history,
        written.changes,
        written.batches,
        written.log,
        written.version,
    ):
        read()
    written.history(pair().suggestion_id)
    assert content(written) == before
    with pytest.raises(Exception, match="(?i)read-?only"), written.reading() as con:
        con.execute(text("INSERT INTO log (at, role, action, object, detail) VALUES ('2026-11-25', 'analyst', 'x', 'y', 'z')"))


def test_no_code_can_change_or_remove_what_was_written(written):
    written.withdraw(COORDINATOR, 1)
    written.withdraw_report(COORDINATOR, 1)
    written.withdraw_capability(COORDINATOR, 1)
    written.follow_up(COORDINATOR, "synergy:a:b", "", "", None, "", "klar")
    written.visit(COORDINATOR)
    before = content(written)
    for table in metadata.sorted_tables:
        assert before[table.name], "an empty table would prove nothing"
        for sql in (f"UPDATE {table.name} SET id = id + 1000", f"DELETE FROM {table.name}"):
            with pytest.raises(DBAPIError, match="append-only"), written.engine.connect() as con:
                con.execution_options(write=True).execute(text(sql))
                con.commit()
    assert content(written) == before


# Nobody's address or number


@pytest.mark.parametrize(
    "held",
    [
        "skriv till anna.a@eksjo.se.",
        "anna (at) eksjo.se",
        "anna snabel-a eksjo.se",
        "ring 0380-51 80 00",
        "036-10 50 00 säkrast",
        "tfn 0701234567",
        "070-123 45 67",
        "08/123 456 78",
        "+46 (0)380 51 80 00",
        "0046701234567",
        "19810101-1234",
        "810101-1234",
    ],
)
def test_addresses_and_numbers_are_found(held):
    assert contact_in(f"Bra förslag. {held}")


@pytest.mark.parametrize(
    "free",
    [
        "",
        "Se NAS-01, EKS-04 och R07.",
        "2024-2025, 2026-11-25, kl. 08.00-16.30",
        "0682 0684 0685",
        "0604, 0642 och 0680-0687",
        "212000-0498",
        "10 000 000 kr, 0,123456789 och 0.0000012345",
        "version 0.1.2.3, 100 % @ Eksjö",
        "0-6 år och 7-9 år",
        "Dnr KS 2024/00123",
    ],
)
def test_what_only_has_figures_in_it_may_be_written(free):
    assert contact_in(free) is None


AS_WRITTEN = st.from_regex(r"0[1-9][0-9]?[0-9]?[- /]?[0-9]{2} ?[0-9]{2} ?[0-9]{2}", fullmatch=True)


@given(AS_WRITTEN.filter(lambda number: not re.fullmatch(r"0...[- /]....", number)), st.sampled_from(["", "ring ", "(", "tel: "]))
def test_a_swedish_telephone_number_is_found_however_it_is_spaced(number, before):
    assert contact_in(f"{before}{number} i dag")


@pytest.mark.parametrize(
    "write",
    [
        lambda work, text: work.judge(COORDINATOR, pair(), "fel", comment=text),
        lambda work, text: work.follow_up(COORDINATOR, "synergy:a:b", text, "", None, "", "planerad"),
        lambda work, text: work.follow_up(COORDINATOR, "synergy:a:b", "", text, None, "", "planerad"),
        lambda work, text: work.follow_up(COORDINATOR, "synergy:a:b", "", "", None, text, "planerad"),
        lambda work, text: work.edit(COORDINATOR, [title("B")], why=text),
    ],
)
def test_every_free_text_is_held_free_of_personal_data(work, write):
    with pytest.raises(Invalid, match="ser ut som en e-postadress"):
        write(work, "fråga anna@eksjo.se")
    assert not any(content(work).values())
    write(work, "fråga klimatsamordnaren")


@pytest.mark.parametrize("text", ["x" * 50_000, "x@" * 25_000, "0" * 50_000, "0 " * 25_000, "+46 " * 12_000])
def test_a_long_text_is_looked_through_in_no_time(text):
    begun = time.process_time()
    contact_in(text)
    assert time.process_time() - begun < 2
