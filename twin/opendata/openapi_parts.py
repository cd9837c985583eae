"""Pieces of the OpenAPI description: parameters, rows, answers."""

from typing import Any

from twin.opendata.declared import Column, Dataset
from twin.opendata.query import DEFAULT, FARTHEST, ID, MOST, Parameter, bounds, filters

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457): what was refused, which parameter and value, and the remedy.",
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
        "parameter": {"type": "string"}, "value": {"type": "string"}, "remedy": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "remedy"],
}  # fmt: skip
LEFT_OUT = {
    "type": "object",
    "description": "Rows of one source that are not handed out, and why.",
    "properties": {
        "source_key": {"type": "string"}, "publisher": {"type": "string"}, "rows": {"type": "integer"},
        "reason_sv": {"type": "string"}, "reason_en": {"type": "string"},
    },
    "required": ["source_key", "publisher", "rows", "reason_sv", "reason_en"],
}  # fmt: skip
SAID = {400: "Unknown parameter, or one given twice", 404: "Nothing of that name", 414: "Query string too long", 422: "A value that can not be", 503: "Not served now"}  # fmt: skip
_JSON = {
    "string": "string",
    "date": "string",
    "uri": "string",
    "datetime": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}


def parameter(name: str, schema: dict[str, Any], description: str, where: str = "query", **more: Any) -> dict[str, Any]:
    """One parameter."""
    return {"name": name, "in": where, "required": where == "path", "description": description, "schema": schema, **more}


def parameters(dataset: Dataset) -> list[dict[str, Any]]:
    """What a page of the dataset may be asked with."""
    names = [column.name for column in dataset.columns]
    some = {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1, "uniqueItems": True}
    return [
        parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT}, "Rows of a page."),
        parameter("offset", {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}, "Rows to pass over; `next` in the answer has the address of the next page."),
        parameter("fields", some, "Columns to hand out, commas between; all where it is left out.", style="form", explode=False),
        *(parameter(one.name, _filter(one), f"{one.condition.partition(' ')[2].removesuffix(' ?') or 'holds'}: {one.column.description_en}") for one in filters(dataset).values()),
    ]  # fmt: skip


def row(dataset: Dataset) -> dict[str, Any]:
    """One row of the dataset. With `fields` some columns are left out, so none is required."""
    return {
        "type": "object",
        "description": dataset.grain,
        "properties": {column.name: _cell(dataset, column) for column in dataset.columns},
        "additionalProperties": False,
    }


def answers(found: dict[str, Any], *refusals: int) -> dict[str, Any]:
    """The answer, and what is answered in its place."""
    headers = {"ETag": {"description": "Of the very bytes; send it back in If-None-Match.", "schema": {"type": "string"}, "required": True}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "200": {"description": "What was asked for", "headers": headers, **found},
        "304": {"description": "The caller has it already", "headers": headers},
        **{str(status): {"description": SAID[status], "content": problem} for status in sorted({*refusals, 414, 503})},
    }


def json_answer(schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    """The content of a JSON answer."""
    return {"content": {media_type: {"schema": schema}}}


def text(media_type: str) -> dict[str, Any]:
    """The content of an answer in text."""
    return {"content": {media_type: {"schema": {"type": "string"}}}}


def binary(media_type: str) -> dict[str, Any]:
    """The content of an answer in bytes: OpenAPI 3.1 has no schema for it."""
    return {"content": {media_type: {}}}


def _filter(one: Parameter) -> dict[str, Any]:
    if one.kind == "whole":
        least, most = bounds(one)
        return {"type": "integer", "minimum": least, "maximum": most}
    if one.kind == "yes_no":
        return {"type": "boolean"}
    if one.words:
        return {"type": "string", "enum": list(one.words)}
    return {"type": "string", "pattern": f"^{ID}$"}


def _cell(dataset: Dataset, column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"description": column.description_en + (f" Unit: {column.unit_en}." if column.unit_en else "")}
    own = column.base is not None and column.base.table == dataset.name
    empty = not (own and column.base and column.base.required)
    if column.type == "list":
        return {**told, "type": "array", "items": {"type": "string"}}
    if column.type == "geojson":
        return {**told, "type": ["object", "null"]}
    kind = _JSON[column.type]
    if column.type == "datetime":
        told["format"] = "date-time"
    if own and column.allowed:
        told["enum"] = [*column.allowed, *([None] if empty else [])]
    return {**told, "type": [kind, "null"] if empty else kind}
