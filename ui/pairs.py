"""A pair as a card: two initiatives side by side, why they may belong together, the words that it rests on, and what speaks against."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from string import ascii_lowercase
from urllib.parse import urlencode

import streamlit as st

from twin.matching.model import Clause
from twin.questions import initiatives as register
from twin.questions.initiatives import Initiative
from twin.questions.pair_list import Shown
from twin.questions.suggestions import Rule, RuleSource, Suggestion
from twin.spans import marked, plain
from twin.words import either, t
from ui.pair_words import grade_help, grade_mark, kind_name
from ui.register_words import phase_html, said, where, years
from ui.shell import address
from ui.theme import facts, link, swedish, track_mark, track_sign

LONGEST = 48  # characters of a title inside a sentence


def names(one: Suggestion) -> str:
    """Both titles in a row, for headings and for those who hear the page."""
    return f"{one.a.title} {'→' if one.kind == 'synergy' else '↔'} {one.b.title}"


def card(entry: Shown, rank: int, state: str) -> None:
    """The card's text. `state` is HTML: that nobody has judged it, or what was said."""
    one = entry.suggestion
    spoken = t("Par {n}: {names}", n=rank, names=names(one))
    st.html(f'<h3 class="tt-hidden">{escape(spoken)}</h3>{top(one, state)}{_aside(entry)}{sides(one)}{told(one)}')


def top(one: Suggestion, state: str) -> str:
    """HTML: the tier in letters and words, and where the pair stands."""
    return f'<p class="tt-pair-top"><span>{escape(kind_name(one.kind))} · {grade_mark(one.grade)}</span><span>{state}</span></p>'


def _aside(entry: Shown) -> str:
    """HTML: why a pair stands here that its grade would not have brought here."""
    one, said = entry.suggestion, []
    if entry.explored:
        said.append(t("Stickprov: visas för att kunna mäta hur bra förslagen är, inte för sin nivå."))
    if not one.shown:
        said.append(t("Hålls tillbaka: {why}", why=either(one.held_sv, one.held_en)))
    return "".join(f'<p class="tt-small tt-pair-aside">{escape(text)}</p>' for text in said)


def sides(one: Suggestion) -> str:
    """HTML: the two initiatives, an arrow between them from means to end, or a line both ways between equals."""
    labels = {f"{n}": clause for n, clause in enumerate(one.reasons, 1)} | dict(zip(ascii_lowercase, one.against, strict=False))
    tracks = _tracks(one)
    a = _side(one.a, tracks[0], t("Digitalt medel"), _needles(labels, "a_span"), one.kind)
    b = _side(one.b, tracks[1], t("Klimatåtgärd"), _needles(labels, "b_span"), one.kind)
    told = t("kan stödja") if one.kind == "synergy" else t("och")
    sign = "→" if one.kind == "synergy" else "↔"
    arrow = f'<div class="tt-arrow"><span aria-hidden="true">{sign}</span><span class="word">{escape(told)}</span></div>'
    return f'<div class="tt-pair">{a}{arrow}{b}</div>'


def _side(row: Initiative, track: str, role: str, needles: Mapping[str, str], kind: str) -> str:
    before = register.old_before()
    href = f"initiativ?{urlencode(address(id=row.id))}"
    partners = f'<p class="tt-small">{escape(t("Partner enligt källan"))}: <span lang="sv">{_marks(row.partners, needles)}</span></p>'
    lines = [
        swedish(row.owner),
        escape(where(row)),
        f"{phase_html(row).replace('<br>', ', ')} · {escape(years(row))}",
        t("uppgift från {date}", date=said(row, before)) if row.as_of else f'<span class="tt-old">{escape(t("uppgift utan datum"))}</span>',
    ]
    return (
        f'<div class="tt-side tt-side-{track}"><p class="role">{track_mark(track, role if kind == "synergy" else None)}</p>'
        f'<p class="title" lang="sv"><a href="{escape(href)}" target="_self">{_marks(row.title, needles)}</a></p>'
        f'<ul class="tt-small">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'
        f'<p class="words" lang="sv">{_marks(row.description, needles)}</p>'
        f"{partners if any(needle in plain(row.partners) for needle in needles) else ''}</div>"
    )


def _needles(labels: Mapping[str, Clause], side: str) -> dict[str, str]:
    """The words that carry a clause -> the clause's number or letter."""
    found: dict[str, list[str]] = {}
    for label, clause in labels.items():
        if span := getattr(clause, side):
            found.setdefault(plain(span).strip(), []).append(label)
    return {span: ", ".join(numbers) for span, numbers in found.items()}


