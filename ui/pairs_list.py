"""The list of pairs: the answer in a sentence, the choices in the address, ten cards a page."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.matching import MODEL
from twin.questions.pair_list import STATES, Choice, Shown, Tally, chosen, tally
from twin.questions.suggestions import GRADES, Suggestion, suggestions
from twin.words import number, t, tn
from twin.workspace import Verdict, verdict_name, workspace
from ui import paging
from ui.access import may_write, why_not
from ui.filters import choose
from ui.narrow import narrowed
from ui.pair_words import SORTS, sort_name, state_name, verdict_help
from ui.pairs import card, grades_html, rule_html
from ui.shell import here
from ui.theme import lead, note
from ui.verdict import KEPT, draw, state_html

SIZE = 10  # cards on a page


def pairs() -> None:
    """The whole view."""
    rows = suggestions()
    if not rows:
        note(t("Inga par är beräknade ännu. Registret jämförs när datalagret byggs: <strong>python -m ingest build</strong>"))
        return
    if "sort" not in st.session_state:  # what a control holds goes when its page is left: this is a new visit
        st.session_state.pop(KEPT, None)
    verdicts = workspace().verdicts()
    above = st.container()
    choice = choice_of(rows)
    seed = f"{MODEL}:{choice.kind}"  # the samples stay the same until the engine is another
    found = chosen(rows, verdicts, choice, seed, _kept(choice))
    count = tally([one for one in rows if one.kind == choice.kind], verdicts)
    with above:
        answer(len(chosen(rows, verdicts, Choice(kind=choice.kind), seed)), count, choice, found)
    help_text(choice.kind)
    if not may_write():
        note(escape(why_not()))
    if not found:
        nothing(choice, count)
        return
    number_of_pages = -(-len(found) // SIZE)
    page = paging.asked(number_of_pages)
    st.header(_range(page, len(found)), anchor=False)
    for rank in range((page - 1) * SIZE + 1, min(page * SIZE, len(found)) + 1):
        pair(found[rank - 1], rank, verdicts.get(found[rank - 1].suggestion.id))
    paging.turn(page, number_of_pages)


def choice_of(rows: Sequence[Suggestion]) -> Choice:
    """The filters, read from and written to the address."""
    with st.container(horizontal=True, gap="medium"):
        sort = choose(t("Sort"), list(SORTS), "sort", "synergi", sort_name)
        kind = SORTS[sort]
        states = [code for code in STATES if code != "hallna" or any(one.kind == kind and not one.shown for one in rows)]
        state = choose(t("Läge"), states, "lage", "ej-granskat", state_name)
    return Choice(**vars(narrowed((one for one in rows if one.kind == kind), kind, about=True)), kind=kind, state=state)


def answer(left: int, count: Tally, choice: Choice, found: Sequence[Shown]) -> None:
    """The answer first: how many are left to judge, how those that are judged came out, how many fit the choice."""
    if choice.kind == "synergy":
        said = tn("<strong>{n} möjlig synergi</strong> att granska", "<strong>{n} möjliga synergier</strong> att granska", left)
    else:
        said = tn("<strong>{n} möjligt överlapp</strong> att granska", "<strong>{n} möjliga överlapp</strong> att granska", left)
    lead(f"{said}, {_judged(count)}." + (f" {_fitting(found)}" if choice.asked else ""))


def _judged(count: Tally) -> str:
    if not count.judged:
        return t("ingen bedömd ännu")
    right = tn("{n} rätt", "{n} rätta", count.right)
    if count.already:
        right += tn(" (varav {n} redan samordnad)", " (varav {n} redan samordnade)", count.already)
    parts = [right, t("{n} fel", n=number(count.wrong)), *([t("{n} osäkra", n=number(count.unsure))] if count.unsure else [])]
    return tn("{n} bedömd: {parts}", "{n} bedömda: {parts}", count.judged, parts=", ".join(parts))


def _fitting(found: Sequence[Shown]) -> str:
    return tn("{n} passar urvalet.", "{n} passar urvalet.", len(found))


def help_text(kind: str) -> None:
    """What the letters and the answers mean: folded, once for the whole list."""
    with st.expander(t("Så läser du korten: nivåer, märkta ord och svar")):
        st.html(f"<p>{escape(_how(kind))}</p>{grades_html(GRADES[kind])}")
        answers = "".join(
            f"<dt>{escape(verdict_name(code))}</dt><dd>{escape(verdict_help(code))}</dd>"
            for code in ("samordna", "redan_samordnat", "relevant_ej_nu", "fel", "osaker")
        )
        st.html(f'<dl class="tt">{answers}</dl>')


def _how(kind: str) -> str:
    return (
        t(
            "Märkta ord i texterna bär skälen med samma siffra och invändningarna med samma bokstav. Nivån är ingen sannolikhet, och ingen "
            "utsläppsminskning är beräknad. Vart tionde par är ett stickprov bland de svagare, för att det ska gå att mäta hur bra förslagen är."
        )
        + " "
        + t("Inom varje nivå kommer de initiativ som setts minst först, så att inte ett enda som berör många fyller början av listan.")
        + " "
        + (t("Pilen går från det digitala medlet till klimatåtgärden.") if kind == "synergy" else t("De två är jämbördiga."))
    )


def pair(entry: Shown, rank: int, verdict: Verdict | None) -> None:
    """One card with its rule folded in and its buttons."""
    one = entry.suggestion
    with st.container(border=True, key=f"pair-{one.id}"):
        card(entry, rank, state_html(one, verdict))
        if one.rule:
            with st.expander(t("Regel {id} och vad den vilar på", id=one.rule.id), key=f"rule-{one.id}"):
                st.html(rule_html(one.rule))
        draw(entry, rank, verdict)


def nothing(choice: Choice, count: Tally) -> None:
    """Why the list is empty, and the way on."""
    clear = f' <a href="{escape(here(("vy", "sort", "lage", "lang")))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
    if choice.asked:
        note(
            t("Inget par passar urvalet. Det betyder inte att beröringspunkter saknas, bara att texterna i registret inte visar några.")
            + clear
        )
    elif choice.state == "ej-granskat":
        note(t("Alla par av den här sorten är bedömda. Nya kommer när registret ändras."))
    elif not count.judged:
        note(t("Inget par är bedömt ännu. Svara på ett kort under «Ej granskade», så syns det här."))
    else:
        note(
            {
                "bedomt": t("Inget par är bedömt som annat än fel."),
                "att-gora": t("Inget par är valt att samordna ännu."),
                "avvisat": t("Inget par är avvisat, eller så har alla avvisade ändrats sedan dess och visas på nytt."),
            }.get(choice.state, t("Inget par hålls tillbaka."))
        )


def _kept(choice: Choice) -> set[str]:
    """The pairs judged on this very list; another choice starts anew, on its first page, and so does another visit."""
    if st.session_state.get("pairs_choice") != choice:
        if "pairs_choice" in st.session_state:
            st.query_params.pop("sida", None)
        st.session_state["pairs_choice"] = choice
        st.session_state[KEPT] = set()
    return set(st.session_state.get(KEPT, set()))


def _range(page: int, total: int) -> str:
    first, last = (page - 1) * SIZE + 1, min(page * SIZE, total)
    return t("Par {first}–{last} av {total}", first=number(first), last=number(last), total=number(total))
