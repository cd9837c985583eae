"""Minutes without electricity, copied by hand from a public project. Never on Översikt."""

from ingest.connectors.csv_table import CsvTable
from ingest.source import Indicator, Source

SOURCE = Source(
    title="Elavbrott per kund",
    publisher="Energimarknadsinspektionen",
    licence="ingen licens angiven; myndighetens uppgifter, ange källa",
    licence_class="authority",
    homepage="https://ei.se/",
    track="climate",
    on_overview=False,
    limits="Avskrivet för hand ur ett annat projekt och inte jämfört med myndighetens egen fil. Ett av värdena, 230 minuter, sticker ut. "
    "Bara år 2024.",
    method="Elnätsföretagen rapporterar avbrott; talet är medelantalet minuter per kund och år (SAIDI).",
    indicators=(Indicator("outage_minutes", unit="minuter per kund", value_range=(0, 10_000)),),  # ten thousand minutes is a week
    row_count=(6, 60),  # one year for each of six, at most ten
    fetch=None,
    accepts={
        "table": CsvTable(url="https://ei.se/", place="municipality_code", at="2024", values={"ei_saidi_minutes_2024": "outage_minutes"})
    },
)
