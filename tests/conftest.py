"""What tests share: a warehouse built from data/, the shared material where it is at hand, a running app and a browser.

Heavy modules are imported in the fixtures that use them, so that a small selection of tests starts at once.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

    from bench.server import Server
    from tests.publishers import Publisher
    from tests.replay import Gateway
    from twin.workspace import Workspace

# Time belongs in bench/: on a busy machine a slow example is no fault.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# What stands in a developer's own state folder (sources saved there, answers) is none of the tests' business: they ask for the sources when they are collected.
os.environ["TWIN_STATE"] = tempfile.mkdtemp(prefix="twin-state-")
atexit.register(shutil.rmtree, os.environ["TWIN_STATE"], ignore_errors=True)

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with recordings and facts beside the checkout (TWIN_SHARED names another); skips where there is none."""
    folder = Path(os.environ.get("TWIN_SHARED", ROOT.parent / "shared"))
    if not (folder / "recordings" / "ROUTES.csv").exists():
        pytest.skip("no shared/ beside the checkout (TWIN_SHARED names another place): tests on published whole-country files are left out")
    return folder


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The warehouse that `python -m ingest build` makes from data/, in a state folder of its own that TWIN_STATE names from then on."""
    from ingest.__main__ import main as ingest
    from twin.warehouse import current

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWIN_STATE", str(tmp_path_factory.mktemp("state")))
        patch.delenv("INGEST_GATEWAY", raising=False)
        assert ingest(["build"]) == 0
        yield current()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A real PostgreSQL of our own, as a URL without a database; skips where none is installed."""
    from tests.workspaces import postgres

    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.proof)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty workspace: a file, and (among the slow proofs) a database in PostgreSQL."""
    from tests.workspaces import new_database

    if request.param == "postgresql":
        return new_database(request.getfixturevalue("postgresql"))
    return f"sqlite:///{tmp_path}/workspace.sqlite"


@pytest.fixture
def work(url: str) -> Iterator[Workspace]:
    """An empty workspace of each kind."""
    from twin.workspace import Workspace

    opened = Workspace(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server(warehouse: Path) -> Iterator[Server]:
    """The real application on a free loopback port, answering; as under `make run`, whoever asks from here may write."""
    from bench.server import serving

    with serving(ROOT / "app.py", warehouse.parent, TWIN_ACCESS="local") as running:
        wait_for_health(running)
        yield running


@pytest.fixture
def publisher() -> Publisher:
    """A made-up publisher without answers yet."""
    from tests.publishers import Publisher

    return Publisher()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, publisher: Publisher) -> Iterator[Gateway]:
    """An analyst's desk: a state folder of its own, and the publisher behind a gateway, whose host may be asked."""
    from ingest import hosts
    from tests.publishers import HOST
    from tests.replay import gateway

    listed = tmp_path / "hosts.toml"
    listed.write_text(f'[[host]]\nhost = "{HOST}"\nwhose = "provet"\nwhy = "påhittad"\n', encoding="utf-8")
    monkeypatch.setattr(hosts, "FILE", listed)
    monkeypatch.setenv("TWIN_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    with gateway(publisher) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        yield at


def wait_for_health(server: Server) -> None:
    """Until the server answers, without opening any page. Raises TimeoutError."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(server.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome, headless."""
    from playwright.sync_api import sync_playwright

    from tests.chromium import path as chromium

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def width() -> int:
    """The window's width; a test parametrizes `width` for another."""
    return 1280


@pytest.fixture
def page(browser: Browser, server: Server, width: int) -> Iterator[Page]:
    """A fresh page. The test fails if any request leaves this host, or the console shows an error that is not known."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE")
    opened = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    local = (f"{server.url}/", f"ws://127.0.0.1:{server.port}/", "data:", "blob:")
    opened.on("request", lambda request: None if request.url.startswith(local) else outside.append(request.url))
    opened.on("websocket", lambda socket: None if socket.url.startswith(local) else outside.append(socket.url))

    def on_console(message: ConsoleMessage) -> None:
        where = (message.location or {}).get("url", "")
        known = where.endswith(("/_stcore/health", "/_stcore/host-config"))  # two harmless 404s on a deep first load
        if message.type == "error" and not known:
            errors.append(f"{message.text} {where}")

    opened.on("console", on_console)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not outside, "requests left this host"
    assert not errors, "the console shows errors"
