"""Electric cars and plug-in hybrids, in use and newly registered: Trafikanalys' interface year by year, and its workbook of 2025."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.table import Target
from ingest.connectors.trafa import Trafa
from ingest.connectors.workbook import Workbook
from ingest.source import Indicator, Source

API, HOME = "https://api.trafa.se/api/data", "https://www.trafa.se/vagtrafik/fordon/"
IN_USE = {"103": "electric_cars", "105": "plugin_hybrids"}  # fuel codes: 103 El, 105 Laddhybrid
NEW = {"103": "new_electric_cars", "105": "new_plugin_hybrids"}
YEARS = ("2016", "2017", "2018", "2020", "2021")  # the other years are handed in as the publisher's own answers
SHEETS: dict[str, dict[str, Target]] = {
    "Tabell 4 Personbil": {"El": IN_USE["103"], "Laddhybrider": IN_USE["105"]},
    "Tabell 5 Personbil": {"El": NEW["103"], "Laddhybrider": NEW["105"]}}  # fmt: skip
SOURCE = Source(
    title="Elbilar och laddhybrider", publisher="Trafikanalys", homepage=HOME, track="climate", licence_class="authority",
    licence="officiell statistik; ingen licens angiven, ange källa",
    limits="Räknas där ägaren är folkbokförd eller har sitt säte. Utgivaren utelämnar rader som bara har nollor; de återställs här. "
    "År 2024 följer inte med.",
    method="Ur vägtrafikregistret: bilar i trafik den 31 december och nyregistrerade under året.",
    indicators=tuple(Indicator(kind, unit="bilar", value_range=(0, 6_000_000)) for kind in (*IN_USE.values(), *NEW.values())),
    row_count=(90, 1000),  # four figures a year for each of six, at least four years; at most 40 years with county and country
    fetch=Trafa(product="t10026", first_year=2015, pick="drivmedel", values={"nyregunder": NEW, "itrfslut": IN_USE}),
    accepts={
        "answer": Trafa(product="t10026", pick="drivmedel", values={"nyregunder": NEW, "itrfslut": IN_USE}),
        "extract": CsvTable(url=API, place="municipality_code", period="year", pick="fuel_code", only={"year": YEARS},
                            values={"new_registrations": NEW, "in_use_year_end": IN_USE}),
        "workbook": Workbook(url=HOME, sheets=SHEETS, other_sheets=".*", anchor="Bensin", rows_below=2, place="Kommunkod",
                             period_in=r"År (\d{4})", zero=("–",), release_in=r"Publiceringsdatum: (\d{4}-\d\d-\d\d)")})  # fmt: skip
