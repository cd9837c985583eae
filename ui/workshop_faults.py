"""How what went wrong with a source is told: under its field, or as a whole with the rows where it did."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ingest.workshop import Draft, Fault, IngestError
from ui.theme import swedish
from ui.workshop_bench import CHOSEN, TEXTS, Bench


def alarm(html: str) -> None:
    """A failure that must not be missed."""
    st.html(f'<div class="tt-note tt-alarm" role="alert">{html}</div>')


def fault_html(fault: IngestError) -> str:
    """HTML: what went wrong, the rows where it did, and what to do."""
    rows = "".join(f"<li>{swedish(str(one))}</li>" for one in fault.faults[:5])
    return f"<strong>{swedish(fault.problem)}</strong>{f'<ul>{rows}</ul>' if rows else ''} {swedish(fault.remedy)}"


def told(fault: Fault) -> str:
    """The fault as it is said beside its field."""
    shown = f"«{fault.value if len(fault.value) <= 60 else f'{fault.value[:60]}…'}»: " if fault.value and "None" not in fault.value else ""
    said = f"{shown}{fault.rule}"
    return f"{said[:1].upper()}{said[1:]}."


def under_fields(bench: Bench, faults: Sequence[Fault], draft: Draft) -> list[Fault]:
    """Each fault under its field; those that no field on the page holds are handed back."""
    columns = {f"nyckeltalet {value.indicator or value.field}": value.field for value in draft.values}
    by_place: dict[str, list[Fault]] = {}
    left = []
    for fault in faults:
        name = _place(fault, columns)
        (by_place.setdefault(name, []) if name in bench.places else left).append(fault)
    for name, own in by_place.items():
        bench.places[name].html('<div class="tt-fault" role="alert">' + "".join(f"<p>{swedish(told(one))}</p>" for one in own) + "</div>")
    return left


def _place(fault: Fault, columns: Mapping[str, str]) -> str:
    field = {"value_range": "high", "id": "indicator"}.get(fault.field, fault.field)
    if fault.row in columns:
        return f"value:{columns[fault.row]}:{field}"
    if field == "row_count":
        return "row_count:most"
    return field if field in (*TEXTS, *CHOSEN, "values") else f"option:{field}"
