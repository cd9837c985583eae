"""Files that Registervård refuses: each is told of with row, column, value and remedy, and nothing changes."""

import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_roundtrip import BOOK, INITIATIVES, NAMES, NOW, append, as_csv, cell, csv_rows, edited, handed_in, row_of
from twin.register import columns, sheets
from twin.register.sheet_in import LIMIT

pytestmark = pytest.mark.proof  # slow as a whole


BAD = [
    ("Initiativ", "phase", "snart", "är inte ett av de tillåtna orden", "skriv ett av: "),
    ("Initiativ", "climate_score", 7, "är inte ett av de tillåtna orden", "skriv ett av: 0, 1, 2"),
    ("Initiativ", "start_date", "sep-25", "är inte ett datum i EDTF", "skriv år, år-månad eller datum"),
    ("Initiativ", "budget_sek", "16,9 mkr", "är inte ett belopp i hela kronor", "skriv bara siffror"),
    ("Initiativ", "owner_org_id", "nassjo", "finns inte bland organisationerna", "lägg en rad"),
    ("Initiativ", "title_sv", None, "är tomt", "fyll i cellen"),
    ("Initiativ", "partners_text", "anna.exempel@exempel.se", "innehåller en e-postadress", "ta bort adressen"),
    ("Initiativ", "budget_note", "#REF!", "är ett felvärde från Excel", "skriv värdet"),
    ("Initiativ", "budget_note", "=A1", "är en formel", "skriv värdet i stället för formeln"),
    ("Märkning", "evidence", "rymdraketer", "står inte ordagrant i initiativets text", "kopiera orden ur texten"),
    ("Källor", "url", "okänd", "säger inte var källan står", "skriv en webbadress"),
    ("Kommuner", "place_code", "9999", "finns inte bland platserna", "skriv en kod"),
]


@pytest.mark.parametrize(("tab", "column", "value", "rule", "remedy"), BAD, ids=lambda value: str(value)[:24])
@given(st.integers(0, 73))
@settings(max_examples=3)
def test_one_bad_cell_is_refused_and_nothing_changes(tab, column, value, rule, remedy, at):
    file = next(sheet.file for sheet in sheets.SHEETS if columns.tab(sheet.file) == tab)
    row = at % len(NOW[file]) + 2

    def spoil(book):
        cell("budget_note", row_of("NAS-03"), "En god ändring")(book)
        cell(column, row, value, tab)(book)

    found = handed_in("x.xlsx", edited(spoil))
    mine = [fault for fault in found.faults if (fault.file, fault.line, fault.column) == (file, row, column) and rule in fault.rule]
    if (tab, column) == ("Kommuner", "place_code"):
        mine = [fault for fault in found.faults if fault.column == column and fault.line == row]
    assert mine, found.faults
    assert mine[0].value == ("" if value is None else str(value))
    assert remedy in mine[0].remedy
    assert found.edits == ()


WHOLE = [
    ("x.csv", lambda: as_csv(csv_rows(), encoding="cp1252"), "är inte kodad i UTF-8 utan troligen i Windows-1252", "CSV UTF-8"),
    ("x.csv", lambda: as_csv(csv_rows(), encoding="utf-16"), "är kodad i UTF-16", "CSV UTF-8"),
    ("x.csv", lambda: as_csv([["namn", "värde"], ["a", "b"]]), "har en rubrikrad som inte hör till registret", "behåll rubrikraden"),
    ("x.csv", lambda: b'id;title_sv\r\nNAS-01;"oj', "har citattecken som inte går ihop", "spara om"),
    ("x.csv", lambda: b"", "är tom", "ladda ned registret"),
    ("x.csv", lambda: b"\xef\xbb\xbf", "är tom", "ladda ned registret"),
    ("x.xls", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100, "är en äldre Excelfil", ".xlsx"),
    ("x.xlsx", lambda: b"PK\x03\x04 nonsense", "går inte att läsa som Excel-arbetsbok", ".xlsx"),
    ("x.csv", lambda: b"x" * (LIMIT + 1), "högst 5,0 MB tas emot", "ta bort"),
]


@pytest.mark.parametrize(("name", "data", "rule", "remedy"), WHOLE, ids=[rule[:30] for _, _, rule, _ in WHOLE])
def test_a_file_that_can_not_be_read_is_told(name, data, rule, remedy):
    found = handed_in(name, data())
    [fault] = found.faults
    assert fault.file == name
    assert rule in fault.rule.replace("\u00a0", " ")
    assert remedy in fault.remedy
    assert not found.edits
    assert not found.rows


@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6), st.booleans())
@settings(max_examples=60)
def test_a_spoiled_workbook_is_told_or_read_and_never_breaks(strokes, cut):
    data = bytearray(BOOK)
    for at, value in strokes:
        data[int(at * len(data))] = value
    found = handed_in("x.xlsx", bytes(data[: int(strokes[0][0] * len(data))]) if cut else bytes(data))
    assert not found.edits or not found.faults


