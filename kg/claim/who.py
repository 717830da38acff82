"""Who organizes an event and who takes part in it: bodies, countries, groups."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kg import patterns as re
from kg.claim.ledger import Thing, language_of
from kg.claim.nearby import Entity, entities_of, event_after, event_before, listed, listed_before, spoken
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story, label_target
from kg.find import Sentence
from kg.find.lexicon import read_table
from kg.model import Literal, Span
from kg.resources import resource

_ADVERB = r"(?:jointly|co-|officially|again|also|traditionally|successfully|together)?\s*"
_PLACE_OR_TIME = r"(?:\s+(?:in|at)\s+(?:the\s+)?(?-i:\p{Lu})[^,.;()]{2,50}?|\s+(?:for\s+the\s+\w+\s+(?:time|year)|(?:this|every|each)\s+(?:\w+\s+)?(?:years?|months?|weeks?|autumn|spring|summer|winter)|on\s+[^,.;()]{3,24}?))"
_BY = re.compile(
    rf"\b(?:{_ADVERB})(?P<verb>co-?organi[sz]ed|organi[sz]ed|co-?hosted|hosted|co-?convened|convened|initiated|co-?sponsored|sponsored|supported|co-?chaired|held|arranged|staged|run|presented|undertaken|facilitated|mounted|launched|coordinated|spearheaded|prepared|called|put\s+on|conducted|administered)"
    rf"(?:\s+(?:and|&)\s+(?:co-?)?(?:organi[sz]ed|hosted|sponsored|convened|supported))?(?:\s+(?:jointly|together|virtually|annually|online)|{_PLACE_OR_TIME}){{0,2}}\s+by\s+(?:the\s+|both\s+|its\s+)?",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:will|to|has|have|had|is|are|was|were|be|been|jointly|again|also|officially|successfully|today|yesterday|tomorrow|recently|annually|once\s+again|in\s+turn|we|that|which|who)\s+){0,4}"
    r"(?P<verb>co-?host(?:s|ed|ing)?|host(?:s|ed|ing)?|co-?organi[sz](?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|co-?conven(?:e|es|ed|ing)|conven(?:e|es|ed|ing)|initiated|held|holds?|stag(?:es|ed|ing)|co-?sponsor(?:s|ed|ing)?|sponsor(?:s|ed|ing)?|runs?|ran)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:in\s+partnership\s+with|in\s+conjunction\s+with|jointly\s+with|together\s+with|in\s+association\s+with|in\s+tandem\s+with|alongside|co-?(?:organi[sz]ed|hosted)\s+with|(?:and|,)\s+(?:also\s+)?(?:co-?)?(?:organi[sz]ed|hosted|supported|sponsored|convened)\s+by|through\s+(?:its|their))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"\b(?:(?:with|under)\s+(?:the\s+)?(?:support|guidance|patronage|auspices|aegis|assistance|sponsorship|backing|cooperation|co-operation|collaboration|help|funding|participation)\s+(?:of|from|by)|supported\s+by|in\s+(?:collaboration|cooperation|co-operation)\s+with|in\s+(?:close\s+)?(?:coordination|co-ordination|collaboration|cooperation|co-operation|consultation)\s+with|with\s+(?:\w+\s+)?support\s+from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ORGANIZER_LABEL = re.compile(
    r"^(?:organi[sz]ers?|organi[sz]ed by|hosts?|hosted by|co-?hosts?|co-?hosted by|co-?organi[sz]ers?|sponsors?|conveners?|convened by|(?:main|lead|event|joint|local|principal) (?:organi[sz]ers?|hosts?)|jointly organi[sz]ed by|in partnership with|presented by|organi[sz]ed and hosted by|host(?:ing)? (?:organi[sz]ations?|institutions?|countr(?:y|ies)|cit(?:y|ies)|universit(?:y|ies))|organi[sz]ing (?:bod(?:y|ies)|institutions?|organi[sz]ations?|partners?)|co-?sponsors?|co-?conveners?|convenors?|sponsored by|initiators?|who organi[sz]es)$",
    re.IGNORECASE,
)
_COUNTRY_LABEL = re.compile(
    r"^(?:countries(?: involved| represented| participating)?|participating countries|participants|delegations|attendees|participating organi[sz]ations|partners?|participating institutions|distinguished guests|guests|speakers|delegates|attended by|parties|attendance|members|participating (?:teams|universities|schools|companies|economies|states|delegations)|countries taking part|supported by|supporters|supporting (?:organi[sz]ations?|partners?|institutions?)|in (?:cooperation|collaboration|co-operation|coordination) with|(?:with )?(?:the )?support (?:of|from)|under the (?:auspices|patronage) of|(?:partner|supporting|media|knowledge|institutional|strategic|implementing) (?:institutions?|organi[sz]ations?|partners?)|exhibitors|exhibiting countries|invited countries|signatories|panell?ists|attending)$",
    re.IGNORECASE,
)
ROLE_OF_VERB = (
    ("co-host", "cv:coHostedBy"),
    ("cohost", "cv:coHostedBy"),
    ("host", "cv:hostedBy"),
    ("initiat", "cv:initiatedBy"),
    ("sponsor", "cv:sponsoredBy"),
    ("co-sponsor", "cv:sponsoredBy"),
    ("support", "cv:supportedBy"),
    ("co-chair", "cv:hasParticipant"),
)


def role_of(verb: str) -> str:
    """Return the property for a verb of organizing.

    >>> role_of("co-hosted"), role_of("convened")
    ('cv:coHostedBy', 'cv:organizedBy')
    """
    verb = verb.lower()
    return next((role for stem, role in ROLE_OF_VERB if verb.startswith(stem)), "cv:organizedBy")


def _organizers(entities: list[Entity]) -> list[Entity]:
    return [
        e for e in entities if e.kind in ("organization", "country") or (e.kind == "group" and e.node in _BODIES_AMONG_GROUPS)
    ]


_BODIES_AMONG_GROUPS = frozenset(
    f"id:group/{k}"
    for k in (
        "asean",
        "eu",
        "european-union",
        "african-union",
        "sco",
        "oecd",
        "arab-league",
        "commonwealth",
        "pacific-islands-forum",
        "apec",
        "ecowas",
        "caricom",
    )
)


def _event_for(story: Story, index: int, sentence: Sentence, at: int) -> Occasion | None:
    before = event_before(story, sentence, at)
    if before is not None:
        return before[1]
    scope = story.scope.get(index)
    if scope is not None:
        return scope
    after = event_after(story, sentence, at)
    return after[1] if after is not None else None


@rule(
    "organized-by",
    yes="The 5th Harbour Cities Forum, organized by the Baltic Ports Association, was held in Tallinn.",
    no="The 5th Harbour Cities Forum was praised by the Baltic Ports Association.",
    order=30,
)
def who_passive(story: Story) -> None:
    """Those behind "organized by", "co-hosted by", "convened by", "initiated by" organize the event before it."""
    for index, sentence in story.told():
        plain = story.plain
        entities = None
        said: Occasion | None = None
        for match in _BY.finditer(plain, sentence.span.start, sentence.span.end):
            entities = entities_of(story, sentence) if entities is None else entities
            found = _organizers(listed(story, entities, match.end(), sentence.span.end, reach=36))
            occasion = _event_for(story, index, sentence, match.start())
            if occasion is None or not found:
                continue
            if (
                match["verb"].lower() in ("held", "run", "presented", "launched", "undertaken")
                and found[0].kind == "organization"
                and said is not occasion
                and not _near(story, sentence, match.start(), occasion)
                and not _SAYS_OF_IT.fullmatch(plain, sentence.span.start, match.start("verb"))
            ):
                continue
            if not _near(story, sentence, match.start(), occasion) and occasion is not story.scope.get(index):
                continue
            found = [e for e in found if not _FOUNDED_NOW.match(plain, e.span.end, sentence.span.end)] or found
            said = occasion
            for entity in found:
                story.ledger.state(occasion.thing, role_of(match["verb"]), entity.node, entity.span, "organized-by", 0.92)
            if match["verb"].lower().startswith("co-chair"):
                continue
            _follow(story, sentence, entities, found, occasion, "organized-by")


_FOUNDED_NOW = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:was|were|is|has\s+been|will\s+be)\s+(?:\w+ly\s+)?(?:founded|established|launched|inaugurated|opened|set\s+up|created)\b"
)


def _follow(story: Story, sentence: Sentence, entities: list[Entity], found: list[Entity], occasion: Occasion, name: str) -> None:
    """Enter those that the text names beside the organizers: "together with …", "and supported by …", "through its …"."""
    for _ in range(3):
        end = found[-1].span.end
        follow = _WITH.search(story.plain, end, min(sentence.span.end, end + 40))
        if not follow or _SUPPORT.search(story.plain, end, follow.start()):
            return
        behind = _organizers(listed(story, entities, follow.end(), sentence.span.end, reach=30))
        if not behind:
            return
        for entity in behind:
            role = "cv:supportedBy" if "support" in follow.group() else "cv:organizedBy"
            story.ledger.state(occasion.thing, role, entity.node, entity.span, name, 0.85)
        found = behind


_SAYS_OF_IT = re.compile(
    r"\s*(?:It|This|(?:The|This)\s+(?:\w+\s+)?(?:event|conference|forum|meeting|summit|festival|course|workshop|training|competition|exhibition|programme|program|week|fair|expo))\s+(?:is|was|will\s+be|has\s+been|is\s+being)\s+(?:jointly\s+)?"
)


def _near(story: Story, sentence: Sentence, at: int, occasion: Occasion) -> bool:
    return any(o is occasion and at - m.full.end < 140 for m, o in spoken(story, sentence))


@rule(
    "organizes",
    yes="The Baltic Ports Association hosted the 5th Harbour Cities Forum in Tallinn.",
    no="The Baltic Ports Association read about the 5th Harbour Cities Forum in Tallinn.",
    order=31,
)
def who_active(story: Story) -> None:
    """Those before "hosted", "will co-host", "convened" organize the event that follows."""
    for index, sentence in story.told():
        plain = story.plain
        entities = (
            entities_of(story, sentence)
            if re.search(
                r"\b(?:co-?)?(?:host|organi[sz]|conven|initiated|held|holds?|stag(?:e|ing)|sponsor|runs?\b|ran\b)",
                plain[sentence.span.start : sentence.span.end],
                re.IGNORECASE,
            )
            else []
        )
        for i, entity in enumerate(entities):
            aside = _BESIDE_SUBJECT.match(plain, entity.span.end, sentence.span.end)
            match = _ACTIVE.match(plain, aside.end() if aside else entity.span.end, sentence.span.end)
            if not match or (not aside and i + 1 < len(entities) and entities[i + 1].span.start < match.end()):
                continue
            after = event_after(story, sentence, match.end())
            occasion = after[1] if after is not None and after[0].full.start - match.end() < 90 else None
            if story.plain[sentence.span.end - 1] == ":" and (following := _next_event(story, index)) is not None:
                occasion = following
            if occasion is None and re.match(
                r"\s*(?:the|this)\s+(?:event|forum|conference|meeting|week|summit|\w+\s+themed|forum\s+themed)",
                plain[match.end() : match.end() + 50],
            ):
                occasion = story.scope.get(index)
            if re.search(r"\bwe\s+(?:will|are)\b", story.plain[entity.span.end : match.end()]):
                continue
            if occasion is None or (match["verb"].lower() in ("held", "hold", "holds") and after is None):
                continue
            if re.search(
                r"\b(?:capital|heart|city|province|north|south|east|west)\s+of\s+(?:the\s+)?$",
                plain[max(sentence.span.start, entity.span.start - 24) : entity.span.start],
            ):
                continue
            if re.match(r"\s+by\b", plain[match.end() : match.end() + 6]):
                continue
            members = _organizers(_subjects(story, entities, entity, sentence))
            role = role_of(match["verb"])
            if (
                match["verb"].lower() in ("held", "hold", "holds")
                and all(m.kind == "country" for m in members)
                and len(members) > 1
            ):
                role = "cv:hasParticipant"
            for member in members:
                story.ledger.state(occasion.thing, role, member.node, member.span, "organizes", 0.88)
            _beside_active(story, sentence, entities, after[0].full.end if after is not None else match.end(), occasion)


_BESIDE_SUBJECT = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,\s+(?:in\s+(?:\w+\s+)?(?:cooperation|co-operation|collaboration|coordination|partnership|association)\s+with|with\s+(?:the\s+)?support\s+(?:of|from)|with\s+the\s+participation\s+of|supported\s+by|together\s+with|along\s+with|as\s+(?:the\s+)?(?:host|organi[sz]er|chair)\w*)\b[^;.]{3,120}?,(?=\s)"
)


def _beside_active(story: Story, sentence: Sentence, entities: list[Entity], at: int, occasion: Occasion) -> None:
    """Enter those with whom somebody holds an event ("hosted the forum together with …")."""
    follow = _WITH.search(story.plain, at, min(sentence.span.end, at + 90))
    if follow and not re.search(r"[.;:]\s|\b(?:which|who|that)\b", story.plain[at : follow.start()]):
        for entity in _organizers(listed(story, entities, follow.end(), sentence.span.end, reach=30)):
            story.ledger.state(occasion.thing, "cv:organizedBy", entity.node, entity.span, "organizes", 0.8)


_WHOSE = re.compile(
    r"(?:[’']s?|s[’'])\s+(?:own\s+|very\s+)?(?:(?:annual|biennial|triennial|biannual|flagship|regular|inaugural|first|second|third|last|latest|previous|next|upcoming|forthcoming|recent|new|regional|national|international|global|early|major|high-level|joint|main|yearly|quarterly|monthly|traditional|signature|sixth|fifth|fourth|seventh|eighth|ninth|tenth|(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th))\s+){0,4}$",
    re.IGNORECASE,
)
_BY_BODY = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:event|conference|forum|festival|initiative|programme|project|meeting|gathering|competition|summit|series|exhibition|fair)\s+)?(?:by|of)\s+(?:the\s+)?",
)
_GIVEN = re.compile(
    r"\b(?:(?:an?|the)\s+)?(?:joint\s+|flagship\s+|shared\s+)?(?:initiative|undertaking|venture|effort|project|brainchild|event|collaboration|production|co-production)\s+(?P<how>of|by|between|from)\s+(?:the\s+)?"
    r"|\b(?:at|on)\s+the\s+initiative\s+(?P<at>of)\s+(?:the\s+)?"
)


@rule(
    "organizer-beside-name",
    yes=(
        "The Baltic Ports Association’s 5th Harbour Cities Forum was held in Tallinn.",
        "The 5th Harbour Cities Forum, an annual event by the Baltic Ports Association, was held in Tallinn.",
        "The 5th Harbour Cities Forum was held in Tallinn. It is a joint initiative of the Baltic Ports Association and the Marine Institute.",
    ),
    no="The 5th Harbour Cities Forum, praised in a book by the Baltic Ports Association, was held in Tallinn.",
    order=31,
)
def who_owns(story: Story) -> None:
    """A body organizes the event that the text calls its own ("X’s annual forum", "a conference by X", "a joint initiative of X and Y")."""
    plain = story.plain
    for index, sentence in story.told():
        if not sentence.events and not story.scope.get(index):
            continue
        entities: list[Entity] | None = None
        for mention, occasion in spoken(story, sentence):
            owner = _WHOSE.search(plain, max(sentence.span.start, mention.full.start - 60), mention.full.start)
            if owner:
                entities = entities_of(story, sentence) if entities is None else entities
                for entity in entities:
                    if entity.kind == "organization" and entity.span.end == owner.start():
                        story.ledger.state(
                            occasion.thing, "cv:organizedBy", entity.node, entity.span, "organizer-beside-name", 0.8
                        )
            behind = _BY_BODY.match(plain, mention.full.end, sentence.span.end)
            if behind and not behind.group().rstrip().removesuffix(" the").endswith("of"):
                entities = entities_of(story, sentence) if entities is None else entities
                for entity in listed(story, entities, behind.end(), sentence.span.end, reach=4):
                    if entity.kind == "organization":
                        story.ledger.state(
                            occasion.thing, "cv:organizedBy", entity.node, entity.span, "organizer-beside-name", 0.8
                        )
        for match in _GIVEN.finditer(plain, sentence.span.start, sentence.span.end):
            target = story.scope.get(index) if match["at"] else _given_event(story, index, sentence, match.start())
            if target is None:
                continue
            entities = entities_of(story, sentence) if entities is None else entities
            for entity in _organizers(listed(story, entities, match.end(), sentence.span.end, reach=8)):
                story.ledger.state(target.thing, "cv:initiatedBy", entity.node, entity.span, "organizer-beside-name", 0.8)


_IS_A = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,|,?\s*(?:which\s+)?(?:is|was|are|were|being)|[^.;]{0,80}?\b(?:held|convened|organi[sz]ed))\s+(?:itself\s+|also\s+)?$"
)


def _given_event(story: Story, index: int, sentence: Sentence, at: int) -> Occasion | None:
    """The event that words such as "a joint initiative of" say something of: the subject of the sentence."""
    before = event_before(story, sentence, at)
    if before is not None:
        return before[1] if _IS_A.fullmatch(story.plain, before[0].full.end, at) else None
    if re.fullmatch(r"\s*(?:It|This|The\s+event)\s+(?:is|was)\s+", story.plain[sentence.span.start : at]):
        return story.scope.get(index)
    return None


_ORGANIZER_NOUN = re.compile(
    r"\b(?:(?:main|lead|joint|principal|local|official|event|conference|forum|chief)\s+)?(?:organi[sz]ers?|co-organi[sz]ers?|co-hosts?|hosts?|sponsors?|conveners?|convenors?|host\s+(?:country|nation|city|institution|organi[sz]ation|university))\b"
    r"(?:\s+of\s+(?:the|this)\s+[\w -]{3,40}?)?(?:\s*[,:(]\s*|\s+(?:is|are|was|were|include|included|includes)\s+|\s+[–—-]\s+|\s+(?=(?-i:\p{Lu})))(?:the\s+)?",
    re.IGNORECASE,
)
_ORGANIZER_OF = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:is|was|are|were|as|being|acts?|acted|serves?|served|acting|serving|which\s+is|who\s+are|in\s+its\s+capacity|in\s+its\s+role)\s+){0,2}(?:as\s+)?(?:the\s+|an?\s+)?(?:(?:main|lead|joint|principal|local|official|this\s+year[’']s|co-?)\s*)*(?P<noun>organi[sz]er|host|convener|convenor|co-host|co-organi[sz]er|sponsor)s?\s+(?:and\s+\w+\s+)?(?:of|for)\s+(?:the|this)\b"
    r"|\s*(?:\([^)]*\)\s*)?,\s*(?:the|this)\s+(?:\w+\s+)?(?:event|forum|conference|festival|summit|meeting|competition|exhibition|fair|programme|workshop)[’']s\s+(?:main\s+|lead\s+|local\s+)?(?P<noun>organi[sz]er|host|convener|sponsor)s?\b",
    re.IGNORECASE,
)


@rule(
    "organizer-noun",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. Organizers of the event were the Baltic Ports Association and the Marine Institute.",
        "The Baltic Ports Association, organizer of the 5th Harbour Cities Forum, has sent out invitations.",
    ),
    no="The 5th Harbour Cities Forum was held in Tallinn. The organizers thanked the Baltic Ports Association.",
    order=32,
)
def who_by_noun(story: Story) -> None:
    """Those named as "the organizers", "the host, X", "X, organizer of the forum" organize the event in hand."""
    plain = story.plain
    for index, sentence in story.told():
        if sentence.section.kind in ("label", "title", "heading") or not _ORGANIZER_WORD.search(
            plain, sentence.span.start, sentence.span.end
        ):
            continue
        entities = entities_of(story, sentence)
        for match in _ORGANIZER_NOUN.finditer(plain, sentence.span.start, sentence.span.end):
            occasion = story.scope.get(index) or next((o for _, o in spoken(story, sentence)), None)
            if occasion is None or _quoted(story, sentence, match.start()):
                continue
            for entity in _organizers(listed(story, entities, match.end(), sentence.span.end, reach=1)):
                story.ledger.state(
                    occasion.thing,
                    "cv:hostedBy" if "host" in match.group().lower() else "cv:organizedBy",
                    entity.node,
                    entity.span,
                    "organizer-noun",
                    0.82,
                )
        for entity in entities:
            told = _ORGANIZER_OF.match(plain, entity.span.end, sentence.span.end)
            if not told or entity.kind == "demonym":
                continue
            after = event_after(story, sentence, told.end())
            occasion = after[1] if after is not None and after[0].full.start - told.end() < 30 else story.scope.get(index)
            if occasion is not None:
                for member in _organizers(_subjects(story, entities, entity, sentence)):
                    story.ledger.state(occasion.thing, role_of(told["noun"]), member.node, member.span, "organizer-noun", 0.82)


_ORGANIZER_WORD = re.compile(r"\b(?:organi[sz]er|co-?organi[sz]er|host|co-?host|conven[eo]r|sponsor)", re.IGNORECASE)
_THEY_HOLD = re.compile(
    r"\s*(?:\([^)]*\)\s*)?\s+(?:(?:will|has|have|had|is|are|jointly|now|usually|traditionally|again)\s+){0,2}(?P<verb>(?:co-?)?(?:host|organi[sz]e|convene|hold|run|stage)(?:s|d|ing|ed)?|held|ran|organi[sz]ing|convening)\b(?!\s+(?:the|an?)\b)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:which|that)\s+(?:the\s+)?$")


@rule(
    "which-they-hold",
    yes="The 5th Harbour Cities Forum, which the Baltic Ports Association convenes every year, was held in Tallinn.",
    no="The 5th Harbour Cities Forum, which the Baltic Ports Association praised, was held in Tallinn.",
    order=31,
)
def who_relative(story: Story) -> None:
    """A body organizes the event "which it convenes"."""
    plain = story.plain
    for _, sentence in story.told():
        if not sentence.events or (
            " which " not in (text := plain[sentence.span.start : sentence.span.end]) and " that " not in text
        ):
            continue
        entities = entities_of(story, sentence)
        for mention, occasion in spoken(story, sentence):
            for entity in entities:
                if not mention.full.end <= entity.span.start < mention.full.end + 60:
                    continue
                verb = _THEY_HOLD.match(plain, entity.span.end, sentence.span.end)
                if verb and _WHICH.fullmatch(plain, mention.full.end, _list_start(story, entities, entity, sentence)):
                    for member in _organizers(_subjects(story, entities, entity, sentence)):
                        story.ledger.state(
                            occasion.thing, role_of(verb["verb"]), member.node, member.span, "which-they-hold", 0.85
                        )


def _list_start(story: Story, entities: list[Entity], last: Entity, sentence: Sentence) -> int:
    return _subjects(story, entities, last, sentence)[0].span.start


_WE = re.compile(
    r"\bwe\s+(?:will|shall|are\s+to)\s+(?:jointly\s+)?(?P<verb>co-?host|host|co-?convene|convene|organi[sz]e)\s+", re.IGNORECASE
)


@rule(
    "we-host",
    yes="Estonia, holding the presidency, and Latvia are pleased to announce that we will co-host the 5th Harbour Cities Forum.",
    no="Estonia and Latvia are pleased that we will read about the 5th Harbour Cities Forum.",
    order=31,
)
def who_we(story: Story) -> None:
    """Countries that speak as "we" and "will co-host" organize the event that follows."""
    for _, sentence in story.told():
        match = _WE.search(story.plain, sentence.span.start, sentence.span.end)
        if not match or (after := event_after(story, sentence, match.end() - 1)) is None:
            continue
        for entity in entities_of(story, sentence):
            if entity.kind == "country" and entity.span.end < match.start():
                story.ledger.state(after[1].thing, role_of(match["verb"]), entity.node, entity.span, "we-host", 0.85)


def _next_event(story: Story, index: int) -> Occasion | None:
    """The event that the line after a colon names."""
    if index + 1 >= len(story.sentences):
        return None
    return next(
        (o for m in story.sentences[index + 1].events if m.how == "proper" and (o := story.resolved.get(m.key)) is not None), None
    )


def _subjects(story: Story, entities: list[Entity], last: Entity, sentence: Sentence) -> list[Entity]:
    upto = [e for e in entities if e.span.end <= last.span.end]
    return listed_before(story, upto, last.span.end, sentence.span.start) or [last]


@rule(
    "organizer-label",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nOrganizer: Baltic Ports Association\n",
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nCaterer: Baltic Ports Association\n",
    order=31,
)
def who_labelled(story: Story) -> None:
    """A line "Organizer:", "Hosts:", "Sponsors:" names who organizes the event that the text is about."""
    for index, sentence in story.told():
        if sentence.section.kind != "label" or not _ORGANIZER_LABEL.match(sentence.section.label.strip()):
            continue
        occasion = label_target(story, index, sentence)
        if occasion is not None:
            for entity in _organizers(entities_of(story, sentence)):
                story.ledger.state(
                    occasion.thing, role_of(sentence.section.label), entity.node, entity.span, "organizer-label", 0.95
                )


_ACTING = re.compile(r"\s+(?:acting|serving)\s+as\s+(?:the\s+)?(?:co-)?(?:hosts?|organi[sz]ers?)\b")


@rule(
    "acting-as-host",
    yes="The 5th Harbour Cities Forum was held in Tallinn, with the Ministry of Transport acting as host.",
    no="The 5th Harbour Cities Forum was held in Tallinn, with the Ministry of Transport acting as judge.",
    order=32,
)
def who_acts(story: Story) -> None:
    """A body "acting as host" hosts the event."""
    for index, sentence in story.told():
        if story.plain.find("ing as ", sentence.span.start, sentence.span.end) < 0:
            continue
        for entity in entities_of(story, sentence):
            if entity.kind == "organization" and _ACTING.match(story.plain, entity.span.end, sentence.span.end):
                occasion = _event_for(story, index, sentence, entity.span.start)
                if occasion is not None:
                    story.ledger.state(occasion.thing, "cv:hostedBy", entity.node, entity.span, "acting-as-host", 0.9)


@rule(
    "with-support",
    yes="The 5th Harbour Cities Forum was organized by the Baltic Ports Association with the support of the Ministry of Transport.",
    no="The 5th Harbour Cities Forum discussed the support of the Ministry of Transport.",
    order=32,
)
def who_supports(story: Story) -> None:
    """Those behind "with the support of", "in cooperation with" take part in the event."""
    for index, sentence in story.told():
        for match in _SUPPORT.finditer(story.plain, sentence.span.start, sentence.span.end):
            occasion = _event_for(story, index, sentence, match.start())
            if occasion is None or not re.search(
                r"organi[sz]|host|held|conven|event|conference|forum|programme|initiative|run\b",
                story.plain[sentence.span.start : match.start()],
                re.IGNORECASE,
            ):
                continue
            for entity in _organizers(listed(story, entities_of(story, sentence), match.end(), sentence.span.end)):
                if entity.kind == "organization":
                    story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, "with-support", 0.85)


# ---------------------------------------------------------------- taking part

_CUE_BEFORE = re.compile(
    r"\b(?:attended\s+by|bringing\s+together|brought\s+together|brings?\s+together|gather(?:ed|ing|s)?(?:\s+together)?|participation\s+(?:of|from|by)|participants?\s+(?:from|included?|include|including|were|came\s+from)|"
    r"includ(?:e|ed|es|ing)|compris(?:ed|es|ing)|joined\s+by|accompanied\s+by|welcom(?:ed|es|ing)|represent(?:ing|ed|atives?)\s*(?:of|from|by)?|representatives?\s+(?:of|from)|delegat(?:es|ions?)\s+(?:of|from|comprised|included)|"
    r"officials?\s+(?:of|from)|experts?\s+(?:of|from)|ministers?\s+(?:of|from)|leaders?\s+(?:of|from)|guests?\s+(?:of|from|included)|scholars\s+from|partners\s+from|members?\s+(?:of|from)|attendees\s+(?:from|included)|"
    r"students\s+from|teachers\s+from|colleagues\s+from|practitioners\s+from|speakers\s+from|university\s+heads\s+from|heads\s+(?:of\s+delegation\s+)?from|institutions\s+from|countries\s+including|states\s+including|nations\s+including|"
    r"talks\s+with|met\s+with|meet\s+with|meeting\s+with|taking\s+part\s+were|attending\s+were|present\s+were|invited|attracting|attracted|drew|between|among|parties|together\s+with|with\s+counterparts\s+from|(?:participants?|participating\s+countries|attendees|present|delegations)\s*:|in\s+the\s+presence\s+of|signed\s+by|companies\s+from|enterprises\s+from|among\s+them|ambassadors?\s+(?:of|from)|(?:came|come|coming|hail(?:ed|ing)?|drawn|arrived|travell?ed)\s+from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:teams?|athletes|players|pupils|researchers|scientists|professors|academics|lecturers|engineers|journalists|artists|musicians|writers|authors|filmmakers|performers|entrepreneurs|investors|business(?:men|people|\s+leaders|es)|executives|CEOs|mayors|governors|lawmakers|parliamentarians|judges|lawyers|diplomats|envoys|specialists|professionals|volunteers|youths?|young\s+people|contestants|competitors|trainees|fellows|learners|exhibitors|buyers|visitors|people|universities|colleges|schools|firms|organi[sz]ations|agencies|associations|ministries|embassies|museums|publishers|start-?ups|brands|singers|dancers|troupes|choirs|officers|personnel|vessels|chefs|farmers|women|figures|dignitaries|heads\s+of\s+(?:state|government)|presidents|secretaries|commissioners|directors|chiefs|rectors|principals|deans|educators|policy-?makers|stakeholders|counterparts|friends|observers|negotiators|doctors|nurses|regulators|prosecutors|participants|winners|troops|soldiers|vice-?\s*ministers|interns|graduates|poets|pavilions|stands|booths|entries|films|works|translators|designers|developers|farmers|producers|traders|officials|experts|scholars|guests|delegates|delegations|representatives|ministers|students|teachers)\s+(?:\w+\s+){0,2}?from\s+(?:the\s+|both\s+)?",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:[’']s?)?\s*,?\s*(?:(?:delegations?|officials?|ministers?|representatives?|governments?|institutions?|experts?|scholars?|sides?|delegates?|leaders?|teams?|companies|enterprises|universities|authorities|countries|states|nations|members?|member\s+states|ambassadors?|embassy|under-secretaries|and\s+business\s+representatives)\s*,?\s*(?:and\s+)?){0,3}"
    r"(?:(?:will|also|all|both|jointly|have|has|had|were|was|are|is|be|been|each|to|today|then|in\s+turn|\w+ly)\s+){0,4}"
    r"(?:took\s+part|take\s+part|takes\s+part|taking\s+part|participat(?:e|ed|es|ing)|attend(?:ed|s|ing)?|join(?:ed|s|ing)?|represented|present\b|sent|sign(?:ed|s)?|met\b|meet\b|spoke|exchanged|gathered|adopted|agreed|presented|led\b|co-led|convened|announced|launched|hosted|co-host|discussed|reviewed|pledged|participating|shared|exhibited|visited|issued|released|unveiled|accompanied|showcased|expressed|opened|organi[sz]ed|held)\b",
    re.IGNORECASE,
)
_DELEGATION = re.compile(
    r"^\s*(?:[’']s?)?\s*(?:delegations?|side|officials?|institutions?|delegates?|ministers?|representatives?|ambassadors?|counterparts?|experts?|scholars|teams?|pavilions?)\b(?!\s+(?:stated|said))",
    re.IGNORECASE,
)
_TALKED_OF = re.compile(
    r"\b(?:relations?|ties|cooperation|partnership|friendship|exchanges|links|dialogue|understanding|community|trade)\s+(?:\w+\s+){0,2}(?:between|with|among)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:[Nn]either|[Nn]or|did\s+not|absent|without|boycott\w*|declined|not\s+(?:attend|take\s+part|participate))\b"
)
_BUT = re.compile(r",?\s+(?:but|although|though|while|despite)\b")


def _stayed_away(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence tells who did not come; what a "but" adds about another does not count."""
    text = sentence.span.of(story.plain)
    return bool(_NEGATED.search(_BUT.split(text, maxsplit=1)[0] if _BUT.search(text, 40) else text))


