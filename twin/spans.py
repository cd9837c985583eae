"""Words in a Swedish text: split a question into words, and mark where they stand. Pure; å ä ö and é are letters of their own."""

import re
import unicodedata
from collections.abc import Iterable

_ENDINGS = ("orna", "arna", "erna", "ena", "er", "ar", "or", "en", "et", "na", "n", "s", "a")
_SHORTEST_STEM = 4  # below this an ending is part of the word: 'el', 'bil'


def plain(text: str) -> str:
    """The text as it is compared: composed letters, lower case."""
    return unicodedata.normalize("NFC", text).lower()


def words(text: str) -> tuple[str, ...]:
    """The words of a question, in order, each once."""
    return tuple(dict.fromkeys(re.findall(r"\w+(?:[-.]\w+)*", plain(text))))


def stem(word: str) -> str:
    """The word without a common Swedish ending: 'solceller' and 'solcellerna' both find 'solcell'."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def has_all(text: str, question: str) -> bool:
    """True where every word of the question, or its stem, stands somewhere in the text. An empty question fits everything."""
    low = plain(text)
    return all(stem(word) in low for word in words(question))


def marked(text: str, needles: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the needles. The pieces joined are the text."""
    composed = unicodedata.normalize("NFC", text)
    found = sorted({n for needle in needles if (n := unicodedata.normalize("NFC", needle).strip())}, key=len, reverse=True)
    if not found:
        return [(composed, False)] if composed else []
    pieces = re.split("(" + "|".join(re.escape(n) for n in found) + ")", composed, flags=re.IGNORECASE)
    return [(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece]


def excerpt(text: str, needles: Iterable[str], width: int = 180) -> str:
    """About `width` characters of the text around the first needle, cut at words; the whole text where it is short."""
    if len(text) <= width:
        return text
    low = plain(text)
    at = min((place for needle in needles if (place := low.find(plain(needle))) >= 0), default=0)
    start = max(0, at - width // 3)
    start = text.rfind(" ", 0, start) + 1
    end = text.find(" ", min(len(text), start + width))
    end = len(text) if end < 0 else end
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
