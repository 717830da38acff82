"""The stated facts as one table: a row for each fact and document, with the words that state it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.iris import contract, expand
from kg.graph.reading import CLAIMS, graph_quads, list_graphs, read_labels

COLUMNS = ("subject", "subject_label", "predicate", "object", "object_label", "document", "quote")
Row = tuple[str, ...]
_FIELDS = {expand(curie): curie for curie in ("rdf:subject", "rdf:predicate", "rdf:object", "cv:quote", "prov:wasDerivedFrom")}


def write_csv(store: Store, file: IO[bytes]) -> None:
    """Write one row for each claim, by document, subject, predicate and object (RFC 4180, UTF-8)."""
    labels = read_labels(store)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for graph in list_graphs(store):
        if graph.endswith(CLAIMS):
            rows.writerows(sorted(_claims(store, graph, labels)))
    text.detach()


def _claims(store: Store, graph: str, labels: dict[str, str]) -> Iterator[Row]:
    claims: dict[str, dict[str, str]] = {}
    for quad in graph_quads(store, graph):
        field = _FIELDS.get(quad.predicate.value)
        if field and isinstance(quad.subject, NamedNode):
            cells = claims.setdefault(quad.subject.value, {})
            cells[field] = _show(quad.object)
            if isinstance(quad.object, NamedNode):
                cells[f"{field} label"] = labels.get(quad.object.value, "")
    for cells in claims.values():
        get = cells.get
        yield tuple(
            get(key, "")
            for key in (
                "rdf:subject",
                "rdf:subject label",
                "rdf:predicate",
                "rdf:object",
                "rdf:object label",
                "prov:wasDerivedFrom",
                "cv:quote",
            )
        )


def _show(term: object) -> str:
    if isinstance(term, NamedNode):
        return contract(term.value)
    return term.value if isinstance(term, Literal) else str(term)
