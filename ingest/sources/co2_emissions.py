"""Carbon dioxide alone by main sector and subsector, from the emission database's workbook."""

from ingest.connectors.labels import main_sector, subsector
from ingest.connectors.table import EACH
from ingest.connectors.workbook import Workbook
from ingest.source import Indicator, Source

NED = "https://nationellaemissionsdatabasen.smhi.se/"
SOURCE = Source(
    title="Utsläpp av koldioxid per undersektor",
    publisher="SMHI för Naturvårdsverket (Nationella emissionsdatabasen)",
    licence="ingen licens angiven; myndighetens statistik, ange källa",
    licence_class="authority",
    homepage=NED,
    track="climate",
    restates_series=True,
    limits="Bara koldioxid: metan och lustgas från jordbruk och avfall ingår inte, så talen är lägre än växthusgaserna. Industri "
    "samt el och fjärrvärme delas inte upp i undersektorer.",
    method="Samma beräkning som växthusgaserna, för en gas. «total» är databasens egen rad Alla; undersektorerna ger "
    "nästan, men inte alltid helt, sin huvudsektor.",
    indicators=(Indicator("co2_emissions", unit="t CO2", jump=(1.5, "störst hittills är faktor 1,35, på fem år (Tranås 2010–2015)")),),
    row_count=(2500, 20000),  # 62 rows a place: six municipalities, at least 7 years; at most 35 years with county and country
    fetch=Workbook(
        url=f"{NED}api/getexcelfile/?county=0&municipality=0&sub=CO2",
        sheets={".*": {EACH: "co2_emissions"}}, anchor="Huvudsektor", rows_above=1, must_say="Enhet: ton",
        place="Kommun", county="Län", breakdown=("Huvudsektor", "Undersektor"),
        labels={"Huvudsektor": main_sector, "Undersektor": subsector},
        release_in=r"Länsrapport, (\d{4}-\d\d-\d\d)",
    ),
)  # fmt: skip
