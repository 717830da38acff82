"""Other editions of the event that a text is about, told of by a town and a year."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.ledger import Thing, date_literal
from kg.claim.occasions import series_names
from kg.claim.rules import rule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.where import state_place
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.events import EventMention
from kg.find.lexicon import Hit
from kg.model import Span

_EARLIER = re.compile(
    r"\b(?:editions?|previous(?:ly)?|earlier|past|first|twice|before|held|hosted|history|took\s+place|convened|relaunch|inaugural)\b",
    re.IGNORECASE,
)
_PAIR_GAP = re.compile(r"\s*(?:,|\(|in|,?\s+in|at|\)\s*|:|–|-|\|)\s*(?:early\s+|late\s+|mid-?\s*)?(?:in\s+)?")


@rule(
    "other-edition",
    yes="The Harbour Cities Forum 2024 was held in Tallinn on 3 June 2024. Previous editions took place in Riga in 2020 and Oslo in 2022.",
    no="The Harbour Cities Forum 2024 was held in Tallinn on 3 June 2024. Trade grew in Riga in 2020 and Oslo in 2022.",
    order=21,
)
def other_editions(story: Story) -> None:
    """A town beside a year or day, where a sentence speaks of earlier editions of the event, is another edition of it."""
    for index, sentence in story.told():
        if sentence.section.kind not in ("body", "label"):
            continue
        main = story.main.get(sentence.section.item)
        if main is None or main.how not in STANDALONE or main.thing.attrs.get("unnamed") or not sentence.dates:
            continue
        text = story.plain[sentence.span.start : sentence.span.end]
        if not _EARLIER.search(text) or any(
            o is not main for m in sentence.events if m.how != "generic" and (o := story.resolved.get(m.key))
        ):
            continue
        for hit in sentence.places:
            if hit.value.kind != "city":
                continue
            date = _beside(story, sentence, hit)
            if date is None or not date.start.year or _of_main(story, main, date):
                continue
            if any(o.year == date.start.year and o.how == "sibling" for o in story.occasions):
                continue
            _enter_edition(story, main, index, sentence, hit, date)


def _beside(story: Story, sentence: Sentence, hit: Hit) -> DateMention | None:
    for date in sentence.dates:
        first, second = sorted((hit.span, date.span))
        if 0 <= second.start - first.end <= 12 and _PAIR_GAP.fullmatch(story.plain[first.end : second.start]):
            return date
    return None


def _of_main(story: Story, main: Occasion, date: DateMention) -> bool:
    years = {main.year} | {int(d[:4]) for d in (main.dates or ()) if d}
    return date.start.year in years or date.start.year == story.published.year


def _enter_edition(story: Story, main: Occasion, index: int, sentence: Sentence, hit: Hit, date: DateMention) -> None:
    thing = Thing("event", main.cls)
    names = sorted(series_names(main).items(), key=lambda x: (-len(x[0]), x[0]))
    if not names:
        return
    for name, where in names[:2]:
        thing.call(name, where)
    span = Span(min(hit.span.start, date.span.start), max(hit.span.end, date.span.end))
    thing.call(" ".join(span.of(story.plain).split()), span)
    thing.attrs.update(sibling=1, series_of=main.thing.name)
    occasion = Occasion(thing, main.cls, "sibling", sentence.section.item, year=date.start.year, first=index)
    mention = EventMention(span, span, thing.name, main.cls, "listed", "edition", 0, None, date.start.year)
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)
    story.occasions.append(occasion)
    if span.start - sentence.span.start < 5:
        story.scope[index] = occasion
    state_place(story, occasion, hit, "other-edition", 0.75)
    start, end = date.start.iso, date.end.iso
    story.ledger.state(thing, "cv:startDate", date_literal(start), date.span, "other-edition", 0.8)
    story.ledger.state(thing, "cv:endDate", date_literal(end), date.span, "other-edition", 0.8)
    occasion.dates = (start, end)
