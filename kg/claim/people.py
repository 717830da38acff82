"""Persons with a part in an event: who spoke, opened, chaired, signed; in which post and for whom."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.bodies import body_key, place_at
from kg.claim.ledger import Thing
from kg.claim.nearby import STAYED_AWAY, entities_of
from kg.claim.rules import rule
from kg.claim.seats import Whereabouts, in_row, not_yet_named, role_until, seat_of
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.people import HONORIFIC, PersonMention
from kg.model import Literal, Span

_DID = re.compile(
    r"\b(?:spoke|speech(?:es)?|address(?:ed|es)?|opened|opening|open|closed|clos(?:ing|es)|chair(?:ed|s)?|deliver(?:ed|s|ing)?|keynote|remarks|attend(?:ed|s|ing)?|sign(?:ed|s|ing)?|present|presented|led|co-led|lead|leads|moderat(?:ed|es)|"
    r"took\s+the\s+(?:floor|stage)|takes?\s+part|took\s+part|participat(?:ed|es|e|ing)|joined|visited|hosted|welcom(?:ed|es)|announced|talk|lectur(?:es|ed)|sat|panel|inaugurated|officiated|represented|explained|told\s+delegates|told\s+participants|"
    r"invited|outlined|listed|described|paid\s+tribute|met|meet|accompanied|gave|noted\s+with|points?\s+out|pointed\s+out|launched|unveiled|elected|on\s+behalf\s+of|speakers?|presentation|cheered|counted|affirmed|comprised|headed|speaking|seat|co-chaired|introduced|reported|shared|witnessed|convened|received|greeted|exchanged|discussed|agreed|concluded|stressed|called\s+(?:for|on)|praised|thanked|underlined|highlighted|proposed|pledged|Panelists?|under\s+the\s+patronage|repl(?:ied|ies)|responded|recalled|urged|warned|argued|summed\s+up|toasted|taught|teach(?:es)?|demonstrated|showed|initialled|inked|handed\s+(?:over|out)|"
    r"put\s+(?:his|her|their)\s+(?:names?|signatures?)|cut\s+(?:by|the\s+ribbon)|ribbon|presided|presides|facilitated|facilitates|followed\s+by|jury|juror|judged|judges?|jurors?|lecturers?|tutors?|instructors?|moderators?|panell?ists?|trainers?|in\s+attendance|looking\s+on|on\s+stage|performed|recited|sang|rapporteur|master\s+of\s+ceremonies)\b",
    re.IGNORECASE,
)
_ONLY_SAID = re.compile(
    r"\b(?:said|says|stated|commented|added|joked|remarked|quipped|explained|wrote|told\s+(?:reporters|the\s+press|journalists))\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“\"][^”\"]{12,}")


def full_names(story: Story) -> dict[str, str]:
    """Return for each word of a person's full name that full name, where the text has one such person ("Tamm": "Mari Tamm")."""
    known: dict[str, str] = {}
    for sentence in story.sentences:
        for person in sentence.people:
            words = person.name.split()
            if len(words) > 1:
                for word in {words[0].lower(), words[-1].lower()}:
                    name = " ".join(words)
                    known[word] = name if known.get(word, name).lower() == name.lower() else ""
                for i in range(1, len(words) - 1):
                    part = " ".join(words[i:]).lower()
                    known[part] = name if known.get(part, name).lower() == name.lower() else ""
    return known


def person_thing(story: Story, person: PersonMention, full: dict[str, str] | None = None) -> Thing:
    """Return the person as a thing; a last name alone is the person named in full elsewhere."""
    name = " ".join(person.name.split())
    if full:
        name = full.get(name.lower()) or name
    key = f"person:{name.lower()}"
    known = story.bodies.get(key)
    if known is None:
        known = Thing("person", "Person")
        story.bodies[key] = known
    known.call(name, person.span)
    return known


