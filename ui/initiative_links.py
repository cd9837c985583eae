"""'Samband' on an initiative's own page: what it could serve or be served by, who does the same, and what was looked for and not found."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from twin.questions import gaps as missing
from twin.questions import initiatives as register
from twin.questions.initiatives import Initiative
from twin.questions.links import Standing, of, other, standing
from twin.questions.suggestions import Suggestion, suggestions
from twin.words import either, number, t, tn
from twin.workspace import Verdict
from ui.connection_words import initiative_html, pairs_href
from ui.judged import judged
from ui.pair_words import grade_name
from ui.pairs import names
from ui.register_words import label
from ui.theme import heading, small
from ui.verdict import state_html

SHOWN = 5  # of each sort in full; the rest are counted, and stand on page Samband


def draw(row: Initiative) -> None:
    """The part: what the engine suggests for this initiative, by the part that it plays, then its gaps."""
    heading(t("Samband"))
    rows = [one for one in suggestions() if row.id in (one.a.id, one.b.id)]
    verdicts = judged()
    found = of(standing(rows, verdicts), row.id)
    if not found:
        small(escape(_none(row, rows)))
    means = [one for one in found if one.suggestion.kind == "synergy" and one.suggestion.a.id == row.id]
    ends = [one for one in found if one.suggestion.kind == "synergy" and one.suggestion.b.id == row.id]
    alike = [one for one in found if one.suggestion.kind == "overlap"]
    _part(tn("Kan stödja en klimatåtgärd", "Kan stödja {n} klimatåtgärder", len(means)), means, row.id, verdicts)
    _part(tn("Kan stödjas av ett digitalt medel", "Kan stödjas av {n} digitala medel", len(ends)), ends, row.id, verdicts)
    _part(tn("Liknar ett annat initiativ", "Liknar {n} andra initiativ", len(alike)), alike, row.id, verdicts)
    _gaps(row)


def _part(title: str, found: Sequence[Standing], id_: str, verdicts: Mapping[str, Verdict]) -> None:
    """One sort of links, the confirmed first."""
    if not found:
        return
    ordered = sorted(found, key=lambda one: not one.confirmed)
    items = "".join(_item(one.suggestion, id_, verdicts.get(one.suggestion.id)) for one in ordered[:SHOWN])
    rest = ordered[SHOWN:]
    folded = ""
    if rest:
        more = t("och {n} till", n=number(len(rest)))
        folded = f'<details class="tt-more"><summary>{escape(more)}</summary><ul class="tt tt-plain">{"".join(_item(one.suggestion, id_, verdicts.get(one.suggestion.id)) for one in rest)}</ul></details>'
    st.html(f'<h3 class="tt-h4">{escape(title)}</h3><ul class="tt tt-plain">{items}</ul>{folded}')


def _item(one: Suggestion, id_: str, verdict: Verdict | None) -> str:
    """HTML: who, in which tier, why in a sentence, where it stands, and the way to the pair."""
    way = f'<a href="{escape(pairs_href(par=one.id))}" target="_self">{escape(t("Öppna paret"))}<span class="tt-hidden"> – {escape(names(one))}</span></a>'
    grade = f'<span class="tt-grade" title="{escape(grade_name(one.grade), quote=True)}">{one.grade}</span>'
    told = f'<span class="tt-small">{escape(_why(one))}<br>{state_html(one, verdict)} · {way}</span>'
    return f"<li>{grade} {initiative_html(other(one, id_))}<br>{told}</li>"


def _why(one: Suggestion) -> str:
    """The rule of a synergy; of an overlap what the two have in common. The whole reason stands with the pair."""
    if one.rule:
        return either(one.rule.sentence_sv, one.rule.sentence_en)
    shared = [label(register.labels(clause.part), clause.code) for clause in one.reasons if clause.code]
    return t("Gemensamt: {what}", what=" · ".join(dict.fromkeys(shared))) if shared else t("Bara ordvalet är gemensamt.")


def _none(row: Initiative, rows: Sequence[Suggestion]) -> str:
    """Why there is no link to show."""
    if row.id not in {one.id for one in register.initiatives()}:
        return t("Initiativet är nytt och har inte jämförts med de andra än. Det görs när registret räknas om.")
    held = next((one for one in rows if not one.shown), None)
    if held:
        n = number(sum(not one.shown for one in rows))
        return t("Inget samband visas. Par som hålls tillbaka: {n}. {why}", n=n, why=either(held.held_sv, held.held_en))
    if rows:
        return t("De samband som föreslogs har avvisats av en person.")
    return t("Inget samband föreslås. Det betyder inte att beröringspunkter saknas, bara att texterna i registret inte visar några.")


def _gaps(row: Initiative) -> None:
    found = missing.of_initiative(missing.gaps(), row.id)
    if found:
        items = "".join(f"<li>{escape(either(gap.text_sv, gap.text_en))}</li>" for gap in found)
        way = f'<a href="{escape(pairs_href(vy="luckor"))}" target="_self">{escape(t("Alla luckor"))}</a>'
        st.html(f'<h3 class="tt-h4">{escape(t("Saknas"))}</h3><ul class="tt tt-plain">{items}</ul><p class="tt-small">{way}</p>')
