"""Another federation edits data/region.toml and gets its own dashboard: no name of this one is left on any page."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.__main__ import main as ingest
from tests.replay import gateway
from tests.screen import everything
from tests.shelves import Routes
from twin.paths import DATA, ROOT
from twin.warehouse import ask

REGION = """
name = "GGVV"
code = "ggvv"
title = "Grön och digital omställning GGVV"
coordinator = "GGVV-samarbetet"
programme = "Tvillingomställning"
register = "register"
county = { code = "06", name = "Jönköpings län" }
country = { code = "00", name = "Sverige" }
map_window = { lon = [13.0, 14.9], lat = [56.8, 57.8] }

[[municipality]]
code = "0617"
name = "Gnosjö"

[[municipality]]
code = "0662"
name = "Gislaved"

[[municipality]]
code = "0665"
name = "Vaggeryd"

[[municipality]]
code = "0683"
name = "Värnamo"
"""
OURS = ("Aneby", "Nässjö", "Sävsjö", "Vetlanda", "Eksjö", "Tranås", "Höglandet", "Höglands", "hoglandet")
PAGES = sorted((ROOT / "pages").glob("*.py"))
NATIONAL = {  # whole-country file -> where it came from
    "municipality-sector-emissions_2026.json": (
        "2026",
        "Klimatbyran/territorial-data-pipeline@bf20c58:output/municipality-sector-emissions.json",
    ),
    "municipality-sector-emissions_2025.json": (
        "2025",
        "Klimatbyran/municipality-data-pipeline@af3346d:output/municipality-sector-emissions.json",
    ),
    "region-sector-emissions.json": ("2026", "Klimatbyran/territorial-data-pipeline@bf20c58:output/region-sector-emissions.json"),
    "national-sector-emissions.json": ("2026", "Klimatbyran/territorial-data-pipeline@bf20c58:output/national-sector-emissions.json"),
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A region file of another federation, with a register that has headings and no rows yet."""
    folder = tmp_path_factory.mktemp("ggvv")
    (folder / "region.toml").write_text(REGION, encoding="utf-8")
    (folder / "register").mkdir()
    for file in (DATA / "register").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as handle:
            heading = next(csv.reader(handle))
        (folder / "register" / file.name).write_text(",".join(heading) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWIN_REGION", str(folder / "region.toml"))
        patch.setenv("TWIN_STATE", str(folder / "state"))
        patch.setenv("INGEST_PATIENCE", "0")
        patch.delenv("INGEST_GATEWAY", raising=False)
        yield folder


def open_every_page(monkeypatch) -> dict[str, str]:
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    shown = {}
    for page in PAGES:
        app.switch_page(f"pages/{page.name}").run()
        assert not app.exception, (page.name, app.exception)
        shown[page.name] = everything(app)
    return shown


def test_without_figures_of_its_own_it_opens_and_says_so(elsewhere, monkeypatch):
    assert ingest(["build"]) == 0
    shown = open_every_page(monkeypatch)
    assert not [(page, name) for page, words in shown.items() for name in OURS if name in words]
    assert "GGVV" in shown["overview.py"]
    assert "Elavbrott" in shown["sources.py"]  # every source's own words are among those searched
    assert ask("SELECT count(*) FROM observation AS o JOIN place AS p ON p.code = o.place_code WHERE p.kind = 'municipality'") == [(0,)]


@pytest.mark.proof
def test_with_whole_country_files_it_gets_its_dashboard(elsewhere, monkeypatch, shared):
    with gateway(Routes(shared / "recordings" / "ROUTES.csv")) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        assert ingest(["fetch"]) in (0, 1)
        monkeypatch.delenv("INGEST_GATEWAY")
    for name, (release, origin) in NATIONAL.items():
        assert ingest(["adopt", "ghg_emissions", str(shared / "facts" / "national" / name), "--copy-of", origin, "--release", release]) == 0
    assert ingest(["build"]) == 0
    expected = published(shared / "facts" / "national" / "municipality-sector-emissions_2026.json")
    rows = ask(
        "SELECT p.name, round(f.value) FROM figure AS f JOIN place AS p ON p.code = f.place_code AND p.kind = 'municipality' "
        "WHERE f.indicator_id = 'ghg_emissions' AND f.period = '2024' AND f.breakdown = 'total'"
    )
    assert dict(rows) == expected
    assert ask(
        "SELECT count(DISTINCT place_code) FROM figure WHERE indicator_id = 'electric_cars' AND place_code IN ('0617', '0662', '0665', '0683')"
    ) == [(4,)]
    shown = open_every_page(monkeypatch)
    assert not [(page, name) for page, words in shown.items() for name in OURS if name in words]
    total = f"{round(sum(expected.values())):,}".replace(",", "\u00a0")
    assert total in shown["overview.py"]
    shutil.rmtree(elsewhere / "state")


def published(file: Path) -> dict[str, float]:
    """Each of the four's sum of sectors in 2024, read here and not by the connector."""
    four = {"Gnosjö", "Gislaved", "Vaggeryd", "Värnamo"}
    return {m["name"]: round(sum(m["sectors"]["2024"].values())) for m in json.loads(file.read_text(encoding="utf-8")) if m["name"] in four}
