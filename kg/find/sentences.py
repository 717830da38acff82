"""Cuts the sections of a document into sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.model import Span

_END = re.compile(
    r"(?:[.!?]+[\"”’»)\]]*|[。！？；][”」』]?)(?=\s|$)|[。！？]|\n[ \t]*\n|[;:](?=[ \t]*\n(?:[ \t]*\n|[ \t]*[-*•·]))"
)
_ABBREVIATION = re.compile(
    r"(?<![^\s(“\"‘–—])(?:(?:\p{L}\.){1,3}\p{L}|\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Hon|Gen|Col|Sen|Rep|Gov|Amb|St|Ste|No|Nos|Vol|Art|Fig|vs|etc|approx|ca|al|i\.e|e\.g|Jr|Sr|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Ing|Dipl|Smt|Sra|Dra|Mme|Cdr|Rtd|Dept|Univ|Assoc|Ph\.D|Messrs|Eng|Engr|Md|Mohd|Ir|Drs|Rev|Brig|Adm|Cllr|Capt|Lt|Maj|Sgt|H\.E|Bros)\.$"
)
LONGEST = 2000
"""The most characters of a sentence; what goes on for longer without an end is cut, and time grows with the text and no faster."""
_WIDE = re.compile(r"(?<!\s)\s{100,}+(?![\s\p{Ll},;:.)’'])")
"""A very wide gap, behind which no sentence goes on: a long address that is left out of one is as wide."""
_NEXT_OPENS = re.compile(r"\s*[\"“‘'(\[]*[\p{Lu}\p{N}\p{Lo}]")


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, without the white space around them.

    >>> t = "The U.S. delegation came. Mr. Li spoke."
    >>> [s.of(t) for s in split_sentences(t, 0, len(t))]
    ['The U.S. delegation came.', 'Mr. Li spoke.']
    """
    begin = start
    for match in _END.finditer(text, start, end):
        if match.group()[0] == "." and match.end() < end:
            goes_on = _NEXT_OPENS.match(text, match.end(), end) is None
            short = _ABBREVIATION.search(text, max(begin, match.start() - 14), match.start() + 1)
            if goes_on or (short and not _closes(text, begin, match.start(), match.end(), end)):
                continue
        yield from _pieces(text, begin, match.end())
        begin = match.end()
    yield from _pieces(text, begin, end)


_STARTERS = re.compile(
    r"\s+(?:The|This|These|It|In|On|At|During|He|She|They|We|Our|Their|Its|A|An|As|For|After|Before|About|More|Over|Participants|Both|Among|With|Under)\b"
)


def _closes(text: str, begin: int, dot: int, after: int, end: int) -> bool:
    """Whether a full stop after an abbreviation such as "U.S." ends the sentence all the same."""
    word = text[max(begin, dot - 4) : dot + 1]
    return bool(re.search(r"\p{Lu}\.\p{Lu}\.$", word) and _STARTERS.match(text, after, end))


def _pieces(text: str, begin: int, end: int) -> Iterator[Span]:
    """Yield a sentence; one that is endless, or has a very wide gap in it, in pieces."""
    for gap in (*_WIDE.finditer(text, begin, end), None):
        stop = gap.start() if gap is not None else end
        while stop - begin > LONGEST:
            blank = text.rfind(" ", begin, begin + LONGEST)
            cut = blank if blank > begin else begin + LONGEST
            yield from _stripped(text, begin, cut)
            begin = cut
        yield from _stripped(text, begin, stop)
        begin = gap.end() if gap is not None else end


def _stripped(text: str, begin: int, end: int) -> Iterator[Span]:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        lead = len(piece) - len(piece.lstrip())
        yield Span(begin + lead, begin + lead + len(stripped))
