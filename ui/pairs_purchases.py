"""On a pair's own page: what its two owners have bought of what the two initiatives share. Evidence for the talk; no grade rests on it."""

from html import escape

import streamlit as st

from twin.questions import initiatives as register
from twin.questions.purchases import Purchase, known, of_pair
from twin.questions.suggestions import Suggestion
from twin.words import date, listing, t, tn
from ui.purchase_words import columns, sum_text
from ui.receipt import receipt
from ui.register_words import label
from ui.tables import Column, table
from ui.theme import small, swedish


def draw(one: Suggestion) -> None:
    """Nothing where no purchases have been read or neither owner is one of ours; where none fits, that is said."""
    read, rows = known(), of_pair(one)
    owners = [row.owner for row in (one.a, one.b) if row.owner_id]
    if not read.purchases or not owners:
        return
    st.header(t("Köp som rör det paret delar"), anchor=False)
    years = listing([date(year) for year in read.years])
    if not rows:
        small(
            t(
                "Bland de inlästa upphandlingarna ({years}) finns ingen av {owners} inom det som initiativen delar.",
                years=escape(years),
                owners=swedish(listing(list(dict.fromkeys(owners)))),
            )
        )
        return
    buyers = list(dict.fromkeys(row.buyer for row in rows))
    said = t(
        "{buyers} har upphandlat {n} inom det som initiativen delar, {years}.",
        buyers=swedish(listing(buyers)),
        n=tn("en gång", "{n} gånger", len(rows)),
        years=escape(years),
    )
    st.html(f"<p>{said} {escape(sum_text(rows))}</p>")
    small(escape(t("Förslag ur titelns ord och upphandlingens klass, ej granskat. Parets nivå påverkas inte.")))
    why = Column(t("Vad de delar"), lambda row: row, html=_why, screen_only=True)
    first, *rest = columns()
    table(rows, [first, *rest[:3], why, *rest[3:]], "kop-i-paret", t("Annonserade upphandlingar, kronor enligt annonserna."), stack=True)
    receipt(dict.fromkeys(row.receipt_id for row in rows), key="receipt-kop-i-paret")


def _why(row: Purchase) -> str:
    """HTML: each thing shared, with the words or the class that say that the purchase is of it."""
    return "<br>".join(f"{escape(_tag(scheme, code))} <span class='tt-small'>({_basis(words)})</span>" for scheme, code, words in row.tags)


def _tag(scheme: str, code: str) -> str:
    name = label(register.labels(scheme), code)
    return {"theme": t("tema {name}", name=name), "technology": t("teknik {name}", name=name)}.get(scheme, name)


def _basis(words: str) -> str:
    if words.startswith("cpv:"):
        return escape(t("klass {code}", code=words.removeprefix("cpv:")))
    return f"«{swedish(words)}»"
