"""Passenger cars in use by fuel, from Trafikanalys' yearly workbook of vehicles in counties and municipalities."""

from ingest.connectors.table import Target
from ingest.connectors.workbook import Workbook
from ingest.source import Indicator, Source

FUELS: dict[str, Target] = {
    "Bensin": ("cars", "bensin"), "Diesel": ("cars", "diesel"), "El": ("cars", "el"), "Elhybrider": ("cars", "elhybrid"),
    "Laddhybrider": ("cars", "laddhybrid"), "Etanol": ("cars", "etanol"), "Gas": ("cars", "gas"), "Övriga": ("cars", "övriga"),
    "Totalt": "cars",
}  # fmt: skip
SOURCE = Source(
    title="Personbilar i trafik efter drivmedel",
    publisher="Trafikanalys",
    licence="officiell statistik; ingen licens angiven, ange källa",
    licence_class="authority",
    homepage="https://www.trafa.se/vagtrafik/fordon/",
    track="climate",
    limits="Räknas där ägaren är folkbokförd eller har sitt säte, inte där bilen körs; leasade bilar kan stå på en annan kommun. "
    "Mildhybrider räknas som bensin eller diesel.",
    method="Ur vägtrafikregistret den 31 december. Kommer som arbetsbok i februari och lämnas in med adopt.",
    indicators=(Indicator("cars", unit="bilar", value_range=(0, 6_000_000)),),  # the whole country has five million
    row_count=(54, 90),  # nine columns for each of six, and for county and country
    fetch=None,
    accepts={"workbook": Workbook(
        url="https://www.trafa.se/vagtrafik/fordon/", sheets={"Tabell 4 Personbil": FUELS}, other_sheets=".*", anchor="Bensin",
        rows_below=2, place="Kommunkod", period_in=r"År (\d{4})", zero=("–",), release_in=r"Publiceringsdatum: (\d{4}-\d\d-\d\d)",
    )},
)  # fmt: skip
