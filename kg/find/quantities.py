"""Finds numbers of things: the comparator, the number in figures or words, and the noun phrase that is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex as re

from kg.model import Span

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {w: (i + 2) * 10 for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_WORDS = {w: i for i, w in enumerate(_ONES)} | _TENS
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "score": 20}
_ONE = "|".join(sorted((w for w in _ONES if w != "zero"), key=len, reverse=True))
_TEN = "|".join(_TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[-\s](?:{_ONE}))?|(?:{_ONE}))"
_SPELLED = rf"(?:(?:{_SMALL}|a)\s+(?:hundred|thousand|million|dozen)(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL})"

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
        r"about|around|approximately|approx\.?|some|roughly|circa|ca\.|c\.|an?\s+estimated|estimated|an?\s+average\s+of|on\s+average|in\s+the\s+region\s+of|in\s+the\s+order\s+of|or\s+so|more\s+or\s+less|~|≈",
    ),
)
_CMP = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in COMPARATORS)
_NUMBER = re.compile(
    rf"(?<![\p{{L}}\p{{N}}$€£¥.,/:-])(?:(?:{_CMP})\s*)?"
    rf"(?:the\s+)?(?:(?P<figure>\d{{1,3}}(?:[, ]\d{{3}})+|\d+(?:\.\d+)?)(?P<suffix>\s*(?:million|billion|thousand|dozen|hundred))?(?P<plus>\s?\+|-plus|-odd)?|(?P<word>{_SPELLED})(?P<odd>-plus|-odd)?)"
    rf"(?=[\s-]+[\p{{L}}“\"'(])",
    re.IGNORECASE,
)
_AFTER_NOUN = re.compile(r"\b(?:or\s+(?P<AtLeast>more)|(?P<odd>odd)\b)", re.IGNORECASE)
_STOP = frozenset(
    "who that which to were was is are will would has have had took take taking attended attending participated participating from in on at by with "
    "for and as during since per under over between among gathered joined came while where when but than this these those it they he she we not "
    "been being be also can could may might must shall should did do does held through into about after before including comprising covering spread "
    "represented representing convened met within across against until via discussed exchanged shared signed visited working tackling featured "
    "eager engaged invited expected scheduled present ranging trained sent sit sat put took out so if or because along alongside named called".split()
)
_LINKING = frozenset(["of"])
_VERBS = frozenset(
    "laid came drew saw hosted agreed adopted launched have brought sent took make made worked spoke chose eager".split()
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


def _value(match: re.Match[str]) -> int:
    if match["figure"]:
        number = float(match["figure"].replace(",", "").replace(" ", ""))
        suffix = (match["suffix"] or "").strip().lower()
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
    return "Exactly"


def _noun_phrase(text: str, start: int, end: int) -> tuple[Span, str] | None:
    """Return the noun phrase that begins at or after ``start``, and its head noun."""
    first = last = -1
    head = ""
    words = 0
    for match in _WORD.finditer(text, start, min(end, start + 120)):
        word = match.group()
        lower = word.lower()
        if not word[0].isalnum() and word != "&":
            if word == "," and head and words < 7 and _list_goes_on(text, match.end(), end):
                continue
            break
        if first < 0:
            if lower in ("of", "the", "other", "these", "those", "different"):
                continue
            if lower in _UNITS or lower in _STOP:
                return None
            first = match.start()
        if lower in _STOP:
            if lower in ("and", "or") and head and _pair_goes_on(text, match.end(), end):
                continue
            break
        if lower in _LINKING:
            if not head:
                break
            continue
        if head and (lower.endswith("ed") or (lower.endswith("ing") and lower not in ("training", "signing")) or lower in _VERBS):
            break
        if head and word[0].isupper() and "of" not in text[first : match.start()].split() and head.endswith("s"):
            break
        words += 1
        if words > 9:
            break
        last = match.end()
        if not head or _COUNTABLE_LAST.search(word):
            if not (head and "of" in text[first : match.start()].split()):
                head = lower
        if lower.endswith("ly") and head == lower:
            head = ""
    if first < 0 or last < 0:
        return None
    return Span(first, last), head


_NEXT_WORD = re.compile(r"\s*(?:and\s+)?([\p{L}-]+)(?:\s+([\p{L}-]+))?")


_LIST_END = re.compile(r"(?:\s*[\p{L}-]+){1,4}?,?\s+(?:and|or)\s|\s*(?:and|or)\s")


def _list_goes_on(text: str, start: int, end: int) -> bool:
    match = _NEXT_WORD.match(text, start, end)
    if not _LIST_END.match(text, start, end):
        return False
    return bool(
        match and match[1].islower() and match[1] not in _STOP and _COUNTABLE_LAST.search(match[1]) and match[1].endswith("s")
    )


def _pair_goes_on(text: str, start: int, end: int) -> bool:
    match = _NEXT_WORD.match(text, start, end)
    if (
        not match
        or match[1] in _STOP
        or match[1] in ("more", "over", "about", "nearly", "some", "its", "their", "a", "an", "the")
    ):
        return False
    if not match[1].islower():
        return False
    return bool(_COUNTABLE_LAST.search(match[1])) or bool(match[2] and match[2].islower() and _COUNTABLE_LAST.search(match[2]))


_CAME = re.compile(r"\s+(?P<came>took\s+part|attended|participated|turned\s+up|were\s+present|joined)\b")


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[QuantityMention]:
    """Yield the numbers of things in a stretch of text.

    >>> [(q.value, q.comparator, q.of.of(t)) for t in ["nearly 400 institutions representing 38 countries"] for q in find_quantities(t)]
    [(400, 'Nearly', 'institutions'), (38, 'Exactly', 'countries')]
    """
    end = len(text) if end is None else end
    for match in _NUMBER.finditer(text, start, end):
        value = _value(match)
        if value < 2 or (
            match["figure"] and 1900 <= value <= 2100 and "," not in match["figure"] and _comparator(match) == "Exactly"
        ):
            continue
        found = _noun_phrase(text, match.end(), end)
        came = _CAME.match(text, match.end(), end)
        if came and value >= 10:
            yield QuantityMention(
                Span(match.start(), came.end()),
                value,
                _comparator(match),
                Span(came.start("came"), came.end("came")),
                "participants",
                Span(match.start(), match.end()),
            )
            continue
        if found is None:
            continue
        of, noun = found
        if not noun or noun in _UNITS or not _COUNTABLE_LAST.search(noun):
            continue
        yield QuantityMention(Span(match.start(), of.end), value, _comparator(match), of, noun, Span(match.start(), match.end()))
