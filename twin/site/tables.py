"""Tables of the folder's pages: a dataset's first rows, the list of datasets, the list of briefs. All text is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from twin.opendata.declared import NAMES, Column, Dataset, datasets
from twin.opendata.licences import terms
from twin.opendata.reading import count, left_out, page
from twin.opendata.writers import plain
from twin.reports.model import Brief
from twin.site.frame import file_of
from twin.words import either, number, t

ROWS = 100  # of a dataset that its page shows; the file has all
LONGEST = 160  # characters of a cell
NUMBERS = ("integer", "number")


def table(head: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]], named: str) -> str:
    """HTML: `head` has each column's words and whether it is of numbers; the cells are HTML already; the first of each heads its row."""
    marks = [' class="num"' if numeric else "" for _, numeric in head]
    top = "".join(f'<th scope="col"{mark}>{escape(words)}</th>' for (words, _), mark in zip(head, marks, strict=True))
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td{mark}>{cell}</td>" for cell, mark in zip(rest, marks[1:], strict=True))}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(named, quote=True)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def briefs(made: Sequence[Brief]) -> str:
    """Every brief with its forms."""
    head = [(t("Plats"), False), (t("Det som frågas"), False), (t("Läs"), False)]
    forms = (("html", t("Sida")), ("pdf", "PDF"), ("txt", t("Text")))
    rows = [
        (
            f'<a href="brief/{file_of(one.place)}">{escape(one.name)}</a>',
            escape(one.lead),
            " ".join(
                f'<a href="brief/{file_of(one.place).removesuffix("html")}{form}" aria-label="{escape(f"{one.name}, {words}", quote=True)}">{escape(words)}</a>'
                for form, words in forms
            ),
        )
        for one in made
    ]
    return table(head, rows, t("Sammanfattningar"))


def listed(held: dict[tuple[str, str], str]) -> str:
    """Every dataset with its files, rows, what is left out and terms."""
    head = [(t("Datamängd"), False), (t("Rader"), True), (t("Utelämnade"), True), (t("Hämta"), False), (t("Villkor"), False)]
    rows = []
    for one in datasets():
        links = " ".join(
            f'<a href="{address}" aria-label="{escape(f"{one.title}, {NAMES[form]}", quote=True)}">{NAMES[form]}</a>'
            for (name, form), address in held.items()
            if name == one.name
        )
        said = terms(one)
        rows.append(
            (
                f'<a href="table/{file_of(one.name)}">{escape(one.title)}</a>',
                number(count(one)),
                number(sum(row.rows for row in left_out(one))),
                links,
                escape(either(said.title_sv, said.title_en)),
            )
        )
    return table(head, rows, t("Datamängder"))


def dataset(one: Dataset, held: dict[tuple[str, str], str]) -> str:
    """A dataset's page: what it is, its files, its first rows."""
    names = [column.name for column in one.columns if column.type != "geojson"]
    shown = [one.column(name) for name in names]
    total, rows = page(one, names, (), (), ROWS, 0)
    links = " · ".join(f'<a href="../{address}">{NAMES[form]}</a>' for (name, form), address in held.items() if name == one.name)
    said = terms(one)
    lacking = sum(row.rows for row in left_out(one))
    parts = [
        f'<p class="lead">{escape(either(one.description_sv, one.description_en))}</p>',
        f"<p>{escape(t('Hämta alla rader:'))} {links}</p>",
        f'<p class="small">{escape(t("Villkor:"))} {escape(either(said.text_sv, said.text_en))}</p>',
    ]
    if lacking:
        parts.append(
            f'<p class="small">{escape(t("{n} rader från privata utgivare utan angiven licens ingår inte.", n=number(lacking)))}</p>'
        )
    parts.append(f'<p class="small">{escape(t("{n} rader av {all}", n=number(len(rows)), all=number(total)))}</p>')
    if rows:
        head = [(column.name, column.type in NUMBERS) for column in shown]
        parts.append(table(head, ([_cell(*pair) for pair in zip(shown, row, strict=True)] for row in rows), one.title))
    return "".join(parts)


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    found = plain(column, value)
    if isinstance(found, list):
        found = ", ".join(map(str, found))
    text = str(found)
    short = escape(text if len(text) <= LONGEST else f"{text[:LONGEST]} …")
    if column.type == "uri" and text.startswith(("https://", "http://")):
        return f'<a href="{escape(text, quote=True)}">{short}</a>'
    return short
