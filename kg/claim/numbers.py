"""Numbers that a text states of an event: people, countries, institutions, activities, agreements."""

from __future__ import annotations

import regex as re

from kg.claim.ledger import Thing
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.quantities import QuantityMention
from kg.model import Literal

_COUNTED = frozenset(
    """participants participant attendees attendee delegates delegate delegations guests representatives people persons visitors speakers experts scholars students teachers
    educators officials ministers leaders presidents ambassadors diplomats countries regions nations states territories economies institutions universities schools colleges institutes academies organizations
    organisations companies enterprises firms exhibitors pavilions booths forums sessions seminars workshops activities events agreements memoranda mous signings projects reports papers
    publications initiatives members alliances centers centres bases partners panels journalists media lecturers trainees youths youth volunteers researchers scientists specialists professionals
    practitioners decision-makers policymakers policy-makers figures executives entrepreneurs investors buyers mayors rectors principals parents children women associations agencies ministries governments parties signatories signatures results
    outcomes works teams athletes films contestants courses modules lectures talks languages cities provinces municipalities ports consultations taskforces deals contracts documents resolutions
    recommendations commitments pledges foreigners stakeholders dignitaries lawyers judges artists performers parliamentarians lawmakers negotiators ratifications laboratories labs doses meetings
    conferences chapters volumes books competitions visits tours concerts exhibitions shows performances stands topics themes abstracts submissions presentations posters keynotes observers
    nationalities faculty staff trainers mentors fellows scholarships awards prizes winners entries applicants registrations enrollees households communities villages hours chinese
    museums libraries hospitals clubs federations unions embassies consulates bodies groups networks programmes programs""".split()
)
_WORLD = re.compile(
    r"\b(?:cannot|out\s+of\s+school|worldwide|globally|population|of\s+the\s+world|enrol(?:l)?ment|poorest|richest|trade\s+volume|invested|investment\s+of|emissions|households|since\s+its\s+(?:launch|founding|establishment|inception)|alumni|graduates\s+every\s+year|homes\s+to)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥]\s*$|\b(?:USD|EUR|RMB|US\$|S\$|A\$)\s*$")


def counts(noun: str) -> bool:
    """Whether a noun is one that events count.

    >>> counts("delegates"), counts("emissions")
    (True, False)
    """
    return noun.lower() in _COUNTED


def quantity_thing(story: Story, mention: QuantityMention, owner: Thing) -> Thing:
    """Return a number of things as a node of its own."""
    thing = Thing("quantity", "Quantity", near=[owner])
    plain = story.plain
    of = " ".join(mention.of.of(plain).split())
    thing.attrs.update(value=mention.value, comparator=mention.comparator, of=of, noun=mention.noun)
    ledger = story.ledger
    ledger.state(thing, "cv:value", Literal(str(mention.value), "xsd:integer"), mention.cue, "counted", 0.9)
    ledger.state(thing, "cv:comparator", f"cv:{mention.comparator}", mention.cue, "counted", 0.9)
    ledger.state(thing, "cv:of", Literal(of, "rdf:langString", "en"), mention.of, "counted", 0.9)
    if concept := _concept(mention.noun, of):
        ledger.state(thing, "cv:counts", concept, mention.of, "counted", 0.8)
    return thing


def _concept(noun: str, of: str) -> str:
    from kg.claim.topics import counted_concept

    return counted_concept(noun, of)


_SIDES = frozenset(
    "countries nations sides parties ministries states governments regions economies institutes universities bodies institutions organizations ministers leaders conferences".split()
)
_HOPE = re.compile(
    r"\b(?:wants?\s+to\s+see|hopes?\s+to|aims?\s+to\s+(?:sign|set|attract|reach)|targets?\s+of|since\s+(?:the\s+beginning|its\s+(?:launch|inception|founding))|over\s+the\s+years|to\s+date|in\s+total\s+since|cumulative)\b",
    re.IGNORECASE,
)


def _hoped(story: Story, index: int, sentence: Sentence) -> bool:
    """Whether a number is hoped for, or counts all years: in its sentence, or in the line that opens its list."""
    if _HOPE.search(story.plain, sentence.span.start, sentence.span.end):
        return True
    for other in reversed(story.sentences[max(0, index - 7) : index]):
        text = story.plain[other.span.start : other.span.end]
        if text.endswith(":"):
            return bool(_HOPE.search(text))
        if not text.endswith((";", ",")):
            return False
    return False


def _replaced(story: Story, sentence: Sentence, mention: QuantityMention) -> bool:
    lead = story.plain[max(sentence.span.start, mention.span.start - 60) : mention.span.start]
    return bool(
        re.search(
            r"\b(?:initially|earlier\s+figure|previous\s+figure|instead\s+of|rather\s+than|up\s+from|compared\s+with|compared\s+to)\b[^,;]*$",
            lead,
            re.IGNORECASE,
        )
    )


@rule(
    "counted",
    yes="The 5th Harbour Cities Forum was held in Tallinn. Some 300 delegates from 24 countries attended.",
    no="The 5th Harbour Cities Forum was held in Tallinn. Ports cost 300 million euros a year.",
    order=60,
)
def numbers_of_events(story: Story) -> None:
    """A number of people, countries, bodies or activities in a sentence about an event is stated of it."""
    for index, sentence in story.told():
        if not sentence.quantities or sentence.section.kind in ("title", "heading", "caption"):
            continue
        occasion = story.scope.get(index)
        if occasion is None:
            continue
        for mention in sentence.quantities:
            if not counts(mention.noun) or _MONEY.search(story.plain[max(0, mention.cue.start - 5) : mention.cue.start + 1]):
                continue
            if (
                mention.comparator == "Exactly"
                and mention.noun in _SIDES
                and (
                    mention.value == 2
                    or re.search(r"\bthe\s+$", story.plain[max(0, mention.span.start - 5) : mention.span.start])
                    or "the " in mention.cue.of(story.plain).lower()
                )
            ):
                continue
            if _hoped(story, index, sentence):
                continue
            if _replaced(story, sentence, mention) or _WORLD.search(story.plain, sentence.span.start, sentence.span.end):
                continue
            target = _owner(story, sentence, mention, occasion)
            state_quantity(story, target, mention)


def _owner(story: Story, sentence: Sentence, mention: QuantityMention, occasion: Occasion) -> Occasion:
    nearest = None
    for event in sentence.events:
        known = story.resolved.get(event.key)
        if known is None:
            continue
        if event.span.end <= mention.span.start or (
            nearest is None
            and event.span.start - mention.span.end < 120
            and re.search(
                r"\b(?:attend|join|took\s+part|participat|at|gather)\w*\b", story.plain[mention.span.end : event.span.start]
            )
        ):
            nearest = known
    if nearest is not None and nearest is not occasion and nearest.how in ("proper", "ordinal", "acronym-year"):
        return nearest
    if occasion.how == "generic" and occasion.parent is not None and nearest is not occasion:
        return occasion.parent
    return occasion


def state_quantity(story: Story, occasion: Occasion, mention: QuantityMention) -> None:
    """State a number of an event, once."""
    of = " ".join(mention.of.of(story.plain).split())
    for fact in story.ledger.of(occasion.thing, "cv:hasQuantity"):
        other = fact.object
        if (
            isinstance(other, Thing)
            and other.attrs["value"] == mention.value
            and other.attrs["comparator"] == mention.comparator
            and (other.attrs["of"] == of or other.attrs["noun"] == mention.noun)
        ):
            return
    thing = quantity_thing(story, mention, occasion.thing)
    story.ledger.state(occasion.thing, "cv:hasQuantity", thing, mention.span, "counted", 0.85)
