"""Finds the words that name an event, or point back to one ("the conference", "this year's edition")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from kg import patterns as re
from kg.find.lexicon import Hit, Lexicon
from kg.find.names import _ORDINAL, CALENDAR, Name, edition_number, is_acronym
from kg.find.nominals import DEFINITE, OWNED, UNCOUNTED, Nominal, find_nominals
from kg.find.told import HELD_AFTER, told_kind
from kg.model import Span

LOWER_HEADS: dict[str, str] = {
    "conference": "Conference", "congress": "Conference", "convention": "Conference", "symposium": "Conference", "colloquium": "Conference", "assembly": "Conference",
    "forum": "Forum", "sub-forum": "Forum", "subforum": "Forum",
    "meeting": "Meeting", "consultation": "Meeting", "consultations": "Meeting", "talks": "Meeting", "roundtable": "Meeting", "gathering": "Meeting", "retreat": "Meeting",
    "stocktake": "Meeting", "reception": "Meeting", "plenary": "Session",
    "summit": "Summit",
    "expo": "Expo", "exposition": "Expo", "exhibition": "Expo", "fair": "Expo",
    "festival": "Festival", "week": "Week", "gala": "Festival",
    "ceremony": "Ceremony", "inauguration": "Ceremony", "anniversary": "Ceremony",
    "session": "Session", "panel": "Session", "segment": "Session",
    "training": "Training", "workshop": "Training", "seminar": "Training", "webinar": "Training", "course": "Training", "exercise": "Training",
    "competition": "Competition", "contest": "Competition", "hackathon": "Competition", "olympiad": "Competition",
    "dialogue": "Dialogue", "visit": "Visit", "tour": "Visit", "mission": "Visit", "edition": "", "event": "",
}  # fmt: skip
_GENERIC_WORDS = frozenset(
    "Opening Closing Signing Launch Launching Award Awards Awarding Welcome Inaugural Inauguration Unveiling Plenary Parallel Main Special General Technical "
    "Thematic High-Level High-level Side Networking Keynote Panel Roundtable Round Table Discussion Ministerial Poster Breakout Working Annual First Second "
    "Third Fourth Final Joint Press Business Gala Cocktail Reception Handover Graduation Ribbon Cutting Flag Raising Matchmaking Morning Afternoon "
    "Evening Interactive Dialogue Session Meeting Ceremony Forum Conference Event Workshop Summit Night Day Dinner Lunch Visit Tour Group Gathering "
    "Committee Executive Official Media Preparatory Senior Officials Bilateral Multilateral".split()
)
_ITEM_HEADS = frozenset(
    "Remarks Speech Speeches Address Addresses Break Photo Lunch Registration Reports Q&A Adjournment Transition Arrival Departure Welcome Introduction".split()
)
_WEAK = frozenset(
    "Day Days Night Mission Tour Course Exercise Camp Challenge Cup Award Awards Opening Closing Launch Signing Celebration Concert Panel Segment Track Keynote Briefing Breakfast Luncheon Dinner Reception Hearing Gathering Academy Programme_Training Games Visits Weeks Congress Premiere Unveiling Training Session Sessions Meetings Conferences Forums Dialogues Workshops Seminars Consultations Consultation Talks".split()
)
SITTING = frozenset("Cabinet Council Commission Committee Board Bureau Parliament Group Congress Mechanism".split())
_FIELDS = frozenset({"Training", "Consultation", "Dialogue"})
_PLURAL = frozenset(
    "Conferences Forums Meetings Sessions Dialogues Workshops Seminars Weeks Visits Events Summits Ceremonies Panels Exhibitions".split()
)
_ACTS = frozenset("Launch Signing Opening Closing Unveiling Premiere Inauguration Celebration Groundbreaking".split())
_LOWER = re.any_of(LOWER_HEADS)
_ANAPHOR = re.compile(
    rf"\b(?P<det>[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]his\s+year[’']s|[Oo]ur)\s+(?:(?P<mod>annual|one-day|two-day|three-day|four-day|five-day|week-long|day-long|historic|dynamic|landmark|whole|same|high-level|inaugural|ministerial|joint|six-day|seven-day|\d+-day|{_ORDINAL})\s+)?"
    rf"(?P<head>{_LOWER}|Conference|Forum|Meeting|Summit|Expo|Festival|Week|Session|Dialogue|Workshop|Assembly|Congress|Symposium|Academy|Event|Exhibition|Fair|Seminar|Consultation)\b(?![’'-]\w)(?!\s+(?:of|on|for)\s+(?:the\s+)?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)\p{{Lu}})(?!\s+(?:themed|titled|entitled|named|called)\b)",
)
_ORD_LOWER = re.compile(
    rf"\b(?P<ord>{_ORDINAL}|(?-i:[IVXL]{{2,7}}))\s+(?P<mods>(?:(?:annual|biennial|triennial|regular|extraordinary|ordinary|special|high-level|ministerial|regional|international|national|joint|global|general|teacher|training|technical|plenary|formal|informal|public|preparatory|[a-z]+al|[a-z]+ry|[a-z]+er)\s+){{0,4}})"
    rf"(?P<head>{_LOWER}|academy)\b(?P<prog>\s+program(?:me)?)?(?P<tail>\s+(?:of|on|for|between)\s+(?:the\s+)?(?=\p{{Lu}}))?",
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(
    r"\b[Tt]he\s+(?P<year>(?:19|20)\d\d)\s+(?P<head>edition|conference|forum|summit|meeting|festival|expo|fair|week|event|congress|competition)\b(?!\s+(?:of|on)\b)"
)
_CEREMONY = re.compile(
    r"\b(?i:(?P<name>(?:(?:grand|official|formal|joint)\s+)?(?:(?P<kind>opening|closing|signing|launch(?:ing)?|inauguration|award|awards|awarding|handover|unveiling|groundbreaking|ground-breaking|graduation|flag-raising|commissioning|ribbon-cutting|welcoming|welcome|reception|plenary|roundtable|round-table|panel|keynote|main|parallel|networking|ministerial|preparatory|bilateral|gala)\s+)(?P<head>ceremony|session|plenary|dinner|night|discussion|dialogue|forum|meeting|event|segment|conference|table)(?!s)|roundtable(?:\s+(?:discussion|dialogue))?(?!s|\s+(?:on|about|for|with|between)\b)|round\s+table(?!s|\s+(?:on|about|for|with|between)\b)|closing\s+(?:ministerial\s+)?plenary|meeting(?=\s+of\s+(?:the\s+)?(?-i:\p{Lu}))|prize-giving))"
    r"(?P<tail>\s+(?:of|for|on|with)\s+(?:the\s+)?(?:much-anticipated\s+)?)?",
)
_EXTENSION = re.compile(
    rf"\s+(?:(?P<mid>[a-z]+)\s+)?(?P<head>{_LOWER})\b(?!-|\s+(?:cent(?:re|er)|hall|bureau|venue|room|rooms|site|secretariat|series)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that name an event.

    ``how``: proper (a name of its own), generic ("Opening Ceremony"), ordinal ("the first training programme"), anaphor ("the forum").
    ``span`` leaves out the edition and the year before it.
    """

    span: Span
    full: Span
    name: str
    cls: str
    how: str
    head: str
    edition: int = 0
    edition_span: Span | None = None
    year: int = 0
    of: Span | None = None
    det: str = ""
    needs: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Position."""
        return (self.span.start, self.span.end)


def _is_generic(name: Name) -> bool:
    caps = [t.text for t in name.tokens if t.form == "cap"]
    return all(w.rstrip("s") in _GENERIC_WORDS or w in _GENERIC_WORDS for w in caps)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


_LEAD_OF = re.compile(
    r"(?:(?:Lists?|Editions|Histor(?:y|ies)|Chronology|Timeline|Overview|Hosts|Summary|Highlights|Outcomes?|Results|Minutes|Organi[sz]ers?|Participants|Logo|Impressions|Photos|Pictures|Recap|Review|Programme|Program|Agenda)\s+of"
    r"|(?:Preparations?|Plans?|Registration|Invitation|Programme|Agenda|Call|Bids?|Tickets?|Countdown|Road|Run-?[Uu]p)\s+(?:for|to)"
    r"|(?:Notes|News|Impressions|Highlights|Photos|Pictures|Greetings|Live)\s+from|Welcome\s+to|Towards|Ahead\s+of)\s+(?:the\s+|all\s+)?(?=[\p{Lu}\d])"
)
"""What is told of an event, and is no part of its name ("History of the …", "Preparations for the …")."""
_HEADLINE = re.compile(r".*\s(?:During|Amid|Amidst|Following|Before|After|Ahead\s+of)\s+(?:the\s+|The\s+)?(?=[\p{Lu}\d])")
"""A headline in capitals before the name of an event in it ("University Signs Agreement During Riga Forum")."""


_NUMBER_FIRST = re.compile(
    rf"(?=[\d\p{{Lu}}])(?:(?P<ord>(?i:{_ORDINAL}))\s+(?P<year>(?:19|20)\d\d\s+)?|(?P<year>(?:19|20)\d\d)\s+)(?=\p{{L}})"
)


_IN_TOWN = re.compile(r"(?<=\bSummit|\bMeeting|\bGames|\bAssembly)\s+in\s+\p{Lu}[\p{L}\p{M} ’'-]{2,40}$")
"""A place behind the last word of a numbered name ("VII Summit in Riga"): no part of it."""


def _mention(text: str, name: Name, cls: str, how: str, head: str) -> EventMention:
    if name.edition and (town := _IN_TOWN.search(text, name.span.start, name.span.end)) is not None:
        span = Span(name.span.start, town.start())
        return EventMention(
            span,
            Span(name.full.start, town.start()),
            _squeeze(span.of(text)),
            cls,
            how,
            head,
            name.edition,
            name.edition_span,
            name.year,
        )
    cut = _LEAD_OF.match(text, name.span.start, name.span.end)
    if cut is None and (headline := _HEADLINE.match(text, name.span.start, name.span.end)) is not None:
        cut = headline
    if cut is not None:
        span = Span(cut.end(), name.span.end)
        number = _NUMBER_FIRST.match(text, span.start, span.end)
        if number is None:
            return EventMention(span, span, _squeeze(span.of(text)), cls, how, head, name.edition, name.edition_span, name.year)
        inner = Span(number.end(), span.end)
        how = "ordinal" if len(inner.of(text).split()) == 1 else how
        counted = Span(*number.span("ord")) if number["ord"] else None
        edition = edition_number(number["ord"]) if number["ord"] else 0
        return EventMention(
            inner, span, _squeeze(inner.of(text)), cls, how, head, edition, counted, int(number["year"] or name.year)
        )
    return EventMention(name.span, name.full, name.text(text), cls, how, head, name.edition, name.edition_span, name.year)


def from_names(text: str, names: Sequence[Name], places: Sequence[Hit], lexicon: Lexicon) -> Iterator[EventMention]:
    """Yield the events whose name is a run of capitals."""
    for number, name in enumerate(names):
        mention = (
            _with_event_head(text, name)
            if name.kind == "event"
            else None
            if number and _in_quotes_behind(text, names[number - 1], name)
            else _by_words_around(text, name, places)
            or _by_extension(text, name, places, lexicon)
            or _by_short_form(text, name, places, lexicon)
            or _by_what_is_told(text, name, places, lexicon)
        )
        if mention is not None:
            yield mention


_ASIDE = re.compile(r"\s*(?:\([^()]{1,30}\)\s*)?[,:–—-]?\s*[“\"«]$")


def _in_quotes_behind(text: str, before: Name, name: Name) -> bool:
    """Whether a name opens a quotation right behind the name of an event: its theme or second name."""
    return before.kind == "event" and _ASIDE.fullmatch(text[before.full.end : name.full.start]) is not None


_CALENDAR_WEEK = re.compile(
    r"\s+(?:(?:of|commencing|beginning|ending|from|to)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s*(?:[–—,-]|to\b|\p{Lu}\p{Ll}|$)"
)
"""What stands behind "Week" where it is one of the calendar ("Week of 6 to 10 October")."""


def _with_event_head(text: str, name: Name) -> EventMention | None:
    """An event by its head noun ("Forum"), unless it is a programme item, a deed, or several events."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if len(caps) == 1:
        if not name.edition and not name.year:
            return None
        if name.head in _WEAK and (not name.edition or name.full.start == name.span.start):
            return None
    if (
        name.head in _ITEM_HEADS
        or _NO_NAME.search(text, name.span.start, name.span.end)
        or _OF_A_BUILDING.match(text, name.span.end)
        or _ENDS_HEADLINE.search(text, name.span.start, name.span.end)
        or (name.head == "Week" and len(caps) == 1 and _CALENDAR_WEEK.match(text, name.span.end))
    ):
        return None
    if name.head in _PLURAL and not name.edition and not any(t.text == "of" for t in name.tokens):
        return None
    if (name.head in _ACTS and len(name.tokens) > 1) or (name.head == "Event" and len(caps) < 3):
        return None
    if name.head in _FIELDS and not name.edition and not name.year and any(t.text in ("and", "&") for t in name.tokens):
        return None
    generic = _is_generic(name)
    counted = (generic and name.edition) or (len(caps) == 1 and (name.edition or name.year))
    how = "ordinal" if counted else "generic" if generic else "proper"
    return _mention(text, name, name.cls, how, name.head)