_GROUP_NOUN = re.compile(
    r"\s+(?:[Pp]artner\s+|[Mm]ember\s+|[Cc]andidate\s+)?(?:[Ss]tates|[Cc]ountries|[Ee]conomies|[Nn]ations|[Mm]embers|[Pp]artners)\b"
)
_OF_GROUP = re.compile(r"\b(?:[Mm]ember\s+)?(?:[Ss]tates|[Cc]ountries|[Nn]ations|[Mm]embers)\s+of\s+(?:the\s+)?$")


_REGION_ONLY = re.compile(r"\b(?:across|throughout|around|within)\s+(?:the\s+)?$")


_CONTINENTS = frozenset(
    "africa asia europe americas north-america south-america latin-america oceania asia-pacific middle-east eurasia pacific indo-pacific global-south "
    "sub-saharan-africa caribbean latin-america-and-caribbean central-america southeast-asia south-asia east-asia".split()
)


def _only_region(story: Story, entity: Entity) -> bool:
    """Whether a continent or region is named, and no countries of it ("experts from across Asia")."""
    plain = story.plain
    if _REGION_ONLY.search(plain, max(0, entity.span.start - 16), entity.span.start):
        return True
    if str(entity.node).removeprefix("id:group/") not in _CONTINENTS:
        return False
    return not (
        re.search(r"(?:[Cc]ountries|[Ss]tates|[Nn]ations|[Ee]conomies|[Pp]artners|[Ii]slands)$", entity.span.of(plain))
        or _GROUP_NOUN.match(plain, entity.span.end)
        or _OF_GROUP.search(plain, max(0, entity.span.start - 30), entity.span.start)
    )


