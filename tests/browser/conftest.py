"""What the browser tests share: an app on a state of its own, and patience where a page is drawn while other work goes on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.server import Server, serving
from tests.conftest import ROOT, wait_for_health

PATIENCE = 40_000  # milliseconds
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
ACTS = ("click", "fill", "check", "select_option", "set_input_files")


def at_rest(page: Page) -> None:
    """Waits until nothing is being drawn, where the page is the app's."""
    if page.locator("[data-testid=stApp]").count():
        for pause in (100, 0):  # what was just typed starts a run a moment later
            page.wait_for_selector(AT_REST, state="attached", timeout=PATIENCE)
            page.wait_for_timeout(pause)


def _when_at_rest(act: Callable[..., Any]) -> Callable[..., Any]:
    def acted(locator: Locator, *given: Any, **named: Any) -> Any:
        at_rest(locator.page)
        return act(locator, *given, **named)

    return acted


@pytest.fixture(autouse=True)
def _a_reader_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts when the page has come to rest, as a person does: a click on what is being drawn anew is lost."""
    for name in ACTS:
        monkeypatch.setattr(Locator, name, _when_at_rest(getattr(Locator, name)))


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
