"""The brief as slides (PPTX): charts that can be edited, pictures with alternative texts, the receipts of each slide in its notes."""

from twin.reports.deck import Deck
from twin.reports.headings import asked_word, headings, standing_word
from twin.reports.model import Brief
from twin.words import t


def slides(brief: Brief) -> bytes:
    """The file's bytes: what is asked, how we stand, what happened, what is under way, the talks, what is not known, then the tables."""
    said, deck = headings(brief), Deck(brief)
    deck.words(
        brief.title,
        [*(f"{asked_word(one.kind)}: {one.text} {one.why}" for one in brief.asked), *([said.by_rule] if said.by_rule else [])],
        kicker=f"{said.dated}. {said.asked}:",
        lead=brief.lead,
    )
    deck.standing(said.facts)
    deck.changes(said.sectors)
    deck.words(said.under_way, [*brief.under_way, *([f"{one.label}: {one.figure}. {one.says}"] if (one := brief.digital) else [])])
    talks = [
        f"{one.owners}: {one.a} + {one.b}. {standing_word(one)}. {one.why} {t('Talar emot:')} {one.against or t('inget funnet')}"
        for one in brief.talks
    ]
    deck.words(said.talks, [*(talks or [said.no_talks]), *([said.suggestion] if talks else [])])
    deck.words(said.unknown, [*brief.unknown])
    for table in brief.tables:
        deck.table(table)
    return deck.saved()
