"""The shapes of ``ontology/shapes`` (SHACL) over the merged graph, in parts when it is large."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse

from kg.check.report import CheckResult, make_result
from kg.graph.iris import contract, expand
from kg.resources import resource

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_PART = 100_000
_TYPE = NamedNode(expand("rdf:type"))
_SH = "http://www.w3.org/ns/shacl#"
_RANKS = {f"{_SH}Violation": "", f"{_SH}Warning": "warning: ", f"{_SH}Info": "note: "}


def check_shapes(store: Store, build: Path, folder: Path | None = None) -> Iterator[CheckResult]:
    """Validate the merged graph; violations fail, warnings and notes inform."""
    files = sorted((folder or resource("ontology", "shapes")).glob("*.ttl"))
    if not files:
        yield CheckResult("shapes", "skipped", "no shapes found in ontology/shapes")
        return
    import rdflib

    shapes = rdflib.Graph()
    for path in files:
        shapes.parse(path, format="turtle")
    violations: list[str] = []
    remarks: list[str] = []
    for part, subjects in _read_parts(store, build / "graph.ttl"):
        for rank, line in _validate(part, subjects, shapes):
            (remarks if rank else violations).append(rank + line)
    yield make_result(
        "shapes",
        sorted(set(violations)),
        f"everything has the shape that {len(files)} files ask for",
        "{} things do not have their shape",
    )
    if remarks:
        yield make_result("shapes, remarks", sorted(set(remarks)), "", "{} remarks", "information")


def _validate(data: Graph, subjects: set[str], shapes: Graph) -> Iterator[tuple[str, str]]:
    """Yield the rank and the words of each validation result on the subjects."""
    import pyshacl
    import rdflib

    logging.getLogger("pyshacl").setLevel(logging.ERROR)
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, allow_infos=True, allow_warnings=True, inplace=True)
    sh = rdflib.Namespace(_SH)
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        if str(results.value(result, sh.focusNode)) not in subjects:
            continue

        def of(name: str, result: Node = result) -> str:
            return _show(results.value(result, sh[name]))

        where = " ".join(filter(None, (of("focusNode"), of("resultPath"))))
        value = of("value")
        yield (
            _RANKS.get(str(results.value(result, sh.resultSeverity)), ""),
            f"{where}: {of('resultMessage')}{f' (found {value})' if value else ''}",
        )


def _read_parts(store: Store, path: Path, size: int = _PART) -> Iterator[tuple[Graph, set[str]]]:
    """Yield graph.ttl as rdflib graphs, each with its subjects: all their triples, and the types of what they point to."""
    import rdflib

    quads = parse(path=str(path), format=RdfFormat.TURTLE)
    part, count = rdflib.Graph(), 0
    subjects: set[str] = set()
    pointed: set[NamedNode] = set()
    for subject, group in itertools.groupby(quads, key=lambda quad: quad.subject):
        if count >= size:
            yield _with_types(part, pointed, store), subjects
            part, count, subjects, pointed = rdflib.Graph(), 0, set(), set()
        subjects.add(str(subject).strip("<>"))
        for quad in group:
            part.add(_for_rdflib(quad))
            count += 1
            if isinstance(quad.object, NamedNode) and quad.object != subject:
                pointed.add(quad.object)
    yield _with_types(part, pointed, store), subjects


def _with_types(part: Graph, pointed: set[NamedNode], store: Store) -> Graph:
    for name in pointed:
        for quad in store.quads_for_pattern(name, _TYPE, None, None):
            part.add(_for_rdflib(quad))
    return part


def _for_rdflib(quad: Quad) -> tuple[Node, Node, Node]:
    import rdflib

    def term(value: object) -> Node:
        if isinstance(value, NamedNode):
            return rdflib.URIRef(value.value)
        if isinstance(value, BlankNode):
            return rdflib.BNode(value.value)
        text, language, datatype = (getattr(value, name, None) for name in ("value", "language", "datatype"))
        return (
            rdflib.Literal(text, lang=language)
            if language
            else rdflib.Literal(text, datatype=rdflib.URIRef(datatype.value) if datatype else None)
        )

    return term(quad.subject), term(quad.predicate), term(quad.object)


def _show(node: object) -> str:
    return contract(str(node)) if node is not None else ""
