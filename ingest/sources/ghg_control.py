"""Klimatkollen's own totals of greenhouse gases: an independent sum to hold ours against, never shown as a figure of its own."""

from ingest.connectors.json_records import JsonRecords
from ingest.source import Indicator, Source

SOURCE = Source(
    title="Kontrollsummor för växthusgaser",
    publisher="Klimatbyrån (Klimatkollen)",
    licence="Apache-2.0 för förrådet; ingen licens angiven för siffrorna",
    licence_class="private",
    homepage="https://www.klimatkollen.se/",
    track="climate",
    restates_series=True,
    on_overview=False,
    control=True,
    limits="Bygger på samma databas som huvudserien, så ett fel hos SMHI syns i båda. Bara till för att kontrollera våra summor.",
    method="Klimatbyrån summerar sektorerna på egen hand och avrundar till kilogram. Skillnaden mot vår summa ska vara högst 0,02 ton.",
    indicators=(Indicator("ghg_emissions_control", unit="t CO2e"),),
    row_count=(48, 220),  # at least 8 years for each of six; at most 36 years
    fetch=JsonRecords(
        url="https://raw.githubusercontent.com/Klimatbyran/garbo/HEAD/src/data/municipality-data.json",
        place="name", unfold=("emissions", "år"), period="år", values={"emissions": "ghg_emissions_control"},
    ),
)  # fmt: skip
