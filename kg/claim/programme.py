"""Programmes: what a programme says is on becomes a part of the event, with its day, hours, rooms, and who takes the chair and the floor."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg import patterns as re
from kg.claim.agendas import is_agenda
from kg.claim.ledger import Fact, Thing, date_literal
from kg.claim.programme_head import lines_of_programme
from kg.claim.rules import rule
from kg.claim.schedule import PROSE, SEVERAL, WHO, Entry, When, is_place, may_be_programme, open_page, read_schedule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.when import completed, enter_date
from kg.claim.where import place_as, state_venue
from kg.find import Sentence
from kg.find.dates import DateMention, Day
from kg.find.events import EventMention
from kg.find.names import Name
from kg.find.people import PersonMention
from kg.model import Literal, Span

_PART = re.compile(
    r"(?P<head>plenary|session|panel|ceremony|workshop|masterclass|round[\s-]?table|seminar|dialogue|forum|reception|competition|contest|hackathon|visit|excursion|tour|signing|signature|exhibition|side\s+event"
    r"|meeting|assembly|symposium|training|conference|dinner|banquet|concert|party|evening|market|fair|welcome\s+event|debate|summit|congress|hearing|festival|performance|screening|closing|opening|gala|barbecue"
    r"|awards?|cocktail|student\s+welcome|launch|inauguration|unveiling|premiere|prize-?giving|press\s+conference|press\s+briefing|handover|ground-?breaking)\b(?!s\b)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\W*(?:(?:official|formal|public|joint)\s+)?(?:launch|inauguration|unveiling|signing|signature|premiere|prize-?giving|award(?:ing|s)?|press\s+conference|handover|ground-?breaking)\b",
    re.IGNORECASE,
)
"""What a title opens with that is an event, whatever it is of ("Launch of the report", "Signing of the minutes")."""
_PAUSE = re.compile(
    r"\b(?:registrations?|accreditation|coffee|tea|lunch|luncheon|breakfast|breaks?|photo(?:graph)?s?|check-in|arrivals?|departures?|transfers?|bus(?:es)?\s+(?:to|leaves?)|discussion|q\s?&\s?a|networking|adjourn\w*|announcements|remarks"
    r"|welcome\s+(?:address|words|notes?|by)|welcoming|address(?:es)?|speech(?:es)?|reports?|report\s+back|wrap-up|introductions?|adoption|approval|election|minutes|any\s+other|other\s+(?:business|matters)|votes?\s+of\s+thanks|anthem|presentations?|statements?"
    r"|^(?:agenda\s+)?items?\s+\d|summary|summing\s+up|conclusions?|questions|free\s+time|doors\s+open|set-?up|^(?:welcome|keynotes?|speakers?|programme|agenda)$|working\s+groups|group\s+work|tour\s+de\s+table|security|shuttle|briefing\s+for)\b",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"(?:(?:\w+\s+){0,3}(?:plenary|session|panel|workshop|ceremony|round[\s-]?table|forum|seminar|masterclass)(?:\s+(?:\d{1,2}[A-Z]?|[IVX]{1,4}|[A-H]))?)$|^(?:plenary|session|panel|workshop|ceremony)\b",
    re.IGNORECASE,
)
_KINDS = {
    "workshop": "Training", "masterclass": "Training", "seminar": "Training", "training": "Training", "dialogue": "Dialogue", "ceremony": "Ceremony",
    "signing": "Ceremony", "signature": "Ceremony", "meeting": "Meeting", "assembly": "Meeting", "competition": "Competition", "contest": "Competition",
    "hackathon": "Competition", "visit": "Visit", "excursion": "Visit", "tour": "Visit", "forum": "Forum", "exhibition": "Expo", "fair": "Expo", "symposium": "Conference",
    "conference": "Conference", "congress": "Conference", "summit": "Summit", "festival": "Festival", "reception": "Ceremony", "dinner": "Ceremony", "banquet": "Ceremony",
    "closing": "Ceremony", "opening": "Ceremony", "gala": "Ceremony", "award": "Ceremony", "awards": "Ceremony", "concert": "Ceremony", "student welcome": "Ceremony",
    "launch": "Ceremony", "inauguration": "Ceremony", "unveiling": "Ceremony", "prize-giving": "Ceremony", "prizegiving": "Ceremony", "handover": "Ceremony",
}  # fmt: skip
_SHORT = 20
"""Under how many minutes an opening or a closing is no event of its own."""
_LONG = 40
"""From how many minutes on a title without a word such as "session" is that of one."""
_NOT_THERE = re.compile(
    r"\b(?:apologies|absent|excused|regrets|contacts?|in\s+the\s+absence\s+of|on\s+behalf\s+of)\b", re.IGNORECASE
)
_BEFORE_NAME = re.compile(
    r"(?:^|[;:•|]\s*|\)\s*[,;]?\s*(?:and\s+)?|\band\s+|&\s*|\n\s*|\b(?:chair|moderator|tutor|speaker|facilitator|trainer|guide|with|chairs|(?:welcome|opening|remarks|address|words|introduction|lecture|talk|keynote|led|chaired|moderated|presented|facilitated)\s+by|presenter|discussant|rapporteur)\s+)"
    r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Mme|Sir|Dame|Hon|Eng|Ing)\b\.?\s+){0,3}$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\s*(?:\((?P<in>[^(),;/\n]{2,80})|,\s+(?P<behind>\p{Lu}[^(),;.\n|]{2,80}))")


_TITLE_WORDS = re.compile(
    r"^\W*(?:(?:draft|provisional|tentative|preliminary|final|detailed)\s+)*(?:programme|program|agenda|timetable|schedule)(?:\s+(?:of|for)\s+the|\s+(?:of|for))?\s*[:–—-]?\s+"
    r"|\s*[:,–—|-]\s*(?:(?:draft|provisional|tentative|preliminary|final|detailed|full)\s+)*(?:programme|program|agenda|timetable|schedule)\b.*$|\s*\([^()]*\)\s*$",
    re.IGNORECASE,
)
_GATHERING = re.compile(
    r"\b(?P<head>consultations?|workshop|seminar|meeting|conference|symposium|colloquium|congress|forum|summit|dialogue|assembly|session|convention|retreat|school|course|training|hearing|week|days?|roundtable|festival|fair|exhibition)\b",
    re.IGNORECASE,
)


@rule(
    "title-of-programme",
    yes="Regional consultation on harbour bells\n\nTallinn, Estonia, 3-4 June 2024\n\n09:00  Opening session\n10:00  Session 1: Bronze\n11:00  Session 2: Iron\n15:00  Closing session\n",
    no="Regional consultation on harbour bells\n\nTallinn, Estonia, 3-4 June 2024\n\nMuch was said of bells.\n",
    order=6,
)
def title_of_programme(story: Story) -> None:
    """Where a text is a programme of four lines or more and no event is its main one, its title names that event."""
    if story.main or not lines_of_programme(story):
        return
    index, title = next(((i, s) for i, s in story.told() if s.section.kind == "title"), (0, None))
    if title is None or len(title.span) > 160:
        return
    start, end = title.span.start, title.span.end
    for cut in _TITLE_WORDS.finditer(story.plain, start, end):
        start, end = (cut.end(), end) if cut.start() == title.span.start else (start, min(end, cut.start()))
    head = _GATHERING.search(story.plain, start, end)
    if head is None or any(story.resolved.get(m.key) is not None for m in title.events):
        return
    kind = _KINDS.get(head["head"].lower().rstrip("s"), "Conference")
    occasion = Occasion(Thing("event", kind), kind, "proper", title.section.item, first=index, in_title=True)
    span = Span(start, end)
    occasion.thing.call(span.words(story.plain), span)
    story.ledger.state(occasion.thing, "rdf:type", "cv:Event", span, "title-of-programme", 0.8)
    mention = EventMention(span, span, occasion.thing.name, kind, "proper", head["head"].lower())
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    title.events = [mention]
    story.occasions.append(occasion)
    story.main[title.section.item] = occasion
    story.scope.update({i: occasion for i, s in story.told() if story.scope.get(i) is None})


@dataclass(slots=True)
class _Plan:
    """The programme of a text while it is entered: its whole, the sentences by their start, the events already taken."""

    story: Story
    entries: list[Entry]
    starts: list[int]
    taken: set[int] = field(default_factory=set)
    parts: list[tuple[Entry, Occasion]] = field(default_factory=list)
    said_of: dict[tuple[int, str], list[Fact]] = field(default_factory=dict)
    crowd: Counter[int] = field(default_factory=Counter)

    def number_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset stands in."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def numbers(self, region: Span) -> range:
        """Return the numbers of the sentences that a stretch of text touches."""
        return range(self.number_at(region.start), self.number_at(max(region.start, region.end - 1)) + 1)

    def alone(self, number: int) -> bool:
        """Whether no more than one entry stands in a sentence."""
        return self.crowd[number] < 2

    def facts(self, whole: Occasion, predicate: str) -> list[Fact]:
        """Return what is stated of the whole, looked up once."""
        key = (id(whole), predicate)
        if key not in self.said_of:
            self.said_of[key] = list(self.story.ledger.of(whole.thing, predicate))
        return self.said_of[key]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that an offset stands in."""
        return self.story.sentences[self.number_at(offset)]


