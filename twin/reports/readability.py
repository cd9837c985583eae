"""LIX, how heavy a Swedish text is to read: words per sentence plus the share of words over six letters (Björnsson 1968). Under 40 is easy, 40–50 middling."""

import re
from collections.abc import Iterable

from twin.reports.marks import bare

LIMIT = 45
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"[.!?:](?=\s|$)")


def lix(texts: Iterable[str]) -> float:
    """The index over all texts together; each text ends its last sentence. 0 where there are no words."""
    words, sentences = [], 0
    for text in map(bare, texts):
        found = _WORD.findall(text)
        words += found
        sentences += max(len(_END.findall(text)), 1) if found else 0
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words) if words else 0.0
