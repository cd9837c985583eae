"""Who (which role) changed what, when, from what to what, with an undo: for the whole register and for one initiative."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.register.drafts import concerns
from twin.register.spoken import Names, spoken
from twin.register.standing import Standing, written
from twin.words import moment, number, t
from twin.workspace import Batch, Change, role_name, workspace
from ui.access import may_write
from ui.theme import small, swedish
from ui.upkeep import initiative_href, names, undo

CELLS = 8  # of a batch, before the rest is counted


Own = tuple[Batch, Sequence[Change]]


def batches(id_: str | None = None, limit: int = 40) -> list[Own]:
    """The batches with what they did to the initiative, or to all of the register, newest first; also those that were undone."""
    found = workspace().batches(None if id_ else limit) if written() else []
    own = [(batch, batch.changes if id_ is None else [change for change in batch.changes if concerns(change) == id_]) for batch in found]
    return [(batch, changes) for batch, changes in own if changes][:limit]


def history(now: Standing, found: Sequence[Own], id_: str | None = None) -> None:
    """The batches as a list, each with its undo."""
    words = names(now)
    if not found:
        small(escape(t("Ingen har ändrat något här ännu.")))
    for batch, own in found:
        with st.container(key=f"batch-{id_ or 'all'}-{batch.id}", horizontal=True, vertical_alignment="center"):
            st.html(_told(batch, own, words, whole=id_ is None))
            if may_write() and not batch.undone:
                st.button(t("Ångra"), key=f"undo-{id_ or 'all'}-{batch.id}", on_click=undo, args=(batch.id,), help=_which(batch))


def _which(batch: Batch) -> str:
    return t("Ångra ändringen från {when}", when=moment(batch.at))


def _told(batch: Batch, own: Sequence[Change], words: Names, *, whole: bool) -> str:
    head = f"{escape(moment(batch.at))} · {escape(role_name(batch.role))}"
    if batch.source == "upload":
        head += f" · {escape(t('ur inlämnad fil'))}"
    if batch.reverses is not None:
        head += f" · {escape(t('ångrade en ändring'))}"
    if batch.undone:
        head += f' · <span class="tt-old">{escape(t("ångrad"))}</span>'
    items = "".join(f"<li>{_line(change, words, whole)}</li>" for change in own[:CELLS])
    more = f"<li>{escape(t('och {n} till', n=number(len(own) - CELLS)))}</li>" if len(own) > CELLS else ""
    return f'<div class="tt-batch"><p class="tt-small">{head}</p><ul class="tt tt-plain">{items}{more}</ul></div>'


def _line(change: Change, words: Names, whole: bool) -> str:
    about = concerns(change) if whole else ""
    where = f'<a href="{escape(initiative_href(about))}" target="_self">{escape(about)}</a> ' if about else ""
    return where + change_html(change, words)


def change_html(change: Change, words: Names) -> str:
    """HTML: 'Läge: planerad → pågående'."""
    what, old, new = spoken(change, words)
    if change.action == "add":
        return f"{escape(what)} <strong>{escape(t('tillagd'))}</strong>: {swedish(new)}"
    if change.action == "remove":
        return f"{escape(what)} <strong>{escape(t('borttagen'))}</strong>: {swedish(old)}"
    empty = f'<span class="tt-old">{escape(t("tomt"))}</span>'
    arrow = f'<span aria-hidden="true"> → </span><span class="tt-hidden"> {escape(t("blir"))} </span>'
    return f"{escape(what)}: {swedish(old) if old else empty}{arrow}<strong>{swedish(new) if new else empty}</strong>"
