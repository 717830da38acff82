"""Programmes: the days, hours and rooms of an event's parts, and who takes the chair and the floor in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg import patterns as re
from kg.claim.ledger import Thing, date_literal
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.claim.when import enter_date
from kg.claim.where import state_venue
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.events import EventMention
from kg.model import Literal, Span

_PART = re.compile(
    r"(?P<head>plenary|session|panel|ceremony|workshop|masterclass|round-?\s?table|seminar|dialogue|forum|reception|competition|contest|hackathon|visit|tour|signing|signature|exhibition|side\s+event|meeting|assembly|symposium|training|conference)\b(?!s\b)",
    re.IGNORECASE,
)
_PAUSE = re.compile(
    r"\b(?:registration|coffee|tea|lunch|luncheon|breaks?|photo(?:graph)?s?|check-in|arrivals?|departures?|transfers?|discussion|q\s?&\s?a|networking|dinner|adjourn\w*|announcements|remarks|welcome\s+address|speech(?:es)?|reports?|report\s+back|wrap-up|introduction)\b",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"(?:(?:parallel|plenary|thematic|breakout|working|technical|special|opening|closing|poster|keynote)\s+)?(?:plenary|session|panel|workshop|round-?\s?table|track|forum|seminar)(?:\s+(?:\d{1,2}[A-Z]?|[IVX]{1,4}|[A-H]))?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:parallel|breakout|concurrent|thematic|simultaneous|working)\s+(?:sessions|groups|workshops|panels)\b", re.IGNORECASE
)
_SUB_LINE = re.compile(
    r"(?:(?:Session|Panel|Workshop|Track|Group|Room|Stream)\s+)?\d{0,2}[A-H](?:\.\d)?(?:[.):]|\s{1,})\s*(?=[\p{Lu}\d“\"])|(?:Session|Panel|Workshop|Track)\s+\d{1,2}\s*[.):–—-]\s*(?=\p{Lu})"
)
_DAY_HEAD = re.compile(
    r"\W*(?:day\s+(?:\d{1,2}|one|two|three|four|five)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.IGNORECASE
)
_ROOM = re.compile(
    r"(?P<room>(?:[\p{Lu}][\p{L}\p{M}’'-]+\s+){0,3}(?:Room|Hall|Auditorium|Theatre|Theater|Ballroom|Salle|Sala|Foyer|Laboratory|Library|Pavilion|Rectorate|Amphitheatre|Amphitheater|Lecture\s+Hall|Building)\b(?:\s+(?:[A-Z]?\d{1,4}[A-Z]?|[A-Z]|[IVX]{1,4}|[A-Z]\p{L}+))?)"
)
_GAP = re.compile(r"\s{2,}|\s*[|(]\s*|\s+[–—-]\s+|\.\s|\s*$")
_KINDS = {
    "workshop": "Training", "masterclass": "Training", "seminar": "Training", "training": "Training", "dialogue": "Dialogue", "ceremony": "Ceremony",
    "signing": "Ceremony", "signature": "Ceremony", "meeting": "Meeting", "assembly": "Meeting", "competition": "Competition", "contest": "Competition",
    "hackathon": "Competition", "visit": "Visit", "tour": "Visit", "forum": "Forum", "exhibition": "Expo", "symposium": "Conference", "conference": "Conference",
}  # fmt: skip


@dataclass(slots=True)
class _Slot:
    """A line of a programme, the lines under it, and the day that heads them."""

    index: int
    day: DateMention | None
    below: list[int] = field(default_factory=list)


def _slots(story: Story) -> Iterator[_Slot]:
    """Yield the lines of a programme with what stands under each, up to the next line, heading of a day, or long paragraph."""
    slot: _Slot | None = None
    day: DateMention | None = None
    for index, sentence in story.told():
        kind = sentence.section.kind
        if kind == "agenda":
            if slot is not None:
                yield slot
            slot = _Slot(index, day)
        elif sentence.dates and len(sentence.span) < 70 and (kind == "heading" or _DAY_HEAD.match(sentence.span.of(story.plain))):
            if slot is not None:
                yield slot
            first = sentence.dates[0]
            slot, day = None, first if first.start == first.end else None
        elif slot is not None and kind == "heading" and not _goes_on(story, sentence):
            yield slot
            slot = None
        elif slot is not None:
            if kind == "body" and len(sentence.section.span) > 320:
                yield slot
                slot = None
                continue
            slot.below.append(index)
    if slot is not None:
        yield slot


def _goes_on(story: Story, sentence: Sentence) -> bool:
    """Whether a short line under a line of a programme tells more of it."""
    text = sentence.span.of(story.plain)
    return bool(sentence.people or ":" in text or _SUB_LINE.match(text))


@rule(
    "agenda-line",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\nAgenda\n\n09:00–09:30  Opening Ceremony\n09:30–10:00  Coffee Break\n",
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\nAgenda\n\n09:30–10:00  Coffee Break\n",
    order=22,
)
def agenda_lines(story: Story) -> None:
    """A line of an agenda that names a ceremony, session or dialogue is a part of the event, on its day, at the hours stated."""
    slots = list(_slots(story))
    for slot in slots:
        sentence = story.sentences[slot.index]
        target = _whole(story, slot.index, sentence, len(slots))
        if target is None:
            continue
        named = any(story.resolved.get(m.key) not in (None, target) for m in sentence.events)
        titled = None if named else _part_titled(story, slot.index, sentence)
        parts = list(_parts_named(story, sentence, target)) if named else [titled] if titled is not None else []
        for part in parts:
            _place(story, slot, sentence, part, target)
        for below in slot.below if parts else ():
            story.scope[below] = parts[0]
        if not parts and _SEVERAL.search(story.plain, sentence.span.start, sentence.span.end):
            _parallel(story, slot, target)


def _whole(story: Story, index: int, sentence: Sentence, lines: int) -> Occasion | None:
    """The event of a programme: the one that the text is about, where the programme is long."""
    main = story.main.get(sentence.section.item)
    return main if main is not None and lines > 2 else story.scope.get(index)


def _parts_named(story: Story, sentence: Sentence, target: Occasion) -> Iterator[Occasion]:
    """Yield the parts that a line names in words that the finder knows."""
    for mention in sentence.events:
        occasion = story.resolved.get(mention.key)
        if occasion is None or occasion is target or occasion.how not in ("generic", "proper"):
            continue
        if occasion.mentions and story.sentences[occasion.mentions[0][1]].section.kind not in ("agenda", "heading"):
            continue
        yield occasion


def _part_titled(story: Story, index: int, sentence: Sentence) -> Occasion | None:
    """The part that a line names by its kind and title ("Plenary 1  Money for ports", "Panel: Who pays?")."""
    if not sentence.times:
        return None
    start = (
        max(t.span.end for t in sentence.times if t.span.start - sentence.span.start < 30)
        if any(t.span.start - sentence.span.start < 30 for t in sentence.times)
        else sentence.span.start
    )
    lead = re.match(r"(?:\s*\((?:[A-Z]{2,5}|[^)]{3,16})\))?[\s|:–—-]*", story.plain[start : sentence.span.end])
    return _enter_part(story, index, sentence, start + (lead.end() if lead else 0))


def _enter_part(story: Story, index: int, sentence: Sentence, start: int, *, sure: bool = False) -> Occasion | None:
    """Make an event of the title at ``start``, where its first words say that it is a session, meeting or the like."""
    stop = story.plain.find("\n", start, sentence.span.end)
    end = sentence.span.end if stop < 0 else stop
    title = _chunk(story.plain, start, end)
    words = title.of(story.plain)
    head = _PART.search(words)
    if not words.strip() or (not sure and (head is None or (_PAUSE.search(words) and not _LABEL_ONLY.match(words)))):
        return None
    names = [title]
    labelled = re.match(rf"(?:{_LABEL_ONLY.pattern})\s*[:.–—-]\s*(?=\S{{3}})", words, re.IGNORECASE)
    if labelled is not None:
        names.insert(0, Span(title.start + labelled.end(), title.end))
    elif _LABEL_ONLY.fullmatch(words):
        after = re.match(r"[\s|:–—-]*", story.plain[title.end : end])
        behind = _chunk(story.plain, title.end + (after.end() if after else 0), end)
        if len(behind) > 5 and not _ROOM.match(behind.of(story.plain)):
            names.insert(0, behind)
    kind = _KINDS.get(re.sub(r"[\s-]+", " ", head["head"].lower()), "Session") if head is not None else "Session"
    occasion = Occasion(Thing("event", kind), kind, "titled", sentence.section.item, first=index)
    for span in names:
        occasion.thing.call(" ".join(span.of(story.plain).split()), span)
    mention = EventMention(names[0], names[0], occasion.thing.name, kind, "proper", kind.lower())
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    story.occasions.append(occasion)
    sentence.events = sorted(
        [*(m for m in sentence.events if not (m.full.start < names[0].end and names[0].start < m.full.end)), mention],
        key=lambda e: e.key,
    )
    return occasion


def _chunk(plain: str, start: int, end: int) -> Span:
    """The words from an offset to the next column, bracket or full stop."""
    match = _GAP.search(plain, start, end)
    stop = match.start() if match is not None else end
    return Span(start, start + len(plain[start:stop].rstrip(" .:;,–—-")))


def _place(story: Story, slot: _Slot, sentence: Sentence, part: Occasion, target: Occasion) -> None:
    """State of which event a line is a part, its hours, day and room."""
    part.join(target)
    name = next((m for m in sentence.events if story.resolved.get(m.key) is part), part.mentions[-1][0])
    for time in [t for t in sentence.times if t.span.end <= name.span.start][:1]:
        story.ledger.state(part.thing, "cv:startTime", Literal(time.start, "xsd:time"), time.span, "agenda-line", 0.9)
        if time.end:
            story.ledger.state(part.thing, "cv:endTime", Literal(time.end, "xsd:time"), time.span, "agenda-line", 0.9)
    if slot.day is not None:
        enter_date(story, part, slot.day, sentence, name="day-of-programme")
    else:
        _day_of_whole(story, part, target, name.full)
    room = _ROOM.search(story.plain, name.span.end, sentence.span.end)
    if room is not None and len(name.span):
        state_venue(story, part, " ".join(room["room"].split()), Span(*room.span("room")), "agenda-line")


def _day_of_whole(story: Story, part: Occasion, target: Occasion, near: Span) -> None:
    """A part is on the one day of the whole."""
    dated = target.dates
    if not dated or dated[0] != dated[1] or len(dated[0]) != 10:
        return
    span = next((f.span for f in story.ledger.of(target.thing, "cv:startDate")), near)
    story.ledger.state(part.thing, "cv:startDate", date_literal(dated[0]), span, "day-of-agenda", 0.85)
    story.ledger.state(part.thing, "cv:endDate", date_literal(dated[0]), span, "day-of-agenda", 0.85)
    part.dates = dated


def _parallel(story: Story, slot: _Slot, target: Occasion) -> None:
    """The lines "1A …", "1B …" under "Parallel sessions" are sessions of their own."""
    part: Occasion | None = None
    for index in slot.below:
        sentence = story.sentences[index]
        mark = _SUB_LINE.match(story.plain, sentence.span.start, sentence.span.end)
        if mark is not None and sentence.section.kind in ("body", "heading"):
            part = _enter_part(story, index, sentence, mark.end(), sure=True)
            if part is not None:
                _place(story, slot, sentence, part, target)
                times = story.sentences[slot.index].times
                for time in times[:1]:
                    story.ledger.state(
                        part.thing, "cv:startTime", Literal(time.start, "xsd:time"), time.span, "agenda-line", 0.85
                    )
        if part is not None:
            story.scope[index] = part
