"""The direction of imports, read from the syntax tree: app.py → pages → ui → twin ← ingest."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("app.py", "pages", "ui", "twin", "ingest")
FORBIDDEN = {  # room -> modules it may not import
    "app.py": {"requests", "duckdb", "ingest", "geopandas", "tests"},
    "pages": {"requests", "duckdb", "ingest", "geopandas", "app", "pages", "tests"},
    "ui": {"requests", "duckdb", "ingest", "geopandas", "app", "pages", "tests"},
    "twin": {"requests", "streamlit", "starlette", "ingest", "geopandas", "app", "pages", "ui", "tests"},
    "ingest": {"streamlit", "starlette", "plotly", "app", "pages", "ui", "tests"},
}
ALLOWED = {("pages", "ingest.workshop"), ("ui", "ingest.workshop")}  # the analyst's page has one public door
ONLY_IN = {"requests": "ingest/http.py"}
NOWHERE = ("plotly.express",)


def files(room: str) -> list[Path]:
    return [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file names, also in functions, under TYPE_CHECKING and in import_module("…")."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package[: len(package) - node.level + 1], node.module or ""]) if node.level else node.module or ""
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from ((node.lineno, a.value) for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def breaks(room: str, file: Path) -> Iterator[str]:
    """Every import of a file that goes the wrong way."""
    here = file.relative_to(ROOT).as_posix()
    for line, name in imports(file):
        allowed = any(room == r and (name + ".").startswith(m + ".") for r, m in ALLOWED)
        if name.partition(".")[0] in FORBIDDEN[room] and not allowed:
            yield f"{here}:{line} imports {name}"
        if name.partition(".")[0] in ONLY_IN and here != ONLY_IN[name.partition(".")[0]]:
            yield f"{here}:{line} imports {name}; only {ONLY_IN[name.partition('.')[0]]} may"
        if (name + ".").startswith(tuple(f"{banned}." for banned in NOWHERE)):
            yield f"{here}:{line} imports {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(room):
    found = files(room)
    assert found, f"no files in {room}: the test looks in the wrong place"
    assert not [fault for file in found for fault in breaks(room, file)]


@pytest.mark.parametrize(
    ("room", "text"),
    [
        ("pages", "import duckdb"),
        ("pages", "from ingest.build import build"),
        ("twin", "def f():\n    import streamlit as st"),
        ("twin", "from ui import theme"),
        ("ui", "import plotly.express as px"),
        ("ui", "from plotly import express"),
        ("ingest", "import requests"),
        ("ingest", 'import importlib\nimportlib.import_module("streamlit")'),
    ],
)
def test_the_test_sees_what_it_should(room, text, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_imports.ROOT", tmp_path)
    file = tmp_path / room / "x" / "bad.py"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert list(breaks(room, file))
