"""Every page opens through app.py, in both languages, and a deep link restores what it says."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from twin.warehouse import NoWarehouse, current

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))


def built() -> bool:
    try:
        current()
    except NoWarehouse:
        return False
    return True


needs_warehouse = pytest.mark.skipif(not built(), reason="no warehouse is built; run: python -m ingest build")


@pytest.fixture
def app(monkeypatch):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def opened(app: AppTest, page: str) -> AppTest:
    app.run()
    return app.switch_page(f"pages/{page}").run()


@needs_warehouse
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_page_opens(app, page, language):
    app.query_params["lang"] = language
    opened(app, page.name)
    assert not app.exception
    assert len(app.title) == 1


def test_without_a_warehouse_every_page_says_how_to_build_one(app, monkeypatch, tmp_path):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    app.run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Inga siffror ännu"]


def test_there_are_pages():
    assert {path.stem for path in PAGES} >= {"overview", "initiatives", "indicators", "sources", "method", "search"}
