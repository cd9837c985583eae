"""The register to Excel and CSV and back: the same again, what Excel does undone, one bad cell refused with row, column, value and remedy."""

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register_rows import FOLDER, PLACES
from twin.paths import DATA
from twin.register import columns, sheets
from twin.register.cells import disarmed, normal
from twin.register.loading import code_lists, faults_in, read_sheets
from twin.register.overlay import Lines, overlay
from twin.register.reading import Line
from twin.register.roundtrip import Difference, difference, takes_back
from twin.register.sheet_in import read_upload
from twin.register.sheet_out import CODES, EXPLAINED, csv_of, workbook
from twin.workspace import Change

pytestmark = pytest.mark.proof  # slow as a whole


LISTS = code_lists(DATA / "taxonomy", [])
NOW: Lines = read_sheets(FOLDER, []) or {}
CODES_OF = [
    (scheme, line.cells["code"], line.cells["name_sv"], line.cells["definition_sv"])
    for schemes, lines in LISTS.items()
    for scheme in schemes
    for line in lines
]
BOOK = workbook(NOW, CODES_OF)
INITIATIVES = sheets.INITIATIVES.file
NAMES = [column.name for column in sheets.INITIATIVES.columns]


def hold(lines: Lines):
    return faults_in(lines, PLACES, LISTS)


def handed_in(name: str, data: bytes, removed=(), now: Lines = NOW) -> Difference:
    return difference(now, read_upload(name, data, PLACES), hold, removed)


def edited(change) -> bytes:
    """The workbook after someone has edited it."""
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(column: str, row: int, value: object, tab: str = "Initiativ", number_format: str | None = None):
    def change(book):
        page = book[tab]
        at = [one.value for one in page[1]].index(column) + 1
        page.cell(row, at).value = value
        if number_format:
            page.cell(row, at).number_format = number_format

    return change


def csv_rows(file: str = INITIATIVES) -> list[list[str]]:
    sheet = next(one for one in sheets.SHEETS if one.file == file)
    return list(csv.reader(io.StringIO(csv_of(sheet, NOW[file]).decode("utf-8-sig")), delimiter=";"))


def as_csv(rows: list[list[str]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def nothing(found: Difference) -> bool:
    return not (found.rows or found.faults or found.edits)


# --- down and up again --------------------------------------------------------------------------------------------------------------------


def test_the_workbook_comes_back_as_it_left():
    found = handed_in("register.xlsx", BOOK)
    assert nothing(found)
    assert not found.missing


@pytest.mark.parametrize("sheet", sheets.SHEETS, ids=lambda sheet: sheet.file)
def test_every_csv_comes_back_as_it_left(sheet):
    data = csv_of(sheet, NOW[sheet.file])
    assert data.startswith(b"\xef\xbb\xbf")
    found = handed_in("x.csv", data)
    assert nothing(found)
    assert not found.missing


WORDS = st.text("abcåäöÅÄÖé =+-@'\";,\n\t1239.%–", max_size=24).map(normal)


@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["", "2025", "2025-09", "2025-09-01"])), min_size=1, max_size=4))
@settings(max_examples=25)
def test_any_text_comes_back_as_it_left(texts):
    """Also what looks like a formula, a number, a date or a line break."""
    lines = [
        Line(
            INITIATIVES,
            number,
            {**NOW[INITIATIVES][0].cells, "id": f"NAS-{number:02d}", "title_sv": title, "funder_text": funder, "start_date": start},
        )
        for number, (title, funder, start) in enumerate(texts, 50)
    ]
    now = {**{file: [] for file in NOW}, INITIATIVES: lines}
    for name, data in (("x.xlsx", workbook(now, [])), ("x.csv", csv_of(sheets.INITIATIVES, lines))):
        found = difference(now, read_upload(name, data, PLACES), lambda lines: [])
        assert not found.rows, found.rows
        assert not found.faults, found.faults


@given(st.permutations(NAMES))
@settings(max_examples=10)
def test_the_order_of_columns_is_free(order):
    head, *rows = csv_rows()
    places = [head.index(name) for name in order]
    assert nothing(handed_in("x.csv", as_csv([[row[at] for at in places] for row in (head, *rows)])))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_delimiter_of_excel_is_read(delimiter):
    assert nothing(handed_in("x.csv", as_csv(csv_rows(), delimiter)))


# --- what the download is ------------------------------------------------------------------------------------------------------------------


