"""The frame of every page that others may set into theirs: no script, its own looks, the citation and the receipts last."""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from twin import palette
from twin.cite import Citation
from twin.opendata.query import Refused
from twin.questions.sources import Receipt
from twin.warehouse import meta
from twin.words import language, number, t
from ui.receipt import receipt_html

SEVERAL = 6  # receipts shown whole; more are on page Källor


@cache
def style() -> str:
    """The looks, for a <style> element."""
    names = " ".join(f"--{name.lower()}: {getattr(palette, name)};" for name in ("INK", "MUTED", "LINE", "PAPER", "BRAND"))
    return f":root {{ {names} }}\n{(Path(__file__).parent / 'embed.css').read_text(encoding='utf-8')}"


def document(title: str, body: str, looks: str = "") -> bytes:
    """A whole page. Links that lead out open a tab of their own: what they lead to may refuse to stand in a frame."""
    apart = body.replace('<a href="', '<a target="_blank" rel="noopener" href="').replace(
        '<a target="_blank" rel="noopener" href="#', '<a href="#'
    )
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style()}{looks}</style>\n</head>\n<body>\n<main>\n{apart}\n</main>\n</body>\n</html>\n"
    ).encode()


def folded(title: str, html: str) -> str:
    """HTML that opens where the reader asks for it, and always on paper."""
    return f"<details><summary>{escape(title)}</summary>{html}</details>"


def grid(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of text: the first column names the row, the others are numbers."""
    top = "".join(f'<th scope="col"{" class=num" if n else ""}>{escape(cell)}</th>' for n, cell in enumerate(head))
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td class=num>{escape(cell)}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def foot(citation: Citation | None, found: Sequence[Receipt], onward: str, *, reworked: bool = False) -> str:
    """The citation, the receipts, and the way to the page (`onward`, relative to this one) where the rest stands. Of a `reworked` figure the receipts
    are of what it rests on, and say so."""
    receipts = "".join(map(receipt_html, found[:SEVERAL]))
    if len(found) > SEVERAL:
        receipts += f"<p>{escape(t('och {n} svar till från samma källor; alla står på sidan Källor', n=number(len(found) - SEVERAL)))}</p>"
    lang = "" if language() == "sv" else ("&" if "?" in onward else "?") + f"lang={language()}"
    return (
        (f'<div class="cite">{citation.html}</div>' if citation else "")
        + (folded(t("Kvitto på underlaget") if reworked else t("Kvitto"), receipts) if found else "")
        + f'<p class="small"><a href="../{escape(onward + lang, quote=True)}">{escape(t("Mer på {title}", title=meta()["title"]))}</a></p>'
    )


def refusal(refused: Refused) -> bytes:
    """Why there is nothing to show, and what to do. What was sent is repeated in part only."""
    sent = f"<p class=small>{escape(f'{refused.parameter[:200]}: {refused.value[:200]}')}</p>" if refused.parameter else ""
    told = f"<h1>{escape(refused.title)}</h1><p>{escape(refused.detail)}</p>{sent}<p>{escape(refused.remedy)}</p>"
    return document(refused.title, f'<div class="refused">{told}</div>')