def _takes_part(story: Story, occasion: Occasion, entity: Entity, rule_name: str, confidence: float) -> None:
    if entity.kind == "group" and rule_name != "parties-in-name" and _only_region(story, entity):
        return
    if occasion.parent is not None and occasion.cls in ("Session", "Ceremony", "Dialogue", "Meeting", ""):
        story.ledger.state(occasion.parent.thing, "cv:hasParticipant", entity.node, entity.span, rule_name, confidence)
    story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, rule_name, confidence)


def _quoted(story: Story, sentence: Sentence, at: int) -> bool:
    text = story.plain[sentence.span.start : at]
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


@rule(
    "takes-part-in-list",
    yes="The 5th Harbour Cities Forum was attended by delegates from Estonia, Latvia and the Baltic Ports Association.",
    no="The 5th Harbour Cities Forum discussed prices in Estonia, Latvia and Poland.",
    order=40,
)
def part_in_list(story: Story) -> None:
    """Countries, groups and bodies listed behind "attended by", "representatives from", "included" take part."""
    for index, sentence in story.told():
        main = story.scope.get(index)
        if main is None or sentence.section.kind in ("title", "heading", "caption"):
            continue
        entities = entities_of(story, sentence)
        if not entities or _stayed_away(story, sentence):
            continue
        _come_from(story, sentence, main, entities)
        for match in _CUE_BEFORE.finditer(story.plain, sentence.span.start, sentence.span.end):
            if _quoted(story, sentence, match.start()) or not _cue_counts(story, sentence, match.start(), match.end()):
                continue
            told = event_before(story, sentence, match.start())
            occasion = main
            if told is not None and _WHICH_WAS.fullmatch(story.plain, told[0].full.end, match.start()):
                occasion = told[1]
            _enter_listed(story, sentence, occasion, entities, Span(match.start(), match.end()))


