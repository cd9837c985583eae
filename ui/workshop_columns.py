"""Step 2 of a new source: what the answer looks like, how it is read, and which column is what."""

from collections.abc import Callable
from html import escape

import streamlit as st

from ingest.workshop import Ask, Kind, Look
from twin.words import number, size, stored, t, tn
from ui.tables import Column, table
from ui.theme import note, small, swedish
from ui.workshop_bench import CHOSEN, Bench

LINK = ("link_text", "link_href")  # where the address is found on a page
FIRST = ("url", "kpis", "format", *LINK)  # asked before the answer can be looked at
COLUMN = ("column", "columns", "choices")  # asked of the columns that the look found
USUAL = ("place", "period", "at")
READ = ("decimal", "zero", "grain")  # how a value or a date is read: beside the columns, though no column
ROWS = 8  # rows of the answer that are shown


def label(ask: Ask) -> str:
    """What the field is called; those that may be left are marked."""
    return stored(ask.label) if ask.needed else t("{field} (frivilligt)", field=stored(ask.label))


def draw(bench: Bench, found: Look) -> bool:
    """The first rows, then the choices, each guessed from the answer. True where the answer is to be looked at again."""
    st.header(t("2. Kolumnerna"), anchor=False)
    if _statistics(bench):
        told = t("Tabellen har {n} variabler; dess beskrivning är {size}.", n=number(len(found.columns)), size=size(found.size))
        caption = t("De första värdena som varje variabel kan ha, var variabel för sig.")
    else:
        told = tn("Svaret har {n} rad och är {size}.", "Svaret har {n} rader och är {size}.", found.count, size=size(found.size))
        caption = t("De {n} första raderna, våra kommuners först.", n=number(min(ROWS, len(found.rows))))
    if found.count or not found.note:
        small(escape(told))
    if found.note:
        note(swedish(found.note))
    if found.dropped:
        note(f"{escape(t('Fält som ser ut att röra personer visas inte och sparas aldrig:'))} {swedish('; '.join(found.dropped))}")
    columns = [Column(name, _cell(n)) for n, name in enumerate(found.columns)]
    if columns and found.rows:
        table(found.rows[:ROWS], columns, "svaret", caption, download=False)
    again = _reading(bench, bench.kind, found)
    if found.columns:
        _roles(bench, found)
    return again


def _roles(bench: Bench, found: Look) -> None:
    """Which column is what."""
    left, right = st.columns(2)
    asks = [ask for ask in bench.kind.asks if ask.how in COLUMN or ask.name in (*USUAL, *READ)]
    usual, rare = [ask for ask in asks if ask.name in USUAL], [ask for ask in asks if ask.name not in USUAL]
    for n, ask in enumerate(usual):
        with left if n % 2 == 0 else right:
            _ask(bench, ask, found)
    names = {value.field: value.name_sv for value in found.guesses.words if value.name_sv}
    known = [] if names else _offered(bench, "values", found)
    options = list(dict.fromkeys([*(value.field for value in found.guesses.words), *found.guesses.values, *known]))
    bench.many(
        "values", t("Värden"), options, lambda code: _value_name(code, names),
        t("Kolumnerna med siffror. Varje vald kolumn blir ett nyckeltal, eller en del av ett."),
    )  # fmt: skip
    if rare:
        with st.expander(t("Fler val")):
            for ask in rare:
                _ask(bench, ask, found)


def _offered(bench: Bench, name: str, found: Look) -> tuple[str, ...]:
    """What there is to choose from: the columns, and for layers what is made of them (statistics choose among their variables' values instead)."""
    return (() if _statistics(bench) else found.choices.get(name, ())) or found.columns


def _statistics(bench: Bench) -> bool:
    """Whether the columns are variables that values are chosen of, not columns of rows."""
    return any(ask.how == "choices" for ask in bench.kind.asks)


def _value_name(code: str, names: dict[str, str]) -> str:
    if code == "*":
        return t("varje kolumn som heter som ett år")
    return f"{code} {names[code]}" if names.get(code, code) != code else code


def _cell(n: int) -> Callable[[tuple[str, ...]], str]:
    return lambda row: row[n] if n < len(row) else ""


def _reading(bench: Bench, kind: Kind, found: Look) -> bool:
    asks = [ask for ask in kind.asks if ask.name not in (*FIRST, *USUAL, *READ) and ask.how not in COLUMN]
    if not asks:
        return False
    with st.expander(t("Hur svaret läses"), expanded=not found.columns):
        for ask in asks:
            _ask(bench, ask, found)
        return st.button(t("Titta på svaret igen"), key=bench.key("look-again"))


def _ask(bench: Bench, ask: Ask, found: Look) -> None:
    name, help = ask.name if ask.name in CHOSEN else f"option:{ask.name}", stored(ask.help)
    if ask.how == "column":
        bench.one(name, label(ask), _offered(bench, ask.name, found), help=help)
    elif ask.how == "columns":
        bench.many(name, label(ask), found.columns, help=help)
    elif ask.how == "choice":
        bench.one(name, label(ask), ask.choices or found.choices.get(ask.name, ()), _choice_name if ask.choices else str, help)
    elif ask.how == "choices":
        _only(bench, ask, found)
    elif ask.how == "number":
        bench.whole(name, label(ask), help)
    else:
        bench.text(name, label(ask), help)


def _choice_name(choice: str) -> str:
    names = {"\t": t("tabb"), ",": t("komma (,)"), ";": t("semikolon (;)"), ".": t("punkt (.)"), "": t("automatiskt")}
    return {**names, "year": t("år"), "month": t("månad")}.get(choice, choice)


def _only(bench: Bench, ask: Ask, found: Look) -> None:
    """For each variable that does not divide the figure: the one value that is read."""
    taken = {
        bench.cells.get("place"),
        bench.cells.get("period"),
        bench.cells.get("option:pick"),
        *(bench.cells.get("option:breakdown") or ()),
    }
    before = dict(bench.cells.get("option:only") or {})
    chosen = {}
    for variable in (name for name in found.columns if name not in taken):
        cell = f"only:{variable}"
        bench.cells.setdefault(cell, next(iter(before.get(variable, ())), ""))
        if value := bench.one(
            cell,
            t("{label}: {variable}", label=stored(ask.label), variable=variable),
            found.choices.get(variable, ()),
            help=stored(ask.help),
        ):
            chosen[variable] = (value,)
    bench.cells["option:only"] = chosen
