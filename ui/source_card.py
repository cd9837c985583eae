"""What page Källor says of one source: its state in words, what it holds, its receipts."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.questions.documents import documents
from twin.questions.sources import Receipt, Rejected, Source
from twin.receipt_words import licence_class
from twin.words import date, day, moment, number, size, stored, t, tn
from ui.documents import documents_table
from ui.receipt import obtained
from ui.tables import Column, table
from ui.theme import facts, link, swedish, track_mark

STATES = ("OK", "UNCHANGED", "EMBEDDED", "DEGRADED", "FAILED", "NONE")
_LOOK = {
    "OK": ("✓", "good"),
    "UNCHANGED": ("✓", "good"),
    "EMBEDDED": ("▣", "calm"),
    "DEGRADED": ("▲", "warn"),
    "FAILED": ("✕", "bad"),
    "NONE": ("–", "calm"),
}


def state_name(state: str) -> str:
    """The state in words."""
    return {
        "OK": t("Hämtad"),
        "UNCHANGED": t("Oförändrad"),
        "EMBEDDED": t("Inbyggd"),
        "DEGRADED": t("Delvis hämtad"),
        "FAILED": t("Misslyckades"),
        "NONE": t("Ej hämtad"),
    }[state]


def counted(state: str, n: int) -> str:
    """'4 inbyggda', for a sentence."""
    return {
        "OK": tn("{n} hämtad", "{n} hämtade", n),
        "UNCHANGED": tn("{n} oförändrad", "{n} oförändrade", n),
        "EMBEDDED": tn("{n} inbyggd", "{n} inbyggda", n),
        "DEGRADED": tn("{n} delvis hämtad", "{n} delvis hämtade", n),
        "FAILED": tn("{n} misslyckad", "{n} misslyckade", n),
        "NONE": tn("{n} ej hämtad", "{n} ej hämtade", n),
    }[state]


def state_told(state: str) -> str:
    """What the state means for the figures."""
    return {
        "OK": t("Utgivarens svar hämtades och följde kontraktet."),
        "UNCHANGED": t("Utgivaren svarade med samma innehåll som sist."),
        "EMBEDDED": t("Siffrorna följer med i projektet. De har inte hämtats från utgivaren av den här installationen."),
        "DEGRADED": t("En del av svaren saknas; resten visas."),
        "FAILED": t("Senaste försöket misslyckades. De senaste goda siffrorna visas, med sin ålder."),
        "NONE": t("Inga siffror följer med i projektet, och källan har inte hämtats från utgivaren."),
    }[state]


def state_html(state: str) -> str:
    """HTML: the state with its sign; never colour alone."""
    icon, look = _LOOK[state]
    return f'<span class="tt-state {look}"><span aria-hidden="true">{icon}</span> {escape(state_name(state))}</span>'


def sources_table(found: Sequence[Source]) -> None:
    """All sources in a table, a row each."""
    columns = [
        Column(t("Källa"), lambda source: stored(source.title)),
        Column(t("Utgivare"), "publisher"),
        Column(t("Läge"), "state", state_name, html=state_html),
        Column(
            t("Nyaste utgåva"),
            lambda source: source.releases[0] if source.releases else None,
            lambda release: _whole(date(release)) if release else "–",
        ),
        Column(t("Nyaste period"), "newest_period", lambda period: _whole(date(period)) if period else "–"),
        Column(t("Läst"), "read_at", lambda when: day(when) if when else t("aldrig")),
        Column(t("Frågas igen"), lambda source: source, _due, screen_only=True),
        Column(t("Frågas igen"), lambda source: source.due and source.due.date().isoformat(), csv_only=True),
        Column(t("Licens"), "licence", stored, csv_only=True),
        Column(t("Licensklass"), "licence_class", licence_class, csv_only=True),
        Column(t("Adress"), "homepage", csv_only=True),
    ]
    table(found, columns, "kallor", t("Utgåva: när utgivaren gav ut siffrorna. Läst: när svaret bakom dem kom hit."), stack=True)


def source_panel(source: Source, receipts: Sequence[Receipt], refused: Sequence[Rejected], *, opened: bool) -> None:
    """One source to fold out."""
    label = f"{_LOOK[source.state][0]} **{stored(source.title)}** · {source.publisher} · {state_name(source.state)}"
    with st.expander(label, expanded=opened, key=f"source-{source.key}"):
        st.html(facts(_facts(source)))
        if listed := documents(source.key):
            documents_table(source.key, listed)
        if receipts:
            _receipts(source, receipts)
        if refused:
            _refused(source, refused)


def _facts(source: Source) -> list[tuple[str, str]]:
    run = source.run
    pairs = [(t("Läge"), f"{state_html(source.state)} – {escape(state_told(source.state))}")]
    if run and run.message_sv:
        pairs.append((t("Senaste körning"), f"{swedish(run.message_sv)} <span class='tt-small'>({escape(moment(run.started_at))})</span>"))
    pairs += [
        (t("Frågas igen"), escape(_due_told(source))),
        (t("Spår"), track_mark(source.track)),
        (t("Licens"), escape(f"{stored(source.licence)} ({licence_class(source.licence_class)})")),
        (t("Kommer ut"), escape(stored(source.cadence))),
        (t("Utgåvor"), escape(", ".join(date(release) for release in source.releases) or t("ingen läst"))),
        (t("Nyaste period"), escape(date(source.newest_period) if source.newest_period else "–")),
        (t("Metod"), escape(stored(source.method_sv))),
        (t("Begränsningar"), escape(stored(source.limits_sv))),
        (t("Hemsida"), link(source.homepage, source.homepage)),
    ]
    if not source.on_overview:
        pairs.append((t("På Översikt"), escape(t("Visas inte där: ursprunget är svagt belagt."))))
    return [(term, html) for term, html in pairs if html]


def _whole(text: str) -> str:
    """The text on one line."""
    return text.replace(" ", "\u00a0")


def _due(source: Source) -> str:
    if source.every_days is None:
        return _whole(t("lämnas in"))
    return day(source.due) if source.due else _whole(t("nästa gång"))


def _due_told(source: Source) -> str:
    """When the source is asked again, and by what."""
    if source.every_days is None:
        return t("Filer lämnas in för hand; ingen fråga ställs till utgivaren.")
    every = tn("varje dag", "var {n}:e dag", source.every_days)
    if source.due is None:
        return t("Nästa gång python -m ingest refresh --due körs. Därefter {every}.", every=every)
    return t("{when}, eller när python -m ingest refresh --due körs därefter. Frågas {every}.", when=date(source.due), every=every)


def _receipts(source: Source, receipts: Sequence[Receipt]) -> None:
    columns = [
        Column(t("Adress"), "url", html=lambda url: link(url, url)),
        Column(t("Utgåva"), "release", date),
        Column(t("Hur och när"), lambda one: one, obtained, screen_only=True),
        Column(t("Hur"), "obtained", csv_only=True),
        Column(t("När"), lambda one: one.fetched_at.isoformat(), csv_only=True),
        Column(t("Kopia av"), "copy_of", lambda copy: copy or "–"),
        Column(t("Storlek"), "bytes", size, numeric=True),
        Column("sha256", "sha256", html=lambda sha: f'<span title="{sha}">{sha[:12]}…</span>'),
    ]
    caption = tn("{n} kvitto: svar som siffrorna lästs ur.", "{n} kvitton: svar som siffrorna lästs ur.", len(receipts))
    table(receipts, columns, f"kvitton-{source.key}", caption, download=source.licence_class != "private", stack=True)


def _refused(source: Source, refused: Sequence[Rejected]) -> None:
    columns = [
        Column(t("Rad"), "row_text"),
        Column(t("Fält"), "field"),
        Column(t("Värde"), "value"),
        Column(t("Regel"), "rule_sv", html=swedish),
    ]
    caption = t("{n} rader avvisades: de följer inte kontraktet och visas inte.", n=number(len(refused)))
    table(refused, columns, f"avvisade-{source.key}", caption, stack=True)
