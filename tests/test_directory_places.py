"""Where a register's entry is: what the register says, its position, its NUTS area, its organisation, the words of its text; each with how."""

import csv
import json
import re
from collections.abc import Iterator

import pytest

from ingest.registers.directory import directory
from ingest.registers.places import Places, county, places, whole_word
from ingest.registers.told import Found, Where
from tests.entries import REGION, built, entry
from twin.paths import DATA
from twin.register import load

SEATS = {"0604": (14.81, 57.84), "0682": (14.69, 57.65), "0684": (14.66, 57.40), "0685": (15.08, 57.43), "0686": (14.97, 57.67), "0687": (14.98, 58.04)}  # fmt: skip


@pytest.fixture(scope="module")
def where() -> Iterator[Places]:
    with built([]) as con:
        yield places(con, REGION, directory(load(REGION.register, {*REGION.areas, REGION.code}).organisation, REGION).organisations)


@pytest.mark.parametrize(
    ("text", "how"),
    [("Nässjö", "register"), ("0682", "register"), ("Nässjö kommun", "register"), ("Lund; Nässjö", "register"), ("SE_0682", "lau"), ("LAU_SE_0682", "lau"), ("SE0682", "lau")],
)  # fmt: skip
def test_the_registers_own_municipality(where, text, how):
    assert [(one.place_code, one.how) for one in where.find(entry("a", "1", place_text=text), Found())] == [("0682", how)]


@pytest.mark.parametrize("code", SEATS)
def test_a_position_lies_in_one_municipality(where, code):
    lon, lat = SEATS[code]
    assert where.find(entry("a", "1", lon=lon, lat=lat), Found()) == (Where(code, "point", f"{lat}, {lon}"),)


def test_a_position_elsewhere_or_an_unknown_one_is_no_place(where):
    assert where.find(entry("a", "1", lon=18.07, lat=59.33), Found()) == ()
    assert where.find(entry("a", "1", lon=57.65, lat=14.69), Found()) == (), "latitude and longitude that have changed places"
    assert where.find(entry("a", "1"), Found()) == ()


def test_what_the_register_says_goes_before_position_and_area(where):
    lon, lat = SEATS["0682"]
    assert where.find(entry("a", "1", place_text="Lund", lon=lon, lat=lat, nuts="SE211"), Found()) == ()


def test_an_area_is_the_county_only(where):
    assert where.find(entry("a", "1", nuts="SE211"), Found()) == (Where("06", "nuts", "SE211"),)
    assert where.find(entry("a", "1", nuts="SE212"), Found()) == ()


def test_the_organisations_own_place_and_the_federation(where):
    assert where.find(entry("a", "1"), Found("eksjo-energi", "orgnr")) == (Where("0686", "organisation", "Eksjö Energi AB"),)
    assert [one.place_code for one in where.find(entry("a", "1"), Found("hoglandsforbundet", "name"))] == ["hoglandet"]


def test_words_of_title_and_text(where):
    told = entry("a", "1", "Solel i Nässjö", text="Tillsammans med TRANÅS och Eksjös företag.")
    assert {(one.place_code, one.how, one.evidence) for one in where.find(told, Found())} == {
        ("0682", "text", "Nässjö"), ("0687", "text", "TRANÅS"), ("0686", "text", "Eksjös"),
    }  # fmt: skip


@pytest.mark.parametrize("title", ["Nässjöåkarnas lokaler", "Anebyhus", "tranås", "Vetlandaprojektet"])
def test_a_part_of_a_word_is_no_place(where, title):
    assert where.find(entry("a", "1", title), Found()) == ()


def test_small_letters_are_not_a_town():
    assert not re.search(whole_word("Ale"), "ale och stout")
    assert re.search(whole_word("Ale"), "i Ale, Kungälv") and re.search(whole_word("Ale"), "ALE KOMMUN")


def test_every_county_of_sweden_has_one_area():
    with (DATA / "taxonomy" / "nuts.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    layer = json.loads((DATA / "geo" / "municipalities.geojson").read_text(encoding="utf-8"))
    assert sorted(row["county"] for row in rows) == sorted({one["properties"]["code"][:2] for one in layer["features"]})
    assert county("se211 ") == "06" and county("DE211") is None and county("") is None
