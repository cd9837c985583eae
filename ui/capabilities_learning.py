"""'Lärande': skills that unfinished initiatives ask for, who has done it and could teach, who is about to and could learn."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.capabilities import Learning, learning
from twin.capabilities.model import Initiative
from twin.questions import initiatives as register
from twin.words import number, t
from ui.capabilities import Found, around
from ui.capabilities_words import NOBODY, age_word
from ui.register_words import label
from ui.shell import address
from ui.tables import Column, table
from ui.theme import lead, small, swedish


def draw(found: Found) -> None:
    """The whole view."""
    rows, words, who = learning(found.facts.initiatives), register.labels("technology"), register.organisations()
    alone = sum(bool(row.ahead) and not row.done for row in rows)
    pairs = sum(bool(row.ahead and row.teachers) for row in rows)
    lead(
        t(
            "Initiativ som inte är avslutade efterfrågar <strong>{n}</strong> tekniker. I <strong>{pairs}</strong> av dem kan någon som är på väg lära "
            "av någon som har gjort det; <strong>{alone}</strong> är på väg utan att någon i registret har gjort det.",
            n=number(len(rows)),
            pairs=number(pairs),
            alone=number(alone),
        )
    )
    around("academy")

    def cells(field: str, title: str) -> tuple[Column, Column]:
        return (
            Column(title, lambda row: getattr(row, field), html=lambda rows: _html(rows, who, found.before), screen_only=True),
            Column(title, lambda row: _text(getattr(row, field), who), csv_only=True),
        )

    columns = [
        Column(t("Teknik"), lambda row: label(words, row.code)),
        *cells("ahead", t("Är på väg (planerat, föreslaget)")),
        *cells("done", t("Har gjort det (pågår, avslutat)")),
        *cells("unclear", t("Läget okänt")),
        Column(t("Vad det säger"), _verdict),
    ]
    caption = t(
        "Tekniker i initiativ som inte är avslutade, med de ansvariga och genomförarna. Först det som fler är på väg in i än har gjort."
    )
    with st.container(key="capability-list"):
        table(rows, columns, "larande", caption, stack=True)
    small(
        escape(
            t("Räknat ur registrets märkning, som inte är fullständig. Vad en utbildning ska innehålla avgör den som håller i den, tillsammans med dem som står här.")
        )
    )  # fmt: skip


def _verdict(row: Learning) -> str:
    if row.ahead and row.done:
        return t("de som är på väg kan lära av dem som gjort det") if row.teachers else t("samma organisation har gjort det förut")
    if row.ahead:
        return t("lär utifrån: ingen i registret har gjort det")
    return t("finns att lära av") if row.done else t("fråga hur långt det kommit")


def _owners(one: Initiative, who: dict[str, str]) -> str:
    return ", ".join(who.get(id_, id_) for id_ in one.holders)


def _html(rows: Sequence[Initiative], who: dict[str, str], before: int) -> str:
    """HTML: each organisation, leading to the initiative in which it does it; an old statement is marked."""
    said = []
    for one in rows:
        about = ", ".join(filter(None, [one.id, age_word(register.age(one.as_of, before))]))
        href = escape("initiativ?" + urlencode(address(id=one.id)))
        said.append(f'<a href="{href}" target="_self">{swedish(_owners(one, who))}</a> ({escape(about)})')
    return "; ".join(said) or NOBODY


def _text(rows: Sequence[Initiative], who: dict[str, str]) -> str:
    return "; ".join(f"{_owners(one, who)} ({one.id})" for one in rows)
