"""Kolada v3 data answers, and a table of the same values as handed in."""

from urllib.parse import urlsplit

from ingest.source import Request
from tests.wire.held import Cell, Held, as_csv, as_json


def data(held: Held, request: Request) -> bytes:
    """One page in Kolada's envelope with the ids and municipalities that the address names."""
    segments = [s for s in urlsplit(request.url).path.removeprefix("/v3/data").split("/") if s]
    wanted = {name: set(ids.split(",")) for name, ids in zip(segments[::2], segments[1::2], strict=True)}
    values = [
        {
            "kpi": kpi,
            "municipality": municipality,
            "period": int(period),
            "values": [{"gender": "T", "count": 1, "status": "", "value": cell.value, "isdeleted": False}],
        }
        for kpi, municipality, period, cell in _rows(held)
        if kpi in wanted["kpi"] and municipality in wanted["municipality"]
    ]
    return as_json({"values": values, "count": len(values), "next_url": None, "previous_url": None})


def table(held: Held, request: Request) -> bytes:
    """CSV with Kolada's own field names; missing values are empty."""
    rows = [
        (kpi, municipality, period, "T", cell.text() if cell.value is not None else "") for kpi, municipality, period, cell in _rows(held)
    ]
    return as_csv(["kpi", "municipality", "period", "gender", "value"], rows)


def _rows(held: Held) -> list[tuple[str, str, str, Cell]]:
    kpis = {indicator.id: indicator.kpi for indicator in held.source.indicators if indicator.kpi}
    wide = {area.code: f"00{area.code}" for area in (held.region.county, held.region.country)}
    return [
        (kpis[indicator], wide.get(place, place), period, cell)
        for (indicator, place, period, _), cell in held.cells.items()
        if indicator in kpis and len(period) == 4
    ]
