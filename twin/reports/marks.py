"""Receipts in a text: a number is followed by its receipt's number in white brackets (⟦3⟧), so that a sentence can be translated and drawn whole."""

import re
from collections.abc import Iterator

_MARK = re.compile("⟦(\\d+)⟧")


def marked(text: str, n: int) -> str:
    """The text with a receipt's number after it."""
    return f"{text}⟦{n}⟧"


def pieces(text: str) -> Iterator[tuple[str, int | None]]:
    """The text in parts: what is said, and the receipt's number that follows it (None after the last)."""
    at = 0
    for found in _MARK.finditer(text):
        yield text[at : found.start()], int(found[1])
        at = found.end()
    if at < len(text):
        yield text[at:], None


def plain(text: str) -> str:
    """The text with receipts as [3], for forms without small type."""
    return _MARK.sub(r" [\1]", text)


def bare(text: str) -> str:
    """The text without receipts: to be measured, or read aloud as an alternative text."""
    return _MARK.sub("", text)
