"""Which files a register has, which columns each has, and what a single cell may hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

Problem = tuple[str, str]  # what is wrong ("är inte …"), and what to do
Check = Callable[[str], Problem | None]

KINDS = ("municipality", "company", "federation", "region", "agency", "other")
LEVELS = ("kommun", "höglandet", "län", "nationell")
PHASES = ("föreslagen", "planerad", "pågående", "avslutad", "avbruten", "vilande", "okänd")
ROLES = ("ansvarig", "genomförare", "finansiär", "partner")
SCHEMES = ("theme", "technology", "asset", "mechanism", "data_made", "data_needed")
QUALITIES = ("bekräftad av ägaren", "sedd på sidan", "sedd i lista", "sedd i kodförråd", "sedd som länk på sidan")


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


@dataclass(frozen=True)
class Column:
    """One column: may it be empty, and what does it hold when it is not."""

    name: str
    check: Check | None = None
    required: bool = True


@dataclass(frozen=True)
class Sheet:
    """One file of the register: its columns, and those that together may not be repeated."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def maybe(name: str, check: Check | None = None) -> Column:
    """A column that may be empty."""
    return Column(name, check, required=False)


SLUG = like(r"[a-z0-9]+(-[a-z0-9]+)*", "är inget giltigt id", "skriv små bokstäver a–z, siffror och bindestreck, som nassjo-kommun")
SERIAL = like(r"[A-ZÅÄÖ]{2,5}-\d{2,3}", "är inget giltigt id", "skriv två till fem versaler, bindestreck och löpnummer, som NAS-01")
SCORE = one_of("0", "1", "2")
AMOUNT = like(
    r"[1-9]\d{0,14}", "är inte ett belopp i hela kronor", "skriv bara siffror, högst 15, utan mellanslag och enhet, eller lämna tomt"
)
NUMBER = like(r"-?\d+(\.\d+)?", "är inte ett tal", "skriv tal med decimalpunkt, utan enhet, eller lämna tomt")

ORGANISATIONS = Sheet(
    "organisations.csv",
    (
        Column("id", SLUG),
        Column("name"),
        maybe("orgnr", organisation_number),
        Column("kind", one_of(*KINDS)),
        maybe("parent_id"),
        maybe("place_code"),
        Column("business_sv"),
        Column("source_url", source),
        maybe("note_sv"),
        maybe("aliases"),
    ),
    ("id",),
)
INITIATIVES = Sheet(
    "initiatives.csv",
    (
        Column("id", SERIAL),
        Column("title_sv", at_most(160)),
        Column("description_sv", at_most(300)),
        Column("owner_text"),
        Column("owner_org_id"),
        maybe("partners_text"),
        Column("geo_level", one_of(*LEVELS)),
        Column("climate_score", SCORE),
        Column("digital_score", SCORE),
        Column("phase", one_of(*PHASES)),
        Column("phase_basis"),
        maybe("start_date", edtf),
        maybe("end_date", edtf),
        maybe("as_of", edtf),
        Column("quality", quality),
        maybe("budget_sek", AMOUNT),
        maybe("budget_note"),
        maybe("funder_text"),
    ),
    ("id",),
)
ROLES_OF = Sheet(
    "initiative_organisations.csv",
    (Column("initiative_id"), Column("organisation_id"), Column("role", one_of(*ROLES)), Column("evidence")),
    ("initiative_id", "organisation_id", "role"),
)
PLACES_OF = Sheet(
    "initiative_places.csv", (Column("initiative_id"), Column("place_code"), Column("evidence")), ("initiative_id", "place_code")
)
TAGS_OF = Sheet(
    "initiative_tags.csv",
    (Column("initiative_id"), Column("scheme", one_of(*SCHEMES)), Column("code"), Column("evidence")),
    ("initiative_id", "scheme", "code"),
)
SOURCES_OF = Sheet(
    "initiative_sources.csv",
    (Column("initiative_id"), Column("url", source), Column("title_sv"), maybe("seen_at", edtf)),
    ("initiative_id", "url"),
)
RELATIONS = Sheet(
    "initiative_relations.csv",
    (Column("a"), Column("b"), Column("kind", one_of("related", "parent", "successor")), Column("note_sv")),
    ("a", "b", "kind"),
)
TARGETS = Sheet(
    "targets.csv",
    (
        Column("id", SLUG),
        Column("place_code"),
        maybe("indicator_id"),
        Column("scope", one_of("territory", "organisation", "none")),
        Column("gas", one_of("ghg", "co2", "energy", "none")),
        Column("state", one_of("found", "not_found")),
        maybe("base_period", edtf),
        maybe("period", edtf),
        maybe("value", NUMBER),
        maybe("unit"),
        Column("text_sv"),
        Column("text_en"),
        maybe("source_url", source),
        maybe("seen_at", edtf),
        Column("drawable", one_of("ja", "nej")),
    ),
    ("id",),
)
SHEETS = (ORGANISATIONS, INITIATIVES, ROLES_OF, PLACES_OF, TAGS_OF, SOURCES_OF, RELATIONS, TARGETS)
