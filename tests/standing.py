"""Gives AppTest a reader with a role. A test run has no browser and so no connection that could look local: without this it is read-only."""

import pytest

from twin.workspace.model import Actor
from ui import access


def stand(patch: pytest.MonkeyPatch, role: str, key: str = "0123456789abcdef01234567") -> Actor:
    """From here on every page run is this role's; a viewer gets a reason why nothing may be written."""
    actor = Actor(role, key)
    why = "" if role in access.WRITERS else "Rollen läsare får läsa, inte skriva."
    patch.setattr(access, "standing", lambda: access.Standing(actor, why, signed_in=True))
    return actor
