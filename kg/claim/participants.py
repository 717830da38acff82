"""Who takes part in an event: bodies, countries and groups."""

from __future__ import annotations

from itertools import pairwise

from kg import patterns as re
from kg.claim.attendance import (
    ADJECTIVE_OF_COMERS,
    COMERS,
    CUE_AFTER,
    CUE_BEFORE,
    CUE_NEAR,
    DELEGATION,
    NAMED_NEAR,
    SCENE,
    TALKED_OF,
    is_done_to,
    tells_of_absence,
)
from kg.claim.bodies import body_key
from kg.claim.comings import behind_their_number, behind_what_they_did, brought_together
from kg.claim.ledger import Thing
from kg.claim.nearby import (
    STAYED_AWAY,
    Entity,
    entities_of,
    event_before,
    is_quoted,
    listed,
    listed_before,
    spoken,
    subjects_before,
)
from kg.claim.rules import rule
from kg.claim.scopes import label_target
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.model import Span

_COUNTRY_LABEL = re.compile(
    r"^(?:countries(?: involved| represented| participating)?|participating countries|participants|delegations|attendees|participating organi[sz]ations|partners?|participating institutions|distinguished guests|guests|speakers|delegates|attended by|parties|attendance|(?:associate |full )?members|observers|participating (?:teams|universities|schools|companies|economies|states|delegations)|countries taking part|supported by|supporters|supporting (?:organi[sz]ations?|partners?|institutions?)|in (?:cooperation|collaboration|co-operation|coordination) with|(?:with )?(?:the )?support (?:of|from)|under the (?:auspices|patronage) of|(?:partner|supporting|media|knowledge|institutional|strategic|implementing) (?:institutions?|organi[sz]ations?|partners?)|exhibitors|exhibiting countries|invited countries|signatories|panell?ists|attending)(?:\s*\(\d{1,4}\))?$",
    re.IGNORECASE,
)

# ---------------------------------------------------------------- taking part

GROUP_NOUN = re.compile(
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
        or GROUP_NOUN.match(plain, entity.span.end)
        or _OF_GROUP.search(plain, max(0, entity.span.start - 30), entity.span.start)
    )


def _takes_part(story: Story, occasion: Occasion, entity: Entity, rule_name: str, confidence: float) -> None:
    if entity.kind == "group" and _only_region(story, entity):
        return
    if occasion.parent is not None and occasion.cls in ("Session", "Ceremony", "Dialogue", "Meeting", ""):
        story.ledger.state(occasion.parent.thing, "cv:hasParticipant", entity.node, entity.span, rule_name, confidence)
    story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, rule_name, confidence)


