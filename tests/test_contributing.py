"""The worked examples of CONTRIBUTING.md, done as written: its commands, its files, in a copy of the project, against a replayed publisher."""

import ast
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import duckdb
import pytest

from ingest import declared, new, taxonomy
from ingest import desk as commands
from ingest.declared import schema
from ingest.source import Source
from tests.faults import Reply
from tests.publishers import CODES, HOST, NAMES, OTHERS, Publisher, features, pages, semicolons, two_heading_rows
from tests.replay import gateway
from tests.shelves import Asked

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = {
    "Example: a key figure from Kolada": "protected_nature",
    "Example: a CSV file with semicolons and decimal commas": "trail_lights",
    "Example: a workbook with two heading rows": "cycle_paths",
    "Example: years as columns": "bike_rides",
    "Example: a paged JSON API": "open_services",
    "Example: a WFS layer": "charge_sites",
}
KINDS = {"protected_nature": "kolada", "trail_lights": "csv"}
LONGEST = 25  # lines that an analyst writes for a source of a known family
YEARS = range(2014, 2023)
# Kolada N85054, per cent, 2014–2022, from open-numbers/ddf--kolada--dump@8501d5c.
PROTECTED = {
    "0604": (0.31287898, 0.32063586, 0.32063586, 0.34465778, 0.48274997, 0.48203647, 0.48384185, 0.48384185, 0.65354757),
    "0682": (0.54831498, 0.62320237, 0.64629091, 0.65343756, 0.65343757, 0.65351543, 0.65351543, 0.65351543, 0.65351543),
    "0684": (0.39961318, 0.39943257, 0.39943243, 0.39943257, 0.41145213, 0.41139284, 0.41139284, 0.41550677, 0.41550677),
    "0685": (0.7222597, 0.72226423, 0.72226421, 0.76852245, 0.84075981, 0.86352333, 0.86289849, 0.89476512, 0.94037815),
    "0686": (1.51311077, 1.51309382, 1.51210366, 1.51077646, 1.51077645, 1.51494332, 1.5160884, 1.85503263, 1.85388755),
    "0687": (1.88374922, 1.88717278, 1.89574489, 1.89574488, 2.0631026, 2.0629155, 2.06520001, 2.06520001, 2.0629155),
}
# Everything at data.example.org is made up for this test alone: no such files are published.
BIKE_RIDES = "".join(
    f"{';'.join(map(str, row))}\n"
    for row in [
        ("Kommun", "Enhet", 2022, 2023, 2024),
        *((name, "resor", 10 * n, 10 * n + 1, 10 * n + 2) for n, name in enumerate((*NAMES, *OTHERS))),
    ]
)
TRAIL_LIGHTS = "El till elljusspår\n" + semicolons((*NAMES, *OTHERS)).replace("Kontakt", "Anmärkning")


class Publishers(Publisher):
    """Kolada's N85054 in its documented envelope, and the examples' own publisher."""

    def __init__(self) -> None:
        super().__init__(
            {
                f"{HOST}/elljusspar.csv": TRAIL_LIGHTS.encode("cp1252"),
                f"{HOST}/lanecyklar.csv": BIKE_RIDES.encode(),
                f"{HOST}/cykelvagar.xlsx": two_heading_rows(),
                f"{HOST}/tjanster": pages(),
                f"{HOST}/wfs": features,
            }
        )

    def find(self, asked: Asked) -> Reply | None:
        headers = {"X-Obtained": "rebuilt", "X-Copy-Of": "open-numbers/ddf--kolada--dump@8501d5c:etl/source", "X-Release": "2024-08-30"}
        if asked.host != "api.kolada.se" or "/kpi/N85054/" not in asked.path:
            return super().find(asked)
        rows = [
            {"kpi": "N85054", "municipality": code, "period": year, "values": [_value(value)]}
            for code, series in PROTECTED.items()
            for year, value in zip(YEARS, series, strict=True)
            if code in asked.path
        ]
        page = {"values": rows, "count": len(rows), "next_url": None, "previous_url": None}
        return Reply(200, json.dumps(page).encode(), {"Content-Type": "application/json", **headers})


def _value(value: float) -> dict[str, object]:
    return {"gender": "T", "count": 1, "status": "", "value": value, "isdeleted": False}


