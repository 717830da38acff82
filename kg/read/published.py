"""Reads when a document was published: from a value, a label, a dateline, a masthead or a closing line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kg.model import Span

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE_FORMS = (
    r"(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)",
    r"(?P<y2>(?:19|20)\d\d)\s?年\s?(?P<m2>\d{1,2})\s?月(?:\s?(?P<d2>\d{1,2})\s?日)?",
    r"(?<!\d)(?P<d3>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?" + _MONTH.format("m3") + r"(?:,?[\s-]+(?P<y3>(?:19|20)\d\d)(?!\d))?",
    _MONTH.format("m4") + r"\s*(?P<d4>\d{1,2})(?:st|nd|rd|th)?(?![\d–-])(?:,?\s*(?P<y4>(?:19|20)\d\d)(?!\d))?",
    r"(?<!\d)(?P<d5>\d{1,2})[/.](?P<m5>\d{1,2})[/.](?P<y5>(?:19|20)\d\d)(?!\d)",
)
_DATE = re.compile(r"(?=[0-9JFMASONDjfmasond])(?:" + "|".join(_DATE_FORMS) + ")", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_NOTICE = re.compile(
    r"\W{0,4}(?:venue|place|theme|location|room|organi[sz]er|agenda|where|when|地点|主题|主办(?:单位|方)?|会场)s?\s*[:：]",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b\.?", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d,.]\d|\d)")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)")

_LABEL = re.compile(
    r"\W{0,4}(?:(?:press|news|media)\s+release\W{1,3}|released?(?:\s+(?:time|date|on))?"
    r"|publish(?:ed)?(?:\s+(?:on|at|date|time))?|(?:date\s+of\s+)?(?:publication|issue|release)(?:\s+(?:date|time))?|(?:date\s+)?(?:created|added|uploaded|posted|published|issued|released)(?:\s+on)?"
    r"|(?:posted|published|written|submitted)\s+by\s+[^\d\n]{2,60}?\s+on|posted(?:\s+(?:on|at))?|issued(?:\s+(?:on|at))?|pub\.?\s?date|as\s+(?:of|at)|status\s*:?\s*as\s+of|dated?|time|for\s+immediate\s+release|发布时间|发布日期|日期)\s*[:：,|–—-]?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?",
    re.IGNORECASE,
)
_WEAK_LABEL = re.compile(r"\W{0,4}(?:last\s+)?(?:updated|modified|edited|revised)(?:\s+(?:on|at))?\s*[:：]?\s*", re.IGNORECASE)
_UNSURE = re.compile(r"\W{0,4}(?:(?:date|dated|time)\b|日期)", re.IGNORECASE)
_PLACE = r"(?:[A-Z][\w.'’/-]*|of|and|de|del|la|al|the|du|der|den)"
_DATELINE = re.compile(
    r"\W{0,3}(?:\([^)\n]{2,40}\)\s*|(?:[A-Z][\w.&/ -]{1,30}\s*[/|-]\s*)?)"
    rf"(?:{_PLACE}(?:[ ,/]+{_PLACE}){{0,6}}(?:\s*\([^()\n]{{2,30}}\))?\s*[,:(–—-]*\s*(?:[MTWFS]\w{{2,5}}day,?\s+)?)?$"
)
_STAMPED = re.compile(
    r"\b(?:page\s+)?last\s+(?:updated|modified|reviewed|revised|edited|changed)(?:\s+on)?\s*:?\s+", re.IGNORECASE
)
_DONE_AT = re.compile(r"\W*(?:Done|Issued|Given|Fait|Hecho)\s+(?:at|in|à|en)\s")
_AFTER_DATE = re.compile(r"\d{1,2}:\d\d|(?:source|author|by|views|clicks)\b|来源|作者|编辑", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"\W{0,4}[^\W\d][\w &/-]{1,30}[:：]\s*\W*$")
_DATELINE_END = re.compile(r"[)\]]?\.?\s*(?:\([^)\n]{2,60}\)|/[A-Z][^/\n]{1,40}/)?\s*(?:[–—―:]|-{1,2}(?=\s)|\|)\s?")
_CREDIT = re.compile(r"\)?\.?\s*\([A-Z][^)\n]{1,40}\)\s")
_RANGE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?\s*[-–—/&]\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s*)?|\b(?:to|from|and|until|till|between)\s+|&\s*)$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s[|·•–—/]\s|\s{2,}")
_SMALL_WORDS = re.compile(
    r"\b(?:will|was|were|is|are|has|have|held|takes?|took|opens?|opened|from|during|under|hosted|signed|met|and|the)\b"
)


def read_date(value: str, *, month_first: bool = False) -> str:
    """Read a value that is a date as a whole, at the precision stated; "" if it is none.

    >>> read_date("2022-04-18 08:00:00-04:00"), read_date("3rd May 2024"), read_date("2024-05"), read_date("soon")
    ('2022-04-18', '2024-05-03', '2024-05', '')
    """
    value = value.strip()
    if exact := re.match(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T\s])", value):
        year, month, day = exact.groups()
        return _iso(int(year), int(month or 0), int(day or 0))
    match = _DATE.search(value)
    if match is None:
        month_year = re.fullmatch(_MONTH.format("month") + r",?\s+((?:19|20)\d\d)", value, re.IGNORECASE)
        return f"{month_year[2]}-{_month(month_year[1]):02}" if month_year else ""
    return _iso(*_parts(match, month_first=month_first))


def mentions_date(text: str) -> bool:
    """Whether a text names a day.

    >>> mentions_date("Workshop, Manama, 12–13 February"), mentions_date("About us")
    (True, False)
    """
    return _DATE.search(text) is not None


def find_published(text: str, lines: Sequence[Span], *, address: str = "", month_first: bool = False) -> tuple[str, Span | None]:
    r"""Find when a document was published from the lines at its head and its end, or its address.

    >>> text = "A forum opens\n\nHANOI, 5 June (VNA) – The forum of 2024 opened."
    >>> find_published(text, [Span(0, 13), Span(15, len(text))])
    ('2024-06-05', Span(start=22, end=28))
    """
    best: tuple[int, str, Span] | None = None
    for rank, match in _candidates(text, lines):
        year, month, day = _parts(match, month_first=month_first)
        year = year or _year_for(text, match, month, day, address)
        iso = _iso(year, month, day) if year else ""
        if iso and (best is None or rank < best[0]):
            best = (rank, iso, Span(*match.span()))
            if rank == 0:
                break
    if best is None:
        best = _issue(text, lines)
    if best is not None:
        return best[1], best[2]
    if found := _URL_DATE.search(address):
        return _iso(int(found[1]), int(found[2]), int(found[3] or 0)), None
    return "", None


_NUMBERED = re.compile(
    r"(?:^|[\s*_|·•(])(?:No\.?|Nr\.?|N°|Issue|Number|Vol(?:ume|\.)|Edition|Bulletin|Newsletter|Letter|Digest)\s*(?:no\.?\s*)?\d{1,4}\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(?<!\d )(?<!\d)\b" + _MONTH.format("month") + r",?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def _issue(text: str, lines: Sequence[Span]) -> tuple[int, str, Span] | None:
    """The month in a line at the head that numbers an issue ("No. 31 · May 2024")."""
    for line in lines[:6]:
        if line.end - line.start > 160 or not _NUMBERED.search(text[line.start : line.end]):
            continue
        if (match := _MONTH_YEAR.search(text, line.start, line.end)) is not None:
            return 5, f"{int(match['year']):04}-{_month(match['month']):02}", Span(*match.span())
    return None


def _candidates(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, re.Match[str]]]:
    """Give the dates that may be the publication's, with a rank: the lower the surer."""
    labelled = sum(1 for line in lines[:12] if _NOTICE.match(text, line.start, line.end))
    if _is_diary(text, lines):
        labelled = max(labelled, 1)
        lines = [line for line in lines if not _ENTRY.match(text, line.start, line.end)]
    lines = _without_days(text, lines)
    for number, line in enumerate(lines[:14]):
        if not _DIGIT.search(text, line.start, min(line.end, line.start + 200)):
            continue
        rank = _rank_head(text, line, number, labelled)
        if rank is not None:
            yield rank
    for line in lines[-8:]:
        if line.end - line.start <= 260 and (stamp := _STAMPED.search(text, line.start, line.end)):
            match = _DATE.match(text, stamp.end(), line.end)
            if match is not None:
                yield 9, match
        if (
            line.end - line.start <= 100
            and _DIGIT.search(text, line.start, line.end)
            and (match := _DATE.search(text, line.start, line.end))
        ):
            before, after = text[line.start : match.start()], text[match.end() : line.end]
            if _WEAK_LABEL.fullmatch(before):
                yield 9, match
            elif (_LABEL.fullmatch(before) and not _UNSURE.match(before)) or (_DONE_AT.match(before) and len(after) < 4):
                yield 3, match
            elif (
                len(before.strip(" –—-*()")) <= 24
                and len(after.strip(" .)*")) <= 3
                and not re.search(r"\b(?:on|by|from|until|till|in|of)\b", before)
                and len(lines) > 3
                and not _PROGRAMME.match(text)
                and ":" not in before
                and not _RANGE.search(before)
                and not _DAY_OF_PROGRAMME.match(before)
            ):
                yield 7, match


