"""The fields of the form for one initiative: each draws itself with what stands there, and hands back the cell as the register writes it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from twin.register import sheets
from twin.register.cells import normal
from twin.register.checks import QUALITIES
from twin.register.columns import label, meaning
from twin.register.faults import Fault
from twin.words import t, tn
from ui.fault_words import capital, fault_html
from ui.register_words import level_name, phase_name
from ui.theme import swedish


class Form:
    """Draws fields under keys of their own and keeps, for each, the place where its faults will be told."""

    def __init__(self, name: str, cells: Mapping[str, str]) -> None:
        self.name, self.cells = name, dict(cells)
        self.places: dict[str, DeltaGenerator] = {}

    def key(self, part: str) -> str:
        """A widget's key, of this form and no other."""
        return f"form-{self.name}-{part}"

    def text(self, column: str, *, long: bool = False, placeholder: str = "") -> None:
        """A line or a few lines of text."""
        draw = st.text_area if long else st.text_input
        typed = draw(
            self._label(column),
            self.cells[column],
            key=self.key(column),
            help=meaning(sheets.INITIATIVES, column) or None,
            placeholder=placeholder or None,
        )
        self.cells[column] = normal(str(typed or ""))
        self.told(column)

    def one(self, column: str, options: Sequence[str], name: Callable[[str], str]) -> None:
        """One of a closed list."""
        now = self.cells[column]
        choices = list(options) if now in options or not now else [*options, now]
        picked = st.selectbox(
            self._label(column),
            choices,
            index=choices.index(now) if now in choices else None,
            format_func=name,
            key=self.key(column),
            help=meaning(sheets.INITIATIVES, column) or None,
            placeholder=t("Välj"),
        )
        self.cells[column] = str(picked or "")
        self.told(column)

    def told(self, field: str) -> None:
        """Keeps a place here for the faults of a field."""
        self.places[field] = st.empty()

    def tell(self, faults: Sequence[tuple[str, Fault]]) -> None:
        """The faults, each under its field; those of fields that are not drawn come last in the list of the form."""
        by_field: dict[str, list[Fault]] = {}
        for field, fault in faults:
            by_field.setdefault(field if field in self.places else "other", []).append(fault)
        for field, own in by_field.items():
            told = "".join(f"<p>{_sentence(fault)}</p>" for fault in own)
            self.places[field].html(f'<div class="tt-fault" role="alert">{told}</div>')

    def _label(self, column: str) -> str:
        required = {one.name: one.required for one in sheets.INITIATIVES.columns}[column]
        return label(column) if required else t("{field} (frivilligt)", field=label(column))


def _sentence(fault: Fault) -> str:
    """HTML: the fault as it is said beside its field."""
    value = " ".join(fault.value.split())
    shown = (
        f"«{swedish(value if len(value) <= 60 else f'{value[:60]}…')}» {fault_html(fault.rule)}"
        if value
        else capital(fault_html(fault.rule))
    )
    return f"{shown}. {capital(fault_html(fault.remedy, field=True))}."


def score_name(score: str) -> str:
    """0, 1, 2 in words."""
    return {"0": t("inget mål (0 av 2)"), "1": t("ett av målen (1 av 2)"), "2": t("huvudmål (2 av 2)")}.get(score, score)


def basics(form: Form, owners: Mapping[str, str]) -> None:
    """What the initiative is and who answers for it."""
    form.text("title_sv")
    form.text("description_sv", long=True)
    left, right = st.columns(2)
    with left:
        form.one("owner_org_id", list(owners), lambda code: owners.get(code, code))
    with right:
        chosen = form.cells["owner_org_id"]
        if chosen and not form.cells["owner_text"]:
            form.cells["owner_text"] = owners[chosen]
        named = form.key("owner_text")
        if chosen and st.session_state.get(f"{named}-of") not in (None, chosen):
            st.session_state[named] = owners[chosen]  # another owner: the name that the source gives has to follow
        elif chosen and named in st.session_state and not st.session_state[named]:
            st.session_state[named] = owners[chosen]
        st.session_state[f"{named}-of"] = chosen
        form.text("owner_text")
    form.text("partners_text")


def standing(form: Form) -> None:
    """How far it has come, from when that is, how it was seen, its scores and its money."""
    first, second, third = st.columns(3)
    with first:
        form.one("phase", sheets.PHASES, lambda code: phase_name(code) if code in sheets.PHASES else code)
        form.one("climate_score", ("0", "1", "2"), score_name)
        form.text("start_date", placeholder="2025-09")
    with second:
        form.text("as_of", placeholder="2026-11-25")
        form.one("digital_score", ("0", "1", "2"), score_name)
        form.text("end_date", placeholder="2027")
    with third:
        form.one("quality", QUALITIES, str)
        form.one("geo_level", sheets.LEVELS, lambda code: level_name(code) if code in sheets.LEVELS else code)
        form.text("phase_basis")
    with st.expander(t("Pengar")):
        form.text("budget_sek")
        form.text("budget_note")
        form.text("funder_text")


def field_of(fault: Fault, cells: Mapping[str, str]) -> str:
    """Where in the form a fault belongs."""
    if fault.file == sheets.INITIATIVES.file:
        return {"någon källa": "url", "någon plats": "place_code", "något tema": "code"}.get(
            fault.rule.removeprefix("har inte "), fault.column
        )
    if fault.file == sheets.TAGS_OF.file:
        return f"tag-{cells['scheme']}-{cells['code']}"
    return {sheets.PLACES_OF.file: "place_code", sheets.ROLES_OF.file: "role", sheets.SOURCES_OF.file: "url"}.get(fault.file, "other")


def counted(faults: Sequence[object]) -> str:
    """HTML: how many faults stand in the way."""
    return escape(
        tn(
            "Ett fel att rätta innan det går att spara. Det står vid sitt fält.",
            "{n} fel att rätta innan det går att spara. De står vid sina fält.",
            len(faults),
        )
    )
