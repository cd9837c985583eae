"""The two models for municipal companies as views: who could bring what to a network, and what speaks for a shared centre."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.capabilities import CENTRE, Spread, spread
from twin.words import count_word, either, number, t, tn
from ui.capabilities import Found, around, framed
from ui.capabilities_words import NOBODY, cells_html, name, names_text
from ui.shell import address
from ui.tables import Column, table
from ui.theme import lead, small, swedish


def network(found: Found) -> None:
    """Model one: for each capability those who have or build it, those who lack it, and how many are not known."""
    rows = spread(found.cells, found.facts.initiatives)
    have = sum(bool(row.has) for row in rows)
    building = sum(bool(row.builds) and not row.has for row in rows)
    lead(
        t(
            "<strong>{have} av {total}</strong> förmågor finns hos minst en av oss och kan tas med till ett nätverk; {building} byggs bara, "
            "och {none} har vi inte hittat hos någon.",
            have=number(have),
            total=number(len(rows)),
            building=number(building),
            none=number(len(rows) - have - building),
        )
    )
    around("network")
    around("direction")
    columns = [
        Column(t("Förmåga"), lambda row: row, html=_use, screen_only=True),
        Column(t("Förmåga"), lambda row: name(row.capability), csv_only=True),
        Column(t("Kan ta med den (har)"), lambda row: row.has, html=cells_html, screen_only=True),
        Column(t("Är på väg (bygger)"), lambda row: row.builds, html=cells_html, screen_only=True),
        Column(t("Behöver den (saknar)"), lambda row: row.lacks, html=cells_html, screen_only=True),
        Column(t("Kan ta med den (har)"), lambda row: names_text(row.has), csv_only=True),
        Column(t("Är på väg (bygger)"), lambda row: names_text(row.builds), csv_only=True),
        Column(t("Behöver den (saknar)"), lambda row: names_text(row.lacks), csv_only=True),
        Column(t("Vet ej"), lambda row: len(row.not_known), numeric=True),
        Column(t("Finns för hela länet eller landet"), lambda row: "; ".join(one.title for one in row.shared), csv_only=True),
        Column(t("Finns för hela länet eller landet"), lambda row: row, html=_shared, screen_only=True),
        Column(t("Vad andra kan ha den till"), lambda row: either(row.capability.use_sv, row.capability.use_en), csv_only=True),
    ]
    caption = t("Vem kan ta med vad till ett nätverk. Antal organisationer där det är okänt står under ”vet ej”.")
    with st.container(key="capability-list"):
        table(rows, columns, "formagor-natverk", caption, stack=True)
    _ask(rows)


def centre(found: Found) -> None:
    """Model two: what three or more say that they lack, and beside it what is not known of three or more."""
    rows = spread(found.cells, found.facts.initiatives)
    named = {code for one in framed("centre") for code in one.capabilities}
    speaking, open_ = sum(row.centre for row in rows), sum(row.ask for row in rows)
    at_least = count_word(CENTRE)
    first = (
        tn(
            "<strong>En förmåga</strong> sägs saknas av minst {least} organisationer och talar för ett gemensamt centrum.",
            "<strong>{n} förmågor</strong> sägs saknas av minst {least} organisationer och talar för ett gemensamt centrum.",
            speaking,
            least=at_least,
        )
        if speaking
        else t(
            "Ingen förmåga sägs saknas av minst {least} organisationer, så inget i registret talar ännu för ett gemensamt centrum.",
            least=at_least,
        )
    )
    lead(
        f"{first} "
        + tn(
            "För <strong>en förmåga</strong> är det okänt hos minst {least}: en fråga att ställa, ingen slutsats.",
            "För <strong>{n} förmågor</strong> är det okänt hos minst {least}: en fråga att ställa, ingen slutsats.",
            open_,
            least=at_least,
        )
    )
    around("centre")
    around("direction")
    ordered = sorted(rows, key=lambda row: (not row.centre, row.capability.code not in named, -len(row.lacks)))
    columns = [
        Column(t("Förmåga"), lambda row: row, html=lambda row: _named(row, named), screen_only=True),
        Column(t("Förmåga"), lambda row: name(row.capability), csv_only=True),
        Column(t("Nämns i artikeln"), lambda row: row.capability.code in named, csv_only=True),
        Column(t("Vad det säger"), lambda row: _verdict(row)),
        Column(t("Saknar"), lambda row: len(row.lacks), numeric=True),
        Column(t("Vilka"), lambda row: row.lacks, html=cells_html, screen_only=True),
        Column(t("Vilka"), lambda row: names_text(row.lacks), csv_only=True),
        Column(t("Vet ej"), lambda row: len(row.not_known), numeric=True),
        Column(t("Har"), lambda row: len(row.has), numeric=True),
        Column(t("Bygger"), lambda row: len(row.builds), numeric=True),
    ]
    with st.container(key="capability-list"):
        table(ordered, columns, "formagor-centrum", t("Antal organisationer av {n}.", n=number(len(found.holders))), stack=True)
    _ask(rows)


def _use(row: Spread) -> str:
    """HTML: the capability, and what others could use it for."""
    return f'{escape(name(row.capability))}<span class="tt-cap-age">{escape(either(row.capability.use_sv, row.capability.use_en))}</span>'


def _named(row: Spread, named: set[str]) -> str:
    mark = f'<span class="tt-cap-age">★ {escape(t("nämns i artikeln"))}</span>' if row.capability.code in named else ""
    return f"{escape(name(row.capability))}{mark}"


def _verdict(row: Spread) -> str:
    if row.centre:
        return t("talar för ett gemensamt centrum")
    return t("öppen fråga: för lite är känt") if row.ask else t("talar inte för ett centrum")


def _shared(row: Spread) -> str:
    """HTML: what others run for the whole county, each leading to its page."""
    said = [
        f'<a href="{escape("initiativ?" + urlencode(address(id=one.id)))}" target="_self">{swedish(one.title)}</a>' for one in row.shared
    ]
    return ", ".join(said) or NOBODY


def _ask(rows: Sequence[Spread]) -> None:
    unknown = sum(len(row.not_known) for row in rows)
    href = escape("?" + urlencode(address()))
    told = t("{n} rutor är ”vet ej”. De besvaras i tabellen:", n=number(unknown))
    small(f'{escape(told)} <a href="{href}" target="_self">{escape(t("Förmågor"))}</a>')
