"""Page Nyckeltal: the table of the same numbers, as they are drawn and for download."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from twin.questions.series import Figure
from twin.words import date, number, t, unit
from ui.figures import EVERYTHING, View, spell, why
from ui.receipt import receipt
from ui.tables import Column, table
from ui.theme import small

FOLDS = 16  # rows of a table before it folds


@dataclass(frozen=True)
class Period:
    """One row of the table: a period of one release, with every place's value."""

    period: str
    release: str
    older: bool
    values: dict[str, Figure]
    source_key: str


def draw(view: View) -> None:
    """The table of the same numbers, newest first; years of an older release stand as their own rows and say so."""
    st.header(t("Samma siffror som tabell"), anchor=False)
    rows = _periods(view, view.figures, False) + _periods(view, [f for p in (*view.own, view.whole) for f in view.lone(p.code)], True)
    rows.sort(key=lambda row: row.period, reverse=True)
    places = [place for place in (*view.own, view.whole, view.county, view.country) if any(place.code in row.values for row in rows)]

    def cell(code: str) -> Callable[[Period], float | None]:
        return lambda row: row.values[code].value if code in row.values else None

    columns = [
        Column(t("Period"), lambda row: row, show=lambda row: date(row.period) + (f" ({t('äldre utgåva')} {date(row.release)})" if row.older else ""), screen_only=True),
        Column(t("Period"), "period", csv_only=True),
        *(Column(place.name, cell(place.code), show=lambda value: number(value, view.decimals), numeric=True) for place in places),
        Column(t("Enhet"), lambda row: view.unit, csv_only=True),
        Column(t("Utgåva"), "release", csv_only=True),
        Column(t("Utgivare"), lambda row: view.one.publisher, csv_only=True),
    ]  # fmt: skip
    caption = t("{name}, {unit}. Utgivare: {publisher}.", name=view.name, unit=unit(view.unit), publisher=view.one.publisher)
    name = "-".join(filter(None, (view.one.id, "" if view.part == EVERYTHING else "del", "per-invanare" if view.per else "")))
    if len(rows) > FOLDS:
        with st.expander(t("Visa alla {n} perioder", n=number(len(rows)))):
            table(rows, columns, name, caption)
    else:
        table(rows, columns, name, caption)
    reasons = _missing(view, rows, [place.code for place in places])
    if reasons:
        small(escape(reasons))
    receipt([id for row in rows for figure in row.values.values() for id in figure.receipt_ids], key="receipt-numbers")


def _missing(view: View, rows: Sequence[Period], places: Sequence[str]) -> str:
    """Why cells say 'vet ej', with how many each reason has, and which years can't be counted per inhabitant; nothing where all are known."""
    cells = [(row, place, row.values.get(place)) for row in rows for place in places]
    reasons = Counter(why(cell.status) for _, _, cell in cells if cell is not None and cell.value is None)
    reasons.update(_absent(view, row, place) for row, place, cell in cells if cell is None)
    told = "; ".join(f"{reason} ({number(n)})" for reason, n in reasons.most_common())
    said = [t("Vet ej: {reasons}.", reasons=told)] if told else []
    shown = {row.period for row in rows}
    if view.per and (left_out := sorted({period for _, period in view.without_population} - shown)):
        said.append(t("Utan folkmängd samma år, och därför inte med: {years}.", years=spell(left_out)))
    return " ".join(said)


def _absent(view: View, row: Period, place: str) -> str:
    """Why there is no figure at all: the publisher's own lack, or that of the population that it is divided by or weighted with."""
    no_population = {code for code, period in view.without_population if period == row.period}
    if place != view.whole.code:
        lacks = view.per and place in no_population
        return t("folkmängden samma år saknas") if lacks else t("utgivaren har inget värde för perioden")
    have = {
        figure.place for figure in (view.older if row.older else view.figures) if figure.period == row.period and figure.value is not None
    }
    if {one.code for one in view.all_own} <= have | (no_population if view.per else set()):
        return t("läggs inte ihop när en kommuns folkmängd samma år saknas")
    return t("läggs inte ihop när en kommun saknar värde")


def _periods(view: View, figures: Sequence[Figure], older: bool) -> list[Period]:
    shown = {place.code for place in (*view.own, view.whole, view.county, view.country)}
    by_period: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        if figure.place in shown:
            by_period.setdefault(figure.period, {})[figure.place] = figure
    return [
        Period(period, max(figure.release for figure in values.values()), older, values, view.one.source_key)
        for period, values in by_period.items()
    ]