_PROGRAMME = re.compile(
    r"\W*(?:(?:draft|provisional|tentative|preliminary|final|conference|event)\s+)*(?:programme|program|agenda|schedule)\b",
    re.IGNORECASE,
)
_LAST_OF_HEAD = re.compile(rf"\s[|·•–—]\s*(?:{_PLACE}(?:[ /]{_PLACE}){{0,4}},\s*)?$")
_DAY_OF_PROGRAMME = re.compile(r"\W*(?:day|tag|jour|día)\s+(?:\d{1,2}|one|two|three|four|five|six)\b", re.IGNORECASE)
_ENTRY = re.compile(
    rf"\W{{0,3}}(?:[MTWFS]\w{{2,5}}day,?\s+)?(?:\d{{1,2}}\s*[-–—]\s*)?(?:{_DATE.pattern})\s*[-–—:|,·•]\s*[^\W\d]", _DATE.flags
)


_HOUR = re.compile(
    r"\W{0,6}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Day)[a-z]*\.?,?\s(?:\d\W{1,3})?)?\d{1,2}(?:[:.h]\d\d(?!\d)|\s?[ap]\.?m\b)[^\n]{0,24}?[^\W\d_]{3}",
    re.IGNORECASE,
)


_FULL_YEAR = re.compile(r"(?:19|20)\d\d")


