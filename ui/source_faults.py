"""What does not look as it should: rows set aside, answers that differ from those before them, and publishers' known errors."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.questions import sources
from twin.questions.drift import Correction, Drift, corrections, drifts
from twin.questions.sources import Rejected
from twin.words import amount, date, day, either, listing, number, stored, t, tn
from ui.tables import Column, table
from ui.theme import lead, note, small, swedish

SHOWN = 200  # rows of a table before the rest is only counted


def draw() -> None:
    """The whole view: the answer, then each kind with what to do about it."""
    refused, found, known = sources.rejected(), drifts(), corrections()
    blocked = {row.source_key for row in found if row.blocks}
    counted = [
        tn("<strong>{n}</strong> rad i karantän", "<strong>{n}</strong> rader i karantän", n) if (n := len(refused)) else "",
        tn("<strong>{n}</strong> avvikelse i nya svar", "<strong>{n}</strong> avvikelser i nya svar", n) if (n := len(found)) else "",
        tn("<strong>{n}</strong> källa stoppad", "<strong>{n}</strong> källor stoppade", n) if (n := len(blocked)) else "",
        tn("<strong>{n}</strong> känt fel rättat här", "<strong>{n}</strong> kända fel rättade här", n) if (n := len(known)) else "",
    ]
    told = listing([text for text in counted if text])
    lead(f"{told}." if told else t("Inga rader i karantän, inga avvikelser i nya svar och inga kända fel."))
    _quarantine(refused)
    _drift(found)
    _corrections(known)


def _quarantine(rows: Sequence[Rejected]) -> None:
    st.header(t("Rader i karantän"), anchor=False)
    small(
        t(
            "En rad som bryter mot källans kontrakt visas aldrig. Där källan tål enstaka fel läggs raden här; annars stannar hela källan och de förra siffrorna står kvar."
        )
    )
    if not rows:
        note(escape(t("Inga rader ligger i karantän.")))
        return
    titles = {source.key: stored(source.title) for source in sources.sources()}
    columns = [
        Column(t("Källa"), lambda row: titles[row.source_key]),
        Column(t("Rad"), "row_text"),
        Column(t("Fält"), "field"),
        Column(t("Värde"), "value"),
        Column(t("Regel"), "rule_sv", html=swedish),
    ]
    caption = tn(
        "{n} rad, med det fält och den regel som stoppade den.",
        "{n} rader, var och en med det fält och den regel som stoppade den.",
        len(rows),
    )
    table(rows[:SHOWN], columns, "karantan", caption, stack=True)
    if len(rows) > SHOWN:
        small(escape(t("och {n} till", n=number(len(rows) - SHOWN))))


def kind_name(kind: str) -> str:
    """The kind of a finding in words."""
    return {
        "new_code": t("ny kod"),
        "vanished": t("rader borta"),
        "unit": t("annan enhet"),
        "jump": t("stort hopp"),
    }[kind]


def _drift(found: Sequence[Drift]) -> None:
    st.header(t("Nya svar som avviker"), anchor=False)
    small(
        t(
            "Varje nytt svar jämförs med det förra innan det publiceras: koder som inte fanns, rader som är borta, en annan enhet, hopp över en satt gräns."
        )
    )
    if not found:
        note(escape(t("Inget nytt svar avviker från det förra.")))
        return
    columns = [
        Column(t("Källa"), lambda row: stored(row.title)),
        Column(t("Vad"), "kind", kind_name),
        Column(t("Nyckeltal"), lambda row: either(row.name_sv or "–", row.name_en or "–")),
        Column(t("Plats"), lambda row: row.place or "–"),
        Column(t("Period"), "period", lambda period: date(period) if period else "–"),
        Column(t("I ord"), "text_sv", html=swedish),
        Column(t("Följd"), "blocks", lambda blocks: t("källan väntar") if blocks else t("publicerat ändå")),
        Column(t("Sett"), "seen_at", day),
    ]
    caption = tn("{n} avvikelse. De som stoppar en källa först.", "{n} avvikelser. De som stoppar en källa först.", len(found))
    table(found[:SHOWN], columns, "avvikelser", caption, stack=True)
    if len(found) > SHOWN:
        small(escape(t("och {n} till", n=number(len(found) - SHOWN))))
    for key in dict.fromkeys(row.source_key for row in found if row.blocks):
        command = f'<strong class="tt-copy">python -m ingest fetch {escape(key)} --accept-drift</strong>'
        title = next(stored(row.title) for row in found if row.source_key == key)
        note(
            t(
                "{title} väntar: det nya svaret är sparat vid sidan av och de förra siffrorna visas. Stämmer det nya, ta in det med {command}.",
                title=f"<strong>{escape(title)}</strong>",
                command=command,
            )  # fmt: skip
        )


def _corrections(found: Sequence[Correction]) -> None:
    st.header(t("Kända fel hos utgivare"), anchor=False)
    small(
        t(
            "Ett fel som är känt rättas här och märks så överallt där det visas. När utgivaren har rättat det stannar källan, tills rättelsen är borttagen. "
            "De står i <strong>data/corrections.toml</strong>."
        )
    )
    if not found:
        note(escape(t("Inga fel är kända.")))
        return
    columns = [
        Column(t("Vad"), lambda row: row, html=_what, screen_only=True),
        Column(t("Vad"), lambda row: either(row.name_sv, row.name_en), csv_only=True),
        Column(t("Källa"), lambda row: stored(row.title), csv_only=True),
        Column(t("Plats"), "place", csv_only=True),
        Column(t("Period"), "period", csv_only=True),
        Column(t("Utgivaren skriver"), lambda row: row, lambda row: _value(row, row.found), screen_only=True),
        Column(t("Utgivaren skriver"), "found", csv_only=True),
        Column(
            t("Rätt värde"),
            lambda row: row,
            lambda row: t("saknas; ingen vet") if row.correct is None else _value(row, row.correct),
            screen_only=True,
        ),
        Column(t("Rätt värde"), "correct", csv_only=True),
        Column(t("Skäl"), "reason_sv", lambda text: stored(text)),
        Column(t("Anmält till utgivaren"), lambda row: row, _reported),
    ]
    table(found, columns, "kanda-fel", tn("{n} fel.", "{n} fel.", len(found)), stack=True)


def _what(row: Correction) -> str:
    where = " ".join([row.place, *([date(row.period)] if row.period else [])])
    return f'{escape(either(row.name_sv, row.name_en))}, {escape(where)}<br><span class="tt-small">{escape(stored(row.title))}</span>'


def _value(row: Correction, text: str) -> str:
    return amount(float(text), row.unit or "", row.decimals or 0) if row.field == "value" else text


def _reported(row: Correction) -> str:
    if row.status == "mended":
        return t("rättat av utgivaren")
    return date(row.reported) if row.reported else t("nej, ingen har anmält det")
