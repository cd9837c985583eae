"""What a single cell may hold: each check tells what is wrong with a value and what to do, or None."""

import re
from collections.abc import Callable
from datetime import date

Problem = tuple[str, str]  # what is wrong ("är inte …"), and what to do
Check = Callable[[str], Problem | None]

QUALITIES = ("bekräftad av ägaren", "sedd på sidan", "sedd i lista", "sedd i kodförråd", "sedd som länk på sidan")
TRUTHS = ("TRUE", "FALSE", "SANT", "FALSKT")  # what spreadsheets write for true and false


def one_of(*allowed: str) -> Check:
    """A check for a closed list."""
    words = ", ".join(allowed)
    return lambda value: None if value in allowed else ("är inte ett av de tillåtna orden", f"skriv ett av: {words}")


def like(pattern: str, rule: str, remedy: str) -> Check:
    """A check for a form."""
    form = re.compile(pattern)
    return lambda value: None if form.fullmatch(value) else (rule, remedy)


def at_most(limit: int) -> Check:
    """A check for the length of a text."""
    return lambda value: (
        None if len(value) <= limit else (f"har {len(value)} tecken, högst {limit} får plats", f"korta texten till {limit} tecken")
    )


def title(value: str) -> Problem | None:
    """At most 160 characters, and words: a spreadsheet makes SANT or FALSKT of some cells, and that is no title."""
    if value.upper() in TRUTHS:
        return "är ett sanningsvärde, inte en titel", "skriv titeln i ord, i en cell som är formaterad som text"
    return at_most(160)(value)


def edtf(value: str) -> Problem | None:
    """A year, a year and month, or a date that exists, between 1900 and 2100."""
    problem = ("är inte ett datum i EDTF", "skriv år, år-månad eller datum: 2025, 2025-09 eller 2025-09-01")
    parts = value.split("-")
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII) or not 1900 <= int(parts[0]) <= 2100:
        return problem
    try:
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except ValueError:
        return problem
    return None


def organisation_number(value: str) -> Problem | None:
    """Ten digits with a hyphen, and the last one is the Luhn check digit of the nine before it."""
    if not re.fullmatch(r"\d{6}-\d{4}", value, re.ASCII):
        return "är inte ett organisationsnummer", "skriv det som 212000-0498, eller lämna tomt om numret inte är läst"
    digits = [int(digit) for digit in value.replace("-", "")]
    total = sum(sum(divmod(digit * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    if total % 10:
        return "har fel kontrollsiffra", "läs numret i en källa till, eller lämna cellen tom"
    return None


def source(value: str) -> Problem | None:
    """An address without blanks, or words that say where the source stands."""
    if value.startswith(("http://", "https://")):
        whole = re.fullmatch(r"https?://[^\s/…]+\.[^\s/…]+[^\s…]*", value)
        return None if whole else ("är inte en hel webbadress", "skriv hela adressen utan blanksteg")
    clear = len(value) >= 12 and re.search(r"[.:/]", value)
    return None if clear else ("säger inte var källan står", "skriv en webbadress, eller utgivare och dokument i ord")


def quality(value: str) -> Problem | None:
    """How sure the row is; a detail may follow the fixed words. What nobody has seen in a source is not shipped."""
    if value.startswith(QUALITIES):
        return None
    return "är ingen godkänd grad av säkerhet", f"börja med ett av: {', '.join(QUALITIES)}; overifierade rader hör inte hemma i registret"


SLUG = like(r"[a-z0-9]+(-[a-z0-9]+)*", "är inget giltigt id", "skriv små bokstäver a–z, siffror och bindestreck, som nassjo-kommun")
SERIAL = like(r"[A-ZÅÄÖ]{2,5}-\d{2,3}", "är inget giltigt id", "skriv två till fem versaler, bindestreck och löpnummer, som NAS-01")
SCORE = one_of("0", "1", "2")
AMOUNT = like(
    r"[1-9]\d{0,14}", "är inte ett belopp i hela kronor", "skriv bara siffror, högst 15, utan mellanslag och enhet, eller lämna tomt"
)
FINITE = like(
    r"-?\d{1,12}(\.\d{1,6})?",
    "är inte ett tal",
    "skriv tal med decimalpunkt, högst tolv siffror före den och sex efter, utan enhet, eller lämna tomt",
)
KEY = like(
    r"[a-z][a-z0-9_]*", "är inget giltigt namn på en källa", "skriv källans nyckel som på sidan Källor: små bokstäver, siffror och _"
)
