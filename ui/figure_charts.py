"""Page Nyckeltal in pictures: all together against county and country, and a panel for each municipality."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from twin import bars, charts, palette
from twin.charts import Goal, Line
from twin.questions.places import Place
from twin.questions.series import Figure, beside, how_together, indexed
from twin.words import date, listing, number, stored, t, unit
from ui.charts import chart
from ui.figure_words import older_note
from ui.figures import EVERYTHING, View, why
from ui.step_text import step_text
from ui.theme import heading, small

CROWD = 3  # more municipalities than this are told apart in the panels, not in one picture
ABREAST = 3


def draw(view: View) -> None:
    """The course over time, or where there is one period only the places beside each other."""
    if len({figure.period for figure in view.figures if figure.value is not None}) < 2:
        _ranked(view)
        return
    whole, compared = view.line(view.whole.code), _compared(view)
    if _additive(view) and whole:
        left, right = st.columns(2, gap="large") if compared else (st.container(), None)
        with left:
            heading(t("{name} tillsammans", name=view.whole.name), unit(view.unit))
            fig = charts.trend(_own(view, view.whole), view.cuts, view.unit, view.decimals, height=300, labels=False)
            name = t("{name}: {place} över tid. Värdena står i tabellen längre ned.", name=view.name, place=view.whole.name)
            chart(fig, name, key="together")
        if compared and right:
            with right:
                compared()
    elif compared:
        compared()


def _additive(view: View) -> bool:
    return how_together(view.one.unit) == "sum" and not view.per


def _ranked(view: View) -> None:
    rows = [(view.names[f.place], f.value) for place in view.own for f in view.line(place.code) if f.value is not None]
    if not rows:
        return
    period = next(figure.period for figure in view.figures if figure.value is not None)
    heading(t("Kommun för kommun"), f"{unit(view.unit)}, {date(period)}")
    fig = bars.ranking(rows, palette.TRACK[view.one.track], lambda value: number(value, view.decimals))
    chart(fig, t("{name} per kommun. Värdena står i tabellen längre ned.", name=view.name), key="ranking")


def _compared(view: View) -> Callable[[], None] | None:
    """Draws the group (and a few chosen municipalities) against county and country: on one axis where that can be done, else from a
    common 100. None where there is nothing to compare."""
    wide = [place for place in (view.county, view.country) if view.line(place.code)]
    ours = [view.whole] if view.line(view.whole.code) else []
    chosen = view.own if len(view.own) <= CROWD else []
    shown = {place.code: view.line(place.code) for place in (*ours, *chosen, *wide) if view.line(place.code)}
    found = indexed(shown) if _additive(view) else None
    if len(shown) < 2 or not (ours or chosen) or (_additive(view) and found is None):
        return None
    first, lines = found or ("", shown)
    looks = {
        view.whole.code: (palette.TRACK[view.one.track], palette.MARKER[view.one.track]),
        view.county.code: (palette.COUNTY, "square"),
        view.country.code: (palette.COUNTRY, "x"),
    }
    drawn = [
        Line(view.names[code], tuple(line), *looks.get(code, (palette.BRAND, "circle")), plain=code in {place.code for place in wide})
        for code, line in lines.items()
    ]

    def draw_it() -> None:
        title = t("Jämfört med {places}", places=listing([place.name for place in wide])) if wide else t("Kommunerna")
        heading(title, t("index, {year} = 100", year=date(first)) if first else unit(view.unit))
        goals = [] if first else [goal for code in shown for goal in _goals(view, code)]
        fig = charts.trend(drawn, view.cuts, "index" if first else view.unit, 0 if first else view.decimals, height=300, goals=goals)
        chart(fig, t("{name} jämfört mellan platser. Värdena står i tabellen längre ned.", name=view.name), key="compared")

    return draw_it


def panels(view: View) -> None:
    """One panel for each municipality, all on the same axes, the others quiet behind it."""
    if len({figure.period for figure in view.figures if figure.value is not None}) < 2:
        return
    st.header(t("Kommun för kommun"), anchor=False)
    small(escape(t("{unit}. Samma skala i alla rutor; de andra kommunerna i grått.", unit=unit(view.unit))))
    goals = {place.code: _goals(view, place.code) for place in view.own}
    until = max((charts.when(goal.period) for own in goals.values() for goal in own), default=None)
    abreast = min(ABREAST, len(view.own))
    for start in range(0, len(view.own), abreast):  # rows of columns: a phone then stacks them in the order of the alphabet
        for column, place in zip(st.columns(abreast, gap="medium"), view.own[start : start + abreast], strict=False):
            with column:
                _panel(view, place, goals[place.code], until)
    if view.breaks:
        notes = "; ".join(f"{date(one.period)}: {stored(one.note_sv)}" for one in view.breaks)
        small(escape(t("Lodrät linje: serien byter grund och linjen bryts. {notes}.", notes=notes)))
    apart = [figure.period for place in view.own for figure in view.lone(place.code)]
    if apart:
        older_note(sorted(set(apart)), view.older[0].release, view.figures[0].release)


def _panel(view: View, place: Place, goals: Sequence[Goal], until: float | None) -> None:
    known = [figure for figure in view.line(place.code) if figure.value is not None]
    st.html(_panel_head(view, place, known))
    if not known:
        return
    others = [Line("", tuple(view.line(other.code)), palette.QUIET, quiet=True) for other in view.all_own if other.code != place.code]
    lines = [*others, *_own(view, place)]
    fig = charts.trend(lines, view.cuts, view.unit, view.decimals, height=190, labels=False, goals=goals, size=5, until=until)
    name = t("{name} i {place} över tid. Värdena står i tabellen längre ned.", name=view.name, place=place.name)
    chart(fig, name, key=f"panel-{place.code}")


def _panel_head(view: View, place: Place, known: Sequence[Figure]) -> str:
    if not known:
        statuses = {figure.status for figure in view.line(place.code) if figure.status}
        undivided = view.per and any(code == place.code for code, _ in view.without_population)
        reasons = listing([why(status) for status in sorted(statuses)]) or (
            t("folkmängden saknas") if undivided else t("utgivaren har inget värde")
        )
        value, told = t("vet ej"), escape(reasons)
    else:
        newest, change = known[-1], view.step(place.code)
        value = number(newest.value, view.decimals) + ("\u00a0%" if view.unit == "%" else "")
        told = escape(date(newest.period))
        if change:
            told += f" · {escape(step_text(change, view.unit, view.decimals))} {escape(t('sedan {year}', year=date(change.before.period)))}"
    return (
        f'<p class="tt-panel"><strong>{escape(place.name)}</strong> <span class="value">{escape(value)}</span>'
        f'<br><span class="tt-small">{told}</span></p>'
    )


def _goals(view: View, code: str) -> list[Goal]:
    """The place's goals that may stand on the very axis that is shown."""
    measure = "ghg_per_inhabitant" if view.per else view.one.id
    if view.part != EVERYTHING:
        return []
    own = {place.code for place in view.own}
    return [
        Goal(
            goal.period,
            goal.value,
            t("mål {value}", value=number(goal.value, view.decimals)) + ("" if code in own else f", {view.names[code]}"),
        )
        for goal in view.targets
        if goal.place == code and goal.drawable and goal.indicator_id == measure and goal.period and goal.value is not None
    ]


def _own(view: View, place: Place) -> list[Line]:
    """The place's line, and before it what only an older release has."""
    colour, marker = palette.TRACK[view.one.track], palette.MARKER[view.one.track]
    line = view.line(place.code)
    points = beside([figure for figure in view.older if figure.place == place.code], line)
    older = [Line(t("{place}, äldre utgåva", place=place.name), tuple(points), colour, marker, older=True)] if points else []
    return [*older, Line(place.name, tuple(line), colour, marker)]
