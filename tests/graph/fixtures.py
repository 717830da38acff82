"""Hand-made readings of invented events, so that tests of the graph need no extraction."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.graph import GraphWriter
from kg.model import Claim, Document, Evidence, Literal, Reading, Span, Term

FORUM = "id:event/harbour-cities-forum-2"
SERIES = "id:series/harbour-cities-forum"
COUNCIL = "id:organization/baltic-harbour-council"
COUNT = "id:quantity/harbour-cities-forum-2-participants-420"
PLEDGE = "id:agreement/clean-quay-pledge"

WRAP_UP = """\
Second Harbour Cities Forum closes in Tallinn

TALLINN, 14 May 2031. The Second Harbour Cities Forum was held in Tallinn, Estonia, on 12-14 May 2031, hosted by the
Baltic Harbour Council. More than 420 participants from Estonia, Viet Nam and Côte d'Ivoire took part, along with ASEAN.
They signed the Clean Quay Pledge, "a promise to the sea".
"""

PREVIEW = """\
Harbour cities to meet again

The Harbour Cities Forum (第二届港口城市论坛) will open in Tallinn on 12 May 2031 and close on 15 May 2031.
"""


def text(words: str, language: str = "") -> Literal:
    """Return a text literal, with a language when one is given."""
    return Literal(words, "rdf:langString", language) if language else Literal(words)


def make_document(
    slug: str, words: str, *, title: str = "", published: str = "", publisher: str = "", source: str = ""
) -> Document:
    """Return a document with nothing but a body."""
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(slug, f"reports/{slug}.txt", words, words, digest, "text/plain", title, published, publisher, source)


def make_claim(document: Document, subject: str, predicate: str, value: Term, quote: str, confidence: float = 0.9) -> Claim:
    """Return a claim whose evidence is the first place where the document says the quote."""
    start = document.text.index(quote)
    return Claim(subject, predicate, value, Evidence(Span(start, start + len(quote)), quote), "by-hand", confidence)


def wrap_up() -> Reading:
    """Return the reading of a report after the event."""
    document = make_document(
        "harbour-wrap-up",
        WRAP_UP,
        title="Second Harbour Cities Forum closes in Tallinn",
        published="2031-05-14",
        publisher="Harbour Gazette",
        source="https://example.org/harbour?id=2",
    )
    stated: list[tuple[str, str, Term, str]] = [
        (FORUM, "rdf:type", "cv:Event", "Second Harbour Cities Forum"),
        (FORUM, "rdf:type", "cv:Forum", "Second Harbour Cities Forum"),
        (FORUM, "rdfs:label", text("Second Harbour Cities Forum", "en"), "Second Harbour Cities Forum"),
        (FORUM, "cv:edition", Literal("2", "xsd:integer"), "Second"),
        (FORUM, "cv:startDate", Literal("2031-05-12", "xsd:date"), "12-14 May 2031"),
        (FORUM, "cv:endDate", Literal("2031-05-14", "xsd:date"), "12-14 May 2031"),
        (FORUM, "cv:status", "cv:Held", "was held"),
        (FORUM, "cv:inSeries", SERIES, "Harbour Cities Forum"),
        (SERIES, "rdf:type", "cv:EventSeries", "Harbour Cities Forum"),
        (SERIES, "rdfs:label", text("Harbour Cities Forum", "en"), "Harbour Cities Forum"),
        (FORUM, "cv:heldIn", "id:place/tallinn-ee", "Tallinn, Estonia"),
        (FORUM, "cv:heldIn", "id:country/EE", "Tallinn, Estonia"),
        ("id:place/tallinn-ee", "rdf:type", "cv:City", "Tallinn"),
        ("id:place/tallinn-ee", "rdfs:label", text("Tallinn", "en"), "Tallinn"),
        (FORUM, "cv:hostedBy", COUNCIL, "hosted by the\nBaltic Harbour Council"),
        (COUNCIL, "rdf:type", "cv:Organization", "Baltic Harbour Council"),
        (COUNCIL, "rdfs:label", text("Baltic Harbour Council", "en"), "Baltic Harbour Council"),
        (FORUM, "cv:hasParticipant", "id:country/EE", "participants from Estonia"),
        (FORUM, "cv:hasParticipant", "id:country/VN", "Viet Nam"),
        (FORUM, "cv:hasParticipant", "id:country/CI", "Côte d'Ivoire"),
        (FORUM, "cv:hasParticipant", "id:group/asean", "along with ASEAN"),
        ("id:country/CI", "rdf:type", "cv:Country", "Côte d'Ivoire"),
        ("id:country/CI", "rdfs:label", text("Côte d'Ivoire", "en"), "Côte d'Ivoire"),
        (FORUM, "cv:hasQuantity", COUNT, "More than 420 participants"),
        (COUNT, "rdf:type", "cv:Quantity", "More than 420 participants"),
        (COUNT, "cv:value", Literal("420", "xsd:integer"), "420"),
        (COUNT, "cv:comparator", "cv:Over", "More than"),
        (COUNT, "cv:of", text("participants"), "participants"),
        (FORUM, "cv:signed", PLEDGE, "signed the Clean Quay Pledge"),
        (PLEDGE, "rdf:type", "cv:Agreement", "Clean Quay Pledge"),
        (PLEDGE, "rdfs:label", text("Clean Quay Pledge", "en"), "Clean Quay Pledge"),
        (PLEDGE, "cv:party", "id:country/EE", "Estonia"),
        (document.iri, "cv:mentions", "id:country/EE", "Estonia"),
    ]
    return Reading(document, tuple(make_claim(document, *one) for one in stated))


def preview() -> Reading:
    """Return the reading of a report before the event, which disagrees with the wrap-up on its end and status."""
    document = make_document("harbour-preview", PREVIEW)
    stated: list[tuple[str, str, Term, str]] = [
        (FORUM, "rdf:type", "cv:Event", "Harbour Cities Forum"),
        (FORUM, "rdfs:label", text("第二届港口城市论坛", "zh"), "第二届港口城市论坛"),
        (FORUM, "skos:altLabel", text("Harbour Cities Forum", "en"), "Harbour Cities Forum"),
        (FORUM, "cv:startDate", Literal("2031-05-12", "xsd:date"), "12 May 2031"),
        (FORUM, "cv:endDate", Literal("2031-05-15", "xsd:date"), "15 May 2031"),
        (FORUM, "cv:status", "cv:Planned", "will open"),
        (FORUM, "cv:heldIn", "id:place/tallinn-ee", "Tallinn"),
        ("id:place/tallinn-ee", "rdf:type", "cv:City", "Tallinn"),
    ]
    return Reading(document, tuple(make_claim(document, *one) for one in stated))


def write_build(folder: Path, *readings: Reading) -> Path:
    """Write the readings as a build and return its folder."""
    writer = GraphWriter(folder)
    for reading in readings:
        writer.write(reading)
    writer.close()
    return folder


def harbour_build(folder: Path) -> Path:
    """Write the two reports on the forum as a build and return its folder."""
    return write_build(folder, preview(), wrap_up())
