"""Finds dates, ranges of dates and times of day.

A date is kept at the precision that the text states. A year, month or day that the words leave out is filled in by a named
rule (``year-stated``, ``year-from-publication`` …) by :func:`complete`, once it is known what the words are said of.
"""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.model import Span

MONTHS = {
    m: i
    for i, names in enumerate(
        (
            "january jan janvier enero janeiro",
            "february feb février febrero fevereiro",
            "march mar mars marzo março",
            "april apr avril abril",
            "may mai mayo maio",
            "june jun juin junio junho",
            "july jul juillet julio julho",
            "august aug août agosto",
            "september sep sept septembre septiembre setembro",
            "october oct octobre octubre outubro",
            "november nov novembre noviembre novembro",
            "december dec décembre diciembre dezembro",
        ),
        1,
    )
    for m in names.split()
}
WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORD = r"(?:\s?(?:st|nd|rd|th))?"
_WD = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_TO = r"\s*(?:-|–|—|to|until|till|through|thru|and|&|/|~)\s*"
_YEAR = r"(?:19|20)\d\d"
_OPT_WD = rf"(?:{_WD}(?:\.|,)?\s*(?:the\s+)?)?"
_NOT_RATIO = r"(?![\d%]|[.:]\d|,\d(?!\d\d\d\b))"

