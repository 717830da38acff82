"""Tells which names without the head noun of an event name one, by what is said of them ("Marelink (Oslo, 3-5 June) drew 300 visitors").

A brand name says nothing by itself. What stands right behind it or before it does: days in brackets, a verb of holding with days,
visitors that it drew, a noun beside it ("Marelink, the region's largest boat fair"), "the organisers of", "the second day of".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.find.lexicon import Hit, Lexicon, fold
from kg.find.names import Name

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:[–—-]|to|and|until|through|till)\s*"
_RANGE = (
    rf"(?:{_DAY}(?:\s+{_MONTH})?{_TO}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}"
    rf"|{_MONTH}\s+{_DAY}{_TO}(?:{_MONTH}\s+)?{_DAY}\b)(?:,?\s+(?:19|20)\d\d)?"
)
_SINGLE = rf"(?:{_DAY}\s+{_MONTH}\s+(?:19|20)\d\d|{_MONTH}\s+{_DAY},\s+(?:19|20)\d\d|{_MONTH}\s+(?:19|20)\d\d)"
_KINDS = (
    r"(?:(?:trade|job|book|art|film|music|food|science|boat|air|motor|fashion|craft)\s+)?(?:fairs?|shows?|festivals?)|expos?|expositions?|exhibitions?|conferences?|congress(?:es)?"
    r"|symposiums?|symposia|forums?|summits?|hackathons?|competitions?|contests?|tournaments?|olympiads?|championships?|biennales?|regattas?|marathons?|summer\s+schools?|boot\s?camps?"
    r"|workshops?|seminars?|webinars?|get-togethers?|gatherings?|meet-?ups?|unconferences?|concerts?|roadshows?"
)
_MODIFIERS = r"(?:(?!of\b|to\b|at\b|in\b|for\b|by\b|from\b|with\b|behind\b|and\b)[\p{L}\d][\p{L}\p{M}\d’'-]*\s+){0,6}?"
_ENDS = r"(?=\s*[,.;:)]|\s+(?:in|at|on|of|for|from|to|that|which|where|with|and|held|was|is|will|has|dedicated|devoted|focus\p{Ll}+|by)\b|\s*$)"
_QUOTE = r"[”\"’»]?"
_ASIDE = r"(?:\s*\([^()]{1,60}\))?"
_CLAUSE = r"(?:,[^,.;“”\"]{3,120},\s*|,\s*)?"

HELD_AFTER = re.compile(
    rf"{_QUOTE}\s*(?:\([^)]{{1,60}}\)\s*)?{_CLAUSE}(?:(?:which|that)\s+)?(?:(?:was|were|is|are|will\s+be|has\s+been|had\s+been|to\s+be)\s+(?:\w+ly\s+)?(?:being\s+)?(?:held|convened|staged)\b"
    r"|(?<=,\s)held\s+(?:in|at|on|from|every)\b"
    r"|(?:took|takes|will\s+take|is\s+taking|has\s+taken)\s+place|kicks\s+off|kicked\s+off|(?:runs|ran|lasts|lasted)\s+(?:from|until|through)\b)"
)
"""What is said of nothing but an occasion."""

_ENDED_AFTER = re.compile(
    rf"{_QUOTE}{_ASIDE}\s*{_CLAUSE}(?:(?:which|that)\s+)?(?:(?:was|has\s+been)\s+)?(?:wrapped\s+up|got\s+under\s*way|gets\s+under\s*way|drew\s+to\s+a\s+close|came\s+to\s+(?:an|a|its)\s+(?:end|close)|concluded|concludes)"
    r"(?=\s*[.;]|\s+(?:on|in|at|with|today|yesterday|last|this|here|after|under)\b)"
)
_PLAYED_AFTER = re.compile(
    rf"{_QUOTE}{_ASIDE}\s*{_CLAUSE}(?:(?:which|that)\s+)?(?:will\s+|is\s+(?:set|due|expected|scheduled)\s+to\s+|again\s+)?"
    r"(?:opens?|opened|returns?|returned|goes|go|went|comes?|came|moves?|moved|runs?|ran|starts?|started|begins?|began|welcomes?|welcomed)"
    rf"(?:\s+(?:back|again|online|once\s+more))?(?:\s+(?:in|at|to|into|for|on|from|between)\s+[^.,;:()\n]{{0,50}}?)?,?\s*(?:from\s+|on\s+|between\s+)?{_RANGE}"
)
_DREW_AFTER = re.compile(
    rf"{_QUOTE}{_ASIDE}\s*{_CLAUSE}(?:(?:which|that)\s+)?(?:has\s+|had\s+|will\s+)?(?:draws?|drew|drawn|attracts?|attracted|gathers?|gathered|brings?\s+together|brought\s+together|welcomed|saw)\s+"
    r"(?:(?:more|fewer|less)\s+than\s+|over\s+|some\s+|about\s+|around\s+|nearly\s+|almost\s+|a\s+record\s+|up\s+to\s+|an?\s+)*(?:\d[\d,. ]*|\w+\s+hundred\s+|hundreds\s+of\s+|thousands\s+of\s+)\+?\s*(?:[\p{Ll}-]+\s+){0,2}?"
    r"(?:participants|visitors|delegates|exhibitors|guests|attendees|spectators|competitors|contestants|entries|stands|booths)\b"
)
_DATED_AFTER = re.compile(
    rf"{_QUOTE}\s*\((?:(?P<town>\p{{Lu}}[^()\d]{{2,40}}?)[,:;]?\s+)?(?:from\s+|on\s+|in\s+)?(?:(?P<range>{_RANGE})|(?P<day>{_SINGLE}))(?:\s*,\s*\p{{Lu}}[^()\d]{{2,40}})?\)"
)
_IS_ONE_AFTER = re.compile(
    rf"{_QUOTE}{_ASIDE}(?:,\s+|\s+(?:is|was|has\s+been)\s+(?:now\s+)?)(?:the|an?|one\s+of\s+the|[\p{{L}} ]{{2,20}}[’']s)\s+{_MODIFIERS}(?P<kind>{_KINDS}){_ENDS}"
)
_OF_BEFORE = re.compile(
    r"\b(?:(?:[Oo]rgani[sz]ers?|[Ee]xhibitors|[Vv]isitors|[Pp]articipants|[Aa]ttendees|[Ss]tands?|[Bb]ooths?|[Cc]rowds?)\s+(?:of|at|to|in)"
    r"|(?:[Oo]n|[Ii]n)\s+the\s+(?:sidelines|margins|fringes?)\s+of|(?:first|second|third|fourth|last|final|closing|opening)\s+(?:day|night|evening|morning|weekend)\s+of"
    r"|(?:editions?|instal?lments?)\s+of|(?:[Aa]head\s+of|[Dd]uring)\s+this\s+year[’']s|(?:next|last)\s+year[’']s)\s+(?:the\s+)?$"
)
_SAYS_KIND = re.compile(
    rf"\b(?P<prep>(?:[Aa]t|[Dd]uring|[Ii]n)\s+)?(?:[Tt]he|[Tt]his\s+year[’']s|[Aa]n?|annual|yearly|biennial)\s+{_MODIFIERS}(?P<kind>{_KINDS})\s+$"
)
_SAID_AFTER = re.compile(
    r"\s*[,.;)(]|\s+(?:in|at|on|from|which)\b|\s+(?:took|takes|will\s+take|will\s+be\s+held|was\s+held|held|opened|opens|returns)\b"
)
_HOSTED = re.compile(r"\b(?:[Hh]osts?|[Hh]osted|[Hh]osting|[Ss]tages?|[Ss]taged|[Ss]taging)\s+(?:the\s+)?$")
_ON_DAYS = re.compile(
    rf"{_QUOTE}{_ASIDE}\s+(?:(?:in|at)\s+\p{{Lu}}[\p{{L}} ]{{2,25}}?\s+)?(?:on|from|between)\s+(?:{_RANGE}|{_SINGLE})"
)
_NO_SINGULAR = frozenset({"congress"})


def _brand(text: str, name: Name, places: Sequence[Hit], lexicon: Lexicon) -> bool:
    """Whether a name is of two words or a made-up one, and neither a person's, a place's nor a number."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if not caps or any(h.span.start <= name.span.start and name.span.end <= h.span.end for h in places):
        return False
    if fold(caps[0]) in lexicon.forenames and len(caps) <= 3 and not (name.edition or name.year):
        return False
    inner = any(c.isupper() or c.isdigit() for c in caps[0][1:]) and not caps[0].isupper()
    return len(caps) >= 2 or inner or bool(name.edition or name.year)


