"""The emission database's own words, written the same in every vintage: the workbook of 2024 spells some of them wrong."""

import re
from functools import cache

MAIN_SECTORS = (
    "Arbetsmaskiner",
    "Avfall (inkl.avlopp)",
    "Egen uppvärmning av bostäder och lokaler",
    "El och fjärrvärme",
    "Industri (energi + processer)",
    "Jordbruk",
    "Produktanvändning (inkl. lösningsmedel)",
    "Transporter",
    "Utrikes transporter",
)
_SPELLING = {"uppärmning": "uppvärmning", "fran": "från", "förbranning": "förbränning", "hastgödsel": "hästgödsel"}


def sector_key(text: str) -> str:
    """For comparison: casefolded letters and digits only, known misspellings mended."""
    return re.sub(r"[\W_]+", "", _mended(text).casefold())


@cache
def main_sector(text: str) -> str:
    """The main sector as the release of 2026 writes it. Raises ValueError for an unknown one: a new or renamed sector breaks the series."""
    try:
        return _BY_KEY[sector_key(text)]
    except KeyError as unknown:
        raise ValueError(f"huvudsektorn «{text}» är okänd; de kända står i ingest/connectors/labels.py") from unknown


@cache
def subsector(text: str) -> str:
    """The subsector with its misspellings mended and a capital first."""
    mended = _mended(text)
    return mended[:1].upper() + mended[1:]


def _mended(text: str) -> str:
    def word(found: re.Match[str]) -> str:
        right = _SPELLING.get(found[0].casefold())
        return found[0] if right is None else right.capitalize() if found[0][0].isupper() else right

    return re.sub(r"\w+", word, " ".join(text.split()))


_BY_KEY = {sector_key(name): name for name in MAIN_SECTORS}
