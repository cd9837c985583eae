"""'Ramen omkring': goals, national strategy, the national centre, funding programmes and their calls, each with its source."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.calls import Call, standing
from twin.questions import capabilities as asked
from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.indicators import Target
from twin.words import date, either, number, t, tn
from ui.capabilities import Found, framed, framed_html
from ui.filters import today
from ui.register_words import label
from ui.tables import Column, table
from ui.theme import lead, link, note, small


def draw(_: Found) -> None:
    """The whole view."""
    goals = asked.targets()
    stated = [goal for goal in goals if goal.found]
    strategy, programmes, calls = framed("strategy"), framed("programme"), asked.calls()
    open_ = [call for call in calls if standing(call, today()) == "open"]
    lead(
        t(
            "Omkring oss finns <strong>{goals}</strong> mål eller planer hos län och kommuner, <strong>{areas}</strong> områden i den nationella "
            "strategin och <strong>{programmes}</strong> finansieringsprogram; {calls}.",
            goals=number(len(stated)),
            areas=number(len(strategy)),
            programmes=number(len(programmes)),
            calls=tn("{n} utlysning är öppen", "{n} utlysningar är öppna", len(open_)) if calls else t("inga utlysningar är inlagda"),
        )
    )
    _calls(calls)
    for title, rows in (
        (t("Omställningen här och det nationella centret"), framed("region", "centre_national")),
        (t("Den nationella digitaliseringsstrategin"), strategy),
        (t("Finansieringsprogram"), programmes),
        (t("Den strategiska riktningen"), framed("direction", "network", "centre", "academy")),
    ):
        if rows:
            st.header(title, anchor=False)
            st.html(f'<ul class="tt-points">{"".join(f"<li>{framed_html(one)}</li>" for one in rows)}</ul>')
    _goals(goals)


def _calls(calls: Sequence[Call]) -> None:
    """Calls that can be applied to, then those that come; of the closed ones only how many."""
    st.header(t("Utlysningar"), anchor=False)
    if not calls:
        note(
            t(
                "Inga utlysningar är inlagda. Lägg en rad per utlysning i <strong>data/frame/calls.csv</strong>, med program, öppnar, stänger, källa "
                "och dagen då du såg den, och kör <strong>python -m ingest build</strong>."
            )
        )
        return
    by = {state: [call for call in calls if standing(call, today()) == state] for state in ("open", "coming", "unsure", "closed")}
    shown = [*by["open"], *by["coming"], *by["unsure"]]
    if shown:
        themes = register.labels("theme")
        columns = [
            Column(t("Utlysning"), lambda call: either(call.title_sv, call.title_en)),
            Column(t("Läge"), lambda call: _state(standing(call, today()))),
            Column(t("Stänger"), lambda call: call.closes.isoformat() if call.closes else "", show=lambda day: date(day or None)),
            Column(t("Öppnar"), lambda call: call.opens.isoformat() if call.opens else "", show=lambda day: date(day or None)),
            Column(t("Program"), "programme"),
            Column(t("Finansiär"), "funder"),
            Column(t("Teman"), lambda call: ", ".join(label(themes, code) for code in call.themes)),
            Column(t("Sedd"), "seen_at", show=date),
            Column(t("Källa"), "source_url", html=lambda url: link(url, t("källa"))),
        ]
        table(shown, columns, "utlysningar", t("Öppna och kommande utlysningar i dag, {day}.", day=date(today().isoformat())), stack=True)
    else:
        note(escape(t("Ingen av de inlagda utlysningarna är öppen eller på väg.")))
    if by["closed"]:
        small(escape(tn("{n} utlysning har stängt och visas inte.", "{n} utlysningar har stängt och visas inte.", len(by["closed"]))))


def _state(state: str) -> str:
    return {"open": t("öppen"), "coming": t("inte öppnad"), "unsure": t("sista dag inte angiven: fråga programmet")}[state]


def _goals(goals: Sequence[Target]) -> None:
    st.header(t("Mål och planer"), anchor=False)
    where = {place.code: place.name for place in (*places.municipalities(), places.county(), places.country(), places.federation())}
    columns = [
        Column(t("Plats"), lambda goal: where.get(goal.place, goal.place)),
        Column(t("Mål"), lambda goal: either(goal.text_sv, goal.text_en)),
        Column(t("Till"), "period", show=date),
        Column(t("Källa"), lambda goal: goal.source_url or "", html=lambda url: link(url, t("källa")) if url else escape(t("ingen"))),
        Column(t("Sedd"), "seen_at", show=date),
    ]
    caption = t("Mål och planer hos län och kommuner, ur registret. ”Ej funnet” säger att inget hittats, inte att det saknas.")
    with st.container(key="capability-list"):
        table(goals, columns, "ramens-mal", caption, stack=True)
