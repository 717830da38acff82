"""An OWL RL closure and the contradictions in it, in pure Python."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from rdflib import OWL, RDF, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

FOLDER = Path(__file__).parent
ONTOLOGY = FOLDER.parents[1] / "ontology"


def load(*paths: Path) -> Graph:
    """Return the triples of Turtle files together."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def close_graph(graph: Graph) -> Graph:
    """Return a copy of a graph with all that OWL RL derives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import owlrl

        closed = Graph() + graph
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def find_disjoint(graph: Graph) -> set[frozenset[Node]]:
    """Return the pairs of classes that exclude each other."""
    pairs = {frozenset(pair) for pair in graph.subject_objects(OWL.disjointWith)}
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = graph.value(axiom, OWL.members)
        if members is not None:
            pairs |= {frozenset(pair) for pair in combinations(Collection(graph, members), 2)}
    return pairs


def find_clashes(graph: Graph) -> Iterator[str]:
    """Yield each contradiction of a closed graph.

    Nothing may be in owl:Nothing, in two classes that exclude each other, in a union of which every class is excluded,
    or the same as what it is different from.
    """
    disjoint = find_disjoint(graph)
    unions = {node: set(Collection(graph, parts)) for node, parts in graph.subject_objects(OWL.unionOf)}
    different = {frozenset(pair) for pair in graph.subject_objects(OWL.differentFrom)}
    for axiom in graph.subjects(RDF.type, OWL.AllDifferent):
        members = graph.value(axiom, OWL.distinctMembers)
        if members is not None:
            different |= {frozenset(pair) for pair in combinations(Collection(graph, members), 2)}
    for one in sorted({node for node in graph.subjects(RDF.type, None) if isinstance(node, URIRef)}):
        types = set(graph.objects(one, RDF.type))
        if OWL.Nothing in types:
            yield f"{one} is in owl:Nothing"
        for pair in disjoint:
            if pair <= types and len(pair) == 2:
                yield f"{one} is in {' and '.join(sorted(str(kind) for kind in pair))}"
        for union in types & unions.keys():
            if all(any(frozenset((part, kind)) in disjoint for kind in types) for part in unions[union]):
                yield f"{one} is in none of {' '.join(sorted(str(part) for part in unions[union]))}"
        for other in graph.objects(one, OWL.sameAs):
            if other != one and frozenset((one, other)) in different:
                yield f"{one} is the same as {other} and different from it"
