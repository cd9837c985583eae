"""Uploads: what people said of register entries goes down and comes up again; truth values are refused; a sheet that was emptied is told of, not taken."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.test_register_entries import LEFT, ONE, TAKEN, added
from tests.test_roundtrip import CODES_OF, INITIATIVES, NOW, cell, edited, handed_in, hold, nothing, row_of
from twin.register import sheets
from twin.register.overlay import overlay
from twin.register.roundtrip import difference
from twin.register.sheet_in import read_upload
from twin.register.sheet_out import csv_of, workbook
from twin.register.sheets import ANSWERS_OF, REGISTERS_OF, SAME

IDS = ["2025-01169_Vinnova", "00123", "12.0", "2025-1", "E5", "=1+1", "A,B;C"]
LINES = overlay(
    NOW,
    [
        *(added(REGISTERS_OF, {**TAKEN, "entry_id": id_}) for id_ in IDS),
        *(added(ANSWERS_OF, {**LEFT, "entry_id": f"{id_}x"}) for id_ in IDS),
        *(added(SAME, {**ONE, "a_id": id_, "b_id": id_}) for id_ in IDS),
    ],
).lines


def test_the_sheets_of_entries_come_back_as_they_left():
    assert hold(LINES) == []
    for name, data in (("x.xlsx", workbook(LINES, CODES_OF)), *(("x.csv", csv_of(sheet, LINES[sheet.file])) for sheet in sheets.SHEETS)):
        found = difference(LINES, read_upload(name, data, ()), hold)
        assert nothing(found), (name, found.rows[:3], found.faults[:3])
        assert not found.missing


def test_a_workbook_from_before_there_were_such_sheets_says_nothing_of_them():
    def older(book):
        for sheet in (REGISTERS_OF, ANSWERS_OF, SAME):
            del book[sheets_tab(sheet)]

    found = difference(LINES, read_upload("x.xlsx", edited(older), ()), hold)
    assert nothing(found)
    assert not found.missing


def sheets_tab(sheet) -> str:
    from twin.register.columns import tab

    return tab(sheet.file)


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("column", ["title_sv", "budget_note", "id"])
def test_a_truth_value_of_excel_is_refused(column, truth):
    found = handed_in("x.xlsx", edited(cell(column, row_of("NAS-02"), truth)))
    told = [(fault.column, fault.value) for fault in found.faults if fault.rule == "är ett sanningsvärde i Excel"]
    assert told == [(column, "SANT" if truth else "FALSKT")]
    assert found.edits == ()


def emptied(*, header: bool):
    def change(book):
        book["Initiativ"].delete_rows(1 if header else 2, 1000)

    return edited(change)


@pytest.mark.parametrize("header", [True, False], ids=["with its header", "all but its header"])
def test_an_emptied_sheet_would_take_every_row_and_changes_none(header):
    upload = read_upload("x.xlsx", emptied(header=header), ())
    found = difference(NOW, upload, hold)
    assert upload.lines[INITIATIVES] == []
    assert len([row for row in found.missing if row.file == INITIATIVES]) == len(NOW[INITIATIVES]) == 74
    assert nothing(found)


def _page(missing) -> None:
    """Run by AppTest: the question about what is missing, and the answer on the page."""
    import streamlit as st

    from tests.test_register_upload import emptied
    from tests.test_roundtrip import NOW, hold
    from twin.register.roundtrip import difference
    from twin.register.sheet_in import read_upload
    from ui.upkeep_gone import gone

    upload = read_upload("x.xlsx", emptied(header=False), ())
    st.text(str(len(gone(difference(NOW, upload, hold), upload, "f"))))


def test_the_page_says_that_all_would_go_and_asks():
    app = AppTest.from_function(_page, args=(None,), default_timeout=60).run()
    assert not app.exception
    told = " ".join(element.proto.body for element in app.main.get("html"))
    assert "Bladet Initiativ är tomt i filen. Registret har 74 rader där. De står kvar om du inte säger annat." in told
    assert app.text[0].value == "0"
    [box] = app.checkbox
    assert box.label == "Ta bort alla 74 rader i Initiativ"
    box.check().run()
    assert app.text[0].value == "74"