_PATTERNS = rf"""
(?P<iso>\b(?P<iy>{_YEAR})[-/.](?P<im>0?[1-9]|1[0-2])[-/.](?P<id>{_DAY})\b)
|(?P<dmydmy>\b{_OPT_WD}(?P<d1>{_DAY}){_ORD}\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?{_TO}{_OPT_WD}(?P<d2>{_DAY}){_ORD}\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?\b)
|(?P<mdymdy>\b{_OPT_WD}(?P<m3>{_MONTH})\s+(?P<d3>{_DAY}){_ORD}(?:,?\s+(?P<y3>{_YEAR}))?{_TO}{_OPT_WD}(?P<m4>{_MONTH})\s+(?P<d4>{_DAY}){_ORD}{_NOT_RATIO}(?:,?\s+(?P<y4>{_YEAR}))?)
|(?P<ddmy>\b{_OPT_WD}(?P<d5>{_DAY}){_ORD}(?:\s*,\s*{_DAY}{_ORD})*{_TO}(?:and\s+)?{_OPT_WD}(?P<d6>{_DAY}){_ORD}\s+(?:of\s+)?(?P<m5>{_MONTH})(?:,?\s+(?P<y5>{_YEAR}))?\b)
|(?P<mddy>\b{_OPT_WD}(?P<m6>{_MONTH})\s+(?P<d7>{_DAY}){_ORD}(?:\s*,\s*{_DAY}{_ORD})*{_TO}(?:and\s+)?{_OPT_WD}(?P<d8>{_DAY}){_ORD}{_NOT_RATIO}(?!\s+(?:{_MONTH}))(?:,?\s+(?P<y6>{_YEAR}))?)
|(?P<dmy>\b{_OPT_WD}(?P<d9>{_DAY}){_ORD}(?:\s+(?:of\s+)?|-)(?P<m7>{_MONTH})(?:(?:,?\s+|-)(?P<y7>{_YEAR}))?\b)
|(?P<mdy>\b{_OPT_WD}(?P<m8>{_MONTH})\s+(?:the\s+)?(?P<d10>{_DAY}){_ORD}{_NOT_RATIO}(?:,?\s*(?P<y8>{_YEAR})\b)?)
|(?P<dmynrange>\b(?P<d13>{_DAY}){_TO}(?P<d14>{_DAY})[/.](?P<m13>0?[1-9]|1[0-2])[/.](?P<y13>{_YEAR})\b)
|(?P<dmyn>\b(?P<d11>{_DAY})[/.](?P<m11>0?[1-9]|1[0-2])[/.](?P<y11>{_YEAR})\b)
|(?P<zh>(?P<zy>{_YEAR})年(?:(?P<zm>\d{{1,2}})月(?:(?P<zd>\d{{1,2}})日)?)?)
|(?P<mym>\b(?P<m9>{_MONTH})(?:\s+(?P<y9a>{_YEAR}))?\s*(?:-|–|to)\s*(?P<m10>{_MONTH})(?:,?\s+(?P<y9>{_YEAR}))\b)
|(?P<my>\b(?:(?:early|mid|late)[-\s])?(?P<m12>{_MONTH}),?(?:\s+of)?\s+(?P<y12>{_YEAR})\b)
|(?P<rel>\b(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]his\s+(?:morning|afternoon|evening)|[Tt]onight)\b(?:\s*\(\d\d?\))?)
|(?P<wdday>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?(?P<d17>{_DAY})(?:st|nd|rd|th)?\b(?!\s*(?:[:.]\d|[-–/]\d|,?\s*(?:of\s+)?{_MONTH}|%|\p{{Ll}}+s\b)))
|(?P<wd>\b(?:(?P<wdmod>[Ll]ast|[Nn]ext|[Tt]his|[Oo]n)\s+)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?:(?:\s+and\s+|\s*[-–]\s*|\s+to\s+)(?P<weekday2>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)?(?:(?P<week>,?\s+(?:of\s+)?(?:this|last|next|the\s+(?:previous|following|coming|same))\s+week\b)|(?!,?\s+(?:the\s+)?(?:{_DAY}{_ORD}(?:{_TO}{_OPT_WD}{_DAY}{_ORD})?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY}\b))))
|(?P<monthonly>\b(?:[Ii]n|[Ll]ast|[Nn]ext|[Ss]ince|[Dd]uring|[Tt]his|[Ll]ate|[Ee]arly|mid)[-\s]+(?:(?:early|mid|late)[-\s])?(?P<mo>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d))
|(?P<ryear>\b(?P<ryw>[Tt]his\s+year|[Ll]ast\s+year|[Nn]ext\s+year|(?:(?:first|second|latter)\s+half|(?:first|second|third|fourth|final)\s+quarter)\s+of\s+the\s+year)(?!\s*['’]s?)\b)
|(?P<rmonth>\b(?:[Tt]his|[Ll]ast|[Nn]ext|[Ee]arlier\s+this|[Ll]ater\s+this)\s+month\b(?!\s*['’]s?))
|(?P<inyear>\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]or|[Oo]f|[Ff]rom|[Uu]ntil|and|[Ee]arly|[Mm]id|[Ll]ate|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Qq]uarter|Q[1-4])[-\s]+(?P<yr>{_YEAR})\b(?![-–/]\d))
|(?P<dayonly>\b(?:[Oo]n|[Ff]rom)\s+the\s+(?P<d15>{_DAY})(?:st|nd|rd|th)\b(?:\s*(?:and|to|until|[-–—])\s*(?:the\s+)?(?P<d16>{_DAY})(?:st|nd|rd|th)\b)?(?!\s+(?:of\b|{_MONTH}|[\p{{L}}-]*\s*(?:anniversary|century|birthday|edition|floor|place|session|meeting|conference|day)\b)))
|(?P<paren>(?<=[,(]\s?)\b(?P<yrp>{_YEAR})(?=\s*(?:\)|\Z)))
"""
_DATES = re.compile("".join(_PATTERNS.split()))
_ANCHOR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:19|20)\d\d(?!\d)|(?:this|last|next|This|Last|Next)\s+(?:year|month)|(?:half|quarter)\s+of\s+the\s+year|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]his\s+(?:morning|afternoon|evening)|[Tt]onight)|(?:19|20)\d\d年|(?:[Oo]n|[Ff]rom)\s+the\s+\d{1,2}(?:st|nd|rd|th)\b"
)
_BEFORE, _AFTER = 34, 56
_SAME_DAY = re.compile(r"\s*[,(]\s*")
_CLOCK = re.compile(
    r"\b(?P<h1>[01]?\d|2[0-3])[:.h](?P<n1>[0-5]\d)\s*(?P<ap1>[ap]\.?m\.?)?"
    r"(?:\s*(?:-|–|—|to|until)\s*(?:\d{1,2}\s+)?(?P<h2>[01]?\d|2[0-3])[:.h](?P<n2>[0-5]\d)\s*(?P<ap2>[ap]\.?m\.?)?)?"
    r"|\b(?P<h3>1[0-2]|[1-9])\s*(?P<ap3>[ap]\.?m\.?)\b(?:\s*(?:-|–|—|to|until)\s*(?P<h4>1[0-2]|[1-9])\s*(?P<ap4>[ap]\.?m\.?))?",
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date with as much of it as the words give (0: not given)."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """ISO form at the precision that is there; empty without a year.

        >>> Day(2025, 7).iso
        '2025-07'
        """
        if not self.year:
            return ""
        if not self.month:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def valid(self) -> bool:
        """Whether there is such a day (leap years count when the year is known)."""
        if not self.month or not self.day:
            return self.month <= 12
        try:
            dt.date(self.year or 2024, self.month, self.day)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a day, a range of days, a month or a year."""

    span: Span
    start: Day
    end: Day
    form: str
    relative: str = ""
    rule: str = "date-as-stated"

    @property
    def complete(self) -> bool:
        """Whether both ends have their year."""
        return bool(self.start.year and self.end.year)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name an hour, or the hours from and to."""

    span: Span
    start: str
    end: str


def _month(word: str) -> int:
    return MONTHS.get(word.lower().rstrip("."), 0)


_PAIR_FORMS = {
    "dmydmy": ("d1", "m1", "y1", "d2", "m2", "y2"),
    "mdymdy": ("d3", "m3", "y3", "d4", "m4", "y4"),
    "ddmy": ("d5", "m5", "y5", "d6", "m5", "y5"),
    "mddy": ("d7", "m6", "y6", "d8", "m6", "y6"),
    "dmynrange": ("d13", "m13", "y13", "d14", "m13", "y13"),
}
_DAY_FORMS = {
    "iso": ("id", "im", "iy"),
    "dmy": ("d9", "m7", "y7"),
    "mdy": ("d10", "m8", "y8"),
    "dmyn": ("d11", "m11", "y11"),
    "zh": ("zd", "zm", "zy"),
}


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else _month(text)


def _from_match(match: re.Match[str]) -> DateMention | None:
    form = match.lastgroup or ""
    form = next(
        (
            f
            for f in (
                *_PAIR_FORMS,
                *_DAY_FORMS,
                "mym",
                "my",
                "rel",
                "wd",
                "monthonly",
                "ryear",
                "rmonth",
                "inyear",
                "dayonly",
                "wdday",
                "paren",
            )
            if match.group(f)
        ),
        "",
    )
    span = Span(match.start(), match.end())
    start = end = Day()
    relative = ""
    if form in _PAIR_FORMS:
        d1, m1, y1, d2, m2, y2 = (_number(match.group(g)) for g in _PAIR_FORMS[form])
        y2 = y2 or y1
        start, end = Day(y1 or (y2 - 1 if m1 > m2 else y2) if y2 else y1, m1, d1), Day(y2, m2, d2)
    elif form in _DAY_FORMS:
        d, m, y = (_number(match.group(g)) for g in _DAY_FORMS[form])
        start = end = Day(y, m, d)
    elif form == "mym":
        year = _number(match["y9"])
        start, end = Day(_number(match["y9a"]) or year, _number(match["m9"])), Day(year, _number(match["m10"]))
    elif form == "my":
        start = end = Day(_number(match["y12"]), _number(match["m12"]))
    elif form == "monthonly":
        start = end = Day(0, _month(match["mo"]))
        span = Span(match.start("mo"), match.end("mo"))
        relative = match.group().split()[0].lower()
    elif form == "dayonly":
        first, last = _number(match["d15"]), _number(match["d16"])
        start, end = Day(0, 0, first), Day(0, 0, last or first)
        span = Span(match.start("d15"), match.end())
    elif form == "wdday":
        form = "dayonly"
        start = end = Day(0, 0, _number(match["d17"]))
        span = Span(match.start("d17"), match.end())
    elif form == "paren":
        form = "inyear"
        start = end = Day(_number(match["yrp"]))
    elif form == "inyear":
        start = end = Day(_number(match["yr"]))
        span = Span(match.start("yr"), match.end("yr"))
    elif form in ("rel", "wd", "ryear", "rmonth"):
        relative = match.group().lower()
        if form == "wd" and match["week"]:
            relative = f"{match['week'].split()[-2].lower()} week {match['weekday'].lower()} {(match['weekday2'] or '').lower()}"
        if form == "wd" and match["wdmod"] and match["wdmod"].lower() == "on":
            span = Span(match.start("weekday"), match.end())
    if not (start.valid and end.valid):
        return None
    return DateMention(span, start, end, form, relative)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield the dates that a stretch of text names, in order, with what the words leave out left open.

    >>> [(m.start.iso, m.end.iso) for m in find_dates("from 29 May – 1 June 2017")]
    [('2017-05-29', '2017-06-01')]
    """
    held: DateMention | None = None
    for mention in _find(text, start, len(text) if end is None else end):
        if held is not None and mention.start.day and _SAME_DAY.fullmatch(text, held.span.end, mention.span.start):
            mention = replace(mention, span=Span(held.span.start, mention.span.end))
        elif held is not None:
            yield held
        held = mention if mention.form == "wd" else None
        if held is None:
            yield mention
    if held is not None:
        yield held


def _find(text: str, start: int, end: int) -> Iterator[DateMention]:
    """Yield the dates of a stretch, a weekday and the day of the month that follows it apart."""
    done = start
    for anchor in _ANCHOR.finditer(text, start, end):
        if anchor.start() < done:
            continue
        for match in _DATES.finditer(text, max(done, anchor.start() - _BEFORE), min(end, anchor.end() + _AFTER)):
            if match.start() > anchor.end():
                break
            done = match.end()
            mention = _from_match(match)
            if mention is not None:
                yield mention


def _clock(hour: str, minute: str, half: str | None) -> str:
    h = int(hour)
    if half:
        h = h % 12 + (12 if half.lower().startswith("p") else 0)
    return f"{h:02}:{minute}:00"


def find_times(text: str, start: int = 0, end: int | None = None) -> Iterator[TimeMention]:
    """Yield the hours that a stretch of text names.

    >>> [(m.start, m.end) for m in find_times("13:30 – 17:45")]
    [('13:30:00', '17:45:00')]
    """
    for match in _CLOCK.finditer(text, start, len(text) if end is None else end):
        if match["h1"]:
            first = _clock(match["h1"], match["n1"], match["ap1"] or (match["ap2"] if match["h2"] else None))
            last = _clock(match["h2"], match["n2"], match["ap2"]) if match["h2"] else ""
        else:
            first = _clock(match["h3"], "00", match["ap3"])
            last = _clock(match["h4"], "00", match["ap4"]) if match["h4"] else ""
        yield TimeMention(Span(match.start(), match.end()), first, last)


def to_day(iso: str) -> Day:
    """Return the day that an ISO date names.

    >>> to_day("2025-07")
    Day(year=2025, month=7, day=0)
    """
    parts = [int(p) for p in iso.split("-") if p.isdigit()]
    return Day(*(parts[:3])) if parts else Day()


def _date(day: Day) -> dt.date | None:
    return dt.date(day.year, day.month, day.day) if day.year and day.month and day.day else None


_WEEKS = {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}
"""How many weeks from that of the document "last week" and the like are."""


def _weekday_near(published: dt.date, word: str, relative: str, future: bool) -> dt.date:
    index = WEEKDAYS[word]
    week, named, _ = relative.partition(" week ")
    if named:
        monday = published - dt.timedelta(days=published.weekday())
        return monday + dt.timedelta(days=index + 7 * _WEEKS.get(week, 0))
    back = (published.weekday() - index) % 7
    ahead = (index - published.weekday()) % 7
    if relative.startswith("next"):
        return published + dt.timedelta(days=ahead or 7)
    if relative.startswith("last"):
        return published - dt.timedelta(days=back or 7)
    return published + dt.timedelta(days=ahead) if future else published - dt.timedelta(days=back)


def complete(
    mention: DateMention, *, published: Day, year: int = 0, year_rule: str = "", future: bool = False, past: bool = False
) -> DateMention | None:
    """Fill in what the words of a date leave out, and name the rule; None where nothing gives the year.

    ``year`` is what the text around says (the event's name, the item), ``published`` the document's own date,
    ``future`` whether the words speak of what is still to come, ``past`` whether they speak of what is over.

    >>> m = next(find_dates("on Monday"))
    >>> complete(m, published=Day(2025, 6, 4)).start.iso
    '2025-06-02'
    >>> complete(next(find_dates("26-29 February")), published=Day(2023, 12, 18)).start.iso
    '2024-02-26'
    """
    if mention.form in ("rel", "wd", "ryear", "rmonth"):
        return _complete_relative(mention, published, future)
    if mention.complete:
        return mention
    if mention.form == "dayonly":
        return None
    if year:
        rule = year_rule or "year-from-event-name"
        start = replace(mention.start, year=year)
        end = replace(mention.end, year=year + (mention.start.month > mention.end.month))
        return replace(mention, start=start, end=end, rule=rule)
    if not published.year:
        return None
    guess = published.year
    if published.month and mention.start.month:
        behind = mention.start.month - published.month
        if mention.relative.startswith("next") or (future and behind < -2):
            guess += behind <= 0
        elif mention.relative.startswith("last") or (not future and behind > (0 if past else 6)):
            guess -= behind >= 0
    if mention.end.month == 2 and mention.end.day == 29 and not isleap(guess):
        guess += 1 if isleap(guess + 1) else -1 if isleap(guess - 1) else 0
    start = replace(mention.start, year=guess)
    end = replace(mention.end, year=guess + (mention.start.month > mention.end.month))
    return replace(mention, start=start, end=end, rule="year-from-publication")


def _complete_relative(mention: DateMention, published: Day, future: bool) -> DateMention | None:
    word = mention.relative
    if mention.form == "ryear":
        if not published.year:
            return None
        shift = -1 if word.startswith("last") else 1 if word.startswith("next") else 0
        day = Day(published.year + shift)
        return replace(mention, start=day, end=day, rule="year-relative-to-publication")
    if mention.form == "rmonth":
        return _complete_month(mention, published)
    base = _date(published)
    if base is None:
        return None
    if mention.form == "rel":
        shift = -1 if word.startswith("yesterday") else 1 if word.startswith("tomorrow") else 0
        first = last = base + dt.timedelta(days=shift)
        rule = "day-relative-to-publication"
    else:
        days = [w for w in re.findall(r"[a-z]+day", word) if w in WEEKDAYS]
        if not days:
            return None
        first = _weekday_near(base, days[0], word, future)
        last = first + dt.timedelta(days=(WEEKDAYS[days[-1]] - WEEKDAYS[days[0]]) % 7)
        rule = "weekday-from-publication"
    return replace(mention, start=Day(first.year, first.month, first.day), end=Day(last.year, last.month, last.day), rule=rule)


def _complete_month(mention: DateMention, published: Day) -> DateMention | None:
    if not published.month:
        return None
    shift = -1 if mention.relative.startswith("last") else 1 if mention.relative.startswith("next") else 0
    months = published.year * 12 + published.month - 1 + shift
    day = Day(months // 12, months % 12 + 1)
    return replace(mention, start=day, end=day, rule="month-relative-to-publication")
