"""GraphML and GEXF for Gephi, yEd, Cytoscape and networkx: entities as nodes, stated and known facts between them as edges."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from kg.export.rdf import xml_text
from kg.graph.iris import ID, contract, expand
from kg.graph.reading import CLAIMS, DOCUMENTS, INFERRED, graph_quads, list_graphs, read_labels
from kg.vocab import SUPERCLASSES

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    Network = MultiDiGraph[str]

_TYPE = expand("rdf:type")
_DATES = {expand("cv:startDate"): "start_date", expand("cv:endDate"): "end_date"}


def write_graphml(store: Store, file: IO[bytes]) -> None:
    """Write GraphML (http://graphml.graphdrawing.org/specification.html)."""
    import networkx

    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.writelines(f"{line}\n".encode() for line in networkx.generate_graphml(make_network(store), named_key_ids=True))


def write_gexf(store: Store, file: IO[bytes]) -> None:
    """Write GEXF 1.2 (https://gexf.net/schema.html), without the date and the empty name that networkx adds."""
    import networkx

    text = "\n".join(networkx.generate_gexf(make_network(store)))
    text = re.sub(r'(<meta) lastmodifieddate="[^"]*"', r"\1", text, count=1)
    text = re.sub(r'(<graph [^>]*?) name="[^"]*"', r"\1", text, count=1)
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode())


def make_network(store: Store) -> Network:
    """Return the entities and the facts between them, in order of name; an edge tells which documents state it."""
    import networkx

    labels, nodes = read_labels(store), _describe_nodes(store)
    edges: dict[tuple[str, str, str], set[str]] = {}
    for graph in ("", *list_graphs(store)):
        if graph == INFERRED or graph.endswith(CLAIMS):
            continue
        document = graph.removeprefix(DOCUMENTS) if graph.startswith(DOCUMENTS) else ""
        for quad in graph_quads(store, graph):
            if (
                isinstance(quad.subject, NamedNode)
                and isinstance(quad.object, NamedNode)
                and quad.predicate.value != _TYPE
                and _is_entity(quad.object.value)
            ):
                edges.setdefault((quad.subject.value, quad.predicate.value, quad.object.value), set()).add(document)
    ends = {subject for subject, _, _ in edges} | {target for _, _, target in edges} | nodes.keys()
    network: Network = networkx.MultiDiGraph()
    for iri in sorted(ends):
        network.add_node(contract(iri), label=xml_text(labels.get(iri) or contract(iri)), **nodes.get(iri, {}))
    for number, ((subject, predicate, target), documents) in enumerate(sorted(edges.items())):
        name = contract(predicate)
        network.add_edge(
            contract(subject),
            contract(target),
            key=number,
            label=name,
            predicate=name,
            documents=" ".join(sorted(documents - {""})),
        )
    return network


def _describe_nodes(store: Store) -> dict[str, dict[str, str]]:
    """Return class and dates of each entity; of several classes the most special."""
    classes: dict[str, set[str]] = {}
    nodes: dict[str, dict[str, str]] = {}
    for graph in ("", *list_graphs(store)):
        if graph == INFERRED or graph.endswith(CLAIMS):
            continue
        for quad in graph_quads(store, graph):
            if not isinstance(quad.subject, NamedNode) or not _is_entity(quad.subject.value):
                continue
            node = nodes.setdefault(quad.subject.value, {})
            if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
                classes.setdefault(quad.subject.value, set()).add(contract(quad.object.value))
            elif (field := _DATES.get(quad.predicate.value)) and isinstance(quad.object, Literal):
                node[field] = min(node.get(field, quad.object.value), quad.object.value)
    for iri, names in classes.items():
        above = {one for name in names for one in SUPERCLASSES.get(name, ())}
        nodes[iri]["class"] = min(names - above or names)
    return nodes


def _is_entity(iri: str) -> bool:
    return iri.startswith(ID)
