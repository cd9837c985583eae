"""Where things lie: the project's own data, and the state that a running installation writes."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"


def state() -> Path:
    """The folder for raw answers, published warehouse files and the workspace (TWIN_STATE, default data/var)."""
    return Path(os.environ.get("TWIN_STATE", DATA / "var"))


def region_file() -> Path:
    """The file that describes the federation (TWIN_REGION, default data/region.toml)."""
    return Path(os.environ.get("TWIN_REGION", DATA / "region.toml"))
