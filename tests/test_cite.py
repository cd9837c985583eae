"""Citations: the publisher's own figure is the publisher's, what is worked out here is ours, and Kolada is never named beside that."""

from datetime import datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.cite import bases, cited, compiled
from twin.questions.indicators import indicators
from twin.questions.shown import shown, where
from twin.questions.sources import Receipt
from twin.words import speak

plain = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30).filter(
    lambda text: "kolada" not in text.casefold()
)
address = st.sampled_from(
    ["https://www.scb.se/a?b=1&c=2", "https://www.kolada.se/", "https://api.kolada.se/v3/data/kpi/N00401", "inlämnad fil"]
)
tail = st.sampled_from(["", " (RKA)", ", statistik", "s öppna data"])


def receipts(publisher: st.SearchStrategy[str], title: st.SearchStrategy[str]) -> st.SearchStrategy[Receipt]:
    return st.builds(
        Receipt,
        id=st.just("r1"), source_key=st.just("s"), title=title, publisher=publisher, licence=plain, licence_class=st.just("open"), method_sv=st.just(""), limits_sv=st.just(""),
        url=address, via=st.none(), obtained=st.sampled_from(["direct", "public_copy", "by_hand", "rebuilt"]), copy_of=st.none(), sha256=st.just("f" * 64),
        bytes=st.just(1), fetched_at=st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01")),
        release=st.sampled_from(["2024", "2024-08-30", "2025-12", "2026"]),
    )  # fmt: skip


kolada = receipts(tail.map("Kolada{}".format), st.one_of(plain, plain.map("{} enligt Kolada".format)))
other = receipts(plain, plain)
mixed = st.lists(st.one_of(kolada, other), min_size=1, max_size=6)
languages = st.sampled_from(["sv", "en"])


@given(mixed, languages)
def test_the_bases_of_a_reworked_figure_name_every_publisher_but_kolada(found, lang):
    speak(lang)
    named = bases(found)
    assert "kolada" not in " ".join(named).casefold()
    assert len(set(named)) == len(named)
    hushed = [one for one in found if "kolada" in f"{one.publisher} {one.title}".casefold()]
    assert {one.publisher for one in found if one not in hushed} <= set(named)
    assert (len(named) > len({one.publisher for one in found if one not in hushed})) == bool(hushed)


class Text(HTMLParser):
    """The text of a piece of HTML, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said, self.links = "", []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.said += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("p", "a")
        self.links += [value for name, value in attrs if name == "href"]


@pytest.fixture(autouse=True)
def _swedish():
    speak("sv")
    yield
    speak("sv")


@given(found=mixed, language=languages)
def test_kolada_is_never_named_beside_a_reworked_figure(found, language):
    speak(language)
    said = cited(found, reworked=True, coordinator="Förbundet", address="https://tvilling.example/embed/figure?indicator=x")
    for form in (said.text, said.html):
        assert "kolada" not in form.casefold()
        assert "Förbundet" in form and "https://tvilling.example/embed/figure?indicator=x" in form
        assert "Källa:" not in form and "Source:" not in form


@given(found=mixed)
def test_every_other_basis_of_a_reworked_figure_is_named(found):
    text = cited(found, reworked=True, coordinator="Förbundet").text
    for one in found:
        if one.publisher.startswith("Kolada"):
            assert "öppen kommunal statistik" in text
        else:
            assert f"{one.publisher}: {one.title}, utgåva" in text


@given(found=st.lists(kolada, min_size=1, max_size=4), language=languages)
def test_kolada_s_own_figure_names_kolada_as_source(found, language):
    speak(language)
    text = cited(found, reworked=False, coordinator="Förbundet").text
    assert text.startswith({"sv": "Källa: Kolada", "en": "Source: Kolada"}[language])
    assert "Förbundet" not in text


@given(found=mixed)
def test_the_publisher_s_own_figure_has_publisher_title_licence_and_address(found):
    text = cited(found, reworked=False, coordinator="Förbundet").text
    for one in found:
        assert f"Källa: {one.publisher}, {one.title}, utgåva" in text
        assert f"Licens: {one.licence}." in text
        newest = max(
            other.release for other in found if (other.publisher, other.title, other.licence) == (one.publisher, one.title, one.licence)
        )
        assert one.url in text or one.release < newest or "adresser till, i kvittot" in text


@given(found=mixed, reworked=st.booleans(), language=languages)
def test_the_html_says_the_same_as_the_text(found, reworked, language):
    speak(language)
    said = cited(found, reworked=reworked, coordinator="A & <b>B</b>", address="https://x.example/?a=1&b=2")
    read = Text(said.html)
    assert read.said == said.text
    assert "https://x.example/?a=1&b=2" in read.links
    assert all(link.startswith("https://") for link in read.links)


@given(found=mixed, reworked=st.booleans())
def test_the_order_of_the_receipts_does_not_matter_for_what_is_named(found, reworked):
    first, second = (cited(rows, reworked=reworked, coordinator="F").text for rows in (found, found[::-1]))
    assert sorted(first) == sorted(second)


def test_nothing_is_cited_without_a_receipt():
    with pytest.raises(ValueError, match="no receipt"):
        cited([], reworked=False, coordinator="F")


def test_a_compilation_is_ours():
    assert compiled("Klimat i Aneby", "Förbundet", "1 maj 2026", "https://x.example/").text == (
        "Klimat i Aneby. Sammanställd av Förbundet 1 maj 2026; varje tal har ett kvitto. Kvitto: https://x.example/"
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_figure_that_is_shown_follows_the_rule(warehouse, language):
    """All figures of all places: Kolada's own says so, no other names it, and what is put together is never a publisher's."""
    speak(language)
    met = set()
    for one in indicators():
        for place in where():
            for per in (False, True):
                seen = shown(one, place, per=per)
                if not seen.receipts:
                    continue
                text = cited(seen.receipts, reworked=seen.reworked, coordinator="F").text
                ours = per or place.kind == "federation"
                assert seen.reworked or not ours
                met.add((one.publisher.startswith("Kolada"), seen.reworked))
                if seen.reworked:
                    assert "kolada" not in text.casefold(), (one.id, place.code)
                    assert text.startswith({"sv": "Egen beräkning", "en": "Own calculation"}[language])
                elif one.publisher.startswith("Kolada"):
                    assert "Källa: Kolada" in text, (one.id, place.code)
                else:
                    assert one.publisher in text
    assert met == {(True, True), (True, False), (False, True), (False, False)}
