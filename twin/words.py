"""What the reader reads: Swedish source strings in the code, English in locale/en/*.json, numbers and dates as the language writes them.

The language is set for each page run by ui (`speak`) and read here, so that twin needs to know nothing of browsers or sessions.
"""

import json
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from datetime import date as calendar_date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_decimal

LANGUAGES = {"sv": "Svenska", "en": "English"}
LOCALE = Path(__file__).parent / "locale" / "en"
_language: ContextVar[str] = ContextVar("language", default="sv")


def speak(language: str) -> None:
    """Sets the language of this page run; an unknown one is Swedish."""
    _language.set(language if language in LANGUAGES else "sv")


def language() -> str:
    """'sv' or 'en'."""
    return _language.get()


@cache
def catalogue() -> dict[str, str]:
    """Swedish source string -> English, over all areas. tests/test_words.py holds it complete, without leftovers and without doubles."""
    return {
        source: english
        for file in sorted(LOCALE.glob("*.json"))
        for source, english in json.loads(file.read_text(encoding="utf-8")).items()
    }


def t(text: str, **values: object) -> str:
    """`text` in the reader's language with `values` put in. `text` is a literal: the test reads it from the code."""
    return stored(text).format(**values) if values else stored(text)


def tn(one: str, many: str, n: int, **values: object) -> str:
    """`one` where n is 1, else `many`; {n} in them is the number as the language writes it."""
    return stored(one if n == 1 else many).format(n=number(n), **values)


def stored(text: str) -> str:
    """A Swedish text that comes from data (a source's title, a unit, a phase): English where the catalogue has it, else as it stands."""
    return text if language() == "sv" else catalogue().get(text, text)


def either(swedish: str, english: str) -> str:
    """Of a pair that the warehouse holds in both languages, the reader's."""
    return swedish if language() == "sv" else english


def _locale() -> Locale:
    return _locales()[language()]


@cache
def _locales() -> dict[str, Locale]:
    return {"sv": Locale("sv", "SE"), "en": Locale("en", "GB")}


def dont_know() -> str:
    """What stands where a figure is missing. The reason stands beside it; it is never 0."""
    return t("vet ej")


def number(value: float | None, decimals: int = 0) -> str:
    """108 543 or 108,543; None is 'vet ej'."""
    if value is None:
        return dont_know()
    shown = round(value, decimals) + 0.0  # no "−0"
    return str(format_decimal(shown, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=_locale()))


def percent(value: float | None, decimals: int = 1) -> str:
    """9,8 % of a value that is already in per cent."""
    return dont_know() if value is None else number(value, decimals) + ("\u00a0%" if language() == "sv" else "%")


def signed(value: float | None, decimals: int = 0) -> str:
    """+9 500 or −9 500, with a true minus sign."""
    if value is None:
        return dont_know()
    return ("+" if round(value, decimals) > 0 else "") + number(value, decimals).replace("-", "−")


def signed_percent(value: float | None, decimals: int = 1) -> str:
    """+9,8 %"""
    return dont_know() if value is None else signed(value, decimals) + ("\u00a0%" if language() == "sv" else "%")


def unit(text: str) -> str:
    """A unit as it is read out: 't CO2e' is 'ton CO2e'."""
    return stored(f"ton {text[2:]}" if text.startswith("t ") else text)


def amount(value: float | None, unit_text: str, decimals: int = 0) -> str:
    """108 543 ton CO2e: a number never stands without its unit."""
    if value is None:
        return dont_know()
    return percent(value, decimals) if unit_text == "%" else f"{number(value, decimals)} {unit(unit_text)}"


def count_word(n: int) -> str:
    """A small count as a word, for running text: 'sex'."""
    words = {
        "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
        "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    }[language()]
    return words[n] if 0 <= n < len(words) else number(n)


def date(edtf: str | datetime | None) -> str:
    """'2024', 'december 2025', '16 april 2026' from EDTF text or a time; the precision given is kept. None is 'vet ej'."""
    if edtf is None or edtf == "":
        return dont_know()
    if isinstance(edtf, datetime):
        return str(format_date(edtf, "long", locale=_locale()))
    parts = edtf.rstrip("?~%").split("-")
    try:
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", calendar_date(int(parts[0]), int(parts[1]), 1), locale=_locale()))
        if len(parts) == 3:
            return str(format_date(calendar_date(*(int(part) for part in parts)), "long", locale=_locale()))
    except ValueError:
        return edtf  # a season, an interval: EDTF that needs no calendar is shown as written
    return edtf


def day(when: datetime) -> str:
    """'25 nov. 2026', on one line, for a table."""
    return str(format_date(when, "medium", locale=_locale())).replace(" ", "\u00a0")


def weekday(when: datetime) -> str:
    """'onsdag 9 december 2026', where people are asked to come."""
    return str(format_date(when, "EEEE d MMMM y", locale=_locale()))


def moment(when: datetime) -> str:
    """'25 november 2026 08:00' (UTC times are said to be UTC)."""
    return f"{format_datetime(when, 'd MMMM y HH:mm', locale=_locale())} UTC"


def age(when: datetime, now: datetime | None = None) -> str:
    """'för 5 dagar sedan' of a UTC time."""
    past = when.replace(tzinfo=UTC) - (now or datetime.now(UTC))
    return str(format_timedelta(min(past, timedelta(0)), add_direction=True, locale=_locale()))


def size(n: int) -> str:
    """1,2 MB; 300 byte."""
    for step, name in ((1_000_000, "MB"), (1_000, "kB")):
        if n >= step:
            return f"{number(n / step, 1)} {name}"
    return f"{number(n)} byte"


def listing(words: list[str]) -> str:
    """'a, b och c'."""
    return words[0] if len(words) == 1 else t("{first} och {last}", first=", ".join(words[:-1]), last=words[-1]) if words else ""
