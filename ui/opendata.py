"""The sections of page Öppna data. Every address is relative, so that they hold behind any proxy; only the example names this service's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from twin import deadlines, feed, feed_initiatives, feed_verdicts
from twin.opendata.declared import NAMES, Dataset, datasets
from twin.opendata.index import ROOT
from twin.opendata.licences import Terms, terms
from twin.opendata.query import DEFAULT, MOST, filters
from twin.opendata.reading import LeftOut, count
from twin.opendata.reading import left_out as rows_left_out
from twin.questions.indicators import indicators
from twin.questions.places import municipalities
from twin.questions.sources import sources
from twin.words import either, language, listing, number, stored, t
from ui.method import points, prose
from ui.sign_in import public_address
from ui.tables import Column, table
from ui.theme import lead, small


@dataclass(frozen=True)
class Listed:
    """One dataset as the table has it."""

    dataset: Dataset
    rows: int
    left_out: tuple[LeftOut, ...]
    terms: Terms

    @property
    def lacking(self) -> int:
        """How many rows are left out."""
        return sum(one.rows for one in self.left_out)


@dataclass(frozen=True)
class Kept:
    """One source whose rows stay here: what they are and how many of each dataset."""

    title: str
    publisher: str
    said: str
    rows: int


def listed() -> list[Listed]:
    """Every dataset with its size, what is left out of it and its terms."""
    return [Listed(one, count(one), tuple(rows_left_out(one)), terms(one)) for one in datasets()]


def answer(found: Sequence[Listed]) -> None:
    """How much there is, and how much is not handed out."""
    lead(
        t(
            "<strong>{n}</strong> datamängder med sammanlagt {rows} rader, för vem som helst att hämta, utan inloggning och utan nyckel.",
            n=number(len(found)), rows=number(sum(one.rows for one in found)),
        )
    )  # fmt: skip
    small(
        escape(t("Det är det samma som sidorna visar, med källa, licens och kvitto på varje siffra. Ange utgivaren i varje rad som källa."))
    )


def datasets_table(found: Sequence[Listed]) -> None:
    """Datasets with forms, rows, terms and what is left out."""
    columns = [
        Column(t("Datamängd"), lambda one: one, html=_name),
        Column(t("Rader"), "rows", numeric=True),
        Column(t("Utelämnade"), "lacking", numeric=True),
        Column(t("Hämta allt"), lambda one: one, html=_files),
        Column(t("Villkor"), lambda one: either(one.terms.title_sv, one.terms.title_en)),
    ]
    caption = t("Excel-CSV har semikolon och decimalkomma; CSV har kommatecken och decimalpunkt. Varje fil har alla rader.")
    table(found, columns, "oppna-data", caption, download=False, stack=True)


def _name(one: Listed) -> str:
    dataset = one.dataset
    said = either(dataset.description_sv, dataset.description_en)
    return f'{escape(dataset.title)} <code>{dataset.name}</code><br><span class="tt-small" style="font-weight:400">{escape(said)}</span>'


def _files(one: Listed) -> str:
    return " ".join(_link(f"{ROOT}{one.dataset.name}.{form}", NAMES[form], of=one.dataset.title) for form in one.dataset.formats)


def _link(address: str, text: str, of: str = "") -> str:
    """A link to a file or another form; `of` is heard only, where many links read alike."""
    hidden = f'<span class="tt-hidden">, {escape(of)}</span>' if of else ""
    return f'<a href="{escape(address, quote=True)}" target="_self">{escape(text)}{hidden}</a>'


def left_out(found: Sequence[Listed]) -> None:
    """Which sources' rows stay here, and why."""
    titles = {one.key: stored(one.title) for one in sources()}
    by_source: dict[str, list[tuple[Dataset, LeftOut]]] = {}
    for one in found:
        for row in one.left_out:
            by_source.setdefault(row.source_key, []).append((one.dataset, row))
    rows = [
        Kept(
            titles.get(key, key),
            held[0][1].publisher,
            listing([f"{dataset.title}: {number(row.rows)}" for dataset, row in held]),
            sum(row.rows for _, row in held),
        )
        for key, held in sorted(by_source.items())
    ]
    prose(
        t("Siffror från privata utgivare utan angiven licens visas på sidorna med kvitto, men lämnas inte ut. Kvittot säger var de kan hämtas hos utgivaren."),
        t("Vad människor har skrivit här (bedömningar, kommentarer, uppföljning, ändringar) lämnas inte ut. Bedömningar finns bara som antal."),
    )  # fmt: skip
    if rows:
        columns = [
            Column(t("Källa"), "title"),
            Column(t("Utgivare"), "publisher"),
            Column(t("Rader"), "rows", numeric=True),
            Column(t("Ur"), "said"),
        ]
        table(rows, columns, "utelamnat", t("Rader som inte lämnas ut, efter källa."), download=False, stack=True)


