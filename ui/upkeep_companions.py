"""The parts of the form beside the initiative's own fields: places, roles, tags and sources. Each begins with what `start` has."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from twin.questions import places as geography
from twin.register.drafts import Draft, fits, spans, words_for
from twin.register.sheets import ROLES
from twin.register.spoken import Names, scheme_name
from twin.register.standing import Standing
from twin.register.tables import EDITORS
from twin.words import t
from ui.theme import small
from ui.upkeep_fields import Form

NAMED = ("owner_text", "partners_text", "funder_text")  # where words for places and roles may stand, beside the text itself


def where(form: Form, start: Draft, draft: Draft) -> dict[str, str]:
    """The municipalities, each with the words that say so."""
    named = {place.code: place.name for place in geography.municipalities()}
    had = start.places
    codes = [*named, *(code for code in had if code not in named)]
    picked = st.multiselect(
        t("Kommuner"), codes, list(had), format_func=lambda code: named.get(code, code), key=form.key("places"), placeholder=t("Välj")
    )
    form.told("place_code")
    return {code: _kept(had.get(code), [named.get(code, code)], draft) for code in picked}


def _kept(words: str | None, named: list[str], draft: Draft) -> str:
    """The words that it rested on while they stand in the text, else the name where it does."""
    return words if words and fits(words, draft, NAMED) else words_for(named, draft)


def roles(form: Form, now: Standing, start: Draft, draft: Draft, owners: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Who takes part and how; the owner is always answerable."""
    had = start.roles
    aliases = {
        line.cells["id"]: [line.cells["name"], *filter(None, line.cells["aliases"].split(";"))] for line in now.lines["organisations.csv"]
    }
    found = {place: words for place, words in had.items() if place[1] == "ansvarig" and place[0] != start.cells["owner_org_id"]}
    if owner := draft.cells["owner_org_id"]:
        found[owner, "ansvarig"] = had.get((owner, "ansvarig"), "")
    labels = {"genomförare": t("Genomförare"), "finansiär": t("Finansiärer"), "partner": t("Partner")}
    for role in ROLES[1:]:
        picked = st.multiselect(
            labels[role], list(owners), [org for org, held in had if held == role], format_func=lambda code: owners.get(code, code),
            key=form.key(f"role-{role}"), placeholder=t("Välj"),
        )  # fmt: skip
        found |= {(org, role): had.get((org, role), "") for org in picked}
    form.told("role")
    return {(org, role): _kept(words, aliases.get(org, [org]), draft) for (org, role), words in found.items()}


def tags(form: Form, start: Draft, draft: Draft, words: Names) -> dict[tuple[str, str], str]:
    """The tags, each with the words of the text that carry it."""
    had = start.tags
    options = [(scheme, code) for scheme, code in words if scheme not in ("place", "organisation", "source")]
    options += [tag for tag in had if tag not in options]

    def spoken(tag: tuple[str, str]) -> str:
        return f"{scheme_name(tag[0])}: {words.get(tag, tag[1])}"

    picked = st.multiselect(
        t("Tema, teknik, tillgång och data"), options, list(had), format_func=spoken, key=form.key("tags"), placeholder=t("Välj")
    )
    form.told("code")
    small(escape(t("Varje märkning vilar på ord som står i titeln eller beskrivningen. Välj dem, eller skriv dem precis som de står.")))
    found = {}
    parts = spans(draft)
    for tag in picked:
        now = had.get(tag, "")
        choices = list(dict.fromkeys([*filter(None, [now]), *parts, EDITORS]))
        rests = st.selectbox(
            t("{tag} vilar på", tag=spoken(tag)), choices, index=0 if now else None, key=form.key(f"tag-{tag[0]}-{tag[1]}"), accept_new_options=True,
            placeholder=t("Välj ord ur texten"),
        )  # fmt: skip
        form.told(f"tag-{tag[0]}-{tag[1]}")
        found[tag] = str(rests or "").strip()
    return found


def sources(form: Form, start: Draft) -> dict[str, dict[str, str]]:
    """Where it was read."""
    had = list(start.sources.items())
    more = st.session_state.get(form.key("more"), 0)
    found: dict[str, dict[str, str]] = {}
    for index in range(max(1, len(had)) + more):
        url, cells = had[index] if index < len(had) else ("", {"title_sv": "", "seen_at": ""})
        first, second, third = st.columns([4, 4, 2])
        with first:
            at = str(st.text_input(t("Källans adress"), url, key=form.key(f"url-{index}"), placeholder="https://") or "").strip()
        with second:
            title = str(st.text_input(t("Källans titel"), cells["title_sv"], key=form.key(f"source-{index}")) or "").strip()
        with third:
            seen = str(st.text_input(t("Sedd"), cells["seen_at"], key=form.key(f"seen-{index}"), placeholder="2026-11") or "").strip()
        if at or title:
            found[at] = {"title_sv": title, "seen_at": seen}
    form.told("url")
    st.button(t("Lägg till en källa"), key=form.key("add-source"), on_click=lambda: st.session_state.update({form.key("more"): more + 1}))
    return found
