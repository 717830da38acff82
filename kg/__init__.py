"""Convene reads reports on events into a knowledge graph with a receipt for every fact.

>>> import kg
>>> graph = kg.build("reports/")                    # doctest: +SKIP
>>> graph.query("countries-by-forum").to_pandas()   # doctest: +SKIP
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph as Graph
    from kg.api import build as build
    from kg.api import open_graph as open_graph

    __version__: str

__all__ = ["Graph", "__version__", "build", "open_graph"]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that importing ``kg`` costs next to nothing."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("convene-kg")
        except PackageNotFoundError:
            return "unknown (not installed)"
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """The package, in which ``kg.build`` stays the function although a module has the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        """Bind a name, except the module ``kg.build`` that the import system would bind over the function."""
        if not (name == "build" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
