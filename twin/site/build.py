"""Writes the folder: whole, beside the old one, and then in its place."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from twin.opendata import catalogue, dictionary
from twin.opendata.declared import datasets
from twin.reports import html, pdf, text
from twin.reports.content import brief, subjects
from twin.reports.marks import bare
from twin.reports.model import Brief
from twin.site import downloads, feeds, tables
from twin.site.frame import Page, document, file_of, style
from twin.words import LANGUAGES, language, speak, t
from twin.workspace import Verdict

LIMIT = 10_000_000  # bytes of the whole folder: it is to fit on any stick and in any mail


class TooLarge(Exception):
    """The folder would be larger than LIMIT; the text says how large and what takes most."""


def write(folder: Path, verdicts: Mapping[str, Verdict], say: Callable[[str], object]) -> int:
    """Writes the static edition to `folder` (an older edition there is replaced) and gives its size in bytes. Raises NoBrief, NoWarehouse, TooLarge, OSError,
    and FileExistsError where the folder holds something else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "site.css").exists():
        raise FileExistsError(f"{folder} innehåller annat än en tidigare utgåva. Ange en ny eller tom mapp.")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    sizes: dict[str, int] = {}
    before = language()
    try:
        for name, body in _files(verdicts, say):
            file = part / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            sizes[name] = len(body)
        total = sum(sizes.values())
        if total > LIMIT:
            most = ", ".join(f"{name} {size}" for name, size in sorted(sizes.items(), key=lambda one: -one[1])[:5])
            raise TooLarge(f"Utgåvan är {total} byte, högst {LIMIT}. Mest tar {most}.")
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)
    finally:
        speak(before)
        shutil.rmtree(part, ignore_errors=True)
    return total


def _files(verdicts: Mapping[str, Verdict], say: Callable[[str], object]) -> Iterator[tuple[str, bytes]]:
    say("Datamängder …")
    held: dict[tuple[str, str], str] = {}
    for name, form, file, body in downloads.files():
        held[name, form] = file
        yield file, body
    say("Katalog …")
    graph = catalogue.graph(downloads.where(held))
    for form in catalogue.SERIAL:
        yield f"catalog.{form}", catalogue.written(graph, form)
    yield "site.css", style().encode()
    for spoken in LANGUAGES:
        speak(spoken)
        say(f"Sidor: {LANGUAGES[spoken]} …")
        made = [brief(place.code, verdicts) for place in subjects()]
        for one in made:
            yield from _brief(one)
        for data in datasets():
            yield _page(Page(f"table/{data.name}", data.title, tables.dataset(data, held)))
        yield _page(Page("index", t("Klimat och digitalt, sida vid sida"), _index(made)))
        yield _page(Page("data", t("Öppna data"), _data(held)))
        yield file_of("dictionary"), dictionary.page("html", spoken)
        yield from feeds.files()


def _brief(one: Brief) -> Iterator[tuple[str, bytes]]:
    pictures: dict[str, bytes] = {}

    def beside(name: str, svg: bytes) -> str:
        pictures[f"img/{name}.svg"] = svg
        return f"../img/{name}.svg"

    yield _page(Page(f"brief/{one.place}", one.title, html.fragment(one, tables=True, picture=beside), heading=False))
    yield from pictures.items()
    stem = file_of(f"brief/{one.place}").removesuffix("html")
    yield f"{stem}pdf", pdf.pdf(replace(one, tables=()))  # the tables stand on the page; with them the folder would be too large
    yield f"{stem}txt", text.text(one).encode()


def _page(page: Page) -> tuple[str, bytes]:
    return file_of(page.name), document(page).encode()


def _index(made: list[Brief]) -> str:
    whole = made[0]
    title = f'<figcaption class="small">{escape(bare(whole.map_title))}</figcaption>'
    picture = f'<figure>{title}<img src="img/map-{whole.place}-{whole.language}.svg" alt="{escape(whole.map_told, quote=True)}"></figure>'
    said = t("Vad som frågas av varje kommun, hur den står till och vad som inte är känt: ett A4 för varje, med kvitto på varje tal.")
    return (
        f'<p class="lead">{escape(said)}</p><div class="side"><div><h2>{escape(t("Sammanfattningar"))}</h2>{tables.briefs(made)}</div><div>{picture}</div></div>'
        f"<h2>{escape(t('Allt det andra'))}</h2><p>{_link(file_of('data'), t('Alla siffror, initiativ och samband som öppna data'))}</p>"
    )


def _data(held: dict[tuple[str, str], str]) -> str:
    forms = ", ".join(_link(f"catalog.{form}", f"catalog.{form}") for form in catalogue.SERIAL)
    ending = "" if language() == "sv" else f"-{language()}"
    follow = ", ".join(
        _link(f"feeds/{name}", words)
        for name, words in (
            (f"initiatives{ending}.xml", t("nya initiativ")), (f"verdicts{ending}.xml", t("bedömningar i antal")),
            (f"revisions{ending}.xml", t("ändrade siffror")), (f"deadlines{ending}.ics", t("tider (kalender)")),
        )
    )  # fmt: skip
    large = t("Stora filer är packade (zip) eller finns bara som Parquet; de har samma rader.")
    return (
        f'<p class="lead">{escape(t("Det som sidorna visar, med källa, licens och kvitto på varje siffra. Ange utgivaren som källa."))}</p>'
        f"{tables.listed(held)}<p class='small'>{escape(large)}</p>"
        f"<h2>{escape(t('Katalog'))}</h2><p>{escape(t('DCAT-AP-SE:'))} {forms}</p>"
        f"<h2>{escape(t('Flöden'))}</h2><p>{follow}</p>"
    )


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address, quote=True)}">{escape(words)}</a>'
