"""Grants of Klimatklivet: the workbook that Naturvårdsverket links to, one of its three equal sheets, legal persons only."""

from ingest.connectors.entries import Entries
from ingest.connectors.link import Link
from ingest.connectors.workbook import Workbook
from ingest.source import Source

PAGE = ("https://www.naturvardsverket.se/amnesomraden/klimatomstallningen/klimatklivet/sa-fungerar-klimatklivet/"
        "resultat--hur-har-det-gatt-for-klimatklivet/")  # fmt: skip
SOURCE = Source(
    title="Klimatklivets beviljade stöd", publisher="Naturvårdsverket", licence="ingen licens angiven; myndighetens uppgifter, ange källa",
    licence_class="authority", homepage=PAGE, track="context", cadence="två gånger om året",
    limits="Kommun saknas på alla laddstationer; då avgör den sökandes namn. Organisationsnummer, totalkostnad och beskrivning saknas, och "
    "enskilda personers stöd läses inte. Har inte hämtats från utgivaren; svaren i proven har påhittade värden i utgivarens form.",
    method="Arbetsboken som sidan länkar till, fliken Per kommun; de andra flikarna har samma rader. Beloppet är det senast tillgängliga och "
    "skrivs över av utgivaren.",
    row_count=(10_000, 150_000),  # 33,311 in September 2026, private persons among them; drift tells of those that vanish
    may_reject=0.01,  # typed by the applicants
    fetch=Workbook(
        link=Link(PAGE, text="Beviljade ansökningar", href=r"\.xlsx$", release=r"till och med (\d+ \w+ \d{4})"),
        sheets={"Per kommun": {}}, other_sheets="Per .*", anchor="Ärendenummer",
        entries=Entries(
            kind="grant", id="{Ärendenummer}", title="{Rubrik}", text="{Åtgärdskategori}", organisation="{Organisationsnamn}",
            place="{Kommun}", start="{Bifallsdatum}", end="{Senast tillgängligt slutdatum*}", amount="Senast tillgängligt beviljat*",
            funder="Naturvårdsverket", case="{Ärendenummer}", status="{Status}", codes=("klimatklivet:{Åtgärdskategori}",),
            legal_persons=True,
        ),
    ),
)  # fmt: skip
