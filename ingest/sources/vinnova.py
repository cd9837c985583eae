"""Vinnova's own register of granted projects, asked for what has changed since the last time."""

from ingest.connectors.entries import Entries
from ingest.connectors.json_records import JsonRecords
from ingest.source import Source

SOURCE = Source(
    title="Vinnovas projekt", publisher="Vinnova", licence="fria att använda (Public Domain Mark enligt en klient)", licence_class="open",
    homepage="https://www.vinnova.se/om-oss/oppna-data/", track="context", cadence="dagligen",
    limits="Koordinatorn står bara med namn, utan organisationsnummer; partner och kommun saknas. Projekt som inte har ändrats sedan 2020 "
    "läses ur SweCRIS. Har inte hämtats från utgivaren; svaren i proven har påhittade värden i utgivarens form.",
    method="Allt som ändrats sedan förra hämtningen, med en veckas överlapp. Koordinatorn känns igen på namnet.",
    row_count=(1000, 30_000),  # of the first conversation, 4,869 in September 2026; later ones bring what has changed, or nothing
    may_reject=0.02,  # typed by thousands of applicants
    fetch=JsonRecords(
        url="https://data.vinnova.se/api/projekt/{since}", since_first="2020-01-01",  # wider windows time out at the publisher
        entries=Entries(
            kind="grant", id="{Diarienummer}", title="{Ärenderubrik|ÄrenderubrikEngelska}", text="{Projektreferat|MalSvenska|MalEngelska}",
            organisation="{KoordinatorOrg}", start="{ProjektStart}", end="{ProjektSlut}", amount="BeviljatBidrag", case="{Diarienummer}",
            status="{Status}", funder="Vinnova",
        ),
    ),
)  # fmt: skip
