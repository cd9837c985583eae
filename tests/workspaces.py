"""What the tests of the workspace share: a fresh database of either kind, and things to write into it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from twin.workspace import Actor, Change, Pair, Workspace
from twin.workspace.tables import metadata

ROOT = Path(__file__).parent.parent
COORDINATOR, ANALYST, VIEWER = Actor("coordinator"), Actor("analyst"), Actor("viewer")


def pair(n: int = 4, **other: object) -> Pair:
    """A synergy as a page would have shown it."""
    a, b = "LAN-02", f"EKS-{n:02}"
    seen = {"grade": "T1", "rule_id": "R07", "features_hash": "f00d", "shown_rank": 3, "explored": False, "model_version": "m1"}
    return Pair(**{"suggestion_id": f"synergy:{a}:{b}", "kind": "synergy", "a": a, "b": b, **seen, **other})


def title(new: str, old: str = "Första", initiative: str = "NAS-01") -> Change:
    """An edit of one cell."""
    return Change("initiatives.csv", {"id": initiative}, "title_sv", old, new)


def tag(code: str = "energi", action: str = "add", initiative: str = "NAS-01") -> Change:
    """A line added or removed."""
    key = {"initiative_id": initiative, "scheme": "theme", "code": code}
    return Change("initiative_tags.csv", key, action=action, cells={**key, "evidence": "står i beskrivningen"})


def content(work: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order written."""
    with work.reading() as con:
        return {table.name: [tuple(row) for row in con.execute(select(table).order_by(table.c.id))] for table in metadata.sorted_tables}


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own on a free loopback port, as a URL without a database; skips where none is installed."""
    there = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    initdb = shutil.which("initdb") or (str(there[0]) if there else None)
    if initdb is None:
        pytest.skip("no initdb on this machine (Debian: apt-get install postgresql): the workspace is tested on SQLite alone")
    tools = Path(initdb).resolve().parent
    other: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="tt-pg-"))
    if os.geteuid() == 0:  # initdb refuses to run as root
        if not shutil.which("runuser") or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode:
            pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres to run it as")
        other = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = folder / "data"

    def run(tool: str, *arguments: str) -> None:
        done = subprocess.run(
            [*other, tools / tool, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        assert done.returncode == 0, done.stderr.decode()

    # Nothing outlives the test, so nothing waits for the disk; a killed client is another matter, and is tested.
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off"
    try:
        run("initdb", "-D", str(data), "-U", "twin", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run(
            "pg_ctl",
            "-D",
            str(data),
            "-l",
            str(folder / "log"),
            "-o",
            settings,
            "-w",
            "start",
        )
        try:
            yield f"postgresql+psycopg://twin@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def new_database(server: str) -> str:
    """The address of an empty place on a PostgreSQL server: a schema of its own, which takes a hundredth of the time of a database."""
    name = f"t{os.urandom(6).hex()}"
    admin = create_engine(f"{server}/postgres")
    with admin.begin() as con:
        con.execute(text(f"CREATE SCHEMA {name}"))
    admin.dispose()
    return f"{server}/postgres?options=-csearch_path%3D{name}"


def child(code: str, *arguments: str, **env: str) -> "subprocess.Popen[str]":
    """Another process that runs `code` with the project on its path and its answers on a pipe."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
