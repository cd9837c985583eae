"""The browser that the browser tests drive: one that is here already, else one installed where that can be done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"), Path("/Applications/Chromium.app/Contents/MacOS/Chromium"))
REMEDY = "No Chromium or Chrome found: install one (Debian: apt-get install chromium), or name it in CHROMIUM=/path/to/chromium."


class NoBrowser(RuntimeError):
    """No browser is here, and none could be installed."""


def present() -> str | None:
    """The path of a Chromium or Chrome on this machine: CHROMIUM, the search path, macOS's applications, playwright's own."""
    from playwright.sync_api import sync_playwright

    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return next((str(path) for path in (*MAC, own) if path.exists()), None)


def install() -> None:
    """Install a browser: Debian's as root, else playwright's own into the user's cache. A failure is left to the caller to see."""
    release = Path("/etc/os-release")
    debian = release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    if debian and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=quiet, check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def path() -> str:
    """The path of a browser. Raises NoBrowser with the one line that says what to install."""
    if found := present():
        return found
    raise NoBrowser(REMEDY)


if __name__ == "__main__":
    if present() is None:
        install()
    try:
        sys.stdout.write(f"Browser: {path()}\n")
    except NoBrowser as missing:
        sys.exit(str(missing))
