"""Metres of cycle network by road keeper, from Trafikverket's yearly extract of the national road database."""

from ingest.connectors.workbook import Workbook
from ingest.source import Indicator, Source

KEEPERS = {
    "Enskild": ("cycle_network_m", "enskild"),
    "Kommunal": ("cycle_network_m", "kommunal"),
    "Statlig": ("cycle_network_m", "statlig"),
}
SOURCE = Source(
    title="Cykelnätets längd per väghållare",
    publisher="Trafikverket (Nationella vägdatabasen)",
    licence="ingen licens angiven; myndighetens uppgifter, ange källa",
    licence_class="authority",
    homepage="https://www.nvdb.se/",
    track="climate",
    limits="En ändring mellan år kan vara en rättad uppgift i databasen, inte en byggd väg. Säger inget om skick eller användning.",
    method="Meter cykelväg i Nationella vägdatabasen, en flik per år. Totalen är summan av väghållarna; streck betyder att väghållaren "
    "inte har någon.",
    indicators=(Indicator("cycle_network_m", unit="m", jump=(1.3, "störst på ett år sedan 2021 är faktor 1,09 (Eksjö 2025)")),),
    row_count=(24, 1500),  # three keepers and the total for each of six, one year; at most 35 years with county and country
    fetch=None,
    accepts={"workbook": Workbook(
        url="https://www.nvdb.se/", sheets={r"20\d\d": KEEPERS}, other_sheets="Inledning", anchor="Väghållare",
        place="Kommun", county="Län", period_in=r"^(20\d\d)$", total=True, zero=("-",),
    )},
)  # fmt: skip
