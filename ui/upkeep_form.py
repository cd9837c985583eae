"""The form for one initiative: its fields, what would change, and the save. The register's own rules say what is wrong, field by field."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.questions import candidates as question
from twin.questions import places
from twin.register.candidates import WAITING, Candidate, as_of_now
from twin.register.drafts import Draft, blank, draft_of, edits, faults_of, next_id
from twin.register.sheets import ORGANISATIONS
from twin.register.standing import Standing
from twin.register.taking_in import proposed, withdrawn
from twin.words import number, t, tn
from twin.workspace import Change
from ui import upkeep_companions as companions
from ui.candidates_card import card
from ui.theme import heading, note, small
from ui.upkeep import initiative_href, locked, names, save, today
from ui.upkeep_fields import Form, basics, counted, field_of, standing
from ui.upkeep_history import change_html


def draw(now: Standing, id_: str | None, candidate: str | None = None) -> None:
    """The form: for the initiative, for a new one, or for a new one that begins as the candidate."""
    before = draft_of(now.lines, id_) if id_ else None
    if id_ and before is None:
        note(escape(t("Registret har inget initiativ med beteckningen {id}.", id=id_)))
        return
    one = _candidate(now, candidate) if candidate and not id_ else None
    if candidate and one is None and not id_:
        return
    if id_:
        link = f'<a href="{escape(initiative_href(id_))}" target="_self">{escape(before.cells["title_sv"] if before else id_)}</a>'
        st.html(f'<p class="tt-lead">{t("Ändra {title}", title=link)}</p>')
    elif one is None:
        st.html(f'<p class="tt-lead">{escape(t("Ett nytt initiativ: vad det är, vem som ansvarar, var, och källan som säger det."))}</p>')
    if locked():
        return
    if one:
        _shown(now, one)
    start = before or (
        proposed(one, now.lines, {place.code: place.name for place in places.municipalities()}, today()) if one else blank("")
    )
    form = Form(id_ or (f"kandidat-{one.id}" if one else f"ny-{st.session_state.get('form-new', 0)}"), start.cells)
    if before is None and one is None:
        form.cells |= {"phase_basis": "sidan", "quality": "sedd på sidan"}
    draft = _fields(form, now, before, start)
    made = edits(before, draft) + (withdrawn(one, now.lines) if one else [])
    # a companion line without its initiative's id says no more than the field of the id itself
    found = [(line, fault) for line, fault in (faults_of(now, draft, made) if made else []) if fault.column != "initiative_id"]
    faults = [(field_of(fault, line.cells), fault) for line, fault in found]
    tried = form.key("tried")
    if faults and (before is not None or st.session_state.get(tried)):
        form.tell(faults)
    _save(form, now, before, draft, made, bool(faults), tried)
    if faults and st.session_state.get(tried):
        st.html(f'<p class="tt-alarm" role="alert">{counted(faults)}</p>')


def _candidate(now: Standing, id_: str) -> Candidate | None:
    """The candidate that is to be taken in; None, and why, where there is none or somebody has taken it in."""
    one = next((one for one in as_of_now(question.candidates(), now.lines) if one.id == id_), None)
    if one is None:
        note(escape(t("Ingen kandidat heter {id} längre. Registren kan ha lästs om sedan länken gjordes.", id=id_)))
    elif one.initiative_id:
        link = f'<a href="{escape(initiative_href(one.initiative_id))}" target="_self">{escape(one.initiative_id)}</a>'
        note(t("Kandidaten {title} är intagen och hör till {id}.", title=escape(one.title), id=link))
        return None
    return one


def _shown(now: Standing, one: Candidate) -> None:
    """What the registers say, beside the form that begins with it."""
    told = t("Ta in {title} i registret. Läs igenom det som registren säger, och rätta och fyll i resten.", title=one.title)
    st.html(f'<p class="tt-lead">{escape(told)}</p>')
    if one.state != WAITING:
        note(escape(t("Kandidaten är ignorerad. Den slutar vara det när initiativet sparas.")))
    with st.expander(t("Det här säger registren"), expanded=True, key=f"candidate-{one.id}"):
        card(one, {line.cells["id"]: line.cells["name"] for line in now.lines[ORGANISATIONS.file]}, level=2)


def _fields(form: Form, now: Standing, before: Draft | None, start: Draft) -> Draft:
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
    where = companions.where(form, start, draft)
    roles = companions.roles(form, now, start, draft, owners)
    heading(t("Märkning"))
    tags = companions.tags(form, start, draft, words)
    heading(t("Källor"))
    sources = companions.sources(form, start)
    form.told("other")
    return Draft(form.cells, where, roles, tags, sources, start.registers)


def _id(form: Form, now: Standing) -> None:
    owner = form.cells["owner_org_id"]
    if owner:
        form.cells["id"] = next_id(now.lines, owner)
        proposed = form.key(f"id-{owner}")
        form.cells["id"] = str(
            st.text_input(t("Beteckning"), form.cells["id"], key=proposed, help=t("Nästa lediga för den ansvariga; ändras aldrig sedan."))
        )
    form.told("id")


def _save(form: Form, now: Standing, before: Draft | None, draft: Draft, made: Sequence[Change], faulty: bool, tried: str) -> None:
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
