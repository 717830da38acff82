"""How words in a sentence hang together: what stands between two mentions, and lists of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.claim.bodies import body_key
from kg.claim.halls import find_halls
from kg.claim.ledger import Thing
from kg.claim.lists import ENTITY_GAP, goes_on
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.events import EventMention
from kg.find.lexicon import Hit
from kg.model import Span

HOLD = (
    r"(?:held|takes?\s+place|took\s+place|taking\s+place|convened|convenes?|opened|opens?|kicks?\s+off|kicked\s+off|conclude[sd]?|closed|closes|ended|ends|got\s+under\s+way|"
    r"gets\s+under\s+way|running|runs?|lasts?|ran|scheduled|staged|hosted|wrapped\s+up|wraps?\s+up|started|starts?|began|begins|slated|celebrated|organi[sz]e[ds]|holds|stages|hosts|inaugurated|established|"
    r"launched|gathered|(?:brings?|brought|bringing)\s+together|unites?|united|met|meets?|meet|assembled|assembles?|came\s+to|conducted|return(?:s|ed)?|set|signed|due|announced|unveiled|founded|officially\s+opened|completed|attended)"
)
_FILL = re.compile(
    rf"(?:{HOLD}|was|is|are|were|be|been|being|has|have|had|to|will|would|virtually|online|physically|jointly|officially|successfully|formally|here|there|in|at|on|from|between|and|the|of|for|by|"
    r"this|its|a|an|their|as|scheduled|planned|again|city|town|capital|province|downtown|next|last|week|morning|afternoon|evening|year|earlier|late|early|mid|under|theme|which|"
    r"that|successful|conclusion|close|end|grand|during|day|days|coming|upcoming|both|hybrid|format|person|first|time|it|annual|autonomous|region|state|republic|sar|municipality|area|district|"
    r"opening|closing|running|through|weekend|two|three|four|five|six|one|second|third|same|venue|building|heart|located|only|once|again|dates?|spring|summer|autumn|fall|winter|half|quarter|beginning|middle|together|with|jointly|"
    r"cooperation|collaboration|partnership|invitation|auspices|behalf)",
    re.IGNORECASE,
)
_PHRASES = re.compile(rf"\b{HOLD}\b", re.IGNORECASE)
_TOKENS = re.compile(r"[\p{L}’'-]+")
_ASIDE = re.compile(r"\s[—–-]\s[^—–]{3,400}?\s[—–-]\s|\([^()]*\)")


def asides(story: Story, sentence: Sentence) -> list[Span]:
    """Return the stretches of a sentence between dashes or brackets."""
    return [Span(m.start(), m.end()) for m in _ASIDE.finditer(story.plain, sentence.span.start, sentence.span.end)]


_AT = re.compile(r"\bat\s+(?:the\s+)?$")


FOR_EVENT = r"(?:to\s+(?:attend|take\s+part\s+in|participate\s+in|join|co-?host|host|chair|open)|for|at|during|attending|on\s+the\s+(?:sidelines|margins)\s+of)\s+(?:the\s+|a\s+|an\s+)?(?:\w+\s+)?"


def bare(story: Story, sentence: Sentence, start: int, end: int) -> str:
    """Return what stands between two offsets without dates, places, venues and quoted words."""
    spans = [d.span for d in sentence.dates] + [h.span for h in sentence.places]
    spans += [
        n.span
        for n in sentence.names
        if n.kind == "venue" or (n.kind == "organization" and _AT.search(story.plain, max(start, n.span.start - 9), n.span.start))
    ]
    spans += [hall for hall in find_halls(story.plain, sentence) if start <= hall.start and hall.end <= end]
    spans += [t.span for t in sentence.times] + asides(story, sentence)
    text = story.plain
    out, at = [], start
    for span in sorted(spans):
        if span.end <= at or span.start >= end:
            continue
        out.append(text[at : max(at, span.start)])
        at = min(end, span.end)
    out.append(text[at:end])
    return re.sub(r"[“\"][^”\"]*[”\"]|\([^)]*\)", " ", "".join(out))


_AGENT = re.compile(r"\b(?:by|with|and|of|between)\s+(?:the\s+)?$|,\s*$")


def said_between(story: Story, sentence: Sentence, start: int, end: int) -> str:
    """Return what stands between two offsets as :func:`bare` does, and without those by or with whom something is held."""
    text = story.plain
    agents = [
        n.span
        for n in sentence.names
        if n.kind in ("organization", "acronym") and _AGENT.search(text, start, max(start, n.span.start))
    ]
    agents += [p.span for p in sentence.people if _AGENT.search(text, start, max(start, p.span.start))]
    agents = [a for a in agents if start <= a.start and a.end <= end]
    out, at = [], start
    for span in sorted(agents):
        if span.start >= at:
            out.append(bare(story, sentence, at, span.start))
            at = span.end
    return "".join(out) + bare(story, sentence, at, end)


_ARRANGED = (
    r"(?:held|based|entitled|titled|themed|been|being|planned|scheduled|expected|slated|fixed|moved|shifted|postponed|rescheduled|delayed|pushed|deferred|"
    r"announced|confirmed|timed|dated|foreseen|attended|taken|met|called|put|needed)"
)
_TELLS_ELSE = re.compile(
    rf"\b(?!{_ARRANGED}\b)\p{{Ll}}+(?:ed|es|[^s\W]s)\s+(?:the|an?|its|their|his|her|our|that|how|on|for)\b"
    rf"|\b(?:was|were|is|are|been|be|has|have|had)\s+(?:\p{{Ll}}+ly\s+)?(?!{_ARRANGED}\b)\p{{Ll}}+(?:ed|en)\b"
    r"|\b(?:said|told|made|gave|led|took\s+(?!place)|saw|became|heard|sent|drew\s+(?!to)|set\s+(?!for)|built|won|chose|stood|spoke|wrote|thought|found|brought\s+(?!together))\b"
)
_AT_OTHER = re.compile(
    r"\b(?:at|during|in|for|to|following|after|before)\s+(?:an?|another|its|their|the|this|that)\s+(?:[\p{L}-]+\s+){0,3}(?:(?:side[ -])?events?|meetings?|sessions?|panels?|workshops?|seminars?|webinars?|briefings?|round\s?tables?|talks|dialogues?|hearings?)\b",
    re.IGNORECASE,
)


def told_first(gap: str) -> bool:
    """Whether the first thing that words behind an event say is that it was held, and not what it did or where it was spoken of."""
    verb = _PHRASES.search(gap)
    if verb is None:
        return False
    lead = gap[: verb.start()]
    return not tells_else(lead) and not _AT_OTHER.search(lead)


def tells_else(lead: str) -> bool:
    """Whether words before a verb of holding have a verb of their own, of which that one is not the second ("adopted a charter and closed")."""
    return bool(_TELLS_ELSE.search(lead)) and not _SECOND.search(lead)


_SECOND = re.compile(
    r"(?:\b(?:and|which|that|but|before\s+it)|,)\s+(?:(?:was|were|is|will\s+be|has\s+been)\s+)?(?:\p{Ll}+ly\s+)?$"
)


def does_else(gap: str) -> bool:
    """Whether words behind an event first tell what it did ("builds on the network launched in")."""
    verb = _PHRASES.search(gap)
    return tells_else(gap[: verb.start()] if verb is not None else gap)


def spoken_elsewhere(gap: str) -> bool:
    """Whether words behind an event lead to another occasion at which it was spoken of ("…, at a side event on")."""
    verb, other = _PHRASES.search(gap), _AT_OTHER.search(gap)
    return other is not None and (verb is None or other.start() < verb.start())


_TOWARDS = re.compile(
    r"\b(?:meetings?|conferences?|consultations?|talks|sessions?|workshops?|events?|preparations?|plans?|planning|bids?|campaigns?|calls?|invitations?|applications?|submissions?|inputs?|road|run-?up|lead-?up|countdown|follow-?up|contributions?|tickets?|registrations?|nominations?|delegations?|envoys?|proposals?)"
    r"\s+(?:for|to|towards?|ahead\s+of|in\s+advance\s+of|before)\s+(?:(?:the|an?|its|their|this\s+year[’']s|next\s+year[’']s)\s+)?$",
    re.IGNORECASE,
)


def leads_up(story: Story, sentence: Sentence, mention: EventMention) -> bool:
    """Whether an event is named as that which something else leads up to ("the last of the meetings for the …")."""
    return _TOWARDS.search(story.plain, max(sentence.span.start, mention.full.start - 50), mention.full.start) is not None


STAYED_AWAY = re.compile(
    r"[^.;,]{0,90}?\b(?:(?:is|are|was|were|remained|will\s+be)\s+absent|(?:did|could|will|would|does)\s+not\s+(?:attend|come|travel|take\s+part|participate|join)|boycott(?:ed|s)|skipped|stayed\s+away|pulled\s+out|withdrew|(?:sent|tendered|conveyed|offered|gave)\s+(?:(?:its|their|his|her)\s+)?(?:regrets|apologies|excuses))\b"
)
"""What is said behind one who did not come."""

_ONLY_MARKS = re.compile(r"[\s|,;:·•/()–—-]*")
_HAS_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|will|would|said|took|met|held|gave|made|can|may)\b|\b\p{Ll}+ed\s+(?:an?|the|its|their|by|in|to|on|with)\b"
)


def in_row(story: Story, sentence: Sentence, start: int, end: int) -> bool:
    """Whether two offsets stand in one row of a table or list: no verb in it, and only places, dates and marks between them."""
    text = sentence.span.of(story.plain)
    if "|" not in text and (len(text) > 260 or _HAS_VERB.search(text)):
        return False
    if "|" in story.plain[start:end] and not any(start <= e.full.start and e.full.end <= end for e in sentence.events):
        return story.plain[start:end].rstrip().endswith("|") or bool(_ONLY_MARKS.fullmatch(bare(story, sentence, start, end)))
    return bool(_ONLY_MARKS.fullmatch(bare(story, sentence, start, end)))


def holds(gap: str, *, allow: int = 0) -> bool:
    """Whether words say no more than that something is held, at most ``allow`` other words aside."""
    rest = _PHRASES.sub(" ", gap)
    others = sum(not _FILL.fullmatch(word) for word in _TOKENS.findall(rest))
    return others <= allow


@dataclass(frozen=True, slots=True)
class Entity:
    """A body, country or group named in a list."""

    span: Span
    node: Thing | str
    kind: str
    cls: str = ""


_IN_COMPOUND = re.compile(r"[-–‑](?:\p{Lu}|based|born|led|made|owned|run|style|wide|funded|backed)")
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:in|into|from|speak(?:s|ing)?|spoke|spoken|learn(?:s|ing)?|stud(?:y|ies|ying)|teach(?:es|ing)?|both)\s+$"
)
_LANGUAGE_AFTER = re.compile(
    r"\s*(?:[.,;:)”\"]|\Z|(?:and|or|for|by|with|as|to|on|at|versions?|translations?|originals?|subtitles|language|languages|interpretation|courses?|lessons?|classes|teachers?)\b|[-–‑](?:language|speaking|medium|taught))"
)
_LANGUAGE_COMPOUND = re.compile(
    r"\s*[-–‑]?(?:language|speaking|medium|taught)\b|\s+(?:version|translation|original|subtitles|interpretation|lessons|classes)\b"
)
_TO = re.compile(r"\bto\s+(?:the\s+)?$")


def names_language(plain: str, hit: Hit) -> bool:
    """Whether an adjective of a country names its language ("translated into French", "a Spanish-language setting")."""
    if hit.value.kind != "demonym":
        return False
    if _LANGUAGE_COMPOUND.match(plain, hit.span.end):
        return True
    spoken = _LANGUAGE_BEFORE.search(plain, max(0, hit.span.start - 14), hit.span.start)
    return spoken is not None and _LANGUAGE_AFTER.match(plain, hit.span.end) is not None


_TELLING = re.compile(r"\b(?:have|has|had|will|would|can|could|should|who|whom|which|that|because|while|when)\b")


def entities_of(story: Story, sentence: Sentence) -> list[Entity]:
    """Return the bodies, countries and groups that a sentence names, in order, outside the names of events."""
    key = (sentence.span.start, len(sentence.events), len(story.bodies))
    known = story.entities.get(key)
    if known is None:
        known = story.entities[key] = _entities_of(story, sentence)
    return list(known)


def _entities_of(story: Story, sentence: Sentence) -> list[Entity]:
    found: list[Entity] = []
    events = [e.full for e in sentence.events if e.how not in ("anaphor", "unnamed", "listed")]
    names: list[Span] = []
    for name in sentence.names:
        thing = story.bodies.get(body_key(story.aliases.get(t := name.text(story.plain), t)))
        if name.kind in ("organization", "acronym", "name") and thing is not None:
            if any(e.start <= name.span.start and name.span.end <= e.end for e in events):
                continue
            if names and 0 < name.span.start - names[-1].end <= 5 and "(" in story.plain[names[-1].end : name.span.start]:
                continue
            found.append(Entity(name.span, thing, "organization", thing.cls))
            names.append(name.span)
    blocked = [n.full for n in sentence.names if n.kind in ("agreement", "initiative", "publication", "venue", "event")]
    people = [p.span for p in sentence.people]
    for hit in sentence.places:
        value = hit.value
        if value.kind not in ("country", "demonym", "group") or any(
            s.start < hit.span.end and hit.span.start < s.end for s in (*names, *events, *people)
        ):
            continue
        if any(s.start <= hit.span.start and hit.span.end <= s.end and len(s) > len(hit.span) + 2 for s in blocked):
            continue
        if _IN_COMPOUND.match(story.plain, hit.span.end) or names_language(story.plain, hit):
            continue
        owned = re.match(r"[’']s?\s+", story.plain[hit.span.end : hit.span.end + 4])
        if owned and value.kind == "country" and any(s.start == hit.span.end + owned.end() for s in names):
            owner = next(e.node for e in found if e.span.start == hit.span.end + owned.end())
            if isinstance(owner, Thing):
                owner.attrs.setdefault("country", value.key)
            continue
        node = f"id:country/{value.key}" if value.kind != "group" else f"id:group/{value.key}"
        found.append(Entity(hit.span, node, value.kind))
    found.sort(key=lambda e: (e.span.start, -e.span.end))
    return [e for i, e in enumerate(found) if not any(e.span.end <= other.span.end for other in found[max(0, i - 2) : i])]


def listed(story: Story, entities: list[Entity], begin: int, end: int, *, reach: int = 28, across: bool = False) -> list[Entity]:
    """Return the entities of the list that starts at or after ``begin``; no verb stands before it, unless ``across``."""
    out: list[Entity] = []
    at = begin
    for entity in entities:
        if entity.span.start < begin or (out and entity.span.start < at):
            continue
        if entity.span.start >= end:
            break
        gap = story.plain[at : entity.span.start]
        if not out:
            if (
                len(gap) > reach
                or re.search(r"[.;:]\s", gap)
                or _TO.search(gap)
                or (len(gap) > 12 and not across and _TELLING.search(gap))
            ):
                break
        elif not _next_in_list(story, out, entity, gap):
            break
        out.append(entity)
        at = entity.span.end
    return _without_parents(story, out)


_NEW_CLAUSE = re.compile(r"\s*(?:\([^)]*\)\s*)?,\s+(?:and|while|but)\s+(?:the\s+)?")
_FINITE = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?(?:also\s+|\p{Ll}+ly\s+)?(?:is|are|was|were|has|had|have|will|would|said|says|told|took|made|gave|held|led|\p{Ll}{3,}ed)\b(?!\s+by\b)"
)
_IN_COUNTRY = re.compile(r"\s*(?:\([^)]{0,40}\)\s*)?,?\s+in\s+(?:the\s+)?(?:\p{Lu}[\p{L}-]+,\s+)?")


def _next_in_list(story: Story, before: list[Entity], entity: Entity, gap: str) -> bool:
    """Whether an entity stands in one list with those before it, and opens no clause of its own ("from Estonia, and Latvia said")."""
    if entity.kind == "country" and before[-1].kind == "organization" and _IN_COUNTRY.fullmatch(gap):
        return True
    if not ENTITY_GAP.match(gap) and not goes_on(gap):
        return False
    return not (len(before) == 1 and _NEW_CLAUSE.fullmatch(gap) and _FINITE.match(story.plain, entity.span.end))


_PART_OF = frozenset(
    "Centre Center Institute Faculty School Department College Unit Office Division Laboratory Bureau Branch Directorate Section Academy Chair".split()
)
_WHOLE = ("University", "GovernmentBody", "InternationalOrganization", "Institute")


def _without_parents(story: Story, found: list[Entity]) -> list[Entity]:
    """Leave out the second of two names that is what the first belongs to ("Centre for Sea Law, Northern University")."""
    if len(found) != 2 or found[1].cls not in _WHOLE or found[0].kind != "organization":
        return found
    part, whole = (story.plain[e.span.start : e.span.end] for e in found)
    if story.plain[found[0].span.end : found[1].span.start].strip() not in (",", "of", "of the", "at", "at the", ", of"):
        return found
    heads = part.split()
    named = heads[0] in _PART_OF or heads[-1] in _PART_OF
    whole_head = "University" in whole or whole.startswith(("Ministry", "Government", "Academy", "Chinese Academy"))
    return found[:1] if named and whole_head else found


def listed_before(story: Story, entities: list[Entity], end: int, start: int) -> list[Entity]:
    """Return the entities of the list that ends at ``end``."""
    out: list[Entity] = []
    at = end
    for entity in reversed(entities):
        if entity.span.end > at or entity.span.start < start:
            continue
        gap = story.plain[entity.span.end : at]
        if not out:
            if len(gap) > 34 or re.search(r"[.;:]\s|,\s+\w+\s+\w+\s+\w+", gap):
                break
        elif not (ENTITY_GAP.match(gap) or goes_on(gap)):
            break
        out.append(entity)
        at = entity.span.start
    return list(reversed(out))


_OF_LARGER = re.compile(r"\s+(?:of|at|during)\s+(?:the\s+)?")


def event_before(story: Story, sentence: Sentence, at: int) -> tuple[EventMention, Occasion] | None:
    """Return the event mention nearest before an offset; one in an aside that is over, or inside another's name, does not count."""
    best = None
    over = [a for a in asides(story, sentence) if a.end <= at]
    for mention in sentence.events:
        if mention.span.end > at:
            if mention.span.start >= at:
                break
            continue
        occasion = story.resolved.get(mention.key)
        if occasion is None or (best is not None and best[0].span.end >= mention.span.end):
            continue
        if best is not None and any(a.start <= mention.span.start and mention.span.end <= a.end for a in over):
            continue
        if best is not None and _OF_LARGER.fullmatch(story.plain, best[0].full.end, mention.full.start):
            continue
        best = (mention, occasion)
    return best


def event_after(story: Story, sentence: Sentence, at: int) -> tuple[EventMention, Occasion] | None:
    """Return the event mention nearest after an offset."""
    for mention in sentence.events:
        if mention.full.start >= at:
            occasion = story.resolved.get(mention.key)
            if occasion is not None:
                return mention, occasion
    return None


def spoken(story: Story, sentence: Sentence) -> Iterator[tuple[EventMention, Occasion]]:
    """Yield the event mentions of a sentence that are resolved."""
    for mention in sentence.events:
        occasion = story.resolved.get(mention.key)
        if occasion is not None:
            yield mention, occasion


def subjects_before(story: Story, entities: list[Entity], last: Entity, sentence: Sentence) -> list[Entity]:
    """Return the listed entities of a sentence that end with the last one given."""
    upto = [e for e in entities if e.span.end <= last.span.end]
    return listed_before(story, upto, last.span.end, sentence.span.start) or [last]


def is_quoted(story: Story, sentence: Sentence, at: int) -> bool:
    """Say whether a place in a sentence stands inside quotation marks."""
    text = story.plain[sentence.span.start : at]
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
