"""Pages for others' frames: what they show, how they are sent, what is refused and how that is said, and that no other page may be framed."""

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.opendata import ADDRESS, changed
from tests.test_pages import ROOT, opened, said
from twin.questions.indicators import indicators
from twin.questions.places import municipalities
from twin.questions.shown import shown, where
from twin.words import date, number, speak
from twin.workspace import workspace
from ui import address, embed_code
from ui.embed import FRAMED
from ui.server import middleware, routes

pytestmark = pytest.mark.usefixtures("warehouse")
PAGES = ("figure?indicator=ghg_emissions&place=0682", "figure?indicator=broadband_1gbit", "figure?indicator=care_gps_alarm&place=0604",
         "map?show=change", "brief?place=0604")  # fmt: skip


@pytest.fixture(scope="module")
def web(warehouse):
    """The server as readers meet it, with a page of the app's own that stands for all others."""
    app = Starlette(routes=[*routes, Route("/{rest:path}", lambda request: HTMLResponse('<html lang="en"></html>'))], middleware=middleware)
    with TestClient(app, base_url=ADDRESS) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _work(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")
    workspace()


def words(answer) -> str:
    """The page's text, with plain spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", unescape(re.sub(r"<(style|svg).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_without_a_script_and_asks_nobody(web, page, language):
    answer = web.get(f"/embed/{page}{'&' if '?' in page else '?'}lang={language}")
    assert answer.status_code == 200
    html = answer.text
    assert html.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert not re.search(r"<(script|link|iframe|form|object)\b|\son\w+=|@import|url\(", html)
    assert all(source.startswith("data:image/svg+xml") for source in re.findall(r'\ssrc="([^"]*)', html))
    outward = re.findall(r"<a [^>]*href=\"(?!#)[^>]*>", html)
    assert outward and all('target="_blank"' in one for one in outward), "a link out would open inside the frame"
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("page", [*PAGES, "figure?indicator=nej", "figure?indicator=charging_points&place=0682", "finns/inte"])
def test_these_pages_may_stand_in_a_foreign_frame(web, page):
    answer = web.get(f"/embed/{page}", headers={"accept": "text/html"})
    assert answer.headers["content-security-policy"] == FRAMED
    assert FRAMED == "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors *"
    assert "x-frame-options" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/", "/nyckeltal", "/sammanfattning?plats=0604", "/embed", "/embedded/figure", "/api/health", "/api/v1/", "/feeds/revisions.xml"])  # fmt: skip
def test_no_other_page_may(web, path):
    answer = web.get(path, headers={"accept": "text/html"})
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors *" not in answer.headers.get("content-security-policy", "")
    if answer.headers["content-type"].startswith("text/html"):
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_a_known_figure_with_receipt_and_citation(web):
    text = words(web.get("/embed/figure?indicator=ghg_emissions&place=0682"))
    assert "Utsläpp av växthusgaser, Nässjö 108 543 ton CO2e 2024" in text
    assert "Källa: SMHI för Naturvårdsverket (Nationella emissionsdatabasen), Utsläpp av växthusgaser per huvudsektor, utgåva 2026." in text
    assert "Kvitto" in text and "Kvitto på underlaget" not in text and "sha256" in text


@pytest.mark.parametrize("one", ["ghg_emissions", "broadband_1gbit", "population", "it_health", "electric_cars"])
def test_the_table_has_every_value_of_the_line(web, one):
    found = next(row for row in indicators() if row.id == one)
    for place in where():
        seen, page = shown(found, place), words(web.get(f"/embed/figure?indicator={one}&place={place.code}"))
        for figure in seen.line:
            assert date(figure.period) in page
            assert re.sub(r"[\u00a0\u202f]", " ", number(figure.value, found.decimals)) in page, (place.code, figure)


def test_the_map_s_table_has_the_very_changes(web):
    """Nässjö from 96 257 to 108 543 tonnes, as the publisher's file has them, and the six together."""
    text = words(web.get("/embed/map"))
    assert "Nässjö 96 257 108 543 +12,8 %" in text
    assert "Höglandet 485 469 532 890 +9,8 %" in text
    assert "Egen beräkning av Höglandsförbundet, på uppgifter ur SMHI" in text and "Kvitto på underlaget" in text


def test_a_part_and_a_measure_can_be_asked_for(web):
    assert "Transporter" in words(web.get("/embed/figure?indicator=ghg_emissions&place=0682&part=Transporter"))
    per = words(web.get("/embed/figure?indicator=ghg_emissions&place=0682&per=inhabitant&lang=en"))
    assert "tonnes CO2e per inhabitant" in per and "Own calculation by Höglandsförbundet" in per


@pytest.mark.parametrize(
    ("page", "status", "parameter", "remedy"),
    [
        ("figure", 404, "indicator", "Bädda in och citera"),
        ("figure?indicator=nej", 404, "indicator: nej", "Bädda in och citera"),
        ("figure?indicator=ghg_emissions&place=9999", 404, "place: 9999", "0682 (Nässjö)"),
        ("figure?indicator=ghg_emissions&part=Rymdfart", 404, "part: Rymdfart", "Bädda in och citera"),
        ("figure?indicator=broadband_1gbit&per=inhabitant", 404, "per: inhabitant", "Bädda in och citera"),
        ("figure?indicator=ghg_emissions&per=hund", 404, "per: hund", "Bädda in och citera"),
        ("map?show=rain", 404, "show: rain", "show=change"),
        ("brief?place=00", 404, "place: 00", "0604 (Aneby)"),
        ("finns/inte", 404, "", "Bädda in och citera"),
        ("", 404, "", "Bädda in och citera"),
        (f"figure?indicator={'a' * 9000}", 414, "", "Bädda in och citera"),
    ],
)
def test_what_is_refused_says_what_and_what_to_do(web, page, status, parameter, remedy):
    answer = web.get(f"/embed/{page}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html") and answer.headers["cache-control"] == "no-store"
    assert parameter in words(answer) and remedy in words(answer)


def test_what_was_sent_is_only_ever_text(web):
    answer = web.get("/embed/figure", params={"indicator": '<img src=x onerror="alert(1)">' + "y" * 500})
    assert "<img" not in answer.text and len(answer.text) < 4000


@pytest.mark.parametrize(("lang", "why"), [("sv", "privat utgivare"), ("en", "private publisher")])
def test_private_publishers_figures_are_refused_with_the_reason(web, lang, why):
    private = [row for row in indicators() if row.licence_class == "private"]
    assert private
    for row in private:
        answer = web.get(f"/embed/figure?indicator={row.id}&place=0682&lang={lang}")
        assert answer.status_code == 403 and why in words(answer) and row.publisher in words(answer)
        newest = shown(row, municipalities()[2]).newest
        assert newest is None or number(newest.value, row.decimals) not in answer.text


def test_a_figure_that_rests_on_a_private_receipt_is_refused(web, warehouse, tmp_path, monkeypatch):
    folder = changed(warehouse, tmp_path, lambda con: con.execute("UPDATE source SET licence_class = 'private' WHERE key = 'population'"))
    monkeypatch.setenv("TWIN_STATE", str(folder))
    assert web.get("/embed/figure?indicator=ghg_emissions&place=0682").status_code == 200
    assert web.get("/embed/figure?indicator=ghg_emissions&place=0682&per=inhabitant").status_code == 403


def test_no_page_names_kolada_above_what_is_put_together(web):
    own, together = (web.get(f"/embed/figure?indicator=ghg_emissions_kolada&place={place}") for place in ("0682", "hoglandet"))
    assert own.status_code == 200 and "Källa: Kolada" in words(own)
    assert together.status_code == 403 and "egna beräkningar" in words(together)


def test_what_is_not_known_is_said_to_be_so(web):
    text = words(web.get("/embed/figure?indicator=it_health&place=hoglandet"))
    assert "vet ej" in text and "Välj en kommun" in text
    assert "ännu inte hämtad" in words(web.get("/embed/figure?indicator=electric_cars_share&place=0604"))


def test_no_brief_hands_on_a_private_publisher_s_figure(web):
    private = {row.publisher for row in indicators() if row.licence_class == "private"}
    for place in ("hoglandet", *(one.code for one in municipalities())):
        text = words(web.get(f"/embed/brief?place={place}"))
        assert not [name for name in private if name in text]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_kept_by_those_who_have_it(web, page):
    first = web.get(f"/embed/{page}")
    assert re.fullmatch(r"public, max-age=\d+", first.headers["cache-control"])
    assert web.get(f"/embed/{page}").headers["etag"] == first.headers["etag"]
    again = web.get(f"/embed/{page}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "x-frame-options" not in again.headers
    assert web.head(f"/embed/{page}").status_code == 200


def test_nothing_can_be_changed_through_them(web):
    assert web.post("/embed/figure?indicator=ghg_emissions").status_code == 405


def test_the_address_is_the_one_that_is_set_up(web, monkeypatch):
    asked = "/embed/figure?indicator=broadband_1gbit"
    assert "127.0.0.1" not in web.get(asked).text, "the page would differ with who asked for it"
    for module in (address, embed_code):
        monkeypatch.setattr(module, "public_address", lambda: "https://tvilling.example/")
    speak("sv")
    assert "Kvitto: https://tvilling.example/embed/figure?indicator=broadband_1gbit&place=hoglandet" in words(web.get(asked))


def test_without_a_warehouse_it_says_so(web, tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    answer = web.get("/embed/map")
    assert answer.status_code == 503 and "python -m ingest build" in answer.text


@pytest.mark.parametrize(("page", "address_of", "code"), [
    ("indicators.py", {"nyckeltal": "ghg_emissions", "kommun": "0682"}, "/embed/figure?indicator=ghg_emissions&amp;place=0682"),
    ("indicators.py", {"nyckeltal": "broadband_1gbit", "lang": "en"}, "/embed/figure?indicator=broadband_1gbit&amp;place=hoglandet&amp;lang=en"),
    ("brief.py", {"plats": "0604"}, "/embed/brief?place=0604"),
    ("overview.py", {"karta": "forandring"}, "/embed/map?show=change"),
])  # fmt: skip
def test_a_reader_finds_the_code_and_the_words(web, monkeypatch, page, address_of, code):
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(address_of)
    opened(app, page)
    assert not app.exception
    frame, text, html = (block.value for block in app.code)
    source = unescape(re.search('src="([^"]*)"', frame)[1])
    assert f'src="{code}"' in frame
    answer = web.get(source)
    assert answer.status_code == 200
    assert html in answer.text.replace(' target="_blank" rel="noopener"', ""), "the page to embed cites itself otherwise"
    assert unescape(re.sub("<[^>]+>", "", html)) == text


def test_a_reader_is_told_what_may_not_be_embedded(web, monkeypatch):
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update({"nyckeltal": "charging_points"})
    opened(app, "indicators.py")
    assert len(app.code) == 2 and "<iframe" not in app.code[0].value + app.code[1].value
    assert "privat utgivare" in said(app)
