"""Public procurements as the agency's statistics list them: who bought what, by CPV, handed in as the files of one year."""

from dataclasses import replace

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.entries import Entries
from ingest.source import Source

HOME = "https://www.upphandlingsmyndigheten.se/statistik/upphandlingsstatistik/"
BUYING = Entries(
    kind="procurement", id="{Upphandlings-ID}", title="{Upphandlingens titel}", organisation="{Namn för köpare}",
    orgnr="{Organisationsnummer för köpare}", start="{Publiceringsdatum}", codes=("cpv:{Huvudsaklig CPV-kod:ord}",),
    text="{Typ av avtal}. CPV {Huvudsaklig CPV-kod}.",
)  # fmt: skip
SOURCE = Source(
    title="Offentliga upphandlingar", publisher="Upphandlingsmyndigheten", licence="CC0 enligt förrådet som har filerna", licence_class="open",
    homepage=HOME, track="context",
    limits="Bara annonserade upphandlingar; direktupphandlingar och avrop från ramavtal syns inte. Värdet är det kontrakterade enligt annonserna "
    "och saknas för många. Nationella upphandlingsstatistiken för 2021: inget annat år är inläst.",
    method="Köparnas annonser, samlade av registrerade annonsdatabaser. Inläst ur en kopia av myndighetens fil, rader för kommunerna i "
    "regionen och deras bolag; leverantörerna läses inte.",
    row_count=(1, 60_000),  # a part may be handed in; the country announces some 20,000 a year
    fetch=None,
    accepts={
        "values": CsvTable(url=HOME, entries=replace(BUYING, amount="Kontrakterat värde, Summa")),
        "number": CsvTable(url=HOME, entries=BUYING, only={"Antal upphandlingar, Summa": ("1",)}),
    },
)  # fmt: skip
