"""The publishers' own whole-country files: known values, the six alike with any other municipalities of the country, and no second counting."""

from pathlib import Path

import pytest

from ingest import registry
from ingest.contract import check
from ingest.region import Area, Region
from ingest.source import Point, Record, Row
from tests.asks import OURS, Asks

NED_WORKBOOK = "recordings/ned/lansrapport_CO2_2024-04-18_national.xlsx"


def rows(shared: Path, key: str, reader: str, file: str, region: Region = OURS) -> list[Record]:
    declared = registry.source(key)
    connector = declared.fetch if reader == "fetch" else declared.accepts[reader]
    assert connector is not None
    ask = Asks(declared, (shared / file).read_bytes())
    ask.region = region
    records = list(connector.read(ask))
    check(declared, region, records, partial=True)
    return [record for _, record in records]


def value(found: list[Record], indicator: str, place: str, period: str, breakdown: str = "total") -> float | None:
    (only,) = [
        r.value
        for r in found
        if isinstance(r, Row) and (r.indicator, r.place, r.period, r.breakdown) == (indicator, place, period, breakdown)
    ]
    return only


def test_greenhouse_gases_of_both_vintages(shared: Path) -> None:
    new = rows(shared, "ghg_emissions", "sectors", "facts/national/municipality-sector-emissions_2026.json")
    old = rows(shared, "ghg_emissions", "sectors", "facts/national/municipality-sector-emissions_2025.json")
    assert value(new, "ghg_emissions", "0682", "2024") == pytest.approx(108_542.56, abs=0.005)
    assert round(sum(value(new, "ghg_emissions", code, "2024") or 0 for code in OURS.municipality_codes)) == 532_890
    assert value(new, "ghg_emissions", "0682", "2023") == pytest.approx(96_256.8, abs=0.05)
    assert value(old, "ghg_emissions", "0682", "2023") == pytest.approx(97_260.7, abs=0.05)
    assert value(old, "ghg_emissions", "0682", "1990", "Transporter") == pytest.approx(49_267, abs=0.5)
    assert {r.breakdown for r in new if isinstance(r, Row)} == {r.breakdown for r in old if isinstance(r, Row)}


def test_the_country_is_its_own_figure_and_not_a_sum(shared: Path) -> None:
    found = rows(shared, "ghg_emissions", "sectors", "facts/national/national-sector-emissions.json")
    assert value(found, "ghg_emissions", "00", "2024") == pytest.approx(47_649_264, abs=0.5)
    assert {r.place for r in rows(shared, "ghg_emissions", "sectors", "facts/national/region-sector-emissions.json")} == {"06"}


@pytest.mark.parametrize("vintage", ["2025", "2026"])
def test_our_sums_hold_against_klimatkollens(shared: Path, vintage: str) -> None:
    ours = rows(shared, "ghg_emissions", "sectors", f"facts/national/municipality-sector-emissions_{vintage}.json")
    for control in rows(shared, "ghg_control", "fetch", f"facts/klimatkollen_municipality_vintage{vintage}_hoglandet.json"):
        assert isinstance(control, Row)
        assert value(ours, "ghg_emissions", control.place, control.period) == pytest.approx(control.value, abs=0.021)


def test_carbon_dioxide_of_the_national_workbook(shared: Path) -> None:
    found = rows(shared, "co2_emissions", "fetch", NED_WORKBOOK)
    for code, tonnes in {"0604": 14_250, "0686": 63_794, "0682": 54_276, "0684": 27_465, "0687": 25_640, "0685": 77_353}.items():
        assert value(found, "co2_emissions", code, "2022") == pytest.approx(tonnes, abs=0.5)
    parts = [r for r in found if isinstance(r, Row) and r.place == "0604" and r.period == "2022"]
    mains = [r for r in parts if r.breakdown != "total" and "/" not in r.breakdown]
    assert sum(r.value or 0 for r in mains) == pytest.approx(14_250.44, abs=0.01)
    for main in mains:
        subs = [r.value or 0 for r in parts if r.breakdown.startswith(f"{main.breakdown}/")]
        assert not subs or sum(subs) == pytest.approx(main.value, abs=0.01)
    assert len(parts) == 62


