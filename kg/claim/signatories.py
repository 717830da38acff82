"""Who is party to an agreement: between whom, by whom, for whom it is signed."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.governing import BETWEEN_SIDES, deed_of
from kg.claim.ledger import Thing
from kg.claim.nearby import Entity, entities_of, listed, listed_before
from kg.claim.products import Outcome, outcome_thing
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.model import Literal, Span

_JOIN = re.compile(r"\b(?P<how>between|among|by|with)\s+(?:the\s+)?")


def _parties(story: Story, sentence: Sentence, agreement: Thing, match: re.Match[str], outcome: Outcome, passive: bool) -> None:
    plain = story.plain
    entities = [
        e
        for e in entities_of(story, sentence)
        if (e.kind in ("organization", "country", "group") or stands_for_state(plain, e))
        and not (e.kind == "country" and _in_brackets(plain, e.span))
    ]
    begin, end = outcome.span.end, sentence.span.end
    if (inner := plain.find(" between ", outcome.span.start, outcome.span.end)) >= 0:
        begin, end = inner, outcome.span.end
    elif passive and not BETWEEN_SIDES.match(plain, outcome.span.end, match.start()):
        begin = match.end()
    join = _JOIN.search(plain, begin, min(end, begin + 75))
    if join and (not re.fullmatch(r"[^.;]*", plain[begin : join.start()]) or _LOOKING_ON.match(plain, join.start() - 2, end)):
        join = None
    if join is None and not passive:
        join = _UNDER_WHICH.match(plain, outcome.span.end, end)
    found: list[tuple[Thing | str, Span]] = []
    if join:
        behind = listed(story, [e for e in entities if e.span.end <= end], join.end(), end)
        if join["how"] == "between" and len({e.node for e in behind}) < 2:
            behind = sorted([*behind, *_unknown_sides(story, sentence, join.end(), end, behind)], key=lambda e: e.span)
        people = _signatories(story, sentence, join.end(), end)
        found = people if people and (not behind or people[0][1].start <= behind[0].span.start + 40) else []
        seen = {node for node, _ in found}
        found += [(e.node, e.span) for e in behind if e.node not in seen and not people]
    if not passive and not (join and join["how"] in ("between", "among")):
        before = listed_before(story, [e for e in entities if e.span.end <= match.start()], match.start(), sentence.span.start)
        subject = [(e.node, e.span) for e in before]
        signed = _signatories(story, sentence, sentence.span.start, match.start())
        if len({node for node, _ in signed}) > len(subject):
            subject = signed
        if len(subject) + len(found) < 2:
            subject = _all_before(story, sentence, match.start(), entities) or subject
        if not (join and join["how"] == "which"):
            found = [*subject, *found] if subject else found
    if not found and not passive:
        found = [(e.node, e.span) for e in _named_behind_colon(story, sentence, match, entities)]
    for node, span in dict(found).items():
        story.ledger.state(agreement, "cv:party", node, span, "party-of-signing", 0.85)
    if not found and not passive:
        for node, span in _signatories(story, sentence, sentence.span.start, sentence.span.end)[:1]:
            story.ledger.state(agreement, "cv:party", node, span, "party-of-signatory", 0.75)


def _unknown_sides(story: Story, sentence: Sentence, start: int, end: int, known: list[Entity]) -> list[Entity]:
    """The side of an agreement whose name does not say what it is ("between Northern Tech and the University of Tartu")."""
    people = [p.span for p in sentence.people]
    out: list[Entity] = []
    at = start
    for name in sentence.names:
        if name.span.start < start or name.span.end > end or len(out) + len(known) > 1:
            continue
        if not re.fullmatch(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:and\s+)?(?:the\s+|an?\s+)?", story.plain[at : name.span.start]):
            break
        at = name.span.end
        if any(e.span.start <= name.span.start < e.span.end for e in known):
            continue
        if name.kind not in ("name", "organization", "venue") or any(
            p.start < name.span.end and name.span.start < p.end for p in people
        ):
            break
        if sum(t.form == "cap" for t in name.tokens) > 1:
            body = outcome_thing(story, Outcome(name.span, name.text(story.plain), "organization", "Organization"))
            out.append(Entity(name.span, body, "organization"))
    return out


_LOOKING_ON = re.compile(
    r",\s+with\b|[^.;]{0,90}?\b(?:looking\s+on|in\s+attendance|watching|present|as\s+witness(?:es)?|the\s+(?:aim|goal|participation|support|help))\b"
)
_UNDER_WHICH = re.compile(r"\s+(?:under|by|through|according\s+to)\s+(?P<how>which)\s+(?:the\s+)?")
_NO_SUBJECT = re.compile(r"\b(?:at|in|during|to|on|between|inside|for|with)\s+(?:the\s+|its\s+)?$")
_OFFICE = re.compile(
    r"\s+(?:\p{Ll}+\s+){0,2}?(?:counterpart|colleague|minister|ministers|president|premier|government|side|authorities|chancellor)\b",
    re.IGNORECASE,
)


def stands_for_state(plain: str, entity: Entity) -> bool:
    """Whether a nationality stands for its state ("her Latvian counterpart")."""
    return entity.kind == "demonym" and _OFFICE.match(plain, entity.span.end) is not None


def _in_brackets(plain: str, span: Span) -> bool:
    """Whether a country stands alone in brackets, as where a body is ("Port of Tartu (Estonia)")."""
    return plain[max(0, span.start - 1) : span.start] == "(" and plain[span.end : span.end + 1] == ")"


def _all_before(story: Story, sentence: Sentence, end: int, entities: list[Entity]) -> list[tuple[Thing | str, Span]]:
    """The two bodies whose heads sign, named with their persons before the verb, or nothing."""
    bodies = [
        e
        for e in entities
        if e.kind == "organization"
        and e.span.end <= end
        and not _NO_SUBJECT.search(story.plain, max(sentence.span.start, e.span.start - 16), e.span.start)
    ]
    joined = len(bodies) == 2 and " and " in story.plain[bodies[0].span.end : bodies[1].span.start]
    return [(e.node, e.span) for e in bodies] if joined and not re.search(r"[.;]", story.plain[bodies[0].span.end : end]) else []


_SOME_STATES = re.compile(
    r"\b(?:States|states|countries|Countries|nations|Nations|members|Members|governments|parties|Parties)\s+(?:have\s+|had\s+)?$"
)


def _named_behind_colon(story: Story, sentence: Sentence, match: re.Match[str], entities: list[Entity]) -> list[Entity]:
    """Those listed behind a colon, where "twelve States signed" leaves the names for later."""
    if not _SOME_STATES.search(story.plain, sentence.span.start, match.start()):
        return []
    colon = story.plain.find(":", match.end(), sentence.span.end)
    return [e for e in entities if 0 <= colon < e.span.start] if colon >= 0 else []


def _signatories(story: Story, sentence: Sentence, start: int, end: int) -> list[tuple[Thing | str, Span]]:
    """The sides of the persons who stand in one list of a sentence."""
    from kg.claim.people import sides_of

    out: list[tuple[Thing | str, Span]] = []
    at = start
    for person in sentence.people:
        if person.span.start < start or person.span.end > end:
            continue
        gap = story.plain[at : person.span.start]
        if out and len(gap) > 130 and " and " not in gap:
            break
        out += sides_of(story, sentence, person)[:1]
        at = person.span.end
    return out


def enter_parties(
    story: Story, sentence: Sentence, thing: Thing, match: re.Match[str], outcome: Outcome, passive: bool, target: Occasion
) -> None:
    """State the parties of an agreement by the verb that governs it; they take part in the event."""
    if deed_of(match, outcome.kind) == "cv:signed" or " between " in story.plain[outcome.span.start : outcome.span.end + 12]:
        _parties(story, sentence, thing, match, outcome, passive)
        for fact in list(story.ledger.of(thing, "cv:party")):
            if not isinstance(fact.object, Literal):
                story.ledger.state(target.thing, "cv:hasParticipant", fact.object, fact.span, "party-takes-part", 0.8)
