"""What follows from one triple: super-properties, inverses, super-classes and the names other vocabularies have for them.

Members of a group never become participants: "ASEAN took part" does not say that each member did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.model import Term
from kg.vocab import ALIGNED_CLASSES, ALIGNED_PROPERTIES, INVERSES, SUPERCLASSES, SUPERPROPERTIES

Triple = tuple[str, str, Term]


def infer(triple: Triple) -> Iterator[Triple]:
    """Yield the triples that follow from this one, without itself.

    >>> sorted(infer(("id:event/x", "cv:hasParticipant", "id:country/CN")))
    [('id:country/CN', 'cv:participatedIn', 'id:event/x'), ('id:event/x', 'sem:hasActor', 'id:country/CN')]
    """
    subject, predicate, value = triple
    if predicate == "rdf:type":
        if isinstance(value, str):
            for above in _all_classes(value):
                yield subject, predicate, above
        return
    is_name = isinstance(value, str)
    for other, turned in consequences(predicate):
        if not turned:
            yield subject, other, value
        elif is_name:
            yield str(value), other, subject


@lru_cache(maxsize=4096)
def super_classes(name: str) -> tuple[str, ...]:
    """Return the vocabulary's classes above a class, nearest or not, sorted."""
    return tuple(sorted(_closure(name, SUPERCLASSES)))


@lru_cache(maxsize=4096)
def _all_classes(name: str) -> tuple[str, ...]:
    own = super_classes(name)
    return tuple(sorted({*own, *(other for one in (name, *own) for other in ALIGNED_CLASSES.get(one, ()))}))


@lru_cache(maxsize=4096)
def consequences(predicate: str) -> tuple[tuple[str, bool], ...]:
    """Return the predicates that a predicate implies, each with whether subject and object change places."""
    found: set[tuple[str, bool]] = set()
    todo = [(predicate, False)]
    while todo:
        name, turned = todo.pop()
        if (name, turned) in found:
            continue
        found.add((name, turned))
        todo += [(above, turned) for table in (SUPERPROPERTIES, ALIGNED_PROPERTIES) for above in table.get(name, ())]
        if name in INVERSES:
            todo.append((INVERSES[name], not turned))
    return tuple(sorted(found - {(predicate, False)}))


def _closure(name: str, above: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    todo = list(above.get(name, ()))
    while todo:
        one = todo.pop()
        if one not in found and one != name:
            found.add(one)
            todo += above.get(one, ())
    return found
