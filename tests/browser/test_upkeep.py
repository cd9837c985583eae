"""A coordinator keeps the register: an edited workbook with one bad cell is refused whole, a good one is taken in and undone; the form, the confirmation,
the quiet sign of the rebuild. Without access to write, the same pages say why."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from bench.server import Server, serving
from tests.browser.test_pages_browser import SETTLED, go, text, violations
from tests.conftest import ROOT, wait_for_health

pytestmark = pytest.mark.browser
VIEWS = ("registervard", "registervard?org=nassjo-kommun", "registervard?vy=nytt", "registervard?vy=nytt&id=NAS-02", "registervard?vy=excel", "registervard?vy=historik")  # fmt: skip


@pytest.fixture(scope="module")
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def page(patient: Page) -> Page:
    return patient


def download(page: Page, server: Server) -> openpyxl.Workbook:
    go(page, server, "registervard?vy=excel")
    with page.expect_download() as got:
        page.get_by_role("button", name="Ladda ned Excel").click()
    return openpyxl.load_workbook(io.BytesIO(Path(got.value.path()).read_bytes()))


def upload(page: Page, book: openpyxl.Workbook) -> None:
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": "register.xlsx", "mimeType": kind, "buffer": out.getvalue()})


def put(book: openpyxl.Workbook, id_: str, column: str, value: str) -> int:
    """Writes a cell of sheet Initiativ; the row's number."""
    sheet = book["Initiativ"]
    at = [cell.value for cell in sheet[1]].index(column) + 1
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[0].value == id_)
    sheet.cell(row, at).value = value
    return row


def rebuilt(page: Page) -> None:
    """Until the quiet sign of the rebuild is gone."""
    expect(page.locator(".tt-rebuild")).to_have_count(0)
    page.wait_for_selector(SETTLED)


@pytest.mark.proof
def test_one_bad_cell_is_refused_and_the_good_file_is_taken_in_and_undone(page, server):
    book = download(page, server)
    put(book, "NAS-02", "budget_note", "Enligt avtalet")
    row = put(book, "NAS-03", "start_date", "våren 2023")
    upload(page, book)
    refused = page.locator(".tt-alarm", has_text="Filen har ett fel. Inget har ändrats.")
    expect(refused).to_be_visible()
    said = text(page)
    for words in (f"Initiativ, rad {row}", "start_date", "våren 2023", "är inte ett datum i EDTF", "skriv år, år-månad eller datum"):
        assert words in said, words
    assert page.get_by_role("button", name=re.compile("Bekräfta och spara")).count() == 0
    assert violations(page) == []
    assert "Enligt avtalet" not in go(page, server, "initiativ?id=NAS-02")
    assert "Ingen har ändrat något här ännu." in go(page, server, "registervard?vy=historik")

    book = download(page, server)
    put(book, "NAS-02", "budget_note", "Enligt avtalet")
    put(book, "NAS-03", "start_date", "2023")
    upload(page, book)
    accept = page.get_by_role("button", name=re.compile(r"Bekräfta och spara \d ändringar"))
    expect(accept).to_be_visible()
    assert "blir Enligt avtalet" in text(page)
    assert violations(page) == []
    accept.click()
    expect(page.get_by_text("Filen är inläst: 2 ändringar sparade.")).to_be_visible()
    assert "Enligt avtalet" in go(page, server, "initiativ?id=NAS-02")  # at once, whether or not the rebuild is through
    rebuilt(page)
    shown = go(page, server, "initiativ?id=NAS-02")
    assert "Enligt avtalet" in shown
    assert "Ändrad här" not in shown, "the warehouse has the edit now"

    shown = go(page, server, "registervard?vy=historik")
    assert "ur inlämnad fil" in shown
    page.get_by_role("button", name="Ångra", exact=True).first.click()
    expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()
    rebuilt(page)
    assert "Enligt avtalet" not in go(page, server, "initiativ?id=NAS-02")


@pytest.mark.proof
def test_the_form_tells_a_fault_at_its_field_and_saves_what_is_right(page, server):
    go(page, server, "registervard?vy=nytt&id=NAS-02")
    end = page.get_by_role("textbox", name="Slut (frivilligt)")
    end.fill("1999")
    end.press("Tab")
    fault = page.locator(".tt-fault", has_text="ligger före «Start» 2019")
    expect(fault).to_be_visible()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text("Ett fel att rätta innan det går att spara.")).to_be_visible()
    assert violations(page) == []
    end.fill("2041-06")
    end.press("Tab")
    expect(fault).to_have_count(0)
    expect(page.get_by_text(re.compile(r"Slut: 2039 . blir 2041-06|Slut: 2039"))).to_be_visible()
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text("Egen solkraft genom upplåtna tak: 1 ändring sparad.")).to_be_visible()
    shown = go(page, server, "initiativ?id=NAS-02")
    assert "2019 – juni 2041" in shown
    rebuilt(page)
    expect(page.get_by_text("Ändrad här")).to_have_count(0)  # the page is drawn anew by itself
    page.get_by_text("Historik", exact=True).click()
    page.get_by_role("button", name="Ångra", exact=True).first.click()
    expect(page.get_by_text("2019 – 2039")).to_be_visible()
    rebuilt(page)


