"""The plans and decisions that a source lists."""

from dataclasses import dataclass

from twin.warehouse import ask


@dataclass(frozen=True)
class Document:
    """One plan, decision or permit: whose, from when, and what the list says of it. url None where the list gives none."""

    place: str
    title: str
    period: str | None
    note_sv: str
    url: str | None
    source_key: str


def documents(source_key: str) -> list[Document]:
    """Every document of a source, by municipality and newest first."""
    found = ask(
        "SELECT p.name, d.title_sv, d.period, d.note_sv, d.url, d.source_key FROM document AS d JOIN place AS p ON p.code = d.place_code "
        "WHERE d.source_key = ? ORDER BY p.name, d.period DESC NULLS LAST, d.title_sv",
        [source_key],
    )
    return [Document(*row) for row in found]
