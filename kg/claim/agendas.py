"""Public agendas: what a minister or rector does from day to day, an event in each line that tells of one, on the day that heads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.claim.enter import enter_unnamed
from kg.claim.ledger import Thing, date_literal
from kg.claim.people import appear, full_names, person_thing
from kg.claim.rules import rule
from kg.claim.schedule import CLOCK, is_place
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.where import state_place, state_venue, usable_places
from kg.find import Sentence
from kg.find.lexicon import Hit, PlaceValue
from kg.find.people import PersonMention
from kg.model import Span

_POSTS = r"(?:(?:prime|deputy|foreign|assistant|first|vice|under|state|federal)[\s-]+)*(?:ministers?|presidents?|premier|chancellor|commissioners?|secretar(?:y|ies)(?:[\s-]general)?|director[\s-]general|governor|mayor|rector|ambassador|speaker|king|queen|taoiseach|administrator|chair(?:man|woman|person)?)"
_KEPT = r"(?:agendas?|diar(?:y|ies)|schedules?|engagements?|appointments|calendars?|activities)"
AGENDA_OF = re.compile(
    rf"\b{_KEPT}\s+(?:of|for)\s+(?:the\s+|h\.?e\.?\s+)?(?:\p{{L}}+\s+){{0,2}}?{_POSTS}\b|\b{_POSTS}[’']?s?[’']?\s+(?:(?:weekly|daily|public|official|press)\s+)*{_KEPT}\b|^\W*(?:public|daily|weekly|official)\s+(?:schedule|agenda|diary)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:\s+(?:of|for)\s+[\p{L} ]{3,60}?)?[,:;–—-]?\s*(?:(?:Mr|Dr|Ms|Mrs|H\.?\s?E|Prof)\.?\s+)*(?P<name>\p{Lu}[\p{L}\p{M}’'-]+(?:\s+\p{Lu}[\p{L}\p{M}’'.-]*){1,3})[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
_DAY_HEAD = re.compile(
    r"\W*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b[\s,.]*)?(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?\p{L}+)?(?:,?\s+\d{4})?\W*",
    re.IGNORECASE,
)
_AT_HOME = re.compile(r"\b(?:activities|events|meetings|engagements)\b[^.;]{0,40}\b(?:in|at)\s+$", re.IGNORECASE)
_STOP = re.compile(
    r"(?<!\b(?:Mr|Ms|Dr|No|St|Lt))(?<!\b(?:Mrs|Hon|Amb|Gen|a\.m|p\.m|H\.E))(?<!\b(?:Prof))\.\s+(?=[\p{Lu}(“\"])|\.?\s*$"
)
_NONE = re.compile(
    r"\W*(?:(?:the\s+)?\p{L}+\s+(?:\p{L}+\s+){0,2}?)?(?:departs?|departure|returns?|arriv(?:es|al)|travels?|leaves|flight|transfer|no\s+(?:public|official|activities|engagements|events)|private|internal|office\s+work|holiday|vacation|press\s+(?:conference|briefing|statement|availability)|interview|closed|accreditation|photo)\b",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"(?:meets?(?:\s+with)?|meetings?\s+with|rec(?:eives?|eption\s+of)|holds?\s+(?:an?\s+)?(?:[\w-]+\s+)?(?:meeting|talks|consultations)\s+with|talks\s+with|calls?\s+with|audience\s+with|courtesy\s+call\s+(?:by|from|of)|welcomes|greets)\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:(?:attends?|attendance\s+(?:at|of)|participat(?:es?|ion)\s+(?:in|at)|takes?\s+part\s+in|(?:delivers?|gives?|makes?)\s+[^.;:]{3,70}?\s+(?:at|to|during)|speaks?\s+(?:at|to)|addresse?s?|opens|closes|chairs|co-chairs|hosts|presides\s+over|inaugurates|joins|visits|visit\s+to)\s+)(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_KINDS = (
    ("Ceremony", re.compile(r"\b(?:signing|signature|launch|opening|inauguration|unveiling|presentation|ceremony|credentials|swearing-in|award|handover|commemoration|wreath)\b", re.IGNORECASE)),
    ("Session", re.compile(r"^(?:session|panel|debate|sitting)\b", re.IGNORECASE)),
    ("Meeting", re.compile(r"\b(?:meeting|talks|lunch|dinner|breakfast|reception|videoconference|video\s+conference|council|committee|consultations|round\s?table|call|audience)\b", re.IGNORECASE)),
    ("Conference", re.compile(r"\b(?:conference|symposium|congress)\b", re.IGNORECASE)),
    ("Training", re.compile(r"\b(?:seminar|workshop|training|course|lecture)\b", re.IGNORECASE)),
    ("Expo", re.compile(r"\b(?:exhibition|fair|expo)\b", re.IGNORECASE)),
    ("Festival", re.compile(r"\b(?:concert|festival|gala)\b", re.IGNORECASE)),
    ("Visit", re.compile(r"\b(?:visit|tour)\b", re.IGNORECASE)),
)  # fmt: skip
_QUOTED = re.compile(
    r"(?:session|panel|debate|seminar|lecture|workshop|round\s?table)\s+(?:on\s+|titled\s+|entitled\s+)?[“\"«](?P<name>[^”\"»]{4,120})[”\"»]",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"\b(?:meeting|lunch|dinner|breakfast|signing|launch|presentation|ceremony|conference|seminar|exhibition|reception|videoconference|debate|session)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Agenda:
    """Whose agenda a text is, from which day on, where things are held if nothing is said, and which country is at home there."""

    head: Span
    owner: PersonMention | None = None
    country: Hit | None = None
    first: dt.date | None = None
    town: Hit | None = None
    published: str = ""
    year: int = 0


def is_agenda(story: Story) -> bool:
    """Whether the first lines say that a text is the public agenda of an office-holder."""
    return _head_of(story) is not None


def _head_of(story: Story) -> re.Match[str] | None:
    for sentence in story.sentences[:8]:
        if (
            len(sentence.span) < 160
            and (match := AGENDA_OF.search(story.plain, sentence.span.start, sentence.span.end)) is not None
        ):
            return match
    return None


def _read_head(story: Story) -> _Agenda | None:
    match = _head_of(story)
    if match is None:
        return None
    agenda = _Agenda(Span(*match.span()), published=story.published.iso)
    behind = _OWNER.match(story.plain, match.end(), match.end() + 160)
    if behind is not None:
        span = Span(*behind.span("name"))
        words = span.words(story.plain)
        post = re.search(rf"(?i){_POSTS}", match.group())
        role = Span(match.start() + post.start(), match.start() + post.end()) if post else None
        agenda.owner = PersonMention(span, words.title() if words.isupper() else words, role, ())
    for sentence in story.sentences[:12]:
        for hit in sentence.places:
            if hit.value.kind == "country" and agenda.country is None and hit.span.start < match.end() + 60:
                agenda.country = hit
            if hit.value.kind == "city" and _AT_HOME.search(story.plain, max(0, hit.span.start - 70), hit.span.start):
                agenda.town = hit
        for date in sentence.dates:
            agenda.year = agenda.year or date.start.year
            if agenda.first is None and date.start.year and date.start.month and date.start.day:
                agenda.first = dt.date(date.start.year, date.start.month, date.start.day)
    agenda.year = agenda.year or story.published.year
    if agenda.country is None and agenda.town is not None and agenda.town.value.country:
        agenda.country = Hit(agenda.town.span, PlaceValue("country", agenda.town.value.country))
    return agenda


def _days(story: Story, agenda: _Agenda) -> dict[int, tuple[str, Span]]:
    """The day of each sentence: that of the heading above it, counted from the first day of the agenda."""
    days: dict[int, tuple[str, Span]] = {}
    now: tuple[str, Span] | None = None
    for index, sentence in enumerate(story.sentences):
        head = _DAY_HEAD.fullmatch(story.plain, sentence.span.start, sentence.span.end) if len(sentence.span) < 50 else None
        if head is not None and agenda.first is None:
            dated = next((d.start for d in sentence.dates if d.start.month and d.start.day), None)
            agenda.first = dt.date(agenda.year, dated.month, dated.day) if dated is not None and agenda.year else None
        if head is not None and agenda.first is not None and (day := _near(agenda.first, sentence, int(head["day"]))) is not None:
            now = (day.isoformat(), sentence.span)
        elif now is not None:
            days[index] = now
    if not days and agenda.first is not None:
        head = next((s.dates[0].span for s in story.sentences[:12] if s.dates), None)
        days = {i: (agenda.first.isoformat(), head) for i, s in enumerate(story.sentences) if head and s.span.start > head.end}
    return days


def _near(first: dt.date, sentence: Sentence, number: int) -> dt.date | None:
    """The day of that number in the month of the heading, or else the next one from the first day on."""
    month = next((d.start.month for d in sentence.dates if d.start.month), 0)
    for step in range(-7, 32):
        day = first + dt.timedelta(days=step)
        if day.day == number and (not month or day.month == month) and (month or step >= 0):
            return day
    return None


@rule(
    "public-agenda",
    yes="PORT OF VALDORA\n\nAGENDA OF THE MINISTER, MARI TAMM\n\nWeek of 3 to 7 June 2024\n\nMONDAY 3\n\n10:00   Meeting with the Ambassador of Poland, Mr. Jan Kask. Ministry.\n\n12:30   Working lunch with the mayors of the coast.\n\n18:00   Return to Tallinn.\n",
    no="PORT OF VALDORA\n\nMEMOIRS OF THE MINISTER, MARI TAMM\n\nWeek of 3 to 7 June 2024\n\nMONDAY 3\n\nRain fell on the port.\n",
    order=21,
)
def public_agenda(story: Story) -> None:
    """Lines with an hour in the agenda of a minister or rector are events of the day above them, which that person attends."""
    agenda = _read_head(story)
    if agenda is None:
        return
    days = _days(story, agenda)
    current: Occasion | None = None
    for index, sentence in enumerate(story.sentences):
        if index not in days:
            current = None
            continue
        line = _line_of(story, sentence, agenda)
        if line is None:
            if sentence.section.kind in ("heading", "title"):
                current = None
            elif story.plain[sentence.span.start] == "(":
                _forget(story, index, sentence)
            elif current is not None and not any(story.resolved.get(m.key) for m in sentence.events):
                story.scope[index] = current
            continue
        current = _enter(story, index, sentence, line)
        if current is None:
            story.scope[index] = None
            continue
        story.scope[index] = current
        _say_when_and_where(story, sentence, line, current, days[index], agenda)
        _attend(story, current, agenda)


def _line_of(story: Story, sentence: Sentence, agenda: _Agenda) -> Span | None:
    """What stands behind the hour of a line, or in one that tells without an hour what is done, up to the first full stop."""
    lead = re.match(r"[\s|*•·–-]*(?:at\s+|from\s+)?", story.plain[sentence.span.start : sentence.span.end])
    start = sentence.span.start + (lead.end() if lead else 0)
    clock = CLOCK.match(story.plain, start, sentence.span.end)
    if clock is None and sentence.section.kind not in ("body", "agenda"):
        return None
    start = clock.end() if clock is not None else start
    while start < sentence.span.end and not story.plain[start].isalnum() and story.plain[start] not in '“"«':
        start += 1
    stop = _STOP.search(story.plain, start, sentence.span.end)
    end = stop.start() if stop is not None else sentence.span.end
    line = Span(start, end)
    if clock is None and not _acts(story, sentence, line):
        return None
    return line if len(line) > 5 else None


def _acts(story: Story, sentence: Sentence, line: Span) -> bool:
    """Whether a line opens with what is done ("Receives the …"), or with who does it."""
    verb = _subject(story, sentence, line)
    at = verb if verb is not None else line.start
    return any(p.match(story.plain, at, line.end) for p in (_MEETS, _DOES))


def _enter(story: Story, index: int, sentence: Sentence, line: Span) -> Occasion | None:
    """The event that a line of an agenda tells of: one that it names, or one without a name."""
    plain = story.plain
    owner = _subject(story, sentence, line)
    start = owner if owner is not None else line.start
    if _NONE.match(plain, start, line.end):
        return None
    quoted = _QUOTED.search(plain, start, line.end)
    named = [
        o
        for m in sentence.events
        if m.how in STANDALONE
        and line.start <= m.full.start < line.end
        and (o := story.resolved.get(m.key)) is not None
        and o.how in STANDALONE
    ]
    if quoted is not None and any(
        m.span.start == quoted.start("name") and story.resolved.get(m.key) in named for m in sentence.events
    ):
        quoted = None
    meets, does = _MEETS.match(plain, start, line.end), _DOES.match(plain, start, line.end)
    if named and meets is None and quoted is None:
        return named[0]
    if meets is not None:
        what = Span(meets.end(), _end_of_who(story, sentence, meets.end(), line.end))
        names = {f"meeting with {what.words(plain)}": what}
        if meets.group().lower().startswith(("meeting", "talks")):
            names = {Span(start, what.end).words(plain): Span(start, what.end), **names}
        cls = "Meeting"
    else:
        begin = does.end() if does is not None else start
        cut = _CUT.search(plain, begin + 5, line.end)
        what = Span(*quoted.span("name")) if quoted is not None else Span(begin, cut.start() if cut is not None else line.end)
        cls = "Session" if quoted is not None else next((k for k, p in _KINDS if p.search(plain, what.start, what.end)), "")
        if not cls or (does is None and _SURE.search(plain, what.start, what.end) is None):
            return None
        names = {what.words(plain).rstrip(",;"): what}
    spoken = Span(start, what.end) if meets is not None else what
    return _make(story, index, sentence, names, cls, spoken, named[0] if named else None)


_CUT = re.compile(
    r",?\s+(?:offered|hosted|convened|organi[sz]ed|chaired|given|held|jointly|together)\b|,\s+(?=\p{Ll})|,?\s+at\s+the\s+(?=\p{Lu})"
)


def _make(
    story: Story, index: int, sentence: Sentence, names: dict[str, Span], cls: str, what: Span, larger: Occasion | None
) -> Occasion:
    """Enter an event in place of those that the finder made of words in its line alone."""
    _forget(story, index, sentence, larger)
    occasion = enter_unnamed(story, index, names, cls, what)
    if larger is not None:
        occasion.join(larger)
    return occasion


def _forget(story: Story, index: int, sentence: Sentence, kept: Occasion | None = None) -> None:
    """Take the events that only the words of one line make out of the story."""
    for mention in list(sentence.events):
        other = story.resolved.get(mention.key)
        if other is not None and other is not kept and other.first == index and other in story.occasions:
            other.thing.attrs["dropped"] = 1
            story.occasions.remove(other)
        if other is None or other is not kept:
            sentence.events.remove(mention)


def _subject(story: Story, sentence: Sentence, line: Span) -> int | None:
    """Where the verb begins behind the person with whom a line opens ("Secretary Reed meets …")."""
    person = next((p for p in sentence.people if p.span.start - line.start < 60), None)
    if person is None:
        return None
    behind = re.match(r"\s+(?:will\s+)?(?=\p{Ll})", story.plain[person.span.end : line.end])
    lead = story.plain[line.start : person.span.start]
    if behind is None or re.search(r"\b(?:with|by|from|meets?|meeting|receives?)\b", lead, re.IGNORECASE):
        return None
    return int(person.span.end + behind.end())


_WHO_ENDS = re.compile(r",?\s+(?:at|in|on|to\s+\p{Ll}+|for)\s+")


def _end_of_who(story: Story, sentence: Sentence, start: int, end: int) -> int:
    """Where the words for the one met end: before "at", "in" and "on" that stand behind the last person named."""
    people = [p.span.end for p in sentence.people if start <= p.span.start < end]
    stop = _WHO_ENDS.search(story.plain, max([start, *people[:1]]), end)
    return stop.start() if stop is not None else end


def _say_when_and_where(
    story: Story, sentence: Sentence, line: Span, occasion: Occasion, day: tuple[str, Span], agenda: _Agenda
) -> None:
    iso, span = day
    if occasion.dates is None:
        for predicate in ("cv:startDate", "cv:endDate"):
            story.ledger.state(occasion.thing, predicate, date_literal(iso), span, "public-agenda", 0.85)
        occasion.dates = (iso, iso)
    if not agenda.published and occasion.said is None:
        occasion.said = ("Planned", agenda.head)
    towns = [
        h
        for h in usable_places(story, sentence)
        if h.value.kind == "city"
        and h.span.start >= line.start
        and _TOWN_BEFORE.search(story.plain, max(line.start, h.span.start - 6), h.span.start)
        and _TOWN_BEHIND.match(story.plain, h.span.end)
    ]
    town = towns[0] if towns else None if _FAR.search(occasion.thing.name) else agenda.town
    if town is not None and not occasion.thing.attrs.get("city"):
        state_place(story, occasion, town, "public-agenda", 0.75)
    for piece in _rooms(story, line, sentence):
        state_venue(story, occasion, piece.words(story.plain), piece, "public-agenda")


_FAR = re.compile(r"\b(?:video|virtual|online|phone|telephone|call)", re.IGNORECASE)
_TOWN_BEFORE = re.compile(r"(?:\b(?:in|In)\s+|[,.–—]\s+)$")
_TOWN_BEHIND = re.compile(r"\s*(?:[.,;)\n]|$)")


def _rooms(story: Story, line: Span, sentence: Sentence) -> Iterator[Span]:
    """Yield the halls and palaces that stand alone between full stops behind a line."""
    at = line.end
    for stop in (*re.finditer(r"\.\s*(?=\p{Lu}|$)|,\s+", story.plain[line.end : sentence.span.end]), None):
        end = line.end + stop.start() if stop is not None else sentence.span.end
        words = story.plain[at:end].strip(" .,")
        if (
            words
            and (
                is_place(words) or re.match(r"(?:Palacio|Palais|Palazzo|Palácio|Palace|Casa|Maison|Library|Ministry)\b.*", words)
            )
            and len(words) < 60
        ):
            begin = story.plain.index(words, at, end)
            yield Span(begin, begin + len(words))
        at = line.end + stop.end() if stop is not None else end


def _attend(story: Story, occasion: Occasion, agenda: _Agenda) -> None:
    """State that the one whose agenda it is attends, and the country that this one stands for takes part."""
    if agenda.owner is not None:
        sides: list[tuple[Thing | str, Span]] = (
            [(f"id:country/{agenda.country.value.key}", agenda.country.span)] if agenda.country is not None else []
        )
        appear(story, agenda.owner, person_thing(story, agenda.owner, full_names(story)), sides, occasion)
    if agenda.country is not None:
        country = f"id:country/{agenda.country.value.key}"
        story.ledger.state(occasion.thing, "cv:hasParticipant", country, agenda.country.span, "public-agenda", 0.75)