@rule(
    "takes-part-in-list",
    yes=(
        "The 5th Harbour Cities Forum was attended by delegates from Estonia, Latvia and the Baltic Ports Association.",
        "The 5th Harbour Cities Forum was held in Tallinn. Twenty harbour keepers – from Latvia, Poland and Sweden – attended.",
        "The 5th Harbour Cities Forum was held in Tallinn. Latvia had sent its mayor; Poland, five experts.",
        "The 5th Harbour Cities Forum was held in Tallinn. It was chaired by Estonia, with Latvia as vice-chair.",
        "The 5th Harbour Cities Forum was held in Tallinn. Nine states were represented, Latvia and Poland by their mayors.",
        "The 5th Harbour Cities Forum was held in Tallinn. Estonia, Latvia, Poland; Sweden as always.",
        "The 5th Harbour Cities Forum was held in Tallinn. Nine countries confirmed; six of them, among others Latvia, by letter.",
        "The 5th Harbour Cities Forum was held in Tallinn. From Latvia came five sailors, from Lithuania nine.",
        "The 5th Harbour Cities Forum was held in Tallinn. Ninety sailors came, Latvians and Lithuanians among them.",
        "The 5th Harbour Cities Forum was held in Tallinn. Skippers were there from three countries, namely: Latvia, Poland and Sweden.",
        "The 5th Harbour Cities Forum was held in Tallinn. Lecturers came from the Baltic Bank and the Marine Institute.",
        "The 5th Harbour Cities Forum was held in Tallinn. It elected its bureau: Latvia, Chair; Poland and Sweden, Vice-Chairs.",
        "The 5th Harbour Cities Forum was held in Tallinn. Latvia attended as a member, and the Baltic Bank as an observer.",
        "The 5th Harbour Cities Forum was held in Tallinn. Nine countries took part: Latvia, Poland and others.",
        "The 5th Harbour Cities Forum was held in Tallinn. Statements were delivered by Latvia and the Baltic Bank.",
        "The 5th Harbour Cities Forum was held in Tallinn. Joining the Baltic Bank were the Marine Institute and Latvia.",
        "The 5th Harbour Cities Forum was held in Tallinn. It brought the Baltic Bank and the Marine Institute to one table.",
        "The 5th Harbour Cities Forum was held in Tallinn. Also present as observers were: the Baltic Bank; the Republic of Latvia.",
    ),
    no=(
        "The 5th Harbour Cities Forum discussed prices in Estonia, Latvia and Poland.",
        "The 5th Harbour Cities Forum was held in Tallinn. It spoke of ships to three countries, namely Latvia, Poland and Sweden.",
        "The 5th Harbour Cities Forum was held in Tallinn. Since 2019 statements on prices were published by Latvia.",
    ),
    order=40,
)
def part_in_list(story: Story) -> None:
    """Countries, groups and bodies listed behind "attended by", "representatives from", "included" take part."""
    for index, sentence in story.told():
        main = story.scope.get(index)
        if main is None or sentence.section.kind in ("title", "heading", "caption"):
            continue
        entities = entities_of(story, sentence)
        if not entities or tells_of_absence(sentence.span.of(story.plain)):
            continue
        _come_from(story, sentence, main, entities)
        _gapped(story, sentence, main, entities)
        _with_as(story, sentence, main, entities)
        for entity in (
            *behind_their_number(story, sentence, entities),
            *behind_what_they_did(story, sentence, main, entities),
            *brought_together(story, sentence, entities),
        ):
            _takes_part(story, main, entity, "takes-part-in-list", 0.82)
        _among_them(story, sentence, main, entities)
        for match in CUE_BEFORE.finditer(story.plain, sentence.span.start, sentence.span.end):
            if is_quoted(story, sentence, match.start()) or not _cue_counts(story, sentence, match.start(), match.end()):
                continue
            told = event_before(story, sentence, match.start())
            occasion = _before_clause(story, sentence, main, match.end())
            if told is not None and _WHICH_WAS.fullmatch(story.plain, told[0].full.end, match.start()):
                occasion = told[1]
            _enter_listed(story, sentence, occasion, entities, Span(match.start(), match.end()))
        if not re.may_match(NAMED_NEAR, story.plain, sentence.span.start, sentence.span.end):
            continue
        for match in CUE_NEAR.finditer(story.plain, sentence.span.start, sentence.span.end):
            if not is_quoted(story, sentence, match.start()):
                for entity in listed(story, entities, match.end(), sentence.span.end, reach=3):
                    _takes_part(story, main, entity, "takes-part-in-list", 0.82)


_NEXT_CLAUSE = re.compile(
    r"[;]\s|,\s+(?:and|but|while|where)\s+(?:\p{Lu}[\p{L}’'-]+\s+){0,5}(?:will|has|had|is|was|were|spoke|addressed|opened|attended)\b"
)


def _before_clause(story: Story, sentence: Sentence, occasion: Occasion, at: int) -> Occasion:
    """Return the larger event where its part is only told of in the next clause ("… delegates came, and X spoke at the opening ceremony")."""
    if occasion.how != "generic" or occasion.parent is None:
        return occasion
    mention = next((m for m, o in spoken(story, sentence) if o is occasion), None)
    if mention is not None and mention.full.start > at and _NEXT_CLAUSE.search(story.plain, at, mention.full.start):
        return occasion.parent
    return occasion