def sides_of(story: Story, sentence: Sentence, person: PersonMention) -> list[tuple[Thing | str, Span]]:
    """Return the bodies and countries that a person stands for."""
    out: list[tuple[Thing | str, Span]] = []
    for span in person.sides:
        text = span.words(story.plain)
        body = story.bodies.get(body_key(story.aliases.get(text, text)))
        if body is not None and body.kind == "organization":
            out.append((body, span))
            continue
        place = place_at(sentence.places, span)
        if place is None:
            place = next(
                (h for h in sentence.places if h.span.start <= span.start < h.span.end or span.start <= h.span.start < span.end),
                None,
            )
        if (
            place is not None
            and place.value.kind == "country"
            and (whole := _bracketed(story.plain, person, place.span)) is not None
        ):
            out.append((_body(story, whole.words(story.plain), whole), whole))
        elif place is not None and place.value.kind in ("country", "demonym"):
            out.append((f"id:country/{place.value.key}", span))
        elif place is not None and place.value.kind == "group":
            if _BODY_GROUP.search(text):
                out.append((_body(story, text, span), span))
        elif place is not None:
            continue
        elif (
            (len(text) > 3 or text.isupper())
            and text[0].isupper()
            and span not in [n.span for n in sentence.names if n.kind == "organization"]
        ):
            out.append((_body(story, text, span), span))
    if not out and person.role is not None:
        out = _side_of_portfolio(story, person.role)
    return out or _side_before(story, sentence, person) or _side_of_delegation(story, sentence)


_BODY_OF_COUNTRY = re.compile(
    r"(?!(?:Government|Republic|Kingdom|State|Union|Minist\p{L}+|Embassy|Ambassador|High|Permanent|Delegation|North|South|East|West|Northern|Southern|New)\b)(?:[\p{Lu}][\p{L}\p{M}’'-]+\s+){1,4}(?:(?:de|do|da|du|of)\s+)?"
)
"""What stands in brackets behind a person before the name of a country, and is with it the name of a body ("Open Rivers Estonia")."""


def _bracketed(plain: str, person: PersonMention, land: Span) -> Span | None:
    """The body that fills the brackets behind a person and ends in the name of a country."""
    opened = plain.rfind("(", person.span.end, land.start)
    if not 0 <= opened < person.span.end + 4 or plain[land.end : land.end + 1] != ")":
        return None
    return Span(opened + 1, land.end) if _BODY_OF_COUNTRY.fullmatch(plain, opened + 1, land.start) else None


_FOR_WHOM = re.compile(r"\b(?:[Ff]or|[Oo]n\s+behalf\s+of|[Rr]epresenting|[Ff]rom|[Ss]peaking\s+for)\s+(?:the\s+)?$")
_THEN_NAME = re.compile(
    rf"(?:\s*\([^)]*\))?(?:,\s+|\s+(?=(?:came|spoke|was|were|attended)\b)(?:came|spoke|was|were|attended)\s+)(?:its\s+|the\s+)?(?:[\p{{L}}’'. -]{{0,50}}\s)?(?:{HONORIFIC}\s*)*"
)


def _side_before(story: Story, sentence: Sentence, person: PersonMention) -> list[tuple[Thing | str, Span]]:
    """The body or country for which a person is said, just before the name, to speak ("On behalf of the Lake Bank, …")."""
    for entity in entities_of(story, sentence):
        if (
            entity.kind in ("organization", "country")
            and 0 < person.span.start - entity.span.end < 60
            and _FOR_WHOM.search(story.plain, max(sentence.span.start, entity.span.start - 20), entity.span.start)
            and _THEN_NAME.fullmatch(story.plain, entity.span.end, person.span.start)
        ):
            return [(entity.node, entity.span)]
    return []


_BODY_GROUP = re.compile(
    r"^[\p{Lu}\d.+-]{2,}$|\b(?:Union|Organi[sz]ation|League|Community|Council|Association|Nations|Commonwealth|Commission|Authority|Secretariat)\b"
)


def _body(story: Story, text: str, span: Span) -> Thing:
    """Return the body of a name that the text has not been found to use for one so far."""
    thing = story.bodies.get(body_key(text))
    if thing is None:
        thing = story.bodies[body_key(text)] = Thing("organization", "")
    thing.call(text, span)
    return thing


_LED = re.compile(r"\s*(?:[’']s?)?\s+(?:delegation|side|team|party)\b")


