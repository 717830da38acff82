r"""What a regular expression cannot match without: a few pieces of words of which every match has one, or begins with one.

``take[sn]?\s+part|joined`` needs "part" or "joined", and begins with "take" or "joined". A text that has neither need not be
searched. The pieces are letters and digits, the letters small and each digit a 0 (see :func:`fold_word`); where something in a
pattern is not understood, nothing is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product

_FEW = 48
"""The most strings that one part of a pattern is written out to."""
_MANY = 400
"""The most pieces of one pattern."""
_RARE, _RARE_HEAD = 0.12, 1.0
"""How often the pieces may be met, roughly: what is met more often is no help."""
_ZERO_WIDTH = frozenset("bBAZz")
_CLASSES = frozenset("sSwWD")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(?P<least>\d*)(?P<comma>,)?(?P<most>\d*)\})[?+]?")
_LETTERS = re.compile(r"[A-Za-z]+(?![*+?{])")
_FLAGS = re.compile(r"\(\?[im]*(?:-[im]+)?(?P<end>[:)])")
_NAME = re.compile(r"\(\?P<\w+>")
_LOOK = re.compile(r"\(\?<?[=!]")
_PROPERTY = re.compile(r"[pP]\{\^?\w+\}|[pP]\w")
_BACK = re.compile(r"\(\?P=\w+\)")
_FOLDS = {"İ": "i", "ſ": "s"}
"""What a pattern takes for a letter of ASCII, and ``lower`` does not."""


def fold_word(word: str) -> str:
    """Return a word in small letters and with 0 for each digit, of the same length.

    >>> fold_word("COP28")
    'cop00'
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    return "".join("0" if c.isdecimal() else _FOLDS.get(c) or c.lower() for c in word)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: all that it matches where that is little, the pieces of which each match has one, or begins with one.

    ``empty`` says that it may match nothing; ``heads`` are then of its other matches.
    """

    exact: frozenset[str] | None
    needs: frozenset[str] | None
    heads: frozenset[str] | None
    empty: bool = False


_NOTHING = _Part(frozenset({""}), None, frozenset(), empty=True)
_ANYTHING = _Part(None, None, None)


class _Unknown(Exception):
    """Something in a pattern that is not understood."""


def needed_literals(pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    r"""Return the pieces of which each match of a pattern has one, or begins with one; none where nothing of use is known.

    >>> needs, heads = needed_literals(r"\b(?:take[sn]?\s+part|joins?\s+(?:in|by))\b")
    >>> sorted(needs), sorted(heads)
    (['join', 'take'], ['join', 'take'])
    >>> needed_literals(r"\s+(?:of|in)?")
    (frozenset(), frozenset())
    """
    reader = _Reader(pattern)
    try:
        part = reader.alternatives()
    except (_Unknown, IndexError):
        part = _ANYTHING
    if reader.at != len(pattern):
        part = _ANYTHING
    return _useful(part.needs, _RARE), frozenset() if part.empty else _useful(part.heads, _RARE_HEAD)


_KNOWN: dict[str, _Part] = {}
"""Long groups that many patterns have in them, read once."""


def remember_group(written: str) -> None:
    """Read a group that is going to stand in many patterns."""
    reader = _Reader(written)
    part = reader._group() if written.startswith("(?:") else _ANYTHING
    if reader.at == len(written):
        _KNOWN[written] = part


def _useful(pieces: frozenset[str] | None, limit: float) -> frozenset[str]:
    return pieces if pieces and _cost(pieces) <= limit and len(pieces) <= _MANY else frozenset()


def _cost(pieces: frozenset[str]) -> float:
    """How often, roughly, a text has one of the pieces."""
    return sum(4.0 ** -(len(piece) + piece.count("0")) for piece in pieces)


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=_cost)


def _shortest(pieces: frozenset[str]) -> frozenset[str] | None:
    """Return the pieces without those that have another in them."""
    if "" in pieces:
        return None
    if len(pieces) == 1:
        return pieces
    kept: set[str] = set()
    for piece in sorted(pieces, key=len):
        if not any(piece[i:j] in kept for i in range(len(piece)) for j in range(i + 1, len(piece) + 1)):
            kept.add(piece)
    return frozenset(kept)


def _beginnings(pieces: frozenset[str]) -> frozenset[str]:
    """Return the pieces without those that begin with another, and without the empty one."""
    return frozenset(p for p in pieces if p and not any(p[:i] in pieces for i in range(1, len(p))))


@lru_cache(maxsize=4096)
def _written(strings: frozenset[str]) -> _Part:
    return _Part(strings, _shortest(strings), _beginnings(strings), empty="" in strings)


def _in_row(parts: list[_Part]) -> _Part:
    """What parts that follow each other need: the best of their pieces, and of the strings that whole runs of them make."""
    runs: list[_Part] = []
    written = _NOTHING.exact
    for part in parts:
        if written is not None and part.exact is not None and len(part.exact) * len(written) <= _FEW:
            written = frozenset(a + b for a, b in product(written, part.exact))
            continue
        if written is not None:
            runs.append(_written(written))
        written = part.exact
        if written is None:
            runs.append(part)
    if written is not None:
        runs.append(_written(written))
    if len(runs) == 1:
        return runs[0]
    heads: frozenset[str] | None = frozenset()
    for run in runs:
        heads = None if heads is None or run.heads is None else heads | run.heads
        if not run.empty:
            break
    first, second = runs[:2]
    if first.exact and second.heads and not (first.empty or second.empty) and len(first.exact) * len(second.heads) <= _MANY:
        heads = frozenset(a + b for a, b in product(first.exact, second.heads))
    empty = all(run.empty for run in runs)
    heads = None if heads is None else _beginnings(heads)
    begun = _shortest(heads) if heads and not empty else None
    return _Part(None, reduce(_better, (run.needs for run in runs), begun), heads, empty)


def _either(parts: list[_Part]) -> _Part:
    """What one of several parts needs: a piece of any."""
    exact: set[str] | None = set()
    needs: set[str] | None = set()
    heads: set[str] | None = set()
    for part in parts:
        exact = None if exact is None or part.exact is None else exact | part.exact
        needs = None if needs is None or part.needs is None else needs | part.needs
        heads = None if heads is None or part.heads is None else heads | part.heads
    return _Part(
        None if exact is None or len(exact) > _FEW else frozenset(exact),
        None if needs is None else _shortest(frozenset(needs)),
        None if heads is None else _beginnings(frozenset(heads)),
        any(part.empty for part in parts),
    )


def _repeated(part: _Part, least: int, most: int | None) -> _Part:
    if most is not None and most <= 4 and part.exact is not None and len(part.exact) ** max(most, 1) <= _FEW:
        strings = frozenset("".join(s) for n in range(least, most + 1) for s in product(part.exact, repeat=n))
        return _written(strings)
    return _Part(None, part.needs if least else None, part.heads, part.empty or not least)


@lru_cache(maxsize=4096)
def _character(char: str) -> _Part:
    """A character that stands for itself, or in either case."""
    if char.isascii() and char.isalnum():
        written = frozenset({"0" if char.isdigit() else char.lower()})
        return _written(written)
    return _ANYTHING


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> _Part:
        """Read up to a closing bracket or the end."""
        parts = [self._row()]
        while self.at < len(self.pattern) and self.pattern[self.at] == "|":
            self.at += 1
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else _either(parts)

    def _row(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            letters = _LETTERS.match(self.pattern, self.at)
            if letters is not None:
                self.at = letters.end()
                parts.append(_written(frozenset({letters.group().lower()})))
                continue
            part = self._atom()
            quantifier = _QUANTIFIER.match(self.pattern, self.at)
            if quantifier is not None:
                self.at = quantifier.end()
                part = _repeated(part, *_bounds(quantifier))
            parts.append(part)
        return _in_row(parts)

    def _atom(self) -> _Part:
        char = self.pattern[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._set()
        self.at += 1
        if char == "\\":
            return self._escape()
        if char in "*+?{}":
            raise _Unknown
        return _NOTHING if char in "^$" else _ANYTHING if char == "." else _character(char)

    def _group(self) -> _Part:
        for written, part in _KNOWN.items():
            if self.pattern.startswith(written, self.at):
                self.at += len(written)
                return part
        look = _LOOK.match(self.pattern, self.at)
        flags, name, back = (form.match(self.pattern, self.at) for form in (_FLAGS, _NAME, _BACK))
        if back is not None:
            self.at = back.end()
            return _ANYTHING
        opened = look or flags or name
        if opened is None and self.pattern.startswith("(?", self.at):
            raise _Unknown
        self.at = opened.end() if opened is not None else self.at + 1
        if flags is not None and flags["end"] == ")":
            return _NOTHING
        inner = self.alternatives()
        if self.pattern[self.at] != ")":
            raise _Unknown
        self.at += 1
        return _NOTHING if look is not None else inner

    def _escape(self) -> _Part:
        char = self.pattern[self.at]
        written = _PROPERTY.match(self.pattern, self.at)
        if written is not None:
            self.at = written.end()
            return _ANYTHING
        if char in "ux":
            self.at += 5 if char == "u" else 3
            return _ANYTHING
        self.at += 1
        if char == "d":
            return _character("0")
        if char in _ZERO_WIDTH:
            return _NOTHING
        if char in _CLASSES or char in "123456789":
            return _ANYTHING
        if char.isalnum() and char not in "nrt":
            raise _Unknown
        return _ANYTHING

    def _set(self) -> _Part:
        """Read a set of characters; one of few characters is each of them."""
        self.at += 1
        negated = self.pattern[self.at] == "^"
        self.at += negated
        parts: list[_Part] = []
        begin = self.at
        while self.pattern[self.at] != "]" or self.at == begin:
            if self.pattern[self.at] == "[":
                raise _Unknown
            parts.append(self._member())
        self.at += 1
        return _ANYTHING if negated else _either(parts)

    def _member(self) -> _Part:
        """Read a character of a set, or a range of them."""
        char = self.pattern[self.at]
        self.at += 1
        part = self._escape() if char == "\\" else _character(char)
        if part is _NOTHING:
            raise _Unknown
        if self.pattern[self.at] == "-" and self.pattern[self.at + 1] != "]":
            if char == "\\" or self.pattern[self.at + 1] == "\\":
                raise _Unknown
            last = self.pattern[self.at + 1]
            self.at += 2
            part = _either([_character(chr(code)) for code in range(ord(char), min(ord(last), ord(char) + 64) + 1)])
            return part if ord(last) - ord(char) < 11 else _ANYTHING
        return part


def _bounds(quantifier: re.Match[str]) -> tuple[int, int | None]:
    """Return the least and the most times that a quantifier allows."""
    sign = quantifier.group()[0]
    if sign != "{":
        return (1 if sign == "+" else 0), (1 if sign == "?" else None)
    least = int(quantifier["least"] or 0)
    if not quantifier["comma"]:
        if not least:
            raise _Unknown
        return least, least
    return least, int(quantifier["most"]) if quantifier["most"] else None