def _marks(text: str, needles: Mapping[str, str]) -> str:
    """HTML: the text with the words marked, each with the number of the clause that it carries."""
    return "".join(
        f"<mark>{escape(piece)}<sup>{escape(needles[plain(piece)])}</sup></mark>" if hit else escape(piece)
        for piece, hit in marked(text, needles)
    )


def told(one: Suggestion, level: int = 4) -> str:
    """HTML: the reason in a sentence; its clauses, numbered as the marks; beside them what speaks against, lettered. `level` is that of the headings."""
    text = either(one.text_sv, one.text_en)
    return (
        f'<p class="tt-pair-text">{_said(text, one)}</p><div class="tt-pair-told">'
        f"<div><h{level}>{escape(t('Därför'))}</h{level}>{_clauses(one.reasons, '1', one, text)}</div>"
        f'<div class="against"><h{level}>{escape(t("Talar emot"))}</h{level}>{_clauses(one.against, "a", one, text)}</div></div>'
    )


def _clauses(clauses: Iterable[Clause], kind: str, one: Suggestion, text: str) -> str:
    items = []
    for clause in clauses:
        words = either(clause.sv, clause.en)
        if clause.rule and words in text:  # the sentence stands above already
            words = t("Så säger regel {id}; vad den vilar på står nedan.", id=clause.rule)
        items.append(f"<li>{_said(words, one)}</li>")
    return f'<ol type="{kind}">{"".join(items)}</ol>'


def _said(text: str, one: Suggestion) -> str:
    """HTML: a sentence of the engine, with the titles in it short and under their shapes: in full they stand on the card."""
    html = escape(text)
    for row, track, short in zip((one.a, one.b), _tracks(one), _short(one.a.title, one.b.title), strict=True):
        html = html.replace(
            escape(f"”{row.title}”"), f'<span class="tt-name">{track_sign(track)}&nbsp;<span lang="sv">{escape(short)}</span></span>'
        )
    return html.replace("…</span></span>.", "…</span></span>")  # no full stop after three dots


def _tracks(one: Suggestion) -> tuple[str, str]:
    """How each side is marked: by its part in a synergy, by what it is in an overlap."""
    return ("digital", "climate") if one.kind == "synergy" else (one.a.kind, one.b.kind)


def _short(a: str, b: str) -> tuple[str, str]:
    """Both titles in few words, and still told apart."""
    first, second = _cut(a), _cut(b)
    return (first, second) if first != second else (a, b)


def _cut(title: str) -> str:
    head = re.split(r" – | \(", title)[0]
    return head if len(head) <= LONGEST else head[: head.rfind(" ", 0, LONGEST)].rstrip(" ,–") + " …"


def rule_html(rule: Rule) -> str:
    """HTML: the rule in words, how strong its ground is, what it needs, where it does not hold, and who says so."""
    strength = (t("svag (1 av 3)"), t("måttlig (2 av 3)"), t("stark (3 av 3)"))[rule.strength - 1]
    about = [
        (t("Regel {id}", id=rule.id), escape(either(rule.sentence_sv, rule.sentence_en))),
        (t("Kräver"), escape(either(rule.requires_sv, rule.requires_en))),
        (t("Grund"), escape(strength)),
        (t("Förbehåll"), escape(either(rule.caveat_sv, rule.caveat_en))),
    ]
    return facts([(term, html) for term, html in about if html]) + "".join(_source(source) for source in rule.sources)


def _source(source: RuleSource) -> str:
    read = {"full": t("läst i sin helhet"), "abstract": t("sammanfattningen läst"), "excerpt": t("bara ett utdrag läst")}[source.read]
    kind = {
        "standard": t("standard"),
        "eu": t("EU"),
        "peer-reviewed": t("granskad forskning"),
        "academic": t("akademiskt arbete"),
        "authority": t("myndighet"),
        "industry": t("bransch"),
    }[source.kind]
    return facts(
        [
            (t("Källa"), f"{escape(source.title)}<br>{escape(f'{source.publisher}, {source.year} · {kind} · {read}')}"),
            (t("Säger"), escape(either(source.says_sv, source.says_en))),
            (t("Adress"), link(source.url, source.url)),
        ]
    )


def grades_html(kind_grades: Iterable[str]) -> str:
    """HTML: every grade with what it takes."""
    return '<dl class="tt">' + "".join(f"<dt>{grade_mark(g)}</dt><dd>{escape(grade_help(g))}</dd>" for g in kind_grades) + "</dl>"
