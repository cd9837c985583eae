"""How the capability ledger is put in words and signs: states, what each rests on, who and what."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

from twin.capabilities import Capability, Cell, Evidence, Holder, Statement
from twin.questions.initiatives import age
from twin.words import date, either, moment, t
from twin.workspace import role_name
from ui.register_words import phase_name
from ui.shell import address, here
from ui.theme import link, swedish

KEYS = ("vy", "kommun", "slag", "formaga", "lang")  # of the address, for what a reader has chosen
SIGNS = {"has": "✓", "builds": "◐", "lacks": "✕", "not_known": "?"}
NOBODY = '<span class="tt-none">–</span>'
TONES = {"has": "good", "builds": "warn", "lacks": "bad", "not_known": "calm"}


def state_name(state: str) -> str:
    """The four states in a word."""
    return {"has": t("har"), "builds": t("bygger"), "lacks": t("saknar"), "not_known": t("vet ej")}[state]


def age_word(one: str) -> str:
    """Of what a state rests on; '' where it is current."""
    return {"old": t("äldre uppgift"), "undated": t("utan datum")}.get(one, "")


def kind_name(kind: str) -> str:
    """The kinds of organisations in the ledger."""
    return {"municipality": t("kommun"), "company": t("bolag"), "federation": t("förbund")}[kind]


def name(one: Capability) -> str:
    """In the reader's language."""
    return either(one.name_sv, one.name_en)


def state_html(state: str, old: str = "", phase: str = "") -> str:
    """HTML: sign and word; how far it has come, and how old what it rests on is."""
    words = [word for word in (phase_name(phase) if phase else "", age_word(old)) if word]
    aside = "".join(f'<span class="tt-cap-age">{escape(word)}</span>' for word in words)
    return f'<span class="tt-state {TONES[state]}"><span aria-hidden="true">{SIGNS[state]}</span> {escape(state_name(state))}</span>{aside}'


def cell_href(cell: Cell) -> str:
    """The address of one open cell, with the reader's choices kept."""
    return here(KEYS, ruta=f"{cell.holder.id}:{cell.capability.code}", vy=None)


def holder_href(one: Holder) -> str:
    """The organisation's initiatives."""
    return f"initiativ?{urlencode(address(org=one.id))}"


def cells_html(cells: Iterable[Cell]) -> str:
    """HTML: who, each leading to its cell; an old or undated statement is marked."""
    said = []
    for cell in cells:
        about = ", ".join(word for word in (phase_name(cell.phase) if cell.phase else "", age_word(cell.age)) if word)
        aside = f" ({escape(about)})" if about else ""
        said.append(f'<a href="{escape(cell_href(cell))}" target="_self">{swedish(cell.holder.name)}</a>{aside}')
    return ", ".join(said) or NOBODY


def names_text(cells: Iterable[Cell]) -> str:
    """The same for a download."""
    return "; ".join(cell.holder.name for cell in cells)


def dated(one: Evidence, before: int) -> str:
    """From when the statement is."""
    when = age(one.dated, before)
    if when == "undated":
        return t("utan datum")
    said = t("uppgift från {date}", date=date(one.dated))
    return f"{said}, {age_word(when)}" if when == "old" else said


def evidence_html(one: Evidence, before: int) -> str:
    """HTML: what one source shows, what it speaks for and from when."""
    speaks = state_html(one.carries) if one.carries else f'<span class="tt-state calm">{escape(t("spår"))}</span>'
    source = f" · {link(one.url, t('källa'))}" if one.url.startswith("http") else f" · {swedish(one.url)}" if one.url else ""
    return f'{speaks}: {_told(one)} <span class="tt-small">{escape(dated(one, before))}{source}</span>'


def _told(one: Evidence) -> str:
    if one.kind == "initiative":
        return _initiative(one)
    if one.kind == "answer":
        return _answer(one)
    if one.kind == "business":
        return f"{escape(t('Verksamheten enligt registret'))}: {swedish(one.title_sv)}."
    return f"{escape(t('Har köpt'))}: {swedish(one.title_sv)}. {escape(t('Att något är köpt säger inte att det är i bruk.'))}"


def _initiative(one: Evidence) -> str:
    href = f"initiativ?{urlencode(address(id=one.id))}"
    said = f'<a href="{escape(href)}" target="_self">{swedish(one.title_sv)}</a> ({escape(phase_name(one.detail))}).'
    if one.plan:
        return f"{said} {escape(t('En plan eller utredning, ingen förmåga i sig.'))}"
    if one.words:
        return f"{said} {escape(t('Texten säger att det är i drift:'))} ”{swedish(one.words)}”."
    return said


def _answer(one: Evidence) -> str:
    scale, _, value = one.detail.partition(":")
    word = {"yes_no:0": t("nej"), "yes_no:1": t("ja"), "rollout:0": t("nej"), "rollout:1": t("på prov"), "rollout:2": t("infört")}
    return f"{escape(t('Kommunens eget svar'))}: {escape(either(one.title_sv, one.title_en))}: {escape(word[f'{scale}:{value}'])}."


def statement_html(one: Statement) -> str:
    """HTML: what a person has said, on whose word, when, and whether it is withdrawn."""
    source = link(one.source, t("källa")) if one.source else escape(t("sagt av organisationen"))
    said = [f"{state_html(one.state)}", f"{source}, {escape(date(one.said_on.isoformat()))}"]
    if one.since:
        said.append(escape(t("sedan {when}", when=date(one.since))))
    if one.note:
        said.append(f"”{swedish(one.note)}”")
    said.append(escape(t("skrivet av {role} {when}", role=role_name(one.role), when=moment(one.at))))
    if one.withdrawn_at:
        said.append(escape(t("tillbakataget av {role} {when}", role=role_name(one.withdrawn_role or ""), when=moment(one.withdrawn_at))))
    return " · ".join(said)


def sources_text(cell: Cell) -> str:
    """Every source of a cell in one line, for a download."""
    told = [f"{one.id} {one.url}".strip() if one.kind != "business" else one.url for one in cell.evidence if one.carries]
    if cell.statement:
        told.insert(0, cell.statement.source or t("sagt av organisationen"))
    return "; ".join(told)


def dates_text(cell: Cell) -> str:
    """The dates of what a cell rests on."""
    told = [one.dated for one in cell.evidence if one.carries == cell.state and one.dated]
    return cell.statement.said_on.isoformat() if cell.statement else "; ".join(sorted(set(told)))
