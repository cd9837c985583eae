"""After 'samordna' in a real browser: plan a step, take the calendar file home, see what is new; accessible and whole at two widths."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

from bench.server import Server
from tests.browser.test_pages_browser import go, text, violations
from twin.questions.suggestions import Suggestion, suggestions
from twin.workspace import Actor, Pair, workspace

pytestmark = pytest.mark.browser
COORDINATOR = Actor("coordinator")


@pytest.fixture
def chosen(server: Server) -> Iterator[Suggestion]:
    """A pair that somebody has asked to coordinate, until the test is over."""
    one = next(one for one in suggestions() if one.shown)
    seen = Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, None, one.features_hash, 1, explored=False, model_version="m")
    verdict = workspace().judge(COORDINATOR, seen, "samordna")
    yield one
    workspace().withdraw(COORDINATOR, verdict.id)


def test_a_step_is_planned_on_the_list_and_stands_there(page: Page, server: Server, chosen: Suggestion):
    go(page, server, "samband?vy=att-gora")
    card = page.locator("[class*='st-key-todo-']")
    card.get_by_text("Planera", exact=True).click()
    card.get_by_label("Nästa steg").fill("Fråga om mätdata får delas")
    card.get_by_label("Ansvarig roll").fill("energistrateg")
    card.get_by_role("button", name="Spara steget").click()
    card.get_by_text("Ändra planen").wait_for()
    assert "Fråga om mätdata får delas" in card.inner_text()
    assert [step.next_step for step in workspace().follow_ups() if step.suggestion_id == chosen.id] == ["Fråga om mätdata får delas"]


def test_the_calendar_file_comes_home_with_the_chosen_day(page: Page, server: Server, chosen: Suggestion, tmp_path: Path):
    go(page, server, f"samband?par={chosen.id}")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Ladda ned kalenderfil (.ics)").click()
    coming.value.save_as(tmp_path / "mote.ics")
    (event,) = Calendar.from_ical((tmp_path / "mote.ics").read_bytes()).walk("VEVENT")
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=45)
    assert event.decoded("DTSTART").weekday() < 5
    assert chosen.a.title in str(event["SUMMARY"])
    assert f"par={chosen.id.replace(':', '%3A')}" in str(event["URL"])
    link = page.get_by_role("link", name="Öppna i e-postprogrammet").get_attribute("href")
    assert link is not None
    assert link.startswith("mailto:?subject=")


@pytest.mark.proof
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["samband?vy=att-gora", "samband?vy=sedan-sist", "samband?vy=sedan-sist&sedan=2026-01-01", "pair"])
def test_accessible_and_whole_at_two_widths(page: Page, server: Server, chosen: Suggestion, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    go(page, server, f"samband?par={chosen.id}" if address == "pair" else address)
    for folded in page.get_by_text("Planera", exact=True), page.get_by_text("Samma lista som tabell"), page.get_by_text("Läs brevet"):
        if folded.count():
            folded.first.click()
    page.wait_for_timeout(600)
    assert len(text(page)) > 100
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
    assert violations(page) == []
