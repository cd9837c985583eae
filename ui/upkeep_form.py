"""The form for one initiative: its fields, what would change, and the save. The register's own rules say what is wrong, field by field."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from twin.questions import places as geography
from twin.register.drafts import Draft, blank, draft_of, edits, faults_of, fits, next_id, spans, words_for
from twin.register.sheets import ROLES
from twin.register.spoken import Names, scheme_name
from twin.register.standing import Standing
from twin.register.tables import EDITORS
from twin.words import number, t, tn
from ui.theme import heading, note, small
from ui.upkeep import initiative_href, locked, names, save
from ui.upkeep_fields import Form, basics, counted, field_of, standing
from ui.upkeep_history import change_html

NAMED = ("owner_text", "partners_text", "funder_text")  # where words for places and roles may stand, beside the text itself


def draw(now: Standing, id_: str | None) -> None:
    """The form: for the initiative, or for a new one."""
    before = draft_of(now.lines, id_) if id_ else None
    if id_ and before is None:
        note(escape(t("Registret har inget initiativ med beteckningen {id}.", id=id_)))
        return
    if id_:
        link = f'<a href="{escape(initiative_href(id_))}" target="_self">{escape(before.cells["title_sv"] if before else id_)}</a>'
        st.html(f'<p class="tt-lead">{t("Ändra {title}", title=link)}</p>')
    else:
        st.html(f'<p class="tt-lead">{escape(t("Ett nytt initiativ: vad det är, vem som ansvarar, var, och källan som säger det."))}</p>')
    if locked():
        return
    form = Form(id_ or f"ny-{st.session_state.get('form-new', 0)}", (before or blank("")).cells)
    if before is None:
        form.cells |= {"phase_basis": "sidan", "quality": "sedd på sidan"}
    draft = _fields(form, now, before)
    made = edits(before, draft)
    # a companion line without its initiative's id says no more than the field of the id itself
    found = [(line, fault) for line, fault in (faults_of(now, draft, made) if made else []) if fault.column != "initiative_id"]
    faults = [(field_of(fault, line.cells), fault) for line, fault in found]
    tried = form.key("tried")
    if faults and (before is not None or st.session_state.get(tried)):
        form.tell(faults)
    _save(form, now, before, draft, made, bool(faults), tried)
    if faults and st.session_state.get(tried):
        st.html(f'<p class="tt-alarm" role="alert">{counted(faults)}</p>')


def _fields(form: Form, now: Standing, before: Draft | None) -> Draft:
    words = names(now)
    owners = {code: name for (scheme, code), name in words.items() if scheme == "organisation"}
    heading(t("Vad och vem"))
    basics(form, dict(sorted(owners.items(), key=lambda item: item[1])))
    if before is None:
        _id(form, now)
    heading(t("Läge och mål"))
    standing(form)
    draft = Draft(form.cells)
    heading(t("Var och tillsammans med vem"))
    where = _places(form, before, draft)
    roles = _roles(form, now, before, draft, owners)
    heading(t("Märkning"))
    tags = _tags(form, before, draft, words)
    heading(t("Källor"))
    sources = _sources(form, before)
    form.told("other")
    return Draft(form.cells, where, roles, tags, sources)


def _id(form: Form, now: Standing) -> None:
    owner = form.cells["owner_org_id"]
    if owner:
        form.cells["id"] = next_id(now.lines, owner)
        proposed = form.key(f"id-{owner}")
        form.cells["id"] = str(
            st.text_input(t("Beteckning"), form.cells["id"], key=proposed, help=t("Nästa lediga för den ansvariga; ändras aldrig sedan."))
        )
    form.told("id")


def _places(form: Form, before: Draft | None, draft: Draft) -> dict[str, str]:
    named = {place.code: place.name for place in geography.municipalities()}
    had = before.places if before else {}
    codes = [*named, *(code for code in had if code not in named)]
    picked = st.multiselect(
        t("Kommuner"), codes, list(had), format_func=lambda code: named.get(code, code), key=form.key("places"), placeholder=t("Välj")
    )
    form.told("place_code")
    return {code: _kept(had.get(code), [named.get(code, code)], draft) for code in picked}


def _kept(words: str | None, named: list[str], draft: Draft) -> str:
    """The words that it rested on while they stand in the text, else the name where it does."""
    return words if words and fits(words, draft, NAMED) else words_for(named, draft)


def _roles(form: Form, now: Standing, before: Draft | None, draft: Draft, owners: Mapping[str, str]) -> dict[tuple[str, str], str]:
    had = before.roles if before else {}
    aliases = {
        line.cells["id"]: [line.cells["name"], *filter(None, line.cells["aliases"].split(";"))] for line in now.lines["organisations.csv"]
    }
    found = {
        place: words
        for place, words in had.items()
        if place[1] == "ansvarig" and (before is None or place[0] != before.cells["owner_org_id"])
    }
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


def _tags(form: Form, before: Draft | None, draft: Draft, words: Names) -> dict[tuple[str, str], str]:
    had = before.tags if before else {}
    options = [(scheme, code) for scheme, code in words if scheme not in ("place", "organisation")]
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


def _sources(form: Form, before: Draft | None) -> dict[str, dict[str, str]]:
    had = list((before.sources if before else {}).items())
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


def _save(form: Form, now: Standing, before: Draft | None, draft: Draft, made: list, faulty: bool, tried: str) -> None:
    heading(t("Det här ändras"))
    if not made:
        small(escape(t("Inget ännu.")))
        return
    words = names(now)
    if before is not None or draft.cells["title_sv"]:
        items = "".join(f"<li>{change_html(change, words)}</li>" for change in made[:12])
        more = f"<li>{escape(t('och {n} till', n=number(len(made) - 12)))}</li>" if len(made) > 12 else ""
        st.html(f'<ul class="tt tt-plain">{items}{more}</ul>')
    title = draft.cells["title_sv"] or draft.cells["id"]
    said = (
        tn("{title}: {n} ändring sparad.", "{title}: {n} ändringar sparade.", len(made), title=title)
        if before
        else t("{title} är tillagt som {id}.", title=title, id=draft.cells["id"])
    )
    label = tn("Spara ändringen", "Spara {n} ändringar", len(made)) if before else t("Lägg till initiativet")

    def pressed() -> None:
        if faulty:
            st.session_state[tried] = True
        elif save(made, said):
            st.session_state["form-new"] = st.session_state.get("form-new", 0) + 1
            for key in [key for key in st.session_state if str(key).startswith(form.key(""))]:
                del st.session_state[key]

    st.button(label, key=form.key("save"), type="primary", on_click=pressed)
