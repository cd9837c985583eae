"""One dataset in the catalogue: what it is, from which years, whose figures it has, and in which forms it can be had."""

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, URIRef

from twin.opendata.catalogue_parts import COUNTRY, DCATAP, EU, Where, both, terms_node
from twin.opendata.declared import Dataset
from twin.opendata.licences import terms
from twin.opendata.reading import WHY_EN, WHY_SV, left_out
from twin.warehouse import cursor

IANA = "https://www.iana.org/assignments/media-types/"
FORMS = {  # form -> EU file type, media type, title in Swedish and English
    "csv": ("CSV", "text/csv", "CSV, kommatecken och decimalpunkt", "CSV, commas and decimal points"),
    "excel.csv": (
        "CSV",
        "text/csv",
        "CSV för svenskt Excel, semikolon och decimalkomma",
        "CSV for a Swedish Excel, semicolons and decimal commas",
    ),
    "json": ("JSON", "application/json", "JSON, alla rader", "JSON, all rows"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet", "Parquet", "Parquet"),
    "geojson": ("GEOJSON", "application/geo+json", "GeoJSON", "GeoJSON"),
    "": ("JSON", "application/json", "Gränssnitt med sidor och urval (JSON)", "Interface with pages and filters (JSON)"),
}


def describe(made: Graph, where: Where, one: Dataset, node: URIRef, spatial: list[URIRef]) -> None:
    """All that is said of one dataset and its forms."""
    at, page, words = where.about, URIRef(f"{where.base}{where.page}"), URIRef(f"{where.base}{where.dictionary}#{one.name}")
    made.add((node, RDF.type, DCAT.Dataset))
    both(made, node, DCTERMS.title, one.title_sv, one.title_en)
    lacking = sum(row.rows for row in left_out(one))
    both(made, node, DCTERMS.description, f"{one.description_sv} {f'{lacking} rader är utelämnade. {WHY_SV}' if lacking else ''}".strip(),
         f"{one.description_en} {f'{lacking} rows are left out. {WHY_EN}' if lacking else ''}".strip())  # fmt: skip
    made.add((node, DCTERMS.identifier, Literal(one.name)))
    for swedish, english in zip(one.keywords_sv, one.keywords_en, strict=True):
        both(made, node, DCAT.keyword, swedish, english)
    for predicate, values in (
        (DCAT.theme, [URIRef(f"{EU}data-theme/{code}") for code in one.themes]), (DCTERMS.spatial, [COUNTRY, *spatial]),
        (DCTERMS.language, [URIRef(f"{EU}language/{code}") for code in ("SWE", "ENG")]), (DCTERMS.accessRights, [URIRef(f"{EU}access-right/PUBLIC")]),
        (DCTERMS.accrualPeriodicity, [URIRef(f"{EU}frequency/IRREG")]), (DCAT.landingPage, [page]),
        (FOAF.page, [words]),
    ):  # fmt: skip
        for value in values:
            made.add((node, predicate, value))
    made.add((words, RDF.type, FOAF.Document))
    _years(made, at, one, node)
    _provenance(made, at, one, node)
    licence = terms_node(made, at, terms(one))
    for form in where.forms(one):
        _distribution(made, where, one, node, form, licence)


def _distribution(made: Graph, where: Where, one: Dataset, dataset: URIRef, form: str, licence: URIRef) -> None:
    file_type, media, swedish, english = FORMS[form]
    node, address = URIRef(f"{where.about}file-{one.name}-{form or 'api'}"), URIRef(where.address(one, form))
    made.add((dataset, DCAT.distribution, node))
    made.add((node, RDF.type, DCAT.Distribution))
    both(made, node, DCTERMS.title, f"{one.title_sv}: {swedish}", f"{one.title_en}: {english}")
    both(made, node, DCTERMS.description, f"{swedish}. {terms(one).text_sv}", f"{english}. {terms(one).text_en}")
    for predicate, value in (
        (DCAT.accessURL, address), (DCTERMS.license, licence), (DCTERMS["format"], URIRef(f"{EU}file-type/{file_type}")),
        (DCAT.mediaType, URIRef(f"{IANA}{media}")), (DCATAP.availability, URIRef(f"{EU}planned-availability/AVAILABLE")),
        (DCAT.downloadURL, address) if form else (DCAT.accessService, URIRef(f"{where.about}service")),
    ):  # fmt: skip
        made.add((node, predicate, value))
    made.add((URIRef(f"{IANA}{media}"), RDF.type, DCTERMS.MediaType))
    if address.endswith(".zip"):
        made.add((node, DCAT.compressFormat, URIRef(f"{IANA}application/zip")))
        made.add((URIRef(f"{IANA}application/zip"), RDF.type, DCTERMS.MediaType))


def _years(made: Graph, at: str, one: Dataset, node: URIRef) -> None:
    """From which year to which the rows tell, where they have years."""
    if all(column.name != "year" for column in one.columns):
        return
    with cursor() as asked:
        first, last = asked.execute(f"SELECT min(year), max(year) FROM ({one.sql}\n)").fetchall()[0]
    if first is None:
        return
    span = URIRef(f"{at}years-{one.name}")
    made.add((node, DCTERMS.temporal, span))
    made.add((span, RDF.type, DCTERMS.PeriodOfTime))
    made.add((span, DCAT.startDate, Literal(str(first), datatype=XSD.gYear)))
    made.add((span, DCAT.endDate, Literal(str(last), datatype=XSD.gYear)))


def _provenance(made: Graph, at: str, one: Dataset, node: URIRef) -> None:
    """Whose figures the rows are: one statement a publisher."""
    if one.licence == "own" or all(column.name != "source_key" for column in one.columns):
        return
    with cursor() as asked:
        rows = asked.execute(f"""
            SELECT s.key, s.title, s.publisher, s.licence, count(*) FROM ({one.sql}\n) AS a JOIN source AS s ON s.key = a.source_key
            WHERE a.licence_class <> 'private' GROUP BY ALL ORDER BY ALL""").fetchall()
    for key, title, publisher, licence, n in rows:
        stated = URIRef(f"{at}provenance-{one.name}-{key}")
        made.add((node, DCTERMS.provenance, stated))
        made.add((stated, RDF.type, DCTERMS.ProvenanceStatement))
        both(
            made,
            stated,
            RDFS.label,
            f"{n} rader ur {title}, {publisher}. Licens: {licence}.",
            f"{n} rows from {title}, {publisher}. Licence: {licence}.",
        )
