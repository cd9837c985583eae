"""Signing in through a provider on this machine, forging it, and coming through a reverse proxy: in a real browser."""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
import websockets

from bench.server import serving
from tests.conftest import ROOT, wait_for_health
from tests.oidc import Provider, providing, settings
from tests.proxy import proxying, replaced

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from bench.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # sign-in, proxies and forged roles: a minute and more

PEOPLE = {
    "coordinator": {"roles": ["coordinator"], "name": "Ester Exempel", "email": "ester.exempel@example.se"},
    "analyst": {"roles": ["viewer", "analyst"]},
    "viewer": {"roles": ["viewer"]},
    "stranger": {"roles": ["boss"], "name": "Sten Exempel"},
    "listed": {},
    "forger": {"roles": ["analyst"]},
    "yesterday": {"roles": ["analyst"], "iat": int(time.time()) - 13 * 3600},
}
READ_ONLY = "Skrivskyddad"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing(PEOPLE) as running:
        running.forgers.add("forger")
        yield running


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="module")
def signing(provider: Provider, warehouse: Path, log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application with sign-in. TWIN_ACCESS=local is set too, and must open nothing here."""
    folder = tmp_path_factory.mktemp("secrets")
    (folder / "secrets.toml").write_text(settings(provider))
    (folder / "roles.csv").write_text(f"issuer,subject,role\n{provider.issuer},sub-listed,coordinator\n")
    environment = {
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
        "TWIN_ROLES_FILE": str(folder / "roles.csv"),
        "TWIN_ACCESS": "local",
    }
    with serving(ROOT / "app.py", warehouse.parent, log, **environment) as running:
        wait_for_health(running)
        yield running


@contextmanager
def visitor(browser: Browser) -> Iterator[tuple[BrowserContext, Page]]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    yield context, context.new_page()
    context.close()


def sidebar(page: Page, address: str) -> str:
    """What the sidebar says when the page has been drawn."""
    page.goto(address)
    page.get_by_text("Datalagret byggdes").wait_for()
    return page.get_by_test_id("stSidebar").inner_text()


def sign_in(page: Page, server: Server, name: str) -> str:
    sidebar(page, server.url)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{server.url}/")
    page.get_by_text("Datalagret byggdes").wait_for()
    return page.get_by_test_id("stSidebar").inner_text()


@pytest.mark.parametrize(
    ("name", "role", "writes"),
    [("coordinator", "samordnare", True), ("analyst", "analytiker", True), ("listed", "samordnare", True), ("viewer", "läsare", False)],
)
def test_each_role_signs_in_and_out(browser, signing, name, role, writes):
    with visitor(browser) as (context, page):
        assert READ_ONLY in sidebar(page, signing.url)
        shown = sign_in(page, signing, name)
        assert f"Inloggad som {role}" in shown
        assert (READ_ONLY not in shown) is writes
        assert "Exempel" not in page.content() and "sub-" not in page.content()
        page.get_by_role("button", name="Logga ut").click()
        page.get_by_role("button", name="Logga in").wait_for()
        assert READ_ONLY in page.get_by_test_id("stSidebar").inner_text()
        assert not [cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit_user")]


def test_a_stranger_reads_and_is_told_what_to_do(browser, signing):
    with visitor(browser) as (_, page):
        shown = sign_in(page, signing, "stranger")
        assert READ_ONLY in shown and "ingen roll här. Ge koden" in shown and "Inloggad som" not in shown
        assert "Exempel" not in page.content()


def test_yesterdays_sign_in_is_old(browser, signing):
    with visitor(browser) as (_, page):
        assert "Logga in igen" in sign_in(page, signing, "yesterday")


def test_a_token_that_the_provider_did_not_sign_signs_nobody_in(browser, signing):
    with visitor(browser) as (context, page):
        assert READ_ONLY in sign_in(page, signing, "forger")
        page.get_by_role("button", name="Logga in").wait_for()
        assert not [cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit_user")]


@pytest.mark.parametrize("how", ["payload", "own secret", "unsigned"])
def test_a_tampered_cookie_signs_nobody_in(browser, signing, provider, how):
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    with visitor(browser) as (context, page):
        assert READ_ONLY in sign_in(page, signing, "viewer")
        cookie = next(cookie for cookie in context.cookies() if cookie["name"] == "_streamlit_user")
        claims = {"iss": provider.issuer, "sub": "sub-viewer", "roles": ["analyst"], "is_logged_in": True, "origin": signing.url}
        forged = {
            "payload": cookie["value"][:20] + ("A" if cookie["value"][20] != "A" else "B") + cookie["value"][21:],
            "own secret": create_signed_value("f" * 64, "_streamlit_user", json.dumps(claims)).decode(),
            "unsigned": json.dumps(claims).replace('"', "%22").replace(",", "%2C").replace(" ", ""),
        }[how]
        context.add_cookies([{**cookie, "value": forged}])
        shown = sidebar(page, signing.url)
        assert READ_ONLY in shown and "Inloggad som" not in shown


def test_a_role_that_the_browser_claims_changes_nothing(browser, signing):
    with visitor(browser) as (context, page):
        sign_in(page, signing, "viewer")
        context.add_cookies([{"name": name, "value": "analyst", "url": signing.url} for name in ("role", "roles", "actor", "TWIN_ACCESS")])
        page.add_init_script("for (const k of ['role', 'roles', 'actor']) { localStorage[k] = 'analyst'; sessionStorage[k] = 'analyst' }")
        shown = sidebar(page, f"{signing.url}/?role=analyst&roles=analyst&roll=analytiker&actor=analyst&signed_in=1&TWIN_ACCESS=local")
        assert READ_ONLY in shown and "Inloggad som läsare" in shown


def test_the_log_names_nobody_and_no_name_is_asked_for(browser, signing, provider, log):
    with visitor(browser) as (_, page):
        sign_in(page, signing, "coordinator")
    assert {asked["scope"] for asked in provider.asked} == {"openid"}
    said = log.read_text(encoding="utf-8")
    assert "Sign-in (OIDC) decides who may write" in said
    assert not [word for word in ("Ester", "Exempel", "example.se", "sub-") if word in said]


def test_at_this_machine_everybody_writes(browser, server):
    with visitor(browser) as (_, page):
        for address in (server.url, server.url.replace("127.0.0.1", "localhost")):
            assert READ_ONLY not in sidebar(page, f"{address}/samband")
            page.get_by_role("button", name="Samordna").first.wait_for()


def test_without_the_setting_nobody_writes(browser, warehouse):
    with serving(ROOT / "app.py", warehouse.parent, TWIN_ACCESS="") as closed, visitor(browser) as (_, page):
        wait_for_health(closed)
        assert READ_ONLY in sidebar(page, closed.url)
        assert page.get_by_role("button", name="Logga in").count() == 0


@pytest.mark.parametrize("kind", ["hands on everything", "rewrites host", "rewrites host and origin", "adds X-Forwarded-For"])
def test_behind_a_proxy_on_the_same_machine_nobody_writes(browser, server, kind):
    own = {"host": f"127.0.0.1:{server.port}", "origin": f"http://127.0.0.1:{server.port}"}
    change = {
        "hands on everything": lambda headers: headers,
        "rewrites host": lambda headers: replaced(headers, host=own["host"]),
        "rewrites host and origin": lambda headers: replaced(headers, **own),
        # Even with both names rewritten the proxy's own header gives it away.
        "adds X-Forwarded-For": lambda headers: [*replaced(headers, **own), ("X-Forwarded-For", "127.0.0.1")],
    }[kind]
    with proxying(server.port, change) as address, visitor(browser) as (_, page):
        assert READ_ONLY in sidebar(page, f"{address}/samband")
        page.get_by_role("link", name="Öppna paret").first.wait_for()
        assert page.get_by_role("button", name="Samordna").count() == 0


def test_no_route_of_the_running_server_takes_what_changes_things(server):
    """No page has been opened with these sessions, so not even an upload passes; Streamlit alone would let anybody delete."""
    headers = {"cookie": "_streamlit_xsrf=2|a|b|1", "x-xsrftoken": "2|a|b|1"}
    paths = ("/", "/samband", "/api/health", "/api/borders.geojson", "/_stcore/health", "/_stcore/stream", "/_stcore/upload_file/a/b",
             "/_stcore/host-config", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/app/static/icon.png", "/media/x", "/auth/login",
             "/auth/logout", "/oauth2callback", "/component/x/y")  # fmt: skip
    for path in paths:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as asked:
                asked.request(method, path, b"x", headers)
                assert 400 <= asked.getresponse().status < 500, (method, path)


@pytest.mark.parametrize(("origin", "passes"), [("its own", True), ("http://localhost:3000", False)])
def test_only_the_session_of_a_writer_gets_past_the_door(server, origin, passes):
    """Streamlit asks for its own token next and answers 403. A page on another port here would be let in by Streamlit, not by us."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    def put(session: str) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as asked:
            asked.request("PUT", f"/_stcore/upload_file/{session}/file", b"x")
            return asked.getresponse().status

    async def run() -> tuple[int, int]:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        async with websockets.connect(
            address, subprotocols=["streamlit"], max_size=None, origin=server.url if passes else origin
        ) as opened:
            ask = BackMsg()
            ask.rerun_script.query_string = "role=analyst"
            ask.rerun_script.context_info.url = f"{server.url}/"
            await opened.send(ask.SerializeToString())
            session = ""
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(await asyncio.wait_for(opened.recv(), 60))
                session = session or answer.new_session.initialize.session_id
                if answer.WhichOneof("type") == "script_finished":
                    break
            return put(session), put("another")

    with ThreadPoolExecutor(max_workers=1) as apart:
        assert apart.submit(lambda: asyncio.run(run())).result() == (403 if passes else 405, 405)
