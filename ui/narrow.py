"""The choices that the views of page Samband share, by the same names in the address: municipality, organisation and tier, and for the list of
pairs theme and technology too."""

from collections.abc import Iterable, Sequence

import streamlit as st

from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.pair_list import Narrow
from twin.questions.suggestions import GRADES, Suggestion
from twin.words import t
from ui.filters import select_any
from ui.pair_words import grade_name
from ui.register_words import label

KEYS = ("kommun", "org", "niva")  # of the address
ABOUT = ("tema", "teknik")


def narrowed(rows: Iterable[Suggestion], kind: str, *, about: bool = False) -> Narrow:
    """The choices, read from and written to the address; `about`: theme and technology too. Only what some of the pairs have can be chosen."""
    ours = list(rows)
    taking_part = {org for one in ours for org in one.organisations}
    orgs = {id_: name for id_, name in register.organisations().items() if id_ in taking_part}
    own = {place.code: place.name for place in places.municipalities()}
    title = t("Fler val: kommun, organisation, nivå, tema, teknik") if about else t("Fler val: kommun, organisation, nivå")
    what: list[str] = []
    how: list[str] = []
    with st.expander(title, expanded=any(key in st.query_params for key in (*KEYS, *(ABOUT if about else ())))):
        first, second, third = st.columns(3)
        with first:
            where = select_any(t("Kommun"), list(own), "kommun", own.__getitem__)
            if about:
                themes = register.labels("theme")
                found = [code for code in themes if any(code in one.themes for one in ours)]
                said = t("Klimatåtgärdens tema") if kind == "synergy" else t("Tema")
                what = select_any(said, found, "tema", lambda code: label(themes, code))
        with second:
            who = select_any(t("Organisation"), list(orgs), "org", orgs.__getitem__)
            if about:
                technologies = register.labels("technology")
                found = [code for code in technologies if any(code in one.technologies for one in ours)]
                how = select_any(t("Teknik"), found, "teknik", lambda code: label(technologies, code))
        with third:
            grades = select_any(t("Nivå"), list(GRADES[kind]), "niva", lambda code: f"{code} {grade_name(code)}")
    return Narrow(tuple(where), tuple(who), tuple(grades), tuple(what), tuple(how))


def chosen(narrow: Narrow, rows: Sequence[Suggestion]) -> list[Suggestion]:
    """The pairs that fit."""
    return [one for one in rows if narrow.fits(one)]