_ENDS_HEADLINE = re.compile(r"\s(?:During|Amid|Amidst|Following|Before|After)\s+(?:the\s+|The\s+)?\p{Lu}[\p{L}-]*$")
"""A headline that ends in a bare noun ("University Signs Agreement During Visit")."""
_OF_A_BUILDING = re.compile(
    r"\s+(?:and|&)\s+(?:\p{Lu}[\p{L}-]+\s+){0,2}?(?:Cent(?:re|er)|Halls?|Complex|Bureau|Grounds|Park|Arena)\b"
)
"""What makes a building of it ("Convention and Exhibition Centre")."""
_NO_NAME = re.compile(
    r"\bAND\s+(?:A|AN|THE)\b|(?:\bA|\bAN)\s+\p{Lu}{3,}$|\bof\s+the\s+(?:Day|Week|Month)$|^(?:Photo|Picture|Quote|Person|Story|Word|Book)\b.*\bof\s+the\b"
)
"""Headlines in capitals that have articles, and columns such as "Quote of the Day"."""
_TAKES_PLACE = re.compile(
    r"\s*(?:\([^)]{1,60}\)\s*)?,?\s*(?:(?:took|takes|will\s+take|is\s+to\s+take)\s+place|kicks\s+off|kicked\s+off)\b"
)
"""What no body does."""
_NO_EVENT_BY_NUMBER = frozenset({"Anniversary", "Century", "Birthday", "Plan"})


