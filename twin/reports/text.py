"""The brief as plain text, for a mail: the same words, receipts as [3], lines of at most 78 characters."""

from textwrap import fill

from twin.reports.basis import lines
from twin.reports.headings import headings, standing_word
from twin.reports.marks import plain
from twin.reports.model import Brief, Note
from twin.words import t

WIDTH = 78


def text(brief: Brief) -> str:
    """The whole brief; the tables are only named with their number of rows, since a mail is no place for them."""
    said = headings(brief)
    parts = [
        [brief.title.upper(), said.dated, "", _wrapped(plain(brief.lead))],
        [
            said.asked,
            *(_item(f"{plain(one.text)} {plain(one.why)}") for one in brief.asked),
            *([_wrapped(said.by_rule)] if said.by_rule else []),
        ]
        if brief.asked
        else [],
        [said.facts, *(_item(f"{fact.label}: {plain(fact.figure)}. {plain(fact.says)}") for fact in brief.facts)],
        [said.sectors, _wrapped(" ".join(map(plain, brief.sectors)))] if brief.sectors else [],
        [said.under_way, _wrapped(" ".join(map(plain, brief.under_way)))],
        [said.talks, *(_item(_talk(brief, n)) for n in range(len(brief.talks)))] if brief.talks else [said.talks, _wrapped(said.no_talks)],
        [said.unknown, *(_item(plain(line)) for line in brief.unknown)],
        [said.receipts, *(_note(brief, note) for note in brief.notes[: brief.first_page_notes])],
        [said.tables, *(_item(t("{title}: {n} rader", title=table.title, n=table.total)) for table in brief.tables)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _talk(brief: Brief, n: int) -> str:
    talk = brief.talks[n]
    return f"{talk.owners}: {talk.a} + {talk.b}. {standing_word(talk)}. {plain(talk.why)} {t('Talar emot:')} {plain(talk.against) or t('inget funnet')}"


def _note(brief: Brief, note: Note) -> str:
    where = note.url or "; ".join(f"{one.url} ({one.release})" for one in note.answers)
    numbers = "; ".join(lines(brief, note))
    said = [f"{note.publisher}: {note.title}", *([where] if where else []), *([numbers] if numbers else [])]
    return fill(
        ". ".join(said), WIDTH, initial_indent=f"[{note.n}] ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def _item(line: str) -> str:
    return fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _wrapped(line: str) -> str:
    return fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
