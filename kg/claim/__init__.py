"""Claims: rules join the mentions of a document into facts, each with the words that state it."""

from __future__ import annotations

from kg.claim.ledger import Draft, Fact, Ledger, Thing, language_of
from kg.claim.nearby import names_language
from kg.claim.own import state_own_names
from kg.claim.story import Story
from kg.claim.tell import tell
from kg.find import Mentions
from kg.model import Literal

__all__ = ["Draft", "Fact", "Story", "Thing", "extract_claims", "make_draft", "read_story"]


def read_story(mentions: Mentions) -> Story:
    """Run all rules over a document's mentions."""
    from kg.claim.rules import all_rules

    story = tell(mentions)
    for rule in all_rules():
        rule.apply(story)
    state_own_names(story)
    _name_things(story)
    _note_mentions(story)
    return story


def extract_claims(mentions: Mentions) -> Draft:
    """Join the mentions of a document into facts with evidence."""
    return make_draft(read_story(mentions))


def make_draft(story: Story) -> Draft:
    """Return the facts of a story that stand."""
    facts = [f for f in story.ledger.facts.values() if not _dropped(f) and not f.predicate.startswith("_:")]
    return Draft(story.mentions.document, tuple(facts), tuple(dict.fromkeys(story.ledger.doubts)))


def _dropped(fact: Fact) -> bool:
    for node in (fact.subject, fact.object):
        if isinstance(node, Thing):
            if node.attrs.get("dropped"):
                return True
            if node.kind in ("appearance", "quantity") and any(t.attrs.get("dropped") for t in node.near):
                return True
    return False


_TYPES = {
    "series": ("EventSeries",),
    "organization": ("Organization",),
    "agreement": ("Agreement",),
    "initiative": ("Initiative",),
    "publication": ("Publication",),
    "person": ("Person",),
    "appearance": ("Appearance",),
    "quantity": ("Quantity",),
    "place": ("Place",),
}


def _name_things(story: Story) -> None:
    """State kind and names of everything that a fact speaks of."""
    ledger: Ledger = story.ledger
    seen: dict[Thing, Fact] = {}
    for fact in list(ledger.facts.values()):
        if _dropped(fact):
            continue
        for node in (fact.subject, fact.object):
            if isinstance(node, Thing) and node.kind != "event":
                seen.setdefault(node, fact)
    for thing in dict.fromkeys(story.bodies.values()):
        if thing.kind == "organization" and thing not in seen and thing.names:
            seen[thing] = Fact(thing, "", thing, next(iter(thing.names.values())), "named", 0.8)
    for thing, fact in seen.items():
        _name(ledger, thing, fact)


def _name(ledger: Ledger, thing: Thing, fact: Fact) -> None:
    span = next(iter(thing.names.values()), fact.span)
    for cls in _TYPES[thing.kind]:
        ledger.state(thing, "rdf:type", f"cv:{cls}", span, "named-" + thing.kind, 0.85)
    if thing.cls and thing.cls not in _TYPES[thing.kind]:
        ledger.state(thing, "rdf:type", f"cv:{thing.cls}", span, "named-" + thing.kind, 0.8)
    names = list(thing.names.items())
    own = str(thing.attrs.get("own", ""))
    label = own or max((n for n, _ in names if language_of(n) == "en"), key=len, default=names[0][0] if names else "")
    thing.attrs["label"] = label
    for name, where in names:
        predicate = "rdfs:label" if name == label else "skos:altLabel"
        rule = "own-name" if name == own and where.words(ledger.document.plain) != own else f"named-{thing.kind}"
        ledger.state(thing, predicate, Literal(name, "rdf:langString", language_of(name)), where, rule, 0.9)


def _note_mentions(story: Story) -> None:
    """State which bodies, countries and groups the document names, in whatever part."""
    ledger, document = story.ledger, story.mentions.document
    for sentence in story.sentences:
        if sentence.section.kind == "repeat":
            continue
        for hit in sentence.places:
            value = hit.value
            if names_language(story.plain, hit):
                continue
            if value.kind in ("country", "demonym"):
                ledger.state(document.iri, "cv:mentions", f"id:country/{value.key}", hit.span, "named-country", 0.9)
            elif value.kind == "group":
                ledger.state(document.iri, "cv:mentions", f"id:group/{value.key}", hit.span, "named-group", 0.9)
    for thing in dict.fromkeys(story.bodies.values()):
        if thing.kind == "organization" and thing.names:
            ledger.state(document.iri, "cv:mentions", thing, next(iter(thing.names.values())), "named-organization", 0.85)