def test_the_workbook_helps_the_one_who_fills_it_in():
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    assert book.sheetnames == [
        columns.tab(INITIATIVES),
        *(columns.tab(s.file) for s in sheets.SHEETS if s.file != INITIATIVES),
        EXPLAINED,
        CODES,
    ]
    page = book["Initiativ"]
    assert page.freeze_panes == "B2"
    assert page.column_dimensions["C"].width > page.column_dimensions["H"].width
    lists = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert f'"{",".join(sheets.PHASES)}"' in lists
    assert '"0,1,2"' in lists
    assert "'Organisationer'!$A$2:$A$1000" in lists
    explained = {(row[0].value, row[1].value) for row in book[EXPLAINED].iter_rows(min_row=2)}
    assert explained == {(columns.tab(sheet.file), column.name) for sheet in sheets.SHEETS for column in sheet.columns}


@pytest.mark.parametrize("text", ["=1+1", "+46", "-A1", "@SUM(A1)", "\tx"])
def test_no_cell_runs_as_a_formula(text):
    lines = [Line(INITIATIVES, 2, {**NOW[INITIATIVES][0].cells, "funder_text": text})]
    data = workbook({**NOW, INITIATIVES: lines}, CODES_OF)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist() if "worksheets" in name)
    assert f";'{text}" in csv_of(sheets.INITIATIVES, lines).decode("utf-8-sig").replace('"', "")


def test_a_negative_number_is_no_formula():
    assert disarmed("-13.2") == "-13.2"


# --- what Excel does ------------------------------------------------------------------------------------------------------------------------


def row_of(id_: str) -> int:
    return next(index for index, line in enumerate(NOW[INITIATIVES], 2) if line.cells["id"] == id_)


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        ("as_of", datetime.fromisoformat("2026-11-25"), "2026-11-25"),
        ("as_of", date(2026, 11, 25), "2026-11-25"),
        ("as_of", 2026.0, "2026"),
        ("as_of", "2026-11", "2026-11"),
        ("budget_sek", 16_900_000.0, "16900000"),
        ("budget_sek", "16900000.0", "16900000"),
        ("climate_score", 1.0, "1"),
        ("budget_note", "Nässjö\u00a0kommun ", "Nässjö kommun"),
        ("budget_note", "Na\u0308ssjö", "Nässjö"),
        ("budget_note", "\ufeffRegionen\u200b", "Regionen"),
        ("budget_note", "två\r\nrader", "två\nrader"),
    ],
)
def test_a_changed_cell_is_read_as_the_register_writes_it(column, typed, kept):
    found = handed_in("x.xlsx", edited(cell(column, row_of("NAS-02"), typed)))
    assert not found.faults
    [row] = found.rows
    old = NOW[INITIATIVES][row_of("NAS-02") - 2].cells[column]
    assert (row.kind, row.key, row.number, row.cells) == ("changed", ("NAS-02",), row_of("NAS-02"), ((column, old, kept),))
    [change] = found.edits
    assert (change.file, change.key, change.column, change.old, change.new) == (INITIATIVES, {"id": "NAS-02"}, column, old, kept)


def test_a_month_that_excel_made_a_day_is_no_change():
    assert NOW[INITIATIVES][0].cells["start_date"] == "2025-09"
    assert nothing(handed_in("x.xlsx", edited(cell("start_date", 2, datetime.fromisoformat("2025-09-01"), number_format="mmm-yy"))))


def test_codes_get_their_zeros_back():
    def numbers(book):
        for row in book["Kommuner"].iter_rows(min_row=2):
            if str(row[1].value).isdecimal():
                row[1].value = int(row[1].value)

    assert nothing(handed_in("x.xlsx", edited(numbers)))


def test_empty_rows_and_empty_columns_are_nothing():
    def blanks(book):
        book["Initiativ"].insert_rows(5)
        book["Initiativ"].cell(1, 30).value = " "

    found = handed_in("x.xlsx", edited(blanks))
    assert nothing(found)


# --- rows that come and go -------------------------------------------------------------------------------------------------------------------