def _without_days(text: str, lines: Sequence[Span]) -> Sequence[Span]:
    """Leave out the headings of days in a programme, over lines with an hour: those with a weekday, or without a year."""
    hours = [_HOUR.match(text, line.start, line.end) is not None for line in lines]
    if sum(hours) < 3:
        return lines
    return [
        line
        for at, line in enumerate(lines)
        if hours[at]
        or not any(hours[at + 1 : at + 4])
        or _LABEL.match(text, line.start)
        or not (
            _WEEKDAY.search(text, line.start, min(line.end, line.start + 80))
            or (hours[at + 1] and not _FULL_YEAR.search(text, line.start, line.end))
        )
    ]


def _is_diary(text: str, lines: Sequence[Span]) -> bool:
    """Whether several lines open with a day and tell what is then, as in a list of coming meetings."""
    return sum(1 for line in lines[:40] if _ENTRY.match(text, line.start, line.end)) > 1


def _rank_head(text: str, line: Span, number: int, labelled: int) -> tuple[int, re.Match[str]] | None:
    """Give the date of a line near the head that may be the publication's, with its rank."""
    match = _DATE.search(text, line.start, min(line.end, line.start + 200))
    if match is None:
        return None
    before, after = text[line.start : match.start()], text[match.end() : line.end]
    if _RANGE.search(before) or re.match(r"\s*(?:[-–—]|to\b|and\b|&)\s*\d", after) or _DAY_OF_PROGRAMME.match(before):
        return None
    if _LABEL.fullmatch(before) and len(after) < 160:
        if _UNSURE.match(before) and (labelled or number > 3 or re.search(r"\d[:.]\d\d\s*[-–—]", after)):
            return None
        return 0, match
    if _WEAK_LABEL.fullmatch(before):
        return 9, match
    if before.strip() == "" and re.match(r"\s*\|?\s*Posted\b", after):
        return 0, match
    last = line.end - line.start <= 260 and not after.strip(" *_.") and bool(_LAST_OF_HEAD.search(before))
    if last and number < 3:
        before = ""
    short = (line.end - line.start <= 140 or last) and not (before.strip() and _PROGRAMME.match(text))
    if short and number < 8 and not _SMALL_WORDS.search(before + " " + after) and _is_masthead(before, after):
        return 1 + (number > 4), match
    if (
        not _PROGRAMME.match(text)
        and len(before) <= 80
        and _DATELINE.match(before)
        and (_DATELINE_END.match(after) or (_CREDIT.match(after)))
    ):
        return 4, match
    if number < 5 and len(before) <= 140 and _is_desk_line(before, after) and not _PROGRAMME.match(text):
        return 4, match
    if len(before) <= 80 and before.startswith(("(", "（")) and _DATELINE.match(before) and re.match(r"\W{1,3}", after):
        return 4, match
    return None


