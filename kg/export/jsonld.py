"""JSON-LD 1.1 of the whole dataset, compact by the prefixes, written node by node.

https://www.w3.org/TR/json-ld11/#named-graphs
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.export.rdf import sort_lines
from kg.graph.iris import contract
from kg.graph.reading import graph_quads, list_graphs
from kg.vocab import PREFIXES

Node = dict[str, object]


def write_jsonld(store: Store, file: IO[bytes]) -> None:
    """Write the dataset: the default graph's nodes, then an object for each named graph."""
    context = json.dumps(dict(sorted(PREFIXES.items())), ensure_ascii=False, indent=1)
    file.write(f'{{"@context": {context},\n"@graph": [\n'.encode())
    separator = b""
    for node in _nodes(store, ""):
        file.write(separator + _json(node))
        separator = b",\n"
    for graph in list_graphs(store):
        file.write(separator + f'{{"@id": {json.dumps(contract(graph))}, "@graph": [\n'.encode())
        separator = b""
        for node in _nodes(store, graph):
            file.write(separator + _json(node))
            separator = b",\n"
        file.write(b"]}")
    file.write(b"]}\n")


def _nodes(store: Store, graph: str) -> Iterator[Node]:
    """Yield the graph's nodes sorted by name, with sorted properties and values."""
    entries = sort_lines(_entry(quad) for quad in graph_quads(store, graph))
    for subject, lines in itertools.groupby(entries, key=lambda line: line.partition("\t")[0]):
        node: Node = {"@id": subject}
        for _, predicate, value in (line.split("\t", 2) for line in lines):
            values = node.setdefault(predicate, [])
            if isinstance(values, list):
                values.append(json.loads(value))
        yield node


def _entry(quad: Quad) -> str:
    predicate, value = contract(quad.predicate.value), quad.object
    if predicate == "rdf:type" and isinstance(value, NamedNode):
        return f"{_identify(quad.subject)}\t@type\t{json.dumps(contract(value.value))}"
    return f"{_identify(quad.subject)}\t{predicate}\t{json.dumps(_value(value), ensure_ascii=False)}"


def _value(term: object) -> object:
    if not isinstance(term, Literal):
        return {"@id": _identify(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = contract(term.datatype.value)
    return {"@value": term.value} if datatype == "xsd:string" else {"@value": term.value, "@type": datatype}


def _identify(term: object) -> str:
    return contract(term.value) if isinstance(term, NamedNode) else str(term)


def _json(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False).encode()
