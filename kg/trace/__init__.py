"""One document under the glass: its sections, what they mention, the facts and the rules that found them, what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claim import Story, make_draft, read_story
from kg.claim.story import Occasion
from kg.errors import MissingSource
from kg.find import Model, Sentence, find_mentions
from kg.find.lexicon import read_table
from kg.model import Claim, Document, Literal, Reading, Section, Span, Term
from kg.read import find_sources, read_document
from kg.resolve import Resolver
from kg.resources import resource

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = ["KINDS", "Mark", "Part", "Trace", "TracedFact", "trace_document"]

KINDS = {
    "event": "events",
    "organization": "organizations",
    "person": "persons",
    "post": "posts",
    "place": "places",
    "outcome": "agreements, initiatives, publications",
    "date": "dates and times",
    "number": "numbers",
    "name": "names of unknown kind",
}
"""The kinds of mentions, in the order of the legend."""
LEFT_OUT = {
    "boilerplate": "furniture of the page: only what it names is noted",
    "repeat": "says again what stands elsewhere in the text: not read",
    "commentary": "comment: only what it names is noted",
}
"""The kinds of sections that report nothing, and what becomes of them."""
_OUTCOMES = ("agreement", "initiative", "publication")
_NAMING = ("rdf:type", "rdfs:label", "skos:altLabel", "cv:mentions")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention: where it stands, its kind (of KINDS), and what was made of it."""

    span: Span
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact with the names of what it joins."""

    claim: Claim
    subject: str
    predicate: str
    object: str

    @property
    def quote(self) -> str:
        """The words that state it, on one line."""
        return " ".join(self.claim.evidence.quote.split())


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its mentions, the events that its sentences are about, and the facts whose words begin in it."""

    section: Section
    about: tuple[str, ...]
    marks: tuple[Mark, ...]
    facts: tuple[TracedFact, ...]

    @property
    def left_out(self) -> str:
        """Why nothing is reported from it, if so."""
        return LEFT_OUT.get(self.section.kind, "")

    @property
    def heading(self) -> str:
        """The section's kind, item, label and events in a few words."""
        section = self.section
        words = [section.kind, f"item {section.item}" if section.item else "", section.label]
        words.append(f"about {', '.join(self.about)}" if self.about else "")
        return " · ".join(visible(word) for word in words if word)


