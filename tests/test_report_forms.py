"""The brief's forms: one A4, tagged, the same numbers everywhere, whole tables, alternative texts, nothing asked of another host."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pypdf
import pytest
from pptx import Presentation
from pptx.util import Emu

from tests.test_reports import PLACES, confirmed, swedish
from twin.reports import html, pdf, slides, text
from twin.reports.__main__ import main
from twin.reports.content import brief
from twin.reports.headings import headings
from twin.reports.marks import bare
from twin.reports.model import Brief
from twin.words import speak

pytestmark = pytest.mark.proof  # slow as a whole


__all__ = ["swedish"]  # a fixture


def squeezed(said: str) -> str:
    """Without blanks, and with one sort of hyphen: what wraps differently still reads the same."""
    return re.sub(r"[\s\u00ad]", "", said).replace("\u2010", "-")


@pytest.fixture(scope="module", params=[(code, language) for code in ("hoglandet", "0684") for language in ("sv", "en")], ids="-".join)
def made(request, warehouse) -> Iterator[Brief]:
    code, language = request.param
    speak(language)
    yield brief(code, confirmed(code, 2))
    speak("sv")


@pytest.fixture(scope="module")
def pages(made) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.pdf(made))).pages]


@pytest.fixture(scope="module")
def deck(made):
    return Presentation(io.BytesIO(slides.slides(made)))


def said_on(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    texts += [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


class Reader(HTMLParser):
    """The words of a document, its tags in order, and every address in it."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.words, self.tags, self.addresses, self.ids, self.inside = [], [], [], [], []
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.addresses += [found[name] for name in ("href", "src") if found.get(name)]
        self.ids += [found["id"]] if "id" in found else []
        if tag in ("style", "script"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.words.append(data)


def test_the_first_page_is_one_page_and_the_receipts_follow(made, pages):
    said = headings(made)
    assert squeezed(pages[1]).startswith(squeezed(said.receipts))
    for part in (made.title, said.asked, said.facts, said.under_way, said.talks, said.unknown):
        assert squeezed(part) in squeezed(pages[0])
    at = [squeezed(pages[0]).index(squeezed(part)) for part in (said.asked, said.facts, said.talks, said.unknown)]
    assert at == sorted(at), "read in the order it is meant to be read"


@pytest.mark.proof
@pytest.mark.parametrize("code", PLACES)
def test_it_stays_one_page_however_much_is_asked(swedish, code):
    read = pypdf.PdfReader(io.BytesIO(pdf.pdf(brief(code, confirmed(code, 12)))))
    assert squeezed(read.pages[1].extract_text()).startswith("Kvitton")


def test_the_pdf_is_tagged_and_says_what_it_is(made):
    data = pdf.pdf(made)
    read = pypdf.PdfReader(io.BytesIO(data))
    catalogue = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in catalogue
    assert str(catalogue["/Lang"]) == made.language
    assert read.metadata.title == made.title and catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert all(round(float(page.mediabox.width)) == 595 and round(float(page.mediabox.height)) == 842 for page in read.pages)
    assert pdf.pdf(made) == data, "the same brief gives the same bytes"


def test_every_number_of_the_first_page_is_the_same_in_every_form(made, pages, deck):
    first = [one for one in made.numbers if not one.key.startswith("figure_")]
    forms = {
        "pdf": squeezed(pages[0]),
        "html": squeezed("".join(Reader(html.page(made)).words)),
        "text": squeezed(text.text(made)),
        "slides": squeezed("\n".join(said_on(slide) for slide in deck.slides)),
    }
    lacking = [(form, one.key, one.text) for form, words in forms.items() for one in first if squeezed(one.text) not in words]
    assert not lacking and len(first) > 15


def test_every_sentence_is_the_same_in_every_form(made, pages, deck):
    marks = re.compile(r"\d+$")
    page = Reader(html.page(made)).words
    for sentence in (bare(one.text) for one in made.asked):
        assert squeezed(sentence) in squeezed("".join(page))
        assert squeezed(sentence) in squeezed(text.text(made))
        assert any(squeezed(sentence) in squeezed(said_on(slide)) for slide in deck.slides)
        assert squeezed(marks.sub("", sentence)) in squeezed(pages[0])


def test_long_tables_are_whole_and_say_how_long_they_are(made, pages, deck):
    whole = squeezed("".join(pages))
    document = Reader(html.page(made))
    rows = sum(tag == "tr" for tag, _ in document.tags)
    assert rows == sum(table.total + 1 for table in made.tables)
    for table in made.tables:
        assert len(table.rows) == table.total
        assert all(squeezed(bare(row[0])) in whole for row in table.rows)
        mine = [slide for slide in deck.slides if slide.shapes.title.text == table.title]
        shown = sum(len(shape.table.rows) - 1 for slide in mine for shape in slide.shapes if shape.has_table)
        assert shown == table.total
        assert not mine or str(table.total) in said_on(mine[-1])


def test_slides_have_alternative_texts_native_charts_and_receipts_in_the_notes(made, deck):
    charts = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            charts += shape.has_chart
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width + Emu(10)
        numbers = re.findall(r"\[(\d+)\]", said_on(slide))
        notes = slide.notes_slide.notes_text_frame.text
        assert all(f"[{n}] " in notes for n in numbers)
    assert charts == 2


def test_the_web_page_asks_nobody_for_anything(made):
    document = Reader(html.page(made))
    tags = [tag for tag, _ in document.tags]
    assert tags.count("h1") == 1 and "script" not in tags and "link" not in tags
    loaded = [found["src"] for _, found in document.tags if found.get("src")]
    assert loaded and all(address.startswith("data:image/svg+xml;base64,") for address in loaded)
    assert all(found.get("alt") for tag, found in document.tags if tag == "img")
    inner = [address[1:] for address in document.addresses if address.startswith("#")]
    assert inner and set(inner) <= set(document.ids) and len(document.ids) == len(set(document.ids))
    assert dict(document.tags)["html"]["lang"] == made.language


def test_the_text_fits_a_mail(made):
    lines = text.text(made).splitlines()
    assert all(len(line) <= 78 or "http" in line for line in lines)
    assert "⟦" not in text.text(made)


def test_the_command_writes_whole_files(swedish, tmp_path, capsys):
    assert main(["--place", "0604", "--language", "sv", "--out", str(tmp_path / "ut")]) == 0
    assert sorted(file.name for file in (tmp_path / "ut").iterdir()) == ["0604-sv.html", "0604-sv.pdf", "0604-sv.pptx", "0604-sv.txt"]
    assert capsys.readouterr().out.count("Skrev ") == 4


def test_the_command_says_what_it_can_not_do(swedish, tmp_path, capsys):
    assert main(["--place", "9999", "--out", str(tmp_path)]) == 1
    assert "9999: ingen av hoglandet" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["--place", "0604", "--form", "txt", "--out", str(tmp_path / "file")]) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err
