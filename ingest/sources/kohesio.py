"""Projects of the EU's cohesion funds in Sweden, from the Commission's Kohesio: two programme periods, with the beneficiaries' names."""

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.entries import Entries
from ingest.connectors.joins import Join
from ingest.source import Source

DATA = "https://kohesio.ec.europa.eu/api/data/object?id=data/"
PERIODS = ("projects-2021-2027/latest/SE-pp21-27-latest.csv", "projects-2014-2020/latest/SE-pp14-20-latest.csv")
SOURCE = Source(
    title="EU:s sammanhållningsfonder (Kohesio)", publisher="Europeiska kommissionen (Kohesio)", licence="CC0", licence_class="open",
    homepage="https://kohesio.ec.europa.eu/", track="context", cadence="månadsvis",
    limits="Många celler är tomma, även pengar. Mottagare som inte är juridiska personer läses inte. Har inte hämtats från utgivaren; svaren i "
    "proven har påhittade värden i utgivarens form.",
    method="Utgivarens filer för två programperioder. Kommunen tas ur LAU-koden, annars ur läget, annars bara länet ur NUTS.",
    row_count=(100, 50_000),  # both periods, number not seen; drift tells of projects that vanish
    may_reject=0.05,  # gathered from managing authorities in all of the Union
    fetch=CsvTable(
        url=DATA + "{each}", each=PERIODS,
        joins=(Join(DATA + "beneficiaries/latest/SE-latest.csv", on=("Beneficiary_Unique_Identifier", "Beneficiary"), name="who"),),
        entries=Entries(
            kind="project", id="{Operation_Unique_Identifier}", title="{Operation_Name_Programme_Language|Operation_Name_English}",
            text="{Operation_Summary_Programme_Language|Operation_Summary_English}", organisation="{who.Beneficiary_Label}",
            place="{LAU_IDs}", nuts="{NUTS3_Code}", position=("Location_Indicator_Latitude_Longitude",), start="{Operation_Start_Date}",
            end="{Operation_End_Date}", dates="dmy", amount="Project_EU_Budget", currency="{Total_Eligible_Expenditure_currency}",
            funder="{Fund_Name}", case="{Operation_Local_Identifier}", legal_persons=True, url="{Operation_Unique_Identifier}",
            codes=("category:{Category_of_Intervention}", "thematic:{Thematic_Objective_ID}", "policy:{Policy_Objective_ID}"),
        ),
    ),
)  # fmt: skip