def _by_words_around(text: str, name: Name, places: Sequence[Hit]) -> EventMention | None:
    """An event by what is said of it: a sitting with its number, a number before the name, "at the … Ministers", "was held"."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if name.kind == "organization":
        sits = name.edition and name.head in SITTING and len(caps) >= 2
        whose = re.search(r"\b(?:of|by|at|in|for|with|and)\s+(?:the\s+)?$", text[max(0, name.full.start - 9) : name.full.start])
        takes_place = len(caps) >= 2 and not whose and _TAKES_PLACE.match(text, name.full.end)
        return _mention(text, name, "Meeting", "proper", name.head) if sits or takes_place else None
    if name.kind == "name" and len(caps) >= 3 and caps[-2:] == ["Round", "Table"]:
        return _mention(text, name, "Meeting", "proper", "Table")
    if name.kind == "name" and len(caps) >= 2:
        numbered = (
            name.edition > 1
            and "I" not in caps[1:]
            and caps[0] not in CALENDAR
            and name.edition_span is not None
            and text[name.edition_span.start].isdigit()
        )
        if numbered and not _NO_EVENT_BY_NUMBER & set(caps):
            return _mention(text, name, "", "proper", "")
        of_ministers = len(caps) >= 3 and {"Ministers", "Leaders"} & set(caps[:-1])
        if of_ministers and re.search(r"\bat\s+(?:the\s+)?$", text[max(0, name.full.start - 8) : name.full.start]):
            return _mention(text, name, "Meeting", "proper", "")
    several = len(caps) <= 2 and name.text(text).endswith(("Ministers", "Elections", "Talks"))
    if name.kind in ("name", "acronym", "initiative") and "".join(caps) not in ("It", "They") and not several:
        plain = (
            name.kind == "name"
            and len(caps) == 1
            and not (name.year or name.edition)
            and not any(c.isdigit() or c.isupper() for c in caps[0][1:])
        )
        short = plain or (len(caps) == 1 and ((name.year and caps[0].isupper()) or _NUMBERED.fullmatch(caps[0])))
        place = any(h.span.start <= name.span.start and name.span.end <= h.span.end for h in places)
        if not short and not place and HELD_AFTER.match(text, name.full.end):
            return _mention(text, name, "", "proper", name.head)
    return None


def _by_extension(text: str, name: Name, places: Sequence[Hit], lexicon: Lexicon) -> EventMention | None:
    """An event by the lower-case head noun behind the name ("G20 meeting", "NAC 2017 conference")."""
    extension = _EXTENSION.match(text, name.full.end) if name.kind in ("name", "acronym") else None
    if extension is None or text[name.span.end : name.span.end + 2] in ("’s", "'s"):
        return None
    if any(h.span.start <= name.span.start and h.span.end >= name.span.end and h.value.kind == "demonym" for h in places):
        return None
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if not caps or _NUMBER_WORD.match(caps[0]):
        return None
    strong = name.year or name.edition or len(caps) >= 2 or any(is_acronym(w, lexicon) or "–" in w or "-" in w for w in caps)
    head = extension["head"].lower()
    between = extension["mid"] is None or (len(caps) <= 2 and extension["mid"].endswith(("ing", "al")))
    if not strong or not between or not LOWER_HEADS.get(head):
        return None
    if "\n" in extension.group() or (head == "week" and _CALENDAR_WEEK.match(text, extension.end())):
        return None
    span, full = Span(name.span.start, extension.end()), Span(name.full.start, extension.end())
    words = _squeeze(span.of(text))
    return EventMention(span, full, words, LOWER_HEADS[head], "proper", head, name.edition, name.edition_span, name.year)


_NUMBER_WORD = re.compile(r"(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)(?:-|$)")
_NUMBERED = re.compile(r"(?:COP|CMP|CMA|MOP)[ -]?(?P<number>\d{1,3})")


def _by_short_form(text: str, name: Name, places: Sequence[Hit], lexicon: Lexicon) -> EventMention | None:
    """An event by an abbreviation with a year or a number ("NAC 2017", "COP30")."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if len(caps) != 1 or any(h.span.start <= name.span.start and name.span.end <= h.span.end for h in places):
        return None
    if name.year and is_acronym(caps[0], lexicon) and name.tokens[-1].form != "num":
        words = name.full_text(text)
        return EventMention(name.full, name.full, words, "", "acronym-year", "", name.edition, name.edition_span, name.year)
    numbered = _NUMBERED.fullmatch(caps[0])
    if numbered:
        number = int(numbered["number"])
        return EventMention(name.span, name.full, caps[0], "Conference", "proper", "COP", number, name.span, name.year)
    return None