@rule(
    "agenda-line",
    yes=(
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\nAgenda\n\n09:00–09:30  Opening Ceremony\n09:30–10:00  Coffee Break\n",
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\nTime | Activity | Room\n10.00 | Cranes and gulls | B 12\n11.00 | Ropes for all | B 14\n12.00 | Lunch | Foyer\n",
    ),
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\nAgenda\n\n09:30–10:00  Coffee Break\n",
    order=22,
)
def agenda_lines(story: Story) -> None:
    """A line or row of a programme that names a session, ceremony or the like is a part of the event, on its day, at the hours and in the room stated."""
    if not any(s.section.kind == "agenda" for s in story.sentences) and not may_be_programme(story.mentions.document):
        return
    if is_agenda(story):
        return
    people = sorted(p.span for s in story.sentences for p in s.people)
    entries = read_schedule(open_page(story.mentions.document, people))
    plan = _Plan(story, entries, [s.span.start for s in story.sentences])
    for number, entry in enumerate(entries):
        index = plan.number_at(entry.title.start)
        sentence = story.sentences[index]
        if sentence.section.kind in ("boilerplate", "repeat", "commentary", "title"):
            continue
        target = _whole(story, index, sentence, len(entries))
        after = entries[number + 1] if number + 1 < len(entries) else None
        if target is None or not _is_part(story, sentence, entry, after, len(entries)):
            continue
        part = _enter(plan, index, entry, target)
        if part is not None:
            _place(plan, entry, part, target)
            plan.parts.append((entry, part))
            plan.crowd[index] += 1
            for other in _beside(plan, index, entry, target):
                _place(plan, entry, other, target)
    for entry, part in plan.parts:
        _seat(plan, entry, part)


