"""Measures of the graph: one call each."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.errors import ParameterError, UnknownName
from kg.view import centrality, co_participation, communities, country_forum_projection, shortest_path, to_networkx
from kg.view.measure import Measure, find_communities, to_simple
from tests.view.invented import make_store, open_events, shuffle

HARBOUR, NORWAY, CHILE = "id:event/harbour-2031", "id:country/NO", "id:country/CL"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return to_networkx(open_events())


def test_the_projection_links_each_country_with_the_events_it_took_part_in(graph: nx.MultiDiGraph[str]) -> None:
    pairs = country_forum_projection(graph)
    assert sorted(map(sorted, pairs.edges())) == [[CHILE, HARBOUR], [CHILE, "id:event/orchard-2032"], [NORWAY, HARBOUR]]
    assert pairs.nodes[CHILE]["bipartite"] == 0
    assert pairs.nodes[HARBOUR]["bipartite"] == 1
    assert pairs.edges[HARBOUR, CHILE]["documents"] == ("harbour", "orchard")
    assert pairs.edges[HARBOUR, CHILE]["predicates"] == ("cv:hasParticipant",)


def test_a_place_of_an_event_is_no_participant(graph: nx.MultiDiGraph[str]) -> None:
    assert country_forum_projection(graph).edges[HARBOUR, NORWAY]["predicates"] == ("cv:hasParticipant",)


def test_countries_are_linked_by_the_number_of_events_they_share(graph: nx.MultiDiGraph[str]) -> None:
    assert list(co_participation(graph).edges(data="weight")) == [(CHILE, NORWAY, 1)]


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness", "eigenvector"])
def test_the_best_linked_event_is_most_central_by_every_measure(graph: nx.MultiDiGraph[str], measure: Measure) -> None:
    assert next(iter(centrality(graph, measure))) == HARBOUR


def test_a_measure_that_is_not_there_is_refused_by_name(graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(ParameterError, match="no measure 'fame'"):
        centrality(graph, "fame")  # type: ignore[arg-type]


def test_communities_hold_every_entity_once(graph: nx.MultiDiGraph[str]) -> None:
    groups = communities(graph)
    assert sorted(node for group in groups for node in group) == sorted(graph)
    assert ["id:event/hostile", "id:organization/hostile"] in groups


def test_communities_do_not_depend_on_the_order_of_nodes() -> None:
    simple = to_simple(to_networkx(make_store(200)))
    assert find_communities(shuffle(simple)) == find_communities(simple)


def test_the_shortest_way_between_two_entities_is_found(graph: nx.MultiDiGraph[str]) -> None:
    assert shortest_path(graph, "id:series/harbour", NORWAY) == ["id:series/harbour", HARBOUR, NORWAY]


def test_there_is_no_way_between_what_no_fact_links(graph: nx.MultiDiGraph[str]) -> None:
    assert shortest_path(graph, "id:event/hostile", NORWAY) == []


def test_a_way_from_an_unknown_name_is_an_error_that_says_so(graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(UnknownName, match="id:country/XX is not in the graph"):
        shortest_path(graph, "id:country/XX", NORWAY)


def test_an_empty_graph_has_no_measures() -> None:
    empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    assert centrality(empty) == {}
    assert communities(empty) == []
    assert len(country_forum_projection(empty)) == 0
