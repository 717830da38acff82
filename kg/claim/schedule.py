"""Reads the lay-out of programmes: lines and table rows with an hour, and what each says is on, when, where and with whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg import patterns as re
from kg.find.dates import DateMention, find_dates
from kg.model import Document, Section, Span

_ONE = (
    r"(?:(?:[01]?\d|2[0-4])(?:[:.：]|\s?[hH]\s?)[0-5]\d(?!\d|[.:]\d)(?:\s?(?:[ap]\.?\s?m\b\.?|hrs?\b|h\b|noon\b))?"
    r"|(?:1[0-2]|0?[1-9])\s?(?:[ap]\.?\s?m\b\.?|noon\b)|(?:[01]?\d|2[0-3])\s?[hH]\b)"
)
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}{0,6}\.?"
_DAY_TAG = (
    rf"(?:day\s+(?P<nth>\d{{1,2}}|one|two|three|four|five)\b[\s,.:|–-]{{0,3}})?(?:(?P<wd>mon|tue|wed|thu|fri|sat|sun)\p{{L}}{{0,6}}\b\.?,?\s{{0,3}})?"
    rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}(?:\s+\d{{4}})?|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)?[\s,.:|–-]{{0,4}}"
)
CLOCK = re.compile(
    rf"(?P<one>{_ONE}|\d{{1,2}}(?=\s?[-–—]\s?{_ONE}))(?:\s?(?:[-–—~/]|to|until)+\s?(?P<two>{_ONE}))?(?:\s*\([A-Z]{{2,5}}\))?(?![\p{{L}}\d%])",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"[\s|*•·–-]*(?:{_DAY_TAG})(?:from\s+|at\s+)?(?P<clock>{CLOCK.pattern})[\s|:.,–—-]*", re.IGNORECASE)
_ANY_LEAD = re.compile(rf"^[^\d\n]{{0,24}}(?:\d{{1,2}}[^\d\n]{{1,14}})?{_ONE}", re.IGNORECASE | re.MULTILINE)
_TAIL = re.compile(
    rf"(?<=[\p{{L}}\d”\"’?!)])[ \t]*[(\[][ \t]*(?P<clock>{CLOCK.pattern})[ \t]*(?:,[^()\n]{{2,40}})?[)\]][ \t.:]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The hours in brackets at the end of a line ("Session 2: Nets (10:00–11:30)")."""
