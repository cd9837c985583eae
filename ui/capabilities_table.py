"""The ledger as a table: one row an organisation, one column a capability; on a phone a list. One cell opens with its sources."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.capabilities import Capability, Cell
from twin.questions import places
from twin.words import listing, number, t
from ui import capabilities_cell, capabilities_form, capabilities_help
from ui.capabilities import Found
from ui.capabilities_words import (
    SIGNS,
    age_word,
    cell_href,
    dates_text,
    holder_href,
    kind_name,
    name,
    sources_text,
    state_html,
    state_name,
)
from ui.filters import choose, select_any
from ui.receipt import receipt
from ui.register_words import phase_name
from ui.shell import here
from ui.tables import Column, table, to_csv
from ui.theme import lead, note, small, swedish

KINDS = ("alla", "kommuner", "bolag", "forbund")  # as in the address
OF_KIND = {"kommuner": "municipality", "bolag": "company", "forbund": "federation"}


def draw(found: Found) -> None:
    """The whole view."""
    above = st.container()
    opened = found.cell(st.query_params.get("ruta", ""))
    if opened:
        capabilities_cell.draw(found, opened)
    where = {place.code: place.name for place in (*places.municipalities(), places.federation())}
    with st.container(horizontal=True, gap="medium"):
        kind = choose(t("Organisationer"), list(KINDS), "slag", "alla", _kind)
        own = [code for code in where if any(one.place == code for one in found.holders)]
        asked = select_any(t("Kommun eller förbund"), own, "kommun", where.__getitem__, width=320)
        names = {one.code: name(one) for one in found.capabilities}
        wanted = select_any(t("Förmåga"), list(names), "formaga", names.__getitem__, width=420)
    columns = [one for one in found.capabilities if not wanted or one.code in wanted]
    cells = [
        cell
        for cell in found.cells
        if cell.capability in columns
        and (not asked or cell.holder.place in asked)
        and (kind == "alla" or cell.holder.kind == OF_KIND[kind])
    ]
    with above:
        _answer(found, cells)
    if not cells:
        clear = f'<a href="{escape(here(("lang",)))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
        note(f"{escape(t('Ingen organisation passar urvalet.'))} {clear}")
        return
    rows = [cells[at : at + len(columns)] for at in range(0, len(cells), len(columns))]
    _key()
    with st.container(key="capabilities"):
        _wide(rows, columns, where)
        st.html(f'<div class="tt-caps-list">{"".join(_narrow(row) for row in rows)}</div>')
    _download(cells, where)
    rests_on = dict.fromkeys(one.receipt_id for cell in cells for one in cell.evidence if one.receipt_id)
    receipt(rests_on, computed=t("Avgjort ur registret över initiativ, kommunernas egna svar och annonserade köp."), key="receipt-formagor")
    capabilities_form.general(found)
    capabilities_help.draw(found)


def _kind(kind: str) -> str:
    return {"alla": t("Alla"), "kommuner": t("Kommuner"), "bolag": t("Bolag"), "forbund": t("Förbund")}[kind]


def _answer(found: Found, cells: Sequence[Cell]) -> None:
    """The answer first: how much is known, and what of it is old."""
    states = [cell.state for cell in cells]
    has, builds, lacks, unknown = (states.count(state) for state in ("has", "builds", "lacks", "not_known"))
    parts = [
        t("<strong>{n}</strong> har", n=number(has)),
        t("<strong>{n}</strong> bygger", n=number(builds)),
        t("<strong>{n}</strong> saknar", n=number(lacks)),
    ]
    told = t(
        "Vi vet något om <strong>{known} av {total}</strong> rutor (en organisation och en förmåga): {parts}. Resten, {unknown}, är ”vet ej”.",
        known=number(has + builds + lacks),
        total=number(len(cells)),
        parts=listing(parts),
        unknown=number(unknown),
    )
    lead(told)
    ages = [cell.age for cell in cells if cell.known]
    said = sum(cell.statement is not None for cell in cells)
    small(
        escape(
            t(
                "Av det kända vilar {old} på uppgifter äldre än {year} och {undated} på uppgifter utan datum; {said} är besvarade av människor. "
                "{traces} av ”vet ej” har ett spår: fråga där först. ”Saknar” kan bara en människa säga: att inget hittats betyder inte att det saknas.",
                old=number(ages.count("old")),
                year=found.before,
                undated=number(ages.count("undated")),
                said=number(said),
                traces=number(sum(bool(cell.evidence) and not cell.known and cell.statement is None for cell in cells)),
            )
        )
    )


def _key() -> None:
    said = {
        "has": t("en källa visar det, eller en människa har skrivit det"),
        "builds": t("pågår, planeras eller är föreslaget"),
        "lacks": t("en människa har skrivit det, på organisationens ord eller med källa"),
        "not_known": t("inget som avgör är hittat; understruket där det finns ett spår"),
    }
    small(" · ".join(f"{state_html(state)}: {escape(words)}" for state, words in said.items()))


def _wide(rows: Sequence[Sequence[Cell]], columns: Sequence[Capability], where: dict[str, str]) -> None:
    def column(at: int, one: Capability) -> Column:
        return Column(name(one), lambda row: row[at], html=_cell)

    first = Column(t("Organisation"), lambda row: row[0], html=lambda cell: _holder(cell, where))
    caption = t(
        "Vad varje organisation har, bygger eller saknar, så långt källor och människor har sagt. En understruken ruta öppnar källorna."
    )
    table(rows, [first, *(column(at, one) for at, one in enumerate(columns))], "formagor", caption, download=False)


def _holder(cell: Cell, where: dict[str, str]) -> str:
    one = cell.holder
    aside = "" if one.kind != "company" else f'<span class="tt-cap-age">{escape(kind_name(one.kind))}, {escape(where[one.place])}</span>'
    return f'<a href="{escape(holder_href(one))}" target="_self">{swedish(one.name)}</a>{aside}'


def _cell(cell: Cell) -> str:
    """HTML: the state; a link to its sources where there are any."""
    if not cell.evidence and not cell.statement:
        return state_html(cell.state)
    spoken = f"{cell.holder.name}, {name(cell.capability)}: {state_name(cell.state)}"
    spoken += "".join(f", {word}" for word in (phase_name(cell.phase) if cell.phase else "", age_word(cell.age)) if word)
    mark = f'<span class="tt-cap-age">{escape(t("spår"))}</span>' if cell.evidence and not cell.known and not cell.statement else ""
    said = f'<span class="tt-cap-age">{escape(t("sagt"))}</span>' if cell.statement else ""
    return (
        f'<a class="tt-cap" href="{escape(cell_href(cell))}" target="_self" aria-label="{escape(spoken, quote=True)}">'
        f"{state_html(cell.state, cell.age, cell.phase)}{mark}{said}</a>"
    )


def _narrow(row: Sequence[Cell]) -> str:
    """HTML: one organisation as a folded list, what is known first."""
    states = [cell.state for cell in row]
    counted = ", ".join(f"{number(states.count(state))} {state_name(state)}" for state in SIGNS if states.count(state))
    shown = sorted((cell for cell in row if cell.evidence or cell.statement), key=lambda cell: not cell.known)
    items = "".join(f"<li>{escape(name(cell.capability))}: {_cell(cell)}</li>" for cell in shown)
    rest = [name(cell.capability) for cell in row if not cell.evidence and not cell.statement]
    more = f"<li>{state_html('not_known')}: {escape(', '.join(rest))}</li>" if rest else ""
    return f'<details><summary>{swedish(row[0].holder.name)}<span class="tt-small">{escape(counted)}</span></summary><ul>{items}{more}</ul></details>'


def _download(cells: Sequence[Cell], where: dict[str, str]) -> None:
    columns = [
        Column(t("Organisation"), lambda cell: cell.holder.name),
        Column(t("Slag"), lambda cell: kind_name(cell.holder.kind)),
        Column(t("Kommun eller förbund"), lambda cell: where[cell.holder.place]),
        Column(t("Förmåga"), lambda cell: name(cell.capability)),
        Column(t("Läge"), lambda cell: state_name(cell.state)),
        Column(t("Fas"), lambda cell: phase_name(cell.phase) if cell.phase else ""),
        Column(t("Enligt källorna"), lambda cell: state_name(cell.derived)),
        Column(t("Sagt av människa"), lambda cell: cell.statement is not None),
        Column(t("Uppgiftens ålder"), lambda cell: age_word(cell.age)),
        Column(t("Datum"), dates_text),
        Column(t("Källor"), sources_text),
    ]
    st.download_button(t("Ladda ned CSV"), to_csv(cells, columns), "formagor.csv", "text/csv", key="csv-formagor", on_click="ignore")
