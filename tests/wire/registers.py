"""Registers of grants and projects that nobody has read yet, in the form that their publishers document. Every value is made up."""

import io
import zipfile
from collections.abc import Sequence

from ingest.source import Request
from tests.wire.held import LONG_AGO, Held, as_csv, as_json, as_workbook

NAMES = ("ett", "två", "tre", "fyra", "fem")
FUNDERS = {  # number -> the end of a project's id, the name with its trailing blank
    "202100-5000": ("Energi", "Statens energimyndighet", "Swedish Energy Agency "), "202100-5216": ("Vinnova", "Vinnova", "Vinnova"),
    "202100-5232": ("Formas", "Formas", "Formas"), "202100-1975": ("NV", "Naturvårdsverket", "Swedish Environmental Protection Agency"),
}  # fmt: skip
DATES = ("2018-01-01 00:00:00", "2023-09-08 05:12:58", "11/28/2023 08:41:07", "2018")  # the four forms that SweCRIS has


def swecris(held: Held, request: Request) -> bytes:
    """Two projects a funder; the first is every funder's, once each with the same money."""
    number = request.url.rpartition("/")[2]
    at = list(FUNDERS).index(number)
    end, name_sv, name_en = FUNDERS[number]
    return as_json([_swecris(f"9000-0000{n}_{end}", name, at, name_sv, name_en) for n, name in ((0, "delat"), (at + 1, NAMES[at]))])


def _swecris(id_: str, name: str, at: int, funder_sv: str, funder_en: str) -> dict[str, object]:
    funder = list(FUNDERS)[at]
    return {
        "projectId": id_, "projectTitleSv": f"Provprojekt {name}", "projectTitleEn": f"Test project {name}",
        "projectAbstractSv": None if at == 2 else f"Påhittad text {name}.", "projectAbstractEn": f"Made-up text {name}.",
        "projectStartDate": DATES[at], "projectEndDate": DATES[-1 - at] if at > 1 else "2024-12-31 12:00:00",
        "coordinatingOrganisationId": "999999-0001", "coordinatingOrganisationNameSv": "Provverket",
        "coordinatingOrganisationNameEn": "Test Agency ", "coordinatingOrganisationTypeOfOrganisationSv": "Stat",
        "coordinatingOrganisationTypeOfOrganisationEn": "Governmental", "fundingOrganisationId": funder,
        "fundingOrganisationNameSv": funder_sv, "fundingOrganisationNameEn": funder_en,
        "fundingOrganisationTypeOfOrganisationSv": "Stat", "fundingOrganisationTypeOfOrganisationEn": "Governmental",
        "fundingsSek": 1000 * (at + 1) if name != "delat" else 900, "fundingYear": 2018, "fundingStartDate": "2018", "fundingEndDate": "2024",
        "typeOfAwardId": 1, "typeOfAwardDescrSv": "Projektbidrag", "typeOfAwardDescrEn": "Project grant", "updatedDate": None,
        "loadedDate": "07/10/2024 17:35:06", "scbs": "¤¤¤ 9: Prov, Test", "peopleList": None,
    }  # fmt: skip


CLIMATE = [
    "Ärendenummer", "Organisationsnamn", "Rubrik", "Åtgärdskategori", "Län", "Kommun", "Senast tillgängligt beviljat stödbelopp (kr)",
    "Summering Antal laddpunkter", "Laddinfra Publik/Icke-publik", "Bifallsdatum",
    "Senast tillgängligt slutdatum eller slutligt beslutsdatum", "Status", "Förordning inom Klimatklivet",
]  # fmt: skip