_ANY_HOUR = re.compile(r"\d(?:[:.：][0-5]|\s?(?:h|[ap]\.?\s?m|noon))", re.IGNORECASE)
_TAG = re.compile(rf"[\s(*]*{_DAY_TAG}", re.IGNORECASE)
_HOURS = re.compile(r"(?P<h>\d{1,2})(?:\s?[:.：hH]\s?(?P<m>\d\d))?\s?(?P<half>[ap]\.?\s?m)?", re.IGNORECASE)
_GAP = re.compile(r"\t[ \t]*|\s{3,}")
_ROLES = {
    "time": r"times?|hours?|when|schedule|date\s*(?:and|&|/)\s*time|time\s+slot|timing",
    "day": r"days?|dates?",
    "title": r"what|sessions?|titles?|events?|activit(?:y|ies)|items?|programme|program|agenda|topics?|themes?|subjects?|contents?|descriptions?|meetings?|session\s+titles?|details",
    "place": r"where|venues?|rooms?|places?|locations?|halls?|sites?",
    "who": r"who|chairs?|speakers?|moderators?|presenters?|facilitators?|responsible|leads?|leaders?|chairpersons?|conveners?|panell?ists?|by|hosts?|contacts?|rapporteurs?",
}
_ROLE = {
    role: re.compile(rf"(?:the\s+)?(?:{words})(?:\(s\))?(?:\s*[/&,]\s*[\p{{L}}() ]{{2,20}})?", re.IGNORECASE)
    for role, words in _ROLES.items()
}
_DASH = re.compile(
    r"\s+[–—-]\s+|\s*\|\s*|\s*;\s+|\s{3,}|\t|(?<=[\p{L}\d”\"»’)?!†]{2}|\s\d)(?<!\b(?:Prof|Dr|Mr|Mrs|Ms|Hon|St|Eng|Ing|No|Mme|Gen|Rev|Ass|Assoc|Dipl|Mag|Sen|Amb))[.:](?=\s+[\p{Lu}“\"«])|(?<=[?!])\s+(?=\p{Lu}\p{L}+:)|\n|\s*†\s*"
)
_QUOTE = re.compile(r"[“\"«„‘](?P<in>[^“”\"«»„\n]{3,160}?)[,.]?[”\"»“](?!\p{L})")
_LABEL = re.compile(
    r"(?P<label>(?:(?:parallel|plenary|thematic|breakout|working|technical|special|opening|closing|poster|keynote|panel|expert|public|plenary\s+panel)\s+)?"
    r"(?:plenary|session|panel|workshop|round[\s-]?table|track|forum|seminar|keynote|lecture|debate|talk|discussion|symposium|side\s+event|masterclass|stream|block|visit|tour|exhibition|address)"
    r"(?:\s+(?:\d{1,2}(?:\.\d)?[A-Za-z]?|[IVX]{1,4}|[A-H]))?)\b",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(r"(?:\s*[:.–—|-]\s*|\s+on\s+(?=[“\"«])|\s{2,}|\s+(?=[“\"«]))(?=\S)")
_BUILDING = (
    r"Room|Hall|Auditorium|Aula|Foyer|Lobby|Atrium|Theatre|Theater|Ballroom|Salle|Sala|Sal|Saal|Salon|Salón|Laboratory|Lab|Library|Pavilion|Rectorate|Amphitheat(?:re|er)|Building"
    r"|Campus|Studio|Gallery|Terrace|Gardens?|Chamber|Restaurant|Hotel|Museum|Castle|Palace|Centre|Center|Church|Cathedral|Chapel|Club|Park|Villa|Chalet|Arena|Stadium|Plaza|Stage"
    r"|Courtyard|House|Cafeteria|Café|Canteen|Mensa|Embassy|Tower|Lounge|Suite|Level|Floor|Maison|Marquee|Tent|Harbour|Pier|Quay"
)
_PLACE_WORD = re.compile(rf"\b(?:{_BUILDING})\b", re.IGNORECASE)
_CAPITAL_WORD = re.compile(
    rf"^(?:(?:the|a|our)\s+)?(?:{_BUILDING})\b|\b(?:{_BUILDING})$|\b(?:Room|Hall|Auditorium|Salle|Sala|Building|Level|Floor|Theatre)\s+[\p{{Lu}}\d][\p{{L}}\d.’'-]*$"
    rf"|\b(?:{_BUILDING})\s+of\s|^(?:foyer|lobby|atrium|aula|auditorium|courtyard|terrace|library|canteen|cafeteria|garden)$|\bsal$"
)
_CODE = re.compile(r"\p{Lu}{1,3}\.?[ -]?\d{1,4}(?:\.\d{1,3})?\p{L}?(?:\s+[“\"«][^“”\"«»]{2,40}[”\"»])?")
_ROOM = re.compile(
    rf"(?:[\p{{Lu}}][\p{{L}}\p{{M}}’'-]+\s+){{0,4}}(?:{_BUILDING})(?:\s+(?:[A-Z]?\d{{1,4}}(?:\.\d+)?[A-Za-z]?|[A-Z](?:[ -]?\d{{1,4}})?|[IVX]{{1,4}}|\p{{Lu}}[\p{{L}}’'-]+(?:\s+\p{{Lu}}[\p{{L}}’'-]+){{0,3}}))?"
)
_NO_PLACE = re.compile(
    r"[\W\d]*|(?:online|virtual|zoom|teams|tbc|tbd|t\.b\.[cda]\.?|to\s+be\s+(?:confirmed|announced)|n/?a|none|all|various)\b.*",
    re.IGNORECASE,
)
WHO = re.compile(
    r"\b(?P<role>(?:co-?)?chair(?:ed\s+by|person|man|woman|s)?|moderat(?:ors?|ed\s+by|ion)|speakers?|panel(?:l?ists?|\s+members)?|tutors?|trainers?|facilitat(?:ors?|ed\s+by)|presenters?|discussants?"
    r"|rapporteurs?|keynote(?:\s+speakers?)?|lecturers?|instructors?|hosts?|convenors?|conveners?|led\s+by|with|by|addresse?s?|welcome|remarks|opening|respondents?|guide|introduction|intro)\b\s*:?\s+(?:by\s+)?(?=(?-i:[\p{Lu}“]))",
    re.IGNORECASE,
)
_CUT_WHO = re.compile(
    r"[,;(]?\s+(?:(?:co-?)?chair(?:ed\s+by|person|s)?|moderat(?:ors?|ed\s+by)|speakers?|panel(?:l?ists)|tutors?|trainers?|facilitat(?:ors?|ed\s+by)|presenters?|discussants?|rapporteurs?|lecturers?|led\s+by|with)\b:?\s+(?=(?-i:\p{Lu}))",
    re.IGNORECASE,
)
_AT = re.compile(r",?\s+(?:at|in|aboard)\s+(?:the\s+)?(?=\p{Lu})")
CANCELLED = re.compile(r"\b(?:cancell?ed|postponed|called\s+off|withdrawn)\b", re.IGNORECASE)
SEVERAL = re.compile(
    r"\b(?:parallel|breakout|concurrent|simultaneous|thematic|working)\s+(?:\w+\s+)?(?:sessions|groups|workshops|panels|tracks|meetings)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:(?:Session|Panel|Workshop|Track|Group|Stream)\s+)?(?:\d{1,2}[.:]\d{1,2}|\d{0,2}[A-H]\d?|\d{1,2})(?:[.):]\s*|\s+)(?=[*_“\"«\p{Lu}])"
)
_INNER = re.compile(
    r"(?:(?<=\()|(?<=[;:]\s)|(?<=[;:]\s\s))(?:\d{1,2}\.\d{1,2}|\d{0,2}[A-H]\d?)(?:[.):]\s*|\s+)(?=[*_“\"«\p{Lu}])"
)
_PERSON_LEAD = re.compile(r"\b(?:Prof|Dr|Mr|Mrs|Ms|Mme|Sir|Dame|Hon|H\.E|Rector|Minister|Ambassador|Professor|Mayor)\b\.?\s")
_SOCIAL = re.compile(
    r"\b(?:dinner|reception|banquet|evening|cocktail|party|concert|gala|barbecue|social|lunch|luncheon|breakfast|drinks)\b",
    re.IGNORECASE,
)
_LAST_ROOM = re.compile(r"\s+(?:in\s+)?(?:Room|Hall|Auditorium|Aula|Salle|Sala)\s+(?:\p{Lu}?\d{1,4}\p{L}?|\p{Lu}|[IVX]{1,4})\s*$")
_ROOM_HEAD = re.compile(r"(?P<room>[^:,;()]{2,40}):\s+")
_ITEM = re.compile(r"(?:agenda\s+)?items?\s+\d", re.IGNORECASE)
_PERIOD = re.compile(r"(?:early\s+|late\s+)?(?:morning|midday|noon|afternoon|evening|night|a\.?m\.?|p\.?m\.?)", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"\W*(?:(?:co-)?organi[sz]ed\b|(?:co-)?hosted\b|supported\b|sponsor|organi[sz]ers?\b|hosts?\b|partners?\b|registration|accreditation|contacts?\b|for\s+(?:more|further)\b|enquiries|inquiries|venue\b|"
    r"location\b|language|interpretation|notes?\b|please\b|about\b|background|changes?\b|the\s+(?:programme|organi[sz]ers|previous|last|next|first)\b)",
    re.IGNORECASE,
)
_UNTIMED_LEAD = re.compile(
    rf"(?:(?P<period>all\s+day|full\s+day|whole\s+day|{_PERIOD.pattern})|\p{{L}}{{2,9}}\.?,?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{_MONTHS})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}|{_MONTHS}\s+\d{{1,2}})(?P<gap>[ ]{{3,}}|\t+[ \t]*|\s*\|\s*|:\s+|\s+[–—-]\s+)(?=[\p{{Lu}}“\"*])",
    re.IGNORECASE,
)
_PERIOD_ROW = re.compile(rf"^[ \t|*]*{_PERIOD.pattern}[ \t*]*\|", re.IGNORECASE | re.MULTILINE)
_RULED = re.compile(r"\n[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*\n")
_CLOSED = re.compile(r"[^*_<\n]{4,160}(?=[*_<])")
_NOTE = re.compile(
    r"(?:no|by\s+invitation|closed|sold|free|open\s+to|registration|tickets?|limited|invitation|invited|meeting\s+(?:point|place)|max|in\s+(?:English|French))\b",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"\p{Lu}\p{Ll}[\p{L}\p{M}’'-]*(?:\s+\p{Lu}\p{Ll}[\p{L}\p{M}’'-]*){1,2}")
_NAME_AND_BODY = re.compile(rf"{_FULL_NAME.pattern}(?:,\s+|\s*\()(?=\p{{Lu}})")
_POST_FIRST = re.compile(rf"[\p{{L}}][\p{{L}} ’'-]{{2,30}}:\s+{_FULL_NAME.pattern}")
_SHORT_FORM = re.compile(r"\(\p{Lu}[\p{Lu}\d-]{1,8}\)(?=\s+(?:and|of|for|on|with|in)\s)")
_FLOOR = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|fourth|top)\s+floor|(?:level|floor|wing|block|gate)\s+\w{1,5})",
    re.IGNORECASE,
)
_BARE_ROOM = re.compile(
    r"(?:Room|Hall|Auditorium|Aula|Foyer|Lobby|Salle|Sala|Saal|Lab|Atrium)\b|(?-i:\p{Lu}{1,3})\.?[ -]?\d", re.IGNORECASE
)
_POST = re.compile(
    r"\b(?:Clerk|Chair|Director|Head|President|Rector|Dean|Minister|Secretary|Speaker|Governor|Manager|Curator|Mayor|Member)\b"
)
_PARTS = re.compile(r"\s*,\s+(?:and\s+)?")
PROSE = re.compile(r"\b(?:was|were|is|are|will|has|have|had|opened|said|followed)\b")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


