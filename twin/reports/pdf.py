"""The brief as a tagged PDF (PDF/UA-1): one A4, then the receipts, then the long tables. typst refuses a picture without an alternative text."""

import json
from pathlib import Path
from typing import Any

import typst

from twin import palette
from twin.reports.basis import lines
from twin.reports.drawing import chart_picture, fonts, map_picture
from twin.reports.headings import asked_word, headings, standing_word
from twin.reports.marks import pieces
from twin.reports.model import Brief, Fact, Note, Table
from twin.words import t

_TEMPLATE = Path(__file__).parent / "brief.typ"


def pdf(brief: Brief) -> bytes:
    """The file's bytes. The same brief gives the same bytes. Raises typst.TypstError with the reason where the template does not go through."""
    inputs = {
        "data": json.dumps(_data(brief), ensure_ascii=False),
        "map": map_picture(brief).decode(),
        "chart": chart_picture(brief).decode() if brief.points else "",
    }
    made = typst.compile(str(_TEMPLATE), font_paths=[fonts()], ignore_system_fonts=True, pdf_standards=["ua-1"], sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}, not one file")
    return made


def _data(brief: Brief) -> dict[str, Any]:
    said = headings(brief)
    first = brief.notes[: brief.first_page_notes]
    return {
        "lang": brief.language,
        "title": brief.title,
        "dated": said.dated,
        "year": [int(part) for part in brief.built_at[:10].split("-")],
        "ink": palette.INK,
        "muted": palette.MUTED,
        "brand": palette.BRAND,
        "ground": palette.GROUND,
        "line": palette.LINE,
        "digital_line": palette.DIGITAL,
        "words": {name: getattr(said, name) for name in said.__dataclass_fields__},
        "against": t("Talar emot:"),
        "lead": _rich(brief.lead),
        "asked": [{"kind": asked_word(one.kind), "text": _rich(one.text), "why": _rich(one.why)} for one in brief.asked],
        "facts": [_fact(one) for one in brief.four],
        "digital": [_fact(brief.digital)] if brief.digital else [],
        "sectors": [_rich(one) for one in brief.sectors],
        "under_way": [_rich(one) for one in brief.under_way],
        "talks": [
            {
                "a": one.a,
                "b": one.b,
                "owners": one.owners,
                "state": standing_word(one),
                "why": _rich(one.why),
                "against": _rich(one.against),
            }
            for one in brief.talks
        ],
        "unknown": [_rich(one) for one in brief.unknown],
        "map_title": _rich(brief.map_title),
        "map_told": brief.map_told,
        "chart_title": _rich(brief.chart_title),
        "chart_told": brief.chart_told,
        "notes": [_note(brief, note) for note in first],
        "table_notes": [_note(brief, note) for note in brief.notes[len(first) :]] if brief.tables else [],
        "tables": [_table(table) for table in brief.tables],
        "snapshot": t("Datalager: {name}", name=brief.snapshot),
    }


def _rich(text: str) -> list[list[str | int | None]]:
    return [[part, n] for part, n in pieces(text)]


def _fact(fact: Fact) -> dict[str, Any]:
    return {"label": fact.label, "figure": _rich(fact.figure), "says": _rich(fact.says)}


def _note(brief: Brief, note: Note) -> dict[str, Any]:
    tables = note.n > brief.first_page_notes
    answers = [f"{one.url} ({t('utgåva {release}', release=one.release)}; {one.obtained}; sha256 {one.sha256})" for one in note.answers]
    return {
        "n": note.n,
        "head": f"{note.publisher}: {note.title}",
        "licence": note.licence,
        "where": [note.url] if note.url else answers,
        "numbers": [] if tables else lines(brief, note),
    }


def _table(table: Table) -> dict[str, Any]:
    counted = t("{n} rader av {all}", n=len(table.rows), all=table.total)
    rows = [[_rich(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "counted": counted, "columns": list(table.columns), "numeric": list(table.numeric), "rows": rows}
