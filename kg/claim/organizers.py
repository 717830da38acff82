"""Who organizes an event: by verb, by noun, by label, and who supports it."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.labels import ORGANIZER_LABEL, SUPPORT_LABEL
from kg.claim.nearby import (
    Entity,
    entities_of,
    event_after,
    event_before,
    is_quoted,
    listed,
    spoken,
    subjects_before,
)
from kg.claim.rules import rule
from kg.claim.scopes import label_target
from kg.claim.story import Occasion, Story
from kg.find import Sentence

_ADVERB = r"(?:jointly|co-|officially|again|also|traditionally|successfully|together)?\s*"
_PLACE_OR_TIME = r"(?:\s+(?:in|at)\s+(?:the\s+)?(?-i:\p{Lu})[^,.;()]{2,50}?|\s+(?:for\s+the\s+\w+\s+(?:time|year)|(?:this|every|each)\s+(?:\w+\s+)?(?:years?|months?|weeks?|autumn|spring|summer|winter)|on\s+[^,.;()]{3,24}?))"
_BY = re.compile(
    rf"\b(?:{_ADVERB})(?P<verb>co-?organi[sz]ed|organi[sz]ed|co-?hosted|hosted|co-?convened|convened|initiated|co-?sponsored|sponsored|supported|co-?chaired|held|arranged|staged|run|presented|undertaken|facilitated|mounted|launched|coordinated|spearheaded|prepared|put\s+together|called|put\s+on|conducted|administered|paid\s+for|(?:co-?)?funded|(?:co-?)?financed|bankrolled|underwritten|taught|given|delivered)"
    rf"(?:\s+(?:and|&)\s+(?:co-?)?(?:organi[sz]ed|hosted|sponsored|convened|supported))?(?:\s+(?:jointly|together|virtually|annually|online)|{_PLACE_OR_TIME}){{0,2}}\s+by\s+(?:the\s+|both\s+|its\s+)?",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:\s+and\s+(?:its|their|other|the|local|several)\s+(?:\p{Ll}+\s+){0,2}(?:partners?|members?|associates|affiliates|branches|chapters?|networks?|bodies|organi[sz]ations|institutions|companies))?,?\s*(?:(?:will|to|has|have|had|is|are|was|were|be|been|jointly|again|also|officially|successfully|today|yesterday|tomorrow|recently|annually|once\s+again|in\s+turn|we|that|which|who|it|they|itself|both|now|then|soon|together|traditionally|usually|proudly"
    r"|(?:on|last|this|next|every|each)\s+(?:\p{Lu}\p{Ll}+day|week|month|year|spring|summer|autumn|winter|(?:\w+\s+)?years)|in\s+(?:\p{Lu}\p{Ll}+\s+)?(?:(?:19|20)\d\d)?|on\s+\d{1,2}(?:\s+\p{Lu}\p{Ll}+)?"
    r"|(?:(?:very\s+|most\s+)?(?:proud|pleased|delighted|honou?red|happy|excited|thrilled|glad|ready|privileged)|set|due|about|going|scheduled|expected|slated|chosen|selected|appointed|designated|tasked|plan(?:s|ned|ning)?|hop(?:es|ed|ing)|intend(?:s|ed)?|continues?|agreed|announced?s?(?:\s+that)?|confirmed(?:\s+that)?)(?:\s+to)?)\s+){0,5}"
    r"(?P<verb>(?:play(?:s|ed|ing)?|be|was|were|been)\s+(?:the\s+)?hosts?\s+(?:to|of)|co-?host(?:s|ed|ing)?|host(?:s|ed|ing)?|co-?organi[sz](?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|co-?conven(?:e|es|ed|ing)|conven(?:e|es|ed|ing)|initiated|held|holds?|stag(?:es|ed|ing)|co-?sponsor(?:s|ed|ing)?|sponsor(?:s|ed|ing)?|runs?|ran)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:in\s+partnership\s+with|in\s+conjunction\s+with|jointly\s+with|together\s+with|in\s+association\s+with|in\s+tandem\s+with|alongside|along\s+with|co-?(?:organi[sz]ed|hosted)\s+with|(?:and|,)\s+(?:also\s+)?(?:co-?)?(?:organi[sz]ed|hosted|supported|sponsored|convened)\s+by|through\s+(?:its|their))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"\b(?:(?:with|under)\s+(?:the\s+)?(?:(?:joint|high|kind|generous|financial|technical|active|full|close|overall|scientific|additional|further|valuable|logistical|organi[sz]ational|institutional)\s+(?:and\s+)?){0,3}(?:support|guidance|patronage|auspices|aegis|leadership|coordination|stewardship|umbrella|supervision|direction|assistance|sponsorship|backing|cooperation|co-operation|collaboration|help|funding|participation)\s+(?:of|from|by)|supported\s+by|made\s+possible\s+(?:by|through|thanks\s+to)|thanks\s+to\s+(?:the\s+)?(?:(?:generous|financial|kind)\s+)?(?:support|funding|generosity|help|grants?)\s+(?:of|from)|in\s+(?:collaboration|cooperation|co-operation)\s+with|in\s+(?:close\s+)?(?:coordination|co-ordination|collaboration|cooperation|co-operation|consultation)\s+with|with\s+(?:\w+\s+)?support\s+from)\s*:?\s+(?:the\s+)?",
    re.IGNORECASE,
)
ROLE_OF_VERB = (
    ("co-host", "cv:coHostedBy"),
    ("cohost", "cv:coHostedBy"),
    ("host", "cv:hostedBy"),
    ("initiat", "cv:initiatedBy"),
    ("sponsor", "cv:sponsoredBy"),
    ("co-sponsor", "cv:sponsoredBy"),
    ("paid", "cv:sponsoredBy"),
    ("fund", "cv:sponsoredBy"),
    ("co-fund", "cv:sponsoredBy"),
    ("financ", "cv:sponsoredBy"),
    ("co-financ", "cv:sponsoredBy"),
    ("bankroll", "cv:sponsoredBy"),
    ("underwrit", "cv:sponsoredBy"),
    ("support", "cv:supportedBy"),
    ("co-chair", "cv:hasParticipant"),
)


def role_of(verb: str) -> str:
    """Return the property for a verb of organizing.

    >>> role_of("co-hosted"), role_of("convened")
    ('cv:coHostedBy', 'cv:organizedBy')
    """
    verb = verb.lower()
    stemmed = next((role for stem, role in ROLE_OF_VERB if verb.startswith(stem)), "cv:organizedBy")
    return "cv:sponsoredBy" if verb.rstrip("s").endswith("sponsor") else stemmed


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
    yes=(
        "The 5th Harbour Cities Forum, organized by the Baltic Ports Association, was held in Tallinn.",
        "The 5th Harbour Cities Forum, held in Tallinn, was paid for by the Baltic Ports Association.",
        "The second Crane Drivers' Course was held in Tallinn on 3 June 2024, taught by the Baltic Ports Association.",
    ),
    no=(
        "The 5th Harbour Cities Forum was praised by the Baltic Ports Association.",
        "The 5th Harbour Cities Forum heard of a study prepared by the Baltic Ports Association.",
    ),
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
            reach = 4 if _TAUGHT.fullmatch(match["verb"]) else 36
            found = _organizers(listed(story, entities, match.end(), sentence.span.end, reach=reach))
            occasion = _event_for(story, index, sentence, match.start())
            if occasion is None or not found:
                continue
            if _MADE_THING.search(plain, max(sentence.span.start, match.start() - 50), match.start("verb")):
                continue
            if _TAUGHT.fullmatch(match["verb"]) and occasion.cls != "Training":
                continue
            if (
                _LOOSE_VERB.fullmatch(match["verb"])
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


_MADE_THING = re.compile(
    r"\b(?:study|studies|report|paper|book|manual|guide|handbook|film|video|plan|draft|document|survey|map|stand|booth|pavilion|text|catalogue|brochure|software|song|speech|slides|questionnaire|index|toolkit|statement|letter|database|website|platform|fund)s?,?\s+"
    r"(?:(?:which|that)\s+)?(?:(?:was|were|is|are|been|being|and|jointly|\w+ed)\s+){0,3}(?:\w+\s+by\s+[^.;]{0,60}\s+and\s+)?$",
    re.IGNORECASE,
)
"""What is made by somebody, and is no event ("a study prepared by")."""
_TAUGHT = re.compile(r"taught|given|delivered", re.IGNORECASE)
_LOOSE_VERB = re.compile(
    r"held|run|presented|launched|undertaken|paid\s+for|(?:co-?)?funded|(?:co-?)?financed|bankrolled|underwritten|taught|given|delivered",
    re.IGNORECASE,
)
"""Verbs that tell of an event's organizer only where the event is near or the subject."""

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


