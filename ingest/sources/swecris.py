"""Grants of the national research funders that pay for climate and digital change, from SweCRIS. Persons are not read."""

from ingest.connectors.entries import Entries
from ingest.connectors.json_records import JsonRecords
from ingest.source import Source

API = "https://swecris-api.vr.se/v1/projects/funders/{each}"
FUNDERS = ("202100-5000", "202100-5216", "202100-5232", "202100-1975")  # Energimyndigheten, Vinnova, Formas, Naturvårdsverket
SOURCE = Source(
    title="Forskningsbidrag (SweCRIS)", publisher="Vetenskapsrådet (SweCRIS)", licence="CC0", licence_class="open", track="context",
    homepage="https://www.vr.se/swecris.html", cadence="dagligen",
    limits="Bara fyra finansiärer, och bara den koordinerande organisationen: en kommun som är partner syns om texten nämner den. "
    "Har inte hämtats från utgivaren; svaren i proven har påhittade värden i utgivarens form.",
    method="En fråga per finansiär. Ett bidrag med två finansiärer står en gång hos var och en med samma ärendenummer, och räknas ihop till ett.",
    row_count=(10_000, 150_000),  # some 40,000 projects; drift tells of those that vanish
    may_reject=0.02,  # dates in four forms, typed by seven funders
    fetch=JsonRecords(
        url=API, each=FUNDERS, headers={"Authorization": "Bearer $SWECRIS_TOKEN"},
        refused="Nyckeln till SweCRIS byts varje år. Läs den nya på https://swecris-api.vr.se/index.html och sätt den i SWECRIS_TOKEN.",
        entries=Entries(
            kind="grant", id="{projectId}", title="{projectTitleSv|projectTitleEn}", text="{projectAbstractSv|projectAbstractEn}",
            organisation="{coordinatingOrganisationNameSv|coordinatingOrganisationNameEn}", orgnr="{coordinatingOrganisationId}",
            start="{projectStartDate}", end="{projectEndDate}", dates="mdy", amount="fundingsSek",
            funder="{fundingOrganisationNameSv|fundingOrganisationNameEn}", case="{projectId}", case_form=r"^([^_]+)_",
            url="https://www.vr.se/english/swecris.html#/project/{projectId}",
        ),
    ),
)  # fmt: skip
