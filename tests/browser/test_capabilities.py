"""A coordinator opens a cell, says that something lacks, sees it counted, and takes it back; the same page as a list on a phone, in English too."""

import pytest
from playwright.sync_api import Page, expect

from bench.server import Server
from tests.browser.test_pages_browser import go, text, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def page(patient: Page) -> Page:
    return patient


def test_a_cell_is_opened_answered_and_taken_back(page: Page, server: Server):
    assert "0 saknar" in go(page, server, "formagor?kommun=0604&formaga=fiber")
    page.get_by_role("link", name="Aneby kommun, Fiber och bredband: vet ej").click()
    expect(page.get_by_role("heading", name="Aneby kommun: Fiber och bredband")).to_be_visible()
    assert "kommun=0604" in page.url, "the choices stay"
    page.get_by_text("Säg hur det är").click()
    page.locator("label").filter(has_text="saknar").first.click()
    assert violations(page) == []
    page.get_by_role("button", name="Spara uppgiften").first.click()
    expect(page.get_by_text("Sparat: saknar.")).to_be_visible()
    expect(page.get_by_role("link", name="Aneby kommun, Fiber och bredband: saknar")).to_be_visible()
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_text("Uppgiften är tillbakatagen.")).to_be_visible()
    assert "0 saknar" in text(page)


@pytest.mark.proof
@pytest.mark.parametrize("width", [390])
def test_on_a_phone_the_table_is_a_list(page: Page, server: Server):
    go(page, server, "formagor?lang=en")
    expect(page.locator(".st-key-capabilities table")).to_be_hidden()
    folded = page.locator(".tt-caps-list details").filter(has_text="Nässjö Affärsverk AB").first
    folded.locator("summary").click()
    expect(folded.get_by_text("Fibre and broadband")).to_be_visible()
    assert "not known" in folded.inner_text()
    assert violations(page) == []
