"""Nobody's name or number of their own comes in with a public register."""

import json
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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


PHONES = (
    "070-123 45 67", "070-1234567", "0701234567", "070 123 45 67", "070-123-45-67", "+46 70 123 45 67", "+46 (0)70-123 45 67", "+46701234567",
    "0046 70 1234567", "0380-51 80 00", "0380 51 80 00", "(0380) 51 80 00", "0380/51 80 00", "0380\u201351 80 00", "0380-51\u00a080\u00a000",
    "036-10 50 00", "08-123 456 78", "08-12 34 56 78", "0771-793 336", "0140-623 00",
)  # fmt: skip
OTHERS = (
    "2024-00123", "KS 2024/0380-51", "NV-25-043146", "KKL-02186-2017", "P2023-00123", "212000-0563", "16212000-0563", "SE212000056301",
    "1 050 000 000 kr", "1 050 000 kr", "0604 0680 0682", "09331200-0", "03000000-1", "2024-01-01", "08-12-2024", "2019 2020 2021",
    "KS2023/123-456 78", "2023/045 123", "0,85 300 000", "kl. 08-16 30", "0682 250000 kr",
)  # fmt: skip


def entry(text: str):
    return Entries(kind="grant", id="1", title="{title}", text="{text}").record(None, "post 1", {"title": text, "text": text})


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("around", ["{}", "Ring {}, dagtid", "tel.{}", "Tel:{} 2024", "Ring 070-999 88 77/{}", "({})"])
def test_a_phone_number_in_an_entrys_texts_is_left_out(phone, around):
    made = entry(around.format(phone))
    for told in (made.title, made.text):
        assert "(ett telefonnummer utelämnat)" in told
        assert not set("".join(c if c.isdigit() else " " for c in told).split()) - {"2024"}


@pytest.mark.parametrize("other", OTHERS)
def test_a_number_that_is_no_phones_stays(other):
    text = f"Upphandling {other}, steg 2"
    assert entry(text).text == text


NUMBER = st.one_of(
    st.builds("{}-{:05d}".format, st.integers(1990, 2039), st.integers(0, 99_999)),  # a case
    st.builds("KS {}/{:04d}".format, st.integers(1990, 2039), st.integers(0, 9999)),
    st.builds("{:02d}{:04d}-{:04d}".format, st.integers(20, 99), st.integers(2000, 9999), st.integers(0, 9999)),  # an organisation
    st.integers(1900, 2100).map(str),
    st.integers(1, 10**10).map(lambda n: f"{n:,} kr".replace(",", " ")),
    st.integers(1, 10**10).map(lambda n: f"{n} kr"),
    st.builds("{:08d}-{}".format, st.integers(3_000_000, 98_999_999), st.integers(0, 9)),  # CPV
    st.sampled_from(["0604", "0642", "0680", "0682", "0684", "0685", "0686", "0687"]),
    st.dates().map(str),
)


@given(st.lists(NUMBER, min_size=1, max_size=4), st.sampled_from([" ", ", ", " och ", "; "]))
def test_whatever_case_year_amount_or_code_stands_in_a_text_stays(numbers, between):
    text = between.join(numbers)
    assert entry(f"Projekt {text}.").text == f"Projekt {text}."


@st.composite
def phones(draw):
    area = draw(st.sampled_from(["08", "036", "0380", "0140", "0381", "0383", "070", "072", "073", "076", "079", "010", "0771"]))
    groups = draw(st.sampled_from([(3, 2, 2), (2, 2, 2), (3, 2), (3, 3), (3, 3, 2), (6,), (7,)]))
    digits = [draw(st.text("0123456789", min_size=n, max_size=n)) for n in groups]
    return draw(st.sampled_from([f"{area}-", f"{area} ", f"({area}) ", f"{area}/", f"{area}\u2013", f"+46 {area[1:]} "])) + " ".join(digits)


@example("+46 380 000 000 00", "{}")  # longer than any that is given out, and a phone number all the same
@given(phones(), st.sampled_from(["{}", "Ring {}.", "tel: {}", "kontakt {}, dnr"]))
def test_any_phone_number_goes(phone, around):
    assert not any(c.isdigit() for c in entry(around.format(phone)).text)
