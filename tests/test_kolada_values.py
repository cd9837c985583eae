"""Kolada's real values through our declarations: the six as published, and bounds that hold for any municipality in Sweden."""

import csv
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import contract
from ingest import region as regions
from ingest.region import Area, Region
from ingest.registry import sources
from ingest.source import Answer, Request, Row, Source

HOME = regions.load()
KOLADA = [source for key, source in sources().items() if key.startswith("kolada_")]
DUMP = "kolada_dump_2024-08-30_hoglandet_all_kpis.csv.gz"
PUBLISHED = {  # facts/INDEX.md: 2022, in the order below
    "broadband_100mbit": (82.1, 84.8, 82.7, 74.8, 84.9, 92.0),
    "broadband_1gbit": (96.5, 96.3, 94.6, 97.7, 93.6, 97.7),
    "it_health": (6, 6, 6, 6, 3, 3),
    "ghg_per_inhabitant_kolada": (6.07, 5.92, 3.11, 5.00, 4.83, 2.93),
}
ORDER = ("0604", "0686", "0682", "0684", "0685", "0687")


class Table:
    """An ask that always answers with one file, as adopt does."""

    def __init__(self, source: Source, region: Region, file: Path) -> None:
        self.source, self.region, self.body = source, region, file.read_bytes()

    def get(self, request: Request) -> Answer:
        return Answer(request, self.body, hashlib.sha256(self.body).hexdigest(), "2026-11-25T00:00:00Z", "public_copy")

    def try_get(self, request: Request, what: str) -> Answer | None:
        return self.get(request)


def read(source: Source, region: Region, file: Path) -> list[tuple[Answer, Row]]:
    return list(source.accepts["kolada"].read(Table(source, region, file)))


@pytest.fixture(scope="module")
def values(shared: Path) -> dict[tuple[str, str, str], float | None]:
    rows = (row for source in KOLADA for _, row in read(source, HOME, shared / "facts" / "kolada" / DUMP))
    return {(row.indicator, row.place, row.period): row.value for row in rows}


@pytest.mark.proof
@pytest.mark.parametrize("source", KOLADA, ids=lambda source: source.key)
def test_the_real_dump_keeps_the_contract(source: Source, shared: Path):
    notes = contract.check(source, HOME, [*read(source, HOME, shared / "facts" / "kolada" / DUMP)]).notes
    never_fetched = {"electric_cars_share", "charging_points_public", "energy_use_district_heating", "automation_decisions"}
    named = {word.strip(":,") for note in notes for word in note.split()}
    assert named & {indicator.id for indicator in source.indicators} == never_fetched & {indicator.id for indicator in source.indicators}


@pytest.mark.parametrize("indicator", PUBLISHED)
def test_values_are_those_published(indicator: str, values: dict[tuple[str, str, str], float | None]):
    found = [values[indicator, place, "2022"] for place in ORDER]
    assert found == pytest.approx(PUBLISHED[indicator], abs=0.06 if max(PUBLISHED[indicator]) > 10 else 0.006)


def test_county_and_country_come_along(values: dict[tuple[str, str, str], float | None]):
    assert values["broadband_100mbit", "06", "2022"] == pytest.approx(89.46, abs=0.01)
    assert values["broadband_100mbit", "00", "2022"] == pytest.approx(90.65, abs=0.01)


def test_a_missing_value_stays_missing_and_is_never_zero(values: dict[tuple[str, str, str], float | None]):
    assert values["energy_use_total", "0604", "2022"] is None


def everywhere(shared: Path) -> Region:
    with (shared / "recordings" / "kolada" / "municipality_2026-03-23.csv").open(encoding="utf-8", newline="") as file:
        areas = tuple(Area(row["id"], row["title"], "municipality") for row in csv.DictReader(file) if row["type"] == "K")
    return replace(HOME, municipalities=areas)


@pytest.mark.proof
@pytest.mark.parametrize("source", KOLADA, ids=lambda source: source.key)
def test_no_municipality_in_sweden_breaks_a_bound(source: Source, shared: Path):
    region = everywhere(shared)
    assert len(region.municipalities) == 290
    records = read(source, region, shared / "facts" / "kolada" / "kolada_digital_climate_all290.csv.gz")
    assert len(records) > 3000
    contract.check(source, region, records, partial=True)


def test_every_code_stands_in_koladas_catalogue(shared: Path):
    with (shared / "recordings" / "kolada" / "kpi_catalogue_2026-03-23.csv").open(encoding="utf-8", newline="") as file:
        catalogue = {row["id"] for row in csv.DictReader(file)}
    assert {indicator.kpi for source in KOLADA for indicator in source.indicators} <= catalogue


BREAKS = [(indicator.id, year) for source in KOLADA for indicator in source.indicators for year in indicator.breaks]


@pytest.mark.parametrize(("indicator", "year"), BREAKS)
def test_a_break_stands_between_two_years_that_have_values(indicator: str, year: int, values: dict[tuple[str, str, str], float | None]):
    years = {int(period) for (name, _, period), value in values.items() if name == indicator and value is not None}
    assert year in years and min(years) < year
