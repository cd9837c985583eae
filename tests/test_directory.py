"""Whose a register's entry is: number, then alias, then name; what is not certain is asked and not told."""

import csv
from collections import Counter

import pytest

from ingest.registers.directory import Directory, directory
from ingest.registers.names import head, plain_organisation
from ingest.registers.told import Found
from tests.entries import REGION
from twin.paths import DATA
from twin.register import load
from twin.register.tables import Organisation


@pytest.fixture(scope="module")
def ours() -> Directory:
    return directory(load(REGION.register, {*REGION.areas, REGION.code}).organisation, REGION)


def buyers() -> list[tuple[str, str]]:
    """Name and number of each buyer of the embedded procurements, as the agency writes them: capitals, AKTIEBOLAG in full."""
    with (DATA / "snapshot" / "register_entry.csv").open(encoding="utf-8", newline="") as handle:
        return sorted({(row["organisation_text"], row["orgnr"]) for row in csv.DictReader(handle) if row["source_key"] == "procurements"})


def test_every_buyer_is_found_by_number_and_by_name_alone_as_the_same(ours):
    found = {name: (ours.find(number, name), ours.find("", name)) for name, number in buyers()}
    assert len(found) == 16, "as the agency's file for 2021 has it"
    assert {one.matched_by for one, _ in found.values()} == {"orgnr"}
    assert Counter(other.matched_by for _, other in found.values()) == {"name": 13, "alias": 3}, "three names are aliases too"
    assert not [name for name, (one, other) in found.items() if one.organisation_id != other.organisation_id]


@pytest.mark.parametrize(
    ("written", "organisation", "how"),
    [
        ("Nässjö kommun", "nassjo-kommun", "name"),
        ("EKSJÖS KOMMUN", "eksjo-kommun", "name"),
        ("Vetlanda", "vetlanda-kommun", "name"),
        ("Eksjo\u0308 kommun", "eksjo-kommun", "name"),  # o and the two dots as two signs
        ("Eksjö kommun, samhällsbyggnad", "eksjo-kommun", "name"),
        ("Tranås kommun - Tekniska", "tranas-kommun", "name"),
        ("Fastighetsaktiebolaget Linden i Nässjö", "fastighets-ab-linden", "name"),
        ("Njudung Energi AB", "njudung-energi-vetlanda", "alias"),
        ("Nässjö Affärsverk AB (NAV)", "nassjo-affarsverk", "name"),
        ("Eksjö kommunkoncern", "eksjo-kommun", "alias"),
        ("Höglandsförbundet", "hoglandsforbundet", "name"),
    ],
)
def test_a_name_is_found_however_it_is_written(ours, written, organisation, how):
    assert ours.find("", written) == Found(organisation, how)


@pytest.mark.parametrize(
    "written",
    ["", "Eksjö AB", "Nässjö Industri AB", "Jönköpings kommun", "Aneby Bostadsbolag i Väst", "Region Jönköpings län", "0682", "Energi AB"],
)
def test_others_are_nobodys(ours, written):
    assert ours.find("", written) == Found()


def test_a_number_goes_before_the_name(ours):
    assert ours.find("212000-0548", "Aneby kommun") == Found("nassjo-kommun", "orgnr")


def test_a_name_with_anothers_number_is_asked_of(ours):
    assert ours.find("559999-0000", "Tranås Energi AB") == Found(choices=("tranas-energi",))


def test_an_acronym_is_asked_of(ours):
    assert ours.find("", "NAV") == Found(choices=("nassjo-affarsverk",))


def test_a_misspelt_name_is_asked_of(ours):
    assert ours.find("", "Tranås Energi Elnat AB") == Found(choices=("tranas-energi-elnat",))
    assert ours.find("559999-0000", "Sävsjö Industribygnader AB") == Found(choices=("savsjo-industribyggnader",))


def test_two_of_one_name_are_asked_of():
    def company(key: str, place: str) -> Organisation:
        return Organisation(key, "Stadshus AB", None, "company", None, place, "", "", "", "")

    twice = directory([company("ett", "0682"), company("tva", "0685")], REGION)
    assert twice.find("", "Stadshus Aktiebolag") == Found(choices=("ett", "tva"))


def test_only_the_federations_own_are_looked_for(ours):
    assert {"rise", "vinnova", "region-jonkopings-lan", "lunds-kommun"} & set(ours.organisations) == set()
    assert {"hoglandets-raddningstjanstforbund", "njudung-vetlanda-elnat", "hoglandets-it"} <= set(ours.organisations)


def test_names_are_made_plain():
    assert plain_organisation("AKTIEBOLAGET TRANÅSBOSTÄDER") == plain_organisation("AB Tranåsbostäder") == "tranåsbostäder"
    assert plain_organisation("Volvo Cars Abel (publ)") == "volvo cars abel"
    assert head("Eksjö kommun / Eksjö Energi") == "Eksjö kommun"
    assert head("Vatten-AB i Väst") == "Vatten-AB i Väst"
