"""The register to Excel and back: download, hand in, see row by row what would change, confirm. One bad cell, and nothing changes."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.register import sheets
from twin.register.columns import tab
from twin.register.faults import Fault
from twin.register.roundtrip import Difference, RowChange, difference, takes_back
from twin.register.sheet_in import LIMIT, read_upload
from twin.register.sheet_out import csv_of, workbook
from twin.register.standing import Standing
from twin.words import moment, number, size, t, tn
from twin.workspace import Change, role_name
from ui.fault_words import fault_html
from ui.tables import Column, table
from ui.theme import note, small, swedish
from ui.upkeep import locked, save
from ui.upkeep_gone import gone

SHOWN = 200  # rows of the difference; the rest are counted
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(now: Standing) -> None:
    """Download above, upload below."""
    st.header(t("1. Ladda ned"), anchor=False)
    small(
        escape(
            t(
                "Arbetsboken har ett blad för varje del av registret, listor att välja ur och ett blad som förklarar kolumnerna. "
                "Ändra, lägg till rader, spara, och lämna in den nedan."
            )
        )
    )
    labels = [
        (scheme, line.cells["code"], line.cells["name_sv"], line.cells["definition_sv"])
        for schemes, lines in now.lists.items()
        for scheme in schemes
        for line in lines
    ]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            t("Ladda ned Excel"),
            lambda: workbook(now.lines, labels),
            "register.xlsx",
            KIND,
            key="register-xlsx",
            on_click="ignore",
            type="primary",
        )
        by_tab = {
            tab(sheet.file): sheet for sheet in (sheets.INITIATIVES, *(one for one in sheets.SHEETS if one is not sheets.INITIATIVES))
        }
        part = by_tab[str(st.selectbox(t("Del av registret som CSV"), list(by_tab), key="register-part", width=280))]
        name = part.file.replace(".csv", "-register.csv")
        st.download_button(t("Ladda ned CSV"), csv_of(part, now.lines[part.file]), name, "text/csv", key="register-csv", on_click="ignore")
    st.header(t("2. Lämna in"), anchor=False)
    if locked():
        return
    handed = st.file_uploader(
        t("Arbetsbok (.xlsx) eller CSV, högst {size}", size=size(LIMIT)),
        type=["xlsx", "csv"],
        key=f"register-upload-{st.session_state.get('register-uploads', 0)}",
        max_upload_size=LIMIT // 1_000_000,
    )
    if handed is None:
        small(escape(t("Inget ändras förrän du har sett skillnaden och bekräftat den.")))
        return
    upload = read_upload(handed.name, handed.getvalue(), now.places)
    found = difference(now.lines, upload, now.hold)
    st.header(t("3. Skillnaden"), anchor=False)
    if upload.faults and not upload.lines:
        _refused(found.faults)
        return
    ticked = gone(found, upload, handed.file_id)
    if ticked:
        found = difference(now.lines, upload, now.hold, ticked)
    if found.faults:
        _refused(found.faults)
    _rows(found, now.changes)
    if not found.faults:
        _confirm(found, len(ticked))


def _refused(faults: Sequence[Fault]) -> None:
    told = tn("Filen har ett fel. Inget har ändrats.", "Filen har {n} fel. Inget har ändrats.", len(faults))
    st.html(
        f'<div class="tt-note tt-alarm" role="alert"><strong>{escape(told)}</strong> {escape(t("Rätta cellerna i filen och lämna in den igen."))}</div>'
    )
    columns = [
        Column(t("Var"), lambda fault: fault, html=lambda fault: escape(_where(fault))),
        Column(t("Kolumn"), "column"),
        Column(t("Värde"), lambda fault: fault.value if len(fault.value) <= 80 else f"{fault.value[:80]}…", html=swedish),
        Column(t("Fel"), "rule", html=fault_html),
        Column(t("Gör så här"), "remedy", html=fault_html),
    ]
    table(faults, columns, "fel-i-filen", t("Rad är radens nummer i Excel."), download=False, stack=True)


def _where(fault: Fault) -> str:
    place = tab(fault.file) if fault.file in {sheet.file for sheet in sheets.SHEETS} else fault.file
    return t("{sheet}, rad {row}", sheet=place, row=fault.line) if fault.line else place


def _rows(found: Difference, changes: Sequence[Change]) -> None:
    if not found.rows:
        small(escape(t("Filen säger detsamma som registret i alla rader som den har.")))
        return
    kinds = {"added": t("ny rad"), "changed": t("ändrad")}
    sheet_of = {sheet.file: sheet for sheet in sheets.SHEETS}
    older = {id(row): edit for row in found.rows if (edit := takes_back(row, changes, sheet_of[row.file]))}
    if older:
        told = tn(
            "{n} rad i filen tar tillbaka en ändring som någon har gjort här. Är filen äldre än den: ladda ned en ny och ändra i den.",
            "{n} rader i filen tar tillbaka ändringar som någon har gjort här. Är filen äldre än dem: ladda ned en ny och ändra i den.",
            len(older),
        )
        note(escape(told))

    def what(row: RowChange) -> str:
        edit = older.get(id(row))
        if edit is None or edit.at is None:
            return kinds[row.kind]
        return t(
            "{kind}; tar tillbaka en ändring av en {role}, {when}", kind=kinds[row.kind], role=role_name(edit.role), when=moment(edit.at)
        )

    columns = [
        Column(t("Var"), lambda row: t("{sheet}, rad {row}", sheet=tab(row.file), row=row.number)),
        Column(t("Rad"), lambda row: " · ".join(row.key)),
        Column(t("Vad"), what),
        Column(t("Celler"), lambda row: row, html=_cells),
    ]
    shown = found.rows[:SHOWN]
    table(shown, columns, "skillnaden", t("Det som filen ändrar, rad för rad."), download=False, stack=True)
    if len(found.rows) > SHOWN:
        small(escape(t("och {n} till", n=number(len(found.rows) - SHOWN))))


def _cells(row: RowChange) -> str:
    empty = f'<span class="tt-old">{escape(t("tomt"))}</span>'
    arrow = f'<span aria-hidden="true"> → </span><span class="tt-hidden"> {escape(t("blir"))} </span>'
    if row.kind == "added":
        return "<br>".join(f"{escape(name)}: <strong>{swedish(new)}</strong>" for name, _, new in row.cells)
    return "<br>".join(
        f"{escape(name)}: {swedish(old) if old else empty}{arrow}<strong>{swedish(new) if new else empty}</strong>"
        for name, old, new in row.cells
    )


def _confirm(found: Difference, removed: int) -> None:
    if not found.edits:
        return
    said = tn("Filen är inläst: {n} ändring sparad.", "Filen är inläst: {n} ändringar sparade.", len(found.edits))
    if removed:
        small(escape(t("Initiativ som tas bort tar sina rader i andra blad med sig.")))

    def accepted(edits: Sequence[Change]) -> None:
        if save(edits, said, source="upload"):
            st.session_state["register-uploads"] = st.session_state.get("register-uploads", 0) + 1  # an empty field for the next file

    st.button(
        tn("Bekräfta och spara ändringen", "Bekräfta och spara {n} ändringar", len(found.edits)),
        key="accept-upload",
        type="primary",
        on_click=accepted,
        args=(found.edits,),
    )
