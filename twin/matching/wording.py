"""Small pieces of Swedish and English that the explanations share. Titles stay in Swedish: they are names."""

from collections.abc import Iterable, Mapping
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from twin.matching.model import Item

Both = tuple[str, str]


COUNTS = (("fyra", "four"), ("fem", "five"), ("sex", "six"), ("sju", "seven"), ("åtta", "eight"), ("nio", "nine"), ("tio", "ten"))
NAMED = 3  # municipalities that are told by name


def quoted(item: Item) -> str:
    """The whole title in quotation marks: a page may shorten it, a mail and a list may not."""
    return f"”{item.title}”"


def day(edtf: str) -> Both:
    """A date as each language writes it."""
    when = date.fromisoformat(edtf)
    return format_date(when, "d MMMM y", locale="sv"), format_date(when, "d MMMM y", locale="en")


def listed(words: Iterable[str], last: str) -> str:
    """'a, b och c'"""
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {last} {every[-1]}"


def both_listed(words: Iterable[Both]) -> Both:
    """The same list in Swedish and in English."""
    pairs = list(words)
    return listed((sv for sv, _ in pairs), "och"), listed((en for _, en in pairs), "and")


def places(codes: Iterable[str], names: Mapping[str, str]) -> Both:
    """Names of municipalities in alphabetical order; of more than three only how many."""
    known = sorted(names.get(code, code) for code in codes)
    if len(known) > NAMED:
        sv, en = COUNTS[len(known) - NAMED - 1] if len(known) <= NAMED + len(COUNTS) else (str(len(known)),) * 2
        return f"{sv} kommuner", f"{en} municipalities"
    return listed(known, "och"), listed(known, "and")


def span(words: str | None) -> Both:
    """The words of the text in brackets, or that the tag was set by hand."""
    return (f" (”{words}”)", f" (“{words}”)") if words else (" (kodat av redaktionen)", " (coded by the editors)")


def figure(value: float, decimals: int) -> Both:
    """A number as each language writes it."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale="sv"), format_decimal(value, pattern, locale="en")


def upper(text: str) -> str:
    """The first letter as a capital."""
    return text[:1].upper() + text[1:]
