"""Parts of an event in the list behind a colon: "The week includes the following events:", and what stands below."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.rules import rule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.find import Sentence
from kg.model import Span

_KINDS = r"(?:(?:side|parallel|main|public|joint|individual|thematic|accompanying|related|associated)\s+)?(?:events?|activities|sessions?|sub-?forums?|workshops?|meetings?|seminars?|forums?|panels?|stops?|parts?|highlights|courses?|exhibitions?|competitions?)"
_LEADS_TO_LIST = re.compile(
    rf"\b(?:the\s+following\s+{_KINDS}|following\s+{_KINDS}|(?:includes?|included|including|comprises?|comprised|consists?\s+of|consisted\s+of|features?|featured|covers?|hosts?)\b[^.:]{{0,90}}"
    rf"|{_KINDS}\b[^.:]{{0,60}}\b(?:are|were|is|was|will\s+be)\s+(?:held|organi[sz]ed|hosted|planned|scheduled|offered)\b[^.:]{{0,60}}|{_KINDS}\s+(?:during|of|at|within)\s+(?:the\s+)?[^.:]{{0,60}}):\s*$",
    re.IGNORECASE,
)
_FAR = 40
"""How many sentences below its lead a list is read."""
_NEAR = 90


@rule(
    "listed-part",
    yes="The 5th Harbour Week was held in Tallinn. The week included the following events:\n\n- Clean Ports Roundtable, 3 June 2024\n- Young Sailors Forum, 4 June 2024",
    no="The 5th Harbour Week was held in Tallinn. The mayor praised:\n\n- Clean Ports Roundtable, 3 June 2024\n- Young Sailors Forum, 4 June 2024",
    order=24,
)
def listed_parts(story: Story) -> None:
    """Events in the list below "The week includes the following events:" are parts of the event in hand."""
    for index, sentence in story.told():
        if story.plain[sentence.span.end - 1] != ":" or not _LEADS_TO_LIST.search(
            story.plain, max(sentence.span.start, sentence.span.end - 260), sentence.span.end
        ):
            continue
        larger = _in_hand(story, index, sentence)
        if larger is None:
            continue
        for child, span in _listed(story, index, larger):
            if child.parent is None and child.join(larger):
                story.ledger.state(child.thing, "cv:partOf", larger.thing, span, "listed-part", 0.85)


def _in_hand(story: Story, index: int, sentence: Sentence) -> Occasion | None:
    """The event with a name of its own that a sentence speaks of or is about, else the one named last before it."""
    near = [
        *(story.resolved.get(m.key) for m in reversed(sentence.events)),
        story.scope.get(index),
        story.main.get(sentence.section.item),
        *(story.resolved.get(m.key) for s in reversed(story.sentences[max(0, index - 3) : index]) for m in s.events),
    ]
    return next((o for o in near if o is not None and o.how in STANDALONE and not o.thing.attrs.get("unnamed")), None)


def _listed(story: Story, index: int, larger: Occasion) -> list[tuple[Occasion, Span]]:
    """The events with which the paragraphs of a list open; a list of headings goes on over what stands below each."""
    found: list[tuple[Occasion, Span]] = []
    last, headed = story.sentences[index].section, False
    for sentence in story.sentences[index + 1 : index + 1 + _FAR]:
        section = sentence.section
        if section is last:
            continue
        last = section
        opens = _opens_with(story, sentence, larger)
        if opens is not None:
            found.append(opens)
            headed = headed or section.kind != "body" or _stands_alone(story, sentence)
        elif not headed or section.kind in ("title", "heading"):
            break
    return found if len(found) > 1 else []


def _stands_alone(story: Story, sentence: Sentence) -> bool:
    """Whether a line has no full stop, as one that heads a paragraph."""
    return len(sentence.span) < 120 and story.plain[sentence.span.end - 1] not in ".!?;"


def _opens_with(story: Story, sentence: Sentence, larger: Occasion) -> tuple[Occasion, Span] | None:
    """The event named near the beginning of a paragraph, if it may be a part of another."""
    for mention in sentence.events:
        occasion = story.resolved.get(mention.key)
        if occasion is None or mention.full.start - sentence.span.start > _NEAR:
            continue
        part = occasion is not larger and (occasion.how in STANDALONE or occasion.how in ("generic", "titled", "phrase"))
        return (occasion, mention.full) if part else None
    return None
