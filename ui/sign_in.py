"""Streamlit's own sign-in (OIDC): whether it is set up, whether it is set up safely, and its part of the sidebar."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

SECRET = 32  # characters that sign the cookie which says who somebody is: a guessable one lets anybody be anybody


def offered() -> bool:
    """Whether secrets.toml has [auth]."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def fault() -> str:
    """What makes the sign-in unsafe or unusable, for the log, in English; "" where nothing does. Nobody has a role while there is something."""
    auth = st.secrets["auth"]
    if len(str(auth.get("cookie_secret", ""))) < SECRET:
        return f"secrets.toml, [auth]: cookie_secret has fewer than {SECRET} characters. Make one: openssl rand -hex 32."
    if not _safe(auth.get("redirect_uri")):
        return "secrets.toml, [auth]: redirect_uri must start with https:// (http:// only on this machine itself)."
    for name in providers():
        section = auth[name] if name else auth
        if not _safe(section.get("server_metadata_url")):
            return f"secrets.toml, [auth{'.' + name if name else ''}]: server_metadata_url must start with https://."
    if not providers():
        return "secrets.toml, [auth]: no client_id, so there is nobody to sign in with."
    if st.get_option("server.trustedUserHeaders"):
        return "server.trustedUserHeaders is set: headers would stand above the signed cookie. Take it out."
    if not st.get_option("server.enableXsrfProtection"):
        return "server.enableXsrfProtection is off. Take that setting out."
    return ""


def providers() -> list[str]:
    """The names to sign in with; "" is the one that stands in [auth] itself."""
    auth = st.secrets["auth"]
    own = [""] if "client_id" in auth else []
    return own + [name for name, section in auth.items() if isinstance(section, Mapping) and "client_id" in section]


def _safe(address: object) -> bool:
    parts = urlsplit(str(address or ""))
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def over_https() -> bool:
    """Whether people reach the service over https, as the address they come back to from signing in says."""
    return offered() and str(st.secrets["auth"].get("redirect_uri", "")).startswith("https://")


def public_address() -> str:
    """The service's own address with a slash at the end, from where people come back to after signing in; '' where no sign-in is set up."""
    back = str(st.secrets["auth"].get("redirect_uri", "")) if offered() else ""
    return back.removesuffix("oauth2callback") if back.endswith("/oauth2callback") else ""
