"""Recycling stations as points for the map: Avfall Sverige's public interface, or Civic Tech Sweden's copy of it handed in."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.json_records import JsonRecords
from ingest.connectors.things import Points
from ingest.source import Source

HUB = "https://avfallshubben.avfallsverige.se/umbraco/Api/SoporApi/GetAllAVS"
STATION = {"kind": "recycling_station", "name": "{name|streetAddress}", "note": "{streetAddress}"}  # some have no name
SOURCE = Source(
    title="Återvinningsstationer",
    publisher="Avfall Sverige (Avfallshubben)",
    licence="CC0 1.0 för Civic Tech Swedens kopia; ingen licens angiven i gränssnittet",
    licence_class="open",
    homepage="https://www.sopor.nu/",
    track="climate",
    cadence="löpande",
    limits="Läget är kommunens egen uppgift och kan ligga något fel. Någon station är en bemannad återvinningscentral.",
    method="Kommunerna och deras bolag lägger in stationerna i Avfallshubben, som sopor.nu visar.",
    row_count=(40, 400),  # 100 in the six in August 2026; far fewer or more means that something else came back
    fetch=JsonRecords(url=HUB, place="municipalityCode", points=Points(id="{externalAvsId}", lon="long", lat="lat", **STATION)),
    accepts={"copy": CsvTable(url=HUB, place="municipalityCode", points=Points(id="{id}", lon="longitude", lat="latitude", **STATION))},
)