def _side_of_delegation(story: Story, sentence: Sentence) -> list[tuple[Thing | str, Span]]:
    """The country whose delegation the sentence is about."""
    for hit in sentence.places:
        if (
            hit.value.kind in ("country", "demonym")
            and hit.span.start - sentence.span.start < 12
            and _LED.match(story.plain, hit.span.end)
        ):
            return [(f"id:country/{hit.value.key}", hit.span)]
    return []


_PORTFOLIO = re.compile(r"\b(?:Vice[- ]|Deputy |Second |Senior )?Ministers?\s+(?:of|for)\s+(?:the\s+)?(?P<of>\p{Lu}.+)$")


def _side_of_portfolio(story: Story, role: Span) -> list[tuple[Thing | str, Span]]:
    match = _PORTFOLIO.search(role.words(story.plain))
    if not match:
        return []
    for prefix in ("ministry of ", "ministry for "):
        body = story.bodies.get(body_key(prefix + match["of"]))
        if body is not None:
            return [(body, role)]
    return []


_NOT_THERE = re.compile(
    r"\bunder\s+(?:the\s+)?(?:former|then|late|previous)\s+$|\b(?:(?:election|appointment|nomination|birth|death|memory|statue|bust|portrait|painting|monument|tomb|grave|works?|music|songs?|poems?|novels?|passing|legacy|victory|inauguration|resignation|invitation|according|tribute|letter|condolences|thanks|gratitude|credit|apologies|instructions?)\s+(?:of|to|from)"
    r"|congratulat(?:ed|es|ing)|succeed(?:ed|s|ing)|t(?:akes?|ook|aking)\s+over\s+from|(?:went|goes|awarded|given|presented)\s+to|winners?(?:\s+(?:was|is|were|are))?:?|replac(?:ed|es|ing)|named\s+(?:after|for|in\s+honou?r\s+of)|thank(?:ed|s|ing)|wrote\s+to|courtesy\s+of|(?:written|authored|edited|designed|painted|composed|photographed|translated|illustrated)\s+by"
    r"|won\s+by|\bthe\s+late|on\s+behalf\s+of|on\s+the\s+(?:instructions?|initiative)\s+of|founded\s+(?:in\s+\d+\s+)?by|in\s+the\s+absence\s+of|regrets?\s+from)\s+(?:the\s+|its\s+|late\s+|former\s+|to\s+)*(?:[^\s,;]+\s+){0,3}$|\b(?:election|appointment|nomination)\s+of\s+[^.;]{0,120}$"
    r"|\b(?:prizes?|awards?|medals?|mentions?|troph(?:y|ies)|titles?|scholarships?|laurels)\s+(?:\p{Ll}+\s+){0,3}(?:went|goes?|awarded|given|presented)\s+to\s+[^.;]{0,160}$",
    re.IGNORECASE,
)
_HIS_MESSAGE = re.compile(
    r"[’']s?\s+(?:\p{Ll}+\s+){0,2}(?:message|letter|leadership|vision|government|administration|office|book|death|birthday|legacy|absence|department|institute|team|group|laboratory|lab|company|firm|university|faculty|school|ministry|predecessor|successor|wife|husband|widow|son|daughter)\b"
)
_CREDIT = re.compile(
    r"\b(?:text|photos?|image|picture|written|edited|editor|author|courtesy|reporting|translation|video|contacts?|enquiries|inquiries)\b\s*(?:by\b|:|credit)",
    re.IGNORECASE,
)
_PATRON = re.compile(r"\b(?:patronage|auspices)\s+of\s+[^;]*$", re.IGNORECASE)
_AFTER_PATRON = re.compile(r"(?:presence|attend|open|inaugurat|chair|deliver)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"^(?:During|On|In|Following|After)\s+(?:his|her|their|a)\s+[^,]{0,30}(?:(?:19|20)\d\d|last\s+\w+)\s+(?:visit|trip|tour|meeting)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:speech|opening|opened|proceedings|took\s+questions|address|took|led|keynote|at\s+the\s+(?:opening|closing)|deliver|chaired|signed|told|remarks|presentation|attended|speaking\s+at|closing)\b",
    re.IGNORECASE,
)
_SAID_BEHIND = re.compile(r"\s*(?:,[^,]*,)?\s*said\s+(?:that\s*)?,?\s*[“\"]")


