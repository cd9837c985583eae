"""Links and small pieces that the views of page Samband share with each other and with the pages that point to them."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode

from twin.questions.initiatives import Initiative
from ui.shell import address
from ui.theme import swedish, track_sign


def pairs_href(*several: tuple[str, Sequence[str]], **parameters: str) -> str:
    """The address of page Samband with these choices; `several` are choices that may hold more than one code."""
    return "samband?" + urlencode([*address(**parameters).items(), *((key, code) for key, codes in several for code in codes)])


def initiative_html(row: Initiative) -> str:
    """HTML: shape and title, linked to the initiative's own page from any other page."""
    return (
        f'{track_sign(row.kind)} <a href="{escape("initiativ?" + urlencode(address(id=row.id)))}" target="_self">{swedish(row.title)}</a>'
    )


def told(text: str, rows: Iterable[Initiative]) -> str:
    """HTML: a sentence of the engine, with the titles of `rows` in it linked to their pages."""
    html = escape(text)
    for row in rows:
        html = html.replace(escape(f"”{row.title}”"), initiative_html(row))
    return html


def inside(name: str) -> str:
    """A code's name as inside a sentence: small first letter, unless it is an abbreviation."""
    return name if name[:2].isalpha() and name[:2].isupper() else name[:1].lower() + name[1:]
