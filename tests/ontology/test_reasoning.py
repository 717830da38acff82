"""The ontology is read by OWL tools, is consistent, and notices what contradicts it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Namespace, URIRef

from tests.ontology.closure import FOLDER, ONTOLOGY, close_graph, find_clashes, load

CV, EX = Namespace("https://w3id.org/convene/ns#"), Namespace("https://example.org/")
CASES = sorted((FOLDER / "inconsistent").glob("*.ttl"))
JAVA = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not on PATH")


def load_in_owlready(graph: Graph, folder: Path) -> Any:
    """Return an owlready2 world that holds the graph."""
    import owlready2

    path = folder / "view.nt"
    graph.serialize(path, format="ntriples", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    return world


def run_hermit(world: Any) -> None:
    """Run HermiT; it raises where the world is inconsistent."""
    import owlready2

    owlready2.sync_reasoner_hermit(world, debug=0)


@pytest.fixture(scope="module")
def individuals() -> Graph:
    return load(ONTOLOGY / "convene.ttl", FOLDER / "individuals.ttl")


def test_owlready_finds_the_classes_properties_and_individuals(tmp_path: Path) -> None:
    world = load_in_owlready(load(ONTOLOGY / "convene.ttl"), tmp_path)
    event = world[str(CV.Event)]
    assert world[str(CV.Forum)] in set(event.subclasses())
    assert world[str(CV.hasParticipant)].inverse_property == world[str(CV.participatedIn)]
    assert world[str(CV.organizedBy)] in world[str(CV.hostedBy)].is_a
    assert {str(one.name) for one in world[str(CV.Comparator)].instances()} == {
        "Exactly",
        "About",
        "Over",
        "Nearly",
        "AtLeast",
        "UpTo",
    }


def test_the_closure_finds_parents_and_inverses_and_no_clash(individuals: Graph) -> None:
    closed = close_graph(individuals)
    assert list(find_clashes(closed)) == []
    assert (EX.forum, CV.hasParticipant, EX.union) in closed
    assert (EX.union, CV.participatedIn, EX.forum) in closed
    assert (EX.forum, CV.heldIn, EX.hall) in closed
    assert (EX.hall, CV.within, EX.land) in closed
    assert (EX.group, CV.member, EX.land) in closed
    assert (EX.land, CV.participatedIn, EX.forum) not in closed
    assert (EX.forum, RDF.type, CV.Event) in closed


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_the_closure_shows_what_contradicts_the_ontology(individuals: Graph, path: Path) -> None:
    assert list(find_clashes(close_graph(individuals + load(path)))) != []


@JAVA
def test_hermit_finds_the_ontology_and_the_individuals_consistent(individuals: Graph, tmp_path: Path) -> None:
    world = load_in_owlready(individuals, tmp_path)
    run_hermit(world)
    assert list(world.inconsistent_classes()) == []


@JAVA
def test_hermit_finds_the_alignments_consistent_with_the_core(tmp_path: Path) -> None:
    graph = load(ONTOLOGY / "convene.ttl", FOLDER / "individuals.ttl")
    for link in (RDFS.subClassOf, RDFS.subPropertyOf):
        for triple in load(ONTOLOGY / "alignments.ttl").triples((None, link, None)):
            graph.add(triple)
            declare(graph, triple[0], triple[2])
    world = load_in_owlready(graph, tmp_path)
    run_hermit(world)
    assert list(world.inconsistent_classes()) == []


def declare(graph: Graph, ours: object, theirs: object) -> None:
    """Declare a foreign term as what ours is, as an OWL DL tool needs."""
    for kind in graph.objects(URIRef(str(ours)), RDF.type):
        if str(kind).endswith(("#Class", "#ObjectProperty", "#DatatypeProperty")):
            graph.add((URIRef(str(theirs)), RDF.type, kind))


@JAVA
@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_hermit_rejects_what_contradicts_the_ontology(individuals: Graph, path: Path, tmp_path: Path) -> None:
    import owlready2

    world = load_in_owlready(individuals + load(path), tmp_path)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        run_hermit(world)


def test_concepts_have_labels_in_both_languages_a_scheme_and_a_broader_concept_of_it() -> None:
    graph = load(ONTOLOGY / "concepts.ttl")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(concepts) > 100
    for concept in concepts:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert sorted(str(getattr(label, "language", "")) for label in graph.objects(concept, predicate)) == ["en", "zh"]
        assert len(set(graph.objects(concept, SKOS.inScheme)) & schemes) == 1
        above = list(graph.objects(concept, SKOS.broader))
        assert above or graph.value(concept, SKOS.topConceptOf)
        for broader in above:
            assert broader in concepts
            assert graph.value(broader, SKOS.inScheme) == graph.value(concept, SKOS.inScheme)
        assert all(concept not in set(graph.transitive_objects(broader, SKOS.broader)) for broader in above)
