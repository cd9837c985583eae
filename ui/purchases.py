"""'Köp': who has bought the same within two years, by class of goods and services; a reason to talk before the next purchase, not a judgement."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.questions import places
from twin.questions.purchases import Alike, Known, alike, known
from twin.words import date, listing, number, t, tn
from ui import paging
from ui.connection_words import inside
from ui.filters import choose, select_any
from ui.purchase_words import columns, sum_text
from ui.receipt import receipt
from ui.shell import here
from ui.tables import table
from ui.theme import lead, note, small, swedish, track_mark

SIZE = 10  # classes on a page
ABOUT = ("allt", "klimat", "digitalt")  # as in the address
NAMES = 2  # of a class that has no name of its own, before the rest are "m.m."


def draw() -> None:
    """The whole view."""
    rows, read = alike(), known()
    if not read.purchases:
        note(
            t(
                "Inga upphandlingar är inlästa. Upphandlingsmyndighetens fil lämnas in med "
                "<strong>python -m ingest adopt procurements FIL --release ÅR</strong> eller på sidan Källor."
            )
        )
        return
    above = st.container()
    names = {place.code: place.name for place in places.municipalities()}
    with st.container(horizontal=True, gap="medium"):
        about = choose(t("Rör"), list(ABOUT), "ror", "allt", _about_name)
        where = select_any(t("Kommun där minst en köpare finns"), list(names), "kommun", names.__getitem__, width=420)
    found = [one for one in rows if one.fits(where, about)]
    with above:
        _answer(rows, found, narrowed=bool(where) or about != "allt")
        _read(read)
        receipt(read.receipt_ids, computed=t("Upphandlingar av samma klass sökta bland de inlästa."), key="receipt-kop")
    _help()
    if not found:
        clear = f' <a href="{escape(here(("vy", "lang")))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
        told = t("Inget slag passar urvalet.") if rows else t("Inga två av oss har köpt något av samma slag inom två år.")
        note(escape(told) + (clear if rows else ""))
        return
    last = -(-len(found) // SIZE)
    page = paging.asked(last)
    shown = found[(page - 1) * SIZE : page * SIZE]
    first = (page - 1) * SIZE + 1
    st.header(
        t("Slag {first}–{last} av {total}", first=number(first), last=number(first + len(shown) - 1), total=number(len(found))),
        anchor=False,
    )
    for one in shown:
        _class(one)
    paging.turn(page, last)
    with st.expander(t("Alla i urvalet som en tabell, och som CSV")):
        every = [purchase for one in found for purchase in one.purchases]
        table(every, columns(whole=True), "kop", t("Annonserade upphandlingar av samma slag, i kronor."), stack=True)


def _about_name(about: str) -> str:
    return {"allt": t("Allt"), "klimat": t("Klimat"), "digitalt": t("Digitalt")}[about]


def _answer(rows: Sequence[Alike], found: Sequence[Alike], *, narrowed: bool) -> None:
    """The answer first: how many kinds, how much of it, how many about climate and digital."""
    bought = [purchase for one in rows for purchase in one.purchases]
    said = tn(
        "<strong>Ett slag av varor och tjänster</strong> har köpts av minst två av oss inom två år",
        "<strong>{n} slag av varor och tjänster</strong> har köpts av minst två av oss inom två år",
        len(rows),
    )
    much = t(
        "{purchases} av {buyers}",
        purchases=tn("{n} upphandling", "{n} upphandlingar", len(bought)),
        buyers=tn("en köpare", "{n} köpare", len({purchase.organisation_id for purchase in bought})),
    )
    marked = t(
        "{climate} av slagen rör klimat och {digital} digitalt (förslag, ej granskat).",
        climate=number(sum(one.climate for one in rows)),
        digital=number(sum(one.digital for one in rows)),
    )
    fitting = f" {tn('Ett slag passar urvalet.', '{n} slag passar urvalet.', len(found))}" if narrowed else ""
    lead(f"{said}: {much}. {marked}{fitting}")


def _read(read: Known) -> None:
    """What the answer stands on, and what it can not know."""
    years = listing([date(year) for year in read.years])
    said = [
        t(
            "Inläst: {n} annonserade upphandlingar av {buyers} köpare, {years}. Köp från andra år syns inte.",
            n=number(read.purchases),
            buyers=number(read.buyers),
            years=years or t("utan datum"),
        ),
        t("Värdet är känt för {n}.", n=number(read.priced)),
        tn(
            "{n} är klassad så brett att den inte jämförs.",
            "{n} är klassade så brett att de inte jämförs.",
            read.wide,
        ),
        t("Direktupphandlingar och avrop från ramavtal annonseras inte och syns inte."),
    ]
    small(escape(" ".join(said)))


def _help() -> None:
    with st.expander(t("Så läser du: samma slag, och vad det inte säger")):
        st.html(
            "".join(
                f"<p>{escape(text)}</p>"
                for text in (
                    t(
                        "Samma slag betyder att de första fem siffrorna i upphandlingens huvudsakliga CPV-kod (EU:s klasser för inköp) är lika. "
                        "Koder som bara säger huvudgruppen jämförs inte. Det säger inte att det är samma sak: läs titlarna."
                    ),
                    t(
                        "Det är ett skäl att tala med varandra: om villkor, erfarenheter, mätdata i avtalen eller en gemensam upphandling nästa gång. "
                        "Inget par på sidan har fått en annan nivå av det."
                    ),
                    t("Klimat och digitalt är förslag ur titelns ord och ur klassen. Ingen människa har granskat dem."),
                )
            )
        )


def _class(one: Alike) -> None:
    """One kind: its name, who and when, the purchases, the receipts."""
    with st.container(border=True, key=f"kop-{one.cpv}"):
        st.html(f'<h3>{_name(one)}</h3><p class="tt-small">{_about(one)}</p><p>{_who(one)}</p>')
        name = t("Upphandlingar i klass {code}, kronor enligt annonserna.", code=one.cpv[:5])
        table(
            one.purchases, columns(codes=len({row.code for row in one.purchases}) > 1), f"kop-{one.cpv}", name, download=False, stack=True
        )
        receipt(dict.fromkeys(row.receipt_id for row in one.purchases), key=f"receipt-kop-{one.cpv}")


def _name(one: Alike) -> str:
    names = one.names
    if not names:
        return escape(t("Klass {code}", code=one.cpv[:5]))
    said = "; ".join([names[0], *(inside(name) for name in names[1:NAMES])])
    return swedish(f"{said} m.m." if len(names) > NAMES else said)


def _about(one: Alike) -> str:
    marks = [
        track_mark(track, text)
        for track, text, there in (
            ("climate", t("rör klimat (förslag, ej granskat)"), one.climate),
            ("digital", t("rör digitalt (förslag, ej granskat)"), one.digital),
        )
        if there
    ]
    return " · ".join([*marks, escape(t("CPV-klass {code}", code=one.cpv[:5]))])


def _who(one: Alike) -> str:
    """'Fem köpare, 8 februari 2021 – 3 december 2021: …'."""
    first, last = one.purchases[0].date, one.purchases[-1].date
    when = date(first) if first == last else f"{date(first)} – {date(last)}"
    said = tn("en köpare", "{n} köpare", len(one.buyers))
    return f"{escape(said)}, {escape(when)}: {swedish(listing(one.buyers))}. {escape(sum_text(one.purchases))}"