def _by_what_is_told(text: str, name: Name, places: Sequence[Hit], lexicon: Lexicon) -> EventMention | None:
    """An event by what stands beside a name without a head noun ("Marelink, a boat fair", "Marelink (Oslo, 3-5 June)")."""
    if (kind := told_kind(text, name, places, lexicon)) is None:
        return None
    return _mention(text, name, LOWER_HEADS.get(kind, ""), "proper", name.head)


_NO_EDITION = re.compile(
    r"(?:\S+\s+)(?:\p{L}[\p{L}-]*\s+){1,5}(?:since|in\s+(?:nearly\s+|over\s+|almost\s+|more\s+than\s+)?(?:\w+\s+)?(?:years|decades|months)|of\s+(?:the\s+|this\s+)?(?:year|its\s+kind|day))\b"
    r"|\S+\s+(?:fully\s+)?(?:virtual|online|in-person|face-to-face|physical|hybrid)\b",
)
_PERSONAL = frozenset({"tour", "visit", "mission"})
_OWNED = re.compile(r"\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y)\s+$")
_QUOTED_NAME = re.compile(
    rf"(?<![\p{{L}}-])(?P<head>(?i:{_LOWER}|round\s+table|summer\s+school|winter\s+school|event|lecture|academy))(?:\s+\([^()]{{1,40}}\))?"
    r"\s*,?\s*(?:(?:titled|entitled|called|named|dubbed|known\s+as)\s+(?:the\s+)?)?[“\"«](?P<name>[\p{Lu}\d][^”\"»\n]{3,110}?)[.,]?[”\"»]",
)
_THEMED = re.compile(
    r"\b(?:theme|themed|motto|slogan|topic|banner|title)\s+(?:(?:of|for|is|was)\s+)?(?:the\s+|this\s+|this\s+year[’']s\s+)?$"
)


