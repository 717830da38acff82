"""Reading the store back: its graphs in order, their triples as rows, and the labels of things."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store
from pyoxigraph import Literal as StoredLiteral

from kg.graph.iris import ID, contract, expand
from kg.graph.terms import TYPE, write_iri, write_literal
from kg.model import Literal

CLAIMS = "/claims"
DOCUMENTS = f"{ID}document/"
INFERRED, REFERENCE = f"{ID}graph/inferred", f"{ID}graph/reference"
_TYPE = expand("rdf:type")
_LABEL = NamedNode(expand("rdfs:label"))
_NAMES = (_LABEL, NamedNode(expand("skos:prefLabel")), NamedNode(expand("skos:altLabel")), NamedNode(expand("dcterms:title")))
StoredTerm = NamedNode | BlankNode | StoredLiteral


def list_graphs(store: Store) -> list[str]:
    """Return the IRIs of the named graphs: each document's, its claims, then what follows and what is known."""
    return sorted(
        (graph.value for graph in store.named_graphs()), key=lambda iri: (iri.removesuffix(CLAIMS), iri.endswith(CLAIMS))
    )


def list_documents(store: Store) -> list[str]:
    """Return the IRIs of the documents that have a graph or a description, sorted."""
    described = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, None, NamedNode(expand("cv:Document")), DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
    return sorted(described | {graph.removesuffix(CLAIMS) for graph in list_graphs(store) if graph.startswith(DOCUMENTS)})


def graph_quads(store: Store, graph: str) -> Iterator[Quad]:
    """Yield the quads of one graph; the empty name is the default graph."""
    return iter(store.quads_for_pattern(None, None, None, NamedNode(graph) if graph else DefaultGraph()))


def merged_quads(store: Store) -> Iterator[Quad]:
    """Yield the quads of all graphs but the claims; a triple comes once for each graph that holds it."""
    for graph in ("", *list_graphs(store)):
        if not graph.endswith(CLAIMS):
            yield from graph_quads(store, graph)


def stored_row(quad: Quad) -> str:
    """Return a quad's triple as ``kg.graph.assertion.row`` writes it."""
    predicate = quad.predicate.value
    verb = TYPE if predicate == _TYPE else write_iri(predicate)
    return f"{write_stored(quad.subject).rstrip('>')}\t{verb}\t{write_stored(quad.object)}"


def write_stored(term: object) -> str:
    """Return a term of the store as Turtle writes it."""
    if isinstance(term, NamedNode):
        return write_iri(term.value)
    if isinstance(term, StoredLiteral):
        return write_literal(Literal(term.value, contract(term.datatype.value), term.language or ""))
    return str(term)


def read_labels(store: Store) -> dict[str, str]:
    """Return one name for each named thing: an English label before another, a label before another name."""
    names: dict[str, tuple[int, bool, str]] = {}
    for rank, predicate in enumerate(_NAMES):
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, StoredLiteral):
                name = (rank, quad.object.language != "en", quad.object.value)
                names[quad.subject.value] = min(names.get(quad.subject.value, name), name)
    return {iri: name for iri, (_, _, name) in names.items()}
