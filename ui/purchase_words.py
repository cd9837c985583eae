"""How a purchase is put in words and columns, in the view of purchases and on a pair's page."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from twin.questions.purchases import Purchase
from twin.words import date, number, t, tn
from ui.receipt import source_line
from ui.shell import address
from ui.tables import Column
from ui.theme import swedish, track_sign


def kind(one: Purchase) -> str:
    """'climate', 'digital', 'both', or '' where it is about neither."""
    return {(True, True): "both", (True, False): "climate", (False, True): "digital"}.get((bool(one.climate), bool(one.digital)), "")


def columns(*, codes: bool = False, whole: bool = False) -> list[Column]:
    """Who bought what, when, for how much. `codes`: what each is by its own code too; `whole`: every column is drawn."""
    return [
        Column(t("Upphandling"), "title", csv_only=True),
        Column(t("Upphandling"), lambda row: row, html=_title, screen_only=True),
        Column(t("Köpare"), "buyer", csv_only=True),
        Column(t("Köpare"), lambda row: row, html=_buyer, screen_only=True),
        *([Column(t("Slag enligt koden"), "name", html=swedish)] if codes or whole else []),
        Column(t("Annonserad"), "date", show=date),
        Column(t("Avtal"), "form", html=swedish),
        Column(t("Kronor"), "amount_sek", show=number, numeric=True),
        Column(t("CPV-kod"), "code", csv_only=True),
        Column(t("Upphandlingens nummer"), "entry_id", csv_only=True),
        Column(t("Källa"), lambda row: source_line([row.receipt_id]), csv_only=True),
    ]


def sum_text(rows: Sequence[Purchase]) -> str:
    """'Kontrakterat för minst 43 200 000 kronor; värdet är inte känt för två.'"""
    told = [row.amount_sek for row in rows if row.amount_sek is not None]
    lacking = len(rows) - len(told)
    if not told:
        return t("Värdet är inte känt för något av köpen.")
    whole = number(sum(told))
    if not lacking:
        return t("Kontrakterat för {n} kronor.", n=whole)
    return tn(
        "Kontrakterat för minst {sum} kronor; värdet är inte känt för ett av köpen.",
        "Kontrakterat för minst {sum} kronor; värdet är inte känt för {n} av köpen.",
        lacking,
        sum=whole,
    )


def _buyer(row: Purchase) -> str:
    href = f"initiativ?{urlencode(address(org=row.organisation_id))}"
    return f'<a href="{escape(href)}" target="_self">{swedish(row.buyer)}</a>'


def _title(row: Purchase) -> str:
    about = kind(row)
    return (f"{track_sign(about)} " if about else "") + swedish(row.title)