def test_a_cell_far_away_is_told_before_room_is_made_for_it():
    found = handed_in("x.xlsx", edited(lambda book: book["Initiativ"].cell(1_048_576, 16_384, "långt bort")))
    assert [(fault.file, fault.rule) for fault in found.faults] == [("x.xlsx", "har en cell långt utanför registret, XFD1048576")]


@pytest.mark.parametrize(
    "stray",
    [[(50_000, 702)], [(50_000, 1), (1, 702)], [(3_000, 400)]],
    ids=["one cell", "two cells at right angles", "a sheet that is wide and long"],
)
def test_cells_far_apart_cost_neither_time_nor_memory(stray):
    """The fast reader makes room for every cell between: 6 s and 1.4 GB for one stray cell at ZZ50000."""

    def spoil(book):
        for row, column in stray:
            book["Initiativ"].cell(row, column, "vilse")

    data, began = edited(spoil), time.monotonic()
    tracemalloc.start()
    found = handed_in("x.xlsx", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    rule = (
        f"har celler så långt isär att ett blad blir {max(row for row, _ in stray)} rader och {max(column for _, column in stray)} kolumner"
    )
    assert [(fault.file, fault.rule) for fault in found.faults] == [("x.xlsx", rule)]
    assert found.edits == ()
    assert peak < 100_000_000
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("folder", [b"worksheets", b"elsewhere"])
@pytest.mark.parametrize(
    ("row", "where"),
    [
        (b'<row><c t="n" r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
        (b"<row><c r='xfd1048576'><v>1</v></c></row>", "xfd1048576"),
        (b'<row><c\n r = "A9999999"><v>1</v></c></row>', "A9999999"),
        (b'<row r="1048576"><c><v>1</v></c></row>', "rad 1048576"),
        (b"<row/>" * 60_000, f"rad {len(NOW[INITIATIVES]) + 60_001}"),
    ],
    ids=["another attribute first", "small letters", "blanks", "a row alone", "rows that do not say where"],
)
def test_a_cell_far_away_is_told_however_another_program_wrote_it(row, where, folder):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in packed.namelist():
            data = packed.read(name).replace(b"worksheets/sheet1.", folder + b"/sheet1.")
            data = data.replace(b"</sheetData>", row + b"</sheetData>") if name == "xl/worksheets/sheet1.xml" else data
            other.writestr(name.replace("worksheets/sheet1.", f"{folder.decode()}/sheet1."), data)
    found = handed_in("x.xlsx", out.getvalue())
    assert [(fault.file, fault.rule) for fault in found.faults] == [("x.xlsx", f"har en cell långt utanför registret, {where}")]
    assert found.edits == ()


def rename(old: str, new: str | None):
    def change(book):
        page = book["Initiativ"]
        at = [one.value for one in page[1]].index(old) + 1
        if new is None:
            page.delete_cols(at)
        else:
            page.cell(1, at).value = new

    return change


@pytest.mark.parametrize(
    ("new", "told"),
    [("fas", {("phase", "saknar kolumnen"), ("fas", "är en okänd eller upprepad kolumn")}), (None, {("phase", "saknar kolumnen")})],
)
def test_a_renamed_or_missing_column_is_told(new, told):
    found = handed_in("x.xlsx", edited(rename("phase", new)))
    assert {(fault.column, fault.rule) for fault in found.faults if fault.file == INITIATIVES} == told
    assert found.edits == ()


def test_a_renamed_sheet_is_told_and_a_note_of_ones_own_too():
    def change(book):
        book["Initiativ"].title = "Initiativ 2"
        cell("funder_text", 3, "ny")

    found = handed_in("x.xlsx", edited(change))
    assert [(fault.file, fault.rule) for fault in found.faults] == [("Initiativ 2", "är inget av registrets blad")]
    assert found.edits == ()


def test_a_row_twice_is_told_with_both_rows():
    found = handed_in("x.xlsx", edited(append({"Initiativ": NOW[INITIATIVES][0].cells})))
    row = len(NOW[INITIATIVES]) + 2
    assert any(fault.line == row and fault.rule == "finns redan på rad 2" for fault in found.faults)
    assert found.edits == ()


def test_a_fault_that_the_file_causes_in_a_row_it_lacks_names_that_row():
    """Only the initiatives are handed in, and one text no longer holds the words that a tag in another file rests on."""
    rows = csv_rows()
    at = next(index for index, row in enumerate(rows) if row[0] == "NAS-02")
    rows[at][NAMES.index("title_sv")], rows[at][NAMES.index("description_sv")] = "Tak", "Något helt annat står här nu."
    found = handed_in("x.csv", as_csv(rows))
    said = [fault for fault in found.faults if fault.file == "initiative_tags.csv"]
    assert said
    assert all(fault.line == 0 and "i raden NAS-02 · " in fault.rule and "som inte står i filen" in fault.rule for fault in said)
    assert found.edits == ()
