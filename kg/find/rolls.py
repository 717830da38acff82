"""Finds the persons without post or side that stand in a row: behind "the judges were", "Speakers:", "talks by"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg import patterns as re
from kg.find.lexicon import Hit, Lexicon
from kg.find.names import Name, Token
from kg.find.people import HONORIFIC, JOINED, PersonMention, Scene, apart, bare_person, looks_personal, span_of, strip_honorifics

_DEEDS = (
    r"(?:opened|closed|led|co-led|headed|hosted|(?:co-)?chaired|moderated|facilitated|attended|joined|addressed|accompanied|welcomed|greeted|received|signed|inaugurated|launched|delivered|given|made|presented|followed|introduced|"
    r"represented|conducted|taught|run|curated|emceed|read|held|cut|unveiled|officiated|presided\s+over)"
)
_SPEECHES = (
    r"(?:talks?|lectures?|speech(?:es)?|address(?:es)?|remarks|keynotes?|welcome|introductions?|presentations?|papers?|greetings?|statements?|contributions?|interventions?|readings?|toasts?|words|performances?|sessions?|panels?|workshops?|"
    r"master\s?classes|masterclass|discussions?|debates?|conversations?|concerts?|recitals?|demonstrations?|tutorials?|seminars?|reports?|updates?|insights?|tours?|comments?|testimonies|messages?)"
)
_ROLL_BY = re.compile(
    rf"(?i:\b(?:{_DEEDS}\s+(?:\p{{L}}+ly\s+)?by|{_SPEECHES}\s+(?:\p{{Ll}}+\s+){{0,3}}(?:by|from|with|between|include[ds]?|including|featuring)|heard\s+(?:\p{{L}}+ly\s+)?from|featur(?:ed|es|ing)|brought\s+together|presence\s+of|includ(?:ed|es|ing)|"
    rf"(?:attending|present|speaking|participating|representing\s+[^,.;]{{2,60}})\s+(?:were|was|are)|joined\s+(?:by|on\s+stage\s+by)))\s+(?:{HONORIFIC}\s+)*"
)
"""The words before the first of several names that are those of persons by their look."""


_ROLL_OF_PERSONS = re.compile(
    r"\b(?:speakers?|judges?|jurors?|jury|panell?ists?|lecturers?|moderators?|tutors?|instructors?|trainers?|facilitators?|presenters?|mentors?|chairs|co-chairs|examiners?|discussants?|rapporteurs?)"
    rf"(?:\s+(?:were|was|are|is|included?|includes|comprised|consisted\s+of|will\s+be|will\s+include)\s+|\s*:\s*)(?:{HONORIFIC}\s+)*",
    re.IGNORECASE,
)


def find_rolls(
    text: str,
    start: int,
    end: int,
    names: Sequence[Name],
    places: Sequence[Hit],
    lexicon: Lexicon,
    people: Sequence[PersonMention],
) -> list[PersonMention]:
    """Return the persons of a sentence with the persons without post or side that stand in a row behind "the judges were", "Speakers:", "talks by"."""
    scene = Scene(text, start, end, names, places, lexicon)
    out: list[PersonMention] = []
    if not any(n.kind == "name" and len(n.tokens) > 1 for n in scene.names):
        return list(people)
    line = max(scene.text.rfind("\n", 0, scene.start) + 1, scene.start - 24)
    for match in _ROLL_OF_PERSONS.finditer(scene.text, line, scene.end):
        out += _roll(scene, match.end(), [*people, *out], lambda tokens: bare_person(scene, tokens))
    for match in _ROLL_BY.finditer(scene.text, scene.start, scene.end):
        out += _roll(scene, match.end(), [*people, *out], lambda tokens: looks_personal(scene, tokens))
    return sorted([*people, *out], key=lambda p: p.span)


def _roll(
    scene: Scene, begin: int, people: Sequence[PersonMention], fits: Callable[[Sequence[Token]], bool]
) -> Iterator[PersonMention]:
    """Yield the persons of a row of names that starts at an offset and are not known, as far as all are persons."""
    known = {p.span.start: p for p in people}
    at = begin
    for name in scene.names:
        if name.span.start < at:
            continue
        tokens = strip_honorifics(name.tokens)
        if not tokens:
            break
        first = at == begin and name.span.start == at
        if not first and not JOINED.fullmatch(scene.text, at, name.span.start):
            break
        person = known.get(name.span.start) or known.get(tokens[0].span.start)
        if person is not None:
            at = _told_until(scene, person)
            continue
        if name.kind != "name" or not all(fits(part) for part in apart(name)):
            break
        for part in apart(name):
            span = span_of(strip_honorifics(part))
            yield PersonMention(span, span.of(scene.text), None, (), acts=True)
        at = name.span.end


def _told_until(scene: Scene, person: PersonMention) -> int:
    """Return where the words on a person's post and side end."""
    spans = [person.span, *person.sides, *([person.role] if person.role is not None else ())]
    end: int = max(s.end for s in spans)
    return end + 1 if scene.text[end : end + 1] == ")" else end
