"""Blanks markup: gives a text of the same length in which only the words are left."""

from __future__ import annotations

import re
from html import unescape

_ODD = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
    **{code: chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)},
    **{code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)},
    **{
        ord(wide): narrow
        for wide, narrow in zip("（）：，％＆＋－／＝＃＠．～＂＇｜［］", "()：,%&+-/=#@.~\"'|[]".replace("：", ":"), strict=True)
    },
    **dict.fromkeys((0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys(
        (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xFE0E, 0xFE0F, 0xFFFC, 0xFFFD),
        " ",
    ),
    **dict.fromkeys((0x85, 0x2028, 0x2029), "\n"),
    **{0x2010: "-", 0x2011: "-", 0xFE63: "-", 0x2215: "/", 0x2044: "/"},
}
_ODD_CHARACTERS = re.compile("[" + "".join(map(re.escape, map(chr, _ODD))) + "]")
_RETURN = re.compile(r"\r(\n?)")

_TAG = r"<(?:!--.{0,2000}?--|/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?)>"
_ENTITY = r"&(?:\#\d{1,6}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20}[0-9]{0,2});"
_HTML_INLINE = re.compile(rf"(?P<mark>\*\*+)|(?P<tag>{_TAG})|(?P<entity>{_ENTITY})", re.DOTALL)
_MARKDOWN_INLINE = re.compile(
    r"""
    (?P<drop><(?P<raw>script|style)\b.{0,5000}?</(?P=raw)\s*>
      |\{%[^\n]{0,300}?%\} | \{\{[^\n]{0,300}?\}\} | \{:[^{}\n]*\} | \{[.\#][\w.\-\#\ ]*\}
      |!\[[^\[\]\n]{0,1000}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]*\])
      |^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S[^\n]*$
      |\[\^[^\]\s]+\]:?
      |<(?:https?|mailto):[^<>\s]+>)
    |(?P<link>\[(?P<words>(?:[^\[\]]|!\[[^\[\]\n]{0,1000}\](?:\([^()\n]{0,2000}\))?)*)\]
       (?:\(\s*<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+["'(][^\n]*?["')])?\s*\) | \[[^\[\]\n]*\]))
    |(?P<tag>"""
    + _TAG
    + r""")
    |(?P<entity>"""
    + _ENTITY
    + r""")
    |(?P<escape>\\(?=[\\`*_{}\[\]()\#+\-.!|>~$&"'<]))
    |(?P<mark>\*+|~~+|`+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_]))
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_BREAKING_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|dt|dd|dl|section|article|blockquote|figure|figcaption|hr|header|footer)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[*_`\[<&\\~{]")


def even_out(text: str) -> str:
    r"""Return the text with odd spaces, full-width forms and line ends as ordinary characters, each in its place.

    >>> even_out("２０２５年\u00a0（Beijing）：")
    '2025年 (Beijing):'
    """
    if "\r" in text:
        text = _RETURN.sub(lambda match: " \n" if match[1] else "\n", text)
    return text if text.isascii() and "\t" not in text else _ODD_CHARACTERS.sub(lambda match: _ODD[ord(match[0])], text)


def blank_inline(text: str, *, markdown: bool) -> str:
    """Return the text with tags, entities, links, images and emphasis blanked, each character in its place.

    >>> blank_inline("**Date:** [3 May](/x) &amp; 4", markdown=True)
    '  Date:    3 May      &     4'
    """
    if not _SIGNS.search(text):
        return text
    return (_MARKDOWN_INLINE if markdown else _HTML_INLINE).sub(_blank, text)


def blank(text: str) -> str:
    """Return blanks in place of the text, with its line ends kept."""
    return " " * len(text) if "\n" not in text else "\n".join(" " * len(line) for line in text.split("\n"))


def _blank(match: re.Match[str]) -> str:
    """Give what stands in place of one piece of markup."""
    piece, kind = match[0], match.lastgroup
    if kind in ("link", "words"):
        return " " + blank_inline(match["words"], markdown=True) + blank(piece[len(match["words"]) + 1 :])
    if kind == "entity":
        character = unescape(piece)
        return piece if len(character) != 1 else even_out(character).replace("\n", " ").ljust(len(piece))
    if kind == "tag" and _BREAKING_TAG.match(piece):
        return "\n" + blank(piece[1:])
    return blank(piece)
