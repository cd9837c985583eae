"""Pages Initiativ, Nyckeltal, Metod and Sök through app.py: links restore views, answers are true, missing things are said to be missing.

Numbers and words are written here from the given facts.
"""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from tests.test_pages import ROOT
from twin.questions.indicators import indicators

pytestmark = pytest.mark.usefixtures("warehouse")


def opened(page: str, **address: str) -> AppTest:
    """The page as a link with these parameters opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = address.get("lang", "sv")
    app.run()
    app.switch_page(f"pages/{page}.py")
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """The page's text without markup, with plain spaces."""
    html = " ".join(element.proto.body for element in app.main.get("html"))
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " "))


def answer(app: AppTest) -> str:
    """The sentence in large type."""
    found = [element.proto.body for element in app.main.get("html") if 'class="tt-lead"' in element.proto.body]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", found[0])).replace("\u00a0", " ")) if found else ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({}, "532 890 ton CO2e 2024 för de sex kommunerna tillsammans, +9,8 % mot 2023. Alla sex ökade, Sävsjö (+12,9 %) mest och Vetlanda (+6,7 %) minst."),
        ({"kommun": "0682"}, "Nässjö: 108 543 ton CO2e 2024, +12,8 % mot 2023."),
        ({"matt": "per"}, "2022"),
        ({"nyckeltal": "broadband_100mbit"}, "Från 74,8 % i Sävsjö till 92,0 % i Tranås."),
        ({"nyckeltal": "it_health"}, "2022 från 3 poäng i Tranås och Vetlanda till 6 poäng i Aneby, Eksjö, Nässjö och Sävsjö."),
        ({"nyckeltal": "electric_cars_share"}, "ännu inte hämtad"),
        ({"nyckeltal": "co2_emissions", "del": "Utrikes transporter"}, "Alla som har svarat har 0 ton CO2."),
        ({"nyckeltal": "co2_emissions", "del": "El och fjärrvärme"}, "+5,2 % mot 2021. Från 0 i Aneby till 25 044 i Eksjö."),
        ({"nyckeltal": "no_such_figure"}, "532 890"),
        ({"nyckeltal": "ghg_emissions", "kommun": "9999", "del": "ingen sådan"}, "532 890"),
    ],
)  # fmt: skip
def test_a_figure_answers_first(address, said):
    assert said in answer(opened("indicators", **address))


def test_a_figure_tells_what_the_change_consists_of_and_what_was_recalculated():
    page = words(opened("indicators"))
    assert "Transporter står för +7,8 av +9,8 procentenheter" in page
    assert "97 260,7" in page and "96 256,8" in page
    assert "2016–2019 finns bara i utgåva 2025" in page
    assert "Mål ej funnet" in page
    assert "målet gäller kommunens egen verksamhet" in page


def test_missing_values_say_why():
    page = words(opened("indicators", nyckeltal="internet_meets_needs"))
    assert "För Aneby, Nässjö och Vetlanda finns inget värde då." in page
    assert "värde saknas hos Kolada" in page


def test_yes_and_no_are_dots_with_words():
    page = words(opened("indicators", nyckeltal="care_gps_alarm"))
    assert "tre av sex kommuner har det (Nässjö, Sävsjö och Vetlanda)" in page
    assert "○ nej" in page and "● infört" in page


@pytest.mark.proof
@pytest.mark.parametrize("address", [{}, {"matt": "per"}, {"kommun": "0684", "lang": "en"}], ids=str)
def test_every_figure_has_its_page(address):
    found = indicators()
    assert len(found) > 60
    for one in found:
        assert answer(opened("indicators", nyckeltal=one.id, **address)), one.id


def test_the_register_answers_first():
    page = answer(opened("initiatives"))
    assert "74 initiativ" in page
    assert all(word in page for word in ("44 klimatinitiativ", "19 digitala", "11 som är både och"))
    assert re.search(r"Om 48 av dem är uppgiften äldre än \d{4} eller utan datum", page)


def test_a_link_restores_a_choice_and_a_view():
    app = opened("initiatives", kommun="0686", typ="both")
    assert "av 74" in answer(app)
    assert [box.value for box in app.multiselect if box.label == "Kommun"] == [["0686"]]
    assert not app.get("plotly_chart")
    assert len(opened("initiatives", kommun="0686", typ="both", vy="tidslinje").get("plotly_chart")) == 1


def test_no_hit_in_the_register_says_what_to_do():
    page = words(opened("initiatives", text="zzqx"))
    assert "Inget initiativ passar urvalet" in page and "Rensa urvalet" in page


def test_an_initiative_has_a_page_of_its_own():
    app = opened("initiatives", id="LAN-04", kommun="0686")
    page, html = words(app), " ".join(element.proto.body for element in app.main.get("html"))
    assert '<h1 lang="sv">EFFEKT' in html
    assert "<mark>" in html
    assert 'href="?kommun=0686' in html, "the way back keeps the choice"
    assert "16 900 000 kronor" in page
    assert "pågående enligt uppgift från 2023" in page


def test_an_old_statement_looks_old():
    assert "Uppgiften är från 2011. Läget kan ha ändrats" in words(opened("initiatives", id="ANE-01"))


def test_an_end_that_has_passed_is_said():
    assert "slutet som den anger har passerat" in words(opened("initiatives", id="LAN-04"))


def test_an_unknown_initiative_is_said_to_be_unknown():
    assert "Initiativet finns inte" in words(opened("initiatives", id="<script>"))


def test_swedish_texts_are_marked_on_english_pages():
    app = opened("initiatives", lang="en")
    assert '<span lang="sv">' in " ".join(element.proto.body for element in app.main.get("html"))
    assert "74 initiatives" in answer(app)


def test_search_leads_to_pages():
    html = " ".join(element.proto.body for element in opened("search", q="bredband").main.get("html"))
    assert "nyckeltal?nyckeltal=broadband_100mbit" in html
    assert "initiativ?id=" in html
    assert "<mark>" in html


def test_search_without_hits_helps_and_escapes():
    page = opened("search", q="<b>fjärrvärmme")
    assert "<b>" not in " ".join(element.proto.body for element in page.main.get("html")).replace("<br>", "")
    assert "Menade du" in words(opened("search", q="fjärrvärmme"))


def test_method_is_measured():
    page = words(opened("method"))
    assert "100 % av" in page
    assert "−1,6 %" in page and "−8,2 %" in page
    assert re.search(r"0,02\d? ?ton CO2e|0,018 ton CO2e", page)
    assert "EN 301 549" in page


def test_what_a_source_lists_is_read_on_its_own_page_only():
    page = words(opened("sources", kalla="wind_permits"))
    assert "Stora Lönhult" in page
    assert "19 dokument ur källans lista." in page
    assert "Miljömål 2011–2025" in words(opened("sources", kalla="climate_plans"))
    first = words(opened("overview"))
    assert "Lönhult" not in first
    assert "avbrott" not in first.casefold()
