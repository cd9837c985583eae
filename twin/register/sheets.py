"""Which files a register has, which columns each has, and which of their words are closed lists."""

from dataclasses import dataclass

from twin.register.checks import (
    AMOUNT,
    FINITE,
    KEY,
    SCORE,
    SERIAL,
    SLUG,
    Check,
    at_most,
    edtf,
    one_of,
    organisation_number,
    quality,
    source,
    title,
)

KINDS = ("municipality", "company", "federation", "region", "agency", "other")
LEVELS = ("kommun", "höglandet", "län", "nationell")
PHASES = ("föreslagen", "planerad", "pågående", "avslutad", "avbruten", "vilande", "okänd")
ROLES = ("ansvarig", "genomförare", "finansiär", "partner")
SCHEMES = ("theme", "technology", "asset", "mechanism", "data_made", "data_needed")
ANSWERS = ("ignorera", "organisation", "ingen")  # of a register entry: leave it out; it is this organisation's; it is none of ours
IGNORED = ("ej_klimat_digitalt", "avser_annan", "redan_med", "for_litet", "annat")  # why a candidate is left out


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
    may_lack: bool = False  # a register that was made before there was such a file begins it empty


def maybe(name: str, check: Check | None = None) -> Column:
    """A column that may be empty."""
    return Column(name, check, required=False)


ORGANISATIONS = Sheet(
    "organisations.csv",
    (
        Column("id", SLUG),
        Column("name", at_most(300)),
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
        Column("title_sv", title),
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
    (Column("initiative_id"), Column("url", source), Column("title_sv", at_most(300)), maybe("seen_at", edtf)),
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
        maybe("value", FINITE),
        maybe("unit"),
        Column("text_sv"),
        Column("text_en"),
        maybe("source_url", source),
        maybe("seen_at", edtf),
        Column("drawable", one_of("ja", "nej")),
    ),
    ("id",),
)
REGISTERS_OF = Sheet(  # the register entries behind an initiative
    "initiative_registers.csv",
    (
        Column("initiative_id"),
        Column("source_key", KEY),
        Column("entry_id"),
        Column("receipt_id"),
        maybe("url", source),
        Column("seen_at", edtf),
    ),
    ("initiative_id", "source_key", "entry_id"),
    may_lack=True,
)
ANSWERS_OF = Sheet(  # what people have said of a register entry
    "register_answers.csv",
    (Column("source_key", KEY), Column("entry_id"), Column("answer", one_of(*ANSWERS)), maybe("value"), maybe("note_sv")),
    ("source_key", "entry_id", "answer"),
    may_lack=True,
)
SAME = Sheet(  # what people have said of two entries: one project, or two
    "register_same.csv",
    (Column("a_source", KEY), Column("a_id"), Column("b_source", KEY), Column("b_id"), Column("same", one_of("ja", "nej"))),
    ("a_source", "a_id", "b_source", "b_id"),
    may_lack=True,
)
SHEETS = (ORGANISATIONS, INITIATIVES, ROLES_OF, PLACES_OF, TAGS_OF, SOURCES_OF, RELATIONS, TARGETS, REGISTERS_OF, ANSWERS_OF, SAME)
