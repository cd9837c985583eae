"""What the dialogue asks of a source and its key figures, what may be answered, and what is wrong with an answer: told as it is given."""

from collections.abc import Mapping

from ingest import new, wording
from ingest.errors import WrongUse
from ingest.workshop.making import LICENCES, so_far
from ingest.workshop.model import Draft, Value

SOURCE = {
    "key": "Källans nyckel (små bokstäver, blir filens namn)", "title": "Vad siffrorna visar", "publisher": "Utgivare",
    "licence": "Licens, med utgivarens ord", "licence_class": f"Licensklass: {', '.join(LICENCES)}", "homepage": "Utgivarens sida (https://…)",
    "track": f"Spår: {', '.join(wording.TRACKS)}", "cadence": "Hur ofta den kommer", "limits": "Vad siffrorna inte kan säga",
    "method": "Hur siffrorna kommer till",
}  # fmt: skip
VALUE = {
    "indicator": "Nyckeltalets id (små bokstäver, understreck)", "unit": "Enhet", "low": "Minsta möjliga värde", "high": "Största möjliga värde",
    "decimals": "Antal decimaler", "name_sv": "Namn på svenska", "name_en": "Namn på engelska",
    "definition_sv": "Vad det mäter, på svenska, i en eller två meningar (40–220 tecken)", "definition_en": "Det samma på engelska",
    "theme": "Tema", "better": f"Vad som är bättre: {', '.join(wording.BETTER)}",
}  # fmt: skip
MEANS = {
    "open": "öppen licens", "authority": "offentlig uppgift från myndighet; ange källa",
    "private": "privat utgivare utan angiven licens: visas, men följer inte med i nedladdningar",
    "climate": "klimat", "digital": "digitalisering", "context": "sammanhang, varken eller",
    "lower": "lägre är bättre", "higher": "högre är bättre", "none": "varken högt eller lågt är bättre",
}  # fmt: skip
ASKED_AS = {"scale": "high", "definition_url": "homepage"}  # what follows from an answer -> the question that it was given to


def choices(field: str) -> Mapping[str, str]:
    """What the question may be answered with, each with what it means; empty where the answer is free."""
    if field == "theme":
        return wording.themes()
    if field == "unit":
        return dict.fromkeys(wording.units(), "")
    closed = {"licence_class": LICENCES, "track": wording.TRACKS, "better": wording.BETTER}.get(field, ())
    return {one: MEANS[one] for one in closed}


def wrong(draft: Draft, field: str, value: Value | None = None) -> str:
    """Why the answer can't stand, in Swedish with what is asked of it; '' where it can. `value` is the key figure in question, the draft's last."""
    try:
        if field == "key":
            new.free(draft.key)
        if field == "indicator" and value is not None:
            new.without_words("new", [value.indicator])
    except WrongUse as taken:
        return f"{taken.problem} {taken.remedy}"
    if field == "unit":
        wording.units.cache_clear()  # one that was just added in another window counts
    row = "källan" if value is None else f"nyckeltalet {value.indicator or value.field}"
    return next((f"{fault.rule}." for fault in so_far(draft) if fault.row == row and ASKED_AS.get(fault.field, fault.field) == field), "")