def klimatklivet(held: Held, request: Request) -> bytes:
    """The page with two links, or the workbook with the same rows in three sheets: dates as serial numbers, one row a sole trader's."""
    if request.expects == "html":
        link = '<a href="/prov/globalassets/{}">{}</a>'
        title = "Beviljade ansökningar till Klimatklivet till och med 30 juni 2026 (xlsx 1 MB)"
        links = link.format("prov.pdf", "Beviljade ansökningar (pdf)") + link.format("beviljade-ansokningar-prov.xlsx", title)
        return f"<!DOCTYPE html><html><head><title>Prov</title></head><body>{links}</body></html>".encode()
    rows: list[list[object]] = [
        ["PV-9-000001", "Provbolaget Aktiebolag", "Provåtgärd ett", "Avfall", "Provlän", "Provstad", 134000000, None, None, 43070, 44408],
        ["PV-9-000002 ", "Provföreningen", "Provåtgärd två", "Energikonvertering", None, None, 45900000, None, None, 46009, 46844],
        ["PV-9-000003", "Provkommun", "Laddstation", "Laddstation", None, None, 164312, 17, "Icke-publik", 43791, None],
        ["PV-9-000004", "Provverket", "Provåtgärd fyra", "Gasutsläpp", "Provlän", "Provstad", None, None, None, 42312, None],
        ["PV-9-000005", "Påhittad Enskild", "Provåtgärd fem", "Fordon", "Provlän", "Provstad", 5, None, None, 42312, None],
    ]
    whole = [CLIMATE, *([*row, "Slutförd åtgärd", "Förordning (2015:517)"] for row in rows)]
    return as_workbook({"Per åtgärdskategori": whole, "Per län": whole, "Per kommun": whole})


def vinnova(held: Held, request: Request) -> bytes:
    """Five projects; one without a word of its own."""
    return as_json(
        [
            {
                "Diarienummer": f"9000-0010{n}", "Ärenderubrik": f"Provprojekt {name}", "ÄrenderubrikEngelska": None,
                "DiarienummerAnsokningsomgang": None, "DiarienummerUtlysning": None, "DiarienummerProgram": None,
                "MalSvenska": f"Påhittat mål {name}." if n else None, "ResultatSvenska": None, "ImplementationSvenska": None,
                "MalEngelska": None, "ResultatEngelska": None, "ImplementationEngelska": None, "Projektreferat": None,
                "BeviljatBidrag": 1000 * (n + 1), "ProjektStart": "2021-09-01T00:00:00", "ProjektSlut": "2023-06-30T00:00:00",
                "KoordinatorOrg": "PROVBOLAGET AB", "KoordinatorArb": None, "LankLista": [], "Status": "Avslutat",
            }
            for n, name in enumerate(NAMES)
        ]
    )  # fmt: skip


def formas(held: Held, request: Request) -> bytes:
    """Five projects; lists are texts with '; ' between."""
    return as_json(
        [
            {
                "diarienummer": f"9000-0020{n}", "ärenderubrik": f"Provprojekt {name}", "ärenderubrikEngelska": f"Test project {name}",
                "projektbeskrivning": f"Påhittad beskrivning {name}.", "abstract": f"Made-up text {name}.", "nyckelord": "Prov; Test",
                "scbForskningsämneKod": "90101; 90102", "scbForskningsämneNamn": " Prov;  Test", "formasÄmnesområde": "Prov; Test",
                "hållbarhetsmål": "99 Provmål", "diarienummerUtlysning": "9000-00001", "utlysningTitel": "Provutlysning",
                "beviljatDatum": "2022-11-23T00:00:00", "projektStart": "2023-01-01T00:00:00", "projektSlut": "2027-12-31T00:00:00",
                "beviljatBidrag": 1000 * (n + 1), "medelsförvaltareNamn": "Provuniversitetet", "medelsförvaltareOrgnr": "999999-0002",
                "status": "Öppen", "ansökansId": 10000000 + n, "senastÄndrad": "2022-11-23T00:00:00",
            }
            for n, name in enumerate(NAMES)
        ]
    )  # fmt: skip


KOHESIO = [
    "Operation_Unique_Identifier", "Operation_Local_Identifier", "Operation_Name_English", "Operation_Name_Programme_Language",
    "Operation_Start_Date", "Operation_End_Date", "Cofinancing_Rate", "Total_Eligible_Expenditure_amount",
    "Total_Eligible_Expenditure_currency", "Project_EU_Budget", "Beneficiary_Unique_Identifier", "Location_Indicator_Latitude_Longitude",
    "Category_of_Intervention", "Category_Label", "Thematic_Objective_ID", "Thematic_Objective_Label", "Policy_Objective_ID",
    "Policy_Objective_Label", "Specific_Objective_ID", "Specific_Objective_Label", "Fund_Code", "Fund_Name", "Programme_Code",
    "Programme_Name", "Postal_Code", "LAU_IDs", "LAU_Labels", "NUTS1_Label", "NUTS2_Label", "NUTS3_Label", "NUTS1_Code", "NUTS2_Code",
    "NUTS3_Code", "Programming_Period", "Operation_Summary_English", "Operation_Summary_Programme_Language", "Managing_Authority",
    "Image_URL", "Info_Regio_ID", "Info_Regio_URL", "Coordinates",
]  # fmt: skip


