"""Those who take part by the words around their list: behind their number, behind what they said or showed, at one table."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.claim.attendance import ACTS_BY, CAME_THESE, COUNTED
from kg.claim.lists import ATTENDEES
from kg.claim.nearby import Entity, is_quoted, listed, spoken
from kg.claim.story import Occasion, Story
from kg.find import Sentence

_LISTS = re.compile(r"[(:–—]|\s-\s|namely|viz|i\.e|to\s+wit|such\s+as|including|among|notably|as\s+follows", re.IGNORECASE)
"""What stands between a number and those who are counted."""
_COMING = re.compile(
    rf"\b(?:{ATTENDEES}|participation|attended|present|represent\\p{{L}}*|took\s+part|attendance|came|gathered)\b", re.IGNORECASE
)


def behind_their_number(story: Story, sentence: Sentence, entities: list[Entity]) -> Iterator[Entity]:
    """Yield those who are named behind their number, where people come from them ("trainees from nine countries, namely …")."""
    plain, here = story.plain, sentence.span
    if _LISTS.search(plain, here.start, here.end) is None:
        return
    counted = [(match, False) for match in COUNTED.finditer(plain, here.start, here.end)]
    for match, came in (*counted, *((match, True) for match in CAME_THESE.finditer(plain, here.start, here.end))):
        if is_quoted(story, sentence, match.start()):
            continue
        found = listed(story, entities, match.end(), here.end, reach=3)
        if len(found) > 1 and (
            came
            or _COMING.search(plain, max(here.start, match.start() - 90), match.start())
            or _THEY_COME.match(plain, found[-1].span.end, here.end)
        ):
            yield from found


_THEY_COME = re.compile(
    r"\s*(?:\([^)]*\)\s*)?[,)–—]\s*(?:(?:will|have|has|had|were|are|also|all)\s+){0,2}(?:took\s+part|take\s+part|attend(?:ed)?|participat(?:e|ed)|came|come|joined?|exhibit(?:ed)?|show(?:ed|cased|case)?|present(?:ed)?|sent|gathered|met|compet(?:e|ed)|represented|represent|sat|spoke|perform(?:ed)?|demonstrated)\b"
)
"""Behind a list, the verb of those who are counted before it ("forty companies, such as …, showed")."""


def behind_what_they_did(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity]) -> Iterator[Entity]:
    """Yield those by whom something is said, shown or given at the event ("statements were made by Peru and the Lake Bank")."""
    for match in ACTS_BY.finditer(story.plain, sentence.span.start, sentence.span.end):
        if is_quoted(story, sentence, match.start()) or not _in_course(story, sentence, occasion):
            continue
        found = listed(story, entities, match.end(), sentence.span.end, reach=3)
        if not found and (strange := _STRANGE.match(story.plain, match.end(), sentence.span.end)):
            found = listed(story, entities, strange.end(), sentence.span.end, reach=3)
        yield from (e for e in found if e.kind != "demonym")


_STRANGE = re.compile(r"(?:\p{Lu}[\p{L}&.-]*\s+){0,2}\p{Lu}[\p{L}&-]*(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?(?=\p{Lu})")
"""The first of a list that is no known body."""
_ELSEWHEN = re.compile(
    r"(?:Since|Before|After|Until|Last|Next|Meanwhile|Earlier|Previously)\b|(?:In|By)\s+(?:\p{Lu}\p{Ll}+\s+)?(?:19|20)\d\d\b"
)


def _in_course(story: Story, sentence: Sentence, occasion: Occasion) -> bool:
    """Whether a sentence does not open with another time than the event's, and is no question of what is planned elsewhere."""
    return any(o is occasion for _, o in spoken(story, sentence)) or not _ELSEWHEN.match(story.plain, sentence.span.start)


_JOINING = re.compile(r"\b(?:[Jj]oining|[Aa]longside)\s+(?:the\s+)?")
_WERE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,?\s+(?:as|in|at|for|on)\s+[^,.;]{2,50}?)?,?\s+(?:were|was|are|is|will\s+be|came|stood)\s+(?:the\s+)?"
)
_BROUGHT = re.compile(r"\b(?:brought|brings|bringing|sat|seated|united|put)\s+(?:the\s+)?")
_TO_TABLE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:together|(?:to|at|around|round|in|into|on)\s+(?:(?:the|one|a)\s+)?(?:same\s+|single\s+)?(?:table|room|stage|platform|hall|roof)|face\s+to\s+face)\b"
)


def brought_together(story: Story, sentence: Sentence, entities: list[Entity]) -> Iterator[Entity]:
    """Yield those who are brought to one table, and those who are joined by others ("joining Peru and Chile were Fiji and Tonga")."""
    plain, here = story.plain, sentence.span
    for match in _BROUGHT.finditer(plain, here.start, here.end):
        found = listed(story, entities, match.end(), here.end, reach=3)
        if len(found) > 1 and _TO_TABLE.match(plain, found[-1].span.end, here.end):
            yield from found
    for match in _JOINING.finditer(plain, here.start, here.end):
        found = listed(story, entities, match.end(), here.end, reach=3)
        were = _WERE.match(plain, found[-1].span.end, here.end) if found else None
        others = listed(story, entities, were.end(), here.end, reach=3) if were else []
        yield from (*found, *others) if others else ()