_QUOTED_THEN = re.compile(
    rf"(?:(?<![\p{{L}}\p{{N}}])(?P<ord>(?i:{_ORDINAL}))\s+)?[“\"«](?P<name>[\p{{Lu}}\d][^”\"»\n]{{3,80}}?)[”\"»]\s+(?:(?!of\b|in\b|at\b|by\b|and\b|is\b|was\b)\p{{Ll}}[\p{{L}}-]*\s+){{0,2}}?"
    rf"(?P<head>(?-i:{_LOWER}|round\s+table|summer\s+school|lecture|camp))\b(?!-|[’']|\s+(?:program(?:me)?s?|series|cent(?:re|er)|hall|room|report|paper|document|fund|platform|project|initiative|team|package|materials?|campaign|declaration)\b)"
)
_QUOTED_BEFORE = re.compile(
    rf"[“\"«](?P<name>\p{{Lu}}[^”\"»\n]{{3,110}}?)[.,]?[”\"»]\s*,\s+an?\s+(?:(?!of\b|in\b|at\b|by\b)[\p{{Ll}}\d-]+\s+){{0,4}}?(?P<head>{_LOWER}|round\s+table|lecture)\b"
)


def from_quotes(text: str, start: int, end: int, names: Sequence[Name]) -> Iterator[EventMention]:
    """Yield the events whose name stands in quotation marks right behind their head noun ("the workshop “Clean Ports”")."""
    used: list[Span] = []
    for match in _QUOTED_NAME.finditer(text, start, end):
        head = match["head"].lower()
        if head in ("session", "panel", "segment", "edition", "anniversary"):
            continue
        span = Span(match.start("name"), match.end("name"))
        if _THEMED.search(text, max(start, match.start() - 20), match.start()):
            continue
        name = _squeeze(span.of(text))
        if name[-1:] in ".!" or len(name.split()) > 16:
            continue
        cls = LOWER_HEADS.get(head) or LOWER_HEADS.get(head.split()[-1], "") or ("Training" if "school" in head else "")
        named = next((n for n in names if n.full.start < match.end("head") <= n.full.end and n.full.end < span.start), None)
        if named is not None and named.full.end == match.end("head") and sum(t.form == "cap" for t in named.tokens) > 1:
            whole = Span(named.full.start, match.end())
            used.append(whole)
            yield EventMention(
                Span(named.span.start, match.end()),
                whole,
                _squeeze(text[named.span.start : match.end()]),
                cls,
                "proper",
                head,
                named.edition,
                named.edition_span,
                named.year,
            )
            continue
        used.append(span)
        yield EventMention(span, span, name, cls, "proper", head)
    for match in _QUOTED_BEFORE.finditer(text, start, end):
        head = match["head"].lower()
        span = Span(match.start("name"), match.end("name"))
        themed = _THEMED.search(text, max(start, match.start() - 20), match.start())
        if (
            not themed
            and head not in ("edition", "anniversary", "event")
            and not any(s.start < span.end and span.start < s.end for s in used)
        ):
            yield EventMention(span, span, _squeeze(span.of(text)), LOWER_HEADS.get(head, ""), "proper", head)


