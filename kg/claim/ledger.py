"""Things that a document speaks of, and what it says of them, each with the words that say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.model import Document, Literal, Span

_PRECISION = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def date_literal(iso: str) -> Literal:
    """Return a date at its precision.

    >>> date_literal("2025-07").datatype
    'xsd:gYearMonth'
    """
    return Literal(iso, _PRECISION[len(iso)])


@lru_cache(maxsize=16384)
def language_of(name: str) -> str:
    """Return the language tag of a name by its script.

    >>> language_of("教育部"), language_of("Ministry")
    ('zh', 'en')
    """
    for char in name:
        code = ord(char)
        if 0x4E00 <= code <= 0x9FFF:
            return "zh"
        if 0x0600 <= code <= 0x06FF:
            return "ar"
        if 0x0400 <= code <= 0x04FF:
            return "ru"
    return "en"


@dataclass(slots=True, eq=False)
class Thing:
    """Something in the world as one document tells of it.

    ``kind`` is event, series, organization, place, agreement, initiative, publication, person, appearance or quantity;
    ``cls`` the local name of its class in ``cv:``; ``names`` what the text calls it, with the first place of each name.
    """

    kind: str
    cls: str
    names: dict[str, Span] = field(default_factory=dict)
    attrs: dict[str, str | int] = field(default_factory=dict)
    near: list[Thing] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name that stands for it: the first one."""
        return next(iter(self.names), "")

    def call(self, name: str, span: Span) -> None:
        """Note a name of it."""
        if name:
            self.names.setdefault(name, span)


Node = Thing | str
"""A thing of the document or a CURIE."""


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One fact: subject, predicate, object, the words that state it, the rule that found it."""

    subject: Node
    predicate: str
    object: Node | Literal
    span: Span
    rule: str
    confidence: float


@dataclass(slots=True)
class Ledger:
    """The facts of one document, each once."""

    document: Document
    facts: dict[tuple[object, str, object], Fact] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def state(self, subject: Node, predicate: str, value: Node | Literal, span: Span, rule: str, confidence: float = 0.9) -> None:
        """Enter a fact; the first words that state it count. Without words there is no fact."""
        if span.end <= span.start:
            return
        key = (subject, predicate, value)
        if key not in self.facts:
            self.facts[key] = Fact(subject, predicate, value, span, rule, confidence)

    def retract(self, subject: Node, predicate: str) -> None:
        """Take back what was entered of a subject and a predicate."""
        for key in [k for k in self.facts if k[0] is subject and k[1] == predicate]:
            del self.facts[key]

    def of(self, subject: Node, predicate: str) -> Iterator[Fact]:
        """Yield the facts of a subject and a predicate."""
        for (who, what, _), fact in self.facts.items():
            if who is subject and what == predicate:
                yield fact


@dataclass(frozen=True, slots=True)
class Draft:
    """What one document states, with its things still by the document's own names."""

    document: Document
    facts: tuple[Fact, ...]
    doubts: tuple[str, ...] = ()