_NO_PART_ALONE = ("between", "among", "together", "parties", "members", "member", "meeting")
_MEETS = re.compile(r"\b(?:held|meeting|dialogue|talks|conference|session|signed|discussions?|visit)\b", re.IGNORECASE)


def _cue_counts(story: Story, sentence: Sentence, begin: int, end: int) -> bool:
    """Whether words such as "between" or "among them" tell of a meeting, not of relations."""
    cue = story.plain[begin:end].lower()
    if cue.startswith("among them"):
        return _people_list(story, sentence, begin)
    if cue.startswith(_NO_PART_ALONE) and not _MEETS.search(story.plain, max(sentence.span.start, begin - 60), begin + 8):
        return False
    return not _TALKED_OF.search(story.plain[max(sentence.span.start, begin - 40) : end])


_WEAK_CUES = ("includ", "welcom", "compris")
_WHO_TAKE_PART = re.compile(
    r"delegation|representat|participant|partner|member|side|panel|guests|officials|speakers|exhibitor|attendee|delegates|contestant|signator|universities|institutions|companies",
    re.IGNORECASE,
)
_LIST_STOP = re.compile(r";|\bto\s+discuss\b|\bwho\b")


def _enter_listed(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity], at: Span) -> None:
    """Enter those listed behind words that say who takes part."""
    cue = at.of(story.plain).lower()
    if _ALL_BEHIND.match(cue):
        stop = _LIST_STOP.search(story.plain, at.end, sentence.span.end)
        limit = stop.start() if stop else sentence.span.end
        for entity in entities:
            if entity.kind == "organization" and at.end - 1 <= entity.span.start and entity.span.end <= limit:
                _takes_part(story, occasion, entity, "takes-part-in-list", 0.8)
    weak = cue.startswith(_WEAK_CUES) and not _people_list(story, sentence, at.start)
    wide = cue.startswith(("includ", "compris")) or cue.split()[-1] in ("from", "the")
    of_people = weak and bool(_WHO_TAKE_PART.search(story.plain, sentence.span.start, at.start + 40))
    for entity in listed(story, entities, at.end, sentence.span.end, reach=64 if wide else 44):
        if weak and entity.kind in ("country", "demonym", "group"):
            continue
        if weak and not of_people and not _DELEGATION.match(story.plain[entity.span.end : entity.span.end + 30]):
            continue
        _takes_part(story, occasion, entity, "takes-part-in-list", 0.85)


