"""The records that pass between the stages: documents, spans, mentions, claims, evidence.

All are frozen and hold plain Python values: the reading half of Convene imports no RDF library.
Names of the vocabulary are CURIEs (``cv:heldIn``, ``rdfs:label``), entities are CURIEs in ``id:``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

SectionKind = OneOf["title", "heading", "body", "label", "agenda", "caption", "commentary", "boilerplate", "repeat", "quote"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in a document's text.

    >>> Span(4, 8).of("The U.N. met")
    'U.N.'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters covered."""
        return text[self.start : self.end]

    def words(self, text: str) -> str:
        """Return the words covered, with one blank between two of them.

        >>> Span(0, 10).words("U.N.   met")
        'U.N. met'
        """
        return " ".join(text[self.start : self.end].split())

    def covers(self, other: Span) -> bool:
        """Return whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        """Return the number of characters covered."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: a run of its text with one purpose.

    ``item`` numbers the items of a digest from 1 (0: the document is no digest); all sections of an item share its number.
    ``label`` is the part before the colon of a labelled line ("Date"), and ``span`` then covers the value only.
    """

    kind: SectionKind
    span: Span
    item: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source as read.

    ``text`` is what every offset counts in: the source's characters as decoded (text, Markdown) or as extracted (HTML, PDF).
    ``plain`` has the same length, with markup (Markdown marks, tags, entities, front matter) blanked by spaces.
    ``published`` is an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) or ""; ``published_span`` says where it stands in the text.
    """

    slug: str
    file_name: str
    text: str
    plain: str
    sha256: str
    media_type: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    source: str = ""
    sections: tuple[Section, ...] = ()
    title_span: Span | None = None
    published_span: Span | None = None

    @property
    def iri(self) -> str:
        """The document's CURIE, which is also the name of its graph."""
        return f"id:document/{self.slug}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal value: its text, a datatype CURIE, and a language tag when the datatype is ``rdf:langString``."""

    text: str
    datatype: str = "xsd:string"
    language: str = ""


Term = str | Literal
"""A CURIE (``id:event/x``, ``cv:Held``) or a literal."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The characters of one document that state a claim."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact as one document states it: subject, predicate, object, and the evidence.

    ``rule`` names what found it (``year-from-dateline`` …); ``confidence`` is between 0 and 1.
    """

    subject: str
    predicate: str
    object: Term
    evidence: Evidence
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was taken from one document: the document and its claims, sorted, each triple once."""

    document: Document
    claims: tuple[Claim, ...] = ()
    doubts: tuple[str, ...] = field(default=())
