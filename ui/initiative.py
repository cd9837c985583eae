"""One initiative on a page of its own: what it is, who answers for it, what is known and from when, and the words that its coding rests on."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.questions import initiatives as register
from twin.questions.initiative import Detail, Relation, initiative, same_owner, same_theme
from twin.questions.initiatives import Initiative
from twin.spans import marked
from twin.warehouse import meta
from twin.words import amount, date, either, number, t
from ui import initiative_links, initiative_registers, upkeep_initiative
from ui.register_words import href, level_name, phase_html, phase_name, titled, years
from ui.tables import Column, table
from ui.theme import facts, heading, link, note, small, swedish, track_mark

SHOWN = 8  # neighbours in a list before it points to the register


def draw(id_: str) -> None:
    """The page; for an unknown id a word about it and the way back."""
    back = f'<p class="tt-back"><a href="{escape(href(id=None))}" target="_self"><span aria-hidden="true">← </span>{escape(t("Till registret"))}</a></p>'
    st.html(back)
    found, edited = upkeep_initiative.fresh(id_, initiative(id_))
    if found is None:
        st.html(f"<h1>{escape(t('Initiativet finns inte'))}</h1>")
        note(t("Registret har inget initiativ med beteckningen {id}. Sök i registret, eller kontrollera adressen.", id=escape(id_)))
        return
    row, before = found.initiative, register.old_before()
    st.html(f'<h1 lang="sv">{escape(row.title)}</h1>')
    st.html(f'<p class="tt-lead">{track_mark(row.kind)} · {_state(row)}</p>')
    upkeep_initiative.changed(edited)
    if register.age(row.as_of, before) != "current":
        note(_age(row))
    elif register.outrun(row, meta()["built_at"]):
        note(
            escape(t("Källan säger att det pågår eller planeras, men slutet som den anger har passerat. Fråga den ansvariga hur det gick."))
        )
    main, side = st.columns([5, 3], gap="large")
    with main:
        st.html(f'<p class="tt-text" lang="sv">{_evident(row.description, found)}</p>')
        st.html(facts(_facts(found)))
        _tags(found)
        _sources(found)
        initiative_registers.draw(found.registers)
        upkeep_initiative.upkeep(found)
    with side:
        rows = register.initiatives()
        initiative_links.draw(row)
        _relations(found.relations)
        _neighbours(t("Samma ansvarig"), same_owner(row, rows))
        _neighbours(t("Samma tema och kommun"), same_theme(row, rows))
    small(f'{escape(t("Adress till sidan"))}: <span class="tt-copy">{escape(_address(row.id))}</span>')


def _state(row: Initiative) -> str:
    if row.as_of:
        return escape(t("{phase} enligt uppgift från {year}", phase=phase_name(row.phase), year=date(row.as_of)))
    return escape(t("{phase}; källan säger inte när", phase=phase_name(row.phase)))


def _age(row: Initiative) -> str:
    if row.as_of:
        text = t(
            "Uppgiften är från {year}. Läget kan ha ändrats sedan dess: fråga den ansvariga innan du använder den.", year=date(row.as_of)
        )
    else:
        text = t("Källan har inget datum, så ingen vet hur gammal uppgiften är. Fråga den ansvariga innan du använder den.")
    return escape(text)


def _evident(text: str, found: Detail) -> str:
    """HTML: the text with the words marked that carry a tag. Evidence that is not a part of the text ('egen kodning') marks nothing."""
    evidence = [tag.evidence for tag in found.tags]
    return "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in marked(text, evidence))


def _facts(found: Detail) -> list[tuple[str, str]]:
    row = found.initiative
    roles = {"ansvarig": t("ansvarig"), "genomförare": t("genomförare"), "finansiär": t("finansiär"), "partner": t("partner")}
    taking_part = "<br>".join(
        f'<a href="{escape(href(id=None, org=role.organisation_id))}" target="_self">{swedish(role.name)}</a> ({escape(roles[role.role])})'
        for role in found.roles
    )
    pairs = [
        (t("Ansvarig"), swedish(row.owner)),
        (t("Partner enligt källan"), swedish(row.partners)),
        (t("Organisationer i registret"), taking_part),
        (t("Var"), escape(", ".join(where.name for where in found.places)) + f" ({escape(level_name(row.geo_level))})"),
        (t("Tid"), escape(years(row))),
        (t("Läge"), phase_html(row)),
        (t("Lägets grund"), swedish(row.phase_basis)),
        (t("Uppgiften"), swedish(row.quality) + (f", {escape(date(row.as_of))}" if row.as_of else "")),
        (t("Budget"), escape(amount(row.budget_sek, t("kronor"))) if row.budget_sek else ""),
        (t("Om budgeten"), swedish(row.budget_note)),
        (t("Finansiär"), swedish(row.funder)),
        (t("Klimat"), escape(_score(row.climate_score))),
        (t("Digitalt"), escape(_score(row.digital_score))),
        (t("Beteckning"), escape(row.id)),
    ]
    return [(term, html) for term, html in pairs if html.strip()]


def _score(score: int) -> str:
    return (t("inget mål (0 av 2)"), t("ett av målen (1 av 2)"), t("huvudmål (2 av 2)"))[score]


def _tags(found: Detail) -> None:
    schemes = {
        "theme": t("Tema"),
        "technology": t("Teknik"),
        "asset": t("Tillgång"),
        "data_made": t("Data som skapas"),
        "data_needed": t("Data som behövs"),
    }
    rows = sorted(found.tags, key=lambda tag: list(schemes).index(tag.scheme))
    if rows:
        heading(t("Så är det märkt"))
        columns = [
            Column(t("Märkning"), lambda tag: either(tag.name_sv, tag.name_en)),
            Column(t("Sort"), lambda tag: schemes[tag.scheme]),
            Column(t("Vilar på"), "evidence", html=swedish),
        ]
        table(rows, columns, "", t("Märkningen är vår egen. Orden som bär den är markerade i beskrivningen."), download=False)


def _sources(found: Detail) -> None:
    items = "".join(
        f'<li><span lang="sv">{link(source.url, source.title or source.url)}</span>'
        f'<br><span class="tt-small">{escape(source.url)}{" · " + escape(t("sedd {date}", date=date(source.seen_at))) if source.seen_at else ""}</span></li>'
        for source in found.sources
    )
    heading(t("Källor"))
    st.html(f'<ul class="tt tt-plain">{items}</ul>')


def _relations(relations: Sequence[Relation]) -> None:
    if not relations:
        return
    names = {
        ("related", True): t("hör ihop med"),
        ("related", False): t("hör ihop med"),
        ("parent", True): t("är en del av"),
        ("parent", False): t("omfattar"),
        ("successor", True): t("följdes av"),
        ("successor", False): t("följer på"),
    }
    items = "".join(
        f'<li>{escape(names[one.kind, one.outward])} <a href="{escape(href(id=one.other_id))}" target="_self">{swedish(one.other_title)}</a>'
        f'<br><span class="tt-small">{swedish(one.note)}</span></li>'
        for one in relations
    )
    heading(t("Hänger ihop med"))
    st.html(f'<ul class="tt tt-plain">{items}</ul>')


def _neighbours(title: str, rows: Sequence[Initiative]) -> None:
    if not rows:
        return
    items = "".join(f"<li>{titled(row)}</li>" for row in rows[:SHOWN])
    more = f'<li class="tt-small">{escape(t("och {n} till", n=number(len(rows) - SHOWN)))}</li>' if len(rows) > SHOWN else ""
    heading(title)
    st.html(f'<ul class="tt tt-plain">{items}{more}</ul>')


def _address(id_: str) -> str:
    return f"{(st.context.url or '').split('?')[0]}?id={id_}"
