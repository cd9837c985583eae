"""Adding a source from the page: who may, the ways to do it, and what the last action came to. The heavy half (ingest and what it brings) is
imported only for those who may use it."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from twin.words import t
from twin.workspace import role_name
from ui import access, rebuild
from ui.filters import choose
from ui.theme import note, swedish

SAID = "workshop_said"
WAYS = ("adress", "sok", "fil")


@dataclass(frozen=True)
class Said:
    """What the last action came to; `key` is the source that can be taken out again."""

    text: str
    key: str = ""
    failed: bool = False


def way_name(way: str) -> str:
    """The ways to add something."""
    return {"adress": t("Ny källa"), "sok": t("Sök källor"), "fil": t("Lämna in en fil")}[way]


def draw() -> None:
    """The whole view; for those who may not, why, and the way by a file of one's own."""
    if why := why_not():
        note(escape(why))
        note(
            t(
                "En källa är en fil på ungefär femton rader i <strong>ingest/sources</strong>. Skriv <strong>python -m ingest new</strong> och svara på "
                "frågorna, kör <strong>python -m ingest check NYCKEL</strong>. Proven kommer av sig själva. Hela vägen står i CONTRIBUTING.md."
            )
        )
        return
    from ui import (
        workshop_drop,
        workshop_form,
        workshop_saved,
        workshop_search,
    )  # seconds and memory that only an analyst's visit should cost

    workshop_saved.tell()
    failed = rebuild.state().failed_sv
    if failed:
        told = escape(t("Omräkningen gick inte igenom. Det som visades förut står kvar, och ändringen finns sparad. Felet:"))
        note(f"{told}<br>{'<br>'.join(swedish(line) for line in failed.splitlines())}")
    way = choose(t("Sätt"), WAYS, "satt", WAYS[0], way_name)
    {"adress": workshop_form.draw, "sok": workshop_search.draw, "fil": workshop_drop.draw}[way]()
    workshop_saved.draw()


def why_not() -> str:
    """Why this reader may not add sources, in their language; "" where they may. Asked anew at every run, and so at every click."""
    now = access.standing()
    if now.why_not:
        return now.why_not
    if now.actor.role != "analyst":
        return t(
            "Källor läggs till av den som har rollen analytiker. Du är inloggad som {role} och kan läsa här.",
            role=role_name(now.actor.role),
        )
    return ""


def say(text: str, key: str = "", *, failed: bool = False) -> None:
    """Keeps the word about an action for the next run, which tells it at the head of the view."""
    st.session_state[SAID] = Said(text, key, failed)
