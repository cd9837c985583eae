"""A whole dataset as bytes: CSV, CSV for a Swedish Excel, JSON, Parquet, GeoJSON. The same snapshot gives the same bytes."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from twin.opendata.declared import FORMATS, Column, Dataset, by_name
from twin.opendata.reading import WHY_EN, WHY_SV, Row, given, left_out, question, steady, whole
from twin.register.cells import disarmed
from twin.warehouse import current, cursor, meta

BETWEEN = " | "  # items of a list in a CSV cell; a test holds that no item contains it


def write(dataset: Dataset, form: str) -> bytes:
    """All its rows in one of its forms. Raises KeyError for a form that it has not, NoWarehouse, Unavailable."""
    if form not in dataset.formats:
        raise KeyError(form)
    return _kept(str(current()), dataset.name, form) if steady(dataset) else _written(dataset, form)


@lru_cache(maxsize=32)
def _kept(snapshot: str, name: str, form: str) -> bytes:
    return _written(by_name()[name], form)


def _written(dataset: Dataset, form: str) -> bytes:
    writers: dict[str, Callable[[Dataset], bytes]] = {
        "csv": _csv, "excel.csv": _excel_csv, "json": _json, "parquet": _parquet, "geojson": _geojson,
    }  # fmt: skip
    return writers[form](dataset)


def plain(column: Column, value: Any) -> Any:
    """A cell as JSON has it: times as ISO 8601 with Z, geometries as objects."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") + "Z"
    if column.type == "geojson" and value is not None:
        return json.loads(value)
    return value


def record(columns: Sequence[Column], row: Row) -> dict[str, Any]:
    """A row by column name."""
    return {column.name: plain(column, value) for column, value in zip(columns, row, strict=True)}


def about(dataset: Dataset) -> dict[str, Any]:
    """What every JSON answer says of the dataset: snapshot, licence, what is left out and why."""
    return {
        "dataset": dataset.name,
        "snapshot": current().stem,
        "built_at": f"{meta()['built_at']}Z",
        "left_out": [
            {"source_key": one.source_key, "publisher": one.publisher, "rows": one.rows, "reason_sv": WHY_SV, "reason_en": WHY_EN}
            for one in left_out(dataset)
        ],
    }


def dumped(value: object) -> bytes:
    """JSON as it is handed out: UTF-8, no blanks, no NaN."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _json(dataset: Dataset) -> bytes:
    rows = whole(dataset)
    return dumped({**about(dataset), "total": len(rows), "rows": [record(dataset.columns, row) for row in rows]})


def _csv(dataset: Dataset) -> bytes:
    return _table(dataset, ",", ".").encode()


def _excel_csv(dataset: Dataset) -> bytes:
    """Semicolons, decimal comma, byte-order mark: opens right in a Swedish Excel."""
    return _table(dataset, ";", ",").encode("utf-8-sig")


def _table(dataset: Dataset, delimiter: str, point: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(column.name for column in dataset.columns)
    for row in whole(dataset):
        writer.writerow(_cell(column, value, point) for column, value in zip(dataset.columns, row, strict=True))
    return out.getvalue()


def _cell(column: Column, value: Any, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value).replace(".", point)
    if isinstance(value, datetime):
        return str(plain(column, value))
    return disarmed(BETWEEN.join(value) if isinstance(value, list) else str(value))


def _parquet(dataset: Dataset) -> bytes:
    with tempfile.TemporaryDirectory() as folder, cursor() as at:
        file = Path(folder) / "rows.parquet"
        at.sql(question(dataset), params=given(dataset)).write_parquet(str(file), compression="zstd")
        return file.read_bytes()


def _geojson(dataset: Dataset) -> bytes:
    """RFC 7946: one feature a row, in WGS 84; a row without position has no geometry."""
    features = []
    for row in whole(dataset):
        values = record(dataset.columns, row)
        if dataset.geometry == "geojson":
            geometry = values.pop("geojson")
        else:
            lon, lat = values.pop("lon"), values.pop("lat")
            geometry = None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}
        id_ = ":".join(str(values[name]) for name in dataset.key)
        features.append({"type": "Feature", "id": id_, "geometry": geometry, "properties": values})
    return dumped({"type": "FeatureCollection", **about(dataset), "features": features})


def media_type(form: str) -> str:
    """The media type with its character set."""
    return FORMATS[form] + ("; charset=utf-8" if form.endswith("csv") else "")
