"""Energimyndigheten's PxWeb 1: metadata whose codes are positions, an answer with text values, and the slice that was handed in."""

from typing import Any

from ingest.source import Request
from tests.wire.held import Held, as_json

KINDS = {"0": ("Antal anläggningar", "solar_plants"), "1": ("Installerad effekt (MW)", "solar_power_mw")}
SIZES = {"0": "-20 kW", "1": "20-1000 kW", "2": "1000- kW", "3": "Totalt"}
CONTENT = "Nätanslutna solcellsanläggningar, antal och installerad effekt, från år 2016 -"


def table(held: Held, request: Request) -> bytes:
    """The metadata for a GET, the answer for a POST with a selection."""
    years, regions = _codes(held)
    if request.body is None:
        texts = {"År": years, "Region": regions, "Effektklass": SIZES, "Kategori": {code: text for code, (text, _) in KINDS.items()}}
        variables = [
            {"code": n, "text": n, "values": list(t), "valueTexts": list(t.values()), **({"time": True} if n == "År" else {})}
            for n, t in texts.items()
        ]
        return as_json({"title": CONTENT, "variables": variables})
    query: Any = request.body["query"]
    chosen = {item["code"]: item["selection"]["values"] for item in query}
    return _answer(held, years, regions, chosen["År"], chosen["Region"])


def handed_in(held: Held, request: Request) -> bytes:
    """The slice of the edition 2016–2024 with its own codes: 22 + the rank of the SCB code."""
    texts: Any = held.source.accepts["answer"]
    years = dict(texts.texts["År"])
    regions = {code: f"{place} {held.region.areas[place].name}" for code, place in texts.texts["Region"].items()}
    return _answer(held, years, regions, list(years), list(regions))


def _codes(held: Held) -> tuple[dict[str, str], dict[str, str]]:
    names = [
        ("Hela Riket" if a.kind == "country" else f"{a.code} {a.name}")
        for a in (held.region.country, held.region.county, *held.region.municipalities)
    ]
    return {str(n): year for n, year in enumerate(held.periods("solar_plants"))}, {str(n): name for n, name in enumerate(names)}


def _answer(held: Held, years: dict[str, str], regions: dict[str, str], asked_years: list[str], asked_regions: list[str]) -> bytes:
    data = []
    for y in asked_years:
        for r in asked_regions:
            place = held.region.place(regions[r])
            for kind, (_, indicator) in KINDS.items():
                cell = held.cells.get((indicator, str(place), years[y], "total"))
                if cell:
                    text = f"{cell.value:.2f}" if cell.value is not None else ".."  # suppressed, or known only through Kolada
                    data.append({"key": [y, r, "3", kind], "values": [text]})
    columns = [{"code": n, "text": n, "type": "t" if n == "År" else "d"} for n in ("År", "Region", "Effektklass", "Kategori")]
    return as_json({"columns": [*columns, {"code": CONTENT, "text": CONTENT, "type": "c"}], "comments": [], "data": data})
