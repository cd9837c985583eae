"""The register's files and columns in the words of those who fill them in: for the form, the workbook's sheet of explanations and the faults."""

import re

from twin.register import sheets
from twin.register.checks import QUALITIES
from twin.register.sheets import Sheet
from twin.words import t

# Columns whose words are a closed list. The same tuples that the checks hold.
CLOSED = {
    ("organisations.csv", "kind"): sheets.KINDS,
    ("initiatives.csv", "geo_level"): sheets.LEVELS,
    ("initiatives.csv", "climate_score"): ("0", "1", "2"),
    ("initiatives.csv", "digital_score"): ("0", "1", "2"),
    ("initiatives.csv", "phase"): sheets.PHASES,
    ("initiative_organisations.csv", "role"): sheets.ROLES,
    ("initiative_tags.csv", "scheme"): sheets.SCHEMES,
    ("initiative_relations.csv", "kind"): ("related", "parent", "successor"),
    ("targets.csv", "scope"): ("territory", "organisation", "none"),
    ("targets.csv", "gas"): ("ghg", "co2", "energy", "none"),
    ("targets.csv", "state"): ("found", "not_found"),
    ("targets.csv", "drawable"): ("ja", "nej"),
    ("register_answers.csv", "answer"): sheets.ANSWERS,
    ("register_same.csv", "same"): ("ja", "nej"),
}


def tab(file: str) -> str:
    """The name of a file's sheet in the workbook. Swedish in both languages: it comes back with the upload."""
    return {
        "organisations.csv": "Organisationer",
        "initiatives.csv": "Initiativ",
        "initiative_organisations.csv": "Roller",
        "initiative_places.csv": "Kommuner",
        "initiative_tags.csv": "Märkning",
        "initiative_sources.csv": "Källor",
        "initiative_relations.csv": "Relationer",
        "targets.csv": "Mål",
        "initiative_registers.csv": "Registerposter",
        "register_answers.csv": "Svar om poster",
        "register_same.csv": "Samma projekt",
        "tag_dismissals.csv": "Avfärdad märkning",
    }[file]


def label(column: str) -> str:
    """A column in the reader's words."""
    return {
        "id": t("Beteckning"),
        "title_sv": t("Titel"),
        "description_sv": t("Beskrivning"),
        "owner_text": t("Ansvarig, som källan skriver"),
        "owner_org_id": t("Ansvarig organisation"),
        "partners_text": t("Partner enligt källan"),
        "geo_level": t("Räckvidd"),
        "climate_score": t("Klimat, 0–2"),
        "digital_score": t("Digitalt, 0–2"),
        "phase": t("Läge"),
        "phase_basis": t("Lägets grund"),
        "start_date": t("Start"),
        "end_date": t("Slut"),
        "as_of": t("Uppgift från"),
        "quality": t("Hur uppgiften är sedd"),
        "budget_sek": t("Budget, kronor"),
        "budget_note": t("Om budgeten"),
        "funder_text": t("Finansiär"),
        "initiative_id": t("Initiativ"),
        "organisation_id": t("Organisation"),
        "role": t("Roll"),
        "place_code": t("Kommun"),
        "scheme": t("Sort av märkning"),
        "code": t("Märkning"),
        "evidence": t("Vilar på"),
        "url": t("Källans adress"),
        "seen_at": t("Källan sedd"),
        "source_url": t("Källans adress"),
        "note_sv": t("Anmärkning"),
        "name": t("Namn"),
        "orgnr": t("Organisationsnummer"),
        "kind": t("Sort"),
        "parent_id": t("Moderorganisation"),
        "business_sv": t("Verksamhet"),
        "aliases": t("Andra skrivningar"),
        "source_key": t("Registret"),
        "entry_id": t("Registerpost"),
        "receipt_id": t("Kvittots id"),
        "answer": t("Svar om posten"),
        "same": t("Samma projekt"),
        "a_source": t("Den enas register"),
        "a_id": t("Den ena posten"),
        "b_source": t("Den andras register"),
        "b_id": t("Den andra posten"),
    }.get(column, column)


