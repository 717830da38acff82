"""A pattern that looks before it searches finds what the pattern itself finds."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
import regex

from kg import patterns
from kg.claim.rules import all_rules
from kg.literals import fold_word, needed_literals
from kg.patterns import Gated

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def _texts() -> list[str]:
    rules = all_rules()
    told = "\n\n".join(text for rule in rules for text in (*rule.yes, *rule.no))
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.md"))]
    return [told, told.upper(), told.lower(), *seeds]


def test_every_pattern_finds_in_any_stretch_of_text_what_it_found_without_a_look() -> None:
    texts = _texts()
    gated = [found for found in gc.get_objects() if isinstance(found, Gated)]
    assert len(gated) > 300
    seen = 0
    for pattern in gated:
        plain = regex.compile(pattern.pattern, pattern.flags)
        for text in texts:
            for start in range(0, len(text), 1237):
                stretch = (text, start, min(len(text), start + 1300))
                expected = [match.span() for match in plain.finditer(*stretch)]
                assert [match.span() for match in pattern.finditer(*stretch)] == expected, pattern.pattern
                first = pattern.search(*stretch)
                assert (first.span() if first else None) == (expected[0] if expected else None), pattern.pattern
                seen += bool(expected)
    assert seen > 1000


@pytest.mark.parametrize(
    ("pattern", "needs", "heads"),
    [
        (r"\b(?:adopt(?:ed|s)?|sign(?:ed|ing))\b", {"adopt", "signed", "signing"}, {"adopt", "signed", "signing"}),
        (r"(?:the\s+)?organi[sz]ers?", {"organiser", "organizer"}, {"the", "organiser", "organizer"}),
        (r"(?<!not )\bmet\s+(?:with|again)", {"with", "again"}, {"met"}),
        (r"\d{1,2}(?:st|nd)", {"0st", "0nd"}, {"0st", "00st", "0nd", "00nd"}),
        (r"[^.]{0,40}\bheld\b", {"held"}, set()),
        (r"\p{Lu}\w+\s+Forum", {"forum"}, set()),
        (r"(?:held)?", set(), set()),
        (r"(?:held|\s)", set(), set()),
        (r"(?!held)[a-z]+", set(), set()),
        (r"(?(1)held|met)", set(), set()),
    ],
)
def test_what_a_pattern_needs_is_read_from_it(pattern: str, needs: set[str], heads: set[str]) -> None:
    assert needed_literals(pattern) == (frozenset(needs), frozenset(heads))


def test_a_letter_that_a_pattern_takes_for_one_of_ascii_is_folded_to_it() -> None:
    assert [fold_word(word) for word in ("İSTANBUL", "ſign", "\u212aIEL", "COP٢8")] == ["istanbul", "sign", "kiel", "cop00"]


def test_a_pattern_with_such_letters_is_found_in_a_long_text() -> None:
    text = "x " * 400 + "The ſIGNING in \u212aiel"
    pattern = patterns.compile(r"\bsigning\s+in\s+kiel", patterns.IGNORECASE)
    assert isinstance(pattern, Gated)
    assert pattern.search(text, 0, len(text)) is not None
