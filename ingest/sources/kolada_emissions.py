"""Kolada's copy of the greenhouse-gas totals: a second road to the same figures, to test our own against. Its sectors are not brought in twice."""

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

SOURCE = Source(
    title="Växthusgaser enligt Kolada, för kontroll",
    publisher="Kolada (RKA)",
    licence="fri användning, ange «Källa: Kolada»",
    licence_class="open",
    homepage="https://www.kolada.se/",
    track="context",
    limits="Samma siffror som i nationella emissionsdatabasen men ofta en äldre årgång. Jämför bara med samma årgång; blanda aldrig serierna.",
    method="Kolada hämtar talen ur nationella emissionsdatabasen, som räknar om alla år varje gång.",
    on_overview=False,
    control=True,
    restates_series=True,
    fetch=Kolada(),
    accepts={"kolada": KoladaTable()},
    row_count=(100, 900),  # least: eleven years, six municipalities; most: both figures, 8 places, 50 years
    indicators=(
        Indicator("ghg_emissions_kolada", unit="t CO2e", kpi="N07702", value_range=(1000, 100_000_000)),  # the country: 68 Mt in 2000
        Indicator("ghg_per_inhabitant_kolada", unit="t CO2e per invånare", kpi="N00401", value_range=(0, 300)),  # a steel town: 235
    ),
)
