"""Cuts a text into lines with what their form tells: headings, list items, table rows, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.markup import blank, blank_inline


@dataclass(slots=True)
class Line:
    """A line of a text without its marks: where its words stand, and what its form tells.

    ``form`` is "" or heading, title, bold, bullet, sign, row, head (of a table), caption, boilerplate, link, dated.
    ``number`` is the number that the line begins with, or 0.
    ``width`` and ``opening`` are the lengths of the whole line and of its first word, marks included.
    ``hard`` says that the line ends for good, ``gap`` that a blank line stands before it.
    """

    start: int
    end: int
    text: str
    form: str = ""
    number: int = 0
    gap: bool = False
    hard: bool = False
    dotted: bool = False
    level: int = 0
    width: int = 0
    opening: int = 0
    indent: int = 0


_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|(?=[^\s#]))")
_BULLET = re.compile(
    r"[ \t]*(?:[-+*•·▪●○◦■□►▸‣※][ \t]+|[•·▪●○◦■□►▸‣][ \t]*|[–—][ \t]+(?!\d)"
    r"|\([a-z]{1,2}\)[ \t]+|\((?:i{1,3}|iv|vi{0,3}|ix|x)\)[ \t]+)(?=\S)"
)
_SIGN = re.compile(r"[ \t]*(?:[✅✔☑✓★☆◆◇➤➢⭐🔹🔸📅📍🕘🎤]\uFE0F?[ \t]*)+(?=\S)")
_HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTED = re.compile(r"[ \t]{0,3}>[ \t>]*")
_RULE = re.compile(r"[ \t]*(?:[-=_*~#–—\\][ \t]*){3,}$")
_ROW_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_NUMBER = re.compile(r"(?:No\.[ \t]?|Item[ \t])?(\d{1,3})(?:([.)．、]|[:：])(?!\d)[ \t\u00a0]*|[ \t\u00a0]+)(?=\S)")
_BOLD = re.compile(
    r"(?:<br\s*/?>)?[ \t]*(?:(\*\*|__)(?:(?!\1).)+\1|<(b|strong)>(?:(?!</\2>).)+</\2>)[ \t:：]*(?:<br\s*/?>|\\)?$", re.IGNORECASE
)
_LINK_ONLY = re.compile(r"\[[^\]]*\]\([^)]*\)$")
_MONTHS = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[.:]\d\d")


def split_lines(text: str, plain: str, begin: int, *, markdown: bool) -> tuple[str, list[Line]]:
    """Return the plain text with the marks of lines blanked, and its lines that have words."""
    plain = plain[:begin] + blank_inline(plain[begin:], markdown=markdown)
    cuts: list[tuple[int, int]] = []
    lines: list[Line] = []
    position, gap, fenced = begin, True, False
    for piece in plain[begin:].split("\n"):
        start, position = position, position + len(piece) + 1
        if not piece or piece.isspace():
            gap = gap or not text[start : position - 1].strip() or _RULE.match(text, start, position - 1) is not None
            continue
        if markdown and text.startswith(("```", "~~~"), start):
            fenced = not fenced
            cuts.append((start, start + len(piece)))
            continue
        if _RULE.match(piece) and not piece.strip().isalnum():
            cuts.append((start, start + len(piece)))
            if markdown and lines and not gap and piece.strip()[0] in "=-" and len(lines[-1].text) < 200:
                lines[-1].form, lines[-1].level = "heading", 1 if piece.strip()[0] == "=" else 2
            gap = True
            continue
        if "|" in piece and "-" in piece and _ROW_RULE.match(piece):
            cuts.append((start, start + len(piece)))
            if lines and lines[-1].form == "row":
                lines[-1].form = "head"
            continue
        line = _read_line(text, piece, start, cuts, markdown=markdown)
        if line is not None:
            line.gap, gap = gap, False
            raw = text[start : position - 1]
            line.hard = (markdown and raw.endswith("  ")) or text[position - 1 : position] not in ("\n", "\r")
            line.indent = len(piece) - len(piece.lstrip())
            line.width, line.opening = len(raw.rstrip()), len(raw.split(None, 1)[0])
            lines.append(line)
    cuts += _accept_numbers(lines)
    return _cut(plain, cuts), lines


def _read_line(text: str, piece: str, start: int, cuts: list[tuple[int, int]], *, markdown: bool) -> Line | None:
    """Read one line: the marks at its head go to the cuts."""
    whole = text[start : start + len(piece)]
    raw = whole.strip()
    at, form, level = 0, "", 0
    if markdown and (mark := _HEADING.match(piece)):
        form, level, at = "heading", len(mark[1]), mark.end()
        if tail := _HEADING_TAIL.search(piece, at):
            cuts.append((start + tail.start(), start + tail.end()))
            piece = piece[: tail.start()]
    elif markdown and (mark := _QUOTED.match(piece)):
        at = mark.end()
    if form:
        pass
    elif mark := _BULLET.match(whole, at) or _BULLET.match(piece, at):
        form, at = "bullet", mark.end()
    elif mark := _SIGN.match(piece, at):
        form, at = "sign", mark.end()
    elif raw[:1] == "|" and raw[-1:] == "|" and len(raw) > 2:
        form, at = "row", piece.index("|") + 1
        last = piece.rindex("|")
        cuts.append((start + last, start + last + 1))
        piece = piece[:last]
    elif raw[:1] in ("*", "_", "<") and _BOLD.match(raw):
        form, level = "bold", 3
    elif markdown and raw[:1] == "[" and _LINK_ONLY.match(raw):
        form = "link"
    if at:
        cuts.append((start, start + at))
    words = piece[at:].strip()
    if not words:
        return None
    first = start + at + len(piece[at:]) - len(piece[at:].lstrip())
    return Line(first, first + len(words), words, form, level=level)


def _accept_numbers(lines: list[Line]) -> list[tuple[int, int]]:
    """Take the numbers off the lines that begin with one, where they count (1, 2, 3)."""
    found: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        if (
            line.text[0] in "0123456789NI"
            and line.form in ("", "heading", "bold", "bullet", "sign")
            and (mark := _NUMBER.match(line.text))
        ):
            rest = line.text[mark.end() :]
            if _TIME.match(line.text) or (
                mark[2] is None and (_MONTHS.match(rest) or not (rest[0].isupper() or rest[0] in "“\"‘'("))
            ):
                continue
            found.append((line, mark))
    cuts = []
    counts = [int(mark[1]) for _, mark in found]
    earlier: set[int] = set()
    for index, (line, mark) in enumerate(found):
        count, dotted = counts[index], mark[2] is not None
        follows = (index > 0 and counts[index - 1] == count - 1) or (index + 1 < len(counts) and counts[index + 1] == count + 1)
        follows = follows or (dotted and count - 1 in earlier)
        if not (follows or (dotted and count == 1) or (count == 2 and len(line.text) > 150)):
            continue
        cuts.append((line.start, line.start + mark.end()))
        line.number, line.dotted = count, dotted
        earlier.add(count)
        line.start, line.text = line.start + mark.end(), line.text[mark.end() :]
    return cuts


def _cut(plain: str, cuts: list[tuple[int, int]]) -> str:
    """Return the text with the cuts blanked."""
    if not cuts:
        return plain
    pieces, at = [], 0
    for start, end in sorted(cuts):
        if end > at:
            pieces += [plain[at:start], blank(plain[max(start, at) : end])]
            at = end
    return "".join((*pieces, plain[at:]))
