"""Fields that tell of a private person, by their name or by what stands in them: never kept in a recording, never shown in a look."""

import re
from collections.abc import Iterable

_NAMED = re.compile(
    r"person|(?<!l[oö])pnr|f(ö|o)rnamn|efternamn|first_?name|last_?name|sur_?name|given_?name|full_?name|kontakt|contact|handl(ä|a)ggare|ombud|ansvarig|"
    r"e-?post|e-?mail|mejl|telefon|phone|mobil(nr|nummer|e)?\b|fax|födelse|birth|orcid|author(?!it)|investigator|projektledare|project_?leader|"
    r"coordinator_?name|hemadress",
    re.I,
)
_BODY = re.compile(
    r"juridisk|legal|antal|andel|(?:\bper|/)[_ ]*(?:person|capita)|personbil|personal\b|personer\b|organisation|ansvarig_?myndighet|number_?of",
    re.I,
)
_AREA = r"\(?(?:08|0[1-9]\d{1,2})\)?"
_PART = r"\d{2,3}(?!\d)"
_REST = rf"(?:\d\d(?:[ \u00a0]\d\d(?!\d)){{3}}|{_PART}(?:[ \u00a0]{_PART}){{2}}|\d{{3}}[ \u00a0]{_PART}|\d\d[ \u00a0]\d{{3}}|\d{{5,8}})(?!\d)(?![-:]\d)"
_PHONE = re.compile(  # as people write them: what stands in a case number, a date, an amount or a CPV code is something else
    r"(?<![\w+-])(?<!\d[.:,])(?<!\d{4}/)(?:"
    r"(?:\+|00)46[ \u00a0-]?(?:\(0\)[ \u00a0]?)?[1-9](?:[ \u00a0-]?\d){6,12}(?!\d)"
    rf"|{_AREA}[ \u00a0]?[-\u2010-\u2015/][ \u00a0]?{_REST}"  # 0380-51 80 00
    rf"|(?<!\d[ \u00a0]){_AREA}[ \u00a0]{_REST}(?![ \u00a0]{_PART}|\s*(?:kr|sek|[tm]n?kr|kronor|%|procent)(?!\w))"  # 0380 51 80 00
    r"|07[02369]-?\d{3}-?\d{2}-?\d{2}(?![\d-]))",
    re.I,
)
_VALUES = (
    ("en e-postadress", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+")),
    ("ett personnummer", re.compile(r"\b(19|20)?\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]|[67]\d|8\d|9[01])[-+]\d{4}\b")),
    ("ett telefonnummer", _PHONE),
)


SHARE = 0.2  # of a field's values: from here on the field itself is about persons, below it only those values


def why_named(name: str) -> str:
    """Why a field's name is a person's, in Swedish; '' where it is not."""
    plain = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", "_", name)
    return "namnet" if _NAMED.search(plain) and not _BODY.search(plain) else ""


def why_value(value: object) -> str:
    """What of a person's stands in a value, in Swedish; '' where nothing does."""
    return next((what for what, pattern in _VALUES if pattern.search(value)), "") if isinstance(value, str) else ""


def without_persons(text: str) -> str:
    """The text without e-mail addresses, personal identity numbers and phone numbers, which a register may hold in its titles and descriptions."""
    for what, pattern in _VALUES:
        text = pattern.sub(f"({what} utelämnad)" if what.startswith("en") else f"({what} utelämnat)", text)
    return text


def why_private(name: str, values: Iterable[object] = ()) -> str:
    """Why a whole field looks like a person's: its name, or what stands in a fifth of its values; '' where it does not."""
    if why := why_named(name):
        return why
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    hits = [what for what in map(why_value, texts) if what]
    return hits[0] if hits and len(hits) >= SHARE * len(texts) else ""
