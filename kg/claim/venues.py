"""The building, hall or ground in which an event is held: what a text calls it, and the town that its name tells."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.halls import THE_VENUE, find_halls
from kg.claim.ledger import Thing
from kg.claim.nearby import HOLD, event_after, event_before, holds, said_between, spoken_elsewhere, told_first
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.claim.where import state_place, state_venue, town_within
from kg.find import Sentence
from kg.find.events import LOWER_HEADS
from kg.model import Span

_HOLD = re.compile(rf"\b{HOLD}\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:held|took\s+place|takes?\s+place|taking\s+place|hosted|opened|gathered|convened|met)\b")
_NOUNS = re.any_of(word for word, cls in LOWER_HEADS.items() if cls)
NOUN_FIRST = re.compile(
    rf"\W*(?:(?:The|A|An|This)\s+)?(?:[\p{{L}}-]+\s+){{0,2}}?(?:{_NOUNS})(?:\s+(?:for|of|with|on)\s+[^.;:|]{{3,60}})?\s+(?:at|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""A line that says of the event in hand only what it was and where ("Seminar at the …")."""


def _in_post(story: Story, sentence: Sentence, span: Span) -> bool:
    """Whether a building or body is where somebody works ("Mari Tamm, director of research at the …")."""
    near = [p.span.end for p in sentence.people if p.span.end <= span.start]
    between = story.plain[near[-1] : span.start] if near else ""
    return between.startswith(",") and not _VERB.search(between) and ";" not in between


def _told_there(story: Story, index: int, sentence: Sentence, span: Span) -> Occasion | None:
    """The event that a sentence says was held in a building."""
    plain = story.plain
    lead = plain[sentence.span.start : span.start]
    if THE_VENUE.search(lead):
        named = [o for m in sentence.events if (o := story.resolved.get(m.key)) is not None]
        return named[0] if named else story.scope.get(index)
    if _in_post(story, sentence, span):
        return None
    before = event_before(story, sentence, span.start)
    if before is not None:
        gap = said_between(story, sentence, before[0].full.end, span.start)
        if spoken_elsewhere(gap):
            return None
        late = bool(_HOLD.search(gap[-70:])) and len(gap) < 480
        if late or holds(gap, allow=1) or (_HOLD.search(gap) and holds(gap, allow=6)) or (told_first(gap) and len(gap) < 150):
            return before[1]
        return None
    after = event_after(story, sentence, span.end)
    if after is not None and len(lead) < 16:
        gap = said_between(story, sentence, span.end, after[0].full.start)
        if len(gap) < 60 and holds(gap, allow=3):
            return after[1]
    scope = story.scope.get(index)
    return scope if scope is not None and (_VERB.search(lead) or NOUN_FIRST.fullmatch(lead)) else None


@rule(
    "held-at",
    yes=(
        "The 5th Harbour Cities Forum was held at the Pirita Conference Centre in Tallinn.",
        "The 5th Harbour Cities Forum took place at the headquarters of the Baltic Ports Association.",
        "The 5th Harbour Cities Forum took place on 3 June 2024 at the Port of Pirita's headquarters.",
        "The venue of the 5th Harbour Cities Forum is the Kalev Hotel.",
    ),
    no=(
        "The 5th Harbour Cities Forum praised the Pirita Conference Centre.",
        "The 5th Harbour Cities Forum was praised at a side event at the Pirita Conference Centre.",
    ),
    order=12,
)
def where_venue(story: Story) -> None:
    """An event and a building, hall, hotel or university behind "at", a body's headquarters or campus, or "the venue is"."""
    for index, sentence in story.told():
        if sentence.section.kind in ("label", "agenda", "title"):
            continue
        done = -1
        for span in find_halls(story.plain, sentence):
            if span.start < done:
                continue
            occasion = _told_there(story, index, sentence, span)
            if occasion is None:
                continue
            done = span.end
            state_venue(story, occasion, " ".join(span.of(story.plain).split()), span, "held-at")
            _place_behind(story, sentence, occasion, span.end)


_COMMA = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[(,]|\bin\b)\s*(?:in\s+)?(?:the\s+)?")


def _place_behind(story: Story, sentence: Sentence, occasion: Occasion, at: int) -> None:
    """State the town and the country that stand right behind a building ("the Kalev Hotel, Tallinn, Estonia")."""
    for hit in sentence.places:
        if hit.span.start < at or hit.value.kind not in ("city", "region", "country"):
            continue
        if not _COMMA.fullmatch(story.plain, at, hit.span.start):
            break
        state_place(story, occasion, hit, "held-at", 0.85)
        at = hit.span.end


@rule(
    "town-in-venue",
    yes="The 5th Harbour Cities Forum was held at Tallinn University on 3 June 2024.",
    no="The 5th Harbour Cities Forum was held at Kangirtuk University on 3 June 2024.",
    order=85,
)
def town_in_venue(story: Story) -> None:
    """An event without a town is held in that which the name of its venue tells."""
    for occasion in story.occasions:
        if occasion.thing.attrs.get("city"):
            continue
        for fact in list(story.ledger.of(occasion.thing, "cv:venue")):
            if isinstance(fact.object, Thing) and (hit := town_within(story, fact.span)) is not None:
                if occasion.thing.attrs.get("country") in (None, hit.value.country):
                    state_place(story, occasion, hit, "town-in-venue", 0.75)
                break
