"""What a sentence names behind "at" that may be a building, hall or ground, whether a venue, a body's seat or a name unknown."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.claim.bodies import place_at
from kg.find import Sentence
from kg.find.names import CALENDAR, Name
from kg.model import Span

_PARTS = (
    r"(?:headquarters|head\s+office|campus(?:es)?|premises|(?:fair|show|exhibition|sports)?\s*grounds|seat|offices?|auditorium|library|"
    r"(?:main|great|town|city|assembly|conference|concert|exhibition|lecture|banquet|sports|congress|convention|parish|village|community)\s+(?:hall|halls|room|centre|center)|"
    r"boardroom|residence|stadium|arena|theatre|theater|gardens?|amphitheatre|amphitheater|hotel|resort|museum|palace|pavilion|ballroom|racecourse|shipyard|school)"
)
_AT = re.compile(r"\b(?:[Aa]t|[Ii]n|[Ii]nside|[Aa]board|[Ww]ithin)\s+(?:the\s+|its\s+|their\s+|our\s+|his\s+|her\s+)?$")
_PART_OF = re.compile(
    rf"\b(?:[Aa]t|[Ii]n|[Oo]n|[Ii]nside|[Ww]ithin)\s+(?:the\s+|its\s+)?(?P<part>(?:\p{{L}}+\s+){{0,2}}{_PARTS})\s+(?:of|at|in)\s+(?:the\s+)?$"
)
_ITS_PART = re.compile(rf"(?:[’']s?)?\s+(?:(?:\p{{L}}+\s+){{0,2}}?{_PARTS})\b")
_HELD_AT = re.compile(
    r"\b(?:held|place|hosted|staged|convened|gathered|met|meet|organi[sz]ed|opened)(?:\s+(?:today|yesterday|here|on\s+\p{Lu}\p{L}+day))?\s+at\s+(?:the\s+)?$"
)
THE_VENUE = re.compile(r"\b[Vv]enue\b[^.;]{0,110}?\b(?:is|was|will\s+be)\s+(?:(?:again|once\s+more)\s+)?(?:the\s+)?$")
_LEADS = tuple("at in inside aboard within of is was be again more the its their our his her".split())
"""What stands right before a hall: all that the patterns above end in."""
_INDOORS = frozenset("Centro Centre Center Palais Palacio Museum Library Academy".split())


def find_halls(plain: str, sentence: Sentence) -> Iterator[Span]:
    """Yield what a sentence names behind "at" or "in" that may be a building, hall or ground."""
    for name in sentence.names:
        lead = plain[max(sentence.span.start, name.full.start - 150) : name.full.start]
        if not lead.rstrip().lower().endswith(_LEADS):
            continue
        whose = _ITS_PART.match(plain, name.span.end, sentence.span.end)
        part = _PART_OF.search(lead)
        at = _AT.search(lead) or THE_VENUE.search(lead)
        if part is not None and name.kind in ("organization", "venue", "acronym", "name"):
            yield Span(name.full.start - len(lead) + part.start("part"), name.span.end)
        elif at is None:
            continue
        elif whose is not None and name.kind in ("organization", "venue", "acronym", "name"):
            yield Span(name.span.start, whose.end())
        elif name.kind == "venue" or (name.kind == "name" and len(name.tokens) > 1 and "Centro" in name.text(plain)):
            yield name.span
        elif name.kind == "organization":
            indoors = at.group().lower().startswith("in")
            if (
                (not indoors or name.head in _INDOORS)
                and name.cls in ("University", "Institute", "GovernmentBody")
                and not place_at(sentence.places, name.span)
            ):
                yield name.span
        elif name.kind in ("name", "acronym") and _HELD_AT.search(lead) and not _known(sentence, name):
            yield name.span


def _known(sentence: Sentence, name: Name) -> bool:
    """Whether a name that no head noun explains is one of a place, an event, a person or a day."""
    spans = [h.span for h in sentence.places] + [e.full for e in sentence.events] + [p.span for p in sentence.people]
    return name.tokens[0].text in CALENDAR or any(s.start < name.span.end and name.span.start < s.end for s in spans)
