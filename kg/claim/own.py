"""What a text calls by the names of a user's table: one thing under its main name, whichever name the text uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claim.bodies import body_key
from kg.claim.ledger import Thing, language_of
from kg.find.lexicon import PlaceValue
from kg.find.names import Name
from kg.find.people import PersonMention
from kg.model import Literal

if TYPE_CHECKING:
    from kg.claim.story import Story

RULE = "own-name"


def enter_own_names(story: Story) -> None:
    """Enter the user's organizations and venues that the text names, before anything else is looked for."""
    if not story.lexicon.own:
        return
    for sentence in story.sentences:
        for name in sentence.names:
            value = _value_of(story, name)
            if value is None or value.kind != name.kind:
                continue
            if name.kind == "organization":
                _enter_organization(story, name, value)
            elif name.kind == "venue":
                _enter_venue(story, name, value)


def _value_of(story: Story, name: Name) -> PlaceValue | None:
    return story.lexicon.own.get(name.text(story.plain))


def _enter_organization(story: Story, name: Name, value: PlaceValue) -> None:
    key = body_key(value.key) or value.key
    thing = story.bodies.get(key)
    if thing is None:
        thing = story.bodies[key] = Thing("organization", name.cls if name.cls != "Organization" else "")
        thing.attrs |= {"own": value.key, "placed": 1}
    text = name.text(story.plain)
    if text != value.key:
        story.aliases[text] = value.key
    thing.call(text, name.span)


def _enter_venue(story: Story, name: Name, value: PlaceValue) -> None:
    thing = story.places.setdefault(("venue", value.key), Thing("place", "Venue"))
    thing.attrs |= {"own": value.key, "canonical": value.key}
    text = name.text(story.plain)
    story.places[("venue", text)] = thing
    thing.call(text, name.span)


def mark_own_events(story: Story) -> None:
    """Note which events go by a main name of the user's table: that is their label."""
    if not story.lexicon.own:
        return
    main = {v.key for v in story.lexicon.own.values() if v.kind == "event"}
    for occasion in story.occasions:
        named = next((m.name for m, _ in occasion.mentions if m.name in main), "")
        if named:
            occasion.thing.attrs["own"] = named


def state_own_names(story: Story) -> None:
    """Call what goes by another name in the text by its main name too, and state what the user's groups are."""
    if not story.lexicon.own:
        return
    for sentence in story.sentences:
        for person in sentence.people:
            _call_person(story, person)
        for hit in sentence.places:
            if hit.value.kind == "group" and (main := hit.value.label):
                node = f"id:group/{hit.value.key}"
                story.ledger.state(node, "rdf:type", "cv:CountryGroup", hit.span, RULE, 0.9)
                story.ledger.state(node, "rdfs:label", Literal(main, "rdf:langString", language_of(main)), hit.span, RULE, 0.9)
    towns = {(v.kind, f"{v.key}|{v.country}"): v.key for v in story.lexicon.own.values() if v.kind in ("city", "region")}
    for key, thing in story.places.items():
        if key in towns:
            thing.attrs["own"] = towns[key]
    for thing in (*story.bodies.values(), *story.places.values()):
        if (main := str(thing.attrs.get("own", ""))) and thing.names:
            thing.call(main, next(iter(thing.names.values())))


def _call_person(story: Story, person: PersonMention) -> None:
    value = story.lexicon.own.get(person.span.words(story.plain))
    if value is not None and value.kind == "person" and (thing := story.bodies.get(f"person:{value.key.lower()}")) is not None:
        thing.attrs["own"] = value.key
        thing.call(person.span.words(story.plain), person.span)
