"""Every page as a reader meets it, in a real browser: it opens, speaks Swedish, is accessible, stays on this host and shows true figures."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bench.server import Server, serving
from tests.browser.conftest import at_rest
from tests.conftest import ROOT, wait_for_health

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {  # address -> the one heading of the page
    "": "Översikt",
    "initiativ": "Initiativ",
    "samband": "Samband",
    "nyckeltal": "Nyckeltal",
    "sammanfattning": "Sammanfattning",
    "formagor": "Bolag och förmågor",
    "kallor": "Källor",
    "metod": "Metod och kvalitet",
    "registervard": "Registervård",
    "oppna-data": "Öppna data",
    "sok": "Sök",
}
VIEWS = {  # addresses that restore a view -> words that only this view shows
    "?kommun=0682": "108 543",
    "initiativ?id=NAS-01": "NAS-01",
    "initiativ?kommun=0682": "Nässjö",
    "?karta=samband": "Möjliga synergier",
    "samband?sort=overlapp": "Möjligt överlapp",
    "samband?par=synergy:VET-02:EKS-04": "Talar emot",
    "samband?vy=matris": "Den ensamma listan",
    "samband?vy=natverk": "Samma samband som tabell",
    "samband?vy=luckor": "inget initiativ hittat i registret den",
    "samband?vy=kop": "slag av varor och tjänster",
    "samband?vy=att-gora": "Uppföljning",
    "samband?vy=sedan-sist": "Sedan sist",
    "registervard?vy=nytt": "Det här ändras",
    "registervard?vy=excel": "Excel",
    "registervard?vy=historik": "Historik",
    "nyckeltal?nyckeltal=broadband_100mbit": "100 Mbit/s",
    "nyckeltal?nyckeltal=it_health": "it-hälsa",
    "sammanfattning?plats=0684": "64 729",
    "sammanfattning?vy=rapporter": "Ingen rapport är sparad än",
    "formagor?ruta=savsjo-kommun:e-tjanster": "Texten säger att det är i drift",
    "formagor?kommun=0687&formaga=fiber": "Tranås Energi",
    "formagor?vy=natverk": "kan tas med till ett nätverk",
    "formagor?vy=centrum": "nämns i artikeln",
    "formagor?vy=larande": "de som är på väg kan lära av dem som gjort det",
    "formagor?vy=ram": "Inga utlysningar är inlagda",
    "kallor?kalla=kolada_digital": "Kolada",
    "kallor?vy=andringar": "Siffra för siffra",
    "kallor?vy=avvikelser": "Kända fel hos utgivare",
    "kallor?vy=ny": "Titta på svaret",
    "kallor?vy=ny&satt=sok": "Sökord",
    "kallor?vy=ny&satt=fil": "Lämna in",
    "registervard?org=nassjo-affarsverk": "Mejl till Nässjö Affärsverk",
    "sok?q=bredband": "bredband",
}
WIDTHS = (390, 1280, 1920)
DRAWN = """!document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.main-svg'))"""
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning] h1"


def go(page: Page, server: Server, address: str) -> str:
    """Open the page, wait until its script has ended and its charts are drawn; its text with plain spaces."""
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector(SETTLED, timeout=30_000)
    for _ in range(150):  # polled from here: the page's policy forbids the eval that wait_for_function uses
        if page.evaluate(DRAWN):
            break
        page.wait_for_timeout(200)
    else:
        raise TimeoutError(f"the charts of /{address} are not drawn")
    page.wait_for_timeout(700)  # fades end
    return text(page)


def text(page: Page) -> str:
    at_rest(page)
    return re.sub(r"[\s\u00a0\u202f]+", " ", page.locator("[data-testid=stMain]").inner_text())


def violations(page: Page) -> list[tuple[str, str]]:
    at_rest(page)
    return [(v["id"], v["nodes"][0]["html"][:160]) for v in Axe().run(page, options=RULES).response["violations"]]


def check_page(page: Page, server: Server, address: str) -> None:
    shown = go(page, server, address)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("h1").count() == 1
    if address in PAGES:
        assert page.locator("h1").inner_text().strip() == PAGES[address]
    else:
        assert VIEWS[address].casefold() in shown.casefold()
    assert page.evaluate("document.documentElement.lang") == "sv"
    check_drawn(page)


def check_drawn(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, "the page scrolls sideways"
    assert violations(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_and_accessible(page, server, address):
    check_page(page, server, address)


def test_the_instrument_sees_a_violation(page, server):
    go(page, server, "kallor")
    page.evaluate("document.querySelector('[data-testid=stMain]').insertAdjacentHTML('beforeend', '<button></button>')")
    assert "button-name" in [name for name, _ in violations(page)]


@pytest.mark.proof
@pytest.mark.parametrize("width", WIDTHS[:1])
@pytest.mark.parametrize("address", [*PAGES, *VIEWS])
def test_every_page_at_every_width(page, server, address, width):
    """Opened as on a phone, then drawn anew in wider windows: opening each page three times would tell no more, and take as long as all the rest."""
    check_page(page, server, address)
    for wider in WIDTHS[1:] if address in PAGES else WIDTHS[1:2]:
        page.set_viewport_size({"width": wider, "height": 900})
        page.wait_for_timeout(700)  # charts are drawn anew, and fades end
        check_drawn(page)


def test_the_overview_answers_with_the_published_figures(page, server):
    shown = go(page, server, "")
    assert "532 890" in shown  # the six together, 2024, t CO2e
    for figure in ("108 543", "142 679", "112 987", "64 729", "59 033", "44 919"):  # Nässjö, Vetlanda, Eksjö, Sävsjö, Tranås, Aneby
        assert figure in whole_text(page), figure
    assert "2024" in shown


def test_the_six_are_on_the_map(page, server):
    go(page, server, "")
    assert page.locator(".choroplethlayer path").count() >= 6


def test_a_receipt_opens_with_publisher_address_and_hash(page, server):
    go(page, server, "")
    opener = page.get_by_role("button", name=re.compile("källa", re.IGNORECASE)).first
    opener.click()
    opened = page.locator("[data-testid=stPopoverBody], [role=dialog]").first
    opened.wait_for(timeout=10_000)
    said = re.sub(r"\s+", " ", opened.inner_text())
    assert re.search(r"[0-9a-f]{12}", said), said
    assert "http" in said or opened.locator("a[href^=http]").count(), said
    assert violations(page) == []


def test_key_figures_show_what_was_published(page, server):
    go(page, server, "nyckeltal")
    assert "108 543" in whole_text(page)


def test_sources_tell_state_and_licence(page, server):
    shown = go(page, server, "kallor")
    for word in ("Kolada", "SCB", "Trafikanalys", "Energimyndigheten"):
        assert word in shown, word


def test_the_first_visitor_after_a_start_may_use_a_deep_link(browser: Browser, warehouse):
    with serving(ROOT / "app.py", warehouse.parent) as fresh:
        wait_for_health(fresh)
        page = browser.new_page(locale="sv-SE")
        page.goto(f"{fresh.url}/nyckeltal")
        page.wait_for_selector(SETTLED, timeout=60_000)
        assert page.locator("h1").all_inner_texts() == ["Nyckeltal"]
        menu = [m.strip() for m in page.locator("[data-testid=stSidebarNav] a").all_inner_texts()]
        assert menu == list(PAGES.values())
        assert page.locator("[role=dialog]").count() == 0
        page.close()


def whole_text(page: Page) -> str:
    """All text of the page, with what is folded away or in a chart: tables, labels, alternatives."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", page.evaluate("document.body.textContent"))
