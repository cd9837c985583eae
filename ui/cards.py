"""A key figure as a card: the number with its unit and year, its course, its goal, its receipt."""

import base64
from collections.abc import Mapping
from html import escape

import streamlit as st

from twin.questions.key_figures import KeyFigure
from twin.questions.series import Figure, how_together, last_step
from twin.sparkline import sparkline
from twin.words import amount, count_word, date, either, listing, number, t, unit
from ui.receipt import receipt
from ui.step_text import step_text
from ui.theme import track_mark


def key_figure_card(key: KeyFigure, names: Mapping[str, str], wider: Mapping[str, str]) -> None:
    """One card in a bordered box. `names` are the municipalities, `wider` county and country."""
    one = key.indicator
    name = either(one.name_sv, one.name_en)
    with st.container(border=True, height="stretch"):
        st.html(
            f'<div class="tt-card">{track_mark(one.track)}<span class="name">{escape(name)}</span><span class="value">{_value(key)}</span>'
            f'{_trend(key, name)}{_told(key, names)}<p class="tt-small goal">{_goal(key, names, wider)}</p></div>'
        )
        receipt(key.receipt_ids, computed=_computed(key), about=either(one.definition_sv, one.definition_en), key=f"receipt-{one.id}")


def _value(key: KeyFigure) -> str:
    one = key.indicator
    if key.together:
        shown, said = number(key.together[-1].value, one.decimals), "%" if one.unit == "%" else unit(one.unit)
    else:
        low, high = (number(figure.value, one.decimals) for figure in (key.lowest, key.highest))
        shown, said = low if low == high else f"{low}–{high}", unit(one.unit)
    return f'{escape(shown)} <span class="unit">{escape(said)}</span>'


def _told(key: KeyFigure, names: Mapping[str, str]) -> str:
    """HTML lines: year and how the municipalities were put together; the change; lowest and highest; the country."""
    one, n = key.indicator, count_word(len(key.members))
    how = how_together(one.unit) if key.together else "apart"
    year = date((key.together or key.known)[-1].period)
    lines = [
        {
            "sum": t("{year}, {n} kommuner tillsammans", year=year, n=n),
            "weighted": t("{year}, vägt medel av {n} kommuner", year=year, n=n),
            "apart": t("{year}, lägst till högst av {n} kommuner", year=year, n=n),
        }[how]
    ]
    if change := last_step(key.together, key.breaks):
        lines.append(f"<strong>{step_text(change, one.unit, one.decimals)}</strong> {t('sedan {year}', year=date(change.before.period))}")
    if how != "sum":
        lines += [_extreme(t("Lägst"), key, key.lowest, names), _extreme(t("Högst"), key, key.highest, names)]
        if key.country:
            lines.append(t("Riket {value}", value=amount(key.country.value, one.unit, one.decimals)))
    return "".join(f"<p>{line}</p>" for line in lines)


def _extreme(word: str, key: KeyFigure, figure: Figure, names: Mapping[str, str]) -> str:
    one = key.indicator
    at = listing(
        [names[other.place] for other in key.known if round(other.value or 0, one.decimals) == round(figure.value or 0, one.decimals)]
    )
    return escape(f"{word} {amount(figure.value, one.unit, one.decimals)}: {at}")


def _trend(key: KeyFigure, name: str) -> str:
    around = [] if how_together(key.indicator.unit) == "sum" else list(key.lines.values())
    svg = sparkline(key.together, around, [one.period for one in key.breaks], key.indicator.track)
    points = [figure for figure in (key.together or [f for line in key.lines.values() for f in line]) if figure.value is not None]
    if not svg or not points:
        return ""
    first, last = min(points, key=lambda f: f.period), max(points, key=lambda f: f.period)
    told = t("{name}, utveckling {first} till {last}", name=name, first=date(first.period), last=date(last.period))
    if key.together:
        told = t(
            "{name}: från {a} {first} till {b} {last}", name=name, a=amount(first.value, key.indicator.unit, key.indicator.decimals), first=date(first.period),
            b=amount(last.value, key.indicator.unit, key.indicator.decimals), last=date(last.period),
        )  # fmt: skip
    image = base64.b64encode(svg.encode()).decode()
    return (
        f'<img class="trend" alt="{escape(told, quote=True)}" src="data:image/svg+xml;base64,{image}">'
        f'<span class="ends"><span>{escape(date(first.period))}</span><span>{escape(date(last.period))}</span></span>'
    )


def _goal(key: KeyFigure, names: Mapping[str, str], wider: Mapping[str, str]) -> str:
    """Whose goals for the whole area were found; where none was, that is said."""
    own = [name for place, name in names.items() if place in key.goals]
    around = [name for place, name in wider.items() if place in key.goals]
    if not own and not around:
        return escape(t("Mål för området: ej funnet."))
    said = t("Mål för området: {places}.", places=listing(own + around))
    return escape(said if len(own) == len(names) else f"{said} {t('Övriga: ej funnet.')}")


def _computed(key: KeyFigure) -> str:
    n = count_word(len(key.members))
    how = how_together(key.indicator.unit)
    if not key.together:
        return ""
    if how == "weighted":
        return t("Medelvärde av {n} kommuner, vägt med folkmängden samma år.", n=n)
    return t("Summan av {n} kommuner.", n=n)
