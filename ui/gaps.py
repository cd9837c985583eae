"""'Luckor': what was looked for in the register and not found, by kind, with what each gap rests on and who could be asked."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.questions import gaps as found
from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.gaps import Gap
from twin.questions.indicators import indicators
from twin.questions.initiatives import Initiative
from twin.questions.suggestions import Rule, rules
from twin.words import either, listing, number, t, tn
from ui.connection_words import initiative_html, told
from ui.filters import select_any
from ui.pairs import rule_html
from ui.register_words import label
from ui.shell import address, here
from ui.theme import lead, note, small

SHOWN = 6  # initiatives named in full under a gap before the rest are counted


def draw() -> None:
    """The whole view."""
    rows = found.gaps()
    above = st.container()
    names = {place.code: place.name for place in places.municipalities()}
    where = select_any(t("Kommun"), list(names), "kommun", names.__getitem__, width=420)
    kinds = found.by_kind(found.chosen(rows, where))
    with above:
        _answer(kinds, [names[code] for code in where])
        note(
            t(
                "<strong>Att inget hittats betyder inte att inget görs.</strong> Det betyder att registret inte visar något: det bygger på vad "
                "organisationerna själva har publicerat. Vet du något som saknas, lägg till det under Registervård."
            )
        )
    if not any(kinds.values()):
        _nothing(bool(rows))
        return
    known = {row.id: row for row in register.initiatives()}
    for kind, ours in kinds.items():
        st.header(f"{kind_name(kind)} ({number(len(ours))})", anchor=False)
        small(escape(kind_help(kind)))
        if ours:
            section(ours, known)
        else:
            small(escape(t("Ingen lucka av det här slaget i urvalet.")))


def kind_name(kind: str) -> str:
    """The four kinds, as headings."""
    return {
        "indicator": t("Siffror som släpar, utan eget initiativ"),
        "no_enabler": t("Klimatinitiativ utan digitalt stöd"),
        "no_use": t("Digitala initiativ utan klimatkoppling"),
        "borrow": t("Att låna: görs hos andra, saknas här"),
    }[kind]


def kind_help(kind: str) -> str:
    """How a gap of the kind was looked for."""
    return {
        "indicator": t("Kommunens siffra är sämre än länets, och inget av kommunens egna initiativ i registret rör saken."),
        "no_enabler": t(
            "En regel säger att digitalt stöd kan hjälpa, men inget sådant initiativ i registret möter klimatinitiativet i nivå T1 eller T2."
        ),
        "no_use": t("Inget klimatinitiativ i registret möter det digitala initiativet i nivå T1 eller T2."),
        "borrow": t("Minst tre av kommunerna gör det. De kan tillfrågas."),
    }[kind]


def section(rows: Sequence[Gap], known: Mapping[str, Initiative]) -> None:
    """A list of gaps, each with its links."""
    about, themes, signs = rules(), register.labels("theme"), {row.id: either(row.name_sv, row.name_en) for row in indicators()}
    items = "".join(f"<li>{gap_html(gap, known, about, signs, label(themes, gap.theme))}</li>" for gap in rows)
    st.html(f'<ul class="tt tt-plain tt-gaps">{items}</ul>')


def gap_html(gap: Gap, known: Mapping[str, Initiative], about: Mapping[str, Rule], signs: Mapping[str, str], theme: str) -> str:
    """HTML: the gap in the engine's words, then the ways on: the figure, those to ask, the rule."""
    ways = [f"{escape(t('Tema'))}: {escape(theme)}"]
    if gap.indicator_id in signs:
        href = "nyckeltal?" + urlencode(address(nyckeltal=gap.indicator_id, **({"kommun": gap.place} if gap.place else {})))
        ways.append(f'{escape(t("Nyckeltal"))}: <a href="{escape(href)}" target="_self">{escape(signs[gap.indicator_id])}</a>')
    others = [known[id_] for id_ in gap.others if id_ in known]
    if others:
        more = f" {escape(t('och {n} till', n=number(len(others) - SHOWN)))}" if len(others) > SHOWN else ""
        words = t("Finns för hela länet") if gap.kind == "indicator" else t("Fråga dem som gör det")
        ways.append(f"{escape(words)}: {', '.join(initiative_html(row) for row in others[:SHOWN])}{more}")
    rule = about.get(gap.rule_id or "")
    folded = (
        f"<details><summary>{escape(t('Regel {id} och vad den vilar på', id=rule.id))}</summary>{rule_html(rule)}</details>" if rule else ""
    )
    own = [known[gap.initiative_id]] if gap.initiative_id in known else []
    return f'<p>{told(either(gap.text_sv, gap.text_en), own)}</p><p class="tt-small">{" · ".join(ways)}</p>{folded}'


def _answer(kinds: Mapping[str, Sequence[Gap]], where: list[str]) -> None:
    """The answer first: how many of each kind, and where."""
    lag, enable, use, borrow = (len(kinds[kind]) for kind in found.KINDS)
    total = lag + enable + use + borrow
    if not total:
        return
    parts = [
        tn("{n} siffra som släpar utan eget initiativ", "{n} siffror som släpar utan eget initiativ", lag) if lag else "",
        tn("{n} klimatinitiativ utan digitalt stöd", "{n} klimatinitiativ utan digitalt stöd", enable) if enable else "",
        tn("{n} digitalt initiativ utan klimatkoppling", "{n} digitala initiativ utan klimatkoppling", use) if use else "",
        tn("{n} sak att låna av andra", "{n} saker att låna av andra", borrow) if borrow else "",
    ]
    said = tn("<strong>{n} lucka</strong> i registret", "<strong>{n} luckor</strong> i registret", total)
    at = f" ({escape(listing(where))})" if where else ""
    lead(f"{said}{at}: {listing([part for part in parts if part])}.")


def _nothing(any_: bool) -> None:
    if any_:
        clear = f' <a href="{escape(here(("vy", "lang")))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
        note(
            escape(
                t(
                    "Ingen lucka hittad i urvalet. Det kan bero på att kommunens initiativ täcker det som söks, eller på att för lite är känt."
                )
            )
            + clear
        )
    else:
        note(t("Inga luckor är beräknade. De söks när datalagret byggs: <strong>python -m ingest build</strong>"))
