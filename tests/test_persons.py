"""Nobody's name or number of their own comes in with a public register."""

import json
import time

import pytest

from ingest.connectors.entries import Entries
from ingest.connectors.persons import is_legal_person, organisation_number
from ingest.private import without_persons

NUMBERS = (
    "19800101-1234",
    "800101-1234",
    "8001011234",
    "198001011234",
    "19800101\u20131234",
    "800101\u22121234",
    "120101+1234",
    "SE800101123401",
    "800161-1234",
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_private_persons_number_is_known_however_it_is_written(number):
    assert organisation_number(number) == ("", True)


@pytest.mark.parametrize("number", ["212000-0563", "2120000563", "16212000-0563", "212000\u20130563", "SE212000056301"])
def test_an_organisations_number_is_written_one_way(number):
    assert organisation_number(number) == ("212000-0563", False)


def test_a_sole_traders_trade_is_no_legal_form():
    assert not any(map(is_legal_person, ("Förnamn Efternamn Kommunikation", "Regionservice Efternamn", "Efternamns Elfirma")))
    legal = (
        "Nässjö kommun",
        "Eksjö kommuns bygg",
        "Höglandets kommunalförbund",
        "Region Jönköpings län",
        "Kommunerna i länet",
        "Regionförbundet",
        "Tranås Energi AB",
    )
    assert all(map(is_legal_person, legal))


def test_numbers_and_addresses_of_persons_are_left_out_of_an_entrys_texts():
    cells = {
        "id": "1",
        "title": "Solceller, 19800101-1234",
        "text": "Fråga namn.efternamn@nassjo.se om CPV 09331200.",
        "org": "Nässjö 800101-1234",
    }
    made = Entries(kind="grant", id="{id}", title="{title}", text="{text}", organisation="{org}").record(None, "post 1", cells)
    told = json.dumps([made.title, made.text, made.organisation], ensure_ascii=False)
    assert "1234" not in told
    assert "@" not in told
    assert "utelämna" in told
    assert "CPV 09331200" in told


def test_organisation_numbers_dates_and_amounts_stay():
    text = "212000-0563 fick 1 000 000 kr 2024-01-01–2025-12-31, dnr 2024-00123, @kommunen"
    assert without_persons(text) == text


def test_a_long_text_without_blanks_takes_no_time():
    begun = time.monotonic()
    without_persons("x" * 200_000 + " @ " + "1" * 200_000)
    assert time.monotonic() - begun < 1
