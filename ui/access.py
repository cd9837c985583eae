"""Who the reader of this page run is, and whether they may write. Asked anew in every run.

Nothing that a browser can set (parameters, session state, an unsigned cookie) opens anything here. Two ways lead to a role: TWIN_ACCESS=local, for
a browser on this machine itself, or Streamlit's own sign-in (OIDC) where secrets.toml has [auth]. Where sign-in is set up, TWIN_ACCESS
opens nothing.
"""

import logging
import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from twin.words import t
from twin.workspace.model import Actor, role_name
from ui import roles
from ui.handshake import strangeness
from ui.sign_in import fault, offered

log = logging.getLogger("twin.access")
WRITERS = ("coordinator", "analyst")
READER = Actor("viewer")
_writing: set[str] = set()  # sessions whose last page run might write: the only ones whose uploads the server takes in
_lock = threading.Lock()


@dataclass(frozen=True)
class Standing:
    """What this page run may do: the actor, why nothing may be written ("" where something may), and whether somebody has signed in."""

    actor: Actor
    why_not: str = ""
    signed_in: bool = False


def actor() -> Actor:
    """Who writes, for the workspace: a role and an opaque key, never a name."""
    return standing().actor


def may_write() -> bool:
    """Whether this page run may offer anything that writes."""
    return not standing().why_not


def why_not() -> str:
    """Why this page is read-only and what to do about it, in the reader's language; "" where it is not."""
    return standing().why_not


def standing() -> Standing:
    """The reader's standing, from the connection as it is now."""
    found = _signed_in() if offered() else _local()
    _remember(not found.why_not)
    return found


def takes_uploads(session: str) -> bool:
    """Whether the session's last page run might write, and the session lives."""
    return session in _writing and runtime.exists() and runtime.get_instance().is_active_session(session)


def opening() -> list[str]:
    """What the server says in its log when it starts: who may write, and what the operator must know about it."""
    if offered():
        return [fault() or "Sign-in (OIDC) decides who may write; TWIN_ACCESS is not read."]
    if os.environ.get("TWIN_ACCESS") != "local":
        return ["Read-only: neither TWIN_ACCESS=local nor sign-in (OIDC) is set; see docs/SIGN_IN.md."]
    told = ["TWIN_ACCESS=local: whoever uses a browser on this machine may write. Put no reverse proxy in front: see docs/SIGN_IN.md."]
    if st.get_option("server.address") not in ("127.0.0.1", "localhost", "::1"):
        told.append(
            "The server listens on more than this machine: readers from elsewhere may read. Start it with --server.address 127.0.0.1."
        )
    return told


def _local() -> Standing:
    if os.environ.get("TWIN_ACCESS") != "local":
        return Standing(
            READER,
            t(
                "Tjänsten visas skrivskyddad, för den är startad utan inloggning. "
                "Den som sköter den kan ställa in inloggning (docs/SIGN_IN.md)."
            ),
        )
    headers, peer, shown = connection()
    port = int(st.get_option("server.port"))
    strange = strangeness(headers, peer, shown, port)
    if strange is None:
        return Standing(Actor("analyst", roles.key("local", "local")))
    return Standing(READER, _foreign(*strange, port))


def _foreign(sign: str, detail: str, port: int) -> str:
    seen = {
        "peer": t("anropet kom inte från den här datorn"),
        "header": t("något mellan webbläsaren och tjänsten har lagt till {header}", header=detail),
        "host": t("den är öppnad under ett annat namn eller en annan port än sitt eget"),
        "origin": t("webbläsaren visar den på en annan adress än sin egen"),
    }[sign]
    return t(
        "Sidan är skrivskyddad: {seen}. Skriv från datorn där tjänsten går, på {address}, eller låt den som sköter den ställa in inloggning.",
        seen=seen,
        address=f"http://127.0.0.1:{port}",
    )


def _signed_in() -> Standing:
    if fault():
        return Standing(READER, t("Inloggningen är inte rätt inställd, så inget kan skrivas. Felet står i tjänstens logg."))
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return Standing(READER, t("Du läser utan att vara inloggad. Logga in för att skriva."))
    if not roles.fresh(claims):
        return Standing(READER, t("Din inloggning är äldre än {hours} timmar. Logga in igen för att skriva.", hours=roles.HOURS), True)
    try:
        role = roles.role(claims)
    except roles.RolesFault as reason:
        log.error("%s", reason)
        return Standing(READER, t("Listan över roller kan inte läsas, så inget kan skrivas. Felet står i tjänstens logg."), True)
    code = roles.key(str(claims.get("iss") or ""), str(claims.get("sub") or ""))
    if role is None:
        text = t("Du är inloggad men har ingen roll här. Ge koden {code} till den som sköter tjänsten.", code=code)
        return Standing(READER, text, True)
    if role not in WRITERS:
        text = t("Rollen {role} får läsa, inte skriva. Den som sköter tjänsten kan ge dig en annan.", role=role_name(role))
        return Standing(Actor(role, code), text, True)
    return Standing(Actor(role, code), "", True)


def connection() -> tuple[list[tuple[str, str]], str | None, str | None]:
    """Headers and peer of the websocket that this session now hangs on, and the address that its page stands at; nothing where there is none.
    (st.context would call a peer that is not known and one on this machine the same.)"""
    run = get_script_run_ctx()
    client = runtime.get_instance().get_client(run.session_id) if run and runtime.exists() else None
    context = client.client_context if client else None
    if context is None:
        return [], None, None
    headers: Iterable[tuple[str, str]] = context.headers
    return list(headers), context.remote_ip, st.context.url


def _remember(writes: bool) -> None:
    run = get_script_run_ctx()
    if run is None or not runtime.exists():
        return
    with _lock:
        if not writes:
            _writing.discard(run.session_id)
        elif run.session_id not in _writing:
            ended = {one for one in _writing if not runtime.get_instance().is_active_session(one)}
            _writing.difference_update(ended)
            _writing.add(run.session_id)
