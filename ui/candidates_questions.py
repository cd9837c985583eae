"""'Frågor om register': whose an entry is, and whether two entries are one project, where the rules do not tell. A person's answer stands."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from twin.questions.registers import Question, questions
from twin.register.candidates import Entry
from twin.register.sheets import ORGANISATIONS
from twin.register.standing import Standing
from twin.register.taking_in import owned, same
from twin.words import either, t, tn
from ui.candidates_card import entry_facts
from ui.receipt import receipt
from ui.theme import heading, lead, note, small
from ui.upkeep import locked, save

SIZE = 20  # questions at a time: the next come as these are answered


def draw(now: Standing) -> None:
    """The questions that have no answer yet, each with its buttons."""
    found = questions(now.lines)
    lead(
        tn("<strong>{n} fråga</strong> om register väntar på svar.", "<strong>{n} frågor</strong> om register väntar på svar.", len(found))
    )
    small(
        escape(
            t(
                "Reglerna gissar aldrig: det som de inte kan avgöra frågas här. Svaret gäller från nästa omräkning och kan ångras under Historik."
            )
        )
    )
    if locked():
        return
    if not found:
        note(
            escape(
                t("Inga frågor väntar. De kommer när ett register har poster som kan vara fleras, eller två poster som liknar varandra.")
            )
        )
        return
    names = {line.cells["id"]: line.cells["name"] for line in now.lines[ORGANISATIONS.file]}
    for kind, title in (("organisation", t("Vems är posten?")), ("same", t("Är det samma projekt?"))):
        own = [one for one in found if one.kind == kind]
        if own:
            heading(title)
        for one in own[:SIZE]:
            with st.container(border=True, key=f"question-{one.id}"):
                _question(one, names)


def _question(one: Question, names: Mapping[str, str]) -> None:
    st.html(f'<h3 class="title">{escape(either(one.text_sv, one.text_en))}</h3>')
    if one.other is None:
        st.html(entry_facts(one.entry))
    else:
        left, right = st.columns(2)
        with left:
            st.html(entry_facts(one.entry))
        with right:
            st.html(entry_facts(one.other))
    receipt(dict.fromkeys(entry.receipt_id for entry in (one.entry, one.other) if entry), key=f"receipt-{one.id}")
    with st.container(key=f"answers-{one.id}", horizontal=True, vertical_alignment="center"):
        if one.other is None:
            _whose(one, names)
        else:
            _same(one.id, one.entry, one.other)


def _whose(one: Question, names: Mapping[str, str]) -> None:
    for id_ in one.choices:
        st.button(
            names.get(id_, id_), key=f"whose-{one.id}-{id_}", on_click=save,
            args=(owned(one.entry, id_), t("Posten hör till {organisation}.", organisation=names.get(id_, id_))),
        )  # fmt: skip
    st.button(
        t("Ingen av våra"), key=f"whose-{one.id}-none", on_click=save,
        args=(owned(one.entry, None), t("Posten hör inte till någon av våra organisationer.")),
    )  # fmt: skip


def _same(id_: str, a: Entry, b: Entry) -> None:
    for yes, label, told in (
        (True, t("Samma projekt"), t("De två posterna är samma projekt.")),
        (False, t("Olika projekt"), t("De två posterna är olika projekt.")),
    ):
        st.button(label, key=f"same-{id_}-{yes}", on_click=save, args=(same(a, b, yes), told))
