"""The choices that the views of page Samband share: municipality, organisation and tier, by the same names in the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.suggestions import GRADES, Suggestion
from twin.words import t
from ui.filters import select_any
from ui.pair_words import grade_name

KEYS = ("kommun", "org", "niva")  # of the address


@dataclass(frozen=True)
class Narrow:
    """What the reader wants to see; empty means everything."""

    places: tuple[str, ...]
    organisations: tuple[str, ...]
    grades: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.places or self.organisations or self.grades)

    def fits(self, one: Suggestion) -> bool:
        """A pair fits where either of its two does; of several values in one choice any is enough."""
        return (
            (not self.places or bool(one.places & set(self.places)))
            and (not self.organisations or bool(one.organisations & set(self.organisations)))
            and (not self.grades or one.grade in self.grades)
        )


def narrowed(rows: Iterable[Suggestion], kind: str) -> Narrow:
    """The choices, read from and written to the address. Only organisations that take part in some pair can be chosen."""
    taking_part = {org for one in rows for org in one.organisations}
    orgs = {id_: name for id_, name in register.organisations().items() if id_ in taking_part}
    own = {place.code: place.name for place in places.municipalities()}
    with st.expander(t("Fler val: kommun, organisation, nivå"), expanded=any(key in st.query_params for key in KEYS)):
        first, second, third = st.columns(3)
        with first:
            where = select_any(t("Kommun"), list(own), "kommun", own.__getitem__)
        with second:
            who = select_any(t("Organisation"), list(orgs), "org", orgs.__getitem__)
        with third:
            grades = select_any(t("Nivå"), list(GRADES[kind]), "niva", lambda code: f"{code} {grade_name(code)}")
    return Narrow(tuple(where), tuple(who), tuple(grades))


def chosen(narrow: Narrow, rows: Sequence[Suggestion]) -> list[Suggestion]:
    """The pairs that fit."""
    return [one for one in rows if narrow.fits(one)]
