"""What tests share: a warehouse built from data/, the shared material where it is at hand, a running app and a browser."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with recordings and facts beside the checkout (TWIN_SHARED names another); skips where there is none."""
    folder = Path(os.environ.get("TWIN_SHARED", ROOT.parent / "shared"))
    if not (folder / "recordings" / "ROUTES.csv").exists():
        pytest.skip(f"no shared recordings at {folder}: tests against published whole-country files are left out")
    return folder
