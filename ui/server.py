"""What the server process needs and a page run does not: warm imports, language and headers of index.html, routes of our own."""

import base64
import gc
import hashlib
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from urllib.parse import parse_qs

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twin.warehouse import NoWarehouse, meta
from twin.words import catalogue, speak, t
from ui import access, rebuild
from ui.api import routes
from ui.embed import FRAMED
from ui.guard import Guard

__all__ = ["lifespan", "middleware", "routes"]

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob: ws: wss:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
EVERYWHERE = (*ALWAYS, (b"x-frame-options", b"SAMEORIGIN"))  # everywhere but on the pages for others' frames

# Streamlit's upload field has a name and takes focus, yet calls itself presentational: a screen reader may leave the name out (axe:
# presentation-role-conflict). There is no setting for it.
GROUPED = b"""<script>new MutationObserver(() => document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")
.forEach(one => one.setAttribute("role", "group"))).observe(document, {childList: true, subtree: true})</script>"""


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Imports all that pages will need and freezes it: Streamlit collects garbage after every page run, and frozen objects are not walked."""
    import babel.dates  # noqa: F401
    import pandas  # noqa: F401
    import plotly.graph_objects as go
    from plotly.graph_objs import Choropleth, Scatter, Scattergeo  # noqa: F401
    from streamlit.runtime.pages_manager import PagesManager

    go.Figure(go.Bar(y=[1])).to_json()
    site_title()  # the warehouse's connection, too
    for line in access.opening():
        access.log.warning(line)
    catalogue()
    rebuild.catch_up()
    threading.Thread(
        target=import_module, args=("twin.reports.files",), name="warm", daemon=True
    ).start()  # matplotlib: seconds that no reader should wait
    # A folder named pages beside app.py puts Streamlit in its old automatic mode until st.navigation has run once: a first deep link
    # would run without app.py. Internal name; a browser test watches that the cure still works.
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()
    yield


def policy(html: bytes) -> str:
    """The content security policy of this index.html: its inline scripts are allowed by hash, so a new Streamlit needs no edit."""
    inline = re.findall(rb"<script(?![^>]*\bsrc=)[^>]*>(.+?)</script>", html, re.S)
    return POLICY.format(hashes=" ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in inline))


def site_title() -> str:
    """The product's name for this federation, as its warehouse says."""
    try:
        return meta()["title"]
    except NoWarehouse:
        return "Twin Transition"


def localised(html: bytes, language: str) -> bytes:
    """Streamlit's index.html with the reader's language, our title and icon, and a word for readers without scripts."""
    html = html.replace(b'<html lang="en">', f'<html lang="{language}">'.encode())
    html = html.replace(b"<title>Streamlit</title>", f"<title>{site_title()}</title>".encode())
    html = html.replace(b"</head>", GROUPED + b"</head>")
    html = html.replace(b'href="./favicon.png"', b'href="./app/static/icon.png"')
    speak(language)  # each request is a task with a context of its own
    said = t("Sidan behöver JavaScript. Siffrornas källor och licenser finns också i projektets mapp data/.")
    html = re.sub(rb'<!--(?:(?!-->).)*?-->\s*<link rel="service-desc"[^>]*>', b"", html, flags=re.S)  # that service is switched off
    return re.sub(rb"<noscript>.*?</noscript>", f"<noscript><p>{said}</p></noscript>".encode(), html, flags=re.S)


class SwedishIndex:
    """Rewrites index.html (language, title, policy) and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):  # ask the inner app for plain HTML
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != b"accept-encoding"]}
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", ["sv"])[0]
        page: list[bytes] = []
        start: Message | None = None

        async def rewrite(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if dict(message["headers"]).get(b"content-security-policy") == FRAMED.encode():  # whole already, and for others' frames
                    await send({**message, "headers": [*message["headers"], *ALWAYS]})
                    return
                headers = [*message["headers"], *EVERYWHERE]
                sent = dict(headers)
                message = {**message, "headers": headers}
                if sent.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in sent:
                    start = message
                    return
            elif message["type"] == "http.response.body" and start is not None:
                page.append(message.get("body", b""))
                if message.get("more_body"):
                    return
                body = localised(b"".join(page), "en" if asked == "en" else "sv")
                # Streamlit's etag is the file's own: with it a browser would keep an old title and an old policy.
                kept = [header for header in start["headers"] if header[0] not in (b"content-length", b"etag", b"last-modified")]
                own = ((b"content-length", str(len(body)).encode()), (b"content-security-policy", policy(body).encode()))
                await send({**start, "headers": [*kept, *own]})
                message = {"type": "http.response.body", "body": body}
            await send(message)

        return await self.app(scope, receive, rewrite)


# Streamlit serves its scripts uncompressed on purpose, leaving that to a proxy; a municipality may have none.
middleware = [Middleware(Guard), Middleware(SwedishIndex), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)]
