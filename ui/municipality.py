"""One municipality on Översikt: its own key figures beside the group's, and ways onward."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from twin.questions.key_figures import KeyFigure
from twin.questions.links import Touch
from twin.questions.overview import Standing
from twin.words import amount, date, either, number, signed_percent, stored, t, tn
from ui.receipt import receipt
from ui.shell import address
from ui.tables import Column, table
from ui.theme import small, track_mark


@dataclass(frozen=True)
class Line:
    """One key figure for the municipality, with the group's beside it."""

    track: str
    name: str
    value: str
    group: str
    year: str
    receipt_ids: tuple[str, ...]
    source_key: str


def panel(row: Standing, keys: Sequence[KeyFigure], group: Standing, links: Touch) -> None:
    """The panel that a click on the map, or the choice beside it, opens. `links`: what the municipality's own initiatives are tied to."""
    name = row.place.name
    st.subheader(name, anchor=False)
    lines = _lines(row, keys, group)
    columns = [
        Column(t("Nyckeltal"), lambda line: (line.track, line.name), html=lambda pair: track_mark(*pair), screen_only=True),
        Column(t("Nyckeltal"), "name", csv_only=True),
        Column(name, "value"),
        Column(t("Alla tillsammans"), "group"),
        Column(t("År"), "year"),
    ]
    table(lines, columns, f"oversikt-{row.place.code}", t("{name} i siffror, med gruppen bredvid.", name=name), stack=True)
    receipt([id for line in lines for id in line.receipt_ids], key=f"receipt-{row.place.code}")
    small(escape(_linked(links)))
    with st.container(horizontal=True):
        parameters = address(kommun=row.place.code)
        st.page_link("pages/indicators.py", label=t("Alla nyckeltal för {name}", name=name), query_params=parameters)
        st.page_link("pages/initiatives.py", label=t("Initiativ i {name}", name=name), query_params=parameters)
        st.page_link("pages/connections.py", label=t("Samband som rör {name}", name=name), query_params=parameters)


def _linked(links: Touch) -> str:
    """How many links its own initiatives may have; that nobody has confirmed them, or how many are."""
    if not links.synergies + links.overlaps:
        return t("Inget samband är föreslaget för kommunens egna initiativ.")
    said = t(
        "Kommunens egna initiativ: {synergies} och {overlaps}",
        synergies=tn("{n} möjlig synergi", "{n} möjliga synergier", links.synergies),
        overlaps=tn("{n} möjligt överlapp", "{n} möjliga överlapp", links.overlaps),
    )
    if not links.confirmed:
        return t("{said} (förslag, ej granskade).", said=said)
    return t("{said}. Bekräftade av en person: {n}.", said=said, n=number(links.confirmed))


def _lines(row: Standing, keys: Sequence[KeyFigure], group: Standing) -> list[Line]:
    lines = []
    for key in keys:
        one = key.indicator
        mine = next((figure for figure in key.members if figure.place == row.place.code), None)
        if mine is None:
            continue
        whole = amount(key.together[-1].value, one.unit, one.decimals) if key.together else t("läggs inte ihop")
        value = amount(mine.value, one.unit, one.decimals) + (f" ({stored(mine.status)})" if mine.value is None else "")
        lines.append(Line(one.track, either(one.name_sv, one.name_en), value, whole, date(mine.period), mine.receipt_ids, one.source_key))
    if row.change:
        change, whole = row.change, signed_percent(group.change.percent) if group.change else ""
        name = t("Växthusgaser, förändring sedan {year}", year=date(change.before.period))
        lines.insert(
            1,
            Line(
                "climate",
                name,
                signed_percent(change.percent),
                whole,
                date(change.after.period),
                change.after.receipt_ids,
                lines[0].source_key,
            ),
        )
    if row.per_inhabitant:
        per, other = row.per_inhabitant, group.per_inhabitant
        text = t("Växthusgaser per invånare")
        shown = [amount(figure.value, "t CO2e", 1) if figure else "" for figure in (per, other)]
        lines.insert(2, Line("climate", text, *shown, date(per.period), per.receipt_ids, lines[0].source_key))
    return lines
