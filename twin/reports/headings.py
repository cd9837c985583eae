"""The words that every form puts around the content, in the language of the brief."""

from dataclasses import dataclass

from twin.reports.model import Brief, Talk
from twin.words import t


@dataclass(frozen=True)
class Headings:
    """Headings and fixed sentences, ready to be read."""

    dated: str
    asked: str
    facts: str
    sectors: str
    under_way: str
    talks: str
    no_talks: str
    unknown: str
    receipts: str
    table_receipts: str
    tables: str
    suggestion: str
    by_rule: str
    marks: str


def headings(brief: Brief) -> Headings:
    """The headings of a brief; the language spoken must be the brief's own."""
    return Headings(
        dated=f"{brief.host}, {brief.dated}",
        asked=t("Det här frågas ni om"),
        facts=t("Så står vi till"),
        sectors=t("Vad som hände senast"),
        under_way=t("På gång"),
        talks=t("Tre samtal som kan vara värda att ha") if len(brief.talks) > 2 else t("Samtal som kan vara värda att ha"),
        no_talks=t("Inget samtal att föreslå: inga aktuella initiativ möts."),
        unknown=t("Det här vet vi inte"),
        receipts=t("Kvitton"),
        table_receipts=t("Kvitton till tabellerna"),
        tables=t("Tabeller"),
        by_rule=_by_rule(sum(one.kind == "direction" for one in brief.asked)),
        marks=t("Små siffror, som 1), visar vilket kvitto ett tal har."),
        suggestion=t("Ett förslag är inget faktum. Bekräftat betyder att en person har läst det och håller med."),
    )


def standing_word(talk: Talk) -> str:
    """Whether a person has confirmed it."""
    return t("Bekräftat av en person") if talk.confirmed else t("Förslag, ej granskat")


def asked_word(kind: str) -> str:
    """'Beslut', which somebody votes on, or 'Fråga', which is talked of."""
    return {"decision": t("Beslut"), "direction": t("Fråga")}[kind]


def _by_rule(questions: int) -> str:
    if questions == 1:
        return t("Frågan är framtagen av ett datorprogram. Ingen person har granskat den.")
    return t("Frågorna är framtagna av ett datorprogram. Ingen person har granskat dem.") if questions else ""
