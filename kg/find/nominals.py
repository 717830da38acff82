"""Finds the noun phrases that tell of an occasion in common words ("a two-day workshop on port safety").

A phrase is put together from what its words are: a determiner, modifiers, a head noun out of ``data/occasions.tsv``, and a complement
behind a preposition. Whether it tells of an event of its own is for :mod:`kg.claim.phrases` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ahocorasick

from kg import patterns as re
from kg.find.lexicon import read_table
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the kind of its event, and what it needs to tell of one (``free``, ``told`` or ``act``)."""

    noun: str
    cls: str
    needs: str


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase with the head noun of an occasion; ``span`` leaves out the determiner, ``tail`` is the complement in it."""

    span: Span
    head: Head
    head_span: Span
    det: str
    modifiers: str
    plural: bool
    tail: Span | None


@lru_cache(maxsize=1)
def _heads() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for row in read_table(Path(__file__).parent / "data" / "occasions.tsv"):
        head = Head(row["head"], row["class"], row["needs"])
        noun = head.noun
        automaton.add_word(noun, (len(noun), False, head))
        if not noun.endswith("s"):
            plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}es" if noun.endswith(("ch", "x")) else f"{noun}s"
            plural = plural.replace("rounds of", "round of").replace("round of", "rounds of") if " of " in noun else plural
            if plural not in automaton:
                automaton.add_word(plural, (len(plural), True, head))
    automaton.make_automaton()
    return automaton


_INDEFINITE = frozenset({"a", "an", "another", "one"})
DEFINITE = frozenset("the this that these those its their his her our my".split())
OWNED = frozenset("its their his her".split())
UNCOUNTED = frozenset(
    "no any every each such many few most all some several regular frequent various other what which whose".split()
)
_CUT = frozenset(
    "of in at on to for or by with from as into during after before since than until till between among about against through under over within without "
    "is was were are be been being am has had have having will would shall should can could may might must do does did not nor but if when where while that who whom "
    "it they he she we you them him us i there here then also only just so yet held holds hold holding took take takes taking gave give gives giving hosted hosts host hosting "
    "organised organized organise organize organises organizes organising organizing conducted conducts conduct conducting convened convenes convene convening attended attends attend attending "
    "staged ran run runs running led leads opened opens began begins begin started starts launched launches joined joins addressed addresses delivered delivers delivering received receives "
    "provided provides provide providing offered offers offer offering arranged arranges completed completes complete completing finished concluded concludes closed closes visited visits paid pays made makes make making "
    "went goes go going came comes come brought brings met meets meet said says followed follows following preceded includes included including include featured features via per "
    "announced announces announcing scheduled schedules plans plan planning prepares prepare preparing saw sees see marked marks mark marking welcomed welcomes".split()
)
_FOLLOW = re.compile(
    r"\s*(?:[,.;:!?()“”\"»…\]–—|/-]|$)"
    r"|\s+(?:in|at|on|of|for|about|between|among|with|by|from|during|to|under|within|near|across|before|after|since|until|around|outside|off|via|against|through|along|alongside|as|than|and|or|but|while"
    r"|is|are|was|were|will|would|has|had|have|having|may|might|can|could|should|must|to\s+be|be|took|takes?|taking|brought|brings|ends|begins|began|opens|closes|concludes|kicks|starts|ran|runs|lasts|drew|saw|gave|went|got|gets"
    r"|that|which|who|where|when|whose|there|here|today|yesterday|tomorrow|tonight|last|this|next|earlier|later|also|held|due|set|led|both|again|abroad|online|not|took|jointly|co-\p{L}+"
    r"|focus(?:es|ing)|\p{Ll}{3,}(?:ed|ing))\b(?!-)"
    r"|\s+\p{Lu}",
)
_SKIPS = frozenset({"and", "or"})
_CLOSED = frozenset(',;:.!?)”"»…—–(')


def _left(text: str, start: int, at: int) -> tuple[int, str, str]:
    """Where the modifiers before a head noun begin, the determiner before them, and the modifiers."""
    begin, det = at, ""
    pending = -1
    near = max(start, at - 150)
    for count, word in enumerate(reversed(text[near:at].split()[-8:])):
        low = word.lower()
        if (
            word[-1] in _CLOSED
            or low in _CUT
            or (word[0].isdigit() and ":" in word)
            or (word[-1] in "’'" and not low.endswith(("s’", "s'")))
        ):
            break
        if low in _INDEFINITE or low in DEFINITE or low in UNCOUNTED:
            det = low
            break
        here = text.rfind(word, near, begin)
        if low in _SKIPS:
            if count == 0 or pending >= 0:
                break
            pending, begin = begin, here
            continue
        opened = len(word) - len(word.lstrip('(“"‘«*#•'))
        if opened == len(word):
            break
        begin = here + opened
        if opened or not word[0].isalnum():
            low = word[opened:].lower()
            if low in _INDEFINITE or low in DEFINITE or low in UNCOUNTED:
                begin, det = text.find(text[here + opened + len(low) : at].lstrip()[:1] or " ", here + opened + len(low), at), low
            break
    if pending >= 0 and not det:
        begin = pending
    if begin < 0:
        begin = at
    return begin, det, " ".join(text[begin:at].split())


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{_MONTH}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:early|mid|late|early-|mid-|late-)\s*{_MONTH}\b|(?:19|20)\d\d\b)"
_TAIL = re.compile(
    r"\s+(?P<prep>of|on|for|about|between|with|among|against|in|to|by)\s+"
    rf"(?!{_DAY}|(?:the\s+)?(?:sidelines|margins|occasion|basis|initiative|eve|premises|invitation|framework|presence|participation|support|attendance|aim|first\s+time|same\s+day|afternoon|morning|evening|spring|summer|autumn|winter)\b)"
)
_WORD = re.compile(r"[\p{L}\p{M}\d][\p{L}\p{M}\d’'/&–.-]*")
_ENDS = frozenset(
    "is are was were will would has had have may might can could should must that which who where when whose while held hosted organised organized convened scheduled took takes take taking "
    "opened opens began begins ended ends closed closes concluded during by under within until since before after through there here today yesterday tomorrow last this next earlier later it they he she we "
    "but kicked kicks started starts brought brings drew attracted gathered discussed focused led ran runs due as than be being planned entitled titled called named themed at".split()
)
_WITH = frozenset(
    "talks consultations consultation meeting dialogue negotiations visit lunch dinner signing seminar workshop".split()
)
_NO_IN = frozenset("the this that early late mid spring summer autumn winter a an its their order person".split())


_DATE_BETWEEN = re.compile(
    rf"\s*(?:,\s*)?(?:(?:on|from|in)\s+)?(?:(?:last|this|next|early|late|mid)[\s-]+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|today|yesterday|tomorrow|{_DAY}(?:\s+{_MONTH}|\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?)"
    rf"(?:\s*(?:[-–—]|to|and|until)\s*\d{{1,2}}(?:\s+{_MONTH})?)?(?:,?\s+(?:19|20)\d\d)?\s*,?(?=\s+(?:of|at|on|for|with|between|to|about)\s)"
)
"""A day between a head noun and what it is about ("the launch, last Wednesday, of the …")."""


_BESIDE = frozenset({"side event", "side-event", "parallel event"})
_AT_LARGER = re.compile(r"\s+(?P<prep>at|during)\s+(?=the\s+(?:\d+(?:st|nd|rd|th)\s+)?\p{Lu})")


def _complement(text: str, at: int, end: int, head: Head) -> Span | None:
    """The words behind a head noun that say what it is about, whose it is or whom it is for."""
    match = _TAIL.match(text, at, end)
    if match is None and (day := _DATE_BETWEEN.match(text, at, end)) is not None:
        match = _TAIL.match(text, day.end(), end)
        if match is None and head.noun in _BESIDE:
            match = _AT_LARGER.match(text, day.end(), end)
    elif match is None and head.noun in _BESIDE:
        match = _AT_LARGER.match(text, at, end)
    if match is None or (match["prep"] == "with" and head.noun.split()[-1] not in _WITH and not head.noun.startswith("round of")):
        return None
    if match["prep"] == "in" and (head.cls != "Training" or not text[match.end() : match.end() + 1].islower()):
        return None
    if match["prep"] in ("to", "by") and head.cls != "Visit":
        return None
    stop = last = match.end()
    word = ""
    for count, token in enumerate(_WORD.finditer(text, match.end(), min(end, match.end() + 110))):
        gap = text[stop : token.start()]
        if count and gap.strip():
            break
        word = token.group()
        low = word.rstrip(".").lower()
        if low in _ENDS or (
            count and low.endswith("ed") and not word[0].isupper() and count > 1 and text[last : token.start()].strip() == ""
        ):
            break
        ahead = text[token.end() : token.end() + 24]
        if low in ("in", "from", "on", "and", "or", "to", "with", "for", "of"):
            if count == 0 or not _goes_on(low, ahead, match["prep"], head):
                break
            stop = token.end()
            continue
        stop = last = token.end() - (1 if word.endswith(".") else 0)
        if word.endswith(".") and len(word) > 3:
            break
        if count > 15:
            break
    if last == match.end():
        return None
    return Span(match.start("prep"), last)


_BEHIND = re.compile(r"\s+(?P<word>[\p{L}\p{M}\d][\p{L}\p{M}\d’'-]*)(?:\s+(?P<then>\p{L}+))?")


def _goes_on(word: str, ahead: str, prep: str, head: Head) -> bool:
    """Whether a small word inside a complement belongs to it ("the use of data in forestry"), and not to when, where or what then."""
    behind = _BEHIND.match(ahead)
    if behind is None or re.match(rf"\s+{_DAY}", ahead):
        return False
    after = behind["word"]
    if word == "to" and after.lower() in ("some", "about", "over", "more", "around", "nearly", "almost", "students", "mark"):
        return False
    if word in ("in", "on", "from", "to"):
        if (word == "to" and head.cls == "Visit" and after[0].isupper()) or (word == "on" and after.lower() not in ("the", "a")):
            return True
        people = word == "from" and prep in ("of", "for", "between", "with", "among") and after.lower() not in ("the", "a")
        return people or (word in ("in", "on", "to") and after[0].islower() and after not in _NO_IN and not after[0].isdigit())
    if word in ("and", "or"):
        return (
            after.lower() not in _CUT and after.lower() not in (*_INDEFINITE, "its", "their", "his") and not after.endswith("ed")
        )
    if word == "with":
        return after.lower() not in (*_INDEFINITE, "the", "about", "over", "some", "more") and not after[0].isdigit()
    if word == "for":
        return after not in ("the", "three", "two", "four", "five") or behind["then"] not in ("first", "second", "days", "weeks")
    return True


_NO_HEAD = {
    "course": re.compile(r"\s+of\b"),
    "event": re.compile(r"\s+of\b"),
    "assembly": re.compile(r"\s+of\b"),
    "visit": re.compile(r"\s+(?:our|the\s+website|http)\b"),
    "lecture": re.compile(r"\s+(?:hall|room|theatre)\b"),
}
_COMPOUND = re.compile(r"[-’'–/]\p{L}")


def _opens(text: str, start: int, at: int) -> bool:
    """Whether a word stands at the head of a sentence, an entry or a quotation, and so has its capital."""
    before = text[max(start, at - 6) : at].rstrip()
    return not text[start:at].strip() or before[-1:] in "—–:;“(•*-" or "\n" in text[max(start, at - 2) : at]


def find_nominals(text: str, start: int, end: int, taken: Sequence[Span] = (), *, title: bool = False) -> Iterator[Nominal]:
    """Yield the noun phrases of occasions, in order, none overlapping another or what is taken.

    >>> text = "Experts held a two-day workshop on port safety in Riga."
    >>> [(n.det, n.span.of(text), n.head.cls) for n in find_nominals(text, 0, len(text))]
    [('a', 'two-day workshop on port safety', 'Training')]
    """
    low = text[start:end].lower()
    if len(low) != end - start:
        low = text[start:end]
    done = start
    hits = [(start + last + 1 - length, start + last + 1, plural, head) for last, (length, plural, head) in _heads().iter(low)]
    hits.sort(key=lambda h: (h[1] - h[0], h[0]), reverse=True)
    chosen: list[tuple[int, int, bool, Head]] = []
    for hit in hits:
        at, stop = hit[0], hit[1]
        before, after = text[at - 1 : at], text[stop : stop + 1]
        if before.isalnum() or after.isalnum() or _COMPOUND.match(text, stop, end) or before in ("-", "_"):
            continue
        if not any(at < c[1] and c[0] < stop for c in chosen):
            chosen.append(hit)
    chosen.sort(key=lambda c: c[0])
    for number, (at, stop, plural, head) in enumerate(chosen):
        if at < done or any(s.start < stop and at < s.end for s in taken):
            continue
        if number + 1 < len(chosen) and text[stop : chosen[number + 1][0]].isspace():
            continue
        if text[at].isupper() and not title and not _opens(text, start, at):
            continue
        veto = _NO_HEAD.get(head.noun)
        if not _FOLLOW.match(text, stop, end) or (veto is not None and veto.match(text, stop, end)):
            continue
        floor = max([start, done, *(s.end for s in taken if s.end <= at)])
        begin, det, modifiers = _left(text, floor, at)
        tail = _complement(text, stop, end, head)
        last = tail.end if tail is not None else stop
        clash = min((s.start for s in taken if s.start < last and s.end > stop), default=None)
        if clash is not None and tail is not None:
            tail, last = None, stop
        done = last
        yield Nominal(Span(begin, last), head, Span(at, stop), det, modifiers, plural, tail)
