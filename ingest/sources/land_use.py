"""Hectares by land use, from SCB's five-yearly statistics."""

from ingest.connectors.csv_table import CsvTable
from ingest.source import Indicator, Source

HOME = "https://www.scb.se/hitta-statistik/statistik-efter-amne/miljo/markanvandning/"
CLASSES = {
    "total jordbruksmark": "jordbruksmark", "åkermark": "jordbruksmark/åkermark", "betesmark": "jordbruksmark/betesmark",
    "total skogsmark": "skogsmark", "skogsmark, produktiv": "skogsmark/produktiv", "skogsmark, improduktiv": "skogsmark/improduktiv",
    "bebyggd och anlagd mark": "bebyggd och anlagd mark", "öppen myrmark": "öppen myrmark", "övrig mark": "övrig mark",
    "total landareal": "total", "total vattenareal": "vatten",
}  # fmt: skip
SOURCE = Source(
    title="Markanvändning",
    publisher="SCB",
    licence="CC0 1.0",
    licence_class="open",
    homepage=HOME,
    track="context",
    cadence="vart femte år",
    limits="Ett enda år, 2020. Klasserna är grova, och ändrad metod gör äldre år ojämförbara.",
    method="Kartor och register vägs samman till hektar per klass. Totalen är landarealen; vatten räknas för sig.",
    indicators=(Indicator("land_use_ha", unit="ha", value_range=(0, 60_000_000)),),  # the whole country with its waters is 53 million
    row_count=(66, 400),  # eleven classes for each of six, one year
    fetch=None,
    accepts={
        "extract": CsvTable(url=HOME, place="kommun", period="year", values={name: ("land_use_ha", part) for name, part in CLASSES.items()})
    },
)
