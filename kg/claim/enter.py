"""Enters an occasion that the text has no name for: what it is called, which words speak of it, what the text is about then."""

from __future__ import annotations

from kg.claim.ledger import Thing
from kg.claim.story import Occasion, Story
from kg.find.events import EventMention
from kg.model import Span


def enter_unnamed(
    story: Story,
    index: int,
    names: dict[str, Span],
    cls: str,
    span: Span,
    *,
    head: str = "",
    known: Occasion | None = None,
) -> Occasion:
    """Make an event of what a sentence tells, or take the one that its words speak of already; ``span`` is what speaks of it now."""
    sentence = story.sentences[index]
    thing = known.thing if known is not None else Thing("event", cls)
    for name, words in names.items():
        thing.call(name, words)
    thing.attrs["unnamed"] = 1
    occasion = known or Occasion(thing, cls, "proper", sentence.section.item, first=index)
    mention = EventMention(span, span, thing.name, cls, "unnamed", head or cls.lower())
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)
    if known is None:
        story.occasions.append(occasion)
    return occasion


def rescope(story: Story, item: int, occasion: Occasion) -> None:
    """Make an event the one that a text is about."""
    old = story.main.get(item)
    story.main[item] = occasion
    for index, sentence in story.told():
        scope = story.scope.get(index)
        if sentence.section.item == item and (
            scope is None or (scope is old and not any(story.resolved.get(m.key) is old for m in sentence.events))
        ):
            story.scope[index] = occasion
        if sentence.section.item == item and index > occasion.first:
            _points_back(story, occasion, index)


def _points_back(story: Story, occasion: Occasion, index: int) -> None:
    """Let "the visit" and "the event" in a later sentence speak of the occasion that a text is about."""
    for mention in story.sentences[index].events:
        fits = mention.cls == occasion.cls or mention.head == "event"
        if mention.how == "anaphor" and fits and mention.key not in story.resolved:
            story.resolved[mention.key] = occasion
            occasion.mentions.append((mention, index))
