"""Pieces of the catalogue: texts in two languages, the EU's own concepts, places and terms as nodes."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import DCAT, DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from twin.opendata.declared import Dataset
from twin.opendata.index import ROOT
from twin.opendata.licences import CC0, Terms
from twin.warehouse import ask

EU = "http://publications.europa.eu/resource/authority/"
COUNTRY = URIRef(f"{EU}country/SWE")
DCATAP = Namespace("http://data.europa.eu/r5r/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
_CONCEPTS = {  # address under EU -> class, Swedish, English: named here so that a reader without the EU's lists knows what they are
    "data-theme/ENVI": (SKOS.Concept, "Miljö", "Environment"),
    "data-theme/GOVE": (SKOS.Concept, "Regeringen och den offentliga sektorn", "Government and public sector"),
    "data-theme/TECH": (SKOS.Concept, "Vetenskap och teknik", "Science and technology"),
    "data-theme/REGI": (SKOS.Concept, "Regioner och städer", "Regions and cities"),
    "data-theme/ECON": (SKOS.Concept, "Ekonomi och finans", "Economy and finance"),
    "planned-availability/AVAILABLE": (SKOS.Concept, "tillgänglig", "available"),
    "data-theme": (SKOS.ConceptScheme, "Datateman", "Data themes"),
    "language/SWE": (DCTERMS.LinguisticSystem, "svenska", "Swedish"),
    "language/ENG": (DCTERMS.LinguisticSystem, "engelska", "English"),
    "frequency/IRREG": (DCTERMS.Frequency, "oregelbundet", "irregular"),
    "access-right/PUBLIC": (DCTERMS.RightsStatement, "offentlig", "public"),
    "country/SWE": (DCTERMS.Location, "Sverige", "Sweden"),
    "file-type/CSV": (DCTERMS.MediaTypeOrExtent, "CSV", "CSV"),
    "file-type/JSON": (DCTERMS.MediaTypeOrExtent, "JSON", "JSON"),
    "file-type/PARQUET": (DCTERMS.MediaTypeOrExtent, "Parquet", "Parquet"),
    "file-type/GEOJSON": (DCTERMS.MediaTypeOrExtent, "GeoJSON", "GeoJSON"),
}


def both(made: Graph, node: URIRef, predicate: URIRef, swedish: str, english: str) -> None:
    """One text in two languages."""
    made.add((node, predicate, Literal(swedish, lang="sv")))
    made.add((node, predicate, Literal(english, lang="en")))


def add_concepts(made: Graph) -> None:
    """The concepts that the catalogue uses, with their class and name."""
    for path, (kind, swedish, english) in _CONCEPTS.items():
        node = URIRef(f"{EU}{path}")
        made.add((node, RDF.type, kind))
        both(made, node, DCTERMS.title if kind == SKOS.ConceptScheme else SKOS.prefLabel, swedish, english)
    made.add((URIRef(CC0), RDF.type, DCTERMS.LicenseDocument))


def places(made: Graph, at: str) -> list[URIRef]:
    """The municipalities as locations, by their official codes, with the seat where it is known."""
    found = []
    for code, name, lon, lat in ask("SELECT code, name, lon, lat FROM place WHERE kind = 'municipality' ORDER BY code"):
        node = URIRef(f"{at}place-{code}")
        made.add((node, RDF.type, DCTERMS.Location))
        made.add((node, DCTERMS.identifier, Literal(code)))
        made.add((node, SKOS.prefLabel, Literal(name, lang="sv")))
        if lon is not None and lat is not None:
            made.add((node, DCAT.centroid, Literal(f"POINT({lon} {lat})", datatype=GEO.wktLiteral)))
        found.append(node)
    return found


def terms_node(made: Graph, at: str, terms: Terms) -> URIRef:
    """The terms as a licence document: a known one by its address, else one of our own that says them."""
    node = URIRef(terms.uri or f"{at}terms-{terms.code}")
    made.add((node, RDF.type, DCTERMS.LicenseDocument))
    both(made, node, DCTERMS.title, terms.title_sv, terms.title_en)
    both(made, node, DCTERMS.description, terms.text_sv, terms.text_en)
    return node


@dataclass(frozen=True)
class Where:
    """Where things can be had. On the running service (`files` is None) every form of every dataset, and the interface, under `base`; in a folder of files only
    those that `files` names: (dataset, form) -> address, with .zip where it is packed."""

    base: str
    page: str = "oppna-data"
    dictionary: str = "api/v1/dictionary.html"
    files: Mapping[tuple[str, str], str] | None = None

    @property
    def about(self) -> str:
        """What the catalogue's own nodes are named under."""
        return f"{self.base}{ROOT}catalog.ttl#" if self.files is None else f"{self.base}catalog.ttl#"

    def forms(self, one: Dataset) -> tuple[str, ...]:
        """The forms that the dataset can be had in; '' is the interface."""
        return (*one.formats, "") if self.files is None else tuple(form for form in one.formats if (one.name, form) in (self.files or {}))

    def address(self, one: Dataset, form: str) -> str:
        """Where one form is."""
        return (
            f"{self.base}{ROOT}{one.name}{f'.{form}' if form else ''}" if self.files is None else f"{self.base}{self.files[one.name, form]}"
        )
