"""Page Nyckeltal in words: goals, what the figure is, why it is missing, what later releases changed."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from twin.questions.indicators import Indicator, Target, breaks, mended
from twin.questions.series import Revision, revisions
from twin.words import amount, date, either, number, signed, signed_percent, stored, t, unit
from ui.figures import View
from ui.receipt import receipt
from ui.tables import Column, table
from ui.theme import facts, lead, link, note, small, track_mark


def older_note(lone: Sequence[str], older: str, shown: str) -> None:
    """Why some years are drawn apart."""
    years = f"{date(lone[0])}–{date(lone[-1])}" if len(lone) > 1 else date(lone[0])
    small(
        escape(
            t(
                "{years} finns bara i utgåva {older}. Åren är streckade med ihåliga märken och binds inte ihop med utgåva {shown}, "
                "för utgivaren räknar om hela serien vid varje utgåva.",
                years=years, older=date(older), shown=date(shown),
            )
        )
    )  # fmt: skip


def about(one: Indicator) -> None:
    """What the figure measures, where its basis changes, and who publishes it."""
    better = {"lower": t("lägre är bättre"), "higher": t("högre är bättre"), "none": t("varken högt eller lågt är bättre")}[one.better]
    pairs = [
        (t("Mäter"), escape(either(one.definition_sv, one.definition_en))),
        (t("Enhet"), escape(unit(one.unit)) + f" ({escape(better)})"),
        (t("Spår"), track_mark(one.track)),
        (t("Utgivare"), escape(one.publisher)),
        (t("Definition hos utgivaren"), link(one.definition_url, one.definition_url) if one.definition_url else ""),
        (
            t("Brott i serien"),
            "<br>".join(f"{escape(date(cut.period))}: {escape(stored(cut.note_sv))}" for cut in breaks(one.id)),
        ),
        (
            t("Kända fel"),
            "<br>".join(escape(f"{place} {date(period)}: {stored(text)}") for place, period, text in mended(one.id)),
        ),
    ]
    st.html(facts([(term, html) for term, html in pairs if html]))


def goals(view: View) -> None:
    """Goals in words, place by place, also that none was found; which of them is drawn is said."""
    scopes = {
        "territory": t("målet gäller hela området"),
        "organisation": t("målet gäller kommunens egen verksamhet och kan inte jämföras med linjen"),
        "none": "",
    }

    def told(goal: Target) -> str:
        text = escape(either(goal.text_sv, goal.text_en))
        scope = f' <span class="tt-small">({escape(scopes[goal.scope])})</span>' if scopes[goal.scope] and goal.found else ""
        source = f" {link(goal.source_url, t('källa'))}" if goal.source_url else ""
        return (text if goal.found else f'<span class="tt-old">{text}</span>') + scope + source

    html = ""
    for place, group in groupby(view.targets, key=lambda goal: goal.place):
        html += f"<li><strong>{escape(view.names.get(place, place))}</strong><br>{'<br>'.join(map(told, group))}</li>"
    st.html(f'<ul class="tt tt-plain">{html}</ul>')


def not_fetched(one: Indicator) -> None:
    """A figure without values says why, and is never shown as nought."""
    lead(f"{escape(either(one.name_sv, one.name_en))}: <strong>{escape(t('ännu inte hämtad'))}</strong>.")
    told = t(
        "Nyckeltalet finns inte bland de siffror som följer med. Det hämtas från {publisher} nästa gång källan läses in.",
        publisher=one.publisher,
    )
    last = t("Källans senaste besked: {message}", message=stored(one.message_sv)) if one.message_sv else ""
    note(f"{escape(told)}<br>{escape(last)}")


def revised(view: View) -> None:
    """What a later release says otherwise, newest years first; the whole list folds."""
    rows = revisions(view.one.id, view.part)
    mine = [row for row in rows if row.place in {place.code for place in view.own}]
    if not mine:
        return
    st.header(t("Vad utgivaren har räknat om"), anchor=False)
    newest = [row for row in mine if row.period == mine[0].period]
    first = max(newest, key=lambda row: abs(_change(row)))
    small(
        t(
            "Mellan utgåva {old} och {new} ändrades {n} värden i urvalet. Störst för {year}: {place}, från {before} till {after}.",
            old=date(first.old_release), new=date(first.new_release), n=number(len(mine)), year=date(first.period),
            place=escape(view.names[first.place]), before=amount(first.old_value, view.unit, 1), after=amount(first.new_value, view.unit, 1),
        )
    )  # fmt: skip
    _revision_table(view, newest, "omraknat-senaste")
    if len(mine) > len(newest):
        with st.expander(t("Alla {n} omräknade värden", n=number(len(mine)))):
            _revision_table(view, mine, "omraknat")
    receipt([id for row in newest for id in (row.old_receipt_id, row.new_receipt_id)], key="receipt-revised")


def _change(row: Revision) -> float:
    return (row.new_value or 0.0) - (row.old_value or 0.0)


def _edition(rows: Sequence[Revision], name: str) -> str:
    """'Utgåva 2025', or without the year where the rows are of several."""
    releases = {getattr(row, name) for row in rows}
    return (
        t("Utgåva {release}", release=date(releases.pop()))
        if len(releases) == 1
        else t("Äldre utgåva")
        if name == "old_release"
        else t("Ny utgåva")
    )


def _revision_table(view: View, rows: Sequence[Revision], name: str) -> None:
    def value(number_of: float | None) -> str:
        return number(number_of, 1)

    columns = [
        Column(t("Kommun"), lambda row: view.names[row.place]),
        Column(t("År"), "period", show=date),
        Column(_edition(rows, "old_release"), "old_value", show=value, numeric=True),
        Column(_edition(rows, "new_release"), "new_value", show=value, numeric=True),
        Column(t("Skillnad"), _change, show=lambda change: signed(change, 1), numeric=True),
        Column(t("Skillnad, %"), lambda row: 100 * _change(row) / row.old_value if row.old_value else None, show=signed_percent, numeric=True),
        Column(t("Utgåva, äldre"), "old_release", csv_only=True),
        Column(t("Utgåva, ny"), "new_release", csv_only=True),
        Column(t("Enhet"), lambda row: view.unit, csv_only=True),
    ]  # fmt: skip
    periods = sorted({row.period for row in rows})
    span = date(periods[0]) if len(periods) == 1 else f"{date(periods[0])}–{date(periods[-1])}"
    caption = t("{name} {years}, {unit}. Samma år i två utgåvor.", name=view.name, years=span, unit=unit(view.unit))
    table(rows, columns, name, caption, download=view.one.licence_class != "private")