@pytest.mark.proof
def test_a_new_initiative_gets_the_next_id_of_its_owner(page, server):
    go(page, server, "registervard?vy=nytt")
    page.get_by_role("textbox", name="Titel", exact=True).fill("Sensorer i ishallen")
    page.get_by_role("textbox", name="Beskrivning").fill("Sensorer mäter kyla och el i ishallen i Nässjö.")
    choose(page, "Ansvarig organisation", "Nässjö kommun")
    expect(page.get_by_role("textbox", name="Beteckning")).to_have_value("NAS-08")
    expect(page.get_by_role("textbox", name="Ansvarig, som källan skriver")).to_have_value("Nässjö kommun")
    choose(page, "Läge", "planerad")
    choose(page, "Klimat, 0–2", "ett av målen (1 av 2)")
    choose(page, "Digitalt, 0–2", "huvudmål (2 av 2)")
    choose(page, "Räckvidd", "en kommun")
    page.get_by_role("button", name="Lägg till initiativet").click()
    expect(page.locator(".tt-fault", has_text="har inte någon källa")).to_be_visible()
    expect(page.locator(".tt-fault", has_text="har inte något tema")).to_be_visible()
    choose(page, "Kommuner", "Nässjö")
    choose(page, "Tema, teknik, tillgång och data", "Tema: Byggnader")
    choose(page, "Tema: Byggnader vilar på", "ishallen")
    page.get_by_role("textbox", name="Källans adress").fill("https://nassjo.se/ishallen")
    page.get_by_role("textbox", name="Källans titel").fill("Nässjö kommun: Ishallen")
    page.keyboard.press("Tab")
    expect(page.locator(".tt-fault")).to_have_count(0)
    page.get_by_role("button", name="Lägg till initiativet").click()
    expect(page.get_by_text("Sensorer i ishallen är tillagt som NAS-08.")).to_be_visible()
    assert "Sensorer i ishallen" in go(page, server, "initiativ?id=NAS-08")  # before any warehouse has it
    rebuilt(page)
    assert "Sensorer i ishallen" in go(page, server, "initiativ?text=ishallen")
    go(page, server, "registervard?vy=historik")
    page.get_by_role("button", name="Ångra", exact=True).first.click()
    expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()
    rebuilt(page)
    assert "Initiativet finns inte" in go(page, server, "initiativ?id=NAS-08")


def choose(page: Page, label: str, option: str) -> None:
    """Picks in a select box or a multiselect by its label."""
    box = page.get_by_role("combobox", name=re.compile(re.escape(label)))
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()
    box.press("Tab")


def test_a_statement_is_confirmed_in_two_clicks_and_undone(page, server):
    go(page, server, "registervard?org=nassjo-affarsverk")
    row = page.locator(".st-key-due-NAS-05")
    row.get_by_role("button", name="Uppgiften stämmer").click()
    page.get_by_role("button", name="Bekräfta att uppgiften stämmer").click()
    expect(page.get_by_text("NAS-05 är bekräftad: uppgiften gäller i dag.")).to_be_visible()
    expect(row).to_have_count(0)
    page.locator(".st-key-upkeep-said").get_by_role("button", name="Ångra").click()
    expect(row).to_be_visible()
    rebuilt(page)


@pytest.mark.proof
@pytest.mark.parametrize("width", [390, 1280])
def test_every_view_is_accessible(page, server, width):
    for address in VIEWS:
        go(page, server, address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, address


@pytest.mark.proof
def test_without_access_nothing_is_offered_and_the_page_says_why(browser: Browser, warehouse: Path):
    with serving(ROOT / "app.py", warehouse.parent, TWIN_ACCESS="") as closed:
        wait_for_health(closed)
        page = browser.new_page(locale="sv-SE")
        for address in ("registervard?vy=nytt", "registervard?vy=excel", "registervard?org=nassjo-kommun", "initiativ?id=NAS-02"):
            shown = go(page, closed, address)
            assert (
                page.get_by_role("button", name=re.compile("Spara|Bekräfta|Lägg till|Uppgiften stämmer|Ångra|Märk|Avfärda")).count() == 0
            ), address
            assert page.locator("input[type=file]").count() == 0
            if "vy=" in address:
                assert "skrivskyddad" in shown, address
        page.close()
