"""What people have said of pairs, for pages that are of use without it too."""

from collections.abc import Mapping
from html import escape

from twin.workspace import Verdict, WorkspaceError, workspace
from ui.theme import note


def judged() -> Mapping[str, Verdict]:
    """The verdicts in force. Where they can not be read the page says why and what to do, and goes on as if there were none."""
    try:
        return workspace().verdicts()
    except WorkspaceError as fault:
        note(escape(str(fault)))
        return {}
