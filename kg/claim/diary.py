"""Diaries and digests: a day at the head of a piece or paragraph is that of the event it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.claim.rules import rule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.when import enter_date
from kg.claim.where import state_place
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.model import Span

_HEADED = frozenset({*STANDALONE, "sibling", "phrase", "ordinal", "unnamed", "titled"})
_RANGE = re.compile(r"\s*(?:to|until|and|[-–—])\s*(?:[MTWFS]\w{2,5}day\s+)?")


def _day_at_head(story: Story, sentence: Sentence) -> DateMention | None:
    """The day, or the days from and to, with which a heading opens ("Monday 16 – Talks with Riga")."""
    dates = [d for d in sentence.dates if d.start.month or d.form in ("dayonly", "wd")]
    lead = story.plain[sentence.span.start : dates[0].span.start] if dates else ""
    if not dates or not re.fullmatch(r"\W*(?:[MTWFS]\w{2,5}day,?\s+)?", lead):
        return None
    first = dates[0]
    if len(dates) > 1 and _RANGE.fullmatch(story.plain[first.span.end : dates[1].span.start]) and dates[1].form == first.form:
        first = replace(first, end=dates[1].end, span=Span(first.span.start, dates[1].span.end))
    return first if re.search(r"\p{L}{3}", story.plain[first.span.end : sentence.span.end]) else None


def _told_below(story: Story, index: int) -> Iterator[tuple[Sentence, Occasion]]:
    """Yield the events that a heading names, and then those that the text below it tells of first, up to the next heading."""
    for number in range(index, len(story.sentences)):
        sentence = story.sentences[number]
        if number > index and sentence.section.kind in ("heading", "title"):
            return
        for mention in sentence.events:
            occasion = story.resolved.get(mention.key)
            if occasion is not None and occasion.how in _HEADED and occasion.first >= index:
                yield sentence, occasion


@rule(
    "diary-heading",
    yes="The week\n\nMonday 3 June 2024 – Talks in Riga\n\nThe Harbour Cities Forum heard from mayors of ten ports on its work.\n\nTuesday 4 June 2024 – A fair\n\nThe Clean Ports Expo showed boats to many guests.\n",
    no="The week\n\nTalks of the ports\n\nThe Harbour Cities Forum heard from mayors of ten ports on its work.\n\nA fair of boats\n\nThe Clean Ports Expo showed boats to many guests.\n",
    order=9,
)
def days_of_headings(story: Story) -> None:
    """Headings that open with a day, two at least, date the event that is told of first below each."""
    found = [(i, day) for i, s in story.told() if s.section.kind == "heading" and (day := _day_at_head(story, s)) is not None]
    if len(found) < 2:
        return
    for index, day in found:
        first = next(_told_below(story, index), None)
        if first is not None and first[1].dates is None and not _has_own_day(first[0]):
            enter_date(story, first[1], day, story.sentences[index], name="diary-heading")


def _has_own_day(sentence: Sentence) -> bool:
    return sentence.section.kind != "heading" and any(d.start.month for d in sentence.dates)


@rule(
    "diary-paragraph",
    yes="Dates\n\n14–15 November 2024, Tallinn. The Harbour Cities Forum, hosted by the port, expects mayors.\n",
    no="Dates\n\nNews from Tallinn. The Harbour Cities Forum, hosted by the port, expects mayors.\n",
    order=9,
)
def days_of_paragraphs(story: Story) -> None:
    """A day, and a town, that stand alone at the head of a paragraph are those of the event it names first."""
    for section, (day, town) in story.stamps.items():
        sentences = [s for s in story.sentences if s.section.span == section]
        told = (
            (s, o) for s in sentences[1:2] for m in s.events if (o := story.resolved.get(m.key)) is not None and o.how in _HEADED
        )
        first = next(told, None)
        if first is None or first[1].dates is not None or _has_own_day(first[0]):
            continue
        enter_date(story, first[1], day, sentences[0], name="diary-paragraph")
        if town is not None and not first[1].thing.attrs.get("city"):
            state_place(story, first[1], town, "diary-paragraph", 0.85)
