"""What tests of the open data share: the interface behind its own door, and a copy of the warehouse that may be changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ui.api import routes
from ui.guard import Guard

ADDRESS = "http://127.0.0.1:8501"


def client() -> TestClient:
    """The interface as callers meet it."""
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Guard)]), base_url=ADDRESS)


def changed(warehouse: Path, folder: Path, change: Callable[[duckdb.DuckDBPyConnection], object]) -> Path:
    """The state folder of a copy of the warehouse after `change`."""
    file = folder / f"changed-{warehouse.name}"
    shutil.copyfile(warehouse, file)
    (folder / "current.json").write_text(json.dumps({"file": file.name}), encoding="utf-8")
    with duckdb.connect(str(file)) as con:
        change(con)
    return folder
