r"""Regular expressions by the ``regex`` library, compiled once, and tried only where they may match.

``regex`` looks its cache up anew, flags and all, each time a pattern is given as text; a dictionary is thirty times faster.
Hundreds of patterns meet each sentence, and most need some word that it does not have (:mod:`kg.literals`). So where these words
stand is found for a whole text in one pass, and a compiled pattern looks there before it searches.

>>> bool(search(r"\bforum\b", "a forum"))
True
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

import ahocorasick
import regex
from regex import IGNORECASE, MULTILINE, VERBOSE, Match, Pattern, escape

from kg.literals import fold_word, needed_literals, remember_group

__all__ = [
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "any_of",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "may_match",
    "search",
    "split",
    "sub",
]

_COMPILED: dict[tuple[str, int], Any] = {}
_MOST = 4000
"""The most patterns that are kept: some are made of words of a document."""


def _pattern(pattern: str, flags: int) -> Any:
    key = (pattern, flags)
    found = _COMPILED.get(key)
    if found is None:
        if len(_COMPILED) >= _MOST:
            _COMPILED.clear()
        found = _COMPILED[key] = regex.compile(pattern, flags)
    return found


class Pieces:
    """The pieces of words of which a pattern needs one: the number of each, and how far back from its last character to look."""

    __slots__ = ("back", "numbers")

    def __init__(self, pieces: frozenset[str], *, begin: bool) -> None:
        numbers = {_NUMBERS.setdefault(p, len(_NUMBERS)): len(p) - 1 for p in sorted(pieces)}
        self.numbers = frozenset(numbers)
        self.back = numbers if begin else {}


_MATCHERS = ("findall", "fullmatch", "groupindex", "groups", "match", "split", "sub")
"""What a compiled pattern lends as it is."""


class Later:
    """A pattern that is compiled when it is first asked to match; many never are."""

    __slots__ = ("finditer", "flags", "pattern", "search", *_MATCHERS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Fill what is empty until now."""
        return _fill(self, name, {asked: asked for asked in ("finditer", "search", *_MATCHERS)})


def _fill(pattern: Later | Gated, name: str, asked: dict[str, str]) -> Any:
    if name not in asked:
        raise AttributeError(name)
    compiled = regex.compile(pattern.pattern, pattern.flags)
    for own, given in asked.items():
        setattr(pattern, own, getattr(compiled, given))
    return getattr(pattern, name)


class Gated:
    """A pattern that looks, before it searches a stretch of text, whether this has what it needs, and where to begin.

    Where it may begin at a few places, it is tried there, one after the other; the longer it is, the more is saved by that.
    It is compiled when it first has to match.
    """

    __slots__ = ("_few", "_finditer", "_heads", "_needs", "_search", "flags", "pattern", *_MATCHERS)

    def __init__(self, pattern: str, flags: int, needs: frozenset[str], heads: frozenset[str]) -> None:
        self.pattern, self.flags = pattern, flags
        self._few = 2 + len(pattern) // 150
        self._heads = Pieces(heads, begin=True) if heads else None
        self._needs = Pieces(needs, begin=False) if needs and needs != heads else None

    def __getattr__(self, name: str) -> Any:
        """Fill what is empty until now."""
        return _fill(self, name, {own: own.removeprefix("_") for own in ("_finditer", "_search", *_MATCHERS)})

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Match[str] | None:
        """Return the first match in a text."""
        begins = self._begins(text, pos, endpos)
        found: Match[str] | None
        if begins is None:
            found = self._search(text, pos, endpos)
            return found
        if len(begins) > self._few:
            found = self._search(text, begins[0], endpos)
            return found
        for at in begins:
            found = self.match(text, at, endpos)
            if found is not None:
                return found
        return None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Match[str]]:
        """Return the matches in a text, one after the other."""
        begins = self._begins(text, pos, endpos)
        found: Iterator[Match[str]]
        if begins is None or len(begins) > self._few:
            found = self._finditer(text, begins[0] if begins else pos, endpos)
            return found
        return self._from(begins, text, endpos) if begins else iter(())

    def may_match(self, text: str, pos: int, endpos: int) -> bool:
        """Whether a stretch of text has what every match has."""
        begins = self._begins(text, pos, endpos)
        return begins is None or len(begins) > 0

    def _begins(self, text: str, pos: int, endpos: int) -> Sequence[int] | None:
        """Return where a match may begin in a stretch of text: nowhere if it lacks what every match has, None for anywhere."""
        if endpos == sys.maxsize or len(text) < _SHORTEST or pos < 0 or endpos < 0:
            return None
        index = _INDEXES.get(text) or _index(text)
        if self._needs is not None:
            places = index[self._needs]
            first = bisect_left(places, pos)
            if first == len(places) or places[first] >= endpos:
                return ()
        if self._heads is None:
            return None
        places = index[self._heads]
        first = bisect_left(places, pos)
        return places[first : bisect_left(places, endpos, first)]

    def _from(self, places: Sequence[int], text: str, endpos: int) -> Iterator[Match[str]]:
        """Yield the matches that begin at one of the places, none overlapping."""
        done = 0
        for at in places:
            if at >= done and (found := self.match(text, at, endpos)) is not None:
                done = found.end()
                yield found


