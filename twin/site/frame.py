"""What every page of the static edition has around it: head, way in and between languages, and where it all comes from."""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from twin import palette
from twin.reports import html
from twin.warehouse import current, meta
from twin.words import LANGUAGES, date, language, t


@dataclass(frozen=True)
class Page:
    """One page: its file under the folder without language and ending ('table/figure'), its title, and what stands in its <main> after the h1 ('' h1: none)."""

    name: str
    title: str
    html: str
    heading: bool = True


def file_of(name: str, spoken: str | None = None) -> str:
    """The file of a page in a language: index.html and index-en.html."""
    spoken = spoken or language()
    return f"{name}{'' if spoken == 'sv' else f'-{spoken}'}.html"


def up(name: str) -> str:
    """The way from a page to the folder's top."""
    return "../" * name.count("/")


def document(page: Page) -> str:
    """The whole page in the language that is spoken."""
    about, top = meta(), up(page.name)
    ways = (("index", t("Start")), ("data", t("Öppna data")), ("dictionary", t("Datalexikon")))
    here = ' aria-current="page"'
    menu = "".join(f'<li><a href="{top}{file_of(name)}"{here if name == page.name else ""}>{escape(text)}</a></li>' for name, text in ways)
    other = "en" if language() == "sv" else "sv"
    switch = f'<a href="{top}{file_of(page.name, other)}" hreflang="{other}" lang="{other}">{LANGUAGES[other]}</a>'
    heading = f"<h1>{escape(page.title)}</h1>" if page.heading else ""
    said = t(
        "En kopia från {date} av {title}. Den ändras inte. Datalager: {snapshot}.", date=date(about["built_at"][:10]), title=about["title"], snapshot=current().name
    )  # fmt: skip
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(page.title)} – {escape(about["title"])}</title>\n<link rel="stylesheet" href="{top}site.css">\n</head>\n<body>\n'
        f'<header><p class="name">{escape(about["title"])}</p><nav aria-label="{escape(t("Sidor"), quote=True)}"><ul>{menu}<li>{switch}</li></ul></nav></header>\n'
        f"<main>\n{heading}{page.html}\n</main>\n<footer><p>{escape(said)}</p><p>{escape(about['coordinator'])}, {escape(about['programme'])}</p></footer>\n</body>\n</html>\n"
    )


@cache
def style() -> str:
    """The folder's one style sheet: the brief's looks and the frame's."""
    return f":root {{ {palette.variables(*html.COLOURS)} }}\n{(Path(__file__).parent / 'site.css').read_text(encoding='utf-8')}\n{html.style()}"
