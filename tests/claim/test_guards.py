"""A cheap look at what stands before or between words, taken before a dear one, loses nothing that the dear one would find."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import patterns as re
from kg.claim import Fact, Thing
from kg.claim.rules import all_rules
from tests.claim.reading import facts_on

GUARDS = [
    ("kg.claim.halls", "_LEADS", ("",)),
    ("kg.claim.titles", "_LEADS", ("",)),
    ("kg.find.quantities", "_TAIL_ENDS", ("",)),
    ("kg.claim.comings", "_LISTS", re.compile("")),
    ("kg.find.lexicon", "_CAPITALS", re.compile("")),
    ("kg.patterns", "may_match", lambda *_: True),
]
"""Where a guard stands, and what lets everything through."""


def texts() -> Iterator[str]:
    """Yield the project's own sample texts and the examples of all rules."""
    yield from (path.read_text("utf-8") for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.md")))
    yield from (text for rule in all_rules() for text in rule.yes)


def shown(facts: list[Fact]) -> list[tuple[str, ...]]:
    """Return facts in words that can be compared between two readings."""
    return [
        (
            str(getattr(f.subject, "name", f.subject)),
            f.predicate,
            f.object.name if isinstance(f.object, Thing) else str(f.object),
            f.rule,
        )
        for f in facts
    ]


def test_without_the_guards_nothing_more_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = [shown(facts_on(text)) for text in texts()]
    assert sum(map(len, guarded)) > 3000
    for module, name, open_to_all in GUARDS:
        monkeypatch.setattr(importlib.import_module(module), name, open_to_all)
    assert [shown(facts_on(text)) for text in texts()] == guarded