_NO_PART_ALONE = ("between", "among", "together", "parties", "members", "member", "meeting")
_MEETS = re.compile(r"\b(?:held|meeting|dialogue|talks|conference|session|signed|discussions?|visit)\b", re.IGNORECASE)


def _cue_counts(story: Story, sentence: Sentence, begin: int, end: int) -> bool:
    """Whether words such as "between" or "among them" tell of a meeting, not of relations."""
    cue = story.plain[begin:end].lower()
    if cue.startswith(("among them", "among others")):
        return _people_list(story, sentence, begin, across=cue.startswith("among others"))
    if cue.startswith(_NO_PART_ALONE) and not _MEETS.search(story.plain, max(sentence.span.start, begin - 60), begin + 8):
        return False
    return not TALKED_OF.search(story.plain[max(sentence.span.start, begin - 40) : end])


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
        if weak and not of_people and not DELEGATION.match(story.plain[entity.span.end : entity.span.end + 30]):
            continue
        _takes_part(story, occasion, entity, "takes-part-in-list", 0.85)


_WHICH_WAS = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:which|that)\s+(?:(?:was|were|is|had|has|will|be|been)\s+){0,3}")


_TURNED = re.compile(r"\bFrom\s+(?:the\s+)?\p{Lu}[^,;.]{2,60}?\s+(?:came|come|arrived|travell?ed|there\s+(?:were|was|came))\b")


_FROM = re.compile(r"\bfrom\s+(?:the\s+|both\s+)?", re.IGNORECASE)


def _come_from(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity]) -> None:
    """Enter those from whom people come, where the sentence tells of the event ("teams from Norway and Chile competed")."""
    if sentence.section.kind == "body" and _bare_roll(story, sentence, entities):
        for entity in entities:
            _takes_part(story, occasion, entity, "takes-part-in-list", 0.75)
        return
    if story.plain.find("from", sentence.span.start, sentence.span.end) < 0 or not (
        SCENE.search(story.plain, sentence.span.start, sentence.span.end)
        or any(o is occasion for _, o in spoken(story, sentence))
        or not _HAS_VERB.search(story.plain, sentence.span.start, sentence.span.end)
    ):
        return
    turned = _TURNED.search(story.plain, sentence.span.start, sentence.span.end)
    for match in _FROM.finditer(story.plain, sentence.span.start, sentence.span.end):
        lead = story.plain[max(sentence.span.start, match.start() - 90) : match.start()]
        if (turned or COMERS.search(lead)) and not is_quoted(story, sentence, match.start()):
            whole = _before_clause(story, sentence, occasion, match.end())
            for entity in listed(story, entities, match.end(), sentence.span.end, reach=60):
                _takes_part(story, whole, entity, "takes-part-in-list", 0.8)


_SENT = re.compile(r"\b(?:sent|represented|brought|delegated|fielded|came\s+with|dispatched|seconded)\b")
_GAP_BEFORE = re.compile(r";\s+(?:and\s+)?(?:the\s+)?$")
_GAP_AFTER = re.compile(
    r"(?:\s+by\s+(?:its|their|an?|the|only)\s|,\s+(?:its|an?|the|only|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s|\s+(?:followed|joined|dialled\s+in|logged\s+on|took\s+part)\b)"
)


def _gapped(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity]) -> None:
    """Enter those of whom a verb told before is said again ("Estonia had sent its mayor; Latvia, five experts")."""
    if story.plain.find(";", sentence.span.start, sentence.span.end) < 0 or not _SENT.search(
        story.plain, sentence.span.start, sentence.span.end
    ):
        return
    for entity in entities:
        if entity.kind not in ("country", "organization") or not _GAP_AFTER.match(
            story.plain, entity.span.end, sentence.span.end
        ):
            continue
        members = subjects_before(story, entities, entity, sentence)
        while len(members) > 1 and ";" in story.plain[members[0].span.end : members[1].span.start]:
            members = members[1:]
        first = members[0].span.start
        if _GAP_BEFORE.search(story.plain, max(sentence.span.start, first - 12), first):
            for member in members:
                _takes_part(story, occasion, member, "takes-part-in-list", 0.8)


