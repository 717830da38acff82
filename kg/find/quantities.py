"""Finds numbers of things: the comparator, the number in figures or words, and the noun phrase that is counted."""

from __future__ import annotations

import re as std_re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.model import Span

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {w: (i + 2) * 10 for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_WORDS = {w: i for i, w in enumerate(_ONES)} | _TENS
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "score": 20}
_ONE = "|".join(sorted((w for w in _ONES if w != "zero"), key=len, reverse=True))
_TEN = "|".join(_TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[-\s](?:{_ONE}))?|(?:{_ONE}))"
_SPELLED = (
    rf"(?:half\s+a\s+(?:million|dozen)|(?:{_SMALL}|a)\s+(?:hundred|thousand|million|dozen)(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL})"
)

COMPARATORS: tuple[tuple[str, str], ...] = (
    ("AtLeast", r"(?:no|not)\s+(?:fewer|less)\s+than|at\s+(?:the\s+very\s+)?least|a\s+minimum\s+of|≥"),
    (
        "UpTo",
        r"up\s+to(?:\s+a\s+maximum\s+of)?|as\s+many\s+as|at\s+(?:the\s+)?most|a\s+maximum\s+of|no\s+more\s+than|not\s+more\s+than|not\s+exceeding",
    ),
    (
        "Over",
        r"(?:(?:well|just|slightly|a\s+little|far|even)\s+)?(?:more\s+than|over|above)|upwards?\s+of|in\s+excess\s+of|greater\s+than|exceeding|surpassing|beyond|north\s+of|>",
    ),
    (
        "Nearly",
        r"nearly|almost|close\s+(?:to|on)|(?:just\s+|slightly\s+)?(?:under|below)|fewer\s+than|less\s+than|approaching|not\s+quite|practically",
    ),
    (
        "About",
        r"about|around|approximately|approx\.?|some|roughly|circa|ca\.|c\.|an?\s+estimated|estimated|an?\s+average\s+of|on\s+average|in\s+the\s+region\s+of|in\s+the\s+order\s+of|~|≈",
    ),
)
_CMP = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in COMPARATORS)
_FIGURE = r"\d{1,3}(?:[,.’ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_AMOUNT = (
    rf"(?:(?P<figure>{_FIGURE})(?P<suffix>\s*(?:million|billion|thousand|dozen|hundred)\b)?(?P<plus>\s?\+|-plus|-odd)?"
    rf"|(?P<word>{_SPELLED})(?P<odd>-plus|-odd)?)"
)
_LEAD = rf"(?<![\p{{L}}\p{{N}}$€£¥.,/:+-])(?:(?:{_CMP})\s*)?(?:the\s+)?"
_NUMBER = re.compile(
    rf"{_LEAD}{_AMOUNT}(?P<after>\s+or\s+(?:so|more)\b)?(?P<gap>[”\"’']?[\s-]+(?=[\p{{L}}“\"'(]))", re.IGNORECASE
)
_BARE = re.compile(rf"{_LEAD}{_AMOUNT}(?![\p{{L}}\p{{N}}%-]|[.,:/]\d)", re.IGNORECASE)
_GROUP_OF = re.compile(
    rf"(?P<of>(?:\p{{Lu}}[\p{{L}}-]+\s+)?(?P<noun>delegation|team|group|audience|attendance|crowd|turnout))\s+(?:of\s+|(?:was|is)\s+(?:put|estimated)\s+at\s+)"
    rf"(?P<number>(?:(?:{_CMP})\s*)?{_AMOUNT})(?=\s*[,.;:)—–”\"]|\s+(?:from|and|led|headed|to|who|in|at|for|was|were|is|are|came|went)\b|\s*$)",
)
_NUMBER_OF = re.compile(
    rf"\bnumber\s+of\s+(?P<of>(?:[\p{{Ll}}-]+\s+){{0,3}}?(?P<noun>[\p{{Ll}}-]+s|people|youth|media))\s+(?:(?:has|have|had|was|were|is|are|up|thus|now|also)\s+)*"
    rf"(?P<exceeds>exceed(?:s|ed|ing)|surpass(?:es|ed|ing)|to|at|of|reach(?:es|ed|ing)|(?:rose|grew|risen|grown|rising|growing|increased|came|comes|amounted|amounts)\s+to|(?:stood|stands|put|estimated)\s+at|total(?:s|l?ed)|was|were|is)\s+"
    rf"(?P<number>(?:(?:{_CMP})\s*)?{_AMOUNT})(?![\p{{L}}\p{{N}}%-]|[.,:/]\d|\s+(?:million|billion|per\s+cent|percent))",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(
    rf"\b(?P<of>(?P<noun>[Aa]ttendance|[Tt]urnout|[Pp]articipants|[Vv]isitors|[Dd]elegates|[Aa]ttendees))\s+(?:(?:figures|numbers)\s+)?(?:has\s+|have\s+|had\s+)?(?P<exceeds>topped|exceeded|surpassed|passed|was|were|is|reached|rose\s+to|grew\s+to|numbered|totall?ed|of)\s+"
    rf"(?P<number>(?:(?:{_CMP})\s*)?{_AMOUNT})(?=\s*(?:[.,;:)]\s|[.;)]?$)|\s+(?:in|at|on|and|from|compared|against|this|people|for)\b)"
)
_BEGINS = std_re.compile(
    rf"(?<![A-Za-z0-9])(?:\d|(?:{_ONE}|{_TEN}|(?:half\s+)?a\s+(?:hundred|thousand|million|dozen))(?![a-z]))", std_re.IGNORECASE
)
_TAIL = re.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{_CMP})\s*(?:the\s+)?$", re.IGNORECASE)
_TAIL_ENDS = (
    *"than least of to as most exceeding over above surpassing beyond nearly almost on under below approaching quite practically".split(),
    *"about around approximately approx approx. some roughly circa ca. c. estimated average the ≥ > ~ ≈".split(),
)
"""What a comparator may end in."""
_GROUPS = ("delegation", "team", "group", "audience", "attendance", "crowd", "turnout")
_OF_THEM = re.compile(r"\s*(?:of\s+(?:them|whom|which|these|those)\b)", re.IGNORECASE)
_WERE = re.compile(r"(?:\s+(?:were|are|being)\b)?")
_REMAINING = re.compile(r"\b(?:remaining|other|another|further|additional)\s+(?:the\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*(?:to|and)\s+(?:the\s+)?$|\b(?:between|from)\s+[\w-]+\s+(?:and|to)\s+$", re.IGNORECASE)
_LABELLED = re.compile(
    r"\b(?:[Dd]ay|[Pp]anel|[Ss]ession|[Rr]oom|[Hh]all|[Ii]tem|[Ss]tage|[Pp]hase|[Rr]ound|[Pp]art|[Pp]age|[Tt]rack|[Ss]tep|[Gg]rade|[Tt]able|[Gg]ate|[Ww]eek|[Ll]ot|[Pp]lenary|[Nn]umber|[Nn]o\.)\s+$"
)
"""A word that its number names ("on day two"): nothing is counted."""
_FROM_BARE = re.compile(r"[”\"’']?\s+from\s+")
_STOP = frozenset(
    "who that which to were was is are will would has have had took take taking attended attending participated participating from in on at by with "
    "for and as during since per under over between among gathered joined came while where when but than this these those it they he she we not "
    "been being be also can could may might must shall should did do does held through into about after before including comprising covering spread "
    "represented representing convened met within across against until via discussed exchanged shared signed visited working tackling featured "
    "worth eager engaged invited expected scheduled present ranging trained sent sit sat put took out so if or because along alongside named called".split()
)
_LINKING = frozenset(["of"])
_VERBS = frozenset(
    "laid came come drew saw hosted agreed adopted launched have brought sent took make made worked spoke chose eager ran run set held told won met gave began stood "
    "already still now here today there yesterday altogether overall worldwide together cannot never so far annually online only alone too gather work read".split()
)
_UNITS = frozenset(
    "percent per cent % years year months month weeks week days day hours hour minutes minute seconds km kilometres kilometers miles metres meters "
    "kg tonnes tons hectares acres dollars euros yuan rmb pounds degrees am pm january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec times th st nd rd usd eur mw gw kw centuries century decades decade "
    "million billion trillion percentage points noon clock o’clock year-old years-old euro dollar cents".split()
)
_WORD = re.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*|[,;:.()|–—/\n]|&")
_COUNTABLE_LAST = re.compile(
    r"(?:s|people|staff|youth|media|press|children|women|men|alumni|faculty|personnel|audience|delegation|data|representation|persons|folk|memoranda|crew|Chinese|public)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number of things as the text gives it; ``of`` covers the noun phrase, ``comparator`` is a name of ``cv:``."""

    span: Span
    value: int
    comparator: str
    of: Span
    noun: str
    cue: Span


def spelled_number(words: str) -> int:
    """Return the number that English words name, 0 if they name none.

    >>> spelled_number("a hundred and twenty-two")
    122
    """
    if words.lower().startswith("half"):
        return spelled_number(words[4:].strip()) // 2
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _WORDS:
            current += _WORDS[word]
        elif word in _SCALE:
            current = max(current, 1) * _SCALE[word]
            if _SCALE[word] >= 1000:
                total, current = total + current, 0
        elif word == "a":
            current = 1
    return total + current


_THOUSANDS = re.compile(r"[,’ \u00a0\u202f]|\.(?=\d{3}(?!\d))")


def _value(match: re.Match[str]) -> int:
    if match["figure"]:
        suffix = (match["suffix"] or "").strip().lower()
        figure = match["figure"] if suffix and match["figure"].count(".") == 1 else _THOUSANDS.sub("", match["figure"])
        if len(figure) > 18:
            return 0
        number = float(figure)
        number *= _SCALE.get(suffix, 1)
        return int(number) if number == int(number) else 0
    return spelled_number(match["word"])


def _comparator(match: re.Match[str]) -> str:
    for name, _ in COMPARATORS:
        if match[name]:
            return name
    if match["plus"]:
        return "About" if "odd" in match["plus"].lower() else "Over"
    if match["odd"]:
        return "About" if "odd" in match["odd"].lower() else "Over"
    if (after := match.groupdict().get("after")) is not None:
        return "AtLeast" if "more" in after.lower() else "About"
    return "Exactly"


def _ends_phrase(word: str, lower: str, head: str, seen: str) -> bool:
    """Whether a word ends a noun phrase that has its head noun."""
    if lower.endswith("ed") or (lower.endswith("ing") and lower not in ("training", "signing")) or lower in _VERBS:
        return True
    if lower == "signing" and head.endswith("s"):
        return True
    return word[0].isupper() and "of" not in seen.split() and head.endswith("s")


def _noun_phrase(text: str, start: int, end: int) -> tuple[Span, str] | None:
    """Return the noun phrase that begins at or after ``start``, and its head noun."""
    first = last = -1
    head, before = "", ""
    words, seen_caps = 0, False
    for match in _WORD.finditer(text, start, min(end, start + 120)):
        word = match.group()
        lower = word.lower()
        if not word[0].isalnum() and word != "&":
            if word == "," and head and words < 7 and _list_goes_on(text, match.end(), end):
                continue
            break
        if first < 0:
            if lower == "of" or (lower in ("the", "these", "those") and before == "of") or lower in ("other", "different"):
                before = lower
                continue
            if lower in _UNITS or lower in _STOP or lower in ("the", "these", "those"):
                return None
            first = match.start()
        if lower in _STOP:
            if lower in ("and", "or") and head and _pair_goes_on(text, match.end(), end, described=seen_caps):
                continue
            break
        if lower in _LINKING:
            if not head:
                break
            continue
        seen = text[first : match.start()]
        seen_caps = word[0].isupper()
        if head and _ends_phrase(word, lower, head, seen):
            break
        words += 1
        if words > 9:
            break
        last = match.end()
        if (not head or _COUNTABLE_LAST.search(word)) and not (head and "of" in seen.split()):
            head = "" if lower.endswith("ly") else lower
    if first < 0 or last < 0:
        return None
    return Span(first, last), head


_NEXT_WORD = re.compile(r"\s*(?:and\s+)?([\p{L}-]+)(?:\s+([\p{L}-]+))?(?:\s+([\p{L}-]+))?")


_LIST_END = re.compile(r"\s*[\p{L}-]+(?:\s+[\p{L}-]+){0,3}?,?\s+(?:and|or)\s|\s*(?:and|or)\s")


def _list_goes_on(text: str, start: int, end: int) -> bool:
    match = _NEXT_WORD.match(text, start, end)
    if not _LIST_END.match(text, start, end):
        return False
    return bool(
        match and match[1].islower() and match[1] not in _STOP and _COUNTABLE_LAST.search(match[1]) and match[1].endswith("s")
    )


def _pair_goes_on(text: str, start: int, end: int, *, described: bool = False) -> bool:
    """Whether "and" joins two counted nouns, or two adjectives of one ("eight Nordic and Baltic countries")."""
    match = _NEXT_WORD.match(text, start, end)
    if described and match and match[1][0].isupper():
        return bool(match[2] and match[2].islower() and _COUNTABLE_LAST.search(match[2]))
    if (
        not match
        or match[1] in _STOP
        or match[1] in ("more", "over", "about", "nearly", "some", "its", "their", "a", "an", "the")
    ):
        return False
    if not match[1].islower() or match[1] in _WORDS:
        return False
    if _COUNTABLE_LAST.search(match[1]):
        return True
    for word in (match[2], match[3]):
        if not word or not word.islower() or word in _STOP or word in _LINKING or word in _VERBS or word.endswith("ed"):
            return False
        if _COUNTABLE_LAST.search(word):
            return True
    return False


_CAME = re.compile(
    r"\s+(?:have\s+|had\s+)?(?P<came>took\s+part|taken\s+part|attended|participated|turned\s+up|were\s+present|were\s+in\s+attendance|joined|registered|signed\s+up|came|in\s+attendance)\b"
)
_MEMBERS = re.compile(r"-(?:member|person|people|strong)\b")
_STRONG = re.compile(
    rf"[\s-]+(?:member|person|people|strong|man|woman|head|student|delegate)[\s-]+(?=(?:\p{{L}}[\p{{L}}-]*\s+){{0,2}}?(?:{'|'.join(_GROUPS)})\b)"
)
"""What tells in how many heads a group is counted: "six-member", "25-person", "five-strong"."""
_OF_YOU = re.compile(r"\s*(?P<of>of\s+(?:you|us))\b(?!\s+(?:all|who\s+know)\b)")
_PEOPLE_NOUN = re.compile(
    r"(?:people|persons|foreigners|delegates|participants|guests|attendees|representatives|visitors|experts)$"
)
_PLACE_NOUN = re.compile(r"(?:countries|regions|nations|states|territories|economies)$")
_PREPOSED = frozenset("topics themes areas pillars priorities issues subjects tracks strands".split())


def _mention(match: re.Match[str], of: Span, noun: str, end: int, *, start: int | None = None) -> QuantityMention:
    cue = Span(match.start("number") if "number" in match.re.groupindex else match.start(), end)
    return QuantityMention(
        Span(match.start() if start is None else start, max(end, of.end)), _value(match), _comparator(match), of, noun, cue
    )


_ATTEND = re.compile(
    r"(?:[Aa]ttendance|[Tt]urnout|[Pp]articipants|[Vv]isitors|[Dd]elegates|[Aa]ttendees)\s+(?:\w+\s+){0,2}?(?:topped|exceeded|surpassed|passed|was|were|is|reached|rose|grew|numbered|total|of)"
)


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[QuantityMention]:
    """Yield the numbers of things in a stretch of text.

    >>> [(q.value, q.comparator, q.of.of(t)) for t in ["nearly 400 institutions representing 38 countries"] for q in find_quantities(t)]
    [(400, 'Nearly', 'institutions'), (38, 'Exactly', 'countries')]
    >>> t = "122 activities, sixty-five of them on the first day, for an audience of over 300"
    >>> [(q.value, q.comparator, q.of.of(t)) for q in find_quantities(t)]
    [(122, 'Exactly', 'activities'), (65, 'Exactly', 'activities'), (300, 'Over', 'audience')]
    """
    end = len(text) if end is None else end
    begins = [m.start() for m in _BEGINS.finditer(text, start, end)]
    if not begins:
        return
    found = list(_counted(text, begins, end))
    piece = text[start:end]
    patterns = [_GROUP_OF] if any(word in piece for word in _GROUPS) else []
    patterns += [_NUMBER_OF] if "number of" in piece else []
    patterns += [_ATTENDANCE] if _ATTEND.search(piece) else []
    for pattern in patterns:
        for match in pattern.finditer(text, start, end):
            value = _value(match)
            if value > 1 and not any(q.cue.start <= match.start("number") < q.cue.end for q in found):
                noun = match["noun"].lower()
                noun = "participants" if noun in ("audience", "attendance", "crowd", "turnout", "group", "team") else noun
                mention = _mention(match, Span(match.start("of"), match.end("of")), noun, match.end("number"))
                if "exceeds" in match.re.groupindex and match["exceeds"][:4].lower() in ("exce", "surp", "topp", "pass"):
                    mention = replace(mention, comparator="Over")
                found.append(mention)
    yield from sorted(found, key=lambda q: q.cue)


def _numbers(text: str, begins: list[int], end: int) -> Iterator[re.Match[str]]:
    """Yield the numbers before a word, each with its comparator, from where figures or number words begin."""
    done = 0
    for begin in begins:
        if begin < done:
            continue
        near = text[max(done, begin - 34) : begin].rstrip().lower().endswith(_TAIL_ENDS)
        lead = _TAIL.search(text, max(done, begin - 34), begin) if near else None
        match = (_NUMBER.match(text, lead.start(), end) if lead else None) or _NUMBER.match(text, begin, end)
        if match:
            done = match.end()
            yield match


def _counted(text: str, begins: list[int], end: int) -> Iterator[QuantityMention]:
    last: list[QuantityMention] = []
    for match in _numbers(text, begins, end):
        value = _value(match)
        if (
            value < 2
            or _is_year(match, value)
            or _LABELLED.search(text, max(0, match.start() - 12), match.start())
            or _RANGE.search(text, max(0, match.start() - 24), match.start())
        ):
            continue
        at = match.start("gap")
        cue = Span(match.start(), at)
        if last and cue.start < last[-1].of.end and re.search(r"\bof\s+(?:the\s+)?$", text[last[-1].cue.end : cue.start + 4]):
            continue
        if last and _PART_OF.fullmatch(text, last[-1].cue.end, cue.start):
            continue
        mention = (
            _with_verb(text, match, at, end, value) or _elliptic(text, match, at, end, last) or _with_noun(text, match, at, end)
        )
        if mention is None:
            continue
        last.append(mention)
        yield mention
    if len(begins) > 3 and len(last) > 1 and (match := _second_report(text, last[-1].span.end, end)):
        people = next((q for q in reversed(last) if _PEOPLE_NOUN.search(q.noun)), None)
        places = next((q for q in reversed(last) if _PLACE_NOUN.search(q.noun)), None)
        if people and places:
            yield _mention(match[0], people.of, people.noun, match[0].end(), start=match[0].start())
            yield _mention(match[1], places.of, places.noun, match[1].end(), start=match[1].start())


_PART_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|our|all)\s+)?")
"""Between a number and that of the whole, which counts nothing by itself ("23 of the 27 member states")."""