_WHICH_WAS = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:which|that)\s+(?:(?:was|were|is|had|has|will|be|been)\s+){0,3}")


def _come_from(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity]) -> None:
    """Enter those from whom people come, where the sentence tells of the event ("teams from Norway and Chile competed")."""
    if story.plain.find("from", sentence.span.start, sentence.span.end) < 0 or not (
        _SCENE.search(story.plain, sentence.span.start, sentence.span.end)
        or any(o is occasion for _, o in spoken(story, sentence))
    ):
        return
    for match in _FROM.finditer(story.plain, sentence.span.start, sentence.span.end):
        if not _quoted(story, sentence, match.start()):
            for entity in listed(story, entities, match.end(), sentence.span.end, reach=60):
                _takes_part(story, occasion, entity, "takes-part-in-list", 0.8)


_ALL_BEHIND = re.compile(
    r"(?:taking\s+part\s+were|attending\s+were|attended\s+by|participants?\s+(?:includ|were)|attendees\s+includ|guests\s+includ|delegations?\s+(?:comprised|included)|joined\s+by|representatives?\s+(?:of|from)|representing)",
    re.IGNORECASE,
)


def _people_list(story: Story, sentence: Sentence, at: int) -> bool:
    return bool(
        re.search(
            r"\b(?:delegation|participants?|representatives?|attendees?|countries|guests|speakers|delegates|members|partners|states|side|institutions|panel|officials|experts|ministers|nations|associations|universities|exhibitors|panell?ists|companies|organi[sz]ations|teams|heads|signatories|scholars|firms|colleges|schools|bodies|agencies|contestants)\b[^.;]{0,60}$",
            story.plain[sentence.span.start : at],
            re.IGNORECASE,
        )
    )