@dataclass(frozen=True, slots=True)
class Clock:
    """The hours of an entry: from, to ("" where not stated), and where they stand."""

    start: str
    end: str
    span: Span

    @property
    def minutes(self) -> int:
        """How long it lasts; 0 where that is not stated."""
        return _count(self.end) - _count(self.start) if self.end else 0


def _count(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


@dataclass(frozen=True, slots=True)
class When:
    """The day of an entry: the date above or before it, and which of the days that names ("Tue", "Day 2")."""

    date: DateMention | None = None
    weekday: int | None = None
    nth: int = 0
    span: Span = field(default_factory=lambda: Span(0, 0))


@dataclass(slots=True)
class Entry:
    """One thing that a programme says is on: its words and title, hours, day, places, and where those are named who take part."""

    line: Span
    title: Span
    label: Span | None = None
    clock: Clock | None = None
    when: When = field(default_factory=When)
    places: list[Span] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    doubtful: list[Span] = field(default_factory=list)
    cancelled: Span | None = None
    listed: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader of programmes looks at: the text, with and without marks, and where persons and bodies are named."""

    document: Document
    plain: str
    persons: Sequence[Span]

    def person_from(self, start: int, end: int) -> Span | None:
        """Return the first person named in a stretch of text."""
        at = bisect_left(self.persons, Span(start, start))
        return self.persons[at] if at < len(self.persons) and self.persons[at].start < end else None

    def trim(self, start: int, end: int) -> Span:
        """Return a stretch without the white space and the signs around it."""
        plain = self.plain
        while start < end and (plain[start].isspace() or plain[start] in "|,;:.–—-*•·†"):
            start += 1
        while end > start and (plain[end - 1].isspace() or plain[end - 1] in "|,;:.–—-*•·†"):
            end -= 1
        return Span(start, end)


def open_page(document: Document, persons: Sequence[Span]) -> Page:
    """Return the page of a document: its plain text, in which tabs are tabs again."""
    plain = document.plain
    if "\t" in document.text:
        plain = "".join("\t" if given == "\t" and char == " " else char for given, char in zip(document.text, plain, strict=True))
    return Page(document, plain, persons)


def may_be_programme(document: Document) -> bool:
    """Whether a text has three lines with an hour near their beginning, or three hours in a row."""
    if "|" in document.plain and len(list(zip(range(2), _PERIOD_ROW.finditer(document.plain), strict=False))) == 2:
        return True
    if _ANY_HOUR.search(document.plain) is None:
        return False
    leads = len(list(zip(range(3), _ANY_LEAD.finditer(document.plain), strict=False)))
    tails = leads < 3 and len(list(zip(range(3), _TAIL.finditer(document.plain), strict=False))) == 3
    return leads == 3 or tails or (leads > 0 and SEVERAL.search(document.plain) is not None) or _run_of_hours(document.plain)


_RUN = re.compile(rf"[,;:–]\s{{1,2}}(?:at\s+)?{_ONE}\s+\p{{L}}", re.IGNORECASE)


def _run_of_hours(plain: str) -> bool:
    return len(list(zip(range(3), _RUN.finditer(plain), strict=False))) == 3


def read_clock(match: re.Match[str]) -> Clock:
    """Return the hours of a match of ``CLOCK``."""
    one, two = _HOURS.match(match["one"]), _HOURS.match(match["two"] or "")
    half = (one["half"] or (two["half"] if two else "") or "")[:1].lower() if one else ""
    start = _time(one, half) if one else ""
    end = _time(two, (two["half"] or "")[:1].lower()) if two else ""
    if one and two and not one["half"] and two["half"] and end < start:
        start = _time(one, "a")
    return Clock(
        start, end if end > start else "", Span(match.start("one"), match.end("two") if match["two"] else match.end("one"))
    )


def _time(match: re.Match[str], half: str) -> str:
    hour = int(match["h"])
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour % 24:02}:{match['m'] or '00'}:00"


def _lines(document: Document, plain: str) -> Iterator[tuple[Section, Span]]:
    """Yield the lines of the sections that report."""
    for section in document.sections:
        if section.kind in ("repeat", "commentary", "quote"):
            continue
        begin = section.span.start
        if section.kind == "label":
            begin = plain.rfind("\n", 0, begin) + 1
        for piece in plain[begin : section.span.end].split("\n"):
            start, begin = begin, begin + len(piece) + 1
            if words := piece.strip():
                lead = start + len(piece) - len(piece.lstrip())
                yield section, Span(lead, lead + len(words))


def read_schedule(page: Page) -> list[Entry]:
    """Return the entries of the programmes in a text, in its order."""
    return _Reader(page).read()


@dataclass(slots=True)
class _Reader:
    """Goes through the lines: keeps the day, the columns of the table, and the entry that the next lines may belong to."""

    page: Page
    entries: list[Entry] = field(default_factory=list)
    when: When = field(default_factory=When)
    columns: list[str] = field(default_factory=list)
    days: dict[int, When] = field(default_factory=dict)
    open: Entry | None = None
    block: Entry | None = None
    row: bool = False
    adjacent: bool = False

    def read(self) -> list[Entry]:
        """Read all lines."""
        last: Span | None = None
        for section, line in _lines(self.page.document, self.page.plain):
            cells = self._cells(line)
            if len(cells) < 2 or "|" not in line.of(self.page.plain):
                if self.row:
                    self.columns, self.days = [], {}
                self.row = False
            else:
                self.row = True
            if len(cells) > 1 and self._head(cells):
                self.open = self.block = None
                continue
            self.adjacent = last is not None and self.page.plain.count("\n", last.end, line.start) < 2
            if last is not None and _RULED.search(self.page.document.text, last.end, line.start):
                self.open = self.block = None
            last = line
            if self._day_line(section, line, cells) or self._timed(section, line, cells):
                continue
            self._below(section, line)
        _settle_places(self.page, self.entries)
        return self.entries

    def _cells(self, line: Span) -> list[Span]:
        """Cut a line into its columns: at bars, else at tabs and wide gaps of the text as given."""
        plain, cells, at = self.page.plain, [], line.start
        bars = "|" in line.of(plain)
        raw = self.page.document.text
        cuts = re.finditer(r"\|", line.of(plain)) if bars else _GAP.finditer(line.of(plain))
        for match in cuts:
            start, end = line.start + match.start(), line.start + match.end()
            if not bars and not raw[start:end].isspace():
                continue
            cells.append(self.page.trim(at, start))
            at = end
        cells.append(self.page.trim(at, line.end))
        return cells

    def _head(self, cells: list[Span]) -> bool:
        """Whether a line is the head of a table: note what its columns are."""
        plain = self.page.plain
        found = []
        for cell in cells:
            words = cell.of(plain)
            found.append(next((role for role, form in _ROLE.items() if form.fullmatch(words)), ""))
        if "title" not in found and "time" in found and sum(map(bool, found)) > 1 and found.count("") == 1:
            found[found.index("")] = "title"
        if "title" in found and ("time" in found or "day" in found) and sum(map(bool, found)) > 1:
            self.columns, self.days = found, {}
            return True
        days = {i: when for i, cell in enumerate(cells) if i and (when := self._only_day(cell)) is not None}
        if len(days) > 1:
            self.columns, self.days = ["time"], days
            return True
        return False

    def _only_day(self, span: Span) -> When | None:
        """The day that a heading, row or cell names at its head, with few words beside."""
        plain = self.page.plain
        words = span.of(plain)
        if not words or len(words) > 90:
            return None
        tag = _TAG.match(plain, span.start, span.end)
        nth = tag["nth"] if tag is not None else None
        begin = tag.end("nth") if tag is not None and nth else span.start
        date = next((d for d in find_dates(plain, begin, span.end) if d.start.day or d.form == "wd"), None)
        weekday = WEEKDAYS[tag["wd"][:3].lower()] if tag is not None and tag["wd"] else None
        if date is not None and date.form == "wd":
            date = None
        if date is None and not nth and weekday is None:
            return None
        lead = plain[span.start : date.span.start] if date is not None else ""
        if date is not None and not re.fullmatch(
            r"[\W\d]*(?:day\s+\w+|[MTWFS]\w{2,5}day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)?[\W]*(?:[MTWFS]\w{2,5}day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)?[\W]*",
            lead,
            re.IGNORECASE,
        ):
            return None
        number = _WORDS.get(nth.lower(), 0) or int(nth) if nth and (nth.isdigit() or nth.lower() in _WORDS) else 0
        end = date.span.end if date is not None else tag.end() if tag is not None else span.start
        return When(
            date, weekday if date is None else None, 0 if date is not None else number, Span(span.start, max(end, span.start + 1))
        )

    def _day_line(self, section: Section, line: Span, cells: list[Span]) -> bool:
        """Whether a line is the heading of a day, or a row that only names one."""
        filled = [cell for cell in cells if cell.of(self.page.plain)]
        if len(filled) != 1 and not (section.kind == "heading" and not self.row):
            return False
        span = filled[0] if len(filled) == 1 else line
        when = self._only_day(span)
        if when is None or (section.kind == "body" and not self.row and len(span) > 60):
            return False
        rest = self.page.trim(when.span.end, span.end).of(self.page.plain).strip(")] ")
        if when.date is None and when.weekday is not None and rest:
            return False
        lead = _LEAD.match(self.page.plain, line.start, line.end)
        if lead is not None and self.page.trim(lead.end(), line.end).of(self.page.plain):
            return False
        if section.kind != "heading" and len(rest) > 24 and lead is None:
            return False
        if (
            rest
            and not re.match(r"[(:,.|–—-]", self.page.plain[when.span.end : line.end].strip())
            and not re.match(r"\d", rest)
            and section.kind != "heading"
        ):
            return False
        self.when, self.open, self.block = when, None, None
        if lead is not None:
            self.block = Entry(line, Span(line.start, line.start), clock=self._clock(lead), when=when, several=True)
        return True

    def _clock(self, lead: re.Match[str]) -> Clock | None:
        match = CLOCK.match(self.page.plain, lead.start("clock"), lead.end("clock"))
        return read_clock(match) if match is not None else None

    def _when(self, lead: re.Match[str]) -> When:
        """The day of a line: its own, or which of those above it."""
        if lead["date"]:
            date = next(find_dates(self.page.plain, lead.start("date"), lead.end("date")), None)
            if date is not None:
                return When(date, span=date.span)
        if lead["nth"]:
            number = _WORDS.get(lead["nth"].lower(), 0) or (int(lead["nth"]) if lead["nth"].isdigit() else 0)
            return When(None, None, number, Span(lead.start("nth"), lead.end("nth")))
        if lead["wd"]:
            return When(self.when.date, WEEKDAYS[lead["wd"][:3].lower()], 0, Span(lead.start("wd"), lead.end("wd")))
        return self.when

    def _timed(self, section: Section, line: Span, cells: list[Span]) -> bool:
        """Read a line or row that opens with an hour, or a row with one in its column."""
        plain = self.page.plain
        lead = _LEAD.match(plain, line.start, line.end)
        if lead is None:
            return (
                self._period_row(cells)
                or self._untimed_row(line, cells)
                or self._timed_behind(line, cells)
                or self._all_day(line)
            )
        if section.kind == "label" and not self.columns and section.span.start > line.start + 24:
            return False
        clock, when = self._clock(lead), self._when(lead)
        wide = len(cells) > 1
        if (
            wide
            and cells[0].end >= lead.start("clock")
            and (self.columns or "|" in line.of(plain) or len([c for c in cells if len(c)]) > 2)
        ):
            rest = [i for i, cell in enumerate(cells) if cell.start >= lead.end("clock") - 1 and len(cell)]
            self._row(line, cells, rest, clock, when)
            return True
        if lead.end() >= line.end:
            self.open = None
            self.block = Entry(line, Span(line.start, line.start), clock=clock, when=when, several=True)
            return True
        self._enter(read_what(self.page, lead.end(), line.end), line, clock, when)
        return True

    def _timed_behind(self, line: Span, cells: list[Span]) -> bool:
        """Read a line that ends in its hours, in brackets."""
        tail = _TAIL.search(self.page.plain, line.start, line.end) if len(cells) < 2 and len(line) < 200 else None
        if tail is None or tail.end() < line.end:
            return False
        self._enter(read_what(self.page, line.start, tail.start()), line, self._clock(tail), self.when)
        return True

    def _all_day(self, line: Span) -> bool:
        """Read a line that opens with its day, or "all day", and a wide gap, among lines that open with hours."""
        plain = self.page.plain
        lead = _UNTIMED_LEAD.match(plain, line.start, line.end)
        if lead is None or not self.entries or len(line) > 300:
            return False
        when = self.when if lead["period"] else self._only_day(Span(line.start, lead.start("gap")))
        if when is None:
            return False
        self._enter(read_what(self.page, lead.end(), line.end), line, None, when)
        return True

    def _period_row(self, cells: list[Span]) -> bool:
        """Read a row "Morning", "Afternoon" under days: what stands in each column, one by one."""
        plain = self.page.plain
        if not self.days or not _PERIOD.fullmatch(cells[0].of(plain)):
            return False
        for i, when in self.days.items():
            at = cells[i].start if i < len(cells) else 0
            for cut in (*re.finditer(r";\s+", plain[at : cells[i].end]), None) if at else ():
                stop = cells[i].start + cut.start() if cut is not None else cells[i].end
                piece = self.page.trim(at, stop)
                if len(piece):
                    self._enter(read_what(self.page, piece.start, piece.end), piece, None, when)
                at = cells[i].start + cut.end() if cut is not None else stop
        self.open = self.block = None
        return True

    def _untimed_row(self, line: Span, cells: list[Span]) -> bool:
        """Read a row under the head of a programme whose hour is that of the row above it, or stands behind its day."""
        if not self.row or "title" not in self.columns:
            return False
        rest = [
            i for i, cell in enumerate(cells) if len(cell) and i < len(self.columns) and self.columns[i] not in ("time", "day")
        ]
        day = next(
            (
                self._only_day(cells[i])
                for i, role in enumerate(self.columns[: len(cells)])
                if role in ("day", "time") and len(cells[i])
            ),
            None,
        )
        if day is None and any(len(cells[i]) for i, role in enumerate(self.columns[: len(cells)]) if role in ("day", "time")):
            return False
        clock = self.open.clock if self.open is not None and day is None else None
        if clock is None and day is None:
            return False
        if day is not None and day.date is not None and "place" in self.columns and "time" not in self.columns:
            return False
        self._row(line, cells, rest, clock, day or self.when)
        return True

    def _row(self, line: Span, cells: list[Span], rest: list[int], clock: Clock | None, when: When) -> None:
        """Read a row by what its columns are, or else by their order."""
        plain = self.page.plain
        if self.days:
            for i in rest:
                if i in self.days:
                    self._enter(
                        read_what(self.page, cells[i].start, cells[i].end),
                        Span(cells[i].start, cells[i].end),
                        clock,
                        self.days[i],
                    )
            self.open = None
            return
        roles = {i: self.columns[i] if i < len(self.columns) and len(self.columns) >= 2 else "" for i in rest}
        day = next((i for i, cell in enumerate(cells) if i < len(self.columns) and self.columns[i] == "day" and len(cell)), None)
        if day is not None:
            when = self._only_day(cells[day]) or when
        rest = [i for i in rest if i != day]
        title = next((i for i in rest if roles.get(i) == "title"), None)
        if title is None:
            title = next((i for i in rest if roles.get(i) in ("", "title")), None)
        if title is None:
            return
        entry = read_what(self.page, cells[title].start, cells[title].end)
        if (
            not roles.get(title)
            and len(rest) > 1
            and _LABEL.fullmatch(cells[title].of(plain))
            and not is_place(cells[rest[1]].of(plain))
            and not _ITEM.match(cells[rest[1]].of(plain))
        ):
            label, title = title, rest[1]
            entry = read_what(self.page, cells[title].start, cells[title].end)
            entry.label = entry.label or cells[label]
            rest = rest[1:]
        for i in rest:
            if i == title:
                continue
            words = cells[i].of(plain)
            if CANCELLED.search(words):
                entry.cancelled = cells[i]
            elif roles[i] == "place":
                entry.places += [
                    place
                    for piece in list(_pieces(self.page, cells[i].start, cells[i].end))[:1]
                    for place in places_in(self.page, piece)
                ]
            elif roles[i] == "who":
                entry.said.append(cells[i])
            elif not roles[i]:
                _read_rest(self.page, entry, cells[i].start, cells[i].end)
            elif self.page.person_from(cells[i].start, cells[i].end):
                entry.said.append(cells[i])
        self._enter(entry, line, clock, when)

    def _enter(self, entry: Entry, line: Span, clock: Clock | None, when: When) -> None:
        entry.line, entry.clock, entry.when = line, clock, when
        self.entries.append(entry)
        self.open = entry
        self.block = entry if entry.several else None
        if entry.several:
            for item in read_inner(self.page, entry):
                item.clock, item.when = clock, when
                self.entries.append(item)
                self.block = None

    def _below(self, section: Section, line: Span) -> None:
        """Read a line under an entry: an item of parallel sessions, or more about the entry."""
        plain = self.page.plain
        if self.block is not None:
            begin = plain.rfind("\n", 0, line.start) + 1
            raw = self.page.document.text[begin : line.start] + line.of(self.page.document.text)
            mark = _MARK.match(plain, line.start, line.end)
            marked = re.match(r"\s*(?:[-*+•·–]\s|\d{1,2}[.)]\s|\(?[a-h]\))", raw)
            person = self.page.person_from(line.start, line.end)
            if (
                section.kind in ("body", "heading")
                and (mark is not None or marked)
                and not (person is not None and person.start < line.start + 8)
                and not WHO.match(plain, line.start)
            ):
                item = read_what(self.page, mark.end() if mark is not None else line.start, line.end)
                item.listed = True
                item.line, item.clock, item.when = line, self.block.clock, self.block.when
                self.entries.append(item)
                self.open = item
                return
            if section.kind == "heading" and SEVERAL.search(plain, line.start, line.end):
                return
        if not self.adjacent and _OF_WHOLE.match(plain, line.start, line.end):
            self.open = self.block = None
        if self.open is None:
            inline = read_run(self.page, line, self.when) if section.kind == "body" and len(line) > 90 else []
            self.entries += inline
            return
        if (
            section.kind == "heading"
            and not WHO.match(plain, line.start)
            and self.page.person_from(line.start, line.end) is None
            and not is_place(line.of(plain))
        ) or (section.kind == "body" and len(section.span) > 420 and not self.adjacent):
            self.open = self.block = None
            return
        if (
            not self.open.places
            and len(line) < 70
            and is_place(line.of(plain))
            and self.page.person_from(line.start, line.end) is None
        ):
            self.open.places += list(places_in(self.page, line))
        else:
            self.open.said.append(line)


def read_what(page: Page, start: int, end: int) -> Entry:
    """Read what stands behind an hour: title, its label, places, and the words about persons."""
    plain = page.plain
    entry = Entry(Span(start, end), Span(start, end))
    if CANCELLED.search(plain, start, end):
        match = CANCELLED.search(plain, start, end)
        entry.cancelled = Span(*match.span()) if match is not None else None
    title, rest = _title(page, start, end)
    entry.several = SEVERAL.search(plain, title.start, title.end) is not None
    emphasis = _emphasized(page, start, end)
    if emphasis is not None and emphasis.start - start <= 3:
        title, rest = emphasis, emphasis.end
    label = _LABEL.match(plain, title.start, title.end)
    quote = _QUOTE.search(plain, title.start, min(end, title.end + 1))
    if (
        label is not None
        and (after := _AFTER_LABEL.match(plain, label.end(), end)) is not None
        and not entry.several
        and _is_label(page, label, after)
    ):
        inner, more = _title(page, after.end(), end, labelled=True)
        if (
            len(inner) > 4
            and not is_place(inner.of(plain))
            and not WHO.match(plain, after.end())
            and page.person_from(inner.start, inner.start + 6) is None
        ):
            entry.label, title, rest = Span(*label.span("label")), inner, more
            quote = _QUOTE.search(plain, title.start, min(end, title.end + 1))
    if quote is not None and (quote.start() - title.start < 3 or _LABEL.match(plain, title.start, quote.start())):
        if entry.label is None and quote.start() > title.start:
            entry.label = page.trim(title.start, quote.start())
        title, rest = Span(*quote.span("in")), max(quote.end(), rest if rest > quote.end() else quote.end())
    entry.title = title
    _read_rest(page, entry, rest, end)
    return entry


def _is_label(page: Page, label: re.Match[str], after: re.Match[str]) -> bool:
    """Whether what follows "Panel 2", "Workshop:" is a title: behind a stop or gap only where there is a number, or emphasis."""
    if label["label"][-1].isdigit() or re.search(r"\s(?:[IVX]+|[A-Ha-h])$", label["label"]):
        return True
    mark = after.group().strip()
    if _ITEM.match(label.string, after.end()):
        return False
    return (
        mark == ":"
        or page.document.text[after.end() - 1] in "*_"
        or label.string[after.end()] in '“"«„'
        or (mark not in ("", ".") and " " not in label["label"])
    )


def _title(page: Page, start: int, end: int, *, labelled: bool = False) -> tuple[Span, int]:
    """Return the first words up to a dash, column, bracket, person or place, and where the rest begins."""
    plain = page.plain
    lead = page.trim(start, end)
    start = lead.start
    stop, after = end, end
    quote = _QUOTE.match(plain, start, end) or _QUOTE.search(plain, start, min(end, start + 40))
    at = quote.end() if quote is not None else start
    dash = next((d for d in _DASH.finditer(plain, at, end) if not d.group().startswith(":") or _ends_title(page, start, d)), None)
    if dash is not None:
        stop, after = dash.start(), dash.end()
    bracket = plain.find("(", at, stop)
    while bracket >= 0 and (short := _SHORT_FORM.match(plain, bracket, stop)) is not None:
        bracket = plain.find("(", short.end(), stop)
    if bracket >= 0:
        stop, after = bracket, bracket
    for cut in (_CUT_WHO.search(plain, at, stop),):
        if cut is not None and cut.start() > start + 3:
            stop = after = cut.start()
    person = page.person_from(at, stop)
    if person is not None:
        comma = max(
            plain.rfind(", ", at, person.start),
            plain.rfind(": ", at, person.start),
            plain.rfind(" by ", at, person.start),
            plain.rfind(" with ", at, person.start),
        )
        if comma > start and person.start - comma < 60:
            stop = after = comma
    place = _AT.search(plain, at, stop)
    while place is not None:
        words = page.trim(place.end(), stop)
        if is_place(words.of(plain)):
            stop, after = place.start(), place.end()
            break
        place = _AT.search(plain, place.end(), stop)
    pieces = list(_PARTS.finditer(plain, at, stop))
    cut_at = None
    for number, piece in enumerate(pieces):
        follows = Span(piece.end(), pieces[number + 1].start() if number + 1 < len(pieces) else stop)
        follow = follows.of(plain)
        if (
            is_place(follow)
            or _NOTE.match(follow)
            or (_SOCIAL.search(plain, start, piece.start()) and re.fullmatch(r"(?:\p{Lu}[\p{L}’'-]+\s*){1,4}", follow))
            or _PERSON_LEAD.match(follow)
        ):
            cut_at = piece
            break
        if (
            re.fullmatch(r"\p{Lu}\p{Ll}[\p{L}’'-]*(?:\s+\p{Lu}\p{Ll}[\p{L}’'-]*){1,2}\s*", follow)
            and number + 1 == len(pieces)
            and labelled
        ):
            cut_at = piece
            break
    if cut_at is not None:
        stop, after = cut_at.start(), cut_at.end()
    elif (room := _LAST_ROOM.search(plain, at, stop)) is not None and room.start() > start + 4:
        stop = after = room.start()
    return page.trim(start, stop), after


def _ends_title(page: Page, start: int, colon: re.Match[str]) -> bool:
    """Whether a colon stands behind a room, or before a person."""
    comma = page.plain.rfind(", ", start, colon.start())
    if comma > start and is_place(page.plain[comma + 2 : colon.start()]):
        return True
    person = page.person_from(colon.end(), colon.end() + 26)
    return person is not None


def _emphasized(page: Page, start: int, end: int) -> Span | None:
    """The words between marks of emphasis with which a stretch opens, where the text as given has some ("*Ships and rats*")."""
    raw, plain = page.document.text, page.plain
    while start < end and plain[start].isspace():
        start += 1
    if start == 0 or raw[start - 1] not in "*_>" or not page.document.media_type.endswith(("markdown", "html")):
        return None
    close = _CLOSED.match(raw, start, end)
    return page.trim(start, close.end()) if close is not None else None


def _read_rest(page: Page, entry: Entry, start: int, end: int) -> None:
    """Sort what stands behind a title: places, persons, and pieces that may be either."""
    plain = page.plain
    for piece in _pieces(page, start, end):
        words = piece.of(plain)
        if not words or CANCELLED.fullmatch(words):
            continue
        told = _lead_places(page, entry, piece)
        for bracket in re.finditer(r"\((?P<in>[^()]{2,40})\)", plain[told.start : told.end]):
            before = told.start + bracket.start()
            if is_place(bracket["in"]) and (
                _BARE_ROOM.match(bracket["in"]) or page.person_from(max(told.start, before - 30), before) is None
            ):
                entry.places += list(places_in(page, Span(told.start + bracket.start("in"), told.start + bracket.end("in"))))
        if not len(told):
            continue
        if (
            WHO.search(plain, told.start, told.end)
            or _POST_FIRST.match(plain, told.start, told.end)
            or page.person_from(told.start, told.end) is not None
        ):
            entry.said.append(told)
        else:
            entry.doubtful.append(told)


def _lead_places(page: Page, entry: Entry, piece: Span) -> Span:
    """Take the places that a piece opens with ("Room 18, tutor …"), and return the rest of it."""
    at = piece.start
    head = _ROOM_HEAD.match(page.plain, piece.start, piece.end)
    if head is not None and is_place(head["room"]):
        entry.places += list(places_in(page, Span(*head.span("room"))))
        return Span(head.end(), piece.end)
    for part in (*_PARTS.finditer(page.plain, piece.start, piece.end), None):
        stop = part.start() if part is not None else piece.end
        if not is_place(page.plain[at:stop]):
            break
        entry.places += list(places_in(page, Span(at, stop)))
        at = part.end() if part is not None else stop
    if at > piece.start or not is_place(piece.of(page.plain)):
        return Span(at, piece.end)
    entry.places += list(places_in(page, piece))
    return Span(piece.end, piece.end)


def _pieces(page: Page, start: int, end: int) -> Iterator[Span]:
    """Cut the rest of a line at dashes, brackets, gaps and full stops."""
    plain, at = page.plain, start
    depth = 0
    index = start
    while index < end:
        char = plain[index]
        if char == "(" and depth == 0 and not page.trim(at, index).of(plain):
            close = plain.find(")", index, end)
            close = end if close < 0 else close
            yield page.trim(index + 1, close)
            index = at = close + 1
            continue
        depth += (char == "(") - (char == ")")
        depth = max(depth, 0)
        if depth == 0 and char != ":" and (cut := _DASH.match(plain, index, end)) is not None and cut.end() > index:
            yield page.trim(at, index)
            index = at = cut.end()
            continue
        index += 1
    yield page.trim(at, end)


def is_place(words: str) -> bool:
    """Whether words alone name a room or building.

    >>> is_place("B 107"), is_place("Great Hall"), is_place("Who cleans the hall?"), is_place("foyer")
    (True, True, False, True)
    """
    words = re.sub(
        r"^(?:moved\s+to|now\s+in|in|at|venue:|room:|place:)\s+(?:the\s+)?", "", words.strip(" .()"), flags=re.IGNORECASE
    )
    if not words or len(words) > 80 or words[-1] in "?!:" or _POST.search(words):
        return False
    if _CODE.fullmatch(words):
        return True
    parts = [p for n, p in enumerate(words.split(", ")) if not n or not _FLOOR.fullmatch(p)]
    if all(
        _CODE.fullmatch(p) or (_CAPITAL_WORD.search(p) and (p.islower() or _titled(p))) or (n and _titled(p))
        for n, p in enumerate(parts)
    ):
        return True
    return bool(len(parts) == 2 and _CAPITAL_WORD.search(parts[1]) and _titled(parts[0]) and _titled(parts[1]))


def _titled(words: str) -> bool:
    """Whether all words but small ones begin with a capital or a number."""
    long = [
        w
        for w in words.split()
        if w.lower() not in ("of", "the", "de", "du", "des", "la", "and", "&", "for", "von", "der", "di", "del", "sal")
    ]
    return bool(long) and len(long) < 8 and all(w[0].isupper() or w[0].isdigit() or w[0] in "“\"‘'«" for w in long)


def places_in(page: Page, span: Span) -> Iterator[Span]:
    """Yield the places that a cell or piece names: a building and a room, cut at the commas."""
    plain = page.plain
    lead = re.match(
        r"\s*(?:moved\s+to|now\s+in|in|at|venue:|room:|place:)\s+(?:the\s+)?", plain[span.start : span.end], re.IGNORECASE
    )
    start = span.start + (lead.end() if lead else 0)
    at = start
    for comma in (*re.finditer(r",\s+|\s+/\s+", plain[start : span.end]), None):
        stop = start + comma.start() if comma is not None else span.end
        piece = page.trim(at, stop)
        if len(piece) and not _NO_PLACE.fullmatch(piece.of(plain)) and not _FLOOR.fullmatch(piece.of(plain)):
            yield piece
        at = start + comma.end() if comma is not None else stop


def read_inner(page: Page, entry: Entry) -> list[Entry]:
    """Read the sessions that a line lists itself ("Parallel sessions (2.1 …, Room 3; 2.2 …)")."""
    plain = page.plain
    marks = list(_INNER.finditer(plain, entry.title.end, entry.line.end))
    items = []
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else entry.line.end
        stop = page.trim(mark.end(), stop).end
        if (
            number + 1 == len(marks)
            and plain[stop - 1] == ")"
            and plain.count("(", mark.end(), stop) < plain.count(")", mark.end(), stop)
        ):
            stop -= 1
        item = read_what(page, mark.end(), stop)
        item.line, item.listed = Span(mark.start(), stop), True
        items.append(item)
    return items


def read_run(page: Page, line: Span, when: When) -> list[Entry]:
    """Read a programme told in one line ("9.00 opening session (Aula), 10.30 panel …"), where each of three hours has a few words."""
    plain = page.plain
    marks = [
        m
        for m in CLOCK.finditer(plain, line.start, line.end)
        if ":" in m["one"] or "." in m["one"] or "h" in m["one"].lower() or m["one"][-1:].lower() in ".m"
    ]
    if len(marks) < 3:
        return []
    entries: list[Entry] = []
    day, seen = when, line.start
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else line.end
        between = [d for d in find_dates(plain, seen, mark.start()) if d.start.day]
        if between:
            day = When(between[-1], span=between[-1].span)
        dates = [d for d in find_dates(plain, mark.end(), stop) if d.start.day]
        end = dates[0].span.start if dates else stop
        seen = mark.end()
        words = page.trim(mark.end(), end)
        sentence = re.search(r"[.;]\s", plain[words.start : words.end])
        if sentence is not None:
            words = page.trim(words.start, words.start + sentence.start())
        if len(words) < 4 or len(words) > 110 or PROSE.search(plain, words.start, words.end):
            return []
        entry = read_what(page, words.start, words.end)
        entry.line, entry.clock, entry.when = Span(mark.start(), words.end), read_clock(mark), day
        entries.append(entry)
    return entries


def _settle_places(page: Page, entries: list[Entry]) -> None:
    """Pieces behind titles that come again and again, or are all capitals behind a session, are rooms."""
    counts = Counter(piece.of(page.plain) for entry in entries for piece in entry.doubtful[:1] if len(piece) < 50)
    parts = Counter(part for words, n in counts.items() for part in words.split(", ") for _ in range(n))
    for entry in entries:
        for piece in entry.doubtful[:1]:
            words = piece.of(page.plain)
            if (_FULL_NAME.fullmatch(words) and entry.places) or (entry.label is not None and _NAME_AND_BODY.match(words)):
                entry.said.append(piece)
                entry.doubtful.remove(piece)
                continue
            if entry.places or len(piece) >= 50:
                continue
            if parts[words.split(", ")[-1]] > 1 or (_titled(words) and len(words.split()) <= 3 and not words.isupper()):
                entry.places += list(places_in(page, piece))
                entry.doubtful.remove(piece)
