"""The catalogue after DCAT-AP-SE 3, made from the declared datasets: what there is, whose it is, on what terms, where it can be had.

Every node has an address of its own under the catalogue's, so that the same snapshot gives the same bytes. Relative where the service's own
address is not known: a reader resolves them against the address it asked.
"""

import json
from functools import lru_cache
from xml.etree import ElementTree

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import Namespace

from twin.opendata.catalogue_parts import COUNTRY, EU, VCARD, add_concepts, both, places, terms_node
from twin.opendata.declared import Dataset, datasets
from twin.opendata.index import ROOT
from twin.opendata.licences import CC0, OWN, terms
from twin.opendata.reading import WHY_EN, WHY_SV, left_out
from twin.warehouse import ask, current, cursor, meta

SERIAL = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("xml", "application/rdf+xml"),
    "jsonld": ("json-ld", "application/ld+json"),
}
DCATAP = Namespace("http://data.europa.eu/r5r/")
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


def serialised(base: str, form: str) -> bytes:
    """The catalogue in one of its forms: ttl, rdf or jsonld. Raises KeyError for another, NoWarehouse."""
    return _kept(str(current()), base, form)


@lru_cache(maxsize=8)
def _kept(snapshot: str, base: str, form: str) -> bytes:
    made, kind = graph(base), SERIAL[form][0]
    if kind == "json-ld":
        told = json.loads(made.serialize(format=kind, auto_compact=True))
        return json.dumps(_sorted(told), ensure_ascii=False, sort_keys=True, indent=1).encode()
    if kind == "xml":
        return _sorted_xml(made)
    return made.serialize(format=kind, encoding="utf-8")


def _sorted_xml(made: Graph) -> bytes:
    """RDF/XML with its nodes and their properties in order: rdflib writes them as they come."""
    for prefix, space in made.namespaces():
        ElementTree.register_namespace(prefix, str(space))
    root = ElementTree.fromstring(made.serialize(format="xml"))  # noqa: S314 our own text
    for parent in (*root, root):
        parent[:] = sorted(parent, key=lambda child: (sorted(child.attrib.items()), child.tag, child.text or ""))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _sorted(told: object) -> object:
    if isinstance(told, list):
        return sorted((_sorted(one) for one in told), key=lambda one: json.dumps(one, sort_keys=True))
    return {key: _sorted(value) for key, value in told.items()} if isinstance(told, dict) else told


def graph(base: str) -> Graph:
    """The catalogue as a graph; `base` is the service's own address with a slash at the end."""
    made, about, at = Graph(bind_namespaces="none"), meta(), f"{base}{ROOT}catalog.ttl#"
    for prefix, space in (
        ("dcat", DCAT),
        ("dcterms", DCTERMS),
        ("foaf", FOAF),
        ("skos", SKOS),
        ("vcard", VCARD),
        ("dcatap", DCATAP),
        ("rdfs", RDFS),
    ):
        made.bind(prefix, space)
    catalogue, publisher, contact, service = (URIRef(f"{at}{name}") for name in ("catalog", "publisher", "contact", "service"))
    built = Literal(f"{about['built_at']}Z", datatype=XSD.dateTime)
    _agents(made, publisher, contact, about)
    add_concepts(made)
    made.add((URIRef(f"{base}oppna-data"), RDF.type, FOAF.Document))
    spatial = places(made, at)
    made.add((catalogue, RDF.type, DCAT.Catalog))
    both(made, catalogue, DCTERMS.title, f"Öppna data från {about['title']}", f"Open data of {about['title']}")
    both(made, catalogue, DCTERMS.description, "Initiativ, nyckeltal och samband för klimat och digitalisering, med källa och kvitto på varje siffra.",
         "Initiatives, key figures and connections of climate and digitalisation, with source and receipt of every figure.")  # fmt: skip
    for predicate, value in (
        (DCTERMS.publisher, publisher), (DCTERMS.license, URIRef(CC0)), (DCTERMS.modified, built), (FOAF.homepage, URIRef(f"{base}oppna-data")),
        (DCAT.themeTaxonomy, URIRef(f"{EU}data-theme")), (DCAT.service, service), (DCTERMS.spatial, COUNTRY),
        *((DCTERMS.language, URIRef(f"{EU}language/{code}")) for code in ("SWE", "ENG")),
    ):  # fmt: skip
        made.add((catalogue, predicate, value))
    _service(made, base, service, publisher, contact)
    for one in datasets():
        node = URIRef(f"{at}dataset-{one.name}")
        made.add((catalogue, DCAT.dataset, node))
        made.add((service, DCAT.servesDataset, node))
        _dataset(made, base, at, one, node, spatial)
        for predicate, value in ((DCTERMS.publisher, publisher), (DCAT.contactPoint, contact), (DCTERMS.modified, built)):
            made.add((node, predicate, value))
    return made