_ANY_ACT = re.compile(
    r"\b(?:co-?)?(?:host|organi[sz]|conven|initiated|held|holds?|stag(?:e|ing)|sponsor|runs?\b|ran\b)", re.IGNORECASE
)


@rule(
    "organizes",
    yes=(
        "The Baltic Ports Association hosted the 5th Harbour Cities Forum in Tallinn.",
        "The 5th Harbour Cities Forum was held in Tallinn. The Baltic Ports Association convened it.",
        "The Baltic Ports Association and its partners are on Monday set to host the 5th Harbour Cities Forum in Tallinn.",
    ),
    no="The Baltic Ports Association read about the 5th Harbour Cities Forum in Tallinn.",
    order=31,
)
def who_active(story: Story) -> None:
    """Those before "hosted", "will co-host", "convened" organize the event that follows."""
    for index, sentence in story.told():
        plain = story.plain
        acts = _ANY_ACT.search(plain, sentence.span.start, sentence.span.end) is not None
        entities = entities_of(story, sentence) if acts else []
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
                r"\s*(?:(?:the|this)\s+(?:event|forum|conference|meeting|week|summit|\w+\s+themed|forum\s+themed)|it(?=[\s.,;]|$))",
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
            members = _organizers(subjects_before(story, entities, entity, sentence))
            if members and _ONLY_HELPS.search(plain, max(sentence.span.start, members[0].span.start - 50), members[0].span.start):
                continue
            role = role_of(match["verb"])
            if (
                match["verb"].lower() in ("held", "hold", "holds")
                and all(m.kind == "country" for m in members)
                and len(members) > 1
            ):
                role = "cv:hasParticipant"
            if role == "cv:organizedBy" and _ITS_OWN.match(plain, match.end(), sentence.span.end) and occasion.cls in _SITTINGS:
                role = "cv:hasParticipant"
            for member in members:
                story.ledger.state(occasion.thing, role, member.node, member.span, "organizes", 0.88)
            _beside_active(story, sentence, entities, after[0].full.end if after is not None else match.end(), occasion)


