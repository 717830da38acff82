"""Where an event is held that no words of its own place: with the event that it is part of, or in the town of its name."""

from __future__ import annotations

import datetime as dt

from kg import patterns as re
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.claim.where import place_as, state_place
from kg.find import Sentence
from kg.find.events import LOWER_HEADS, EventMention
from kg.find.lexicon import Hit

_ELSEWHERE = frozenset({"Visit", "Expo", "Festival"})
"""Kinds of events that go from town to town, or stand beside the larger one in another."""
_DAYS_APART = 7
_OUTSIDE_OF = dt.timedelta(days=_DAYS_APART)


def placed(occasion: Occasion) -> bool:
    """Whether the text has placed an event in a town or a country."""
    return bool(occasion.thing.attrs.get("city") or occasion.thing.attrs.get("country"))


def _apart(part: Occasion, whole: Occasion) -> bool:
    """Whether an event lies more than a week from the days of the whole, or in another year or month."""
    first, last = part.dates or ("", "")
    begin, end = whole.dates or ("", "")
    first, begin = first or last, begin or end
    if not first or not begin:
        return bool(part.year and whole.year and part.year != whole.year)
    if len(first) == 10 and len(begin) == 10:
        day = dt.date.fromisoformat(first)
        return not dt.date.fromisoformat(begin) - _OUTSIDE_OF <= day <= dt.date.fromisoformat(end or begin) + _OUTSIDE_OF
    width = min(len(first), len(begin))
    return first[:width] != begin[:width]


@rule(
    "place-of-larger-event",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn from 3 to 5 June 2024."
        " Mari Tamm, director of the port, addressed the closing ceremony on 5 June."
    ),
    no=(
        "The 5th Harbour Cities Forum was held in Tallinn from 3 to 5 June 2024."
        " Mari Tamm, director of the port, addressed the closing ceremony."
    ),
    order=88,
)
def place_of_larger(story: Story) -> None:
    """A part of an event that has a day or a hall of its own, and that no words place, is held in the town and the country of the whole."""
    for occasion in story.occasions:
        whole = occasion.parent
        while whole is not None and not placed(whole):
            whole = whole.parent
        if whole is None or placed(occasion) or occasion.cls in _ELSEWHERE or whole.cls == "Visit" or _apart(occasion, whole):
            continue
        if occasion.dates in (None, whole.dates) and not any(True for _ in story.ledger.of(occasion.thing, "cv:venue")):
            continue
        place_as(story, occasion, whole, list(story.ledger.of(whole.thing, "cv:heldIn")), "place-of-larger-event", 0.7)


_HEADS = "|".join(sorted((re.escape(w) for w, cls in LOWER_HEADS.items() if cls), key=len, reverse=True))
_HEAD_NEXT = re.compile(
    rf"\s+(?:(?:\p{{Ll}}[\p{{L}}-]*\s+){{0,2}}(?:{_HEADS})|(?i:{_HEADS}|(?:19|20)\d\d))(?:\s+of\s+(?:19|20)\d\d)?\s*$"
)
_IN_NAME = re.compile(r"\b(?:in|on\s+the|near)\s+(?:the\s+)?$")
_NO_NAME = re.compile(r"\b(?:in|from|to|near|of|at|on|via)\s+$|[,-]\s*$")


def _town_named(story: Story, sentence: Sentence, mention: EventMention) -> Hit | None:
    """The town by which an event is called ("the Tallinn conference", "Forum in Tallinn")."""
    plain, full = story.plain, mention.full
    for hit in sentence.places:
        if hit.value.kind not in ("city", "country") or hit.span.start < full.start - 40 or hit.span.end > full.end:
            continue
        lead = plain[max(sentence.span.start, hit.span.start - 14) : hit.span.start]
        if hit.span.start > full.start and _IN_NAME.search(lead):
            return hit
        behind = plain[hit.span.end : full.end]
        if hit.value.kind == "city" and _HEAD_NEXT.fullmatch(behind) and not _NO_NAME.search(lead):
            return hit
    return None


@rule(
    "town-in-event-name",
    yes=(
        "The Tallinn conference ends\n\nThe 5th Harbour Cities Conference opened on 3 June 2024 and closed on 5 June 2024.",
        "Ministers signed it at the 5th Harbour Cities Forum on the Gold Coast.",
    ),
    no="The Tallinn mayors end\n\nThe 5th Harbour Cities Conference opened on 3 June 2024 and closed on 5 June 2024.",
    order=85,
)
def town_in_name(story: Story) -> None:
    """An event without a place is held in the town by which the text calls it ("the Tallinn conference", "the Forum on the Gold Coast")."""
    for _, sentence in story.told():
        for mention in sentence.events:
            occasion = story.resolved.get(mention.key)
            if occasion is None or placed(occasion) or occasion.thing.attrs.get("tours"):
                continue
            told = bool(occasion.dates and len(occasion.dates[0] or occasion.dates[1]) == 10) or occasion in story.main.values()
            hit = _town_named(story, sentence, mention)
            if hit is not None and (told or hit.span.end == mention.full.end):
                state_place(story, occasion, hit, "town-in-event-name", 0.7)
    for main in story.main.values():
        hit = None if placed(main) or main.thing.attrs.get("tours") else _town_of_main(story, main)
        if hit is not None:
            state_place(story, main, hit, "town-in-event-name", 0.65)


_CALLED = re.compile(
    rf"\s+(?:\p{{Ll}}[\p{{L}}-]*\s+)?(?P<head>{_HEADS}|plenary|(?:summer|winter|spring|autumn)\s+school|gathering|talks|assembly|event)\b(?!-)"
)


def _town_of_main(story: Story, main: Occasion) -> Hit | None:
    """The town before a common noun for the main event, in a title or a sentence about it ("the Tallinn plenary closed")."""
    for index, sentence in story.told():
        titled = sentence.section.kind == "title"
        if not titled and story.scope.get(index) is not main:
            continue
        for hit in sentence.places:
            called = _CALLED.match(story.plain, hit.span.end, sentence.span.end) if hit.value.kind == "city" else None
            lead = story.plain[max(sentence.span.start, hit.span.start - 14) : hit.span.start]
            if (
                called is None
                or _NO_NAME.search(lead)
                or any(
                    e.full.start > hit.span.end and e.full.start < called.end() and story.resolved.get(e.key) not in (None, main)
                    for e in sentence.events
                )
            ):
                continue
            if titled or LOWER_HEADS.get(called["head"]) == main.cls:
                return hit
    return None