def from_quotes_before(text: str, start: int, end: int, used: Sequence[EventMention]) -> Iterator[EventMention]:
    """Yield the events whose name in quotation marks stands right before their head noun ("the third “Reef Lights” festival")."""
    for match in _QUOTED_THEN.finditer(text, start, end):
        head, span = match["head"].lower().split()[-1], Span(*match.span("name"))
        whole = Span(match.start("ord") if match["ord"] else span.start, match.end("head"))
        if head in ("edition", "anniversary", "mission") or any(
            e.full.start < whole.end and whole.start < e.full.end for e in used
        ):
            continue
        plain_word = len(match["name"].split()) == 1 and match["name"][1:].islower() and not match["ord"]
        if plain_word or _THEMED.search(text, max(start, whole.start - 21), whole.start) or match["name"][-1] in ".!,":
            continue
        number = edition_number(match["ord"]) if match["ord"] else 0
        counted = Span(*match.span("ord")) if match["ord"] else None
        cls = LOWER_HEADS.get(head, "Training" if head in ("school", "camp") else "")
        yield EventMention(span, whole, _squeeze(span.of(text)), cls, "proper", head, number, counted)


_WHO_MEET = re.compile(
    r"(?:\s+\p{Ll}[\p{L}-]+){0,3}?\s+(?:ministers|leaders|officials|experts|presidents|rectors|mayors|governors|chiefs|heads|scholars|educators|officers|delegates)\b"
)


def from_phrases(text: str, start: int, end: int, names: Sequence[Name], taken: Sequence[Span]) -> Iterator[EventMention]:
    """Yield the events named by lower-case words: ordinals ("third regional workshop") and ceremonies."""
    used = list(taken)
    for match in _YEAR_HEAD.finditer(text, start, end):
        if not any(s.start < match.end() and match.start("year") < s.end for s in used):
            span = Span(match.start("head"), match.end("head"))
            full = Span(match.start("year"), match.end("head"))
            used.append(full)
            head = match["head"].lower()
            yield EventMention(span, full, match["head"], LOWER_HEADS.get(head, ""), "ordinal", head, 0, None, int(match["year"]))
    for pattern, how in ((_ORD_LOWER, "ordinal"), (_CEREMONY, "generic")):
        for match in pattern.finditer(text, start, end):
            if how == "ordinal" and (
                _NO_EDITION.match(text, match.start(), min(end, match.end() + 24))
                or (match["head"].lower() in _PERSONAL and _OWNED.search(text, max(start, match.start() - 8), match.start()))
            ):
                continue
            head = match["head"] or match.group().split()[-1]
            span = Span(
                match.start("mods")
                if how == "ordinal" and match["mods"]
                else match.start("head")
                if how == "ordinal"
                else match.start("name"),
                match.end(),
            )
            if how == "ordinal" and match["prog"]:
                span = Span(span.start, match.end("prog"))
            whole = Span(match.start(), span.end)
            if any(s.start < match.end("head") and span.start < s.end for s in used if match["head"]) or (
                not match["head"] and any(s.start < span.end and span.start < s.end for s in used)
            ):
                continue
            of = None
            if match["tail"]:
                base = Span(span.start, match.start("tail"))
                target = next(
                    (n for n in names if 0 <= n.full.start - match.end() <= 1 or 0 <= n.span.start - match.end() <= 1), None
                )
                if target is not None:
                    people = _WHO_MEET.match(text, target.span.end, end)
                    last = people.end() if people else target.span.end
                    of, span, whole = target.span, Span(span.start, last), Span(whole.start, last)
                else:
                    span, whole = base, Span(whole.start, base.end)
            head = head.lower()
            cls = LOWER_HEADS.get(head, "")
            if how == "generic":
                cls = {
                    "ceremonies": "Ceremony",
                    "discussion": "Dialogue",
                    "dinner": "Meeting",
                    "night": "",
                    "table": "Meeting",
                    "sessions": "Session",
                }.get(head, cls)
            how_now = "proper" if how == "ordinal" and of is not None else how
            edition = edition_number(match["ord"]) if how == "ordinal" else 0
            edition_span = Span(match.start("ord"), match.end("ord")) if how == "ordinal" else None
            used.append(whole)
            yield EventMention(span, whole, _squeeze(span.of(text)), cls, how_now, head, edition, edition_span, 0, of)