_ITS_OWN = re.compile(r"\s+(?:its|their)\b")
_ONLY_HELPS = re.compile(
    r"\b(?:(?:collaboration|cooperation|co-operation|coordination|consultation)\s+with|(?:support|assistance|help|participation|funding|backing)\s+(?:of|from|by))\s+(?:the\s+)?$"
)
"""Before one who stands right before the verb of another: with whom that one holds the event."""
_SITTINGS = ("Meeting", "Session")
"""Kinds of events at which a body sits itself: it is there, and organizes nothing for others."""
_BESIDE_SUBJECT = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,\s+(?:in\s+(?:\w+\s+)?(?:cooperation|co-operation|collaboration|coordination|partnership|association)\s+with|with\s+(?:the\s+)?(?:\p{Ll}+\s+)?(?:support|help|assistance|backing|funding|cooperation|collaboration|aid)\s+(?:of|from)|with\s+the\s+participation\s+of|supported\s+by|together\s+with|along\s+with|as\s+(?:the\s+)?(?:host|organi[sz]er|chair)\w*)\b[^;.]{3,120}?,(?=\s)"
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
_ITS = re.compile(r"\bits\s+(?:[\p{L}-]+\s+){0,3}$")
_BY_BODY = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:event|conference|forum|festival|initiative|programme|project|meeting|gathering|competition|summit|series|exhibition|fair)\s+)?(?:by|of)\s+(?:the\s+)?",
)
_GIVEN = re.compile(
    r"\b(?:(?:an?|the)\s+)?(?:joint\s+|flagship\s+|shared\s+)?(?:initiative|undertaking|venture|effort|project|brainchild|event|collaboration|production|co-production|partnership|work|creation|idea)\s+(?P<how>of|by|between|from)\s+(?:the\s+)?"
    r"|\b(?:at|on)\s+the\s+initiative\s+(?P<at>of)\s+(?:the\s+)?"
)


