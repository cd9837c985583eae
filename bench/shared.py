"""Where other people's material lies: read by path, never copied into the project."""

import os
from pathlib import Path

from bench.server import ROOT


def folder() -> Path:
    """bench/ in TWIN_SHARED, by default shared/ beside the checkout."""
    return Path(os.environ.get("TWIN_SHARED", ROOT.parent / "shared")) / "bench"