def _beside(plan: _Plan, index: int, entry: Entry, target: Occasion) -> Iterator[Occasion]:
    """Yield the ceremonies and sessions that an entry names behind its title ("Launch of …; Signing Ceremony")."""
    story = plan.story
    for mention in story.sentences[index].events:
        occasion = story.resolved.get(mention.key)
        if occasion is None or occasion is target or id(occasion) in plan.taken or occasion.how != "generic":
            continue
        if (
            mention.full.start < entry.title.end
            or not entry.line.covers(mention.full)
            or plan.story.sentences[occasion.mentions[0][1]].section.kind not in ("agenda", "heading")
        ):
            continue
        plan.taken.add(id(occasion))
        yield occasion


def _whole(story: Story, index: int, sentence: Sentence, lines: int) -> Occasion | None:
    """The event of a programme: the one that the text is about, where the programme is long."""
    main = story.main.get(sentence.section.item)
    return main if main is not None and lines > 2 else story.scope.get(index)


def _is_part(story: Story, sentence: Sentence, entry: Entry, after: Entry | None, lines: int) -> bool:
    """Whether an entry is an event of its own: no pause, no speech, no item of business."""
    words = entry.title.of(story.plain)
    if len(words) < 3 or not re.search(r"\p{L}{3}", words) or entry.several or len(words) > 220:
        return False
    if is_place(words) and not _PART.search(words):
        return False
    if entry.listed or entry.label is not None:
        return lines > 2 or entry.label is not None
    if PROSE.search(words) and not words.endswith("?") and not _opens_quoted(story, entry):
        return False
    head, pause = _head_in(words), _PAUSE.search(words)
    firm = _FIRM.match(words) is not None and len(words.split()) > 2
    if pause is not None and not firm and (head is None or pause.start() < head.start() or not _SURE.search(words)):
        return False
    if head is not None:
        short = entry.clock is None or 0 < _lasts(entry, after) < _SHORT
        return head["head"].lower() not in ("opening", "closing") or not short
    if lines < 3 or SEVERAL.search(words) or any(0 <= p.span.start - entry.title.start < 14 for p in sentence.people):
        return False
    return bool(entry.places) or _lasts(entry, after) >= _LONG or _opens_quoted(story, entry)


