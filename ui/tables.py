"""The table of the same numbers: real HTML that a screen reader can walk and a printer can print, with a CSV that a Swedish Excel opens."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from twin.questions.sources import private_sources
from twin.words import number, t
from ui.theme import small


@dataclass(frozen=True)
class Column:
    """One column. `value` is an attribute's name or a function of the row; `show` makes text of it, `html` markup (already escaped).
    `csv_only` columns (unit, year, source) stand in the download, where there is no caption to say them; `screen_only` ones not there."""

    label: str
    value: str | Callable[[Any], object]
    show: Callable[[Any], str] | None = None
    html: Callable[[Any], str] | None = None
    numeric: bool = False
    csv_only: bool = False
    screen_only: bool = False

    def of(self, row: object) -> Any:
        """The raw value of a row."""
        return getattr(row, self.value) if isinstance(self.value, str) else self.value(row)

    def cell(self, row: object) -> str:
        """The value as escaped HTML."""
        value = self.of(row)
        if self.html:
            return self.html(value)
        if self.show:
            return escape(self.show(value))
        return escape(number(value) if self.numeric else "" if value is None else str(value))


def table(
    rows: Sequence[object],
    columns: Sequence[Column],
    name: str,
    caption: str,
    *,
    total: object | None = None,
    download: bool = True,
    stack: bool = False,
) -> None:
    """Draws `rows` under `caption` (which says unit, year and source) and offers them as `name`.csv. The first column heads its row;
    `total` is a last row, set apart; `stack` makes a card of each row on a phone, for tables that are read rather than compared.
    Rows with a `source_key` of a private publisher are shown but not handed out, and this is said."""
    shown = [column for column in columns if not column.csv_only]
    head = "".join(f'<th scope="col"{_numeric(column)}>{escape(column.label)}</th>' for column in shown)
    body = "".join(_row(row, shown) for row in rows) + (_row(total, shown, ' class="total"') if total is not None else "")
    st.html(
        f'<p class="tt-caption" id="caption-{name}">{escape(caption)}</p>'
        f'<div class="tt-scroll{" tt-stack" if stack else ""}" role="region" tabindex="0" aria-labelledby="caption-{name}">'
        f'<table class="tt" aria-labelledby="caption-{name}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    if download:
        private = private_sources()
        given = [row for row in rows if getattr(row, "source_key", None) not in private]
        if given:
            st.download_button(t("Ladda ned CSV"), to_csv(given, columns), f"{name}.csv", "text/csv", key=f"csv-{name}", on_click="ignore")
        if len(given) < len(rows):
            held = len(rows) - len(given)
            small(t("{n} rader från privata utgivare utan angiven licens följer inte med i nedladdningen.", n=number(held)))


def to_csv(rows: Sequence[object], columns: Sequence[Column]) -> bytes:
    """Semicolons, decimal comma, byte-order mark: opens right in a Swedish Excel. Text that a spreadsheet would run as a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    columns = [column for column in columns if not column.screen_only]
    writer.writerow(column.label for column in columns)
    for row in rows:
        writer.writerow(_plain(column.of(row)) for column in columns)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("ja") if value else t("nej")
    if isinstance(value, int | float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(value, float) else str(value)
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _numeric(column: Column) -> str:
    return ' class="num"' if column.numeric else ""


def _row(row: object, columns: Sequence[Column], mark: str = "") -> str:
    first, *rest = columns
    cells = "".join(f'<td{_numeric(column)} data-label="{escape(column.label, quote=True)}">{column.cell(row)}</td>' for column in rest)
    return f'<tr{mark}><th scope="row">{first.cell(row)}</th>{cells}</tr>'
