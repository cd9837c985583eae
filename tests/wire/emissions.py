"""The national emission database's workbook, and Klimatbyrån's JSON files of the same figures."""

from ingest.source import Request
from tests.wire.held import Held, as_json, as_workbook

GASES = {"ghg_emissions": ("Växthusgaser totalt", "GGT", "ton CO2-ekv./år"), "co2_emissions": ("Koldioxid", "CO2", "ton/år")}
FEW_YEARS = ("1990", "2005", "2010", "2015", "2021", "2022")  # 62 rows a place: all twelve years would not be a small recording


def workbook(held: Held, request: Request) -> bytes:
    """One sheet: report name, gas, unit, years over the gas's name, and 'Alla' for what is not divided."""
    [indicator] = held.source.indicators
    name, short, unit = GASES[indicator.id]
    years = [year for year in held.periods(indicator.id) if indicator.id == "ghg_emissions" or year in FEW_YEARS]
    rows: list[list[object]] = [
        ["Rapportnamn:", f"Länsrapport, {held.release}"], [f"Emissioner av {name} ({short})"], [f"Enhet: {unit}"], [],
        [None, None, None, None, *map(int, years)], ["Huvudsektor", "Undersektor", "Län", "Kommun", *[short] * len(years)],
    ]  # fmt: skip
    county = held.region.county.name
    for part in held.parts(indicator.id):
        main, _, sub = ("Alla", "", "") if part == "total" else part.partition("/")
        for area in held.areas:
            place = {"country": ("Alla", "Alla"), "county": (county, "Alla")}.get(area.kind, (county, area.name))
            cells = [held.cells.get((indicator.id, area.code, year, part)) for year in years]
            rows.append([main, sub or "Alla", *place, *(cell.number() if cell else None for cell in cells)])
    return as_workbook({f"{name} ({short})": rows})


def sectors(held: Held, request: Request) -> bytes:
    """Klimatbyrån's list of municipalities with sectors by year."""
    parts = [part for part in held.parts("ghg_emissions") if part != "total"]
    return as_json(
        [
            {
                "name": area.name,
                "sectors": {
                    year: {part: held.cells["ghg_emissions", area.code, year, part].value for part in parts}
                    for year in held.periods("ghg_emissions")
                },
            }
            for area in held.region.municipalities
        ]
    )


def totals(held: Held, request: Request) -> bytes:
    """Klimatbyrån's list of municipalities with their own total by year."""
    [indicator] = held.source.indicators
    return as_json(
        [
            {
                "name": area.name,
                "region": held.region.county.name,
                "emissions": {year: held.cells[indicator.id, area.code, year, "total"].value for year in held.periods(indicator.id)},
            }
            for area in held.region.municipalities
        ]
    )
