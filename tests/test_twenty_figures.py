"""Twenty figures picked at random from the static edition, the PDF and the interface: each leads by its receipt to the value worked out anew from the
publisher's own rows where they are at hand, else from the snapshot or the register's row."""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdf
import pytest

from tests.opendata import client
from tests.recompute import DATA, value, worked_out
from tests.test_report_forms import Reader, squeezed
from tests.test_reports import PLACES
from twin.reports import pdf
from twin.reports.content import brief
from twin.reports.model import Brief, Number
from twin.site import build
from twin.words import speak

pytestmark = pytest.mark.proof
EACH = 7  # of each of the three, one less of the last


@pytest.fixture(scope="module")
def chance() -> random.Random:
    seed = random.SystemRandom().randrange(10**9)
    print(f"\nseed {seed}")  # noqa: T201 to pick the same again
    return random.Random(seed)


@pytest.fixture(scope="module")
def raw() -> Callable[[str, str, str, str], float | None]:
    """A publisher's own value out of the shared files: (indicator, place, period, part) -> value; None where they do not hold it."""
    shared = Path(__file__).parent.parent.parent / "shared"
    ghg = shared / "facts" / "ghg_sector_vintage2026_hoglandet.csv"
    kolada = shared / "facts" / "kolada" / "kolada_dump_2024-08-30_hoglandet_all_kpis.csv.gz"

    @cache
    def emissions() -> dict[tuple[str, str, str], float]:
        if not ghg.exists():
            return {}
        with ghg.open(encoding="utf-8", newline="") as handle:
            rows = [(row["municipality_code"], row["year"], row["sector"], float(row["t_co2e"])) for row in csv.DictReader(handle)]
        whole: dict[tuple[str, str, str], float] = {}
        for place, year, sector, tonnes in rows:
            whole[place, year, sector] = tonnes
            whole[place, year, "total"] = whole.get((place, year, "total"), 0.0) + tonnes
        return whole

    @cache
    def asked() -> dict[str, str]:
        """Indicator -> Kolada's id, as the sources declare them."""
        from ingest.registry import sources

        return {one.id: one.kpi for source in sources().values() for one in source.indicators if one.kpi}

    @cache
    def figures() -> dict[tuple[str, str, str], float]:
        if not kolada.exists():
            return {}
        with gzip.open(kolada, "rt", encoding="utf-8", newline="") as handle:
            rows = (row for row in csv.DictReader(handle) if row["gender"] == "T" and row["value"])
            return {(row["kpi"], row["municipality"], row["period"]): float(row["value"]) for row in rows}

    def found(indicator: str, place: str, period: str, part: str = "total") -> float | None:
        if indicator == "ghg_emissions":
            return emissions().get((place, period, part))
        return figures().get((asked().get(indicator, ""), place, period)) if part == "total" else None

    return found


def held(raw: Callable[[str, str, str, str], float | None], indicator: str, place: str, period: str, part: str) -> tuple[float, str]:
    """The value anew, and from where."""
    own = raw(indicator, place, period, part)
    return (own, "raw") if own is not None else (value(indicator, place, period, part), "snapshot")


@pytest.fixture(scope="module")
def edition(warehouse, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("twenty") / "site"
    build.write(folder, {}, lambda text: None)
    return folder


def _rests(made: Brief, number: Number, raw: Callable[[str, str, str, str], float | None]) -> None:
    """The number's receipt exists and its value comes out of its basis, and of raw rows for a plain value."""
    note = made.notes[number.note - 1]
    assert note.n == number.note and (note.answers or note.url or note.publisher == made.host)
    assert number.value == pytest.approx(worked_out(number.basis), rel=1e-9)
    if number.basis.how == "value":
        anew, _ = held(raw, number.basis.indicator, number.basis.places[0], number.basis.periods[0], number.basis.breakdown)
        assert number.value == pytest.approx(anew, abs=0.006)


def test_seven_from_the_pdf(warehouse, chance, raw):
    speak("sv")
    for _ in range(EACH):
        made = brief(chance.choice(PLACES), {})
        number = chance.choice(made.numbers)
        words = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.pdf(made))).pages))
        print(f"PDF {made.name}: {number.label} {number.text} ({number.basis.how})")  # noqa: T201
        assert squeezed(f"{number.text}{number.note}") in words
        _rests(made, number, raw)


def test_seven_from_the_interface(warehouse, chance, raw):
    asked = client()
    total = asked.get("/api/v1/figure?limit=1").json()["total"]
    for _ in range(EACH):
        [row] = asked.get(f"/api/v1/figure?limit=1&offset={chance.randrange(total)}").json()["rows"]
        print(f"API {row['indicator_id']} {row['place_code']} {row['period']} {row['breakdown']}: {row['value']}")  # noqa: T201
        receipt = asked.get(f"/api/v1/receipts/{row['receipt_id']}")
        assert receipt.status_code == 200 and row["receipt_id"] in receipt.text
        if row["value"] is None:
            assert row["status"]
            continue
        anew, _ = held(raw, row["indicator_id"], row["place_code"], row["period"], row["breakdown"])
        assert row["value"] == pytest.approx(anew, abs=0.006)


def test_six_from_the_static_edition(edition, chance, raw):
    with zipfile.ZipFile(edition / "data" / "figure.csv.zip") as packed:
        rows = [row for row in csv.DictReader(io.StringIO(packed.read("figure.csv").decode())) if row["value"]]
    receipts = {row["id"] for row in csv.DictReader(io.StringIO((edition / "data" / "receipt.csv").read_text(encoding="utf-8")))}
    for row in chance.sample(rows, 3):
        print(f"site, file: {row['indicator_id']} {row['place_code']} {row['period']} {row['breakdown']}: {row['value']}")  # noqa: T201
        assert row["receipt_id"] in receipts
        anew, _ = held(raw, row["indicator_id"], row["place_code"], row["period"], row["breakdown"])
        assert float(row["value"]) == pytest.approx(anew, abs=0.006)
    speak("sv")
    for _ in range(3):
        made = brief(chance.choice(PLACES), {})
        number = chance.choice(made.numbers)
        page = Reader((edition / "brief" / f"{made.place}.html").read_text(encoding="utf-8"))
        print(f"site, page: {made.name}: {number.label} {number.text} ({number.basis.how})")  # noqa: T201
        assert squeezed(f"{number.text}{number.note}") in squeezed("".join(page.words)) and f"kvitto-{number.note}" in page.ids
        _rests(made, number, raw)


def test_a_register_row_behind_a_count_is_there(warehouse):
    """A count leads to the rows that were counted."""
    made = brief("0684", {})
    counted = next(one for one in made.numbers if one.key == "initiatives")
    with (DATA / "register" / "initiatives.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["id"] for row in csv.DictReader(handle)}
    assert set(counted.basis.ids) <= known and len(counted.basis.ids) == counted.value
