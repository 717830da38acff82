"""Forms under which names of one thing are the same, and slugs for IRIs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kg import patterns as re

_WORD = re.compile(r"[\p{L}\p{N}]+")
_SMALL = frozenset("the of and for in on a an to at by with de la le les des du el los las y et e s its their".split())
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth inaugural annual".split())
"""Words that number an edition, and tell no event from another."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text without accents, in lower case.

    >>> fold("Ürümqi")
    'urumqi'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=65536)
def slug(text: str, limit: int = 80) -> str:
    """Return the part of an IRI that a name gives.

    >>> slug("HCF 2025"), slug("Ministry of Education & Sports")
    ('hcf-2025', 'ministry-of-education-and-sports')
    """
    folded = fold(text.replace("&", " and ").replace("’", "'").replace("'s ", "s "))
    out = "-".join(_WORD.findall(folded))
    if len(out) > limit:
        cut = out[:limit].rsplit("-", 1)[0]
        out = f"{cut}-{short_hash(out)}"
    return out or short_hash(text)


def short_hash(text: str) -> str:
    """Return ten hexadecimal digits of a text's SHA-256."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


@lru_cache(maxsize=65536)
def telling(name: str) -> frozenset[str]:
    """Return the words that tell a name from others: no articles, years, ordinals."""
    words = _WORD.findall(fold(name.replace("’", "'")))
    kept = [
        w for w in words if w not in _SMALL and w not in ORDINALS and not re.fullmatch(r"(?:19|20)\d\d|\d+(?:st|nd|rd|th)", w)
    ]
    return frozenset(kept or words)


@lru_cache(maxsize=65536)
def same_words(name: str) -> str:
    """Return a name's words in order, small words aside: the key under which bodies are the same."""
    return " ".join(w for w in _WORD.findall(fold(name.replace("’", "'"))) if w not in _SMALL)


def year_in(text: str) -> int:
    """Return the year in a name, 0 for none.

    >>> year_in("HCF 2025")
    2025
    """
    match = _YEAR.search(text)
    return int(match.group(1)) if match else 0


@lru_cache(maxsize=65536)
def is_short_form(name: str) -> bool:
    """Whether a name is one abbreviation, perhaps with a year."""
    word = _YEAR.sub("", name).strip()
    return " " not in word and sum(c.isupper() for c in word) >= 2


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how far two sets of words agree, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
