"""One small good answer for every connector, for the proofs in test_malformed.py. Values are made up and never shown.

    python -m tests.malformed CASE http://127.0.0.1:PORT

fetches that case from a gateway and prints what came of it, with the peak of this process' memory.
"""

import io
import json
import re
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.entries import Entries
from ingest.connectors.joins import Join
from ingest.connectors.json_records import JsonRecords
from ingest.connectors.jsonstat import JsonStat
from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.connectors.link import Link
from ingest.connectors.ogc import OgcFeatures
from ingest.connectors.pxweb1 import PxWeb1
from ingest.connectors.pxweb2 import PxWeb2
from ingest.connectors.rowstore import RowStore
from ingest.connectors.table import EACH, POINT, VALUE
from ingest.connectors.trafa import Trafa
from ingest.connectors.wfs import Wfs
from ingest.connectors.workbook import Workbook
from ingest.fetch import fetch
from ingest.http import Http
from ingest.receipts import Store
from ingest.source import Connector, Source
from tests.asks import OURS, csv_of, dumps, source, xlsx
from tests.ods import ods

HOST = "https://example.org"
NAMES = [area.name for area in OURS.municipalities]
CODES = list(OURS.municipality_codes)
SEATS = [(14.813, 57.837), (14.697, 57.653), (14.662, 57.403), (15.078, 57.428), (14.970, 57.667), (14.978, 58.037)]


@dataclass(frozen=True)
class Case:
    """A connector with its answers: `good` by address ('POST address' for a question with a body); `spoil` is the one to change."""

    kind: str  # of the answer to change: json, csv, xlsx, ods, zip, html
    connector: Connector
    good: dict[str, bytes]
    spoil: str
    ids: tuple[str, ...] = ("n",)
    kpis: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        return replace(source(self.connector, *self.ids, kpis=self.kpis), row_count=(6, 10_000))


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return out.getvalue()


def one(kind: str, connector: Connector, address: str, body: bytes, *ids: str) -> Case:
    """A connector that asks one question."""
    return Case(kind, connector, {address: body}, address, ids or ("n",))


ROWS = [{"kommun": name, "år": 2024, "antal": 100 + n} for n, name in enumerate(NAMES)]
TABLE = csv_of(("kommun", "år", "antal"), *(row.values() for row in ROWS), separator=";")
FEATURES = [
    {"type": "Feature", "id": f"x.{n}", "geometry": {"type": "Point", "coordinates": list(seat)}, "properties": {"kommun": name, "folk": 100 + n}}
    for n, (name, seat) in enumerate(zip(NAMES, SEATS, strict=True))
]  # fmt: skip
LAYER = dumps({"type": "FeatureCollection", "numberMatched": 6, "links": [{"rel": "self", "href": HOST}], "features": FEATURES})
CUBE = {
    "class": "dataset", "id": ["Region", "Tid"], "size": [6, 1], "value": [100, 101, 102, 103, 104, 105],
    "dimension": {"Region": {"category": {"index": CODES, "label": dict(zip(CODES, NAMES, strict=True))}}, "Tid": {"category": {"index": ["2024"]}}},
}  # fmt: skip
GRANTS = [
    {"id": f"2024-{n}", "titel": f"Prov i {name}", "organisation": f"{name}s kommun", "kr": 1000 + n, "start": f"2024-01-0{n + 1}"}
    for n, name in enumerate(NAMES)
]  # fmt: skip
ENTRIES = Entries(kind="grant", id="{id}", title="{titel}", organisation="{organisation}", amount="kr", start="{start}")
SHEET: list[list[object]] = [
    ["Provtabell, enhet: st"],
    ["Kommun", 2023, 2024],
    *[[name, 100 + n, 200.5 + n] for n, name in enumerate(NAMES)],
]
PAGE = f'<!DOCTYPE html><html><body><a href="/start">Start</a><a href="/fil.csv">Antal år 2024 i {NAMES[1]}</a></body></html>'.encode()

_metadata = dumps({"title": "Prov", "variables": [
    {"code": "Region", "text": "region", "values": [str(n) for n in range(6)], "valueTexts": [f"{c} {n}" for c, n in zip(CODES, NAMES, strict=True)]},
    {"code": "Tid", "text": "år", "values": ["0"], "valueTexts": ["2024"], "time": True},
]})  # fmt: skip
_answer = dumps({
    "columns": [{"code": "Region", "text": "region", "type": "d"}, {"code": "Tid", "text": "år", "type": "t"}, {"code": "X", "text": "antal", "type": "c"}],
    "data": [{"key": [str(n), "0"], "values": [str(100 + n)]} for n in range(6)],
})  # fmt: skip
_kolada = dumps({"values": [
    {"kpi": "N00001", "municipality": code, "period": 2024, "values": [{"gender": "T", "count": 1, "status": "", "value": 100 + n, "isdeleted": False}]}
    for n, code in enumerate(CODES)
], "count": 6, "next_url": None, "previous_url": None})  # fmt: skip
_kolada_csv = csv_of(
    ("kpi", "municipality", "period", "gender", "value"), *(("N00001", code, 2024, "T", 100 + n) for n, code in enumerate(CODES))
)
_trafa = dumps({"Rows": [
    {"Cell": [{"Column": "ar", "Name": "2024", "Value": "2024"}, {"Column": "reglan", "Name": OURS.county.name, "Value": OURS.county.name},
              {"Column": "regkom", "Name": name, "Value": name}, {"Column": "drivmedel", "Name": "103", "Value": "El"},
              {"Column": "itrfslut", "Name": "itrfslut", "Value": str(100 + n)}]}
    for n, name in enumerate(NAMES)
], "Errors": None})  # fmt: skip
_people = csv_of(("projectID", "name"), *((n, f"{name}s kommun") for n, name in enumerate(NAMES)), separator=";")
_projects = csv_of(("id", "title", "startDate"), *((n, f"Prov i {name}", "2024-01-01") for n, name in enumerate(NAMES)), separator=";")

