"""The brief as HTML: a fragment for the page and for others to set in, and a self-contained file that opens anywhere and prints on one A4."""

import base64
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

from twin import palette
from twin.reports.basis import lines
from twin.reports.drawing import chart_picture, map_picture
from twin.reports.headings import asked_word, headings, standing_word
from twin.reports.marks import pieces
from twin.reports.model import Brief, Fact, Note, Table, Talk
from twin.words import t

Picture = Callable[[str, bytes], str]
COLOURS = ("INK", "MUTED", "LINE", "GROUND", "PAPER", "BRAND", "DIGITAL")


def inside(name: str, svg: bytes) -> str:
    """The picture as a data address: the document needs no other file."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


@cache
def style() -> str:
    """The brief's own looks, for a <style> element."""
    return f".brief {{ {palette.variables(*COLOURS)} }}\n{(Path(__file__).parent / 'brief.css').read_text(encoding='utf-8')}"


def page(brief: Brief) -> str:
    """A whole document with its looks and pictures inside: nothing is asked of anybody when it is opened."""
    return (
        f'<!doctype html>\n<html lang="{brief.language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>\nbody {{ margin: 0; background: {palette.PAPER}; }}\n{style()}</style>\n</head>\n<body>\n<main>\n"
        f"{fragment(brief, tables=True)}\n</main>\n</body>\n</html>\n"
    )


def fragment(brief: Brief, *, title: bool = True, tables: bool = False, picture: Picture = inside) -> str:
    """An <article> with the first page and its receipts; `title` puts the brief's name first as h1, `tables` the annex last. `picture` gives the address of
    a picture from its name and its SVG: inside the document unless told otherwise."""
    said = headings(brief)
    asked = "".join(
        f"<li><strong>{escape(asked_word(one.kind))}:</strong> {rich(one.text)} <span class='why'>{rich(one.why)}</span></li>"
        for one in brief.asked
    )
    parts = [
        f"<h1>{escape(brief.title)}</h1>" if title else "",
        f'<p class="dated">{escape(said.dated)}. {escape(said.marks)}</p>',
        f'<section class="asked"><h2>{escape(said.asked)}</h2><p class="lead">{rich(brief.lead)}</p>{f"<ul>{asked}</ul>" if asked else ""}<p class="small">{escape(said.by_rule)}</p></section>',
        f'<section><h2>{escape(said.facts)}</h2><div class="facts">{"".join(map(_fact, brief.four))}</div>{_line(brief.digital)}</section>',
        '<div class="beside"><div>',
        _section(said.sectors, f"<p>{' '.join(map(rich, brief.sectors))}</p>") if brief.sectors else "",
        _section(said.under_way, f"<p>{' '.join(map(rich, brief.under_way))}</p>"),
        _picture(brief.chart_title, picture(f"chart-{brief.place}-{brief.language}", chart_picture(brief)), brief.chart_told)
        if brief.points
        else "",
        f"</div><div>{_picture(brief.map_title, picture(f'map-{brief.place}-{brief.language}', map_picture(brief)), brief.map_told)}</div></div>",
        _section(said.talks, _talks(brief) if brief.talks else f"<p>{escape(said.no_talks)}</p>"),
        _section(said.unknown, "<ul>" + "".join(f"<li>{rich(one)}</li>" for one in brief.unknown) + "</ul>"),
        _section(said.receipts, _notes(brief, brief.notes[: brief.first_page_notes]), "receipts"),
    ]
    if tables:
        parts.append(_annex(brief))
    return f'<article class="brief" lang="{brief.language}">{"".join(parts)}</article>'


def annex(brief: Brief) -> str:
    """The long tables and their receipts, in an <article> of their own."""
    return f'<article class="brief" lang="{brief.language}">{_annex(brief)}</article>'


def _annex(brief: Brief) -> str:
    later = _notes(brief, brief.notes[brief.first_page_notes :])
    return "".join(map(_table, brief.tables)) + _section(headings(brief).table_receipts, later, "receipts")


def rich(text: str) -> str:
    """The text as HTML, each receipt's number a link to it."""
    return "".join(
        escape(part) + (f'<sup><a href="#kvitto-{n}" aria-label="{escape(t("kvitto {n}", n=n))}">{n})</a></sup>' if n else "")
        for part, n in pieces(text)
    )


def _section(title: str, html: str, kind: str = "") -> str:
    return f"<section{f' class={kind!r}' if kind else ''}><h2>{escape(title)}</h2>{html}</section>"


def _fact(fact: Fact) -> str:
    return f'<div class="fact"><h3>{escape(fact.label)}</h3><p class="figure">{rich(fact.figure)}</p><p>{rich(fact.says)}</p></div>'


def _line(fact: Fact | None) -> str:
    return f'<p class="digital"><strong>{escape(fact.label)}:</strong> {rich(fact.figure)}. {rich(fact.says)}</p>' if fact else ""


def _talks(brief: Brief) -> str:
    return f'<ul>{"".join(map(_talk, brief.talks))}</ul><p class="small">{escape(headings(brief).suggestion)}</p>'


def _talk(talk: Talk) -> str:
    against = f" <span class='why'>{escape(t('Talar emot:'))} {rich(talk.against)}</span>" if talk.against else ""
    return f"<li><strong>{escape(talk.owners)}</strong>: {escape(f'{talk.a} + {talk.b}')}. <em>{escape(standing_word(talk))}.</em> {rich(talk.why)}{against}</li>"


def _picture(title: str, address: str, told: str) -> str:
    return f'<figure><figcaption>{rich(title)}</figcaption><img src="{address}" alt="{escape(told, quote=True)}"></figure>'


def _notes(brief: Brief, notes: tuple[Note, ...]) -> str:
    return f'<ol start="{notes[0].n}">{"".join(_note(brief, note) for note in notes)}</ol>' if notes else ""


def _note(brief: Brief, note: Note) -> str:
    where = [_link(note.url)] if note.url else []
    where += [
        f"{_link(one.url)} ({escape(t('utgåva {release}', release=one.release))}; {escape(one.obtained)}; <span class='hash'>sha256 {one.sha256}</span>)"
        for one in note.answers
    ]
    told = "".join(f"<li>{escape(line)}</li>" for line in lines(brief, note)) if note.n <= brief.first_page_notes else ""
    head = f"<strong>{escape(note.publisher)}: {escape(note.title)}</strong>"
    return f'<li id="kvitto-{note.n}">{"<br>".join([head, escape(note.licence), *where])}{f"<ul>{told}</ul>" if told else ""}</li>'


def _link(url: str) -> str:
    return f'<a href="{escape(url, quote=True)}">{escape(url)}</a>' if url.startswith(("https://", "http://")) else escape(url)


def _table(table: Table) -> str:
    marks = ["num" if n in table.numeric else "" for n in range(len(table.columns))]
    head = "".join(f'<th scope="col" class="{mark}">{escape(name)}</th>' for name, mark in zip(table.columns, marks, strict=True))
    body = "".join(_row(row, marks) for row in table.rows)
    counted = t("{n} rader av {all}", n=len(table.rows), all=table.total)
    return (
        f'<section class="annex"><h2>{escape(table.title)}</h2><p class="small">{escape(counted)}</p>'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(table.title, quote=True)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>"
    )


def _row(row: tuple[str, ...], marks: list[str]) -> str:
    first = f'<th scope="row">{rich(row[0])}</th>'
    return f"<tr>{first}{''.join(f'<td class={mark!r}>{rich(cell)}</td>' for cell, mark in zip(row[1:], marks[1:], strict=True))}</tr>"