_PART = r"(?:the\s+|its\s+|their\s+|an?\s+)?(?:\w+\s+)?(?:vice-?\s?(?:chairs?(?:persons?|men|man)?|presidents?)|co-?chairs?|chairs?(?:persons?|men|man)?|observers?|guests?|participants?|rapporteurs?|partners?|jurors?|speakers?|moderators?|members?|delegates|exhibitors?|agencies|hosts?|co-?hosts?|invitees|panell?ists?|(?:associate|full|founding)\s+members?)\b"
_WITH = re.compile(r"\b[Ww]ith\s+(?:the\s+)?")
_AS_WHAT = re.compile(rf"\s*(?:\([^)]*\)\s*)?,?\s+as\s+{_PART}")
_OFFICE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,|\s[–—-])?\s*\(?(?:as\s+|the\s+)?(?:First\s+|Second\s+|Third\s+)?(?:[Vv]ice-?\s?(?:[Cc]hairs?(?:persons?|men|man)?|[Pp]residents?)|[Cc]o-?[Cc]hairs?|[Cc]hair(?:s|persons?|men|man)?|[Rr]apporteurs?)\b"
)
_ELECTED = re.compile(r"\b(?:elect(?:ed|s)|[Bb]ureau|officers)\b")


def _with_as(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity]) -> None:
    """Enter those who sit at the event in some part ("with Estonia and Latvia as vice-chairs", "and the Fund as an observer")."""
    plain = story.plain
    elects = _ELECTED.search(plain, sentence.span.start, sentence.span.end)
    if plain.find(" as ", sentence.span.start, sentence.span.end) < 0 and not elects:
        return
    for match in _WITH.finditer(plain, sentence.span.start, sentence.span.end):
        found = listed(story, entities, match.end(), sentence.span.end, reach=3)
        if found and _AS_WHAT.match(plain, found[-1].span.end, sentence.span.end):
            for entity in found:
                _takes_part(story, occasion, entity, "takes-part-in-list", 0.82)
    for entity in entities:
        seat = _seat_behind(story, sentence, entity, bool(elects))
        if seat and not is_quoted(story, sentence, entity.span.start):
            for member in subjects_before(story, entities, entity, sentence):
                _takes_part(story, occasion, member, "takes-part-in-list", 0.8)


def _seat_behind(story: Story, sentence: Sentence, entity: Entity, elects: bool) -> bool:
    """Whether behind an entity stands in what part it sits, and words before say that somebody came or was elected."""
    end = entity.span.end + (story.plain[entity.span.end : entity.span.end + 1] == ")")
    if _AS_WHAT.match(story.plain, end, sentence.span.end):
        told = story.plain[sentence.span.start : entity.span.start]
        return bool(_CAME.search(told))
    return elects and entity.kind == "country" and _OFFICE.match(story.plain, end, sentence.span.end) is not None


_CAME = re.compile(r"\b(?:attended|took\s+part|participated|joined|came|sat|present|represented|admitted|invited)\b")
_AMONG_THEM = re.compile(r"\s+among\s+(?:them|others)\b")


def _among_them(story: Story, sentence: Sentence, occasion: Occasion, entities: list[Entity]) -> None:
    """Enter those listed before "among them" ("nineteen importers, Latvians and Finns among them")."""
    if story.plain.find("among ", sentence.span.start, sentence.span.end) < 0:
        return
    for match in _AMONG_THEM.finditer(story.plain, sentence.span.start, sentence.span.end):
        found = listed_before(story, entities, match.start(), sentence.span.start)
        if found and match.start() - found[-1].span.end < 3 and _people_list(story, sentence, found[0].span.start):
            for entity in found:
                _takes_part(story, occasion, entity, "takes-part-in-list", 0.82)


_FRAGMENT_FILL = re.compile(r"[\s,;.&|]+|\b(?:and|the|as\s+always|also|plus|with|through|from|observers?|guests?|all)\b")
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|may|said|says|took|takes|came|comes|go|goes|went|met|plans?|\p{Ll}{3,}(?:ed|ing))\b"
)


