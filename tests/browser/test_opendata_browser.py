"""The open data as a person with a browser meets them: the dictionary reads well, and a file comes as a file."""

import re

import pytest

from tests.browser.test_pages_browser import go, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("spoken", ["sv", pytest.param("en", marks=pytest.mark.proof)])
def test_the_dictionary_is_accessible(page, server, spoken):
    page.goto(f"{server.url}/api/v1/dictionary.html?lang={spoken}")
    assert page.evaluate("document.documentElement.lang") == spoken
    assert page.locator("h1").inner_text().startswith({"sv": "Datalexikon", "en": "Data dictionary"}[spoken])
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
    assert violations(page) == []


def test_a_file_of_the_page_is_taken(page, server):
    go(page, server, "oppna-data")
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile(r"Excel-CSV\s*, Punkter$")).click()
    assert taken.value.suggested_filename == "point.excel.csv"
    assert taken.value.path().read_bytes().startswith(b"\xef\xbb\xbfsource_key;id;kind;name;")
