"""What the browser tests share: an app on a state of its own, and patience where a page is drawn while other work goes on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.server import Server, serving
from tests.conftest import ROOT, wait_for_health

PATIENCE = 40_000  # milliseconds


@pytest.fixture(scope="module")
def own_state(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built state: what is written there is no other module's."""
    return Path(shutil.copytree(warehouse.parent, tmp_path_factory.mktemp("own") / "state"))


@pytest.fixture(scope="module")
def own_server(own_state: Path) -> Iterator[Server]:
    """The app on a state of its own; whoever asks from here may write."""
    with serving(ROOT / "app.py", own_state, TWIN_ACCESS="local") as running:
        wait_for_health(running)
        yield running


@pytest.fixture
def patient(page: Page) -> Page:
    """The page, with time for a rebuild."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return page