def _bare_roll(story: Story, sentence: Sentence, entities: list[Entity]) -> bool:
    """Whether a sentence is a mere list of three or more countries ("Estonia, Latvia, Finland; Åland as always")."""
    countries = [e for e in entities if e.kind == "country"]
    if len(countries) < 3:
        return False
    text = sentence.span.of(story.plain)
    for entity in reversed(entities):
        at = entity.span.start - sentence.span.start
        text = text[:at] + text[at + len(entity.span) :]
    return not _FRAGMENT_FILL.sub("", text)


_ALL_BEHIND = re.compile(
    r"(?:taking\s+part\s+were|attending\s+were|attended\s+by|participants?\s+(?:includ|were)|attendees\s+includ|guests\s+includ|delegations?\s+(?:comprised|included)|joined\s+by|representatives?\s+(?:of|from)|representing)",
    re.IGNORECASE,
)


def _people_list(story: Story, sentence: Sentence, at: int, *, across: bool = False) -> bool:
    """Whether people or those who send them stand before an offset; ``across`` looks over a semicolon too."""
    told = story.plain[sentence.span.start : at]
    return bool(
        re.search(
            r"\b(?:delegation|participants?|representatives?|attendees?|countries|guests|speakers|delegates|members|partners|states|side|institutions|panel|officials|experts|ministers|nations|associations|universities|exhibitors|panell?ists|companies|organi[sz]ations|teams|heads|signatories|scholars|firms|colleges|schools|bodies|agencies|contestants|people|students|teachers|researchers|visitors|importers|exporters|pupils|trainees|lecturers|artists|engineers|journalists|experts|clubs|museums|ports|\p{Ll}{3,}(?:ists|ers|ors|eers|ians))\b[^.;]{0,60}$",
            told.replace(";", ",") if across else told,
            re.IGNORECASE,
        )
    )


_ROLL = re.compile(
    r"(?<![\p{L}\p{N}-])(?:(?:The\s+)?(?:Jury|Judges|Instructors?|Trainers?|Tutors?|Lecturers?|Panell?ists?|Speakers?|Moderators?|Participants?|Participating\s+\p{Ll}+|Exhibitors?|Guests?|Observers?|(?:\p{Lu}\p{Ll}+\s+)?[Pp]artners?|Delegations?|Teams?|Experts?|Attendees|Attending|Present|Members?|Facilitators?|Mentors?|With|Contributors?|Supported\s+by|Support(?:ers)?|Countries(?:\s+\p{Ll}+)?|(?:\p{Lu}\p{Ll}+\s+)?(?:[Pp]avilions|[Tt]eams|[Tt]rainees|[Ff]inalists|[Ww]inners|[Vv]isitors|[Dd]elegates|[Ee]xhibitors|[Ee]mbassies|[Uu]niversities|[Cc]ompanies|[Ii]nstitutions|[Oo]rgani[sz]ations|[Bb]odies|[Ss]tands|[Oo]bservers|[Ss]tates|[Cc]ountries))\s*:|(?:Also\s+)?With)\s+(?:the\s+)?"
)


@rule(
    "takes-part-in-roll",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. Jury: the Marine Institute, the University of Tartu.",
        "The 5th Harbour Cities Forum was held in Tallinn. Moderator: Ms Mari Tamm. With the Baltic Bank and the Embassy of Latvia.",
    ),
    no=(
        "The 5th Harbour Cities Forum was held in Tallinn. Sources: the Marine Institute, the University of Tartu.",
        "The 5th Harbour Cities Forum was held in Tallinn. With the Baltic Bank and the Embassy of Latvia closed, few came.",
    ),
    order=40,
)
def part_in_roll(story: Story) -> None:
    """Bodies and countries right behind "Jury:", "Instructors:", "Observers:", or "With …" where no verb follows, take part."""
    plain = story.plain
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        if occasion is None or sentence.section.kind in ("title", "caption", "agenda"):
            continue
        text = plain[sentence.span.start : sentence.span.end]
        if ":" not in text and "With" not in text:
            continue
        for match in _ROLL.finditer(plain, sentence.span.start, sentence.span.end):
            before = plain[sentence.span.start : match.start()]
            if before.strip() and not (before.rstrip().endswith((".", ";", ")")) or before.endswith(("  ", "\n"))):
                continue
            stop = _ROLL_END.search(plain, match.end(), sentence.span.end)
            limit = stop.start() if stop else sentence.span.end
            found = listed(story, entities_of(story, sentence), match.end(), limit, reach=3)
            if not found or (":" not in match.group() and not _ROLL_OVER.fullmatch(plain, found[-1].span.end, limit)):
                continue
            for entity in found:
                _takes_part(story, occasion, entity, "takes-part-in-roll", 0.82)


