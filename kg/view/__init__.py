"""The picture of a graph: networkx carries it, pyvis and vis-network draw it, one page shows it.

>>> from kg.view import to_networkx, write_page
"""

from __future__ import annotations

from kg.view.measure import centrality, co_participation, communities, country_forum_projection, shortest_path
from kg.view.network import CLASSES, Fact, to_networkx
from kg.view.page import make_page, write_page

__all__ = [
    "CLASSES",
    "Fact",
    "centrality",
    "co_participation",
    "communities",
    "country_forum_projection",
    "make_page",
    "shortest_path",
    "to_networkx",
    "write_page",
]
