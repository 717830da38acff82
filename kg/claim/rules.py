"""The register of rules: each has a name (kept as ``cv:rule``), a line of documentation, and an example that fires and one that must not.

A package adds rules by an entry point in the group ``convene.rules`` that names a module; importing it registers them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points

from kg.claim.story import Story

MODULES = ("when", "where", "who", "people", "outcomes", "numbers", "occasions", "topics")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, what it does, a text on which it fires and one on which it must not."""

    name: str
    apply: Callable[[Story], None]
    doc: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    order: int


_RULES: dict[str, Rule] = {}


def rule(
    name: str, *, yes: str | tuple[str, ...], no: str | tuple[str, ...], order: int = 50
) -> Callable[[Callable[[Story], None]], Callable[[Story], None]]:
    """Register a function over a story as a rule."""

    def register(function: Callable[[Story], None]) -> Callable[[Story], None]:
        doc = (function.__doc__ or "").strip().split("\n")[0]
        _RULES[name] = Rule(
            name, function, doc, (yes,) if isinstance(yes, str) else yes, (no,) if isinstance(no, str) else no, order
        )
        return function

    return register


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return the rules of Convene and of the packages that add some, in the order in which they run."""
    for module in MODULES:
        import_module(f"kg.claim.{module}")
    for point in sorted(entry_points(group="convene.rules"), key=lambda p: p.name):
        point.load()
    return tuple(sorted(_RULES.values(), key=lambda r: (r.order, r.name)))


def rule_names() -> Iterator[str]:
    """Yield the names of all rules."""
    return (r.name for r in all_rules())
