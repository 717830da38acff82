"""Finds the persons of a list: each line below "Speakers:" or "talks from:" opens with a person, whatever stands behind the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import patterns as re
from kg.find.lexicon import Lexicon
from kg.find.names import Name, Token
from kg.find.people import (
    PersonMention,
    Scene,
    apart,
    bare_person,
    body_behind,
    looks_personal,
    role_after,
    side_after,
    sides_of_after,
    span_of,
    strip_honorifics,
)

if TYPE_CHECKING:
    from kg.find import Sentence

_PERSONS = (
    r"(?:(?:keynote|guest|invited|featured|confirmed|main|plenary|panel|distinguished|other|international|local|session|special|honou?rable)\s+)*"
    r"(?:speakers?|panell?ists?|keynotes?|lecturers?|presenters?|moderators?|facilitators?|discussants?|rapporteurs?|chairs|co-?chairs|chairpersons?|chairmen|trainers?|instructors?|tutors?|jurors?|jury|judges|performers?|contributors?|interlocutors|resource\s+persons?|guests?(?:\s+of\s+honou?r)?|dignitaries|signatories|attendees|delegates|participants|vips?|faculty)"
)
_SPEECHES = r"(?:talks?|lectures?|presentations?|speeches|remarks|addresses|statements|interventions|contributions|keynotes?|papers|greetings|messages|discussions?|panels?)"
_HEADING = re.compile(
    rf"\W*(?:(?:our|the|list\s+of|meet\s+(?:the|our)|about\s+the|among\s+the|full\s+list\s+of|line-?up\s+of)\s+)*{_PERSONS}(?:\s+(?:and|&)\s+{_PERSONS})?(?:\s+(?:include[ds]?|were|are|list|line-?up|at\s+.{{3,60}}|(?:19|20)\d\d))?\W*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:\b{_PERSONS}\b[^:.]{{0,80}}|\b{_SPEECHES}\s+(?:\p{{Ll}}+\s+){{0,2}}(?:by|from|with|of)[^:.]{{0,60}}|\b(?:attended|joined|addressed|delivered|given|led|chaired|represented|signed|opened|moderated)\s+by[^:.]{{0,40}}|\b(?:in\s+attendance|present|spoke|speaking|heard\s+from|took\s+the\s+floor|took\s+part|delegation|mission|team|panel|session|(?:attend|participat|present|represent)\p{{Ll}}*)\b[^:.]{{0,60}}(?:were|was|included|includes?|comprised|consisted\s+of|are|:))\s*:?\s*",
    re.IGNORECASE,
)
_NO_LEAD = re.compile(
    r"\b(?:committees?|boards?|contacts?|authors?|editors?|editorial|winners?|nominees?|candidates?|apolog\w+|absent|regrets|excused|secretariat|organi[sz]ers?|sponsors?|partners?|supporters?|patrons?|staff|photo\w*|countries|themes?|topics?|questions?|deadlines?|states|institutions?|organi[sz]ations?|universit\w+|companies|fees?)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(rf"\b{_SPEECHES}\b", re.IGNORECASE)
"""Where speeches are listed, what stands behind a name may be the title."""
_COLUMNS = re.compile(rf"\W*(?:no\.?\s*\|\s*)?(?:(?:full\s+)?name\s+of\s+)?{_PERSONS}\b[^|]{{0,20}}\|", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[,–—|(:;]|-\s|$|\n)|\s+(?:of|from|at|on|for|with|will|spoke|is|was)\b")
_MARK = re.compile(r"\W*(?:(?:\d{1,2}|[a-z])[.)]\s*)?(?:\p{Lu}\p{L}+(?:\s+\p{Ll}+)?:\s+)?")
_LONGEST = 400
"""How many characters a line of a list of persons may have."""


def mark_rosters(plain: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
    """Find in each line of a list of persons the person that it opens with, and note that the person has a part."""
    open_, missed, bodies = False, 0, False
    for sentence in sentences:
        section = sentence.section
        text = sentence.span.of(plain)
        if section.kind in ("boilerplate", "repeat", "commentary", "caption"):
            open_ = False
            continue
        if section.kind == "label":
            if _HEADING.fullmatch(section.label):
                _take_first(plain, sentence, lexicon, bodies=True)
                sentence.people = [replace(p, acts=True) for p in sentence.people]
            open_ = False
            continue
        if _opens(section.kind, text):
            open_, missed = True, 0
            bodies = not _TITLES.search(text[-100:])
            continue
        if not open_:
            continue
        if (
            len(text) > _LONGEST
            or (section.kind == "heading" and len(text.split()) > 9)
            or not _take_first(plain, sentence, lexicon, bodies=bodies)
        ):
            missed += 1
            open_ = missed < 2 and section.kind != "heading" and len(text) <= _LONGEST
            continue
        missed = 0


def _opens(kind: str, text: str) -> bool:
    """Whether words say that persons are listed below."""
    return _leads(kind, text) and _NO_LEAD.search(text[-100:]) is None


def _leads(kind: str, text: str) -> bool:
    if kind in ("heading", "title"):
        return bool(_HEADING.fullmatch(text) or _COLUMNS.match(text)) or (
            text.rstrip().endswith(":") and bool(_LEAD.search(text[-120:]))
        )
    if "|" in text:
        return bool(_COLUMNS.match(text))
    match = _LEAD.search(text[-120:]) if text.rstrip().endswith(":") else None
    return match is not None or (len(text) < 60 and bool(_HEADING.fullmatch(text)))


def _take_first(plain: str, sentence: Sentence, lexicon: Lexicon, *, bodies: bool) -> bool:
    """Note or find the person that a line opens with; ``bodies`` says that a name of unknown kind behind may be the person's body."""
    start = sentence.span.start
    mark = _MARK.match(plain, start, sentence.span.end)
    limit = (mark.end() if mark else start) + 24
    known = [p for p in sentence.people if p.span.start <= limit and _only_titles(plain, start, p)]
    if known:
        first = min(known, key=lambda p: p.span.start)
        ends = _row_ends(plain, sentence)
        sentence.people = [replace(p, acts=True) if p is first or ends else p for p in sentence.people]
        return True
    scene = Scene(plain, start, sentence.span.end, sentence.names, sentence.places, lexicon)
    for name in sentence.names[:2]:
        if name.span.start > limit or name.kind not in ("name", "organization"):
            continue
        parts = [strip_honorifics(part) for part in apart(name)]
        if not all(parts) or not _SEPARATOR.match(plain, name.span.end, sentence.span.end):
            continue
        if not all(_fits(scene, part, len(parts)) for part in parts):
            continue
        _enter(scene, sentence, name, parts, bodies=bodies)
        return True
    return False