_SAYS = re.compile(
    r"(?P<gap>[^.;“\"]{0,90}?)\b(?:said|says|stated|added|commented|remarked|told(?!\s+(?:delegates|participants|(?:the|an?)\s+(?:forum|conference|meeting|audience|gathering|summit|session|opening)))|wrote)\b"
)
_SAID_BEFORE = re.compile(r"\b(?:said|says|added|stated|commented|remarked)\s+(?:the\s+|its\s+)?$")


def _says(behind: str, before: str) -> bool:
    """Whether all that a person does in a sentence is to be quoted."""
    if _SAID_BEFORE.search(before[-24:]):
        return True
    match = _SAYS.match(behind)
    return bool(match and not _DID.search(match["gap"]))


_APOLOGIES = re.compile(
    r"\b(?:Apologies(?:\s+\p{Ll}+){0,3}|Absent|Excused|Regrets|Unable\s+to\s+attend|Apologies\s+for\s+absence)\s*:", re.IGNORECASE
)
_NO_SPEAKER_LEAD = re.compile(
    r"\W*(?:(?:For\s+[^,]{2,60},\s*)?(?:please\s+)?contact\b|(?:(?:Programme|Program|Organi[sz]ing|Scientific|Steering|Advisory|Editorial)\s+(?:committee|board)|Committee)\s*:|Apologies\s+(?:were\s+received|for\s+absence|had\s+been))",
    re.IGNORECASE,
)
_UNABLE = re.compile(
    r"[^.;]{0,90}?\b(?:(?:was|were|is|are|been)\s+(?:un(?:able|available)|prevented)|(?:had|has|have|was\s+forced)\s+(?:had\s+)?to\s+(?:withdraw|cancel)|could\s+not\s+(?:be\s+there|make\s+it))\b"
)
_NO_SPEAKER_LABEL = re.compile(
    r"(?:(?:high\s+)?patrons?|contacts?|(?:press|media)(?:\s+\p{Ll}+)?|enquiries|inquiries|information|further\s+information|photos?|text|authors?|editors?|edited\s+by|written\s+by|translat(?:ion|ed|or)\p{Ll}*|(?:\p{Ll}+\s+)?(?:committees?|boards?|secretariat)|design|layout|registration|apologies(?:\s+\p{Ll}+){0,3}|absent|excused|regrets|in\s+memor\p{Ll}+)\b",
    re.IGNORECASE,
)
_SPEAKER_LABEL = re.compile(
    r"\W*(?:(?:Opening|Closing|Welcom(?:e|ing)|Keynote|Guest|Session|Panel|Introductory)\s+)?(?:Chair(?:man|woman|person|s)?|Co-?[Cc]hairs?|Speakers?|Moderators?|Moderated\s+by|Chaired\s+by|Facilitators?|Presenters?|Keynotes?|Lecturers?|Tutors?|Trainers?|Instructors?|Panell?ists?|Discussants?|Rapporteurs?|"
    r"Remarks|Address|Welcome|Jury|Judges|Hosts?|Masters?\s+of\s+[Cc]eremon(?:y|ies)|MC|Respondents?|Contributors?)\s*:\s",
    re.IGNORECASE,
)
"""The words with which a short line says what those behind it do."""