_OTHER_ONE = re.compile(
    rf"\b[Tt]he\s+(?P<which>last|previous|preceding|next|following|upcoming)\s+(?P<head>one|edition|{_LOWER}|Conference|Forum|Meeting|Summit|Assembly|Congress|Session|Week)\b(?=,?\s+(?:held\s+|hosted\s+)?in\s+\p{{Lu}}|,\s|\s+(?:is|was|will|takes|took|goes|moves|follows|has\s+been|are|were|to\s+be|scheduled|planned)\b)"
)


def from_other_ones(text: str, start: int, end: int, taken: Sequence[Span]) -> Iterator[EventMention]:
    """Yield the words for the edition before or after ("the next meeting", "the last one, in Riga")."""
    for match in _OTHER_ONE.finditer(text, start, end):
        span = Span(match.start(), match.end("head"))
        if any(s.start < span.end and span.start < s.end for s in taken):
            continue
        head = match["head"].lower()
        step = 1 if match["which"] in ("next", "following", "upcoming") else -1
        inner = Span(match.start("which"), match.end("head"))
        yield EventMention(inner, inner, _squeeze(inner.of(text)), LOWER_HEADS.get(head, ""), "other", head, step)


_POINTING = re.compile(
    r"(?:(?:\w+-(?:day|week|hour|month|year|long)s?|annual|historic|dynamic|landmark|high-level|inaugural|ministerial|joint|same|above|said|entire|day-long|week-long|main|official|international|global|virtual|online|hybrid)\s*)*"
)


_ACT_THEN = re.compile(r"\s*,?\s*(?:(?:held|due|scheduled|planned)\s+)?(?:on|in)\s+")
_TOLD_OF = re.compile(
    r"\s+(?:(?:which|that)\s+)?(?:(?:was|were|is|are|will\s+be|has\s+been|to\s+be)\s+(?:held|hosted|staged|conducted|given|scheduled|planned|due)|held|took\s+place|takes?\s+place|will\s+(?:take|start|begin|open|run)|began|begins|opened|opens|ended|ran|runs|in|at|on|off|from|near)\b|\s*[,(]"
)
_OF_THE = re.compile(r"\s+of\s+(?:the\s+)?$")


def _larger(text: str, found: Nominal, taken: Sequence[Span]) -> Span | None:
    """The named event of which an occasion is said to be one ("a side meeting of the Harbour Forum")."""
    if found.tail is not None or found.head.needs != "free" or not found.modifiers:
        return None
    return next((s for s in taken if 0 < s.start - found.span.end < 10 and _OF_THE.match(text, found.span.end, s.start)), None)


_THEIRS = re.compile(r"\s+(?:in\s+(?=\p{Lu})|on\s+(?=\d|\p{Lu}))")
_OF = re.compile(r"\s+of\b")
_MASS = frozenset("consultations negotiations talks discussions".split())
_HAD = re.compile(r"\b(?:held|had|hold|for|resumed|opened|began|during|after|in)\s+$")
_SEVERAL = re.compile(r"^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b", re.IGNORECASE)


