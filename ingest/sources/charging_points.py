"""Charging points and chargeable cars from Power Circle's statistics ELIS, handed in as CSV."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.table import EACH, Target
from ingest.source import Indicator, Source

ELIS = "https://powercircle.org/"
FIGURES: dict[str, Target] = {
    "Antal laddpunkter": "charging_points", "Antal laddbara fordon": "chargeable_cars",
    "Antal elbilar": ("chargeable_cars", "elbilar"), "Antal laddhybrider": ("chargeable_cars", "laddhybrider"),
}  # fmt: skip
OTHER_FILE = "ur en annan fil från samma utgivare; steget från 2023 kan delvis bero på räknesättet"
SOURCE = Source(
    title="Laddpunkter och laddbara fordon", publisher="Power Circle (ELIS)", licence="ingen licens angiven", licence_class="private",
    homepage=ELIS, track="climate", cadence="månadsvis",
    limits="Privat utgivare utan angiven licens: visas med kvitto men laddas inte ned. Månadsserien slutar i september 2023, "
    "nästa värde är december 2025. Laddbara fordon räknar fler fordonsslag än personbilar, så delarna kan bli färre än totalen.",
    method="Publika laddpunkter som laddoperatörer anmält, och laddbara fordon i trafik ur vägtrafikregistret, per kommun.",
    indicators=(Indicator("charging_points", unit="laddpunkter", breaks={2025: OTHER_FILE}), Indicator("chargeable_cars", unit="fordon")),
    row_count=(6, 2000),  # one month for each of six; at most some twenty years of months
    fetch=None,
    accepts={
        "month": CsvTable(url=ELIS, place="kolumn A", at="2025-12", values=FIGURES),
        "months": CsvTable(url=ELIS, place=EACH, period="år-månad", values={EACH: "charging_points"}),
    },
)  # fmt: skip
