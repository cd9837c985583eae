"""A source's plans and decisions as a table."""

from collections.abc import Sequence

from twin.questions.documents import Document
from twin.words import date, number, t
from ui.tables import Column, table
from ui.theme import link, swedish


def documents_table(name: str, found: Sequence[Document]) -> None:
    """A row a document, with a link where the list has one."""
    columns = [
        Column(t("Kommun"), "place"),
        Column(t("Dokument"), "title", html=swedish),
        Column(t("År"), "period", lambda period: date(period) if period else "–"),
        Column(t("Anmärkning"), "note_sv", html=lambda note: swedish(note) if note else "–"),
        Column(t("Adress"), "url", lambda url: url or "–", html=lambda url: link(url, t("öppna")) if url else "–"),
    ]
    caption = t("{n} dokument ur källans lista.", n=number(len(found)))
    table(found, columns, f"dokument-{name}", caption, stack=True)
