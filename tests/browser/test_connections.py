"""A coordinator's path over page Samband: find a pair, understand it, judge it in two clicks, see it move, take it back, propose a meeting."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.server import Server, serving
from tests.browser.conftest import PATIENCE
from tests.browser.test_pages_browser import SETTLED, go, text, violations
from tests.conftest import ROOT, wait_for_health
from twin.questions.suggestions import Suggestion, suggestions
from twin.workspace import Actor, Pair, workspace

pytestmark = pytest.mark.browser


def cards(page: Page) -> Locator:
    return page.locator("[class*='st-key-pair-synergy'], [class*='st-key-pair-overlap']")


def button(card: Locator, name: str) -> Locator:
    return card.get_by_role("button", name=re.compile(f"^{name} –"))


def lead(page: Page) -> str:
    return text(page).partition("Sort")[0]


def left(page: Page) -> int:
    """How many pairs the page says are left to judge."""
    found = re.search(r"(\d+) möjlig", lead(page))
    assert found, lead(page)
    return int(found[1])


@pytest.fixture
def page(page: Page) -> Page:
    page.set_default_timeout(PATIENCE)
    return page


def test_find_understand_judge_undo_and_propose_a_meeting(page, server):
    go(page, server, "samband")
    before = left(page)
    card = cards(page).first
    title = card.locator("h3").inner_text()

    # Understand: tier in words, both sides with an arrow, marked words numbered as the reasons, what speaks against, the rule and its source.
    said = re.sub(r"\s+", " ", card.inner_text())
    for words in (
        "T1 samma tillgång, system eller data",
        "förslag, ej granskat",
        "Digitalt medel",
        "kan stödja",
        "Klimatåtgärd",
        "Därför",
        "Talar emot",
    ):
        assert words in said, words
    assert card.locator("mark sup").count() >= 2
    assert card.locator(".against li").count() >= 1
    card.get_by_text(re.compile(r"^Regel R\d+ och vad den vilar på")).click()
    card.get_by_text("Förbehåll").wait_for()
    assert card.locator("dl a[href^=http]").count() >= 1
    assert not re.search(r"\d ?%", re.sub(r"Siffrorna pekar på behovet[^\n]*", "", card.inner_text())), "no likeness in per cent"

    # Judge: one click, a second for the reason; the card says so, the count goes down, and the pair stands among the rejected.
    button(card, "Fel").click()
    card.get_by_text("Bedömt: Fel").wait_for()
    card.get_by_text("annan målgrupp", exact=True).click()
    card.get_by_text("Bedömt: Fel (annan målgrupp)").wait_for()
    assert left(page) == before - 1
    assert "1 bedömd: 0 rätta, 1 fel" in lead(page)
    go(page, server, "samband?lage=avvisat")
    assert cards(page).first.locator("h3").inner_text().partition(": ")[2] == title.partition(": ")[2]

    # Undo: one click takes back the answer and its reason.
    button(cards(page).first, "Ångra").click()
    cards(page).first.get_by_text("förslag, ej granskat").wait_for()
    go(page, server, "samband")
    assert left(page) == before

    # Judge anew, go to the pair's own page, and propose a meeting.
    card = cards(page).first
    button(card, "Samordna").click()
    card.get_by_text("Bedömt: Samordna").wait_for()
    assert "1 rätt" in lead(page)
    card.get_by_role("link", name=re.compile("^Öppna paret")).click()
    page.get_by_role("heading", name="Föreslå möte").wait_for()
    page.get_by_role("button", name=re.compile(r"\.ics")).wait_for()
    page.get_by_role("heading", name="Vad som har sagts").wait_for()
    assert "par=synergy" in page.url
    shown = text(page)
    assert "Bedömt: Samordna" in shown
    rows = (
        page.get_by_role("table").locator("tbody tr").all_inner_texts()[-3:]
    )  # the newest last; other tests of the same server may have judged it before
    said = [[word in row for word in ("Fel", "annan målgrupp", "Samordna")] for row in rows]
    assert said == [[True, False, False], [True, True, False], [False, False, True]], (
        "the answer, the same with its reason, and the new one"
    )
    page.get_by_role("link", name=re.compile("^Till uppföljningen")).click()
    todo = page.locator("[class*='st-key-todo-']").first
    expect(todo).to_contain_text(title.partition(": ")[2].partition(" → ")[0], timeout=PATIENCE)
    go(page, server, "samband?lage=att-gora")
    button(cards(page).first, "Ångra").click()
    cards(page).first.get_by_text("förslag, ej granskat").wait_for()


@pytest.mark.proof
def test_a_sample_says_so_and_is_stored_as_one_with_its_place(page, server):
    go(page, server, "samband")
    card = cards(page).filter(has_text="Stickprov").first
    rank = re.match(r"Par (\d+):", card.locator("h3").inner_text())
    assert rank
    button(card, "Relevant men ej nu").click()
    card.get_by_text("Sparat: Relevant men ej nu").wait_for()
    [verdict] = [one for one in workspace().verdicts().values() if one.explored]
    assert verdict.shown_rank == int(rank[1])
    button(card, "Ångra").click()
    card.get_by_text("förslag, ej granskat").wait_for()


@pytest.mark.proof
def test_a_comment_goes_with_the_verdict(page, server):
    go(page, server, "samband?sort=overlapp")
    card = cards(page).first
    button(card, "Osäker").click()
    card.get_by_text("Bedömt: Osäker").wait_for()
    page.wait_for_selector(SETTLED)  # on a busy machine the form may be drawn anew under the one who types
    card.get_by_text("Skäl och kommentar").click()
    card.get_by_label("Kommentar").fill("Fråga tekniska kontoret.")
    card.get_by_label("Kommentar").press("Tab")
    card.get_by_role("button", name="Spara").click()
    card.get_by_text("Kommentar: Fråga tekniska kontoret.").wait_for()
    button(card, "Ångra").click()
    card.get_by_text("förslag, ej granskat").wait_for()


@pytest.mark.proof
def test_the_address_restores_the_view_and_turns_pages(page, server):
    go(page, server, "samband?sort=overlapp&kommun=0686&niva=A")
    assert page.get_by_role("radio", name="Överlapp").is_checked()
    assert all("A samma sak, och flera delar" in words for words in cards(page).all_inner_texts())
    assert "passar urvalet" in text(page)
    go(page, server, "samband?sort=overlapp")
    first = cards(page).first.locator("h3").inner_text()
    page.get_by_role("link", name="Nästa").click()
    page.get_by_role("heading", name=re.compile("^Par 11–20 av")).wait_for()
    assert "sida=2" in page.url
    assert "sort=overlapp" in page.url
    assert cards(page).first.locator("h3").inner_text() != first
    page.get_by_role("radio", name="Synergier").click()
    page.get_by_role("heading", name=re.compile("^Par 1–10 av")).wait_for()  # another list begins on its first page
    assert "sida" not in page.url


@pytest.mark.proof
def test_every_empty_list_says_why(page, server):
    go(page, server, "samband?sort=overlapp&lage=avvisat")
    assert "Inget par är bedömt ännu" in text(page) or "Inget par är avvisat" in text(page)
    go(page, server, "samband?par=synergy:NO-01:NO-02")
    assert "Ingen jämförelse i det nuvarande registret ger paret" in text(page)
    assert violations(page) == []


def other(one: Suggestion) -> Pair:
    return Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, None, one.features_hash, 1, explored=False, model_version="m")


@pytest.mark.proof
def test_two_people_judging_at_once_are_told_and_see_the_other_ones_word(page, server):
    go(page, server, "samband?sort=overlapp")
    shown = cards(page).first
    id_ = next(one for one in suggestions() if f"{one.a.title} ↔ {one.b.title}" in shown.locator("h3").inner_text())
    theirs = workspace().judge(Actor("coordinator"), other(id_), "relevant_ej_nu")
    try:
        button(shown, "Samordna").click()
        shown.get_by_text("hann före").wait_for()
        shown.get_by_text("Bedömt: Relevant men ej nu").wait_for()
        assert [one.verdict for one in workspace().history(id_.id) if one.withdrawn_at is None] == ["relevant_ej_nu"]
    finally:
        workspace().withdraw(Actor("coordinator"), theirs.id)


@pytest.mark.proof
def test_readers_have_no_buttons_and_are_told_why(browser: Browser, warehouse):
    with serving(ROOT / "app.py", warehouse.parent, TWIN_ACCESS="") as closed:
        wait_for_health(closed)
        page = browser.new_page(locale="sv-SE")
        page.goto(f"{closed.url}/samband")
        page.wait_for_selector(SETTLED, timeout=60_000)
        cards(page).first.get_by_role("link", name=re.compile("^Öppna paret")).wait_for()
        assert "skrivskyddad" in text(page)
        assert page.get_by_role("button", name=re.compile("^Samordna")).count() == 0
        page.close()


@pytest.mark.proof
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["samband", "samband?sort=overlapp", "samband?lage=hallna", "pair"])
def test_accessible_and_whole_at_both_widths(page, server: Server, address, width):
    go(page, server, f"samband?par={suggestions()[0].id}" if address == "pair" else address)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
    assert violations(page) == []
    names = page.locator("[data-testid=stMain] [class*='st-key-judge'] button").all_text_contents()
    assert len(names) == len(set(names)), "two buttons have one name"


@pytest.mark.proof
def test_keys_are_enough(page, server):
    go(page, server, "samband")
    card = cards(page).first
    button(card, "Osäker").focus()
    page.keyboard.press("Enter")
    card.get_by_text("Sparat: Osäker").wait_for()
    expect(button(card, "Osäker")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_timeout(500)
    page.keyboard.press("Tab")  # goes on from where the pressed button stood
    expect(button(card, "Ångra")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Space")
    expect(card.get_by_text("förslag, ej granskat")).to_be_visible(timeout=PATIENCE)
