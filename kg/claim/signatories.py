"""Who is party to an agreement: between whom, by whom, for whom it is signed."""

from __future__ import annotations

from bisect import bisect_left

from kg import patterns as re
from kg.claim.governing import BETWEEN_SIDES, deed_of
from kg.claim.ledger import Fact, Thing
from kg.claim.nearby import Entity, entities_of, listed, listed_before
from kg.claim.products import Outcome, outcome_thing
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.names import Name
from kg.find.people import PersonMention
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
    elif passive and match.start() >= begin and not BETWEEN_SIDES.match(plain, outcome.span.end, match.start()):
        begin = match.end()
    elif not passive and match.end() <= outcome.span.start and _FRONTED.match(plain, match.end()):
        begin, end = match.end(), outcome.span.start
    join = _JOIN.search(plain, begin, min(end, begin + 75))
    if join and (not re.fullmatch(r"[^.;]*", plain[begin : join.start()]) or _LOOKING_ON.match(plain, join.start() - 2, end)):
        join = None
    if join is None and not passive:
        join = _UNDER_WHICH.match(plain, outcome.span.end, end)
    found = _sides_behind(story, sentence, join, entities, end) if join else []
    if not passive and not (join and join["how"] in ("between", "among")):
        subject = _sides_before(story, sentence, match.start(), entities, len(found))
        if not (join and join["how"] == "which"):
            found = [*subject, *found]
    if not found and not passive:
        found = [(e.node, e.span) for e in _named_behind_colon(story, sentence, match, entities)]
    for node, span in dict(found).items():
        story.ledger.state(agreement, "cv:party", node, span, "party-of-signing", 0.85)
    if not found and not passive:
        for node, span in _signatories(story, sentence, sentence.span.start, sentence.span.end)[:1]:
            story.ledger.state(agreement, "cv:party", node, span, "party-of-signatory", 0.75)


def _sides_behind(
    story: Story, sentence: Sentence, join: re.Match[str], entities: list[Entity], end: int
) -> list[tuple[Thing | str, Span]]:
    """Those between whom, by whom or with whom an agreement is signed, by name or by the persons who sign for them."""
    behind = listed(story, [e for e in entities if e.span.end <= end], join.end(), end)
    if join["how"] == "between":
        behind = _up_to_and(story.plain, behind)
        if len({e.node for e in behind}) < 2:
            behind = sorted([*behind, *_unknown_sides(story, sentence, join.end(), end, behind)], key=lambda e: e.span)
    people = _signatories(story, sentence, join.end(), end)
    found = people if people and (not behind or people[0][1].start <= behind[0].span.start + 40) else []
    seen = {node for node, _ in found}
    return [*found, *((e.node, e.span) for e in behind if e.node not in seen and not people)]


def _sides_before(
    story: Story, sentence: Sentence, end: int, entities: list[Entity], others: int
) -> list[tuple[Thing | str, Span]]:
    """Those who sign, before the verb: by name, or by the persons who sign for them."""
    before = listed_before(story, [e for e in entities if e.span.end <= end], end, sentence.span.start)
    subject = [(e.node, e.span) for e in before]
    signed = _signatories(story, sentence, sentence.span.start, end)
    if len({node for node, _ in signed}) > len(subject):
        subject = signed
    if len(subject) + others < 2:
        return _all_before(story, sentence, end, entities) or _unknown_before(story, sentence, end, entities) or subject
    return subject


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


_AND = re.compile(r",?\s+and\s+(?:the\s+|an?\s+)?(?:(?:\p{Lu}[\p{L}-]*|its|his|her)[’']?s?\s+)?$")
_FRONTED = re.compile(r"\s+(?:by|between)\s")


def _up_to_and(plain: str, sides: list[Entity]) -> list[Entity]:
    """The sides as far as the first of them behind "and": what follows is told of anew ("between A and B, and C received …")."""
    for at in range(1, len(sides)):
        if re.search(r"\band\b", plain[sides[at - 1].span.end : sides[at].span.start]):
            return sides[: at + 1]
    return sides


