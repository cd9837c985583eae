"""Step 4 of a new source: the same check that every source stands, the first figures as a table and a map, and the save."""

import hashlib
from collections.abc import Sequence
from html import escape

import streamlit as st

from ingest.workshop import Draft, Fault, Finding, IngestError, Preview, Shown, check, faults, preview, render, save
from twin.maps import BORDERS, MAP_CONFIG, Area, federation_map
from twin.questions import places
from twin.warehouse import current
from twin.words import date, dont_know, number, t, tn, unit
from ui import rebuild, workshop
from ui.filters import choose
from ui.tables import Column, table
from ui.theme import heading, note, small, swedish
from ui.workshop_bench import TRIED, Bench
from ui.workshop_faults import alarm, fault_html, told, under_fields


def draw(bench: Bench, body: bytes | None, name: str) -> None:
    """What is still to be put right; then the findings, the figures and the save."""
    st.header(t("4. Granska och spara"), anchor=False)
    draft = bench.draft()
    wrong = _wrong(draft)
    if st.button(t("Granska källan"), key=bench.key("check"), type="primary"):
        bench.held[TRIED] = True
        if not wrong:
            _check(bench, draft, body, name)
    if bench.held.get(TRIED) and wrong:
        _tell(bench, wrong, draft)
        return
    of, findings, shown = bench.held.get("trial", ("", (), None))
    if not findings:
        small(
            escape(
                t(
                    "Utgivaren frågas en gång, och svaret prövas som alla källors: det förvanskas på hundra sätt och ska då avvisas, aldrig ge en felaktig siffra."
                )
            )
        )
        return
    if of != _mark(draft, body):
        note(escape(t("Något har ändrats sedan granskningen. Granska igen.")))
        return
    _findings(findings)
    if isinstance(shown, Preview):
        _preview(draft, shown)
        with st.expander(t("Filen som sparas")):
            st.html(
                f'<pre class="tt-code" tabindex="0" role="region" aria-label="{escape(t("Filen som sparas"))}">{escape(render(draft))}</pre>'
            )
        if st.button(t("Spara källan"), key=bench.key("save"), type="primary"):
            try:
                with st.spinner(t("Sparar …")):
                    save(draft, body, name)
            except IngestError as fault:
                alarm(fault_html(fault))
                return
            bench.clear()
            workshop.say(t("Källan {title} är sparad. Siffrorna räknas in nu.", title=draft.title), draft.key)
            rebuild.after_edit()
            st.rerun()


def _wrong(draft: Draft) -> list[Fault]:
    try:
        return list(faults(draft))
    except IngestError as fault:
        return list(fault.faults) or [Fault("källan", "kind", "", f"{fault.problem} {fault.remedy}")]


def _tell(bench: Bench, wrong: Sequence[Fault], draft: Draft) -> None:
    left = under_fields(bench, wrong, draft)
    text = tn(
        "Ett fel att rätta innan källan kan granskas. Det står vid sitt fält.",
        "{n} fel att rätta innan källan kan granskas. De står vid sina fält.",
        len(wrong),
    )
    rest = "".join(f"<li>{swedish(f'{one.row}, {one.field}: {told(one)}')}</li>" for one in left)
    st.html(f'<div class="tt-alarm" role="alert"><p class="tt-alarm">{escape(text)}</p>{f"<ul>{rest}</ul>" if rest else ""}</div>')


def _check(bench: Bench, draft: Draft, body: bytes | None, name: str) -> None:
    shown = None
    with st.spinner(t("Frågar utgivaren och granskar svaret …")):
        found = check(draft, body, name)
        if all(one.passed for one in found):
            try:
                shown = preview(draft, body, name)
            except IngestError as fault:
                found = [*found, Finding("första siffrorna", False, f"{fault.problem} {fault.remedy}")]
    bench.held["trial"] = (_mark(draft, body), tuple(found), shown)


def _mark(draft: Draft, body: bytes | None) -> str:
    return hashlib.sha256(repr(draft).encode() + (body or b"")).hexdigest()


