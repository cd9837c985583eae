"""'Behöver bekräftas': whose statements are old, what is missing in them, a confirmation in two clicks and the mail that asks."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from twin.questions import places
from twin.register.staleness import CLASSES, POINTS
from twin.register.standing import Standing
from twin.register.worklist import Row, chosen, lacking, mail, rows
from twin.words import date as spoken_date
from twin.words import language, number, t, tn
from ui.access import may_write
from ui.filters import select, select_any
from ui.register_words import phase_name
from ui.shell import here
from ui.tables import Column, table, to_csv
from ui.theme import heading, lead, note, small, swedish
from ui.upkeep import confirm, initiative_href

SHOWN = 20  # rows of the list before the rest is asked for


def class_name(level: str) -> str:
    """How old a statement is, in a word."""
    return {"fresh": t("färsk"), "acceptable": t("godtagbar"), "late": t("sen"), "stale": t("föråldrad"), "undated": t("utan datum")}[level]


def point_name(point: str) -> str:
    """One point of a complete initiative."""
    return {
        "description": t("beskrivning"), "owner": t("ansvarig"), "place": t("kommun"), "address": t("källans webbadress"), "seen": t("när källan sågs"),
        "as_of": t("uppgiftens datum"), "phase": t("läge"), "start": t("start"), "end": t("slut"), "theme": t("tema"), "means": t("teknik eller tillgång"),
        "data": t("data som skapas eller behövs"), "money": t("budget eller finansiär"), "confirmed": t("bekräftelse av ägaren"),
    }[point]  # fmt: skip


def draw(now: Standing, today: date) -> None:
    """The list, its filters and, for one owner, confirmations and the mail."""
    if now.register is None:
        note(escape(t("Registret har fel som måste rättas innan listan kan visas. De står ovan.")))
        return
    everything = rows(now.register, today)
    due = [row for row in everything if row.age.due]
    levels = Counter(row.age.level for row in everything)
    lead(
        t(
            "<strong>{n} av {all}</strong> initiativ behöver bekräftas: {stale} är föråldrade, {undated} saknar datum och {late} är sena.",
            n=number(len(due)), all=number(len(everything)), stale=number(levels["stale"]), undated=number(levels["undated"]), late=number(levels["late"]),
        )
    )  # fmt: skip
    owners = {row.initiative.owner_org_id: row.owner for row in sorted(due, key=lambda row: row.owner)}
    area = places.names()
    first, second = st.columns(2)
    with first:
        where = select_any(t("Kommun"), [place.code for place in places.municipalities()], "kommun", area.__getitem__)
    with second:
        owner = select(t("Ansvarig"), ["", *owners], "org", "", lambda code: owners[code] if code else t("Alla"))
    found = chosen(due, where, [owner] if owner else [])
    if not found:
        note(escape(t("Inget i urvalet behöver bekräftas.")))
    elif owner:
        _of_owner(owners[owner], found)
    else:
        _table(found)
    _complete(chosen(everything, where, [owner] if owner else []))
    with st.expander(t("Så räknas ålder och fullständighet")):
        _method()


def _table(found: Sequence[Row]) -> None:
    columns = [
        Column(t("Initiativ"), lambda row: row, html=_titled, screen_only=True),
        Column("id", lambda row: row.initiative.id, csv_only=True),
        Column(t("Initiativ"), lambda row: row.initiative.title_sv, csv_only=True),
        Column(t("Ansvarig"), lambda row: row, html=_owner, screen_only=True),
        Column(t("Ansvarig"), "owner", csv_only=True),
        Column(t("Läge"), lambda row: phase_name(row.initiative.phase)),
        Column(t("Uppgift från"), lambda row: spoken_date(row.initiative.as_of) if row.initiative.as_of else t("utan datum")),
        Column(t("Ålder"), _aged),
        Column(t("Uppgifter som finns"), lambda row: t("{n} av {all}", n=row.points, all=len(POINTS)), screen_only=True),
        Column(t("Saknas"), lambda row: ", ".join(point_name(point) for point in row.lacks), csv_only=True),
    ]
    told = t("Det som är äldst står först. Välj en ansvarig för att bekräfta uppgifter och få ett färdigt mejl.")
    everything = "alla" in st.query_params or len(found) <= SHOWN + 5
    table(found if everything else found[:SHOWN], columns, "behover-bekraftas", told, stack=True, download=False)
    if not everything:
        target = here(("kommun", "org", "lang"), alla="1")
        st.html(f'<p><a href="{escape(target)}" target="_self">{escape(t("Visa alla {n}", n=number(len(found))))}</a></p>')
    st.download_button(t("Ladda ned CSV"), to_csv(found, columns), "behover-bekraftas.csv", "text/csv", key="csv-due", on_click="ignore")


def _titled(row: Row) -> str:
    return f'<a href="{escape(initiative_href(row.initiative.id))}" target="_self">{swedish(row.initiative.title_sv)}</a>'


def _owner(row: Row) -> str:
    return f'<a href="{escape(here(("kommun", "lang"), org=row.initiative.owner_org_id))}" target="_self">{swedish(row.owner)}</a>'


def _aged(row: Row) -> str:
    said = class_name(row.age.level)
    if row.age.months is not None:
        years = row.age.months // 12
        least = tn("minst {n} år", "minst {n} år", years) if years >= 2 else tn("minst {n} månad", "minst {n} månader", row.age.months)
        said += f", {least}"
    return f"{said}; {t('slutet har passerat')}" if row.age.outrun else said


def _of_owner(owner: str, found: Sequence[Row]) -> None:
    heading(tn("{n} uppgift att bekräfta", "{n} uppgifter att bekräfta", len(found)))
    for row in found:
        one = row.initiative
        with st.container(key=f"due-{one.id}", horizontal=True, vertical_alignment="center"):
            st.html(
                f'<p class="tt-panel">{_titled(row)}<br><span class="tt-small">{escape(one.id)} · {escape(phase_name(one.phase))} · {escape(_aged(row))}'
                f" · {escape(t('{n} av {all} uppgifter finns', n=row.points, all=len(POINTS)))}</span></p>"
            )
            confirm_button(one.id)
    st.header(t("Mejl till {owner}", owner=owner), anchor=False)
    subject, text = mail(owner, found, (st.context.url or "").rpartition("/")[0] + "/initiativ")
    small(escape(t("Skicka till organisationens funktionsbrevlåda. Registret har inga personuppgifter, så adressen fyller du i själv.")))
    if language() != "sv":
        small(escape(t("Mejlet är på svenska, för dem som ska svara.")))
    st.text_input(t("Ämne"), subject, key=f"subject-{owner}-{len(found)}")
    st.text_area(t("Text"), text, height=260, key=f"mail-{owner}-{len(found)}")
    target = "mailto:?" + urlencode({"subject": subject, "body": text}, quote_via=quote)
    st.html(f'<p><a href="{escape(target, quote=True)}">{escape(t("Öppna i ditt mejlprogram"))}</a></p>')


def confirm_button(id_: str) -> None:
    """Two clicks: open, confirm. Nothing where the reader may not write."""
    if not may_write():
        return
    with st.popover(t("Uppgiften stämmer …"), key=f"confirm-{id_}"):
        small(escape(t("Uppgiften får dagens datum och graden «bekräftad av ägaren». Gör det när den ansvariga har svarat.")))
        st.button(t("Bekräfta att uppgiften stämmer"), key=f"confirm-now-{id_}", on_click=confirm, args=(id_,), type="primary")


def _complete(found: Sequence[Row]) -> None:
    st.header(t("Vad som saknas"), anchor=False)
    points = sum(row.points for row in found)
    small(
        escape(
            t(
                "{points} av {all} uppgifter finns i de {n} initiativen i urvalet. Varje initiativ kan ha {each}.",
                points=number(points), all=number(len(found) * len(POINTS)), n=number(len(found)), each=number(len(POINTS)),
            )
        )
    )  # fmt: skip
    columns = [
        Column(t("Uppgift"), lambda item: point_name(item[0])),
        Column(t("Saknas i antal initiativ"), lambda item: item[1], numeric=True),
    ]
    table(lacking(found), columns, "saknas", t("Antal initiativ i urvalet som saknar uppgiften."))


def _method() -> None:
    small(
        escape(
            t(
                "Åldern räknas från den sista dag som uppgiften kan gälla: en uppgift från 2023 räknas som den 31 december 2023. "
                "Planer åldras fortast, digitala medel fortare än klimatåtgärder, det som är avslutat långsammast. Okänt läge är aldrig i sin ordning, "
                "och ett passerat slut gör en pågående uppgift sen."
            )
        )
    )
    small(escape(t("Klasserna, i ordning: {classes}.", classes=", ".join(class_name(level) for level in CLASSES))))
    small(escape(t("Ett fullständigt initiativ har: {points}.", points=", ".join(point_name(point) for point in POINTS))))