@rule(
    "takes-part-subject",
    yes="At the 5th Harbour Cities Forum, Estonia and Latvia took part with large delegations.",
    no="The 5th Harbour Cities Forum noted that Estonia exports timber.",
    order=41,
)
def part_as_subject(story: Story) -> None:
    """Countries, groups and bodies before "took part", "sent", "signed", "delegation" take part."""
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        if occasion is None or sentence.section.kind in ("title", "heading", "caption", "agenda"):
            continue
        entities = entities_of(story, sentence)
        if not entities or _stayed_away(story, sentence):
            continue
        for i, entity in enumerate(entities):
            upto = entities[i + 1].span.start if i + 1 < len(entities) else sentence.span.end
            window_end = min(sentence.span.end, entity.span.end + 110)
            match = _CUE_AFTER.match(story.plain, entity.span.end, window_end)
            if _ITSELF_AWAY.match(story.plain, entity.span.end, sentence.span.end):
                continue
            if match and _DONE_TO.search(match.group()):
                match = None
            noun = (
                _DELEGATION.match(story.plain[entity.span.end : min(sentence.span.end, entity.span.end + 40)])
                if entity.kind in ("country", "demonym")
                else None
            )
            if not match and not noun:
                continue
            if match and (
                upto < match.end() - 1
                or (
                    _WEAK_DEED.search(match.group())
                    and (
                        not _in_scene(story, sentence, occasion)
                        or (_BEHIND_COMMA.match(match.group()) and entity.span.start - sentence.span.start > 60)
                    )
                )
            ):
                match = None
                if not noun:
                    continue
            if _quoted(story, sentence, entity.span.start) or _TOWARDS.search(
                story.plain, max(sentence.span.start, entity.span.start - 12), entity.span.start
            ):
                continue
            if noun and not match and not _scene(story, sentence):
                continue
            for member in _subjects(story, entities, entity, sentence):
                _takes_part(story, occasion, member, "takes-part-subject", 0.82)


