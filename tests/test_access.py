"""Who may write without a sign-in: only a browser on this machine, told from its connection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import access, sign_in
from ui.handshake import strangeness

PORT = 8501
# As Chromium and Firefox send them, but for the values that don't matter.
PAGE = f"http://127.0.0.1:{PORT}/samband?vy=par"
LOCAL = [
    ("Host", f"127.0.0.1:{PORT}"),
    ("Connection", "Upgrade"),
    ("Pragma", "no-cache"),
    ("Cache-Control", "no-cache"),
    ("User-Agent", "Mozilla/5.0"),
    ("Upgrade", "websocket"),
    ("Origin", f"http://127.0.0.1:{PORT}"),
    ("Sec-WebSocket-Version", "13"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Accept-Language", "sv-SE"),
    ("Cookie", "_streamlit_xsrf=2|x"),
    ("Sec-WebSocket-Key", "x"),
    ("Sec-WebSocket-Extensions", "permessage-deflate"),
    ("Sec-WebSocket-Protocol", "streamlit, x"),
    ("Sec-Fetch-Site", "same-origin"),
]
FROM_PROXIES = [
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Original-Host", "X-Request-ID",
    "X-Client-IP", "X-ARR-LOG-ID", "X-Envoy-External-Address", "X_Forwarded_For", "CF-Connecting-IP", "True-Client-IP", "CDN-Loop",
    "Fastly-Client-IP", "Max-Forwards", "Proxy-Connection", "Client-IP", "Remote-User", "Authorization", "Traceparent", "Front-End-Https",
]  # fmt: skip


def with_header(name: str, value: str) -> list[tuple[str, str]]:
    return [(one, value if one.lower() == name else old) for one, old in LOCAL]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LocalHost"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "127.0.0.53"])
def test_a_browser_on_this_machine_is_local(name, peer):
    headers = [*with_header("host", f"{name}:{PORT}"), ("Origin", f"http://{name}:{PORT}")]
    headers.remove(("Origin", f"http://127.0.0.1:{PORT}"))
    assert strangeness(headers, peer, f"http://{name}:{PORT}/", PORT) is None


@pytest.mark.parametrize("name", FROM_PROXIES)
@pytest.mark.parametrize("value", ["127.0.0.1", "", f"localhost:{PORT}"])
def test_a_header_that_no_browser_writes_is_a_sign(name, value):
    sign, told = strangeness([*LOCAL, (name, value)], "127.0.0.1", PAGE, PORT)
    assert (sign, told) == ("header", name.lower().replace("_", "-"))


@pytest.mark.parametrize(
    "host",
    ["twin.example.se", "127.0.0.1", "127.0.0.1:8502", "localhost:80", "127.0.0.1.example.se:8501", "10.0.0.5:8501", "", "localhost.:8501",
     "user@127.0.0.1:8501", "127.0.0.1:8501, twin.example.se", "0.0.0.0:8501"],
)  # fmt: skip
def test_a_foreign_host_is_a_sign(host):
    assert strangeness(with_header("host", host), "127.0.0.1", PAGE, PORT)[0] == "host"


@pytest.mark.parametrize(
    "origin",
    [
        "https://twin.example.se",
        f"https://127.0.0.1:{PORT}",
        "http://127.0.0.1:3000",
        f"http://localhost:{PORT}",
        "null",
        "",
        "http://127.0.0.1",
    ],
)
def test_a_proxy_that_rewrites_host_is_given_away_by_origin(origin):
    assert strangeness(with_header("origin", origin), "127.0.0.1", PAGE, PORT) == ("origin", "")


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "",
        "https://twin.example.se/",
        "http://twin.example.se:8501/",
        f"http://127.0.0.1:{PORT}1/",
        f"http://127.0.0.1:{PORT}@evil.example/",
    ],
)
def test_a_proxy_that_rewrites_origin_too_is_given_away_by_the_page(shown):
    assert strangeness(LOCAL, "127.0.0.1", shown, PORT) == ("origin", "")


@pytest.mark.parametrize("peer", [None, "", "10.0.0.5", "172.17.0.1", "2001:db8::1", "unix:", "localhost"])
def test_a_peer_that_is_not_this_machine_is_a_sign(peer):
    assert strangeness(LOCAL, peer, PAGE, PORT) == ("peer", "")


@pytest.mark.parametrize("name", ["host", "origin"])
def test_what_is_missing_or_doubled_is_a_sign(name):
    one = next(header for header in LOCAL if header[0].lower() == name)
    assert strangeness([header for header in LOCAL if header != one], "127.0.0.1", PAGE, PORT)[0] == name
    assert strangeness([*LOCAL, one], "127.0.0.1", PAGE, PORT)[0] == name


TOKENS = st.text("abcdefghijklmnopqrstuvwxyz-_", min_size=1, max_size=20)
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)


@given(st.lists(st.tuples(TOKENS, VALUES), max_size=8), st.permutations(LOCAL))
def test_nothing_added_makes_a_foreign_connection_local(added, order):
    foreign = [("Host", "twin.example.se") if name == "Host" else (name, value) for name, value in order]
    assert strangeness([*foreign, *added], "127.0.0.1", PAGE, PORT) is not None
    assert strangeness([*order, *added], "10.0.0.5", PAGE, PORT) is not None
    assert strangeness(order, "127.0.0.1", PAGE, PORT) is None


@given(VALUES, VALUES)
def test_only_the_servers_own_names_are_local(host, origin):
    headers = [(name, host if name == "Host" else origin if name == "Origin" else value) for name, value in LOCAL]
    if strangeness(headers, "127.0.0.1", f"http://{host.strip()}/", PORT) is None:
        own = host.strip().lower()
        assert own in {f"{name}:{PORT}" for name in ("127.0.0.1", "localhost", "[::1]")}
        assert origin.strip().lower() == f"http://{own}"


@pytest.mark.parametrize("set_to", [None, "", "Local", "1", "true", "local ", "remote"])
def test_only_the_word_local_opens(monkeypatch, set_to):
    monkeypatch.setattr(sign_in, "offered", lambda: False)
    monkeypatch.setattr(access, "connection", lambda: (LOCAL, "127.0.0.1", PAGE))
    if set_to is None:
        monkeypatch.delenv("TWIN_ACCESS", raising=False)
    else:
        monkeypatch.setenv("TWIN_ACCESS", set_to)
    assert not access.may_write()
    assert access.actor() == access.READER
    assert "SIGN_IN.md" in access.why_not()


def test_local_use_gives_every_right_and_a_key_that_stays(monkeypatch, tmp_path):
    monkeypatch.setenv("TWIN_ACCESS", "local")
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setattr(access, "connection", lambda: (LOCAL, "127.0.0.1", PAGE))
    assert access.may_write() and access.why_not() == ""
    assert access.actor().role == "analyst"
    assert access.actor() == access.actor()
    monkeypatch.setattr(access, "connection", lambda: ([*LOCAL, ("Via", "1.1 x")], "127.0.0.1", PAGE))
    assert not access.may_write()
    assert access.actor() == access.READER
    assert "via" in access.why_not()


def test_a_run_without_a_connection_may_not_write(monkeypatch):
    monkeypatch.setenv("TWIN_ACCESS", "local")
    assert not access.may_write()
