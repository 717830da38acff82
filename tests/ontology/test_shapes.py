"""Each shape passes what conforms and names what does not, in words that a person understands."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from tests.ontology.closure import FOLDER, ONTOLOGY, load

SH, SHAPE = Namespace("http://www.w3.org/ns/shacl#"), Namespace("https://w3id.org/convene/shapes#")
ID = "https://w3id.org/convene/id/"
PREFIXES = (FOLDER / "conforming.ttl").read_text(encoding="utf-8").partition("\n\n")[0].partition("\n")[2]
VIOLATIONS = [line.split("\t") for line in (FOLDER / "violations.tsv").read_text(encoding="utf-8").splitlines()[1:]]
CONSTRAINTS = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load(*sorted((ONTOLOGY / "shapes").glob("*.ttl")))


def validate(data: Graph, shapes: Graph) -> dict[str, set[str]]:
    """Return the messages by the name of the shape that is not met."""
    import pyshacl

    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True, inplace=True)
    assert isinstance(results, Graph)
    found: dict[str, set[str]] = {}
    for result in results.subjects(RDF.type, SH.ValidationResult):
        source = results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)
        message = results.value(result, SH.resultMessage)
        found.setdefault(str(source).removeprefix(str(SHAPE)), set()).add(str(message))
    return found


def change(data: Graph, delete: str, insert: str) -> Graph:
    """Return a copy with one subject's values of one property replaced."""
    changed = Graph() + data
    subject, predicate, _ = delete.split()
    node = URIRef(ID + subject)
    graph = Graph().parse(data=f"{PREFIXES}\n[] {predicate} 0 .", format="turtle")
    for name in set(graph.predicates()):
        changed.remove((node, name, None))
    if insert:
        changed.parse(data=f"{PREFIXES}\n<{node}> {insert} .", format="turtle")
    return changed


def test_a_conforming_graph_breaks_no_shape(shapes: Graph) -> None:
    assert validate(load(FOLDER / "conforming.ttl"), shapes) == {}


@pytest.mark.parametrize(("shape", "delete", "insert"), VIOLATIONS)
def test_each_shape_names_what_does_not_conform(shapes: Graph, shape: str, delete: str, insert: str) -> None:
    found = validate(change(load(FOLDER / "conforming.ttl"), delete, insert), shapes)
    assert shape in found
    assert found[shape] == {str(shapes.value(SHAPE[shape], SH.message))}


def test_every_shape_with_a_message_is_seen_to_be_broken(shapes: Graph) -> None:
    named = {str(shape).removeprefix(str(SHAPE)) for shape in shapes.subjects(SH.message, None)}
    assert named == {row[0] for row in VIOLATIONS}


def test_every_constraint_has_one_message_that_is_a_sentence(shapes: Graph) -> None:
    for kind in CONSTRAINTS:
        for shape in shapes.subjects(RDF.type, kind):
            messages = list(shapes.objects(shape, SH.message))
            own = set(shapes.predicates(shape)) - {RDF.type, SH.property, SH.sparql} - {SH.targetClass, SH.targetSubjectsOf}
            assert len(messages) == (1 if own else 0), shape
            for message in messages:
                assert isinstance(message, Literal)
                assert re.fullmatch(r"[A-Z].*\.", str(message))


def test_two_documents_that_disagree_on_an_edition_or_date_break_no_shape(shapes: Graph) -> None:
    data = load(FOLDER / "conforming.ttl")
    data.parse(
        data=f'{PREFIXES}\n<{ID}event/harbour-forum-2031> cv:edition 4 ; cv:startDate "2031-05-05"^^xsd:date .', format="turtle"
    )
    assert validate(data, shapes) == {}
