"""A coordinator goes through candidates out of public registers in a real browser: takes one in, merges one, leaves one out, answers, and takes it all back.
The procurements are those that come with the product; the other entries are made up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.server import Server, serving
from tests.browser.conftest import PATIENCE
from tests.browser.test_pages_browser import go, text, violations
from tests.conftest import ROOT, wait_for_health
from tests.entries_made_up import TITLE, spread
from twin.questions.candidates import candidates

pytestmark = pytest.mark.browser
VIEWS = ("registervard?vy=kandidater", "registervard?vy=registerfragor", "registervard?vy=nytt&kandidat=bidragen:B-1")


@pytest.fixture(scope="module")
def made_up(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a warehouse with made-up entries. Its pages are looked at, nothing is written: a rebuild would be of the real registers alone."""
    with serving(ROOT / "app.py", spread(warehouse, tmp_path_factory.mktemp("candidates") / "state"), TWIN_ACCESS="local") as running:
        wait_for_health(running)
        yield running


@pytest.fixture(scope="module")
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def page(patient: Page) -> Page:
    return patient


@pytest.mark.proof
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_every_view_is_accessible_and_fits(browser: Browser, made_up: Server, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="sv-SE")
    for address in VIEWS:
        go(page, made_up, address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, address
    page.close()


def test_the_english_page_speaks_english(browser: Browser, made_up: Server):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    shown = go(page, made_up, "registervard?vy=kandidater&lang=en")
    for words in (
        "1 candidate awaits review",
        "by the organisation number",
        "each krona counted once",
        "Same theme and place.",
        "Take in …",
        "Ignore …",
    ):
        assert words in shown, words
    assert page.locator("[lang=sv]", has_text=TITLE).count() > 0
    page.close()


@pytest.mark.proof
def test_a_procurement_is_left_out_merged_and_taken_in_and_each_is_undone(page: Page, server: Server, warehouse: Path):
    first, second, third, *_ = candidates()
    n = len(candidates())
    assert f"{n} kandidater väntar på granskning" in go(page, server, "registervard?vy=kandidater")
    card = page.locator(".st-key-candidate-" + first.id.replace(":", "-"))
    card.get_by_role("button", name="Ignorera …").click()
    page.get_by_role("combobox", name="Skäl").click()
    page.get_by_role("option", name="är för litet för registret").click()
    page.get_by_role("button", name="Ignorera kandidaten").click()
    expect(page.get_by_text(f"{first.title} är ignorerad.")).to_be_visible()
    expect(card).to_have_count(0)
    assert f"{n - 1} kandidater väntar på granskning; 1 är ignorerad" in text(page)

    card = page.locator(".st-key-candidate-" + second.id.replace(":", "-"))
    card.get_by_role("button", name="Slå ihop med …").click()
    into = page.get_by_role("combobox", name="Initiativ")
    into.click()
    into.fill("NAS-02")
    page.get_by_role("option", name="NAS-02").first.click()
    page.get_by_role("button", name="Slå ihop med NAS-02").click()
    expect(page.get_by_text(f"{second.title} är ihopslagen med NAS-02.")).to_be_visible()
    shown = go(page, server, "initiativ?id=NAS-02")
    assert "I offentliga register" in shown
    assert second.entries[0].id in shown

    go(page, server, "registervard?vy=kandidater")
    card = page.locator(".st-key-candidate-" + third.id.replace(":", "-"))
    card.get_by_role("button", name="Ta in …").click()
    expect(page.get_by_role("textbox", name="Titel", exact=True)).to_have_value(third.title)
    page.get_by_role("button", name="Lägg till initiativet").click()
    expect(page.get_by_text(f"{third.title} är tillagt som")).to_be_visible()
    expect(page.locator(".tt-rebuild")).to_have_count(0, timeout=4 * PATIENCE)  # three edits in a row: two builds
    assert f"{n - 3} kandidater väntar på granskning; 2 är intagna; 1 är ignorerad" in go(page, server, "registervard?vy=kandidater")

    for batch in (3, 2, 1):
        go(page, server, "registervard?vy=historik")
        page.locator(f".st-key-undo-all-{batch} button").first.click()
        expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()
    assert f"{n} kandidater väntar på granskning." in go(page, server, "registervard?vy=kandidater")