NEW = {
    "Initiativ": {
        "id": "NAS-90", "title_sv": "Solel på ishallen", "description_sv": "Solceller på ishallens tak.", "owner_text": "Nässjö kommun",
        "owner_org_id": "nassjo-kommun", "geo_level": "kommun", "climate_score": 2, "digital_score": 0, "phase": "planerad", "phase_basis": "sidan",
        "quality": "sedd på sidan",
    },
    "Roller": {"initiative_id": "NAS-90", "organisation_id": "nassjo-kommun", "role": "ansvarig", "evidence": "Nässjö kommun"},
    "Kommuner": {"initiative_id": "NAS-90", "place_code": "0682", "evidence": "Nässjö"},
    "Märkning": {"initiative_id": "NAS-90", "scheme": "theme", "code": "energi-el", "evidence": "Solel"},
    "Källor": {"initiative_id": "NAS-90", "url": "https://nassjo.se/solel", "title_sv": "Nässjö kommun: Solel"},
}  # fmt: skip


def append(tabs: dict[str, dict[str, object]]):
    def change(book):
        for tab, cells in tabs.items():
            head = [one.value for one in book[tab][1]]
            book[tab].append([cells.get(name) for name in head])

    return change


def test_a_new_initiative_with_its_rows():
    found = handed_in("x.xlsx", edited(append(NEW)))
    assert not found.faults
    assert {(row.kind, row.file) for row in found.rows} == {("added", file) for file in (INITIATIVES, "initiative_organisations.csv", "initiative_places.csv", "initiative_tags.csv", "initiative_sources.csv")}  # fmt: skip
    after = overlay(NOW, found.edits).lines
    assert hold(after) == []
    assert nothing(difference(after, read_upload("x.xlsx", edited(append(NEW)), PLACES), hold))


def test_a_new_initiative_without_source_or_owner_is_refused():
    found = handed_in("x.xlsx", edited(append({"Initiativ": NEW["Initiativ"]})))
    said = {(fault.line, fault.column, fault.rule) for fault in found.faults}
    row = len(NOW[INITIATIVES]) + 2
    assert {
        (row, "id", "har inte någon källa"),
        (row, "id", "har inte någon plats"),
        (row, "owner_org_id", "har ingen rad med rollen ansvarig"),
    } <= said
    assert found.edits == ()


def test_missing_rows_stay_unless_they_are_ticked():
    def without(book):
        book["Initiativ"].delete_rows(row_of("NAS-02"))

    data = edited(without)
    found = handed_in("x.xlsx", data)
    assert nothing(found)
    assert [(row.file, row.key) for row in found.missing] == [(INITIATIVES, ("NAS-02",))]
    ticked = handed_in("x.xlsx", data, removed=[(INITIATIVES, "NAS-02")])
    # its rows in the other sheets stand in the file and would be left without their initiative: said, and nothing is changed
    assert any(fault.file == "initiative_sources.csv" and fault.value == "NAS-02" for fault in ticked.faults)
    assert ticked.edits == ()


def test_an_initiative_that_goes_takes_its_rows_along():
    rows = [row for row in csv_rows() if row[0] != "NAS-02"]
    found = handed_in("x.csv", as_csv(rows), removed=[(INITIATIVES, "NAS-02")])
    assert not found.faults
    assert {change.action for change in found.edits} == {"remove"}
    after = overlay(NOW, found.edits).lines
    assert hold(after) == []
    assert not [line for lines in after.values() for line in lines if "NAS-02" in (line.cells.get("id"), line.cells.get("initiative_id"))]
    back = overlay(after, [change.reversed() for change in reversed(found.edits)]).lines
    assert {file: sorted(str(sorted(line.cells.items())) for line in lines) for file, lines in back.items()} == {
        **{file: sorted(str(sorted(line.cells.items())) for line in lines) for file, lines in NOW.items()}, "tag_dismissals.csv": []
    }  # fmt: skip


def test_a_file_older_than_an_edit_is_seen():
    before = NOW[INITIATIVES][row_of("NAS-02") - 2].cells["phase"]
    edit = Change(INITIATIVES, {"id": "NAS-02"}, "phase", before, "vilande")
    gone = Change("initiative_places.csv", {"initiative_id": "NAS-03", "place_code": "0682"}, action="remove", cells={})
    after = overlay(NOW, [edit, gone]).lines
    found = handed_in("x.xlsx", BOOK, now=after)
    sheet_of = {sheet.file: sheet for sheet in sheets.SHEETS}
    assert {row.key: takes_back(row, [edit, gone], sheet_of[row.file]) for row in found.rows} == {
        ("NAS-02",): edit,
        ("NAS-03", "0682"): gone,
    }
    newer = difference(after, read_upload("x.xlsx", edited(cell("phase", row_of("NAS-02"), "avslutad")), PLACES), hold)
    assert [takes_back(row, [edit], sheet_of[row.file]) for row in newer.rows if row.file == INITIATIVES] == [None]
