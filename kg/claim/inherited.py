"""Where an event is held that no words of its own place: with the event that it is part of, or in the town of its name."""

from __future__ import annotations

import datetime as dt

from kg import patterns as re
from kg.claim.ledger import Thing
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.claim.where import state_place
from kg.find import Sentence
from kg.find.events import LOWER_HEADS, EventMention
from kg.find.lexicon import Hit
from kg.model import Span

_TRIPS = frozenset({"Visit"})
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
        "The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024."
        " Mari Tamm, director of the port, addressed the opening ceremony."
    ),
    no="The 5th Harbour Cities Forum was held on 3 June 2024. Mari Tamm, director of the port, addressed the opening ceremony.",
    order=88,
)
def place_of_larger(story: Story) -> None:
    """A part of an event that no words place elsewhere is held in the town and the country of the whole."""
    for occasion in story.occasions:
        whole = occasion.parent
        while whole is not None and not placed(whole):
            whole = whole.parent
        if whole is None or placed(occasion) or occasion.cls in _TRIPS or whole.cls in _TRIPS or _apart(occasion, whole):
            continue
        for fact in list(story.ledger.of(whole.thing, "cv:heldIn")):
            story.ledger.state(occasion.thing, "cv:heldIn", fact.object, fact.span, "place-of-larger-event", 0.7)
        occasion.thing.attrs.update({k: v for k, v in whole.thing.attrs.items() if k in ("city", "country")})


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


@rule(
    "town-of-declaration",
    yes="The 5th Harbour Cities Forum was held on 3 June 2024. At the Forum, mayors adopted the Tallinn Declaration on Clean Ports.",
    no="The 5th Harbour Cities Forum was held on 3 June 2024. At the Forum, mayors recalled the Tallinn Declaration on Clean Ports.",
    order=86,
)
def town_of_declaration(story: Story) -> None:
    """An event without a place is held in the town after which what it adopts or signs is called ("the Tallinn Declaration")."""
    for occasion in story.occasions:
        if placed(occasion) or occasion.parent is not None:
            continue
        for fact in [*story.ledger.of(occasion.thing, "cv:adopted"), *story.ledger.of(occasion.thing, "cv:signed")]:
            hit = _town_first(story, fact.span) if isinstance(fact.object, Thing) and fact.object.kind == "agreement" else None
            if hit is not None:
                state_place(story, occasion, hit, "town-of-declaration", 0.65)
                break


def _town_first(story: Story, span: Span) -> Hit | None:
    """The town with which a name begins, followed by what was declared there."""
    for sentence in story.sentences:
        if sentence.span.start <= span.start < sentence.span.end:
            for hit in sentence.places:
                if hit.value.kind == "city" and 0 <= hit.span.start - span.start <= 4:
                    return hit if _DECLARED_NEXT.match(story.plain, hit.span.end) else None
    return None


_DECLARED_NEXT = re.compile(
    r"\s+(?:(?:Presidential|Ministerial|Joint|Political|Final|Mayors[’']|Leaders[’'])\s+)?(?:Declaration|Principles?|Charter|Communiqu[ée]|Statement|Call|Appeal|Consensus|Commitments?|Accord|Protocol|Pact|Convention|Compact|Roadmap|Letter|Manifesto|Checklist|Guidelines|Recommendations|Resolution|Action\s+Plan|Plan\s+of\s+Action|Agenda|Memorandum|Agreement|Treaty)\b"
)