def kohesio(held: Held, request: Request) -> bytes:
    """The list of beneficiaries, or three projects of a period: with LAU, with a position, with a county alone."""
    here = "https://linkedopendata.eu/entity/Q9"
    if "/beneficiaries/" in request.url:
        return as_csv(["Beneficiary", "Beneficiary_Label", "Website", "Wikidata_ID"], [[f"{here}1", "Provkommun", "", ""]])
    period = "2021-2027" if "2021-2027" in request.url else "2014-2020"
    rows = []
    for n, name in enumerate(NAMES[:3], start=int(period[:4])):
        told = {
            "Operation_Unique_Identifier": f"{here}{n}0", "Operation_Local_Identifier": f"9.{n}", "Operation_Name_English": f"Test {name}",
            "Operation_Name_Programme_Language": f"Provprojekt {name}", "Operation_Start_Date": "19/12/2018",
            "Operation_End_Date": "13/04/2023", "Total_Eligible_Expenditure_amount": "40000.0", "Total_Eligible_Expenditure_currency": "EUR",
            "Project_EU_Budget": "20000.5" if name == "ett" else "", "Beneficiary_Unique_Identifier": f"{here}1",
            "Location_Indicator_Latitude_Longitude": "59.5,16.5" if name == "två" else "", "Category_of_Intervention": "001",
            "Thematic_Objective_ID": "TO02", "Policy_Objective_ID": "PO01", "Fund_Code": "ERDF", "Fund_Name": "Provfonden",
            "LAU_IDs": "SE_9999" if name == "ett" else "", "NUTS3_Code": "SE999", "Programming_Period": period,
            "Operation_Summary_English": "Made up.", "Operation_Summary_Programme_Language": f"Påhittad text {name}.",
        }  # fmt: skip
        rows.append([told.get(column, "") for column in KOHESIO])
    return as_csv(KOHESIO, rows)


PARTNERS = [
    "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street", "postCode", "city",
    "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate", "rcn", "order", "role", "ecContribution",
    "netEcContribution", "totalCost", "endOfParticipation", "active",
]  # fmt: skip
PROJECTS = [
    "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis", "topics", "ecSignatureDate",
    "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "objective", "contentUpdateDate", "rcn", "grantDoi", "keywords",
]  # fmt: skip


def cordis(held: Held, request: Request) -> bytes:
    """Three Swedish participants and a foreign one in two projects; decimals with a point and with a comma."""
    projects = [
        {"id": f"90000000{n}", "acronym": f"PROV{n}", "status": "SIGNED", "title": f"Test project {name}", "startDate": "2022-10-01",
         "endDate": "2025-12-31", "objective": f"Made-up objective {name}."}
        for n, name in enumerate(NAMES[:2])
    ]  # fmt: skip
    partners = [
        {"projectID": f"90000000{n % 2}", "organisationID": f"99900000{n}", "vatNumber": "SE999999000101" if country == "SE" else "DK99999999",
         "name": f"PROVUNIVERSITETET {n}", "country": country, "nutsCode": "SE999", "geolocation": "59.5,16.5", "role": "participant",
         "ecContribution": money, "endOfParticipation": "false"}
        for n, (country, money) in enumerate((("SE", "363031.25"), ("SE", "363031,25"), ("SE", "1000"), ("DK", "5")))
    ]  # fmt: skip
    files = {"project.csv": _quoted(PROJECTS, projects), "organization.csv": _quoted(PARTNERS, partners)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _quoted(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> bytes:
    return as_csv(columns, [[row.get(column, "") for column in columns] for row in rows], quoted=True, separator=";")
