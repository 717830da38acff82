"""Concepts: what is counted, and the topics that an event, agreement or initiative is about."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from kg import patterns as re
from kg.claim.rules import rule
from kg.claim.story import Story
from kg.find.lexicon import read_table
from kg.model import Span
from kg.resources import resource


@lru_cache(maxsize=1)
def _concepts() -> tuple[dict[str, str], ahocorasick.Automaton | None]:
    counted: dict[str, str] = {}
    automaton = ahocorasick.Automaton()
    path = resource("ontology", "reference", "concepts.tsv")
    if not path.exists():
        return counted, None
    for row in read_table(path):
        iri = f"id:concept/{row['slug']}"
        forms = [f.strip().lower() for f in (row["label_en"], *row["labels"].split("|")) if f.strip()]
        for form in forms:
            if row["scheme"] == "counted":
                counted.setdefault(form, iri)
            elif len(form) > 3:
                automaton.add_word(form, (len(form), iri))
    if not len(automaton):
        return counted, None
    automaton.make_automaton()
    return counted, automaton


_CONJUNCT = re.compile(r",|\s(?:and|or|of|&)\s")


def counted_concept(noun: str, of: str) -> str:
    """Return the concept of what is counted: by the phrase, by what ends its first part, else by its head noun; empty for none.

    >>> counted_concept("regions", "African countries and regions"), counted_concept("delegations", "education ministers and delegations")
    ('id:concept/countries', 'id:concept/ministers')
    """
    counted, _ = _concepts()
    words = of.lower().split()
    first = _CONJUNCT.split(of.lower())[0].split()
    for at in range(len(first)):
        for form in (" ".join(words[at:]), " ".join(first[at:])):
            if form in counted:
                return counted[form]
    return next((counted[form] for form in (noun.lower(), noun.lower().rstrip("s")) if form in counted), "")


def topics_in(text: str) -> list[tuple[int, int, str]]:
    """Return the topics that a text names, with where."""
    _, automaton = _concepts()
    if automaton is None:
        return []
    lower = text.lower()
    if len(lower) != len(text):
        return []
    out = []
    for end, (length, iri) in automaton.iter_long(lower):
        start = end + 1 - length
        if (start == 0 or not lower[start - 1].isalnum()) and (end + 1 >= len(lower) or not lower[end + 1].isalnum()):
            out.append((start, end + 1, iri))
    return out


@rule(
    "topic-in-name",
    yes="The 5th Forum on Vocational Education was held in Tallinn on 3 June 2024.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024.",
    order=70,
)
def topics_of_names(story: Story) -> None:
    """A topic named in the name or theme of an event, agreement, initiative or publication is what it is about."""
    owners = [o.thing for o in story.occasions]
    owners += [t for t in dict.fromkeys(story.bodies.values()) if t.kind in ("agreement", "initiative", "publication")]
    for thing in owners:
        for name, span in list(thing.names.items())[:3]:
            if span.of(story.plain) != name:
                continue
            for start, end, iri in topics_in(name):
                story.ledger.state(thing, "cv:about", iri, Span(span.start + start, span.start + end), "topic-in-name", 0.8)
        for fact in list(story.ledger.of(thing, "cv:theme")):
            text = fact.span.of(story.plain)
            for start, end, iri in topics_in(text):
                story.ledger.state(
                    thing, "cv:about", iri, Span(fact.span.start + start, fact.span.start + end), "topic-in-name", 0.8
                )
