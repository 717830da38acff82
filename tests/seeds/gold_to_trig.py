"""Gold annotations as a graph in the shape of VOCABULARY.md, so that the thirty questions can be tried without any extraction.

``extra.json`` adds what the annotations have no slot for: times, the kind of a host, figures of a programme or an alliance.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pycountry
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

CV = "https://w3id.org/convene/ns#"
ID = "https://w3id.org/convene/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
OTHER_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
COMPARATORS = {"exact": "Exactly", "about": "About", "over": "Over", "nearly": "Nearly", "at_least": "AtLeast", "up_to": "UpTo"}
PRODUCED = {"agreement": "adopted", "initiative": "launched", "publication": "released", "organization": "founded"}
AGREEMENTS = {"declaration": "Declaration", "charter": "Charter", "action plan": "ActionPlan", "memorandum": "Memorandum"}
DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}

Annotation = dict[str, Any]


def cv(name: str) -> NamedNode:
    """Return a name of the vocabulary.

    >>> cv("Event").value
    'https://w3id.org/convene/ns#Event'
    """
    return NamedNode(CV + name)


def slug(name: str) -> str:
    """Return a name as the last part of an IRI.

    >>> slug("China–U.S. Education B2B Session")
    'china-u-s-education-b2b-session'
    """
    return "-".join(re.findall(r"[^\W_]+", name.lower()))


class AnnotationGraph:
    """The quads of one annotated document."""

    def __init__(self, annotation: Annotation, extra: Annotation) -> None:
        self.annotation, self.extra = annotation, extra
        self.document = NamedNode(f"{ID}document/{annotation['id']}")
        self.quads: list[Quad] = []
        self.events = {event["id"]: event for event in annotation["events"]}

    def state(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add a fact to the document's graph."""
        self.quads.append(Quad(subject, predicate, value, self.document))

    def entity(self, kind: str, names: list[str], *classes: str, key: str = "") -> NamedNode:
        """State the classes and names of an entity and return it."""
        node = NamedNode(f"{ID}{kind}/{key or slug(names[0])}")
        for name in classes:
            self.state(node, TYPE, cv(name))
        for index, name in enumerate(names):
            self.state(node, OTHER_LABEL if index else LABEL, Literal(name, language="en" if name.isascii() else None))
        return node

    def country(self, code: str) -> NamedNode:
        """State that a code is a country and return it."""
        node = NamedNode(f"{ID}country/{code}")
        self.state(node, TYPE, cv("Country"))
        return node

    def side(self, name: str) -> NamedNode:
        """Return the country of that name, or else the organization."""
        if found := pycountry.countries.get(name=name):
            node = self.country(found.alpha_2)
            self.state(node, LABEL, Literal(name, language="en"))
            return node
        return self.organization([name])

    def organization(self, names: list[str]) -> NamedNode:
        """Return an organization, under the same IRI for all the names that the document gives it."""
        every = next((o for o in self.annotation.get("organizations", []) if names[0] in o), names)
        return self.entity("organization", every, "Organization")

    def event_iri(self, event: Annotation) -> NamedNode:
        """Return the IRI of an event: an acronym with its year is the same event in every document."""
        own = next((name for name in event["names"] if re.fullmatch(r"[A-Z]{3,} \d{4}", name)), event["names"][0])
        if whole := self.events.get(event.get("part_of", "")):
            part = slug(event["series"][0] if "series" in event else own)
            return NamedNode(f"{self.event_iri(whole).value}-{part}")
        return NamedNode(f"{ID}event/{slug(own)}")

    def quantity(self, owner: NamedNode, quantity: Annotation) -> None:
        """State a figure of an event, a programme or an organization."""
        key = f"{owner.value.rsplit('/', 1)[-1]}-{quantity['value']}-{slug(quantity['what'])}"
        node = self.entity("quantity", [], "Quantity", key=key)
        self.state(owner, cv("hasQuantity"), node)
        self.state(node, cv("value"), Literal(str(quantity["value"]), datatype=NamedNode(XSD + "integer")))
        self.state(node, cv("comparator"), cv(COMPARATORS[quantity.get("cmp", "exact")]))
        self.state(node, cv("of"), Literal(quantity["what"]))

    def outcome(self, event: NamedNode, outcome: Annotation) -> None:
        """State what an event adopted, signed, launched, released or founded."""
        kind, names = outcome["class"], outcome["names"]
        if kind == "organization":
            node = self.organization(names)
        else:
            kinds = [name for word, name in AGREEMENTS.items() if kind == "agreement" and word in names[0].lower()]
            node = self.entity(kind, names, kind.capitalize(), *kinds)
        self.state(event, cv("signed" if "parties" in outcome else PRODUCED[kind]), node)
        for party in outcome.get("parties", []):
            self.state(node, cv("party"), self.side(party[0]))
        if reach := self.extra.get("reach", {}).get(names[0]):
            self.quantity(node, reach)

    def speaker(self, event: NamedNode, speaker: Annotation) -> None:
        """State a person's appearance at an event."""
        person = self.entity("person", [speaker["name"]], "Person")
        key = f"{slug(speaker['name'])}-{event.value.rsplit('/', 1)[-1]}"
        node = self.entity("appearance", [], "Appearance", key=key)
        self.state(event, cv("hasSpeaker"), person)
        self.state(node, cv("appearanceOf"), person)
        self.state(node, cv("at"), event)
        self.state(node, cv("capacity"), Literal(speaker["role"]))
        for name in speaker["of"]:
            self.state(node, cv("onBehalfOf"), self.side(name))

    def when_and_where(self, node: NamedNode, event: Annotation) -> None:
        """State an event's days, hours and places."""
        for slot, prop in (("start", "startDate"), ("end", "endDate")):
            if date := event.get(slot):
                self.state(node, cv(prop), Literal(date, datatype=NamedNode(XSD + DATES[len(date)])))
        for prop, time in zip(("startTime", "endTime"), self.extra.get("times", {}).get(event["id"], ()), strict=False):
            self.state(node, cv(prop), Literal(time, datatype=NamedNode(XSD + "time")))
        if city := event.get("city"):
            self.state(node, cv("heldIn"), self.entity("place", city, "Place", "City"))
        if venue := event.get("venue"):
            self.state(node, cv("venue"), self.entity("place", venue, "Place", "Venue"))
        if code := event.get("country"):
            self.state(node, cv("heldIn"), self.country(code))

    def who(self, node: NamedNode, event: Annotation) -> None:
        """State an event's organizers and participants."""
        organizers = event.get("organizers", [])
        for names in organizers:
            self.state(node, cv(self.extra.get("roles", {}).get(event["id"], "organizedBy")), self.side(names[0]))
        for names in event.get("organizations", []):
            if names not in organizers:
                self.state(node, cv("hasParticipant"), self.organization(names))
        for code in event.get("countries", []):
            self.state(node, cv("hasParticipant"), self.country(code))
        for names in event.get("groups", []):
            self.state(node, cv("hasParticipant"), self.entity("group", names, "CountryGroup"))
        for code in event.get("honour", []):
            self.state(node, cv("countryOfHonour"), self.country(code))
        for speaker in event.get("speakers", []):
            self.speaker(node, speaker)

    def event(self, event: Annotation) -> None:
        """State all facts of one event."""
        kinds = ["Event"] if event["type"] == "other" else ["Event", event["type"].capitalize()]
        node = self.entity("event", event["names"], *kinds, key=self.event_iri(event).value.rsplit("/", 1)[-1])
        self.state(node, cv("status"), cv(event["status"].capitalize()))
        if theme := event.get("theme"):
            self.state(node, cv("theme"), Literal(theme))
        if edition := event.get("edition"):
            self.state(node, cv("edition"), Literal(str(edition), datatype=NamedNode(XSD + "integer")))
        if series := event.get("series"):
            self.state(node, cv("inSeries"), self.entity("series", series, "EventSeries", key=slug(series[-1])))
        if whole := self.events.get(event.get("part_of", "")):
            self.state(node, cv("partOf"), self.event_iri(whole))
        self.when_and_where(node, event)
        self.who(node, event)
        for quantity in event.get("quantities", []):
            self.quantity(node, quantity)
        for outcome in event.get("outcomes", []):
            self.outcome(node, outcome)

    def build(self) -> list[Quad]:
        """Return every quad of the document."""
        described = ((TYPE, cv("Document")), (cv("fileName"), Literal(f"{self.annotation['id']}.txt")))
        self.quads += [Quad(self.document, predicate, value, DefaultGraph()) for predicate, value in described]
        for event in self.annotation["events"]:
            self.event(event)
        for names in self.annotation.get("organizations", []):
            self.state(self.document, cv("mentions"), self.organization(names))
        for code in self.annotation.get("countries", []):
            self.state(self.document, cv("mentions"), self.country(code))
        return self.quads


def gold_to_quads(annotation: Annotation, extra: Annotation) -> list[Quad]:
    """Return one annotation as quads."""
    return AnnotationGraph(annotation, extra).build()


def open_annotations(files: Iterable[Path]) -> Store:
    """Return a store with the annotations of those files."""
    extra = json.loads(Path(__file__).with_name("extra.json").read_text(encoding="utf-8"))
    store = Store()
    for file in sorted(files):
        annotation = json.loads(file.read_text(encoding="utf-8"))
        store.extend(gold_to_quads(annotation, extra.get(file.stem[:3], {})))
    return store


def gold_to_trig(files: Iterable[Path]) -> str:
    """Return the annotations of those files as TriG."""
    store = open_annotations(files)
    return (store.dump(format=RdfFormat.TRIG) or b"").decode()