def from_bare_phrases(text: str, start: int, end: int, taken: Sequence[Span], *, title: bool = False) -> Iterator[EventMention]:
    """Yield occasions without a name ("a two-day workshop on port safety", "the mayors' forum")."""
    for found in find_nominals(text, start, end, taken, title=title):
        if found.plural or found.det in UNCOUNTED or re.search(r"(?:^|\s)(?:press|news)$", found.modifiers):
            continue
        pointing = found.det in DEFINITE and (
            _POINTING.fullmatch(found.modifiers) or found.modifiers.startswith(("year’s", "year's"))
        )
        opens = found.head.needs == "act" and found.span.start - start < 6 and _ACT_THEN.match(text, found.span.end, end)
        theirs = found.det in OWNED and _THEIRS.match(text, found.span.end, end)
        if pointing and found.tail is None and not opens and not theirs:
            continue
        alone = not found.det and not found.modifiers and found.tail is None
        if alone and not (found.head.noun in _MASS and _HAD.search(text, max(start, found.span.start - 12), found.span.start)):
            continue
        if found.head.needs == "act" and not (text.startswith("of", found.tail.start) if found.tail else pointing):
            continue
        if _SEVERAL.search(found.modifiers) and found.head.noun.endswith("s"):
            continue
        if found.head.needs == "told" and found.tail is None and not _TOLD_OF.match(text, found.span.end, end):
            continue
        larger = _larger(text, found, taken)
        if larger is not None and found.det not in DEFINITE:
            whole = Span(found.span.start, larger.end)
            name = _squeeze(whole.of(text))
            yield EventMention(whole, whole, name, found.head.cls, "generic", found.head.noun.split()[-1], of=larger)
            continue
        noun = found.head.noun
        yield EventMention(
            found.span,
            found.span,
            _squeeze(found.span.of(text)),
            found.head.cls,
            "phrase",
            noun.split(" of ")[0].split()[-1],
            det=found.det,
            needs=found.head.needs,
        )


_LAST_YEAR = re.compile(
    rf"\b[Ll]ast\s+year[’']s\s+(?P<head>{_LOWER}|Conference|Forum|Meeting|Summit|Expo|Festival|Week|Dialogue|Workshop|Assembly|Congress|Symposium|Academy|Exhibition|Fair)\b(?![’'-]\w)"
)


def from_anaphora(text: str, start: int, end: int, taken: Sequence[Span]) -> Iterator[EventMention]:
    """Yield the phrases that point back to an event."""
    for match in _LAST_YEAR.finditer(text, start, end):
        span = Span(match.start("head"), match.end("head"))
        head = match["head"].lower()
        yield EventMention(span, Span(match.start(), match.end()), match["head"], LOWER_HEADS.get(head, ""), "last-year", head)
    for match in _ANAPHOR.finditer(text, start, end):
        span = Span(match.start("head"), match.end("head"))
        if any(s.start < span.end and span.start < s.end for s in taken):
            continue
        head = match["head"].lower()
        number = edition_number(match["mod"]) if match["mod"] else 0
        how = "anaphor"
        yield EventMention(
            span, Span(match.start(), match.end()), match["head"], LOWER_HEADS.get(head, ""), how, head, number, None, 0
        )


@lru_cache(maxsize=1)
def _head_nouns() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    extra = (
        "round table",
        "round-table",
        "roundtable",
        "dinner",
        "night",
        "table",
        "discussion",
        "prize-giving",
        "edition",
        "event",
        "academy",
    )
    for word in (*LOWER_HEADS, *extra):
        for form in (word, word.capitalize(), word.upper()):
            automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


def names_an_event(text: str, start: int, end: int) -> bool:
    """Whether any head noun of an event stands in a stretch of text.

    >>> names_an_event("The forum opened", 0, 16), names_an_event("It rained", 0, 9)
    (True, False)
    """
    return next(iter(_head_nouns().iter(text, start, end)), None) is not None


def find_events(
    text: str, start: int, end: int, names: Sequence[Name], places: Sequence[Hit], lexicon: Lexicon, *, title: bool = False
) -> list[EventMention]:
    """Return the event mentions of a sentence, in order, none overlapping.

    >>> find_events("the conference opened", 0, 21, [], [], None)[0].how  # doctest: +SKIP
    'anaphor'
    """
    quoted: list[EventMention] = []
    if any(text.find(mark, start, end) >= 0 for mark in '“"«'):
        quoted += from_quotes(text, start, end, names)
        quoted += from_quotes_before(text, start, end, quoted)
    named = from_names(text, names, places, lexicon)
    found = [*quoted, *(e for e in named if not any(q.full.start < e.full.end and e.full.start < q.full.end for q in quoted))]
    taken = [e.full for e in found]
    if not names_an_event(text, start, end):
        found += from_bare_phrases(text, start, end, taken, title=title)
        if not title:
            found += from_other_ones(text, start, end, taken)
        return sorted(found, key=lambda e: e.key)
    phrases = list(from_phrases(text, start, end, names, taken))
    found += phrases
    taken = [e.full for e in found]
    if not title:
        found += from_other_ones(text, start, end, taken)
        taken = [e.full for e in found]
    found += from_bare_phrases(text, start, end, taken, title=title)
    taken = [e.full for e in found]
    found += from_anaphora(text, start, end, taken)
    return sorted(found, key=lambda e: e.key)
