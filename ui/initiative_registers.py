"""'I offentliga register' on an initiative's own page: the register entries that a person took in or joined with it, each with its receipt."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from twin.questions.initiative import Kept
from twin.questions.registers import Behind, behind
from twin.words import date, stored, t
from ui.receipt import receipt
from ui.theme import heading, link, small


def draw(kept: Sequence[Kept]) -> None:
    """The part; nothing where no entry is behind the initiative."""
    found = behind(kept)
    if not found:
        return
    heading(t("I offentliga register"))
    st.html(f'<ul class="tt tt-plain">{"".join(f"<li>{_entry(one)}</li>" for one in found)}</ul>')
    if lost := [one.receipt_id for one in found if not one.receipt]:
        small(escape(t("Kvitton som inte längre finns i datalagret: {ids}.", ids=", ".join(dict.fromkeys(lost)))))
    receipt(dict.fromkeys(one.receipt_id for one in found), key="receipt-registers")


def _entry(one: Behind) -> str:
    named = link(one.url, f"{stored(one.register)}, {one.entry_id}")
    title = f'<span lang="sv">{escape(one.title)}</span>' if one.title else escape(t("posten finns inte i den senaste läsningen"))
    return f'{named}<br><span class="tt-small">{title} · {escape(t("sedd {date}", date=date(one.seen_at)))}</span>'
