"""What publishers have changed afterwards: by source, by place, what it turns over, and the figures one by one."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.feed import ADDRESS
from twin.questions import revisions as questions
from twin.questions.revisions import ORDERS, Flip, Place, Release, Revision
from twin.revised import said, turned
from twin.words import date, either, language, number, percent, signed, signed_percent, stored, t, tn, unit
from ui.answer import strong
from ui.filters import choose, select
from ui.receipt import receipt
from ui.tables import Column, table
from ui.theme import lead, note, small

SHOWN = 10  # rows of a table before the rest is only counted


def draw() -> None:
    """The whole view."""
    found, places = questions.releases(), questions.places()
    if not found:
        lead(t("Ingen siffra skiljer sig mellan två utgåvor."))
        small(t("Det blir något här när en utgivare räknar om år som redan är lästa, och båda utgåvorna är kvar."))
        feed()
        return
    answer(found)
    feed()
    _flips(questions.flips())
    _by_source(found)
    _by_place(places)
    _one_by_one(found, places)


def answer(found: Sequence[Release]) -> None:
    """The newest release that changed something, in a sentence or two."""
    first = found[0]
    told = t(
        "Utgåva {new} av {title} ändrade {n} av {all} siffror som också stod i utgåva {old}.",
        new=escape(date(first.new_release)), title=strong(stored(first.title)), n=strong(number(first.changed)), all=number(first.compared),
        old=escape(date(first.old_release)),
    )  # fmt: skip
    if first.largest:
        told += " " + t("Mest ändrades {what}.", what=escape(said(first.largest)))
    over = len([row for row in questions.flips() if row.source_key == first.source_key])
    if over:
        told += " " + tn("Det ger en omkastning.", "Det ger {n} omkastningar.", over)
    lead(told)
    small(t("Utgivare räknar om gamla år. Två utgåvor läggs aldrig ihop till en linje; här syns vad som skiljer dem åt."))


def feed() -> None:
    """The way to follow the changes without coming here."""
    target = ADDRESS if language() == "sv" else f"{ADDRESS}?lang=en"
    link = f'<a href="{target}" type="application/atom+xml">{escape(t("Atom-flöde"))}</a>'
    small(t("Följ ändringarna i en flödesläsare: {link}.", link=link))


def _flips(found: Sequence[Flip]) -> None:
    """What the changes turn about: what a reader may have said on the old figures and should not say again."""
    st.header(t("Omkastningar"), anchor=False)
    if not found:
        small(escape(t("Ingen kommun byter plats bland kommunerna och inget mål byter läge genom en ändring.")))
        return
    small(
        escape(
            t(
                "Kommuner som byter plats bland kommunerna (plats 1 är det högsta värdet), och mål som nås i den ena utgåvan men inte i den andra."
            )
        )
    )
    items = "".join(f'<li><span class="icon" aria-hidden="true">⇅</span>{escape(turned(row))}</li>' for row in found[:SHOWN])
    st.html(f'<ul class="tt">{items}</ul>')
    if len(found) > SHOWN:
        small(escape(t("och {n} till", n=number(len(found) - SHOWN))))
    receipt([id for row in found[:SHOWN] for id in (row.new_receipt_id, row.old_receipt_id)], key="receipt-flips")


def _by_source(found: Sequence[Release]) -> None:
    st.header(t("Efter källa"), anchor=False)
    columns = [
        Column(t("Källa"), lambda row: stored(row.title)),
        Column(t("Utgåvor"), lambda row: f"{date(row.old_release)}\u00a0→ {date(row.new_release)}"),
        Column(
            t("Ändrade"), lambda row: row, lambda row: t("{n} av {all}", n=number(row.changed), all=number(row.compared)), screen_only=True
        ),
        Column(t("Ändrade"), "changed", csv_only=True),
        Column(t("Jämförda"), "compared", csv_only=True),
        Column(t("Perioder"), lambda row: f"{date(row.first_period)}–{date(row.last_period)}"),
        Column(t("Mittersta ändringen"), "median_share", percent, numeric=True),
        Column(t("Största totalen"), lambda row: said(row.largest) if row.largest else "–"),
    ]
    table(found, columns, "andrat-per-kalla", t("Utgåvor som har ändrat något. Ändringen i procent av det gamla värdet."), stack=True)


def _by_place(found: Sequence[Place]) -> None:
    st.header(t("Efter plats"), anchor=False)
    columns = [
        Column(t("Plats"), "name"),
        Column(t("Ändrade"), "changed", numeric=True),
        Column(t("Höjda"), "raised", numeric=True),
        Column(t("Sänkta"), "lowered", numeric=True),
        Column(t("Största totalen"), lambda row: row.largest, lambda one: _short(one) if one else "–"),
    ]
    table(found, columns, "andrat-per-plats", t("Ändrade siffror per plats, alla källor och utgåvor."), stack=True)


def _short(row: Revision) -> str:
    return t("{name} {period}: {share}", name=either(row.name_sv, row.name_en), period=date(row.period), share=signed_percent(row.share))


def _order_name(code: str) -> str:
    return {"enhet": t("Störst i enheten"), "procent": t("Störst i procent"), "nyast": t("Nyaste period")}[code]


def _one_by_one(found: Sequence[Release], places: Sequence[Place]) -> None:
    st.header(t("Siffra för siffra"), anchor=False)
    titles = {row.source_key: stored(row.title) for row in found}
    names = {row.code: row.name for row in places}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        source = select(t("Källa"), ["", *titles], "kalla", "", lambda code: titles.get(code, t("Alla")), width=320)
        place = select(t("Plats"), ["", *names], "plats", "", lambda code: names.get(code, t("Alla")), width=200)
        order = choose(t("Ordning"), list(ORDERS), "ordning", "enhet", _order_name)
    rows, total = questions.revisions(source, place, order), questions.count(source, place)
    if rows:
        revisions_table(rows, total)
    else:
        note(escape(t("Ingen ändring svarar mot valet.")))


def revisions_table(found: Sequence[Revision], total: int) -> None:
    """The first of them, with their receipts."""
    columns = [
        Column(t("Nyckeltal"), lambda row: either(row.name_sv, row.name_en)),
        Column(t("Plats"), "place"),
        Column(t("Period"), "period", date),
        Column(t("Del"), "breakdown", lambda part: t("totalt") if part == "total" else stored(part)),
        Column(t("Enhet"), lambda row: unit(row.unit).replace(" ", "\u00a0")),
        Column(t("Förra utgåvan"), "old_release", date, csv_only=True),
        Column(t("Ny utgåva"), "new_release", date, csv_only=True),
        Column(t("Förr"), lambda row: row, lambda row: _value(row, row.old_value, row.old_release), numeric=True, screen_only=True),
        Column(t("Förr"), "old_value", csv_only=True),
        Column(t("Nu"), lambda row: row, lambda row: _value(row, row.new_value, row.new_release), numeric=True, screen_only=True),
        Column(t("Nu"), "new_value", csv_only=True),
        Column(t("Ändring"), lambda row: row, lambda row: signed(row.change, row.decimals), numeric=True, screen_only=True),
        Column(t("Ändring"), "change", csv_only=True),
        Column(t("Ändring, %"), "share", signed_percent, numeric=True),
    ]
    shown = found[:SHOWN]
    caption = tn(
        "Den enda ändringen. Utgåvan inom parentes.", "{shown} av {n} ändringar. Utgåvan inom parentes.", total, shown=number(len(shown))
    )
    table(shown, columns, "andringar", caption, stack=True)
    receipt([id for row in shown for id in (row.new_receipt_id, row.old_receipt_id)], key="receipt-revisions")


def _value(row: Revision, value: float | None, release: str) -> str:
    return f"{number(value, row.decimals)} ({date(release)})"
