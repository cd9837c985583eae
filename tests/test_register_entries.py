"""The three sheets about entries of public registers: read, held, handed to the warehouse, and empty where a register has none of them.
The entries are made up."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.register_rows import FOLDER, PLACES, rows_of, write
from twin.paths import ROOT
from twin.register import RegisterError, load
from twin.register.loading import code_lists, faults_in, read_sheets
from twin.register.overlay import overlay
from twin.register.sheets import ANSWERS_OF, REGISTERS_OF, SAME
from twin.workspace import Change

SEED = read_sheets(FOLDER, []) or {}
LISTS = code_lists(FOLDER.parent / "taxonomy", [])
TAKEN = {"initiative_id": "NAS-02", "source_key": "vinnova", "entry_id": "2025-1", "receipt_id": "abc", "url": "", "seen_at": "2026-11-28"}
LEFT = {"source_key": "vinnova", "entry_id": "2025-2", "answer": "ignorera", "value": "avser_annan", "note_sv": ""}
ONE = {"a_source": "vinnova", "a_id": "2025-1", "b_source": "formas", "b_id": "2025-1", "same": "ja"}


def added(sheet, cells) -> Change:
    return Change(sheet.file, {name: cells[name] for name in sheet.key}, action="add", cells=cells)


def told(*changes: Change) -> set[tuple[str, str, str]]:
    return {(fault.file, fault.column, fault.rule) for fault in faults_in(overlay(SEED, changes).lines, PLACES, LISTS)}


def test_the_shipped_register_says_nothing_of_any_entry():
    register = load(FOLDER, PLACES)
    assert (register.initiative_register, register.register_answer, register.register_same) == ((), (), ())


def test_what_people_said_reaches_the_tables_as_they_are():
    register = load(FOLDER, PLACES, changes=[added(REGISTERS_OF, TAKEN), added(ANSWERS_OF, LEFT), added(SAME, ONE)])
    con = duckdb.connect()
    con.execute((ROOT / "twin" / "sql" / "schema.sql").read_text(encoding="utf-8"))
    con.executemany("INSERT INTO place VALUES (?, ?, 'municipality', NULL, NULL, NULL)", [(code, code) for code in sorted(PLACES)])
    for table, columns, rows in register.tables():
        con.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        assert [name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall()] == columns
    assert con.execute("FROM initiative_register").fetchall() == [tuple(TAKEN.values())]
    assert con.execute("FROM register_answer").fetchall() == [tuple(LEFT.values())]
    assert con.execute("FROM register_same").fetchall() == [("vinnova", "2025-1", "formas", "2025-1", True)]


def test_a_register_made_before_there_were_such_sheets_is_whole(tmp_path: Path):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "register"))
    for sheet in (REGISTERS_OF, ANSWERS_OF, SAME):
        (folder / sheet.file).unlink()
    assert load(folder, PLACES) == load(FOLDER, PLACES)
    assert load(folder, PLACES, changes=[added(SAME, ONE)]).register_same[0].same


REGISTERS, ANSWERS, PAIRS = REGISTERS_OF.file, ANSWERS_OF.file, SAME.file


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ([(REGISTERS_OF, {"initiative_id": "NAS-99"})], (REGISTERS, "initiative_id", "finns inte bland initiativen")),
        ([(REGISTERS_OF, {"source_key": "Vinnova!"})], (REGISTERS, "source_key", "är inget giltigt namn på en källa")),
        ([(REGISTERS_OF, {"receipt_id": ""})], (REGISTERS, "receipt_id", "är tomt")),
        ([(REGISTERS_OF, {"seen_at": "i går"})], (REGISTERS, "seen_at", "är inte ett datum i EDTF")),
        ([(REGISTERS_OF, {}), (REGISTERS_OF, {"initiative_id": "NAS-03"})], (REGISTERS, "entry_id", "hör redan till NAS-02 på rad 2")),
        ([(ANSWERS_OF, {"answer": "kanske"})], (ANSWERS, "answer", "är inte ett av de tillåtna orden")),
        ([(ANSWERS_OF, {"value": "tråkig"})], (ANSWERS, "value", "är inget av skälen för att ignorera")),
        ([(ANSWERS_OF, {"value": "annat"})], (ANSWERS, "note_sv", "är tomt fast skälet är annat")),
        ([(ANSWERS_OF, {"answer": "organisation", "value": "nasa"})], (ANSWERS, "value", "finns inte bland organisationerna")),
        ([(ANSWERS_OF, {"answer": "ingen"})], (ANSWERS, "value", "finns fast svaret är ingen")),
        ([(ANSWERS_OF, {"note_sv": "anna@exempel.se"})], (ANSWERS, "note_sv", "innehåller en e-postadress")),
        (
            [(ANSWERS_OF, {"answer": "organisation", "value": "nassjo-kommun"}), (ANSWERS_OF, {"answer": "ingen", "value": ""})],
            (ANSWERS, "answer", "motsäger rad 2, som säger vems posten är"),
        ),
        (
            [(REGISTERS_OF, {}), (ANSWERS_OF, {"entry_id": "2025-1"})],
            (ANSWERS, "entry_id", "är tagen in i NAS-02 och kan inte ignoreras"),
        ),
        ([(SAME, {"same": "kanske"})], (PAIRS, "same", "är inte ett av de tillåtna orden")),
        ([(SAME, {"b_source": "vinnova"})], (PAIRS, "b_id", "är samma post som a")),
        (
            [(SAME, {}), (SAME, {"a_source": "formas", "b_source": "vinnova", "same": "nej"})],
            (PAIRS, "b_id", "har redan ett svar tillsammans med 2025-1 på rad 2"),
        ),
    ],
)
def test_what_is_wrong_is_told(changes, fault):
    whole = {REGISTERS: TAKEN, ANSWERS: LEFT, PAIRS: ONE}
    assert told(*(added(sheet, {**whole[sheet.file], **cells}) for sheet, cells in changes)) == {fault}


def test_what_is_right_is_taken():
    answers = [{**LEFT, "value": "annat", "note_sv": "Gäller hela landet"}, {**LEFT, "entry_id": "3", "answer": "ingen", "value": ""}]
    assert told(added(REGISTERS_OF, TAKEN), *(added(ANSWERS_OF, one) for one in answers), added(SAME, ONE)) == set()


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u061c", "\u2028", "\x07", "\u180e"])
@pytest.mark.parametrize("column", ["title_sv", "funder_text"])
def test_a_sign_that_hides_or_turns_the_text_is_refused(tmp_path: Path, sign: str, column: str):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "register"))
    rows = rows_of("initiatives")
    rows[3][column] += f"a{sign}x"
    write(folder, "initiatives", rows)
    with pytest.raises(RegisterError) as raised:
        load(folder, PLACES)
    [fault] = raised.value.faults
    assert (fault.line, fault.column) == (5, column)
    assert f"innehåller styrtecken som inte syns (U+{ord(sign):04X})" in fault.rule


@pytest.mark.parametrize("word", ["TRUE", "False", "SANT", "falskt"])
def test_true_and_false_are_no_titles(word: str):
    change = Change("initiatives.csv", {"id": "NAS-02"}, "title_sv", "x", word)
    assert ("initiatives.csv", "title_sv", "är ett sanningsvärde, inte en titel") in told(change)


@pytest.mark.parametrize("value", ["9" * 400, "1234567890123", "0." + "1" * 300, "1e5", "-", "1,5"])
def test_a_goal_is_a_number_of_a_length_that_can_be_read(value: str):
    change = Change("targets.csv", {"id": "savsjo-egna-2030"}, "value", "-50", value)
    assert told(change) == {("targets.csv", "value", "är inte ett tal")}
