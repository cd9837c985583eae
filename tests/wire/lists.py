"""Lists that are handed in or fetched whole: stations, seats, plans, permits, charging points, cycle network, outages."""

import re

from ingest.source import Request
from tests.wire.held import Held, as_csv, as_json, as_workbook

KEEPERS = {"Enskild": "enskild", "Kommunal": "kommunal", "Statlig": "statlig"}
PERMIT = re.compile(
    r"Sökta verk: (.*?)\. Godkända: (.*?)\. Nekade: (.*?), varav efter kommunalt veto: (.*?)\.( Gäller flera kommuner: (.*)\.)?$"
)


def stations(held: Held, request: Request) -> bytes:
    """Avfallshubben's list of recycling stations."""
    return as_json(
        [
            {"externalAvsId": _own(p["id"]), "name": p["name"], "municipalityCode": p["place_code"], "streetAddress": p["note_sv"] or None,
             "lat": float(p["lat"]), "long": float(p["lon"])}
            for p in held.points
        ]
    )  # fmt: skip


def stations_copy(held: Held, request: Request) -> bytes:
    """Civic Tech Sweden's copy of the same list."""
    rows = [[_own(p["id"]), p["name"], "", _own(p["id"]), p["note_sv"], p["place_code"], "", p["lat"], p["lon"]] for p in held.points]
    heading = ["id", "name", "secondaryName", "propertyNumber", "streetAddress", "municipalityCode", "extraInfo", "latitude", "longitude"]
    return as_csv(heading, rows)


def seats(held: Held, request: Request) -> bytes:
    """Central localities as GeoJSON points."""
    features = []
    for point in held.points:
        people, year = re.findall(r"\d+", point["note_sv"])
        known = {
            "kommunkod": point["place_code"],
            "kommun": held.region.areas[point["place_code"]].name,
            "tatort": point["name"],
            "befolkning": int(people),
            "ar": int(year),
        }
        features.append(
            {
                "type": "Feature",
                "properties": known,
                "geometry": {"type": "Point", "coordinates": [float(point["lon"]), float(point["lat"])]},
            }
        )
    return as_json({"type": "FeatureCollection", "features": features})


def plans(held: Held, request: Request) -> bytes:
    """Klimatbyrån's list of climate plans."""
    rows = [[f"{held.region.areas[d['place_code']].name} kommun", d["url"], d["period"], d["title_sv"]] for d in held.documents]
    return as_csv(["kommun", "plan_url", "adopted_year", "comment"], rows)


def permits(held: Held, request: Request) -> bytes:
    """Wind power permits; a project in two municipalities stands once."""
    rows: dict[tuple[str, str], list[str]] = {}
    for d in held.documents:
        found = PERMIT.fullmatch(d["note_sv"])
        assert found, d["note_sv"]
        where = found[6] or held.region.areas[d["place_code"]].name
        rows[where, d["title_sv"]] = [
            held.region.county.name,
            where,
            d["title_sv"],
            d["period"],
            *(found[n].replace("–", "") for n in (1, 2, 3, 4)),
        ]
    heading = [
        "Län",
        "Kommun",
        "Projektnamn",
        "År slutligt beslut",
        "Antal verk i ursprunglig ansökan",
        "Antal godkända verk",
        "Totalt antal verk som ej fick tillstånd",
        "Antal verk som ej fått tillstånd pga veto",
    ]
    return as_csv(heading, rows.values())


def charging_month(held: Held, request: Request) -> bytes:
    """Power Circle's month: names in capitals, an empty first heading, a byte-order mark, every cell in quotes."""
    columns = {
        "Antal laddhybrider": ("chargeable_cars", "laddhybrider"),
        "Antal elbilar": ("chargeable_cars", "elbilar"),
        "Antal laddbara fordon": ("chargeable_cars", "total"),
        "Antal laddpunkter": ("charging_points", "total"),
    }
    rows = [
        [area.name.upper(), *(held.cells[indicator, area.code, "2025-12", part].text() for indicator, part in columns.values())]
        for area in held.region.municipalities
    ]
    return as_csv(["", *columns], rows, mark=True, quoted=True)


def charging_months(held: Held, request: Request) -> bytes:
    """Power Circle's months: one column a municipality, names in capitals."""
    months = [m for m in held.periods("charging_points") if m < "2024"]
    places = held.region.municipalities
    rows = [[month, *(held.cells["charging_points", area.code, month, "total"].text() for area in places)] for month in months]
    return as_csv(["år-månad", *(area.name.upper() for area in places)], rows)


def cycle_network(held: Held, request: Request) -> bytes:
    """Trafikverket's workbook: a sheet a year, the county's name on its first row only."""
    sheets: dict[str, list[list[object]]] = {"Inledning": [["Antal meter cykelnät per väghållare efter län och kommun"]]}
    for year in held.periods("cycle_network_m"):
        rows: list[list[object]] = [["Län", "Kommun", "Väghållare", *KEEPERS]]
        for area in (held.region.country, held.region.county, *held.region.municipalities):
            cells = [held.cells.get(("cycle_network_m", area.code, year, part)) for part in KEEPERS.values()]
            if any(cells):
                values = ["-" if cell is None or cell.value == 0 else cell.number() for cell in cells]
                county = held.region.county.name.removesuffix("s län")
                rows.append([*{"country": ["Total", None], "county": [county, "Total"]}.get(area.kind, [None, area.name]), None, *values])
        sheets[year] = rows
    return as_workbook(sheets)


def outages(held: Held, request: Request) -> bytes:
    """Outage minutes a customer, one row a municipality."""
    rows = [[area.code, area.name, held.cells["outage_minutes", area.code, "2024", "total"].text()] for area in held.region.municipalities]
    return as_csv(["municipality_code", "municipality", "ei_saidi_minutes_2024"], rows)


def _own(id_: str) -> str:
    return id_.partition("-")[2]  # ours begins with the municipality's code
