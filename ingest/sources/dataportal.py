"""Datasets that the municipalities publish, or that others publish and name them in, from Sweden's registry of open data."""

from ingest.connectors.dataportal import Dataportal
from ingest.source import Source

SOURCE = Source(
    title="Öppna datamängder som rör kommunerna",
    publisher="Digg (dataportal.se)",
    licence="fri användning av metadata; varje datamängd har egen licens",
    licence_class="authority",
    homepage="https://www.dataportal.se/",
    track="context",
    cadence="dagligen",
    limits="Bara datamängder vars utgivare eller text nämner en kommun vid namn. Har inte hämtats från utgivaren; svaren i proven har påhittade "
    "värden i utgivarens form.",
    method="Sökning i registret efter varje kommuns namn och efter utgivare med kommunens namn. Posten säger att datamängden finns, inte vad "
    "den innehåller.",
    row_count=(1, 5000),  # at least the one that Sävsjö publishes; each hit of six names
    may_reject=0.1,  # harvested from hundreds of catalogues: some lack what the profile asks for
    fetch=Dataportal(),
)
