"""Visits, which seldom have a name: somebody goes somewhere, somebody is received, "the visit of a delegation from" a body."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re
from kg.claim.enter import enter_unnamed, rescope
from kg.claim.nearby import Entity, entities_of
from kg.claim.rules import rule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.unnamed import leads
from kg.claim.where import state_place
from kg.find import Sentence
from kg.find.lexicon import Hit
from kg.find.people import PersonMention
from kg.model import Span

_GOES = re.compile(
    r"\b(?:pa(?:id|ys)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}(?:visit\s+to|call\s+on)|called\s+on|visited|(?:led|leads|lead|heads|headed|heading|leading)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}delegation\s+(?:to\s+visit|on\s+a\s+visit\s+to|to)|(?:is|are)\s+visiting|(?:will|is\s+to|are\s+to)\s+(?:visit|tour|travel\s+to|call\s+on)"
    r"|(?:is|are|was|were)\s+on\s+an?\s+(?:[\w-]+\s+){0,3}visit\s+to|arrived\s+in|travelled\s+to|traveled\s+to|toured|spent\s+[^.;,]{3,40}?\s+in)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_VISITORS = r"(?:delegations?|delegates|teams?|groups?|colleagues|visitors|guests|missions?|scholars|students|officials|teachers|lecturers|experts|researchers|representatives|party|entrepreneurs|journalists|professors)"
_RECEIVES = re.compile(
    rf"\b(?:welcomed|received|hosted|is\s+hosting|will\s+(?:host|welcome|receive)|played\s+host\s+to|greeted)\s+(?P<who>(?:(?:an?|the|our|its|their)\s+)?(?:[\w-]+\s+){{0,5}}?{_VISITORS}\s+(?:of|from)\s+)(?:the\s+)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?P<visit>(?:(?:official|state|working|study|return|courtesy|familiari[sz]ation|first|recent|upcoming|five-day|four-day|three-day|two-day|week-long)\s+)*visit)\s+(?:by|of|from)\s+(?P<who>(?:(?:an?|the|its|their)\s+)?(?:[\w-]+\s+){{0,4}}?(?:{_VISITORS}\s+(?:of|from|led\s+by)\s+)?)(?:the\s+)?(?=\p{{Lu}})",
    re.IGNORECASE,
)
_GROUP_BEFORE = re.compile(rf"\b{_VISITORS}\b|\b(?:of|from)\s+us\b|\bwe\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Visit:
    """What a sentence tells of a visit."""

    span: Span
    name: str
    visitors: list[Entity]
    hosts: list[Entity]
    places: list[Hit]


def _places(sentence: Sentence, at: int, bodies: list[Span], reach: int = 60) -> list[Hit]:
    return [
        h
        for h in sentence.places
        if 0 <= h.span.start - at < reach
        and h.value.kind in ("city", "country")
        and not any(b.start <= h.span.start and h.span.end <= b.end for b in bodies)
    ]


def _enter(story: Story, index: int, sentence: Sentence, visit: _Visit, rule_name: str) -> None:
    """Make an event of a visit; it is what the text is about where that is about no other event."""
    item = sentence.section.item
    told = _in_own_words(story, index, sentence)
    inside = [m for m in sentence.events if visit.span.start <= m.full.start and m.full.end <= visit.span.end]
    sentence.events = [m for m in sentence.events if m not in inside]
    occasion = enter_unnamed(story, index, {visit.name: visit.span}, "Visit", visit.span, known=told)
    thing = occasion.thing
    if story.main.get(item) in (None, told) or leads(story, index, item):
        rescope(story, item, occasion)
    else:
        story.scope[index] = occasion
    for entity in (*visit.visitors[:2], *(h for h in visit.hosts[:2] if h.kind == "organization")):
        story.ledger.state(thing, "cv:hasParticipant", entity.node, entity.span, rule_name, 0.8)
    for hit in visit.places[:2]:
        state_place(story, occasion, hit, rule_name, 0.8)


def _in_own_words(story: Story, index: int, sentence: Sentence) -> Occasion | None:
    """The visit that a sentence tells of by that word ("paid a three-day visit to")."""
    spoken = (story.resolved.get(m.key) for m in sentence.events if m.how == "phrase" and m.cls == "Visit")
    return next((o for o in spoken if o is not None and o.first == index and o.cls == "Visit"), None)


def _apart(story: Story, index: int, sentence: Sentence) -> bool:
    """Whether a sentence may tell of a visit: it leads a text that is about no event, or has a day and names no event itself."""
    item = sentence.section.item
    told = _in_own_words(story, index, sentence)
    if sentence.section.kind != "body" or any(o.cls == "Visit" and o.first == index and o is not told for o in story.occasions):
        return False
    main = story.main.get(item)
    if told is not None and main in (None, told):
        return True
    if (sentence.dates or story.dateline or story.published.year) and leads(story, index, item):
        return True
    if (main is not None and main.cls == "Visit") or not any(d.form not in ("inyear", "ryear") for d in sentence.dates):
        return False
    return not any(
        m.how in (*STANDALONE, "ordinal", "phrase", "anaphor") and m.key in story.resolved and story.resolved[m.key] is not told
        for m in sentence.events
    )


_GROUP = re.compile(
    rf"(?:(?:an?|the|our|its|their)\s+)?(?P<who>(?:(?!(?:an?|the|of|on|in|last|this|earlier|week|month|when|as)\b)[\w-]+\s+){{0,3}}(?:{_VISITORS})(?:\s+(?:of|from)\s+[^,.;()]{{2,60}}?)?)(?=,|\s+(?:led|headed|who|which|has|have|had|visit\w*|travel\w*|arrived|toured|paid|is|are|will)\b)",
    re.IGNORECASE,
)


def _travellers(story: Story, sentence: Sentence, end: int, people: list[PersonMention]) -> Span | None:
    """The persons who travel, with their posts: the words from the first post or name to the verb, if no more stands there."""
    if not people:
        return None
    first = people[0]
    start = (
        min(first.span.start, first.role.start)
        if first.role is not None and first.role.end <= first.span.start + 1
        else first.span.start
    )
    words = Span(start, end)
    return words if len(words) < 110 and not re.search(r"[;:(]|,\s+(?:who|which)", words.of(story.plain)) else None


def _goals(story: Story, places: list[Hit]) -> Span:
    """The places of a journey that stand in one row ("Riga, Turku and Oslo")."""
    end = places[0].span.end
    for hit in places[1:]:
        if not re.fullmatch(r"\s*(?:,|and|,\s*and)\s*", story.plain[end : hit.span.start]):
            break
        end = hit.span.end
    return Span(places[0].span.start, end)


@rule(
    "unnamed-visit",
    yes=(
        "A delegation of the University of Tartu visited the Baltic Ports Association in Riga on 3 June 2024.",
        "Harbour news\n\nThe 5th Harbour Cities Forum was held in Tallinn on 3 May 2024. It was praised.\n\nRector Mari Tamm of the University of Tartu visited Oslo on 3 June 2024.",
    ),
    no="A delegation of the University of Tartu criticised the Baltic Ports Association in Riga on 3 June 2024.",
    order=4,
)
def unnamed_visit(story: Story) -> None:
    """A delegation, minister or rector who visits a country, town or body makes an occasion: a visit."""
    for index, sentence in story.told():
        match = _GOES.search(story.plain, sentence.span.start, sentence.span.end)
        if match is None or not _apart(story, index, sentence):
            continue
        entities = entities_of(story, sentence)
        places = _places(sentence, match.end(), [e.span for e in entities if e.kind == "organization"])
        hosts = [e for e in entities if 0 <= e.span.start - match.end() < 40]
        subjects = [e for e in entities if e.span.end <= match.start()]
        people = [p for p in sentence.people if p.span.end <= match.start()]
        grouped = _GROUP_BEFORE.search(story.plain, sentence.span.start, match.start())
        if not (places or hosts) or not (subjects or sentence.people):
            continue
        if story.main.get(sentence.section.item) is not None and not (grouped or any(p.role is not None for p in people)):
            continue
        to_place = bool(places) and (not hosts or places[0].span.start <= hosts[0].span.start)
        goal = _goals(story, places) if to_place else hosts[0].span
        group = _GROUP.search(story.plain, sentence.span.start, match.end())
        who = (
            Span(*group.span("who"))
            if group
            else _travellers(story, sentence, match.start(), people)
            or (subjects[0].span if subjects else sentence.people[0].span)
        )
        name = f"visit of {who.words(story.plain)} to {goal.words(story.plain)}"
        span = Span(match.start(), goal.end)
        _enter(story, index, sentence, _Visit(span, name, subjects, hosts, places), "unnamed-visit")


@rule(
    "visit-received",
    yes="On 3 June 2024 the University of Tartu welcomed a delegation from the Baltic Ports Association.",
    no="On 3 June 2024 the University of Tartu welcomed a report from the Baltic Ports Association.",
    order=4,
)
def visit_received(story: Story) -> None:
    """A delegation or group of a body that somebody welcomes or receives on a day makes an occasion: a visit."""
    for index, sentence in story.told():
        match = _RECEIVES.search(story.plain, sentence.span.start, sentence.span.end)
        if match is None or not _apart(story, index, sentence):
            continue
        entities = entities_of(story, sentence)
        visitors = [e for e in entities if 0 <= e.span.start - match.end() < 12]
        if not visitors:
            continue
        span = Span(match.start(), visitors[0].span.end)
        who = re.sub(r"^(?:the|our|its|their)\s+", "", Span(match.start("who"), visitors[0].span.end).words(story.plain))
        hosts = [e for e in entities if e.span.end <= match.start()]
        places = _places(sentence, span.end, [e.span for e in entities if e.kind == "organization"])
        _enter(story, index, sentence, _Visit(span, f"visit of {who}", visitors, hosts, places[:1]), "visit-received")


@rule(
    "visit-of-delegation",
    yes="The visit of a delegation from the University of Tartu on 3 June 2024 was postponed.",
    no="The view of a delegation from the University of Tartu on 3 June 2024 was shared.",
    order=4,
)
def visit_of_delegation(story: Story) -> None:
    """ "The visit of" a delegation or person of a body, told with a day, is an occasion."""
    for index, sentence in story.told():
        match = _NAMED.search(story.plain, sentence.span.start, sentence.span.end)
        if match is None or not sentence.dates or not _apart(story, index, sentence):
            continue
        entities = entities_of(story, sentence)
        visitors = [e for e in entities if 0 <= e.span.start - match.end() < 4]
        people = [p for p in sentence.people if 0 <= p.span.start - match.end() < 60]
        if not visitors and not people:
            continue
        end = visitors[0].span.end if visitors else people[0].span.end
        span = Span(match.start("visit"), end)
        hosts = [e for e in entities if 0 < e.span.start - end < 12]
        places = _places(sentence, end, [e.span for e in entities if e.kind == "organization"], 30)
        _enter(story, index, sentence, _Visit(span, span.words(story.plain), visitors, hosts, places), "visit-of-delegation")
