"""The municipalities' climate plans as Klimatbyrån lists them, handed in as CSV."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.things import Documents
from ingest.source import Source

SOURCE = Source(
    title="Kommunernas klimatplaner",
    publisher="Klimatbyrån (Klimatkollen)",
    licence="ingen licens angiven",
    licence_class="private",
    homepage="https://www.klimatkollen.se/",
    track="climate",
    cadence="vid behov",
    limits="En ideell organisations sammanställning, inte kommunens egen förteckning. «Plan saknas» gäller dagen för listan; en plan kan "
    "ha antagits sedan dess.",
    method="Klimatbyrån letar upp planerna på kommunernas webbplatser och frågar kommunerna.",
    row_count=(6, 24),  # a plan, or the word that there is none, for each of six
    fetch=None,
    accepts={"list": CsvTable(
        url="https://www.klimatkollen.se/", place="kommun",
        documents=Documents("climate_plan", id="{kommun}", title="{comment:mening}", url="{plan_url}",
                            period="{adopted_year}"),
    )},
)  # fmt: skip