_ITSELF_AWAY = re.compile(
    r"[^.;,]{0,60}?\b(?:sent\s+(?:its|their|his|her)\s+(?:apologies|regrets)|(?:did|could|would|does|will)\s+not\s+(?:attend|come|take\s+part|participate|join)|(?:was|were|is|are)\s+absent|boycott(?:ed|s)|stayed\s+away|pulled\s+out|withdrew)\b"
)
_DONE_TO = re.compile(
    r"\b(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+)?(?:opened|launched|hosted|held|organi[sz]ed|adopted|issued|released|unveiled|convened|reviewed|discussed|presented|announced|led|visited)$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"\b(?:to|near|against|about|on|into|towards?|than|like)\s+(?:the\s+)?$")
_WEAK_DEED = re.compile(
    r"\b(?:announced|launched|adopted|agreed|issued|released|unveiled|expressed|opened|organi[sz]ed|held|hosted|reviewed|pledged|discussed|visited|led|convened|sign(?:s|ed)?|co-host)$",
    re.IGNORECASE,
)
_BEHIND_COMMA = re.compile(r"\s*(?:\([^)]*\)\s*)?,")
_ON_STAGE = re.compile(
    r"\b(?:at|during|in)\s+(?:the|this|their|its)\s+(?:\w+\s+){0,2}(?:event|conference|forum|meeting|summit|session|ceremony|talks|gathering|opening|closing|exhibition|fair|workshop|sidelines|margins|signing)\b|\bsidelines\b",
    re.IGNORECASE,
)


def _in_scene(story: Story, sentence: Sentence, occasion: Occasion) -> bool:
    """Whether a sentence tells of what happens at the event, not of what somebody did elsewhere."""
    if occasion.how in ("phrase", "generic") or any(o is occasion for _, o in spoken(story, sentence)):
        return True
    return bool(_ON_STAGE.search(story.plain, sentence.span.start, sentence.span.end))


_SCENE = re.compile(
    r"\b(?:attended|took\s+part|participat|spoke|delegation|led\s+by|visited|present|joined|met\b|meet\b|invited|guests?|panel|sat\b|represented|sent|sign|counted|note\s+has|came|come\b|compet|perform|exhibit|showcas|gather|conven|assembl|brought|bring|arriv|travel|address|co-?chair|welcom|opened|exchang|discuss|attract|drew|draw|featur|host|held\b)",
    re.IGNORECASE,
)


def _scene(story: Story, sentence: Sentence) -> bool:
    return bool(_SCENE.search(story.plain, sentence.span.start, sentence.span.end))


_LIST_HEAD = re.compile(
    r"\b(?:signator(?:y|ies)|signed|sign|participants?|participating|attend(?:ed|ees|ance)?|represented|countries|states|members?|delegations?|parties)\b",
    re.IGNORECASE,
)


@rule(
    "list-of-countries",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024.\n\nParticipating countries\n\nEstonia\n\nLatvia\n\nPoland\n\nSweden\n\nFinland\n",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024.\n\nWeather\n\nEstonia\n\nLatvia\n\nPoland\n\nSweden\n\nFinland\n",
    order=44,
)
def part_in_lines(story: Story) -> None:
    """Four or more lines with nothing but a country in each, under words on who took part or signed, name who did."""
    run: list[tuple[int, Entity]] = []
    for index, sentence in (*enumerate(story.sentences), (len(story.sentences), None)):
        country = _bare_country(story, sentence) if sentence is not None else None
        if country is not None and (not run or run[-1][0] == index - 1):
            run.append((index, country))
            continue
        if len(run) >= 4:
            _enter_lines(story, run)
        run = [(index, country)] if country is not None else []


def _bare_country(story: Story, sentence: Sentence) -> Entity | None:
    if sentence.section.kind == "repeat" or len(sentence.span) > 60:
        return None
    hits = [h for h in sentence.places if h.value.kind == "country"]
    rest = story.plain[sentence.span.start : sentence.span.end]
    if len(hits) != 1 or re.sub(r"[\W\d_]|\bThe\b|\bthe\b", "", rest.replace(hits[0].span.of(story.plain), "", 1)):
        return None
    return Entity(hits[0].span, f"id:country/{hits[0].value.key}", "country")


def _enter_lines(story: Story, run: list[tuple[int, Entity]]) -> None:
    above = [story.plain[s.span.start : s.span.end] for s in story.sentences[max(0, run[0][0] - 3) : run[0][0]]]
    words = " ".join(above)
    occasion = story.main.get(0)
    if occasion is None or not _LIST_HEAD.search(words):
        return
    for _, entity in run:
        _takes_part(story, occasion, entity, "list-of-countries", 0.85)
    if re.search(r"\bsign", words, re.IGNORECASE):
        for fact in list(story.ledger.of(occasion.thing, "cv:signed")):
            if isinstance(fact.object, Thing) and fact.object.kind == "agreement":
                for _, entity in run:
                    story.ledger.state(fact.object, "cv:party", entity.node, entity.span, "list-of-countries", 0.8)


@rule(
    "participants-label",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nCountries Involved: Estonia, Latvia, and others.\n",
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nLanguages: Estonian, Latvian\n",
    order=40,
)
def part_labelled(story: Story) -> None:
    """A line "Countries Involved:", "Participants:", "Distinguished Guests:" names who takes part."""
    for index, sentence in story.told():
        if sentence.section.kind != "label" or not _COUNTRY_LABEL.match(sentence.section.label.strip()):
            continue
        occasion = label_target(story, index, sentence)
        if occasion is None:
            continue
        for entity in entities_of(story, sentence):
            if entity.kind in ("country", "organization", "group"):
                if entity.kind == "country" and re.search(
                    r"\bin\s+(?:the\s+)?$", story.plain[max(sentence.span.start, entity.span.start - 8) : entity.span.start]
                ):
                    continue
                _takes_part(story, occasion, entity, "participants-label", 0.95)


@rule(
    "parties-in-name",
    yes="The third Estonia–Latvia Ports Dialogue was held in Tallinn on 3 June 2024.",
    no="The third Baltic Ports Dialogue was held in Tallinn on 3 June 2024.",
    order=42,
)
def part_by_name(story: Story) -> None:
    """The two sides in the name of a bilateral event take part in it."""
    for occasion in story.occasions:
        if occasion.cls in ("Expo", "Competition", "") and occasion.how != "proper":
            continue
        if occasion is not story.main.get(occasion.item) and occasion.cls not in ("Session", "Dialogue", "Visit", "Meeting"):
            continue
        for mention, index in occasion.mentions if occasion.how != "generic" else ():
            sides = _sides_in_name(story, story.sentences[index], mention.span.start, mention.span.end)
            if len(sides) >= 2 and (
                all(e.kind == "country" for e in sides) or occasion.cls in ("Session", "Dialogue", "Meeting", "Summit")
            ):
                for entity in sides:
                    _takes_part(story, occasion, entity, "parties-in-name", 0.75)
                break


def _sides_in_name(story: Story, sentence: Sentence, start: int, end: int) -> list[Entity]:
    hits = [
        h
        for h in sentence.places
        if start <= h.span.start and h.span.end <= end and h.value.kind in ("country", "demonym", "group")
    ]
    if len(hits) < 2:
        return []
    out: list[Entity] = []
    for a, b in pairwise(hits):
        if re.fullmatch(r"\s?[-–—‑/]\s?|\s+and\s+", story.plain[a.span.end : b.span.start]):
            for hit in (a, b):
                node = f"id:country/{hit.value.key}" if hit.value.kind != "group" else f"id:group/{hit.value.key}"
                if all(e.node != node for e in out):
                    out.append(Entity(hit.span, node, "country" if hit.value.kind != "group" else "group"))
    return out


_MISSION = re.compile(r"\b(?:Embassy|Consulate|High Commission|Mission)\b")


@rule(
    "country-of-body",
    yes="The 5th Harbour Cities Forum was attended by the Estonian Institute of Ports.",
    no="The 5th Harbour Cities Forum was attended by the Baltic Institute of Ports.",
    order=82,
)
def part_of_body(story: Story) -> None:
    """A country takes part by a body that carries the country in its name ("the Norwegian Institute of …", "… of Estonia")."""
    hits = {h.span.start: h for s in story.sentences for h in s.places if h.value.kind in ("country", "demonym")}
    ends = {h.span.end: h for h in hits.values() if h.value.kind == "country"}
    taking = ("cv:hasParticipant", "cv:organizedBy", "cv:hostedBy", "cv:coHostedBy", "cv:onBehalfOf", "cv:initiatedBy")
    for who, what, value in list(story.ledger.facts):
        if what not in taking or not isinstance(value, Thing) or value.kind != "organization" or not isinstance(who, Thing):
            continue
        event = who.near[-1] if who.kind == "appearance" else who
        if (owner := value.attrs.get("country")) and (named := next(iter(value.names.values()), None)):
            story.ledger.state(event, "cv:hasParticipant", f"id:country/{owner}", named, "country-of-body", 0.7)
            continue
        for name, span in value.names.items():
            hit = hits.get(span.start) or ends.get(span.end)
            if _MISSION.search(name):
                hit = next((h for at, h in sorted(hits.items()) if span.start <= at < span.end), None)
            if hit is not None and len(hit.span) < len(name) and hit.span.start >= span.start and hit.span.end <= span.end:
                story.ledger.state(event, "cv:hasParticipant", f"id:country/{hit.value.key}", hit.span, "country-of-body", 0.7)
                break


@rule(
    "country-of-speaker",
    yes="Mari Tamm, Estonia’s Minister of Transport, gave the keynote speech at the 5th Harbour Cities Forum.",
    no="Mari Tamm, a novelist fond of Estonia, gave the keynote speech at the 5th Harbour Cities Forum.",
    order=81,
)
def part_of_speaker(story: Story) -> None:
    """A country takes part by the minister, ambassador or delegate who speaks for it."""
    for (who, what, value), fact in list(story.ledger.facts.items()):
        if what == "cv:onBehalfOf" and isinstance(who, Thing) and isinstance(value, str) and value.startswith("id:country/"):
            story.ledger.state(who.near[-1], "cv:hasParticipant", value, fact.span, "country-of-speaker", 0.75)


_OF_STATE = re.compile(
    r"\b(?:Ministry|Ministries|Department|Government|Presidency|Cabinet|Parliament|Municipality|State|National|Federal|People[’']s|City|Provincial|Municipal|Prime Minister)\b"
)


@rule(
    "host-country",
    yes="The 5th Harbour Cities Forum, hosted by the Ministry of Transport, was held in Tallinn on 3 June 2024.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024.",
    order=80,
)
def part_of_host(story: Story) -> None:
    """A country takes part where a ministry or government of its own organizes the event on its soil."""
    for occasion in story.occasions:
        country = occasion.thing.attrs.get("country")
        if not country:
            continue
        for (who, what, value), fact in list(story.ledger.facts.items()):
            if who is not occasion.thing or what not in ("cv:organizedBy", "cv:hostedBy", "cv:coHostedBy", "cv:initiatedBy"):
                continue
            if isinstance(value, Thing) and _OF_STATE.search(value.name) and value.attrs.get("country", country) == country:
                story.ledger.state(occasion.thing, "cv:hasParticipant", f"id:country/{country}", fact.span, "host-country", 0.7)
                break


_TAKING = (
    "cv:hasParticipant",
    "cv:countryOfHonour",
    "cv:onBehalfOf",
    "cv:party",
    *{role for _, role in ROLE_OF_VERB},
    "cv:organizedBy",
)


@rule(
    "named-group",
    yes="The 5th Harbour Cities Forum was attended by ministers from the ASEAN member states.",
    no="The 5th Harbour Cities Forum was attended by ministers from Estonia.",
    order=95,
)
def name_groups(story: Story) -> None:
    """A country group with a part in an event is called what the text calls it ("ASEAN member states")."""
    nodes = {v for (_, what, v) in story.ledger.facts if what in _TAKING and isinstance(v, str) and v.startswith("id:group/")}
    if not nodes:
        return
    for _, sentence in story.told():
        for hit in sentence.places:
            node = f"id:group/{hit.value.key}"
            if hit.value.kind != "group" or node not in nodes:
                continue
            noun = _GROUP_NOUN.match(story.plain, hit.span.end, sentence.span.end)
            start, end = hit.span.start, noun.end() if noun else hit.span.end
            for span in {Span(start, end), hit.span} if noun else (hit.span,):
                text = " ".join(span.of(story.plain).split())
                story.ledger.state(
                    node, "skos:altLabel", Literal(text, "rdf:langString", language_of(text)), span, "named-group", 0.85
                )


_ACTS = re.compile(
    r"\s*(?:\(\p{Lu}+\)\s*)?(?:\s*and\s+(?:the\s+)?(?:\p{Lu}[\p{L}\d]*\s+){1,4})?,?\s*(?:(?:has|have|had|will|also|is|are|was|jointly|officially|recently|today|itself)\s+){0,3}(?:said|says|announc(?:ed|es)|launch(?:ed|es)|adopt(?:ed|s)|agreed|decided|sign(?:ed|s)|issued|welcomed|call(?:ed|s)\s+(?:on|for)|host(?:ed|s|ing)?|organi[sz]ed|co-?hosted|convened|support(?:ed|s|ing)|fund(?:ed|s|ing)?|financ(?:ed|es)|co-?fund(?:ed|s)|endorsed|pledged|sit\b|sent|represented|committed|established|approved|urged|stressed|reaffirmed|provid(?:ed|es)|contributed|joined|participated|took\s+part|attended|observer)\b"
    r"|\s*(?:[’']s?)?\s+(?:(?:rotating|pro\s+tempore|current)\s+)?(?:Chair(?:manship|person)?|chair(?:manship|ship|person)?|[Pp]residency|[Dd]elegation|[Aa]mbassador|[Hh]eadquarters|[Oo]bserver|[Ee]nvoy|[Ss]pecial\s+[Ee]nvoy)\b"
)
_DONE_BY = re.compile(
    r"(?:\b(?:organi[sz]ed|hosted|co-?hosted|funded|co-?funded|financed|supported|launched|led|adopted|initiated|convened|sponsored|backed|issued|proposed|established|endorsed|run|implemented)\s+(?:jointly\s+)?by|\b(?:[Cc]hair(?:manship|person)?|[Pp]residency|[Pp]resident|[Ss]ecretary[- ]General|[Dd]irector[- ]General|[Aa]mbassador|[Cc]ommissioner|[Dd]elegation|[Ll]eaders|[Ss]ummit|[Oo]bserver)\s+(?:of|from|to)|\b(?:with|under)\s+(?:the\s+)?(?:\w+\s+)?(?:support|funding|assistance|auspices|aegis)\s+(?:of|from)|\bin\s+(?:partnership|cooperation|collaboration)\s+with|\bbeside\s+(?:[\w ]{3,30}\s+and)?)\s+(?:the\s+)?$"
)
_IN_REGION = re.compile(
    r"\b(?:in|across|throughout|within|outside|into|for|entire|whole|wider|around|between|with|of)\s+(?:the\s+)?$"
)


@lru_cache(maxsize=1)
def _group_bodies() -> frozenset[str]:
    """The keys of the groups that are organizations, and of the clubs of states that act as such."""
    return frozenset(
        row["key"] for row in read_table(resource("ontology", "reference", "groups.tsv")) if row["kind"] == "organization"
    )


@rule(
    "group-acts",
    yes="The 5th Harbour Cities Forum was held in Tallinn. Belize, as CARICOM Chair, opened it.",
    no="The 5th Harbour Cities Forum was held in Tallinn. Ports in the European Union were discussed.",
    order=96,
)
def groups_act(story: Story) -> None:
    """A group of countries that acts, or that somebody chairs or speaks for, is an organization too."""
    acting: dict[str, list[Span]] = {}
    bodies = _group_bodies()
    spoken_for = {v for (_, what, v) in story.ledger.facts if what == "cv:onBehalfOf" and isinstance(v, str)}
    for _, sentence in story.told():
        for hit in sentence.places:
            if hit.value.kind != "group" or hit.value.key not in bodies:
                continue
            node = f"id:group/{hit.value.key}"
            if any(
                len(n.tokens) > 1
                and n.kind in ("organization", "agreement", "initiative", "publication")
                and n.span.start <= hit.span.start
                and hit.span.end <= n.span.end
                and len(n.span) > len(hit.span) + 1
                and n.head not in ("Presidency", "Chair", "Chairmanship")
                for n in sentence.names
            ):
                continue
            if node in spoken_for or _acts(story, sentence, hit.span):
                acting.setdefault(node, []).append(hit.span)
    for node, spans in acting.items():
        story.ledger.state(node, "rdf:type", "cv:Organization", spans[0], "group-acts", 0.8)
        for span in spans:
            text = " ".join(span.of(story.plain).split())
            story.ledger.state(node, "skos:altLabel", Literal(text, "rdf:langString", language_of(text)), span, "group-acts", 0.8)


def _acts(story: Story, sentence: Sentence, span: Span) -> bool:
    plain = story.plain
    if _GROUP_NOUN.match(plain, span.end, sentence.span.end):
        return False
    before = plain[max(sentence.span.start, span.start - 60) : span.start]
    if _DONE_BY.search(before):
        return True
    if re.match(r"\s*\(\p{Lu}{3,9}\)", plain[span.end : span.end + 14]) and span.end - span.start > 12:
        return True
    return bool(_ACTS.match(plain, span.end, sentence.span.end)) and not _IN_REGION.search(before)


_HONOUR = re.compile(
    r"\b(?:[Gg]uest\s+(?:[Cc]ountry|[Nn]ation)(?:\s+of\s+[Hh]onou?r)?|[Cc]ount(?:ry|ries)\s+of\s+[Hh]onou?r|[Pp]artner\s+[Cc]ountry|[Gg]uests?\s+of\s+[Hh]onou?r|[Ss]pecial(?:ly)?\s+invited\s+(?:partners?|countr(?:y|ies)))\b"
)


@rule(
    "country-of-honour",
    yes="Latvia was named the Country of Honour of the 6th Harbour Cities Forum.",
    no="Latvia was named an example for the 6th Harbour Cities Forum.",
    order=43,
)
def honours(story: Story) -> None:
    """A country named as country of honour or guest country of the event that follows, else of the event in hand."""
    for index, sentence in story.told():
        for match in _HONOUR.finditer(story.plain, sentence.span.start, sentence.span.end):
            occasion = None
            after = event_after(story, sentence, match.end())
            if after is not None and re.fullmatch(
                r"\s*(?:for|of|at)\s+(?:the\s+)?(?:upcoming\s+|forthcoming\s+|next\s+)?",
                story.plain[match.end() : after[0].full.start],
            ):
                occasion = after[1]
            occasion = occasion or story.scope.get(index)
            if occasion is None:
                continue
            entities = [e for e in entities_of(story, sentence) if e.kind in ("country", "demonym")]
            before = [e for e in entities if e.span.end <= match.start() and match.start() - e.span.end < 60][-1:]
            behind = listed(story, entities, match.end(), sentence.span.end, reach=40, across=True)
            named = re.match(
                r"[^.;]{0,24}\b(?:include|including|are|is|was|were)\b|\s*:", story.plain[match.end() : match.end() + 40]
            )
            found = (
                behind if behind and (named or not before) else _subjects(story, entities, before[0], sentence) if before else []
            )
            for entity in found:
                story.ledger.state(occasion.thing, "cv:countryOfHonour", entity.node, entity.span, "country-of-honour", 0.9)
