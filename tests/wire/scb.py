"""SCB: a PxWebApi 2 answer in JSON-stat 2, a PxWeb export as workbook, and the land use table as CSV."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from ingest.source import Request
from tests.wire.held import Held, as_csv, as_json, as_workbook

AGES, SEXES, CONTENTS = {"TotSA": "totalt, samtliga åldrar"}, {"TotSa": "totalt, samtliga män och kvinnor"}, {"000007SF": "Antal"}


def population(held: Held, request: Request) -> bytes:
    """TAB6471 for the regions and months asked for; a region that we hold no value for is null."""
    assert request.body is not None
    selection: Any = request.body["selection"]
    asked = {item["variableCode"]: item["valueCodes"] for item in selection}
    months = [m.replace("-", "M") for m in held.periods("population") if len(m) == 7]
    regions = {code: held.region.areas[code].name for code in asked["Region"]}
    times = {month: month for month in months if any(fnmatchcase(month, pattern) for pattern in asked["Tid"])}
    cells = [held.cells.get(("population", region, month.replace("M", "-"), "total")) for region in regions for month in times]
    axes = {"Region": regions, "Alder": AGES, "Kon": SEXES, "ContentsCode": CONTENTS, "Tid": times}
    names = {"Region": "region", "Alder": "ålder", "Kon": "kön", "ContentsCode": "tabellinnehåll", "Tid": "månad"}
    return as_json(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "Folkmängden per månad efter region, ålder, kön och månad",
            "source": "SCB",
            "updated": f"{held.release}T06:00:00Z",
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "id": list(axes),
            "size": [len(codes) for codes in axes.values()],
            "dimension": {name: {"label": names[name], "category": _category(codes)} for name, codes in axes.items()},
            "extension": {"px": {"tableid": "TAB6471", "decimals": 0}},
            "value": [cell.number() if cell else None for cell in cells],
        }
    )


def _category(codes: Mapping[str, str]) -> dict[str, object]:
    return {"index": {code: n for n, code in enumerate(codes)}, "label": dict(codes)}


def export(held: Held, request: Request) -> bytes:
    """The same table as PxWeb exports it: code and name in one cell, footer rows."""
    months = [month for month in held.periods("population") if len(month) == 7]
    rows: list[list[object]] = [
        ["Folkmängden per månad efter region, ålder, kön och månad"],
        [],
        [None, None, None, *(m.replace("-", "M") for m in months)],
    ]
    for area in held.region.municipalities:
        values = [held.cells["population", area.code, month, "total"].number() for month in months]
        rows.append([f"{area.code} {area.name}", *AGES.values(), *SEXES.values(), *values])
    year, month, day = held.release.split("-")
    rows += [
        [],
        ["Senaste uppdatering:"],
        ["Antal"],
        [f"{year}{month}{day} 08:00"],
        [],
        ["Källa:"],
        ["SCB"],
        [],
        ["Intern referenskod:"],
        ["000007SF"],
    ]
    return as_workbook({"000007SF": rows})


LAND = {
    "åkermark": "jordbruksmark/åkermark", "betesmark": "jordbruksmark/betesmark", "total jordbruksmark": "jordbruksmark",
    "skogsmark, produktiv": "skogsmark/produktiv", "skogsmark, improduktiv": "skogsmark/improduktiv", "total skogsmark": "skogsmark",
    "bebyggd och anlagd mark ": "bebyggd och anlagd mark", "öppen myrmark": "öppen myrmark", "övrig mark": "övrig mark",
    "total landareal": "total", "total vattenareal": "vatten",
}  # fmt: skip


def land_use(held: Held, request: Request) -> bytes:
    """Hectares by class, one row a municipality."""
    rows = [
        [year, f"{area.code} {area.name}", *(held.cells["land_use_ha", area.code, year, part].text() for part in LAND.values())]
        for year in held.periods("land_use_ha")
        for area in held.areas
    ]
    return as_csv(["year", "kommun", *LAND], rows)