@dataclass(frozen=True, slots=True)
class Trace:
    """A document with all that was found in it; ``others`` are facts whose words stand in no section."""

    document: Document
    parts: tuple[Part, ...]
    others: tuple[TracedFact, ...]
    doubts: tuple[str, ...]

    @property
    def facts(self) -> tuple[TracedFact, ...]:
        """All facts, in the order of the text, those that only name things last in each section."""
        return (*(fact for part in self.parts for fact in part.facts), *self.others)

    def to_text(self) -> str:
        """Return the trace as plain text: each mention in brackets with its kind, each fact on a line of its own, cut by tabs."""
        from kg.trace.terminal import write_text

        return write_text(self)

    def to_html(self) -> str:
        """Return the trace as one self-contained page."""
        from kg.trace.page import write_page

        return write_page(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Show the trace in a terminal."""
        from kg.trace.terminal import draw

        yield from draw(self)


def trace_document(path: str | Path, gazetteer: Path | None = None, model: Model | None = None) -> Trace:
    """Read one document and return how its facts were found; nothing is written."""
    found = find_sources([path])
    if len(found) != 1:
        raise MissingSource(f"{len(found)} documents", where=str(path), hint="a trace shows one: name a file")
    story = read_story(find_mentions(read_document(found[0]), gazetteer, model))
    draft = make_draft(story)
    resolver = Resolver()
    resolver.add(draft)
    return make_trace(story, resolver.resolve(draft))


def make_trace(story: Story, reading: Reading) -> Trace:
    """Return the trace of a document from its story and its claims."""
    document = reading.document
    facts = sorted(_name_facts(reading), key=lambda f: (f.claim.predicate in _NAMING, f.claim.evidence.span, f.claim.predicate))
    sentences: dict[Section, list[tuple[int, Sentence]]] = {}
    for index, sentence in enumerate(story.sentences):
        sentences.setdefault(sentence.section, []).append((index, sentence))
    parts, placed = [], set()
    for section in sorted(document.sections, key=lambda s: s.span):
        inside = [f for f in facts if section.span.start <= f.claim.evidence.span.start < section.span.end and f not in placed]
        placed.update(inside)
        told = sentences.get(section, [])
        scopes = [story.scope.get(index) for index, _ in told]
        about = dict.fromkeys(_name_occasion(o) for o in scopes if o is not None and not o.thing.attrs.get("dropped"))
        marks = sorted({m for _, s in told for m in _find_marks(story, s)}, key=lambda m: (m.span.start, -m.span.end, m.kind))
        parts.append(Part(section, tuple(about), tuple(marks), tuple(inside)))
    return Trace(document, tuple(parts), tuple(f for f in facts if f not in placed), reading.doubts)


def _name_occasion(occasion: Occasion) -> str:
    return str(occasion.thing.attrs.get("label") or occasion.thing.name)


def _find_marks(story: Story, sentence: Sentence) -> Iterator[Mark]:
    """Yield what a sentence mentions."""
    plain = story.plain
    taken = [e.span for e in sentence.events] + [h.span for h in sentence.places]
    for event in sentence.events:
        occasion = story.occasion_of(event)
        detail = [event.how, event.cls, f"edition {event.edition}" if event.edition else "", str(event.year or "")]
        known = occasion is not None and not occasion.thing.attrs.get("dropped")
        what = f"stands for {_name_occasion(occasion)}" if occasion is not None and known else "taken for no event"
        yield Mark(event.full, "event", f"{' '.join(filter(None, detail))}; {what}")
    for name in sentence.names:
        text = name.text(plain)
        kind = "outcome" if name.kind in _OUTCOMES else "place" if name.kind == "venue" else name.kind
        body = story.body(text)
        if body is not None and body.kind == "organization":
            yield Mark(name.span, "organization", f"{body.cls or 'organization'}; stands for {body.name}")
        elif kind in KINDS and kind != "event":
            if kind != "name" or name.span not in taken:
                yield Mark(name.span, kind, {"organization": "organization; taken for no body", "name": ""}.get(kind, name.kind))
        elif name.span not in taken:
            yield Mark(name.span, "name", name.kind)
    for hit in sentence.places:
        where = f" in {hit.value.country}" if hit.value.country and hit.value.kind not in ("country", "demonym") else ""
        yield Mark(hit.span, "place", f"{hit.value.kind} {hit.value.key}{where}")
    for person in sentence.people:
        sides = ", ".join(side.words(plain) for side in person.sides)
        yield Mark(person.span, "person", f"person{f' for {sides}' if sides else ''}")
        if person.role is not None:
            yield Mark(person.role, "post", f"post of {person.name}")
    for date in sentence.dates:
        yield Mark(date.span, "date", f"date, {date.form}")
    for time in sentence.times:
        yield Mark(time.span, "date", "time")
    for quantity in sentence.quantities:
        yield Mark(quantity.span, "number", f"{quantity.comparator} {quantity.value} {quantity.of.words(plain)}")


# ---------------------------------------------------------------- names


def _name_facts(reading: Reading) -> Iterator[TracedFact]:
    """Yield the claims with the names of what they join."""
    labels: dict[str, str] = {reading.document.iri: reading.document.title or reading.document.slug}
    for claim in reading.claims:
        if claim.predicate == "rdfs:label" and isinstance(claim.object, Literal):
            labels.setdefault(claim.subject, claim.object.text)
    _name_composites(reading, labels)
    for claim in reading.claims:
        subject, predicate = _name_term(claim.subject, labels), claim.predicate.removeprefix("cv:")
        yield TracedFact(claim, subject, predicate, _name_term(claim.object, labels))


def _name_composites(reading: Reading, labels: dict[str, str]) -> None:
    """Call an appearance and a quantity by what they are made of ("Ana Tuilagi at Lagoon Forum", "over 120 participants")."""
    parts: dict[str, dict[str, str]] = {}
    for claim in reading.claims:
        if claim.subject.startswith(("id:appearance/", "id:quantity/")):
            parts.setdefault(claim.subject, {})[claim.predicate] = _name_term(claim.object, labels)
    for thing, said in parts.items():
        if thing.startswith("id:appearance/"):
            labels[thing] = f"{said.get('cv:appearanceOf', '')} at {said.get('cv:at', '')}"
        else:
            comparator = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said.get("cv:comparator", "")).lower()
            labels[thing] = f"{comparator} {said.get('cv:value', '')} {said.get('cv:of', '')}"


def _name_term(term: Term, labels: dict[str, str]) -> str:
    """Return what to call an entity or a value."""
    if isinstance(term, Literal):
        return " ".join(term.text.split())
    return labels.get(term) or reference_names().get(term) or term.removeprefix("cv:")


@lru_cache(maxsize=1)
def reference_names() -> dict[str, str]:
    """Return the names of the countries and groups in the reference tables."""
    folder = resource("ontology", "reference")
    names = {f"id:country/{row['iso2']}": row["name_en"] for row in read_table(folder / "countries.tsv")}
    return names | {f"id:group/{row['key']}": row["name_en"] for row in read_table(folder / "groups.tsv")}


# ---------------------------------------------------------------- text to show

_PICTURES: dict[int, int | None] = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t\r"}
_PICTURES |= {0x7F: 0x2421, 0x0D: None}
_HIDDEN: dict[int, int | None] = dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


def visible(text: str) -> str:
    r"""Return a text in which no character commands a terminal or turns the direction of writing.

    >>> visible("a\x1b[31mb")
    'a␛[31mb'
    """
    return text.translate(_PICTURES | _HIDDEN)


def outer_marks(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks that lie in no other, from left to right."""
    at = -1
    for mark in marks:
        if mark.span.start >= at:
            yield mark
            at = mark.span.end