_ROLL_OVER = re.compile(r"\s*(?:\([^)]*\))?\s*[.;)]?\s*")
_ROLL_END = re.compile(r"[.;]\s+(?=\p{Lu})|\n|:\s")


@rule(
    "takes-part-subject",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. The Baltic Bank and the Marine Institute were among the participants.",
        "At the 5th Harbour Cities Forum, Estonia and Latvia took part with large delegations.",
        "The 5th Harbour Cities Forum was held in Tallinn. The Baltic Bank, the Marine Institute and other bodies also took part.",
    ),
    no=(
        "The 5th Harbour Cities Forum noted that Estonia exports timber.",
        "The 5th Harbour Cities Forum was held in Tallinn. Lessons from Peru and Chile were shared there.",
    ),
    order=41,
)
def part_as_subject(story: Story) -> None:
    """Countries, groups and bodies before "took part", "sent", "signed", "delegation" take part."""
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        if occasion is None or sentence.section.kind in ("title", "heading", "caption", "agenda"):
            continue
        entities = entities_of(story, sentence)
        if not entities or tells_of_absence(sentence.span.of(story.plain)):
            continue
        for i, entity in enumerate(entities):
            upto = entities[i + 1].span.start if i + 1 < len(entities) else sentence.span.end
            window_end = min(sentence.span.end, entity.span.end + 110)
            match = CUE_AFTER.match(story.plain, entity.span.end, window_end)
            if STAYED_AWAY.match(story.plain, entity.span.end, sentence.span.end):
                continue
            if match and is_done_to(match.group()):
                match = None
            noun = _sends_people(story, sentence, entities, entity)
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
            if is_quoted(story, sentence, entity.span.start) or _TOWARDS.search(
                story.plain, max(sentence.span.start, entity.span.start - 12), entity.span.start
            ):
                continue
            if noun and not match and not _scene(story, sentence):
                continue
            members = subjects_before(story, entities, entity, sentence)
            if not _from_things(story, sentence, members[0]):
                for member in members:
                    _takes_part(story, occasion, member, "takes-part-subject", 0.82)


_LEAD = re.compile(
    r"\W*(?:(?:There\s+(?:were|was|are|came)|Also\s+(?:present|there|attending)\s+(?:were|was|are)|Present\s+(?:were|are)|They\s+included|The|Some|Many|Several|Both|Also|Among|A|An|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+|In\s+all|This\s+year|senior|young)\s+)*"
)


def _sends_people(story: Story, sentence: Sentence, entities: list[Entity], entity: Entity) -> bool:
    """Whether people of a country are named behind it: its delegation, or as a subject anybody who comes ("Latvian buyers")."""
    if entity.kind not in ("country", "demonym"):
        return False
    if DELEGATION.match(story.plain[entity.span.end : min(sentence.span.end, entity.span.end + 40)]):
        return True
    if entity.kind == "country" or not ADJECTIVE_OF_COMERS.match(story.plain, entity.span.end, sentence.span.end):
        return False
    first = subjects_before(story, entities, entity, sentence)[0]
    return _LEAD.fullmatch(story.plain, sentence.span.start, first.span.start) is not None


_FROM_BEFORE = re.compile(r"\bfrom\s+(?:the\s+)?$")


