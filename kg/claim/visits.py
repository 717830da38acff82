"""Visits, which seldom have a name: somebody goes somewhere, somebody is received, "the visit of a delegation from" a body."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re
from kg.claim.enter import enter_unnamed, rescope
from kg.claim.goals import Goals, find_going, read_goals
from kg.claim.nearby import Entity, entities_of
from kg.claim.rules import rule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.unnamed import early, leads
from kg.claim.when import completed
from kg.claim.where import state_place
from kg.find import Sentence
from kg.find.lexicon import Hit
from kg.model import Span

_VISITORS = r"(?:delegations?|delegates|teams?|groups?|colleagues|visitors|guests|missions?|scholars|students|officials|teachers|lecturers|experts|researchers|representatives|party|entrepreneurs|journalists|professors)"
_RECEIVES = re.compile(
    rf"\b(?:welcomed|received|hosted|is\s+hosting|will\s+(?:host|welcome|receive)|played\s+host\s+to|greeted|met\s+with|met)\s+(?P<who>(?:(?:an?|the|our|its|their)\s+)?(?:[\w-]+\s+){{0,5}}?{_VISITORS}\s+(?:of\s+(?:\w+\s+){{1,3}}from|of|from)\s+)(?:the\s+)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?P<visit>(?:(?:official|state|working|study|return|courtesy|familiari[sz]ation|first|recent|upcoming|five-day|four-day|three-day|two-day|week-long)\s+)*visit)\s+(?:by|of|from)\s+(?P<who>(?:(?:an?|the|its|their)\s+)?(?:[\w-]+\s+){{0,4}}?(?:{_VISITORS}\s+(?:of|from|led\s+by)\s+)?)(?:the\s+)?(?=\p{{Lu}})",
    re.IGNORECASE,
)
_GROUP_BEFORE = re.compile(rf"\b{_VISITORS}\b|\b(?:of|from)\s+us\b|\b[Ww]e\b", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"(?:^|(?<=[\s,;:“\"(]))(?:[Tt]he\s+)?(?:(?:\p{Lu}[\p{L}.’'-]+|of|for|and|the)\s+){0,7}?(?:Ministers?|Presidents?|Secretary(?:[ -]General)?|Commissioners?|Ambassadors?|Rector|Governor|Mayor|King|Queen|Prince(?:ss)?|Chancellor|Director(?:[ -]General)?|Chair(?:man|woman|person)?"
    r"|Envoy|Representative|Speaker|Admiral|General|Commander|Premier|Administrator|Administration|Leaders?|Dean|Chief|Majest(?:y|ies)|Highness(?:es)?|Excellency)\b"
)
_SPEAKER = re.compile(r"(?:^|(?<=[\s,]))(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey)(?:\s+(?:also|then|later))?\s*,?\s*$")
_OF_SIDE = re.compile(
    r"\s+(?:of|for)\s+(?:the\s+)?\p{Lu}[\p{L}\p{M}’'-]+(?:\s+(?:of\s+(?:the\s+)?|and\s+)?\p{Lu}[\p{L}\p{M}’'-]+){0,4}"
)
_CLAUSE = re.compile(r"[;:”\"]")
_INVITED = re.compile(r"\bAt\s+the\s+(?:kind\s+|official\s+)?invitation\s+of\b|\b(?:[Aa]ccompanied|[Jj]oined)\s+by\b")
_WHO = re.compile(r"\b(?:who|which|that|where|when)\s+(?:also\s+|had\s+|once\s+)?$")


@dataclass(frozen=True, slots=True)
class _Visit:
    """What a sentence tells of a visit."""

    span: Span
    names: dict[str, Span]
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
    """Make an event of a visit; it is what the text is about where that is about no other event, else perhaps a part of a longer one."""
    item = sentence.section.item
    main = story.main.get(item)
    told = _in_own_words(story, index, sentence)
    inside = [m for m in sentence.events if visit.span.start <= m.full.start and m.full.end <= visit.span.end]
    sentence.events = [m for m in sentence.events if m not in inside]
    occasion = enter_unnamed(story, index, visit.names, "Visit", visit.span, known=told)
    if main is told is not None or (early(story, index) and (main is None or leads(story, index, item))):
        rescope(story, item, occasion)
        _goes_on(story, index, occasion)
    else:
        story.scope[index] = occasion
        if main is not None and main.cls == "Visit" and main is not occasion:
            occasion.join(main)
    for entity in (*visit.visitors[:2], *(h for h in visit.hosts[:2] if h.kind == "organization")):
        story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, rule_name, 0.8)
    if _SEVERAL.search(visit.span.of(story.plain)) or len({h.value.country for h in visit.places if h.value.kind == "city"}) > 1:
        occasion.thing.attrs["tours"] = 1
    for hit in _held_in(visit.places):
        state_place(story, occasion, hit, rule_name, 0.8)


_SEVERAL = re.compile(
    r"\b(?:several|some|various|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:\p{Lu}\p{L}+\s+)?(?:\p{Ll}+\s+)?(?:cities|towns|countries|universities|ports|islands|regions|provinces|states)\b"
)
_THE_GUESTS = re.compile(
    rf"\W*(?:(?:The|All)\s+(?:other\s+|whole\s+)?(?:{_VISITORS}|delegation\s+members)|(?:Members|Other\s+members)\s+of\s+the\s+delegation)\s+(?=\p{{Ll}})"
)


def _goes_on(story: Story, index: int, visit: Occasion) -> None:
    """Let later sentences about "the delegation" tell of the visit, where they name no other event."""
    for later, sentence in story.told():
        if later <= index or sentence.section.item != visit.item or not _THE_GUESTS.match(story.plain, sentence.span.start):
            continue
        if not any(story.resolved.get(m.key) not in (None, visit) for m in sentence.events):
            story.scope[later] = visit


def _held_in(places: list[Hit]) -> list[Hit]:
    """The places of which a visit can be said to be held in them: none where they lie in several countries."""
    countries = {h.value.key if h.value.kind == "country" else h.value.country for h in places} - {""}
    return places if len(countries) < 2 else []


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
    if early(story, index) and (sentence.dates or story.dateline or story.published.year) and leads(story, index, item):
        return True
    if not any(d.form not in ("inyear", "ryear") for d in sentence.dates):
        return False
    if main is not None and main.cls == "Visit" and (main.first == index or not _another_leg(story, index, sentence, main)):
        return False
    return not any(
        m.how in (*STANDALONE, "ordinal", "phrase", "anaphor") and m.key in story.resolved and story.resolved[m.key] is not told
        for m in sentence.events
    )


_GROUP = re.compile(
    rf"(?:(?:an?|the|our|its|their)\s+)?(?P<who>(?:(?!(?:an?|the|of|on|in|last|this|earlier|week|month|when|as)\b)[\w-]+\s+){{0,3}}(?:{_VISITORS})(?:\s+(?:of|from)\s+[^,.;()]{{2,60}}?)?)(?=,|\s+(?:led|headed|who|which|has|have|had|visit\w*|travel\w*|arrived|toured|paid|is|are|will)\b)",
    re.IGNORECASE,
)


def _another_leg(story: Story, index: int, sentence: Sentence, main: Occasion) -> bool:
    """Whether a sentence, in a text about a visit, has days other than those of the whole: it tells of a part of it, or of another."""
    days = [done for d in sentence.dates if (done := completed(story, None, d, sentence)) is not None]
    first = story.sentences[main.first]
    known = [done for d in first.dates if (done := completed(story, None, d, first)) is not None]
    return bool(days and known) and all((d.start.iso, d.end.iso) != (k.start.iso, k.end.iso) for d in days for k in known)


def _travellers(story: Story, sentence: Sentence, end: int) -> Span | None:
    """Who travels: the persons with their posts, the group, the official or the "I" whose clause ends at the verb."""
    start = max((m.end() for m in _CLAUSE.finditer(story.plain, sentence.span.start, end)), default=sentence.span.start)
    people = [p for p in sentence.people if start <= p.span.start and p.span.end <= end]
    group = _GROUP.search(story.plain, start, min(sentence.span.end, end + 24))
    if group is not None and group.start() < min(end, people[0].span.start if people else end):
        return Span(*group.span("who"))
    if people:
        first = people[-1] if _INVITED.search(story.plain, start, people[0].span.start) else people[0]
        role = (
            first.role
            if first.role is not None and start <= first.role.start and first.role.end <= first.span.start + 1
            else None
        )
        words = Span(role.start if role is not None else first.span.start, end)
        if len(words) < 110 and not re.search(r"[;:(]|,\s+(?:who|which)", words.of(story.plain)):
            return words
        return first.span
    official = next((m for m in reversed(list(_OFFICIAL.finditer(story.plain, start, end)))), None)
    if official is not None and end - official.end() < 90:
        side = _OF_SIDE.match(story.plain, official.end(), end)
        return Span(official.start(), side.end() if side is not None else official.end())
    speaker = _SPEAKER.search(story.plain, max(start, end - 24), end)
    return Span(speaker.start(), speaker.end()) if speaker is not None else None


_THOSE = re.compile(rf"(?:(?:he|she|they)\\b|(?:the\\s+)?{_VISITORS}\\s*$)", re.IGNORECASE)
_I = re.compile(r"(?:I|we|he|she|they)\b", re.IGNORECASE)
_STRONG = re.compile(
    r"visit|tour|travel|trip|spen[dt]|mission|call\w*\s+on|delegation|pa(?:y|id|ys)\b|depart|leav|left", re.IGNORECASE
)


@rule(
    "unnamed-visit",
    yes=(
        "A delegation of the University of Tartu visited the Baltic Ports Association in Riga on 3 June 2024.",
        "Harbour news\n\nThe 5th Harbour Cities Forum was held in Tallinn on 3 May 2024. It was praised.\n\nRector Mari Tamm of the University of Tartu visited Oslo on 3 June 2024.",
        "3 June 2024\n\nThe Minister of Ports leaves for Oslo on Thursday on a two-day working visit.",
    ),
    no=(
        "A delegation of the University of Tartu criticised the Baltic Ports Association in Riga on 3 June 2024.",
        "Gulls visited Oslo in great numbers on 3 June 2024.",
    ),
    order=4,
)
def unnamed_visit(story: Story) -> None:
    """A delegation, minister or rector who visits a country, town or body makes an occasion: a visit."""
    for index, sentence in story.told():
        match = find_going(story, sentence, sentence.span.start)
        while match is not None:
            visit = _visit_of(story, sentence, match)
            if visit is not None and _apart(story, index, sentence):
                _enter(story, index, sentence, visit, "unnamed-visit")
                break
            match = find_going(story, sentence, match.end())


def _visit_of(story: Story, sentence: Sentence, match: re.Match[str]) -> _Visit | None:
    """What words of going somewhere tell of a visit, where somebody goes who pays one."""
    goals = read_goals(story, sentence, match.end())
    who = _travellers(story, sentence, match.start("go"))
    entities = entities_of(story, sentence)
    subjects = [e for e in entities if e.span.end <= match.start()]
    if goals is None and match["noun"] is None and (person := _called_on(sentence, match)) is not None:
        goals = Goals(person, (), ())
    if goals is None or (who is None and not subjects) or _WHO.search(story.plain, sentence.span.start, match.start("go")):
        return None
    if goals.home and not (goals.places or goals.bodies or sentence.dates):
        return None
    weak = _STRONG.search(match.group()) is None
    if who is None and (weak or not (match["direct"] or match["noun"])):
        return None
    if who is not None and weak and match.start("go") - who.end > 2 and not sentence.people:
        return None
    names: dict[str, Span] = {}
    span = Span(match.start("go"), goals.span.end)
    to = f"to {goals.span.words(story.plain)}"
    called = who or subjects[0].span
    if _I.fullmatch(called.words(story.plain).rstrip(" ,")) is None:
        names[f"visit of {_posts(called.words(story.plain))} {to}"] = span
    if match["noun"]:
        names[f"{' '.join(match['noun'].split())} {to}"] = Span(match.start("noun"), goals.span.end)
    names[f"visit {to}"] = span
    if not goals.places and _THOSE.match(called.words(story.plain)):
        return None
    visitors = [e for e in subjects if who is None or e.span.start >= who.start - 40]
    return _Visit(span, names, visitors, list(goals.bodies), list(goals.places))


def _posts(words: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts)\s+", "", words).rstrip(" ,")


def _called_on(sentence: Sentence, match: re.Match[str]) -> Span | None:
    """The person on whom somebody calls."""
    if not re.search(r"call\w*\s+on\s*$", match.group()):
        return None
    near = (p for p in sentence.people if 0 <= min(p.span.start, p.role.start if p.role else p.span.start) - match.end() < 40)
    return next((p.span for p in near), None)


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
        _enter(story, index, sentence, _Visit(span, {f"visit of {who}": span}, visitors, hosts, places[:1]), "visit-received")


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
        _enter(
            story, index, sentence, _Visit(span, {span.words(story.plain): span}, visitors, hosts, places), "visit-of-delegation"
        )
