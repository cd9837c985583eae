"""What a person can say of a candidate: take it in, join it with an initiative, leave it out, take that back. Each an edit through the one door."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from twin.register.candidates import IGNORED, TAKEN, Candidate, said
from twin.register.sheets import IGNORED as REASONS
from twin.register.spoken import reason_name
from twin.register.standing import Standing
from twin.register.taking_in import ignored, merged, withdrawn
from twin.words import t
from twin.workspace.rights import contact_in
from ui.theme import small, swedish
from ui.upkeep import initiative_href, save
from ui.verdict import heard


def acts(one: Candidate, now: Standing, titles: Mapping[str, str]) -> None:
    """The buttons of one card; `titles` are the initiatives that it can be joined with."""
    with st.container(key=f"judge-candidate-{one.id}", horizontal=True, vertical_alignment="center"):
        if one.state == TAKEN and one.initiative_id:
            link = f'<a href="{escape(initiative_href(one.initiative_id))}" target="_self">{swedish(titles[one.initiative_id])}</a>'
            st.html(f'<p class="tt-panel">{t("Hör till {initiative}. Ångra under Historik.", initiative=link)}</p>')
        elif one.state == IGNORED:
            _left_out(one, now)
        else:
            st.button(heard(t("Ta in …"), one.title), key=f"take-{one.id}", on_click=_open, args=(one.id,))
            _merge(one, now, titles)
            _ignore(one, now)


def _open(id_: str) -> None:
    """The form for a new initiative, begun as the candidate."""
    for name in list(st.query_params):
        if name != "lang":
            del st.query_params[name]
    st.query_params.update(vy="nytt", kandidat=id_)


def _left_out(one: Candidate, now: Standing) -> None:
    _, answers = said(now.lines)
    reason, note = next(answers[entry.key] for entry in one.entries if entry.key in answers)
    told = t("Ignorerad: {reason}.", reason=reason_name(reason))
    st.html(f'<p class="tt-panel">{escape(told)}{f" {swedish(note)}" if note else ""}</p>')
    st.button(
        heard(t("Sluta ignorera"), one.title), key=f"back-{one.id}", on_click=save,
        args=(withdrawn(one, now.lines), t("{title} väntar på granskning igen.", title=one.title)),
    )  # fmt: skip


def _merge(one: Candidate, now: Standing, titles: Mapping[str, str]) -> None:
    with st.popover(heard(t("Slå ihop med …"), one.title), key=f"merge-{one.id}"):
        small(escape(t("Posterna och deras källor läggs till initiativet. Dess övriga uppgifter ändras inte.")))
        options = list(titles)
        into = st.selectbox(
            t("Initiativ"), options, index=options.index(one.similar_id) if one.similar_id in titles else None,
            format_func=lambda id_: f"{id_} {titles[id_]}", key=f"into-{one.id}", placeholder=t("Välj"),
        )  # fmt: skip
        if into:
            text = t("{title} är ihopslagen med {id}.", title=one.title, id=into)
            st.button(
                t("Slå ihop med {id}", id=into), key=f"merge-now-{one.id}", type="primary", on_click=save,
                args=(merged(one, now.lines, str(into)), text),
            )  # fmt: skip


def _ignore(one: Candidate, now: Standing) -> None:
    with st.popover(heard(t("Ignorera …"), one.title), key=f"ignore-{one.id}"):
        small(escape(t("Kandidaten kommer inte upp igen, men finns kvar under «Ignorerade».")))
        reason = st.selectbox(t("Skäl"), REASONS, index=None, format_func=reason_name, key=f"why-{one.id}", placeholder=t("Välj"))
        note = str(
            st.text_input(t("I egna ord"), key=f"note-{one.id}", help=t("Skälet i egna ord. Skriv roller, inga personnamn.")) or ""
        ).strip()
        if found := contact_in(note):
            small(escape(t("«{found}» ser ut som en adress eller ett nummer till en person. Skriv rollen i stället.", found=found)))
        elif reason == "annat" and not note:
            small(escape(t("Skriv skälet i egna ord.")))
        elif reason:
            st.button(
                t("Ignorera kandidaten"), key=f"ignore-now-{one.id}", type="primary", on_click=save,
                args=(ignored(one, now.lines, str(reason), note), t("{title} är ignorerad.", title=one.title)),
            )  # fmt: skip