def interface() -> None:
    """How the interface is asked, with an example that works."""
    first, place = datasets()[0], municipalities()[0]
    asked = f"{_address()}{ROOT}{first.name}?indicator_id={indicators()[0].id}&place_code={place.code}&year_from=2015&limit=10"
    prose(t("Varje datamängd kan också frågas efter en del i taget. Svaret är JSON:"))
    st.code(f'curl "{asked}"', language="bash", wrap_lines=True)
    points(
        t("<code>limit</code> (högst {most}, annars {default}) och <code>offset</code> väljer sida; <code>next</code> i svaret är nästa sidas adress och <code>total</code> hur många rader det finns.", most=MOST, default=DEFAULT),
        t("<code>fields=place,year,value</code> väljer kolumner."),
        t("Urval för {dataset}: {names}. Andra datamängders urval står i beskrivningen.", dataset=escape(first.title), names=", ".join(f"<code>{name}</code>" for name in filters(first))),
        t("Ett fel svarar med parameter, värde och vad som kan göras. Svaren har ETag: skicka den i <code>If-None-Match</code> så svarar tjänsten 304 när inget är nytt."),
        t("Inget kan skrivas. Andra webbplatser får läsa (CORS)."),
    )  # fmt: skip
    small(f"{_link(f'{ROOT}openapi.json', t('Beskrivning i OpenAPI 3.1'))} · {_link(ROOT, t('Lista över allt (JSON)'))}")


def _address() -> str:
    """This service's own address with a slash at the end, as far as it is known."""
    parts = urlsplit(st.context.url or "")
    return public_address() or (f"{parts.scheme}://{parts.netloc}/" if parts.netloc else "")


def catalogue() -> None:
    """The catalogue and the dictionary."""
    spoken = "" if language() == "sv" else "?lang=en"
    forms = " · ".join(
        _link(f"{ROOT}catalog.{form}", name) for form, name in (("ttl", "Turtle"), ("rdf", "RDF/XML"), ("jsonld", "JSON-LD"))
    )
    words = " · ".join(
        _link(f"{ROOT}dictionary.{form}{spoken}", name) for form, name in (("html", t("webbsida")), ("md", "Markdown"), ("json", "JSON"))
    )
    points(
        t("Katalog enligt DCAT-AP-SE 3, för dataportaler att skörda: {links}", links=forms),
        t("Datalexikon, vad varje kolumn betyder: {links}", links=words),
    )


def follow() -> None:
    """Feeds and the calendar."""
    spoken = "" if language() == "sv" else "?lang=en"
    points(
        _link(f"{feed_initiatives.ADDRESS}{spoken}", t("Nya initiativ (Atom)")),
        _link(f"{feed.ADDRESS}{spoken}", t("Ändrade siffror (Atom)")),
        _link(f"{feed_verdicts.ADDRESS}{spoken}", t("Bedömda förslag i antal, vecka för vecka (Atom)")),
        _link(f"{deadlines.ADDRESS}{spoken}", t("Tider: när initiativ ska vara slut och mål nådda (kalender, .ics)")),
    )
