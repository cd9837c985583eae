"""What page Sök draws: hits by kind, each with the words that made it a hit and the way to its page."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.questions.search import KINDS, Hit, did_you_mean, needles
from twin.spans import excerpt, marked
from twin.words import either, language, listing, number, stored, t, tn
from ui.answer import strong
from ui.shell import address
from ui.theme import heading, lead, link, note, track_sign

SHOWN = 15  # hits of one kind before the list ends
SWEDISH = ("initiative", "organisation", "document")  # kinds whose words exist in Swedish only


def kind_name(kind: str) -> str:
    """The heading of a group."""
    return {
        "initiative": t("Initiativ"),
        "indicator": t("Nyckeltal"),
        "place": t("Kommuner"),
        "organisation": t("Organisationer"),
        "capability": t("Förmågor"),
        "source": t("Källor"),
        "document": t("Planer och beslut"),
    }[kind]


def help_text() -> None:
    """Before anything is asked: what can be found, with examples that lead somewhere."""
    note(
        escape(t("Sök på ett eller flera ord. Alla ord måste finnas, i vilken ordning som helst; delar av ord räcker."))
        + "<br>"
        + t("Till exempel: {examples}", examples=listing([_again(word) for word in (t("laddning"), t("bredband"), t("solceller"))]))
    )


def results(question: str, hits: Sequence[Hit]) -> None:
    """The answer, then the groups, the one with the best hit first."""
    if not hits:
        _nothing(question)
        return
    lead(tn("{n} träff på {question}.", "{n} träffar på {question}.", len(hits), question=strong(question)))
    best = {kind: max((hit.score for hit in hits if hit.kind == kind), default=-1) for kind in KINDS}
    for kind in sorted(KINDS, key=lambda kind: -best[kind]):
        group = [hit for hit in hits if hit.kind == kind]
        if group:
            heading(f"{kind_name(kind)} ({number(len(group))})")
            st.html(f'<ul class="tt tt-plain tt-hit">{"".join(_item(hit, question) for hit in group[:SHOWN])}</ul>')
            if len(group) > SHOWN:
                st.caption(t("De {n} bästa visas. Skriv ett ord till för att få färre.", n=number(SHOWN)))


def _item(hit: Hit, question: str) -> str:
    words = needles(question)
    lang = ' lang="sv"' if hit.kind in SWEDISH and language() == "en" else ""
    title = stored(either(hit.title, hit.title_en))
    shape = track_sign(hit.mark) + " " if hit.mark else ""
    body = _marked(excerpt(either(hit.body, hit.body_en or hit.body), words), words)
    return (
        f'<li>{shape}<a href="{escape(_way(hit), quote=True)}" target="_self"{lang}>{_marked(title, words)}</a>{_aside(hit)}'
        f'<br><span class="tt-small"{lang}>{body}</span></li>'
    )


def _marked(text: str, words: Sequence[str]) -> str:
    return "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in marked(text, words))


def _way(hit: Hit) -> str:
    """The hit's own page in this dashboard, relative to the address of this one."""
    page, parameters = {
        "initiative": ("initiativ", {"id": hit.id}),
        "indicator": ("nyckeltal", {"nyckeltal": hit.id}),
        "place": (".", {"kommun": hit.id}),
        "organisation": ("initiativ", {"org": hit.id}),
        "capability": ("formagor", {"formaga": hit.id}),
        "source": ("kallor", {"kalla": hit.id}),
        "document": ("kallor", {"kalla": hit.source_key}),
    }[hit.kind]
    return f"{page}?{urlencode(address(**parameters))}"


def _aside(hit: Hit) -> str:
    """Ways onward beside the title: the document itself, what the municipality has on other pages."""
    if hit.kind == "document" and hit.url:
        return f" · {link(hit.url, t('själva dokumentet'))}"
    if hit.kind == "place":
        target = escape(urlencode(address(kommun=hit.id)), quote=True)
        both = (("initiativ", t("initiativ")), ("nyckeltal", t("nyckeltal")))
        return "".join(f' · <a href="{page}?{target}" target="_self">{escape(word)}</a>' for page, word in both)
    return ""


def _nothing(question: str) -> None:
    lead(t("Inget innehåller {question}.", question=strong(question)))
    guesses = did_you_mean(question)
    if guesses:
        note(t("Menade du {guesses}?", guesses=listing([_again(guess) for guess in guesses])))
    note(
        escape(
            t(
                "Pröva ett kortare ord eller färre ord. Sökningen läser initiativ, nyckeltal, kommuner, organisationer, förmågor, källor och planer."
            )
        )
        + " "
        + escape(t("Att inget hittas betyder att det inte finns här, inte att det inte finns."))
    )


def _again(question: str) -> str:
    return f'<a href="?{escape(urlencode(address(q=question)), quote=True)}" target="_self">{escape(question)}</a>'
