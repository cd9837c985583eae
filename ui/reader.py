"""The reader's part of the sidebar: who is signed in, as a role, and whether the pages are read-only."""

from html import escape

import streamlit as st

from twin.words import t
from twin.workspace.model import role_name
from ui import access
from ui.sign_in import fault, offered, providers
from ui.theme import small


def draw() -> None:
    """Nothing where everybody at this machine may write; else the role, why nothing may be written, and the way in or out."""
    now = access.standing()
    if now.signed_in and now.actor.key:  # who has no role is told so by the reason
        small(t("Inloggad som {role}", role=f"<strong>{escape(role_name(now.actor.role))}</strong>"))
    if now.why_not:
        small(f"<strong>{t('Skrivskyddad')}</strong><br>{escape(now.why_not)}")
    if now.signed_in:
        st.button(t("Logga ut"), on_click=st.logout, key="sign_out")
    elif offered() and not fault():
        names = providers()
        for name in names:
            label = t("Logga in") if len(names) == 1 else t("Logga in med {name}", name=name or "OIDC")
            st.button(label, on_click=st.login, args=(name or None,), key=f"sign_in_{name}")
