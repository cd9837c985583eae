"""Names of organisations as registers write them, made comparable (APIS.md 1.1: NFC, casefold, legal form and ' kommun' dropped; å ä ö stay)."""

import re
import unicodedata

_FORMS = re.compile(
    r"aktiebolag(?:et)?|\(publ\.?\)|\b(?:ab|hb|kb)\b|\bekonomisk förening\b|\bek\.? ?för\.?(?!\w)|\bstiftelsen?\b|\bkommanditbolag(?:et)?\b|\bhandelsbolag(?:et)?\b"
)
_TAIL = re.compile(r"\s*[,(/;]|\s+[-–]\s+")  # what follows names a department, a place or an abbreviation


def plain_organisation(text: str) -> str:
    """'FASTIGHETSAKTIEBOLAGET LINDEN I NÄSSJÖ' and 'Fastighets AB Linden i Nässjö' -> 'fastighets linden i nässjö'."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[^\w&:.]+|(?<!\w)\.|\.(?!\w)", " ", _FORMS.sub(" ", folded)).split())


def head(text: str) -> str:
    """The name without what follows a comma, a bracket, a stroke or a dash: 'Eksjö kommun, tekniska kontoret' -> 'Eksjö kommun'."""
    return _TAIL.split(text.strip(), maxsplit=1)[0]