def _unknown_before(story: Story, sentence: Sentence, end: int, known: list[Entity]) -> list[tuple[Thing | str, Span]]:
    """The two sides right before a verb, where the name of one or both does not say what it is, or nothing."""
    plain = story.plain
    people = [p.span for p in sentence.people]
    row: list[Name] = []
    at = end
    for name in reversed([n for n in sentence.names if n.span.end <= end]):
        gap = plain[name.span.end : at]
        if row and re.fullmatch(r"[’']s?\s+", gap):
            continue
        if not (
            re.fullmatch(r"\s*(?:\([^)]*\)\s*)?(?:\p{Ll}+ly\s+|also\s+|have\s+|has\s+|then\s+)*", gap)
            if not row
            else _AND.fullmatch(gap)
        ):
            break
        row.insert(0, name)
        at = name.span.start
        if len(row) == 2:
            break
    if len(row) != 2 or any(p.start < n.span.end and n.span.start < p.end for n in row for p in people):
        return []
    if not all(n.kind in ("name", "organization", "acronym") for n in row) or any(
        n.kind == "name" and not _is_firm(story, sentence, n) for n in row
    ):
        return []
    sides: list[tuple[Thing | str, Span]] = []
    for name in row:
        node = next((e.node for e in known if e.span == name.span), None)
        body = Outcome(name.span, name.text(plain), "organization", "Organization")
        sides.append((node or outcome_thing(story, body), name.span))
    return sides


def _is_firm(story: Story, sentence: Sentence, name: Name) -> bool:
    """Whether a name that says nothing of its kind may be a body's: two words or a hyphen, no place and no post."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    return (len(caps) > 1 or "-" in caps[0] or caps[0][1:] != caps[0][1:].lower()) and not any(
        h.span.start < name.span.end and name.span.start < h.span.end for h in sentence.places
    )


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
        out += (sides_of(story, sentence, person) or _side_elsewhere(story, person))[:1]
        at = person.span.end
    return out


def _side_elsewhere(story: Story, person: PersonMention) -> list[tuple[Thing | str, Span]]:
    """The side of a person called by the last name, from where the text tells it in full, if it tells of one only."""
    from kg.claim.people import sides_of

    last = person.name.split()[-1]
    here = bisect_left(story.sentences, person.span.start, key=lambda s: s.span.start)
    for sentence in story.sentences[max(0, here - FAR) : here + FAR]:
        if sentence.section.kind in ("boilerplate", "repeat"):
            continue
        for other in sentence.people:
            if other.sides and other is not person and last in other.name.split() and (found := sides_of(story, sentence, other)):
                return [(found[0][0], person.span)]
    return []


FAR = 300
"""How many sentences before and behind are looked through for the full name of one who signs."""
_SIGN = re.compile(
    r"\b(?P<passive>(?:was|were|has\s+been|have\s+been|is|are|being)\s+(?:\p{Ll}+ly\s+|also\s+|then\s+|both\s+|all\s+)*(?:signed|inked|initialled|concluded)\s+(?:\p{Ll}+ly\s+)?(?:(?:for|on\s+behalf\s+of)\s|(?:[^.;,]{0,40}?\s)??by\s))"
    r"|\b(?P<signatories>signator(?:y|ies)\s+(?:(?:to|of)\s+(?:the|this)\s+\p{L}+\s+)?(?:was|were|is|are)\s)"
    r"|\b(?P<active>signed|signs|initialled)(?=\s+(?:it\b|them\b|both\b|on\s+the\s+spot|on\s+behalf|for\s|the\s+(?:agreement|documents?|memorand|deal|pact|accord|protocol|treaty|declaration|charter|contract|letter|mou|texts?|papers?)\b)|[.;]|$)",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"(?:^|[.;:]\s|\b)(?P<word>it|they|both|these|(?:the|this|these|both|all)\s+(?:[\p{Ll}-]+\s+){0,2}?(?:agreements?|memorand(?:um|a)|mous?|documents?|deals?|pacts?|accords?|protocols?|treat(?:y|ies)|declarations?|charters?|contracts?|letters?))\s*(?:\([^)]*\)\s*)?,?\s*(?:which\s+)?$",
    re.IGNORECASE,
)


@rule(
    "party-of-earlier",
    yes="The 5th Harbour Cities Forum was held in Tallinn. It adopted the Tallinn Accord on Tides. The accord was signed by Estonia and Latvia.",
    no="The 5th Harbour Cities Forum was held in Tallinn. It adopted the Tallinn Accord on Tides. The accord was praised by Estonia and Latvia.",
    order=29,
)
def parties_told_later(story: Story) -> None:
    """Those who "signed it", by whom "the agreement was signed" or who are "the signatories" are parties to the one told of before."""
    told = agreements_told(story, "cv:signed", "cv:adopted")
    if not told:
        return
    for _, sentence in story.told():
        match = _SIGN.search(story.plain, sentence.span.start, sentence.span.end)
        if match is None or not _takes_up(story, sentence, match):
            continue
        begin = bisect_left(told, match.start() - 900, key=lambda f: f.span.start)
        end = bisect_left(told, sentence.span.start, key=lambda f: f.span.start)
        before = told[begin:end]
        if not before or (end < len(told) and told[end].span.start < sentence.span.end):
            continue
        last = (
            [f for f in before if f.span.start > before[-1].span.start - 220] if _plural(story, sentence, match) else before[-1:]
        )
        for fact in last:
            agreement, event = fact.object, fact.subject
            if not isinstance(agreement, Thing) or any(story.ledger.of(agreement, "cv:party")):
                continue
            for node, span in _those_who_signed(story, sentence, match):
                story.ledger.state(agreement, "cv:party", node, span, "party-of-earlier", 0.8)
                story.ledger.state(event, "cv:hasParticipant", node, span, "party-takes-part", 0.8)


def agreements_told(story: Story, *deeds: str) -> list[Fact]:
    """Return the facts that say of an agreement what an event did with it, in the order of the text."""
    facts = (f for f in story.ledger.facts.values() if f.predicate in deeds)
    return sorted((f for f in facts if isinstance(f.object, Thing) and f.object.kind == "agreement"), key=lambda f: f.span)


def _takes_up(story: Story, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a sentence says of an agreement told of before who signed it."""
    if match["passive"] is None:
        return True
    return _ANAPHOR.search(story.plain, sentence.span.start, match.start()) is not None


