"""Small pieces of Swedish and English that the explanations share. Titles stay in Swedish: they are names."""

from collections.abc import Iterable, Mapping

from babel.numbers import format_decimal

from twin.matching.model import Item

Both = tuple[str, str]
Names = Mapping[str, Both]  # place code -> its name in Swedish and English
LOCALES = ("sv", "en")


def quoted(item: Item) -> str:
    """The title in quotation marks; a bracketed addition at its end is left out."""
    return f"”{item.title.split(' (')[0]}”"


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
    if len(known) > 3:
        return f"{len(known)} kommuner", f"{len(known)} municipalities"
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
