"""A candidate as a card: what it is, whose, where and how that is known, when, kronor, the marks that its words propose, and its register entries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from twin.register.candidates import Candidate, Entry, Mark
from twin.register.spoken import scheme_name
from twin.spans import marked
from twin.words import amount, either, listing, number, stored, t, tn
from ui.candidates_words import kind_name, matched, money, names_html, placed, when
from ui.receipt import receipt
from ui.theme import facts, link, small, swedish, track_mark
from ui.upkeep import initiative_href
from ui.upkeep_fields import score_name

SHOWN = 6  # entries in full before the rest is folded


def card(one: Candidate, owners: Mapping[str, str], level: int = 3) -> None:
    """The card's text and its receipts; `owners` are the organisations' names. Drawn in a container whose key begins 'candidate-';
    `level` is that of its heading."""
    needles = [mark.evidence for mark in one.marks]
    text = f'<p class="words" lang="sv">{_evident(one.text, needles)}</p>' if one.text else ""
    st.html(
        f'<p class="tt-pair-top"><span>{escape(kind_name(one.kind))}</span><span class="tt-unseen">{escape(t("förslag ur register, ej granskat"))}</span></p>'
        f'<div class="tt-side tt-side-{one.track}"><h{level} class="title" lang="sv">{_evident(one.title, needles)}</h{level}>{text}</div>'
        f'<div class="tt-candidate"><div>{facts(_facts(one, owners))}</div><div>{_marks(one, level + 1)}{_similar(one, level + 1)}</div></div>'
        f'<div class="tt-candidate"><div>{_entries(one.entries, level + 1)}</div></div>'
    )
    receipt(dict.fromkeys(entry.receipt_id for entry in one.entries), key=f"receipt-{one.id}")


def _evident(text: str, needles: Iterable[str]) -> str:
    return "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in marked(text, needles))


def _facts(one: Candidate, owners: Mapping[str, str]) -> list[tuple[str, str]]:
    ways = dict.fromkeys(entry.matched_by for entry in one.entries if entry.organisation_id == one.organisation_id)
    known = f" ({escape(listing([matched(how) for how in ways]))})" if ways else ""
    if one.organisation_id:
        whose = swedish(owners.get(one.organisation_id, one.organisation_text)) + known
    else:
        whose = f"{swedish(one.organisation_text) or escape(t('registret säger inte vems'))}{known}"
    where = "<br>".join(
        f"{escape(place.name)} <span class='tt-small'>({escape('; '.join(dict.fromkeys(placed(how, words) for how, words, _ in place.ways)))})</span>"
        for place in one.places
    )
    pairs = [
        (t("Vems"), whose),
        (t("Var"), where or escape(t("inget av registren säger det"))),
        (t("När"), escape(when(one))),
        (t("Kronor"), escape(_kronor(one))),
        (t("Finansiär"), swedish(one.funder)),
    ]
    return [(term, html) for term, html in pairs if html]


def _kronor(one: Candidate) -> str:
    if one.amount_sek is None:
        return t("inget belopp i kronor i registret")
    told = amount(one.amount_sek, t("kronor"))
    saying = [entry for entry in one.entries if entry.amount is not None and entry.currency == "SEK"]
    if len(saying) < 2:
        return told
    return tn("{told}; sagt i {n} post, räknat en gång", "{told}; sagt i {n} poster, varje krona räknad en gång", len(saying), told=told)


def _marks(one: Candidate, level: int) -> str:
    """HTML: how the words would have it scored and tagged."""
    if one.track == "context":
        return f'<p class="tt-small">{escape(t("Orden föreslår varken klimat eller digitalt."))}</p>'
    scores = f"{track_mark('climate')} {escape(score_name(str(one.climate_score)))} · {track_mark('digital')} {escape(score_name(str(one.digital_score)))}"
    by_words: dict[str, list[Mark]] = {}
    for mark in one.marks:
        by_words.setdefault(mark.evidence, []).append(mark)
    items = "".join(f"<li>{_rests(words, own)}</li>" for words, own in by_words.items())
    return f'<h{level}>{escape(t("Föreslagen märkning, efter orden"))}</h{level}><p>{scores}</p><ul class="tt tt-plain">{items}</ul>'


def _rests(words: str, marks: Sequence[Mark]) -> str:
    """HTML: the words or the class, and all that rests on it."""
    ground = words.upper().replace(":", " ") if re.fullmatch(r"[a-z]+:\S+", words) else f"«{words}»"  # a register's class: 'cpv:09331200'
    told = "; ".join(f"{scheme_name(mark.scheme)}: {either(mark.name_sv, mark.name_en)}" for mark in marks)
    return f'{escape(ground)} <span aria-hidden="true">→</span> <span class="tt-small">{escape(told)}</span>'


def _similar(one: Candidate, level: int) -> str:
    """HTML: what in our own register looks like it, and why."""
    if not one.similar_id:
        return ""
    named = f'<a href="{escape(initiative_href(one.similar_id))}" target="_self">{swedish(one.similar_title or one.similar_id)}</a>'
    why = f'<br><span class="tt-small">{escape(either(one.similar_sv, one.similar_en))}</span>'
    return f'<h{level}>{escape(t("Liknar i vårt register"))}</h{level}><p class="tt-panel">{named}{why}</p>'


def _entries(found: tuple[Entry, ...], level: int) -> str:
    """HTML: each entry as its register has it."""
    items = [f"<li>{_entry(entry)}</li>" for entry in found]
    told = tn("{n} post i register", "{n} poster i register", len(found))
    rest = items[SHOWN:]
    folded = (
        f'<details class="tt-more"><summary>{escape(t("och {n} till", n=number(len(rest))))}</summary><ul class="tt tt-plain">{"".join(rest)}</ul></details>'
        if rest
        else ""
    )
    return f'<h{level}>{escape(told)}</h{level}><ul class="tt tt-plain">{"".join(items[:SHOWN])}</ul>{folded}'


def _entry(entry: Entry) -> str:
    register = stored(entry.register)
    head = link(entry.url, f"{register}, {entry.id}") if entry.url else escape(f"{register}, {entry.id}")
    case = t("ärende {case}", case=entry.case_number) if entry.case_number else ""
    return f'{head}<br><span class="tt-small" lang="sv">{names_html((entry.title, entry.organisation_text, case, money(entry), entry.status))}</span>'


def entry_facts(entry: Entry) -> str:
    """HTML: one entry alone, for a question about it."""
    pairs = [
        (t("Titel"), f'<span lang="sv">{escape(entry.title)}</span>'),
        (t("Som registret skriver"), f'<span lang="sv">{escape(entry.organisation_text)}</span>' if entry.organisation_text else ""),
        (t("När"), escape(when(entry))),
        (t("Belopp"), escape(money(entry))),
        (t("Ärende"), escape(entry.case_number)),
        (t("Finansiär"), swedish(entry.funder)),
        (t("Registret"), link(entry.url, f"{stored(entry.register)}, {entry.id}")),
    ]
    return facts([(term, html) for term, html in pairs if html])


def nothing_told() -> None:
    """What a card can not tell."""
    small(
        escape(
            t(
                "Registrens uppgifter är utgivarnas. Märkningen är ett förslag efter orden; inget kommer in i registret utan att en person säger det."
            )
        )
    )
