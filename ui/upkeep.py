"""What the parts of register upkeep share: one way to save, one to undo, and the word about both at the head of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st

from twin.questions import places
from twin.questions.registers import titles
from twin.register.drafts import confirmation
from twin.register.spoken import Names
from twin.register.standing import Standing, standing
from twin.words import either, stored, t
from twin.workspace import Change, Check, Invalid, WorkspaceError, workspace
from ui import rebuild
from ui.access import actor, may_write, why_not
from ui.fault_words import capital, fault_html, fault_text
from ui.shell import address
from ui.theme import note, small, swedish

SAID = "upkeep_said"


@dataclass(frozen=True)
class Said:
    """What the last action came to; `batch` can be undone."""

    text: str
    batch: int | None = None
    failed: bool = False


def now() -> Standing | None:
    """The register with every edit; None, and told, where the edits can not be read."""
    try:
        return standing()
    except WorkspaceError as fault:
        note(escape(t("Ändringarna i registret kan inte läsas just nu: {fault}", fault=fault)))
        return None


def save(changes: Sequence[Change], text: str, source: str = "form") -> bool:
    """Stores the changes as one batch and starts the rebuild. For callbacks; what came of it is told by `tell`."""
    whole = _whole(t("Ändringen sparades inte, för registret skulle få fel:"))
    try:
        batch = workspace().edit(actor(), changes, source=source, check=whole)
    except WorkspaceError as fault:
        return _refuse(str(fault))
    st.session_state[SAID] = Said(text, batch.id)
    rebuild.after_edit()
    return True


def undo(batch_id: int) -> None:
    """Takes a batch back and starts the rebuild, where the register stays whole without it. For callbacks."""
    try:
        made = workspace().undo(actor(), batch_id, _whole(t("Ändringen kan inte ångras, för registret skulle få fel:")))
    except WorkspaceError as fault:
        _refuse(str(fault))
        return
    st.session_state[SAID] = Said(t("Ändringen är ångrad."), made.id)
    rebuild.after_edit()


def _whole(refusal: str) -> Check:
    """Holds the register whole: someone else's edit since the form was drawn may have made ours a fault."""

    def check(edits: tuple[Change, ...], more: Sequence[Change]) -> None:
        if broken := standing(edits).broken_by(more):
            raise Invalid(" ".join([refusal, *(f"{fault_text(one.column)} «{one.value}» {fault_text(one.rule)}." for one in broken[:3])]))

    return check


def _refuse(text: str) -> bool:
    st.session_state[SAID] = Said(text, failed=True)
    return False


def today() -> date:
    """The day that ages are counted to, and that a confirmation is from."""
    return datetime.now(UTC).date()


def confirm(id_: str) -> None:
    """The statement of one initiative holds today. For callbacks."""
    found = now()
    made = confirmation(found.lines, id_, today()) if found else []
    if made:
        save(made, t("{id} är bekräftad: uppgiften gäller i dag.", id=id_))
    elif found:
        st.session_state[SAID] = Said(t("{id} är redan bekräftad i dag.", id=id_))


def tell() -> None:
    """What the last action came to, with its undo; and what the last rebuild failed on, until one goes through."""
    said = st.session_state.get(SAID)
    if said is not None:
        with st.container(key="upkeep-said"):
            st.html(f'<div class="tt-note{" tt-alarm" if said.failed else ""}" role="status">{escape(said.text)}</div>')
            if said.batch is not None and may_write():
                st.button(t("Ångra"), key=f"undo-said-{said.batch}", on_click=undo, args=(said.batch,))
    failed = rebuild.state().failed_sv
    if failed and may_write():
        note(
            f"{escape(t('Omräkningen gick inte igenom. Det som visades förut står kvar, och ändringen finns sparad. Felet:'))}<br>{'<br>'.join(swedish(line) for line in failed.splitlines())}"
        )


def initiative_href(id_: str) -> str:
    """The address of an initiative's own page, seen from another page."""
    return f"initiativ?{urlencode(address(id=id_))}"


def locked() -> bool:
    """True, and why, where this reader may not write."""
    if may_write():
        return False
    note(escape(why_not()))
    return True


def names(at: Standing) -> Names:
    """The reader's words for codes, places, organisations and sources."""
    found = {
        (scheme, line.cells["code"]): either(line.cells["name_sv"], line.cells["name_en"])
        for schemes, lines in at.lists.items()
        for scheme in schemes
        for line in lines
    }
    found |= {("place", code): name for code, name in places.names().items()}
    found |= {("source", key): stored(title) for key, title in titles().items()}
    return found | {("organisation", line.cells["id"]): line.cells["name"] for line in at.lines["organisations.csv"]}


def apart(at: Standing) -> None:
    """Edits whose seed has changed since: told, not lost."""
    for one in at.apart:
        change = one.change
        what = {
            "changed": t(
                "Grundregistret säger nu «{found}» där redigeringen utgick från «{old}». Redigeringen gäller.",
                found=one.found,
                old=change.old,
            ),
            "gone": t("Raden finns inte längre i grundregistret. Redigeringen väntar och ändrar inget."),
            "there": t("Raden som lades till här finns nu också i grundregistret. Redigeringens ord gäller."),
        }[one.kind]
        key = " · ".join(change.key.values())
        note(f"<strong>{escape(key)}</strong> ({escape(change.column or change.file)}): {escape(what)}")
    for fault in at.faults:
        said = t("{file}, rad {line}, kolumn {column}", file=fault.file, line=fault.line, column=fault_text(fault.column))
        value = f" «{swedish(fault.value)}»" if fault.value else ""
        note(f"<strong>{escape(said)}</strong>:{value} {fault_html(fault.rule)}. {capital(fault_html(fault.remedy))}.")
    if at.apart or at.faults:
        small(escape(t("Rätta genom att ändra initiativet, eller ångra redigeringen under Historik.")))
