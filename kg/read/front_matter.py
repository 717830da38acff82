"""Reads the front matter of Markdown and text files: the lines of keys and values between two lines of dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Span
from kg.read.markup import blank

_BLOCK = re.compile(
    r"\s*(?:---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"^(?P<key>[A-Za-z][\w .-]{0,40}?)[ \t]*[:=](?=[ \t\r\n]|$)[ \t]*(?P<value>.*?)[ \t\r]*$", re.MULTILINE)
_MORE = re.compile(r"(?:\n[ \t]+(?![-\s])[^\n]*)+")
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[ \t\r]*\n[ \t]*\\?|.)", re.DOTALL)
_ESCAPED = {"n": " ", "t": " ", "_": " ", "N": " ", "0": " "}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a front matter, lower-case, with their values and where these stand; ``end`` is where the text begins."""

    values: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    end: int = 0

    def first(self, *keys: str) -> str:
        """Return the value of the first key that has one, or ""."""
        return next((self.values[key] for key in keys if self.values.get(key)), "")


def read_front_matter(text: str) -> FrontMatter:
    r"""Read the front matter at the head of a text; there may be none.

    >>> read_front_matter("---\ntitle: 'A forum'\n---\nText").values
    {'title': 'A forum'}
    """
    block = _BLOCK.match(text) if text.lstrip()[:3] in ("---", "+++") else None
    if block is None:
        return FrontMatter()
    body, start = block["body"], block.start("body")
    values: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for match in _KEY.finditer(body):
        begin, end = match.span("value")
        more = _MORE.match(body, match.end())
        if more and body[begin:end]:
            end = more.end()
        value, quote = body[begin:end].rstrip(), body[begin : begin + 1]
        if value[:1] in "|>" and len(match["value"]) < 3:
            begin += len(match["value"])
            value = body[begin:end].strip()
            begin += len(body[begin:end]) - len(body[begin:end].lstrip())
        elif len(value) > 1 and quote in "'\"" and value.endswith(quote):
            value, begin = value[1:-1], begin + 1
        key = match["key"].strip().lower().replace("-", "_").replace(" ", "_")
        values.setdefault(key, _unescape(value, quote))
        spans.setdefault(key, Span(start + begin, start + begin + len(value)))
    return FrontMatter(values, spans, block.end()) if values else FrontMatter()


def blank_escapes(value: str) -> str:
    """Return a quoted value with its escapes blanked, each character in its place."""
    return _ESCAPE.sub(lambda match: " " * (len(match[0]) - 1) + (match[0][-1] if match[0][1] in "\"'\\/" else " "), value)


def blank_front_matter(text: str, front: FrontMatter, kept: tuple[Span, ...]) -> str:
    """Return the text with its front matter blanked but for the spans kept."""
    pieces, at = [], 0
    for span in sorted(kept):
        pieces += [blank(text[at : span.start]), blank_escapes(span.of(text)).replace("\n", " ")]
        at = span.end
    return "".join((*pieces, blank(text[at : front.end]), text[front.end :]))


def _unescape(value: str, quote: str) -> str:
    """Return a value as its quotes mean it, on one line."""
    if quote == '"':
        value = _ESCAPE.sub(_unescape_one, value)
    elif quote == "'":
        value = value.replace("''", "'")
    return " ".join(value.split())


def _unescape_one(match: re.Match[str]) -> str:
    """Return what one escape stands for."""
    code = match[0][1:]
    if code[0] in "ux" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in " \t\r\n":
        return ""
    return _ESCAPED.get(code[0], code[0])
