"""What people write: verdicts, follow-ups, edits of the register, frozen reports. Append-only, SQLite by default, PostgreSQL by TWIN_WORKSPACE_URL.

Every write checks the actor's role, is logged with role and time in the same transaction, and raises a WorkspaceError that the screen can show.
"""

import os
from pathlib import Path
from threading import Lock

from sqlalchemy import URL

from twin.paths import state
from twin.workspace import mark
from twin.workspace.capabilities import Capabilities
from twin.workspace.edits import Check, Edits
from twin.workspace.model import (
    REASONS,
    ROLES,
    SOURCES,
    STATES,
    VERDICTS,
    Actor,
    Batch,
    Change,
    Conflict,
    FollowUp,
    Forbidden,
    Invalid,
    LogEntry,
    Pair,
    Report,
    Unavailable,
    Verdict,
    WorkspaceError,
    role_name,
    verdict_name,
)
from twin.workspace.reports import Reports
from twin.workspace.rights import contact_in
from twin.workspace.verdicts import ANY, Verdicts
from twin.workspace.visits import Visits

__all__ = [
    "ANY",
    "REASONS",
    "ROLES",
    "SOURCES",
    "STATES",
    "VERDICTS",
    "Actor",
    "Batch",
    "Change",
    "Check",
    "Conflict",
    "FollowUp",
    "Forbidden",
    "Invalid",
    "LogEntry",
    "Pair",
    "Report",
    "Unavailable",
    "Verdict",
    "Workspace",
    "WorkspaceError",
    "contact_in",
    "lost",
    "role_name",
    "verdict_name",
    "workspace",
]


class Workspace(Verdicts, Edits, Capabilities, Reports, Visits):
    """All that people write, in one database. `marked` is where its newest line is noted after each write; None: nowhere."""

    def __init__(self, url: str | URL, marked: Path | None = None) -> None:
        super().__init__(url)
        self.marked = marked
        self._after_write()

    def lost(self) -> str:
        """What is missing of what people wrote here, in words; '' where nothing is."""
        return mark.lost(self, self.marked) if self.marked else ""

    def _after_write(self) -> None:
        if self.marked:
            mark.keep(self, self.marked)


_open: dict[str | URL, tuple[tuple[int, bool], Workspace]] = {}
_lock = Lock()


def workspace() -> Workspace:
    """The workspace of this installation, opened once in each process; made or brought up to date the first time. Raises Unavailable."""
    url = os.environ.get("TWIN_WORKSPACE_URL") or URL.create("sqlite", database=str(state().absolute() / "workspace.sqlite"))
    with _lock:
        held = _open.get(url)
        if held and held[0] == _which(held[1]):
            return held[1]
        if held:  # another file has been put in its place, a restored backup say: what is written must go into that
            held[1].close()
        opened = Workspace(url, mark.file())
        _open[url] = (_which(opened), opened)
        return opened


def lost() -> str:
    """What is missing of what people wrote in this installation, in words; '' where nothing is, and where nobody has written. Raises Unavailable."""
    return workspace().lost() if mark.file().exists() else ""


def _which(opened: Workspace) -> tuple[int, bool]:
    """The number of the file behind the name, 0 where there is none; and whether it holds anything: an emptied file is another."""
    try:
        found = opened.file.stat() if opened.file else None
    except FileNotFoundError:
        found = None
    return (found.st_ino, found.st_size > 0) if found else (0, False)