def _findings(findings: Sequence[Finding]) -> None:
    bad = [one for one in findings if not one.passed]
    text = (
        tn("{n} prov underkänt. Rätta och granska igen.", "{n} prov underkända. Rätta och granska igen.", len(bad))
        if bad
        else t("Alla {n} prov godkända.", n=number(len(findings)))
    )
    st.html(f'<p class="{"tt-alarm" if bad else ""}" role="status"><strong>{escape(text)}</strong></p>')
    items = "".join(_item(one) for one in (*bad, *(one for one in findings if one.passed)))
    if bad:
        st.html(f'<ul class="tt">{items}</ul>')
    else:
        with st.expander(t("Vad som prövades")):
            st.html(f'<ul class="tt">{items}</ul>')


def _item(one: Finding) -> str:
    sign, look, word = ("✓", "good", t("godkänt")) if one.passed else ("✕", "bad", t("underkänt"))
    mark = f'<span class="tt-state {look}"><span class="icon" aria-hidden="true">{sign}</span><span class="tt-hidden">{escape(word)}: </span></span>'
    return f"<li>{mark}{swedish(one.check)}: {swedish(one.text)}</li>"


def _preview(draft: Draft, shown: Preview) -> None:
    heading(t("De första siffrorna"))
    for text in shown.notes:
        note(swedish(text))
    names = {value.indicator: (value.name_sv, value.unit, value.decimals) for value in draft.values}
    series = list(dict.fromkeys((one.indicator, one.breakdown) for one in shown.figures))
    if not series:
        small(escape(t("Svaret har inga siffror för våra kommuner.")))
        return

    def series_name(code: str) -> str:
        indicator, breakdown = series[int(code)]
        return names[indicator][0] + (f": {breakdown}" if breakdown != "total" else "")

    codes = [str(n) for n in range(len(series))]
    picked = choose(t("Nyckeltal"), codes, "forsta", "0", series_name) if len(series) > 1 else "0"
    indicator, breakdown = series[int(picked)]
    name, unit_text, decimals = names[indicator]
    of = [one for one in shown.figures if (one.indicator, one.breakdown) == (indicator, breakdown)]
    newest = max((one.period for one in of if one.value is not None), default=shown.newest)
    own = {one.place_code: one for one in of if one.period == newest}
    left, right = st.columns([3, 2])
    with left:
        _map(own, name, unit_text, decimals, newest)
    with right:
        _table(of, own, name, unit_text, decimals, newest)


def _map(own: dict[str, Shown], name: str, unit_text: str, decimals: int, newest: str) -> None:
    areas = []
    for place in places.municipalities():
        value = own[place.code].value if place.code in own else None
        label = number(value, decimals)
        areas.append(Area(place.code, place.name, value, label, f"<b>{escape(place.name)}</b><br>{escape(f'{label} {unit(unit_text)}')}"))
    figure = federation_map(places.shapes(), f"{BORDERS}{current().name}", places.window(), tuple(areas), scale="quantity", height=380)
    said = t("Karta: {name}, {period}. Samma tal står i tabellen.", name=name, period=date(newest))
    st.plotly_chart(figure, key="workshop-map", theme=None, config=MAP_CONFIG, alt=said)


def _table(of: Sequence[Shown], own: dict[str, Shown], name: str, unit_text: str, decimals: int, newest: str) -> None:
    known = places.names()
    rows = sorted(own.values(), key=lambda one: (len(one.place_code) != 4, known.get(one.place_code, one.place_code)))
    columns = [
        Column(t("Plats"), lambda one: known.get(one.place_code, one.place_code)),
        Column(
            date(newest),
            lambda one: one,
            lambda one: number(one.value, decimals) if one.value is not None else f"{dont_know()} ({one.status})",
            numeric=True,
        ),
    ]
    periods = sorted({one.period for one in of})
    caption = t(
        "{name}, {unit}. {n} siffror i svaret, {first}–{last}.",
        name=name,
        unit=unit(unit_text),
        n=number(len(of)),
        first=date(periods[0]),
        last=date(periods[-1]),
    )
    table(rows, columns, "forsta-siffrorna", caption, download=False)
