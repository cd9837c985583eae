"""Every page and view in English, in a real browser: it opens, says its language and is accessible."""

import pytest
from playwright.sync_api import Page

from bench.server import Server
from tests.browser.test_pages_browser import PAGES, VIEWS, go, violations

pytestmark = [pytest.mark.browser, pytest.mark.proof]


@pytest.mark.parametrize("address", [*PAGES, *VIEWS])
def test_every_page_in_english(page: Page, server: Server, address: str):
    go(page, server, f"{address}{'&' if '?' in address else '?'}lang=en")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("[data-testid=stException]").count() == 0
    assert violations(page) == []