def _from_things(story: Story, sentence: Sentence, first: Entity) -> bool:
    """Whether a list stands behind "from" and what is no people ("lessons from Peru and Chile")."""
    at = _FROM_BEFORE.search(story.plain, max(sentence.span.start, first.span.start - 10), first.span.start)
    if at is None:
        return False
    return COMERS.search(story.plain[max(sentence.span.start, at.start() - 90) : at.start()]) is None


_TOWARDS = re.compile(r"\b(?:to|near|against|about|on|into|towards?|than|like)\s+(?:the\s+)?$")
_WEAK_DEED = re.compile(
    r"\b(?:announced|launched|adopted|agreed|issued|released|unveiled|expressed|opened|organi[sz]ed|held|hosted|reviewed|pledged|discussed|visited|led|convened|supported|backed|funded|co-?financed|financed|sign(?:s|ed)?|co-host|chaired|moderated|facilitated|addressed|delivered|set\s+up|founded|established|inked|concluded|committed|competed|performed|"
    r"called\s+(?:for|on|upon)|propos(?:ed|es)|endorsed|stressed|underlined|emphasi[sz]ed|urged|reported|outlined|noted|welcomed|thanked|introduced|demonstrated|ran\s+an?|suggested|objected|voted|abstained|intervened|raised|volunteered|won|"
    r"took\s+(?:first|second|third|gold|silver|bronze|home))$",
    re.IGNORECASE,
)
_BEHIND_COMMA = re.compile(r"\s*(?:\([^)]*\)\s*)?,")
_ON_STAGE = re.compile(
    r"\b(?:at|during|in)\s+(?:the|this|their|its)\s+(?:\w+\s+){0,2}(?:event|conference|forum|meeting|summit|session|ceremony|talks|gathering|opening|closing|exhibition|fair|workshop|sidelines|margins|signing|discussions?|debates?|plenary|panel|round\s?table|competition|festival|congress|seminar|training|course)\b|\bsidelines\b",
    re.IGNORECASE,
)


def _in_scene(story: Story, sentence: Sentence, occasion: Occasion) -> bool:
    """Whether a sentence tells of what happens at the event, not of what somebody did elsewhere."""
    if occasion.how in ("phrase", "generic") or any(o is occasion for _, o in spoken(story, sentence)):
        return True
    return bool(_ON_STAGE.search(story.plain, sentence.span.start, sentence.span.end))


def _scene(story: Story, sentence: Sentence) -> bool:
    return bool(SCENE.search(story.plain, sentence.span.start, sentence.span.end))


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
        _are_parties(story, occasion, [entity for _, entity in run], "list-of-countries")


_SIGNED_BY = re.compile(
    r"\b(?:signed|signing|signator(?:y|ies))\b[^:.;]{0,90}?(?:\b(?:are|were|include[sd]?|being|namely)\b\s*:?|:)\s*(?:the\s+)?",
    re.IGNORECASE,
)


@rule(
    "signed-by-row",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The Tallinn Convention on Harbour Safety was signed. The countries which signed it at the forum are Estonia, Latvia, Poland, Sweden and Finland.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The Tallinn Convention on Harbour Safety was signed. The countries which praised it at the forum are Estonia, Latvia, Poland, Sweden and Finland.",
    order=44,
)
def signed_by_row(story: Story) -> None:
    """Four or more countries in a row behind "the countries which signed are" take part, and are parties to what was signed."""
    for index, sentence in story.told():
        match = _SIGNED_BY.search(story.plain, sentence.span.start, sentence.span.end)
        occasion = story.scope.get(index) or story.main.get(sentence.section.item)
        if match is None or occasion is None:
            continue
        row = [e for e in entities_of(story, sentence) if e.kind == "country" and e.span.start >= match.end()]
        if len(row) < 4 or row[0].span.start - match.end() > 4:
            continue
        for entity in row:
            _takes_part(story, occasion, entity, "signed-by-row", 0.85)
        _are_parties(story, occasion, row, "signed-by-row")


