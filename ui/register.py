"""What page Initiativ draws: the choices in the address, the register as a table and as a time line."""

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

import streamlit as st

from twin import bars
from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.initiatives import Choice, Count, Initiative
from twin.warehouse import meta
from twin.words import number, t, tn
from ui.charts import chart
from ui.filters import select_any, text
from ui.register_words import KEYS, age_name, href, label, phase_html, phase_name, said, titled, where
from ui.tables import Column, table
from ui.theme import heading, lead, note, small, swedish, track_mark, track_name


def choices(rows: Sequence[Initiative], before: int) -> Choice:
    """The filters, read from and written to the address."""
    names, themes, taking_part = places.names(), register.labels("theme"), register.organisations()
    own = [place.code for place in places.municipalities()]
    used = {theme for row in rows for theme in row.themes}
    wide, narrow = st.columns([3, 2], vertical_alignment="bottom")
    with wide:
        words = text(t("Sök i registret"), "text", placeholder=t("solel, laddning, sensorer …"))
    with narrow:
        kinds = select_any(t("Spår"), register.KINDS, "typ", track_name)
    active = any(key in st.query_params for key in ("kommun", "org", "tema", "fas", "alder"))
    with st.expander(t("Fler val: kommun, ansvarig, tema, läge, ålder"), expanded=active):
        first, second, third = st.columns(3)
        with first:
            where = select_any(t("Kommun"), own, "kommun", lambda code: names[code])
            phases = select_any(t("Läge"), register.PHASES, "fas", phase_name)
        with second:
            subjects = select_any(t("Tema"), sorted(used, key=lambda code: label(themes, code)), "tema", lambda code: label(themes, code))
            ages = select_any(t("Uppgiftens ålder"), register.AGES, "alder", lambda age: age_name(age, before))
        with third:
            who = select_any(t("Ansvarig eller partner"), list(taking_part), "org", lambda code: taking_part[code])
    return Choice(tuple(where), tuple(who), tuple(subjects), tuple(kinds), tuple(phases), tuple(ages), words)


def answer(all_rows: Count, shown: Count, before: int) -> None:
    """The answer first: how many of each kind, and how much of what is said is old."""
    kinds = t(
        "{climate}, {digital} och {both}",
        climate=track_mark("climate", tn("{n} klimatinitiativ", "{n} klimatinitiativ", shown.climate)),
        digital=track_mark("digital", tn("{n} digitalt", "{n} digitala", shown.digital)),
        both=track_mark("both", t("{n} som är både och", n=number(shown.both))),
    )
    if shown.total == all_rows.total:
        first = t("Registret har <strong>{n} initiativ</strong>: {kinds}.", n=number(shown.total), kinds=kinds)
    else:
        first = t(
            "<strong>{n} av {all}</strong> initiativ passar urvalet: {kinds}.",
            n=number(shown.total),
            all=number(all_rows.total),
            kinds=kinds,
        )
    stale = shown.old + shown.undated
    second = (
        t("Om <strong>{n}</strong> av dem är uppgiften äldre än {year} eller utan datum.", n=number(stale), year=before) if stale else ""
    )
    lead(f"{first} {second}")


def nothing() -> None:
    """No initiative fits: what to do about it."""
    note(
        t("Inget initiativ passar urvalet. Det betyder inte att arbetet saknas, bara att registret inte har någon källa för det.")
        + f' <a href="{escape(href(**dict.fromkeys(KEYS[:-2])))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
    )


def as_table(rows: Sequence[Initiative], before: int) -> None:
    """The register as a table; the download has every field."""
    themes = register.labels("theme")

    def kept(label: str, value: str | Callable[[Initiative], object]) -> Column:
        return Column(label, value, csv_only=True)

    columns = [
        kept("id", "id"),
        Column(t("Initiativ"), lambda row: row, html=titled, screen_only=True),
        kept(t("Initiativ"), "title"),
        kept(t("Spår"), lambda row: track_name(row.kind)),
        kept(t("Klimat, 0–2"), "climate_score"),
        kept(t("Digitalt, 0–2"), "digital_score"),
        Column(t("Ansvarig"), "owner", html=swedish),
        kept(t("Partner"), "partners"),
        Column(t("Kommuner"), where),
        kept(t("Kommunkoder"), lambda row: ", ".join(row.places)),
        kept(t("Räckvidd"), "geo_level"),
        Column(t("Läge"), lambda row: row, html=phase_html, screen_only=True),
        kept(t("Läge"), lambda row: phase_name(row.phase)),
        kept(t("Lägets grund"), "phase_basis"),
        Column(t("Uppgift från"), lambda row: row, html=lambda row: said(row, before), screen_only=True),
        kept(t("Uppgift från"), "as_of"),
        kept(t("Hur uppgiften är sedd"), "quality"),
        kept(t("Start"), "start"),
        kept(t("Slut"), "end"),
        Column(t("Tema"), lambda row: "; ".join(label(themes, code) for code in row.themes)),
        kept(t("Budget, kronor"), "budget_sek"),
        kept(t("Om budgeten"), "budget_note"),
        kept(t("Finansiär"), "funder"),
        kept(t("Beskrivning"), "description"),
        kept(t("Källor"), lambda row: " ".join(row.sources)),
    ]
    table(rows, columns, "initiativ", t("Registret. Källa och datum för varje uppgift står på initiativets egen sida."), stack=True)


def as_timeline(rows: Sequence[Initiative], before: int) -> None:
    """When they run. Years that nobody has said are not drawn; initiatives without any year are named below."""
    spans = [
        bars.Span(
            row.id,
            row.title,
            row.kind,
            register.age(row.as_of, before),
            *map(register.year, (row.start, row.end, row.as_of)),
            href(id=row.id),
        )
        for row in rows
    ]
    small(
        t("Fylld stapel: kända år. Öppen pil: slutår okänt, stapeln slutar vid den senaste uppgiften. Ihåligt märke med ?: startår okänt.")
        + " " + t("Blekt: uppgiften är äldre än {year} eller utan datum.", year=before)
    )  # fmt: skip
    drawn = [span for span in spans if span.years]
    if drawn:
        today = datetime.fromisoformat(meta()["built_at"]).year
        chart(
            bars.timeline(drawn, today),
            t("Tidslinje över {n} initiativ. Samma uppgifter finns som tabell.", n=number(len(drawn))),
            key="timeline",
        )
    without = [row for row, span in zip(rows, spans, strict=True) if not span.years]
    if without:
        items = "".join(f"<li>{titled(row)}</li>" for row in without)
        heading(t("Utan något årtal"))
        st.html(f'<ul class="tt tt-plain">{items}</ul>')
