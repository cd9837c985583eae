"""What someone who misspelt a word may have meant: the nearest of those that are known."""

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.6  # of 1: at least this share of the letters in common


def near(word: str, known: Iterable[str]) -> list[str]:
    """At most three of the known words, the nearest first; capitals aside. Empty where none is near."""
    by_key = {one.casefold(): one for one in sorted(known) if one != word}
    return [by_key[found] for found in get_close_matches(word.casefold(), by_key, n=3, cutoff=ALIKE)]


def meant(word: str, known: Iterable[str]) -> str:
    """'Menar du «x»? ' to begin a remedy with; '' where nothing is near."""
    found = near(word, known)[:1]
    return f"Menar du «{found[0]}»? " if found else ""