class _Index(dict[Pieces, list[int]]):
    """Where in one text that stands which each pattern needs, in order."""

    def __init__(self, text: str) -> None:
        found: dict[int, list[int]] = {}
        known = _WORDS
        for word in _WORD.finditer(text):
            pieces = known.get(word.group())
            if pieces is None:
                pieces = _pieces_of(word.group())
            if pieces:
                start = word.start()
                for at, number in pieces:
                    if number in found:
                        found[number].append(start + at)
                    else:
                        found[number] = [start + at]
        self._ends = found
        self._begins: dict[int, list[int]] = {}

    def __missing__(self, pieces: Pieces) -> list[int]:
        there = pieces.numbers & self._ends.keys()
        found = [self._begin(number, pieces.back[number]) if pieces.back else self._ends[number] for number in there]
        places = self[pieces] = found[0] if len(found) == 1 else sorted(set().union(*found))
        return places

    def _begin(self, number: int, back: int) -> list[int]:
        """Return where a piece begins, worked out once for all patterns that ask for it."""
        if not back:
            return self._ends[number]
        begins = self._begins.get(number)
        if begins is None:
            begins = self._begins[number] = [at - back for at in self._ends[number]]
        return begins


_WORD = re.compile(r"\w+")
_SHORTEST, _HELD = 400, 300_000
"""Texts shorter than that are not worth an index, nor is a search up to the end; and that much text is remembered."""
_NUMBERS: dict[str, int] = {}
"""The pieces that some pattern needs, numbered."""
_WORDS: dict[str, tuple[tuple[int, int], ...]] = {}
"""Words met before, with the pieces in each: where it ends, and its number."""
_MOST_WORDS = 20_000
_INDEXES: dict[str, _Index] = {}
"""The texts met last."""


def _index(text: str) -> _Index:
    if sum(map(len, _INDEXES)) > _HELD:
        _INDEXES.clear()
    found = _INDEXES[text] = _Index(text)
    return found


def _pieces_of(word: str) -> tuple[tuple[int, int], ...]:
    if len(_WORDS) >= _MOST_WORDS:
        _WORDS.clear()
    found = _WORDS[word] = tuple(_automaton().iter(fold_word(word)))
    return found


@lru_cache(maxsize=1)
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    for piece, number in _NUMBERS.items():
        automaton.add_word(piece, number)
    automaton.make_automaton()
    return automaton


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return a pattern that a module keeps; one that is made while documents are read is for the functions below."""
    flags = int(flags)
    needs, heads = needed_literals(pattern)
    if flags & VERBOSE or not (needs or heads):
        return cast("Pattern[str]", Later(pattern, flags))
    _automaton.cache_clear()
    _WORDS.clear()
    _INDEXES.clear()
    return cast("Pattern[str]", Gated(pattern, flags, needs, heads))


def may_match(pattern: Pattern[str], text: str, pos: int, endpos: int) -> bool:
    """Whether a stretch of text has the words of which a pattern needs one: a cheap look before a dear search."""
    return not isinstance(pattern, Gated) or pattern.may_match(text, pos, endpos)


def any_of(words: Iterable[str], blank: str = r"\ ") -> str:
    """Return a pattern for the longest of several words that fits; what begins alike is written once, and read once.

    >>> any_of(["talk", "talks", "tour"])
    't(?:alk(?:s)?|our)'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    written = _branches([blank if char == " " else escape(char) for char in word] for word in longest_first)
    remember_group(written)
    return written


def _branches(words: Iterable[Sequence[str]]) -> str:
    by_first: dict[str, list[Sequence[str]]] = {}
    ends = False
    for word in words:
        if word:
            by_first.setdefault(word[0], []).append(word[1:])
        ends = ends or not word
    branches = [first + _branches(rest) for first, rest in by_first.items()]
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""


def search(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """Return the first match in a text."""
    found: Match[str] | None = _pattern(pattern, flags).search(text)
    return found


def match(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """Return the match at the start of a text."""
    found: Match[str] | None = _pattern(pattern, flags).match(text)
    return found


def fullmatch(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """Return the match of a whole text."""
    found: Match[str] | None = _pattern(pattern, flags).fullmatch(text)
    return found


def finditer(pattern: str, text: str, flags: int = 0) -> Iterator[Match[str]]:
    """Yield the matches in a text."""
    found: Iterator[Match[str]] = _pattern(pattern, flags).finditer(text)
    return found


def sub(pattern: str, replacement: str | Callable[[Match[str]], str], text: str, count: int = 0, flags: int = 0) -> str:
    """Return a text with the matches replaced."""
    found: str = _pattern(pattern, flags).sub(replacement, text, count)
    return found


def split(pattern: str, text: str, flags: int = 0) -> list[str]:
    """Return the pieces of a text between the matches."""
    found: list[str] = _pattern(pattern, flags).split(text)
    return found


def findall(pattern: str, text: str, flags: int = 0) -> list[str]:
    """Return the matches in a text."""
    found: list[str] = _pattern(pattern, flags).findall(text)
    return found
