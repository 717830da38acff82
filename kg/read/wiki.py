"""Blanks the markup of wiki pages: links, emphasis, templates, notes, headings and tables, each character in its place."""

from __future__ import annotations

import re

from kg.read.markup import blank

_SIGN = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]|'''?[^'\n]{2,200}'''?|^={2,5}[^=\n]{1,120}={2,5}[ \t]*$|^\{\|", re.MULTILINE)
_NOTE = re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>.{0,2000}?</ref\s*>|<!--.{0,2000}?-->", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,8000}\}\}")
_FILE = re.compile(r"\[\[(?:File|Image|Category|Datei|Fichier|Archivo):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?(?P<words>[^\[\]|\n]+)\]\]|\[https?://[^\s\[\]]+(?:[ \t]+(?P<words2>[^\[\]\n]*))?\]")
_EMPHASIS = re.compile(r"'{2,5}")
_HEADING = re.compile(r"^(={2,5})([^=\n]{1,120}?)(={2,5})(?=[ \t]*$)", re.MULTILINE)
_TABLE = re.compile(r"^\{\|.*?^\|\}", re.DOTALL | re.MULTILINE)
_CELL = re.compile(r"\n[|!](?![-}+])|\|\||!!")


def is_wiki(text: str) -> bool:
    """Say whether a text is written in the markup of wiki pages.

    >>> is_wiki("The '''Forum''' was held in [[Tallinn]]."), is_wiki("The 'Forum' was held.")
    (True, False)
    """
    return "[[" in text and sum(1 for _ in zip(_SIGN.finditer(text), range(2), strict=False)) == 2


def blank_wiki(text: str) -> str:
    r"""Return a wiki page with its markup blanked; headings get the sign that Markdown has for them.

    >>> blank_wiki("== Past ==\nThe '''Forum''' met in [[Tallinn|the town]].")
    '## Past   \nThe    Forum    met in           the town  .'
    """
    text = _NOTE.sub(lambda match: blank(match[0]), text)
    for _ in range(4):
        text, count = _TEMPLATE.subn(lambda match: blank(match[0]), text)
        if not count:
            break
    text = _FILE.sub(lambda match: blank(match[0]), text)
    text = _LINK.sub(_words_of_link, text)
    text = _TABLE.sub(lambda match: _rows_of_table(match[0]), text)
    text = _HEADING.sub(lambda match: "#" * len(match[1]) + match[2] + blank(match[3]), text)
    return _EMPHASIS.sub(lambda match: blank(match[0]), text)


def _words_of_link(match: re.Match[str]) -> str:
    group = "words" if match["words"] is not None else "words2"
    if match[group] is None:
        return blank(match[0])
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    return blank(match[0][:start]) + match[group] + blank(match[0][end:])


def _rows_of_table(table: str) -> str:
    """Put the cells of each row on one line, with a bar between them."""
    lines = table.split("\n")
    kept = [blank(line) if line.startswith(("{|", "|}", "|-", "|+")) else line for line in lines]
    joined = "\n".join(kept)
    return _CELL.sub(lambda match: " |", joined)
