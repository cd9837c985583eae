"""Step 3 of a new source: who publishes it, on what terms, and what each key figure is called and measures."""

from html import escape

import streamlit as st

from ingest.workshop import Look
from twin.questions.indicators import indicators
from twin.questions.initiatives import labels
from twin.words import stored, t, unit
from ui.receipt import licence_class
from ui.register_words import label as theme_label
from ui.theme import heading, small, track_name
from ui.workshop_bench import Bench

BETTER = ("lower", "higher", "none")
CADENCES = ("dagligen", "månadsvis", "kvartalsvis", "årligen", "vid behov")


def better_name(code: str) -> str:
    """Which way is better."""
    return {"lower": t("lägre är bättre"), "higher": t("högre är bättre"), "none": t("varken högt eller lågt är bättre")}.get(code, code)


def draw(bench: Bench, found: Look) -> None:
    """The source's words, then those of each key figure."""
    st.header(t("3. Orden"), anchor=False)
    small(escape(t("Det här läser andra: på sidan Källor, i kvitton och bredvid diagrammen.")))
    _source(bench)
    for n, column in enumerate(bench.columns):
        heading(t("Nyckeltal {n}: {column}", n=n + 1, column=_name(column, found)))
        _figure(bench, found, column, only=len(bench.columns) == 1)
    heading(t("Antal siffror"))
    small(
        escape(
            t(
                "Hur många siffror svaret minst och högst kan ge för våra kommuner, länet och landet tillsammans. Fler eller färre stoppar källan."
            )
        )
    )
    left, right = st.columns(2)
    with left:
        bench.whole("row_count:least", t("Minst"), default=6)
    with right:
        bench.whole("row_count:most", t("Högst"), default=400)


def _name(column: str, found: Look) -> str:
    known = {value.field: value.name_sv for value in found.guesses.words}
    return t("varje kolumn som heter som ett år") if column == "*" else known.get(column) or column


def _source(bench: Bench) -> None:
    left, right = st.columns(2)
    with left:
        bench.text("title", t("Källans namn"), t("Vad siffrorna visar, till exempel: Skyddad natur per kommun."))
        bench.text("publisher", t("Utgivare"))
        bench.text("homepage", t("Utgivarens sida om siffrorna"), placeholder="https://")
        bench.one("track", t("Spår"), ("climate", "digital", "context"), track_name, default="context")
    with right:
        bench.suggest("key", _slug(str(bench.cells.get("title") or "")))
        bench.text(
            "key", t("Nyckel"), t("Källans namn i filer och kommandon: små bokstäver a–z, siffror och understreck. Ändras aldrig sedan.")
        )
        bench.text(
            "licence",
            t("Licens, med utgivarens ord"),
            t("Till exempel: CC0, eller: ingen licens angiven; myndighetens statistik, ange källa."),
        )
        bench.one("licence_class", t("Licensklass"), ("open", "authority", "private"), licence_class, default="authority")
        bench.one("cadence", t("Kommer ut"), CADENCES, stored, default="årligen")
    bench.text("limits", t("Begränsningar"), t("Vad siffrorna inte kan säga, på svenska."), long=True)
    bench.text("method", t("Metod"), t("Hur siffrorna kommer till, på svenska."), long=True)


def _figure(bench: Bench, found: Look, column: str, *, only: bool) -> None:
    def cell(name: str) -> str:
        return f"value:{column}:{name}"

    left, right = st.columns(2)
    with left:
        bench.text(cell("name_sv"), t("Namn på svenska"))
        bench.suggest(cell("indicator"), _slug(str(bench.cells.get(cell("name_sv")) or "")))
        bench.text(
            cell("indicator"),
            t("Nyckeltalets id"),
            t("Små bokstäver a–z, siffror och understreck. Flera kolumner med samma id blir delar av samma nyckeltal."),
        )
        units = sorted({one.unit for one in indicators() if one.scale == "number"}, key=str.casefold)
        bench.one(cell("unit"), t("Enhet"), units, unit, t("En som redan finns, eller skriv en ny."), new=True)
        bench.text(cell("definition_sv"), t("Vad det mäter, på svenska"), t("En eller två meningar, 40–220 tecken."), long=True)
    with right:
        bench.text(cell("name_en"), t("Namn på engelska"))
        codes = labels("theme")
        bench.one(cell("theme"), t("Tema"), list(codes), lambda code: theme_label(codes, code), default="styrning")
        bench.one(cell("better"), t("Vad som är bättre"), BETTER, better_name, default="none")
        bench.text(cell("definition_en"), t("Vad det mäter, på engelska"), long=True)
    first, second, third, fourth = st.columns(4)
    with first:
        bench.number(cell("low"), t("Minsta rimliga värde"), default=0.0)
    with second:
        bench.number(
            cell("high"),
            t("Största rimliga värde"),
            t("Så snävt som det går: ett värde utanför stoppar källan, till exempel när enheten har bytts."),
        )
    with third:
        bench.whole(cell("decimals"), t("Decimaler"), default=_decimals(found, column))
    with fourth:
        if not only:
            bench.text(
                cell("breakdown"), t("Del (frivilligt)"), t("Om kolumnen är en del av ett nyckeltal som flera kolumner har: vilken del.")
            )


def _decimals(found: Look, column: str) -> int:
    """As many as the values shown are written with, two at most."""
    at = found.columns.index(column) if column in found.columns else None
    cells = [row[at] for row in found.rows if at < len(row)] if at is not None else []
    return min(2, max((len(tail) for cell in cells if (tail := cell.replace(",", ".").partition(".")[2]).isdigit()), default=0))


def _slug(text: str) -> str:
    plain = text.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
    return "_".join(words)[:40].strip("_")
