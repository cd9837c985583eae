"""Every page opens through app.py, in both languages, and a deep link restores what it says."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))


needs_warehouse = pytest.mark.usefixtures("warehouse")


@pytest.fixture
def app(monkeypatch):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def opened(app: AppTest, page: str) -> AppTest:
    app.run()
    return app.switch_page(f"pages/{page}").run()


def said(app: AppTest) -> str:
    """All HTML and text of the page, with plain spaces."""
    html = [element.proto.body for element in app.main.get("html")]
    return " ".join([*html, *(element.value for element in (*app.title, *app.header, *app.subheader))]).replace("\u00a0", " ")


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
    assert "python -m ingest build" in said(app)


def test_there_are_pages():
    assert {path.stem for path in PAGES} >= {"overview", "initiatives", "indicators", "sources", "method", "search"}


@needs_warehouse
def test_overview_gives_the_answer_first(app):
    """The figures are those of the publisher's release of 2026, written here and not asked of the code."""
    app.run()
    page = said(app)
    assert "532 890 ton CO2e" in page
    assert "9,8 %" in page
    assert "32,7 %" in page
    assert "<strong>74</strong> initiativ: <strong>44</strong> inom klimat, <strong>19</strong> digitala och <strong>11</strong>" in page
    assert "108 543" in page


@needs_warehouse
def test_a_link_to_a_municipality_opens_it(app):
    app.query_params["kommun"] = "0682"
    app.query_params["karta"] = "forandring"
    app.run()
    assert not app.exception
    assert [heading.value for heading in app.subheader] == ["Nässjö"]
    assert "108 543 ton CO2e" in said(app)
    assert {control.label: control.value for control in app.segmented_control} == {"Kartan visar": "forandring", "Visa en kommun": "0682"}


@needs_warehouse
def test_an_unknown_value_in_the_address_is_dropped(app):
    app.query_params["kommun"] = "9999"
    app.query_params["karta"] = "'; DROP TABLE place"
    app.run()
    assert not app.exception
    assert {control.label: control.value for control in app.segmented_control} == {"Kartan visar": "totalt", "Visa en kommun": ""}


@needs_warehouse
def test_every_choice_of_the_map_draws(app):
    app.run()
    for metric in ("totalt", "forandring", "invanare", "initiativ", "samband", "atervinning"):
        app.segmented_control(key="karta").set_value(metric).run()
        assert not app.exception, metric


@needs_warehouse
def test_the_language_is_kept_between_pages(app):
    app.query_params["lang"] = "en"
    app.run()
    assert app.title[0].value == "Overview"
    app.query_params.clear()  # as the menu does
    app.switch_page("pages/sources.py").run()
    assert app.title[0].value == "Sources"
    assert app.query_params["lang"] in ("en", ["en"])


@needs_warehouse
def test_a_link_chooses_among_the_sources(app):
    app.query_params["spar"] = "digital"
    app.run()
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    assert app.segmented_control(key="spar").value == "digital"
    shown = " ".join(expander.label for expander in app.expander)
    assert "Bredband, it och digitala tjänster enligt Kolada" in shown
    assert "Utsläpp av växthusgaser per huvudsektor" not in shown


@needs_warehouse
def test_no_year_per_inhabitant_without_both_emissions_and_population(app):
    app.query_params["karta"] = "invanare"
    app.run()
    page = said(app)
    assert "Växthusgaser per invånare 2022" in page
    assert "per invånare 2024" not in page
