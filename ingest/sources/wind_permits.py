"""Wind power permits decided in the municipalities, from a list whose author is not known. Never on Översikt."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.things import Documents
from ingest.source import Source

SOURCE = Source(
    title="Tillståndsprövad vindkraft",
    publisher="okänd sammanställare, via Klimatbyrån",
    licence="ingen licens angiven",
    licence_class="private",
    homepage="https://github.com/Klimatbyran/klimatkollen",
    track="climate",
    cadence="engångslista",
    on_overview=False,
    may_lack=frozenset({"0687"}),  # no row in the list
    limits="Listan saknar känd författare och har senare tagits bort ur förrådet. Den gäller beslut 2014–2023. "
    "En kommun utan rad kan sakna ärenden eller vara förbigången. Två projekt ligger i två kommuner och står hos båda.",
    method="En rad per projekt med beslutsår, sökta och godkända verk. Tom cell i listan visas som streck.",
    row_count=(12, 60),  # 17 rows, two of which are for two municipalities
    fetch=None,
    accepts={"list": CsvTable(
        url="https://github.com/Klimatbyran/klimatkollen", place="Kommun", split="/",
        documents=Documents("wind_permit", id="{Projektnamn}", title="{Projektnamn}", period="{År slutligt beslut}",
                            note="Sökta verk: {Antal verk i ursprunglig ansökan}. Godkända: {Antal godkända verk}. Nekade: "
                            "{Totalt antal verk som ej fick tillstånd}, "
                            "varav efter kommunalt veto: {Antal verk som ej fått tillstånd pga veto}."),
    )},
)  # fmt: skip
