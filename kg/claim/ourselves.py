"""What a letter or report says of its own publisher: "we hosted", "our delegation", "five of us"."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.ledger import Thing
from kg.claim.nearby import entities_of, is_quoted, spoken
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.model import Span

_LETTER_OF = re.compile(
    r"\b(?:letter|newsletter|bulletin|journal|report|mail|gazette|magazine|circular|diary|chronicle|review|news|digest|minutes|statement|notes?|website|blog)\s+(?:of|from|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ONLY_NAME = re.compile(r"\s*(?:\([^()]{2,40}\))?\s*(?:[,·|–—-]\s*[^.]{0,60})?$")
_WE = re.compile(
    r"\b(?:[Ww]e|us|[Oo]ur\s+(?:own\s+)?(?:(?:deputy|vice|former|outgoing|new|first|young|local|joint|small)[\s-]+)*"
    r"(?:delegation|president|vice-president|chair(?:man|woman|person)?|director(?:-general)?|rector|vice-rector|dean|secretary|head|team|stand|booth|colleagues?|students|pupils|members?|staff|teachers|choir|people|representatives?|minister|ambassador|experts?))\b"
)
_HELD_BY_US = re.compile(
    r"\b[Ww]e\s+(?:(?:also|again|then|will|have|had|are|were|jointly|once|all|warmly)\s+){0,3}(?:host(?:ed|ing)?|organi[sz](?:e|ed|ing)|held|hold|conven(?:e|ed)|welcom(?:e|ed)|received|staged?|ran|arranged?|invited?|co-?(?:hosted|organi[sz]ed))\b"
)
_OUR_EVENT = re.compile(r"\b[Oo]ur\s+(?:own\s+)?(?:(?:\p{Ll}+|\d+(?:st|nd|rd|th))\s+){0,3}$")
_NOT_THERE = re.compile(
    r"\b(?:let\s+us|[Ww]e\s+(?:hope|regret|apologi[sz]e|thank|think|said|read|hear|congratulate|placed|reported|stated|announced|published|printed|described|listed|called|named|forgot|missed|misspelt|promised|would|wish|learned|note|wrote)|(?:told|tell|write\s+to|inform(?:ed)?|reminds?|gave)\s+us)\b"
)


def _publisher(story: Story) -> Thing | None:
    """Return the body whose letter or report the text is, as its first lines say."""
    for sentence in story.sentences[:5]:
        if len(sentence.span) > 200:
            continue
        for entity in entities_of(story, sentence):
            if entity.kind != "organization" or not isinstance(entity.node, Thing):
                continue
            lead = story.plain[sentence.span.start : entity.span.start]
            alone = not lead.strip(" #*|") and _ONLY_NAME.match(story.plain, entity.span.end, sentence.span.end)
            if (alone and sentence.section.kind in ("title", "heading", "boilerplate")) or _LETTER_OF.search(lead[-40:]):
                return entity.node
    return None


def _ours(story: Story, sentence: Sentence, occasion: Occasion) -> Span | None:
    """Return the words by which an event is held by the publisher: "we hosted"."""
    mentions = [m for m, o in spoken(story, sentence) if o is occasion]
    held = _HELD_BY_US.search(story.plain, sentence.span.start, sentence.span.end)
    if held and (occasion.cls == "Visit" or any(m.full.start >= held.end() - 1 for m in mentions)):
        return Span(*held.span())
    return None


def _own_event(story: Story, sentence: Sentence, occasion: Occasion) -> re.Match[str] | None:
    """Return the "our" before an event ("our 11th Assembly"), where it is no part of the name."""
    for mention, other in spoken(story, sentence):
        start = sentence.span.start
        own = (
            _OUR_EVENT.search(story.plain, max(start, mention.full.start - 50), mention.full.start) if other is occasion else None
        )
        if own and (own.group()[0] == "o" or own.start() == start):
            return own
    return None


@rule(
    "we-take-part",
    yes=(
        "Dock Mail\n\nQuarterly letter of the Baltic Ports Association (BPA)\n\nThe 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. Five of us went.",
        "Dock Mail\n\nQuarterly letter of the Baltic Ports Association (BPA)\n\nOn 3 June 2024 we hosted the 5th Harbour Cities Forum in Tallinn.",
    ),
    no=(
        "On the Baltic Ports Association\n\nThe 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. Five of us went.",
        "Dock Mail\n\nQuarterly letter of the Baltic Ports Association (BPA)\n\nThe 5th Harbour Cities Forum was held in Tallinn. “We went,” said the mayor.",
    ),
    order=79,
)
def we_take_part(story: Story) -> None:
    """The body that publishes a letter or report takes part in what its "we" and "our delegation" do, and organizes what "we" host."""
    publisher: Thing | None = None
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        if occasion is None or sentence.section.kind in ("title", "heading", "caption", "label"):
            continue
        held = _ours(story, sentence, occasion)
        match = _own_event(story, sentence, occasion) or _WE.search(story.plain, sentence.span.start, sentence.span.end)
        if held is None and (match is None or _NOT_THERE.search(story.plain, sentence.span.start, sentence.span.end)):
            continue
        span = held or (Span(*match.span()) if match else sentence.span)
        if is_quoted(story, sentence, span.start):
            continue
        publisher = publisher or _publisher(story)
        if publisher is None:
            return
        role = "cv:organizedBy" if held else "cv:hasParticipant"
        story.ledger.state(occasion.thing, role, publisher, span, "we-take-part", 0.75)