def blocks(heading: str) -> list[tuple[str, str]]:
    """The fenced blocks (language, text) under a heading of CONTRIBUTING.md."""
    section = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##)", TEXT, re.M | re.S)
    assert section, heading
    return re.findall(r"```(\w+)\n(.*?)```", section[1], re.S)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, with a file to hand in beside it. Where the project has the examples for real, the copy has not."""
    copy = tmp_path / "project"
    for folder in ("ingest", "twin", "data", "tests"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "var"))
    for key in EXAMPLES.values():
        forget(copy, key)
    (copy / "elljusspar.csv").write_bytes(TRAIL_LIGHTS.encode("cp1252"))
    return copy


def forget(project: Path, key: str) -> None:
    """Take a source and its words, recording and embedded figures out of a copy of the project."""
    (project / "ingest" / "sources" / f"{key}.py").unlink(missing_ok=True)
    (project / "data" / "snapshot" / "observation" / f"{key}.csv").unlink(missing_ok=True)
    shutil.rmtree(project / "tests" / "recordings" / key, ignore_errors=True)
    words = project / "data" / "taxonomy" / "indicators.csv"
    lines = words.read_text(encoding="utf-8").splitlines(keepends=True)
    words.write_text("".join(line for line in lines if not line.startswith(f"{key},")), encoding="utf-8")


def follow(project: Path, heading: str, key: str) -> Iterator[str]:
    """Do what the example says, block by block; what each command printed. Fails on the first command that fails."""
    with gateway(Publishers()) as mirror:
        environment = {**os.environ, "TWIN_STATE": str(project / "state"), "INGEST_GATEWAY": mirror.url, "INGEST_PATIENCE": "0"}
        for language, text in blocks(heading):
            if language == "python":
                (project / "ingest" / "sources" / f"{key}.py").write_text(text, encoding="utf-8")
            elif language == "csv":
                words = project / "data" / "taxonomy" / "indicators.csv"
                *kept, made = words.read_text(encoding="utf-8").splitlines()
                assert made.startswith(f"{key},"), "`new` writes the row that the example edits, and writes it last"
                words.write_text("\n".join([*kept, text]), encoding="utf-8")
            else:
                for line in text.splitlines():
                    command = [sys.executable, *line.split()[1:]]
                    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
                    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
                    yield done.stdout


def rows(project: Path, sql: str) -> list[tuple[object, ...]]:
    file = json.loads((project / "state" / "current.json").read_text(encoding="utf-8"))["file"]
    with duckdb.connect(str(project / "state" / file), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.mark.proof
@pytest.mark.parametrize("key", ["protected_nature", "trail_lights"])
def test_an_example_can_be_followed_where_it_has_been_done_for_real(project: Path, key: str):
    def new() -> int:
        command = [sys.executable, "-m", "ingest", "new", key, "--kind", KINDS[key]]
        return subprocess.run(command, cwd=project, capture_output=True, check=False).returncode

    assert (new(), new()) == (0, 2)
    forget(project, key)
    assert new() == 0


@pytest.mark.proof
def test_the_kolada_example_gives_figures_with_receipts(project: Path):
    told = "".join(follow(project, "Example: a key figure from Kolada", "protected_nature"))
    found = rows(
        project, "SELECT place_code, value, obtained FROM figure WHERE indicator_id = 'protected_nature' AND period = '2022' ORDER BY 1"
    )
    assert found == [(code, series[-1], "rebuilt") for code, series in PROTECTED.items()]
    assert rows(project, "SELECT name_sv, theme FROM indicator WHERE id = 'protected_nature'") == [("Skyddad natur", "natur")]
    assert "0.653548" in told
    assert (project / "state" / "preview" / "protected_nature.html").exists()


@pytest.mark.proof
def test_the_csv_example_gives_figures_with_receipts(project: Path):
    told = "".join(follow(project, "Example: a CSV file with semicolons and decimal commas", "trail_lights"))
    found = rows(
        project,
        "SELECT place_code, value, release, obtained FROM figure WHERE indicator_id = 'trail_lights' AND period = '2024' ORDER BY 1",
    )
    assert found == [(code, n + 1.4, "2026", "by_hand") for n, code in enumerate(CODES)]
    assert "Anmärkning" in told, "the recording leaves out what looks like a person's, and says so"
    kept = b"".join(file.read_bytes() for file in (project / "tests" / "recordings" / "trail_lights" / "raw").iterdir())
    assert b"handlaggare" not in kept


@pytest.mark.proof
def test_the_workbook_example_joins_its_heading_rows(project: Path):
    list(follow(project, "Example: a workbook with two heading rows", "cycle_paths"))
    found = rows(project, "SELECT breakdown, place_code, value FROM observation WHERE indicator_id = 'cycle_paths' ORDER BY 1, 2")
    asphalt, gravel = {code: 100.0 + n for n, code in enumerate(CODES)}, {code: 10 + n / 2 for n, code in enumerate(CODES)}
    total = {code: asphalt[code] + gravel[code] for code in CODES}
    parts = {"asfalt": asphalt, "grus": gravel, "total": total}
    assert found == [(part, code, value) for part, values in parts.items() for code, value in values.items()]


@pytest.mark.proof
def test_the_example_with_years_as_columns_reads_each_of_them(project: Path):
    list(follow(project, "Example: years as columns", "bike_rides"))
    found = rows(project, "SELECT period, place_code, value FROM figure WHERE indicator_id = 'bike_rides' ORDER BY 1, 2")
    assert found == [(str(2022 + y), code, 10.0 * n + y) for y in range(3) for n, code in enumerate(CODES)]


@pytest.mark.proof
def test_the_json_example_reads_every_page(project: Path):
    list(follow(project, "Example: a paged JSON API", "open_services"))
    found = rows(project, "SELECT place_code, value FROM figure WHERE indicator_id = 'open_services' ORDER BY 1")
    assert found == [(code, 5.0 * n) for n, code in enumerate(CODES)]


@pytest.mark.proof
def test_the_wfs_example_counts_the_things_of_each_municipality(project: Path):
    list(follow(project, "Example: a WFS layer", "charge_sites"))
    found = rows(project, "SELECT place_code, value, period FROM figure WHERE indicator_id = 'charge_sites' ORDER BY 1")
    assert found == [(code, n + 1.0, "2026") for n, code in enumerate(CODES)]


@pytest.mark.parametrize("heading", EXAMPLES)
def test_an_example_is_as_short_as_promised(heading: str):
    written = [line for language, text in blocks(heading) if language in ("python", "csv") for line in text.splitlines() if line.strip()]
    assert len(written) <= LONGEST


def test_all_examples_can_be_done_in_one_project():
    taken = {(word.track, word.position) for word in taxonomy.built_in().values() if word.id not in EXAMPLES.values()}
    for heading in EXAMPLES:
        (line,) = [text for language, text in blocks(heading) if language == "csv"]
        (row,) = csv.DictReader(io.StringIO(line), [f.name for f in fields(taxonomy.Words)])
        for track in {word.track for word in taxonomy.built_in().values()}:  # also where an example is made over for another track
            assert (track, int(row["position"])) not in taken
            taken.add((track, int(row["position"])))


@pytest.mark.parametrize("heading", EXAMPLES)
def test_an_example_has_no_code_of_its_own(heading: str):
    (text,) = [text for language, text in blocks(heading) if language == "python"]
    named = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
    assert named <= set(schema())
    assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.Lambda | ast.comprehension | ast.If)]


def test_the_conversation_goes_as_it_is_told(desk, publisher, tmp_path, monkeypatch):
    (tmp_path / "ingest" / "sources").mkdir(parents=True)
    shutil.copy(taxonomy.FILE, tmp_path / "indicators.csv")
    monkeypatch.setattr(new, "ROOT", tmp_path)
    monkeypatch.setattr(new, "FILE", tmp_path / "indicators.csv")
    publisher.answers[f"{HOST}/elljusspar.csv"] = TRAIL_LIGHTS.encode("cp1252")
    (told,) = [text for language, text in blocks("By answering questions") if language == "console"]
    heard: list[str] = []

    def read(question: str) -> str:
        line = next(line for line in told.splitlines() if line.startswith(question.rstrip()) and line not in heard)
        heard.append(line)
        return line.removeprefix(question.rstrip()).strip()

    assert commands.talk(read, heard.append) == 0
    assert [line.rstrip() for line in heard] == told.splitlines()
    made = declared.read((tmp_path / "ingest" / "sources" / "trail_lights.py").read_text(encoding="utf-8"), "trail_lights")
    (by_hand,) = [text for language, text in blocks("Example: a CSV file with semicolons and decimal commas") if language == "python"]
    written: dict[str, Source] = {}
    exec(compile(by_hand, "trail_lights.py", "exec"), written)
    assert made.fetch == written["SOURCE"].fetch, "both ways end in the same declaration"
