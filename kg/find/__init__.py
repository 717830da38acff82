"""Mentions: what a document's text names, found one kind at a time, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.find.dates import DateMention, TimeMention, find_dates, find_times
from kg.find.events import EventMention, find_events
from kg.find.extra import Extra, Model, add_events, add_names, add_people, add_places, choose_extras, run_model, split_own, within
from kg.find.lexicon import Hit, Lexicon, load_lexicon
from kg.find.names import Name, find_names
from kg.find.people import PersonMention, find_people, names_a_person
from kg.find.posts import cut_posts
from kg.find.quantities import QuantityMention, find_quantities
from kg.find.rolls import find_rolls
from kg.find.rosters import mark_rosters
from kg.find.sentences import split_sentences
from kg.model import Document, Section, Span

__all__ = ["Mentions", "Model", "Sentence", "find_mentions"]


@dataclass(slots=True)
class Sentence:
    """A sentence with all that it mentions, each list in the order of the text."""

    span: Span
    section: Section
    names: list[Name] = field(default_factory=list)
    places: list[Hit] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)


@dataclass(slots=True)
class Mentions:
    """All sentences of a document with their mentions."""

    document: Document
    lexicon: Lexicon
    sentences: list[Sentence]


_WITHOUT_SENTENCES = frozenset({"title", "heading", "label", "agenda", "caption"})


def _read_sentence(plain: str, span: Span, section: Section, lexicon: Lexicon, extras: Sequence[Extra] = ()) -> Sentence:
    sentence = Sentence(span, section)
    start, end = span.start, span.end
    if section.kind == "repeat":
        return sentence
    sentence.places = [h for h in lexicon.find_places(plain, start, end) if not names_a_person(plain, h, lexicon)]
    sentence.names = list(find_names(plain, start, end, lexicon, title=section.kind in ("title", "heading")))
    if lexicon.own or extras:
        sentence.places, own = split_own(plain, sentence.places)
        extras = choose_extras([*own, *within(extras, span)], sentence.names, sentence.places)
        sentence.places = add_places(sentence.places, extras)
        sentence.names = add_names(plain, sentence.names, extras, lexicon)
    if section.kind == "boilerplate":
        return sentence
    sentence.names = cut_posts(plain, sentence.names, sentence.places, lexicon)
    sentence.people = find_people(plain, start, end, sentence.names, sentence.places, lexicon)
    sentence.people = find_rolls(plain, start, end, sentence.names, sentence.places, lexicon, sentence.people)
    if extras:
        sentence.people = add_people(sentence.people, extras)
    taken = [p.span for p in sentence.people]
    sentence.names = [
        n
        for n in sentence.names
        if not any(
            s.start < n.span.end and n.span.start < s.end and (n.kind in ("name", "acronym") or n.span.end == s.end)
            for s in taken
        )
    ]
    sentence.events = find_events(
        plain, start, end, sentence.names, sentence.places, lexicon, title=section.kind in ("title", "heading")
    )
    named = [e.span for e in sentence.events if e.how == "proper"]
    sentence.people = [p for p in sentence.people if not any(s.start <= p.span.start and p.span.end <= s.end for s in named)]
    if extras:
        sentence.events = add_events(sentence.events, extras, sentence.names)
    sentence.dates = list(find_dates(plain, start, end))
    if section.kind in ("label", "agenda"):
        sentence.times = list(find_times(plain, start, end))
    sentence.quantities = list(find_quantities(plain, start, end))
    return sentence


def find_mentions(document: Document, gazetteer: Path | None = None, model: Model | None = None) -> Mentions:
    """Find what a document's text names, with the names of a user's table and those that a trained model finds."""
    lexicon = load_lexicon(gazetteer)
    extras = run_model(document.plain, model) if model else []
    sentences = []
    for section in document.sections:
        if section.kind in _WITHOUT_SENTENCES:
            spans = [section.span] if len(section.span) else []
        else:
            spans = list(split_sentences(document.plain, section.span.start, section.span.end))
        sentences += [_read_sentence(document.plain, span, section, lexicon, extras) for span in spans]
    mark_rosters(document.plain, sentences, lexicon)
    return Mentions(document, lexicon, sentences)
