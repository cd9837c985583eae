"""The central locality of each municipality: where its label stands on the map."""

from ingest.connectors.json_records import JsonRecords
from ingest.connectors.things import Points
from ingest.source import Source

SOURCE = Source(
    title="Centralorter",
    publisher="SCB (tätorter 2020)",
    licence="CC0 1.0",
    licence_class="open",
    homepage="https://www.scb.se/vara-tjanster/oppna-data/oppna-geodata/tatorter/",
    track="context",
    cadence="vart tredje till femte år",
    on_overview=False,
    limits="Tätortens mittpunkt 2020, inte kommunhusets läge.",
    method="SCB avgränsar tätorter efter bebyggelse; mittpunkten är omräknad till WGS 84.",
    row_count=(6, 6),  # one for each municipality
    fetch=None,
    accepts={"geojson": JsonRecords(
        url="https://www.scb.se/vara-tjanster/oppna-data/oppna-geodata/tatorter/", path="features", place="properties.kommunkod",
        points=Points("seat", id="{properties.tatort}", name="{properties.tatort}", lon="geometry.coordinates.0",
                      lat="geometry.coordinates.1", note="{properties.befolkning} invånare i tätorten {properties.ar}."),
    )},
)  # fmt: skip