def told_kind(text: str, name: Name, places: Sequence[Hit], lexicon: Lexicon) -> str | None:
    """Return the noun that says what occasion a name without a head noun names, "" where only its being held is told, None where nothing is."""
    if name.kind not in ("name", "acronym") or not _brand(text, name, places, lexicon):
        return None
    end = name.full.end
    before = text[max(0, name.full.start - 70) : name.full.start].rpartition("\n")[2]
    if (beside := _IS_ONE_AFTER.match(text, end)) is not None:
        return _singular(beside["kind"])
    apposed = _SAYS_KIND.search(before)
    if apposed is not None and not apposed["kind"].endswith("s") and _SAID_AFTER.match(text, end):
        return _singular(apposed["kind"])
    dated = _DATED_AFTER.match(text, end)
    if dated is not None and (dated["range"] or (dated["town"] and not before.rstrip().endswith(","))):
        return ""
    if any(p.match(text, end) for p in (_ENDED_AFTER, _PLAYED_AFTER, _DREW_AFTER)):
        return ""
    if _OF_BEFORE.search(before) or "edition of" in text[name.full.start : name.span.start]:
        return ""
    return "" if _HOSTED.search(before) and _ON_DAYS.match(text, end) else None


def _singular(noun: str) -> str:
    """Return the last word of a noun, in the singular.

    >>> _singular("trade fairs"), _singular("congress")
    ('fair', 'congress')
    """
    word = noun.lower().split()[-1]
    return word if word in _NO_SINGULAR or not word.endswith("s") else word[:-1]
