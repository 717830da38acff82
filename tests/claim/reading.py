"""Small texts read as far as their facts, in words that a test can name."""

from __future__ import annotations

from kg.claim import Draft, Fact, Thing, extract_claims, read_story
from kg.find import find_mentions
from kg.model import Document, Literal
from kg.read import make_document

PLURAL = ("cv:startDate", "cv:endDate", "cv:status", "cv:edition", "cv:theme")


def facts_on(text: str) -> list[Fact]:
    """Return all that the rules enter for a text; a text without a dateline has no date of its own."""
    return list(read_story(find_mentions(make_document(text))).ledger.facts.values())


class Told:
    """What a text states, by the names of its things."""

    def __init__(self, text: str, *, published: str = "", file_name: str = "text.txt") -> None:
        self.document: Document = make_document(text, published=published, file_name=file_name)
        self.draft: Draft = extract_claims(find_mentions(self.document))
        self.facts = self.draft.facts

    def names(self, node: object) -> list[str]:
        """Return what a node may be called: a CURIE, the text of a literal, or all names of a thing."""
        if isinstance(node, Literal):
            return [node.text]
        return sorted(node.names) if isinstance(node, Thing) else [str(node)]

    def things(self, kind: str) -> list[Thing]:
        """Return the things of a kind that the facts speak of, in the order of the facts."""
        nodes = (node for fact in self.facts for node in (fact.subject, fact.object))
        return list(dict.fromkeys(node for node in nodes if isinstance(node, Thing) and node.kind == kind))

    @property
    def events(self) -> list[str]:
        """Return the longest name of each event."""
        return [max(thing.names, key=len) for thing in self.things("event")]

    def of(self, subject: str, predicate: str) -> list[str]:
        """Return what is stated of the things that a name contains, each by its longest name, sorted."""
        found = {
            max(self.names(fact.object), key=len)
            for fact in self.facts
            if fact.predicate == predicate and any(subject in name for name in self.names(fact.subject))
        }
        return sorted(found)

    def dates(self, event: str) -> tuple[str, str]:
        """Return the first and the last day of an event, "" for one that is not stated."""
        first, last = self.of(event, "cv:startDate"), self.of(event, "cv:endDate")
        assert len(first) <= 1 and len(last) <= 1, f"two dates of {event}: {first} {last}"
        return "".join(first), "".join(last)

    def quantities(self, event: str) -> list[tuple[int, str, str]]:
        """Return the numbers that are stated of an event: value, comparator, counted thing."""
        found = {
            (int(fact.object.attrs["value"]), str(fact.object.attrs["comparator"]), str(fact.object.attrs["of"]))
            for fact in self.facts
            if fact.predicate == "cv:hasQuantity"
            and isinstance(fact.object, Thing)
            and any(event in name for name in self.names(fact.subject))
        }
        return sorted(found)

    def capacities(self, person: str) -> list[tuple[str, str]]:
        """Return the capacities in which a person appears, each with the sides."""
        found = []
        for appearance in self.things("appearance"):
            own = [fact for fact in self.facts if fact.subject is appearance]
            if any(f.predicate == "cv:appearanceOf" and person in self.names(f.object) for f in own):
                role = " ".join(f.object.text for f in own if f.predicate == "cv:capacity" and isinstance(f.object, Literal))
                sides = sorted(max(self.names(f.object), key=len) for f in own if f.predicate == "cv:onBehalfOf")
                found.append((role, ", ".join(sides)))
        return found
