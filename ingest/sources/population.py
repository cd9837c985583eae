"""Inhabitants at the year's end: SCB's monthly table, its export as a workbook, and the earlier years from Kolada."""

from ingest.connectors.kolada import KoladaTable
from ingest.connectors.pxweb2 import PxWeb2
from ingest.connectors.table import EACH, VALUE
from ingest.connectors.workbook import Workbook
from ingest.source import Indicator, Source

TABLE = "https://statistikdatabasen.scb.se/api/v2/tables/TAB6471"
EVERYBODY = {"kolumn B": ("totalt, samtliga åldrar",), "kolumn C": ("totalt, samtliga män och kvinnor",)}
SOURCE = Source(
    title="Folkmängd vid årets slut",
    publisher="SCB",
    licence="CC0 1.0",
    licence_class="open",
    homepage="https://www.scb.se/hitta-statistik/statistik-efter-amne/befolkning-och-levnadsforhallanden/",
    track="context",
    limits="Åren 2023 och 2024 följer inte med produkten. Från 2025 lägger SCB en liten slumpmässig osäkerhet i varje tal, så delar och "
    "summor kan skilja.",
    method="Folkbokförda den 31 december. Till och med 2022 via Kolada (N01951), därefter SCB:s tabell TAB6471, december.",
    indicators=(Indicator("population", unit="invånare", kpi="N01951", value_range=(500, 12_000_000),  # from Bjurholm to the country
                          jump=(1.1, "störst på ett år sedan 1995 är 2,6 procent (Aneby 2017)")),),
    row_count=(6, 120),  # one December for each of six; the table begins in 2025
    fetch=PxWeb2(
        url=TABLE, place="Region", period="Tid", times="*M12", pick="ContentsCode", values={VALUE: {"000007SF": "population"}},
        only={"Alder": ("TotSA",), "Kon": ("TotSa",)},
    ),
    accepts={"export": Workbook(url=TABLE, sheets={"000007SF": {EACH: "population"}}, anchor=EACH, place="kolumn A", only=EVERYBODY,
                                release_in=r"^(\d{4})(\d\d)(\d\d) \d\d:\d\d$"), "kolada": KoladaTable()},
)  # fmt: skip
