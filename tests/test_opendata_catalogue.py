"""The catalogue: valid against DCAT-AP's own shapes, complete after the Swedish profile, and its addresses lead somewhere."""

import re
import subprocess
import sys

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import Namespace

from tests.conftest import ROOT
from tests.opendata import ADDRESS, changed, client
from twin.opendata import catalogue
from twin.opendata.catalogue_parts import DCATAP, EU, Where
from twin.opendata.declared import datasets

pytestmark = [pytest.mark.usefixtures("warehouse"), pytest.mark.proof]
BASE = f"{ADDRESS}/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SH = Namespace("http://www.w3.org/ns/shacl#")
ONE, SOME = "one", "some"
# What the profile asks for (docs.dataportal.se/dcat, version 3.0.1, read as its form templates and examples; mandatory and recommended): class -> property -> how many.
PROFILE = {
    DCAT.Catalog: {DCTERMS.title: "both", DCTERMS.description: "both", DCTERMS.publisher: ONE, DCTERMS.license: ONE, DCAT.dataset: SOME,
                   DCTERMS.language: SOME, DCTERMS.modified: ONE, FOAF.homepage: ONE, DCAT.themeTaxonomy: SOME},
    DCAT.Dataset: {DCTERMS.title: "both", DCTERMS.description: "both", DCTERMS.publisher: ONE, DCAT.contactPoint: SOME, DCAT.distribution: SOME,
                   DCAT.keyword: "both", DCAT.theme: SOME, DCTERMS.accessRights: ONE, DCTERMS.spatial: SOME, DCTERMS.identifier: ONE,
                   DCTERMS.accrualPeriodicity: ONE, DCTERMS.language: SOME},
    DCAT.Distribution: {DCAT.accessURL: SOME, DCTERMS.license: ONE, DCTERMS.description: "both", DCTERMS["format"]: ONE, DCATAP.availability: ONE},
    DCAT.DataService: {DCTERMS.title: "both", DCAT.endpointURL: SOME, DCAT.endpointDescription: SOME, DCTERMS.license: ONE, DCTERMS.accessRights: ONE,
                       DCTERMS.publisher: ONE, DCAT.contactPoint: SOME},
    FOAF.Agent: {FOAF.name: SOME},
    VCARD.Organization: {VCARD.fn: SOME},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(warehouse):
    return catalogue.graph(Where(BASE))


def test_it_has_every_dataset_in_every_form(made):
    nodes = {str(made.value(node, DCTERMS.identifier)): node for node in made.subjects(RDF.type, DCAT.Dataset)}
    assert nodes.keys() == {one.name for one in datasets()}
    for one in datasets():
        files = list(made.objects(nodes[one.name], DCAT.distribution))
        urls = {str(url) for file in files for url in made.objects(file, DCAT.downloadURL)}
        assert urls == {f"{BASE}api/v1/{one.name}.{form}" for form in one.formats}
        assert len(files) == len(urls) + 1, "the interface is a form too"


@pytest.mark.parametrize("kind", PROFILE, ids=lambda kind: kind.split("#")[-1].split("/")[-1])
def test_the_swedish_profile_is_complete(made, kind):
    nodes = list(made.subjects(RDF.type, kind))
    assert nodes
    for node in nodes:
        for wanted, how in PROFILE[kind].items():
            found = list(made.objects(node, wanted))
            assert found, (node, wanted)
            if how == ONE:
                assert len(found) == 1, (node, wanted)
            if how == "both":
                assert {value.language for value in found if isinstance(value, Literal)} == {"sv", "en"}, (node, wanted)
    assert set(made.objects(None, DCTERMS.publisher)) == set(made.subjects(RDF.type, FOAF.Agent))


def test_the_catalogues_own_words_are_free_and_no_address_is_made_up(made, warehouse, tmp_path, monkeypatch):
    (node,) = made.subjects(RDF.type, DCAT.Catalog)
    assert made.value(node, DCTERMS.license) == URIRef("http://creativecommons.org/publicdomain/zero/1.0/"), "the profile allows no other"
    assert str(made.value(made.value(node, DCTERMS.publisher), FOAF.name)) == "Höglandsförbundet"
    (contact,) = made.subjects(RDF.type, VCARD.Organization)
    assert [str(url) for url in made.objects(contact, VCARD.hasURL)] == ["https://www.hoglandet.se/sidor/om-oss.html"]
    assert not list(made.objects(contact, VCARD.hasEmail)), "region.toml names no mailbox"
    told = "UPDATE meta SET value = 'oppnadata@example.org' WHERE key = 'contact_email'"
    monkeypatch.setenv("TWIN_STATE", str(changed(warehouse, tmp_path, lambda con: con.execute(told))))
    again = catalogue.graph(Where(BASE))
    assert list(again.objects(None, VCARD.hasEmail)) == [URIRef("mailto:oppnadata@example.org")]


def test_terms_follow_the_licence_classes(made):
    def terms(name):
        node = made.value(predicate=DCTERMS.identifier, object=Literal(name))
        return {str(made.value(file, DCTERMS.license)) for file in made.objects(node, DCAT.distribution)}

    assert terms("initiative") == {"https://spdx.org/licenses/MIT"}
    assert terms("revision") == {f"{BASE}api/v1/catalog.ttl#terms-authority"}
    assert terms("point") == {f"{BASE}api/v1/catalog.ttl#terms-open"}
    assert terms("figure") == {f"{BASE}api/v1/catalog.ttl#terms-rows"}
    said = " ".join(str(text) for text in made.objects(URIRef(f"{BASE}api/v1/catalog.ttl#dataset-figure"), DCTERMS.description))
    assert "804 rader är utelämnade" in said
    labels = {
        str(text)
        for node in made.objects(URIRef(f"{BASE}api/v1/catalog.ttl#dataset-figure"), DCTERMS.provenance)
        for text in made.objects(node)
    }
    assert not [text for text in labels if "Power Circle" in text]
    assert [text for text in labels if text.startswith("124 rader ur") and "Energimyndigheten" in text]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader
@pytest.mark.parametrize("form", catalogue.SERIAL)
@pytest.mark.parametrize("base", [BASE, "https://twin.example.org/prefix/", "/"])
def test_every_form_says_the_same(form, base, made):
    body = catalogue.serialised(base, form)
    read = Graph().parse(data=body, format=catalogue.SERIAL[form][0], publicID=f"{ADDRESS}/api/v1/catalog.{form}")
    assert len(read) == len(made)
    if base == "/":
        assert set(read) == set(made), "relative addresses are resolved against the one that was asked"


@pytest.mark.proof
def test_the_same_snapshot_gives_the_same_bytes_in_every_process(warehouse):
    say = f"import sys; from twin.opendata.catalogue import *; [sys.stdout.buffer.write(serialised({BASE!r}, form)) for form in SERIAL]"
    runs = [
        subprocess.run([sys.executable, "-c", say], cwd=ROOT, env={"PYTHONHASHSEED": seed, "TWIN_STATE": str(warehouse.parent), "PATH": ""},
                       capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert len(runs[0]) > 100_000
    assert runs[0] == runs[1]


def test_its_addresses_lead_somewhere(made):
    links = {
        str(url)
        for what in (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription, FOAF.page)
        for url in made.objects(None, what)
    }
    small = [url for url in sorted(links) if not re.search(r"/(figure|suggestion)\b", url)]
    with client() as api:
        for url in small:
            assert api.get(url.partition("#")[0]).status_code == 200, url


@pytest.mark.parametrize("name", ["shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"])
def test_it_is_valid_against_dcat_aps_own_shapes(made, shared, name):
    """The lists of the EU are not at hand: that each of their addresses stands in the list it begins with is added here, so that one used in the wrong place is seen."""
    data = Graph()
    data += made
    for node in {one for triple in made for one in triple if isinstance(one, URIRef) and one.startswith(EU)}:
        scheme = URIRef(node.rpartition("/")[0])
        data.add((node, SKOS.inScheme, scheme))
        data.add((scheme, RDF.type, SKOS.ConceptScheme))
        data.add((scheme, DCTERMS.title, Literal("list")))
    _, report, text = validate(data, shacl_graph=Graph().parse(shared / "recordings" / "dcat" / name), inference="none")
    broken = [
        node for node in report.objects(None, SH.result) if (node, SH.resultSeverity, SH.Violation) in report
    ]  # a detail is no result
    assert not broken, text[:3000]


def test_the_shapes_see_what_they_should(made, shared):
    broken = Graph()
    broken += made
    (node,) = made.subjects(RDF.type, DCAT.Catalog)
    broken.remove((node, DCTERMS.publisher, None))
    conforms, _, text = validate(broken, shacl_graph=Graph().parse(shared / "recordings" / "dcat" / "shapes.ttl"), inference="none")
    assert not conforms
    assert "dct:publisher" in text
