"""What people write: verdicts, follow-ups, edits of the register. Append-only, SQLite by default, PostgreSQL by TWIN_WORKSPACE_URL.

Every write checks the actor's role, is logged with role and time in the same transaction, and raises a WorkspaceError that the screen can show.
"""

import os
from threading import Lock

from sqlalchemy import URL

from twin.paths import state
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
    Unavailable,
    Verdict,
    WorkspaceError,
    role_name,
)
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
    "Unavailable",
    "Verdict",
    "Workspace",
    "WorkspaceError",
    "contact_in",
    "role_name",
    "workspace",
]


class Workspace(Verdicts, Edits, Visits):
    """All that people write, in one database."""


_open: dict[str | URL, tuple[int, Workspace]] = {}
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
        opened = Workspace(url)
        _open[url] = (_which(opened), opened)
        return opened


def _which(opened: Workspace) -> int:
    """The number of the file behind the name; 0 where there is none."""
    try:
        return opened.file.stat().st_ino if opened.file else 0
    except FileNotFoundError:
        return 0
