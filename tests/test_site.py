"""The static edition: whole, small, its links resolve, its files are the datasets' own, and it opens from disk without a network."""

import csv
import io
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from rdflib import DCAT, RDF, Graph

from tests.test_report_forms import Reader
from twin.opendata.declared import datasets
from twin.opendata.reading import count
from twin.opendata.writers import write as written
from twin.reports.content import brief, subjects
from twin.site import build
from twin.site.__main__ import main
from twin.words import language, speak

pytestmark = pytest.mark.proof  # the whole folder is written: half a minute


@pytest.fixture(scope="module")
def site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition") / "site"
    assert main(["--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Reader]:
    return {file: Reader(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}


def test_it_is_small_and_whole(site, pages):
    assert sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) <= 10_000_000
    for language_of in ("", "-en"):
        for name in (
            "index",
            "data",
            "dictionary",
            *(f"brief/{one.code}" for one in subjects()),
            *(f"table/{one.name}" for one in datasets()),
        ):
            assert site / f"{name}{language_of}.html" in pages
    assert all(
        (site / f"brief/{one.code}{ending}.{form}").exists() for one in subjects() for ending in ("", "-en") for form in ("pdf", "txt")
    )


def test_every_link_leads_somewhere(site, pages):
    lost = []
    for file, page in pages.items():
        for address in page.addresses:
            path, fragment = urldefrag(address)
            if urlsplit(path).scheme in ("http", "https"):
                continue
            target = (file.parent / unquote(path)).resolve() if path else file
            inside = pages.get(target)
            if not target.is_file() or not target.is_relative_to(site) or (fragment and (inside is None or fragment not in inside.ids)):
                lost.append((str(file.relative_to(site)), address))
    assert not lost


def test_nothing_is_loaded_from_elsewhere(pages):
    for file, page in pages.items():
        loaded = [found.get("src") or found.get("href") for tag, found in page.tags if tag in ("img", "script", "link", "iframe")]
        assert not [address for address in loaded if address and urlsplit(address).scheme], file
        assert not [tag for tag, _ in page.tags if tag == "script"], file
        assert [tag for tag, _ in page.tags].count("h1") == 1, file
        assert dict(page.tags)["html"]["lang"] == ("en" if file.stem.endswith("-en") else "sv")


def test_the_files_are_the_datasets_own(site):
    for one in datasets():
        plain, packed = site / f"data/{one.name}.csv", site / f"data/{one.name}.csv.zip"
        body = plain.read_bytes() if plain.exists() else zipfile.ZipFile(packed).read(f"{one.name}.csv")
        assert body == written(one, "csv")
        assert len(list(csv.reader(io.StringIO(body.decode())))) - 1 == count(one)
        assert (site / f"data/{one.name}.parquet").exists()


def test_no_private_publisher_is_in_it(site):
    """Their figures stay out of every file; that they are left out is said."""
    for file in site.rglob("*.csv"):
        assert "Power Circle" not in file.read_text(encoding="utf-8") or file.stem in ("source", "source.excel", "indicator", "indicator.excel", "receipt", "receipt.excel"), file  # fmt: skip
    assert "Utelämnade" in (site / "data.html").read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader
@pytest.mark.parametrize(("form", "kind"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_the_catalogue_names_the_files_that_are_there(site, form, kind):
    made = Graph().parse(data=(site / f"catalog.{form}").read_bytes(), format=kind, publicID="https://example.org/utgava/")
    assert len(list(made.subjects(RDF.type, DCAT.Dataset))) == len(datasets())
    assert not list(made.subjects(RDF.type, DCAT.DataService)), "a folder has no service"
    told = {str(url).removeprefix("https://example.org/utgava/") for url in made.objects(None, DCAT.downloadURL)}
    assert told == {str(file.relative_to(site)) for file in (site / "data").iterdir()}


def test_the_catalogue_is_valid(site, shared):
    from pyshacl import validate

    made = Graph().parse(data=(site / "catalog.ttl").read_bytes(), format="turtle", publicID="https://example.org/utgava/")
    shapes = Graph()
    for name in ("shapes.ttl", "range.ttl"):
        shapes.parse(shared / "recordings" / "dcat" / name, format="turtle")
    conforms, _, text = validate(made, shacl_graph=shapes, advanced=False)
    assert conforms, text[:2000]


def test_feeds_and_calendar_can_be_read(site):
    for file in (site / "feeds").glob("*.xml"):
        root = ElementTree.fromstring(file.read_bytes())
        for link in root.iter("{http://www.w3.org/2005/Atom}link"):
            assert (file.parent / link.get("href")).resolve().is_file()
    assert len(list((site / "feeds").glob("*.xml"))) == 6
    for file in (site / "feeds").glob("*.ics"):
        events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        assert events and not any("URL" in event for event in events)


def test_it_takes_the_place_of_an_older_one_and_of_nothing_else(site, tmp_path, capsys, monkeypatch):
    copy = Path(shutil.copytree(site, tmp_path / "ut"))
    (copy / "old.html").write_text("gammal")
    assert main(["--out", str(copy)]) == 0
    assert not (copy / "old.html").exists()
    mine = tmp_path / "mina-filer"
    mine.mkdir()
    (mine / "viktigt.txt").write_text("kvar")
    assert main(["--out", str(mine)]) == 1
    assert "innehåller annat än en tidigare utgåva" in capsys.readouterr().err
    assert (mine / "viktigt.txt").read_text() == "kvar"
    monkeypatch.setattr(build, "LIMIT", 1000)
    assert main(["--out", str(copy)]) == 1
    assert "högst 1000. Mest tar" in capsys.readouterr().err
    assert (copy / "index.html").exists() and sorted(one.name for one in tmp_path.iterdir()) == ["mina-filer", "ut"]
    assert language() == "sv"


def test_what_the_index_says_is_what_the_briefs_say(site):
    index = "".join(Reader((site / "index.html").read_text(encoding="utf-8")).words)
    speak("sv")
    leads = {place.name: brief(place.code, {}).lead for place in subjects()}
    assert {name: lead for name, lead in leads.items() if lead not in index} == {}
    assert len(set(leads.values())) > 1


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name",
    [
        "index",
        "index-en",
        "data",
        "dictionary",
        "brief/0684",
        "brief/hoglandet-en",
        "table/figure",
        "table/initiative-en",
        "table/suggestion",
    ],
)
def test_it_opens_from_disk_and_is_accessible(site, browser, name, width):
    from tests.browser.test_pages_browser import violations

    context = browser.new_context(locale="sv-SE", viewport={"width": width, "height": 900})
    page, away = context.new_page(), []
    page.on("requestfailed", lambda request: away.append(request.url))
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else away.append(request.url))
    page.goto((site / f"{name}.html").as_uri(), wait_until="networkidle")
    assert away == [], "before axe is let in: it asks for the style sheet once more, by a way that files do not have"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(("system-ui", '"Source Sans"')), "styled"
    assert violations(page) == []
    context.close()
