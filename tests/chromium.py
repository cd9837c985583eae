"""The browser that the browser tests drive: one that is here already, else one installed where that can be done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"), Path("/Applications/Chromium.app/Contents/MacOS/Chromium"))
REMEDY = (
    "No Chromium or Chrome that can be driven: install one and libatomic1 (Debian: apt-get install chromium libatomic1), "
    "or name a browser in CHROMIUM=/path/to/chromium."
)


class NoBrowser(RuntimeError):
    """No browser is here, and none could be installed."""


def present() -> str | None:
    """The path of a Chromium or Chrome on this machine: CHROMIUM, the search path, macOS's applications, playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((str(path) for path in MAC if path.exists()), None) or (_own() if drives() else None)


def drives() -> bool:
    """Whether playwright's driver starts: its Node needs libatomic, which a bare Debian lacks."""
    return _playwright("--version", capture_output=True).returncode == 0


def install() -> None:
    """Install what is missing: Debian's packages as root, else playwright's own browser into the user's cache. The caller sees whether it helped."""
    release = Path("/etc/os-release")
    debian = release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    if debian and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "libatomic1"]):
            subprocess.run(["apt-get", "--quiet=2", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
    else:
        _playwright("install", "chromium")


def path() -> str:
    """The path of a browser. Raises NoBrowser with the one line that says what to install."""
    if found := present():
        return found
    raise NoBrowser(REMEDY)


def _own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def _playwright(*arguments: str, capture_output: bool = False) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "playwright", *arguments], capture_output=capture_output, check=False)


if __name__ == "__main__":
    if not drives() or present() is None:
        install()
    if not drives() or present() is None:
        sys.exit(REMEDY)
    sys.stdout.write(f"Browser: {path()}\n")
