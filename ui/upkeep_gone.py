"""Rows that an uploaded register lacks: they stay, unless somebody says that they are to go; a sheet that was emptied is told of as such."""

from html import escape

import streamlit as st

from twin.register.columns import tab
from twin.register.roundtrip import Difference
from twin.register.sheet_in import Upload
from twin.words import t, tn
from ui.theme import note, small


def gone(found: Difference, upload: Upload, file_id: str) -> list[tuple[str, ...]]:
    """The (file, *key) of the rows that are to go."""
    emptied = [file for file, lines in upload.lines.items() if not lines and any(row.file == file for row in found.missing)]
    picked: list[tuple[str, ...]] = []
    for file in emptied:
        own = [(row.file, *row.key) for row in found.missing if row.file == file]
        told = tn(
            "Bladet {sheet} är tomt i filen. Registret har {n} rad där. Den står kvar om du inte säger annat.",
            "Bladet {sheet} är tomt i filen. Registret har {n} rader där. De står kvar om du inte säger annat.",
            len(own), sheet=tab(file),
        )  # fmt: skip
        note(escape(told))
        label = tn("Ta bort den enda raden i {sheet}", "Ta bort alla {n} rader i {sheet}", len(own), sheet=tab(file))
        if st.checkbox(label, key=f"emptied-{file}-{file_id}"):
            picked += own
    return picked + _rows([(row.file, *row.key) for row in found.missing if row.file not in emptied], file_id)


def _rows(missing: list[tuple[str, ...]], file_id: str) -> list[tuple[str, ...]]:
    if not missing:
        return []
    small(
        escape(
            tn(
                "{n} rad i registret finns inte i filen. Den står kvar, om du inte väljer att ta bort den.",
                "{n} rader i registret finns inte i filen. De står kvar, om du inte väljer att ta bort dem.",
                len(missing),
            )
        )
    )
    options = {row: f"{tab(row[0])}: {' · '.join(row[1:])}" for row in missing}
    picked = st.multiselect(
        t("Rader som ska tas bort"), list(options), format_func=options.__getitem__, key=f"gone-{file_id}", placeholder=t("Inga tas bort")
    )
    return list(picked)
