"""'Kandidater': projects that public registers tell of and that await a person, as cards; what has been read and what not."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.questions import candidates as question
from twin.questions import places
from twin.questions.registers import Read, registers
from twin.register.candidates import IGNORED, TAKEN, WAITING, Candidate, as_of_now, chosen
from twin.register.sheets import INITIATIVES, ORGANISATIONS
from twin.register.standing import Standing
from twin.words import number, stored, t, tn
from ui.access import may_write
from ui.candidates_acts import acts
from ui.candidates_card import card, nothing_told
from ui.candidates_words import counted, kind_name, read_lead, read_rest
from ui.filters import choose, select_any
from ui.shell import address, here
from ui.tables import Column, table
from ui.theme import lead, note, small, track_name
from ui.upkeep import locked, now

SIZE = 10  # cards before more are asked for
STATES = {"vantar": WAITING, "ignorerade": IGNORED, "intagna": TAKEN}
KINDS = ("grant", "procurement", "project", "dataset")
TRACKS = ("climate", "digital", "both", "context")
KEYS = ("vy", "lage", "kommun", "slag", "ror", "lang")  # of the address


def told() -> None:
    """For every reader, on another page: how many candidates await a person, and the way to them. Nothing where there are none."""
    found = now()
    n = len([one for one in as_of_now(question.candidates(), found.lines) if one.state == WAITING]) if found else 0
    if n:
        target = f"registervard?{urlencode(address(vy='kandidater'))}"
        said = tn(
            "{n} kandidat ur offentliga register väntar på granskning", "{n} kandidater ur offentliga register väntar på granskning", n
        )
        small(f'<a href="{escape(target)}" target="_self">{escape(said)}</a>')


def draw(at: Standing) -> None:
    """The view: the answer, what has been read, and for those who may write the cards."""
    found = as_of_now(question.candidates(), at.lines)
    count = Counter(one.state for one in found)
    lead(_answer(count))
    _read()
    if locked():
        small(escape(t("Ogranskade rader ur register visas bara för den som får granska dem.")))
        return
    if not found:
        note(
            escape(
                t("Inga kandidater. De kommer när ett register har lästs som nämner kommunerna eller deras bolag: python -m ingest refresh")
            )
        )
        return
    state = STATES[choose(t("Läge"), list(STATES), "lage", "vantar", _state_name)]
    where, kinds, tracks = _narrow(found)
    fitting = chosen(found, state, where, kinds, tracks)
    if not fitting:
        note(escape(_nothing(state, narrow=bool(where or kinds or tracks))))
        return
    _cards(fitting, at)


def _answer(count: Counter[str]) -> str:
    said = tn("<strong>{n} kandidat</strong> väntar på granskning", "<strong>{n} kandidater</strong> väntar på granskning", count[WAITING])
    rest = [
        tn("{n} är intagen", "{n} är intagna", count[TAKEN]) if count[TAKEN] else "",
        tn("{n} är ignorerad", "{n} är ignorerade", count[IGNORED]) if count[IGNORED] else "",
    ]
    return f"{'; '.join([said, *filter(None, rest)])}."


def _state_name(state: str) -> str:
    return {"vantar": t("Väntar"), "ignorerade": t("Ignorerade"), "intagna": t("Intagna")}[state]


def _read() -> None:
    """Which registers have been read."""
    found = registers()
    small(escape(f"{read_lead(found)} {read_rest(found)}"))
    with st.expander(t("Registren, ett för ett")):
        read_table(found)


def read_table(found: Sequence[Read]) -> None:
    """How much of each register has been read, and how; also on page Källor."""
    columns = [
        Column(t("Registret"), lambda one: stored(one.title)),
        Column(t("Utgivare"), "publisher"),
        Column(t("Utgåvor"), lambda one: ", ".join(one.releases) or "–"),
        Column(t("Läst"), counted),
        Column(t("Hur"), lambda one: (t("läst här") if one.asked_here else t("följer med produkten")) if one.releases else "–"),
    ]
    caption = t("Poster i hela landet som har lästs, och hur många av dem som rör kommunerna eller deras bolag.")
    table(found, columns, "register", caption, stack=True)


def _narrow(found: Sequence[Candidate]) -> tuple[list[str], list[str], list[str]]:
    own = {place.code: place.name for place in places.municipalities()}
    first, second, third = st.columns(3)
    with first:
        where = select_any(t("Kommun"), list(own), "kommun", own.__getitem__)
    with second:
        kinds = select_any(t("Slag av post"), [kind for kind in KINDS if any(one.kind == kind for one in found)], "slag", kind_name)
    with third:
        tracks = select_any(t("Rör, efter orden"), [track for track in TRACKS if any(one.track == track for one in found)], "ror", _track)
    return where, kinds, tracks


def _track(track: str) -> str:
    return t("Varken klimat eller digitalt") if track == "context" else track_name(track)


def _nothing(state: str, *, narrow: bool) -> str:
    if narrow:
        return t("Ingen kandidat passar urvalet.")
    return {
        WAITING: t("Alla kandidater är granskade. Nya kommer när registren läses om."),
        IGNORED: t("Ingen kandidat är ignorerad."),
        TAKEN: t("Ingen kandidat är intagen ännu."),
    }[state]


def _cards(found: Sequence[Candidate], at: Standing) -> None:
    owners = {line.cells["id"]: line.cells["name"] for line in at.lines[ORGANISATIONS.file]}
    titles = {line.cells["id"]: line.cells["title_sv"] for line in at.lines[INITIATIVES.file]}
    asked = st.query_params.get("antal", "")
    size = max(SIZE, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else SIZE
    st.header(t("{n} av {all}", n=number(min(size, len(found))), all=number(len(found))), anchor=False)
    nothing_told()
    for one in found[:size]:
        with st.container(border=True, key=f"candidate-{one.id}"):
            card(one, owners)
            if may_write():
                acts(one, at, titles)
    if len(found) > size:
        target = here(KEYS, antal=str(size + SIZE))
        st.html(f'<p><a href="{escape(target)}" target="_self">{escape(t("Visa fler kandidater"))}</a></p>')
