"""Trafikanalys: answers of its interface, its yearly workbook of vehicles, and the years that were handed in as CSV."""

from urllib.parse import parse_qs, urlsplit

from ingest.connectors.trafa import OMITTED
from ingest.registry import source
from ingest.source import Request
from tests.wire.held import Cell, Held, as_csv, as_json, as_workbook

FUELS = {"103": ("El", "electric_cars", "new_electric_cars"), "105": ("Laddhybrid", "plugin_hybrids", "new_plugin_hybrids")}
COLUMNS = {
    "Bensin": ("Petrol", "", "bensin"), "Diesel": ("Diesel", "", "diesel"), "El": ("Electricity", "", "el"),
    "Elhybrider1)": ("Electric ", "hybrids", "elhybrid"), "Laddhybrider": ("Plug-in ", "hybrids", "laddhybrid"), "Etanol": ("Ethanol", "", "etanol"),
    "Gas": ("Gas", "", "gas"), "Övriga": ("Others", "", "övriga"), "Totalt": ("Total", "", "total"),
}  # fmt: skip
HANDED_IN = ("2016", "2017", "2018", "2020", "2021")


def year(held: Held, request: Request) -> bytes | None:
    """The year that the question names: one row for each place and fuel, all values as text, rows of noughts left out; None where we hold none."""
    [when] = [part.removeprefix("ar:") for part in parse_qs(urlsplit(request.url).query)["query"][0].split("|") if part.startswith("ar:")]
    return _answer(held, when) if when in held.periods("electric_cars") and when < "2024" else None


def one_year(held: Held, request: Request) -> bytes | None:
    """One answer as a file that is handed in."""
    return _answer(held, "2023")


def _answer(held: Held, when: str) -> bytes:
    rows = []
    for area in held.areas:
        county, place = {"country": ("t1", "t1"), "county": (held.region.county.code, "t1")}.get(
            area.kind, (held.region.county.code, area.code)
        )
        for fuel, (name, in_use, new) in FUELS.items():
            cells = [held.cells.get((indicator, area.code, when, "total")) for indicator in (new, in_use)]
            if all(cell is None or cell.status == OMITTED for cell in cells):
                continue
            rows.append(
                {
                    "Cell": [
                        _cell("ar", when, when), _cell("drivmedel", fuel, name),
                        _cell("reglan", county, "Totalt" if county == "t1" else held.region.county.name.removesuffix("s län")),
                        _cell("regkom", place, "Totalt" if place == "t1" else area.name),
                        _measure("nyregunder", cells[0]), _measure("itrfslut", cells[1]),
                    ],
                    "IsTotal": place == "t1",
                }
            )  # fmt: skip
    columns = [
        {"Name": n, "Type": "D" if n not in ("nyregunder", "itrfslut") else "M"}
        for n in ("ar", "drivmedel", "reglan", "regkom", "nyregunder", "itrfslut")
    ]
    return as_json(
        {
            "Header": {"Column": columns, "Description": None},
            "Rows": rows,
            "Errors": None,
            "Description": "",
            "Name": "Personbilar",
            "OriginalName": "T10026",
            "Notes": {},
            "NextPublishDate": "0001-01-01T00:00:00",
        }
    )


def _cell(column: str, name: str, value: str) -> dict[str, object]:
    return {
        "Name": name,
        "IsMeasure": False,
        "Column": column,
        "Value": value,
        "FormattedValue": value,
        "Level": "0",
        "NoteIds": [],
        "Versions": [],
    }


def _measure(column: str, cell: Cell | None) -> dict[str, object]:
    return {**_cell(column, "", cell.text() if cell else "0"), "IsMeasure": True}


def extract(held: Held, request: Request) -> bytes:
    """The years that are not at hand as answers, one row for each municipality, year and fuel."""
    rows = []
    for when in HANDED_IN:
        for fuel, (name, in_use, new) in FUELS.items():
            for area in held.region.municipalities:
                fresh, used = (held.cells[indicator, area.code, when, "total"] for indicator in (new, in_use))
                rows.append([area.code, area.name, when, fuel, name, fresh.text(), used.text()])
    return as_csv(["municipality_code", "municipality", "year", "fuel_code", "fuel", "new_registrations", "in_use_year_end"], rows)


def workbook(held: Held, request: Request) -> bytes:
    """Vehicles in counties and municipalities: codes as numbers, padded names, headings in two languages over several rows."""
    cars, electric = (Held(source(key), held.region, held.folder) for key in ("cars", "electric_cars"))
    when = cars.periods("cars")[-1]
    in_use = {name: ("cars", part) for name, (*_, part) in COLUMNS.items()}
    new = {"El": ("new_electric_cars", "total"), "Laddhybrider": ("new_plugin_hybrids", "total")}
    return as_workbook(
        {
            "Titel _ Title": [["Fordon i län och kommuner"], [None, f"Publiceringsdatum: {held.release}"]],
            "Tabell 4 Personbil": _table(4, "Personbilar i trafik", when, cars, in_use),
            "Tabell 5 Personbil": _table(5, "Nyregistrerade personbilar", when, electric, new),
        }
    )


def _table(number: int, title: str, when: str, held: Held, series: dict[str, tuple[str, str]]) -> list[list[object]]:
    rows: list[list[object]] = [
        [f"Tabell {number}. {title} efter kommun och drivmedel. År {when}."], [f"Table {number}. Year {when}."], [],
        ["Kommun-", "Kommun", *COLUMNS], ["kod", "Municipality", *(first for first, *_ in COLUMNS.values())],
        [None, None, *(second or None for _, second, _ in COLUMNS.values())], [],
    ]  # fmt: skip
    for area in held.areas:
        cells = [held.cells.get((indicator, area.code, when, part)) for indicator, part in (series.get(name, ("", "")) for name in COLUMNS)]
        values = [".." if cell is None else "–" if cell.value == 0 else cell.number() for cell in cells]
        whole = {"country": "Hela riket", "county": area.name}.get(area.kind)
        rows.append([whole.ljust(50), None, *values] if whole else [int(area.code), area.name.ljust(15), *values])
    return [*rows, [], ['1) Exklusive mildhybrider, se "Definitioner"']]
