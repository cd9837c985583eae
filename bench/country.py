"""A refresh for the whole country, replayed: 290 municipalities, the national emissions workbook, Kolada's figures of them all and its catalogue.

The floor is DuckDB alone reading the same kept bytes into tables. Both are timed as processes of their own, start included, in one run.
"""

import csv
import gzip
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.data import seconds
from tests.faults import Reply
from tests.replay import gateway
from tests.shelves import Asked
from twin.paths import DATA

LIMIT = 5  # times DuckDB's own time
SOURCES = ("co2_emissions", "kolada_climate", "kolada_emissions", "kolada_energy", "kolada_catalogue")
PAGE = 5000  # Kolada's own
CATALOGUE = '''"""Kolada's catalogue of key figures, for this measure alone."""

from ingest.connectors.entries import Entries
from ingest.connectors.json_records import JsonRecords
from ingest.source import Source

SOURCE = Source(
    title="Koladas katalog", publisher="Kolada (RKA)", licence="fri användning, ange källa", licence_class="open",
    homepage="https://www.kolada.se/", track="context", row_count=(5000, 9000),
    fetch=JsonRecords(
        url="https://api.kolada.se/v3/kpi?per_page=5000", path="values", next="next_url",
        entries=Entries(kind="dataset", id="{id}", title="{title}", text="{description}", organisation="Kolada", url="https://api.kolada.se/v3/kpi/{id}"),
    ),
)
'''
READ = r"""
import sys, zipfile, duckdb
con, rows = duckdb.connect(), 0
for file in sys.argv[1:]:
    with open(file, "rb") as handle:
        head = handle.read(2)
    if head == b"PK":  # no extension for workbooks without a download: the sheet's XML, each cell with its place and its text
        book = zipfile.ZipFile(file)
        shared = book.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in book.namelist() else ""
        con.execute("CREATE OR REPLACE TABLE text AS SELECT unnest(t) AS text, generate_subscripts(t, 1) - 1 AS n"
                    " FROM (SELECT regexp_extract_all(?, '<si><t[^>]*>([^<]*)</t></si>', 1) AS t)", [shared])
        for name in (n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
            con.execute("CREATE OR REPLACE TABLE cell AS SELECT unnest(regexp_extract_all(?, '<c [^>]*>(<f>[^<]*</f>)?<v>[^<]*</v>')) AS xml",
                        [book.read(name).decode()])
            con.execute("CREATE OR REPLACE TABLE read AS SELECT c.*, coalesce(t.text, c.v) AS value FROM (SELECT"
                        " regexp_extract(xml, 'r=.([A-Z]+)', 1) AS col, CAST(regexp_extract(xml, 'r=.[A-Z]+([0-9]+)', 1) AS INTEGER) AS line,"
                        " regexp_extract(xml, '<v>([^<]*)', 1) AS v, contains(xml, 't=\"s\"') AS is_text FROM cell) AS c"
                        " LEFT JOIN text AS t ON c.is_text AND t.n = TRY_CAST(c.v AS INTEGER)")
            rows += con.execute("SELECT count(value) FROM read").fetchone()[0]
    else:
        con.execute("CREATE OR REPLACE TABLE answer AS SELECT unnest(values, recursive := true) FROM read_json(?, maximum_object_size = 100000000)", [file])
        if "values" in [c[0] for c in con.execute("DESCRIBE answer").fetchall()]:
            con.execute("CREATE OR REPLACE TABLE read AS SELECT * EXCLUDE (values), unnest(values, recursive := true) FROM answer")
        rows += con.execute("SELECT count(*) FROM answer").fetchone()[0]
print(rows)
"""