def _head_in(words: str) -> re.Match[str] | None:
    """The word of a title that says what is on: the first one, but a ceremony, session or dinner rather than "opening" or "closing"."""
    heads = list(_PART.finditer(words))
    return next((h for h in heads if h["head"].lower() not in ("opening", "closing")), heads[0] if heads else None)


def _opens_quoted(story: Story, entry: Entry) -> bool:
    return story.plain[entry.title.start - 1 : entry.title.start] in ("“", '"', "«", "„")


def _lasts(entry: Entry, after: Entry | None) -> int:
    """How many minutes an entry lasts: as stated, or until the next one of its day."""
    if entry.clock is None:
        return 0
    if entry.clock.end:
        return entry.clock.minutes
    if after is None or after.clock is None or after.when != entry.when:
        return 0
    return replace(entry.clock, end=after.clock.start).minutes


def _enter(plan: _Plan, index: int, entry: Entry, target: Occasion) -> Occasion | None:
    """Return the event of an entry: one that the finder knows from these words, by its name or by that of the entry, or a new one."""
    story = plan.story
    sentence = story.sentences[index]
    whole = Span(entry.label.start if entry.label is not None else entry.title.start, entry.title.end)
    known: list[tuple[EventMention, Occasion]] = [
        (m, o)
        for m in sentence.events
        if m.full.start < whole.end
        and whole.start < m.full.end
        and (o := story.resolved.get(m.key)) is not None
        and o is not target
    ]
    named = [(m, o) for m, o in known if o.how in STANDALONE and id(o) not in plan.taken]
    only_here = [(m, o) for m, o in named if all(i == index for _, i in o.mentions)]
    proper = next((o for m, o in named if len(m.full) > 0.5 * len(entry.title)), None) or (only_here[0][1] if only_here else None)
    own = [o for _, o in known if id(o) not in plan.taken and o.how not in STANDALONE]
    names = (
        [entry.title]
        if entry.label is None or not re.search(r"\d|\b[IVX]+$|\b[A-H]$", entry.label.of(story.plain))
        else [entry.title, entry.label]
    )
    head = _head_in(whole.of(story.plain))
    kind = _KINDS.get(re.sub(r"[\s-]+", " ", head["head"].lower()), "Session") if head is not None else "Session"
    occasion = proper or (own[0] if own else None)
    if occasion is None:
        occasion = Occasion(Thing("event", kind), kind, "titled", sentence.section.item, first=index)
        story.occasions.append(occasion)
    elif proper is None:
        if all(i == index for _, i in occasion.mentions):
            occasion.thing.names.clear()
        occasion.how = "titled"
    for other in (*own, *(o for _, o in only_here)):
        if other is not occasion and all(i == index for _, i in other.mentions):
            occasion.edition = occasion.edition or other.edition
            other.thing.attrs["dropped"] = 1
            story.occasions.remove(other)
    for span in names if proper is None or len(only_here) > 1 else []:
        occasion.thing.call(span.words(story.plain), span)
    plan.taken.add(id(occasion))
    occasion.thing.attrs["programme"] = 1
    mention = EventMention(names[0], names[0], occasion.thing.name, occasion.cls or kind, "proper", kind.lower())
    if proper is None:
        occasion.mentions.append((mention, index))
        story.resolved[mention.key] = occasion
        sentence.events = sorted(
            [*(m for m in sentence.events if not (m.full.start < whole.end and whole.start < m.full.end)), mention],
            key=lambda e: e.key,
        )
    return occasion


