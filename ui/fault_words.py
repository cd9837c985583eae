"""What is wrong with a register, in the reader's language. The rules speak Swedish, with values put in; their English stands in locale/en/faults.json,
each value as {} in its place."""

import json
import re
from functools import cache
from html import escape

from twin.register.columns import worded
from twin.words import LOCALE, language
from ui.theme import swedish

FILE = LOCALE / "faults.json"


def fault_text(text: str) -> str:
    """A rule or a remedy with columns and files called as the form calls them; as it stands where it has no English."""
    return worded(text if language() == "sv" else english(text) or text)


def fault_html(text: str, *, field: bool = False) -> str:
    """The same as HTML; what has no English is marked as Swedish. `field`: it is about a field of a form, not about a cell."""
    found = None if language() == "sv" else english(text)
    if found is None:
        return swedish(worded(text.replace("cellen", "fältet") if field else text))
    return escape(worded(found.replace("the cell", "the field") if field else found))


def capital(html: str) -> str:
    """With a capital where the words begin."""
    return re.sub(r"^((?:<[^>]*>)*)(\w)", lambda found: found[1] + found[2].upper(), html)


def english(text: str) -> str | None:
    """The English of a text that a rule has put together; None where the list has none."""
    for pattern, target in _patterns():
        if found := pattern.fullmatch(text):
            return target.format(*(english(value) or value for value in found.groups()))
    return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """What says most comes first: 'finns inte bland initiativen' before 'finns inte {}'."""
    known = json.loads(FILE.read_text(encoding="utf-8"))
    return [(_pattern(text), known[text]) for text in sorted(known, key=lambda text: -len(text.replace("{}", "")))]


def _pattern(text: str) -> re.Pattern[str]:
    adjacent = re.escape(text).replace(r"\{\}\{\}", r"(\S+)(.*)")
    return re.compile(adjacent.replace(r"\{\}", "(.+?)"), re.DOTALL)