def _plural(story: Story, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether several agreements are taken up."""
    words = (
        story.plain[sentence.span.start : match.end() + 16]
        if match["active"]
        else story.plain[sentence.span.start : match.start()]
    )
    return re.search(r"\b(?:both|they|them|documents|agreements|memoranda|MoUs|deals|texts|papers|letters)\b", words) is not None


def _those_who_signed(story: Story, sentence: Sentence, match: re.Match[str]) -> list[tuple[Thing | str, Span]]:
    """The sides behind "signed by" or before "signed it", by name or by those who sign for them; two at least where they are listed."""
    start, end = (sentence.span.start, match.start()) if match["active"] else (match.end(), sentence.span.end)
    people = _signatories(story, sentence, start, end)
    if people:
        return list(dict(people).items())
    entities = [
        e
        for e in entities_of(story, sentence)
        if e.kind in ("organization", "country", "group") or stands_for_state(story.plain, e)
    ]
    row = (
        listed_before(story, [e for e in entities if e.span.end <= end], end, start)
        if match["active"]
        else listed(story, entities, start, end)
    )
    return list({e.node: e.span for e in row}.items()) if len({e.node for e in row}) > 1 else []


def enter_parties(
    story: Story, sentence: Sentence, thing: Thing, match: re.Match[str], outcome: Outcome, passive: bool, target: Occasion
) -> None:
    """State the parties of an agreement by the verb that governs it; they take part in the event."""
    if deed_of(match, outcome.kind) == "cv:signed" or " between " in story.plain[outcome.span.start : outcome.span.end + 12]:
        _parties(story, sentence, thing, match, outcome, passive)
        for fact in list(story.ledger.of(thing, "cv:party")):
            if not isinstance(fact.object, Literal):
                story.ledger.state(target.thing, "cv:hasParticipant", fact.object, fact.span, "party-takes-part", 0.8)


def enter_row_of_parties(story: Story, sentence: Sentence, thing: Thing, outcome: Outcome, target: Occasion) -> None:
    """State the parties of an agreement by the cells of its row in a table: the bodies and countries behind its name."""
    for entity in entities_of(story, sentence):
        if entity.kind in ("organization", "country", "group") and entity.span.start >= outcome.span.end:
            story.ledger.state(thing, "cv:party", entity.node, entity.span, "party-of-signing", 0.8)
            story.ledger.state(target.thing, "cv:hasParticipant", entity.node, entity.span, "party-takes-part", 0.8)
