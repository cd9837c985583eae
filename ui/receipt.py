"""The receipt beside a figure: who published it, under which licence, from which address, how and when it came here, and what it can not tell."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from twin.questions.sources import Receipt, receipts
from twin.words import date, listing, moment, size, stored, t
from ui.theme import facts, link


def obtained(receipt: Receipt) -> str:
    """How the bytes came here, in words."""
    how = {
        "direct": t("direkt från utgivaren"),
        "public_copy": t("ur en publik kopia av utgivarens fil"),
        "by_hand": t("inlämnad för hand"),
        "rebuilt": t("återskapad ur utgivarens värden i en publik kopia"),
    }[receipt.obtained]
    return t("{how}, {when}", how=how, when=moment(receipt.fetched_at))


def licence_class(key: str) -> str:
    """The licence class in words that say what may be done."""
    return {
        "open": t("öppen licens"),
        "authority": t("offentlig uppgift från myndighet; ange källa"),
        "private": t("privat utgivare utan angiven licens: visas, men följer inte med i nedladdningar"),
    }[key]


def receipt_html(receipt: Receipt) -> str:
    """One receipt as a list of facts."""
    pairs = [
        (t("Källa"), escape(stored(receipt.title))),
        (t("Utgivare"), escape(receipt.publisher)),
        (t("Licens"), escape(f"{stored(receipt.licence)} ({licence_class(receipt.licence_class)})")),
        (t("Utgåva"), escape(date(receipt.release))),
        (t("Adress"), link(receipt.url, receipt.url)),
        (t("Hämtad"), escape(obtained(receipt))),
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


def receipt(ids: Iterable[str | None], computed: str = "", key: str | None = None) -> None:
    """A small "källa" that opens the receipts of a figure. `computed` says in words how a figure of our own was worked out of them:
    then the publishers are its basis, not its source (Kolada's terms ask for that)."""
    found = receipts(id for id in ids if id)
    if not found:
        return
    publishers = listing(list(dict.fromkeys(receipt.publisher for receipt in found)))
    label = t("källa: egen beräkning") if computed else t("källa: {publisher}", publisher=publishers)
    with st.popover(label, key=key):
        if computed:
            st.html(facts([(t("Egen beräkning"), escape(computed)), (t("Underlag"), escape(publishers))]))
        shown, more = found[:4], len(found) - 4
        st.html("".join(receipt_html(one) for one in shown))
        if more > 0:
            st.caption(t("och {n} svar till från samma källor; alla står på sidan Källor", n=more))