def _agents(made: Graph, publisher: URIRef, contact: URIRef, about: dict[str, str]) -> None:
    """The coordinator as publisher and contact: its role mailbox where region.toml tells one, else the page that the register has of it."""
    made.add((publisher, RDF.type, FOAF.Agent))
    made.add((publisher, FOAF.name, Literal(about["coordinator"], lang="sv")))
    for kind in (VCARD.Organization, VCARD.Kind):  # the one is a kind of the other, which the shapes do not know
        made.add((contact, RDF.type, kind))
    made.add((contact, VCARD.fn, Literal(about["coordinator"])))
    if mailbox := about.get("contact_email"):
        made.add((contact, VCARD.hasEmail, URIRef(f"mailto:{mailbox}")))
    for (url,) in ask("SELECT source_url FROM organisation WHERE name = ? AND source_url LIKE 'http%' ORDER BY id", [about["coordinator"]]):
        made.add((contact, VCARD.hasURL, URIRef(url)))


def _service(made: Graph, base: str, node: URIRef, publisher: URIRef, contact: URIRef) -> None:
    made.add((node, RDF.type, DCAT.DataService))
    both(made, node, DCTERMS.title, "Öppna data: gränssnitt", "Open data: interface")
    both(made, node, DCTERMS.description, "Läser alla datamängder, med sidor och urval.", "Reads every dataset, with pages and filters.")
    for predicate, value in (
        (DCAT.endpointURL, URIRef(f"{base}{ROOT}")), (DCAT.endpointDescription, URIRef(f"{base}{ROOT}openapi.json")), (DCTERMS.publisher, publisher),
        (DCAT.contactPoint, contact), (DCTERMS.license, URIRef(OWN)), (DCTERMS.accessRights, URIRef(f"{EU}access-right/PUBLIC")),
        (DCAT.landingPage, URIRef(f"{base}oppna-data")), (DCAT.theme, URIRef(f"{EU}data-theme/GOVE")),
    ):  # fmt: skip
        made.add((node, predicate, value))
    both(made, node, DCAT.keyword, "öppna data", "open data")


def _dataset(made: Graph, base: str, at: str, one: Dataset, node: URIRef, spatial: list[URIRef]) -> None:
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
        (DCTERMS.accrualPeriodicity, [URIRef(f"{EU}frequency/IRREG")]), (DCAT.landingPage, [URIRef(f"{base}oppna-data")]),
        (FOAF.page, [URIRef(f"{base}{ROOT}dictionary.html#{one.name}")]),
    ):  # fmt: skip
        for value in values:
            made.add((node, predicate, value))
    made.add((URIRef(f"{base}{ROOT}dictionary.html#{one.name}"), RDF.type, FOAF.Document))
    _years(made, at, one, node)
    _provenance(made, at, one, node)
    licence = terms_node(made, at, terms(one))
    for form in (*one.formats, ""):
        _distribution(made, base, at, one, node, form, licence)


def _distribution(made: Graph, base: str, at: str, one: Dataset, dataset: URIRef, form: str, licence: URIRef) -> None:
    file_type, media, swedish, english = FORMS[form]
    node, address = URIRef(f"{at}file-{one.name}-{form or 'api'}"), URIRef(f"{base}{ROOT}{one.name}{f'.{form}' if form else ''}")
    made.add((dataset, DCAT.distribution, node))
    made.add((node, RDF.type, DCAT.Distribution))
    both(made, node, DCTERMS.title, f"{one.title_sv}: {swedish}", f"{one.title_en}: {english}")
    both(made, node, DCTERMS.description, f"{swedish}. {terms(one).text_sv}", f"{english}. {terms(one).text_en}")
    for predicate, value in (
        (DCAT.accessURL, address), (DCTERMS.license, licence), (DCTERMS["format"], URIRef(f"{EU}file-type/{file_type}")),
        (DCAT.mediaType, URIRef(f"{IANA}{media}")), (DCATAP.availability, URIRef(f"{EU}planned-availability/AVAILABLE")),
        (DCAT.downloadURL, address) if form else (DCAT.accessService, URIRef(f"{at}service")),
    ):  # fmt: skip
        made.add((node, predicate, value))
    made.add((URIRef(f"{IANA}{media}"), RDF.type, DCTERMS.MediaType))


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