def worded(text: str) -> str:
    """A fault's words with columns and files called as the form calls them: 'ligger före «Start» 2019'."""
    names = {column.name for sheet in sheets.SHEETS for column in sheet.columns if "_" in column.name or column.name == "aliases"}
    text = re.sub(r"\b[a-z_]+\b(?!\.csv)", lambda found: f"«{label(found[0])}»" if found[0] in names else found[0], text)
    return re.sub(
        r"\b[a-z_]+\.csv\b", lambda found: f"«{tab(found[0])}»" if found[0] in {sheet.file for sheet in sheets.SHEETS} else found[0], text
    )


def meaning(sheet: Sheet, column: str) -> str:
    """What a column holds, in a sentence for the one who fills it in; '' where its name says it."""
    common = {
        "evidence": t("Ord som står ordagrant i initiativets text och bär uppgiften, annars «kodad av redaktionen»."),
        "initiative_id": t("Initiativets beteckning i bladet Initiativ."),
        "place_code": t("Kommunkod med fyra siffror, som 0682."),
        "seen_at": t("När källan lästes: år, år-månad eller datum."),
        "source_key": t("Källans nyckel på sidan Källor."),
        "entry_id": t("Postens beteckning i registret, precis som den står där."),
    }
    return {
        ("initiatives.csv", "id"): t("Två till fem versaler, bindestreck och löpnummer, som NAS-01. Ändras aldrig."),
        ("initiatives.csv", "title_sv"): t("Högst 160 tecken."),
        ("initiatives.csv", "description_sv"): t("En eller två meningar med egna ord, högst 300 tecken."),
        ("initiatives.csv", "owner_text"): t("Den ansvariga som källan skriver det. Organisationens namn måste finnas med."),
        ("initiatives.csv", "owner_org_id"): t("Den enda ansvariga organisationens id i bladet Organisationer."),
        ("initiatives.csv", "climate_score"): t("0 inget mål, 1 ett av målen, 2 huvudmål. Klimat och digitalt får inte båda vara 0."),
        ("initiatives.csv", "digital_score"): t("0 inget mål, 1 ett av målen, 2 huvudmål. Klimat och digitalt får inte båda vara 0."),
        ("initiatives.csv", "phase"): t("Hur långt initiativet har kommit enligt källan."),
        ("initiatives.csv", "phase_basis"): t("Var läget är läst, till exempel «sidan»."),
        ("initiatives.csv", "start_date"): t("År, år-månad eller datum: 2025, 2025-09 eller 2025-09-01."),
        ("initiatives.csv", "end_date"): t("År, år-månad eller datum: 2025, 2025-09 eller 2025-09-01."),
        ("initiatives.csv", "as_of"): t("Dagen som uppgiften gäller, inte dagen då den skrevs in. Tomt betyder okänt."),
        ("initiatives.csv", "quality"): t("Börjar med ett av: {words}.", words=", ".join(QUALITIES)),
        ("initiatives.csv", "budget_sek"): t("Hela kronor, bara siffror."),
        ("initiative_tags.csv", "code"): t("En kod ur listan för sorten; listorna står i bladet Koder."),
        ("initiative_sources.csv", "url"): t("Hel webbadress, eller utgivare och dokument i ord."),
        ("organisations.csv", "id"): t("Små bokstäver a–z, siffror och bindestreck."),
        ("organisations.csv", "orgnr"): t("Som 212000-0498; tomt om numret inte är läst."),
        ("organisations.csv", "aliases"): t("Andra sätt att skriva namnet, med semikolon mellan."),
        ("register_answers.csv", "value"): t("Skälet att ignorera ({words}), eller organisationens id.", words=", ".join(sheets.IGNORED)),
        ("register_answers.csv", "note_sv"): t("Skälet i egna ord. Skriv roller, inga personnamn."),
    }.get((sheet.file, column), common.get(column, ""))
