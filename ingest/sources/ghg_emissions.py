"""Greenhouse gases by main sector: the publisher's workbook of all gases, or Klimatbyrån's files of the same figures when handed in."""

from ingest.connectors.json_records import JsonRecords
from ingest.connectors.labels import main_sector
from ingest.connectors.table import EACH
from ingest.connectors.workbook import Workbook
from ingest.source import Indicator, Source

NED = "https://nationellaemissionsdatabasen.smhi.se/"
SOURCE = Source(
    title="Utsläpp av växthusgaser per huvudsektor", publisher="SMHI för Naturvårdsverket (Nationella emissionsdatabasen)",
    licence="ingen licens angiven; myndighetens statistik, ange källa", licence_class="authority", homepage=NED, track="climate",
    restates_series=True,
    limits="Bara utsläpp inom kommunens gränser; varor som köps utifrån och resor utanför kommunen räknas inte. Utgåvorna 2025 och 2026 är "
    "lästa ur Klimatbyråns filer, som avrundar till kilogram.",
    method="Landets utsläpp fördelas på kommuner efter var de uppstår. Hela serien räknas om vid varje utgåva; totalen är summan av "
    "huvudsektorerna.",
    indicators=(Indicator("ghg_emissions", unit="t CO2e", jump=(1.4, "störst hittills är faktor 1,28, på fem år (Vetlanda 2015–2020)")),),
    row_count=(400, 2000),  # six municipalities, at least 8 years, 9 sectors and the total; at most 35 years with county and country
    fetch=Workbook(
        url=f"{NED}api/getexcelfile/?county=0&municipality=0&sub=GGT",
        sheets={".*": {EACH: "ghg_emissions"}}, anchor="Huvudsektor", rows_above=1, must_say="Enhet: ton",
        place="Kommun", county="Län", breakdown=("Huvudsektor",), labels={"Huvudsektor": main_sector}, only={"Undersektor": ("Alla",)},
        release_in=r"Länsrapport, (\d{4}-\d\d-\d\d)",
    ),
    accepts={"sectors": JsonRecords(
        url=NED, place="name", unfold=("sectors", "år", "sektor"), period="år", values={"sectors": "ghg_emissions"},
        breakdown=("sektor",), labels={"sektor": main_sector}, total=True,
    )},
)  # fmt: skip