def _second_report(text: str, start: int, end: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """A second report in bare numbers ("1,200 from over 100, according to another")."""
    for first in _BARE.finditer(text, start, end):
        join = _FROM_BARE.match(text, first.end(), end)
        if join and (second := _BARE.match(text, join.end(), end)) and _value(first) > 1 and _value(second) > 1:
            return first, second
    return None


def _is_year(match: re.Match[str], value: int) -> bool:
    return bool(match["figure"] and 1900 <= value <= 2100 and match["figure"].isdigit() and _comparator(match) == "Exactly")


def _with_verb(text: str, match: re.Match[str], at: int, end: int, value: int) -> QuantityMention | None:
    came = _CAME.match(text, at, end) if value >= 10 else None
    if came is None:
        return None
    return QuantityMention(
        Span(match.start(), came.end()),
        value,
        _comparator(match),
        Span(came.start("came"), came.end("came")),
        "participants",
        Span(match.start(), at),
    )


def _elliptic(text: str, match: re.Match[str], at: int, end: int, last: list[QuantityMention]) -> QuantityMention | None:
    """A number whose noun was said before: "sixty-five of them", "the remaining fifty-seven spread over …"."""
    if not last or (last[-1].noun == "participants" and last[-1].of.end - last[-1].of.start < 5):
        return None
    if behind := _OF_THEM.match(text, at, end):
        were = _WERE.match(text, behind.end(), end)
        phrase = _noun_phrase(text, were.end() if were else behind.end(), end)
        if phrase is not None and phrase[1] not in _UNITS and _COUNTABLE_LAST.search(phrase[1]):
            return _mention(match, phrase[0], phrase[1], at, start=match.start())
    else:
        following = _WORD.search(text, at, end)
        if not (following and following.group().lower() in (*_STOP, "spread")):
            return None
        if not _REMAINING.search(text, max(0, match.start() - 14), match.start()):
            return None
    return _mention(match, last[-1].of, last[-1].noun, at, start=match.start())


def _with_noun(text: str, match: re.Match[str], at: int, end: int) -> QuantityMention | None:
    if you := _OF_YOU.match(text, at, end):
        return _mention(match, Span(you.start("of"), you.end()), "participants", at, start=match.start())
    strong = _STRONG.match(text, at, end)
    phrase = _noun_phrase(text, strong.end() if strong else at, end)
    if phrase is None:
        return None
    of, noun = phrase
    if _MEMBERS.match(text, at, end):
        noun = "members" if noun not in _GROUPS else noun
    noun = "participants" if strong and noun in ("audience", "attendance", "crowd", "turnout") else noun
    if not noun or noun in _UNITS or not _COUNTABLE_LAST.search(noun):
        return None
    mention = _mention(match, of, noun, at, start=match.start())
    if noun in _PREPOSED and re.match(r"(?:about|around|under|over|above|beyond)\s", match.group(), re.IGNORECASE):
        mention = replace(mention, comparator="Exactly")
    return mention


def bare_number(text: str, start: int, end: int) -> QuantityMention | None:
    """Return the number with which a stretch of text begins, where nothing but a comma, bracket or the end follows."""
    match = _BARE.match(text, start, end)
    if match is None or _value(match) < 2 or not re.match(r"\s*(?:[,;(.]|$|\n)", text[match.end() : end + 1]):
        return None
    span = Span(match.start(), match.end())
    return QuantityMention(span, _value(match), _comparator(match), span, "", span)
