"""Swedish parts of the EU's research projects under Horizon Europe, from the Commission's CORDIS."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.entries import OWN, Entries
from ingest.connectors.joins import Join
from ingest.source import Source

SOURCE = Source(
    title="EU:s forskningsprojekt (CORDIS)", publisher="Europeiska kommissionen (CORDIS)", licence="CC BY 4.0", licence_class="open",
    homepage="https://cordis.europa.eu/", track="context", cadence="månadsvis",
    limits="Bara Horisont Europa, inte de tidigare ramprogrammen, och bara svenska deltagare. Har inte hämtats från utgivaren; svaren i proven "
    "har påhittade värden i utgivarens form.",
    method="Utgivarens hela fil. En post per svensk deltagare, med dess del av bidraget i euro; organisationsnumret tas ur momsnumret.",
    row_count=(100, 60_000),  # Swedish participations, number not seen; drift tells of those that vanish
    may_reject=0.02,  # the two kinds of decimal marks are told apart number by number
    fetch=CsvTable(
        url="https://cordis.europa.eu/data/cordis-HORIZONprojects-csv.zip", member="organization.csv", separator=";",
        joins=(Join("project.csv", on=("projectID", "id"), name="project"),), only={"country": ("SE",)},
        entries=Entries(
            kind="project", id="{projectID}-{organisationID}", title="{project.title}", text="{project.objective}", organisation="{name}",
            orgnr="{vatNumber}", nuts="{nutsCode}", position=("geolocation",), start="{project.startDate}", end="{project.endDate}",
            amount="ecContribution", decimal=OWN, currency="EUR", funder="Europeiska kommissionen", case="{projectID}",
            status="{project.status}", url="https://cordis.europa.eu/project/id/{projectID}",
        ),
    ),
)  # fmt: skip
