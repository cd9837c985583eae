"""The rebuild that an edit starts: `python -m ingest build --if-needed` in the background, one at a time, one more where something was asked meanwhile.
Whatever happens to it, the last good warehouse stays: a build publishes a new file or nothing."""

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from twin.paths import ROOT
from twin.paths import state as folder
from twin.register.standing import written
from twin.words import t

log = logging.getLogger("twin.rebuild")
COMMAND = [sys.executable, "-m", "ingest", "build", "--if-needed"]  # an edit that was undone meanwhile needs none
BUSY = "pågår"  # in what ingest says where another job holds the writer's turn
PATIENCE = 120  # seconds that a rebuild waits for its turn, and that it may take
KEPT = 200_000  # bytes of the log


@dataclass(frozen=True)
class Rebuild:
    """Is a rebuild under way, since when (UTC), and what the last one failed on, in Swedish; '' where it did not."""

    running: bool = False
    started: datetime | None = None
    failed_sv: str = ""


_lock = threading.Lock()
_state = Rebuild()
_again = False


def state() -> Rebuild:
    """How it stands now."""
    return _state


def after_edit() -> None:
    """Start a rebuild; where one is under way, another runs after it, so that the last edit is always in."""
    global _state, _again
    with _lock:
        if _state.running:
            _again = True
            return
        _state = Rebuild(True, datetime.now(UTC).replace(tzinfo=None), _state.failed_sv)
    threading.Thread(target=_work, name="rebuild", daemon=True).start()


def catch_up() -> None:
    """At the start of the server: what was written before it stopped, and no rebuild took in, is taken in now."""
    if written():
        after_edit()


def _work() -> None:
    global _state, _again
    while True:
        try:
            failed = _run()
        except (OSError, subprocess.SubprocessError) as cause:
            log.exception("rebuild could not run")
            failed = f"Bygget kunde inte köras: {cause}."
        with _lock:
            again, _again = _again, False
            _state = Rebuild(again, datetime.now(UTC).replace(tzinfo=None), failed)
        if not again:
            return


def _run() -> str:
    """One build, in turn. What it failed on, '' where it published."""
    until = time.monotonic() + PATIENCE
    plain = {**os.environ, "NO_COLOR": "1", "COLUMNS": "1000", "PYTHONUTF8": "1"}
    while True:
        done = subprocess.run(COMMAND, cwd=ROOT, env=plain, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
        told = f"{done.stdout}{done.stderr}".strip()
        _keep(done.returncode, told)
        if done.returncode in (0, 1):  # 1: a source failed, its last figures stay and the warehouse was published
            return ""
        if BUSY not in done.stderr or time.monotonic() > until:
            return done.stderr.strip()[-4000:] or f"Bygget slutade med koden {done.returncode} utan att säga varför."
        time.sleep(1)


def _keep(code: int, told: str) -> None:
    file = folder() / "rebuild.log"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    entry = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} exit {code}\n{told}\n\n"
    file.write_text((before + entry)[-KEPT:], encoding="utf-8")


def mark() -> None:
    """The quiet sign in the frame. It asks by itself until the rebuild is through, then the page is drawn anew from the new warehouse."""
    if _state.running:
        _watch()


@st.fragment(run_every=1)
def _watch() -> None:
    if not _state.running:
        st.rerun()
    st.html(f'<p class="tt-rebuild" role="status">{t("räknas om …")}</p>')