def _place(plan: _Plan, entry: Entry, part: Occasion, target: Occasion) -> None:
    """State of which event an entry is a part, its hours, day, rooms and town."""
    story = plan.story
    if (clock := entry.clock) is not None:
        story.ledger.state(part.thing, "cv:startTime", Literal(clock.start, "xsd:time"), clock.span, "agenda-line", 0.9)
        if clock.end:
            story.ledger.state(part.thing, "cv:endTime", Literal(clock.end, "xsd:time"), clock.span, "agenda-line", 0.9)
    if part.dates is not None and max(map(len, part.dates)) < 10:
        story.ledger.retract(part.thing, "cv:startDate")
        story.ledger.retract(part.thing, "cv:endDate")
        part.dates = None
    part.join(target)
    day = _day_of(plan, entry.when, target)
    if day is not None:
        if part.dates is None:
            enter_date(story, part, day, plan.sentence_at(day.span.start), name="day-of-programme")
    elif entry.when.date is None:
        _day_of_whole(plan, part, target, entry.title)
    if _outside(part, target):
        part.parent = None
    sentence = plan.sentence_at(entry.title.start)
    sentence.quantities = [q for q in sentence.quantities if not any(p.start <= q.cue.start < p.end for p in entry.places)]
    for place in entry.places:
        state_venue(story, part, place.words(story.plain), place, "agenda-line")
    if entry.cancelled is not None:
        story.ledger.state(part.thing, "cv:status", "cv:Cancelled", entry.cancelled, "agenda-line", 0.9)
    if not part.thing.attrs.get("city") and not part.thing.attrs.get("country"):
        place_as(story, part, target, plan.facts(target, "cv:heldIn"), "place-of-programme", 0.8)


def _outside(part: Occasion, whole: Occasion) -> bool:
    """Whether an entry is on a day before or after those of the whole: a meeting beside it, and no part of it."""
    days = (*(part.dates or ("", "")), *(whole.dates or ("", "")))
    return all(len(d) == 10 for d in days) and not days[2] <= days[0] <= days[3]


def _day_of(plan: _Plan, when: When, target: Occasion) -> DateMention | None:
    """The one day of an entry: the date above it, that of its weekday among several, or the second day of the whole."""
    date = when.date
    if date is not None and date.start == date.end:
        return date
    if when.weekday is None and not when.nth:
        return None
    if date is not None:
        date = completed(plan.story, target, date, plan.sentence_at(date.span.start))
        first, last = (date.start.iso, date.end.iso) if date is not None else ("", "")
    else:
        first, last = target.dates or ("", "")
    if len(first) != 10 or len(last) != 10:
        return None
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    days = [start + dt.timedelta(days=n) for n in range(min((end - start).days, 40) + 1)]
    chosen = days[when.nth - 1 : when.nth] if when.nth else [d for d in days if d.weekday() == when.weekday]
    if len(chosen) != 1:
        return None
    day = Day(chosen[0].year, chosen[0].month, chosen[0].day)
    return DateMention(when.span, day, day, "dmy")


