"""A meeting to propose: the letter says what it rests on and what speaks against it, the calendar file opens anywhere, and nobody's address is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from twin import meeting, words
from twin.matching.model import Clause
from twin.meeting import LONGEST_LINK, MINUTES, Meeting, Occasion, propose, questions
from twin.questions.initiatives import Initiative
from twin.questions.suggestions import Suggestion


def initiative(id_: str, title: str, owner: str, kind: str, as_of: str | None) -> Initiative:
    return Initiative(
        id_, title, f"{title} beskrivs här.", kind, 1, 1, owner, None, "", "kommun", "pågående", "sidan", "2023", None, as_of, "hög",
        None, "", "", ("0686",), ("energi-el",), (), ("https://example.org/",),
    )  # fmt: skip


METERS = initiative("EKS-04", "Digitala elmätare; del 2, «smart»", "Eksjö Energi AB", "digital", "2019")
LIGHTS = initiative("NAS-07", "Effektivare gatubelysning", "Nässjö kommun", "climate", "2026-05")
PAIR = Suggestion(
    id="synergy:EKS-04:NAS-07",
    kind="synergy",
    grade="T1",
    link="data",
    position=1,
    shown=True,
    held_sv="",
    held_en="",
    text_sv="Mätvärdena kan visa när lamporna lyser i onödan.",
    text_en="The readings can show when the lights burn in vain.",
    reasons=(Clause("data", "Mätarna ger timvärden.", "The meters give hourly values."),),
    against=(
        Clause("place", "De finns i olika kommuner.", "They are in different municipalities."),
        Clause("age", "Uppgiften om mätarna är från 2019.", "The statement on the meters is from 2019."),
    ),
    features_hash="abc",
    a=METERS,
    b=LIGHTS,
    rule=None,
)
OCCASION = Occasion(
    start=datetime.fromisoformat("2027-03-28T09:00"),  # the day the clocks go forward
    confirmed=False,
    address="https://twin.example.org/samband?par=synergy%3AEKS-04%3ANAS-07",
    host="Höglandsförbundet",
    now=datetime(2026, 11, 25, 13, 0, tzinfo=UTC),
)


@pytest.fixture(params=["sv", "en"])
def made(request) -> Meeting:
    words.speak(request.param)
    yield propose(PAIR, OCCASION)
    words.speak("sv")


def event(made: Meeting):
    return next(iter(Calendar.from_ical(made.calendar).walk("VEVENT")))


def unfolded(made: Meeting) -> str:
    return made.calendar.decode().replace("\r\n ", "")


def test_the_calendar_file_is_read_back_as_it_was_meant(made):
    calendar = Calendar.from_ical(made.calendar)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    one = event(made)
    local = one.decoded("DTSTART").astimezone(ZoneInfo("Europe/Stockholm"))
    assert local.replace(tzinfo=None) == OCCASION.start
    assert (one.decoded("DTEND") - one.decoded("DTSTART")).total_seconds() == MINUTES * 60
    assert str(one["SUMMARY"]) == made.subject
    assert str(one["URL"]) == OCCASION.address
    assert str(one["ORGANIZER"].params["CN"]) == "Höglandsförbundet"
    assert "ATTENDEE" not in one
    assert all(len(line) <= 75 for line in made.calendar.split(b"\r\n"))


def test_the_description_in_the_calendar_has_what_the_letter_has(made):
    told = str(event(made)["DESCRIPTION"])
    _, _, after_opening = made.letter.partition("\n\n")
    assert after_opening.partition("\n\n")[2] in told


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["söndag 28 mars 2027 klockan 09:00", "förslag, ej granskat", "Mätarna ger timvärden.", "De finns i olika kommuner.", "TALAR EMOT"]),
        ("en", ["Sunday 28 March 2027", "09:00", "suggestion, not reviewed", "The meters give hourly values.", "They are in different municipalities."]),
    ],
)  # fmt: skip
def test_the_letter_says_why_and_what_speaks_against_and_that_it_is_a_suggestion(language, expected):
    words.speak(language)
    letter = propose(PAIR, OCCASION).letter
    words.speak("sv")
    for text in [*expected, METERS.title, LIGHTS.title, METERS.owner, LIGHTS.owner, OCCASION.address, "Höglandsförbundet"]:
        assert text in letter, text


def test_no_address_is_made_up(made):
    for text in (made.letter, unquote(made.link), unfolded(made), made.subject):
        assert "@" not in text
    assert made.link.startswith("mailto:?")
    assert "mailto" not in unfolded(made).lower()


def test_the_link_opens_a_letter_with_subject_and_the_pages_address(made):
    asked = parse_qs(made.link.removeprefix("mailto:?"), strict_parsing=True)
    assert asked["subject"] == [made.subject]
    assert OCCASION.address in asked["body"][0]
    assert "\r\n" in asked["body"][0]


@pytest.mark.parametrize("length", [10, 200, 600, 3_000])
def test_the_link_is_never_longer_than_mail_programs_take(length):
    long = replace(PAIR, a=replace(METERS, title="å" * length), text_sv="ö" * length)
    link = propose(long, OCCASION).link
    assert len(link) <= LONGEST_LINK
    assert OCCASION.address in unquote(link)


@given(some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80))
def test_any_title_comes_through_the_calendar_and_the_link_unharmed(title):
    one = propose(replace(PAIR, a=replace(METERS, title=title)), OCCASION)
    assert str(event(one)["SUMMARY"]) == one.subject
    assert title in one.subject
    asked = parse_qs(one.link.removeprefix("mailto:?"), strict_parsing=True)
    assert asked["subject"] == [one.subject]


def test_another_time_moves_the_same_meeting_and_another_pair_is_another_one():
    one, moved = propose(PAIR, OCCASION), propose(PAIR, replace(OCCASION, start=datetime.fromisoformat("2027-04-01T13:00")))
    other = propose(replace(PAIR, id="synergy:EKS-04:NAS-08"), OCCASION)
    assert str(event(one)["UID"]) == str(event(moved)["UID"]) != str(event(other)["UID"])
    assert propose(PAIR, OCCASION) == one


def test_a_pair_that_a_coordinator_has_chosen_is_not_called_unreviewed():
    letter = propose(PAIR, replace(OCCASION, confirmed=True)).letter
    assert "ej granskat" not in letter
    assert "fortfarande ett förslag" in letter


def test_the_agenda_fills_the_time():
    assert sum(minutes for minutes, _ in meeting.agenda(PAIR)) == MINUTES


def test_questions_come_from_what_speaks_against_and_from_old_statements():
    asked = questions(PAIR, date(2026, 11, 25))
    assert any("olika platser" in text for text in asked)
    assert [text for text in asked if METERS.title in text and "2019" in text]
    assert not [text for text in asked if LIGHTS.title in text], "its statement is new"
    undated = replace(PAIR, b=replace(LIGHTS, as_of=None))
    assert [text for text in questions(undated, date(2026, 11, 25)) if LIGHTS.title in text]
    assert len(asked) == len(set(asked))


def test_every_part_of_the_engine_that_may_speak_against_has_a_question():
    known = {"phase", "age", "place", "asset", "data", "rebound", "evidence", "scale", "time", "organisation"}
    assert known <= meeting._ASKED.keys()
