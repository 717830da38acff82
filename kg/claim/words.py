"""The words that tell one name from another."""

from __future__ import annotations

from functools import lru_cache

from kg import patterns as re

_WORD = re.compile(r"[\p{L}\p{N}]+")
_SMALL = frozenset("the of and for in on a an to at by with de la le des du y el s its".split())


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """Return the telling words of a name, in lower case.

    >>> words_of("26th Conference on the Ocean")
    ('26th', 'conference', 'ocean')
    """
    return tuple(w for w in _WORD.findall(name.lower().replace("’", "'")) if w not in _SMALL)


_NUMBERISH = re.compile(r"^(?:(?:19|20)\d\d|\d+(?:st|nd|rd|th))$")


_SAME_WORD = {"exposition": "expo"}
_SHORT_COUNTRIES = {
    "nz": ("new", "zealand"), "uk": ("united", "kingdom"), "us": ("united", "states"), "usa": ("united", "states"),
    "uae": ("united", "arab", "emirates"), "prc": ("china",), "drc": ("congo",), "ksa": ("saudi", "arabia"), "png": ("papua", "new", "guinea"),
    "rok": ("korea",), "eu": ("european", "union"), "au": ("african", "union"),
}  # fmt: skip


@lru_cache(maxsize=16384)
def core_words(name: str) -> frozenset[str]:
    """Return the telling words without years and ordinals."""
    words = words_of(name)
    if "covid" in words:
        words = tuple(w for w in words if w != "19")
    return frozenset(
        part
        for w in words
        for part in _SHORT_COUNTRIES.get(w, (_SAME_WORD.get(w, w),))
        if not _NUMBERISH.match(w) and w not in ("first", "second", "third", "inaugural")
    )