def _speaks(story: Story, sentence: Sentence, person: PersonMention) -> bool:
    plain = story.plain
    text = plain[sentence.span.start : sentence.span.end]
    if sentence.section.kind == "heading":
        return person.acts or _SPEAKER_LABEL.match(plain, sentence.span.start, person.span.start) is not None
    if sentence.section.kind in ("boilerplate", "title") or (sentence.section.kind == "caption" and not _DID.search(text)):
        return False
    if ":" in text and (absent := _APOLOGIES.search(text)) and absent.start() < person.span.start - sentence.span.start:
        return False
    if sentence.section.kind == "label" and _NO_SPEAKER_LABEL.match(sentence.section.label.strip()):
        return False
    first = min(person.span.start, person.role.start) if person.role is not None else person.span.start
    before = plain[sentence.span.start : first]
    if (
        before.count("“") > before.count("”")
        or _NOT_THERE.search(before[-170:])
        or _CREDIT.search(text)
        or (not sentence.events and _ELSEWHERE.search(text))
    ):
        return False
    if _NO_SPEAKER_LEAD.match(text) or _UNABLE.match(plain, role_until(person), sentence.span.end):
        return False
    if _HIS_MESSAGE.match(plain, person.span.end) or STAYED_AWAY.match(plain, person.span.end, sentence.span.end):
        return False
    if (patron := _PATRON.search(before)) and not _AFTER_PATRON.search(patron.group()):
        behind = re.match(
            r"[^,;]{0,60},\s+(?:who|and\s+(?:opened|inaugurated|attended|delivered))\b",
            plain[role_until(person) : sentence.span.end],
        )
        if not behind:
            return False
    if _QUOTES.search(text) and _ONLY_SAID.search(text):
        after = plain[person.span.end : min(sentence.span.end, person.span.end + 90)]
        outside = re.sub(r"[“\"][^”\"]*[”\"]?", " ", text)[:240]
        return bool(_SPOKEN.search(outside)) and not _SAID_BEHIND.match(after)
    if _says(plain[role_until(person) : sentence.span.end], before):
        return bool(_SPOKEN.search(re.sub(r"[“\"][^”\"]*[”\"]?", " ", text)))
    if person.acts or _DID.search(text):
        return True
    if text.isupper():
        return False
    return bool(person.role or person.sides) and (sentence.section.kind == "label" or not _ONLY_SAID.search(text))


@rule(
    "speaks-at",
    yes="The 5th Harbour Cities Forum was held in Tallinn. Mari Tamm, director of the Baltic Ports Association, delivered a keynote speech.",
    no="The 5th Harbour Cities Forum was held in Tallinn. Photo by Mari Tamm, director of the Baltic Ports Association.",
    order=28,
)
def people_speak(story: Story) -> None:
    """A person with a post or a side who speaks, opens, chairs, signs or attends has a part in the event."""
    full = full_names(story)
    away = Whereabouts(story)
    sides: dict[Thing, list[tuple[Thing | str, Span]]] = {}
    seats: list[tuple[int, PersonMention, Occasion]] = []
    last: tuple[object, Occasion] | None = None
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        main = story.main.get(sentence.section.item)
        if occasion is None or occasion.how == "sibling":
            occasion = main or occasion
        for person in sentence.people:
            found = sides_of(story, sentence, person)
            if found:
                sides.setdefault(person_thing(story, person, full), found)
            if (seat := story.seats.get(person.span.start)) is not None:
                seats.append((index, person, seat))
                continue
            here = away.present(index, sentence, occasion, main)
            if here is None or not _speaks(story, sentence, person):
                continue
            target = seat_of(story, sentence, person, here, main)
            if target is None:
                continue
            if (
                last is not None
                and last[0] == sentence.section.item
                and target is last[1].parent
                and _FOLLOWS.search(story.plain, sentence.span.start, sentence.span.end)
            ):
                target = last[1]
            last = (sentence.section.item, target)
            seats.append((index, person, target))
            if "|" in sentence.span.of(story.plain):
                seats.extend((index, person, o) for o in in_row(story, sentence, target))
        holder = _holder_of_post(story, sentence) if not sentence.people and occasion is not None else None
        if holder is not None and occasion is not None and (seat := seat_of(story, sentence, holder, occasion, main)) is not None:
            seats.append((index, holder, seat))
    for index, person, target in seats:
        thing = person_thing(story, person, full)
        appear(story, person, thing, sides_of(story, story.sentences[index], person) or sides.get(thing, []), target, index)


