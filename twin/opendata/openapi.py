"""The interface described in OpenAPI 3.1, made from the declared datasets."""

from typing import Any

from twin.opendata.declared import Dataset, by_name, datasets
from twin.opendata.index import ROOT
from twin.opendata.openapi_parts import LEFT_OUT, PROBLEM, answers, binary, json_answer, parameter, parameters, row, text
from twin.warehouse import meta

VERSION = "1.0.0"


def document(base: str) -> dict[str, Any]:
    """The description; `base` is the service's own address with a slash at the end. Raises NoWarehouse."""
    said = meta()
    paths = _fixed()
    for one in datasets():
        paths[f"/{ROOT}{one.name}"] = {"get": _page(one)}
        for form in one.formats:
            paths[f"/{ROOT}{one.name}.{form}"] = {"get": _file(one, form)}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": f"{said['title']}: open data",
            "version": VERSION,
            "summary": "Everything public as rows, read-only.",
            "description": "Swedish and English descriptions of every dataset and column: the dictionary. Figures of private publishers without a stated "
            "licence are left out, and every answer says how many rows of which source.",
            "license": {"name": "As each dataset says", "url": f"{base}{ROOT}dictionary.html?lang=en"},
        },
        "servers": [{"url": base.removesuffix("/") or "/"}],
        "tags": [{"name": one.name, "description": f"{one.description_en} Row: {one.grain}"} for one in datasets()],
        "paths": paths,
        "components": {
            "schemas": {"Problem": PROBLEM, "LeftOut": LEFT_OUT, **{f"Row_{one.name}": row(one) for one in datasets()}},
        },
    }  # fmt: skip


def _fixed() -> dict[str, Any]:
    anything = {"type": "object"}
    language = parameter("lang", {"type": "string", "enum": ["sv", "en"]}, "Language of the words; Swedish where it is left out.")
    found: dict[str, Any] = {
        f"/{ROOT}": {"get": _get("index", "What there is", answers(json_answer(anything), 400))},
        f"/{ROOT}openapi.json": {"get": _get("description", "This description", answers(json_answer(anything), 400))},
        f"/{ROOT}receipts/{{id}}": {
            "get": {
                **_get("receipt_by_id", "One receipt", answers(json_answer({"$ref": "#/components/schemas/Row_receipt"}), 400, 404)),
                "parameters": [
                    parameter(
                        "id", {"type": "string", "pattern": "^[0-9a-f]{16}$"}, by_name()["receipt"].column("id").description_en, "path"
                    )
                ],
            }
        },
    }
    for form, media in (("ttl", "text/turtle"), ("rdf", "application/rdf+xml"), ("jsonld", "application/ld+json")):
        got = json_answer(anything, media) if form == "jsonld" else text(media)
        found[f"/{ROOT}catalog.{form}"] = {"get": _get(f"catalog_{form}", "DCAT-AP-SE 3 catalogue", answers(got, 400))}
    for form, media in (("html", "text/html"), ("md", "text/markdown"), ("json", "application/json")):
        got = json_answer(anything) if form == "json" else text(media)
        operation = _get(f"dictionary_{form}", "Data dictionary", answers(got, 400, 422))
        found[f"/{ROOT}dictionary.{form}"] = {"get": {**operation, "parameters": [language]}}
    return found


def _get(id_: str, summary: str, responses: dict[str, Any], tag: str = "") -> dict[str, Any]:
    return {"operationId": id_, "summary": summary, **({"tags": [tag]} if tag else {}), "responses": responses}


def _page(one: Dataset) -> dict[str, Any]:
    whole = {
        "dataset": {"const": one.name}, "snapshot": {"type": "string"}, "built_at": {"type": "string", "format": "date-time"},
        "left_out": {"type": "array", "items": {"$ref": "#/components/schemas/LeftOut"}}, "total": {"type": "integer", "minimum": 0},
        "limit": {"type": "integer", "minimum": 1}, "offset": {"type": "integer", "minimum": 0}, "count": {"type": "integer", "minimum": 0},
        "next": {"type": ["string", "null"]}, "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/Row_{one.name}"}},
    }  # fmt: skip
    schema = {"type": "object", "properties": whole, "required": list(whole), "additionalProperties": False}
    return {
        **_get(f"{one.name}_page", f"{one.title_en}: a page of rows", answers(json_answer(schema), 400, 422), one.name),
        "parameters": parameters(one),
    }


def _file(one: Dataset, form: str) -> dict[str, Any]:
    got = {
        "csv": text("text/csv"), "excel.csv": text("text/csv"), "json": json_answer({"type": "object"}),
        "geojson": json_answer({"type": "object"}, "application/geo+json"), "parquet": binary("application/vnd.apache.parquet"),
    }[form]  # fmt: skip
    return _get(f"{one.name}_{form.replace('.', '_')}", f"{one.title_en}: all rows as {form}", answers(got, 400), one.name)
