"""Page Nyckeltal: what the latest change consists of, part by part: sentence, picture, table."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from twin import bars
from twin.questions.parts import Part, parts, parts_together
from twin.questions.places import Place
from twin.words import date, listing, number, signed, signed_percent, stored, t, unit
from ui.charts import chart
from ui.figures import EVERYTHING, View
from ui.receipt import receipt
from ui.tables import Column, table
from ui.theme import lead, small


def draw(view: View) -> None:
    """What the latest change consists of, part by part: sentence, picture, table. Nothing where the parts are not the whole."""
    rows = [row for row in parts(view.one.id) if row.place in {place.code for place in view.all_own}]
    if not rows or view.part != EVERYTHING or view.per:
        return
    whole = parts_together(rows, view.whole.code)
    before, after = date(rows[0].before_period), date(rows[0].period)
    st.header(t("Vad förändringen {before}–{after} består av", before=before, after=after), anchor=False)
    lead(_told(view, whole))
    places = [view.whole, *view.own] if len({row.place for row in rows}) == len(view.all_own) else view.own
    shown = [row for row in [*whole, *rows] if row.place in {place.code for place in places}]
    small(
        escape(
            t(
                "Procentenheter av förändringen {before}–{after}. Delarna summerar till hela förändringen, som står till höger.",
                before=before,
                after=after,
            )
        )
    )
    fig = bars.contributions(shown, [(place.code, place.name) for place in places])
    chart(fig, t("Delarnas bidrag till förändringen för varje kommun. Samma siffror står i tabellen."), key="contributions")
    _parts_tables(view, places, shown, before, after)
    receipt(
        [id for row in rows for id in row.receipt_ids],
        computed=t("Varje dels förändring, delad med hela summan året före."),
        key="receipt-parts",
    )


def _told(view: View, whole: Sequence[Part]) -> str:
    total, most = sum(row.points for row in whole), bars.leading(whole, 2)
    by_part = {row.part: row for row in whole}
    first = by_part[most[0]]
    said = t(
        "{part} står för <strong>{points}</strong> av {total} procentenheter för alla tillsammans: {change}.",
        part=escape(stored(first.part)), points=signed(first.points, 1), total=signed(total, 1), change=_tonnes(view, first.change),
    )  # fmt: skip
    if len(most) > 1:
        second = by_part[most[1]]
        said += " " + t("Därnäst {part}, {points}.", part=escape(stored(second.part)), points=signed(second.points, 1))
    against = [row for row in whole if row.change * total < 0 and abs(row.points) >= 0.1]
    if against:
        named = listing([f"{stored(row.part)} ({signed(row.points, 1)})" for row in sorted(against, key=lambda row: -abs(row.points))[:2]])
        said += " " + t("Åt andra hållet: {parts}.", parts=escape(named))
    return said


def _tonnes(view: View, change: float) -> str:
    return f"{signed(change)} {unit(view.one.unit)}"


@dataclass(frozen=True)
class Summary:
    """One municipality's change with the parts that moved it most."""

    place: str
    change: float
    points: float
    most: list[Part]


def _parts_tables(view: View, places: Sequence[Place], rows: Sequence[Part], before: str, after: str) -> None:
    summaries = []
    for place in places:
        own = [row for row in rows if row.place == place.code]
        most = sorted(own, key=lambda row: -abs(row.change))[:3]
        summaries.append(Summary(place.name, sum(row.change for row in own), sum(row.points for row in own), most))
    what = [
        Column(t("Kommun"), "place"),
        Column(t("Förändring, {unit}", unit=unit(view.unit)), "change", show=lambda change: signed(change), numeric=True),
        Column(t("Förändring, %"), "points", show=signed_percent, numeric=True),
        *(
            Column(heading, lambda row, n=n: f"{stored(row.most[n].part)} {signed(row.most[n].change)}" if len(row.most) > n else "")
            for n, heading in enumerate((t("Störst"), t("Näst störst"), t("Tredje störst")))
        ),
    ]  # fmt: skip
    span = {"name": view.name, "before": before, "after": after, "unit": unit(view.unit)}
    private = view.one.licence_class == "private"
    table(
        summaries,
        what,
        f"{view.one.id}-forandring",
        t("{name}, {before}–{after}, {unit}. De delar som ändrades mest.", **span),
        download=False,
        stack=True,
    )
    with st.expander(t("Alla delar, kommun för kommun")):
        full = [
            Column(t("Kommun"), lambda row: view.names[row.place]),
            Column(t("Del"), "part", show=stored),
            Column(before, "before", show=lambda value: number(value), numeric=True),
            Column(after, "after", show=lambda value: number(value), numeric=True),
            Column(t("Förändring"), "change", show=lambda change: signed(change), numeric=True),
            Column(t("Procentenheter"), "points", show=lambda points: signed(points, 2), numeric=True),
            Column(t("Enhet"), "unit", csv_only=True),
            Column(t("Utgåva"), "release", csv_only=True),
        ]
        table(rows, full, f"{view.one.id}-delar", t("{name}, {before}–{after}, {unit}. Alla delar.", **span), download=not private)
