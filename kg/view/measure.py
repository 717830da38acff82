"""Measures of the graph, one call each: who joined what, who is central, who belongs together, how two things are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.errors import ParameterError, UnknownName

if TYPE_CHECKING:
    import networkx as nx

SEED = 20
PARTICIPATION = frozenset(
    "cv:" + name
    for name in (
        "hasParticipant",
        "organizedBy",
        "hostedBy",
        "coHostedBy",
        "initiatedBy",
        "sponsoredBy",
        "supportedBy",
        "hasSpeaker",
        "countryOfHonour",
    )
)
"""Predicates from an event to whoever took part in it."""

Measure = Literal["degree", "betweenness", "closeness", "eigenvector"]


def to_simple(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the undirected graph with one edge a pair, weighted by the number of facts between the two."""
    import networkx as nx

    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    for source, target in graph.edges():
        if source != target:
            weight = simple[source][target]["weight"] if simple.has_edge(source, target) else 0
            simple.add_edge(source, target, weight=weight + 1)
    return simple


def country_forum_projection(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the bipartite graph of countries (``bipartite=0``) and the events they took part in (``bipartite=1``).

    An edge carries ``predicates`` and ``documents``, sorted, and ``weight``, the number of facts.
    """
    import networkx as nx

    found: nx.Graph[str] = nx.Graph()
    for event, country, data in graph.edges(data=True):
        if data["predicate"] not in PARTICIPATION or graph.nodes[country].get("cls") != "country":
            continue
        found.add_node(country, **graph.nodes[country], bipartite=0)
        found.add_node(event, **graph.nodes[event], bipartite=1)
        old = found.get_edge_data(event, country, {"predicates": (), "documents": (), "weight": 0})
        found.add_edge(
            event,
            country,
            predicates=tuple(sorted({*old["predicates"], data["predicate"]})),
            documents=tuple(sorted({*old["documents"], data["document"]})),
            weight=old["weight"] + 1,
        )
    return found


def co_participation(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the graph of countries, two linked when they took part in the same event; ``weight`` is in how many."""
    import networkx as nx

    pairs = country_forum_projection(graph)
    countries = sorted(node for node, data in pairs.nodes(data=True) if data["bipartite"] == 0)
    projected: nx.Graph[str] = nx.bipartite.weighted_projected_graph(pairs, countries)
    return projected


def centrality(graph: nx.MultiDiGraph[str], measure: Measure = "degree") -> dict[str, float]:
    """Return how central each entity is, most central first."""
    import networkx as nx

    simple = to_simple(graph)
    if len(simple) < 2:
        return dict.fromkeys(simple, 0.0)
    if measure == "degree":
        scores = nx.degree_centrality(simple)
    elif measure == "betweenness":
        sample = None if len(simple) <= 1000 else 300
        scores = nx.betweenness_centrality(simple, k=sample, seed=SEED)
    elif measure == "closeness":
        scores = nx.closeness_centrality(simple)
    elif measure == "eigenvector":
        scores = nx.eigenvector_centrality(simple, max_iter=2000, tol=1e-6 * len(simple))
    else:
        raise ParameterError(f"no measure {measure!r}", hint="choose degree, betweenness, closeness or eigenvector")
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def communities(graph: nx.MultiDiGraph[str]) -> list[list[str]]:
    """Return the entities in groups that have more facts with each other than with others, largest group first."""
    return find_communities(to_simple(graph))


def find_communities(simple: nx.Graph[str]) -> list[list[str]]:
    """Return the communities (Louvain, fixed seed) of a simple graph, the same ones on every run and for any order of nodes."""
    import networkx as nx

    names = sorted(simple)
    number = {name: index for index, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    links = ((number[a], number[b], float(weight)) for a, b, weight in simple.edges(data="weight", default=1))
    numbered.add_weighted_edges_from(sorted((min(a, b), max(a, b), weight) for a, b, weight in links))
    found = nx.community.louvain_communities(numbered, seed=SEED) if names else []
    groups = [[names[index] for index in sorted(group)] for group in found]
    return sorted(groups, key=lambda group: (-len(group), group))


def shortest_path(graph: nx.MultiDiGraph[str], source: str, target: str) -> list[str]:
    """Return the entities on a shortest way between two, or nothing when no facts link them.

    Raises UnknownName for an entity that is not in the graph.
    """
    import networkx as nx

    for name in (source, target):
        if name not in graph:
            raise UnknownName(f"{name} is not in the graph", hint="names are CURIEs such as id:country/CN")
    try:
        path: list[str] = nx.shortest_path(to_simple(graph), source, target)
    except nx.NetworkXNoPath:
        return []
    return path
