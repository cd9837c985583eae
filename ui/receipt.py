"""The receipt beside a figure: who published it, under which licence, from which address, how and when it came here, and what it can not tell."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from twin.cite import bases
from twin.questions.sources import Receipt, receipts
from twin.receipt_words import how_obtained, licence_class
from twin.words import date, listing, moment, size, stored, t
from ui.theme import facts, link, small


def obtained(receipt: Receipt) -> str:
    """How and when the bytes of one receipt came here."""
    return t("{how}, {when}", how=how_obtained(receipt.obtained), when=moment(receipt.fetched_at))


def publishers(found: Iterable[Receipt]) -> list[str]:
    """Who published, each once."""
    return list(dict.fromkeys(one.publisher for one in found))


def source_line(ids: Iterable[str]) -> str:
    """The sources of a download in one line: 'SCB, utgåva 2026-04-16; …'."""
    said = [t("{publisher}, utgåva {release}", publisher=one.publisher, release=one.release) for one in receipts(ids)]
    return "; ".join(dict.fromkeys(said))


def receipt_html(receipt: Receipt) -> str:
    """One receipt as a list of facts."""
    pairs = [
        (t("Källa"), escape(stored(receipt.title))),
        (t("Utgivare"), escape(receipt.publisher)),
        (t("Licens"), escape(f"{stored(receipt.licence)} ({licence_class(receipt.licence_class)})")),
        (t("Utgåva"), escape(date(receipt.release))),
        (t("Adress"), link(receipt.url, receipt.url)),
        (t("Hur och när"), escape(obtained(receipt))),
    ]
    if receipt.copy_of:
        pairs.append((t("Kopia av"), escape(receipt.copy_of)))
    if receipt.via:
        pairs.append((t("Genom"), escape(receipt.via)))
    pairs += [
        (t("Fil"), t("{size}, sha256 {hash}", size=size(receipt.bytes), hash=receipt.sha256)),
        (t("Metod"), escape(stored(receipt.method_sv))),
        (t("Begränsningar"), escape(stored(receipt.limits_sv))),
    ]
    return facts([(term, html) for term, html in pairs if html])


def receipt(ids: Iterable[str | None], computed: str = "", about: str = "", key: str | None = None) -> None:
    """A small "källa" that opens the receipts of a figure. `computed` says in words how a figure of our own was worked out of them:
    then the publishers are its basis, not its source (Kolada's terms ask for that). `about` is what the figure measures."""
    found = receipts(id for id in ids if id)
    if not found:
        return
    short = listing(list(dict.fromkeys(name.split(" (")[0] for name in publishers(found))))
    label = t("källa: egen beräkning") if computed else t("källa: {publisher}", publisher=short)
    with st.popover(label, key=key):
        own = [(t("Egen beräkning"), escape(computed)), (t("Underlag"), escape(listing(bases(found))))] if computed else []
        first = facts([*([(t("Mäter"), escape(about))] if about else []), *own]) if about or own else ""
        shown, more = found[:4], len(found) - 4
        st.html(first + "".join(receipt_html(one) for one in shown))
        if more > 0:
            small(t("och {n} svar till från samma källor; alla står på sidan Källor", n=more))
