"""A new source, from its address to the saved file, in four steps that open one after another."""

from html import escape

import streamlit as st

from ingest.workshop import KINDS, IngestError, hosts, look
from twin.words import number, stored, t
from ui import workshop_columns, workshop_figures, workshop_trial
from ui.tables import Column, table
from ui.theme import lead, small, swedish
from ui.workshop_bench import CHOSEN, Bench
from ui.workshop_columns import FIRST, LINK, label
from ui.workshop_faults import alarm, fault_html

LARGEST = 50  # MB of a file handed in


def draw() -> None:
    """The form, as far as it has come."""
    bench = Bench()
    bench.settle()
    lead(t("Ange var siffrorna finns, se hur svaret ser ut, välj kolumner och beskriv dem. Inget sparas förrän allt har granskats."))
    body, name = _answer(bench)
    found = bench.look
    if found is None:
        return
    if workshop_columns.draw(bench, found):
        _look(bench, body)
    if not bench.columns:
        return
    workshop_figures.draw(bench, found)
    workshop_trial.draw(bench, body, name)


def _answer(bench: Bench) -> tuple[bytes | None, str]:
    """Step 1: the kind and the address, or the file; its bytes and name where there is one."""
    st.header(t("1. Svaret"), anchor=False)
    titles = {kind.key: stored(kind.title) for kind in KINDS}
    bench.one("kind", t("Sorts källa"), list(titles), lambda code: titles.get(code, code), default="csv")
    small(escape(stored(bench.kind.what)))
    for ask in (ask for ask in bench.kind.asks if ask.name in FIRST and ask.name not in LINK):
        if ask.name == "format":
            bench.one("option:format", label(ask), ask.choices, format_name, default=ask.choices[0])
        else:
            name = ask.name if ask.name in CHOSEN else f"option:{ask.name}"
            bench.text(name, label(ask), stored(ask.help), placeholder="https://" if ask.name == "url" else "")
    if on_page := [ask for ask in bench.kind.asks if ask.name in LINK]:
        with st.expander(t("Adressen ändras med varje utgåva"), expanded=any(bench.cells.get(f"option:{name}") for name in LINK)):
            for ask in on_page:
                bench.text(f"option:{ask.name}", label(ask), stored(ask.help))
    body, name = _file(bench) if bench.kind.key == "file" else (None, "")
    if st.button(t("Titta på svaret"), key=bench.key("look"), type="primary" if bench.look is None else "secondary"):
        _look(bench, body)
    if any(ask.name == "url" for ask in bench.kind.asks):
        with st.expander(t("Utgivare som får frågas")):
            _hosts()
    return body, name


def format_name(code: str) -> str:
    """The format of a file handed in."""
    return {"csv": t("CSV"), "workbook": t("arbetsbok (XLSX, ODS)"), "json": t("JSON")}.get(code, code)


def _file(bench: Bench) -> tuple[bytes | None, str]:
    handed = st.file_uploader(
        t("Fil, högst {n} MB", n=number(LARGEST)), type=["csv", "txt", "tsv", "xlsx", "ods", "json"], key=bench.key("file"),
        max_upload_size=LARGEST,
    )  # fmt: skip
    if handed is None:
        return None, ""
    bench.held["file"] = handed.file_id
    return handed.getvalue(), handed.name


def _look(bench: Bench, body: bytes | None) -> None:
    try:
        with st.spinner(t("Frågar utgivaren …")):
            found = look(bench.kind.key, str(bench.cells.get("url") or "").strip(), bench.options, body)
    except IngestError as fault:
        bench.held.pop("look", None)
        alarm(fault_html(fault))
        return
    bench.held["look"] = (bench.asked, found)
    bench.held["guesses"] = found.guesses
    st.rerun()


def _hosts() -> None:
    small(
        t(
            "Härifrån ställs frågor bara till de här värdarna, aldrig till adresser i ett internt nät. Den som sköter tjänsten lägger till fler i "
            "<strong>data/hosts.toml</strong>."
        )
    )
    columns = [
        Column(t("Värd"), "host"),
        Column(t("Utgivare"), "whose", html=swedish),
        Column(t("Varför"), "why", html=swedish),
    ]
    table(list(hosts().values()), columns, "vardar", t("Utgivare som får frågas"), download=False, stack=True)
