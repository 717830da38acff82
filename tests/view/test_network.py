"""The graph as networkx sees it."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.view import Fact, to_networkx
from kg.view.network import name_predicate
from tests.view.invented import make_store, open_events

HARBOUR, GUILD, ADA = "id:event/harbour-2031", "id:organization/guild", "id:person/ada"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return to_networkx(open_events())


def facts_of(graph: nx.MultiDiGraph[str], node: str, predicate: str) -> list[Fact]:
    return [fact for fact in graph.nodes[node]["facts"] if fact.predicate == predicate]


def test_every_entity_is_a_node_and_nothing_else_is(graph: nx.MultiDiGraph[str]) -> None:
    assert set(graph) == {
        *(HARBOUR, "id:event/orchard-2032", "id:event/hostile", "id:series/harbour", GUILD, "id:organization/hostile"),
        *("id:country/NO", "id:country/CL", "id:country/FJ", "id:place/seaford", ADA, "id:agreement/pact"),
    }


def test_a_node_carries_its_names_in_all_languages_and_its_most_special_class(graph: nx.MultiDiGraph[str]) -> None:
    harbour = graph.nodes[HARBOUR]
    assert (harbour["label"], harbour["names"], harbour["cls"], harbour["type"]) == (
        "Harbour Forum 2031",
        ("港口论坛",),
        "event",
        "forum",
    )
    assert graph.nodes["id:country/NO"]["label"] == "Norway"
    assert graph.nodes["id:country/NO"]["type"] == "country"


def test_a_node_knows_its_years_and_every_document_that_states_or_mentions_it(graph: nx.MultiDiGraph[str]) -> None:
    assert graph.nodes[HARBOUR]["years"] == (2031,)
    assert graph.nodes[HARBOUR]["documents"] == ("harbour", "orchard")
    assert graph.nodes["id:country/FJ"]["documents"] == ("harbour",)
    assert graph.degree("id:country/FJ") == 0


def test_an_edge_carries_the_sentence_the_document_and_the_rule(graph: nx.MultiDiGraph[str]) -> None:
    edge = graph.edges[HARBOUR, "id:country/NO", "cv:hasParticipant harbour"]
    assert edge == {
        "predicate": "cv:hasParticipant",
        "label": "participant",
        "quote": "Teachers from Norway and Chile came",
        "document": "harbour",
        "document_title": "Harbour schools meet",
        "rule": "list-of-countries",
        "confidence": 0.9,
        "before": "",
        "after": "",
    }


def test_a_fact_that_two_documents_state_is_two_edges(graph: nx.MultiDiGraph[str]) -> None:
    assert sorted(graph[HARBOUR]["id:country/CL"]) == ["cv:hasParticipant harbour", "cv:hasParticipant orchard"]


def test_a_quantity_is_a_fact_in_words_with_its_sentence(graph: nx.MultiDiGraph[str]) -> None:
    (fact,) = facts_of(graph, HARBOUR, "cv:hasQuantity")
    assert (fact.value, fact.quote, fact.document) == ("over 1,200 pupils", "more than 1,200 pupils", "harbour")


def test_a_speakers_edge_carries_the_capacity_and_the_side_is_joined(graph: nx.MultiDiGraph[str]) -> None:
    assert graph.edges[HARBOUR, ADA, "cv:hasSpeaker harbour"]["capacity"] == "chief keeper"
    assert graph.edges[ADA, GUILD, "cv:onBehalfOf harbour"]["capacity"] == "chief keeper"


def test_what_is_inferred_is_no_edge(graph: nx.MultiDiGraph[str]) -> None:
    assert {data["predicate"] for _, _, data in graph.edges(HARBOUR, data=True)}.isdisjoint({"cv:organizedBy"})
    assert not graph.has_edge("id:country/NO", HARBOUR)


def test_reference_data_is_a_fact_without_a_document(graph: nx.MultiDiGraph[str]) -> None:
    assert facts_of(graph, "id:place/seaford", "cv:within") == [Fact("cv:within", "within", "Norway")]


def test_a_status_is_named_in_words(graph: nx.MultiDiGraph[str]) -> None:
    assert [fact.value for fact in facts_of(graph, HARBOUR, "cv:status")] == ["held"]


def test_documents_are_described(graph: nx.MultiDiGraph[str]) -> None:
    assert graph.graph["documents"]["harbour"] == {
        "title": "Harbour schools meet",
        "issued": "2031-05-14",
        "publisher": "The Tidewater Gazette",
        "source": "https://gazette.example/harbour",
        "file_name": "notes/harbour.md",
    }


def test_an_empty_store_is_an_empty_graph() -> None:
    assert len(to_networkx(ox.Store())) == 0


@pytest.mark.parametrize("size", [20, 200])
def test_invented_graphs_have_the_size_asked_for(size: int) -> None:
    assert len(to_networkx(make_store(size))) == size


@pytest.mark.parametrize(
    ("curie", "words"),
    [
        ("cv:coHostedBy", "co-hosted by"),
        ("cv:startDate", "start date"),
        ("skos:altLabel", "also called"),
        ("http://a.example/x#shapeOf", "shape of"),
    ],
)
def test_predicates_are_named_in_words(curie: str, words: str) -> None:
    assert name_predicate(curie) == words