def _day_of_whole(plan: _Plan, part: Occasion, target: Occasion, near: Span) -> None:
    """A part is on the one day of the whole."""
    dated = target.dates
    if part.dates is not None or not dated or dated[0] != dated[1] or len(dated[0]) != 10:
        return
    span = next((f.span for f in plan.facts(target, "cv:startDate")), near)
    plan.story.ledger.state(part.thing, "cv:startDate", date_literal(dated[0]), span, "day-of-agenda", 0.85)
    plan.story.ledger.state(part.thing, "cv:endDate", date_literal(dated[0]), span, "day-of-agenda", 0.85)
    part.dates = dated


def _seat(plan: _Plan, entry: Entry, part: Occasion) -> None:
    """Note who takes the chair and the floor in a part, and that the lines about it tell of it."""
    story = plan.story
    for region in (entry.line, *entry.said):
        for number in plan.numbers(region):
            opens = region.start <= story.sentences[number].span.start + 3
            if (region is not entry.line or (opens and plan.alone(number))) and not _tells_of_other(story, number, part):
                story.scope[number] = part
    for region in (*entry.said, *entry.doubtful):
        if _NOT_THERE.search(story.plain, region.start, region.end):
            continue
        for number in plan.numbers(region):
            sentence = story.sentences[number]
            if sentence.section.kind in ("boilerplate", "repeat") or _tells_of_other(story, number, part):
                continue
            if region not in entry.doubtful:
                _add_people(story, sentence, region)
            for person in sentence.people:
                if region.start <= person.span.start < region.end:
                    story.seats[person.span.start] = part


def _tells_of_other(story: Story, number: int, part: Occasion) -> bool:
    """Whether a sentence names an event that stands on its own ("the next congress will be …")."""
    known = [story.resolved.get(m.key) for m in story.sentences[number].events if m.how in STANDALONE]
    return any(o is not None and o is not part and o is not part.parent and not o.thing.attrs.get("programme") for o in known)


def _add_people(story: Story, sentence: Sentence, region: Span) -> None:
    """Take the names at the heads of a list of persons for persons, and what stands in brackets or behind a comma for their side."""
    plain = story.plain
    for name in list(sentence.names):
        if not (region.start <= name.span.start and name.span.end <= region.end) or not _may_be_person(story, sentence, name):
            continue
        lead = plain[region.start : name.span.start]
        if not _BEFORE_NAME.search(lead[-60:]) and not (WHO.fullmatch(lead) or not lead.strip()):
            continue
        side = _SIDE.match(plain, name.span.end, region.end)
        span = Span(*side.span("in" if side["in"] else "behind")) if side is not None else None
        sides = (Span(span.start, span.start + len(span.of(plain).rstrip())),) if span is not None else ()
        sentence.people = sorted(
            [*sentence.people, PersonMention(name.span, name.text(plain), None, sides)], key=lambda p: p.span
        )
        sentence.names = [n for n in sentence.names if n is not name]


def _may_be_person(story: Story, sentence: Sentence, name: Name) -> bool:
    words = name.text(story.plain)
    return (
        name.kind == "name"
        and 2 <= len(name.tokens) <= 4
        and all(
            re.fullmatch(r"\p{Lu}\p{Ll}*[\p{L}\p{M}’'.-]*|de|van|der|von|al|bin|del|di|da|la|el", w)
            and not (w.isupper() and len(w) > 2)
            for w in words.split()
        )
        and not is_place(words)
        and not any(h.span.start <= name.span.start and name.span.end <= h.span.end for h in sentence.places)
        and not any(p.span.start < name.span.end and name.span.start < p.span.end for p in sentence.people)
    )
