"""A look at the layers of a map: OGC API Features and WFS. Which layers there are, and the first features of the chosen one."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from ingest.connectors.table import POINT
from ingest.errors import ContractError
from ingest.http import Http
from ingest.source import Request
from ingest.workshop.cells import summable
from ingest.workshop.kinds import COUNT, SUM, THINGS
from ingest.workshop.model import Plain
from ingest.workshop.tables import Found, json_list

KINDS = ("ogc", "wfs")
FIRST = 200  # features that are looked at
_TYPE = re.compile(r"<(?:\w+:)?FeatureType\b.*?<(?:\w+:)?Name>\s*([^<\s]+)\s*</", re.S)


def found(kind: str, url: str, options: Mapping[str, Plain], http: Http) -> tuple[Found, int]:
    """The properties of the first features, or only the choice of layers where none is chosen yet; and the size in bytes. Raises IngestError."""
    ask = "collection" if kind == "ogc" else "layer"
    layer = str(options.get(ask) or "")
    if not layer:
        names, size = (_collections if kind == "ogc" else _types)(url, http)
        if len(names) != 1:
            return Found([], [], {}, {ask: names}, "Välj ett lager och titta igen." if names else "Tjänsten har inga lager."), size
        layer = names[0]
    if kind == "ogc":
        address = f"{url.rstrip('/')}/collections/{quote(layer, safe='')}/items?{urlencode({'f': 'json', 'limit': FIRST})}"
    else:
        asked = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": layer, "outputFormat": "application/json",
                 "srsName": "EPSG:4326", "count": FIRST}  # fmt: skip
        address = f"{url}{'&' if '?' in url else '?'}{urlencode(asked, safe=',:/')}"
    answer = http.ask("källan", Request(address))
    return _table(answer.body, {ask: layer}), len(answer.body)


def _table(body: bytes, options: dict[str, Plain]) -> Found:
    table = json_list(body, {"path": "features"})
    if table.options.get("path") != "features":
        raise ContractError("källan", "Svaret är ingen lista av kartobjekt (GeoJSON).", "Kontrollera adressen och lagrets namn.")
    keep = [i for i, name in enumerate(table.columns) if name.startswith("properties.") or name == "id"]
    names = [{"id": "feature.id"}.get(table.columns[i], table.columns[i].removeprefix("properties.")) for i in keep]
    rows = [[row[i] for i in keep] for row in table.rows]
    unique = [name for i, name in enumerate(names) if rows and len({row[i] for row in rows}) == len(rows)]
    if "layer" in options:  # a property of the layer itself, never the feature's own id, which is none
        options |= {"sort": next((name for name in unique if name != "feature.id"), "")}
    numbers = [name for i, name in enumerate(names) if summable(name, [row[i] for row in rows])]
    choices = {
        "place": (*names, POINT),
        "values": (COUNT, *(f"{SUM}{name}" for name in numbers), *names),
        "sort": tuple(n for n in unique if n != "feature.id"),
    }
    return Found(names, rows, options, choices, f"Svaret är objekt i en karta. {THINGS} {POINT} är kommunen runt objektets läge.")


def _collections(url: str, http: Http) -> tuple[tuple[str, ...], int]:
    address = f"{url.rstrip('/')}/collections?f=json"
    body = http.ask("källan", Request(address)).body
    try:
        whole: Any = json.loads(body.decode("utf-8-sig"))
        return tuple(str(one["id"]) for one in whole["collections"]), len(body)
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise ContractError(
            "källan", f"{address} svarar inte med lager ({cause!r}).", "Ange adressen till gränssnittets startsida."
        ) from cause


def _types(url: str, http: Http) -> tuple[tuple[str, ...], int]:
    address = f"{url}{'&' if '?' in url else '?'}service=WFS&version=2.0.0&request=GetCapabilities"
    body = http.ask("källan", Request(address, expects="text")).body
    return tuple(dict.fromkeys(_TYPE.findall(body.decode("utf-8", errors="replace")))), len(body)
