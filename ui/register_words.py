"""How the register is put in words and links, on its own page and on others."""

from html import escape

from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.initiatives import Initiative, Label
from twin.warehouse import meta
from twin.words import count_word, date, either, t
from ui.shell import here
from ui.theme import swedish, track_sign

KEYS = ("kommun", "org", "tema", "typ", "fas", "alder", "text", "vy", "lang")  # of the address, for the choices that a reader has made


def phase_name(phase: str) -> str:
    """The phase in words."""
    return {
        "föreslagen": t("föreslagen"),
        "planerad": t("planerad"),
        "pågående": t("pågående"),
        "vilande": t("vilande"),
        "avslutad": t("avslutad"),
        "avbruten": t("avbruten"),
        "okänd": t("okänt läge"),
    }[phase]


def level_name(level: str) -> str:
    """How wide an initiative reaches."""
    return {"kommun": t("en kommun"), "höglandet": places.federation().name, "län": t("länet"), "nationell": t("hela landet")}[level]


def age_name(age: str, before: int) -> str:
    """The age of a statement in words."""
    return {
        "current": t("från {year} eller senare", year=before),
        "old": t("äldre än {year}", year=before),
        "undated": t("utan datum"),
    }[age]


def label(labels: dict[str, Label], code: str) -> str:
    """The reader's words for a code; the code itself where the taxonomy has none."""
    return either(labels[code].name_sv, labels[code].name_en) if code in labels else code


def titled(row: Initiative) -> str:
    """HTML: shape and title, linked to the initiative's own page."""
    return f'{track_sign(row.kind)} <a href="{escape(href(id=row.id))}" target="_self">{swedish(row.title)}</a>'


def href(**changes: str | None) -> str:
    """This page's address with some parameters changed (None takes one out): choices stay when a reader goes to an initiative and back."""
    return here(KEYS, **changes)


def said(row: Initiative, before: int) -> str:
    """HTML: from when the statement is; an old one looks old."""
    age = register.age(row.as_of, before)
    words = escape(date(row.as_of)) if row.as_of else escape(t("utan datum"))
    return words if age == "current" else f'<span class="tt-old">{words}</span>'


def phase_html(row: Initiative) -> str:
    """HTML: the phase, and that the end has passed where the source has not been brought up to date."""
    late = f'<br><span class="tt-old">{escape(t("slutet har passerat"))}</span>' if register.outrun(row, meta()["built_at"]) else ""
    return escape(phase_name(row.phase)) + late


def where(row: Initiative) -> str:
    """The municipalities by name, in few words where they are all or nearly all."""
    names, own = places.names(), {place.code for place in places.municipalities()}
    missing = own - set(row.places)
    if not missing:
        return t("alla {n}", n=count_word(len(own)))
    if len(missing) == 1 and len(own) > 2:
        return t("alla utom {name}", name=names[missing.pop()])
    return ", ".join(names[code] for code in row.places)


def years(row: Initiative) -> str:
    """From when to when, as far as it is known."""
    if row.start is None and row.end is None:
        return t("årtal okända")
    return f"{date(row.start) if row.start else t('start okänd')} – {date(row.end) if row.end else t('slut okänt')}"
