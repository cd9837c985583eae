"""An analyst adds a source in a real browser: by keyboard, with its map and its figures in the dashboard, and takes it out again; searches the
catalogues; hands in a file. The publishers' answers are made up for the test, and so is every value."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.server import Server, serving
from tests.browser.test_pages_browser import SETTLED, go, text, violations
from tests.conftest import ROOT, wait_for_health
from tests.publishers import Publisher, semicolons
from tests.replay import gateway

pytestmark = pytest.mark.browser
HOST = "www.naturvardsverket.se"  # one that may be asked; what it answers here is the test's own
AT = f"https://{HOST}/provet.csv"
VIEWS = ("kallor?vy=andringar", "kallor?vy=andringar&plats=0682&ordning=procent", "kallor?vy=avvikelser", "kallor?vy=ny", "kallor?vy=ny&satt=sok", "kallor?vy=ny&satt=fil")  # fmt: skip
KPI = {"id": "N99999", "title": "Provets andel (%)", "description": "Påhittat nyckeltal.", "municipality_type": "K"}
WORDS = {
    "Källans namn": "Provets elanvändning", "Utgivare": "Provutgivaren", "Utgivarens sida om siffrorna": f"https://{HOST}/", "Licens, med": "CC0",
    "Begränsningar": "Påhittad.", "Metod": "Påhittad.", "Namn på svenska": "Provets el", "Namn på engelska": "Electricity of the test",
    "Vad det mäter, på svenska": "Hur mycket som går åt i kommunen under ett år, bara påhittat för provet.",
    "Vad det mäter, på engelska": "How much is used in the municipality in a year, invented for the test alone.",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(own_state: Path) -> Iterator[Server]:
    """The app on a state of its own, with every publisher behind a gateway."""
    answers = {
        f"{HOST}/provet.csv": semicolons().encode("cp1252"),
        "api.kolada.se/v3/kpi": json.dumps({"values": [KPI], "count": 1}).encode(),
    }
    with gateway(Publisher(answers)) as at, serving(ROOT / "app.py", own_state, TWIN_ACCESS="local", INGEST_GATEWAY=at.url, INGEST_PATIENCE="0") as running:  # fmt: skip
        wait_for_health(running)
        yield running


@pytest.fixture
def page(patient: Page) -> Page:
    return patient


def fill(page: Page, label: str, value: str) -> None:
    box = page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).first
    box.fill(value)
    box.press("Tab")
    expect(box).to_have_value(value)


def settled(page: Page) -> None:
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(500)


@pytest.mark.proof
def test_a_source_is_added_by_keyboard_seen_in_the_dashboard_and_undone(page, server):
    go(page, server, "kallor?vy=ny")
    page.get_by_role("textbox", name="Adress").focus()
    page.keyboard.type(AT)
    page.keyboard.press("Tab")
    settled(page)
    look = page.get_by_role("button", name="Titta på svaret", exact=True)
    for _ in range(4):  # past what folds out between them, also where a redrawing took the focus
        if look.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(look).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Svaret har 20 rader")).to_be_visible()
    assert "example.org" not in text(page), "what seems to be about persons is not shown"
    settled(page)
    assert violations(page) == []
    page.get_by_role("button", name="Granska källan").click()
    expect(page.get_by_text(re.compile(r"\d+ fel att rätta innan källan kan granskas"))).to_be_visible()
    settled(page)
    assert violations(page) == []
    for label, value in WORDS.items():
        fill(page, label, value)
    settled(page)  # a redrawing shuts an open list
    unit = page.get_by_role("combobox", name=re.compile("^Enhet"))
    unit.fill("MWh")
    expect(page.get_by_role("option", name="MWh", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(unit).to_have_value("MWh")
    greatest = page.get_by_role("spinbutton", name=re.compile("^Största rimliga värde"))
    greatest.fill("1000")
    greatest.press("Tab")
    settled(page)
    page.get_by_role("button", name="Granska källan").click()
    expect(page.get_by_text(re.compile(r"Alla \d+ prov godkända"))).to_be_visible()
    expect(page.locator(".choroplethlayer path").first).to_be_visible()
    settled(page)
    assert violations(page) == []
    page.get_by_role("button", name="Spara källan").click()
    expect(page.get_by_text("Källan Provets elanvändning är sparad.")).to_be_visible()
    expect(page.locator(".tt-rebuild")).to_have_count(0)
    settled(page)
    assert "23,4 MWh 2024" in go(page, server, "nyckeltal?nyckeltal=provets_el"), "1,4 in Aneby up to 6,4 in Tranås, together"
    assert "Provets elanvändning" in go(page, server, "kallor?kalla=provets_elanvandning")
    go(page, server, "kallor?vy=ny")
    page.get_by_role("button", name="Ta bort", exact=True).click()
    page.get_by_role("button", name="Ta bort provets_elanvandning").click()
    expect(page.get_by_text("Källan provets_elanvandning är borttagen.")).to_be_visible()
    expect(page.locator(".tt-rebuild")).to_have_count(0)
    assert "Provets elanvändning" not in go(page, server, "kallor")


@pytest.mark.proof
def test_a_hit_in_a_catalogue_is_gone_on_with_and_one_that_is_down_is_named(page, server):
    go(page, server, "kallor?vy=ny&satt=sok")
    words = page.get_by_role("textbox", name="Sökord")
    words.fill("provets")
    words.press("Tab")
    page.get_by_role("button", name="Sök i dataportal.se, Kolada och SCB").click()
    expect(page.get_by_text("1 förslag för «provets».")).to_be_visible()
    expect(page.get_by_text(re.compile("^SCB: "))).to_be_visible()
    settled(page)
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("^Gå vidare")).click()
    expect(page.get_by_role("textbox", name=re.compile("^Nyckeltalens id"))).to_have_value("N99999")
    assert page.url.endswith("satt=adress") or "satt" not in page.url


@pytest.mark.proof
def test_a_file_that_breaks_the_contract_changes_nothing_and_a_good_one_is_read(page, server):
    go(page, server, "kallor?vy=ny&satt=fil")
    page.get_by_role("button", name="Lämna in", exact=True).click()
    expect(page.get_by_text("Välj källa och fil, och skriv utgåvan")).to_be_visible()
    source = page.get_by_role("combobox", name="Källa")
    source.fill("klimatplaner")
    page.get_by_role("option", name=re.compile("klimatplaner")).first.click()
    fill(page, "Utgåva", "2026-06")
    hand_in = page.get_by_role("button", name="Lämna in", exact=True)
    chosen = page.locator("input[type=file]")
    chosen.set_input_files({"name": "fel.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"})
    settled(page)
    hand_in.click()
    expect(page.locator(".tt-alarm")).to_be_visible()
    assert "är läst" not in text(page)
    assert violations(page) == []
    (recorded,) = (ROOT / "tests" / "recordings" / "climate_plans" / "raw").iterdir()
    chosen.set_input_files({"name": "planer.csv", "mimeType": "text/csv", "buffer": recorded.read_bytes()})
    settled(page)
    hand_in.click()
    expect(page.get_by_text(re.compile("filen är läst"))).to_be_visible()
    expect(page.locator(".tt-rebuild")).to_have_count(0)


@pytest.mark.proof
@pytest.mark.parametrize("width", [390, 1280])
def test_every_view_is_accessible(page, server, width):
    for address in VIEWS:
        go(page, server, address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, address


def test_the_feed_is_served_as_atom(page, server):
    go(page, server, "kallor?vy=andringar")
    link = page.get_by_role("link", name="Atom-flöde")
    answer = page.request.get(f"{server.url}/{link.get_attribute('href')}")
    assert answer.headers["content-type"] == "application/atom+xml"
    assert "<feed" in answer.text()
    assert page.request.get(f"{server.url}/feeds/revisions.xml", headers={"If-None-Match": answer.headers["etag"]}).status == 304