_POST_ALONE = re.compile(
    r"\b[Tt]he\s+(?P<post>(?:(?:Deputy|Vice|Prime|Foreign|Assistant|Executive|Under)[\s-])*(?:Minister|President|Director[\s-]General|Secretary[\s-]General|Chairman|Chairperson|Rector|Governor|Mayor"
    r"|Ambassador|Premier|Chancellor|Vice-Chancellor|Commissioner|Undersecretary|Executive\s+Secretary|Director|Secretary))(?!\s+(?:of|for)\b|[’'-]|\s+\p{Lu})"
)
_SPOKE_THERE = re.compile(
    r"\b(?:opening|closing|keynote|welcome|inaugural)\s+(?:address|speech|remarks|statement)|\b(?:delivered|addressed|addressing|officially\s+opened|inaugurated|chaired|presided|opened\s+the|declared\s+open|speaking\s+at)\b"
)


def _holder_of_post(story: Story, sentence: Sentence) -> PersonMention | None:
    """Return the one person of the text who holds the post that a sentence names alone ("In his opening address, the Prime Minister …")."""
    plain, span = story.plain, sentence.span
    if sentence.section.kind != "body" or not _SPOKE_THERE.search(plain, span.start, span.end):
        return None
    alone = _POST_ALONE.search(plain, span.start, span.end)
    if not alone or plain.count("“", span.start, alone.start()) > plain.count("”", span.start, alone.start()):
        return None
    post = rf"(?<!Prime\s)\b{re.escape(alone['post'])}\b"
    holders = {
        p.name.lower().split()[-1]: p
        for s in story.sentences
        for p in s.people
        if p.role is not None and " " in p.name and re.search(post, p.role.of(plain), re.IGNORECASE)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


_FOLLOWS = re.compile(
    r"\b(?:[Nn]ext\s+(?:up|came)|took\s+the\s+(?:stage|floor|podium)|(?:was|were)\s+followed\s+by|in\s+turn|[Tt]hen\s+(?:came|spoke))\b"
)


_OF_WHOLE = re.compile(
    r"(?:(?:official|grand|formal|ceremonial)\s+)?(?:opening|closing|inaugural|inauguration|award|welcome)\b", re.IGNORECASE
)


def _main_of_ceremony(story: Story, index: int, occasion: Occasion) -> Occasion | None:
    """Return the main event, for an opening or closing that is told of as if it needed no other name."""
    main = story.main.get(story.sentences[index].section.item)
    whole = all(_OF_WHOLE.match(name) and len(name.split()) < 4 for name in occasion.thing.names)
    return main if whole and main is not occasion else None


def appear(
    story: Story, person: PersonMention, thing: Thing, sides: list[tuple[Thing | str, Span]], occasion: Occasion, index: int = -1
) -> None:
    """State that a person appears at an event, in which post and for whom; ``index`` is that of the sentence which says so."""
    ledger, plain = story.ledger, story.plain
    targets = [occasion]
    larger = occasion.parent or (_main_of_ceremony(story, index, occasion) if index >= 0 else None)
    if (
        larger is not None
        and not (index >= 0 and not_yet_named(index, larger))
        and (occasion.cls in ("Session", "Ceremony", "Dialogue", "Meeting", "") or occasion.thing.attrs.get("programme"))
    ):
        targets.append(larger)
    for target in targets:
        ledger.state(target.thing, "cv:hasSpeaker", thing, person.span, "speaks-at", 0.85)
        appearance = next(
            (
                f.object
                for f in ledger.of(target.thing, "_:appearance")
                if isinstance(f.object, Thing) and f.object.near[0] is thing
            ),
            None,
        )
        if appearance is None:
            appearance = Thing("appearance", "Appearance", near=[thing, target.thing])
            ledger.state(target.thing, "_:appearance", appearance, person.span, "speaks-at", 0.85)
            ledger.state(appearance, "cv:appearanceOf", thing, person.span, "speaks-at", 0.85)
            ledger.state(appearance, "cv:at", target.thing, person.span, "speaks-at", 0.85)
        if person.role is not None:
            role = person.role.words(plain)
            ledger.state(appearance, "cv:capacity", Literal(role, "rdf:langString", "en"), person.role, "speaks-at", 0.85)
        for side, span in sides:
            ledger.state(appearance, "cv:onBehalfOf", side, span, "speaks-at", 0.85)
