"""What follows from one triple, and what does not."""

from __future__ import annotations

import pytest

from kg.graph.inference import infer
from kg.model import Literal

FORUM, COUNCIL, GROUP = "id:event/x", "id:organization/y", "id:group/asean"


@pytest.mark.parametrize(
    ("predicate", "value", "expected"),
    [
        (
            "cv:hostedBy",
            COUNCIL,
            {(FORUM, "cv:organizedBy", COUNCIL), (FORUM, "cv:hasParticipant", COUNCIL), (COUNCIL, "cv:participatedIn", FORUM)},
        ),
        ("cv:venue", "id:place/z", {(FORUM, "cv:heldIn", "id:place/z")}),
        ("cv:hasParticipant", GROUP, {(GROUP, "cv:participatedIn", FORUM)}),
        ("rdf:type", "cv:Forum", {(FORUM, "rdf:type", "cv:Event")}),
        ("cv:theme", Literal("tides"), set()),
    ],
)
def test_super_properties_inverses_and_super_classes_follow(
    predicate: str, value: str, expected: set[tuple[str, str, str]]
) -> None:
    found = set(infer((FORUM, predicate, value)))
    assert {
        triple for triple in found if triple[1].startswith(("cv:", "rdf:")) and str(triple[2]).startswith(("cv:", "id:"))
    } == expected
    assert (FORUM, predicate, value) not in found


def test_an_inverse_leads_up_as_well() -> None:
    assert (FORUM, "cv:hasParticipant", COUNCIL) in set(infer((COUNCIL, "cv:participatedIn", FORUM)))


def test_a_literal_never_becomes_a_subject() -> None:
    assert all(subject == FORUM for subject, _, _ in infer((FORUM, "cv:hasParticipant", Literal("somebody"))))


def test_other_vocabularies_names_follow_too() -> None:
    assert (FORUM, "schema:startDate", Literal("2031", "xsd:gYear")) in set(
        infer((FORUM, "cv:startDate", Literal("2031", "xsd:gYear")))
    )
    assert {value for _, _, value in infer((FORUM, "rdf:type", "cv:Forum"))} >= {"cv:Event", "schema:Event"}