_DESK = re.compile(
    r"\b(?:Press|Media|News|Communications?|Information|Public\s+(?:Affairs|Relations)|Secretariat|Spokes\w+|Protocol|Division|Department|Directorate|Office|Service|Section|Unit|Desk)\b"
)
"""A word for who puts out a text."""


def _is_desk_line(before: str, after: str) -> bool:
    """Whether a date stands with its town behind the desk that puts out the text ("Press Office. Tallinn, 3 June 2024. …")."""
    desk, stop, place = before.rpartition(". ")
    ends = re.match(r"\s*(?:[.;|·]|\W*$)", after)
    return bool(stop and place.strip() and ends and _DESK.search(desk) and _DATELINE.match(place))


def _is_masthead(before: str, after: str) -> bool:
    """Whether a short line is a date with what stands beside it: a newspaper's name, a time, a desk."""
    rest = _WEEKDAY.sub("", before).strip(" ,.:–—-|·•*_()")
    tail = after.strip(" ,.:–—-|·•*_()")
    if not rest and (not tail or re.match(r"[+\d:. hGMTUCZapm-]+$", tail, re.IGNORECASE)):
        return True
    if not rest and _AFTER_DATE.match(tail):
        return True
    if _OTHER_LABEL.match(before):
        return False
    joined = before + "\0" + after
    if _SEPARATED.search(joined):
        return True
    return bool(re.match(r"(?:Media|Press|News)\s+(?:Release|Statement)\b", before, re.IGNORECASE)) or (
        not tail and bool(re.fullmatch(r"[A-Z][\w.’' ]{1,30},\s*(?:\w+day,?\s*)?", before))
    )


def _parts(match: re.Match[str], *, month_first: bool) -> tuple[int, int, int]:
    """Return year (0 if left out), month and day of a date that was found."""
    form = next(number for number in "12345" if match[f"m{number}"])
    year, month, day = int(match[f"y{form}"] or 0), match[f"m{form}"], int(match[f"d{form}"] or 0)
    count = int(month) if month.isdigit() else _month(month)
    if form == "5" and (count > 12 or (month_first and day <= 12)):
        count, day = day, count
    return year, count, day


def _month(name: str) -> int:
    """Return the number of a month by its name."""
    return _MONTH_NAMES.index(name[:3].lower()) + 1


def _iso(year: int, month: int, day: int) -> str:
    """Return an ISO date, or "" where there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _year_for(text: str, match: re.Match[str], month: int, day: int, address: str) -> int:
    """Return the year that a date without one must have, by the address, the weekday, or the years the text names; else 0."""
    if found := _URL_DATE.search(address):
        return int(found[1])
    years = Counter(int(year) for year in _YEAR.findall(text))
    beside = text[max(0, match.start() - 16) : match.end() + 16]
    if weekday := _WEEKDAY.search(beside):
        wanted = _WEEKDAYS.index(weekday[1].lower())
        fitting = [year for year in years if _iso(year, month, day) and date(year, month, day).weekday() == wanted]
        if fitting:
            return max(fitting, key=lambda year: (years[year], year))
    if not years:
        return 0
    most = max(years.values())
    return next(year for year in years if years[year] == most)