@rule(
    "organizer-beside-name",
    yes=(
        "The Baltic Ports Association’s 5th Harbour Cities Forum was held in Tallinn.",
        "The 5th Harbour Cities Forum, an annual event by the Baltic Ports Association, was held in Tallinn.",
        "The 5th Harbour Cities Forum was held in Tallinn. It is a joint initiative of the Baltic Ports Association and the Marine Institute.",
        "Mayors asked the Baltic Ports Association to speak of tides at its 5th Harbour Cities Forum in Tallinn.",
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
            if mention.edition and (
                its := _ITS.search(plain, max(sentence.span.start, mention.full.start - 40), mention.full.start)
            ):
                entities = entities_of(story, sentence) if entities is None else entities
                before = [e for e in entities if e.span.end <= its.start() and e.kind in ("organization", "country")]
                if before and before[-1].kind == "organization" and occasion.cls not in _SITTINGS:
                    owner_of, span = before[-1].node, before[-1].span
                    story.ledger.state(occasion.thing, "cv:organizedBy", owner_of, span, "organizer-beside-name", 0.75)
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
    r"\b(?:behind\s+(?:it|(?:the|this)\s+[\w -]{3,40}?)\s+(?:stands?|stood|are|is|was|were)|(?:responsible\s+for|in\s+charge\s+of)\s+(?:the\s+|its\s+)?(?:event|programme|program|organi[sz]ation|organi[sz]ing|arrangements|forum|conference|festival|course|meeting)(?:\s+of\s+the\s+\w+)?\s+(?:are|is|was|were))\s+(?:the\s+)?"
    r"|\b(?:(?:main|lead|joint|principal|local|official|event|conference|forum|chief)\s+)?(?:organi[sz]ers?|co-organi[sz]ers?|co-hosts?|hosts?|sponsors?|conveners?|convenors?|host\s+(?:country|nation|city|institution|organi[sz]ation|university))\b"
    r"(?:\s+of\s+(?:the|this)\s+[\w -]{3,40}?)?(?:\s*[,:(]\s*|\s+(?:is|are|was|were|include|included|includes)\s+|\s+[–—-]\s+|\s+(?=(?-i:\p{Lu})))(?:the\s+)?",
    re.IGNORECASE,
)
_ORGANIZER_OF = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:is|was|are|were|as|being|acts?|acted|serves?|served|acting|serving|which\s+is|who\s+are|in\s+its\s+capacity|in\s+its\s+role)\s+){0,2}(?:as\s+)?(?:the\s+|an?\s+)?(?:(?:main|lead|joint|principal|local|official|this\s+year[’']s|co-?)\s*)*(?P<noun>organi[sz]er|host|convener|convenor|co-host|co-organi[sz]er|sponsor)s?\s+(?:and\s+\w+\s+)?(?:of|for)\s+(?:the|this)\b"
    r"|\s*(?:\([^)]*\)\s*)?(?:is|are|was|were|will\s+be|(?:came|come|comes|stepped|joined|joins|join)(?:\s+(?:in|on\s+board|forces))?\s+as|(?:acts?|acted|serves?|served)\s+as)\s+(?:also\s+)?(?:the\s+|its\s+|an?\s+)?(?:(?:main|lead|joint|principal|local|official|scientific|technical|academic|regional|other)\s+)*(?P<noun>(?:co-?)?(?:organi[sz]er|host|conven[eo]r|sponsor))s?(?=\s*(?:[.,;)]|$|and\b|as\b|with\b))"
    r"|\s*(?:\([^)]*\)\s*)?,\s*(?:the|this)\s+(?:\w+\s+)?(?:event|forum|conference|festival|summit|meeting|competition|exhibition|fair|programme|workshop)[’']s\s+(?:main\s+|lead\s+|local\s+)?(?P<noun>organi[sz]er|host|convener|sponsor)s?\b",
    re.IGNORECASE,
)


@rule(
    "organizer-noun",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. Organizers of the event were the Baltic Ports Association and the Marine Institute.",
        "The Baltic Ports Association, organizer of the 5th Harbour Cities Forum, has sent out invitations.",
        "The 5th Harbour Cities Forum was held in Tallinn. The Marine Institute came in as co-organiser.",
        "The 5th Harbour Cities Forum was held in Tallinn. Behind the forum stands the Marine Institute.",
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
            if occasion is None or is_quoted(story, sentence, match.start()):
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
                for member in _organizers(subjects_before(story, entities, entity, sentence)):
                    story.ledger.state(occasion.thing, role_of(told["noun"]), member.node, member.span, "organizer-noun", 0.82)
                _follow(story, sentence, entities, [entity], occasion, "organizer-noun")


_INVITES = re.compile(
    r"\b(?:(?:at|on|upon)\s+the\s+(?:kind\s+|official\s+)?invitation\s+(?:of|from)|as\s+(?:the\s+)?guests?\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)


@rule(
    "invited-by",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024 at the invitation of the Baltic Ports Association.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024 at the request of the Baltic Ports Association.",
    order=32,
)
def who_invites(story: Story) -> None:
    """A body at whose invitation, or as whose guests, people meet hosts the event."""
    for index, sentence in story.told():
        for match in _INVITES.finditer(story.plain, sentence.span.start, sentence.span.end):
            occasion = _event_for(story, index, sentence, match.start())
            if occasion is None or is_quoted(story, sentence, match.start()):
                continue
            for entity in listed(story, entities_of(story, sentence), match.end(), sentence.span.end, reach=3):
                if entity.kind == "organization":
                    story.ledger.state(occasion.thing, "cv:hostedBy", entity.node, entity.span, "invited-by", 0.8)


_ORGANIZER_WORD = re.compile(
    r"\b(?:behind|responsible|in\s+charge|organi[sz]er|co-?organi[sz]er|host|co-?host|conven[eo]r|sponsor)", re.IGNORECASE
)
_THEY_HOLD = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s+(?:(?:will|has|have|had|is|are|jointly|now|usually|traditionally|again)\s+){0,2}(?:(?:plans?|planned|intends?|intended|hopes?|hoped|wants?|wanted|wishes|due|about|set|going|is|are|was|were|offered|expects?)\s+to\s+(?:jointly\s+)?)?(?P<verb>(?:co-?)?(?:host|organi[sz]e|convene|hold|run|stage)(?:s|d|ing|ed)?|held|ran|organi[sz]ing|convening)\b(?!\s+(?:the|an?)\b)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:which|that)\s+(?:the\s+)?(?:[^,;.]{2,60},\s+(?:together|jointly|along|in\s+\w+)\s+with\s+(?:the\s+)?)?$"
)


@rule(
    "which-they-hold",
    yes=(
        "The 5th Harbour Cities Forum, which the Baltic Ports Association convenes every year, was held in Tallinn.",
        "The letter speaks of the 5th Harbour Cities Forum, which the Baltic Ports Association plans to hold in Tallinn.",
        "The letter speaks of the 5th Harbour Cities Forum, which the Board, together with the Marine Institute, organizes.",
        "The letter speaks of the 5th Harbour Cities Forum, which the Baltic Ports Association organizes together with the Marine Institute.",
    ),
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
                    for member in _organizers(subjects_before(story, entities, entity, sentence)):
                        story.ledger.state(
                            occasion.thing, role_of(verb["verb"]), member.node, member.span, "which-they-hold", 0.85
                        )
                    _beside_active(story, sentence, entities, verb.end(), occasion)


def _list_start(story: Story, entities: list[Entity], last: Entity, sentence: Sentence) -> int:
    return subjects_before(story, entities, last, sentence)[0].span.start


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


_WHO_HOLDS = re.compile(
    r"\W*(?:Who\s+(?:convenes|organi[sz]es|hosts|runs\s+it|holds\s+it|is\s+behind\s+it|pays)|(?:The\s+)?(?:Organi[sz]ers?|Hosts?|Conven[eo]rs?|Sponsors?)|(?:Organi[sz]ed|Hosted|Convened|Sponsored)\s+by)\s*[.:?–—-]?\s*",
    re.IGNORECASE,
)


@rule(
    "organizer-run-in",
    yes="The 5th Harbour Cities Forum will be held in Tallinn.\n\n**Who convenes.** The Baltic Ports Association and the Marine Institute.\n",
    no="The 5th Harbour Cities Forum will be held in Tallinn.\n\n**Who complains.** The Baltic Ports Association and the Marine Institute.\n",
    order=31,
)
def who_run_in(story: Story) -> None:
    """Those named behind a heading that runs into its paragraph ("Who convenes.", "The hosts.") organize the event in hand."""
    for index, sentence in story.told():
        if (
            len(sentence.span) > 30
            or index + 1 >= len(story.sentences)
            or not _WHO_HOLDS.fullmatch(story.plain, sentence.span.start, sentence.span.end)
        ):
            continue
        below = story.sentences[index + 1]
        occasion = story.scope.get(index + 1)
        if occasion is None or below.section.item != sentence.section.item or below.section.kind in ("heading", "title"):
            continue
        entities = entities_of(story, below)
        found = listed(story, entities, below.span.start, below.span.end, reach=6)
        for entity in found:
            role = role_of(sentence.span.of(story.plain).split()[-1]) if entity.kind != "demonym" else "cv:hasParticipant"
            if entity.kind == "demonym" or _organizers([entity]):
                story.ledger.state(occasion.thing, role, entity.node, entity.span, "organizer-run-in", 0.85)
        if found:
            _follow(story, below, entities, found, occasion, "organizer-run-in")


@rule(
    "organizer-label",
    yes=(
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nOrganizer: Baltic Ports Association\n",
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nHosts: Baltic Ports Association. With the support of the Harbour Fund.\n",
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nSupported by: Baltic Ports Association; Northsail\n",
    ),
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nCaterer: Baltic Ports Association\n",
    order=31,
)
def who_labelled(story: Story) -> None:
    """A line "Organizer:", "Hosts:", "Sponsors:" names who organizes the event that the text is about."""
    for index, sentence in story.told():
        if sentence.section.kind != "label":
            continue
        if SUPPORT_LABEL.fullmatch(sentence.section.label.strip()):
            if (helped := label_target(story, index, sentence)) is not None:
                for entity in _organizers(entities_of(story, sentence)):
                    if entity.kind == "organization":
                        story.ledger.state(helped.thing, "cv:hasParticipant", entity.node, entity.span, "organizer-label", 0.85)
            continue
        if not ORGANIZER_LABEL.match(sentence.section.label.strip()):
            continue
        occasion = label_target(story, index, sentence)
        if occasion is not None:
            with_them = _SUPPORT.search(story.plain, sentence.span.start, sentence.span.end)
            end = _ENDS_LABEL.search(story.plain, sentence.span.start, sentence.span.end)
            last = min(m.start() if m is not None else sentence.span.end for m in (with_them, end))
            for entity in _organizers(entities_of(story, sentence)):
                if entity.span.start < last:
                    story.ledger.state(
                        occasion.thing, role_of(sentence.section.label), entity.node, entity.span, "organizer-label", 0.95
                    )
                elif (
                    with_them is not None
                    and with_them.start() < entity.span.start
                    and _same_sentence(story, with_them.start(), entity)
                ):
                    story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, "organizer-label", 0.85)


_ENDS_LABEL = re.compile(r"(?<=\p{Ll}\p{Ll}|[)”»])\.\s+(?=\p{Lu})|,\s+(?:with)?in\s+(?:the\s+framework\s+of\s+)?(?=\p{Lu}|the\s)")


def _same_sentence(story: Story, begin: int, entity: Entity) -> bool:
    """Whether no sentence ends between the words of support and a body, and it is an organization."""
    return entity.kind == "organization" and not re.search(r"\p{Ll}{2}\.\s+\p{Lu}", story.plain[begin : entity.span.start])


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
    yes=(
        "The 5th Harbour Cities Forum was organized by the Baltic Ports Association with the support of the Ministry of Transport.",
        "The 5th Harbour Cities Congress was made possible by the Harbour Fund.",
    ),
    no="The 5th Harbour Cities Forum discussed the support of the Ministry of Transport.",
    order=32,
)
def who_supports(story: Story) -> None:
    """Those behind "with the support of", "in cooperation with" take part in the event."""
    for index, sentence in story.told():
        for match in _SUPPORT.finditer(story.plain, sentence.span.start, sentence.span.end):
            occasion = _event_for(story, index, sentence, match.start())
            if occasion is None or not (
                event_before(story, sentence, match.start()) is not None
                or re.search(
                    r"organi[sz]|host|held|conven|event|conference|forum|programme|initiative|run\b|^\s*(?:It|This)\b|^\s*$",
                    story.plain[sentence.span.start : match.start()],
                    re.IGNORECASE,
                )
            ):
                continue
            for entity in _organizers(listed(story, entities_of(story, sentence), match.end(), sentence.span.end)):
                if entity.kind == "organization":
                    story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, "with-support", 0.85)
