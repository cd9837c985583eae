"""Who may write, decided from headers, claims and lists; what the server answers to methods that change things."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.workspace.model import ROLES
from ui import access, roles, sign_in
from ui.guard import Guard
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


# Roles


@pytest.mark.parametrize(
    ("claims", "name", "role"),
    [
        ({"roles": ["coordinator"]}, "roles", "coordinator"),
        ({"roles": ["viewer", "analyst", "other"]}, "roles", "analyst"),
        ({"roles": "viewer coordinator"}, "roles", "coordinator"),
        ({"roles": "viewer,coordinator"}, "roles", "coordinator"),
        ({"realm_access": {"roles": ["viewer"]}}, "realm_access.roles", "viewer"),
        ({"http://schemas.example/role": "analyst"}, "http://schemas.example/role", "analyst"),
        ({"roles": ["Analyst", "admin", 3, None, {"analyst": 1}]}, "roles", None),
        ({"roles": {"analyst": True}}, "roles", None),
        ({"roles": None}, "roles", None),
        ({"role": "analyst"}, "roles", None),
        ({"realm_access": "analyst"}, "realm_access.roles", None),
        ({}, "a.b.c", None),
    ],
)
def test_a_claim_gives_its_highest_known_role(claims, name, role):
    assert roles.claimed(claims, name) == role


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_a_claim_of_any_shape_gives_a_known_role_or_none(value):
    assert roles.claimed({"roles": value}, "roles") in (None, *ROLES)


@pytest.fixture
def state(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("TWIN_STATE", str(tmp_path / "state"))
    for name in ("TWIN_ROLES_FILE", "TWIN_ROLE_CLAIM", "TWIN_KEY_SALT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def listing(monkeypatch, state):
    def write(text: str) -> None:
        file = state / "roles.csv"
        file.write_text(text, encoding="utf-8-sig")
        monkeypatch.setenv("TWIN_ROLES_FILE", str(file))

    return write


def person(**claims: object) -> dict[str, object]:
    return {"iss": "https://id.example.se", "sub": "s1", **claims}


def test_a_key_tells_nothing_and_differs_between_installations(monkeypatch, state):
    key = roles.key("https://id.example.se", "anna.andersson@example.se")
    assert len(key) == 24 and int(key, 16) >= 0
    assert key == roles.key("https://id.example.se", "anna.andersson@example.se")
    assert key != roles.key("https://other.example.se", "anna.andersson@example.se")
    salt = state / "state" / "access.salt"
    assert salt.stat().st_mode & 0o777 == 0o600 and len(salt.read_bytes()) == 32
    assert [file.name for file in salt.parent.iterdir()] == ["access.salt"]
    monkeypatch.setenv("TWIN_STATE", str(state / "elsewhere"))
    assert key != roles.key("https://id.example.se", "anna.andersson@example.se")


def test_issuer_and_subject_cannot_be_shifted_into_each_other(state):
    assert roles.key("https://id.example.se/a", "b") != roles.key("https://id.example.se/", "ab")


def test_the_list_stands_above_the_claim(listing):
    listing("issuer,subject,role\nhttps://id.example.se,s1,viewer\n")
    assert roles.role(person(roles=["analyst"])) == "viewer"
    assert roles.role(person(sub="s2", roles=["analyst"])) == "analyst"
    assert roles.role(person(iss="https://evil.example", roles=[])) is None


def test_the_list_takes_the_code_that_the_page_shows(listing):
    listing(f"code,role\n{roles.key('https://id.example.se', 's1')},coordinator\n")
    assert roles.role(person()) == "coordinator"


def test_the_claims_name_is_a_setting(monkeypatch, state):
    monkeypatch.setenv("TWIN_ROLE_CLAIM", "grupper")
    assert roles.role(person(grupper=["coordinator"], roles=["analyst"])) == "coordinator"


@pytest.mark.parametrize("lacking", ["iss", "sub"])
def test_nobody_without_issuer_and_subject_has_a_role(state, lacking):
    assert roles.role({**person(roles=["analyst"]), lacking: ""}) is None


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("code,role\nabc,admin\n", 2),
        ("code,role\nabc,viewer\n,viewer\n", 3),
        ("issuer,subject,role\nhttps://id.example.se,,viewer\n", 2),
        ("code,role\nabc,viewer\nabc,analyst\n", 3),
        ("namn,roll\nAnna,analyst\n", 2),
    ],
)
def test_a_faulty_list_gives_nobody_a_role_and_names_the_row(listing, text, row):
    listing(text)
    with pytest.raises(roles.RolesFault, match=f"rad {row}"):
        roles.role(person(roles=["analyst"]))


def test_a_list_that_is_missing_or_in_the_repository_gives_nobody_a_role(monkeypatch, state):
    monkeypatch.setenv("TWIN_ROLES_FILE", str(state / "gone.csv"))
    with pytest.raises(roles.RolesFault, match="kan inte läsas"):
        roles.role(person())
    monkeypatch.setenv("TWIN_ROLES_FILE", str(Path(__file__).parent / "roles.csv"))
    with pytest.raises(roles.RolesFault, match="Flytta den utanför"):
        roles.role(person())


def test_a_sign_in_lasts_half_a_day():
    now = time.time()
    assert roles.fresh({"iat": now}) and roles.fresh({"iat": int(now - 11.9 * 3600)})
    assert not roles.fresh({"iat": now - 12.1 * 3600})
    assert not roles.fresh({"iat": now + 3600})
    assert not any(roles.fresh(claims) for claims in ({}, {"iat": None}, {"iat": "now"}, {"iat": True}))


# Settings of the sign-in


GOOD = {
    "redirect_uri": "https://twin.example.se/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 4,
    "client_id": "x",
    "client_secret": "y",
    "server_metadata_url": "https://id.example.se/.well-known/openid-configuration",
}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"cookie_secret": "xxx"}, "cookie_secret"),
        ({"cookie_secret": None}, "cookie_secret"),
        ({"redirect_uri": "http://twin.example.se/oauth2callback"}, "redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:{port}/oauth2callback"}, ""),
        ({"server_metadata_url": "http://id.example.se/x"}, "server_metadata_url"),
        ({"client_id": None}, "client_id"),
        ({"entra": {"client_id": "z", "server_metadata_url": "http://id.example.se"}}, "[auth.entra]"),
    ],
)
def test_an_unsafe_sign_in_is_told(monkeypatch, changes, told):
    auth = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    monkeypatch.setattr(sign_in.st, "secrets", {"auth": auth})
    assert (told in sign_in.fault()) if told else sign_in.fault() == ""


@pytest.mark.parametrize(("option", "value"), [("server.trustedUserHeaders", {"X-Role": "roles"}), ("server.enableXsrfProtection", False)])
def test_settings_that_would_stand_above_the_cookie_are_told(monkeypatch, option, value):
    monkeypatch.setattr(sign_in.st, "secrets", {"auth": GOOD})
    ask = sign_in.st.get_option
    monkeypatch.setattr(sign_in.st, "get_option", lambda name: value if name == option else ask(name))
    assert option in sign_in.fault()


# The server's door


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
