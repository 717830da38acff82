"""The ontology holds the public vocabulary, with labels and definitions in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg import vocab
from tests.ontology.closure import FOLDER, ONTOLOGY, load

CV = Namespace("https://w3id.org/convene/ns#")
CLASSES = (FOLDER / "classes.txt").read_text(encoding="utf-8").split()
PROPERTIES = [line.split("\t") for line in (FOLDER / "properties.tsv").read_text(encoding="utf-8").splitlines()[1:]]
SHARED = ONTOLOGY.parent.parent / "shared" / "VOCABULARY.md"


@pytest.fixture(scope="module")
def core() -> Graph:
    return load(ONTOLOGY / "convene.ttl")


def curies(names: str) -> tuple[str, ...]:
    return tuple(sorted(name if ":" in name else f"cv:{name}" for name in names.split()))


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_the_vocabulary_is_defined(name: str) -> None:
    assert f"cv:{name}" in vocab.CLASSES


@pytest.mark.parametrize(("name", "domain", "range_", "above"), PROPERTIES)
def test_every_property_has_its_domain_range_and_parents(name: str, domain: str, range_: str, above: str) -> None:
    assert f"cv:{name}" in vocab.OBJECT_PROPERTIES | vocab.DATATYPE_PROPERTIES
    assert vocab.DOMAINS[f"cv:{name}"] == curies(domain)
    assert vocab.RANGES[f"cv:{name}"] == curies(range_)
    assert vocab.SUPERPROPERTIES.get(f"cv:{name}", ()) == curies(above)


def test_the_tables_of_this_test_name_every_property_and_no_class_is_missing_from_them() -> None:
    assert {f"cv:{row[0]}" for row in PROPERTIES} == vocab.OBJECT_PROPERTIES | vocab.DATATYPE_PROPERTIES
    assert {f"cv:{name}" for name in CLASSES} | {"cv:Status", "cv:Comparator"} == vocab.CLASSES


@pytest.mark.shared
def test_every_name_in_the_shared_vocabulary_is_defined() -> None:
    if not SHARED.exists():
        pytest.skip("the shared folder is not beside this checkout")
    names = set(re.findall(r"`(cv:[A-Za-z0-9]+)`", SHARED.read_text(encoding="utf-8")))
    assert len(names) > 100
    assert names <= vocab.CLASSES | vocab.OBJECT_PROPERTIES | vocab.DATATYPE_PROPERTIES | vocab.INDIVIDUALS


def test_every_term_has_a_label_and_a_definition_in_english_and_chinese(core: Graph) -> None:
    terms = {node for node in core.subjects(RDF.type, None) if isinstance(node, URIRef) and node in CV}
    assert len(terms) > 110
    lacking = [
        (str(term), str(predicate), language)
        for term in sorted(terms, key=str)
        for predicate in (RDFS.label, SKOS.definition)
        for language in ("en", "zh")
        if [lit.language for lit in core.objects(term, predicate) if isinstance(lit, Literal)].count(language) != 1
    ]
    assert lacking == []


def test_no_two_terms_of_one_kind_share_a_label(core: Graph) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        labels = [str(label) for term in core.subjects(RDF.type, kind) for label in core.objects(term, RDFS.label)]
        assert sorted(labels) == sorted(set(labels))


def test_the_ontology_says_who_made_it_under_which_licence_and_version(core: Graph) -> None:
    ontology = URIRef("https://w3id.org/convene/ns")
    found = set(core.predicates(ontology))
    terms = "http://purl.org/dc/terms/"
    wanted = {OWL.versionIRI, *(URIRef(terms + name) for name in ("license", "title", "creator"))}
    assert wanted | {URIRef("http://purl.org/vocab/vann/preferredNamespacePrefix")} <= found


def test_no_name_is_used_for_two_kinds_of_property_or_for_a_class_too(core: Graph) -> None:
    kinds = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual]
    named = [str(node) for kind in kinds for node in set(core.subjects(RDF.type, kind)) if isinstance(node, URIRef)]
    assert sorted(named) == sorted(set(named))


def test_every_predicate_used_in_the_core_is_declared_or_of_owl(core: Graph) -> None:
    declared = set(core.subjects(RDF.type, OWL.AnnotationProperty))
    used = {node for node in core.predicates() if not str(node).startswith((str(OWL), str(RDF), str(RDFS)))}
    assert used == declared & used


@pytest.mark.parametrize("file_name", ["convene.ttl", "concepts.ttl", "alignments.ttl"])
def test_nothing_but_owl_expressions_is_a_blank_node(file_name: str) -> None:
    graph = load(ONTOLOGY / file_name)
    kinds = {OWL.Class, OWL.AllDifferent, OWL.AllDisjointClasses}
    blank = {node for node in graph.subjects() if not isinstance(node, URIRef)}
    assert all(graph.value(node, RDF.first) is not None or graph.value(node, RDF.type) in kinds for node in blank)


def test_alignments_stand_apart_and_speak_only_of_defined_terms() -> None:
    core, alignments = load(ONTOLOGY / "convene.ttl"), load(ONTOLOGY / "alignments.ttl")
    ours = {node for node in alignments.subjects() if str(node).startswith(str(CV))}
    assert ours <= set(core.subjects(RDF.type, None))
    assert not [node for node in core.objects() if str(node).startswith("https://schema.org/")]


def test_the_alignments_that_the_vocabulary_promises_are_there() -> None:
    assert "schema:startDate" in vocab.ALIGNED_PROPERTIES["cv:startDate"]
    assert "schema:organizer" in vocab.ALIGNED_PROPERTIES["cv:coHostedBy"]
    assert "schema:superEvent" in vocab.ALIGNED_PROPERTIES["cv:inSeries"]
    assert "schema:mentions" in vocab.ALIGNED_PROPERTIES["cv:mentions"]
    assert {"rdf:Statement", "prov:Entity"} <= set(vocab.ALIGNED_CLASSES["cv:Claim"])
    assert {"schema:Event", "sem:Event"} <= set(vocab.ALIGNED_CLASSES["cv:Forum"])
    assert "schema:Legislation" not in vocab.ALIGNED_CLASSES["cv:Agreement"]


def test_shapes_use_no_name_that_the_ontology_lacks() -> None:
    known = vocab.CLASSES | vocab.OBJECT_PROPERTIES | vocab.DATATYPE_PROPERTIES | vocab.INDIVIDUALS
    for path in sorted(Path(ONTOLOGY / "shapes").glob("*.ttl")):
        assert set(re.findall(r"\bcv:[A-Za-z0-9]+", path.read_text(encoding="utf-8"))) <= known