def _are_parties(story: Story, occasion: Occasion, row: list[Entity], rule_name: str) -> None:
    """State that countries are parties to the agreements signed at an event."""
    for fact in list(story.ledger.of(occasion.thing, "cv:signed")):
        if isinstance(fact.object, Thing) and fact.object.kind == "agreement":
            for entity in row:
                story.ledger.state(fact.object, "cv:party", entity.node, entity.span, rule_name, 0.8)


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


_PEOPLE_OF = re.compile(
    r"\b(?i:ministers|leaders|presidents|officials|heads|speakers|chiefs|premiers|delegations|representatives|governors|secretaries|envoys|experts|ambassadors|kings|parliaments|governments)\s+(?:of|from)\s+(?:the\s+)?$"
)


def _sides_in_name(story: Story, sentence: Sentence, start: int, end: int) -> list[Entity]:
    hits = [
        h
        for h in sentence.places
        if start <= h.span.start and h.span.end <= end and h.value.kind in ("country", "demonym", "group")
    ]
    if len(hits) < 2:
        return []
    out: list[Entity] = []
    row = _PEOPLE_OF.search(story.plain, start, hits[0].span.start) is not None
    joined = r"\s?[-–—‑/]\s?|,?\s+and\s+(?:the\s+)?|,\s+(?:the\s+)?" if row else r"\s?[-–—‑/]\s?|\s+and\s+"
    for a, b in pairwise(hits):
        if re.fullmatch(joined, story.plain[a.span.end : b.span.start]):
            for hit in (a, b):
                node = f"id:country/{hit.value.key}" if hit.value.kind != "group" else f"id:group/{hit.value.key}"
                if all(e.node != node for e in out):
                    out.append(Entity(hit.span, node, "country" if hit.value.kind != "group" else "group"))
    return out


_SITS = re.compile(
    r"\b(?:[Mm]eetings?|[Ss]essions?|[Aa]ssembly|[Cc]ongress|[Pp]lenary|[Ss]itting|[Cc]onvention)\s+of\s+(?:the\s+|(?:\p{Ll}+\s+){1,3}of\s+(?:the\s+)?)?(?P<body>\p{Lu}[^,;()“”\"]{3,90})$"
)
_SITTING_HEADS = frozenset(
    "Commission Committee Council Association Federation Union Society Network Board Group Organization Organisation Consortium Alliance League Confederation Academy Institute Mechanism Bank Agency Secretariat".split()
)


@rule(
    "sits-itself",
    yes="The 5th Congress of the Baltic Ports Association was held in Tallinn on 3 June 2024.",
    no="The 5th Congress of Harbour Masters was held in Tallinn on 3 June 2024.",
    order=42,
)
def part_of_sitting(story: Story) -> None:
    """A body takes part in its own meeting, session or congress ("the 49th session of the Harbour Commission")."""
    for occasion in story.occasions:
        for mention, _ in occasion.mentions if occasion.how not in ("generic", "phrase") else ():
            match = _SITS.search(story.plain, mention.full.start, mention.full.end)
            if match is None:
                continue
            name = " ".join(match["body"].split())
            words = name.split()
            if words[-1] not in _SITTING_HEADS and not any(
                w in _SITTING_HEADS and words[i + 1] in ("on", "for", "of") for i, w in enumerate(words[:-1])
            ):
                continue
            span = Span(*match.span("body"))
            body = story.bodies.get(body_key(story.aliases.get(name, name)))
            if body is None:
                body = story.bodies[body_key(name)] = Thing("organization", "")
            body.call(name, span)
            story.ledger.state(occasion.thing, "cv:hasParticipant", body, span, "sits-itself", 0.75)
            break


_MISSION = re.compile(r"\b(?:Embassy|Consulate|High Commission|Mission)\b")


_WATERS = re.compile(r"\s+(?:Ocean|Sea|Gulf|Bay|Strait|River|Canal|Lake|Channel|Peninsula)\b")


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
            if hit is not None and _WATERS.match(story.plain, hit.span.end):
                continue
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
