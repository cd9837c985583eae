"""The pages for others' frames as readers of another site meet them: in a frame on a foreign host, narrow and wide, accessible, on paper."""

import http.server
import re
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.test_pages_browser import RULES

pytestmark = [pytest.mark.browser, pytest.mark.proof]

PAGES = {
    "figure?indicator=ghg_emissions&place=0682": "108 543 ton CO2e",
    "figure?indicator=broadband_1gbit&lang=en": "Own calculation by",
    "figure?indicator=care_gps_alarm&place=0604": "Kolada",
    "map?show=change": "+12,8 %",
    "brief?place=0604": "44 919 ton CO2e",
}


def shown(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


@pytest.mark.parametrize("page_address", PAGES)
@pytest.mark.parametrize("width", [280, 600, 1200])
def test_it_is_accessible_and_fits(page, server, page_address, width):
    page.goto(f"{server.url}/embed/{page_address}")
    for opener in page.locator("summary").all():
        opener.click()
    assert PAGES[page_address] in shown(page.locator("main").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, "it scrolls sideways"
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []


@pytest.fixture
def elsewhere(server) -> Iterator[str]:
    """Another site (another port is another origin) that sets the address it is asked for into a frame."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f'<!doctype html><title>annan</title><iframe src="{server.url}{self.path}"></iframe>'.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


def framed(browser: Browser, address: str) -> str:
    """What the frame shows; the browser's own word where it refuses."""
    opened = browser.new_page()
    opened.goto(address)
    opened.wait_for_timeout(1500)
    inner = opened.frames[1]
    text = inner.evaluate("document.body ? document.body.innerText : ''") if inner.url.startswith("http://") else inner.url
    opened.close()
    return shown(text)


def test_another_site_may_frame_it_and_no_page_of_the_app(browser, server, elsewhere):
    assert "108 543 ton CO2e" in framed(browser, f"{elsewhere}/embed/figure?indicator=ghg_emissions&place=0682")
    assert "privat utgivare" in framed(browser, f"{elsewhere}/embed/figure?indicator=charging_points&place=0682")
    for page in ("", "nyckeltal", "sammanfattning", "embed"):
        assert framed(browser, f"{elsewhere}/{page}").startswith("chrome-error:")


def test_a_refusal_is_accessible(browser, server):
    opened = browser.new_page(viewport={"width": 280, "height": 600})
    opened.goto(f"{server.url}/embed/figure?indicator=charging_points&place=0682")
    assert "privat utgivare" in opened.locator("main").inner_text()
    assert Axe().run(opened, options=RULES).response["violations"] == []
    opened.close()


def test_what_is_folded_is_there_on_paper(page, server):
    page.goto(f"{server.url}/embed/figure?indicator=ghg_emissions&place=0682")
    page.emulate_media(media="print")
    for cell in ("96 257", "sha256"):
        where = page.get_by_text(re.compile(cell.replace(" ", r"\s"))).first
        assert where.evaluate("one => one.checkVisibility({contentVisibilityAuto: true}) && one.getBoundingClientRect().height > 0"), cell