def test_population_cars_and_the_rest(shared: Path) -> None:
    people = rows(shared, "population", "export", "recordings/scb_pxweb2/000007SF_export.xlsx")
    assert [value(people, "population", code, "2025-12") for code in ("0604", "0682")] == [6851, 31474]
    cars = rows(shared, "cars", "workbook", "recordings/trafa/fordon-i-lan-och-kommuner-2025.xlsx")
    assert [value(cars, "cars", "0682", "2025", part) for part in ("el", "laddhybrid", "total")] == [957, 921, 16855]
    assert value(cars, "cars", "0604", "2025", "övriga") == 0
    assert value(cars, "cars", "00", "2025") == 5_039_431
    electric = rows(shared, "electric_cars", "answer", "recordings/trafa/t10026_2023.json")
    assert [value(electric, name, "0682", "2023") for name in ("electric_cars", "new_electric_cars", "plugin_hybrids")] == [664, 204, 510]
    assert value(rows(shared, "electric_cars", "answer", "recordings/trafa/t10026_2015.json"), "electric_cars", "0684", "2015") == 0
    cycles = rows(shared, "cycle_network", "workbook", "recordings/trafikverket_cykelnat.xlsx")
    assert value(cycles, "cycle_network_m", "0604", "2025") == pytest.approx(1220.37 + 8344.65 + 8600.50, abs=0.01)
    points = rows(shared, "charging_points", "month", "recordings/powercircle_municipality_data_dec_2025.csv")
    assert [value(points, "charging_points", code, "2025-12") for code in ("0604", "0687")] == [110, 152]


def test_solar_stations_and_lists(shared: Path) -> None:
    solar = rows(shared, "solar", "answer", "facts/energimyndigheten_en0123_hoglandet_wire.json")
    assert [value(solar, "solar_plants", code, "2024") for code in ("0682", "0687")] == [1055, 600]
    assert value(solar, "solar_power_mw", "0687", "2024") == 12.6
    assert value(solar, "solar_plants", "0684", "2016") is None
    stations = rows(shared, "recycling_stations", "copy", "facts/recycling_stations_hoglandet.csv")
    assert {code: sum(p.place == code for p in stations) for code in ("0687", "0682")} == {"0687": 27, "0682": 24}
    assert all(isinstance(p, Point) and p.name for p in stations)
    permits = rows(shared, "wind_permits", "list", "facts/wind_permit_projects_hoglandet.csv")
    assert len(permits) == 19
    assert "0687" not in {p.place for p in permits}


@pytest.mark.proof
def test_any_other_municipalities_are_read_from_the_same_files(shared: Path) -> None:
    far = Region(
        name="Norr", code="norr", title="Norr", coordinator="Norr", programme="", register=OURS.register, map_window={},
        municipalities=(Area("2584", "Kiruna", "municipality"), Area("2523", "Gällivare", "municipality")),
        county=Area("25", "Norrbottens län", "county"), country=OURS.country,
    )  # fmt: skip
    for key, reader, file in (
        ("ghg_emissions", "sectors", "facts/national/municipality-sector-emissions_2026.json"),
        ("co2_emissions", "fetch", NED_WORKBOOK),
        ("population", "export", "recordings/scb_pxweb2/000007SF_export.xlsx"),
        ("cars", "workbook", "recordings/trafa/fordon-i-lan-och-kommuner-2025.xlsx"),
        ("electric_cars", "workbook", "recordings/trafa/fordon-i-lan-och-kommuner-2025.xlsx"),
        ("electric_cars", "answer", "recordings/trafa/t10026_2023.json"),
        ("cycle_network", "workbook", "recordings/trafikverket_cykelnat.xlsx"),
        ("charging_points", "month", "recordings/powercircle_municipality_data_dec_2025.csv"),
    ):
        places = {record.place for record in rows(shared, key, reader, file, far)}
        assert {"2584", "2523"} <= places <= {"2584", "2523", "25", "00"}, (key, reader)
