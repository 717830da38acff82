"""Events that go by an abbreviation with the number of the edition in it ("21CBEM", "HEPMM3")."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.story import Occasion, Story, new_occasion
from kg.find.events import EventMention
from kg.model import Span

_NUMBERED = re.compile(
    r"(?<![\w.-])(?:(?P<before>\d{1,3})(?P<short>[A-Z]{3,9})|(?P<short>[A-Z]{3,9}|[A-Z][A-Za-z]{1,7}[A-Z])-?(?P<after>\d{1,2}))(?![\w-])"
)
_HAPPENS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:hosted\s+by|held\b|(?:was|were|is|will|had|has)\s+(?:\w+\s+)?(?:be\s+|been\s+)?(?:held|hosted|convened|taken?\s+place|postponed|cancelled)|took\s+place|takes\s+place|met\b|followed\b|in\s+\p{Lu})"
)


def _short_of(match: re.Match[str]) -> tuple[str, int]:
    return match["short"], int(match["before"] or match["after"])


def number_editions(story: Story) -> None:
    """Enter the editions that a text names by an abbreviation and a number, where it is known or counted that they recur."""
    found: dict[str, list[tuple[int, int, re.Match[str]]]] = {}
    for index, sentence in story.told():
        for match in _NUMBERED.finditer(story.plain, sentence.span.start, sentence.span.end):
            short, number = _short_of(match)
            if number:
                found.setdefault(short, []).append((number, index, match))
    for short, hits in found.items():
        known = _known_by(story, short) | _defined(story, hits)
        numbers = {number for number, _, _ in hits}
        counted = len(numbers) > 1 and any(_HAPPENS.match(story.plain, match.end()) for _, _, match in hits)
        if not known and not counted:
            continue
        for number, index, match in hits:
            _enter(story, known, short, number, index, match)


def _known_by(story: Story, short: str) -> dict[int, Occasion]:
    """Return the events that already go by an abbreviation, by the number in it (0 for none)."""
    known: dict[int, Occasion] = {}
    for occasion in story.occasions:
        for name in (*occasion.aliases, *occasion.thing.names):
            match = _NUMBERED.fullmatch(name)
            if match and match["short"] == short:
                number = _short_of(match)[1]
                occasion.edition = occasion.edition or number
                known.setdefault(number, occasion)
            elif name == short:
                known.setdefault(occasion.edition, occasion)
        if occasion.edition and any(_initials(name) == short for name in occasion.thing.names):
            known.setdefault(occasion.edition, occasion)
    for occasion in known.values():
        occasion.acronym = occasion.acronym or short
    return known


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _defined(story: Story, hits: list[tuple[int, int, re.Match[str]]]) -> dict[int, Occasion]:
    """Return the events behind whose name the abbreviation stands in brackets ("21st Conference of … (21CBEM)")."""
    defined: dict[int, Occasion] = {}
    for number, index, match in hits:
        for event in story.sentences[index].events:
            occasion = story.resolved.get(event.key)
            between = story.plain[event.full.end : match.start()]
            if occasion is not None and re.fullmatch(r"\s?\(", between) and occasion.edition in (0, number):
                occasion.edition, occasion.acronym = number, occasion.acronym or match["short"]
                defined.setdefault(number, occasion)
    return defined


def _enter(story: Story, known: dict[int, Occasion], short: str, number: int, index: int, match: re.Match[str]) -> None:
    span, sentence = Span(match.start(), match.end()), story.sentences[index]
    digits = Span(*match.span("before" if match["before"] else "after"))
    if any(e.full.start <= span.start and span.end <= e.full.end for e in sentence.events if e.key in story.resolved):
        return
    mention = EventMention(span, span, match.group(), "", "proper", "", number, digits)
    occasion = known.get(number)
    if occasion is None:
        first = next(iter(known.values()), None)
        occasion = new_occasion(story, mention, index, sentence.section.item, first)
        occasion.acronym = short
        if first is not None:
            occasion.how = "sibling"
            occasion.thing.attrs["series_of"] = first.thing.name
        known[number] = occasion
    occasion.mentions.append((mention, index))
    occasion.thing.call(match.group(), span)
    story.resolved[mention.key] = occasion
    sentence.events = sorted(
        [*(e for e in sentence.events if e.full.end <= span.start or span.end <= e.full.start), mention], key=lambda e: e.key
    )
