"""The server's door: what it answers to methods that change things, to other sites' websockets, and on cookies."""

import pytest

from ui import access, sign_in
from ui.guard import Guard


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "MKCOL"])
@pytest.mark.parametrize("path", ["/", "/samband", "/api/health", "/_stcore/upload_file/s/f", "/_stcore/agent/mcp", "/auth/login"])
def test_the_door_answers_what_changes_things(monkeypatch, method, path):
    monkeypatch.setattr(access, "_writing", set())
    assert _asked(method, path) == 405


@pytest.mark.parametrize(("method", "path", "status"), [
    ("PUT", "/_stcore/upload_file/writer/f", 200),
    ("DELETE", "/_stcore/upload_file/writer/f", 200),
    ("PUT", "/twin/_stcore/upload_file/writer/f", 200),
    ("POST", "/_stcore/upload_file/writer/f", 405),
    ("PUT", "/_stcore/upload_file/other/f", 405),
    ("PUT", "/_stcore/upload_file/writer/f/g", 405),
    ("PUT", "/_stcore/agent/writer/f", 405),
])  # fmt: skip
def test_only_a_writers_upload_passes(monkeypatch, method, path, status):
    monkeypatch.setattr(access, "takes_uploads", lambda session: session == "writer")
    assert _asked(method, path) == status


def _asked(method: str, path: str) -> int:
    """What the door answers; 200 is the inner application's."""
    sent = []

    async def inner(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    with pytest.raises(StopIteration):  # it never waits, so it needs no event loop
        Guard(inner)({"type": "http", "method": method, "path": path, "headers": []}, None, send).send(None)
    return sent[0]["status"]


@pytest.mark.parametrize(
    ("origin", "closed"),
    [
        (None, False),
        ("https://twin.example.se", False),  # the host it asks for
        ("http://127.0.0.1:3000", False),  # read-only, as ui/handshake.py has it
        ("https://evil.example", True),
        ("https://twin.example.se.evil.example", True),
        ("null", True),
    ],
)
def test_the_page_of_another_site_gets_no_websocket(origin, closed):
    sent, reached = [], []

    async def inner(scope, receive, send):
        reached.append(scope)

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"twin.example.se"), *([(b"origin", origin.encode())] if origin else [])]
    with pytest.raises(StopIteration):
        Guard(inner)({"type": "websocket", "path": "/_stcore/stream", "headers": headers}, None, send).send(None)
    assert bool(reached) is not closed
    assert [message["type"] for message in sent] == (["websocket.close"] if closed else [])


@pytest.mark.parametrize(
    ("https", "cookie", "sent"),
    [
        (True, b"_streamlit_user=x; HttpOnly", b"_streamlit_user=x; HttpOnly; Secure"),
        (True, b"a=b; Secure; Path=/", b"a=b; Secure; Path=/"),
        (False, b"_streamlit_user=x; HttpOnly", b"_streamlit_user=x; HttpOnly"),
    ],
)
def test_cookies_are_secure_where_the_service_is_reached_over_https(monkeypatch, https, cookie, sent):
    monkeypatch.setattr(sign_in, "over_https", lambda: https)
    messages = []

    async def inner(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"y"), (b"Set-Cookie", cookie)]})

    async def send(message):
        messages.append(message)

    with pytest.raises(StopIteration):
        Guard(inner)({"type": "http", "method": "GET", "path": "/", "headers": []}, None, send).send(None)
    assert messages[0]["headers"] == [(b"x", b"y"), (b"Set-Cookie", sent)]
