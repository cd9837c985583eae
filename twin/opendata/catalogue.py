"""The catalogue after DCAT-AP-SE 3, made from the declared datasets: what there is, whose it is, on what terms, where it can be had.

Every node has an address of its own under the catalogue's, so that the same snapshot gives the same bytes. Relative where the service's own
address is not known: a reader resolves them against the address it asked.
"""

import json
from functools import lru_cache
from xml.etree import ElementTree

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from twin.opendata.catalogue_dataset import describe
from twin.opendata.catalogue_parts import COUNTRY, DCATAP, EU, VCARD, Where, add_concepts, both, places
from twin.opendata.declared import datasets
from twin.opendata.index import ROOT
from twin.opendata.licences import CC0, OWN
from twin.warehouse import ask, current, meta

SERIAL = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("xml", "application/rdf+xml"),
    "jsonld": ("json-ld", "application/ld+json"),
}


def serialised(base: str, form: str) -> bytes:
    """The catalogue in one of its forms: ttl, rdf or jsonld. Raises KeyError for another, NoWarehouse."""
    return _kept(str(current()), base, form)


@lru_cache(maxsize=8)
def _kept(snapshot: str, base: str, form: str) -> bytes:
    return written(graph(Where(base)), form)


def written(made: Graph, form: str) -> bytes:
    """A graph in one of the forms, the same bytes each time. Raises KeyError for another form."""
    kind = SERIAL[form][0]
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


def graph(where: Where) -> Graph:
    """The catalogue as a graph. The base of `where` is the service's own address with a slash at the end, or '' in a folder of files."""
    made, about, at, base = Graph(bind_namespaces="none"), meta(), where.about, where.base
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
    home = URIRef(f"{base}{where.page}")
    made.add((home, RDF.type, FOAF.Document))
    spatial = places(made, at)
    made.add((catalogue, RDF.type, DCAT.Catalog))
    both(made, catalogue, DCTERMS.title, f"Öppna data från {about['title']}", f"Open data of {about['title']}")
    both(made, catalogue, DCTERMS.description, "Initiativ, nyckeltal och samband för klimat och digitalisering, med källa och kvitto på varje siffra.",
         "Initiatives, key figures and connections of climate and digitalisation, with source and receipt of every figure.")  # fmt: skip
    for predicate, value in (
        (DCTERMS.publisher, publisher), (DCTERMS.license, URIRef(CC0)), (DCTERMS.modified, built), (FOAF.homepage, home),
        (DCAT.themeTaxonomy, URIRef(f"{EU}data-theme")), (DCTERMS.spatial, COUNTRY),
        *((DCTERMS.language, URIRef(f"{EU}language/{code}")) for code in ("SWE", "ENG")),
    ):  # fmt: skip
        made.add((catalogue, predicate, value))
    if where.files is None:
        made.add((catalogue, DCAT.service, service))
        _service(made, base, service, publisher, contact)
    for one in datasets():
        node = URIRef(f"{at}dataset-{one.name}")
        made.add((catalogue, DCAT.dataset, node))
        if where.files is None:
            made.add((service, DCAT.servesDataset, node))
        describe(made, where, one, node, spatial)
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