def _only_titles(plain: str, start: int, person: PersonMention) -> bool:
    """Whether no more than titles and a post stand between the start of a line and a person."""
    first = person.span.start if person.role is None else min(person.span.start, person.role.start)
    return first - start <= 40 and not re.search(r"[,;(]\s", plain[start:first])


def _row_ends(plain: str, sentence: Sentence) -> bool:
    """Whether a line of a list has no verb in it, so that all persons in it are listed."""
    return not re.search(r"\b(?:was|were|is|are|has|have|will|who|which|said|by)\b", sentence.span.of(plain))


def _fits(scene: Scene, tokens: Sequence[Token], parts: int) -> bool:
    if any(len(t.text) > 3 and t.text.isupper() for t in tokens) and not all(t.text.isupper() for t in tokens if t.form == "cap"):
        return looks_personal(scene, tokens)
    return bare_person(scene, tokens) if parts == 1 else looks_personal(scene, tokens) or bare_person(scene, tokens)


def _enter(scene: Scene, sentence: Sentence, name: Name, parts: Sequence[Sequence[Token]], *, bodies: bool) -> None:
    found: list[PersonMention] = []
    for part in parts:
        span = span_of(part)
        role = role_after(scene, name.span.end)
        sides = (
            sides_of_after(scene, span, role)
            if role is not None
            else side_after(scene, name.span.end) or body_behind(scene, name.span.end, loose=bodies)
        )
        found.append(PersonMention(span, span.of(scene.text), role, sides, acts=True))
    ends = [found[-1].role.end] if found[-1].role is not None else []
    reach = max([name.span.end, *ends, *(s.end for s in found[-1].sides)])
    others = [p for p in sentence.people if p.span.start >= reach or p.span.end <= name.span.start]
    sentence.people = sorted([*others, *found], key=lambda p: p.span)
    sentence.names = [n for n in sentence.names if n is not name]
