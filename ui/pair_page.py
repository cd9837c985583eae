"""One pair on a page of its own: the whole card, the rule, what has been said of it, and a meeting to propose."""

from html import escape

import streamlit as st

from twin.questions.pair_list import Shown
from twin.questions.suggestions import suggestion
from twin.words import moment, t
from twin.workspace import Verdict, role_name, verdict_name, workspace
from ui import followup, pairs_purchases
from ui.access import may_write, why_not
from ui.pair_words import grade_help, pair_href, reason_name
from ui.pairs import names, rule_html, sides, told, top
from ui.tables import Column, table
from ui.theme import note, small
from ui.verdict import draw, state_html


def one_pair(id_: str) -> None:
    """The page of ?par=; where the engine does not suggest the pair, what was once said of it."""
    st.html(
        f'<p class="tt-back"><a href="{escape(pair_href(None))}" target="_self"><span aria-hidden="true">← </span>'
        f"{escape(t('Till alla par'))}</a></p>"
    )
    one, said = suggestion(id_), workspace().history(id_)
    if one is None:
        st.html(f"<h1>{escape(t('Paret finns inte bland förslagen'))}</h1>")
        note(
            t(
                "Ingen jämförelse i det nuvarande registret ger paret {id}. Texterna kan ha ändrats; det som sagts om det finns kvar.",
                id=escape(id_),
            )
        )
        history(said)
        return
    st.html(f'<h1 lang="sv">{escape(names(one))}</h1>')
    verdict = workspace().verdicts().get(id_)
    st.html(top(one, state_html(one, verdict)))
    small(escape(grade_help(one.grade)))
    st.html(f"{sides(one)}{told(one, 2)}")
    if not may_write():
        note(escape(why_not()))
    draw(Shown(one), 0, verdict, whole=False)
    if one.rule:
        st.header(t("Regeln"), anchor=False)
        st.html(rule_html(one.rule))
    pairs_purchases.draw(one)
    st.header(t("Föreslå möte"), anchor=False)
    followup.meeting(one)
    history(said)


def history(said: list[Verdict]) -> None:
    """Every verdict, the withdrawn too, by role and time."""
    st.header(t("Vad som har sagts"), anchor=False)
    if not said:
        small(t("Ingen har bedömt paret ännu."))
        return
    columns = [
        Column(t("När"), lambda row: moment(row.at)),
        Column(t("Roll"), lambda row: role_name(row.role)),
        Column(t("Svar"), lambda row: verdict_name(row.verdict)),
        Column(t("Skäl"), lambda row: reason_name(row.reason_code) if row.reason_code else ""),
        Column(t("Kommentar"), "comment"),
        Column(t("Ångrat"), lambda row: t("ja") if row.withdrawn_at else ""),
    ]
    table(said, columns, "bedomningar", t("Bedömningar av paret, den senaste sist. Roller, inga namn."), download=False)
