"""The rows of an answer as a bipartite graph: two columns name things, the others say what holds between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.view.network import entity_class, name_predicate, to_curie

if TYPE_CHECKING:
    import networkx as nx

    from kg.query import Answer

_NO_NAME = re.compile(r"[-+]?[\d.,:/ %-]*|\d{4}-\d\d.*|true|false|https?://.*")
_QUOTE = {"quote", "sentence", "evidence", "words"}
_DOCUMENT = {"document", "documenttitle", "source", "file"}
_RELATION = {"relation", "role", "how", "predicate", "property", "as", "status"}


def graph_of_rows(graph: nx.MultiDiGraph[str], answer: Answer) -> nx.MultiDiGraph[str]:
    """Return the bipartite graph that the rows describe; entities keep what the whole graph knows of them.

    The two columns that the question names are taken, or two columns of entities, or two columns of names.
    Raises QueryError when there are no two.
    """
    import networkx as nx

    columns = list(answer.columns)
    cells = [[_read_cell(term) for term in row] for row in answer.rows]
    left, right = map(columns.index, answer.draw) if answer.draw else _choose_columns(columns, cells)
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph(documents=graph.graph.get("documents", {}), rows=len(cells))
    labels = _label_columns(columns, cells, left, right)
    for number, (row, terms) in enumerate(zip(cells, answer.rows, strict=True)):
        if not row[left] or not row[right]:
            continue
        ends = []
        for side in (left, right):
            node = row[side] if entity_class(row[side]) else f"{columns[side]}: {row[side]}"
            _add_end(
                drawn, graph, node, row[side], columns[side], row[labels[side]] if side in labels else answer.show(terms[side])
            )
            ends.append(node)
        skip = {left, right, *labels.values()}
        rest = {columns[index]: cell for index, cell in enumerate(row) if cell and index not in skip}
        edge = _describe_edge(rest, graph)
        stated = _add_stated(drawn, graph, ends[0], ends[1])
        if stated and edge["details"]:
            edge.update(label="", quote="", document="")
        if edge["details"] or not stated:
            drawn.add_edge(ends[0], ends[1], key=str(number), **edge)
    return drawn


def _read_cell(term: object) -> str:
    """Return a term as a CURIE or as its text; an unbound one as nothing."""
    if term is None:
        return ""
    if isinstance(term, str):
        return to_curie(term)
    value = getattr(term, "value", None)
    if value is None:
        value = getattr(term, "text", term)
    return str(value) if hasattr(term, "datatype") else to_curie(str(value))


def _choose_columns(columns: list[str], cells: list[list[str]]) -> tuple[int, int]:
    """Return the two columns to draw."""
    filled = [[row[index] for row in cells if row[index]] for index in range(len(columns))]
    entities = [index for index, values in enumerate(filled) if values and all(entity_class(value) for value in values)]
    named = [
        index
        for index, values in enumerate(filled)
        if values
        and columns[index].lower() not in _QUOTE | _RELATION
        and not any(_NO_NAME.fullmatch(value) or (value.startswith("id:") and not entity_class(value)) for value in values)
    ]
    for found in (entities, named):
        if len(found) >= 2:
            return found[0], found[1]
    hint = "ask for two columns of entities or names, such as ?country ?event"
    raise QueryError(
        "the answer does not name two things a row, so there is nothing to draw", where=", ".join(columns), hint=hint
    )


def _label_columns(columns: list[str], cells: list[list[str]], left: int, right: int) -> dict[int, int]:
    """Return which column holds the names of a drawn column: ``countryLabel`` or ``countryName`` beside ``country``."""
    found = {}
    for side in (left, right):
        wanted = {f"{columns[side]}{ending}".lower() for ending in ("label", "name", "_label", "_name", "title")}
        for index, column in enumerate(columns):
            if column.lower() in wanted and index not in (left, right) and any(row[index] for row in cells):
                found[side] = index
    return found


def _add_end(drawn: nx.MultiDiGraph[str], graph: nx.MultiDiGraph[str], node: str, value: str, column: str, label: str) -> None:
    if node in drawn:
        return
    if node in graph:
        drawn.add_node(node, **graph.nodes[node])
        return
    cls = entity_class(value) or column
    drawn.add_node(node, label=label or value, cls=cls, type=column, names=(), years=(), documents=(), facts=[])


def _add_stated(drawn: nx.MultiDiGraph[str], graph: nx.MultiDiGraph[str], left: str, right: str) -> bool:
    """Add what documents state between the two ends of a row, so that its line shows sentences; return whether there is any."""
    found = False
    for source, target in ((left, right), (right, left)):
        for key, data in (graph.get_edge_data(source, target) or {}).items():
            drawn.add_edge(source, target, key=key, **data)
            found = True
    return found


def _describe_edge(rest: dict[str, str], graph: nx.MultiDiGraph[str]) -> dict[str, object]:
    """Return an edge's attributes from the other columns of its row."""
    edge: dict[str, object] = {"predicate": "", "label": "", "quote": "", "document": "", "document_title": "", "rule": ""}
    details = []
    titles = {about["title"]: slug for slug, about in graph.graph.get("documents", {}).items() if about["title"]}
    for column, value in rest.items():
        key = column.lower()
        slug = value.removeprefix("id:document/") if value.startswith("id:document/") else titles.get(value, "")
        if key in _QUOTE and not edge["quote"]:
            edge["quote"] = value
        elif key in _DOCUMENT and slug and not edge["document"]:
            edge["document"] = slug
        elif key in _RELATION and not edge["label"]:
            edge["label"] = name_predicate(value) if value.startswith("cv:") else value
        else:
            details.append([column, graph.nodes[value]["label"] if value in graph else value])
    return {**edge, "details": details}