@dataclass(frozen=True)
class Country:
    """The publishers, as the whole-country files in `shared` let them answer."""

    shared: Path

    @cached_property
    def values(self) -> dict[str, list[tuple[str, int, float]]]:
        """kpi -> (municipality, year, value)."""
        found: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
        with gzip.open(self.shared / "facts" / "kolada" / "kolada_digital_climate_all290.csv.gz", "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["value"]:
                    found[row["kpi"]].append((row["municipality"], int(row["period"]), float(row["value"])))
        return found

    @cached_property
    def catalogue(self) -> list[dict[str, object]]:
        with (self.shared / "recordings" / "kolada" / "kpi_catalogue_2026-03-23.csv").open(encoding="utf-8", newline="") as lines:
            return [dict(row) for row in csv.DictReader(lines)]

    def find(self, asked: Asked) -> Reply | None:
        """The national workbook of CO2; Kolada's values and catalogue in its documented envelope."""
        if asked.host == "nationellaemissionsdatabasen.smhi.se":
            body = (self.shared / "recordings" / "ned" / "lansrapport_CO2_2024-04-18_national.xlsx").read_bytes()
            return Reply(200, body, {"X-Obtained": "public_copy", "X-Copy-Of": "Klimatbyran/territorial-data-pipeline@bf20c58"})
        if asked.host != "api.kolada.se":
            return None
        rows = list(self._data(asked.path)) if asked.path.startswith("/v3/data/") else self.catalogue
        page = int(asked.pairs.get("page", 1))
        shown, more = rows[(page - 1) * PAGE : page * PAGE], page * PAGE < len(rows)
        following = f"https://{asked.host}{asked.path}?per_page={PAGE}&page={page + 1}" if more else None
        body = json.dumps({"values": shown, "count": len(shown), "next_url": following, "previous_url": None}, ensure_ascii=False).encode()
        return Reply(200, body, {"X-Obtained": "rebuilt", "X-Copy-Of": "open-numbers/ddf--kolada--dump@8501d5c"})

    def _data(self, path: str) -> Iterator[dict[str, object]]:
        _, _, kpis, _, places = path.removeprefix("/v3/").split("/")
        wanted = set(places.split(","))
        for kpi in kpis.split(","):
            for place, year, value in self.values.get(kpi, ()):
                if place in wanted:
                    cell = {"gender": "T", "count": 1, "status": "", "value": value, "isdeleted": False}
                    yield {"kpi": kpi, "municipality": place, "period": year, "values": [cell]}


@dataclass(frozen=True)
class Refresh:
    """Seconds: asking, parsing and checking; building the warehouse; DuckDB alone reading the same answers. And how much there was."""

    fetch: float
    build: float
    floor: float
    told: str


def refresh(shared: Path) -> Refresh:
    """One refresh, replayed. Raises RuntimeError where a source failed."""
    with tempfile.TemporaryDirectory() as folder:
        state, region = Path(folder) / "state", _region(Path(folder))
        declared = state / "sources" / "kolada_catalogue.py"
        declared.parent.mkdir(parents=True)
        declared.write_text(CATALOGUE, encoding="utf-8")
        with gateway(Country(shared)) as mirror:
            environment = {"INGEST_GATEWAY": mirror.url, "INGEST_PATIENCE": "0", "TWIN_REGION": str(region)}
            fetch = seconds(["-m", "ingest", "fetch", *SOURCES], state, **environment)
            build = seconds(["-m", "ingest", "build"], state, **environment)
        runs = json.loads((state / "runs.json").read_text(encoding="utf-8"))
        failed = [f"{key}: {runs[key]['message_sv']}" for key in SOURCES if runs[key]["state"] == "FAILED"]
        if failed:
            raise RuntimeError("; ".join(failed))
        answers = sorted(str(file) for file in (state / "raw").iterdir())
        size = sum(Path(file).stat().st_size for file in answers)
        floor = seconds(["-c", READ, *answers], state)
        return Refresh(
            fetch, build, floor, f"{sum(runs[key]['rows'] for key in SOURCES):,} rows, {len(answers)} answers, {size / 1e6:.0f} MB"
        )


def _region(folder: Path) -> Path:
    """A federation of all municipalities, with no register of its own."""
    with (DATA / "geo" / "municipalities.geojson").open(encoding="utf-8") as handle:
        areas = [feature["properties"] for feature in json.load(handle)["features"]]
    (folder / "register").mkdir()
    for file in (DATA / "register").glob("*.csv"):
        (folder / "register" / file.name).write_text(file.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    own = (DATA / "region.toml").read_text(encoding="utf-8").split("[[municipality]]", 1)[0]
    listed = "".join(f'[[municipality]]\ncode = "{area["code"]}"\nname = "{area["name"]}"\n\n' for area in areas)
    file = folder / "region.toml"
    file.write_text(own + listed, encoding="utf-8")
    return file
