"""The graph: IRIs, assertion, provenance, reference data, inference, and the store."""

from kg.graph.store import open_store
from kg.graph.writer import GraphWriter

__all__ = ["GraphWriter", "open_store"]
