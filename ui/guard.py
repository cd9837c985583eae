"""The server's door: reading passes, and of what changes anything only the uploads of a session that may write."""

import re
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ui import access, sign_in
from ui.problem import API, no_way_out, read_only

READING = ("GET", "HEAD", "OPTIONS")
UPLOAD = re.compile(r"(?:/[^/]+)*/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
ASTRAY = re.compile(r"\.\.|//|[\x00-\x1f\\]")  # what would lead out of the interface's own addresses


class Guard:
    """Answers POST, PUT, PATCH and DELETE itself. Everything that people write goes over the websocket, where each write asks for the role;
    Streamlit's upload route would take a file of any session, and let anybody's file be deleted, and its agent routes take POST."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in READING and not _upload_of_a_writer(scope):
            refusal = (
                read_only() if scope["path"].startswith(f"{API}/") else PlainTextResponse("read-only", 405, {"allow": ", ".join(READING)})
            )
            return await refusal(scope, receive, send)
        if scope["type"] == "http" and scope["path"].startswith(f"{API}/") and ASTRAY.search(scope["path"]):
            return await no_way_out()(scope, receive, send)  # Streamlit would refuse it too, in two words
        if scope["type"] == "websocket" and _from_elsewhere(Headers(scope=scope)):
            return await WebSocketClose(1008, "origin")(scope, receive, send)
        return await self.app(scope, receive, sealed(send) if scope["type"] == "http" else send)


def sealed(send: Send) -> Send:
    """Sends on, with Secure on every cookie where the service has an https address: Streamlit leaves that out of its own."""

    async def sealing(message: Message) -> None:
        if message["type"] == "http.response.start" and any(name.lower() == b"set-cookie" for name, _ in message["headers"]):
            secure = sign_in.over_https()
            message = {**message, "headers": [(name, _seal(name, value) if secure else value) for name, value in message["headers"]]}
        await send(message)

    return sealing


def _seal(name: bytes, value: bytes) -> bytes:
    return value + b"; Secure" if name.lower() == b"set-cookie" and b"; secure" not in value.lower() else value


def _upload_of_a_writer(scope: Scope) -> bool:
    named = UPLOAD.fullmatch(scope["path"]) if scope["method"] in ("PUT", "DELETE") else None
    return named is not None and access.takes_uploads(named["session"])


def _from_elsewhere(headers: Headers) -> bool:
    """Whether the page of another site opens the websocket. Streamlit would refuse it too, but ask a host on the internet for this machine's
    address first: anybody could make the server do that."""
    origin = headers.get("origin")
    if origin is None or not st.get_option("server.enableCORS"):
        return False  # no browser, or let in by the operator
    parts = urlsplit(origin)
    own = parts.netloc == headers.get("host") or parts.hostname in ("localhost", "127.0.0.1")
    return not own and origin not in st.get_option("server.corsAllowedOrigins")
