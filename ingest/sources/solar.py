"""Solar plants connected to the grid, number and power, from Energimyndigheten's statistics database; earlier years from Kolada."""

from dataclasses import replace

from ingest.connectors.kolada import KoladaTable
from ingest.connectors.pxweb1 import PxWeb1
from ingest.connectors.table import VALUE
from ingest.source import Indicator, Source

DATABASE = "https://pxexternal.energimyndigheten.se/api/v1/sv/Energimyndighetens_statistikdatabas/Officiell_energistatistik/"
FIGURES = {"Antal anläggningar": "solar_plants", "Installerad effekt (MW)": "solar_power_mw"}
TABLE = PxWeb1(
    url=f"{DATABASE}Natanslutna_solcellsanlaggningar/EN0123_1.px", place="Region", period="År", pick="Kategori",
    only={"Effektklass": ("Totalt",)}, values={VALUE: FIGURES})  # fmt: skip
EDITION_2024 = {  # codes of the answer at hand: positions in that edition, where a municipality is 22 + the rank of its SCB code
    "År": {"0": "2016", "8": "2024"}, "Effektklass": {"3": "Totalt"},
    "Kategori": {"0": "Antal anläggningar", "1": "Installerad effekt (MW)"},
    "Region": {"78": "0604", "85": "0682", "87": "0684", "88": "0685", "89": "0686", "90": "0687"},
}  # fmt: skip
SOURCE = Source(
    title="Nätanslutna solcellsanläggningar", publisher="Energimyndigheten", licence_class="authority", track="climate",
    licence="ingen licens angiven; officiell statistik, ange källa", homepage="https://www.energimyndigheten.se/statistik/",
    limits="Bara anläggningar som nätbolagen anmält. Enstaka värden döljs av sekretess. Med produkten följer åren 2016–2022, som "
    "Kolada återger dem, och 2024; en hämtning ger alla år.",
    method="Nätbolagen lämnar antal och effekt den 31 december; alla storlekar räknas.",
    indicators=(Indicator("solar_plants", unit="anläggningar", kpi="N45974"),
                Indicator("solar_power_mw", unit="MW", kpi="N45970", value_range=(0, 50_000))),
    row_count=(24, 600),  # two figures for six in the two years at hand; at most 35 years with county and country
    fetch=TABLE, accepts={"answer": replace(TABLE, texts=EDITION_2024), "kolada": KoladaTable()},
)  # fmt: skip