PX1 = PxWeb1(url=f"{HOST}/px1", place="Region", period="Tid", values={VALUE: "n"})
PX2 = PxWeb2(url=f"{HOST}/px2", place="Region", period="Tid", values={VALUE: "n"}, times="2*")
OGC = OgcFeatures(url=f"{HOST}/ogc", collection="lager", place="kommun", values={"folk": "n"}, at="2024")
WFS = Wfs(url=f"{HOST}/wfs", layer="lager", sort="id", place=POINT, count="n", at="2024")
TRAFA = Trafa(url=f"{HOST}/trafa", product="t1", values={"itrfslut": {"103": "n"}}, pick="drivmedel")
_px2_url = f"POST {HOST}/px2/data?lang=sv&outputFormat=json-stat2"
_kolada_url = f"{HOST}/v3/data/kpi/N00001/municipality/{','.join([*CODES, '00' + OURS.county.code, '00' + OURS.country.code])}"
_areas = {"category": {"index": list(OURS.areas)}}

CASES = {
    "JsonRecords": one("json", JsonRecords(url=f"{HOST}/a", path="rader", place="kommun", period="år", values={"antal": "n"}), f"{HOST}/a", dumps({"rader": ROWS})),
    "JsonRecords-list": one("json", JsonRecords(url=f"{HOST}/a", place="kommun", period="år", values={"antal": "n"}), f"{HOST}/a", dumps(ROWS)),
    "JsonRecords-entries": one("json", JsonRecords(url=f"{HOST}/a", entries=ENTRIES), f"{HOST}/a", dumps(GRANTS)),
    "RowStore": Case(
        "json", RowStore(url=f"{HOST}/r", place="kommun", period="år", values={"antal": "n"}),
        {f"{HOST}/r?_offset=0&_limit=500": dumps({"results": ROWS}), f"{HOST}/r?_offset=6&_limit=500": dumps({"results": []})},
        f"{HOST}/r?_offset=0&_limit=500",
    ),
    "JsonStat": one("json", JsonStat(url=f"{HOST}/j", place="Region", period="Tid", values={VALUE: "n"}), f"{HOST}/j", dumps(CUBE)),
    "OgcFeatures": one("json", OGC, f"{HOST}/ogc/collections/lager/items?f=json&limit=1000", LAYER),
    "Wfs": Case("json", WFS, {"": LAYER}, ""),
    "PxWeb1": Case("json", PX1, {f"{HOST}/px1": _metadata, f"POST {HOST}/px1": _answer}, f"POST {HOST}/px1"),
    "PxWeb1-metadata": Case("json", PX1, {f"{HOST}/px1": _metadata, f"POST {HOST}/px1": _answer}, f"{HOST}/px1"),
    "PxWeb2": one("json", PX2, _px2_url, dumps(CUBE | {
        "size": [8, 1], "value": list(range(100, 108)), "dimension": CUBE["dimension"] | {"Region": _areas}})),  # type: ignore[operator]
    "Kolada": Case("json", Kolada(f"{HOST}/v3"), {_kolada_url: _kolada}, _kolada_url, ("n",), {"n": "N00001"}),
    "KoladaTable": Case("csv", KoladaTable(f"{HOST}/k"), {f"{HOST}/k": _kolada_csv}, f"{HOST}/k", ("n",), {"n": "N00001"}),
    "Trafa": one("json", TRAFA, f"{HOST}/trafa?query=t1|ar|itrfslut|drivmedel:103|reglan|regkom", _trafa),
    "CsvTable": one("csv", CsvTable(url=f"{HOST}/c", separator=";", place="kommun", period="år", values={"antal": "n"}), f"{HOST}/c", TABLE),
    "CsvTable-entries": one("csv", CsvTable(url=f"{HOST}/c", entries=ENTRIES), f"{HOST}/c", csv_of(tuple(GRANTS[0]), *(g.values() for g in GRANTS))),
    "CsvTable-zip": one(
        "zip",
        CsvTable(url=f"{HOST}/z", member="organization.csv", separator=";", joins=(Join("project.csv", on=("projectID", "id"), name="project"),),
                 entries=Entries(kind="project", id="{projectID}", title="{project.title}", organisation="{name}", start="{project.startDate}")),
        f"{HOST}/z", archive({"organization.csv": _people, "project.csv": _projects}),
    ),
    "Workbook": one("xlsx", Workbook(url=f"{HOST}/x", sheets={"Blad": {EACH: "n"}}, anchor="Kommun", place="Kommun"), f"{HOST}/x", xlsx(Blad=SHEET)),
    "Workbook-ods": one("ods", Workbook(url=f"{HOST}/x", sheets={"Blad1": {EACH: "n"}}, anchor="Kommun", place="Kommun"), f"{HOST}/x", ods(SHEET)),
    "Link": Case(
        "html",
        CsvTable(link=Link(f"{HOST}/sida", text="^Antal år", href=r"\.csv$", release=r"år (\d{4})"), separator=";", place="kommun", period="år", values={"antal": "n"}),
        {f"{HOST}/sida": PAGE, f"{HOST}/fil.csv": TABLE}, f"{HOST}/sida",
    ),
}  # fmt: skip


def main() -> None:
    case, url = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        run = fetch(CASES[case].source, OURS, Store(Path(folder)), Http(url, 0.1))
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage remembers the process that started this one
    peak = int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024
    told = {"state": run.state, "message": run.message_sv, "rows": run.rows, "peak": peak, "cpu": time.process_time()}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
