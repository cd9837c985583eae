"""The pictures in docs/, taken from the running dashboard: `make shots`. Writes docs/<page>.png."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # started as a file, so the project's folder is not on the path

from bench.server import serving, visit  # noqa: E402
from tests.chromium import path  # noqa: E402
from twin.paths import state  # noqa: E402

SHOTS = (  # picture, address, width, height
    ("overview", "", 1280, 1640),
    ("initiatives", "initiativ", 1280, 1000),
    ("connections", "samband", 1280, 1300),
    ("matrix", "samband?vy=matris", 1280, 1000),
    ("indicators", "nyckeltal", 1280, 1000),
    ("sources", "kallor", 1280, 1000),
    ("method", "metod", 1280, 1000),
    ("overview-phone", "", 390, 844),
    ("connections-phone", "samband", 390, 844),
)
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning] h1"


def take(browser: Browser, url: str, width: int, height: int) -> bytes:
    """The page as PNG in few colours, once its script has ended and its charts are drawn."""
    with browser.new_page(viewport={"width": width, "height": height}, locale="sv-SE") as page:
        page.goto(url)
        page.wait_for_selector(SETTLED, timeout=30_000)
        page.wait_for_timeout(2_500)
        whole = Image.open(io.BytesIO(page.screenshot()))
    small = io.BytesIO()
    whole.convert("RGB").save(small, "PNG", optimize=True)  # no palette: it loses the two accents, which are few pixels
    return small.getvalue()


def main() -> None:
    with serving(ROOT / "app.py", state(), TWIN_ACCESS="local") as server:
        visit(server, lambda visitor: visitor.open(""))  # returns when the server answers
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path(), args=["--no-sandbox"])  # root has no sandbox
            for name, address, width, height in SHOTS:
                picture = take(browser, f"{server.url}/{address}", width, height)
                (ROOT / "docs" / f"{name}.png").write_bytes(picture)
                sys.stdout.write(f"docs/{name}.png {len(picture) // 1024} kB\n")
            browser.close()


if __name__ == "__main__":
    main()
